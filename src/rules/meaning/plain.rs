//! A ban or a promise not to act that plain words turn into the contrary.
//!
//! All other editions say in one sentence that somebody must not or will not; this one says that somebody must, may or
//! will, and no word of it takes that back. A “without” belongs to the manner of the act and not to it, which nothing that
//! only counts negations can tell.

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

/// Whether an edition says the contrary of what all others do.
pub(super) fn is_turned(policy: &Policy, unit: &Unit, part: usize) -> bool {
    let own = &unit.parts[part];
    let others = || {
        let parts = unit.parts.iter().enumerate();
        parts.filter(|(at, _)| *at != part).map(|(_, other)| other)
    };
    let is_without = |part: &Part| part.cues.iter().any(|cue| is_adverbial(policy, part, cue));
    let is_illicit = |part: &Part| {
        part.cues
            .iter()
            .any(|cue| is_shown(cue, &[Trait::Illicit], 50))
    };
    let is_excepted = |part: &Part| {
        part.cues
            .iter()
            .any(|cue| is_shown(cue, &[Trait::Except], 50))
    };
    let affirms = [Trait::Must, Trait::May, Trait::Will];
    unit.parts.len() > WITNESSES
        && unit.parts.iter().all(|part| part.sentences == 1)
        && own.cues.iter().any(|cue| is_shown(cue, &affirms, 90))
        && !own.cues.iter().any(|cue| takes_back(policy, own, cue))
        && others().all(|other| other.cues.iter().any(|cue| negates(policy, other, cue, 90)))
        && (!is_excepted(own) || others().all(is_excepted))
        && (!is_without(own) || others().all(|other| is_without(other) || is_illicit(other)))
}

fn is_shown(cue: &Cue, traits: &[Trait], least: u8) -> bool {
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
