//! Why an edition that names another concept than the rest means the same all the same.
//!
//! In goes what it says in a unit; out comes whether its words address the reader, deny the contrary of the
//! concept, or stand there untranslated.

use super::concepts::{Unit, Wording};
use crate::model::{Policy, TermId, Trait};
use crate::rules::language::is_address_of_the_reader;
use crate::text::{Lang, Span, is_cjk};

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
    // What is valid only if, is void unless.
    let turning = [Trait::Not, Trait::Cannot, Trait::Only];
    let negating = cues.filter(|cue| turning.iter().any(|turn| cue.is(*turn)));
    let within = |span: &Span| wording.span.contains(*span);
    negating.map(|cue| cue.span).filter(within).collect()
}

/// Whether words that another edition has stand in what an edition says: they were left untranslated, or name a page.
pub(super) fn is_left_in(policy: &Policy, own: (Lang, Span), there: (Lang, Span)) -> bool {
    let text = |(lang, span): (Lang, Span)| {
        let edition = policy.edition(lang);
        edition.map_or("", |edition| edition.document.slice(span))
    };
    // Chinese and Japanese share their characters.
    let shared = own.0.is_cjk() && there.0.is_cjk() || own.0 == there.0;
    let words = text(there);
    !shared && words.len() > 2 && stands_in(text(own), words)
}

/// Whether words stand in a text, not as a part of longer ones.
fn stands_in(text: &str, words: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_cjk(c);
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + words.len()..].chars().next();
        !before.is_some_and(is_letter) && !behind.is_some_and(is_letter)
    })
}
