//! How often a sentence states a trait of a norm: a probability for every count.
//!
//! Languages write the same norm with more or fewer words (拒绝 is “does not accept”), so a count is never
//! sure. Each cue states the trait with a probability of its own, independently of the others; the count
//! is their sum (a Poisson binomial distribution), and now and then a trait is stated without any cue.

use crate::model::{Cue, Force, Trait};

/// Counts from here on are one.
const MOST: usize = 8;

/// The probability of each count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    share: [f32; MOST],
    /// Some cue surely states it.
    pub(super) sure: bool,
}

impl Count {
    /// Of a trait, in a sentence with these cues.
    pub(super) fn new<'c>(what: Trait, cues: impl Iterator<Item = &'c Cue>) -> Self {
        let mut count = Self {
            share: [0.0; MOST],
            sure: false,
        };
        count.share[0] = 1.0;
        count.add(implied(what));
        for (_, force) in cues.flat_map(|cue| cue.shows).filter(|one| one.0 == what) {
            count.sure |= *force == Force::Sure;
            count.add(match force {
                Force::Sure => 0.95,
                Force::Likely => 0.3,
                Force::Weak => 0.06,
            });
        }
        count
    }

    fn add(&mut self, chance: f32) {
        let last = self.share[MOST - 1];
        for at in (1..MOST).rev() {
            self.share[at] = self.share[at] * (1.0 - chance) + self.share[at - 1] * chance;
        }
        self.share[0] *= 1.0 - chance;
        self.share[MOST - 1] += last * chance;
    }

    /// The logarithms of the probabilities; no count is impossible.
    pub(super) fn logs(&self) -> [f32; MOST] {
        self.share.map(|share| share.max(1e-4).ln())
    }
}

/// How often a trait is stated by words that no dictionary holds.
fn implied(what: Trait) -> f32 {
    match what {
        Trait::Not => 0.03,
        Trait::Except => 0.03,
        Trait::Only => 0.06,
        Trait::If => 0.15,
        Trait::Must | Trait::May => 0.06,
        Trait::We | Trait::You => 0.1,
        Trait::All | Trait::Some => 0.05,
        _ => 0.05,
    }
}

/// Which edition counts otherwise than the others: for each, how much likelier that is than that all state
/// the same (natural logarithm), and whether it states more (1) or less (-1).
pub(super) fn odd(counts: &[Count]) -> Vec<(f32, i8)> {
    let logs: Vec<[f32; MOST]> = counts.iter().map(Count::logs).collect();
    let mut sum = [0.0f32; MOST];
    for log in &logs {
        for (total, one) in sum.iter_mut().zip(log) {
            *total += one;
        }
    }
    let best = |values: &[f32; MOST]| {
        let mut at = 0;
        for (index, value) in values.iter().enumerate() {
            if *value > values[at] {
                at = index;
            }
        }
        (at, values[at])
    };
    let (_, together) = best(&sum);
    logs.iter()
        .map(|log| {
            let mut others = sum;
            for (total, one) in others.iter_mut().zip(log) {
                *total -= one;
            }
            let (own, alone) = best(log);
            let (theirs, rest) = best(&others);
            let direction = match own.cmp(&theirs) {
                std::cmp::Ordering::Greater => 1,
                std::cmp::Ordering::Less => -1,
                std::cmp::Ordering::Equal => 0,
            };
            (alone + rest - together, direction)
        })
        .collect()
}
