//! Numbers and letters without a rank, in every frame: 一、 （一） 1. 1、 (a) iv) 2.1 ① ア．
//!
//! What a number must have to be a label is a mark behind it, brackets around it, or (last, and only
//! before a title) a space. What takes the label away again is what stands behind: 3.5%, 1,000,
//! (1) and (2), 2025.7.30, I. M. Pei.

mod letter;
mod number;

pub(super) use number::{components, subdivision};

use super::context::*;
use super::label;
use super::ordinal::{self, Reading, digit};
use crate::language::numeral;
use crate::model::{Label, LabelKind, Numeral};
use crate::text::{Lang, Script, is_cjk, is_han, is_kana, script_of};
use letter::{han, kana, letters};
use number::number;

/// All readings of a bare label at the start of `text`.
pub(super) fn read(text: &str, lang: Lang) -> Vec<Label> {
    let Some(first) = text.chars().next() else {
        return Vec::new();
    };
    let found = if digit(first).is_some() {
        number(text, lang)
    } else if is_opener(first) {
        bracketed(text, lang)
    } else if numeral::is_han_numeral(first) {
        han(text)
    } else if matches!(script_of(first), Script::Katakana) {
        kana(text, first)
    } else if script_of(first) == Script::Latin || matches!(first, 'Ⅰ'..='ⅿ') {
        letters(text, lang)
    } else {
        symbol(text, first)
    };
    found.unwrap_or_default()
}

/// The ordinals before the last one, and the readings of the last one.
pub(super) struct Number {
    pub(super) outer: Vec<u16>,
    pub(super) last: Vec<Reading>,
    pub(super) length: usize,
}

impl Number {
    fn dotted(&self) -> bool {
        !self.outer.is_empty()
    }

    /// One label a reading.
    fn labels(&self, frame: (&str, &str), end: usize) -> Vec<Label> {
        let one = |reading: &Reading| {
            let mut ordinals = self.outer.clone();
            ordinals.push(reading.value);
            label(LabelKind::Plain, ordinals, reading.numeral, frame, end)
        };
        self.last.iter().map(one).collect()
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '﹙')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '﹚')
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn digit_follows(text: &str) -> bool {
    first(text).is_some_and(|c| digit(c).is_some())
}

/// The mark behind a bare number: its bytes. What follows must leave the number a label.
fn mark(rest: &str, lang: Lang) -> Option<usize> {
    let tight = rest;
    let spaced = rest
        .strip_prefix([' ', '\u{3000}'])
        .filter(|behind| behind.starts_with(['、', ')', '）']));
    let rest = spaced.unwrap_or(tight);
    let c = first(rest)?;
    let behind = &rest[c.len_utf8()..];
    let spaced_behind = first(behind).is_none_or(char::is_whitespace);
    let fits = match c {
        '.' | '．' => point_ends(behind),
        '、' | ')' | '）' | '﹚' => true,
        '。' => !spaced_behind && !digit_follows(behind),
        ':' | '：' => !digit_follows(behind) && !behind.starts_with('/'),
        '，' => !digit_follows(skip_spaces(behind)),
        ',' => first(behind).is_some_and(|c| is_han(c) || is_kana(c)),
        '-' | '–' | '—' => spaced_behind && begins_title(skip_spaces(behind)),
        '/' => (spaced_behind || lang == Lang::Vi) && begins_title(skip_spaces(behind)),
        ' ' => {
            let dash = skip_spaces(behind);
            let title = dash
                .strip_prefix(['-', '–', '—'])
                .filter(|title| title.starts_with(' '))?;
            return begins_title(skip_spaces(title)).then(|| rest.len() - title.len());
        }
        _ => false,
    };
    fits.then(|| tight.len() - behind.len() + second_mark(c, behind))
}

/// A mark behind the mark, as in `1）、` or `(a).`.
fn second_mark(mark: char, behind: &str) -> usize {
    first(behind)
        .filter(|c| matches!(c, '、' | '.' | '．' | ':' | '：') && *c != mark)
        .filter(|c| point_ends(&behind[c.len_utf8()..]))
        .map_or(0, char::len_utf8)
}

/// Whether a point with `behind` after it ends a label: no decimal, no ellipsis, no domain.
fn point_ends(behind: &str) -> bool {
    let Some(c) = first(behind) else { return true };
    if c.is_whitespace() {
        return true;
    }
    if digit(c).is_some() || matches!(c, '.' | '．' | ',') {
        return false;
    }
    if script_of(c) == Script::Latin && !c.is_uppercase() {
        let token = head(behind, 80)
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let domain = token
            .trim_end_matches(['.', ',', ';', ':', ')'])
            .contains('.');
        return first_word(behind).chars().count() > 2 && !domain;
    }
    true
}

fn bracketed(text: &str, lang: Lang) -> Option<Vec<Label>> {
    let opener = first(text)?;
    let padded = &text[opener.len_utf8()..];
    let inner = skip_spaces(padded);
    let start = text.len() - inner.len();
    let number = if digit_follows(inner) {
        let digits = ordinal::digits(inner)?;
        if digits.zero && digits.length == 2 && is_phone(inner) {
            return None;
        }
        components(inner, digits.length, digits.reading, lang)?
    } else if let Some((reading, length)) = ordinal::han(inner) {
        Number {
            outer: Vec::new(),
            last: vec![reading],
            length,
        }
    } else if let Some(length) =
        ordinal::letter_token(inner).filter(|_| !matches!(opener, '[' | '［'))
    {
        Number {
            outer: Vec::new(),
            last: ordinal::letters(&inner[..length], lang, true),
            length,
        }
    } else {
        let c = first(inner)?;
        Number {
            outer: Vec::new(),
            last: ordinal::kana(c),
            length: c.len_utf8(),
        }
    };
    let rest = skip_spaces(&inner[number.length..]);
    let closer = first(rest).filter(|c| is_closer(*c))?;
    let close = text.len() - rest.len();
    let behind = &rest[closer.len_utf8()..];
    let letter = number.last.first()?.numeral;
    // (c) 2025 is a copyright notice.
    let year = matches!(
        letter,
        Numeral::LatinLower | Numeral::LatinUpper | Numeral::VietnameseLower
    ) && skip_spaces(behind)
        .chars()
        .take_while(|c| digit(*c).is_some())
        .count()
        == 4;
    let phone = matches!(letter, Numeral::Arabic | Numeral::ArabicFull) && is_phone(behind);
    if year || phone || goes_on_to(behind, begins_bracketed) {
        return None;
    }
    let end = close + closer.len_utf8();
    let second = second_mark(closer, behind);
    Some(number.labels((&text[..start], &text[close..end + second]), end + second))
}

/// One character that holds number and frame: ① ⑴ ⒈ ㈠ 🔟.
fn symbol(text: &str, c: char) -> Option<Vec<Label>> {
    let enclosed = match c {
        '🔟' => numeral::Enclosed {
            value: 10,
            numeral: Numeral::Circled,
            frame: ("□", ""),
        },
        c => numeral::enclosed(c)?,
    };
    let rest = &text[c.len_utf8()..];
    let again = |near: &str| first(near).is_some_and(|c| numeral::enclosed(c).is_some());
    if again(rest) || goes_on_to(rest, again) {
        return None;
    }
    let second = second_mark(c, rest);
    let after = format!("{}{}", enclosed.frame.1, &rest[..second]);
    let reading = Reading {
        value: enclosed.value,
        numeral: enclosed.numeral,
    };
    let number = Number {
        outer: Vec::new(),
        last: vec![reading],
        length: c.len_utf8(),
    };
    Some(number.labels((enclosed.frame.0, &after), c.len_utf8() + second))
}
