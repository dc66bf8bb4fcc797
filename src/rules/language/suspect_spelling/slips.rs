//! Slips that are known as such: `dictionaries/<tag>/slips.tsv`, the wrong form and the right one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{Suspect, texts};
use crate::language;
use crate::model::Policy;
use crate::text::{Lang, Span, is_cjk};

struct Table {
    automaton: Option<AhoCorasick>,
    right: Vec<&'static str>,
}

fn table(rows: &'static str) -> Table {
    let rows: Vec<(&str, &str)> = rows
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    Table {
        automaton: AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            // The quickest to build; a policy is short.
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(rows.iter().map(|(wrong, _)| wrong))
            .ok(),
        right: rows.iter().map(|(_, right)| *right).collect(),
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
        for hit in table
            .automaton
            .iter()
            .flat_map(|automaton| automaton.find_iter(text))
        {
            // A mark goes with the letter before it: decomposed hệ begins with hê.
            let ends = |c: char| !crate::text::is_alphanumeric(c) && !is_mark(c) || is_cjk(c);
            let border = |c: Option<char>| c.is_none_or(ends);
            if is_cut(text, hit.start(), lang) {
                continue;
            }
            if border(text[..hit.start()].chars().next_back())
                && border(text[hit.end()..].chars().next())
            {
                found.push(Suspect {
                    span: Span::new(start + hit.start(), start + hit.end()),
                    expected: table
                        .right
                        .get(hit.pattern().as_usize())
                        .map(|right| (*right).to_owned()),
                    other: None,
                    confidence: 0.85,
                });
            }
        }
    });
    found
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a word of Chinese or Japanese reaches over the beginning of the slip: 可以|经由 holds no 以经.
fn is_cut(text: &str, at: usize, lang: Lang) -> bool {
    if !lang.is_cjk() {
        return false;
    }
    const NEAR: usize = 10;
    let from = text[..at]
        .char_indices()
        .rev()
        .nth(NEAR)
        .map_or(0, |(at, _)| at);
    let to = text[at..]
        .char_indices()
        .nth(NEAR)
        .map_or(text.len(), |(to, _)| at + to);
    let mut cut = false;
    language::of(lang).words(&text[from..to], &mut |range| {
        cut |= from + range.start < at && at < from + range.end;
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
            }
        }
    }
}
