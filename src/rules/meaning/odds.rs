//! How likely an edition states a trait of a norm otherwise than the others: all signals of a sentence together.
//!
//! In goes a unit, out comes the likeliest change with its probability: a logistic regression over what the counts of
//! words, the acts that they belong to and the shape of the sentence show. Its weights (`dictionaries/norm-odds.tsv`)
//! were fitted on published translations, as they are and with one norm changed at a time.

use std::cell::LazyCell;
use std::sync::LazyLock;

use super::anchors::Anchors;
use super::count::{self, Counts};
use super::meanings::{MEANINGS, Meaning};
use super::verdict::{self, Change, Odd, Proviso};
use crate::model::{Policy, Trait};
use crate::text::Lang;

const WEIGHTS: &str = include_str!("../../../dictionaries/norm-odds.tsv");

/// The signals of one side of a change, in the order of the table.
const LEAST: usize = 0;
const MEAN: usize = 1;
const AGREE: usize = 2;
const SPLIT: usize = 3;
const OWN: usize = 4;
const EVIDENCE: usize = 5;
const WITNESS: usize = 6;
const PARTED: usize = 7;
const DISPLACED: usize = 8;
const HINTED: usize = 9;

/// Where they begin for the trait that the edition states less of, and for the one that it states more of; in front of
/// them stands the bias.
const LESS: usize = 1;
const MORE: usize = 11;

/// The signals of the whole unit.
const INSTEAD: usize = 21;
const BESIDES: usize = 22;
const LACKING: usize = 23;
const LENGTH: usize = 24;
const THREE: usize = 25;
const MANY: usize = 26;
const ALIGNED: usize = 27;
const JA: usize = 28;
const EN: usize = 29;
const VI: usize = 30;
const LEAST_WITNESS: usize = 31;
const LEAST_AGREE: usize = 32;

/// How many signals are weighed.
const SIGNALS: usize = 33;

/// In Chinese letters: in a shorter sentence the words tell by themselves, or nothing does.
const SHORTEST: f32 = 30.0;

/// In Chinese letters: from here on a sentence holds several norms, of which one may be gone; in a shorter one the
/// other words of its translators explain as much.
const INVOLVED: f32 = 45.0;

/// The signals of a unit.
type Signals = [f32; SIGNALS];

/// The weights of one change.
struct Row {
    less: Option<Trait>,
    more: Option<Trait>,
    /// From this score on it is told.
    bound: f32,
    weights: Signals,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let number = |cell: Option<&str>| cell.and_then(|cell| cell.parse().ok()).unwrap_or(0.0f32);
    WEIGHTS
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t');
            let mut side = || cells.next().and_then(Trait::named);
            let (less, more) = (side(), side());
            let bound = number(cells.next());
            Row {
                less,
                more,
                bound: (bound / (1.0 - bound)).ln(),
                weights: std::array::from_fn(|_| number(cells.next())),
            }
        })
        .collect()
});

impl Row {
    fn score(&self, signals: &Signals) -> f32 {
        signals.iter().zip(&self.weights).map(|(a, b)| a * b).sum()
    }

    /// What the acts can add to a score at most: each of their signals is a share.
    fn headroom(&self, signals: &Signals) -> f32 {
        let sides = [(LESS, self.less), (MORE, self.more)];
        let stated = sides.into_iter().filter(|(_, what)| what.is_some());
        let of_acts = stated.flat_map(|(side, _)| [WITNESS, PARTED, DISPLACED].map(|at| side + at));
        let both = self.weights[LEAST_WITNESS].max(0.0) * 2.0 * outnumbered(signals);
        of_acts.map(|at| self.weights[at].max(0.0)).sum::<f32>() + both
    }
}

/// The likeliest change of a unit, who made it and its probability.
pub(super) fn likeliest(
    policy: &Policy,
    counts: &Counts<'_>,
) -> Option<(&'static Meaning, Odd, f32)> {
    let unit = counts.unit;
    let longest = unit
        .parts
        .iter()
        .map(|part| part.length)
        .fold(0.0, f32::max);
    if longest < SHORTEST {
        return None;
    }
    let alone = unit.parts.len() == 2;
    let anchors = LazyCell::new(|| Anchors::new(policy, unit));
    let mut best: Option<(&'static Meaning, usize, f32)> = None;
    for meaning in MEANINGS {
        let change = meaning.change;
        let Some(row) = ROWS.iter().find(|row| {
            change.proviso == Proviso::None && (row.less, row.more) == (change.less, change.more)
        }) else {
            continue;
        };
        for part in 0..unit.parts.len() {
            if alone && unit.parts[part].lang == policy.source {
                continue;
            }
            let Some(mut signals) = signals(counts, change, part) else {
                continue;
            };
            if row.score(&signals) + row.headroom(&signals) < row.bound {
                continue;
            }
            ask(&anchors, change, part, &mut signals);
            let score = row.score(&signals);
            let above = score - row.bound;
            if above >= 0.0 && best.is_none_or(|(.., most)| score > most) {
                best = Some((meaning, part, score));
            }
        }
    }
    let (meaning, part, score) = best?;
    let others = || (0..unit.parts.len()).filter(|other| *other != part);
    let against = others()
        .find(|other| unit.parts[*other].lang == policy.source)
        .or_else(|| others().next())?;
    let odd = Odd {
        part,
        against,
        evidence: 0.0,
        agreed: false,
        clear: false,
        outright: true,
    };
    Some((meaning, odd, 1.0 / (1.0 + (-score).exp())))
}

/// The signals for an edition and a change without those of the acts; nothing where the counts speak against it.
fn signals(counts: &Counts<'_>, change: Change, part: usize) -> Option<Signals> {
    let unit = counts.unit;
    let parts = unit.parts.len();
    let others = || (0..parts).filter(|other| *other != part);
    let flag = |holds: bool| f32::from(u8::from(holds));
    let mut out = [0.0f32; SIGNALS];
    out[0] = 1.0;
    let exchanged = change.less.is_some() && change.more.is_some();
    let bound = if exchanged { 0.0 } else { APART };
    for (side, what, sign) in [(LESS, change.less, 1.0f32), (MORE, change.more, -1.0)] {
        let Some(what) = what else { continue };
        let chances = counts.of(what);
        let own = chances[part].expected();
        let theirs = || others().map(|other| chances[other].expected());
        let gaps = || theirs().map(|their| (their - own) * sign);
        let mean = gaps().sum::<f32>() / (parts - 1) as f32;
        let least = gaps().fold(f32::INFINITY, f32::min);
        if least < bound {
            return None;
        }
        // One word given for another: most of the others write the one.
        let most = gaps().filter(|gap| *gap >= EXCHANGED).count() * 2 >= parts - 1;
        if exchanged && !most {
            return None;
        }
        let stated = || others().map(|other| chances[other].stated());
        let split = stated().max().unwrap_or(0) - stated().min().unwrap_or(0);
        let (found, way) = count::odd(what, chances)[part];
        out[side + LEAST] = least.min(1.5);
        out[side + MEAN] = mean.min(2.0);
        out[side + AGREE] = flag(split == 0 && parts > 2);
        out[side + SPLIT] = split.min(3) as f32;
        out[side + OWN] = if sign > 0.0 {
            own.min(3.0)
        } else {
            gaps().map(|gap| own + gap).fold(0.0, f32::max).min(3.0)
        };
        out[side + EVIDENCE] = if f32::from(way) * sign < 0.0 {
            found.min(8.0)
        } else {
            0.0
        };
        out[side + HINTED] = chances[part].hints();
    }
    // What the edition says with other words instead: with a limit, with another force; and what it lacks besides.
    for (at, limit) in OTHERS.into_iter().enumerate() {
        if [change.less, change.more].contains(&Some(limit)) {
            continue;
        }
        let chances = counts.of(limit);
        let theirs = others().map(|other| chances[other].expected()).sum::<f32>();
        let apart = chances[part].expected() - theirs / (parts - 1) as f32;
        out[if at < LIMITS { INSTEAD } else { BESIDES }] += apart.clamp(0.0, 1.0);
        out[LACKING] += (-apart).clamp(0.0, 1.0);
    }
    let length = others().map(|other| unit.parts[other].length).sum::<f32>();
    out[LENGTH] = (length / (parts - 1) as f32).max(8.0).ln();
    out[THREE] = flag(parts == 3);
    out[MANY] = flag(parts > 3);
    let own = &unit.parts[part];
    out[ALIGNED] = flag(others().all(|other| unit.parts[other].sentences == own.sentences));
    let short = unit.parts.iter().all(|part| part.length < INVOLVED);
    if !verdict::holds(counts, change, part) || short && !verdict::is_outright(counts, change, part)
    {
        return None;
    }
    out[JA] = flag(own.lang == Lang::Ja);
    out[EN] = flag(own.lang == Lang::En);
    out[VI] = flag(own.lang == Lang::Vi);
    out[LEAST_AGREE] = outnumbered(&out) * (out[LESS + AGREE] + out[MORE + AGREE]);
    Some(out)
}

/// By so much every other edition states a trait oftener (or less often) than the edition that it lost (or gained).
const APART: f32 = 0.1;

/// The same where the edition exchanged one trait for another, of most of the others.
const EXCHANGED: f32 = 0.3;

/// Traits that one language says for another; the first of them limit.
const OTHERS: [Trait; 8] = [
    Trait::Except,
    Trait::Only,
    Trait::Forbid,
    Trait::If,
    Trait::Cannot,
    Trait::Not,
    Trait::Must,
    Trait::May,
];
const LIMITS: usize = 4;

/// By how much every other edition states more (or less) than this one.
fn outnumbered(signals: &Signals) -> f32 {
    signals[LESS + LEAST].max(0.0) + signals[MORE + LEAST].max(0.0)
}

/// Adds what the acts tell.
fn ask(anchors: &Anchors<'_>, change: Change, part: usize, out: &mut Signals) {
    for (side, what) in [(LESS, change.less), (MORE, change.more)] {
        let Some(what) = what else { continue };
        let witness = anchors.witness(part, what, side == LESS);
        out[side + WITNESS] = witness.share;
        out[side + PARTED] = witness.parted;
        out[side + DISPLACED] = witness.displaced;
    }
    out[LEAST_WITNESS] = outnumbered(out) * (out[LESS + WITNESS] + out[MORE + WITNESS]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_the_signals_in_their_order() {
        let header: Vec<&str> = WEIGHTS
            .lines()
            .next()
            .unwrap_or_default()
            .split('\t')
            .collect();
        let [less, more, bound, bias, signals @ ..] = header.as_slice() else {
            panic!("{header:?}");
        };
        assert_eq!(
            [*less, *more, *bound, *bias],
            ["less", "more", "bound", "bias"]
        );
        assert_eq!(signals.len() + 1, SIGNALS);
        for (at, name) in [
            (LESS + LEAST, "less-least"),
            (LESS + HINTED, "less-hinted"),
            (MORE + MEAN, "more-mean"),
            (MORE + DISPLACED, "more-displaced"),
            (INSTEAD, "instead"),
            (LENGTH, "length"),
            (ALIGNED, "aligned"),
            (VI, "vi"),
            (LEAST_AGREE, "least-agree"),
        ] {
            assert_eq!(signals[at - 1], name);
        }
    }

    #[test]
    fn every_row_belongs_to_a_change_that_is_told() {
        for row in ROWS.iter() {
            let told = |one: &&Meaning| {
                one.change.proviso == Proviso::None
                    && (one.change.less, one.change.more) == (row.less, row.more)
            };
            assert!(MEANINGS.iter().any(|one| told(&one)), "{:?}", row.less);
            assert!(row.bound.is_finite() && row.weights[0] < 0.0);
        }
    }
}
