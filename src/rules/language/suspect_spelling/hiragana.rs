//! Hiragana: fillers of speech inside of words, and letters that are exchanged or have the wrong mark.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::edits::one_apart;
use super::{Suspect, texts};
use crate::language::analysis::{self, Class, Dictionary, Entry};
use crate::model::Policy;
use crate::text::{Lang, Script, Span, is_han, is_kana, script_of};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// Letters of the shortest word that is compared.
const SHORTEST: usize = 3;

/// A word where it stands.
struct Token<'a> {
    text: &'a str,
    /// Where it begins in the source.
    at: usize,
    entry: Entry,
}

/// The words of a clause that begins at a place of the source.
fn tokens(text: &str, start: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    analysis::entries(Dictionary::Ipadic, text, &mut |entry| {
        tokens.push(Token {
            text: &text[entry.start..entry.end],
            at: start + entry.start,
            entry,
        });
    });
    tokens
}

fn is_hiragana(c: char) -> bool {
    script_of(c) == Script::Hiragana
}

/// What the fillers ま, え and あ begin where they are none: 98 of 100 places that have one of these letters inside a
/// word. Clauses without another are not analysed, because that took half of the rule's time.
const ORDINARY: &[&str] = &[
    "あた", "あっ", "あな", "あら", "あり", "ある", "あれ", "あろ", "えし", "えず", "えた", "えて",
    "えで", "えな", "えば", "えま", "えら", "える", "まい", "まし", "ます", "まず", "ませ", "また",
    "まだ", "まで", "まな", "まま", "まり", "まる", "まれ",
];

/// Whether a letter that may be a filler stands inside a word, before another than usual.
fn may_hold_filler(text: &str) -> bool {
    let inside = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_some_and(|c| is_han(c) || is_kana(c))
    };
    text.match_indices(['あ', 'え', 'ま']).any(|(at, letter)| {
        let rest = &text[at..];
        rest[letter.len()..].starts_with(is_hiragana)
            && !ORDINARY.iter().any(|pair| rest.starts_with(pair))
            && inside(at)
    })
}

/// Fillers of a clause, each with the word that it is glued to.
fn odd(tokens: &[Token<'_>]) -> Vec<(Span, String)> {
    let glued = |a: &Token<'_>, b: &Token<'_>| a.at + a.text.len() == b.at;
    let triples = tokens.windows(3).filter(|triple| {
        let [before, token, next] = triple else {
            return false;
        };
        token.text.chars().all(is_hiragana)
            && next.text.chars().all(is_hiragana)
            && before.text.ends_with(|c: char| is_han(c) || is_kana(c))
            && glued(before, token)
            && glued(token, next)
            && token.entry.part_of_speech() == Class::Other
    });
    triples
        .map(|triple| {
            let (token, next) = (&triple[1], &triple[2]);
            (
                Span::new(token.at, next.at + next.text.len()),
                format!("{}{}", token.text, next.text),
            )
        })
        .collect()
}

/// A filler of speech (ま, え) that joins its neighbour to something close to a word of the edition.
///
/// The dictionary has nothing for まもめます but the filler ま and another verb. Nobody writes fillers into a policy:
/// it is a slip for まとめます.
pub(super) fn fillers(policy: &Policy) -> Vec<Suspect> {
    let mut found = Vec::new();
    texts(policy, Lang::Ja, |_, text, start| {
        if may_hold_filler(text) {
            found.extend(odd(&tokens(text, start)));
        }
    });
    if found.is_empty() {
        return Vec::new();
    }
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    texts(policy, Lang::Ja, |_, text, start| {
        let known = tokens(text, start).into_iter().filter(|token| {
            token.text.chars().all(is_hiragana)
                && token.text.chars().nth(SHORTEST - 1).is_some()
                && token.entry.is_known()
        });
        for token in known {
            *words.entry(token.text).or_default() += 1;
        }
    });
    found
        .into_iter()
        .filter_map(|(span, written)| {
            let long = written.chars().nth(SHORTEST - 1).is_some();
            let (meant, _) = words
                .iter()
                .filter(|(word, _)| long && one_apart(&written, word))
                .max_by_key(|(_, count)| **count)?;
            Some(Suspect {
                span,
                expected: Some((*meant).to_owned()),
                other: None,
                confidence: 0.7,
            })
        })
        .collect()
}

/// Letters that are compared at once.
const LENGTH: usize = 4;
/// So often stands what a slip is measured by.
const OFTEN: usize = 6;
/// Letters with and without their marks. Left out are those that make particles and endings of each other: か and が,
/// は and ば, て and で, と and ど, た and だ.
const MARKED: [&str; 14] = [
    "すず",
    "ひびぴ",
    "ぱば",
    "ふぶぷ",
    "くぐ",
    "きぎ",
    "さざ",
    "せぜ",
    "そぞ",
    "ちぢ",
    "つづっ",
    "こご",
    "けげ",
    "ほぼぽ",
];

/// Words that a mark makes of other words: するごとに is no slip for することに.
const WORDS: [[char; 2]; 8] = [
    // にすぎません, にすぎない
    ['ぎ', 'ま'],
    ['ぎ', 'な'],
    ['ご', 'と'],
    ['ご', 'ろ'],
    ['こ', 'ろ'],
    ['ぐ', 'ら'],
    ['ぶ', 'り'],
    ['ふ', 'り'],
];

/// Strings that stand once, and often with two letters exchanged or with another mark.
pub(super) fn swaps(policy: &Policy) -> Vec<Suspect> {
    type Gram = [char; LENGTH];
    let mut counts: HashMap<Gram, (usize, Span)> = HashMap::new();
    texts(policy, Lang::Ja, |_, text, start| {
        let mut window = [(0, '\0'); LENGTH];
        let mut filled = 0;
        for (at, c) in text.char_indices() {
            if !(is_hiragana(c) || matches!(c, '。' | '、')) {
                filled = 0;
                continue;
            }
            window.rotate_left(1);
            window[LENGTH - 1] = (at, c);
            filled += 1;
            if filled >= LENGTH {
                let span = Span::new(start + window[0].0, start + at + c.len_utf8());
                counts.entry(window.map(|(_, c)| c)).or_insert((0, span)).0 += 1;
            }
        }
    });
    if counts.values().all(|(count, _)| *count < OFTEN) {
        return Vec::new();
    }
    let often = |gram: &Gram| counts.get(gram).is_some_and(|(count, _)| *count >= OFTEN);
    let mut found: Vec<Suspect> = Vec::new();
    let mut changed: Vec<(Span, Vec<usize>)> = Vec::new();
    for (gram, (count, span)) in &counts {
        if *count != 1 {
            continue;
        }
        let meant = other_marks(gram)
            .into_iter()
            .chain(exchanged(gram))
            .find(|other| often(other));
        if let Some(meant) = meant {
            let apart: Vec<usize> = (0..LENGTH).filter(|at| meant[*at] != gram[*at]).collect();
            changed.push((*span, apart));
            found.push(Suspect {
                span: *span,
                expected: Some(meant.iter().collect()),
                other: None,
                confidence: 0.7,
            });
        }
    }
    let sound: HashSet<Span> = sound(policy, &changed);
    found.retain(|one| !sound.contains(&one.span));
    found
}

/// The suspects whose changed letters are sound: all in one word of the dictionary (あまり, ところ), or particles each
/// (するか|の).
fn sound(policy: &Policy, suspects: &[(Span, Vec<usize>)]) -> HashSet<Span> {
    let mut sound = HashSet::new();
    texts(policy, Lang::Ja, |_, text, start| {
        let whole = Span::new(start, start + text.len());
        let here = || suspects.iter().filter(|(span, _)| whole.contains(*span));
        if here().next().is_none() {
            return;
        }
        let tokens = tokens(text, start);
        for (span, apart) in here() {
            let letters: Vec<usize> = text[span.start as usize - start..]
                .char_indices()
                .map(|(at, _)| span.start as usize + at)
                .take(LENGTH)
                .collect();
            let of = |letter: &usize| {
                let at = letters[*letter];
                tokens
                    .iter()
                    .find(|one| one.at <= at && at < one.at + one.text.len())
            };
            let words: Vec<&Token<'_>> = apart.iter().filter_map(of).collect();
            let one = words.windows(2).all(|pair| pair[0].at == pair[1].at);
            let is_word = one
                && words.iter().all(|word| {
                    word.entry.is_known()
                        && word.text.chars().nth(1).is_some()
                        && word.entry.part_of_speech() != Class::Other
                });
            let are_particles = words.len() > 1
                && words
                    .iter()
                    .all(|word| word.entry.part_of_speech() == Class::Particle);
            if is_word || are_particles {
                sound.insert(*span);
            }
        }
    });
    sound
}

/// The letters that one is with and without its marks; empty for all others.
fn row_of(c: char) -> &'static str {
    const FIRST: u32 = 0x3041;
    const LETTERS: usize = 86;
    static ROWS: LazyLock<[&str; LETTERS]> = LazyLock::new(|| {
        let mut rows = [""; LETTERS];
        for row in MARKED {
            for c in row.chars() {
                rows[(u32::from(c) - FIRST) as usize] = row;
            }
        }
        rows
    });
    let place = u32::from(c).checked_sub(FIRST);
    place
        .and_then(|place| ROWS.get(place as usize))
        .copied()
        .unwrap_or("")
}

fn other_marks(gram: &[char; LENGTH]) -> Vec<[char; LENGTH]> {
    let mut out = Vec::new();
    for (place, c) in gram.iter().enumerate() {
        if WORDS.iter().any(|word| gram[place..].starts_with(word)) {
            continue;
        }
        for other in row_of(*c).chars().filter(|other| other != c) {
            let mut changed = *gram;
            changed[place] = other;
            out.push(changed);
        }
    }
    out
}

fn exchanged(gram: &[char; LENGTH]) -> Vec<[char; LENGTH]> {
    (0..LENGTH - 1)
        .filter(|place| {
            gram[*place] != gram[place + 1]
                && is_hiragana(gram[*place])
                && is_hiragana(gram[place + 1])
        })
        .map(|place| {
            let mut changed = *gram;
            changed.swap(place, place + 1);
            changed
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_a_string() {
        let gram = ['く', 'さ', 'だ', 'い'];
        assert!(exchanged(&gram).contains(&['く', 'だ', 'さ', 'い']));
        assert!(other_marks(&['し', 'ま', 'ず', '。']).contains(&['し', 'ま', 'す', '。']));
        assert!(
            !other_marks(&['す', 'る', 'ご', 'と']).contains(&['す', 'る', 'こ', 'と']),
            "each time is a word of its own"
        );
        assert!(
            other_marks(&['こ', 'と', 'か', '。'])
                .iter()
                .all(|gram| gram[2] == 'か')
        );
    }
}
