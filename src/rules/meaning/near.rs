//! Words that are nearly the right one: a part of a term that was rendered literally (第3の方向 for 第三者, hướng thứ
//! ba for bên thứ ba), and a Latin word that all others have in another spelling (beans for beacons).

use std::collections::BTreeMap;

use super::concepts::Unit;
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::text::{Folded, Lang, Span, is_cjk};

/// Letters that a Latin word has at least.
const LETTERS: usize = 5;

/// A token of a text as terms are compared: numerals are of one kind, and what only joins is left out.
pub(super) type Token = (String, Span);

/// The tokens of a stretch of an edition, and where they stand.
pub(super) fn tokens(policy: &Policy, lang: Lang, span: Span) -> Vec<Token> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let folded = Folded::new(edition.document.slice(span));
    split(lang, folded.text(), &mut |token, start, end| {
        let at = folded.original(Span::new(start, end)).shifted(span.start);
        out.push((token, at));
    });
    out
}

/// The tokens of a folded text, each with its bytes.
pub(super) fn split(lang: Lang, text: &str, each: &mut dyn FnMut(String, usize, usize)) {
    if lang.is_cjk() {
        for (at, written) in text.char_indices() {
            let c = match written {
                '1'..='9' => "一二三四五六七八九"
                    .chars()
                    .nth(written as usize - '1' as usize)
                    .unwrap_or(written),
                'の' | '的' | ' ' => continue,
                c => c,
            };
            each(c.to_string(), at, at + written.len_utf8());
        }
        return;
    }
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (crate::text::is_alphanumeric(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                each(text[from..at].to_owned(), from, at);
                start = None;
            }
            _ => {}
        }
    }
}

/// A part of a concept's form that stands in a unit where the concept itself does not, and that the edition uses
/// nowhere but in that form.
pub(super) fn part(
    policy: &Policy,
    units: &[Unit],
    unit: &Unit,
    lang: Lang,
    concept: TermId,
) -> Option<Span> {
    let own = unit.editions.get(&lang)?;
    let text = tokens(policy, lang, own.span);
    let base = termbase();
    let form = base.concept(concept)?.forms(lang).next()?;
    let mut parts: Vec<String> = Vec::new();
    split(lang, Folded::new(form).text(), &mut |token, _, _| {
        parts.push(token)
    });
    let whole = parts.len();
    let least = if lang.is_cjk() {
        if whole < 3 || !form.chars().all(is_cjk) {
            return None;
        }
        whole.div_ceil(2).max(2)
    } else {
        if whole < 2 {
            return None;
        }
        whole.div_ceil(2)
    };
    let is_named = |span: Span| own.named.iter().any(|(_, named)| named.overlaps(span));
    let length = |part: &[String]| {
        part.iter()
            .map(|token| token.chars().count())
            .sum::<usize>()
    };
    for size in (least..whole).rev() {
        for part in [&parts[..size], &parts[whole - size..]] {
            if !lang.is_cjk() && length(part) < LETTERS {
                continue;
            }
            let Some(at) = stands(&text, part).next() else {
                continue;
            };
            if is_named(at) || stands_elsewhere(policy, units, unit, lang, concept, part) {
                continue;
            }
            return Some(at);
        }
    }
    None
}

/// The places of a part in some tokens.
fn stands<'t>(text: &'t [Token], part: &'t [String]) -> impl Iterator<Item = Span> + 't {
    text.windows(part.len().max(1)).filter_map(move |window| {
        let same = window
            .iter()
            .zip(part)
            .all(|((token, _), own)| token == own);
        (same && window.len() == part.len()).then(|| window[0].1.join(window[window.len() - 1].1))
    })
}

/// Whether the edition has the part outside of the concept in another unit.
fn stands_elsewhere(
    policy: &Policy,
    units: &[Unit],
    unit: &Unit,
    lang: Lang,
    concept: TermId,
    part: &[String],
) -> bool {
    units
        .iter()
        .filter(|other| !std::ptr::eq(*other, unit))
        .filter_map(|other| other.editions.get(&lang))
        .any(|other| {
            let text = tokens(policy, lang, other.span);
            stands(&text, part).any(|at| {
                !other
                    .named
                    .iter()
                    .any(|(one, named)| *one == concept && named.overlaps(at))
            })
        })
}

/// A Latin word that two other editions have, and nearly it here instead.
pub(super) fn word(policy: &Policy, unit: &Unit, lang: Lang) -> Option<(Span, Vec<(Lang, Span)>)> {
    if lang != Lang::En && lang != Lang::Vi {
        return None;
    }
    let mut theirs: BTreeMap<String, Vec<(Lang, Span)>> = BTreeMap::new();
    for (other, wording) in unit.editions.iter().filter(|(other, _)| other.is_cjk()) {
        for (word, at, plain) in latin(policy, *other, wording.span) {
            let places = theirs.entry(word).or_default();
            if plain && places.iter().all(|(known, _)| known != other) {
                places.push((*other, at));
            }
        }
    }
    theirs.retain(|_, places| places.len() > 1);
    if theirs.is_empty() {
        return None;
    }
    let own = latin(policy, lang, unit.editions.get(&lang)?.span);
    theirs.into_iter().find_map(|(word, places)| {
        let akin = |one: &str| one.starts_with(&*word) || word.starts_with(one);
        if own.iter().any(|(one, ..)| akin(one)) {
            return None;
        }
        let (_, at, _) = own.iter().find(|(one, ..)| {
            let single = one.strip_suffix('s').unwrap_or(one);
            one.get(..3) == word.get(..3)
                && strsim::damerau_levenshtein(single, &word) <= 3
                && strsim::normalized_damerau_levenshtein(single, &word) >= 0.55
        })?;
        Some((*at, places))
    })
}

/// The Latin words of a text in lower case, with whether they are written so.
fn latin(policy: &Policy, lang: Lang, span: Span) -> Vec<(String, Span, bool)> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let text = edition.document.slice(span);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // Addresses are compared by other rules.
        let inside = c.is_ascii_alphabetic();
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word: &str = &text[from..at];
                let alone = !matches!(c, '.' | '@' | '/' | '-' | '_')
                    || text[at + c.len_utf8()..]
                        .chars()
                        .next()
                        .is_none_or(|next| !next.is_ascii_alphanumeric());
                if word.len() >= LETTERS && word.len() <= 40 && alone {
                    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
                    let at = Span::new(from, at).shifted(span.start);
                    out.push((word.to_ascii_lowercase(), at, plain));
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}
