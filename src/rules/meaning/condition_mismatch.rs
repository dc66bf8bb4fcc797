//! Conditions of aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// A condition of one edition is missing in another.
    ///
    /// ## Why
    /// What holds in one language only if something happens holds in another always. Languages set
    /// conditions in many ways (なら, 的，, khi), so a difference is worth a look and no more, unless it is plain.
    /// Before and after are conditions in time: who may do something after the start may not do it before.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] If the lift stops, press the bell.
    /// [zh] 如果电梯停止，请按铃。
    /// [ja] エレベーターが停止した場合、ベルを押してください。
    /// [vi] Vui lòng bấm chuông.
    /// ```
    /// ```policy fail
    /// [en] Please pay before you board the ferry.
    /// [zh] 请在登上渡轮之前付款。
    /// [ja] フェリーに乗る前にお支払いください。
    /// [vi] Vui lòng thanh toán sau khi lên phà.
    /// ```
    /// ```policy fail
    /// [en] If we lend the boat to others, we will ask you afterwards.
    /// [zh] 我们将小船借给他人的，会事先征求您的意见。
    /// [ja] 小舟を他の方に貸す場合は、事前にお客様のご意見をうかがいます。
    /// ```
    /// ```policy pass
    /// [en] When the bell rings, leave the hall.
    /// [zh] 铃声响起时，请离开展厅。
    /// [ja] ベルが鳴ったら、展示室から退出してください。
    /// [vi] Khi chuông reo, vui lòng rời khỏi phòng trưng bày.
    /// ```
    /// ```policy pass
    /// [en] You use the boats after agreeing to these rules.
    /// [ja] この規則に同意したうえでボートを利用してください。
    /// [vi] Bạn cần đồng ý với quy tắc này trước khi sử dụng thuyền.
    /// ```
    "condition-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Condition, &[], out);
}
