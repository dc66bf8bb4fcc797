//! Where the language of a file turns, and which blocks are left over from another language.
//!
//! Every block gives evidence for each language; the most probable sequence
//! of languages with a price for each turn (Viterbi) cuts the file. A stretch
//! is an edition only when it has some length of its own; a stray run is a
//! leftover inside the edition around it.

use std::ops::Range;

use crate::language::identify::{self, Evidence};
use crate::model::Block;
use crate::text::{Lang, Source};

/// A stretch of blocks in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its language.
    pub(super) lang: Lang,
    /// Its blocks.
    pub(super) blocks: Range<usize>,
    /// For each of its blocks: whether it is in another language.
    pub(super) foreign: Vec<bool>,
}

/// What one turn of the language costs, in units of evidence.
const TURN: f32 = 14.0;
/// An edition has at least this share of the longest edition's letters …
const SHARE: f32 = 0.15;
/// … and at least this many blocks.
const BLOCKS: usize = 4;
/// Evidence by which a block must speak for another language to be a leftover.
const FOREIGN: f32 = 6.0;

/// The languages that a text can turn out to be in; the two Chinese standards are told apart afterwards.
const CANDIDATES: [Lang; 4] = [Lang::Zh, Lang::En, Lang::Ja, Lang::Vi];

/// Cuts a file into its editions.
pub(super) fn split(source: &Source, blocks: &[Block], named: Option<Lang>) -> Vec<Stretch> {
    if blocks.is_empty() {
        return Vec::new();
    }
    let evidence: Vec<Evidence> = blocks.iter().map(|block| identify::evidence(source.slice(block.span))).collect();
    let mut stretches = if let Some(lang) = named {
        vec![Stretch { lang, blocks: 0..blocks.len(), foreign: Vec::new() }]
    } else {
        editions(&turns(&evidence), &evidence, source, blocks)
    };
    for stretch in &mut stretches {
        if named.is_none() && stretch.lang == Lang::Zh {
            let text: String = blocks[stretch.blocks.clone()].iter().map(|block| source.slice(block.span)).collect();
            stretch.lang = identify::han_standard(&text).unwrap_or(Lang::Zh);
        }
        stretch.foreign = stretch.blocks.clone().map(|at| is_foreign(&evidence[at], stretch.lang)).collect();
    }
    stretches
}

/// The most probable language of each block.
fn turns(evidence: &[Evidence]) -> Vec<usize> {
    let mut best = [0.0f32; CANDIDATES.len()];
    let mut back: Vec<[usize; CANDIDATES.len()]> = Vec::with_capacity(evidence.len());
    for one in evidence {
        let before = best;
        let mut from = [0; CANDIDATES.len()];
        let top = (0..CANDIDATES.len()).max_by(|a, b| before[*a].total_cmp(&before[*b]).then(b.cmp(a))).unwrap_or(0);
        for (lang, value) in best.iter_mut().enumerate() {
            from[lang] = if before[lang] >= before[top] - TURN { lang } else { top };
            *value = (before[lang]).max(before[top] - TURN) + one.of(CANDIDATES[lang]);
        }
        back.push(from);
    }
    let mut lang = (0..CANDIDATES.len()).max_by(|a, b| best[*a].total_cmp(&best[*b]).then(b.cmp(a))).unwrap_or(0);
    let mut path = vec![0; evidence.len()];
    for at in (0..evidence.len()).rev() {
        path[at] = lang;
        lang = back[at][lang];
    }
    path
}

/// Runs of one language become editions; what is too short, or comes a second time, joins the run before it.
fn editions(path: &[usize], evidence: &[Evidence], source: &Source, blocks: &[Block]) -> Vec<Stretch> {
    let weight = |range: &Range<usize>| -> f32 {
        let letters = |at: usize| source.slice(blocks[at].span).chars().map(|c| if crate::text::is_cjk(c) { 2.0 } else { 0.9 }).sum::<f32>();
        range.clone().map(letters).sum()
    };
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, lang) in path.iter().enumerate() {
        match runs.last_mut() {
            Some((last, range)) if last == lang => range.end = at + 1,
            _ => runs.push((*lang, at..at + 1)),
        }
    }
    let weights: Vec<f32> = runs.iter().map(|(_, range)| weight(range)).collect();
    let longest = weights.iter().copied().fold(0.0, f32::max);
    let is_edition: Vec<bool> = runs
        .iter()
        .zip(&weights)
        .enumerate()
        .map(|(at, ((lang, range), weight))| {
            let first_of_lang = (0..runs.len()).filter(|other| runs[*other].0 == *lang).max_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(b.cmp(a))) == Some(at);
            first_of_lang && (*weight >= longest || (*weight >= SHARE * longest && range.len() >= BLOCKS))
        })
        .collect();
    let mut out: Vec<Stretch> = Vec::new();
    let mut pending = 0;
    for ((lang, range), edition) in runs.iter().zip(is_edition) {
        if edition {
            let start = if out.is_empty() { pending } else { range.start };
            out.push(Stretch { lang: CANDIDATES[*lang], blocks: start..range.end, foreign: Vec::new() });
        } else if let Some(last) = out.last_mut() {
            last.blocks.end = range.end;
        } else {
            pending = pending.min(range.start);
        }
    }
    // No evidence at all (figures only, or a language that is not known in depth).
    if evidence.iter().all(|one| one.best().is_none())
        && let Some(first) = out.first_mut()
    {
        first.lang = identify::unknown();
    }
    out
}

/// A block that plainly speaks another language than the edition's.
fn is_foreign(evidence: &Evidence, lang: Lang) -> bool {
    let Some(best) = evidence.best() else { return false };
    let same = best == lang || (best.is_chinese() && lang.is_chinese()) || matches!(lang, Lang::Other(_));
    !same && evidence.of(best) - evidence.of(lang) >= FOREIGN
}
