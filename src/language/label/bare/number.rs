//! Digits without a rank: 1. 1、 2.1 4(b)(ii) 1-2. 1️⃣, and 1 before a title.

use super::*;

/// Components that a dotted number has at most.
const DEEPEST: usize = 6;
/// The largest component of a dotted number: more is an address or an amount (192.168.1.1).
const GREATEST_COMPONENT: u16 = 99;

/// The components behind the first one: `.1.2`, `．１`, `-2`, and the brackets of `(b)(ii)`.
/// `None` if what stands there makes a date, an address or an amount of the whole.
pub(in crate::language::label) fn components(
    text: &str,
    start: usize,
    head: Reading,
    lang: Lang,
) -> Option<Number> {
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
        let Some(point) = point.filter(|_| !narrows(text, number.length)) else {
            break;
        };
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

/// Whether the point at `at` stands between a wide figure and a narrow one, as in ３．16歳: nobody writes an amount so.
fn narrows(text: &str, at: usize) -> bool {
    let wide = text[..at].ends_with(|c| matches!(c, '０'..='９'));
    let behind = text[at..].strip_prefix('．');
    wide && behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
}

/// A subdivision in brackets glued to a number: the `(b)` of 4(b), the `(2)` of Article 5(2).
pub(in crate::language::label) fn subdivision(
    text: &str,
    lang: Lang,
) -> Option<(Vec<Reading>, usize)> {
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

pub(super) fn number(text: &str, lang: Lang) -> Option<Vec<Label>> {
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
    let narrow = narrows(text, number.length).then_some('．'.len_utf8());
    if let Some(length) = narrow.or_else(|| mark(rest, lang)) {
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
pub(super) fn unmarked(number: &Number, rest: &str) -> bool {
    let behind = skip_spaces(rest);
    if number.dotted() && at_line_end(rest) {
        return true;
    }
    let spaced = behind.len() < rest.len();
    // 3.9 人工知能, not 3.9人.
    let text = |c: char| is_cjk(c) && !"万萬億亿兆円元倍".contains(c);
    let apart = number.dotted() && spaced && first(behind).is_some_and(text);
    if is_unit(behind) && !apart {
        return false;
    }
    match (number.dotted(), spaced) {
        (false, false) => false,
        (false, true) => {
            !is_month(behind)
                && (begins_title(behind) || (begins_bracketed(behind) && behind.starts_with('(')))
        }
        (true, true) => first(behind).is_some_and(|c| {
            crate::text::is_alphabetic(c)
                || counts(behind)
                || matches!(
                    c,
                    '(' | '（' | '"' | '“' | '「' | '『' | '《' | '【' | '‘' | '*'
                )
        }),
        (true, false) => first(behind).is_some_and(|c| {
            let word = first_word(behind);
            (is_cjk(c) && crate::text::is_alphabetic(c))
                || matches!(c, '「' | '『' | '《' | '【' | '（' | '“')
                || (c.is_uppercase()
                    && word.chars().count() > 1
                    && word.chars().skip(1).all(char::is_lowercase))
        }),
    }
}

/// Whether a text begins with a number of things: 20回以上, 30 days. It is the text's own, and no part of a label.
fn counts(text: &str) -> bool {
    let behind = text.trim_start_matches(|c| digit(c).is_some() || matches!(c, '.' | ','));
    let spaceless = skip_spaces(behind);
    behind.len() < text.len()
        && first(spaceless).is_some_and(|c| {
            let word = first_word(spaceless).chars().count();
            crate::text::is_alphabetic(c)
                && (is_cjk(c) || spaceless.len() < behind.len() && word > 2)
        })
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
