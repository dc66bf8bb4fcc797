//! One edition of a unit before the others: what it names that they do not, and they that it does not.

use crate::model::TermId;
use crate::rules::meaning::concepts::{Unit, Wording};
use crate::text::{Lang, Span};

/// What one edition of a unit says, and the others.
pub(super) struct Bench<'u> {
    pub(super) unit: &'u Unit,
    pub(super) lang: Lang,
    pub(super) own: &'u Wording,
    pub(super) others: Vec<(Lang, &'u Wording)>,
}

/// Every edition of a unit before the others.
pub(super) fn benches(unit: &Unit) -> impl Iterator<Item = Bench<'_>> {
    unit.editions.iter().map(move |(lang, own)| Bench {
        unit,
        lang: *lang,
        own,
        others: unit
            .editions
            .iter()
            .filter(|(other, _)| *other != lang)
            .map(|(other, one)| (*other, one))
            .collect(),
    })
}

impl Bench<'_> {
    /// How many others name a concept oftener by itself than this edition in whatever way.
    pub(super) fn votes(&self, concept: TermId) -> usize {
        let own = self.own.count(concept);
        let more = |other: &&(Lang, &Wording)| other.1.by_itself(concept) > own;
        self.others.iter().filter(more).count()
    }

    /// So many make it the general view.
    pub(super) fn quorum(&self) -> usize {
        match self.others.len() {
            0..=2 => self.others.len(),
            many => (many * 2).div_ceil(3),
        }
    }

    /// It names a concept by itself oftener than any other edition in whatever way.
    pub(super) fn alone(&self, concept: TermId) -> bool {
        let own = self.own.by_itself(concept);
        own > 0 && self.others.iter().all(|(_, one)| one.count(concept) < own)
    }

    /// The concepts that it names so.
    pub(super) fn said(&self) -> Vec<TermId> {
        self.own.concepts().filter(|one| self.alone(*one)).collect()
    }

    /// The concepts that so many of the others name oftener.
    pub(super) fn lacked(&self, quorum: usize) -> Vec<TermId> {
        let mut all: Vec<TermId> = self
            .others
            .iter()
            .flat_map(|(_, one)| one.concepts())
            .collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|one| self.votes(*one) >= quorum);
        all
    }

    /// Where each of the others names a concept first.
    pub(super) fn places(&self, concept: TermId) -> Vec<(Lang, Span)> {
        self.others
            .iter()
            .filter_map(|(lang, one)| Some((*lang, one.first(concept)?)))
            .collect()
    }
}
