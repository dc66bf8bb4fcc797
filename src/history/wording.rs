//! A text → what of it counts as wording: typography apart, or case and punctuation apart too.
//!
//! Two readings. [`typography_apart`] leaves out what no editor means as a change: white space, width, the shape of
//! quotation marks and dashes. [`case_and_punctuation_apart`] leaves out what no translation shows. Marks that carry
//! meaning (in figures, currency and percent signs, comparison signs) stay in both.

use unicode_normalization::UnicodeNormalization;

use crate::text::{is_alphanumeric, is_cjk};

/// The text without white space, width and the shapes of quotation marks and dashes.
pub(super) fn typography_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        // A space counts between two words that are written with spaces: 我们 Mozilla and 我们Mozilla are one.
        let spaced = |c: char| crate::text::is_alphanumeric(c) && !is_cjk(c);
        if gap && spaced(c) && out.chars().next_back().is_some_and(spaced) {
            out.push(' ');
        }
        gap = false;
        match shape(c) {
            '…' => out.push_str("..."),
            c => out.push(c),
        }
    }
    out
}

/// As [`typography_apart`], in lower case and without punctuation.
pub(super) fn case_and_punctuation_apart(text: &str) -> String {
    let plain = typography_apart(text);
    let chars: Vec<char> = plain.chars().collect();
    let mut out = String::with_capacity(plain.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let beside = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let in_figure = beside(at.checked_sub(1)) && beside(Some(at + 1));
        if is_alphanumeric(c) || carries_meaning(c) || in_figure {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            // Punctuation ends a word as a space does.
            out.push(' ');
        }
    }
    let spaced = |c: Option<char>| c.is_some_and(|c| crate::text::is_alphanumeric(c) && !is_cjk(c));
    let trimmed = out.trim();
    let mut kept = String::with_capacity(trimmed.len());
    let mut chars = trimmed.chars().peekable();
    while let Some(c) = chars.next() {
        if c != ' ' || (spaced(kept.chars().next_back()) && spaced(chars.peek().copied())) {
            kept.push(c);
        }
    }
    kept
}

/// Marks that are words in another writing.
fn carries_meaning(c: char) -> bool {
    matches!(
        c,
        '%' | '‰'
            | '$'
            | '€'
            | '£'
            | '¥'
            | '₫'
            | '₩'
            | '¢'
            | '+'
            | '<'
            | '>'
            | '='
            | '≤'
            | '≥'
            | '@'
            | '&'
            | '#'
            | '§'
            | '°'
            | '×'
            | '±'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// One shape for the marks that stand for each other.
fn shape(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{60}' | '\u{b4}' => {
            '\''
        }
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// FNV-1a, 64 bit: the same number on every machine and in every run.
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Calls `each` with the number of every rough word of a text in lower case: letters between spaces, single
/// characters of writings without spaces. Figures are also counted as "a figure", so that a date line whose date
/// changed resembles itself.
pub(super) fn rough_words(text: &str, each: &mut dyn FnMut(u64)) {
    let folded = case_and_punctuation_apart(text);
    let mut word = String::new();
    let mut flush = |word: &mut String| {
        if !word.is_empty() {
            each(fnv(word));
            if word.bytes().any(|b| b.is_ascii_digit()) {
                each(1);
            }
            word.clear();
        }
    };
    for c in folded.chars() {
        if c == ' ' {
            flush(&mut word);
        } else if is_cjk(c) {
            flush(&mut word);
            word.push(c);
            flush(&mut word);
        } else {
            let digits = word.bytes().next_back().is_some_and(|b| b.is_ascii_digit());
            if !word.is_empty() && digits != c.is_ascii_digit() && !matches!(c, '.' | ',') {
                flush(&mut word);
            }
            word.push(c);
        }
    }
    flush(&mut word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_wording() {
        for (one, other) in [
            (
                "The “Service”  starts\u{a0}now.",
                "The \"Service\" starts now.",
            ),
            (
                "自 2025 年 7 月起，适用（新）规则",
                "自2025年7月起,适用(新)规则",
            ),
            ("ｶﾞｲﾄﾞ　１２３", "ガイド123"),
            ("bên thứ ba – nếu có", "bên thứ ba — nếu có"),
            ("Die\u{302}\u{300}u 5", "Diều 5"),
            ("a\u{ad}b…", "ab..."),
        ] {
            assert_eq!(typography_apart(one), typography_apart(other));
        }
        for (one, other) in [
            ("every day", "everyday"),
            ("The Service.", "The service."),
            ("the service.", "the service"),
        ] {
            assert_ne!(typography_apart(one), typography_apart(other));
        }
    }

    #[test]
    fn case_and_punctuation_are_no_wording_but_figures_are() {
        for (one, other) in [
            ("The Service, however.", "the service however"),
            ("用户，可以取消。", "用户可以取消"),
            ("利用者は、解約できます。", "利用者は解約できます"),
            ("Bạn có thể hủy.", "bạn có thể hủy"),
            ("e-mail (address)", "E mail address"),
        ] {
            assert_eq!(
                case_and_punctuation_apart(one),
                case_and_punctuation_apart(other)
            );
        }
        for (one, other) in [
            ("1.5 days", "15 days"),
            ("5% off", "5 off"),
            ("10-12 days", "1012 days"),
            ("more than 3", "more than 4"),
        ] {
            assert_ne!(
                case_and_punctuation_apart(one),
                case_and_punctuation_apart(other)
            );
        }
    }
}
