//! Slots of templates of aligned clauses.

use super::ledger::Kind;
use super::verdict::{self, Wording};
use crate::model::{Check, Findings, Policy};

rule! {
    /// An edition has another slot of a template than the others, or one too many.
    ///
    /// ## Why
    /// A slot that nobody filled leaves a reader without a name, an address or a date; a slot that a program fills is
    /// copied as it stands, and fails when it is translated.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The boats belong to Heron Boats.
    /// [vi] Những chiếc thuyền thuộc sở hữu của [TÊN CÔNG TY].
    /// ```
    /// ```policy fail
    /// [en] Dear {guest_name}, your boat is ready.
    /// [ja] {guest_nama} 様、ボートのご用意ができました。
    /// ```
    /// ```policy pass
    /// [en] The boats belong to [COMPANY NAME].
    /// [zh] 船只归[公司名称]所有。
    /// [ja] ボートは［会社名］が所有します。
    /// [vi] Những chiếc thuyền thuộc sở hữu của [TÊN CÔNG TY].
    /// ```
    "placeholder-mismatch", since "0.1.0", Warning, mqm "accuracy/untranslated", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "placeholder-mismatch",
    absent: "placeholder-mismatch.absent",
    extra: "placeholder-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    verdict::report(policy, Kind::Placeholder, WORDING, out);
}
