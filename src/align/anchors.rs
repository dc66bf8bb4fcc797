//! Rare evidence that two editions share → a chain of anchors.
//!
//! What stands in few clauses of both editions, alone or side by side with
//! its neighbour, votes for the cells where it stands in both; the heaviest
//! ascending chain of voted cells shows roughly where the editions
//! correspond (coarse to fine; the seed-and-chain scheme of genome
//! alignment). An anchor that no other one near it bears out is dropped: the
//! band around the chain must not follow an accident.

use super::score::Vector;

/// Evidence in more clauses of an edition than this says little about place.
const RARE: usize = 4;
/// Of each clause this many rarest pieces of evidence pair up with those of the next clause.
const COMBINED: usize = 4;
/// An anchor needs another one among this many before or behind it …
const COMPANY: usize = 3;
/// … whose diagonal differs by no more clauses than this.
const DRIFT: usize = 6;

/// A piece of evidence, or two of neighbouring clauses; the clause; the weight.
type Sighting = (u64, u32, f32);

/// Anchors `(clause of x, clause of y)`, ascending in both.
pub(super) fn anchors(x: &[Vector], y: &[Vector]) -> Vec<(usize, usize)> {
    let (seen_x, seen_y) = (sightings(x), sightings(y));
    let mut votes: Vec<((u32, u32), f32)> = Vec::new();
    let mut rest = seen_y.as_slice();
    for group in seen_x.chunk_by(|a, b| a.0 == b.0) {
        let key = group[0].0;
        rest = &rest[rest.partition_point(|one| one.0 < key)..];
        let others = &rest[..rest.partition_point(|one| one.0 == key)];
        if others.is_empty() || group.len() > RARE || others.len() > RARE {
            continue;
        }
        let places = (group.len() * others.len()) as f32;
        for (_, row, weight) in group {
            for (_, column, other) in others {
                votes.push(((*row, *column), weight.min(*other) / places));
            }
        }
    }
    // Stable, so that sums are the same in every run.
    votes.sort_by_key(|(cell, _)| *cell);
    let cells: Vec<((u32, u32), f32)> = votes
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.iter().map(|(_, vote)| vote).sum()))
        .collect();
    supported(&chain(&cells, y.len()))
}

/// Every piece of evidence and every two rare pieces of neighbouring clauses, sorted.
fn sightings(vectors: &[Vector]) -> Vec<Sighting> {
    let mut seen: Vec<Sighting> = Vec::new();
    let mut before: Vec<(u32, f32)> = Vec::new();
    for (at, vector) in vectors.iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        seen.extend(
            vector
                .iter()
                .map(|(one, weight)| (u64::from(*one), at, *weight)),
        );
        let mut rarest = vector.clone();
        rarest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rarest.truncate(COMBINED);
        for (one, weight) in &rarest {
            for (other, least) in &before {
                let both = (u64::from(*other) + 1) << 32 | u64::from(*one);
                seen.push((both, at, weight.min(*least)));
            }
        }
        before = rarest;
    }
    seen.sort_unstable_by_key(|(key, at, _)| (*key, *at));
    seen
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
