//! What the sentences of aligned clauses say, as evidence that two editions can be compared by.
//!
//! In goes an aligned policy; out come the sentences of every clause that stands in a group of policy text, with
//! their lengths and their evidence (the aligner's: concepts, values, Latin words, Han characters), and for a pair
//! of editions a [`Scale`]: how much each piece of evidence weighs there, how much longer one language is, and how
//! alike true translations are in this policy. Nothing is judged here.

use std::collections::BTreeMap;

use super::features::{self, Basis, Piece, Vocabulary};
use crate::language;
use crate::model::{Class, ClauseId, ClauseKind, Group, Policy};
use crate::text::{Folded, Lang, Span, is_cjk};

/// Most bytes of a clause that is compared sentence by sentence; a longer one is taken as one sentence.
const LONGEST: usize = 64 * 1024;

/// A sentence, or a stretch of some sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The clause that it stands in.
    pub clause: ClauseId,
    /// Where it stands in the edition's source.
    pub span: Span,
    /// Its length in Chinese letters: what Chinese would take for as much, by the language's usual ratio.
    pub length: f32,
    /// Evidence with its count, sorted by evidence.
    evidence: Vec<(u32, f32)>,
}

/// The sentences of a policy's aligned clauses.
#[derive(Debug)]
pub struct Wording {
    weights: Vec<f32>,
    sentences: BTreeMap<Lang, Vec<Vec<Sentence>>>,
    /// For each edition in how many clauses each piece of evidence stands.
    counts: BTreeMap<Lang, Vec<u32>>,
}

/// Letters of a language for what Chinese says in one.
fn prior(lang: Lang) -> f32 {
    match lang {
        Lang::Zh | Lang::ZhHant => 1.0,
        Lang::Ja => 1.5,
        Lang::En => 3.1,
        Lang::Vi => 2.9,
        Lang::Other(_) => 3.0,
    }
}

/// The length of a text in Chinese letters. Latin words inside Chinese and Japanese text count what their letters
/// would need in that language.
#[must_use]
pub fn length(lang: Lang, text: &str) -> f32 {
    let (mut own, mut other) = (0u32, 0u32);
    for c in text.chars().filter(|c| crate::text::is_alphanumeric(*c)) {
        if is_cjk(c) {
            own += 1;
        } else {
            other += 1;
        }
    }
    if lang.is_cjk() {
        (own as f32 + other as f32 / 3.0) / prior(lang)
    } else {
        (own + other) as f32 / prior(lang)
    }
}

impl Wording {
    /// Reads the sentences of all clauses that stand in a group of several editions.
    #[must_use]
    pub fn new(policy: &Policy) -> Self {
        Self::by(policy, Basis::Termbase)
    }

    /// As [`new`](Self::new), by values, names and characters alone.
    #[must_use]
    pub fn without_termbase(policy: &Policy) -> Self {
        Self::by(policy, Basis::WithoutTermbase)
    }

    fn by(policy: &Policy, basis: Basis) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut sentences: BTreeMap<Lang, Vec<Vec<Sentence>>> = policy
            .editions
            .iter()
            .map(|(lang, edition)| (*lang, vec![Vec::new(); edition.document.clauses.len()]))
            .collect();
        for group in policy.groups.iter().filter(|group| is_compared(group)) {
            for (lang, ids) in &group.members {
                for id in ids {
                    let read = read(policy, *lang, *id, basis, &mut vocabulary);
                    if let Some(slot) = sentences
                        .get_mut(lang)
                        .and_then(|of| of.get_mut(id.index()))
                    {
                        *slot = read;
                    }
                }
            }
        }
        let mut counts = BTreeMap::new();
        for (lang, clauses) in &sentences {
            let mut count = vec![0u32; vocabulary.weights.len()];
            let mut seen: Vec<u32> = Vec::new();
            for clause in clauses {
                seen.clear();
                seen.extend(
                    clause
                        .iter()
                        .flat_map(|one| one.evidence.iter().map(|(id, _)| *id)),
                );
                seen.sort_unstable();
                seen.dedup();
                for id in &seen {
                    count[*id as usize] += 1;
                }
            }
            counts.insert(*lang, count);
        }
        Self {
            weights: vocabulary.weights,
            sentences,
            counts,
        }
    }

    /// The sentences of some clauses of an edition, in order.
    pub fn of<'w>(
        &'w self,
        lang: Lang,
        clauses: &'w [ClauseId],
    ) -> impl Iterator<Item = &'w Sentence> {
        let of = self.sentences.get(&lang);
        clauses
            .iter()
            .filter_map(move |id| of?.get(id.index()))
            .flatten()
    }
}

/// Whether a group's clauses are compared at all.
fn is_compared(group: &Group) -> bool {
    group.class == Class::Text && group.members.len() > 1
}

fn read(
    policy: &Policy,
    lang: Lang,
    id: ClauseId,
    basis: Basis,
    vocabulary: &mut Vocabulary,
) -> Vec<Sentence> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let body = edition.document.clause(id).body;
    let text = edition.document.slice(body);
    let spans = if text.len() > LONGEST {
        vec![Span::new(0, text.len())]
    } else {
        language::of(lang).sentences(text)
    };
    let mut out: Vec<Sentence> = Vec::with_capacity(spans.len());
    for span in spans {
        let sentence = &text[span.range()];
        let at = span.shifted(body.start);
        let values = edition
            .facts_of(id)
            .filter(|fact| at.start <= fact.span.start && fact.span.start < at.end)
            .map(|fact| &fact.value);
        let folded = Folded::new(sentence);
        let mut pieces = features::evidence(folded.text(), values);
        if basis == Basis::Termbase {
            let terms = edition.terms_in(at);
            pieces.extend(terms.map(|mention| Piece::concept(mention.concept)));
        }
        let evidence = vocabulary.counted(pieces);
        let length = length(lang, sentence);
        match out.last_mut() {
            // A bare figure, a bracket or a sign is no sentence of its own.
            Some(last) if length < 1.0 => {
                last.span = last.span.join(at);
            }
            _ => out.push(Sentence {
                clause: id,
                span: at,
                length,
                evidence,
            }),
        }
    }
    out
}

/// How two editions of a policy are compared.
#[derive(Debug)]
pub struct Scale {
    rarity: Vec<f32>,
    /// Length of the second edition for one Chinese letter of the first.
    pub ratio: f32,
    /// Brings the typical likeness of true translations to one level.
    calibration: f32,
}

/// What a piece of evidence counts that the other edition never shows: its translator may have another word for it.
const ONE_SIDED: f32 = 0.3;
/// The likeness of true translations after calibration.
pub(super) const TYPICAL: f32 = 0.62;
/// So many Chinese letters does the expectation weigh that languages keep their usual ratio.
const PRIOR: f32 = 120.0;

impl Scale {
    /// Measures a pair of editions.
    #[must_use]
    pub fn new(policy: &Policy, wording: &Wording, x: Lang, y: Lang) -> Self {
        let none = Vec::new();
        let (a, b) = (
            wording.counts.get(&x).unwrap_or(&none),
            wording.counts.get(&y).unwrap_or(&none),
        );
        let clauses = |lang: Lang| {
            wording.sentences.get(&lang).map_or(0, |clauses| {
                clauses.iter().filter(|one| !one.is_empty()).count()
            })
        };
        let all = (clauses(x) + clauses(y) + 1) as f32;
        let rarity = wording
            .weights
            .iter()
            .zip(a.iter().zip(b))
            .map(|(weight, (a, b))| match (*a, *b) {
                (0, 0) => 0.0,
                (a, 0) | (0, a) => (all / (2 * a) as f32).ln().max(0.0) * weight * ONE_SIDED,
                (a, b) => (all / (a + b) as f32).ln().max(0.0) * weight,
            })
            .collect();
        let mut scale = Self {
            rarity,
            ratio: 1.0,
            calibration: 1.0,
        };
        let (mut from, mut to) = (PRIOR, PRIOR);
        let mut likeness: Vec<f32> = Vec::new();
        for group in policy.groups.iter().filter(|group| is_compared(group)) {
            let [id] = group.of(x) else { continue };
            let [other] = group.of(y) else { continue };
            let is_prose = policy.clause(x, *id).is_some_and(|clause| {
                matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
            });
            let (ours, theirs) = (
                Vector::sum(wording.of(x, std::slice::from_ref(id)), &scale),
                Vector::sum(wording.of(y, std::slice::from_ref(other)), &scale),
            );
            if ours.mass() > 2.0 && theirs.mass() > 2.0 {
                likeness.push(ours.likeness(&theirs));
            }
            // A clause that is far out says nothing about the languages.
            if is_prose && ((ours.length + 4.0) / (theirs.length + 4.0)).ln().abs() < 0.9 {
                from += ours.length;
                to += theirs.length;
            }
        }
        scale.ratio = to / from;
        likeness.sort_unstable_by(f32::total_cmp);
        if let Some(median) = likeness.get(likeness.len() / 2) {
            // A handful of clauses is a weak witness.
            let known = likeness.len() as f32;
            let shrunk = (median * known + 0.45 * 6.0) / (known + 6.0);
            scale.calibration = (TYPICAL / shrunk.max(0.1)).min(2.5);
        } else {
            scale.calibration = TYPICAL / 0.45;
        }
        scale
    }

    /// A cosine on the level of all pairs.
    pub(super) fn calibrated(&self, cosine: f32) -> f32 {
        (self.calibration * cosine).min(1.2)
    }

    /// How alike two stretches are: about [`TYPICAL`] for translations of each other.
    #[must_use]
    pub fn likeness(&self, x: &Vector, y: &Vector) -> f32 {
        self.calibrated(x.likeness(y))
    }
}

/// The weighted evidence of a stretch of text.
#[derive(Clone, Debug, Default)]
pub struct Vector {
    evidence: Vec<(u32, f32)>,
    square: f32,
    /// Its length in Chinese letters.
    pub length: f32,
}

impl Vector {
    /// Adds sentences up.
    pub fn sum<'w>(sentences: impl Iterator<Item = &'w Sentence>, scale: &Scale) -> Self {
        let mut all: Vec<(u32, f32)> = Vec::new();
        let mut length = 0.0;
        for sentence in sentences {
            all.extend_from_slice(&sentence.evidence);
            length += sentence.length;
        }
        all.sort_unstable_by_key(|(id, _)| *id);
        let mut evidence: Vec<(u32, f32)> = Vec::with_capacity(all.len());
        for (id, count) in all {
            match evidence.last_mut() {
                Some((last, sum)) if *last == id => *sum += count,
                _ => evidence.push((id, count)),
            }
        }
        evidence.retain_mut(|(id, count)| {
            *count = (1.0 + count.ln()) * scale.rarity.get(*id as usize).copied().unwrap_or(0.0);
            *count > 0.0
        });
        let square = evidence.iter().map(|(_, weight)| weight * weight).sum();
        Self {
            evidence,
            square,
            length,
        }
    }

    /// How much evidence there is: the norm of the vector.
    #[must_use]
    pub fn mass(&self) -> f32 {
        self.square.sqrt()
    }

    /// Cosine, 0 where one side shows nothing.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        let norms = self.mass() * other.mass();
        if norms <= 0.0 {
            return 0.0;
        }
        self.product(other) / norms
    }

    /// The product: the evidence of both, weighted on both sides.
    #[must_use]
    pub fn product(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.evidence.get(i), other.evidence.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}
