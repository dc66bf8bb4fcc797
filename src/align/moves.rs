//! Clauses that the monotone alignment left alone but that stand elsewhere in another edition.
//!
//! Every column that lacks editions may take in a column that holds only
//! those: pairs are scored by the beads' own score with a bonus where the
//! neighbours move together, and taken best first. Below the margin nothing
//! is a move, but an omission and an insertion.

use std::collections::BTreeMap;

use super::decode::Column;
use super::features::Side;
use super::score::Pair;
use super::stretch::LONGEST;

/// A pair must score at least this to be worth a move: where one pair of editions says so, where two, and where more.
const MARGINS: [f32; 3] = [1.4, 1.1, 0.8];
/// Two that are left over side by side stand in one slot of all editions: that alone speaks for them.
const SAME_SLOT: f32 = 0.0;
/// So many open columns are compared each with each.
const MANY: usize = 400;
/// Evidence in more open columns than this brings none of them together.
const FEW: usize = 8;
/// How much of a moved neighbour's score counts.
const COMPANY: f32 = 0.3;

/// A column that was joined from two, and which editions stand out of order in it.
#[derive(Debug)]
pub(super) struct Moved {
    /// Index of the column after joining.
    pub(super) column: usize,
    /// Editions that were taken in from elsewhere.
    pub(super) editions: Vec<usize>,
}

/// The pairs of all editions by `[x][y]` with x < y.
pub(super) type Pairs<'a> = Vec<Vec<Option<Pair<'a>>>>;

/// The mean score of two columns over the pairs of editions that hold them, and how many pairs these are.
fn score(pairs: &Pairs<'_>, a: &Column, b: &Column) -> Option<(f32, usize)> {
    let (mut sum, mut count) = (0.0, 0usize);
    for (x, clauses) in a.iter().enumerate() {
        for (y, others) in b.iter().enumerate() {
            if clauses.is_empty() || others.is_empty() {
                continue;
            }
            if x == y {
                return None;
            }
            let (p, q, i, j) = if x < y {
                (x, y, clauses, others)
            } else {
                (y, x, others, clauses)
            };
            let pair = pairs[p][q].as_ref()?;
            let (a, b) = (i.len().min(LONGEST), j.len().min(LONGEST));
            sum += pair.likeness(i[0], a, j[0], b)?;
            count += 1;
        }
    }
    (count > 0).then(|| (sum / count as f32, count))
}

/// Pairs of open columns that may belong together, in order: all, or where they are many those side by side and
/// those that share evidence which few of them hold.
fn acquainted(open: &[usize], columns: &[Column], sides: &[Side]) -> Vec<(usize, usize)> {
    let all = |(place, a): (usize, &usize)| {
        let a = *a;
        open[place + 1..].iter().map(move |b| (a, *b))
    };
    if open.len() <= MANY {
        return open.iter().enumerate().flat_map(all).collect();
    }
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for at in open {
        for (edition, clauses) in columns[*at].iter().enumerate() {
            for clause in clauses {
                for (one, _) in &sides[edition].clauses[*clause].evidence {
                    holders.entry(*one).or_default().push(*at);
                }
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = open
        .windows(2)
        .filter(|two| two[1] - two[0] == 1)
        .map(|two| (two[0], two[1]))
        .collect();
    for few in holders.values_mut().filter(|at| at.len() <= FEW) {
        few.dedup();
        for (place, a) in few.iter().enumerate() {
            pairs.extend(few[place + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Joins what moved; columns keep the place of the part with more editions.
pub(super) fn moves(columns: &mut Vec<Column>, pairs: &Pairs<'_>, sides: &[Side]) -> Vec<Moved> {
    let editions = pairs.len();
    let held = |column: &Column| column.iter().filter(|clauses| !clauses.is_empty()).count();
    let open: Vec<usize> = (0..columns.len())
        .filter(|at| held(&columns[*at]) < editions)
        .collect();
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for (a, b) in acquainted(&open, columns, sides) {
        let Some((own, witnesses)) = score(pairs, &columns[a], &columns[b]) else {
            continue;
        };
        let margin = MARGINS[witnesses.min(MARGINS.len()) - 1];
        if b - a == 1 && own > SAME_SLOT {
            candidates.push((own + MARGINS[0], a, b));
            continue;
        }
        if own < 0.5 {
            continue;
        }
        let mut total = own;
        for (c, d) in [
            (a.checked_sub(1), b.checked_sub(1)),
            (Some(a + 1), Some(b + 1)),
        ] {
            if let (Some(c), Some(d)) = (c, d)
                && d < columns.len()
                && c != b
                && let Some((beside, _)) = score(pairs, &columns[c], &columns[d])
            {
                total += COMPANY * beside.clamp(0.0, 1.5);
            }
        }
        if total > margin {
            candidates.push((total + MARGINS[0] - margin, a, b));
        }
    }
    candidates.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    let mut gone = vec![false; columns.len()];
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    for (_, a, b) in candidates {
        if gone[a]
            || gone[b]
            || (0..editions).any(|e| !columns[a][e].is_empty() && !columns[b][e].is_empty())
        {
            continue;
        }
        let (keep, give) = if held(&columns[a]) >= held(&columns[b]) {
            (a, b)
        } else {
            (b, a)
        };
        let moved: Vec<usize> = (0..editions)
            .filter(|e| !columns[give][*e].is_empty())
            .collect();
        let crosses = crosses(columns, &gone, a, b, &moved, keep);
        for edition in &moved {
            columns[keep][*edition] = std::mem::take(&mut columns[give][*edition]);
        }
        gone[give] = true;
        if crosses {
            taken[keep].extend(moved);
        }
    }
    let mut out = Vec::new();
    let mut kept = 0;
    for (at, editions) in taken.into_iter().enumerate() {
        if gone[at] {
            continue;
        }
        if !editions.is_empty() {
            out.push(Moved {
                column: kept,
                editions,
            });
        }
        kept += 1;
    }
    let mut index = 0;
    columns.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
    out
}

/// Whether something that both sides hold stands between the two places.
fn crosses(
    columns: &[Column],
    gone: &[bool],
    a: usize,
    b: usize,
    moved: &[usize],
    keep: usize,
) -> bool {
    (a + 1..b).any(|at| {
        !gone[at]
            && moved
                .iter()
                .any(|edition| !columns[at][*edition].is_empty())
            && columns[at]
                .iter()
                .enumerate()
                .any(|(edition, clauses)| !clauses.is_empty() && !columns[keep][edition].is_empty())
    })
}
