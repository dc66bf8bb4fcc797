//! Which sentences of one edition's clauses render which of another's, and which are rendered by none.
//!
//! Monotone alignment by dynamic programming over the beads 1-1, 1-2, 2-1, 1-3, 3-1, 2-2, 1-0 and 0-1, as Gale and
//! Church (1993) align by length, with the clause aligner's evidence beside the lengths. Both halves are scores in
//! nats against chance. What comes out for each sentence is a margin: how much better the best alignment is that
//! leaves it out than the best one that renders it.

use std::ops::Range;

use super::wording::{Scale, Sentence, TYPICAL, Vector};

/// The shapes of beads and what each costs besides its score.
const BEADS: [(usize, usize, f32); 6] = [
    (1, 1, 0.0),
    (1, 2, 1.1),
    (2, 1, 1.1),
    (1, 3, 2.2),
    (3, 1, 2.2),
    (2, 2, 1.8),
];

/// What a sentence costs that nothing renders, and each further one right behind it.
const GAP: f32 = 2.6;

/// The score from which a sentence plainly renders another.
const PLAIN: f32 = 0.8;

/// Most cells of a table: longer clauses are not compared sentence by sentence.
const CELLS: usize = 6_000;

/// How the sentences of two editions correspond.
#[derive(Clone, Debug, Default)]
pub struct Rendering {
    /// Sentences of both sides that say the same, in order; one side is empty where nothing renders the other.
    pub beads: Vec<(Range<usize>, Range<usize>)>,
    /// For each sentence of the first side how much speaks for its being left out: positive where more does.
    pub lost_x: Vec<f32>,
    /// The same for the second side.
    pub lost_y: Vec<f32>,
}

impl Rendering {
    /// The sentences of the second side that render one of the first.
    #[must_use]
    pub fn of_x(&self, at: usize) -> Range<usize> {
        self.beads
            .iter()
            .find(|(x, _)| x.contains(&at))
            .map_or(0..0, |(_, y)| y.clone())
    }

    /// The same the other way round.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self {
            beads: self
                .beads
                .iter()
                .map(|(x, y)| (y.clone(), x.clone()))
                .collect(),
            lost_x: self.lost_y.clone(),
            lost_y: self.lost_x.clone(),
        }
    }
}

/// Aligns the sentences of two clauses that are aligned. `None` where there are none or too many.
#[must_use]
pub fn rendering(xs: &[&Sentence], ys: &[&Sentence], scale: &Scale) -> Option<Rendering> {
    let (n, m) = (xs.len(), ys.len());
    if n == 0 || m == 0 || (n + 1) * (m + 1) > CELLS {
        return None;
    }
    let table = Table::new(xs, ys, scale);
    if let Some(plain) = table.plain() {
        return Some(plain);
    }
    let place = |i: usize, j: usize| i * (m + 1) + j;
    // Scores of all beads by where they begin; no bead reaches beyond the end.
    let mut scores = vec![[f32::NEG_INFINITY; 6]; (n + 1) * (m + 1)];
    for i in 0..n {
        for j in 0..m {
            for (kind, (a, b, cost)) in BEADS.into_iter().enumerate() {
                if i + a <= n && j + b <= m {
                    scores[place(i, j)][kind] = table.score(i, a, j, b) - cost;
                }
            }
        }
    }
    let forward = best(n, m, &scores, false);
    let backward = best(n, m, &scores, true);
    let mut linked_x = vec![f32::NEG_INFINITY; n];
    let mut linked_y = vec![f32::NEG_INFINITY; m];
    let mut gapped_x = linked_x.clone();
    let mut gapped_y = linked_y.clone();
    for i in 0..=n {
        for j in 0..=m {
            let before = forward[place(i, j)];
            for (kind, (a, b, _)) in BEADS.into_iter().enumerate() {
                if i + a <= n && j + b <= m {
                    let through =
                        before + scores[place(i, j)][kind] + backward[place(i + a, j + b)];
                    for best in linked_x[i..i + a].iter_mut().chain(&mut linked_y[j..j + b]) {
                        *best = best.max(through);
                    }
                }
            }
            if i < n {
                let through = before - GAP + backward[place(i + 1, j)];
                gapped_x[i] = gapped_x[i].max(through);
            }
            if j < m {
                let through = before - GAP + backward[place(i, j + 1)];
                gapped_y[j] = gapped_y[j].max(through);
            }
        }
    }
    let margins = |gapped: Vec<f32>, linked: Vec<f32>| -> Vec<f32> {
        gapped
            .into_iter()
            .zip(linked)
            .map(|(gapped, linked)| (gapped - linked).clamp(-50.0, 50.0))
            .collect()
    };
    Some(Rendering {
        beads: path(n, m, &scores, &backward),
        lost_x: margins(gapped_x, linked_x),
        lost_y: margins(gapped_y, linked_y),
    })
}

/// Evidence, in informative words, from which on the words count for half.
const FEW: f32 = 2.0;
/// What likeness brings at most, what none of it costs, and what stands where there is nothing to compare.
const LIKE: f32 = 4.0;
const UNLIKE: f32 = 1.6;
const UNKNOWN: f32 = 0.3;
/// What a sentence costs that brings nothing to the bead it stands in.
const IDLE: f32 = 1.6;

/// What all beads of two clauses are scored from: products of single sentences, so that a bead costs some additions.
struct Table<'s> {
    xs: &'s [&'s Sentence],
    ys: &'s [&'s Sentence],
    scale: &'s Scale,
    /// Products of the sentences of both sides.
    dot: Vec<f32>,
    /// Products of each sentence with itself, the next and the second next.
    x: Vec<[f32; 3]>,
    y: Vec<[f32; 3]>,
}

impl<'s> Table<'s> {
    fn new(xs: &'s [&'s Sentence], ys: &'s [&'s Sentence], scale: &'s Scale) -> Self {
        let vectors = |all: &[&Sentence]| -> Vec<Vector> {
            all.iter()
                .map(|one| Vector::sum(std::iter::once(*one), scale))
                .collect()
        };
        let own = |all: &[Vector]| -> Vec<[f32; 3]> {
            (0..all.len())
                .map(|at| {
                    std::array::from_fn(|next| {
                        all.get(at + next)
                            .map_or(0.0, |other| all[at].product(other))
                    })
                })
                .collect()
        };
        let (vx, vy) = (vectors(xs), vectors(ys));
        let dot = vx
            .iter()
            .flat_map(|x| vy.iter().map(|y| x.product(y)))
            .collect();
        Self {
            xs,
            ys,
            scale,
            dot,
            x: own(&vx),
            y: own(&vy),
        }
    }

    /// One sentence for each, where that is plain: most clauses are so, and need no search.
    fn plain(&self) -> Option<Rendering> {
        let n = self.xs.len();
        if n != self.ys.len() || (0..n).any(|at| self.score(at, 1, at, 1) < PLAIN) {
            return None;
        }
        Some(Rendering {
            beads: (0..n).map(|at| (at..at + 1, at..at + 1)).collect(),
            lost_x: vec![-PLAIN - GAP; n],
            lost_y: vec![-PLAIN - GAP; n],
        })
    }

    fn product(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        (i..i + a)
            .map(|row| {
                let start = row * self.ys.len();
                self.dot[start + j..start + j + b].iter().sum::<f32>()
            })
            .sum()
    }

    /// How much speaks for one stretch being the translation of the other, in nats against chance.
    fn score(&self, i: usize, a: usize, j: usize, b: usize) -> f32 {
        let (nx, ny) = (norm(&self.x, i, a), norm(&self.y, j, b));
        let cosine = |product: f32, x: f32, y: f32| {
            let norms = x * y;
            if norms > 0.0 {
                self.scale.calibrated(product / norms)
            } else {
                0.0
            }
        };
        let likeness = cosine(self.product(i, a, j, b), nx, ny);
        // Missing evidence is no evidence of absence: with little of it the score tends to a mild yes.
        let mass = nx.min(ny);
        let weight = mass / (mass + FEW);
        let lexical =
            weight * (LIKE * likeness.max(0.0).powf(0.7) - UNLIKE) + (1.0 - weight) * UNKNOWN;
        let length = |all: &[&Sentence]| all.iter().map(|one| one.length).sum::<f32>();
        let expected = length(&self.xs[i..i + a]) * self.scale.ratio;
        let mut score = lexical + by_length(expected, length(&self.ys[j..j + b]));
        // A lost sentence must not hide behind its neighbour: each part has to bring its share.
        let mut idle = |part: f32, whole: f32, likeness: f32| {
            if part > 0.0 && whole > 0.0 {
                let share = TYPICAL * (part / whole).min(1.0);
                let brought = (likeness / share).min(1.0);
                score -= IDLE * (1.0 - brought) * part / (part + 2.0);
            }
        };
        if a > 1 {
            for row in i..i + a {
                let part = norm(&self.x, row, 1);
                idle(part, nx, cosine(self.product(row, 1, j, b), part, ny));
            }
        }
        if b > 1 {
            for column in j..j + b {
                let part = norm(&self.y, column, 1);
                idle(part, ny, cosine(self.product(i, a, column, 1), nx, part));
            }
        }
        score
    }
}

/// The norm of the sum of `count` neighbours, at most three.
fn norm(own: &[[f32; 3]], at: usize, count: usize) -> f32 {
    let mut sum = own[at][0];
    if count > 1 {
        sum += own[at + 1][0] + 2.0 * own[at][1];
    }
    if count > 2 {
        sum += own[at + 2][0] + 2.0 * (own[at + 1][1] + own[at][2]);
    }
    sum.max(0.0).sqrt()
}

/// The best score of every prefix, or of every suffix.
fn best(n: usize, m: usize, scores: &[[f32; 6]], backward: bool) -> Vec<f32> {
    let place = |i: usize, j: usize| i * (m + 1) + j;
    let mut table = vec![f32::NEG_INFINITY; (n + 1) * (m + 1)];
    if backward {
        table[place(n, m)] = 0.0;
        for i in (0..=n).rev() {
            for j in (0..=m).rev() {
                let mut most = table[place(i, j)];
                for (kind, (a, b, _)) in BEADS.into_iter().enumerate() {
                    if i + a <= n && j + b <= m {
                        most = most.max(scores[place(i, j)][kind] + table[place(i + a, j + b)]);
                    }
                }
                if i < n {
                    most = most.max(table[place(i + 1, j)] - GAP);
                }
                if j < m {
                    most = most.max(table[place(i, j + 1)] - GAP);
                }
                table[place(i, j)] = most;
            }
        }
    } else {
        table[place(0, 0)] = 0.0;
        for i in 0..=n {
            for j in 0..=m {
                let here = table[place(i, j)];
                for (kind, (a, b, _)) in BEADS.into_iter().enumerate() {
                    if i + a <= n && j + b <= m {
                        let to = &mut table[place(i + a, j + b)];
                        *to = to.max(here + scores[place(i, j)][kind]);
                    }
                }
                if i < n {
                    let to = &mut table[place(i + 1, j)];
                    *to = to.max(here - GAP);
                }
                if j < m {
                    let to = &mut table[place(i, j + 1)];
                    *to = to.max(here - GAP);
                }
            }
        }
    }
    table
}

/// The beads of the best alignment.
fn path(
    n: usize,
    m: usize,
    scores: &[[f32; 6]],
    backward: &[f32],
) -> Vec<(Range<usize>, Range<usize>)> {
    let place = |i: usize, j: usize| i * (m + 1) + j;
    let (mut i, mut j) = (0, 0);
    let mut beads = Vec::new();
    while i < n || j < m {
        let mut most = f32::NEG_INFINITY;
        let mut step = if i < n { (1, 0) } else { (0, 1) };
        for (kind, (a, b, _)) in BEADS.into_iter().enumerate() {
            if i + a <= n && j + b <= m {
                let through = scores[place(i, j)][kind] + backward[place(i + a, j + b)];
                if through > most {
                    (most, step) = (through, (a, b));
                }
            }
        }
        if i < n && backward[place(i + 1, j)] - GAP > most {
            (most, step) = (backward[place(i + 1, j)] - GAP, (1, 0));
        }
        if j < m && backward[place(i, j + 1)] - GAP > most {
            step = (0, 1);
        }
        beads.push((i..i + step.0, j..j + step.1));
        i += step.0;
        j += step.1;
    }
    beads
}

/// Variance of the logarithm of the ratio of lengths of translations: of long ones, and what short ones add for each
/// letter; and of sentences that have nothing to do with each other.
const VARIANCE: f32 = 0.035;
const LENGTH_VARIANCE: f32 = 0.9;
const BY_CHANCE: f32 = 0.6;

/// A normal distribution of the logarithm of the ratio against a wide one.
fn by_length(expected: f32, found: f32) -> f32 {
    let log = ((found + 2.0) / (expected + 2.0)).ln();
    let least = expected.min(found).max(0.0);
    let spread = VARIANCE + LENGTH_VARIANCE / (least + 4.0);
    0.5 * (log * log / BY_CHANCE - log * log / spread + (BY_CHANCE / spread).ln()).max(-14.0)
}
