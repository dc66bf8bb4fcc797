//! What two editions show alike, clause by clause.
//!
//! In goes the evidence of both; out come vectors weighted by rarity in this pair, and their products in a band,
//! through an inverted index.

use super::band::Band;
use super::features::{Side, Vocabulary};

/// Weighted evidence of one clause, sorted by evidence.
pub(super) type Vector = Vec<(u32, f32)>;

/// Evidence of each clause weighted by rarity in this pair; what only one side has is left out.
pub(super) fn weighted(x: &Side, y: &Side, vocabulary: &Vocabulary) -> (Vec<Vector>, Vec<Vector>) {
    let mut count_x = vec![0u32; vocabulary.weights.len()];
    let mut count_y = vec![0u32; vocabulary.weights.len()];
    for (side, count) in [(x, &mut count_x), (y, &mut count_y)] {
        for clause in &side.clauses {
            for (one, _) in &clause.evidence {
                count[*one as usize] += 1;
            }
        }
    }
    let all = (x.clauses.len() + y.clauses.len() + 1) as f32;
    let rarity: Vec<f32> = vocabulary
        .weights
        .iter()
        .zip(count_x.iter().zip(&count_y))
        .map(|(weight, (a, b))| {
            if *a > 0 && *b > 0 {
                (all / (a + b) as f32).ln().max(0.0) * weight
            } else {
                0.0
            }
        })
        .collect();
    let vectors = |side: &Side| {
        side.clauses
            .iter()
            .map(|clause| {
                clause
                    .evidence
                    .iter()
                    .filter(|(one, _)| rarity[*one as usize] > 0.0)
                    .map(|(one, count)| (*one, count * rarity[*one as usize]))
                    .collect()
            })
            .collect()
    };
    (vectors(x), vectors(y))
}

/// All products of two sets of sparse vectors inside a band, through an inverted index.
pub(super) fn products(x: &[Vector], y: &[Vector], band: &Band, vocabulary: usize) -> Vec<f32> {
    let mut starts = vec![0u32; vocabulary + 1];
    for (one, _) in y.iter().flatten() {
        starts[*one as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut fill = starts.clone();
    let mut postings = vec![(0u32, 0.0f32); starts.last().copied().unwrap_or(0) as usize];
    for (j, vector) in y.iter().enumerate() {
        for (one, value) in vector {
            let at = &mut fill[*one as usize];
            postings[*at as usize] = (u32::try_from(j).unwrap_or(u32::MAX), *value);
            *at += 1;
        }
    }
    let mut dot = vec![0.0; band.cells()];
    for (i, vector) in x.iter().enumerate() {
        let range = band.row(i);
        let row = &mut dot[band.flat(i)];
        for (one, value) in vector {
            let (from, to) = (starts[*one as usize], starts[*one as usize + 1]);
            let list = &postings[from as usize..to as usize];
            let first = list.partition_point(|(j, _)| (*j as usize) < range.start);
            for (j, other) in list[first..]
                .iter()
                .take_while(|(j, _)| (*j as usize) < range.end)
            {
                row[*j as usize - range.start] += value * other;
            }
        }
    }
    dot
}
