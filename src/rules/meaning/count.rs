//! How often a sentence states a trait of a norm: a probability for every count.
//!
//! Languages write the same norm with more or fewer words (拒绝 is “does not accept”), so a count is never
//! sure. Each cue states the trait with a probability of its own, independently of the others; the count
//! is their sum (a Poisson binomial distribution), and now and then a trait is stated without any cue.

use super::unit::Unit;
use crate::model::{Force, Trait};
use crate::text::{Lang, Span};

/// Counts from here on are one.
const MOST: usize = 8;

/// Most cues of one trait that are counted in one sentence.
const CUES: usize = 64;
/// What the disagreement of the others takes off the evidence against one.
const SPLIT: f32 = 0.25;
/// What is left of the chance of a negation close behind another.
const REPEATED: f32 = 0.6;

/// What cues make of a trait in one sentence: one chance a cue.
#[derive(Clone, Debug, Default)]
pub(super) struct Chances {
    each: Vec<f32>,
    /// Their sum.
    expected: f32,
    stated: usize,
    /// Of those how many do not repeat what stands close before, and how many of these are sure.
    single: usize,
    sure: usize,
    /// What the words that only hint at it add up to.
    hinted: f32,
    /// The next word that states it was taken away.
    taken: bool,
    /// Where the last one that states it ends.
    last: Option<u32>,
}

/// From this chance on, in per cent, a word is enough for itself.
const SURE: u8 = 85;

/// The chances of every trait in every part of a unit.
pub(super) struct Counts<'u> {
    pub(super) unit: &'u Unit,
    /// By trait, then by part.
    by_trait: Vec<Vec<Chances>>,
}

impl<'u> Counts<'u> {
    /// Reads the cues of a unit, each once.
    pub(super) fn new(unit: &'u Unit) -> Self {
        let mut by_trait = vec![vec![Chances::default(); unit.parts.len()]; Trait::COUNT];
        for (at, part) in unit.parts.iter().enumerate() {
            // 不转让、不出租: one language repeats the negation, the next one does not.
            let near = match part.lang {
                Lang::En | Lang::Vi => 40,
                _ => 16 * 3,
            };
            for cue in &part.cues {
                for (what, force) in cue.shows {
                    let chances = &mut by_trait[*what as usize][at];
                    chances.read(*what, *force, cue.span, near);
                }
            }
        }
        Self { unit, by_trait }
    }

    /// How often an edition is to be expected to state a trait; nothing where it has no part in the unit.
    pub(super) fn expected(&self, lang: Lang, what: Trait) -> f32 {
        let parts = self.unit.parts.iter().zip(self.of(what));
        let own = parts.filter(|(part, _)| part.lang == lang);
        own.map(|(_, chances)| chances.expected()).sum()
    }

    /// Of a trait, one a part.
    pub(super) fn of(&self, what: Trait) -> &[Chances] {
        &self.by_trait[what as usize]
    }
}

impl Chances {
    fn read(&mut self, what: Trait, force: Force, span: Span, near: u32) {
        let percent = match force {
            Force::Takes => {
                self.taken = true;
                return;
            }
            Force::Chance(percent) => percent,
        };
        let mut chance = f32::from(percent) / 100.0;
        if percent >= Force::STATED {
            if std::mem::take(&mut self.taken) {
                return;
            }
            self.stated += 1;
            let close = self
                .last
                .is_some_and(|end| span.start.saturating_sub(end) <= near);
            if !close {
                self.single += 1;
                self.sure += usize::from(percent >= SURE);
            }
            if what == Trait::Not && close {
                chance *= REPEATED;
            }
            self.last = Some(span.end);
        } else {
            self.hinted += chance;
        }
        if self.each.len() < CUES {
            self.each.push(chance);
            self.expected += chance;
        }
    }

    /// Words that state it, repetitions included.
    pub(super) fn stated(&self) -> usize {
        self.stated
    }

    /// What the words that only hint at it add up to.
    pub(super) fn hints(&self) -> f32 {
        self.hinted
    }

    /// The chance of the surest cue.
    pub(super) fn most(&self) -> f32 {
        self.each.iter().copied().fold(0.0, f32::max)
    }

    /// How many are to be expected.
    pub(super) fn expected(&self) -> f32 {
        self.expected
    }

    /// The logarithm of the probability of each count; no count is impossible.
    fn logs(&self, what: Trait) -> [f32; MOST] {
        let mut share = [0.0f32; MOST];
        share[0] = 1.0;
        for chance in self.each.iter().copied().chain([implied(what)]) {
            let last = share[MOST - 1];
            for at in (1..MOST).rev() {
                share[at] = share[at] * (1.0 - chance) + share[at - 1] * chance;
            }
            share[0] *= 1.0 - chance;
            share[MOST - 1] += last * chance;
        }
        share.map(|share| share.max(1e-4).ln())
    }
}

/// Whether a part plainly states a trait more often than all others (`more`), or plainly less often: counted in words
/// that leave no doubt on the side that states it, and with next to no hint of it on the other.
pub(super) fn is_clear(chances: &[Chances], part: usize, more: bool) -> bool {
    // One or two witnesses must be surer than three.
    let few = chances.len() < 4;
    let hints = if few { 0.15 } else { 0.25 };
    let at_least = |one: &Chances| if few { one.sure } else { one.single };
    let at_most = |one: &Chances| (one.hinted < hints).then_some(one.stated);
    let own = &chances[part];
    let mut others = chances.iter().enumerate().filter(|(at, _)| *at != part);
    if more {
        others.all(|(_, other)| at_most(other).is_some_and(|most| at_least(own) > most))
    } else {
        at_most(own).is_some_and(|most| others.all(|(_, other)| at_least(other) > most))
    }
}

/// How often a trait is stated by words that no dictionary holds.
fn implied(what: Trait) -> f32 {
    match what {
        Trait::Not | Trait::Except => 0.03,
        Trait::Only | Trait::Must | Trait::May => 0.06,
        Trait::We | Trait::You => 0.1,
        _ => 0.05,
    }
}

/// Which part counts otherwise than the others: for each, how much likelier that is than that all state
/// the same (natural logarithm), and whether it states more (1) or less (-1).
pub(super) fn odd(what: Trait, chances: &[Chances]) -> Vec<(f32, i8)> {
    let logs: Vec<[f32; MOST]> = chances.iter().map(|one| one.logs(what)).collect();
    let mut sum = [0.0f32; MOST];
    for log in &logs {
        for (total, one) in sum.iter_mut().zip(log) {
            *total += one;
        }
    }
    let (_, together) = likeliest(&sum);
    let against = |log: &[f32; MOST]| {
        let mut others = sum;
        for (total, one) in others.iter_mut().zip(log) {
            *total -= one;
        }
        let (count, alone) = likeliest(log);
        let (theirs, rest) = likeliest(&others);
        let direction = match count.cmp(&theirs) {
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
        };
        // Where the others do not agree among themselves, none of them is odd.
        let split = logs.iter().map(|one| likeliest(one).1).sum::<f32>() - alone - rest;
        (alone + rest - together - SPLIT * split, direction)
    };
    logs.iter().map(against).collect()
}

/// Whether all of some parts state the trait equally often.
pub(super) fn agree(what: Trait, chances: &[&Chances]) -> bool {
    let mut counts = chances.iter().map(|one| likeliest(&one.logs(what)).0);
    let first = counts.next();
    counts.all(|count| Some(count) == first)
}

/// The likeliest count (the smallest of equals) with its logarithm.
fn likeliest(values: &[f32; MOST]) -> (usize, f32) {
    let mut at = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[at] {
            at = index;
        }
    }
    (at, values[at])
}
