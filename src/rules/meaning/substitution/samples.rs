//! What the trees of terms are grown on: the signals of a policy, sound or with a term that somebody put in.
//!
//! In goes a policy, out come its [`Sample`]s. For terms that no table of rewrites has, [`imagined`] takes the words of
//! a concept away and puts another concept there. Only `benches/odds.rs` needs this.

use super::bench::Bench;
use super::signals::{Signals, Survey, Swap};
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::rules::Sample;
use crate::rules::meaning::concepts::{self, Unit};
use crate::text::{Lang, Span};

fn name(concept: Option<TermId>) -> &'static str {
    let concept = concept.and_then(|id| termbase().concept(id));
    concept.map_or("-", |one| one.id)
}

fn sample(
    bench: &Bench<'_>,
    swap: Swap,
    signals: &Signals,
    unit: usize,
    wanted: &dyn Fn(Lang, Span) -> bool,
) -> Sample {
    Sample {
        lang: bench.lang,
        start: bench.own.span.start,
        unit,
        change: [name(Some(swap.lacked)), name(Some(swap.said))],
        parts: bench.others.len() + 1,
        asked: wanted(bench.lang, bench.own.span),
        signals: signals.to_vec(),
    }
}

/// The samples of the units of which an edition's part is wanted.
#[must_use]
pub fn term_samples(policy: &Policy, wanted: &dyn Fn(Lang, Span) -> bool) -> Vec<Sample> {
    let units = concepts::units(policy);
    let mut survey = Survey::new(policy, &units.0);
    let mut out = Vec::new();
    for (at, unit) in units.0.iter().enumerate() {
        let mut editions = unit.editions.iter();
        if editions.any(|(lang, one)| wanted(*lang, one.span)) {
            survey.candidates(at, unit, None, &mut |bench, swap, signals| {
                out.push(sample(bench, swap, signals, at, wanted));
            });
        }
    }
    out
}

/// The samples of units in which an edition's words for a concept that all name give way to those of another one, or to
/// none that is known: each with the ids of the two. `draw` gives numbers, and keeps those that divide by `one_in`.
#[must_use]
pub fn imagined_terms(
    policy: &Policy,
    one_in: u64,
    draw: &mut dyn FnMut() -> u64,
) -> Vec<([&'static str; 2], Vec<Sample>)> {
    let units = concepts::units(policy);
    let mut survey = Survey::new(policy, &units.0);
    let known: Vec<TermId> = units
        .0
        .iter()
        .flat_map(|unit| unit.editions.values())
        .flat_map(|one| one.concepts())
        .collect();
    let mut out = Vec::new();
    for (at, unit) in units.0.iter().enumerate() {
        for lang in unit.editions.keys().copied() {
            let shared = unit.editions[&lang]
                .concepts()
                .filter(|one| unit.editions.values().all(|all| all.by_itself(*one) > 0));
            for lost in shared {
                if !draw().is_multiple_of(one_in) {
                    continue;
                }
                let said = other(unit, lost, &known, draw);
                let (changed, place) = without(unit, lang, lost, said);
                let mut found = Vec::new();
                survey.candidates(at, &changed, place, &mut |bench, swap, signals| {
                    let asked = |one: Lang, _: Span| one == lang;
                    found.push(sample(bench, swap, signals, at, &asked));
                });
                out.push(([name(Some(lost)), name(said)], found));
            }
        }
    }
    out
}

/// A concept that stands in no edition of a unit: of three one of those that the lost one is contrasted with, one of the
/// policy's, and none.
fn other(
    unit: &Unit,
    lost: TermId,
    known: &[TermId],
    draw: &mut dyn FnMut() -> u64,
) -> Option<TermId> {
    let base = termbase();
    let contrasts: Vec<TermId> = base
        .concept(lost)?
        .contrast()
        .filter_map(|id| base.id(id))
        .collect();
    let among = match draw() % 3 {
        0 => &contrasts,
        1 => known,
        _ => return None,
    };
    let at = usize::try_from(draw()).unwrap_or(0);
    let found = *among.get(at.checked_rem(among.len())?)?;
    let mut editions = unit.editions.values();
    editions.all(|one| one.count(found) == 0).then_some(found)
}

/// A unit of which an edition names a concept once less, and another one there.
fn without(unit: &Unit, lang: Lang, lost: TermId, said: Option<TermId>) -> (Unit, Option<Span>) {
    let mut unit = unit.clone();
    let Some(own) = unit.editions.get_mut(&lang) else {
        return (unit, None);
    };
    let place = own.first(lost);
    if let Some(place) = place {
        own.named.retain(|(_, span)| !place.contains(*span));
        own.inside.retain(|(_, span)| !place.contains(*span));
        own.named.extend(said.map(|said| (said, place)));
        own.named.sort_unstable();
    }
    (unit, place)
}
