//! A clause that only one translation has.

use super::absence::{self, Extent, Ids};
use crate::model::{Check, Findings, Policy};
use crate::rules::rule;

rule! {
    /// A single translation has a clause that no other edition has.
    ///
    /// ## Why
    /// Its readers are told something that the source does not say: a remark of the translator, a leftover of an older
    /// version, text of another policy. A note on which language prevails is worth no more than a look.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Guests may use the sauna in the evening.
    /// [en] 2. Towels are found at the entrance.
    /// [zh] 1. 住客可在晚间使用桑拿房。
    /// [zh] 2. 毛巾放置在入口处。
    /// [zh] 3. 未成年人须由监护人陪同，方可进入泳池。
    /// ```
    /// ```policy pass
    /// [en] 1. Guests may use the sauna in the evening.
    /// [en] 2. Towels are found at the entrance.
    /// [ja] 1. 宿泊者は夜間にサウナを利用できます。
    /// [ja] 2. タオルは入口にあります。
    /// [ja] 以上
    /// ```
    "extra-clause", since "0.1.0", Warning, mqm "accuracy/addition", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids { one: "extra-clause", heading: "extra-clause.heading", item: "extra-clause.item", cell: "extra-clause.cell", run: "extra-clause.run", source_only: "extra-clause" };
    absence::report(policy, Extent::Clause, true, &ids, out);
}
