//! Telephone numbers of aligned clauses.

use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses give different telephone numbers.
    ///
    /// ## Why
    /// A reader of one edition calls nobody, or somebody else. A number for callers abroad and the same
    /// number for callers at home are one.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Call +81 3 5550 0142 to cancel a lesson.
    /// [ja] レッスンの取り消しは、電話（03-5550-0143）で承ります。
    /// ```
    /// ```policy fail
    /// [zh] 取消课程请致电 400-555-0142。
    /// [en] To cancel a lesson, call 400-555-0124.
    /// [vi] Để hủy buổi học, vui lòng gọi 400-555-0142.
    /// ```
    /// ```policy pass
    /// [en] Call +81 3 5550 0142 to cancel a lesson.
    /// [ja] レッスンの取り消しは、電話（03-5550-0142）で承ります。
    /// [vi] Để hủy buổi học, vui lòng gọi số +81-3-5550-0142.
    /// ```
    "phone-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "phone-mismatch",
    absent: "phone-mismatch.absent",
    extra: "phone-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Phone, WORDING, out);
}
