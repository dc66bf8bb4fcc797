//! What the trees of norms are grown on: the signals of a policy, sound or with a defect that somebody put in.
//!
//! In goes a policy, out come its [`Sample`]s. For changes that no table of rewrites makes, [`imagined`] changes the
//! words of norms themselves. Only `benches/odds.rs` needs this.

use super::contrast;
use super::count::Counts;
use super::odds;
use super::signals::Survey;
use super::unit::Unit;
use super::words::{Change, Proviso};
use crate::model::{Cue, Force, Policy, Trait};
use crate::text::{Lang, Span};

/// One edition of a unit with a change that its words show.
pub struct Sample {
    /// The edition.
    pub lang: Lang,
    /// Where its part of the unit begins.
    pub start: u32,
    /// The number of the unit.
    pub unit: usize,
    /// The names of the traits that the edition states less of and more of; `-` for none.
    pub change: [&'static str; 2],
    /// How many editions the unit has.
    pub parts: usize,
    /// Whether the edition's part was asked for, or only another of its unit.
    pub asked: bool,
    /// What speaks for the change, in the order of [`super::signals::signal_names`].
    pub signals: Vec<f32>,
}

/// The samples of the units of which an edition's part is wanted.
#[must_use]
pub fn samples(policy: &Policy, wanted: &dyn Fn(Lang, Span) -> bool) -> Vec<Sample> {
    let (units, groups) = contrast::units(policy);
    let counts: Vec<Counts<'_>> = units.iter().map(Counts::new).collect();
    let mut survey = Survey::new(policy, &counts, &groups);
    let mut out = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let is_wanted = |part: usize| wanted(unit.parts[part].lang, unit.parts[part].span);
        if (0..unit.parts.len()).any(is_wanted) {
            read(&mut survey, unit, at, &is_wanted, &mut out);
        }
    }
    out
}

/// Changes that no table of rewrites makes.
const IMAGINED: [Change; 10] = [
    change(None, Some(Trait::Except)),
    change(None, Some(Trait::Only)),
    change(None, Some(Trait::Cannot)),
    change(Some(Trait::Some), Some(Trait::All)),
    change(Some(Trait::Refrain), Some(Trait::Cannot)),
    change(Some(Trait::May), Some(Trait::Forbid)),
    change(Some(Trait::Will), Some(Trait::May)),
    change(Some(Trait::Incl), Some(Trait::Excl)),
    change(Some(Trait::Excl), Some(Trait::Incl)),
    change(Some(Trait::Illicit), None),
];

const fn change(less: Option<Trait>, more: Option<Trait>) -> Change {
    Change {
        more,
        less,
        proviso: Proviso::None,
    }
}

/// The samples of sentences in which one edition's words of a norm are taken away or give way to others: each with the
/// names of what was changed. `keep` draws among them.
#[must_use]
pub fn imagined(
    policy: &Policy,
    keep: &mut dyn FnMut() -> bool,
) -> Vec<([&'static str; 2], Vec<Sample>)> {
    let (units, groups) = contrast::units(policy);
    let mut out = Vec::new();
    for made in IMAGINED {
        for at in 0..units.len() {
            for part in 0..units[at].parts.len() {
                let Some(changed) = with(&units[at], part, made).filter(|_| keep()) else {
                    continue;
                };
                let mut all = units.clone();
                all[at] = changed;
                let mut found = Vec::new();
                let counts: Vec<Counts<'_>> = all.iter().map(Counts::new).collect();
                let mut survey = Survey::new(policy, &counts, &groups);
                read(&mut survey, &all[at], at, &|one| one == part, &mut found);
                out.push((names(made), found));
            }
        }
    }
    out
}

/// A unit with a change made in one part; `None` where not all of its parts state what the edition is to lose.
fn with(unit: &Unit, part: usize, made: Change) -> Option<Unit> {
    let mut unit = unit.clone();
    let states =
        |part: usize, what: Trait| unit.parts[part].cues.iter().position(|cue| cue.is(what));
    let at = match made.less {
        Some(what) if (0..unit.parts.len()).all(|one| states(one, what).is_some()) => {
            states(part, what)?
        }
        Some(_) => return None,
        // Where another word of the norm stands.
        None => unit.parts[part].cues.len().checked_sub(1)? / 2,
    };
    let cues = &mut unit.parts[part].cues;
    let old = cues[at];
    if made.less.is_some() {
        cues.remove(at);
    }
    if let Some(what) = made.more {
        let shows = SURELY.iter().find(|shows| shows[0].0 == what)?;
        cues.insert(at, Cue { shows, ..old });
    }
    Some(unit)
}

/// Words that surely show a trait.
static SURELY: [[(Trait, Force); 1]; 8] = {
    const SURE: Force = Force::Chance(90);
    [
        [(Trait::Except, SURE)],
        [(Trait::Only, SURE)],
        [(Trait::Cannot, SURE)],
        [(Trait::All, SURE)],
        [(Trait::Forbid, SURE)],
        [(Trait::May, SURE)],
        [(Trait::Excl, SURE)],
        [(Trait::Incl, SURE)],
    ]
};

fn read(
    survey: &mut Survey<'_>,
    unit: &Unit,
    at: usize,
    is_wanted: &dyn Fn(usize) -> bool,
    out: &mut Vec<Sample>,
) {
    let changes: Vec<Change> = odds::changes()
        .into_iter()
        .map(|(change, _)| change)
        .collect();
    survey.candidates(at, &changes, &mut |number, part, signals| {
        out.push(Sample {
            lang: unit.parts[part].lang,
            start: unit.parts[part].span.start,
            unit: at,
            change: names(changes[number]),
            parts: unit.parts.len(),
            asked: is_wanted(part),
            signals: signals.to_vec(),
        });
    });
}

fn names(change: Change) -> [&'static str; 2] {
    [change.less, change.more].map(|what| what.map_or("-", Trait::name))
}
