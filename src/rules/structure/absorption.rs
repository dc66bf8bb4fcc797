//! Clauses that are not missing but stand inside a neighbour in the other edition.
//!
//! An aligner that gives each clause one place leaves the second of two merged clauses alone. Then the neighbour is
//! longer than it should be by just this clause, or holds the values that only this clause states.

use std::collections::BTreeSet;

use super::lengths::Lengths;
use super::outline::{group_at, is_text};
use crate::model::{ClauseId, ClauseKind, Policy, Value};
use crate::text::Lang;

/// A clause of one edition whose text stands in a neighbour's counterpart in another.
#[derive(Clone, Debug)]
pub(super) struct Absorbed {
    /// The edition that divides.
    pub(super) holder: Lang,
    /// The clause that seemed to be absent elsewhere.
    pub(super) clause: ClauseId,
    /// Its neighbour there.
    pub(super) neighbour: ClauseId,
    /// The edition that keeps both together.
    pub(super) lacking: Lang,
    /// The clause that holds both.
    pub(super) into: ClauseId,
    /// Probability.
    pub(super) confidence: f32,
}

/// For each clause of one edition the nearest clauses around it that another edition holds too, with where those end
/// and begin there.
#[derive(Debug)]
pub(super) struct Neighbours {
    holder: Lang,
    lacking: Lang,
    before: Vec<Option<(ClauseId, ClauseId)>>,
    after: Vec<Option<(ClauseId, ClauseId)>>,
}

/// Letters of Chinese (or what they come to) from which on lengths can be compared.
const MEASURABLE: f64 = 12.0;
/// So many clauses are looked at between two neighbours.
const BETWEEN: usize = 32;

impl Neighbours {
    /// One pass in each direction.
    pub(super) fn new(policy: &Policy, holder: Lang, lacking: Lang) -> Self {
        let count = policy
            .edition(holder)
            .map_or(0, |edition| edition.document.clauses.len());
        let id = |at: usize| ClauseId(u32::try_from(at).unwrap_or(u32::MAX));
        let shared = |at: usize| -> Option<&[ClauseId]> {
            let group = group_at(policy, holder, at).and_then(|group| policy.groups.get(group))?;
            Some(group.of(lacking)).filter(|ids| !ids.is_empty() && group.moved.is_empty())
        };
        let mut before = Vec::with_capacity(count);
        let mut last = None;
        for at in 0..count {
            before.push(last);
            if let Some(end) = shared(at).and_then(<[ClauseId]>::last) {
                last = Some((id(at), *end));
            }
        }
        let mut after = vec![None; count];
        let mut next = None;
        for at in (0..count).rev() {
            after[at] = next;
            if let Some(start) = shared(at).and_then(<[ClauseId]>::first) {
                next = Some((id(at), *start));
            }
        }
        Self {
            holder,
            lacking,
            before,
            after,
        }
    }

    /// In the other edition, the clause behind which a clause of the holder belongs.
    pub(super) fn before(&self, clause: ClauseId) -> Option<ClauseId> {
        self.before
            .get(clause.index())
            .copied()
            .flatten()
            .map(|(_, there)| there)
    }

    fn after(&self, clause: ClauseId) -> Option<ClauseId> {
        self.after
            .get(clause.index())
            .copied()
            .flatten()
            .map(|(_, there)| there)
    }

    /// Whether the other edition has, at this very place, a clause of its own of the same kind and about the length
    /// that this one should have: the two may be one clause that was reworded.
    pub(super) fn rival(&self, policy: &Policy, lengths: &Lengths, clause: ClauseId) -> bool {
        let (Some(edition), Some(own)) = (
            policy.edition(self.lacking),
            policy.clause(self.holder, clause),
        ) else {
            return false;
        };
        let start = self.before(clause).map_or(0, |id| id.index() + 1);
        let end = self
            .after(clause)
            .map_or(edition.document.clauses.len(), ClauseId::index);
        let expected = lengths.expected(
            (self.holder, lengths.sum(self.holder, &[clause])),
            self.lacking,
        );
        (start..end).take(BETWEEN).any(|at| {
            let other = &edition.document.clauses[at];
            let id = ClauseId(u32::try_from(at).unwrap_or(u32::MAX));
            let unaligned = policy
                .group(self.lacking, id)
                .is_some_and(|group| group.of(self.holder).is_empty());
            let length = lengths.sum(self.lacking, &[id]);
            is_text(other)
                && unaligned
                && other.kind == own.kind
                && length > 0.0
                && (expected / length).ln().abs() < 0.7
        })
    }
}

/// Values that hardly stand in a clause by chance.
fn telling(value: &Value) -> bool {
    !matches!(
        value,
        Value::Term { .. }
            | Value::Norm { .. }
            | Value::Name { .. }
            | Value::Count { .. }
            | Value::Reference { .. }
    )
}

/// The telling values that some clauses state.
pub(super) fn values(policy: &Policy, lang: Lang, clauses: &[ClauseId]) -> BTreeSet<Value> {
    let Some(edition) = policy.edition(lang) else {
        return BTreeSet::new();
    };
    clauses
        .iter()
        .flat_map(|id| edition.values_of(*id))
        .filter(|value| telling(value))
        .cloned()
        .collect()
}

/// Whether the text of a clause that the other edition seems to lack stands in the counterpart of the clause right
/// before or behind it.
pub(super) fn absorbed(
    policy: &Policy,
    lengths: &Lengths,
    neighbours: &Neighbours,
    clause: ClauseId,
) -> Option<Absorbed> {
    let (holder, lacking) = (neighbours.holder, neighbours.lacking);
    let prose = |id: ClauseId| {
        policy
            .clause(holder, id)
            .is_some_and(|clause| matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item))
    };
    if !prose(clause) {
        return None;
    }
    let beside = [
        neighbours.before.get(clause.index()),
        neighbours.after.get(clause.index()),
    ];
    let beside = beside
        .into_iter()
        .flatten()
        .flatten()
        .map(|(here, _)| *here)
        .filter(|here| here.0.abs_diff(clause.0) == 1 && prose(*here));
    beside
        .filter_map(|neighbour| judge(policy, lengths, (holder, clause, neighbour), lacking))
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence))
}

fn judge(
    policy: &Policy,
    lengths: &Lengths,
    (holder, clause, neighbour): (Lang, ClauseId, ClauseId),
    lacking: Lang,
) -> Option<Absorbed> {
    let group = policy.group(holder, neighbour)?;
    let into = *group.of(lacking).last()?;
    let own = lengths.sum(holder, &[clause]);
    let beside = lengths.sum(holder, group.of(holder));
    let there = lengths.sum(lacking, group.of(lacking));
    if own <= 0.0 || beside <= 0.0 || there <= 0.0 {
        return None;
    }
    // Short clauses vary too much in length, and a labelled item would bring its label along.
    let measurable = [own, beside]
        .into_iter()
        .all(|length| Lengths::in_chinese(holder, length) >= MEASURABLE);
    let labelled = policy
        .clause(holder, clause)
        .is_some_and(|clause| clause.label.is_some());
    // How far the counterpart is from the length of the neighbour alone, and from that of both.
    let apart = (there / lengths.expected((holder, beside), lacking)).ln();
    let both = (there / lengths.expected((holder, beside + own), lacking)).ln();
    let stated = values(policy, holder, &[clause]);
    let known = values(policy, holder, group.of(holder));
    let distinct: Vec<&Value> = stated
        .iter()
        .filter(|value| !known.contains(value))
        .collect();
    let found = values(policy, lacking, group.of(lacking));
    let kept = distinct
        .iter()
        .filter(|value| found.contains(value))
        .count();
    let by_values = !distinct.is_empty()
        && kept * 2 > distinct.len()
        && apart > 0.0
        && both.abs() <= apart + 0.1;
    let by_length = measurable
        && !labelled
        && distinct.is_empty()
        && apart > 0.3
        && both.abs() < 0.25
        && both.abs() < apart * 0.5;
    let confidence = match (by_values, by_length) {
        (true, _) => 0.85,
        (_, true) => 0.65,
        _ => return None,
    };
    Some(Absorbed {
        holder,
        clause,
        neighbour,
        lacking,
        into,
        confidence,
    })
}
