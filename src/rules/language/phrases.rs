//! Short pieces of another edition inside a clause: a phrase, a heading, a cell of a table that nobody translated.
//!
//! In goes a clause with its counterparts in another language, out come the stretches that stand there letter by
//! letter. What is short may be a name, a title or a word that the language has borrowed: so a stretch counts only
//! where it is made of ordinary words in small letters, stands in no brackets or quotes and is kept by no other edition.

use std::ops::Range;

use super::suspect_spelling::is_syllable;
use super::verbatim::is_quoted;
use crate::language::is_written_in;
use crate::lexicon::{english, termbase};
use crate::text::{Folded, Lang, Script, is_cjk, script_of};

/// Han and kana of the shortest phrase.
const CHARACTERS: usize = 2;
/// Words of the shortest phrase inside a clause.
const WORDS: usize = 2;
/// Letters of the shortest phrase, and of a word that is all of its clause.
const LETTERS: usize = 9;
const LETTERS_ALONE: usize = 5;
/// Signs of a postal address, which is copied.
const ADDRESS: &str = "路街号號室楼樓市区區省县縣町丁番階";
/// What everybody leaves as it is: names of languages in their own, and the notice of copyright.
const KEPT: [&str; 9] = [
    "日本語",
    "中文",
    "简体中文",
    "繁體中文",
    "繁体中文",
    "漢語",
    "普通话",
    "rights reserved",
    "all rights reserved",
];

/// Longest clause that is looked into, in bytes: the work grows with the product of both.
const LONGEST: usize = 16 * 1024;

/// The phrases of `text` (in `lang`) that stand in an original (in `other`), and in none of the further editions
/// (`keeps`), if there are any (`witnessed`).
pub(super) fn phrases(
    text: &str,
    lang: Lang,
    originals: &[&str],
    other: Lang,
    witnessed: bool,
    keeps: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    if text.len() > LONGEST || originals.iter().any(|one| one.len() > LONGEST) {
        return Vec::new();
    }
    let found = if lang.is_cjk() && other.is_cjk() {
        chinese(text, originals)
    } else if other.is_cjk() {
        characters(text)
    } else {
        words(text, lang, originals, other, witnessed)
    };
    found
        .into_iter()
        .filter(|range| {
            let part = &text[range.clone()];
            !is_quoted(text, range)
                && originals.iter().any(|original| original.contains(part))
                && !KEPT.contains(&part.to_lowercase().as_str())
                && !keeps(part)
                && !is_term(part, lang)
        })
        .collect()
}

/// Whether the termbase has it as a word of the language.
fn is_term(part: &str, lang: Lang) -> bool {
    let folded = Folded::new(part);
    let mut covered = 0;
    termbase().find(lang, folded.text(), &mut |_, range| covered += range.len());
    covered * 2 > folded.text().len()
}

/// All of a Japanese clause, where it has a character that Japanese does not write, and no kana.
fn chinese(text: &str, originals: &[&str]) -> Vec<Range<usize>> {
    let is_kana = |c: char| matches!(script_of(c), Script::Hiragana | Script::Katakana);
    let is_odd = |c: char| script_of(c) == Script::Han && !is_written_in(c, Lang::Ja);
    let whole = originals.contains(&text);
    if whole && text.contains(is_odd) && !text.contains(is_kana) {
        return std::iter::once(0..text.len()).collect();
    }
    Vec::new()
}

/// Stretches of Han and kana, one mark of punctuation between them included.
fn characters(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match found.last_mut() {
            _ if !is_cjk(c) => {}
            Some((range, count))
                if at <= range.end + '，'.len_utf8() && !text[range.end..at].contains(' ') =>
            {
                range.end = end;
                *count += 1;
            }
            _ => found.push((at..end, 1)),
        }
    }
    found
        .into_iter()
        .filter(|(range, count)| {
            *count >= CHARACTERS && !text[range.clone()].contains(|c| ADDRESS.contains(c))
        })
        .map(|(range, _)| range)
        .collect()
}

fn words(
    text: &str,
    lang: Lang,
    originals: &[&str],
    other: Lang,
    witnessed: bool,
) -> Vec<Range<usize>> {
    let whole = text.trim();
    let start = text.len() - text.trim_start().len();
    let is_word = |word: &str| match other {
        Lang::En => is_english(word, lang),
        Lang::Vi => is_vietnamese(word),
        _ => false,
    };
    // All of the clause: a heading may have capital letters.
    if witnessed
        && originals.iter().any(|original| original.trim() == whole)
        && whole.len() >= LETTERS_ALONE
        && whole.split(' ').all(|word| is_word(&word.to_lowercase()))
    {
        return std::iter::once(start..start + whole.len()).collect();
    }
    let mut found = Vec::new();
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic() || is_cjk(c)) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic() || is_cjk(c));
        let here = at..at + word.len();
        at += piece.len();
        if is_word(word) {
            run = match run.take() {
                Some((range, count)) if text[range.end..here.start] == *" " => {
                    Some((range.start..here.end, count + 1))
                }
                last => {
                    found.extend(last);
                    Some((here, 1))
                }
            };
        } else if !word.is_empty() || !piece.ends_with(' ') {
            found.extend(run.take());
        }
    }
    found.extend(run);
    found
        .into_iter()
        .filter(|(range, count)| *count >= WORDS && range.len() >= LETTERS)
        .filter(|(range, _)| !lang.is_cjk() || !is_title(text, range))
        .map(|(range, _)| range)
        .collect()
}

/// Whether Latin letters stand on before or behind: a title that was left as it is.
fn is_title(text: &str, range: &Range<usize>) -> bool {
    let is_latin = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let before = text[..range.start].trim_end_matches(' ');
    before.ends_with(is_latin)
        || text[range.end..]
            .trim_start_matches(' ')
            .starts_with(is_latin)
}

/// An ordinary English word in small letters that is none of the edition's own language.
fn is_english(word: &str, lang: Lang) -> bool {
    word.len() > 1
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && english::is_listed(word)
        && (lang != Lang::Vi || !is_syllable(word))
}

/// A word in small letters with one that only Vietnamese has.
fn is_vietnamese(word: &str) -> bool {
    !word.is_ascii() && word.chars().all(char::is_lowercase) && is_syllable(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, lang: Lang, original: &str, other: Lang) -> Vec<&'a str> {
        phrases(text, lang, &[original], other, true, &|_| false)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_was_left_in_is_found() {
        for (text, lang, original, other, part) in [
            (
                "Goods that bear 假冒 marks.",
                Lang::En,
                "假冒商标的商品",
                Lang::Zh,
                "假冒",
            ),
            (
                "Insider Trading",
                Lang::Zh,
                "Insider Trading",
                Lang::En,
                "Insider Trading",
            ),
            (
                "用户内容的许可",
                Lang::Ja,
                "用户内容的许可",
                Lang::Zh,
                "用户内容的许可",
            ),
            ("Marketing", Lang::Ja, "Marketing", Lang::En, "Marketing"),
            (
                "请来信，enclosing photographs。",
                Lang::Zh,
                "Write to us, enclosing photographs.",
                Lang::En,
                "enclosing photographs",
            ),
            (
                "chỉ dùng written instructions thôi",
                Lang::Vi,
                "only on written instructions",
                Lang::En,
                "written instructions",
            ),
            (
                "prepare an hồ sơ đánh giá first",
                Lang::En,
                "lập hồ sơ đánh giá",
                Lang::Vi,
                "hồ sơ đánh giá",
            ),
        ] {
            assert_eq!(found(text, lang, original, other), [part], "{text}");
        }
    }

    #[test]
    fn names_borrowed_words_and_what_is_quoted_are_none() {
        for (text, lang, original, other) in [
            (
                "the law (个人信息保护法) applies",
                Lang::En,
                "个人信息保护法",
                Lang::Zh,
            ),
            ("6号室, 中山路 8", Lang::En, "中山路6号室", Lang::Zh),
            (
                "请使用 Blue Harbour 应用。",
                Lang::Zh,
                "Use the Blue Harbour app.",
                Lang::En,
            ),
            (
                "本网站使用 cookie。",
                Lang::Zh,
                "This site uses a cookie.",
                Lang::En,
            ),
            (
                "“do not track” 信号",
                Lang::Zh,
                "the “do not track” signal",
                Lang::En,
            ),
            ("Write to Hà Nội.", Lang::En, "Gửi thư về Hà Nội.", Lang::Vi),
        ] {
            assert_eq!(found(text, lang, original, other), [""; 0], "{text}");
        }
    }
}
