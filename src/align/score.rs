//! How well a stretch of one edition renders a stretch of another.
//!
//! The score of a bead is a log-odds-like number: lexical similarity shrunk
//! by the mass of evidence that could have agreed (`w = I / (I + c)`, towards
//! a positive prior: missing evidence is not negative evidence), length
//! ratio, labels by value, kind of clause. All beads of a cell come from the
//! matrix of 1-1 products, so a cell costs some tens of nanoseconds.

use super::features::{Profile, Side, Vocabulary};
use crate::model::Class;

/// The shapes of beads, as (clauses of the first edition, clauses of the second).
pub(super) const BEADS: [(usize, usize); 6] = [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2)];

/// Costs of a gap: opening and each clause in it.
pub(super) const GAP_OPEN: f32 = -0.9;
/// See [`GAP_OPEN`].
pub(super) const GAP_EXTEND: f32 = -0.25;

/// The lexical score from which a leftover may be the clause itself.
const UNTRANSLATED: f32 = 1.5;
/// The score of what need not be looked at.
const HOPELESS: f32 = -8.0;
/// What each clause beyond 1-1 costs a bead.
const MERGE: f32 = 0.55;
/// What a part of a merged bead costs that brings no evidence at all.
const IDLE: f32 = 1.6;
/// The cosine of a true 1-1 match after calibration.
const TYPICAL: f32 = 0.62;

/// Where the dynamic programme may go: for each row a range of columns, both from 0 to the length inclusive.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// First column of each row.
    pub(super) from: Vec<u32>,
    /// The column behind the last one.
    pub(super) to: Vec<u32>,
    /// Offset of each row in a flat table.
    pub(super) offset: Vec<usize>,
}

impl Band {
    /// The whole rectangle of `rows × columns` cells.
    pub(super) fn full(rows: usize, columns: usize) -> Self {
        let to = u32::try_from(columns).unwrap_or(u32::MAX);
        Self::new(vec![0; rows], vec![to; rows])
    }

    /// From ranges; each row's range must not be empty.
    pub(super) fn new(from: Vec<u32>, to: Vec<u32>) -> Self {
        let mut offset = Vec::with_capacity(from.len() + 1);
        let mut sum = 0;
        offset.push(0);
        for (a, b) in from.iter().zip(&to) {
            sum += (b - a) as usize;
            offset.push(sum);
        }
        Self { from, to, offset }
    }

    /// Cells in all.
    pub(super) fn cells(&self) -> usize {
        self.offset.last().copied().unwrap_or(0)
    }

    /// Place of a cell in a flat table.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        let (from, to) = (*self.from.get(row)? as usize, self.to[row] as usize);
        (from <= column && column < to).then(|| self.offset[row] + column - from)
    }

    /// The columns of a row.
    pub(super) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.from[row] as usize..self.to[row] as usize
    }
}

/// A pair of editions, ready to be scored.
pub(super) struct Pair<'a> {
    x: &'a Side,
    y: &'a Side,
    /// Products of the weighted vectors, by band.
    dot: Vec<f32>,
    /// Products at which the pair is scored.
    pub(super) band: Band,
    norm_x: Norms,
    norm_y: Norms,
    /// Length of `y` for a character of `x`.
    ratio: f32,
    /// Brings the typical best cosine of this pair to one level for all pairs.
    calibration: f32,
    /// What a second pass learned: added to 1-1 products' scores, by band.
    pub(super) context: Option<Vec<f32>>,
}

/// Squared norms of single vectors and products of neighbours, so that norms of merged stretches are sums.
struct Norms {
    square: Vec<f32>,
    next: Vec<f32>,
    second: Vec<f32>,
}

impl Norms {
    fn new(vectors: &[Vector]) -> Self {
        let product = |a: usize, b: usize| match (vectors.get(a), vectors.get(b)) {
            (Some(a), Some(b)) => sparse_dot(a, b),
            _ => 0.0,
        };
        let n = vectors.len();
        Self {
            square: (0..n).map(|i| product(i, i)).collect(),
            next: (0..n).map(|i| product(i, i + 1)).collect(),
            second: (0..n).map(|i| product(i, i + 2)).collect(),
        }
    }

    /// Norm of the sum of `count` (at most three) vectors from `at`.
    fn of(&self, at: usize, count: usize) -> f32 {
        let mut sum = self.square[at];
        if count > 1 {
            sum += self.square[at + 1] + 2.0 * self.next[at];
        }
        if count > 2 {
            sum += self.square[at + 2] + 2.0 * (self.next[at + 1] + self.second[at]);
        }
        sum.max(0.0).sqrt()
    }
}

fn sparse_dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// Weighted evidence of one clause, sorted by evidence.
type Vector = Vec<(u32, f32)>;

/// Evidence of each clause weighted by rarity in this pair; what only one side has is left out.
fn weighted(x: &Side, y: &Side, vocabulary: &Vocabulary) -> (Vec<Vector>, Vec<Vector>) {
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

impl<'a> Pair<'a> {
    /// Prepares a pair; the band covers the clauses themselves (not the edges between them).
    pub(super) fn new(x: &'a Side, y: &'a Side, vocabulary: &Vocabulary, band: Band) -> Self {
        let (vx, vy) = weighted(x, y, vocabulary);
        let (norm_x, norm_y) = (Norms::new(&vx), Norms::new(&vy));
        let dot = products(&vx, &vy, &band, vocabulary.weights.len());
        let sum = |side: &Side| {
            side.clauses
                .iter()
                .map(|clause| clause.length)
                .sum::<f32>()
                .max(1.0)
        };
        let mut pair = Self {
            ratio: sum(y) / sum(x),
            x,
            y,
            dot,
            band,
            norm_x,
            norm_y,
            calibration: 1.0,
            context: None,
        };
        let mut best: Vec<f32> = (0..x.clauses.len())
            .map(|i| {
                pair.band
                    .row(i)
                    .map(|j| pair.cosine(i, 1, j, 1))
                    .fold(0.0, f32::max)
            })
            .filter(|best| *best > 0.0)
            .collect();
        best.sort_unstable_by(f32::total_cmp);
        if let Some(median) = best.get(best.len() / 2) {
            pair.calibration = (TYPICAL / median.max(0.05)).min(2.5);
        }
        pair
    }

    /// Clauses of the two editions.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.x.clauses.len(), self.y.clauses.len())
    }

    fn cosine(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let (nx, ny) = (self.norm_x.of(i, a), self.norm_y.of(j, b));
        if nx <= 0.0 || ny <= 0.0 {
            return 0.0;
        }
        let mut dot = 0.0;
        for row in i..i + a {
            for column in j..j + b {
                if let Some(at) = self.band.at(row, column) {
                    dot += self.dot[at];
                }
            }
        }
        dot / (nx * ny)
    }

    /// The score of the bead of `a` clauses from `i` and `b` clauses from `j`. Positive: rather together than not.
    pub(super) fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let mut score = self.likeness(i, a, j, b);
        if let Some(context) = &self.context {
            let mut sum = 0.0;
            for row in i..i + a {
                for column in j..j + b {
                    sum += self.band.at(row, column).map_or(0.0, |at| context[at]);
                }
            }
            score += sum / (a * b) as f32;
        }
        score
    }

    /// The score without regard to where the two stand: what counts for a move.
    pub(super) fn likeness(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let (xs, ys) = (&self.x.clauses[i..i + a], &self.y.clauses[j..j + b]);
        if a + b > 2 && !self.worth_merging(i, a, j, b) {
            return HOPELESS;
        }
        let mass = self.norm_x.of(i, a).min(self.norm_y.of(j, b));
        let weight = mass / (mass + 1.5);
        let lexical = if weight > 0.0 {
            4.2 * (self.calibration * self.cosine(i, a, j, b))
                .powf(0.6)
                .min(1.15)
        } else {
            0.0
        };
        let merged = (a + b - 2) as f32;
        let mut score = weight * lexical
            + (1.0 - weight) * 1.5
            + self.length_score(xs, ys)
            + label_score(xs, ys)
            - 1.1
            - MERGE * merged;
        // A leftover is a clause only where it plainly says the same: text that was not translated.
        let foreign = |profile: &Profile| profile.class == Some(Class::Foreign);
        if foreign(&xs[0]) != foreign(&ys[0]) && weight * lexical < UNTRANSLATED {
            score -= 3.0;
        }
        if merged > 0.0 {
            score -= self.idle_parts(i, a, j, b);
        }
        score
    }

    /// Whether anything at all speaks for a merged bead: most cells are far from every match, and their beads need
    /// not be looked at closely.
    fn worth_merging(&self, i: usize, a: usize, j: usize, b: usize) -> bool {
        let mut dot = 0.0;
        let mut floor = f32::INFINITY;
        for row in i..i + a {
            for column in j..j + b {
                dot += self.band.at(row, column).map_or(0.0, |at| self.dot[at]);
                floor = floor.min(self.norm_x.square[row].min(self.norm_y.square[column]));
            }
        }
        dot * self.calibration > 0.1 * floor.max(1.0)
    }

    /// What a merged bead loses for parts that add nothing: a dropped clause must not hide behind its neighbour.
    /// A part that holds the share `f` of its side's evidence should bring about the square root of `f` of the
    /// cosine of a true match.
    fn idle_parts(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let mut loss = 0.0;
        if a > 1 {
            let whole = self.norm_x.of(i, a);
            for row in i..i + a {
                loss += self.idle(self.norm_x.of(row, 1), whole, self.cosine(row, 1, j, b));
            }
        }
        if b > 1 {
            let whole = self.norm_y.of(j, b);
            for column in j..j + b {
                loss += self.idle(
                    self.norm_y.of(column, 1),
                    whole,
                    self.cosine(i, a, column, 1),
                );
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

    fn length_score(&self, xs: &[Profile], ys: &[Profile]) -> f32 {
        let sum = |clauses: &[Profile]| clauses.iter().map(|clause| clause.length).sum::<f32>();
        let log = ((sum(ys) + 10.0) / (sum(xs) * self.ratio + 10.0)).ln();
        -(2.2 * log * log).min(2.5)
    }
}

fn label_score(xs: &[Profile], ys: &[Profile]) -> f32 {
    let (x, y) = (&xs[0], &ys[0]);
    // Furniture and leftovers of another language are no part of a clause.
    let mixed = |clauses: &[Profile]| {
        clauses
            .iter()
            .any(|clause| clause.class != clauses[0].class)
    };
    if mixed(xs) || mixed(ys) {
        return -4.0;
    }
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
    // A bead that swallows a labelled unit or a heading is unlikely.
    for clauses in [xs, ys] {
        for clause in &clauses[1..] {
            if clause.label.is_some() || clause.heading || clauses[0].heading || clause.cell {
                score -= 0.8;
            }
        }
    }
    score
}

/// All products of two sets of sparse vectors inside a band, through an inverted index.
fn products(x: &[Vector], y: &[Vector], band: &Band, vocabulary: usize) -> Vec<f32> {
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); vocabulary];
    for (j, vector) in y.iter().enumerate() {
        for (one, value) in vector {
            postings[*one as usize].push((u32::try_from(j).unwrap_or(u32::MAX), *value));
        }
    }
    let mut dot = vec![0.0; band.cells()];
    for (i, vector) in x.iter().enumerate() {
        let range = band.row(i);
        let row = &mut dot[band.offset[i]..band.offset[i + 1]];
        for (one, value) in vector {
            let list = &postings[*one as usize];
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
