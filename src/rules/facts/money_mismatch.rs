//! Amounts of money of aligned clauses.

use super::bounds;
use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// Aligned clauses state different amounts of money.
    ///
    /// ## Why
    /// A reader of one language is promised or asked for another sum. Amount and currency are compared; ¥ is yuan in
    /// Chinese and yen in Japanese.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] A lost key costs US$25.
    /// [zh] 钥匙遗失的，收取35美元。
    /// ```
    /// ```policy fail
    /// [ja] 再発行手数料は1万円です。
    /// [en] The fee for a new card is 1,000 yen.
    /// [vi] Phí cấp lại thẻ là 10.000 yên.
    /// ```
    /// ```policy fail
    /// [en] Orders of at least US$40 are delivered free of charge.
    /// [ja] 40米ドル以下のご注文は、配送料が無料です。
    /// ```
    /// ```policy pass
    /// [en] The deposit is 2 million dong.
    /// [vi] Tiền đặt cọc là 2.000.000 đồng.
    /// [ja] 保証金は200万ドンです。
    /// [zh] 押金为200万越南盾。
    /// ```
    "money-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "money-mismatch",
    absent: "money-mismatch.absent",
    extra: "money-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Money, WORDING, out);
    bounds::report(policy, Kind::Money, "money-mismatch.bound", out);
}
