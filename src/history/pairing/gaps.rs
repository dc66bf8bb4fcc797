//! What equal text leaves open: clauses that changed, were divided or joined, or moved and changed at once.

use std::ops::Range;

use super::{Links, Side};
use crate::history::likeness::{Bag, Rarity};
use crate::history::sequence;
use foldhash::HashMap;

/// Cells of a gap that are compared in full; a larger gap is compared along its diagonal.
const CELLS: usize = 250_000;
/// Clauses less alike than this are no versions of one clause.
const LEAST: f32 = 0.3;
/// Clauses that stand elsewhere must be more alike.
const LEAST_MOVED: f32 = 0.7;
/// A division or a join must leave nearly everything.
const LEAST_DIVIDED: f32 = 0.7;

/// The bags of the clauses that are still open.
pub(super) struct Bags {
    old: HashMap<usize, Bag>,
    new: HashMap<usize, Bag>,
    rarity: Rarity,
}

impl Bags {
    pub(super) fn new(x: &Side<'_>, y: &Side<'_>, open: &[usize], free: &[usize]) -> Self {
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
pub(super) fn gap(
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
pub(super) fn moved_and_changed(bags: &Bags, open: &[usize], free: &[usize], links: &mut Links) {
    let telling =
        |bags: &HashMap<usize, Bag>, at: usize| bags.get(&at).is_some_and(Bag::is_telling);
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
    settle(links);
}

/// What lies in order after all (the gap was too large, or a neighbour took its place) did not move.
fn settle(links: &mut Links) {
    let first = |links: &Links, i: usize| links.to_new[i].first().copied();
    let count = links.to_new.len();
    // For each old clause the place behind which, and before which, its pair must lie.
    let mut behind = vec![None; count];
    let mut last: Option<usize> = None;
    for (i, bound) in behind.iter_mut().enumerate() {
        *bound = last;
        if !links.moved[i] {
            last = last.max(first(links, i));
        }
    }
    let mut fits = Vec::new();
    let mut next = usize::MAX;
    for i in (0..count).rev() {
        let Some(j) = first(links, i) else { continue };
        if !links.moved[i] {
            next = next.min(j);
        } else if behind[i].is_none_or(|last| last < j) && j < next {
            fits.push((i, j));
        }
    }
    fits.reverse();
    for (i, _) in sequence::longest_ascending(&fits) {
        links.moved[i] = false;
    }
}
