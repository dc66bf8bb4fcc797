//! Forward–backward over beads with affine gaps: how probable is each link of a pair of editions?
//!
//! The sum over all alignments, not the best one, is what a reconciliation of
//! many editions and a calibrated confidence need (Do et al., ProbCons, 2005;
//! Durbin et al., *Biological Sequence Analysis*, ch. 4). Values are kept per
//! row with a logarithmic scale, in `f64`; what underflows is improbable.

use super::band::{Band, Line};
use super::score::{BEADS, GAP_EXTEND, GAP_OPEN, Pair};

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

/// What both directions walk through.
struct Lattice<'a> {
    rows: usize,
    columns: usize,
    /// The cells where beads begin.
    cells: &'a Band,
    /// The edges between clauses.
    edge: Band,
    /// Weights of the beads that begin at each cell, all shapes; 0 for what is hopeless.
    beads: Vec<[f32; BEADS.len()]>,
    open: f64,
    extend: f64,
}

/// Beads less likely than this count for nothing.
const HOPELESS: f32 = -9.0;
/// Clauses of the first edition in the tallest bead.
const TALLEST: usize = 3;

impl<'a> Lattice<'a> {
    fn new(pair: &'a Pair<'_>, temperature: f32) -> Self {
        let (rows, columns) = pair.size();
        let cells = pair.cells();
        let weight = |score: f32| (score / temperature).min(40.0).exp();
        let mut beads = vec![[0.0f32; BEADS.len()]; cells.cells()];
        for i in 0..rows {
            for (j, weights) in cells.row(i).zip(&mut beads[cells.flat(i)]) {
                for (score, slot) in pair.scores(i, j).into_iter().zip(weights) {
                    if score > HOPELESS {
                        *slot = weight(score);
                    }
                }
            }
        }
        Self {
            rows,
            columns,
            cells,
            edge: cells.edges(columns),
            beads,
            open: f64::from(weight(GAP_OPEN)),
            extend: f64::from(weight(GAP_EXTEND)),
        }
    }

    fn table(&self) -> Table {
        Table {
            cells: vec![[0.0; 3]; self.edge.cells()],
            scale: vec![0.0; self.rows + 1],
        }
    }

    fn forward(&self) -> Table {
        let mut table = self.table();
        // The three states of each cell together: what a bead goes on from.
        let mut sums = vec![0.0f64; self.edge.cells()];
        if let Some(origin) = self.edge.at(0, 0) {
            table.cells[origin][BEAD] = 1.0;
        }
        for i in 0..=self.rows {
            // Everything in this row is relative to the scale of the row before it, until the row is done.
            let base = if i == 0 { 0.0 } else { table.scale[i - 1] };
            let shift = shifts(|a| Some((table.scale[i.checked_sub(a)?] - base).exp()));
            // Where beads of each height come from: the row of their cells and that of their edges.
            let from: [Option<(Line, Line)>; TALLEST + 1] = std::array::from_fn(|a| {
                let row = i.checked_sub(a).filter(|_| a > 0)?;
                Some((self.cells.line(row)?, self.edge.line(row)?))
            });
            let above = from[1].map(|(_, edge)| edge);
            let mut before: Option<Cell> = None;
            let mut largest = 0.0f64;
            for (j, at) in self.edge.row(i).zip(self.edge.flat(i)) {
                let mut cell = table.cells[at];
                for (shape, (a, b)) in BEADS.iter().enumerate() {
                    let (Some((cells, edge)), Some(column)) = (&from[*a], j.checked_sub(*b)) else {
                        continue;
                    };
                    let Some(bead) = cells.at(column) else {
                        continue;
                    };
                    let weight = self.beads[bead][shape];
                    if weight > 0.0
                        && let Some(from) = edge.at(column)
                    {
                        cell[BEAD] += sums[from] * f64::from(weight) * shift[*a];
                    }
                }
                if let Some(from) = above.and_then(|above| above.at(j)) {
                    let [bead, x, y] = table.cells[from];
                    cell[GAP_X] += (bead + y) * self.open + x * self.extend;
                }
                if let Some([bead, x, y]) = before {
                    cell[GAP_Y] += (bead + x) * self.open + y * self.extend;
                }
                largest = largest.max(cell[0]).max(cell[1]).max(cell[2]);
                table.cells[at] = cell;
                before = Some(cell);
            }
            let row = self.edge.flat(i);
            table.scale[i] = base + rescale(&mut table.cells[row.clone()], largest);
            for (sum, cell) in sums[row.clone()].iter_mut().zip(&table.cells[row]) {
                *sum = cell.iter().sum();
            }
        }
        table
    }

    fn backward(&self) -> Table {
        let mut table = self.table();
        if let Some(end) = self.edge.at(self.rows, self.columns) {
            table.cells[end] = [1.0; 3];
        }
        for i in (0..=self.rows).rev() {
            let base = table.scale.get(i + 1).copied().unwrap_or(0.0);
            let shift = shifts(|a| Some((table.scale.get(i + a)? - base).exp()));
            let cells = self.cells.line(i);
            let to: [Option<Line>; TALLEST + 1] =
                std::array::from_fn(|a| self.edge.line(i + a).filter(|_| a > 0));
            let mut behind: Option<Cell> = None;
            let mut largest = 0.0f64;
            for (j, at) in self.edge.row(i).zip(self.edge.flat(i)).rev() {
                let mut cell = table.cells[at];
                let mut sum = 0.0;
                if let Some(beads) = cells.and_then(|cells| cells.at(j)) {
                    for ((a, b), weight) in BEADS.iter().zip(self.beads[beads]) {
                        if weight > 0.0
                            && let Some(to) = to[*a].and_then(|to| to.at(j + b))
                        {
                            sum += table.cells[to][BEAD] * f64::from(weight) * shift[*a];
                        }
                    }
                }
                let down = to[1]
                    .and_then(|below| below.at(j))
                    .map_or(0.0, |to| table.cells[to][GAP_X]);
                let right = behind.map_or(0.0, |behind| behind[GAP_Y]);
                cell[BEAD] += sum + (down + right) * self.open;
                cell[GAP_X] += sum + down * self.extend + right * self.open;
                cell[GAP_Y] += sum + down * self.open + right * self.extend;
                largest = largest.max(cell[0]).max(cell[1]).max(cell[2]);
                table.cells[at] = cell;
                behind = Some(cell);
            }
            table.scale[i] = base + rescale(&mut table.cells[self.edge.flat(i)], largest);
        }
        table
    }
}

/// A factor for each height of a bead; 0 where it would leave the table.
fn shifts(factor: impl Fn(usize) -> Option<f64>) -> [f64; TALLEST + 1] {
    std::array::from_fn(|a| factor(a).unwrap_or(0.0))
}

/// The links of a pair. `temperature` divides all scores: above 1 for scores that are too sure of themselves.
pub(super) fn links(pair: &Pair<'_>, temperature: f32) -> Links {
    let (n, m) = pair.size();
    if n == 0 || m == 0 {
        return Links {
            rows: vec![Vec::new(); n],
        };
    }
    let lattice = Lattice::new(pair, temperature);
    let (forward, backward) = (lattice.forward(), lattice.backward());
    let end = lattice
        .edge
        .at(n, m)
        .map_or([0.0; 3], |at| forward.cells[at]);
    let total = end.iter().sum::<f64>().ln() + forward.scale[n];
    let mut dense = vec![0.0f32; lattice.cells.cells()];
    for i in 0..n {
        let factor = shifts(|a| {
            Some(
                (forward.scale[i] + backward.scale.get(i + a)? - total)
                    .min(700.0)
                    .exp(),
            )
        });
        let Some(edge) = lattice.edge.line(i) else {
            continue;
        };
        let after: [Option<Line>; TALLEST + 1] = std::array::from_fn(|a| lattice.edge.line(i + a));
        let lines: [Option<Line>; TALLEST] = std::array::from_fn(|a| lattice.cells.line(i + a));
        for (j, beads) in lattice.cells.row(i).zip(lattice.cells.flat(i)) {
            let before = edge.at(j);
            let before: f64 = before.map_or(0.0, |at| forward.cells[at].iter().sum());
            if before <= 0.0 {
                continue;
            }
            for ((a, b), weight) in BEADS.iter().zip(lattice.beads[beads]) {
                if weight <= 0.0 {
                    continue;
                }
                let after = after[*a].and_then(|after| after.at(j + b));
                let after = after.map_or(0.0, |at| backward.cells[at][BEAD]);
                let p = (before * f64::from(weight) * after * factor[*a]) as f32;
                if p > 1e-4 {
                    for line in lines[..*a].iter().flatten() {
                        for column in j..j + b {
                            if let Some(at) = line.at(column) {
                                dense[at] += p;
                            }
                        }
                    }
                }
            }
        }
    }
    let rows = (0..n).map(|i| {
        let cells = lattice.cells.row(i).zip(&dense[lattice.cells.flat(i)]);
        cells
            .filter(|(_, p)| **p >= FLOOR)
            .map(|(j, p)| (u32::try_from(j).unwrap_or(u32::MAX), p.min(1.0)))
            .collect()
    });
    Links {
        rows: rows.collect(),
    }
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
