//! What a stretch of one to three clauses of one edition brings to any bead, worked out once.

use super::features::Profile;
use super::products::Vector;

/// Clauses in the longest stretch.
pub(super) const LONGEST: usize = 3;

/// What a bead swallows for each labelled unit, heading or cell behind its first clause.
const SWALLOW: f32 = -0.8;
/// Keeps the ratio of short lengths tame.
const SHORT: f32 = 10.0;

/// One stretch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stretch {
    /// Norm of the sum of its vectors.
    pub(super) norm: f32,
    /// The least squared norm of its clauses.
    pub(super) least: f32,
    /// Logarithm of its length, brought to the other edition's measure.
    pub(super) length: f32,
    /// What it costs a bead to swallow the clauses behind the first.
    pub(super) swallowed: f32,
    /// Its clauses are not of one class.
    pub(super) mixed: bool,
}

/// The stretches of an edition, by first clause and length.
pub(super) struct Stretches(Vec<[Stretch; LONGEST]>);

impl Stretches {
    /// `ratio`: characters of the other edition for one of this.
    pub(super) fn new(clauses: &[Profile], vectors: &[Vector], ratio: f32) -> Self {
        let n = clauses.len();
        let squares: Vec<f32> = vectors.iter().map(|one| product(one, one)).collect();
        let beside = |distance: usize| -> Vec<f32> {
            (0..n.saturating_sub(distance))
                .map(|at| product(&vectors[at], &vectors[at + distance]))
                .collect()
        };
        let (next, second) = (beside(1), beside(2));
        let stretches = (0..n).map(|at| {
            let mut all = [Stretch::default(); LONGEST];
            let (mut square, mut least, mut length) = (0.0, f32::INFINITY, 0.0);
            let (mut swallowed, mut mixed) = (0.0, false);
            for (count, stretch) in all.iter_mut().enumerate().take(n - at) {
                let last = at + count;
                square += squares[last];
                if count > 0 {
                    square += 2.0 * next[last - 1];
                    let (clause, first) = (&clauses[last], &clauses[at]);
                    if clause.label.is_some() || clause.heading || first.heading || clause.cell {
                        swallowed += SWALLOW;
                    }
                    mixed |= clause.class != first.class;
                }
                if count > 1 {
                    square += 2.0 * second[last - 2];
                }
                least = least.min(squares[last]);
                length += clauses[last].length;
                *stretch = Stretch {
                    norm: square.max(0.0).sqrt(),
                    least,
                    length: (length * ratio + SHORT).ln(),
                    swallowed,
                    mixed,
                };
            }
            all
        });
        Self(stretches.collect())
    }

    /// The stretch of `count` clauses from `at`.
    #[inline]
    pub(super) fn of(&self, at: usize, count: usize) -> &Stretch {
        &self.0[at][count - 1]
    }
}

/// The product of two sparse vectors.
pub(super) fn product(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
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
