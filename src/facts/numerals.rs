//! Numbers as they are written: digits with group separators, Han numerals, number words.

use super::view::{View, is_letter};
use crate::language::numeral;
use crate::model::Decimal;
use crate::text::Lang;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 30, 1,000.5, 2億
    Digits,
    /// 三十
    Han,
    /// thirty, ba mươi
    Word,
}

/// A number at its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) amount: Decimal,
    pub(super) end: usize,
    pub(super) form: Form,
}

/// The number that starts at `at`.
pub(super) fn numeral_at(view: &View, at: usize, lang: Lang) -> Option<Written> {
    let first = view.at(at)?;
    if first.is_ascii_digit() {
        return scaled(view, at, lang);
    }
    if is_han_numeral(first) {
        let (value, length) = numeral::han(&view.text()[at..bounded(view, at, 96)])?;
        let amount = Decimal::from(i64::try_from(value).ok()?);
        return Some(Written {
            amount,
            end: at + length,
            form: Form::Han,
        });
    }
    if !is_letter(first)
        || view
            .before(at)
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit())
    {
        return None;
    }
    let rest = &view.text()[at..];
    let (value, length) = (lang == Lang::Vi)
        .then(|| numeral::word(rest, Lang::Vi))
        .flatten()
        .or_else(|| numeral::word(rest, Lang::En))?;
    let end = at + length;
    Some(Written {
        amount: Decimal::from(i64::try_from(value).ok()?),
        end,
        form: Form::Word,
    })
}

/// Whether a character can start a Han numeral.
pub(super) fn is_han_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '两'
            | '兩'
            | '〇'
            | '零'
            | '廿'
            | '卅'
            | '壹'
            | '贰'
            | '貳'
            | '弐'
            | '壱'
            | '叁'
            | '參'
            | '参'
            | '肆'
            | '伍'
            | '陆'
            | '陸'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
    )
}

/// The character boundary at most `length` bytes behind `at`.
pub(super) fn bounded(view: &View, at: usize, length: usize) -> usize {
    let mut end = (at + length).min(view.len());
    while !view.text().is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// A run of digits without separators: its value and end. `None` from the 19th digit on.
pub(super) fn plain(view: &View, at: usize) -> Option<(u64, usize)> {
    let digits = view.text().as_bytes()[at..]
        .iter()
        .take(20)
        .take_while(|b| b.is_ascii_digit())
        .count();
    (1..=18)
        .contains(&digits)
        .then(|| Some((view.text()[at..at + digits].parse().ok()?, at + digits)))?
}

fn three(view: &View, at: usize) -> bool {
    (0..3).all(|n| view.byte(at + n).is_ascii_digit()) && !view.byte(at + 3).is_ascii_digit()
}

/// Digits with groups and decimals as the language writes them.
fn digits(view: &View, at: usize, lang: Lang) -> Option<(Decimal, usize)> {
    let (head, mut end) = plain(view, at)?;
    let mut units = i64::try_from(head).ok()?;
    let length = end - at;
    let (group, point) = if lang == Lang::Vi {
        (b'.', b',')
    } else {
        (b',', b'.')
    };
    let other = |separator: u8| {
        separator == point
            && three(view, end + 1)
            && view.byte(end + 4) == separator
            && three(view, end + 5)
    };
    // 1.000.000 is a million in any language, and 1,000 a thousand: one group alone is the language's question
    let separator = match view.byte(end) {
        b',' if length <= 3 && head > 0 && three(view, end + 1) => Some(b','),
        b'.' if length <= 3
            && head > 0
            && three(view, end + 1)
            && (group == b'.' || other(b'.')) =>
        {
            Some(b'.')
        }
        b' ' if length <= 3
            && head > 0
            && three(view, end + 1)
            && (lang == Lang::Vi || matches!(lang, Lang::Other(_))) =>
        {
            Some(b' ')
        }
        _ => None,
    };
    if let Some(separator) = separator {
        while view.byte(end) == separator && three(view, end + 1) {
            let (part, next) = plain(view, end + 1)?;
            units = units
                .checked_mul(1000)?
                .checked_add(i64::try_from(part).ok()?)?;
            end = next;
        }
    }
    // １，０００: a comma of full width among digits of full width
    let wide = |at: usize| view.text()[at..].starts_with('，') && three(view, at + '，'.len_utf8());
    if separator.is_none() && length <= 3 && head > 0 && !view.is_half(at) {
        while wide(end) {
            let (part, next) = plain(view, end + '，'.len_utf8())?;
            units = units
                .checked_mul(1000)?
                .checked_add(i64::try_from(part).ok()?)?;
            end = next;
        }
    }
    let decimal = match view.byte(end) {
        b @ (b'.' | b',')
            if Some(b) != separator && (b == point || (b == b'.' && separator.is_none())) =>
        {
            view.byte(end + 1).is_ascii_digit()
        }
        _ => false,
    };
    if !decimal {
        return Some((Decimal::from(units), end));
    }
    let (part, next) = plain(view, end + 1)?;
    let scale = u8::try_from(next - end - 1)
        .ok()
        .filter(|scale| *scale <= 9)?;
    let units = units
        .checked_mul(10_i64.pow(u32::from(scale)))?
        .checked_add(i64::try_from(part).ok()?)?;
    Some((Decimal::new(units, scale), next))
}

fn times(amount: Decimal, factor: i64) -> Option<Decimal> {
    Some(Decimal::new(
        amount.units.checked_mul(factor)?,
        amount.scale,
    ))
}

fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    let lift = |d: Decimal| {
        d.units
            .checked_mul(10_i64.checked_pow(u32::from(scale - d.scale))?)
    };
    Some(Decimal::new(lift(a)?.checked_add(lift(b)?)?, scale))
}

/// Words that multiply the digits before them.
const SCALES: &[(&str, i64)] = &[
    ("hundred", 100),
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trăm", 100),
    ("nghìn", 1000),
    ("ngàn", 1000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// Digits and what multiplies them: 1億2,000万, 3千, 5 million, 2 triệu.
fn scaled(view: &View, at: usize, lang: Lang) -> Option<Written> {
    let (mut current, mut end) = digits(view, at, lang)?;
    let mut total = Decimal::from(0);
    let mut large = false;
    loop {
        let factor = match view.at(end) {
            Some('百') if !view.text()[end..].starts_with("百分") => 100,
            Some('千') if !view.text()[end + 3..].starts_with(['克', '米', '瓦', '字']) => {
                1000
            }
            Some('万' | '萬') => 10_000,
            Some('億' | '亿') => 100_000_000,
            _ => break,
        };
        current = times(current, factor)?;
        end += 3;
        if factor >= 10_000 {
            total = plus(total, current)?;
            current = Decimal::from(0);
            large = true;
            match digits(view, end, lang) {
                Some((more, next)) => (current, end) = (more, next),
                None => break,
            }
        }
    }
    let mut amount = if large {
        plus(total, current)?
    } else {
        current
    };
    let word = view.skip(end);
    if !large
        && word > end
        && let Some((index, behind)) = view.longest(word, SCALES.iter().map(|(word, _)| *word))
    {
        amount = times(amount, SCALES[index].1)?;
        end = behind;
    }
    Some(Written {
        amount,
        end,
        form: Form::Digits,
    })
}

/// The first end of a range whose second end carries the scale of both: 5 to 10 million, 5～10万, từ 5 đến 10 triệu.
pub(super) fn shared_scale(
    view: &View,
    (at, first): (usize, &Written),
    (from, second): (usize, &Written),
    lang: Lang,
) -> Decimal {
    let scale = || {
        let (own, end) = digits(view, at, lang)?;
        let (other, stop) = digits(view, from, lang)?;
        let plain = end == first.end && stop < second.end && own.units > 0;
        let whole = own.scale == 0 && other.scale == 0 && second.amount.scale == 0;
        (plain && whole && own.units < other.units && second.amount.units % other.units == 0)
            .then(|| times(own, second.amount.units / other.units))?
    };
    scale().unwrap_or(first.amount)
}

#[cfg(test)]
mod tests;
