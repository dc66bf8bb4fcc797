//! Rewrites by table: `dictionaries/<tag>/mutations.tsv`, a row a rewrite.
//!
//! A row is `kind<TAB>pattern<TAB>replacement<TAB>guard`. The pattern is a regular expression; the replacement takes
//! its groups as `$1` and sets the next letter in upper case behind `\u`. The guard is a regular expression that
//! must *not* match the words around, where the match itself is set in ⟨ ⟩: `不⟨|⟩同` keeps away from 不 before and
//! 同 behind. The tables are written from what lawyers write and what goes wrong in translating it, without a look
//! at the rules that are to catch it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::subject::Collector;
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
    (
        Lang::Zh,
        include_str!("../../dictionaries/zh/mutations.tsv"),
    ),
    (
        Lang::ZhHant,
        include_str!("../../dictionaries/zh-Hant/mutations.tsv"),
    ),
    (
        Lang::En,
        include_str!("../../dictionaries/en/mutations.tsv"),
    ),
    (
        Lang::Ja,
        include_str!("../../dictionaries/ja/mutations.tsv"),
    ),
    (
        Lang::Vi,
        include_str!("../../dictionaries/vi/mutations.tsv"),
    ),
];

static ROWS: LazyLock<BTreeMap<Lang, Vec<Row>>> = LazyLock::new(|| {
    let read = |(lang, text): &(Lang, &'static str)| (*lang, read(text).unwrap_or_default());
    TABLES.iter().map(read).collect()
});

fn read(text: &'static str) -> Table {
    text.lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let (Some(kind), Some(pattern), Some(replacement), guard, None) = (
                cells.next(),
                cells.next(),
                cells.next(),
                cells.next().unwrap_or_default(),
                cells.next(),
            ) else {
                return Err(format!("four columns are expected: {line}"));
            };
            let compiled =
                |pattern: &str| Regex::new(pattern).map_err(|error| format!("{line}: {error}"));
            Ok(Row {
                kind,
                pattern: compiled(pattern)?,
                replacement,
                guard: if guard.is_empty() {
                    None
                } else {
                    Some(compiled(guard)?)
                },
            })
        })
        .collect()
}

/// Every rewrite of a kind that fits a clause.
pub(super) fn make(collector: &mut Collector<'_>) {
    let (subject, kind, lang) = (collector.subject, collector.kind.name, collector.lang);
    for site in subject.sites(lang) {
        for (range, with) in fitting(lang, kind, site.body) {
            collector.edit(&site, range, &with);
        }
    }
}

/// The rewrites of a kind that fit a text, none overlapping another.
fn fitting(lang: Lang, kind: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let rows = ROWS.get(&lang).map_or(&[][..], Vec::as_slice);
    let mut found: Vec<_> = rows
        .iter()
        .filter(|row| row.kind == kind)
        .flat_map(|row| rewrites(row, text))
        .collect();
    // The row that knows most of the words is the one that was written for them.
    found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
    let mut kept: Vec<(Range<usize>, String)> = Vec::new();
    for (range, with) in found {
        if !kept
            .iter()
            .any(|(other, _)| other.start < range.end && range.start < other.end)
        {
            kept.push((range, with));
        }
    }
    kept.sort_by_key(|(range, _)| range.start);
    kept
}

/// What a row makes of a text: where, and what stands there then.
fn rewrites(row: &Row, text: &str) -> Vec<(Range<usize>, String)> {
    row.pattern
        .captures_iter(text)
        .filter_map(|found| {
            let range = found.get(0)?.range();
            let kept = row
                .guard
                .as_ref()
                .is_some_and(|guard| guard.is_match(&around(text, &range)));
            (!kept && !range.is_empty()).then(|| (range, expanded(row.replacement, &found)))
        })
        .collect()
}

/// The match in ⟨ ⟩ with the text around it.
fn around(text: &str, range: &Range<usize>) -> String {
    let front = text[..range.start]
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(range.start, |(at, _)| at);
    let back: String = text[range.end..].chars().take(AROUND).collect();
    format!(
        "{}⟨{}⟩{back}",
        &text[front..range.start],
        &text[range.clone()]
    )
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
                assert!(
                    super::super::kind::KINDS
                        .iter()
                        .any(|kind| kind.name == row.kind),
                    "{}",
                    row.kind
                );
            }
        }
    }

    /// The texts that the rewrites of a kind make of a text, one each.
    fn made(lang: Lang, kind: &str, text: &str) -> Vec<String> {
        fitting(lang, kind, text)
            .into_iter()
            .map(|(range, with)| format!("{}{with}{}", &text[..range.start], &text[range.end..]))
            .collect()
    }

    #[test]
    fn rewrites_are_sentences_of_the_language() {
        use Lang::{En, Ja, Vi, Zh, ZhHant};
        for (lang, kind, text, expected) in [
            (
                En,
                "negation-removed",
                "We do not rent out lockers.",
                "We rent out lockers.",
            ),
            (
                En,
                "negation-removed",
                "You cannot cancel.",
                "You can cancel.",
            ),
            (
                En,
                "must-to-may",
                "Guests must sign in.",
                "Guests may sign in.",
            ),
            (
                En,
                "must-to-may",
                "Guests must not smoke.",
                "Guests may smoke.",
            ),
            (
                En,
                "exception-lost",
                "Unless you object, we renew the pass.",
                "We renew the pass.",
            ),
            (
                En,
                "exception-lost",
                "We renew the pass, unless you object.",
                "We renew the pass.",
            ),
            (
                En,
                "exception-turned",
                "We renew it unless you object.",
                "We renew it if you object.",
            ),
            (
                En,
                "all-to-some",
                "All lockers are checked.",
                "Some lockers are checked.",
            ),
            (
                En,
                "only-removed",
                "We open lockers only at night.",
                "We open lockers at night.",
            ),
            (
                En,
                "duration-unit",
                "Keep it for thirty (30) days.",
                "Keep it for thirty (30) months.",
            ),
            (
                Zh,
                "negation-removed",
                "我们不会出借钥匙。",
                "我们会出借钥匙。",
            ),
            (Zh, "must-to-may", "来宾应当登记。", "来宾可以登记。"),
            (Zh, "must-to-may", "来宾不得吸烟。", "来宾可以吸烟。"),
            (Zh, "may-to-must", "来宾可以登记。", "来宾必须登记。"),
            (
                Zh,
                "exception-lost",
                "除非您反对，我们会续期。",
                "我们会续期。",
            ),
            (
                Zh,
                "exception-turned",
                "除非您反对，我们会续期。",
                "如果您反对，我们会续期。",
            ),
            (Zh, "only-removed", "钥匙仅用于开柜。", "钥匙用于开柜。"),
            (
                Zh,
                "duration-unit",
                "请在三十日内取回。",
                "请在三十个月内取回。",
            ),
            (ZhHant, "must-to-may", "來賓應當登記。", "來賓可以登記。"),
            (
                ZhHant,
                "negation-removed",
                "我們不會出借鑰匙。",
                "我們會出借鑰匙。",
            ),
            (
                Ja,
                "negation-removed",
                "鍵は貸し出しません。",
                "鍵は貸し出します。",
            ),
            (
                Ja,
                "negation-removed",
                "当館は責任を負わないものとします。",
                "当館は責任を負うものとします。",
            ),
            (
                Ja,
                "negation-added",
                "鍵を貸し出します。",
                "鍵を貸し出しません。",
            ),
            (
                Ja,
                "must-to-may",
                "来館者は名簿に記入しなければなりません。",
                "来館者は名簿に記入することができます。",
            ),
            (
                Ja,
                "must-to-may",
                "係員の指示に従わなければなりません。",
                "係員の指示に従うことができます。",
            ),
            (
                Ja,
                "must-to-may",
                "窓を閉めなければならない。",
                "窓を閉めることができる。",
            ),
            (
                Ja,
                "must-to-may",
                "喫煙してはなりません。",
                "喫煙してもかまいません。",
            ),
            (
                Ja,
                "may-to-must",
                "名簿に記入することができます。",
                "名簿に記入しなければなりません。",
            ),
            (
                Ja,
                "exception-lost",
                "当館は、休館日を除き、鍵を貸し出します。",
                "当館は、鍵を貸し出します。",
            ),
            (
                Ja,
                "exception-turned",
                "休館日を除き、鍵を貸し出します。",
                "休館日を含め、鍵を貸し出します。",
            ),
            (
                Ja,
                "only-removed",
                "会員にのみ貸し出します。",
                "会員に貸し出します。",
            ),
            (
                Ja,
                "duration-unit",
                "30日以内に返却する。",
                "30か月以内に返却する。",
            ),
            (
                Vi,
                "negation-removed",
                "Chúng tôi không bán vé tại quầy.",
                "Chúng tôi bán vé tại quầy.",
            ),
            (
                Vi,
                "must-to-may",
                "Khách phải ký tên.",
                "Khách có thể ký tên.",
            ),
            (
                Vi,
                "exception-lost",
                "Trừ khi bạn phản đối, vé được gia hạn.",
                "Vé được gia hạn.",
            ),
            (
                Vi,
                "exception-turned",
                "Vé được gia hạn trừ khi bạn phản đối.",
                "Vé được gia hạn nếu bạn phản đối.",
            ),
            (
                Vi,
                "only-removed",
                "Tủ chỉ mở vào ban đêm.",
                "Tủ mở vào ban đêm.",
            ),
            (
                Vi,
                "duration-unit",
                "trong vòng 30 ngày kể từ hôm nay",
                "trong vòng 30 tháng kể từ hôm nay",
            ),
        ] {
            assert_eq!(made(lang, kind, text), [expected], "{lang} {kind}");
        }
    }

    #[test]
    fn words_that_only_look_like_it_are_left_alone() {
        use Lang::{En, Ja, Vi, Zh, ZhHant};
        for (lang, kind, text) in [
            (
                En,
                "negation-removed",
                "Tell us whether or not the gate will not open.",
            ),
            (En, "negation-removed", "It is not only cheap."),
            (En, "only-removed", "not only the lockers"),
            (En, "all-to-some", "after all"),
            (En, "must-to-may", "“Locker” shall mean a box."),
            (Zh, "negation-removed", "费用不得不上调。"),
            (Zh, "negation-removed", "请确认是否不会下雨。"),
            (Zh, "conjunction-swapped", "双方应友好和解。"),
            (Zh, "bound-turned", "以上内容以公告为准。"),
            (Zh, "must-to-may", "我们会相应调整。"),
            (ZhHant, "conjunction-swapped", "雙方應友好和解。"),
            (Ja, "negation-removed", "雨が降るかもしれません。"),
            (Ja, "negation-removed", "記入しなければなりません。"),
            (Ja, "negation-removed", "来館者だけではありません。"),
            (Ja, "negation-added", "ご協力をお願いいたします。"),
            (Ja, "bound-turned", "以上のとおり定めます。"),
            (Vi, "negation-removed", "không chỉ tủ đồ"),
            (Vi, "only-removed", "địa chỉ của bạn"),
            (Vi, "must-to-may", "Đó không phải là vé."),
            (Vi, "duration-unit", "ngày 30 tháng 4 năm 2026"),
        ] {
            assert_eq!(
                made(lang, kind, text),
                <[&str; 0]>::default(),
                "{lang} {kind}"
            );
        }
    }
}
