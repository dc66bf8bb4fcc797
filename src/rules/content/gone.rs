//! How much of some sentences an edition has no words for, and what that says together with their alignment.
//!
//! In go sentences of several editions and the clauses of another one, out comes the share of their words that nothing there
//! may translate, and what all of it speaks for the sentences' being left out. The weights are those of a logistic regression
//! over clauses of published translations with and without a sentence cut out, of two editions and of more.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Vocabulary, heard};
use crate::model::{Group, Policy};
use crate::text::{Lang, Span};

/// What an edition has no words for, in the mean over the sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Gone {
    /// Of the words of a sentence, the share that nothing may translate.
    pub(super) share: f32,
    /// The share that stands in a row.
    row: f32,
}

impl Gone {
    /// What an edition's clauses of a group have no words for.
    pub(super) fn new(said: &Said<'_>, sentences: &[(Lang, Span)], lang: Lang) -> Self {
        let there = said.of(lang);
        let mut gone = Self::default();
        for sentence in sentences {
            let heard = heard(said.policy, *sentence, &there);
            gone.share += heard.unheard as f32 / (heard.words + 1) as f32;
            gone.row += heard.run as f32 / (heard.words + 2) as f32;
        }
        let count = sentences.len().max(1) as f32;
        Self {
            share: gone.share / count,
            row: gone.row / count,
        }
    }
}

/// What the editions of a group say, looked up once an edition.
pub(super) struct Said<'p> {
    policy: &'p Policy,
    group: &'p Group,
    known: RefCell<BTreeMap<Lang, Rc<Vocabulary>>>,
}

impl<'p> Said<'p> {
    pub(super) fn new(policy: &'p Policy, group: &'p Group) -> Self {
        Self {
            policy,
            group,
            known: RefCell::default(),
        }
    }

    fn of(&self, lang: Lang) -> Rc<Vocabulary> {
        let mut known = self.known.borrow_mut();
        let here = known
            .entry(lang)
            .or_insert_with(|| Rc::new(Vocabulary::of_group(self.policy, self.group, lang)));
        Rc::clone(here)
    }
}

/// How much each speaks for an omission.
pub(super) struct Weights {
    base: f32,
    /// A nat by which leaving the sentence out is the better alignment.
    margin: f32,
    /// An edition that holds the sentence.
    holder: f32,
    /// All of its words.
    share: f32,
    /// All of its words in a row.
    row: f32,
}

/// Of two editions, and of a sentence that one of several holds.
pub(super) const TWO: Weights = Weights {
    base: -2.511,
    margin: 1.084,
    holder: 0.0,
    share: 5.134,
    row: 1.984,
};

/// Of more editions.
pub(super) const MORE: Weights = Weights {
    base: -5.522,
    margin: 0.692,
    holder: 1.796,
    share: 4.345,
    row: 1.909,
};

impl Weights {
    /// What speaks for an omission, in nats.
    pub(super) fn score(&self, margin: f32, holders: f32, gone: Gone) -> f32 {
        self.base
            + self.margin * margin
            + self.holder * holders
            + self.share * gone.share
            + self.row * gone.row
    }
}
