//! Which edition of a unit states a trait of its norm otherwise than the others.

use super::count::{self, Count};
use super::unit::Unit;
use crate::model::Trait;
use crate::text::Lang;

/// An edition that stands against the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odd {
    /// Index of its part in the unit.
    pub(super) part: usize,
    /// Index of the part that it is compared with.
    pub(super) against: usize,
    /// How much likelier a defect is than a free translation (natural logarithm).
    pub(super) evidence: f32,
    /// A majority of three or more editions settles it.
    pub(super) settled: bool,
}

/// A change of a norm: which traits an edition must state more of and less of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) more: Option<Trait>,
    pub(super) less: Option<Trait>,
}

/// Below this a trait does not differ.
const LEAST: f32 = 0.4;

/// The edition that shows the change most clearly.
pub(super) fn odd(unit: &Unit<'_>, change: Change, source: Lang) -> Option<Odd> {
    let counts = |what: Trait| -> Vec<Count> {
        let parts = unit.parts.iter();
        parts
            .map(|part| Count::new(what, part.cues.iter().copied()))
            .collect()
    };
    let sides: Vec<(Vec<Count>, i8)> = [(change.more, 1), (change.less, -1)]
        .into_iter()
        .filter_map(|(what, direction)| Some((counts(what?), direction)))
        .collect();
    // Somebody must state each of the traits for sure.
    if sides
        .iter()
        .any(|(counts, _)| !counts.iter().any(|count| count.sure))
    {
        return None;
    }
    let mut evidence = vec![0.0f32; unit.parts.len()];
    for (counts, direction) in &sides {
        for (total, (found, way)) in evidence.iter_mut().zip(count::odd(counts)) {
            if way == *direction && found >= LEAST {
                *total += found;
            } else {
                *total = f32::NEG_INFINITY;
            }
        }
    }
    let part = (0..evidence.len())
        .filter(|part| evidence[*part].is_finite())
        .max_by(|a, b| evidence[*a].total_cmp(&evidence[*b]))?;
    let others = || (0..unit.parts.len()).filter(|other| *other != part);
    let against = others()
        .find(|other| unit.parts[*other].lang == source)
        .or_else(|| others().next())?;
    Some(Odd {
        part,
        against,
        evidence: evidence[part],
        settled: unit.parts.len() > 2,
    })
}
