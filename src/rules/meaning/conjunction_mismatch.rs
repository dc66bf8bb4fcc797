//! And and or in aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// One edition says and where another says or.
    ///
    /// ## Why
    /// Whether one thing is enough or all are needed decides who has a right. Languages list with commas and
    /// turn the two round behind a negation, so most differences are worth a look and no more.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The parcel is kept at the harbour and/or the depot.
    /// [zh] 包裹存放在港口及/或仓库。
    /// [ja] 荷物は、港および倉庫に保管されます。
    /// ```
    /// ```policy pass
    /// [en] Bring a lamp, a coat and a map.
    /// [zh] 请携带灯具、外套和地图。
    /// [ja] ランプ、コートおよび地図をお持ちください。
    /// ```
    "conjunction-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Conjunction, &[], out);
}
