//! Rare evidence that two editions share → a chain of anchors.
//!
//! What stands in few clauses of both editions, alone or side by side with
//! its neighbour, votes for the cells where it stands in both; the heaviest
//! ascending chain of voted cells shows roughly where the editions
//! correspond (coarse to fine; the seed-and-chain scheme of genome
//! alignment). An anchor that no other one near it bears out is dropped: the
//! band around the chain must not follow an accident.

use foldhash::HashMap;

use super::products::Vector;

/// Evidence in more clauses of an edition than this says little about place.
const RARE: usize = 4;
/// Of each clause this many rarest pieces of evidence pair up with those of the next clause.
const COMBINED: usize = 4;
/// An anchor needs another one among this many before or behind it …
const COMPANY: usize = 3;
/// … whose diagonal differs by no more clauses than this.
const DRIFT: usize = 6;

/// So many rare pieces of its own place a clause; it needs no pairs with those of its neighbour.
const ENOUGH: usize = 2;

/// The few clauses that show something, with its weight in each; of more than [`RARE`] only their number counts.
#[derive(Clone, Copy, Default)]
struct Places {
    count: usize,
    at: [(u32, f32); RARE],
}

impl Places {
    fn add(&mut self, clause: u32, weight: f32) {
        if let Some(slot) = self.at.get_mut(self.count) {
            *slot = (clause, weight);
        }
        self.count += 1;
    }

    /// The clauses, where they are few.
    fn few(&self) -> &[(u32, f32)] {
        self.at.get(..self.count).unwrap_or_default()
    }
}

/// Anchors `(clause of x, clause of y)`, ascending in both.
pub(super) fn anchors(x: &[Vector], y: &[Vector]) -> Vec<(usize, usize)> {
    let mut votes: Vec<Vec<(u32, f32)>> = vec![Vec::new(); x.len()];
    let mut vote = |here: &[(u32, f32)], there: &[(u32, f32)]| {
        let places = (here.len() * there.len()) as f32;
        for (row, weight) in here {
            for (column, other) in there {
                votes[*row as usize].push((*column, weight.min(*other) / places));
            }
        }
    };
    let (alone_x, alone_y) = (alone(x), alone(y));
    for (here, there) in alone_x.iter().zip(&alone_y) {
        vote(here.few(), there.few());
    }
    let is_rare = |one: u32| {
        let rare = |alone: &[Places]| alone.get(one as usize).is_some_and(|one| one.count <= RARE);
        rare(&alone_x) && rare(&alone_y)
    };
    let (together_x, together_y) = (together(x, is_rare), together(y, is_rare));
    for (both, here) in &together_x.pairs {
        if let Some(there) = together_y.at.get(both) {
            let there = &together_y.pairs[*there].1;
            vote(here.few(), there.few());
        }
    }
    let mut cells: Vec<((u32, u32), f32)> = Vec::new();
    for (row, votes) in (0u32..).zip(&mut votes) {
        // Stable, so that sums are the same in every run.
        votes.sort_by_key(|(column, _)| *column);
        let columns = votes.chunk_by(|a, b| a.0 == b.0);
        cells.extend(columns.map(|same| {
            let sum = same.iter().map(|(_, vote)| vote).sum();
            ((row, same[0].0), sum)
        }));
    }
    supported(&chain(&cells, y.len()))
}

/// Where each piece of evidence stands, by piece.
fn alone(vectors: &[Vector]) -> Vec<Places> {
    let last = vectors.iter().filter_map(|vector| vector.last());
    let pieces = last.map(|(one, _)| *one as usize + 1).max().unwrap_or(0);
    let mut places = vec![Places::default(); pieces];
    for (at, vector) in (0u32..).zip(vectors) {
        for (one, weight) in vector {
            places[*one as usize].add(at, *weight);
        }
    }
    places
}

/// Where two pieces of neighbouring clauses stand.
#[derive(Default)]
struct Together {
    /// In the order in which they come.
    pairs: Vec<((u32, u32), Places)>,
    /// The place of each among them.
    at: HashMap<(u32, u32), usize>,
}

/// The rarest pieces of each clause that its own do not place, with those of the clause before it.
fn together(vectors: &[Vector], is_rare: impl Fn(u32) -> bool) -> Together {
    let mut found = Together::default();
    let mut before: Vec<(u32, f32)> = Vec::new();
    for (at, vector) in (0u32..).zip(vectors) {
        let mut rarest: Vec<(u32, f32)> = Vec::with_capacity(COMBINED + 1);
        for one in vector {
            let place = rarest.partition_point(|other| other.1 >= one.1);
            if place < COMBINED {
                rarest.insert(place, *one);
                rarest.truncate(COMBINED);
            }
        }
        if vector.iter().filter(|(one, _)| is_rare(*one)).count() < ENOUGH {
            for (one, weight) in &rarest {
                for (other, least) in &before {
                    let both = (*other, *one);
                    let place = *found.at.entry(both).or_insert_with(|| {
                        found.pairs.push((both, Places::default()));
                        found.pairs.len() - 1
                    });
                    found.pairs[place].1.add(at, weight.min(*least));
                }
            }
        }
        before = rarest;
    }
    found
}

/// The heaviest chain that ascends in rows and columns. Cells come sorted by row, then column.
fn chain(cells: &[((u32, u32), f32)], columns: usize) -> Vec<(usize, usize)> {
    // Best chain that ends at a column below the index: a Fenwick tree of maxima.
    let mut tree: Vec<(f32, usize)> = vec![(0.0, usize::MAX); columns + 1];
    let mut before = vec![usize::MAX; cells.len()];
    let mut sums = vec![0.0f32; cells.len()];
    let mut start = 0;
    while start < cells.len() {
        let row = cells[start].0.0;
        let end = start + cells[start..].partition_point(|(cell, _)| cell.0 == row);
        for at in start..end {
            let mut best = (0.0, usize::MAX);
            let mut index = cells[at].0.1 as usize;
            while index > 0 {
                if tree[index].0 > best.0 {
                    best = tree[index];
                }
                index &= index - 1;
            }
            sums[at] = best.0 + cells[at].1;
            before[at] = best.1;
        }
        for at in start..end {
            let mut index = cells[at].0.1 as usize + 1;
            while index <= columns {
                if sums[at] > tree[index].0 {
                    tree[index] = (sums[at], at);
                }
                index += index & index.wrapping_neg();
            }
        }
        start = end;
    }
    let mut last = (0..cells.len())
        .max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a)))
        .unwrap_or(usize::MAX);
    let mut out = Vec::new();
    while let Some(((row, column), _)) = cells.get(last) {
        out.push((*row as usize, *column as usize));
        last = before[last];
    }
    out.reverse();
    out
}

/// The anchors that another one near them bears out.
fn supported(chain: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let diagonal = |at: usize| chain[at].0 as i64 - chain[at].1 as i64;
    (0..chain.len())
        .filter(|at| {
            (at.saturating_sub(COMPANY)..(at + COMPANY + 1).min(chain.len())).any(|other| {
                other != *at && diagonal(other).abs_diff(diagonal(*at)) <= DRIFT as u64
            })
        })
        .map(|at| chain[at])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_follows_what_is_shared_and_drops_an_accident() {
        // Clause k of x is clause k of y; behind 30 clauses y lacks ten; clause 5 shares a piece with a far one.
        let x: Vec<Vector> = (0..80).map(|at| vec![(at, 1.0), (500, 0.1)]).collect();
        let mut y: Vec<Vector> = (0..80)
            .filter(|at| !(30..40).contains(at))
            .map(|at| vec![(at, 1.0), (500, 0.1)])
            .collect();
        y[60].push((5, 1.0));
        let found = anchors(&x, &y);
        assert!(
            found
                .iter()
                .all(|(i, j)| *j == if *i < 30 { *i } else { i - 10 })
        );
        assert!(found.len() >= 65, "{}", found.len());
    }

    #[test]
    fn what_is_everywhere_is_no_anchor() {
        let x: Vec<Vector> = (0..50).map(|_| vec![(1, 1.0)]).collect();
        assert!(anchors(&x, &x).is_empty());
    }
}
