//! Han numerals, kana, letters and Roman numerals without a rank: 一、 ア． a) IV. A.1

use super::number::{components, unmarked};
use super::*;

pub(super) fn han(text: &str) -> Option<Vec<Label>> {
    let (reading, length) = ordinal::han(text)?;
    let number = Number {
        outer: Vec::new(),
        last: vec![reading],
        length,
    };
    let rest = &text[length..];
    let tight = rest
        .strip_prefix([' ', '\u{3000}'])
        .filter(|behind| behind.starts_with(['、', ')', '）']))
        .unwrap_or(rest);
    let c = first(tight)?;
    let behind = &tight[c.len_utf8()..];
    let again = |near: &str| {
        ordinal::han(near).is_some_and(|(_, length)| {
            first(&near[length..]).is_none_or(|c| {
                matches!(
                    c,
                    '、' | '，' | '及' | '和' | '与' | '或' | 'と' | '項' | '号' | '款' | '项'
                )
            })
        })
    };
    let fits = match c {
        '、' => !again(behind),
        ')' | '）' => !goes_on_to(behind, again),
        '.' | '．' => point_ends(behind),
        '，' | ',' | '：' | ':' => !digit_follows(behind) && !again(behind),
        _ => false,
    };
    if fits {
        let end = text.len() - behind.len() + second_mark(c, behind);
        return Some(number.labels(("", &text[length..end]), end));
    }
    let title = skip_spaces(rest);
    let spaced = title.len() < rest.len()
        && begins_title(title)
        && !is_unit(title)
        && !numeral::is_han_numeral(first(title)?);
    spaced.then(|| number.labels(("", ""), length))
}

pub(super) fn kana(text: &str, c: char) -> Option<Vec<Label>> {
    let number = Number {
        outer: Vec::new(),
        last: ordinal::kana(c),
        length: c.len_utf8(),
    };
    if number.last.is_empty() {
        return None;
    }
    let rest = &text[number.length..];
    let mark = first(rest)?;
    let behind = &rest[mark.len_utf8()..];
    let again = |near: &str| {
        let mut characters = near.chars();
        characters
            .next()
            .is_some_and(|c| !ordinal::kana(c).is_empty())
            && characters
                .next()
                .is_none_or(|c| script_of(c) != Script::Katakana)
    };
    match mark {
        '、' | '．' | '.' | ')' | '）' | ':' | '：'
            if !again(behind) && !goes_on_to(behind, again) && point_ends(behind) =>
        {
            Some(number.labels(("", &rest[..mark.len_utf8()]), text.len() - behind.len()))
        }
        '\u{3000}' | '\t' => Some(number.labels(("", ""), number.length)),
        ' ' if first(skip_spaces(behind)).is_some_and(is_han) => {
            Some(number.labels(("", ""), number.length))
        }
        _ => None,
    }
}

pub(super) fn letters(text: &str, lang: Lang) -> Option<Vec<Label>> {
    let length = ordinal::letter_token(text)?;
    let token = &text[..length];
    let last = ordinal::letters(token, lang, false);
    let leading = last.first()?.numeral;
    let upper = matches!(leading, Numeral::LatinUpper | Numeral::RomanUpper);
    let roman_only = last
        .iter()
        .all(|reading| matches!(reading.numeral, Numeral::RomanUpper | Numeral::RomanLower));
    let sign = token.starts_with(|c| matches!(c, 'Ⅰ'..='ⅿ'));
    let number = Number {
        outer: Vec::new(),
        last,
        length,
    };
    let rest = &text[length..];
    let mark = first(rest)?;
    let behind = &rest[mark.len_utf8()..];
    let title = skip_spaces(behind);
    let spaced = title.len() < behind.len();
    let again = |near: &str| {
        ordinal::letter_token(near).is_some_and(|length| near[length..].starts_with([')', '）']))
    };
    let fits = match mark {
        '.' | '．' if upper && digit_follows(behind) => return compound(text, &number, lang),
        '.' | '．' => letter_point(behind, upper, sign),
        ')' | '）' => !goes_on_to(behind, again),
        '、' => true,
        ':' | '：' => roman_only && !behind.starts_with('/'),
        '/' => lang == Lang::Vi && (spaced || begins_title(title)),
        '-' | '–' | '—' => {
            upper && spaced && (roman_only || lang == Lang::Vi) && begins_title(title)
        }
        ' ' if (roman_only || lang == Lang::Vi) && upper && title.starts_with(['-', '–', '—']) =>
        {
            let dash = first(title)?;
            let behind = &title[dash.len_utf8()..];
            let fits = behind.starts_with(' ') && begins_title(skip_spaces(behind));
            let end = text.len() - behind.len();
            return fits.then(|| number.labels(("", &text[length..end]), end));
        }
        _ => false,
    };
    if fits {
        let end = text.len() - behind.len() + second_mark(mark, behind);
        return Some(number.labels(("", &text[length..end]), end));
    }
    // Before a title: II Scope, Ⅱ 目的, and A　定義.
    let wide =
        matches!(mark, '\u{3000}' | '\t') && first(title).is_some_and(|c| is_han(c) || is_kana(c));
    let before_title = is_space(mark) && begins_title(title) && (sign || (upper && roman_only));
    (before_title || (wide && upper)).then(|| number.labels(("", ""), length))
}

/// Whether a point behind a letter makes a label of it and no abbreviation: e.g., i. e., U.S., I. M. Pei, p. 5.
fn letter_point(behind: &str, upper: bool, sign: bool) -> bool {
    let text = skip_spaces(behind);
    let Some(c) = first(text) else { return upper };
    let glued = text.len() == behind.len();
    if glued && !c.is_whitespace() {
        let mut word = text.chars();
        return sign
            || (is_cjk(c) && crate::text::is_alphabetic(c))
            || (word.next().is_some_and(char::is_uppercase)
                && word.next().is_some_and(char::is_lowercase));
    }
    if c.is_whitespace() {
        return upper;
    }
    let mut letters = text.chars();
    let initial =
        letters.next().is_some_and(crate::text::is_alphabetic) && letters.next() == Some('.');
    !initial && !begins_initial(text) && (upper || digit(c).is_none())
}

/// A letter or Roman number before dotted ones: A.1, II.2.1.
fn compound(text: &str, outer: &Number, lang: Lang) -> Option<Vec<Label>> {
    let start = outer.length + first(&text[outer.length..])?.len_utf8();
    let inner = &text[start..];
    let digits = ordinal::digits(inner).filter(|digits| !digits.zero)?;
    let mut number = components(inner, digits.length, digits.reading, lang)?;
    number.outer.insert(0, outer.last.first()?.value);
    number.length += start;
    let rest = &text[number.length..];
    if let Some(length) = mark(rest, lang) {
        return Some(number.labels(("", &rest[..length]), number.length + length));
    }
    unmarked(&number, rest).then(|| number.labels(("", ""), number.length))
}
