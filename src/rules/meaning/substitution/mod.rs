//! Which edition names another concept than the rest.
//!
//! A concept that the others name is missing in an edition, and it names one that none of them does. How much that means is told by regression trees over the [`signals`] (`benches/odds.py --terms` grows them):
//! how many others agree, what the edition does elsewhere ([`habits`]), whether the termbase contrasts the two. Where
//! much in a policy looks like a defect, its translators write freely, and it takes more to believe any of it. What only
//! looks like the right word ([`Kind::Near`]) and false friends are worth a look.

mod bench;
mod habits;
mod kin;
pub(in crate::rules) mod samples;
pub(in crate::rules) mod signals;

use std::sync::LazyLock;

use super::concepts::Unit;
use super::near;
use super::trees::Forest;
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::text::{Lang, Span};
use bench::{Bench, benches};
use signals::{Survey, Swap};

static FOREST: LazyLock<Forest> =
    LazyLock::new(|| Forest::read(include_bytes!(concat!(env!("OUT_DIR"), "/term-trees"))));

/// Why a word is taken for the wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It names a concept that the termbase contrasts with the right one.
    Contrast,
    /// It names another concept than the right one.
    Other,
    /// It looks like the right word and is none.
    FalseFriend,
    /// It is a part of the right word, or nearly it.
    Near,
}

/// An edition that names another concept than the rest.
#[derive(Clone, Debug)]
pub(super) struct Substitution {
    /// The group, by index.
    pub(super) group: usize,
    /// The edition at fault.
    pub(super) lang: Lang,
    /// What it says.
    pub(super) at: Span,
    /// Where the others name the right concept.
    pub(super) others: Vec<(Lang, Span)>,
    /// The right concept, where the termbase has it.
    pub(super) expected: Option<TermId>,
    /// Why.
    pub(super) kind: Kind,
    /// Probability.
    pub(super) confidence: f32,
    /// Whether it is very likely a defect, not only worth a look.
    pub(super) warns: bool,
}

/// From this score on a swap is suspected.
const SUSPECT: f32 = 0.5;
/// What the logarithm of the number of suspects takes off the score of each.
const CROWDED: f32 = 0.5;
/// From here on a swap is worth a look, and a warning; of two concepts that the termbase contrasts sooner, because a
/// translator who names one for the other does not do so by chance.
const LOOK: f32 = 0.0;
const WARN: f32 = 1.2;
const WARN_OF_CONTRAST: f32 = 0.6;

/// The substitutions in a policy's units.
pub(super) fn substitutions(policy: &Policy, units: &[Unit]) -> Vec<Substitution> {
    let mut survey = Survey::new(policy, units);
    let mut likely: Vec<Vec<(f32, Substitution)>> = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let mut found: Vec<(f32, Substitution)> = Vec::new();
        survey.candidates(at, unit, None, &mut |bench, swap, signals| {
            let score = FOREST.score(signals);
            if score >= LOOK
                && let Some(one) = substitution(bench, swap)
            {
                found.push((score, one));
            }
        });
        likely.push(clear(found));
    }
    let suspects = likely
        .iter()
        .flatten()
        .filter(|(score, _)| *score >= SUSPECT)
        .count();
    let mut all = Vec::new();
    for (unit, found) in units.iter().zip(likely) {
        let mut told: Vec<Substitution> = Vec::new();
        for (score, mut one) in found {
            let others = suspects - usize::from(score >= SUSPECT);
            let score = score - CROWDED * (1.0 + others as f32).ln();
            // Below a warning two concepts that have nothing to do with each other are hardly more than a coincidence.
            let (look, warn) = if one.kind == Kind::Contrast {
                (LOOK, WARN_OF_CONTRAST)
            } else {
                (WARN, WARN)
            };
            if score >= look {
                one.confidence = 1.0 / (1.0 + (-score).exp());
                one.warns = score >= warn;
                told.push(one);
            }
        }
        for bench in benches(unit) {
            let known = |at: Span| told.iter().any(|one| one.at.overlaps(at));
            let look: Vec<Substitution> = looks(policy, units, &survey, &bench)
                .into_iter()
                .filter(|one| !known(one.at))
                .collect();
            told.extend(look);
        }
        all.extend(told);
    }
    all
}

/// The likeliest substitutions of a unit, surest first: of an edition one, and of one concept one. Where the one edition
/// names what the other lacks and the other way round, the surer counts.
fn clear(mut found: Vec<(f32, Substitution)>) -> Vec<(f32, Substitution)> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<(f32, Substitution)> = Vec::new();
    for one in found {
        let is_new = kept
            .iter()
            .all(|(_, known)| known.lang != one.1.lang && known.expected != one.1.expected);
        if is_new {
            kept.push(one);
        }
    }
    kept
}

/// A swap, where it can be shown.
fn substitution(bench: &Bench<'_>, swap: Swap) -> Option<Substitution> {
    let contrasted = termbase().contrasts(swap.lacked, swap.said);
    Some(Substitution {
        group: bench.unit.group,
        lang: bench.lang,
        at: bench.own.first(swap.said)?,
        others: bench.places(swap.lacked),
        expected: Some(swap.lacked),
        kind: if contrasted {
            Kind::Contrast
        } else {
            Kind::Other
        },
        confidence: 0.0,
        warns: false,
    })
}

/// What only looks like the right word.
fn looks(
    policy: &Policy,
    units: &[Unit],
    survey: &Survey<'_>,
    bench: &Bench<'_>,
) -> Vec<Substitution> {
    let mut found = Vec::new();
    if bench.others.is_empty() || (bench.others.len() == 1 && bench.lang == policy.source) {
        return found;
    }
    let (unit, lang) = (bench.unit, bench.lang);
    let report = |at: Span, others, expected, kind: Kind, confidence: f32| Substitution {
        group: unit.group,
        lang,
        at,
        others,
        expected,
        kind,
        confidence,
        warns: false,
    };
    for (concept, at) in &bench.own.false_friends {
        if bench.votes(*concept) >= bench.quorum() {
            let places = bench.places(*concept);
            found.push(report(*at, places, Some(*concept), Kind::FalseFriend, 0.9));
        }
    }
    for concept in bench.lacked(bench.others.len()) {
        if bench.own.count(concept) == 0
            && survey.knows(lang, concept)
            && let Some(at) = near::part(policy, units, unit, lang, concept)
        {
            let places = bench.places(concept);
            found.push(report(at, places, Some(concept), Kind::Near, 0.75));
        }
    }
    if bench.others.len() > 1
        && let Some((at, others)) = near::word(policy, unit, lang)
    {
        found.push(report(at, others, None, Kind::Near, 0.75));
    }
    found
}
