//! The words of a clause with all that they may translate.
//!
//! In goes a stretch of an edition, out come its words, each with its senses: rows of the glosses and concepts of the
//! termbase. Two words that share one may translate each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::glosses;
use crate::model::{Edition, Group, Policy};
use crate::text::{Folded, Lang, Span};

/// One sense of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Sense {
    Gloss(u16),
    Concept(u32),
}

/// A word with its senses, in their order.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Word {
    pub(in crate::rules) span: Span,
    pub(in crate::rules) senses: Vec<Sense>,
}

impl Word {
    /// Whether it may translate another word.
    pub(in crate::rules) fn is_like(&self, other: &Self) -> bool {
        let mut senses = self.senses.iter();
        senses.any(|sense| other.senses.binary_search(sense).is_ok())
    }
}

/// The words of a stretch in text order; a long one and those that it is made of are one each, the long one first.
pub(in crate::rules) fn words(edition: &Edition, lang: Lang, stretch: Span) -> Vec<Word> {
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

/// How much of a stretch may be translated by words of another edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rules) struct Heard {
    /// Its words that have senses, each once.
    pub(in crate::rules) words: usize,
    /// How many of these no word of the other edition may translate.
    pub(in crate::rules) unheard: usize,
    /// How many such words stand one behind the other at most: a free rendering scatters them, a gap does not.
    pub(in crate::rules) run: usize,
}

/// All that the words of some stretches may translate.
#[derive(Clone, Debug, Default)]
pub(in crate::rules) struct Vocabulary(BTreeSet<Sense>);

impl Vocabulary {
    /// That of an edition's stretches.
    pub(in crate::rules) fn new(policy: &Policy, lang: Lang, stretches: &[Span]) -> Self {
        let words = policy
            .edition(lang)
            .into_iter()
            .flat_map(|edition| stretches.iter().map(move |span| (edition, *span)))
            .flat_map(|(edition, span)| words(edition, lang, span));
        Self(words.flat_map(|word| word.senses).collect())
    }

    /// That of an edition's clauses of a group.
    pub(in crate::rules) fn of_group(policy: &Policy, group: &Group, lang: Lang) -> Self {
        let clauses = group.of(lang).iter();
        let bodies: Vec<Span> = clauses
            .filter_map(|id| Some(policy.clause(lang, *id)?.body))
            .collect();
        Self::new(policy, lang, &bodies)
    }

    /// Whether one of the words may translate a word.
    pub(in crate::rules) fn renders(&self, word: &Word) -> bool {
        word.senses.iter().any(|sense| self.0.contains(sense))
    }
}

/// How much of a stretch of an edition may be translated by words of another edition.
pub(in crate::rules) fn heard(
    policy: &Policy,
    (lang, stretch): (Lang, Span),
    theirs: &Vocabulary,
) -> Heard {
    let mut told = Heard::default();
    let Some(edition) = policy.edition(lang) else {
        return told;
    };
    let is_heard = |word: &Word| theirs.renders(word);
    let mut seen: BTreeSet<&[Sense]> = BTreeSet::new();
    let own = words(edition, lang, stretch);
    let (mut rest, mut run) = (own.as_slice(), 0);
    while let Some((word, behind)) = rest.split_first() {
        let inner = behind
            .iter()
            .take_while(|one| word.span.contains(one.span))
            .count();
        rest = &behind[inner..];
        let is = is_heard(word) || behind[..inner].iter().any(is_heard);
        run = if is { 0 } else { run + 1 };
        told.run = told.run.max(run);
        // A word that comes again tells no more.
        if seen.insert(&word.senses) {
            told.words += 1;
            told.unheard += usize::from(!is);
        }
    }
    told
}
