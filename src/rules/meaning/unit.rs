//! The sentences of a group, side by side.
//!
//! Sentences are aligned by length, each edition with the one that the others are compared with (the
//! source where it has the clause): dynamic programming over one-to-one, one-to-two, two-to-one and
//! two-to-two links and sentences without a like (Gale & Church 1993), with figures and Latin words that
//! both sides hold as anchors. A unit ends where all editions end a sentence.

use std::sync::Arc;

use crate::align::length;
use crate::language;
use crate::model::{Class, Cue, Group, Policy};
use crate::text::{Lang, Script, Span, script_of};

/// Sentences of one clause that are aligned at most; a longer one is left alone.
const MOST: usize = 120;

/// What one edition says in a unit.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) lang: Lang,
    /// From its first sentence to its last.
    pub(super) span: Span,
    pub(super) cues: Vec<Cue>,
    /// Its length in Chinese letters.
    pub(super) length: f32,
    /// How many sentences.
    pub(super) sentences: usize,
}

/// Sentences that say the same thing, at least two editions of them.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) parts: Vec<Part>,
}

struct Sentence {
    span: Span,
    weight: f32,
    anchors: Vec<String>,
}

/// The units of all groups of running text, each with the number of its group, in their order.
#[derive(Debug)]
pub(super) struct Units(pub(super) Vec<(usize, Unit)>);

/// The units of a policy.
pub(super) fn units(policy: &Policy) -> Arc<Units> {
    policy.memo.get(|| {
        let groups = policy.groups.iter().enumerate();
        let text = groups.filter(|(_, one)| one.class == Class::Text && one.members.len() > 1);
        Units(
            text.flat_map(|(at, group)| {
                let units = of_group(policy, group).into_iter();
                units.map(move |unit| (at, unit))
            })
            .collect(),
        )
    })
}

fn of_group(policy: &Policy, group: &Group) -> Vec<Unit> {
    let mut sides: Vec<(Lang, Vec<Sentence>)> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for lang in group.members.keys().copied() {
        let Some(edition) = policy.edition(lang) else {
            continue;
        };
        let mut sentences = Vec::new();
        let mut whole = String::new();
        for clause in group.of(lang) {
            let body = edition.document.clause(*clause).body;
            let text = edition.document.slice(body);
            whole.push_str(text);
            for span in language::of(lang).sentences(text) {
                sentences.push(sentence(&text[span.range()], span.shifted(body.start)));
            }
        }
        if sentences.is_empty() || sentences.len() > MOST || !is_written_in(&whole, lang) {
            continue;
        }
        // A clause that was left in another edition's language has none of its own language's words.
        if texts.contains(&whole) {
            continue;
        }
        texts.push(whole);
        sides.push((lang, sentences));
    }
    if sides.len() < 2 {
        return Vec::new();
    }
    let pivot = sides
        .iter()
        .position(|(lang, _)| *lang == policy.source)
        .unwrap_or(0);
    let cuts: Vec<Vec<(usize, usize)>> = sides
        .iter()
        .map(|(_, side)| cuts(&sides[pivot].1, side))
        .collect();
    let mut from = vec![0usize; sides.len()];
    let mut units = Vec::new();
    for at in 1..=sides[pivot].1.len() {
        let ends: Option<Vec<usize>> = cuts
            .iter()
            .map(|cuts| {
                cuts.iter()
                    .rev()
                    .find(|(theirs, _)| *theirs == at)
                    .map(|(_, own)| *own)
            })
            .collect();
        let Some(ends) = ends else { continue };
        let mut unit = Unit { parts: Vec::new() };
        for (side, (lang, sentences)) in sides.iter().enumerate() {
            if ends[side] > from[side] {
                unit.parts.push(part(
                    policy,
                    *lang,
                    group,
                    &sentences[from[side]..ends[side]],
                ));
            }
        }
        from = ends;
        if unit.parts.len() > 1 {
            units.push(unit);
        }
    }
    units
}

fn part(policy: &Policy, lang: Lang, group: &Group, own: &[Sentence]) -> Part {
    let span = own
        .iter()
        .fold(own[0].span, |span, sentence| span.join(sentence.span));
    let cues = policy.edition(lang).map_or_else(Vec::new, |edition| {
        let clauses = group.of(lang).iter();
        clauses
            .flat_map(|clause| edition.cues_of(*clause))
            .filter(|cue| span.contains(cue.span))
            .copied()
            .collect()
    });
    Part {
        lang,
        span,
        cues,
        length: policy
            .edition(lang)
            .map_or(0.0, |edition| length(lang, edition.document.slice(span))),
        sentences: own.len(),
    }
}

fn sentence(text: &str, span: Span) -> Sentence {
    let anchors = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) || word.len() > 3)
        .map(str::to_ascii_lowercase)
        .take(32)
        .collect();
    Sentence {
        span,
        weight: text.chars().filter(|c| !c.is_whitespace()).count() as f32,
        anchors,
    }
}

/// Whether a text has the letters that its language is written with.
pub(super) fn is_written_in(text: &str, lang: Lang) -> bool {
    let (mut own, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| crate::text::is_alphabetic(*c)) {
        all += 1;
        own += usize::from(match lang {
            Lang::Zh | Lang::ZhHant | Lang::Ja => script_of(c) != Script::Latin,
            _ => script_of(c) == Script::Latin,
        });
    }
    let accented = lang != Lang::Vi || all < 40 || !text.is_ascii();
    own * 3 > all && accented
}

/// Where both sides end a sentence: `(sentences of a, sentences of b)`, from `(0, 0)` on.
fn cuts(a: &[Sentence], b: &[Sentence]) -> Vec<(usize, usize)> {
    const LINKS: [(usize, usize, f32); 6] = [
        (1, 1, 0.0),
        (1, 2, 0.7),
        (2, 1, 0.7),
        (2, 2, 1.4),
        (1, 0, 2.5),
        (0, 1, 2.5),
    ];
    let total = |side: &[Sentence]| side.iter().map(|one| one.weight).sum::<f32>().max(1.0);
    let ratio = total(a) / total(b);
    let (rows, columns) = (a.len() + 1, b.len() + 1);
    let mut cost = vec![f32::INFINITY; rows * columns];
    let mut back = vec![(0usize, 0usize); rows * columns];
    cost[0] = 0.0;
    for x in 0..rows {
        for y in 0..columns {
            let here = cost[x * columns + y];
            if !here.is_finite() {
                continue;
            }
            for (dx, dy, penalty) in LINKS {
                let (to_x, to_y) = (x + dx, y + dy);
                if to_x >= rows || to_y >= columns {
                    continue;
                }
                let price = here + penalty + distance(&a[x..to_x], &b[y..to_y], ratio);
                let to = to_x * columns + to_y;
                if price < cost[to] {
                    cost[to] = price;
                    back[to] = (x, y);
                }
            }
        }
    }
    let mut at = (a.len(), b.len());
    let mut cuts = vec![at];
    while at != (0, 0) {
        at = back[at.0 * columns + at.1];
        cuts.push(at);
    }
    cuts.reverse();
    cuts
}

fn distance(a: &[Sentence], b: &[Sentence], ratio: f32) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let weight = |side: &[Sentence]| side.iter().map(|one| one.weight).sum::<f32>() + 8.0;
    let apart = (weight(a) / (weight(b) * ratio)).ln();
    let anchors = a.iter().flat_map(|one| &one.anchors);
    let shared = anchors
        .filter(|anchor| b.iter().any(|one| one.anchors.contains(anchor)))
        .take(4)
        .count();
    4.0 * apart * apart - 0.6 * shared as f32
}
