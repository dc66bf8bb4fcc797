//! The order of two acts, told from either side: who uses a thing after agreeing, agrees before using it.
//!
//! In goes a change of “before” into “after” or the other way round, out comes whether the sentence is only turned.

use std::collections::BTreeSet;

use super::plain::{is_shown, others};
use super::unit::{Part, Unit};
use super::words::Change;
use crate::lexicon::predicates;
use crate::model::{Policy, Trait};
use crate::text::{Span, folded};

/// Characters beside a word in which the act that it belongs to is looked for.
const REACH: usize = 40;
const REACH_CJK: usize = 12;

/// Words for the order of two acts.
const ORDER: [Trait; 2] = [Trait::Before, Trait::After];

/// Whether an edition only turns a sentence round: “use it after agreeing” is “agree before using it”. What stands
/// at the one word is then named elsewhere in the other sentence.
pub(super) fn is_turned_round(policy: &Policy, unit: &Unit, change: Change, part: usize) -> bool {
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
