//! A contrast as a finding: what the others bind to, what the edition says, and the words that show it.

use super::contrast::{self, Contrast, Kind};
use super::part;
use crate::model::{Findings, Policy, Severity};
use crate::text::{Lang, Span, excerpt};

/// Characters of a sentence that a message quotes.
const QUOTED: usize = 60;

/// Reports the contrasts of a policy that belong to one rule. `told` are the places that it tells of by other signs: what
/// is only worth a look there adds nothing.
pub(super) fn report(policy: &Policy, kind: Kind, told: &[(Lang, Span)], out: &mut Findings) {
    let (all, parts) = (contrast::contrasts(policy), part::parts(policy));
    for one in all.0.iter().filter(|one| one.meaning.kind == kind) {
        // A sentence that lacks a part lacks its norms as well.
        let own = &one.unit.parts[one.part];
        let is_told =
            (told.iter()).any(|(lang, span)| *lang == own.lang && own.span.overlaps(*span));
        if one.warns || !is_told && !parts.tell(own.lang, own.span) {
            finding(policy, one, out);
        }
    }
}

fn finding(policy: &Policy, one: &Contrast, out: &mut Findings) {
    let lang = one.lang();
    let change = one.meaning.change;
    let (odd, against) = (&one.unit.parts[one.part], &one.unit.parts[one.against]);
    let lacked = change
        .less
        .and_then(|what| one.words(one.against, what, None));
    let stated = change
        .more
        .and_then(|what| one.words(one.part, what, lacked));
    let others: Vec<Lang> = one
        .unit
        .parts
        .iter()
        .map(|part| part.lang)
        .filter(|other| *other != lang)
        .collect();
    let written = |lang: Lang, span: Span| {
        policy.edition(lang).map_or_else(String::new, |edition| {
            excerpt(edition.document.slice(span), QUOTED)
        })
    };
    let severity = if one.warns {
        Severity::Warning
    } else {
        Severity::Info
    };
    let finding = out.report(one.meaning.message);
    finding
        .arg("lang", lang)
        .arg("found", written(lang, stated.unwrap_or(odd.span)))
        .arg("langs", others)
        .arg(
            "expected",
            written(against.lang, lacked.unwrap_or(against.span)),
        )
        .severity(severity)
        .confidence(one.chance)
        .primary(lang, stated.unwrap_or(odd.span))
        .counterpart(against.lang, lacked.unwrap_or(against.span));
}
