//! Numbers and letters without a rank, in every frame: 一、 （一） 1. 1、 (a) iv) 2.1 ① ア．
//!
//! What a number must have to be a label is a mark behind it, brackets around it, or (last, and only
//! before a title) a space. What takes the label away again is what stands behind: 3.5%, 1,000,
//! (1) and (2), 2025.7.30, I. M. Pei.

use super::context::*;
use super::label;
use super::ordinal::{self, Reading, digit};
use crate::language::numeral;
use crate::model::{Label, LabelKind, Numeral};
use crate::text::{Lang, Script, is_cjk, is_han, is_kana, script_of};

/// Components that a dotted number has at most.
const DEEPEST: usize = 6;
/// The largest component of a dotted number: more is an address or an amount (192.168.1.1).
const GREATEST_COMPONENT: u16 = 99;

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

/// The components behind the first one: `.1.2`, `．１`, `-2`, and the brackets of `(b)(ii)`.
/// `None` if what stands there makes a date, an address or an amount of the whole.
pub(super) fn components(text: &str, start: usize, head: Reading, lang: Lang) -> Option<Number> {
    let mut number = Number {
        outer: Vec::new(),
        last: vec![head],
        length: start,
    };
    let mut values = vec![head.value];
    let mut zero = false;
    loop {
        let rest = &text[number.length..];
        let point = first(rest).filter(|c| matches!(c, '.' | '．'));
        let Some(point) = point else { break };
        let inner = &rest[point.len_utf8()..];
        if digit_follows(inner) {
            let next = ordinal::digits(inner)?;
            // 1.01 is the style of some contracts; longer ones with zeros are dates.
            zero |= next.zero;
            if zero && (values.len() > 1 || next.length != 2) {
                return None;
            }
            number.length += point.len_utf8() + next.length;
            values.push(next.reading.value);
            number.last = vec![next.reading];
        } else if let Some(letters) = ordinal::letter_token(inner)
            && first(&inner[letters..]).is_some_and(|c| matches!(c, ')' | '）' | '.'))
            && letters <= 2
        {
            number.last = ordinal::letters(&inner[..letters], lang, false);
            values.push(number.last.first()?.value);
            number.length += point.len_utf8() + letters;
            break;
        } else {
            break;
        }
    }
    if values.len() > DEEPEST
        || (values.len() > 1 && values.iter().any(|value| *value > GREATEST_COMPONENT))
    {
        return None;
    }
    while let Some((readings, length)) = subdivision(&text[number.length..], lang) {
        if values.len() >= DEEPEST || readings[0].numeral == Numeral::Arabic {
            break;
        }
        values.push(readings[0].value);
        number.last = readings;
        number.length += length;
    }
    values.pop();
    number.outer = values;
    Some(number)
}

/// A subdivision in brackets glued to a number: the `(b)` of 4(b), the `(2)` of Article 5(2).
pub(super) fn subdivision(text: &str, lang: Lang) -> Option<(Vec<Reading>, usize)> {
    let inner = text.strip_prefix('(')?;
    let (readings, length) = match ordinal::digits(inner) {
        Some(digits) => (vec![digits.reading], digits.length),
        None => {
            let length = ordinal::letter_token(inner)?;
            (ordinal::letters(&inner[..length], lang, true), length)
        }
    };
    (!readings.is_empty() && inner[length..].starts_with(')')).then_some((readings, length + 2))
}

fn number(text: &str, lang: Lang) -> Option<Vec<Label>> {
    let digits = ordinal::digits(text)?;
    if let Some(length) = keycap(&text[digits.length..]) {
        let reading = Reading {
            value: digits.reading.value,
            numeral: Numeral::Circled,
        };
        let number = Number {
            outer: Vec::new(),
            last: vec![reading],
            length,
        };
        return Some(number.labels(("□", ""), digits.length + length));
    }
    if let Some(labels) = hyphenated(text, &digits) {
        return Some(labels);
    }
    let number = components(text, digits.length, digits.reading, lang)?;
    let rest = &text[number.length..];
    // The last bracket of 4(b) belongs to the frame.
    let tail = number.length - usize::from(text[..number.length].ends_with(')'));
    if let Some(length) = mark(rest, lang) {
        let behind = &rest[length..];
        let again = |near: &str| {
            ordinal::digits(near).is_some_and(|next| {
                let behind = skip_spaces(&near[next.length..]);
                first(behind).is_none_or(|c| {
                    matches!(
                        c,
                        '、' | ','
                            | '，'
                            | ')'
                            | '）'
                            | '及'
                            | '和'
                            | '与'
                            | '或'
                            | 'と'
                            | 'の'
                            | '項'
                            | '号'
                    )
                })
            })
        };
        let listed = rest.starts_with(['、', '，']) && again(skip_spaces(behind));
        if listed || (rest.starts_with([')', '）']) && goes_on_to(behind, again)) {
            return None;
        }
        return Some(number.labels(
            ("", &text[tail..number.length + length]),
            number.length + length,
        ));
    }
    unmarked(&number, rest).then(|| number.labels(("", &text[tail..number.length]), number.length))
}

/// Whether a number without a mark is a label: before a title, or dotted and before text.
fn unmarked(number: &Number, rest: &str) -> bool {
    let behind = skip_spaces(rest);
    if number.dotted() && at_line_end(rest) {
        return true;
    }
    if is_unit(behind) {
        return false;
    }
    let spaced = behind.len() < rest.len();
    match (number.dotted(), spaced) {
        (false, false) => false,
        (false, true) => {
            !is_month(behind)
                && (begins_title(behind) || (begins_bracketed(behind) && behind.starts_with('(')))
        }
        (true, true) => first(behind).is_some_and(|c| {
            c.is_alphabetic()
                || matches!(
                    c,
                    '(' | '（' | '"' | '“' | '「' | '『' | '《' | '【' | '‘' | '*'
                )
        }),
        (true, false) => first(behind).is_some_and(|c| {
            let word = first_word(behind);
            (is_cjk(c) && c.is_alphabetic())
                || matches!(c, '「' | '『' | '《' | '【' | '（' | '“')
                || (c.is_uppercase()
                    && word.chars().count() > 1
                    && word.chars().skip(1).all(char::is_lowercase))
        }),
    }
}

/// `1-2.`, `１－２　`: only with a mark or before a Japanese or Chinese title, since 3-5 is a range.
fn hyphenated(text: &str, head: &ordinal::Digits) -> Option<Vec<Label>> {
    let rest = &text[head.length..];
    let hyphen = first(rest).filter(|c| matches!(c, '-' | '－' | '‐' | '‑' | '−'))?;
    let start = head.length + hyphen.len_utf8();
    let next = ordinal::digits(&text[start..])
        .filter(|next| !next.zero && next.reading.value <= GREATEST_COMPONENT)?;
    let length = start + next.length;
    let rest = &text[length..];
    let behind = skip_spaces(rest);
    let marked = first(rest)
        .filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))
        .map_or(0, char::len_utf8);
    let titled = behind.len() < rest.len()
        && first(behind).is_some_and(|c| is_han(c) || is_kana(c))
        && !is_unit(behind);
    if digit_follows(&rest[marked..])
        || (marked == 0 && !titled)
        || head.reading.value > GREATEST_COMPONENT
    {
        return None;
    }
    let number = Number {
        outer: vec![head.reading.value],
        last: vec![next.reading],
        length,
    };
    Some(number.labels(("", &rest[..marked]), length + marked))
}

/// The combining keycap of an emoji digit (1️⃣).
fn keycap(text: &str) -> Option<usize> {
    ["\u{fe0f}\u{20e3}", "\u{20e3}"]
        .iter()
        .find(|cap| text.starts_with(**cap))
        .map(|cap| cap.len())
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

fn han(text: &str) -> Option<Vec<Label>> {
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

fn kana(text: &str, c: char) -> Option<Vec<Label>> {
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
            && !characters
                .next()
                .is_some_and(|c| script_of(c) == Script::Katakana)
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

fn letters(text: &str, lang: Lang) -> Option<Vec<Label>> {
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
            || (is_cjk(c) && c.is_alphabetic())
            || (word.next().is_some_and(char::is_uppercase)
                && word.next().is_some_and(char::is_lowercase));
    }
    if c.is_whitespace() {
        return upper;
    }
    let mut letters = text.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some('.');
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
