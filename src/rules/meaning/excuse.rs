//! Why an edition that names another concept than the rest means the same all the same.
//!
//! In goes what it says in a unit; out comes whether its words address the reader, or deny the contrary of the concept.

use super::concepts::{Unit, Wording};
use crate::model::{Policy, TermId, Trait};
use crate::rules::language::is_address_of_the_reader;
use crate::text::{Lang, Span};

/// Whether what an edition names is no more than the reader: お客様, quý khách.
pub(super) fn is_address(policy: &Policy, lang: Lang, own: &Wording, said: TermId) -> bool {
    let words = own.first(said).zip(policy.edition(lang));
    words
        .is_some_and(|(span, edition)| is_address_of_the_reader(lang, edition.document.slice(span)))
}

/// Bytes between a negation and the word that it denies.
const CLOSE: u32 = 40;

/// Whether an edition denies what it says: a negation stands close (who does not succeed, fails), or the sentence is
/// negated more or less often than in every other edition.
pub(super) fn is_denied(
    policy: &Policy,
    unit: &Unit,
    lang: Lang,
    mut others: impl Iterator<Item = Lang>,
    at: Span,
) -> bool {
    let near = Span {
        start: at.start.saturating_sub(CLOSE),
        end: at.end.saturating_add(CLOSE),
    };
    let own = negations(policy, unit, lang);
    own.iter().any(|span| span.overlaps(near))
        || others.all(|other| negations(policy, unit, other).len() != own.len())
}

/// Where an edition negates in a unit.
fn negations(policy: &Policy, unit: &Unit, lang: Lang) -> Vec<Span> {
    let group = policy.groups.get(unit.group);
    let Some(((edition, group), wording)) = policy
        .edition(lang)
        .zip(group)
        .zip(unit.editions.get(&lang))
    else {
        return Vec::new();
    };
    let clauses = group.of(lang).iter();
    let cues = clauses.flat_map(|clause| edition.cues_of(*clause));
    let negating = cues.filter(|cue| cue.is(Trait::Not) || cue.is(Trait::Cannot));
    let within = |span: &Span| wording.span.contains(*span);
    negating.map(|cue| cue.span).filter(within).collect()
}
