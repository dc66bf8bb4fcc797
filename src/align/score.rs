//! How well a stretch of one edition renders a stretch of another.
//!
//! The score of a bead is a log-odds-like number: lexical similarity shrunk
//! by the mass of evidence that could have agreed (`w = I / (I + c)`, towards
//! a positive prior: missing evidence is not negative evidence), length
//! ratio, labels by value, kind of clause. Whatever depends on one side alone
//! is tabulated by stretch ([`stretch`](super::stretch)) and the products of
//! single clauses by cell, so that a cell costs some tens of nanoseconds.

use std::ops::Range;
use std::sync::LazyLock;

use super::band::{Band, Line};
use super::features::{Profile, Side, Vocabulary};
use super::products::{Vector, products, weighted};
use super::stretch::{LONGEST, Stretches};
use super::{anchors, stretch};
use crate::model::Class;

/// The shapes of beads, as (clauses of the first edition, clauses of the second).
pub(super) const BEADS: [(usize, usize); 6] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2)];

/// Costs of a gap: opening and each clause in it.
pub(super) const GAP_OPEN: f32 = -0.9;
/// See [`GAP_OPEN`].
pub(super) const GAP_EXTEND: f32 = -0.25;

/// The lexical score from which a leftover may be the clause itself.
const UNTRANSLATED: f32 = 1.5;
/// What each clause beyond 1-1 costs a bead.
const MERGE: f32 = 0.55;
/// What a part of a merged bead costs that brings no evidence at all.
const IDLE: f32 = 1.6;
/// The cosine of a true 1-1 match after calibration.
const TYPICAL: f32 = 0.62;
/// The share of the least evidence in a merged bead that its products must reach to be looked at.
const HINT: f32 = 0.25;
/// Pairs of editions with fewer cells than this are looked at as a whole.
const SMALL: usize = 400;

/// A pair of editions, ready to be scored.
pub(super) struct Pair<'a> {
    x: &'a Side,
    y: &'a Side,
    /// The cells that the first pass looks at.
    pub(super) band: Band,
    /// Products of the weighted vectors, by cell of the band.
    dot: Vec<f32>,
    vectors: (Vec<Vector>, Vec<Vector>),
    stretches: (Stretches, Stretches),
    /// Brings the typical best cosine of this pair to one level for all pairs.
    calibration: f32,
    /// Scores of the beads that begin at each cell of the band, whatever the other pairs say.
    alone: Vec<Scores>,
    /// What the first pass taught.
    pub(super) context: Option<Context>,
}

/// Scores of the beads of all shapes from one cell; [`NONE`] for what does not fit in or need not be looked at.
pub(super) type Scores = [f32; BEADS.len()];

/// No bead.
pub(super) const NONE: f32 = f32::NEG_INFINITY;

/// What a second pass adds to the score of each cell, and the cells that it looks at.
pub(super) struct Context {
    /// The cells near links of the first pass.
    pub(super) band: Band,
    /// Added to the score, by cell of the band.
    pub(super) bonus: Vec<f32>,
}

impl Context {
    /// The mean bonus of some cells.
    fn bonus(&self, rows: Range<usize>, columns: Range<usize>) -> f32 {
        let cells = (rows.len() * columns.len()) as f32;
        let mut sum = 0.0;
        for row in rows {
            for column in columns.clone() {
                let at = self.band.at(row, column);
                sum += at.map_or(0.0, |at| self.bonus[at]);
            }
        }
        sum / cells
    }
}

impl<'a> Pair<'a> {
    /// Prepares a pair: its evidence, the band around its anchors, the products in the band.
    pub(super) fn new(x: &'a Side, y: &'a Side, vocabulary: &Vocabulary) -> Self {
        let (rows, columns) = (x.clauses.len(), y.clauses.len());
        let (vx, vy) = weighted(x, y, vocabulary);
        let band = if rows * columns <= SMALL {
            Band::full(rows, columns)
        } else {
            Band::around(&anchors::anchors(&vx, &vy), rows, columns)
        };
        let length = |side: &Side| side.clauses.iter().map(|clause| clause.length).sum::<f32>();
        let ratio = length(y).max(1.0) / length(x).max(1.0);
        let mut pair = Self {
            dot: products(&vx, &vy, &band, vocabulary.weights.len()),
            stretches: (
                Stretches::new(&x.clauses, &vx, ratio),
                Stretches::new(&y.clauses, &vy, 1.0),
            ),
            vectors: (vx, vy),
            x,
            y,
            band,
            calibration: 1.0,
            alone: Vec::new(),
            context: None,
        };
        let mut best: Vec<f32> = (0..rows)
            .map(|i| {
                let x = pair.stretches.0.of(i, 1).norm;
                let products = pair.band.row(i).zip(&pair.dot[pair.band.flat(i)]);
                products
                    .map(|(j, product)| cosine(*product, x, pair.stretches.1.of(j, 1).norm))
                    .fold(0.0, f32::max)
            })
            .filter(|best| *best > 0.0)
            .collect();
        best.sort_unstable_by(f32::total_cmp);
        if let Some(median) = best.get(best.len() / 2) {
            pair.calibration = (TYPICAL / median.max(0.05)).min(2.5);
        }
        pair.alone = (0..rows).flat_map(|i| pair.row_alone(i)).collect();
        pair
    }

    /// Clauses of the two editions.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.x.clauses.len(), self.y.clauses.len())
    }

    /// The cells that are worth a look: all of the band, or those near links of the first pass.
    pub(super) fn cells(&self) -> &Band {
        self.context
            .as_ref()
            .map_or(&self.band, |context| &context.band)
    }

    /// The products of the clauses that beads from a cell join.
    fn near(&self, i: usize, j: usize) -> Near {
        let lines: [Option<Line>; LONGEST] = std::array::from_fn(|row| self.band.line(i + row));
        self.near_in(&lines, i, j)
    }

    /// As [`near`](Self::near), with the lines of the cell's row and the rows behind it at hand.
    #[inline]
    fn near_in(&self, lines: &[Option<Line>; LONGEST], i: usize, j: usize) -> Near {
        let product = |line: &Option<Line>, column: usize| {
            let at = line.as_ref().and_then(|line| line.at(column));
            at.map_or(OUTSIDE, |at| self.dot[at])
        };
        let of_row = |row: usize| std::array::from_fn(|column| product(&lines[row], j + column));
        Near {
            i,
            j,
            products: std::array::from_fn(of_row),
        }
    }

    /// The sum of products of some rows and columns, counted from the cell.
    #[inline]
    fn sum(&self, near: &Near, rows: Range<usize>, columns: Range<usize>) -> f32 {
        let mut sum = 0.0;
        for row in rows {
            for column in columns.clone() {
                let product = near.products[row][column];
                sum += if product.is_nan() {
                    let (i, j) = (near.i + row, near.j + column);
                    stretch::product(&self.vectors.0[i], &self.vectors.1[j])
                } else {
                    product
                };
            }
        }
        sum
    }

    /// Scores of the beads from the cells of a row of the band, whatever the other pairs say.
    fn row_alone(&self, i: usize) -> impl Iterator<Item = Scores> {
        let lines: [Option<Line>; LONGEST] = std::array::from_fn(|row| self.band.line(i + row));
        self.band
            .row(i)
            .map(move |j| self.scores_of(&self.near_in(&lines, i, j)))
    }

    /// Scores of the beads from one cell, whatever the other pairs say.
    fn scores_of(&self, near: &Near) -> Scores {
        let (rows, columns) = self.size();
        let (i, j) = (near.i, near.j);
        let mut scores = [NONE; BEADS.len()];
        for ((a, b), score) in BEADS.into_iter().zip(&mut scores) {
            if i + a <= rows && j + b <= columns && self.is_worth_a_look(near, a, b) {
                *score = self.likeness_of(near, a, b);
            }
        }
        scores
    }

    /// Scores of the beads from one cell, with what the first pass taught where there was one.
    pub(super) fn scores(&self, i: usize, j: usize) -> Scores {
        let mut scores = match self.band.at(i, j) {
            Some(at) => self.alone[at],
            None => self.scores_of(&self.near(i, j)),
        };
        if let Some(context) = &self.context {
            for ((a, b), score) in BEADS.iter().zip(&mut scores) {
                if *score > NONE {
                    *score += context.bonus(i..i + a, j..j + b);
                }
            }
        }
        scores
    }

    /// The score without regard to where the two stand: what counts for a move. Positive: rather together than not.
    pub(super) fn likeness(&self, i: usize, a: usize, j: usize, b: usize) -> Option<f32> {
        let near = self.near(i, j);
        self.is_worth_a_look(&near, a, b)
            .then(|| self.likeness_of(&near, a, b))
    }

    fn likeness_of(&self, near: &Near, a: usize, b: usize) -> f32 {
        let product = self.sum(near, 0..a, 0..b);
        let score = self.similarity((near.i, a), (near.j, b), product);
        if a + b > 2 {
            score - self.idle_parts(near, a, b)
        } else {
            score
        }
    }

    /// What speaks for a bead of `a` clauses from `i` and `b` from `j` as a whole, by the sum of their products.
    #[inline]
    fn similarity(&self, (i, a): (usize, usize), (j, b): (usize, usize), product: f32) -> f32 {
        let (x, y) = (self.stretches.0.of(i, a), self.stretches.1.of(j, b));
        let mass = x.norm.min(y.norm);
        let weight = mass / (mass + 1.5);
        let lexical = if weight > 0.0 && product > 0.0 {
            4.2 * eased(self.calibration * product / (x.norm * y.norm))
        } else {
            0.0
        };
        let log = y.length - x.length;
        let mut score = weight * lexical + (1.0 - weight) * 1.5
            - (2.2 * log * log).min(2.5)
            - 1.1
            - MERGE * (a + b - 2) as f32;
        let (first, second) = (&self.x.clauses[i], &self.y.clauses[j]);
        // Furniture and leftovers of another language are no part of a clause.
        score += if x.mixed || y.mixed {
            -4.0
        } else {
            kinship(first, second) + x.swallowed + y.swallowed
        };
        // A leftover is a clause only where it plainly says the same: text that was not translated.
        let foreign = |profile: &Profile| profile.class == Some(Class::Foreign);
        if foreign(first) != foreign(second) && weight * lexical < UNTRANSLATED {
            score -= 3.0;
        }
        score
    }

    /// Whether a bead is one of two clauses, or anything at all speaks for merging: most cells are far from every match,
    /// and their beads need not be looked at closely.
    #[inline]
    fn is_worth_a_look(&self, near: &Near, a: usize, b: usize) -> bool {
        if a + b == 2 {
            return true;
        }
        let mut dot = 0.0f32;
        for products in &near.products[..a] {
            for product in &products[..b] {
                // What is not known is not counted.
                dot += product.max(0.0);
            }
        }
        let least = self.stretches.0.of(near.i, a).least;
        let floor = least.min(self.stretches.1.of(near.j, b).least);
        dot * self.calibration > HINT * floor.max(1.0)
    }

    /// What a merged bead loses for parts that add nothing: a dropped clause must not hide behind its neighbour.
    /// A part that holds the share `f` of its side's evidence should bring about the square root of `f` of the
    /// cosine of a true match.
    fn idle_parts(&self, near: &Near, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.stretches.0, &self.stretches.1);
        let (i, j) = (near.i, near.j);
        let mut loss = 0.0;
        if a > 1 {
            let (whole, other) = (x.of(i, a).norm, y.of(j, b).norm);
            for row in 0..a {
                let part = x.of(i + row, 1).norm;
                let sum = self.sum(near, row..row + 1, 0..b);
                loss += self.idle(part, whole, cosine(sum, part, other));
            }
        }
        if b > 1 {
            let (whole, other) = (y.of(j, b).norm, x.of(i, a).norm);
            for column in 0..b {
                let part = y.of(j + column, 1).norm;
                let sum = self.sum(near, 0..a, column..column + 1);
                loss += self.idle(part, whole, cosine(sum, other, part));
            }
        }
        loss
    }

    fn idle(&self, part: f32, whole: f32, cosine: f32) -> f32 {
        if part <= 0.0 || whole <= 0.0 {
            return 0.0;
        }
        let expected = TYPICAL * (part / whole).min(1.0);
        let brought = (self.calibration * cosine / expected).min(1.0);
        IDLE * (1.0 - brought) * part / (part + 1.5)
    }
}

/// Products of up to three clauses of either edition from one cell on, by row and column; [`OUTSIDE`] of the band they
/// are not known.
struct Near {
    i: usize,
    j: usize,
    products: [[f32; LONGEST]; LONGEST],
}

/// A product that nobody has worked out: no number.
const OUTSIDE: f32 = f32::NAN;

/// The cosine of two stretches by the sum of their products and their norms; 0 where one shows nothing.
#[inline]
fn cosine(product: f32, x: f32, y: f32) -> f32 {
    let norms = x * y;
    if norms <= 0.0 { 0.0 } else { product / norms }
}

/// What labels, kinds and classes of the first clauses say.
fn kinship(x: &Profile, y: &Profile) -> f32 {
    let mut score = match (x.label, y.label) {
        (Some((m, k)), Some((n, l))) => {
            (if m == n { 0.5 } else { -0.4 }) + if k == l { 0.2 } else { 0.0 }
        }
        (None, None) => 0.0,
        _ => -0.5,
    };
    score += if x.heading == y.heading { 0.15 } else { -0.6 };
    if x.cell != y.cell {
        score -= 1.0;
    }
    if x.class != y.class {
        score -= 0.5;
    }
    score
}

/// `cosine` to the power 0.6, at most 1.15, from a table: the most frequent step of all.
fn eased(cosine: f32) -> f32 {
    const STEPS: f32 = 1024.0;
    /// 1.15 to the power 1 / 0.6.
    const MOST: f32 = 1.262;
    static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| {
        let steps = (MOST * STEPS) as usize + 2;
        (0..steps).map(|at| (at as f32 / STEPS).powf(0.6)).collect()
    });
    let place = cosine.clamp(0.0, MOST) * STEPS;
    let (low, part) = (place as usize, place.fract());
    TABLE[low] + part * (TABLE[low + 1] - TABLE[low])
}

const _: () = assert!(
    LONGEST == 3,
    "the beads take at most three clauses of a side"
);
