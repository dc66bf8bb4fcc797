//! Chinese and Japanese: strings of Han characters one character away from frequent ones.
//!
//! A slip replaces a character by one of the same sound or look, and what it makes is seldom a word. Strings of four
//! characters that stand once are compared with those that stand often; only the few clauses where one is a character
//! apart are split into words, and only a character that then stands alone, where the frequent string has a word,
//! is suspected. Shorter strings tell too little: most characters are words too.

use super::{Suspect, texts};
use crate::language;
use crate::lexicon::glosses;
use crate::model::Policy;
use crate::text::{Folded, Lang, Span, is_han};
use foldhash::{HashMap, HashMapExt as _};

/// Characters of the strings that are compared.
const LENGTH: usize = 4;
/// So often stands a string that a slip is measured by.
const OFTEN: usize = 4;

/// Strings of Han characters one character away from a frequent one.
pub(super) fn suspects(policy: &Policy, lang: Lang) -> Vec<Suspect> {
    type Gram = [char; LENGTH];
    let mut counts: HashMap<Gram, (usize, Span, usize)> = HashMap::new();
    let mut clauses: Vec<(usize, &str)> = Vec::new();
    texts(policy, lang, |_, text, start| {
        clauses.push((start, text));
        let number = clauses.len() - 1;
        let mut window: [(usize, char); LENGTH] = [(0, '\0'); LENGTH];
        let mut filled = 0;
        for (at, c) in text.char_indices() {
            if !is_han(c) {
                filled = 0;
                continue;
            }
            window.rotate_left(1);
            window[LENGTH - 1] = (at, c);
            filled += 1;
            if filled >= LENGTH {
                let gram = window.map(|(_, c)| c);
                let span = Span::new(start + window[0].0, start + at + c.len_utf8());
                counts.entry(gram).or_insert((0, span, number)).0 += 1;
            }
        }
    });
    let mut seen: HashMap<char, usize> = HashMap::new();
    for (_, text) in &clauses {
        for c in text.chars().filter(|c| is_han(*c)) {
            *seen.entry(c).or_default() += 1;
        }
    }
    let mut masks: HashMap<(usize, Gram), (usize, Gram)> = HashMap::new();
    for (gram, (count, ..)) in counts.iter().filter(|(_, (count, ..))| *count >= OFTEN) {
        for place in 0..LENGTH {
            let mut masked = *gram;
            masked[place] = '\0';
            let best = masks.entry((place, masked)).or_insert((*count, *gram));
            if (*count, *gram) > *best {
                *best = (*count, *gram);
            }
        }
    }
    if masks.is_empty() {
        return Vec::new();
    }
    let mut rare: Vec<(Span, usize, Gram)> = counts
        .iter()
        .filter(|(_, (count, ..))| *count == 1)
        .map(|(gram, (_, span, clause))| (*span, *clause, *gram))
        .collect();
    rare.sort_unstable();
    let mut found: Vec<Suspect> = Vec::new();
    for (span, clause, gram) in rare {
        for place in 0..LENGTH {
            let mut masked = gram;
            masked[place] = '\0';
            let Some((_, meant)) = masks.get(&(place, masked)) else {
                continue;
            };
            let (start, text) = clauses[clause];
            let from = span.start as usize - start;
            let at = from + gram[..place].iter().map(|c| c.len_utf8()).sum::<usize>();
            if seen.get(&gram[place]).is_none_or(|count| *count <= 2)
                && stands_alone(text, at, gram[place], lang)
                && is_word_there(meant, place, lang)
            {
                let at = Span::new(start + at, start + at + gram[place].len_utf8());
                if found.last().is_none_or(|last| !last.span.overlaps(span)) {
                    found.push(Suspect {
                        span: span.join(at),
                        expected: Some(meant.iter().collect()),
                        other: None,
                        confidence: 0.8,
                    });
                }
                break;
            }
        }
    }
    found
}

/// Whether the character at `at` is a word of its own in its clause, and none that joins others.
fn stands_alone(text: &str, at: usize, c: char, lang: Lang) -> bool {
    const JOINING: &str = "的了在是和与與及或将將对對为為您我其并並向由以可有会會也都而且就被把从從到于於按如若则則应應须須需各该該此后後前中内內外上下等者所之不未无無非已个個类類种種项項条條款名号號年月日时時次家人用能让讓给給使至当當因但更最多少大小高低新旧舊本某每另再又仅僅只均同含即第一二三四五六七八九十百千万萬両每全総総各毎等者性的化型式別間外内時後前中上下他又及";
    if JOINING.contains(c) {
        return false;
    }
    // Near by is enough: words are short.
    let from = text[..at]
        .char_indices()
        .rev()
        .nth(11)
        .map_or(0, |(at, _)| at);
    let to = text[at..]
        .char_indices()
        .nth(12)
        .map_or(text.len(), |(i, _)| at + i);
    let mut alone = false;
    language::of(lang).words(&text[from..to], &mut |range| {
        alone |= range == (at - from..at - from + c.len_utf8());
    });
    alone && !is_in_word(&text[from..to], at - from, lang)
}

/// Whether a character is part of a longer word of the glosses: 跳过, to skip.
fn is_in_word(text: &str, at: usize, lang: Lang) -> bool {
    let folded = Folded::new(text);
    let mut inside = false;
    if let Some(glosses) = glosses(lang) {
        glosses.find(folded.text(), &mut |_, range| {
            let word = folded.original(Span::new(range.start, range.end)).range();
            inside |= word.contains(&at) && text[word].chars().nth(1).is_some();
        });
    }
    inside
}

/// Whether the character of a frequent string is part of a longer word.
fn is_word_there(gram: &[char], place: usize, lang: Lang) -> bool {
    let text: String = gram.iter().collect();
    let at: usize = gram[..place].iter().map(|c| c.len_utf8()).sum();
    let mut inside = false;
    language::of(lang).words(&text, &mut |range| {
        inside |= range.contains(&at) && range.len() > gram[place].len_utf8();
    });
    inside
}
