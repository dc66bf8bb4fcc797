//! Forward–backward over beads with affine gaps: how probable is each link of a pair of editions?
//!
//! The sum over all alignments, not the best one, is what a reconciliation of
//! many editions and a calibrated confidence need (Do et al., ProbCons, 2005;
//! Durbin et al., *Biological Sequence Analysis*, ch. 4). Values are kept per
//! row with a logarithmic scale, in `f64`; what underflows is improbable.

use super::score::{BEADS, Band, GAP_EXTEND, GAP_OPEN, Pair};

/// Links of a pair: for each clause of the first edition the clauses of the second that it may belong with.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// `(clause of the second edition, probability)`, by clause of the first; ascending.
    pub(super) rows: Vec<Vec<(u32, f32)>>,
}

/// Links less probable than this are dropped.
const FLOOR: f32 = 0.01;

impl Links {
    /// Probability that the two belong together.
    pub(super) fn get(&self, i: usize, j: usize) -> f32 {
        let row = &self.rows[i];
        row.binary_search_by_key(&u32::try_from(j).unwrap_or(u32::MAX), |(column, _)| *column)
            .map_or(0.0, |at| row[at].1)
    }

    /// The same links seen from the second edition, which has `columns` clauses.
    pub(super) fn transposed(&self, columns: usize) -> Self {
        let mut rows = vec![Vec::new(); columns];
        for (i, row) in self.rows.iter().enumerate() {
            for (j, p) in row {
                rows[*j as usize].push((u32::try_from(i).unwrap_or(u32::MAX), *p));
            }
        }
        Self { rows }
    }

    /// Probability that a clause of the first edition has any counterpart.
    pub(super) fn coverage(&self, i: usize) -> f32 {
        self.rows[i].iter().map(|(_, p)| p).sum::<f32>().min(1.0)
    }
}

/// Three states: behind a bead, inside a gap of the second edition, inside a gap of the first.
type Cell = [f64; 3];

const BEAD: usize = 0;
const GAP_X: usize = 1;
const GAP_Y: usize = 2;

/// The table of one direction: cells of the edges between clauses, each row with its logarithmic scale.
struct Table {
    cells: Vec<Cell>,
    scale: Vec<f64>,
}

/// Rows and columns are edges between clauses: one more than clauses; the band widens by one.
fn edges(band: &Band, rows: usize, columns: usize) -> Band {
    let mut from: Vec<u32> = Vec::with_capacity(rows + 1);
    let mut to: Vec<u32> = Vec::with_capacity(rows + 1);
    for i in 0..=rows {
        let before = i.checked_sub(1).map(|i| band.row(i));
        let here = (i < rows).then(|| band.row(i));
        let start = [before.as_ref(), here.as_ref()]
            .into_iter()
            .flatten()
            .map(|row| row.start)
            .min()
            .unwrap_or(0);
        let end = [before.as_ref(), here.as_ref()]
            .into_iter()
            .flatten()
            .map(|row| row.end)
            .max()
            .unwrap_or(columns);
        from.push(u32::try_from(if i == 0 { 0 } else { start }).unwrap_or(0));
        to.push(u32::try_from(if i == rows { columns + 1 } else { end + 1 }).unwrap_or(u32::MAX));
    }
    Band::new(from, to)
}

/// The links of a pair. `temperature` divides all scores: above 1 for scores that are too sure of themselves.
pub(super) fn links(pair: &Pair<'_>, temperature: f32) -> Links {
    let (n, m) = pair.size();
    if n == 0 || m == 0 {
        return Links {
            rows: vec![Vec::new(); n],
        };
    }
    let edge = edges(&pair.band, n, m);
    let weight = |score: f32| f64::from((score / temperature).clamp(-40.0, 40.0)).exp();
    let (open, extend) = (weight(GAP_OPEN), weight(GAP_EXTEND));
    // Weights of the beads that begin at each cell, all shapes.
    let mut beads = vec![[0.0f32; BEADS.len()]; pair.band.cells()];
    for i in 0..n {
        for j in pair.band.row(i) {
            let Some(at) = pair.band.at(i, j) else {
                continue;
            };
            for (shape, (a, b)) in BEADS.iter().enumerate() {
                if i + a <= n && j + b <= m {
                    beads[at][shape] = weight(pair.score(i, *a, j, *b)) as f32;
                }
            }
        }
    }
    let forward = forward(pair, &edge, &beads, open, extend);
    let backward = backward(pair, &edge, &beads, open, extend);
    let total = {
        let at = edge.at(n, m).unwrap_or(0);
        (forward.cells[at].iter().sum::<f64>()).ln() + forward.scale[n]
    };
    let mut rows = vec![Vec::new(); n];
    let mut dense = vec![0.0f32; pair.band.cells()];
    for i in 0..n {
        for j in pair.band.row(i) {
            let (Some(at), Some(start)) = (pair.band.at(i, j), edge.at(i, j)) else {
                continue;
            };
            let before: f64 = forward.cells[start].iter().sum();
            if before <= 0.0 {
                continue;
            }
            for (shape, (a, b)) in BEADS.iter().enumerate() {
                let bead = f64::from(beads[at][shape]);
                if bead <= 0.0 {
                    continue;
                }
                let Some(end) = edge.at(i + a, j + b) else {
                    continue;
                };
                let after = backward.cells[end][BEAD];
                if after <= 0.0 {
                    continue;
                }
                let p = ((before * bead * after).ln() + forward.scale[i] + backward.scale[i + a]
                    - total)
                    .exp() as f32;
                if p > 1e-4 {
                    for row in i..i + a {
                        for column in j..j + b {
                            if let Some(at) = pair.band.at(row, column) {
                                dense[at] += p;
                            }
                        }
                    }
                }
            }
        }
    }
    for (i, row) in rows.iter_mut().enumerate() {
        for j in pair.band.row(i) {
            let p = pair.band.at(i, j).map_or(0.0, |at| dense[at]);
            if p >= FLOOR {
                row.push((u32::try_from(j).unwrap_or(u32::MAX), p.min(1.0)));
            }
        }
    }
    Links { rows }
}

fn forward(
    pair: &Pair<'_>,
    edge: &Band,
    beads: &[[f32; BEADS.len()]],
    open: f64,
    extend: f64,
) -> Table {
    let (n, _) = pair.size();
    let mut table = Table {
        cells: vec![[0.0; 3]; edge.cells()],
        scale: vec![0.0; n + 1],
    };
    if let Some(origin) = edge.at(0, 0) {
        table.cells[origin][BEAD] = 1.0;
    }
    for i in 0..=n {
        // Everything in this row is relative to the scale of the row before it, until the row is done.
        let base = if i == 0 { 0.0 } else { table.scale[i - 1] };
        let mut largest = 0.0f64;
        for j in edge.row(i) {
            let Some(at) = edge.at(i, j) else { continue };
            let mut cell = table.cells[at];
            for (shape, (a, b)) in BEADS.iter().enumerate() {
                if i < *a || j < *b {
                    continue;
                }
                let (Some(from), Some(bead)) = (edge.at(i - a, j - b), pair.band.at(i - a, j - b))
                else {
                    continue;
                };
                let sum: f64 = table.cells[from].iter().sum();
                if sum > 0.0 {
                    cell[BEAD] +=
                        sum * f64::from(beads[bead][shape]) * (table.scale[i - a] - base).exp();
                }
            }
            if i > 0
                && let Some(from) = edge.at(i - 1, j)
            {
                let [bead, x, y] = table.cells[from];
                cell[GAP_X] += (bead + y) * open + x * extend;
            }
            if j > 0
                && let Some(from) = edge.at(i, j - 1)
            {
                let [bead, x, y] = table.cells[from];
                cell[GAP_Y] += (bead + x) * open + y * extend;
            }
            largest = largest.max(cell[0]).max(cell[1]).max(cell[2]);
            table.cells[at] = cell;
        }
        table.scale[i] = base
            + rescale(
                &mut table.cells[edge.offset[i]..edge.offset[i + 1]],
                largest,
            );
    }
    table
}

fn backward(
    pair: &Pair<'_>,
    edge: &Band,
    beads: &[[f32; BEADS.len()]],
    open: f64,
    extend: f64,
) -> Table {
    let (n, m) = pair.size();
    let mut table = Table {
        cells: vec![[0.0; 3]; edge.cells()],
        scale: vec![0.0; n + 1],
    };
    if let Some(end) = edge.at(n, m) {
        table.cells[end] = [1.0; 3];
    }
    for i in (0..=n).rev() {
        let base = if i == n { 0.0 } else { table.scale[i + 1] };
        let mut largest = 0.0f64;
        for j in edge.row(i).rev() {
            let Some(at) = edge.at(i, j) else { continue };
            let mut cell = table.cells[at];
            let mut bead_sum = 0.0;
            if i < n
                && let Some(bead) = pair.band.at(i, j)
            {
                for (shape, (a, b)) in BEADS.iter().enumerate() {
                    if let Some(to) = (i + a <= n && j + b <= m)
                        .then(|| edge.at(i + a, j + b))
                        .flatten()
                    {
                        bead_sum += table.cells[to][BEAD]
                            * f64::from(beads[bead][shape])
                            * (table.scale[i + a] - base).exp();
                    }
                }
            }
            let down = (i < n)
                .then(|| edge.at(i + 1, j))
                .flatten()
                .map_or(0.0, |to| table.cells[to][GAP_X]);
            let right = edge.at(i, j + 1).map_or(0.0, |to| table.cells[to][GAP_Y]);
            cell[BEAD] += bead_sum + (down + right) * open;
            cell[GAP_X] += bead_sum + down * extend + right * open;
            cell[GAP_Y] += bead_sum + down * open + right * extend;
            largest = largest.max(cell[0]).max(cell[1]).max(cell[2]);
            table.cells[at] = cell;
        }
        table.scale[i] = base
            + rescale(
                &mut table.cells[edge.offset[i]..edge.offset[i + 1]],
                largest,
            );
    }
    table
}

/// Divides a row by its largest value; returns the logarithm of it.
fn rescale(row: &mut [Cell], largest: f64) -> f64 {
    if largest <= 0.0 || !largest.is_finite() {
        return 0.0;
    }
    for cell in row {
        for value in cell {
            *value /= largest;
        }
    }
    largest.ln()
}
