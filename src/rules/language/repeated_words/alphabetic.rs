//! Repetitions among words that spaces set apart.

use std::ops::Range;

use super::Repetition;
use super::lists::{
    EN_AND, EN_DOUBLED, EN_GOING_ON, EN_JOINTS, EN_OWNING, EN_PARTICLED, EN_PRONOUNS, VI_DOUBLED,
    VI_FUNCTION,
};
use crate::text::{Lang, is_alphanumeric};

/// Words of the longest phrase that is looked for.
const LONGEST: usize = 8;

struct Word<'a> {
    range: Range<usize>,
    text: &'a str,
    hash: u64,
    /// What stands before it: nothing but spaces, a comma, or anything else.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Space,
    Comma,
    Other,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        let inside = is_alphanumeric(c)
            || is_mark(c)
            || matches!(c, '\'' | '’' | '-' | '_' | '@' | '/')
            || is_joined(text, at, c);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                let before = out.last().map_or(0, |last| last.range.end);
                out.push(Word {
                    range: from..at,
                    text: word,
                    hash: hash(word),
                    gap: gap(&text[before..from]),
                });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// A combining mark: a part of the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A full stop or colon inside a word: an address, a figure.
fn is_joined(text: &str, at: usize, c: char) -> bool {
    matches!(c, '.' | ':' | ',') && {
        let before = text[..at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        before.is_some_and(is_alphanumeric) && behind.is_some_and(is_alphanumeric)
    }
}

fn hash(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3)
        })
}

fn gap(between: &str) -> Gap {
    let marks = between.trim();
    match marks {
        "" if !between.is_empty() => Gap::Space,
        "," if between.ends_with([' ', '\n', '\u{a0}']) => Gap::Comma,
        _ => Gap::Other,
    }
}

/// Words that make who does something of a Vietnamese verb.
const AGENTS: [&str; 5] = ["bên", "người", "nhà", "viên", "vị"];

/// First halves of words that end on bị.
const BEFORE_BI: [&str; 3] = ["chuẩn", "thiết", "trang"];
/// Syllables that make a noun with chỉ, which an “only” may follow: địa chỉ, chứng chỉ, tôn chỉ.
const BEFORE_CHI: [&str; 3] = ["chứng", "tôn", "địa"];

/// How the second copy follows the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Direct,
    Comma,
    And,
    Or,
}

pub(super) fn repetitions(text: &str, lang: Lang) -> Vec<Repetition> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = (1..=LONGEST).find_map(|length| {
            links(&words, at, length, lang)
                .into_iter()
                .flatten()
                .find(|(second, link)| is_defect(&words, at..at + length, *second, *link, lang))
                .map(|(second, link)| (length, second, link))
        });
        match hit {
            Some((length, second, link)) => {
                found.push(Repetition {
                    range: words[at].range.start..words[second + length - 1].range.end,
                    word: words[at].range.start..words[at + length - 1].range.end,
                    direct: link == Link::Direct,
                });
                at = second + length;
            }
            None => at += 1,
        }
    }
    found
}

/// Where the words `at..at + length` stand again behind themselves.
fn links(words: &[Word<'_>], at: usize, length: usize, lang: Lang) -> [Option<(usize, Link)>; 2] {
    let same = |second: usize| {
        second + length <= words.len()
            && words[second].hash == words[at].hash
            && (0..length).all(|i| {
                let (a, b) = (&words[at + i], &words[second + i]);
                a.hash == b.hash && (i == 0 || (a.gap == Gap::Space && b.gap == Gap::Space))
            })
    };
    let next = at + length;
    let direct = same(next)
        .then(|| match words[next].gap {
            Gap::Space => Some((next, Link::Direct)),
            Gap::Comma => Some((next, Link::Comma)),
            Gap::Other => None,
        })
        .flatten();
    let joined = (next + 1 < words.len()
        && words[next].gap != Gap::Other
        && words[next + 1].gap == Gap::Space
        && same(next + 1))
    .then(|| {
        let link = match (lang, words[next].text) {
            (Lang::En, "or") | (Lang::Vi, "hoặc" | "hay") => Link::Or,
            (Lang::En, "and") | (Lang::Vi, "và") => Link::And,
            _ => return None,
        };
        Some((next + 1, link))
    })
    .flatten();
    [direct, joined]
}

fn is_defect(
    words: &[Word<'_>],
    first: Range<usize>,
    second: usize,
    link: Link,
    lang: Lang,
) -> bool {
    let copy = &words[first.clone()];
    let is_figure = |word: &Word<'_>| {
        !word.text.chars().any(crate::text::is_alphabetic) || word.text.contains(['@', '/', '.'])
    };
    let is_name = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    if copy.iter().any(is_figure) && copy.len() < 3 || copy.iter().all(is_figure) {
        return false;
    }
    let all_names = copy
        .iter()
        .chain(&words[second..second + copy.len()])
        .all(is_name);
    let behind = words.get(second + copy.len());
    let ends = behind.is_none_or(|word| word.gap != Gap::Space);
    let word = copy[0].text.to_lowercase();
    let single = copy.len() == 1;
    let last = first.start.checked_sub(1).map(|at| &words[at]);
    let before = last
        .map(|word| word.text.to_lowercase())
        .unwrap_or_default();
    let listed = |list: &[&str], word: &str| list.binary_search(&word).is_ok();
    match link {
        Link::Direct if single && lang == Lang::En => {
            let short = copy[0].text.chars().count() == 1 && word != "a";
            let particle = matches!(word.as_str(), "in" | "on") && listed(EN_PARTICLED, &before);
            // WALLA WALLA in capitals is reported as a doubtful case; Walla Walla is a name.
            let name = all_names && !listed(EN_OWNING, &word) && !is_all_caps(copy[0].text);
            !short && !particle && !name && !listed(EN_DOUBLED, &word)
        }
        // Nhà cung cấp cung cấp: the provider provides.
        Link::Direct if lang == Lang::Vi && AGENTS.contains(&before.as_str()) => false,
        // Thiết bị bị thu giữ: equipment is seized.
        Link::Direct if word == "bị" && BEFORE_BI.contains(&before.as_str()) => false,
        Link::Direct if single => vietnamese(words, first.start, second, all_names),
        // (from) time to time to, step by step by
        Link::Direct if copy.len() == 2 && listed(EN_JOINTS, copy[1].text) => false,
        Link::Direct => !all_names || copy.len() > 3,
        Link::Comma if single => {
            lang == Lang::En
                && word.chars().count() >= 4
                && !all_names
                && !listed(EN_DOUBLED, &word)
                && !matches!(word.as_str(), "many" | "much" | "never" | "really" | "well")
                && behind.is_some_and(|word| word.gap == Gap::Comma || word.text == "and")
        }
        // place the order, the order is cancelled: what follows the second copy is said of it.
        Link::Comma => {
            !all_names
                && behind.is_none_or(|word| {
                    word.gap != Gap::Space || matches!(word.text, "and" | "or" | "và" | "hoặc")
                })
        }
        Link::And | Link::Or if lang == Lang::Vi => copy.len() >= 2 && !all_names && ends,
        Link::And | Link::Or => {
            let comparative = link == Link::And && (word.ends_with("er") || listed(EN_AND, &word));
            // The first stands for itself: no word before it that makes it ours.
            let bare = last.is_none_or(|last| last.gap == Gap::Other || !is_modifier(&before));
            let goes_on = behind.is_some_and(|word| {
                word.gap == Gap::Space && listed(EN_GOING_ON, &word.text.to_lowercase())
            });
            let whole = link == Link::Or || ends;
            let pronoun = single && listed(EN_PRONOUNS, &word);
            whole
                && !pronoun
                && !comparative
                && !all_names
                && bare
                && !goes_on
                && word.chars().count() >= 3
        }
    }
}

fn is_all_caps(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

/// An article, a possessive, or what ends like an adjective.
fn is_modifier(word: &str) -> bool {
    EN_OWNING.binary_search(&word).is_ok()
        || [
            "al", "ic", "ive", "ous", "able", "ible", "ary", "ing", "ed", "'s", "’s", "party",
        ]
        .iter()
        .any(|end| word.ends_with(end) && word.len() > end.len() + 1)
}

/// Whether a syllable that stands twice is a slip and not the end of one word and the beginning of the next.
fn vietnamese(words: &[Word<'_>], first: usize, second: usize, all_names: bool) -> bool {
    let syllable = words[first].text.to_lowercase();
    let is = |list: &[&str]| list.binary_search(&syllable.as_str()).is_ok();
    let before = first.checked_sub(1).map(|at| words[at].text.to_lowercase());
    if is(VI_FUNCTION) {
        // chứng chỉ chỉ được cấp: a certificate is only granted.
        return syllable != "chỉ" || !before.is_some_and(|before| BEFORE_CHI.contains(&&*before));
    }
    if is(VI_DOUBLED) || all_names || syllable.chars().count() == 1 {
        return false;
    }
    let behind = words.get(second + 1);
    // thông tin tin cậy: what follows makes a word with the second one, unless a particle follows or nothing does.
    let alone = behind.is_none_or(|word| {
        word.gap != Gap::Space
            || VI_FUNCTION
                .binary_search(&word.text.to_lowercase().as_str())
                .is_ok()
            || word.text == "trong"
            || word.text == "từ"
    });
    // người dùng dùng: who does it, and does it.
    let doer = before
        .as_deref()
        .is_some_and(|word| matches!(word, "người" | "bên"));
    alone && !doer
}
