//! Clauses that are much shorter or longer than what they translate.
//!
//! Logarithms of ratios of lengths, each measured by the policy's own ratio of the two languages, are nearly normal
//! with a spread that falls with length (Gale and Church 1993; fitted on sound policies in four languages: 0.31 for
//! ten Chinese letters, 0.18 for forty, 0.14 for two hundred). Of several editions the one at fault is far from all
//! others, which are near each other.

use super::Ground;
use crate::model::Group;
use crate::text::Lang;

/// From this many Chinese letters on a clause is compared.
const MEASURABLE: f32 = 12.0;
/// What is shorter than this in all other editions only leads to what follows.
const LEAD_IN: f32 = 8.0;
/// From how many spreads on a ratio is far out: of two editions, and of several that agree against one.
const FAR: f32 = 3.6;
const FAR_FROM_ALL: f32 = 2.9;
/// Ratios below 1.6 are never far out: translators explain and shorten.
const LEAST: f32 = 0.47;

/// A clause of an unlikely length.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Outlier {
    /// The group, by index.
    pub(in crate::rules) group: usize,
    /// The edition at fault.
    pub(in crate::rules) lang: Lang,
    /// The others.
    pub(in crate::rules) others: Vec<Lang>,
    /// How many times as long it is as it should be.
    pub(in crate::rules) ratio: f32,
    /// Probability.
    pub(in crate::rules) confidence: f32,
}

impl Outlier {
    /// From here on it is no free rendering.
    pub(in crate::rules) const SURE: f32 = 0.8;

    /// Whether it is more than a free rendering.
    pub(in crate::rules) fn is_sure(&self) -> bool {
        self.confidence >= Self::SURE
    }
}

/// The spread of the logarithm for a length in Chinese letters.
fn spread(lang: Lang, other: Lang, length: f32) -> f32 {
    // Japanese drops and adds more than the others; the two standards of Chinese are written from each other.
    let own = match (lang, other) {
        (Lang::Ja, _) | (_, Lang::Ja) => 0.022,
        _ => 0.015,
    };
    (own + 0.85 / length.max(1.0)).sqrt()
}

pub(super) fn outlier(
    ground: &Ground<'_>,
    at: usize,
    group: &Group,
    langs: &[Lang],
) -> Option<Outlier> {
    let lengths: Vec<(Lang, f32)> = langs
        .iter()
        .map(|lang| {
            let sentences = ground.wording.of(*lang, group.of(*lang));
            (*lang, sentences.map(|one| one.length).sum())
        })
        .collect();
    if lengths.iter().all(|(_, length)| *length < MEASURABLE) {
        return None;
    }
    // How far one edition is from another, in logarithms and in spreads.
    let apart = |x: (Lang, f32), y: (Lang, f32)| -> Option<(f32, f32)> {
        let ratio = ground.ratio(y.0, x.0)?;
        let expected = y.1 * ratio;
        let log = ((x.1 + 1.0) / (expected + 1.0)).ln();
        Some((log, log / spread(x.0, y.0, x.1.max(expected))))
    };
    let mut found: Option<(f32, Outlier)> = None;
    for own in &lengths {
        let logs: Vec<(f32, f32)> = lengths
            .iter()
            .filter(|other| other.0 != own.0)
            .filter_map(|other| apart(*own, *other))
            .collect();
        let (Some(least), Some(sign)) = (
            logs.iter()
                .map(|(_, spreads)| spreads.abs())
                .min_by(f32::total_cmp),
            logs.first().map(|(log, _)| log.signum()),
        ) else {
            continue;
        };
        // “In this policy:” may be a whole formula.
        let lead_in = sign > 0.0
            && lengths
                .iter()
                .all(|(lang, length)| *lang == own.0 || *length < LEAD_IN);
        let agree = !lead_in && logs.iter().all(|(log, _)| log.signum() == sign);
        let nearest = logs
            .iter()
            .map(|(log, _)| log.abs())
            .fold(f32::INFINITY, f32::min);
        let mean = logs.iter().map(|(log, _)| log).sum::<f32>() / logs.len() as f32;
        let several = logs.len() > 1;
        if !agree
            || nearest < LEAST
            || least < if several { FAR_FROM_ALL } else { FAR }
            // Of two editions the source is right.
            || (!several && own.0 == ground.policy.source)
        {
            continue;
        }
        let confidence = 1.0 / (1.0 + (-(least - if several { 2.0 } else { 2.9 })).exp());
        let outlier = Outlier {
            group: at,
            lang: own.0,
            others: lengths
                .iter()
                .map(|(lang, _)| *lang)
                .filter(|lang| *lang != own.0)
                .collect(),
            ratio: mean.exp(),
            confidence,
        };
        if found.as_ref().is_none_or(|(most, _)| least > *most) {
            found = Some((least, outlier));
        }
    }
    found.map(|(_, outlier)| outlier)
}
