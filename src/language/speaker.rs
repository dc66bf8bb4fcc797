//! The words by which a policy calls the one that speaks: we, 当社, 我们, chúng tôi.
//!
//! Data: `dictionaries/<lang>/own-words.tsv`, one a line. In goes a text, out come the places that say one.

use crate::text::{Lang, Span, is_cjk};

const EN: &str = include_str!("../../dictionaries/en/own-words.tsv");
const JA: &str = include_str!("../../dictionaries/ja/own-words.tsv");
const VI: &str = include_str!("../../dictionaries/vi/own-words.tsv");
const ZH: &str = include_str!("../../dictionaries/zh/own-words.tsv");

fn words(lang: Lang) -> &'static str {
    match lang {
        Lang::En => EN,
        Lang::Ja => JA,
        Lang::Vi => VI,
        Lang::Zh | Lang::ZhHant => ZH,
        Lang::Other(_) => "",
    }
}

/// Where a text says one of its language's own words, in order. Linear in the text.
#[must_use]
pub fn own_words(lang: Lang, text: &str) -> Vec<Span> {
    let lower = text.to_lowercase();
    // the few letters whose small form is longer would shift every place behind them
    let lower = if lower.len() == text.len() {
        &lower
    } else {
        text
    };
    let mut found: Vec<Span> = words(lang)
        .lines()
        .flat_map(|word| lower.match_indices(word))
        .map(|(at, word)| Span::new(at, at + word.len()))
        .filter(|span| lang.is_cjk() || stands_alone(lower, span.start as usize, span.end as usize))
        .collect();
    found.sort_unstable();
    found.dedup_by(|later, earlier| later.start < earlier.end);
    found
}

/// Whether a text is nothing but one of its language's own words.
#[must_use]
pub fn is_own_word(lang: Lang, text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    words(lang).lines().any(|word| word == lower)
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| crate::text::is_alphanumeric(c) && !is_cjk(c);
    !text[..start].chars().next_back().is_some_and(is_letter)
        && !text[end..].chars().next().is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        for list in [EN, JA, VI, ZH] {
            assert!(list.lines().is_sorted_by(|a, b| a < b), "{list}");
            assert!(unicode_normalization::is_nfc(list));
        }
    }

    #[test]
    fn own_words_are_counted() {
        for (lang, text, count) in [
            (
                Lang::En,
                "We keep our records; the weather is ours to use.",
                3,
            ),
            (Lang::En, "The campus is west of the house.", 0),
            (Lang::Zh, "我们会通知您，您可联系本公司。", 2),
            (Lang::ZhHant, "我們會通知您。", 1),
            (Lang::Ja, "当社は弊社のお客様に通知します。", 2),
            (Lang::Ja, "お客様が通知します。", 0),
            (Lang::Vi, "Chúng tôi thông báo cho khách hàng.", 1),
            (Lang::Vi, "Người dùng gửi đơn.", 0),
        ] {
            assert_eq!(own_words(lang, text).len(), count, "{text}");
        }
        assert!(is_own_word(Lang::En, " Us "));
        assert!(!is_own_word(Lang::Ja, "北風"));
    }
}
