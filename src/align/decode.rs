//! Links of all pairs → one sequence of columns.
//!
//! Editions join one after another, the best linked pair first: the columns
//! so far are aligned with the next edition by the dynamic programme that
//! maximises the expected number of right links (maximum expected accuracy),
//! minus a threshold each. A column may take several clauses of an edition,
//! and a clause may join neighbouring columns.

use super::band::Band;
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
    let spans = affinities
        .iter()
        .map(|row| Some((row.first()?.0, row.last()?.0)));
    let edge = Band::hull(spans, m, 1).edges(m);
    let mut best = vec![f32::NEG_INFINITY; edge.cells()];
    let mut step = vec![(0u8, 0u8); edge.cells()];
    for i in 0..=n {
        for (j, at) in edge.row(i).zip(edge.flat(i)) {
            let mut top = (f32::NEG_INFINITY, (0, 0));
            let mut offer = |value: f32, shape: (u8, u8)| {
                if value > top.0 + 1e-6 {
                    top = (value, shape);
                }
            };
            if i == 0 && j == 0 {
                offer(0.0, (0, 0));
            }
            let value = |a: usize, b: usize| {
                let from = edge.at(i.checked_sub(a)?, j.checked_sub(b)?)?;
                Some(best[from])
            };
            if let Some(above) = value(1, 0) {
                offer(above, (1, 0));
            }
            if let Some(left) = value(0, 1) {
                offer(left, (0, 1));
            }
            for (a, b) in BEADS {
                let Some(before) = value(a, b) else { continue };
                if a == 1 && b == 1 && get(i - 1, j - 1) <= THRESHOLD {
                    continue;
                }
                let mut gain = 0.0;
                for row in i - a..i {
                    for column in j - b..j {
                        gain += get(row, column) - THRESHOLD;
                    }
                }
                if gain > 0.0 {
                    offer(before + gain, (a as u8, b as u8));
                }
            }
            best[at] = top.0;
            step[at] = top.1;
        }
    }
    let (mut i, mut j) = (n, m);
    let mut out: Vec<Column> = Vec::with_capacity(n.max(m));
    let mut columns: Vec<Option<Column>> = columns.into_iter().map(Some).collect();
    let editions = sizes.len();
    while i > 0 || j > 0 {
        let (a, b) = edge.at(i, j).map_or((0, 0), |at| step[at]);
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
