//! A clause that only one translation has.

use super::absence::{self, Extent, Ids};
use crate::model::{Check, Findings, Policy};

rule! {
    /// A single translation has a clause that no other edition has.
    ///
    /// ## Why
    /// Its readers are told something that the source does not say: a remark of the translator, a leftover of an older
    /// version, text of another policy. A note on which language prevails is worth no more than a look.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. We use cookies to remember your language.
    /// [en] 2. We delete your account data within 30 days.
    /// [zh] 1. 我们使用 Cookie 记住您选择的语言。
    /// [zh] 2. 我们在30天内删除您的账户数据。
    /// [zh] 3. 未成年人须经监护人同意，方可使用本服务。
    /// ```
    /// ```policy pass
    /// [en] 1. We use cookies to remember your language.
    /// [en] 2. We delete your account data within 30 days.
    /// [ja] 1. 当社は、お客様の言語を記憶するためにCookieを使用します。
    /// [ja] 2. 当社は、お客様のアカウントのデータを30日以内に削除します。
    /// [ja] 以上
    /// ```
    "extra-clause", since "0.1.0", Warning, mqm "accuracy/addition", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids { one: "extra-clause", heading: "extra-clause.heading", item: "extra-clause.item", cell: "extra-clause.cell", run: "extra-clause.run", source_only: "extra-clause" };
    absence::report(policy, Extent::Clause, true, &ids, out);
}
