//! How often a sentence states a trait of a norm: a probability for every count.
//!
//! Languages write the same norm with more or fewer words (拒绝 is “does not accept”), so a count is never
//! sure. Each cue states the trait with a probability of its own, independently of the others; the count
//! is their sum (a Poisson binomial distribution), and now and then a trait is stated without any cue.

use super::unit::Part;
use crate::model::{Force, Trait};
use crate::text::Lang;

/// Counts from here on are one.
const MOST: usize = 8;

/// What cues make of a trait in one sentence: one chance a cue.
#[derive(Clone, Debug, Default)]
pub(super) struct Chances {
    sure: usize,
    repeated: usize,
    likely: usize,
    weak: usize,
}

impl Chances {
    /// Of a trait in a part of a unit.
    pub(super) fn new(what: Trait, part: &Part<'_>) -> Self {
        let mut chances = Self::default();
        let near = match part.lang {
            Lang::En | Lang::Vi => 40,
            _ => 16 * 3,
        };
        let (mut taken, mut last) = (false, None::<u32>);
        for cue in &part.cues {
            for (_, force) in cue.shows.iter().filter(|one| one.0 == what) {
                match force {
                    Force::Takes => taken = true,
                    Force::Likely => chances.likely += 1,
                    Force::Weak => chances.weak += 1,
                    Force::Sure if taken => taken = false,
                    Force::Sure => {
                        // 不转让、不出租: one language repeats the negation, the next one does not.
                        let close =
                            last.is_some_and(|end| cue.span.start.saturating_sub(end) <= near);
                        if what == Trait::Not && close {
                            chances.repeated += 1;
                        } else {
                            chances.sure += 1;
                        }
                        last = Some(cue.span.end);
                    }
                }
            }
        }
        chances
    }

    /// Words that surely show it, repetitions included.
    pub(super) fn stated(&self) -> usize {
        self.sure + self.repeated
    }

    /// Leaves out what every part has: the same notion, written with a word that can be read either way.
    fn without_common(all: &mut [Self]) {
        let common = all
            .iter()
            .map(|one| one.likely + one.weak)
            .min()
            .unwrap_or_default();
        for one in all {
            let likely = one.likely.min(common);
            one.likely -= likely;
            one.weak -= (common - likely).min(one.weak);
        }
    }

    /// The logarithm of the probability of each count; no count is impossible.
    fn logs(&self, what: Trait) -> [f32; MOST] {
        let mut share = [0.0f32; MOST];
        share[0] = 1.0;
        let mut add = |chance: f32| {
            let last = share[MOST - 1];
            for at in (1..MOST).rev() {
                share[at] = share[at] * (1.0 - chance) + share[at - 1] * chance;
            }
            share[0] *= 1.0 - chance;
            share[MOST - 1] += last * chance;
        };
        add(implied(what));
        // More than so many change nothing: every count is as likely then.
        let chances = [
            (self.sure, 0.95),
            (self.repeated, 0.5),
            (self.likely, 0.5),
            (self.weak, 0.25),
        ];
        for (times, chance) in chances {
            (0..times.min(4 * MOST)).for_each(|_| add(chance));
        }
        share.map(|share| share.max(1e-4).ln())
    }
}

/// How often a trait is stated by words that no dictionary holds.
fn implied(what: Trait) -> f32 {
    match what {
        Trait::Not | Trait::Except => 0.03,
        Trait::Only | Trait::Must | Trait::May => 0.06,
        Trait::If => 0.15,
        Trait::We | Trait::You => 0.1,
        _ => 0.05,
    }
}

/// Which part counts otherwise than the others: for each, how much likelier that is than that all state
/// the same (natural logarithm), and whether it states more (1) or less (-1).
pub(super) fn odd(what: Trait, chances: &[Chances]) -> Vec<(f32, i8)> {
    let mut own = chances.to_vec();
    Chances::without_common(&mut own);
    let logs: Vec<[f32; MOST]> = own.iter().map(|one| one.logs(what)).collect();
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
        (alone + rest - together, direction)
    };
    logs.iter().map(against).collect()
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
