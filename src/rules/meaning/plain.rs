//! What plain words turn into the contrary.
//!
//! All other editions say in one sentence that somebody must not or will not; this one says that somebody must, may or
//! will, and no word of it takes that back. Or they all say before, and this one after. A “without” belongs to the manner
//! of the act and not to it, which nothing that only counts negations can tell.

use super::unit::{Part, Unit};
use crate::model::{Cue, Force, Policy, Trait};
use crate::text::folded;

/// Others that must agree.
const WITNESSES: usize = 2;
/// Words that say how something is done and do not negate that it is.
const ADVERBIAL: &[&str] = &[
    "without",
    "未经",
    "未經",
    "なく",
    "なしに",
    "無断",
    "mà không có",
    "khi chưa có",
];

/// Words of which one says the contrary of the other.
const CONTRARIES: [[Trait; 2]; 4] = [
    [Trait::Before, Trait::After],
    [Trait::After, Trait::Before],
    [Trait::Incl, Trait::Excl],
    [Trait::Excl, Trait::Incl],
];

/// What an edition states less and more, where it says the contrary of what all others do.
pub(super) fn turned(
    policy: &Policy,
    unit: &Unit,
    part: usize,
) -> Option<(Option<Trait>, Option<Trait>)> {
    if unit.parts.len() <= WITNESSES || unit.parts.iter().any(|part| part.sentences != 1) {
        return None;
    }
    if is_affirmed(policy, unit, part) {
        return Some((Some(Trait::Not), None));
    }
    let [less, more] = *CONTRARIES
        .iter()
        .find(|[less, more]| is_contrary(unit, part, *less, *more))?;
    Some((Some(less), Some(more)))
}

/// The parts of the other editions.
pub(super) fn others(unit: &Unit, part: usize) -> impl Iterator<Item = &Part> {
    let parts = unit.parts.iter().enumerate();
    parts
        .filter(move |(at, _)| *at != part)
        .map(|(_, other)| other)
}

/// Whether an edition shows one trait and not its contrary, and the others the contrary alone. “Not before” is “only
/// after”: where somebody negates or restricts, plain words show nothing.
fn is_contrary(unit: &Unit, part: usize, less: Trait, more: Trait) -> bool {
    let says = |part: &Part, own: Trait, contrary: Trait| {
        let turns = [Trait::Not, Trait::Only, Trait::Except];
        shows(part, &[own], 70) && !shows(part, &[contrary], 10) && !shows(part, &turns, 30)
    };
    says(&unit.parts[part], more, less) && others(unit, part).all(|other| says(other, less, more))
}

/// Whether an edition says that somebody must, may or will do what the others say is not done.
fn is_affirmed(policy: &Policy, unit: &Unit, part: usize) -> bool {
    let own = &unit.parts[part];
    let is_without = |part: &Part| part.cues.iter().any(|cue| is_adverbial(policy, part, cue));
    let is_negated = |part: &Part| part.cues.iter().any(|cue| negates(policy, part, cue, 90));
    let is_excepted = |part: &Part| shows(part, &[Trait::Except], 50);
    let is_illicit = |part: &Part| shows(part, &[Trait::Illicit], 50);
    shows(own, &[Trait::Must, Trait::May, Trait::Will], 90)
        && !own.cues.iter().any(|cue| takes_back(policy, own, cue))
        && others(unit, part).all(is_negated)
        && (!is_excepted(own) || others(unit, part).all(is_excepted))
        && (!is_without(own)
            || others(unit, part).all(|other| is_without(other) || is_illicit(other)))
}

fn shows(part: &Part, traits: &[Trait], least: u8) -> bool {
    part.cues.iter().any(|cue| is_shown(cue, traits, least))
}

pub(super) fn is_shown(cue: &Cue, traits: &[Trait], least: u8) -> bool {
    let is_shown = |(shown, force): &(Trait, Force)| {
        traits.contains(shown) && matches!(force, Force::Chance(chance) if *chance >= least)
    };
    cue.shows.iter().any(is_shown)
}

/// Whether a word says how something is done.
fn is_adverbial(policy: &Policy, part: &Part, cue: &Cue) -> bool {
    let edition = policy.edition(part.lang);
    let text = edition.map_or("", |edition| edition.document.slice(cue.span));
    let text = folded(text);
    // おそれがなくなり is a verb.
    ADVERBIAL
        .iter()
        .any(|word| text.starts_with(word) && !text.starts_with("なくな") || text.ends_with(word))
}

/// Whether a word says that an act is not done or must not be.
fn negates(policy: &Policy, part: &Part, cue: &Cue, least: u8) -> bool {
    let firm = [Trait::Forbid, Trait::Refrain, Trait::Cannot];
    let is_exception = is_shown(cue, &[Trait::Except], 50) && !is_shown(cue, &[Trait::Not], 30);
    is_shown(cue, &firm, least.min(75))
        || is_shown(cue, &[Trait::Not], least) && !is_exception && !is_adverbial(policy, part, cue)
}

/// Whether a word says that something is not, or only under a condition.
fn takes_back(policy: &Policy, part: &Part, cue: &Cue) -> bool {
    is_shown(cue, &[Trait::Only, Trait::Excl], 20) || negates(policy, part, cue, 10)
}
