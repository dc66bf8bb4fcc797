//! Parts of a sentence that one edition leaves out: a condition, the second of two acts, half of an enumeration.
//!
//! In goes a policy of three editions or more, out come its [`Part`]s. What tells them is how short the sentence is,
//! measured by those of the others and by how long each edition writes as a rule, together with the concepts that all
//! others name there and it does not, and with words of theirs that stand in a row and that no word of it may translate.
//! The weights are those of a logistic regression over sentences of published translations with and without a stretch
//! between two commas cut out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::concepts::{Unit, Units, units};
use super::contrast;
use super::unit::is_written_in;
use crate::model::{Policy, TermId, Value};
use crate::rules::content::{self, Vocabulary};
use crate::text::{Lang, Span};

/// A part of a sentence that an edition leaves out.
#[derive(Debug)]
pub(super) struct Part {
    /// The group, by index.
    pub(super) group: usize,
    pub(super) lang: Lang,
    /// The sentence that lacks it.
    pub(super) span: Span,
    /// Where another edition, the source if it can be, has it.
    pub(super) there: (Lang, Span),
    /// All others.
    pub(super) others: Vec<Lang>,
    /// Probability.
    pub(super) confidence: f32,
}

/// Below this, sentences of sound editions differ as much.
const LIKELY: f32 = 0.57;
/// From here on it is no free rendering that a part is left out, where two others say so, and where more do.
const GONE: [f32; 2] = [0.77, 0.7];

impl Part {
    /// Whether it is no free rendering that the part is left out.
    pub(super) fn is_sure(&self) -> bool {
        self.confidence >= GONE[usize::from(self.others.len() > 2)]
    }
}

/// The parts that the editions of a policy leave out.
#[derive(Debug)]
pub(super) struct Parts(pub(super) Vec<Part>);

impl Parts {
    /// Whether an edition surely leaves out a part of a sentence.
    pub(super) fn tell(&self, lang: Lang, sentence: Span) -> bool {
        let here = |one: &&Part| one.lang == lang && one.span.overlaps(sentence);
        self.0.iter().filter(here).any(Part::is_sure)
    }
}

/// In Chinese letters: a sentence of the others is that long at least, and longer ones tell no more.
const SHORTEST: f32 = 14.0;
const LONGEST: f32 = 80.0;
/// So much shorter it is than the others let expect, in the middle (natural logarithm).
const SHORTER: f32 = 0.1;
/// So much is left of it at least: less is a line of an address, or another clause.
const LEAST: f32 = 5.0;

/// The parts that editions leave out and no other rule warns of, in the order of the groups; looked for once.
pub(super) fn parts(policy: &Policy) -> Arc<Parts> {
    policy.memo.get(|| Parts(find(policy, &units(policy))))
}

fn find(policy: &Policy, units: &Units) -> Vec<Part> {
    if policy.editions.len() < 3 {
        return Vec::new();
    }
    let lengths: Vec<BTreeMap<Lang, f32>> = units.0.iter().map(lengths).collect();
    let mut wholes: BTreeMap<Lang, f32> = BTreeMap::new();
    for of in lengths
        .iter()
        .filter(|of| of.len() == policy.editions.len())
    {
        for (lang, length) in of {
            *wholes.entry(*lang).or_default() += length;
        }
    }
    let survey = content::survey(policy);
    let contrasts = contrast::contrasts(policy);
    let mut found = Vec::new();
    for (unit, here) in units.0.iter().zip(&lengths) {
        let sure = policy
            .groups
            .get(unit.group)
            .is_some_and(|group| group.confidence >= 0.5);
        if !sure || unit.editions.len() < 3 {
            continue;
        }
        let best = unit
            .editions
            .keys()
            .filter_map(|lang| Some((*lang, chance(policy, unit, *lang, here, &wholes)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((lang, confidence)) = best.filter(|(_, chance)| *chance >= LIKELY) else {
            continue;
        };
        let span = unit.editions[&lang].span;
        // Sentences that are cut otherwise: the next one is longer by as much.
        if !is_gone(units, unit.group, &lengths, lang, &wholes) {
            continue;
        }
        let told = contrasts.0.iter().any(|one| {
            let own = &one.unit.parts[one.part];
            one.warns && own.lang == lang && own.span.overlaps(span)
        });
        if told || survey.tells(unit.group, lang) || !is_running(policy, unit) {
            continue;
        }
        found.extend(part(policy, unit, lang, span, confidence));
    }
    found
}

/// Whether all editions write the unit in their own letters: a list of names, an address is no sentence.
fn is_running(policy: &Policy, unit: &Unit) -> bool {
    unit.editions.iter().all(|(lang, one)| {
        let edition = policy.edition(*lang);
        edition.is_some_and(|edition| is_written_in(edition.document.slice(one.span), *lang))
    })
}

fn part(policy: &Policy, unit: &Unit, lang: Lang, span: Span, confidence: f32) -> Option<Part> {
    let others: Vec<Lang> = unit
        .editions
        .keys()
        .copied()
        .filter(|one| *one != lang)
        .collect();
    let holder = others
        .iter()
        .copied()
        .find(|one| *one == policy.source)
        .or(others.first().copied())?;
    let whole = unit.editions[&holder].span;
    // The concepts that are lacking show the place, where they stand together.
    let place = lacked(policy, unit, lang)
        .filter_map(|concept| unit.editions[&holder].first(concept))
        .reduce(Span::join)
        .filter(|place| place.len() * 3 < whole.len() * 2);
    Some(Part {
        group: unit.group,
        lang,
        span,
        there: (holder, place.unwrap_or(whole)),
        others,
        confidence,
    })
}

/// Of what a sentence seems to lack, how much its whole group must lack.
const LACKING: f32 = 0.5;

/// Whether the group as a whole is shorter by about what one of its sentences is.
fn is_gone(
    units: &Units,
    group: usize,
    lengths: &[BTreeMap<Lang, f32>],
    lang: Lang,
    wholes: &BTreeMap<Lang, f32>,
) -> bool {
    let from = units.0.partition_point(|unit| unit.group < group);
    let to = units.0.partition_point(|unit| unit.group <= group);
    let (mut most, mut all) = (0.0f32, 0.0f32);
    for of in &lengths[from..to] {
        let Some(lacking) = lacking(lang, of, wholes) else {
            return false;
        };
        most = most.max(lacking);
        all += lacking;
    }
    all >= most * LACKING
}

/// By how many Chinese letters a unit is shorter than the others, in the middle, let expect.
fn lacking(lang: Lang, lengths: &BTreeMap<Lang, f32>, wholes: &BTreeMap<Lang, f32>) -> Option<f32> {
    let own = lengths.get(&lang)?;
    let whole = wholes.get(&lang)?;
    let others = lengths.iter().filter(|(other, _)| **other != lang);
    let expected: Vec<f32> = others
        .filter_map(|(other, length)| Some(length / wholes.get(other)? * whole))
        .collect();
    Some(expected.iter().sum::<f32>() / expected.len().max(1) as f32 - own)
}

/// The length of a unit in each edition, in Chinese letters.
fn lengths(unit: &Unit) -> BTreeMap<Lang, f32> {
    let editions = unit.editions.iter();
    editions.map(|(lang, one)| (*lang, one.length)).collect()
}

/// The concepts that all others name and an edition does not; names of currencies are written as signs, too.
fn lacked<'u>(policy: &'u Policy, unit: &'u Unit, lang: Lang) -> impl Iterator<Item = TermId> + 'u {
    let own = &unit.editions[&lang];
    shared(unit, lang)
        .filter(move |concept| own.count(*concept) == 0)
        .filter(move |concept| !is_money(policy, unit, lang, *concept))
}

/// Whether another edition names a concept inside of an amount of money.
fn is_money(policy: &Policy, unit: &Unit, lang: Lang, concept: TermId) -> bool {
    let Some(group) = policy.groups.get(unit.group) else {
        return false;
    };
    let mut others = unit.editions.iter().filter(|(one, _)| **one != lang);
    others.any(|(other, wording)| {
        let edition = policy.edition(*other);
        let facts = edition.into_iter().flat_map(|edition| {
            group
                .of(*other)
                .iter()
                .flat_map(|clause| edition.facts_of(*clause))
        });
        let mut amounts = facts.filter(|fact| matches!(fact.value, Value::Money { .. }));
        let place = wording.first(concept);
        place.is_some_and(|place| amounts.any(|fact| fact.span.overlaps(place)))
    })
}

/// The concepts that all others name.
fn shared(unit: &Unit, lang: Lang) -> impl Iterator<Item = TermId> {
    let others = move || unit.editions.iter().filter(move |(one, _)| **one != lang);
    let first = others()
        .next()
        .into_iter()
        .flat_map(|(_, one)| one.concepts());
    first.filter(move |concept| others().all(|(_, one)| one.count(*concept) > 0))
}

/// How likely an edition leaves out a part of a unit.
fn chance(
    policy: &Policy,
    unit: &Unit,
    lang: Lang,
    lengths: &BTreeMap<Lang, f32>,
    wholes: &BTreeMap<Lang, f32>,
) -> Option<f32> {
    let own = *lengths.get(&lang)?;
    let whole = *wholes.get(&lang)?;
    // What is gone by each other edition's measure (natural logarithm), and how far these measures are apart.
    let mut gone = Vec::new();
    for (other, length) in lengths.iter().filter(|(other, _)| **other != lang) {
        gone.push((length / wholes.get(other)? * whole / own).ln());
    }
    let mean = gone.iter().sum::<f32>() / gone.len() as f32;
    let least = gone.iter().copied().fold(f32::INFINITY, f32::min);
    let spread = gone.iter().map(|one| (one - mean).powi(2)).sum::<f32>() / gone.len() as f32;
    let expected = own * mean.exp();
    if !mean.is_finite() || mean < SHORTER || expected < SHORTEST || own < LEAST || least < 0.0 {
        return None;
    }
    let lacking = lacked(policy, unit, lang).count() as f32;
    let kept = shared(unit, lang).count() as f32 - lacking;
    let others = || unit.editions.iter().filter(|(other, _)| **other != lang);
    let extra = unit.editions[&lang]
        .concepts()
        .filter(|concept| others().all(|(_, one)| one.count(*concept) == 0))
        .count() as f32;
    let scale = (expected.min(LONGEST) / 30.0).sqrt();
    let told = unheard(policy, unit, lang);
    let score = -0.412 + 3.985 * mean * scale + 0.675 * least * scale + 0.701 * lacking.min(4.0)
        - 0.175 * extra.min(3.0)
        + 0.193 * spread.sqrt()
        + 0.341 * lacking.min(3.0) * mean.max(0.0)
        - 1.582 * expected.max(3.0).ln()
        - 0.936 * lacking / (lacking + kept + 1.0)
        - 1.756 * told.own
        + 0.840 * told.run.min(8.0)
        + 0.611 * told.share;
    Some(1.0 / (1.0 + (-score).exp()))
}

/// What words tell of a part that is left out, in the mean over the other editions.
struct Unheard {
    /// Share of the edition's own words that no word of theirs may translate.
    own: f32,
    /// How many of their words stand in a row that no word of the edition may translate.
    run: f32,
    /// Such a row as a share of their words.
    share: f32,
}

fn unheard(policy: &Policy, unit: &Unit, lang: Lang) -> Unheard {
    let span = unit.editions[&lang].span;
    let mut sum = Unheard {
        own: 0.0,
        run: 0.0,
        share: 0.0,
    };
    let own = Vocabulary::new(policy, lang, &[span]);
    let mut count = 0.0f32;
    for (other, one) in unit.editions.iter().filter(|(other, _)| **other != lang) {
        let here = content::heard(
            policy,
            (lang, span),
            &Vocabulary::new(policy, *other, &[one.span]),
        );
        let there = content::heard(policy, (*other, one.span), &own);
        sum.own += here.unheard as f32 / (here.words + 1) as f32;
        sum.run += there.run as f32;
        sum.share += there.run as f32 / (there.words + 2) as f32;
        count += 1.0;
    }
    Unheard {
        own: sum.own / count,
        run: sum.run / count,
        share: sum.share / count,
    }
}
