//! Stretches of a clause that stand word for word in the aligned clause of another language.
//!
//! For languages in an alphabet: runs of at least [`WORDS`] words, found by the sets of word n-grams of both sides, in
//! linear time. For Han and kana inside alphabetic text: unbroken stretches. What is quoted or
//! bracketed is left alone: a title or a gloss is quoted in its own language.

use std::ops::Range;

use crate::model::{Class, Group};
use crate::text::{Lang, is_cjk};
use foldhash::HashSet;

/// So many words in a row are no name any more.
const WORDS: usize = 6;
/// So many Han or kana in a row.
const CHARACTERS: usize = 12;
/// Longest clause of the other edition that stretches are looked up in, in bytes.
const LONGEST: usize = 64 * 1024;
/// Most stretches that are looked up in a clause.
const MOST: usize = 8;

/// The pairs of editions of a group between which text can have been left over: the one that holds it, and its language.
pub(super) fn pairs(group: &Group) -> Vec<(Lang, Lang)> {
    if group.class != Class::Text || group.confidence < 0.3 || group.members.len() < 2 {
        return Vec::new();
    }
    let langs: Vec<Lang> = group.members.keys().copied().collect();
    // Chinese and Japanese share words: only what Japanese cannot write is told apart.
    let shares = |lang: Lang, other: Lang| {
        lang.is_cjk() && other.is_cjk() && !(lang == Lang::Ja && other.is_chinese())
    };
    let can = |lang: Lang, other: Lang| lang != other && !shares(lang, other);
    let known = |lang: Lang| !matches!(lang, Lang::Other(_));
    langs
        .iter()
        .flat_map(|lang| langs.iter().map(|other| (*lang, *other)))
        .filter(|(lang, other)| known(*lang) && known(*other) && can(*lang, *other))
        .collect()
}

/// The stretches of `text` that stand in one of the originals, which are in `other`.
pub(super) fn runs(text: &str, originals: &[&str], other: Lang) -> Vec<Range<usize>> {
    let found = if other.is_cjk() {
        stretches(text, originals)
    } else {
        word_runs(text, originals)
    };
    found
        .into_iter()
        .filter(|range| !is_quoted(text, range))
        .collect()
}

/// Behind an opening or before a closing quote or bracket.
pub(super) fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end().chars().next_back();
    let behind = text[range.end..].trim_start().chars().next();
    before.is_some_and(|c| "“‘\"'「『(（《〈[【«＂".contains(c))
        || behind.is_some_and(|c| "”’\"'」』)）》〉]】»＂".contains(c))
}

/// Words in an alphabet with their places. Han and kana between them break a run: an empty word stands for them.
fn words(text: &str) -> Vec<(u64, Range<usize>)> {
    let mut out: Vec<(u64, Range<usize>)> = Vec::new();
    let mut start = None;
    let mut broken = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let letter = (crate::text::is_alphanumeric(c) && !is_cjk(c)) || matches!(c, '\'' | '’');
        match (letter, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let hash = text[from..at]
                    .chars()
                    .flat_map(char::to_lowercase)
                    .fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3)
                    });
                out.push((hash | 1, from..at));
                start = None;
                broken = false;
            }
            _ => {}
        }
        if is_cjk(c) && !broken {
            out.push((0, at..at));
            broken = true;
        }
    }
    out
}

fn grams(words: &[(u64, Range<usize>)]) -> impl Iterator<Item = (usize, u64)> {
    words
        .windows(WORDS)
        .enumerate()
        .filter(|(_, window)| window.iter().all(|(hash, _)| *hash != 0))
        .map(|(at, window)| {
            (
                at,
                window.iter().fold(7, |sum: u64, (hash, _)| {
                    sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
                }),
            )
        })
}

fn word_runs(text: &str, originals: &[&str]) -> Vec<Range<usize>> {
    let own = words(text);
    let mut own_grams = grams(&own).peekable();
    if own_grams.peek().is_none() {
        return Vec::new();
    }
    let theirs: HashSet<u64> = originals
        .iter()
        .flat_map(|original| {
            let words = words(original);
            grams(&words).map(|(_, gram)| gram).collect::<Vec<_>>()
        })
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in own_grams.filter(|(_, gram)| theirs.contains(gram)) {
        let range = own[at].1.start..own[at + WORDS - 1].1.end;
        match found.last_mut() {
            Some(last) if last.end >= range.start => last.end = range.end,
            _ => found.push(range),
        }
    }
    found
}

fn stretches(text: &str, originals: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        if is_cjk(c) {
            let range = open.get_or_insert(at..at);
            range.end = at + c.len_utf8();
        } else if let Some(range) = open.take() {
            found.push(range);
        }
    }
    let stands = |part: &str| {
        originals
            .iter()
            .any(|whole| whole.len() <= LONGEST && whole.contains(part))
    };
    found
        .into_iter()
        .filter(|range| text[range.clone()].chars().nth(CHARACTERS - 1).is_some())
        .take(MOST)
        .filter(|range| stands(&text[range.clone()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, original: &str, other: Lang) -> Vec<&'a str> {
        runs(text, &[original], other)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn words_left_over_are_found() {
        let en = "Please leave your food in the lockers by the door.";
        assert_eq!(
            found(
                "食べ物は in the lockers by the door に置いてください。",
                en,
                Lang::En
            ),
            ["in the lockers by the door"]
        );
        assert_eq!(
            found("Để đồ ăn in the lockers by the door nhé.", en, Lang::En),
            ["in the lockers by the door"]
        );
        assert_eq!(found("食物请放在门边的柜子里。", en, Lang::En), [""; 0]);
        assert_eq!(
            found(
                "食べ物は in the lockers に by the door 置く。",
                en,
                Lang::En
            ),
            [""; 0]
        );
        assert_eq!(
            found("いわゆる「in the lockers by the door」です。", en, Lang::En),
            [""; 0]
        );
    }

    #[test]
    fn characters_left_over_are_found() {
        let zh = "请把食物放在门边的柜子里，只带水入内。";
        assert_eq!(
            found(
                "Please 放在门边的柜子里，只带水入内 when you come.",
                zh,
                Lang::Zh
            ),
            ["放在门边的柜子里，只带水入内"]
        );
        assert_eq!(
            found("Please 放在门边 when you come.", zh, Lang::Zh),
            [""; 0]
        );
        assert_eq!(
            found("See (放在门边的柜子里，只带水入内).", zh, Lang::Zh),
            [""; 0]
        );
    }
}
