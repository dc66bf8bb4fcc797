//! Chinese and Japanese: characters that stand alone where a frequent word has another one.
//!
//! A slip replaces a character by one of the same sound or look, and what it makes is seldom a word: the analyser
//! leaves the character alone. One that stands alone hardly ever in the edition, and makes a frequent word of its
//! neighbours when it is another one, is suspected.

use std::collections::HashMap;
use std::ops::Range;

use super::{Suspect, hiragana, katakana, texts};
use crate::language;
use crate::language::analysis::{self, Class, Dictionary};
use crate::model::Policy;
use crate::text::{Lang, Span, is_han};

/// A word where it stands.
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the source.
    pub(super) at: usize,
    pub(super) class: Class,
    pub(super) known: bool,
}

/// The words of each clause of an edition.
fn tokens(policy: &Policy, lang: Lang) -> Vec<Vec<Token<'_>>> {
    let mut out = Vec::new();
    texts(policy, lang, |_, text, start| {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        if lang == Lang::Ja {
            analysis::analyse(Dictionary::Ipadic, text, &mut |word| {
                tokens.push(Token {
                    text: &text[word.start..word.end],
                    at: start + word.start,
                    class: word.part_of_speech,
                    known: word.known,
                });
            });
        } else {
            language::of(lang).words(text, &mut |range: Range<usize>| {
                tokens.push(Token {
                    text: &text[range.clone()],
                    at: start + range.start,
                    class: Class::Noun,
                    known: true,
                });
            });
        }
        out.push(tokens);
    });
    out
}

pub(super) fn suspects(policy: &Policy, lang: Lang) -> Vec<Suspect> {
    let clauses = tokens(policy, lang);
    let mut found = characters(&clauses);
    if lang == Lang::Ja {
        found.extend(katakana::suspects(policy));
        found.extend(hiragana::fillers(&clauses));
        found.extend(hiragana::swaps(policy));
    }
    found
}

/// Characters of the longest word that is compared.
const LONGEST: usize = 4;
/// So often stands a word that a slip is measured by.
const OFTEN: usize = 5;
/// More often than this a character stands alone by right.
const ALONE: usize = 2;

/// Characters that join others, count them or make words of them: they stand alone by right.
const JOINING: &str = "的了在是和与與及或将將对對为為您我其并並向由以可有会會也都而且就被把从從到于於按如若则則应應须須需各该該此后後前中内內外上下等者所之不未无無非已个個类類种種项項条條款名号號年月日时時次人让讓给給至使当當因但更最多少大小高低新旧舊本某每另再又仅僅只均同含即第一二三四五六七八九十百千万萬両毎全総性化型式別間他她它它们還还都很同时時及又也亦否能会要想去来來至自起经經过過两兩几幾双雙半共仍曾便则則却卻既虽雖然即乃非比按照依跟随隨着著过过得地";

fn is_han_word(text: &str) -> bool {
    text.chars().all(is_han)
}

/// Words with a character left out.
type Mask = Vec<char>;

fn characters(clauses: &[Vec<Token<'_>>]) -> Vec<Suspect> {
    let mut words: HashMap<&str, usize> = HashMap::new();
    let mut alone: HashMap<char, usize> = HashMap::new();
    for token in clauses.iter().flatten() {
        let mut chars = token.text.chars();
        let (Some(first), second) = (chars.next(), chars.next()) else {
            continue;
        };
        if !is_han(first) {
            continue;
        }
        if second.is_none() {
            *alone.entry(first).or_default() += 1;
        } else if token.text.len() <= LONGEST * 4 && is_han_word(token.text) {
            *words.entry(token.text).or_default() += 1;
        }
    }
    let mut masks: HashMap<Mask, (usize, &str)> = HashMap::new();
    for (word, count) in words.iter().filter(|(_, count)| **count >= OFTEN) {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() > LONGEST {
            continue;
        }
        for place in 0..chars.len() {
            let mut mask = chars.clone();
            mask[place] = '\0';
            let best = masks.entry(mask).or_insert((*count, *word));
            if (*count, *word) > *best {
                *best = (*count, *word);
            }
        }
    }
    let mut found = Vec::new();
    if masks.is_empty() {
        return found;
    }
    for tokens in clauses {
        for (index, token) in tokens.iter().enumerate() {
            let mut chars = token.text.chars();
            let (Some(c), None) = (chars.next(), chars.next()) else {
                continue;
            };
            if !is_han(c)
                || JOINING.contains(c)
                || alone.get(&c).is_some_and(|count| *count > ALONE)
            {
                continue;
            }
            if matches!(
                token.class,
                Class::Number | Class::Counter | Class::Prefix | Class::Pronoun | Class::Particle
            ) {
                continue;
            }
            let glued = |index: usize| {
                let (a, b) = (tokens.get(index)?, tokens.get(index + 1)?);
                (a.at + a.text.len() == b.at).then_some(())
            };
            let before = index
                .checked_sub(1)
                .filter(|before| glued(*before).is_some() && is_han_word(tokens[*before].text))
                .map_or("", |before| tokens[before].text);
            let behind = glued(index)
                .filter(|()| is_han_word(tokens[index + 1].text))
                .map_or("", |()| tokens[index + 1].text);
            let hit = [(before, behind), (before, ""), ("", behind)]
                .into_iter()
                .filter(|(before, behind)| !(before.is_empty() && behind.is_empty()))
                .find_map(|(before, behind)| {
                    let mask: Mask = before.chars().chain(['\0']).chain(behind.chars()).collect();
                    let (_, word) = masks.get(&mask)?;
                    Some((before, behind, *word))
                });
            if let Some((before, behind, word)) = hit {
                let from = token.at - before.len();
                found.push(Suspect {
                    span: Span::new(from, token.at + token.text.len() + behind.len()),
                    expected: Some(word.to_owned()),
                    other: None,
                    confidence: 0.75,
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<String> {
        let clauses: Vec<Vec<Token<'_>>> = texts
            .iter()
            .map(|text| {
                let mut tokens = Vec::new();
                language::of(Lang::Zh).words(text, &mut |range: Range<usize>| {
                    tokens.push(Token {
                        text: &text[range.clone()],
                        at: range.start,
                        class: Class::Noun,
                        known: true,
                    });
                });
                tokens
            })
            .collect();
        characters(&clauses)
            .into_iter()
            .filter_map(|suspect| suspect.expected)
            .collect()
    }

    #[test]
    fn a_character_that_makes_no_word() {
        let often = [
            "我们保护您的信息。",
            "您可以查阅信息。",
            "我们不出售信息。",
            "请更正信息。",
            "请删除信息。",
        ];
        let with = |last: &'static str| found(&[often.as_slice(), &[last]].concat());
        assert_eq!(with("我们共享信患。"), ["信息"]);
        assert_eq!(with("我们共享信用。"), [""; 0]);
        assert_eq!(with("我们共享信与函。"), [""; 0]);
    }
}
