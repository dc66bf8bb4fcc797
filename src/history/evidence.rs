//! What a text speaks of, in a form that is comparable across languages: concepts of the termbase, Latin words, and,
//! between Chinese and Japanese, pairs of Han characters.

use std::collections::BTreeMap;

use crate::lexicon;
use crate::model::TermId;
use crate::text::{Folded, Lang, is_han};

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// A concept of the termbase, by number.
    Concept(u32),
    /// A word in Latin letters: a name or an identifier in any language.
    Word(String),
    /// Two Han characters in a row, variants folded.
    Han(char, char),
}

/// What a text speaks of, with counts.
pub(super) type Speech = BTreeMap<Evidence, usize>;

/// What `text` speaks of.
pub(super) fn speech(lang: Lang, text: &str) -> Speech {
    let mut out = Speech::new();
    let folded = Folded::new(text);
    lexicon::termbase().concepts(lang, folded.text(), &mut |concept| {
        *out.entry(Evidence::Concept(concept.0)).or_default() += 1;
    });
    let mut before = None;
    for c in folded.text().chars() {
        let here = is_han(c).then(|| lexicon::fold_han(c));
        if let (Some(first), Some(second)) = (before, here) {
            *out.entry(Evidence::Han(first, second)).or_default() += 1;
        }
        before = here;
    }
    for word in text.split(|c: char| !crate::text::is_alphanumeric(c)) {
        let latin = word.bytes().all(|b| b.is_ascii_alphanumeric());
        let named = word.bytes().skip(1).any(|b| b.is_ascii_uppercase());
        if latin && (named || word.len() >= 4) && word.bytes().any(|b| b.is_ascii_alphabetic()) {
            *out.entry(Evidence::Word(word.to_ascii_lowercase()))
                .or_default() += 1;
        }
    }
    out
}

/// What `one` has more of than `other`.
pub(super) fn more(one: &Speech, other: &Speech) -> Vec<Evidence> {
    one.iter()
        .filter(|(what, count)| other.get(what).copied().unwrap_or(0) < **count)
        .map(|(what, _)| what.clone())
        .collect()
}

/// Whether an edition in `lang` can be expected to show a piece of evidence that another language shows.
pub(super) fn is_expected(what: &Evidence, lang: Lang) -> bool {
    match what {
        Evidence::Concept(id) => lexicon::termbase()
            .concept(TermId(*id))
            .is_some_and(|concept| concept.forms(lang).next().is_some()),
        Evidence::Word(_) | Evidence::Han(..) => false,
    }
}
