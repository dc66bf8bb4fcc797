//! An edition's labels, indexed for the rules of this family: lists, their faults, paths, owners.

use std::collections::BTreeSet;

use super::fault::{self, Fault};
use super::list::{self, List, counted};
use crate::model::{ClauseId, ClauseKind, Document, Label, Policy};
use crate::text::Lang;
use foldhash::{HashMap, HashMapExt as _};

/// No policy nests deeper; hostile markup does.
const DEEPEST: usize = 32;

/// The labels of an edition.
pub(super) struct Numbered<'p> {
    pub(super) lang: Lang,
    pub(super) document: &'p Document,
    pub(super) lists: Vec<List>,
    /// What is wrong in them, with the list.
    pub(super) faults: Vec<(usize, Fault)>,
    /// For each clause its list and its place there.
    place: Vec<Option<(u32, u32)>>,
    /// For each clause whether the list counts 1, 2, 3 … up to it.
    regular: Vec<bool>,
    /// The first clause of each ordinal path.
    paths: HashMap<&'p [u16], ClauseId>,
    /// Clauses whose own label is wrong whatever the other editions say.
    wrong: BTreeSet<ClauseId>,
}

impl<'p> Numbered<'p> {
    pub(super) fn new(lang: Lang, document: &'p Document) -> Self {
        let lists = list::lists(document);
        let mut place = vec![None; document.clauses.len()];
        let mut regular = vec![false; document.clauses.len()];
        let mut faults = Vec::new();
        let mut wrong = BTreeSet::new();
        for (at, list) in lists.iter().enumerate() {
            let mut so_far = true;
            for (index, id) in list.members.iter().enumerate() {
                let ordinal = counted(document.clause(*id)).map_or(0, Label::ordinal);
                so_far &= usize::from(ordinal) == index + 1;
                regular[id.index()] = so_far;
                place[id.index()] = Some((
                    u32::try_from(at).unwrap_or(u32::MAX),
                    u32::try_from(index).unwrap_or(u32::MAX),
                ));
            }
            for fault in fault::faults(document, list) {
                match &fault {
                    Fault::Duplicate { clauses, .. } => wrong.extend(clauses.iter().copied()),
                    // Two labels that changed places are both at fault.
                    Fault::Order { clauses, pair, .. } => {
                        wrong.extend(clauses.iter().copied().chain([pair.0, pair.1]))
                    }
                    Fault::Gap { .. } => {}
                }
                faults.push((at, fault));
            }
        }
        let mut paths = HashMap::new();
        for (id, clause) in document
            .iter()
            .filter(|(_, clause)| counted(clause).is_some() && !clause.number.is_empty())
        {
            paths.entry(clause.number.as_slice()).or_insert(id);
        }
        Self {
            lang,
            document,
            lists,
            faults,
            place,
            regular,
            paths,
            wrong,
        }
    }

    /// All editions of a policy.
    pub(super) fn all(policy: &'p Policy) -> Vec<Self> {
        policy
            .editions
            .iter()
            .map(|(lang, edition)| Self::new(*lang, &edition.document))
            .collect()
    }

    /// The label of a clause, where it counts.
    pub(super) fn label(&self, id: ClauseId) -> Option<&'p Label> {
        counted(self.document.clause(id))
    }

    /// A label as it is written.
    pub(super) fn written(&self, id: ClauseId) -> &'p str {
        self.label(id)
            .map_or("", |label| self.document.slice(label.written).trim())
    }

    /// The list of a clause and its place there.
    pub(super) fn place(&self, id: ClauseId) -> Option<(&List, usize)> {
        let (list, index) = self.place.get(id.index()).copied().flatten()?;
        Some((self.lists.get(list as usize)?, index as usize))
    }

    /// The number of the list of a clause.
    pub(super) fn list(&self, id: ClauseId) -> Option<usize> {
        self.place
            .get(id.index())
            .copied()
            .flatten()
            .map(|(list, _)| list as usize)
    }

    /// The clause before (-1) or behind (1) in the list.
    pub(super) fn neighbour(&self, id: ClauseId, step: isize) -> Option<ClauseId> {
        let (list, index) = self.place(id)?;
        list.members.get(index.checked_add_signed(step)?).copied()
    }

    /// Whether the list counts 1, 2, 3 … up to this clause.
    pub(super) fn is_regular(&self, id: ClauseId) -> bool {
        self.regular.get(id.index()).copied().unwrap_or(false)
    }

    /// Whether the label repeats another or stands out of order.
    pub(super) fn is_wrong(&self, id: ClauseId) -> bool {
        self.wrong.contains(&id)
    }

    /// All whose label repeats another or stands out of order.
    pub(super) fn wrong(&self) -> impl Iterator<Item = ClauseId> {
        self.wrong.iter().copied()
    }

    /// The clause with an ordinal path.
    pub(super) fn at_path(&self, path: &[u16]) -> Option<ClauseId> {
        self.paths.get(path).copied()
    }

    /// The clause that a label counts below: the one that its path names, else the heading above.
    pub(super) fn owner(&self, id: ClauseId) -> Option<ClauseId> {
        let number = &self.document.clause(id).number;
        let prefix = &number[..number.len().saturating_sub(1)];
        let heading = || {
            self.above(id)
                .find(|above| self.document.clause(*above).kind == ClauseKind::Heading)
        };
        if prefix.is_empty() {
            return heading();
        }
        self.above(id)
            .find(|above| self.document.clause(*above).number == prefix)
            .or_else(|| self.at_path(prefix))
            .or_else(heading)
    }

    /// What a clause stands under, the nearest first; no deeper than any policy nests.
    pub(super) fn above(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> {
        std::iter::successors(self.document.clause(id).parent, |above| {
            self.document.clause(*above).parent
        })
        .take(DEEPEST)
    }
}
