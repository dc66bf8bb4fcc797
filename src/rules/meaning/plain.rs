//! What plain words turn into the contrary.
//!
//! All other editions say in one sentence that somebody must not or will not; this one says that somebody must, may or
//! will, and no word of it takes that back. Or they all say before, and this one after. A “without” belongs to the manner
//! of the act and not to it, which nothing that only counts negations can tell.

use std::collections::BTreeSet;

use super::unit::{Part, Unit};
use super::words::Change;
use crate::lexicon::predicates;
use crate::model::{Cue, Force, Policy, Trait};
use crate::text::{Span, folded};

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

/// Characters beside a word in which the act that it belongs to is looked for.
const REACH: usize = 40;
const REACH_CJK: usize = 12;

/// Words for the order of two acts.
const ORDER: [Trait; 2] = [Trait::Before, Trait::After];

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

/// Whether an edition only turns a sentence round: “use it after agreeing” is “agree before using it”. What stands
/// at the one word is then named elsewhere in the other sentence.
pub(super) fn is_told_in_turn(policy: &Policy, unit: &Unit, change: Change, part: usize) -> bool {
    let (Some(less), Some(more)) = (change.less, change.more) else {
        return false;
    };
    if !ORDER.contains(&less) || !ORDER.contains(&more) {
        return false;
    }
    let own = &unit.parts[part];
    let ours = acts(policy, own, more);
    others(unit, part).any(|other| {
        let theirs = acts(policy, other, less);
        ours.is_disjoint(&theirs)
            && !ours.is_disjoint(&named(policy, other, other.span))
            && !theirs.is_disjoint(&named(policy, own, own.span))
    })
}

/// The acts that stand at the words for a trait: behind them, in Chinese and Japanese before them.
fn acts(policy: &Policy, part: &Part, what: Trait) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let Some(edition) = policy.edition(part.lang) else {
        return found;
    };
    let cues = part.cues.iter();
    for cue in cues.filter(|cue| is_shown(cue, &[what], 70)) {
        let span = if part.lang.is_cjk() {
            let before = Span {
                end: cue.span.start,
                ..part.span
            };
            let text = edition.document.slice(before);
            let last = text.char_indices().rev().take(REACH_CJK);
            let from = last.last().map_or(text.len(), |(at, _)| at);
            Span::new(from, text.len()).shifted(before.start)
        } else {
            let behind = Span {
                start: cue.span.end,
                ..part.span
            };
            let text = edition.document.slice(behind);
            let to = text
                .char_indices()
                .nth(REACH)
                .map_or(text.len(), |(at, _)| at);
            Span::new(0, to).shifted(behind.start)
        };
        found.extend(named(policy, part, span));
    }
    found
}

/// The acts that a stretch of an edition names.
fn named(policy: &Policy, part: &Part, span: Span) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    if let Some((edition, predicates)) = policy.edition(part.lang).zip(predicates(part.lang)) {
        predicates.find(&folded(edition.document.slice(span)), &mut |row, _| {
            found.insert(row);
        });
    }
    found
}

/// The parts of the other editions.
fn others(unit: &Unit, part: usize) -> impl Iterator<Item = &Part> {
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
