//! Exceptions of aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// An exception of one edition is missing in another.
    ///
    /// ## Why
    /// “Not … unless you agree” without its “unless” is another rule. “Unless”, “except”, 除非, ない限り and
    /// trừ khi are the same thing; “other than”, ただし and 未经 may stand for them.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The pool stays open in winter unless the boiler fails.
    /// [zh] 除非锅炉发生故障，泳池在冬季保持开放。
    /// [ja] プールは冬の間も営業します。
    /// ```
    /// ```policy fail
    /// [en] We lend the telescope to every member unless it rains.
    /// [vi] Chúng tôi cho mọi hội viên mượn kính thiên văn.
    /// ```
    /// ```policy pass
    /// [en] The garden is open every day, except when it snows.
    /// [zh] 除下雪天外，花园每天开放。
    /// [ja] 庭園は、雪の日を除き、毎日開園します。
    /// [vi] Khu vườn mở cửa mỗi ngày, trừ khi có tuyết.
    /// ```
    "exception-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Exception, &[], out);
}
