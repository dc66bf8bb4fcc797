//! A clause that some editions lack.

use super::absence::{self, Extent, Ids};
use crate::model::{Check, Findings, Policy};

rule! {
    /// An edition lacks a clause that others have.
    ///
    /// ## Why
    /// A right or a duty that stands in one language does not stand in another. Of two editions the source is taken
    /// as complete; of three and more, what two hold is missing in the others. An item that is lost with its sub-items
    /// is one finding, and so are more than three clauses in a row.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. You may read the notices on our site without an account.
    /// [en] 2. We never sell your contact details to advertisers.
    /// [en] 3. Complaints are answered by our office in the capital.
    /// [ja] 1. アカウントがなくても、当社サイトのお知らせをお読みいただけます。
    /// [ja] 2. 当社は、お客様の連絡先を広告主に販売することは決してありません。
    /// [ja] 3. 苦情には、首都にある当社の事務所が対応します。
    /// [vi] 1. Bạn có thể đọc các thông báo trên trang của chúng tôi mà không cần tài khoản.
    /// [vi] 2. Chúng tôi không bao giờ bán thông tin liên hệ của bạn cho bên quảng cáo.
    /// ```
    /// ```policy pass
    /// [zh] 您可以随时撤回同意。撤回同意不影响此前处理活动的效力。
    /// [zh] 如有疑问，请与我们联系。
    /// [ja] 同意はいつでも撤回できます。同意の撤回は、それ以前の取扱いの効力に影響しません。
    /// [ja] ご不明な点がございましたら、お問い合わせください。
    /// ```
    "missing-clause", since "0.1.0", Error, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids { one: "missing-clause", heading: "missing-clause.heading", item: "missing-clause.item", cell: "missing-clause.cell", run: "missing-clause.run", source_only: "missing-clause.source-only" };
    absence::report(policy, Extent::Clause, false, &ids, out);
}
