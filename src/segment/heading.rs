//! Which units of a text without markup are headings.
//!
//! A heading is short, does not end like a sentence, and something follows
//! that it heads. Runs of short lines (addresses, lists without markers) are
//! no headings.

use unicode_width::UnicodeWidthStr;

use super::unit::Unit;
use crate::model::{BlockKind, Class, LabelKind, Numeral};
use crate::text::Source;

/// Columns (wide characters count two) that a heading may take up.
const WIDTH: usize = 72;
/// The same for a line that ends in a colon: longer ones lead into a list.
const COLON_WIDTH: usize = 24;
/// Words of a heading in a language with spaces.
const WORDS: usize = 13;
/// So many short lines in a row head nothing.
const RUN: usize = 4;

/// For each unit whether it is an inferred heading. Documents with marked-up sections keep to their markup.
pub(super) fn headings(source: &Source, units: &[Unit]) -> Vec<bool> {
    let marked = units
        .iter()
        .filter(|unit| unit.class == Class::Text && matches!(unit.kind, BlockKind::Heading(_)))
        .count();
    let sections = units
        .iter()
        .filter(|unit| {
            unit.class == Class::Text && matches!(unit.kind, BlockKind::Heading(level) if level > 1)
        })
        .count();
    if sections > 0 || marked > 2 {
        return vec![false; units.len()];
    }
    let mut like: Vec<bool> = units.iter().map(|unit| is_like(source, unit)).collect();
    for at in 1..units.len() {
        like[at] &= !(like[at - 1] && leads_in(source, units, at));
    }
    let mut out = vec![false; units.len()];
    for at in 0..units.len() {
        if like[at] {
            out[at] = match &units[at].label {
                Some(label) if is_worded(label.kind) => true,
                Some(_) => heads_labelled(source, units, &like, at),
                None => heads_plain(units, &like, at),
            };
        }
    }
    let plain = (0..units.len())
        .filter(|at| out[*at] && units[*at].label.is_none())
        .count();
    // The last line heads nothing, but among several headings of its kind it is one whose body is missing.
    if let Some(last) = units.iter().rposition(|unit| unit.class == Class::Text)
        && like[last]
        && units[last].label.is_none()
        && plain >= 3
        && last > 0
        && !like[last - 1]
        && !is_signature(source.slice(units[last].body))
    {
        out[last] = true;
    }
    out
}

/// Whether a line is the beginning of a list: “You must not:”. Right under a heading it is none of its own.
fn leads_in(source: &Source, units: &[Unit], at: usize) -> bool {
    let text = source.slice(units[at].body).trim_end();
    units[at].label.is_none()
        && text.ends_with([':', '：'])
        && units.get(at + 1).is_some_and(|next| {
            next.label.is_some()
                || next.marker.is_some()
                || matches!(next.kind, BlockKind::Item { .. })
        })
}

fn is_worded(kind: LabelKind) -> bool {
    matches!(
        kind,
        LabelKind::Part
            | LabelKind::Chapter
            | LabelKind::Section
            | LabelKind::Article
            | LabelKind::Appendix
    )
}

/// Short, and not ended like a sentence.
fn is_like(source: &Source, unit: &Unit) -> bool {
    if unit.kind != BlockKind::Paragraph
        || unit.class != Class::Text
        || unit.marker.is_some()
        || unit.inline
    {
        return false;
    }
    let text = source.slice(unit.body).trim();
    if text.is_empty() {
        return unit
            .label
            .as_ref()
            .is_some_and(|label| is_worded(label.kind));
    }
    let Some(last) = text.chars().next_back() else {
        return false;
    };
    if matches!(
        last,
        '。' | '．' | '.' | '；' | ';' | '，' | ',' | '、' | '!' | '！' | '…' | '】' | '”' | '"'
    ) {
        return false;
    }
    let width = text.width();
    if matches!(last, ':' | '：') && width > COLON_WIDTH {
        return false;
    }
    let words = text.split_whitespace().count();
    let sentence_inside = text.contains('。') || text.contains(". ") || text.contains('；');
    width <= WIDTH
        && words <= WORDS
        && !sentence_inside
        && !is_contact(text)
        && !is_broken_off(text)
}

/// Whether a line is a sentence that has lost its end: parts set apart, and a word that more must follow.
fn is_broken_off(text: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|end| text.ends_with(end));
    let japanese = || {
        let caption = ends(&["について", "ために", "とともに", "など"]);
        ends(&["を", "に", "が", "は", "で", "と", "て"]) && !caption
    };
    text.contains('、') && japanese() || text.contains('，') && ends(&["的"])
}

/// An address, a figure, a date line: heads nothing.
fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    text.contains('@')
        || text.contains("://")
        || text.contains("www.")
        || digits * 3 > text.chars().count()
        || digits >= 6
}

/// The name of a company, or the words that end a document.
fn is_signature(text: &str) -> bool {
    let text = text.trim();
    is_contact(text)
        || text.chars().any(char::is_numeric)
        || matches!(text, "以上" | "敬具" | "End" | "END" | "完")
        || [
            "株式会社",
            "有限公司",
            "有限会社",
            "合同会社",
            "公司",
            "Công ty",
            "Inc",
            "Ltd",
            "LLC",
            "Co.",
            "Corporation",
            "©",
        ]
        .iter()
        .any(|name| text.contains(name))
}

/// A labelled short line is a heading when something else than its next sibling follows.
fn heads_labelled(source: &Source, units: &[Unit], like: &[bool], at: usize) -> bool {
    let Some(label) = &units[at].label else {
        return false;
    };
    let Some(next) = units[at + 1..]
        .iter()
        .find(|unit| unit.class == Class::Text)
    else {
        return false;
    };
    match &next.label {
        None => {
            !like[at + 1..].first().copied().unwrap_or(false) && next.kind == BlockKind::Paragraph
                || matches!(next.kind, BlockKind::Item { .. })
        }
        Some(other) if other.same_style(label) => {
            // A sibling follows at once: a section without text, or a list of short items. In a run of sections
            // that otherwise have bodies it is a section: 一、 and the like, or dotted numbers.
            let _ = source;
            matches!(label.numeral, Numeral::Han | Numeral::RomanUpper)
                && label.frame.0.is_empty()
                && siblings_with_body(units, at)
        }
        Some(other) => other.ordinals.len() > label.ordinals.len() || other.ordinal() == 1,
    }
}

/// Whether most units of the same style are followed by text without a label.
fn siblings_with_body(units: &[Unit], at: usize) -> bool {
    let Some(label) = &units[at].label else {
        return false;
    };
    let (mut with, mut all) = (0, 0);
    for pair in units.windows(2) {
        if pair[0]
            .label
            .as_ref()
            .is_some_and(|other| other.same_style(label))
        {
            all += 1;
            with += usize::from(
                pair[1]
                    .label
                    .as_ref()
                    .is_none_or(|next| !next.same_style(label)),
            );
        }
    }
    with * 2 > all
}

/// An unlabelled short line is a heading when text follows within a few lines, and it is not one of many.
fn heads_plain(units: &[Unit], like: &[bool], at: usize) -> bool {
    let short = |at: usize| like[at] && units[at].label.is_none();
    let before = (0..at).rev().take_while(|at| short(*at)).count();
    let after = (at + 1..units.len()).take_while(|at| short(*at)).count();
    if before + after + 1 >= RUN {
        // The first lines of a document may be a title, a subtitle and a heading.
        return before == 0 && at == 0;
    }
    at + after + 1 < units.len()
}

#[cfg(test)]
mod tests {
    use super::is_broken_off;

    #[test]
    fn lines_that_have_lost_their_end() {
        for (line, expected) in [
            ("船の位置は、安全管理の目的に限って利用し、返却の後に", true),
            ("本公司与码头签订合同，要求其提供相同的", true),
            ("個人情報の取扱いについて", false),
            ("桟橋、受付などについて", false),
            ("您的权利，我们的义务", false),
        ] {
            assert_eq!(is_broken_off(line), expected, "{line}");
        }
    }
}
