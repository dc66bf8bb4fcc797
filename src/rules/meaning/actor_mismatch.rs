//! Whom aligned sentences bind.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Policy};

rule! {
    /// One edition binds the reader where another binds the provider.
    ///
    /// ## Why
    /// “You shall disclose” for “we shall disclose” turns a duty round. Only subjects count: a language that
    /// drops them names nobody.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We will pay for the repair of the lamp.
    /// [zh] 我们将支付灯具的维修费用。
    /// [vi] Bạn sẽ thanh toán chi phí sửa chữa đèn.
    /// [ja] 当社は、ランプの修理費を支払います。
    /// ```
    /// ```policy pass
    /// [en] We will send you the key.
    /// [zh] 我们将向您寄送钥匙。
    /// [ja] 鍵をお送りします。
    /// [vi] Chúng tôi sẽ gửi chìa khóa cho bạn.
    /// ```
    "actor-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    report::report(policy, Kind::Actor, out);
}
