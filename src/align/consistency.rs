//! Links of all pairs → links that agree round the cycle.
//!
//! The probabilistic consistency transformation of ProbCons: a link of two
//! editions is supported by every third edition that links to both. A third
//! edition that lacks the clause says nothing, so each is weighed by how much
//! of the clause it covers: missing evidence is not negative evidence.

use super::posterior::Links;

/// The links of all ordered pairs of editions: `links[x][y]`.
pub(super) type AllLinks = Vec<Vec<Links>>;

/// One round of the transformation.
pub(super) fn transform(links: &AllLinks, sizes: &[usize]) -> AllLinks {
    let editions = links.len();
    if editions < 3 {
        return links.clone();
    }
    let mut out: AllLinks = vec![vec![Links::default(); editions]; editions];
    for x in 0..editions {
        for y in x + 1..editions {
            let mut rows = Vec::with_capacity(sizes[x]);
            let mut sums = vec![0.0f32; sizes[y]];
            for i in 0..sizes[x] {
                let mut touched: Vec<u32> = Vec::new();
                let mut add = |j: u32, p: f32, sums: &mut Vec<f32>| {
                    if sums[j as usize] == 0.0 {
                        touched.push(j);
                    }
                    sums[j as usize] += p;
                };
                for (j, p) in &links[x][y].rows[i] {
                    add(*j, OWN * p, &mut sums);
                }
                for z in (0..editions).filter(|z| *z != x && *z != y) {
                    for (k, p) in &links[x][z].rows[i] {
                        for (j, q) in &links[z][y].rows[*k as usize] {
                            add(*j, p * q, &mut sums);
                        }
                    }
                }
                touched.sort_unstable();
                touched.dedup();
                let mut row = Vec::with_capacity(touched.len());
                for j in touched {
                    let witnesses: f32 = (0..editions)
                        .filter(|z| *z != x && *z != y)
                        .map(|z| {
                            links[x][z]
                                .coverage(i)
                                .max(links[y][z].coverage(j as usize))
                        })
                        .sum();
                    let p = (sums[j as usize] / (OWN + witnesses)).min(1.0);
                    sums[j as usize] = 0.0;
                    if p >= 0.01 {
                        row.push((j, p));
                    }
                }
                rows.push(row);
            }
            let forward = Links { rows };
            out[y][x] = forward.transposed(sizes[y]);
            out[x][y] = forward;
        }
    }
    out
}

/// The weight of a pair's own evidence beside that of each third edition.
const OWN: f32 = 2.0;
