//! How much aligned sentences speak of: all, some, only.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// One edition says all where another says some, or lost its only.
    ///
    /// ## Why
    /// A promise about all data that becomes one about some data is another promise; so is a use that was
    /// allowed only for one purpose.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We delete all recordings after the concert.
    /// [zh] 我们在音乐会结束后删除所有录音。
    /// [ja] 当社は、コンサートの終了後、一部の録音を削除します。
    /// ```
    /// ```policy fail
    /// [en] The gate key is used only for the garden.
    /// [zh] 大门钥匙仅用于花园。
    /// [ja] 門の鍵は、庭園にのみ使用します。
    /// [vi] Chìa khóa cổng được sử dụng cho khu vườn.
    /// ```
    /// ```policy pass
    /// [en] Every visitor gets a map.
    /// [zh] 每位访客都会获得一张地图。
    /// [ja] すべての来場者に地図をお渡しします。
    /// [vi] Mọi khách tham quan đều nhận được bản đồ.
    /// ```
    "quantifier-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Quantifier, &[], out);
}
