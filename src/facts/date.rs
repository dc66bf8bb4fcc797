//! Dates of the Gregorian calendar, however written: eras, Han digits, month names, figures in any order.

use super::claims::Claims;
use super::numerals::{bounded, is_han_numeral, plain};
use super::view::{View, is_letter};
use crate::language::numeral;
use crate::model::{Date, Value};
use crate::text::Lang;

/// Era names with the year before their first.
const ERAS: &[(&str, i64)] = &[
    ("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867), ("中華民國", 1911), ("中华民国", 1911), ("民國", 1911), ("民国", 1911),
    ("西暦", 0), ("西元", 0), ("公元", 0),
];

const MONTHS: &[&str] = &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHORT: &[(&str, u8)] = &[("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9), ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12)];

/// Vietnamese months by number word.
const MONTH_WORDS: &[(&str, u8)] = &[
    ("một", 1), ("giêng", 1), ("hai", 2), ("ba", 3), ("tư", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9), ("mười", 10), ("mười một", 11), ("mười hai", 12), ("chạp", 12),
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
            if starts { figures(view, at, lang).or_else(|| cjk(view, at)).or_else(|| day_first(view, at)).or_else(|| year(view, at)) } else { None }
        } else if is_han_numeral(c) || matches!(c, '令' | '平' | '昭' | '大' | '明' | '中' | '民' | '西' | '公') {
            cjk(view, at)
        } else if starts && matches!(c, 'n' | 'N' | 't' | 'T') && lang == Lang::Vi {
            vietnamese(view, at)
        } else if starts && c.is_ascii_uppercase() {
            month_first(view, at)
        } else {
            None
        };
        match found {
            Some((end, date, other)) if claims.state(at, end, Value::Date { date, other }) => {
                tail(view, end, claims);
                at = end;
                word = view.before(end).is_some_and(|c| is_letter(c) || c.is_ascii_digit());
            }
            _ => at = next,
        }
    }
}

type Found = (usize, Date, Option<Date>);

/// The end of a range that shares month and year (7月1日~5日, July 1–5) states no date of its own, and no amount.
fn tail(view: &View, end: usize, claims: &mut Claims) {
    let at = view.skip(end);
    let Some((_, from)) = view.longest(at, ["-", "–", "~", "〜", "至", "から", "到"].into_iter()) else { return };
    if let Some((value, stop)) = plain(view, view.skip(from))
        && (1..=31).contains(&value)
        && (view.text()[stop..].starts_with('日') || view.before(end).is_some_and(|c| c.is_ascii_digit()) && view.byte(at) != b'-' && !view.at(stop).is_some_and(|c| is_letter(c) || c == '月' || c == '年'))
    {
        claims.mask(from, stop + if view.text()[stop..].starts_with('日') { '日'.len_utf8() } else { 0 });
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
    let (value, length) = is_han_numeral(c).then(|| numeral::han(&view.text()[at..bounded(view, at, 36)]))??;
    Some((value, at + length, false))
}

fn sign(view: &View, at: usize, sign: char) -> Option<usize> {
    let at = view.skip(at);
    (view.at(at) == Some(sign)).then(|| at + sign.len_utf8())
}

/// 2026年7月1日, 令和8年7月1日, 二〇二六年七月一日, 7月1日, 2026年.
fn cjk(view: &View, at: usize) -> Option<Found> {
    let text = &view.text()[at..];
    let era = ERAS.iter().find(|(name, _)| text.starts_with(name));
    let from = view.skip(at + era.map_or(0, |(name, _)| name.len()));
    if view.before(at).is_some_and(|c| c == '第' || is_han_numeral(c) || c == '.' || c == ',') {
        return None;
    }
    if let Some((_, base)) = era {
        let (value, end, _) = if view.text()[from..].starts_with('元') { (1, from + '元'.len_utf8(), false) } else { either(view, from)? };
        let end = sign(view, end, '年')?;
        let year = base.checked_add(i64::try_from(value).ok()?)?;
        return within(view, end, year);
    }
    let (value, end, arabic) = either(view, from)?;
    if let Some(end) = sign(view, end, '年') {
        // 三年 is a period, 2026年 a year
        let full = view.text()[at..].chars().take_while(|c| c.is_ascii_digit() || is_han_numeral(*c)).count() == 4;
        if !full || !(1800..=2200).contains(&value) || view.text()[end..].starts_with(['間', '间', '以', '内', '內']) {
            return None;
        }
        return within(view, end, i64::try_from(value).ok()?);
    }
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
    let Some((month, next, _)) = either(view, view.skip(end)) else { return alone };
    let Some(next) = sign(view, next, '月') else { return alone };
    let Some(date) = make(Some(year), Some(month), None) else { return alone };
    let Some((day, behind, _)) = either(view, view.skip(next)) else { return Some((next, date, None)) };
    let Some(behind) = sign(view, behind, '日').or_else(|| sign(view, behind, '号')) else { return Some((next, date, None)) };
    Some(make(Some(year), Some(month), Some(day)).map_or((next, date, None), |date| (behind, date, None)))
}

/// The year of the date that ends `head`, and where that date starts: 平成15年, 2003年5月30日.
pub(super) fn last_year(head: &str) -> Option<(usize, i16)> {
    let view = View::new(head, 0);
    let mut starts: Vec<usize> = ERAS.iter().filter_map(|(name, _)| head.rfind(name)).collect();
    let first = head.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit() || is_han_numeral(*c) || matches!(c, '年' | '月' | '日' | ' ')).last();
    starts.extend(first.map(|(at, _)| at));
    starts.into_iter().filter_map(|at| cjk(&view, at).filter(|(end, ..)| *end == view.len()).and_then(|(_, date, _)| Some((at, date.year?)))).min()
}

/// 2026-07-01, 2026/7/1, 2026.7.1, 20260701, 1/7/2026.
fn figures(view: &View, at: usize, lang: Lang) -> Option<Found> {
    if at > 0 && matches!(view.byte(at - 1), b'-' | b'/' | b'.' | b'_' | b':' | b'$' | b'#') && view.before(at - 1).is_some_and(|c| is_letter(c) || c.is_ascii_digit()) {
        return None;
    }
    let (a, end) = plain(view, at)?;
    let clean = |end: usize| !view.at(end).is_some_and(|c| is_letter(c) && lang != Lang::Vi && c != 'T') && !(matches!(view.byte(end), b'/' | b'-' | b'.') && view.byte(end + 1).is_ascii_digit());
    if end - at == 8 {
        let (year, rest) = (a / 10_000, a % 10_000);
        let date = (1990..=2099).contains(&year).then(|| make(i64::try_from(year).ok(), Some(rest / 100), Some(rest % 100)))??;
        return clean(end).then_some((end, date, None));
    }
    let separator = view.byte(end);
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let (b, middle) = plain(view, end + 1)?;
    if middle - end > 3 {
        // 7/2026, a Vietnamese month
        let month = separator == b'/' && lang == Lang::Vi && end - at <= 2 && middle - end == 5 && clean(middle) && view.word_back(view.skip_back(at), "tháng").is_none();
        return if month { Some((middle, make(i64::try_from(b).ok(), Some(a), None)?, None)) } else { None };
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
    let (likely, other) = if matches!(lang, Lang::Vi | Lang::Other(_)) || separator == b'.' { (day_first, month_first) } else { (month_first, day_first) };
    let date = likely.or(other)?;
    Some((last, date, other.filter(|other| *other != date)))
}

/// A month name at `at`: its number and end. Capitalised, so that May is no verb.
fn month(view: &View, at: usize) -> Option<(u64, usize)> {
    if !view.at(at)?.is_ascii_uppercase() {
        return None;
    }
    if let Some((index, end)) = view.longest(at, MONTHS.iter().copied()) {
        return Some((index as u64 + 1, end));
    }
    let (index, end) = view.longest(at, SHORT.iter().map(|(name, _)| *name))?;
    Some((u64::from(SHORT[index].1), end + usize::from(view.byte(end) == b'.')))
}

/// A day of one or two figures, with st, nd, rd or th.
fn day(view: &View, at: usize) -> Option<(u64, usize)> {
    let (value, mut end) = plain(view, at).filter(|(value, end)| end - at <= 2 && (1..=31).contains(value))?;
    for tail in ["st", "nd", "rd", "th"] {
        end = view.word(end, tail).unwrap_or(end);
    }
    (!view.at(end).is_some_and(|c| is_letter(c) || c == ':' || c == '%')).then_some((value, end))
}

/// A year of four figures behind a date, with the comma before it.
fn year_behind(view: &View, at: usize) -> Option<(i64, usize)> {
    let mut from = at;
    if matches!(view.byte(from), b',' | b'/') {
        from += 1;
    }
    from = view.skip(from);
    if let Some(of) = view.word(from, "of") {
        from = view.skip(of);
    }
    let (value, end) = plain(view, from).filter(|(value, end)| end - from == 4 && (1800..=2200).contains(value))?;
    (from > at && !view.at(end).is_some_and(is_letter)).then_some((i64::try_from(value).ok()?, end))
}

/// July 1, 2026; July 2026; July 1.
fn month_first(view: &View, at: usize) -> Option<Found> {
    let (month, end) = month(view, at)?;
    let next = view.skip(end);
    if next == end {
        return None;
    }
    if let Some((day, behind)) = day(view, next)
        && !(view.byte(behind) == b',' && view.byte(behind + 1).is_ascii_digit())
    {
        if let Some((year, last)) = year_behind(view, behind) {
            return Some((last, make(Some(year), Some(month), Some(day))?, None));
        }
        // "May 30 days": an amount, whatever the capital
        let unit = view.longest(view.skip(behind), ["days", "day", "months", "years", "hours", "percent", "users"].into_iter()).is_some();
        return if unit { None } else { Some((behind, make(None, Some(month), Some(day))?, None)) };
    }
    let (year, last) = year_behind(view, end)?;
    Some((last, make(Some(year), Some(month), None)?, None))
}

/// 1 July 2026, 1st of July.
fn day_first(view: &View, at: usize) -> Option<Found> {
    let (day, end) = day(view, at)?;
    let mut next = view.skip(end);
    if let Some(of) = view.longest(next, ["of", "day of"].into_iter()).map(|(_, end)| end) {
        next = view.skip(of);
    }
    let (month, behind) = (next > end).then(|| month(view, next))??;
    if let Some((year, last)) = year_behind(view, behind) {
        return Some((last, make(Some(year), Some(month), Some(day))?, None));
    }
    // "1 March" with nothing behind but another word: "Section 1 May ..." is no date
    let closes = view.at(view.skip(behind)).is_none_or(|c| !c.is_alphanumeric()) || view.word(view.skip(behind), "and").is_some();
    closes.then(|| Some((behind, make(None, Some(month), Some(day))?, None)))?
}

/// A bare year behind a word that wants one: since 2019, © 2026.
fn year(view: &View, at: usize) -> Option<Found> {
    let (value, end) = plain(view, at).filter(|(value, end)| end - at == 4 && (1900..=2100).contains(value))?;
    let before = view.skip_back(at);
    let cue = ["in", "since", "year", "during", "until", "copyright", "©", "(c)", "fiscal", "act", "with", "of", "from", "before", "after"].iter().any(|word| view.word_back(before, word).is_some());
    let next = view.skip(end);
    let closes = match view.at(next) {
        None => true,
        Some(c) if view.byte(end) == b',' || view.byte(end) == b'.' => !view.byte(end + 1).is_ascii_digit() && c != '%',
        Some(c) => (next > end && c.is_ascii_uppercase()) || matches!(c, ')' | ';' | '-' | '–') || ["and", "to", "by", "the", "or"].iter().any(|word| view.word(next, word).is_some()),
    };
    let amount = super::bounds::bound(view, at, end) != crate::model::Bound::Exact;
    (cue && closes && !amount).then(|| Some((end, make(i64::try_from(value).ok(), None, None)?, None)))?
}

/// ngày 1 tháng 7 năm 2026, tháng 7 năm 2026, năm 2026; months as figures or words.
fn vietnamese(view: &View, at: usize) -> Option<Found> {
    if let Some(end) = view.word(at, "ngày") {
        let (day, behind) = plain(view, view.skip(end))?;
        let next = view.skip(behind);
        if let Some(month) = view.word(next, "tháng") {
            return vietnamese_month(view, month, Some(day));
        }
        // ngày 1/7/2026, ngày 1/7
        let (behind, date, _) = figures(view, view.skip(end), Lang::Vi).or_else(|| {
            let (month, last) = (view.byte(behind) == b'/').then(|| plain(view, behind + 1))??;
            Some((last, make(None, Some(month), Some(day))?, None))
        })?;
        return Some((behind, date, None));
    }
    if let Some(end) = view.word(at, "tháng") {
        return vietnamese_month(view, end, None);
    }
    let end = view.word(at, "năm")?;
    let (value, behind) = plain(view, view.skip(end)).filter(|(value, behind)| behind - view.skip(end) == 4 && (1900..=2100).contains(value))?;
    (view.byte(behind) != b'.' || !view.byte(behind + 1).is_ascii_digit()).then(|| Some((behind, make(i64::try_from(value).ok(), None, None)?, None)))?
}

/// What stands behind "tháng".
fn vietnamese_month(view: &View, end: usize, day: Option<u64>) -> Option<Found> {
    let at = view.skip(end);
    let (month, behind, word) = match plain(view, at) {
        Some((month, behind)) => (month, behind, false),
        None => {
            let (index, behind) = view.longest(at, MONTH_WORDS.iter().map(|(name, _)| *name))?;
            (u64::from(MONTH_WORDS[index].1), behind, true)
        }
    };
    let mut next = view.skip(behind);
    let named = view.word(next, "năm");
    if let Some(year) = named {
        next = view.skip(year);
    } else if matches!(view.byte(next), b'/' | b',' | b'-') {
        next = view.skip(next + 1);
    } else {
        next = view.len();
    }
    let year = plain(view, next).filter(|(value, end)| end - next == 4 && (1800..=2200).contains(value));
    match year {
        Some((year, last)) => Some((last, make(i64::try_from(year).ok(), Some(month), day)?, None)),
        // "tháng năm" and its like are a month only beside a year
        None if word => None,
        None => Some((behind, make(None, Some(month), day)?, None)),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn dates() {
        table("date", &[
            ("en", "on July 1, 2026 and 1 July 2026, or July 1st, 2026", "date:2026-07-01 | date:2026-07-01 | date:2026-07-01"),
            ("en", "1st day of July 2026; Sept. 3, 2020; MAY 2026", "date:2026-07-01 | date:2020-09-03 | date:2026-05"),
            ("en", "7/30/2025", "date:2025-07-30"),
            ("en", "7/8/2025", "date:2025-07-08/2025-08-07"),
            ("vi", "7/8/2025", "date:2025-08-07/2025-07-08"),
            ("en zh ja vi", "2026-07-01", "date:2026-07-01"),
            ("en zh ja", "2026/7/1", "date:2026-07-01"),
            ("en zh", "20181111", "date:2018-11-11"),
            ("en", "since 2019.", "date:2019"),
            ("zh ja", "2026年7月1日", "date:2026-07-01"),
            ("zh", "２０２６年７月１日起", "date:2026-07-01"),
            ("zh ja", "二〇二六年七月一日", "date:2026-07-01"),
            ("zh", "2026 年 7 月", "date:2026-07"),
            ("ja", "令和8年7月1日", "date:2026-07-01"),
            ("ja", "令和元年五月一日", "date:2019-05-01"),
            ("ja", "平成十三年", "date:2001"),
            ("zh-Hant", "民國114年7月30日", "date:2025-07-30"),
            ("ja", "毎年3月31日", "date:--03-31"),
            ("zh", "7月1日至5日", "date:--07-01"),
            ("vi", "ngày 1 tháng 7 năm 2026", "date:2026-07-01"),
            ("vi", "từ ngày 01/07/2026", "date:2026-07-01"),
            ("vi", "tháng 7 năm 2026, năm 2025", "date:2026-07 | date:2025"),
            ("vi", "tháng ba năm 2025", "date:2025-03"),
        ]);
    }

    #[test]
    fn what_is_no_date() {
        table("date", &[
            ("en", "You may 5 times; They may 2026; version 2026; 2000 users", ""),
            ("en", "May 30 days pass", ""),
            ("en", "2/30/2026 and 13/13/2026", ""),
            ("en", "1.2.3 and 24/7 and 123-4567", ""),
            ("zh", "三年、3年内、第2026年", ""),
            ("zh", "6个月", ""),
            ("ja", "3か月、5年間", ""),
            ("vi", "trong 5 ngày, 3 tháng, hai năm, năm tháng", ""),
        ]);
    }
}
