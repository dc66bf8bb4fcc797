//! Which edition of a unit states a trait of its norm otherwise than the others.

use super::count::{self, Chances};
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
    /// How much likelier a defect is than a free translation (natural logarithm), less what speaks
    /// against trusting the words.
    pub(super) evidence: f32,
}

/// A change of a norm: which traits an edition must state more of and less of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) more: Option<Trait>,
    pub(super) less: Option<Trait>,
}

/// Below this a trait does not differ.
const LEAST: f32 = 0.4;
/// So many of one trait, and the words of a sentence cannot be told apart.
const MANY: usize = 3;

/// The edition that shows the change most clearly.
///
/// A single edition against two or more others is judged by their majority; of two editions, the
/// source is right.
pub(super) fn odd(unit: &Unit<'_>, change: Change, source: Lang) -> Option<Odd> {
    let parts = unit.parts.len();
    let mut evidence = vec![0.0f32; parts];
    for (what, direction) in [(change.more, 1), (change.less, -1)] {
        let Some(what) = what else { continue };
        let chances: Vec<Chances> = unit
            .parts
            .iter()
            .map(|part| Chances::new(what, part))
            .collect();
        let stating = chances.iter().filter(|one| one.stated() > 0).count();
        if stating == 0 {
            return None;
        }
        let many = chances.iter().any(|one| one.stated() > MANY);
        for (part, (found, way)) in count::odd(what, &chances).into_iter().enumerate() {
            if way != direction || found < LEAST {
                evidence[part] = f32::NEG_INFINITY;
                continue;
            }
            let own = chances[part].stated() > 0;
            // What it states more of it must surely state; what it states less of, most others.
            let shown = if direction > 0 {
                own
            } else {
                (stating - usize::from(own)) * 2 > parts - 1
            };
            evidence[part] += found - if shown { 0.0 } else { 1.5 } - if many { 1.0 } else { 0.0 };
        }
    }
    let alone = parts == 2;
    let part = (0..parts)
        .filter(|part| evidence[*part].is_finite())
        .filter(|part| !alone || unit.parts[*part].lang != source)
        .max_by(|a, b| evidence[*a].total_cmp(&evidence[*b]).then(b.cmp(a)))?;
    let others = || (0..parts).filter(|other| *other != part);
    let against = others()
        .find(|other| unit.parts[*other].lang == source)
        .or_else(|| others().next())?;
    Some(Odd {
        part,
        against,
        evidence: evidence[part] - if alone { 0.3 } else { 0.0 },
    })
}
