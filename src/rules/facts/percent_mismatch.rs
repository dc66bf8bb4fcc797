//! Percentages of aligned clauses.

use super::bounds;
use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses state different percentages.
    ///
    /// ## Why
    /// A reader of one language is promised another share, rate or discount. 5割, 百分之五十, fifty per cent and 50% are
    /// one value.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Members pay 80% of the ticket price.
    /// [vi] Hội viên trả 85% giá vé.
    /// ```
    /// ```policy fail
    /// [ja] 遅延損害金は年14.6パーセントとします。
    /// [zh] 逾期利息按年利率百分之十四点六计算。
    /// [en] Late payments bear interest at 16.4 percent a year.
    /// ```
    /// ```policy fail
    /// [zh] 扣款最多为票价的20%。
    /// [en] We deduct up to 20% of the fare.
    /// [vi] Chúng tôi khấu trừ ít nhất 20% giá vé.
    /// ```
    /// ```policy pass
    /// [en] We refund fifty per cent of the fee.
    /// [ja] 料金の5割を返金します。
    /// [zh] 我们退还费用的百分之五十。
    /// [vi] Chúng tôi hoàn lại năm mươi phần trăm mức phí.
    /// ```
    "percent-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "percent-mismatch",
    absent: "percent-mismatch.absent",
    extra: "percent-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Percent, WORDING, out);
    bounds::report(policy, Kind::Percent, "percent-mismatch.bound", out);
}
