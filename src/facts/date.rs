//! Dates of the Gregorian calendar, however written: eras, Han digits, month names, figures in any order.

mod english;
mod notice;
mod vietnamese;

use super::claims::Claims;
use super::numerals::{bounded, is_han_numeral, plain};
use super::view::{View, is_letter};
use crate::language::numeral;
use crate::model::{Date, Value};
use crate::text::Lang;

/// Era names with the year before their first.
const ERAS: &[(&str, i64)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("中華民國", 1911),
    ("中华民国", 1911),
    ("民國", 1911),
    ("民国", 1911),
    ("西暦", 0),
    ("西元", 0),
    ("公元", 0),
];

/// Claims the dates of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    let mut at = 0;
    let mut word = false;
    while let Some(c) = view.at(at) {
        let next = at + c.len_utf8();
        let starts = !word;
        word = is_letter(c) || c.is_ascii_digit();
        let found = if claims.is_taken(at) {
            None
        } else if c.is_ascii_digit() {
            if starts {
                notice::year(view, at)
                    .or_else(|| figures(view, at, lang))
                    .or_else(|| cjk(view, at))
                    .or_else(|| (lang == Lang::Vi).then(|| vietnamese::day_first(view, at))?)
                    .or_else(|| english::day_first(view, at))
                    .or_else(|| english::year(view, at))
            } else {
                None
            }
        } else if is_han_numeral(c)
            || matches!(
                c,
                '令' | '平' | '昭' | '大' | '明' | '中' | '民' | '西' | '公'
            )
        {
            cjk(view, at)
        } else if starts && matches!(c, 'n' | 'N' | 't' | 'T') && lang == Lang::Vi {
            vietnamese::vietnamese(view, at)
        } else if starts && c.is_ascii_uppercase() {
            english::month_first(view, at)
        } else {
            None
        };
        match found {
            Some((end, date, other)) if claims.state(at, end, Value::Date { date, other }) => {
                tail(view, end, claims);
                at = end;
                word = view
                    .before(end)
                    .is_some_and(|c| is_letter(c) || c.is_ascii_digit());
            }
            _ => at = next,
        }
    }
}

type Found = (usize, Date, Option<Date>);

/// The end of a range that shares month and year (7月1日~5日, July 1–5) states no date of its own, and no amount.
fn tail(view: &View, end: usize, claims: &mut Claims) {
    let at = view.skip(end);
    let Some((_, from)) = view.longest(at, ["-", "–", "~", "〜", "至", "から", "到"].into_iter())
    else {
        return;
    };
    if let Some((value, stop)) = plain(view, view.skip(from))
        && (1..=31).contains(&value)
        && (view.text()[stop..].starts_with('日')
            || view.before(end).is_some_and(|c| c.is_ascii_digit())
                && view.byte(at) != b'-'
                && !view
                    .at(stop)
                    .is_some_and(|c| is_letter(c) || c == '月' || c == '年'))
    {
        claims.mask(
            from,
            stop + if view.text()[stop..].starts_with('日') {
                '日'.len_utf8()
            } else {
                0
            },
        );
    }
}

/// A date that exists, of the years that policies speak of.
fn make(year: Option<i64>, month: Option<u64>, day: Option<u64>) -> Option<Date> {
    let year = match year {
        Some(year) if (1800..=2200).contains(&year) => Some(i16::try_from(year).ok()?),
        Some(_) => return None,
        None => None,
    };
    let month = match month {
        Some(month) if (1..=12).contains(&month) => Some(u8::try_from(month).ok()?),
        Some(_) => return None,
        None => None,
    };
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let most = match month {
        Some(2) => 28 + u64::from(leap),
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    let day = match day {
        Some(day) if (1..=most).contains(&day) => Some(u8::try_from(day).ok()?),
        Some(_) => return None,
        None => None,
    };
    Some(Date { year, month, day })
}

/// Digits or a Han numeral, with how it is written: the value, the end, whether in digits.
fn either(view: &View, at: usize) -> Option<(u64, usize, bool)> {
    let c = view.at(at)?;
    if c.is_ascii_digit() {
        return plain(view, at).map(|(value, end)| (value, end, true));
    }
    let (value, length) =
        is_han_numeral(c).then(|| numeral::han(&view.text()[at..bounded(view, at, 36)]))??;
    Some((value, at + length, false))
}

fn sign(view: &View, at: usize, sign: char) -> Option<usize> {
    let at = view.skip(at);
    (view.at(at) == Some(sign)).then(|| at + sign.len_utf8())
}

/// The year of an era or of four figures at `at`, and where it ends: 令和8年, 2026年; 三年 is a period.
fn year(view: &View, at: usize) -> Option<(i64, usize)> {
    let text = &view.text()[at..];
    if let Some((name, base)) = ERAS.iter().find(|(name, _)| text.starts_with(name)) {
        let from = view.skip(at + name.len());
        let (value, end, _) = if view.text()[from..].starts_with('元') {
            (1, from + '元'.len_utf8(), false)
        } else {
            either(view, from)?
        };
        let end = sign(view, end, '年')?;
        return Some((base.checked_add(i64::try_from(value).ok()?)?, end));
    }
    let (value, end, _) = either(view, at)?;
    let end = sign(view, end, '年')?;
    let full = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || is_han_numeral(*c))
        .count()
        == 4;
    (full
        && (1800..=2200).contains(&value)
        && !view.text()[end..].starts_with(['間', '间', '以', '内', '內']))
    .then(|| Some((i64::try_from(value).ok()?, end)))?
}

/// 2026年7月1日, 令和8年7月1日, 二〇二六年七月一日, 7月1日, 2026年, 令和8年（2026年）7月1日.
fn cjk(view: &View, at: usize) -> Option<Found> {
    if view
        .before(at)
        .is_some_and(|c| c == '第' || is_han_numeral(c) || c == '.' || c == ',')
    {
        return None;
    }
    if let Some((value, end)) = year(view, at) {
        // the same year once more, counted otherwise
        let open = view.skip(end);
        let again = (view.byte(open) == b'(')
            .then(|| year(view, open + 1))
            .flatten()
            .filter(|(again, close)| *again == value && view.byte(*close) == b')');
        return within(view, again.map_or(end, |(_, close)| close + 1), value);
    }
    let (value, end, arabic) = either(view, at)?;
    // without a year
    let end = sign(view, end, '月')?;
    if value > 12 {
        return None;
    }
    if let Some((day, behind, _)) = either(view, view.skip(end))
        && let Some(behind) = sign(view, behind, '日').or_else(|| sign(view, behind, '号'))
    {
        return Some((behind, make(None, Some(value), Some(day))?, None));
    }
    (arabic && !view.text()[end..].starts_with(['間', '间', '以', '内', '內'])).then_some(())?;
    Some((end, make(None, Some(value), None)?, None))
}

/// Month and day behind a year.
fn within(view: &View, end: usize, year: i64) -> Option<Found> {
    let alone = Some((end, make(Some(year), None, None)?, None));
    let Some((month, next, _)) = either(view, view.skip(end)) else {
        return alone;
    };
    let Some(next) = sign(view, next, '月') else {
        return alone;
    };
    let Some(date) = make(Some(year), Some(month), None) else {
        return alone;
    };
    let Some((day, behind, _)) = either(view, view.skip(next)) else {
        return Some((next, date, None));
    };
    let Some(behind) = sign(view, behind, '日').or_else(|| sign(view, behind, '号')) else {
        return Some((next, date, None));
    };
    Some(
        make(Some(year), Some(month), Some(day))
            // 12月40日 is a slip, and says another day than the other editions
            .or_else(|| {
                (32..100).contains(&day).then(|| Date {
                    day: u8::try_from(day).ok(),
                    ..date
                })
            })
            .map_or((next, date, None), |date| (behind, date, None)),
    )
}

/// The year of the date that ends `head`, and where that date starts: 平成15年, 2003年5月30日.
pub(super) fn last_year(head: &str) -> Option<(usize, i16)> {
    let view = View::new(head, 0);
    let mut starts: Vec<usize> = ERAS
        .iter()
        .filter_map(|(name, _)| head.rfind(name))
        .collect();
    let first = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            c.is_ascii_digit() || is_han_numeral(*c) || matches!(c, '年' | '月' | '日' | ' ')
        })
        .last();
    starts.extend(first.map(|(at, _)| at));
    starts
        .into_iter()
        .filter_map(|at| {
            cjk(&view, at)
                .filter(|(end, ..)| *end == view.len())
                .and_then(|(_, date, _)| Some((at, date.year?)))
        })
        .min()
}

/// 2026-07-01, 2026/7/1, 2026.7.1, 20260701, 1/7/2026.
fn figures(view: &View, at: usize, lang: Lang) -> Option<Found> {
    if at > 0
        && matches!(
            view.byte(at - 1),
            b'-' | b'/' | b'.' | b'_' | b':' | b'$' | b'#'
        )
        && view
            .before(at - 1)
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit())
    {
        return None;
    }
    let (a, end) = plain(view, at)?;
    let clean = |end: usize| {
        let letter = view
            .at(end)
            .is_some_and(|c| is_letter(c) && lang != Lang::Vi && c != 'T');
        let goes_on =
            matches!(view.byte(end), b'/' | b'-' | b'.') && view.byte(end + 1).is_ascii_digit();
        !letter && !goes_on
    };
    if end - at == 8 {
        let (year, rest) = (a / 10_000, a % 10_000);
        let date = (1990..=2099)
            .contains(&year)
            .then(|| make(i64::try_from(year).ok(), Some(rest / 100), Some(rest % 100)))??;
        return clean(end).then_some((end, date, None));
    }
    let separator = view.byte(end);
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let (b, middle) = plain(view, end + 1)?;
    if middle - end > 3 {
        // 7/2026, a Vietnamese month
        let month = separator == b'/'
            && lang == Lang::Vi
            && end - at <= 2
            && middle - end == 5
            && clean(middle)
            && view.word_back(view.skip_back(at), "tháng").is_none();
        return if month {
            Some((middle, make(i64::try_from(b).ok(), Some(a), None)?, None))
        } else {
            None
        };
    }
    if view.byte(middle) != separator {
        return None;
    }
    let (c, last) = plain(view, middle + 1)?;
    if !clean(last) {
        return None;
    }
    if end - at == 4 && last - middle <= 3 {
        return Some((last, make(i64::try_from(a).ok(), Some(b), Some(c))?, None));
    }
    if last - middle != 5 || end - at > 2 {
        return None;
    }
    let year = i64::try_from(c).ok();
    let (day_first, month_first) = (make(year, Some(b), Some(a)), make(year, Some(a), Some(b)));
    let (likely, other) = if matches!(lang, Lang::Vi | Lang::Other(_)) || separator == b'.' {
        (day_first, month_first)
    } else {
        (month_first, day_first)
    };
    let date = likely.or(other)?;
    Some((last, date, other.filter(|other| *other != date)))
}

#[cfg(test)]
mod tests;
