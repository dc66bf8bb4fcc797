//! Links of all pairs → one sequence of columns.
//!
//! Editions join one after another, the best linked pair first: the columns
//! so far are aligned with the next edition by the dynamic programme that
//! maximises the expected number of right links (maximum expected accuracy),
//! minus a threshold each. A column may take several clauses of an edition,
//! and a clause may join neighbouring columns.

use super::consistency::AllLinks;

/// A link must be this probable to be worth making.
const THRESHOLD: f32 = 0.42;

/// Clauses of all editions that belong together: for each edition, ascending places.
pub(super) type Column = Vec<Vec<usize>>;

/// Aligns all editions.
pub(super) fn decode(links: &AllLinks, sizes: &[usize]) -> Vec<Column> {
    let editions = sizes.len();
    let order = joining_order(links, sizes);
    let Some((first, rest)) = order.split_first() else {
        return Vec::new();
    };
    let mut columns: Vec<Column> = (0..sizes[*first])
        .map(|i| single(editions, *first, i))
        .collect();
    let mut joined = vec![*first];
    for next in rest {
        columns = join(columns, &joined, *next, links, sizes);
        joined.push(*next);
    }
    columns
}

/// A column of one clause.
pub(super) fn single(editions: usize, edition: usize, clause: usize) -> Column {
    let mut column = vec![Vec::new(); editions];
    column[edition].push(clause);
    column
}

/// The best linked pair first, then always the edition that is best linked to those before it.
fn joining_order(links: &AllLinks, sizes: &[usize]) -> Vec<usize> {
    let mass = |x: usize, y: usize| {
        let sum: f32 = links[x][y].rows.iter().flatten().map(|(_, p)| p * p).sum();
        sum / (sizes[x].max(sizes[y]).max(1)) as f32
    };
    let editions = sizes.len();
    let mut order: Vec<usize> = Vec::with_capacity(editions);
    while order.len() < editions {
        let best = (0..editions)
            .filter(|next| !order.contains(next))
            .map(|next| {
                let sum = if order.is_empty() {
                    (0..editions)
                        .filter(|other| *other != next)
                        .map(|other| mass(next, other))
                        .fold(0.0, f32::max)
                } else {
                    order.iter().map(|before| mass(next, *before)).sum()
                };
                (next, sum)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((next, _)) => order.push(next),
            None => break,
        }
    }
    order
}

/// How probable it is that a clause belongs to a column: the mean over the column's editions of the best link.
fn affinity(
    column: &Column,
    joined: &[usize],
    next: usize,
    clause: usize,
    links: &AllLinks,
) -> f32 {
    let mut sum = 0.0;
    let mut count = 0u32;
    for edition in joined
        .iter()
        .filter(|edition| !column[**edition].is_empty())
    {
        count += 1;
        sum += column[*edition]
            .iter()
            .map(|i| links[*edition][next].get(*i, clause))
            .fold(0.0, f32::max);
    }
    if count == 0 { 0.0 } else { sum / count as f32 }
}

const BEADS: [(usize, usize); 8] = [
    (1, 1),
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (2, 2),
    (1, 4),
    (4, 1),
];

fn join(
    columns: Vec<Column>,
    joined: &[usize],
    next: usize,
    links: &AllLinks,
    sizes: &[usize],
) -> Vec<Column> {
    let (n, m) = (columns.len(), sizes[next]);
    // Affinities are sparse: only linked clauses have any.
    let affinities: Vec<Vec<(usize, f32)>> = columns
        .iter()
        .map(|column| {
            let mut candidates: Vec<usize> = joined
                .iter()
                .flat_map(|edition| {
                    column[*edition].iter().flat_map(move |i| {
                        links[*edition][next].rows[*i]
                            .iter()
                            .map(|(j, _)| *j as usize)
                    })
                })
                .collect();
            candidates.sort_unstable();
            candidates.dedup();
            candidates
                .into_iter()
                .map(|j| (j, affinity(column, joined, next, j, links)))
                .filter(|(_, p)| *p > 0.02)
                .collect()
        })
        .collect();
    let get = |i: usize, j: usize| {
        affinities[i]
            .binary_search_by_key(&j, |(column, _)| *column)
            .map_or(0.0, |at| affinities[i][at].1)
    };
    // Longest-chain style DP over the sparse cells would do; the dense one is small beside the scoring.
    let width = m + 1;
    let mut best = vec![0.0f32; (n + 1) * width];
    let mut step = vec![(0u8, 0u8); (n + 1) * width];
    for i in 0..=n {
        for j in 0..=m {
            let mut top = (f32::NEG_INFINITY, (0, 0));
            let mut offer = |value: f32, shape: (u8, u8)| {
                if value > top.0 + 1e-6 {
                    top = (value, shape);
                }
            };
            if i == 0 && j == 0 {
                offer(0.0, (0, 0));
            }
            if i > 0 {
                offer(best[(i - 1) * width + j], (1, 0));
            }
            if j > 0 {
                offer(best[i * width + j - 1], (0, 1));
            }
            for (a, b) in BEADS {
                if i < a || j < b || (a == 1 && b == 1 && get(i - 1, j - 1) <= THRESHOLD) {
                    continue;
                }
                let mut gain = 0.0;
                for row in i - a..i {
                    for column in j - b..j {
                        gain += get(row, column) - THRESHOLD;
                    }
                }
                if gain > 0.0 {
                    offer(best[(i - a) * width + j - b] + gain, (a as u8, b as u8));
                }
            }
            best[i * width + j] = top.0;
            step[i * width + j] = top.1;
        }
    }
    let (mut i, mut j) = (n, m);
    let mut out: Vec<Column> = Vec::with_capacity(n.max(m));
    let mut columns: Vec<Option<Column>> = columns.into_iter().map(Some).collect();
    let editions = sizes.len();
    while i > 0 || j > 0 {
        let (a, b) = step[i * width + j];
        let (a, b) = (usize::from(a), usize::from(b));
        if a == 0 && b == 0 {
            break;
        }
        let mut column = vec![Vec::new(); editions];
        for merged in columns[i - a..i].iter_mut().filter_map(Option::take) {
            for (edition, mut clauses) in merged.into_iter().enumerate() {
                column[edition].append(&mut clauses);
            }
        }
        column[next].extend(j - b..j);
        out.push(column);
        i -= a;
        j -= b;
    }
    out.reverse();
    out
}
