//! Clauses that say something else than what they are aligned with.
//!
//! The aligner joins clauses by what they say, but also by place, label and length: a clause whose text was
//! exchanged keeps those. Here only what it says counts: both sides carry much evidence and share next to none.
//! Of several editions one is odd where the others resemble each other.

use super::Ground;
use crate::align::Vector;
use crate::model::{Class, Group, Policy};
use crate::text::Lang;

/// Evidence that both sides carry at least; less will do where both are as long as this, in Chinese letters.
const MASS: f32 = 3.5;
const MASS_OF_LONG: f32 = 2.0;
const LONG: f32 = 24.0;
/// Likeness that translations hardly ever stay below, of two editions and of several.
const UNLIKE: f32 = 0.10;
const UNLIKE_ALL: f32 = 0.2;
/// Likeness of the others among each other that shows one of several to be odd.
const ALIKE: f32 = 0.42;
/// Likeness by which another clause is what stands here.
const RENDERS: f32 = 0.5;

/// A clause that says something else.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Divergence {
    /// The group, by index.
    pub(in crate::rules) group: usize,
    /// The edition at fault.
    pub(in crate::rules) lang: Lang,
    /// The others.
    pub(in crate::rules) others: Vec<Lang>,
    /// The group whose text stands here.
    pub(in crate::rules) renders: Option<(usize, Lang)>,
    /// Long clauses in all editions: next to nothing in common is no matter of chance.
    pub(in crate::rules) plain: bool,
    /// Probability.
    pub(in crate::rules) confidence: f32,
}

/// From here on, and where the clause is long or renders another one, it is no free rendering: else, sound editions
/// hold such pairs too.
const SURE: f32 = 0.8;

impl Divergence {
    /// Whether it is more than a free rendering.
    pub(in crate::rules) fn is_sure(&self) -> bool {
        self.confidence >= SURE && (self.plain || self.renders.is_some())
    }
}

pub(super) fn divergence(
    ground: &Ground<'_>,
    at: usize,
    group: &Group,
    langs: &[Lang],
) -> Option<Divergence> {
    let mut plain = langs.len() > 2;
    let mut pairs: Vec<(Lang, Lang, f32, bool)> = Vec::new();
    for ((x, y), scale) in &ground.scales {
        if langs.contains(x) && langs.contains(y) {
            let a = Vector::sum(ground.wording.of(*x, group.of(*x)), scale);
            let b = Vector::sum(ground.wording.of(*y, group.of(*y)), scale);
            let mass = a.mass().min(b.mass());
            let long = a.length.min(b.length) >= LONG;
            plain &= long;
            let carries = mass >= MASS || long && mass >= MASS_OF_LONG;
            pairs.push((*x, *y, scale.likeness(&a, &b), carries));
        }
    }
    let several = langs.len() > 2;
    let mut found: Option<(f32, Lang)> = None;
    for lang in langs {
        if !several && *lang == ground.policy.source {
            continue;
        }
        let own = || pairs.iter().filter(|(x, y, ..)| x == lang || y == lang);
        let unlike = if several { UNLIKE_ALL } else { UNLIKE };
        let carries = own().filter(|(.., carries)| *carries).count();
        let most = own().map(|(.., likeness, _)| *likeness).fold(0.0, f32::max);
        if most > unlike || carries * 2 <= own().count() {
            continue;
        }
        let others: Vec<f32> = pairs
            .iter()
            .filter(|(x, y, ..)| x != lang && y != lang)
            .map(|(.., likeness, _)| *likeness)
            .collect();
        let agree = others.iter().copied().fold(f32::INFINITY, f32::min);
        if several && agree < ALIKE {
            continue;
        }
        let mean = own().map(|(.., likeness, _)| *likeness).sum::<f32>() / own().count() as f32;
        if found.is_none_or(|(least, _)| mean < least) {
            found = Some((mean, *lang));
        }
    }
    let (mean, lang) = found?;
    let others: Vec<Lang> = langs
        .iter()
        .copied()
        .filter(|other| *other != lang)
        .collect();
    let renders = renders(ground, at, group, lang, &others);
    let sure = if several || renders.is_some() {
        0.93
    } else {
        0.8
    };
    Some(Divergence {
        group: at,
        lang,
        others,
        renders,
        plain,
        confidence: sure - mean,
    })
}

/// Whether a group is the heading right above another one.
fn is_heading_of(policy: &Policy, heading: &Group, group: &Group, lang: Lang) -> bool {
    let parent = group
        .first(lang)
        .and_then(|id| policy.clause(lang, id)?.parent);
    parent.is_some_and(|parent| heading.of(lang).contains(&parent))
}

/// The group whose text stands in an edition's clause of another group.
fn renders(
    ground: &Ground<'_>,
    at: usize,
    group: &Group,
    lang: Lang,
    others: &[Lang],
) -> Option<(usize, Lang)> {
    let mut best: Option<(f32, (usize, Lang))> = None;
    for other in others {
        let Some(scale) = ground.scale(lang, *other) else {
            continue;
        };
        let own = Vector::sum(ground.wording.of(lang, group.of(lang)), scale);
        for (number, candidate) in ground.policy.groups.iter().enumerate() {
            // A sentence may speak of what stands in the heading above it.
            let above = is_heading_of(ground.policy, candidate, group, *other);
            if number == at
                || above
                || candidate.class != Class::Text
                || candidate.of(*other).is_empty()
            {
                continue;
            }
            let theirs = Vector::sum(ground.wording.of(*other, candidate.of(*other)), scale);
            let likeness = scale.likeness(&own, &theirs);
            let length = own.length.min(theirs.length) / own.length.max(theirs.length).max(1.0);
            if likeness > RENDERS && length > 0.5 && best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, (number, *other)));
            }
        }
    }
    best.map(|(_, found)| found)
}
