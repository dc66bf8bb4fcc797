//! Two editions in one language → which clause became which.
//!
//! Equal text is the strongest evidence: it is paired first ([`sequence`](super::sequence)), as written, then
//! typography apart, then what stands elsewhere now. What is left between is paired by a dynamic programme over the
//! shares of rough words, with clauses that were divided or joined; last come clauses that moved and changed at once.
//! Furniture is no part of a policy and is passed over.

use std::collections::HashMap;
use std::ops::Range;

use super::likeness::{Bag, Rarity};
use super::sequence;
use super::wording::{fnv, typography_apart};
use crate::model::{Class, Clause, ClauseId, Document, Edition};
use crate::text::{is_alphanumeric, is_cjk};

/// Cells of a gap that are compared in full; a larger gap is compared along its diagonal.
const CELLS: usize = 250_000;
/// Clauses less alike than this are no versions of one clause.
const LEAST: f32 = 0.3;
/// Clauses that stand elsewhere must be more alike.
const LEAST_MOVED: f32 = 0.7;
/// A division or a join must leave nearly everything.
const LEAST_DIVIDED: f32 = 0.7;

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
                gap(&x, &y, &bags, rows, columns, &mut links);
            }
            moved_and_changed(&bags, &open, &free, &mut links);
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
    pairs
        .into_iter()
        .for_each(|(i, j)| links.pair(i, j, true));
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

/// The bags of the clauses that are still open.
struct Bags {
    old: HashMap<usize, Bag>,
    new: HashMap<usize, Bag>,
    rarity: Rarity,
}

impl Bags {
    fn new(x: &Side<'_>, y: &Side<'_>, open: &[usize], free: &[usize]) -> Self {
        let bags = |side: &Side<'_>, places: &[usize]| -> HashMap<usize, Bag> {
            places
                .iter()
                .map(|at| (*at, Bag::new(side.text(*at))))
                .collect()
        };
        let (old, new) = (bags(x, open), bags(y, free));
        let rarity = Rarity::new(old.values().chain(new.values()));
        Self { old, new, rarity }
    }

    fn alike(&self, olds: Range<usize>, news: Range<usize>) -> f32 {
        let all = |bags: &HashMap<usize, Bag>, places: Range<usize>| {
            places
                .filter_map(|at| bags.get(&at))
                .fold(Bag::default(), |sum, bag| sum.joined(bag))
        };
        match (olds.len(), news.len()) {
            (1, 1) => match (self.old.get(&olds.start), self.new.get(&news.start)) {
                (Some(a), Some(b)) => self.rarity.alike(a, b),
                _ => 0.0,
            },
            _ => self
                .rarity
                .alike(&all(&self.old, olds), &all(&self.new, news)),
        }
    }
}

/// Pairs the open clauses of one gap in order.
fn gap(
    x: &Side<'_>,
    y: &Side<'_>,
    bags: &Bags,
    rows: Range<usize>,
    columns: Range<usize>,
    links: &mut Links,
) {
    let open: Vec<usize> = rows.filter(|i| links.is_open_old(*i)).collect();
    let free: Vec<usize> = columns.filter(|j| links.is_open_new(*j)).collect();
    let (n, m) = (open.len(), free.len());
    if n == 0 || m == 0 {
        return;
    }
    let alone = n == 1 && m == 1;
    // Half the width of the stretch along the diagonal that is looked at.
    let reach = (CELLS / (2 * n.max(m))).max(8);
    let near = |i: usize, j: usize| n * m <= CELLS || (i * m / n).abs_diff(j) <= reach;
    let width = m + 1;
    let mut best = vec![0.0f32; if n * m <= CELLS { (n + 1) * width } else { 0 }];
    if best.is_empty() {
        return along_the_diagonal(bags, &open, &free, &near, reach, links);
    }
    let mut step = vec![(0u8, 0u8); best.len()];
    for i in 0..=n {
        for j in 0..=m {
            if i == 0 && j == 0 {
                continue;
            }
            let mut top = (f32::NEG_INFINITY, (0u8, 0u8));
            let mut offer = |value: f32, shape: (u8, u8)| {
                if value > top.0 + 1e-6 {
                    top = (value, shape);
                }
            };
            if i > 0 {
                offer(best[(i - 1) * width + j], (1, 0));
            }
            if j > 0 {
                offer(best[i * width + j - 1], (0, 1));
            }
            if i > 0 && j > 0 {
                let gain = like(x, y, bags, open[i - 1], free[j - 1], alone);
                if gain > 0.0 {
                    offer(best[(i - 1) * width + j - 1] + 2.0 * gain, (1, 1));
                }
            }
            for (a, b) in [(1, 2), (2, 1)] {
                if i < a || j < b {
                    continue;
                }
                let (olds, news) = (&open[i - a..i], &free[j - b..j]);
                let (Some(from), Some(to)) = (olds.first(), news.first()) else {
                    continue;
                };
                if olds.last() != Some(&(from + a - 1)) || news.last() != Some(&(to + b - 1)) {
                    continue;
                }
                let alike = bags.alike(*from..from + a, *to..to + b);
                if alike >= LEAST_DIVIDED {
                    let gain = 3.0 * (alike - LEAST) - 0.6;
                    offer(best[(i - a) * width + j - b] + gain, (a as u8, b as u8));
                }
            }
            best[i * width + j] = top.0;
            step[i * width + j] = top.1;
        }
    }
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let (a, b) = step[i * width + j];
        let (a, b) = (usize::from(a), usize::from(b));
        if a + b == 0 {
            break;
        }
        if a > 0 && b > 0 {
            for one in &open[i - a..i] {
                for other in &free[j - b..j] {
                    links.pair(*one, *other, false);
                }
            }
        }
        i -= a;
        j -= b;
    }
}

/// A gap too large for the table: each clause takes the likest of those that lie across it, in order.
fn along_the_diagonal(
    bags: &Bags,
    open: &[usize],
    free: &[usize],
    near: &dyn Fn(usize, usize) -> bool,
    reach: usize,
    links: &mut Links,
) {
    let mut candidates = Vec::new();
    for (i, one) in open.iter().enumerate() {
        let centre = i * free.len() / open.len();
        let columns = centre.saturating_sub(reach)..(centre + reach + 1).min(free.len());
        let best = columns
            .filter(|j| near(i, *j))
            .map(|j| (bags.alike(*one..one + 1, free[j]..free[j] + 1), j))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((alike, j)) = best
            && alike >= 0.5
        {
            candidates.push((i, j));
        }
    }
    for (i, j) in sequence::longest_ascending(&candidates) {
        links.pair(open[i], free[j], false);
    }
}

/// What it is worth to pair two clauses; nothing where they are too unlike.
fn like(x: &Side<'_>, y: &Side<'_>, bags: &Bags, i: usize, j: usize, alone: bool) -> f32 {
    let (a, b) = (x.clause(i), y.clause(j));
    let alike = bags.alike(i..i + 1, j..j + 1);
    let same_kind = a.kind == b.kind;
    let label = match (&a.label, &b.label) {
        (Some(a), Some(b)) => a.ordinals == b.ordinals,
        _ => false,
    };
    let bonus = if same_kind { 0.05 } else { -0.1 } + if label { 0.05 } else { 0.0 };
    if alone && same_kind && (alike >= 0.1 || label) {
        return alike.max(LEAST);
    }
    if alike + bonus < LEAST {
        0.0
    } else {
        alike + bonus - LEAST + 0.01
    }
}

/// Pairs what moved and changed at once: long clauses that are much alike, the likest first.
fn moved_and_changed(bags: &Bags, open: &[usize], free: &[usize], links: &mut Links) {
    let telling = |bags: &HashMap<usize, Bag>, at: usize| bags.get(&at).is_some_and(Bag::is_telling);
    let olds: Vec<usize> = open
        .iter()
        .copied()
        .filter(|i| links.is_open_old(*i) && telling(&bags.old, *i))
        .collect();
    let news: Vec<usize> = free
        .iter()
        .copied()
        .filter(|j| links.is_open_new(*j) && telling(&bags.new, *j))
        .collect();
    if olds.len().saturating_mul(news.len()) > CELLS {
        return;
    }
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for i in &olds {
        for j in &news {
            let alike = bags.alike(*i..i + 1, *j..j + 1);
            if alike >= LEAST_MOVED {
                found.push((alike, *i, *j));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in found {
        if links.is_open_old(i) && links.is_open_new(j) {
            links.pair(i, j, true);
        }
    }
    // What lies in order after all (the gap was too large, or a neighbour took its place) did not move.
    let settled: Vec<(usize, usize)> = (0..links.to_new.len())
        .filter_map(|i| Some((i, *links.to_new[i].first()?)))
        .collect();
    let in_order = sequence::longest_ascending(&settled);
    for (i, _) in in_order {
        links.moved[i] = false;
    }
}
