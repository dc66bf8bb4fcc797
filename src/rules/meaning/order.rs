//! A sentence told from either side: who uses a thing after agreeing, agrees before using it; where those of 12 or older
//! may dive, those under 12 may not.
//!
//! In goes a change of “before” into “after” or of a norm, out comes whether the sentence is only turned.

use std::collections::BTreeSet;

use super::plain::{is_shown, others};
use super::unit::{Part, Unit};
use super::words::Change;
use crate::lexicon::predicates;
use crate::model::{Bound, Decimal, Policy, Trait, Value};
use crate::text::{Span, folded};

/// Characters beside a word in which the act that it belongs to is looked for.
const REACH: usize = 40;
const REACH_CJK: usize = 12;

/// Words for the order of two acts.
const ORDER: [Trait; 2] = [Trait::Before, Trait::After];

/// What turns into its contrary where a limit is looked at from its other side.
const POLARITY: [Trait; 7] = [
    Trait::Not,
    Trait::Cannot,
    Trait::Refrain,
    Trait::Forbid,
    Trait::May,
    Trait::Must,
    Trait::Only,
];

/// Whether an edition only turns a sentence round: “use it after agreeing” is “agree before using it”. What stands
/// at the one word is then named elsewhere in the other sentence.
pub(super) fn is_turned_round(policy: &Policy, unit: &Unit, change: Change, part: usize) -> bool {
    let is_polar = |what: Option<Trait>| what.is_none_or(|what| POLARITY.contains(&what));
    if is_polar(change.less) && is_polar(change.more) {
        let own = sides(policy, &unit.parts[part]);
        let crossing = |(amount, side): &(Decimal, Side)| own.contains(&(*amount, side.other()));
        return !own.is_empty()
            && others(unit, part).all(|other| sides(policy, other).iter().any(crossing));
    }
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

/// The side of a limit that a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Over,
    Under,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Over => Self::Under,
            Self::Under => Self::Over,
        }
    }
}

/// The limits of a part, each with the side that is spoken of.
fn sides(policy: &Policy, part: &Part) -> BTreeSet<(Decimal, Side)> {
    let Some(edition) = policy.edition(part.lang) else {
        return BTreeSet::new();
    };
    let start = (edition.facts).partition_point(|fact| fact.span.start < part.span.start);
    edition.facts[start..]
        .iter()
        .take_while(|fact| fact.span.start < part.span.end)
        .filter_map(|fact| {
            let (Value::Number { amount, bound } | Value::Duration { amount, bound, .. }) =
                &fact.value
            else {
                return None;
            };
            let side = match bound {
                Bound::AtLeast | Bound::MoreThan => Side::Over,
                Bound::AtMost | Bound::LessThan => Side::Under,
                Bound::Exact | Bound::About => return None,
            };
            Some((*amount, side))
        })
        .collect()
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
