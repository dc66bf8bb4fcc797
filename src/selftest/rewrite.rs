//! Rewrites by table: `dictionaries/<tag>/mutations.tsv`, a row a rewrite.
//!
//! A row is `kind<TAB>pattern<TAB>replacement<TAB>guard`. The pattern is a regular expression; the replacement takes
//! its groups as `$1` and sets the next letter in upper case behind `\u`. The guard is a regular expression that
//! must *not* match the words around, where the match itself is set in ⟨ ⟩: `不⟨|⟩同` keeps away from 不 before and
//! 同 behind. The tables are written from what lawyers write and what goes wrong in translating it, without a look
//! at the rules that are to catch it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::subject::{Collector, Site};
use crate::text::Lang;

/// Characters on each side that a guard sees.
const AROUND: usize = 60;

/// A rewrite.
struct Row {
    kind: &'static str,
    pattern: Regex,
    replacement: &'static str,
    guard: Option<Regex>,
}

type Table = Result<Vec<Row>, String>;

const TABLES: [(Lang, &str); 5] = [
    (Lang::Zh, include_str!("../../dictionaries/zh/mutations.tsv")),
    (Lang::ZhHant, include_str!("../../dictionaries/zh-Hant/mutations.tsv")),
    (Lang::En, include_str!("../../dictionaries/en/mutations.tsv")),
    (Lang::Ja, include_str!("../../dictionaries/ja/mutations.tsv")),
    (Lang::Vi, include_str!("../../dictionaries/vi/mutations.tsv")),
];

static ROWS: LazyLock<BTreeMap<Lang, Vec<Row>>> = LazyLock::new(|| {
    let read = |(lang, text): &(Lang, &'static str)| (*lang, read(text).unwrap_or_default());
    TABLES.iter().map(read).collect()
});

fn read(text: &'static str) -> Table {
    text.lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let (Some(kind), Some(pattern), Some(replacement), guard, None) =
                (cells.next(), cells.next(), cells.next(), cells.next().unwrap_or_default(), cells.next())
            else {
                return Err(format!("four columns are expected: {line}"));
            };
            let compiled = |pattern: &str| Regex::new(pattern).map_err(|error| format!("{line}: {error}"));
            Ok(Row {
                kind,
                pattern: compiled(pattern)?,
                replacement,
                guard: if guard.is_empty() { None } else { Some(compiled(guard)?) },
            })
        })
        .collect()
}

/// Every rewrite of a kind that fits a clause.
pub(super) fn make(collector: &mut Collector<'_>) {
    let (subject, kind) = (collector.subject, collector.kind.name);
    let Some(rows) = ROWS.get(&collector.lang) else {
        return;
    };
    let rows: Vec<&Row> = rows.iter().filter(|row| row.kind == kind).collect();
    for site in subject.sites(collector.lang) {
        let mut found: Vec<_> = rows.iter().flat_map(|row| rewrites(row, site.body)).collect();
        // The row that knows most of the words is the one that was written for them.
        found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
        let mut seen: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for (range, with) in found {
            if !seen.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
                seen.push((range, with));
            }
        }
        take(collector, &site, seen);
    }
}

fn take(collector: &mut Collector<'_>, site: &Site<'_>, rewrites: Vec<(std::ops::Range<usize>, String)>) {
    for (range, with) in rewrites {
        collector.edit(site, range, &with);
    }
}

/// What a row makes of a text: where, and what stands there then.
fn rewrites(row: &Row, text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    row.pattern
        .captures_iter(text)
        .filter_map(|found| {
            let range = found.get(0)?.range();
            let kept = row.guard.as_ref().is_some_and(|guard| guard.is_match(&around(text, &range)));
            (!kept && !range.is_empty()).then(|| (range, expanded(row.replacement, &found)))
        })
        .collect()
}

/// The match in ⟨ ⟩ with the text around it.
fn around(text: &str, range: &std::ops::Range<usize>) -> String {
    let front = text[..range.start].char_indices().rev().take(AROUND).last().map_or(range.start, |(at, _)| at);
    let back: String = text[range.end..].chars().take(AROUND).collect();
    format!("{}⟨{}⟩{back}", &text[front..range.start], &text[range.clone()])
}

fn expanded(replacement: &str, found: &Captures<'_>) -> String {
    let mut filled = String::new();
    found.expand(replacement, &mut filled);
    let mut out = String::with_capacity(filled.len());
    let mut parts = filled.split("\\u");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut chars = part.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::is_nfc;

    #[test]
    fn the_tables_can_be_read_and_are_sorted_and_unique() {
        for (lang, text) in TABLES {
            if let Err(error) = read(text) {
                panic!("{lang}: {error}");
            }
            let lines: Vec<&str> = text.lines().collect();
            let mut sorted = lines.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(lines, sorted, "{lang}");
            assert!(is_nfc(text), "{lang}");
        }
    }

    #[test]
    fn the_tables_name_kinds_that_there_are() {
        for rows in ROWS.values() {
            for row in rows {
                assert!(super::super::kind::KINDS.iter().any(|kind| kind.name == row.kind), "{}", row.kind);
            }
        }
    }
}
