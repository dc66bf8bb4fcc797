//! Short names that a text defines for itself: (hereinafter “Northwind”), （以下「当社」といいます）, 下称“我们”.
//!
//! In goes the text of a clause, out come the quoted words inside each bracket that holds a cue of
//! `dictionaries/<lang>/alias-cues.tsv`, as spans of the text. Brackets without a cue or without quotes define
//! nothing that can be told.

use super::quotation::quotations;
use crate::text::{Lang, Span};

const EN: &str = include_str!("../../dictionaries/en/alias-cues.tsv");
const JA: &str = include_str!("../../dictionaries/ja/alias-cues.tsv");
const VI: &str = include_str!("../../dictionaries/vi/alias-cues.tsv");
const ZH: &str = include_str!("../../dictionaries/zh/alias-cues.tsv");

/// Longest bracket that is read, in bytes.
const LONGEST: usize = 400;

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The bracket, with its marks.
    pub bracket: Span,
    /// The words that it defines, without their quotes.
    pub words: Vec<Span>,
}

/// The definitions of a text, in order. Linear.
#[must_use]
pub fn aliases(lang: Lang, text: &str) -> Vec<Alias> {
    let cues = match lang {
        Lang::Zh | Lang::ZhHant => ZH,
        Lang::En => EN,
        Lang::Ja => JA,
        Lang::Vi => VI,
        Lang::Other(_) => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '（']).map(|at| from + at) {
        from = open + text[open..].chars().next().map_or(1, char::len_utf8);
        let Some(close) = text[from..]
            .find([')', '）', '(', '（'])
            .map(|at| from + at)
        else {
            break;
        };
        if close - from > LONGEST || text[close..].starts_with(['(', '（']) {
            continue;
        }
        let inner = &text[from..close];
        let lower = inner.to_lowercase();
        if !cues.lines().any(|cue| lower.contains(cue)) {
            continue;
        }
        let words = quotations(inner, from);
        if !words.is_empty() {
            found.push(Alias {
                bracket: Span::new(open, close),
                words,
            });
        }
        from = close;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_in_order() {
        for list in [EN, JA, VI, ZH] {
            assert!(list.lines().is_sorted_by(|a, b| a < b), "{list}");
        }
    }

    #[test]
    fn definitions_are_read() {
        for (lang, text, words) in [
            (
                Lang::En,
                "Blue Pier Ltd. (hereinafter \"Pier\" or “we”) runs the site (“Site”).",
                vec!["Pier", "we"],
            ),
            (
                Lang::Ja,
                "青桟橋株式会社（以下「当社」といいます。）は、規約（第2条）を定めます。",
                vec!["当社"],
            ),
            (
                Lang::Zh,
                "青桥有限公司（以下简称“青桥”或“我们”）运营本网站（“网站”）。",
                vec!["青桥", "我们"],
            ),
            (
                Lang::Vi,
                "Công ty TNHH Cầu Xanh (sau đây gọi là “chúng tôi”) vận hành trang web.",
                vec!["chúng tôi"],
            ),
            (
                Lang::En,
                "We (the operator) collect (hereinafter data) it",
                vec![],
            ),
        ] {
            let found: Vec<&str> = aliases(lang, text)
                .iter()
                .flat_map(|alias| alias.words.iter().map(|span| &text[span.range()]))
                .collect();
            assert_eq!(found, words, "{text}");
        }
    }
}
