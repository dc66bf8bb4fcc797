//! Slips that are known as such: `dictionaries/<tag>/slips.tsv`, the wrong form and the right one.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Suspect, is_mark, texts};
use crate::language;
use crate::model::Policy;
use crate::text::{Lang, Phrases, Span, is_cjk};

/// The wrong forms, and the right one for each.
struct Table {
    wrong: Phrases,
    right: Vec<&'static str>,
}

fn table(rows: &'static str) -> Table {
    let rows = rows.lines().filter_map(|line| line.split_once('\t'));
    let (wrong, right): (Vec<_>, _) = rows.unzip();
    Table {
        wrong: Phrases::new(wrong),
        right,
    }
}

const JA: &str = include_str!("../../../../dictionaries/ja/slips.tsv");
const VI: &str = include_str!("../../../../dictionaries/vi/slips.tsv");
const ZH: &str = include_str!("../../../../dictionaries/zh/slips.tsv");
const HANT: &str = include_str!("../../../../dictionaries/zh-Hant/slips.tsv");

static JAPANESE: LazyLock<Table> = LazyLock::new(|| table(JA));
static VIETNAMESE: LazyLock<Table> = LazyLock::new(|| table(VI));
static CHINESE: LazyLock<Table> = LazyLock::new(|| table(ZH));
static TRADITIONAL: LazyLock<Table> = LazyLock::new(|| table(HANT));

pub(super) fn suspects(policy: &Policy, lang: Lang) -> Vec<Suspect> {
    let table = match lang {
        Lang::Ja => &*JAPANESE,
        Lang::Vi => &*VIETNAMESE,
        Lang::Zh => &*CHINESE,
        Lang::ZhHant => &*TRADITIONAL,
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    texts(policy, lang, |_, text, start| {
        let small = text.to_ascii_lowercase();
        let mut end = 0;
        for (at, _) in text.char_indices() {
            if at < end {
                continue;
            }
            let Some((wrong, right)) = slip(table, &small, at) else {
                continue;
            };
            if !is_cut(text, at..at + wrong.len(), lang) {
                end = at + wrong.len();
                found.push(Suspect {
                    span: Span::new(start + at, start + end),
                    expected: Some(right.to_owned()),
                    other: None,
                    confidence: 0.85,
                });
            }
        }
    });
    found
}

/// The longest slip that begins at a place of a text in small letters and is no part of a longer word.
fn slip(table: &Table, text: &str, at: usize) -> Option<(&'static str, &'static str)> {
    // A mark goes with the letter before it: decomposed hệ begins with hê.
    let ends = |c: char| !crate::text::is_alphanumeric(c) && !is_mark(c) || is_cjk(c);
    let border = |c: Option<char>| c.is_none_or(ends);
    let (wrong, number) = table
        .wrong
        .at(text, at)
        .find(|(wrong, _)| border(text[at + wrong.len()..].chars().next()))?;
    border(text[..at].chars().next_back()).then(|| (wrong, table.right[number]))
}

/// Whether a word of Chinese or Japanese reaches over an end of the slip: 可以|经由 holds no 以经.
pub(super) fn is_cut(text: &str, slip: Range<usize>, lang: Lang) -> bool {
    if !lang.is_cjk() {
        return false;
    }
    const NEAR: usize = 10;
    let from = text[..slip.start]
        .char_indices()
        .rev()
        .nth(NEAR)
        .map_or(0, |(at, _)| at);
    let to = text[slip.end..]
        .char_indices()
        .nth(NEAR)
        .map_or(text.len(), |(to, _)| slip.end + to);
    let mut cut = false;
    language::of(lang).words(&text[from..to], &mut |range| {
        let word = from + range.start..from + range.end;
        cut |= [slip.start, slip.end]
            .iter()
            .any(|end| word.start < *end && *end < word.end);
    });
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        for rows in [JA, VI, ZH, HANT] {
            let rows: Vec<&str> = rows.lines().collect();
            assert!(rows.is_sorted_by(|a, b| a.split('\t').next() < b.split('\t').next()));
            for row in rows {
                assert!(unicode_normalization::is_nfc(row), "{row}");
                let (wrong, right) = row.split_once('\t').expect("two columns");
                assert!(wrong != right && !right.is_empty(), "{row}");
                assert_eq!(wrong, wrong.to_ascii_lowercase());
            }
        }
    }
}
