//! What aligned sentences oblige to, allow and forbid.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// One edition obliges where another leaves free, or forbids what another allows.
    ///
    /// ## Why
    /// “May” in place of “must” takes a duty away, and “must” in place of “may” makes one. Both sides have to
    /// show it: a language that says nothing (ja 通知します for “must notify”) states no other norm.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The tenant must empty the locker before the fair closes.
    /// [zh] 租户应当在展会闭幕前清空储物柜。
    /// [ja] 賃借人は、展示会の終了までにロッカーを空にすることができます。
    /// ```
    /// ```policy fail
    /// [zh] 您可以在当天退还灯具。
    /// [en] You must return the lamp on the same day.
    /// [vi] Bạn có thể trả lại đèn trong ngày.
    /// ```
    /// ```policy fail
    /// [zh] 读者卡可以转借给家人。
    /// [en] A reader card can be lent to family.
    /// [ja] 利用者カードは、ご家族に貸すことができません。
    /// ```
    /// ```policy pass
    /// [en] The museum may close the hall during a storm.
    /// [zh] 暴风雨期间，博物馆可能关闭展厅。
    /// [ja] 暴風雨の間、博物館は展示室を閉鎖することがあります。
    /// [vi] Bảo tàng có thể đóng cửa phòng trưng bày khi có bão.
    /// ```
    /// ```policy pass
    /// [en] The courier shall inform the sender of any delay.
    /// [ja] 配達員は、遅延を発送人に通知します。
    /// [zh] 快递员应当将延误情况告知寄件人。
    /// ```
    "modality-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Modality, &[], out);
}
