//! Chinese and Japanese: signs that are not what they look like, and strings one character away from frequent ones.
//!
//! A slip replaces a character by one of the same sound or look, and what it makes is seldom a word. Strings of four
//! characters that stand once are compared with those that stand often; only the few clauses where one is a character
//! apart are split into words, and only a character that then stands alone, where the frequent string has a word,
//! is suspected.

use std::collections::HashMap;
use std::ops::Range;

use super::edits::one_apart;
use super::{Suspect, texts};
use crate::language;
use crate::language::analysis::{self, Dictionary};
use crate::model::Policy;
use crate::text::{Lang, Script, Span, is_han, script_of};

pub(super) fn suspects(policy: &Policy, lang: Lang) -> Vec<Suspect> {
    let mut found = strings(policy, lang);
    if lang == Lang::Ja {
        found.extend(katakana(policy));
    }
    found
}

/// A run of katakana.
struct Run {
    span: Span,
    count: usize,
}

/// Katakana words that stand once beside a frequent one, and signs inside of them that only look like katakana.
fn katakana(policy: &Policy) -> Vec<Suspect> {
    let mut found = Vec::new();
    let mut runs: HashMap<&str, Run> = HashMap::new();
    texts(policy, Lang::Ja, |_, text, start| {
        for (range, meant) in lookalikes(text) {
            found.push(Suspect {
                span: Span::new(start + range.start, start + range.end),
                expected: Some(meant),
                other: None,
                confidence: 0.9,
            });
        }
        for range in katakana_runs(text) {
            let word = &text[range.clone()];
            runs.entry(word)
                .or_insert(Run {
                    span: Span::new(start + range.start, start + range.end),
                    count: 0,
                })
                .count += 1;
        }
    });
    let mut often: Vec<(&str, usize)> = runs
        .iter()
        .filter(|(_, run)| run.count >= 3)
        .map(|(word, run)| (*word, run.count))
        .collect();
    often.sort_unstable();
    let mut rare: Vec<(&str, Span)> = runs
        .iter()
        .filter(|(word, run)| run.count == 1 && word.chars().nth(3).is_some())
        .map(|(word, run)| (*word, run.span))
        .collect();
    rare.sort_unstable();
    for (word, span) in rare {
        let meant = often
            .iter()
            .filter(|(other, _)| one_apart(word, other) && is_slip(word, other))
            .max_by_key(|(_, count)| *count);
        let Some((meant, _)) = meant else { continue };
        if !is_made_of_words(word) {
            found.push(Suspect {
                span,
                expected: Some((*meant).to_owned()),
                other: None,
                confidence: 0.85,
            });
        }
    }
    found
}

/// Whether the difference of two words is a slip and no spelling: ユーザ and ユーザー are one word.
fn is_slip(a: &str, b: &str) -> bool {
    let long = |word: &str| {
        word.chars()
            .filter(|c| !matches!(c, 'ー' | 'ッ' | '・'))
            .collect::<String>()
    };
    let small = |word: &str| {
        word.replace('ィ', "イ")
            .replace('ェ', "エ")
            .replace('ァ', "ア")
            .replace('ォ', "オ")
            .replace('ヴ', "ブ")
    };
    long(a) != long(b) && small(a) != small(b) && a.chars().next() == b.chars().next() || {
        // The first letter may be wrong, where the words are long.
        a.chars().next() != b.chars().next()
            && a.chars().count() >= 5
            && a.chars().count() == b.chars().count()
    }
}

/// Whether the dictionary splits a string into words that it knows.
fn is_made_of_words(word: &str) -> bool {
    let mut known = true;
    analysis::analyse(Dictionary::Ipadic, word, &mut |part| {
        known &= part.known && part.surface.chars().nth(1).is_some();
    });
    known
}

fn katakana_runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (script_of(c) == Script::Katakana, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Signs between katakana that look like katakana: 一 or ― for ー, 口 for ロ; with the word as it should be.
fn lookalikes(text: &str) -> Vec<(Range<usize>, String)> {
    let meant = |c: char| {
        Some(match c {
            '一' | '―' | '—' | '‐' | '－' => 'ー',
            'へ' => 'ヘ',
            'り' => 'リ',
            '口' => 'ロ',
            '工' => 'エ',
            '二' => 'ニ',
            '八' => 'ハ',
            '夕' => 'タ',
            '卜' => 'ト',
            _ => return None,
        })
    };
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_katakana = |index: usize| {
        chars.get(index).is_some_and(|(_, c)| {
            script_of(*c) == Script::Katakana && !matches!(c, 'ヶ' | 'ヵ' | 'ー')
        })
    };
    for (index, (_, c)) in chars.iter().enumerate() {
        let Some(right) = meant(*c) else { continue };
        if index == 0
            || !is_katakana(index - 1) && chars[index - 1].1 != 'ー'
            || !is_katakana(index + 1)
        {
            continue;
        }
        // Two on each side: アジア一カ国 and メール口 are words beside each other.
        let counter =
            matches!(chars.get(index + 1), Some((_, 'ケ' | 'カ'))) && !is_katakana(index + 2);
        let mut from = index;
        while from > 0 && script_of(chars[from - 1].1) == Script::Katakana {
            from -= 1;
        }
        let mut to = index + 1;
        while to < chars.len() && script_of(chars[to].1) == Script::Katakana {
            to += 1;
        }
        let is_dash = matches!(c, '―' | '—' | '‐' | '－');
        if counter
            || to - from < if is_dash { 3 } else { 4 }
            || (matches!(c, 'へ' | 'り') && to - from < 6)
        {
            continue;
        }
        let start = chars[from].0;
        let end = chars.get(to).map_or(text.len(), |(at, _)| *at);
        let word: String = chars[from..to]
            .iter()
            .enumerate()
            .map(|(at, (_, c))| if from + at == index { right } else { *c })
            .collect();
        // A particle, a figure or a dash between two words: what it would make is no word.
        if !matches!(c, '口' | '工' | '夕' | '卜') && !is_one_word(&word) {
            continue;
        }
        found.push((start..end, word));
    }
    found
}

/// Whether the dictionary has a string as one word.
fn is_one_word(word: &str) -> bool {
    let mut parts = 0;
    let mut known = true;
    analysis::analyse(Dictionary::Ipadic, word, &mut |part| {
        parts += 1;
        known &= part.known;
    });
    known && parts == 1
}

/// Characters of the strings that are compared.
const LENGTH: usize = 4;
/// So often stands a string that a slip is measured by.
const OFTEN: usize = 4;

/// Strings of Han characters one character away from a frequent one.
fn strings(policy: &Policy, lang: Lang) -> Vec<Suspect> {
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
            if stands_alone(text, at, gram[place], lang) && is_word_there(meant, place, lang) {
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
    alone
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probe() {
        for text in [
            "答案等）も収集してまもめます。",
            "収集してまとめる可能性があります",
            "方式であんたに通知",
            "情報を収集してまととめます",
            "サービスをごりよういただけます",
            "お問いあわせくださいい",
            "利用することがでます",
            "情報を提共します",
            "個人情法を取得",
            "同意したももとみなします",
            "通知いたしす",
            "サーピスの停止",
            "ご利用いたただく",
        ] {
            analysis::analyse(Dictionary::Ipadic, text, &mut |w| {
                eprint!(
                    "{}{}[{:?}{}] ",
                    w.surface,
                    if w.known { "" } else { "?" },
                    w.part_of_speech,
                    w.form
                )
            });
            eprintln!();
        }
        for text in [
            "我们不出售个人信患。",
            "用护可以查阅",
            "我门收集",
            "隐私正策",
            "使用本服物",
            "同意本协义",
        ] {
            analysis::analyse(Dictionary::Jieba, text, &mut |w| {
                eprint!(
                    "{}{}[{:?}] ",
                    w.surface,
                    if w.known { "" } else { "?" },
                    w.part_of_speech
                )
            });
            eprintln!();
        }
    }

    #[test]
    fn signs_that_look_like_katakana() {
        for (text, meant) in [
            ("サ一ビスの停止", vec!["サービス"]),
            ("デ―タを保存", vec!["データ"]),
            ("サービス一覧、エリア一カ所、メール口座", vec![]),
            ("アジアへアクセス", vec![]),
            ("データ―サーバー間", vec![]),
        ] {
            let found: Vec<String> = lookalikes(text).into_iter().map(|(_, word)| word).collect();
            assert_eq!(found, meant, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_word() {
        for (a, b, slip) in [
            ("サーピス", "サービス", true),
            ("ユーザ", "ユーザー", false),
            ("ウェブサイト", "ウエブサイト", false),
        ] {
            assert_eq!(one_apart(a, b) && is_slip(a, b), slip, "{a} {b}");
        }
    }
}
