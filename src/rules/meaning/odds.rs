//! How likely an edition changed the norm of a sentence.
//!
//! In go the units of a policy, out comes for each unit the likeliest change with its probability. Regression trees
//! ([`super::trees`]) weigh the signals; they were grown on published and on free translations, as they are and with one
//! norm changed at a time (`benches/odds.py`). Where much in a policy looks like a defect, its translators write freely,
//! and it takes more to believe any of it.

use std::sync::LazyLock;

use super::count::Counts;
use super::meanings::{MEANINGS, Meaning};
use super::order::is_turned_round;
use super::plain::turned;
use super::signals::Survey;
use super::trees::Forest;
use super::unit::Unit;
use super::words::{Change, Proviso};
use crate::model::{Policy, Trait};
use crate::text::Lang;

static FOREST: LazyLock<Forest> =
    LazyLock::new(|| Forest::read(include_bytes!(concat!(env!("OUT_DIR"), "/norm-trees"))));

/// From this score on a change is suspected.
const SUSPECT: f32 = 0.5;
/// What the logarithm of the number of suspects takes off the score of each.
const CROWDED: f32 = 0.5;
/// From here on a change is worth a look, and a warning.
const LOOK: f32 = -0.5;
const WARN: f32 = 1.0;

/// The score of a change that plain words show.
const PLAIN: f32 = 2.5;

/// The likeliest change of a unit.
pub(super) struct Verdict {
    pub(super) meaning: &'static Meaning,
    /// Index of the part that made it.
    pub(super) part: usize,
    /// Its probability.
    pub(super) chance: f32,
    /// Whether it is very likely a defect, not only worth a look.
    pub(super) warns: bool,
}

/// The changes that are weighed, each once, with what they mean: their provisos are for those who only count words.
pub(super) fn changes() -> Vec<(Change, &'static Meaning)> {
    let mut all: Vec<(Change, &'static Meaning)> = Vec::new();
    for meaning in MEANINGS {
        let change = Change {
            proviso: Proviso::None,
            ..meaning.change
        };
        if all.iter().all(|(known, _)| *known != change) {
            all.push((change, meaning));
        }
    }
    all
}

/// The likeliest change of each unit of a policy, where it is likely at all; `groups` holds the number of the group of
/// each.
pub(super) fn verdicts(
    policy: &Policy,
    units: &[Counts<'_>],
    groups: &[usize],
) -> Vec<Option<Verdict>> {
    let (changes, meanings): (Vec<Change>, Vec<&Meaning>) = changes().into_iter().unzip();
    let mut survey = Survey::new(policy, units, groups);
    let mut best: Vec<Option<(f32, usize, usize)>> = vec![None; units.len()];
    for (unit, best) in best.iter_mut().enumerate() {
        // A conjunction only where it is all there is.
        let rank = |score: f32, change: usize| (!meanings[change].is_conjunction(), score);
        survey.candidates(unit, &changes, &mut |change, part, signals| {
            let score = FOREST.score(signals);
            let likelier = |(most, known, _)| rank(score, change) > rank(most, known);
            if score >= LOOK
                && best.is_none_or(likelier)
                && is_worded(&units[unit], changes[change], part)
                && !is_told_otherwise(units[unit].unit, changes[change], part)
                && !is_turned_round(policy, units[unit].unit, changes[change], part)
            {
                *best = Some((score, change, part));
            }
        });
    }
    for (counts, best) in units.iter().zip(&mut best) {
        for part in 0..counts.unit.parts.len() {
            let turned = turned(policy, counts.unit, part);
            let change = turned.and_then(|turned| {
                let mut changes = changes.iter();
                changes.position(|change| turned == (change.less, change.more))
            });
            if let Some(change) = change
                && !is_turned_round(policy, counts.unit, changes[change], part)
                && best.is_none_or(|(score, ..)| score < PLAIN)
            {
                *best = Some((PLAIN, change, part));
            }
        }
    }
    let suspects = best
        .iter()
        .flatten()
        .filter(|(score, ..)| *score >= SUSPECT)
        .count();
    let judged = best.into_iter().enumerate().map(|(unit, best)| {
        let (score, change, part) = best?;
        let others = suspects - usize::from(score >= SUSPECT);
        let score = score - CROWDED * (1.0 + others as f32).ln();
        (score >= LOOK).then(|| Verdict {
            meaning: meanings[change],
            part,
            chance: 1.0 / (1.0 + (-score).exp()),
            warns: score >= WARN
                && !is_left_out(units[unit].unit, changes[change])
                && !is_indefinite(&units[unit], changes[change], part),
        })
    });
    judged.collect()
}

/// Whether words can be shown that state what an edition states more of, and what it states less of in another edition:
/// what cannot be shown nobody can act on.
fn is_worded(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    let states = |what: Trait, part: usize| counts.of(what)[part].stated() > 0;
    let mut others = (0..counts.unit.parts.len()).filter(|other| *other != part);
    change.more.is_none_or(|what| states(what, part))
        && change
            .less
            .is_none_or(|what| others.any(|other| states(what, other)))
}

/// What is left of a sentence of which more than a norm is gone.
const CUT: f32 = 0.4;

/// Whether sentences or most of a sentence are gone, with all that they state: other rules tell of that.
fn is_told_otherwise(unit: &Unit, change: Change, part: usize) -> bool {
    let own = &unit.parts[part];
    let mut others = unit.parts.iter().enumerate().filter(|(at, _)| *at != part);
    if change.less.is_some() {
        return others
            .all(|(_, one)| own.sentences < one.sentences || own.length < one.length * CUT);
    }
    others.all(|(_, one)| own.sentences > one.sentences)
}

/// Whether an edition only says “some” where no other one says of how many: outside of English that is a plural as
/// well (一些, いくつか, một số).
fn is_indefinite(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    let wholes = [Trait::All, Trait::Any, Trait::Each, Trait::Anytime];
    let says_all = |other: &usize| {
        let states = |what: &Trait| counts.of(*what)[*other].stated() > 0;
        *other != part && wholes.iter().any(states)
    };
    let parts = &counts.unit.parts;
    parts[part].lang != Lang::En
        && change.less.is_none()
        && matches!(change.more, Some(Trait::Some | Trait::Few))
        && !(0..parts.len()).any(|other| says_all(&other))
}

/// Whether a change is about words that one of two languages leaves out where the other does not: whose address it is,
/// and that something will be done.
fn is_left_out(unit: &Unit, change: Change) -> bool {
    let leaves_out = [Trait::Ours, Trait::Yours, Trait::Will].map(Some);
    unit.parts.len() == 2
        && [change.less, change.more]
            .iter()
            .any(|what| leaves_out.contains(what))
}
