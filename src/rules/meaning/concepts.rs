//! Which concepts of the termbase the editions name in a group, sentence by sentence.
//!
//! In goes a policy, out come its [`Unit`]s: the sentences that correspond, with the concepts that each edition names
//! there and where.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::unit::{self, Part};
use crate::model::{Naming, Policy, TermId};
use crate::text::{Lang, Span};

/// What an edition says in a unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    /// Where it stands.
    pub(super) span: Span,
    /// Its length in Chinese letters.
    pub(super) length: f32,
    /// How many sentences.
    pub(super) sentences: usize,
    /// The concepts that it names and where, sorted by concept.
    pub(super) named: Vec<(TermId, Span)>,
    /// Those of them that stand inside the form of another, sorted likewise.
    pub(super) inside: Vec<(TermId, Span)>,
    /// False friends of concepts, and where.
    pub(super) false_friends: Vec<(TermId, Span)>,
}

impl Wording {
    /// How often it names a concept.
    pub(super) fn count(&self, concept: TermId) -> usize {
        of(&self.named, concept).len()
    }

    /// How often it names a concept by itself: personal data speak of a person only by the way.
    pub(super) fn by_itself(&self, concept: TermId) -> usize {
        self.count(concept) - of(&self.inside, concept).len()
    }

    /// Where it names a concept first.
    pub(super) fn first(&self, concept: TermId) -> Option<Span> {
        let inside = of(&self.inside, concept);
        let all = of(&self.named, concept);
        let by_itself = all.iter().find(|one| !inside.contains(one));
        by_itself.or(all.first()).map(|(_, span)| *span)
    }

    /// The concepts that stand next to a place: two before it and two behind it.
    pub(super) fn around(&self, at: Span) -> Vec<TermId> {
        let (mut before, mut behind): (Vec<_>, Vec<_>) = self
            .named
            .iter()
            .filter(|(_, span)| !span.overlaps(at))
            .partition(|(_, span)| span.start < at.start);
        before.sort_unstable_by_key(|(one, span)| (std::cmp::Reverse(span.start), *one));
        behind.sort_unstable_by_key(|(one, span)| (span.start, *one));
        let near = before.iter().take(2).chain(behind.iter().take(2));
        near.map(|(one, _)| *one).collect()
    }

    /// How far into its text a place is, 0 to 1.
    pub(super) fn position(&self, at: Span) -> f32 {
        at.start.saturating_sub(self.span.start) as f32 / self.span.len().max(1) as f32
    }

    /// The concepts, each once.
    pub(super) fn concepts(&self) -> impl Iterator<Item = TermId> {
        let mut last = None;
        self.named
            .iter()
            .map(|(one, _)| *one)
            .filter(move |one| last.replace(*one) != Some(*one))
    }
}

/// The places of one concept among all.
fn of(named: &[(TermId, Span)], concept: TermId) -> &[(TermId, Span)] {
    let start = named.partition_point(|(one, _)| *one < concept);
    let end = named.partition_point(|(one, _)| *one <= concept);
    &named[start..end]
}

/// A stretch of text that the editions of a group have in common.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The group, by index.
    pub(super) group: usize,
    /// What each edition says.
    pub(super) editions: BTreeMap<Lang, Wording>,
}

impl Unit {
    /// Whether it is the same stretch of text as another.
    pub(super) fn is_at(&self, other: &Unit) -> bool {
        let places = |unit: &Unit| {
            let first = unit.editions.iter().next();
            first.map(|(lang, one)| (*lang, one.span))
        };
        self.group == other.group && places(self) == places(other)
    }
}

/// All units of a policy.
#[derive(Debug)]
pub(super) struct Units(pub(super) Vec<Unit>);

/// The units of a policy, in the order of its groups.
pub(super) fn units(policy: &Policy) -> Arc<Units> {
    policy.memo.get(|| Units(read(policy)))
}

fn read(policy: &Policy) -> Vec<Unit> {
    let units = unit::units(policy);
    let unit = |(group, unit): &(usize, unit::Unit)| Unit {
        group: *group,
        editions: unit
            .parts
            .iter()
            .map(|part| (part.lang, wording(policy, part)))
            .collect(),
    };
    units.0.iter().map(unit).collect()
}

fn wording(policy: &Policy, part: &Part) -> Wording {
    let mut found = Wording {
        span: part.span,
        length: part.length,
        sentences: part.sentences,
        ..Wording::default()
    };
    let edition = policy.edition(part.lang).into_iter();
    for mention in edition.flat_map(|edition| edition.all_terms_in(part.span)) {
        let named = (mention.concept, mention.span);
        match mention.by {
            Naming::Itself => found.named.push(named),
            Naming::Inside => {
                found.named.push(named);
                found.inside.push(named);
            }
            Naming::FalseFriend => found.false_friends.push(named),
        }
    }
    found.named.sort_unstable();
    found.inside.sort_unstable();
    found
}
