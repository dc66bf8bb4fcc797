//! The words of a clause with all that they may translate.
//!
//! In goes a stretch of an edition, out come its words, each with its senses: rows of the glosses and concepts of the
//! termbase. Two words that share one may translate each other.

use std::collections::BTreeMap;

use crate::lexicon::glosses;
use crate::model::Edition;
use crate::text::{Folded, Lang, Span};

/// One sense of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    Gloss(u16),
    Concept(u32),
}

/// A word with its senses, in their order.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) senses: Vec<Sense>,
}

impl Word {
    /// Whether it may translate another word.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let mut senses = self.senses.iter();
        senses.any(|sense| other.senses.binary_search(sense).is_ok())
    }
}

/// The words of a stretch in text order; a long one and those that it is made of are one each, the long one first.
pub(super) fn words(edition: &Edition, lang: Lang, stretch: Span) -> Vec<Word> {
    let mut found: BTreeMap<(u32, std::cmp::Reverse<u32>), Vec<Sense>> = BTreeMap::new();
    let key = |span: Span| (span.start, std::cmp::Reverse(span.end));
    if let Some(glosses) = glosses(lang) {
        let folded = Folded::new(edition.document.slice(stretch));
        glosses.find(folded.text(), &mut |rows, range| {
            let span = folded.original(Span::new(range.start, range.end));
            let senses = found.entry(key(span.shifted(stretch.start))).or_default();
            senses.extend(rows.iter().copied().map(Sense::Gloss));
        });
    }
    for term in edition.terms_in(stretch) {
        let senses = found.entry(key(term.span)).or_default();
        senses.push(Sense::Concept(term.concept.0));
    }
    let words = found.into_iter().map(|((start, end), mut senses)| {
        senses.sort_unstable();
        senses.dedup();
        Word {
            span: Span { start, end: end.0 },
            senses,
        }
    });
    words.collect()
}
