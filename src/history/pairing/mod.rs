//! Two editions in one language → which clause became which.
//!
//! Equal text is the strongest evidence: it is paired first ([`sequence`](super::sequence)), as written, then
//! typography apart, then what stands elsewhere now. What is left between is paired by a dynamic programme over the
//! shares of rough words, with clauses that were divided or joined; last come clauses that moved and changed at once.
//! Furniture is no part of a policy and is passed over.

mod gaps;

use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};
use gaps::Bags;

use super::sequence;
use super::wording::{fnv, typography_apart};
use crate::model::{Class, Clause, ClauseId, Document, Edition};
use crate::text::{is_alphanumeric, is_cjk};

/// Old clauses and the new ones that they became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bead {
    /// In the old edition, ascending; more than one where they were joined.
    pub(super) old: Vec<ClauseId>,
    /// In the new edition, ascending; more than one where it was divided.
    pub(super) new: Vec<ClauseId>,
    /// It stands out of the order of the others.
    pub(super) moved: bool,
    /// The wording is the same, typography apart.
    pub(super) same: bool,
}

/// How the clauses of two editions belong together.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairing {
    /// In the order of the new edition.
    pub(super) beads: Vec<Bead>,
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairing {
    /// The bead of an old clause; none where it was removed.
    pub(super) fn of_old(&self, id: ClauseId) -> Option<&Bead> {
        self.beads.get((*self.of_old.get(id.index())?)?)
    }

    /// The bead of a new clause; none where it was added.
    pub(super) fn of_new(&self, id: ClauseId) -> Option<&Bead> {
        self.beads.get((*self.of_new.get(id.index())?)?)
    }

    /// Pairs the clauses of two editions in one language.
    pub(super) fn new(old: &Edition, new: &Edition) -> Self {
        let (x, y) = (Side::new(&old.document), Side::new(&new.document));
        let mut links = Links::new(x.ids.len(), y.ids.len());
        let raw = sequence::pairs(&x.raw, &y.raw);
        raw.into_iter().for_each(|(i, j)| links.pair(i, j, false));
        let (a, b) = (x.keys(&links.to_new), y.keys(&links.to_old));
        for (rows, columns) in links.gaps() {
            for (i, j) in sequence::pairs(&a[rows.clone()], &b[columns.clone()]) {
                links.pair(rows.start + i, columns.start + j, false);
            }
        }
        moved_as_they_are(&x, &y, &a, &b, &mut links);
        let open: Vec<usize> = (0..x.ids.len()).filter(|i| links.is_open_old(*i)).collect();
        let free: Vec<usize> = (0..y.ids.len()).filter(|j| links.is_open_new(*j)).collect();
        if !open.is_empty() && !free.is_empty() {
            let bags = Bags::new(&x, &y, &open, &free);
            for (rows, columns) in links.gaps() {
                gaps::gap(&x, &y, &bags, rows, columns, &mut links);
            }
            gaps::moved_and_changed(&bags, &open, &free, &mut links);
        }
        extend_moves(&a, &b, &mut links);
        links.finish(&x, &y)
    }
}

/// The clauses of one edition that count.
struct Side<'a> {
    document: &'a Document,
    ids: Vec<ClauseId>,
    /// Numbers of the texts as written.
    raw: Vec<u64>,
}

impl<'a> Side<'a> {
    fn new(document: &'a Document) -> Self {
        let ids: Vec<ClauseId> = document
            .iter()
            .filter(|(_, clause)| clause.class != Class::Furniture)
            .map(|(id, _)| id)
            .collect();
        let raw = ids.iter().map(|id| fnv(document.body(*id))).collect();
        Self { document, ids, raw }
    }

    fn text(&self, at: usize) -> &'a str {
        self.document.body(self.ids[at])
    }

    fn clause(&self, at: usize) -> &'a Clause {
        self.document.clause(self.ids[at])
    }

    /// Numbers of the texts typography apart, where a clause is not paired yet; else no clause's number.
    fn keys(&self, paired: &[Vec<usize>]) -> Vec<u64> {
        (0..self.ids.len())
            .map(|at| match paired[at].as_slice() {
                [] => fnv(&typography_apart(self.text(at))),
                _ => self.raw[at],
            })
            .collect()
    }
}

/// Links under construction, by place on each side.
struct Links {
    to_new: Vec<Vec<usize>>,
    to_old: Vec<Vec<usize>>,
    moved: Vec<bool>,
}

impl Links {
    fn new(old: usize, new: usize) -> Self {
        Self {
            to_new: vec![Vec::new(); old],
            to_old: vec![Vec::new(); new],
            moved: vec![false; old],
        }
    }

    fn pair(&mut self, i: usize, j: usize, moved: bool) {
        self.to_new[i].push(j);
        self.to_old[j].push(i);
        self.moved[i] = moved;
    }

    fn is_open_old(&self, i: usize) -> bool {
        self.to_new[i].is_empty()
    }

    fn is_open_new(&self, j: usize) -> bool {
        self.to_old[j].is_empty()
    }

    /// Runs of unpaired clauses that face each other between pairs in order.
    fn gaps(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut out = Vec::new();
        let (mut i, mut j) = (0, 0);
        let anchors: Vec<(usize, usize)> = (0..self.to_new.len())
            .filter(|i| !self.moved[*i])
            .filter_map(|i| Some((i, *self.to_new[i].first()?)))
            .chain(std::iter::once((self.to_new.len(), self.to_old.len())))
            .collect();
        for (a, b) in anchors {
            if i < a && j < b {
                out.push((i..a, j..b));
            }
            (i, j) = (a + 1, b + 1);
        }
        out
    }

    fn finish(self, x: &Side<'_>, y: &Side<'_>) -> Pairing {
        let mut out = Pairing {
            beads: Vec::new(),
            of_old: vec![None; x.document.clauses.len()],
            of_new: vec![None; y.document.clauses.len()],
        };
        for j in 0..y.ids.len() {
            let olds = &self.to_old[j];
            let Some(first) = olds.first() else { continue };
            // A divided clause: the bead began with its first part.
            if let Some(at) = out.of_old[x.ids[*first].index()] {
                out.beads[at].new.push(y.ids[j]);
                out.of_new[y.ids[j].index()] = Some(at);
                continue;
            }
            let at = out.beads.len();
            for i in olds {
                out.of_old[x.ids[*i].index()] = Some(at);
            }
            out.of_new[y.ids[j].index()] = Some(at);
            out.beads.push(Bead {
                old: olds.iter().map(|i| x.ids[*i]).collect(),
                new: vec![y.ids[j]],
                moved: self.moved[*first],
                same: false,
            });
        }
        for bead in &mut out.beads {
            let text = |document: &Document, ids: &[ClauseId]| -> String {
                ids.iter()
                    .map(|id| document.body(*id))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let (old, new) = (text(x.document, &bead.old), text(y.document, &bead.new));
            bead.same = old == new || typography_apart(&old) == typography_apart(&new);
        }
        out
    }
}

/// Long enough that the same words elsewhere are the same clause.
fn is_telling(text: &str) -> bool {
    let weight = |c: char| match c {
        c if is_cjk(c) => 2,
        c if is_alphanumeric(c) => 1,
        _ => 0,
    };
    text.chars().map(weight).sum::<usize>() >= 16
}

/// Pairs what stands elsewhere in the same words, where that is once on both sides.
fn moved_as_they_are(x: &Side<'_>, y: &Side<'_>, a: &[u64], b: &[u64], links: &mut Links) {
    let mut places: HashMap<u64, (usize, usize)> = HashMap::new();
    for (i, key) in a.iter().enumerate().filter(|(i, _)| links.is_open_old(*i)) {
        let entry = places.entry(*key).or_default();
        *entry = (entry.0 + 1, i);
    }
    let mut found: HashMap<u64, (usize, usize)> = HashMap::new();
    for (j, key) in b.iter().enumerate().filter(|(j, _)| links.is_open_new(*j)) {
        let entry = found.entry(*key).or_default();
        *entry = (entry.0 + 1, j);
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_iter()
        .filter_map(|(key, (times, i))| match found.get(&key) {
            Some((1, j)) if times == 1 => Some((i, *j)),
            _ => None,
        })
        .filter(|(i, j)| is_telling(x.text(*i)) && is_telling(y.text(*j)))
        .collect();
    pairs.sort_unstable();
    pairs.into_iter().for_each(|(i, j)| links.pair(i, j, true));
}

/// Moves reach as far as the neighbours on both sides agree: a moved section takes its short headings along.
fn extend_moves(a: &[u64], b: &[u64], links: &mut Links) {
    for forward in [true, false] {
        let mut at: Vec<usize> = (0..a.len()).collect();
        if !forward {
            at.reverse();
        }
        for i in at {
            let [j] = links.to_new[i][..] else { continue };
            if !links.moved[i] {
                continue;
            }
            let (k, l) = if forward {
                (i + 1, j + 1)
            } else {
                match (i.checked_sub(1), j.checked_sub(1)) {
                    (Some(k), Some(l)) => (k, l),
                    _ => continue,
                }
            };
            if k < a.len()
                && l < b.len()
                && a[k] == b[l]
                && links.is_open_old(k)
                && links.is_open_new(l)
            {
                links.pair(k, l, true);
            }
        }
    }
}
