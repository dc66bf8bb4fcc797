//! Katakana: words one letter away from a frequent one, and signs inside of them that are not what they look like.

use std::ops::Range;

use super::edits::one_apart;
use super::{Suspect, texts};
use crate::language::analysis::{self, Dictionary};
use crate::model::Policy;
use crate::text::{Lang, Script, Span, script_of};
use foldhash::{HashMap, HashMapExt as _};

/// A run of katakana.
struct Run {
    span: Span,
    count: usize,
}

/// Katakana words that stand once beside a frequent one, and signs inside of them that only look like katakana.
pub(super) fn suspects(policy: &Policy) -> Vec<Suspect> {
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
        .filter(|(word, run)| run.count == 1 && word.chars().nth(2).is_some())
        .map(|(word, run)| (*word, run.span))
        .collect();
    rare.sort_unstable();
    for (word, span) in rare {
        let meant = often
            .iter()
            .filter(|(other, count)| {
                let long = word.chars().nth(3).is_some() || *count >= 6;
                long && one_apart(word, other) && is_slip(word, other)
            })
            .max_by_key(|(_, count)| *count);
        let Some((meant, _)) = meant else { continue };
        if !is_made_of_words(word) {
            found.push(Suspect {
                span,
                expected: Some((*meant).to_owned()),
                other: None,
                confidence: if is_confusion(word, meant) { 0.85 } else { 0.5 },
            });
        }
    }
    found
}

/// Whether the difference of two words is a slip and no spelling: ユーザ and ユーザー are one word, ウェブ and ウエブ too.
fn is_slip(a: &str, b: &str) -> bool {
    let bare = |word: &str| {
        word.chars()
            .filter(|c| !matches!(c, 'ー' | 'ッ' | '・'))
            .collect::<String>()
    };
    let large = |word: &str| {
        word.replace('ィ', "イ")
            .replace('ェ', "エ")
            .replace('ァ', "ア")
            .replace('ォ', "オ")
            .replace('ヴ', "ブ")
    };
    let same_length = a.chars().count() == b.chars().count();
    if bare(a) == bare(b) {
        // Exchanged: クキッー.
        return same_length;
    }
    if large(a) == large(b) {
        return is_impossible(a);
    }
    a.chars().next() == b.chars().next() || (same_length && a.chars().nth(4).is_some())
}

/// Whether a small letter stands behind one that it cannot follow: サィ.
fn is_impossible(word: &str) -> bool {
    let mut before = ' ';
    word.chars().any(|c| {
        let last = std::mem::replace(&mut before, c);
        match c {
            'ァ' | 'ォ' => !"フツヴウクグヂ".contains(last),
            'ィ' => !"テデフウヴトドツクスズ".contains(last),
            'ェ' => !"シジチフウヴツイクヒニミリキギ".contains(last),
            'ー' => matches!(last, 'ッ' | ' '),
            _ => false,
        }
    })
}

/// Whether a slip of hand or eye makes one word of the other: two letters exchanged, one inside left out or doubled,
/// or one that looks or sounds alike. Any other letter may make a word that the dictionary lacks.
fn is_confusion(a: &str, b: &str) -> bool {
    const ALIKE: [&str; 24] = [
        "ハバパ",
        "ヒビピ",
        "フブプ",
        "ヘベペ",
        "ホボポ",
        "カガ",
        "キギ",
        "クグ",
        "ケゲ",
        "コゴ",
        "サザ",
        "シジツミ",
        "スズヌ",
        "セゼ",
        "ソゾンリ",
        "タダクワケ",
        "チヂテ",
        "ツヅッシ",
        "テデ",
        "トド",
        "アァマ",
        "ユュコ",
        "ヤャ",
        "ヨョ",
    ];
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() != b.len() {
        // At the end one word may be made of the other: プログラム, プログラマ.
        let least = a.len().min(b.len());
        return a[..least] != b[..least] || a.len() < b.len();
    }
    let differ: Vec<(char, char)> = a
        .iter()
        .zip(&b)
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (*a, *b))
        .collect();
    match differ[..] {
        [(a, b)] => ALIKE.iter().any(|row| row.contains(a) && row.contains(b)),
        _ => true,
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

#[cfg(test)]
mod tests {
    use super::*;

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
            ("クキッー", "クッキー", true),
            ("ウェブサィト", "ウェブサイト", true),
            ("ウェブサイト", "ウエブサイト", false),
        ] {
            assert_eq!(one_apart(a, b) && is_slip(a, b), slip, "{a} {b}");
        }
    }
}
