//! Vietnamese dates: ngày 1 tháng 7 năm 2026, months as figures or words.

use super::{Found, figures, make};
use crate::facts::numerals::plain;
use crate::facts::view::View;
use crate::text::Lang;

/// Vietnamese months by number word.
pub(super) const MONTH_WORDS: &[(&str, u8)] = &[
    ("một", 1),
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("mười một", 11),
    ("mười hai", 12),
    ("chạp", 12),
];

/// ngày 1 tháng 7 năm 2026, tháng 7 năm 2026, năm 2026; months as figures or words.
pub(super) fn vietnamese(view: &View, at: usize) -> Option<Found> {
    if let Some(mut end) = view.word(at, "ngày") {
        for first in ["mùng", "mồng"] {
            end = view.word(view.skip(end), first).unwrap_or(end);
        }
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
    let (value, behind) = plain(view, view.skip(end))
        .filter(|(value, behind)| behind - view.skip(end) == 4 && (1900..=2100).contains(value))?;
    (view.byte(behind) != b'.' || !view.byte(behind + 1).is_ascii_digit())
        .then(|| Some((behind, make(i64::try_from(value).ok(), None, None)?, None)))?
}

/// 1 tháng 7 năm 2026: without "ngày" the year tells a date from months.
pub(super) fn day_first(view: &View, at: usize) -> Option<Found> {
    let (day, end) = plain(view, at).filter(|(_, end)| end - at <= 2)?;
    let month = view.word(view.skip(end), "tháng")?;
    vietnamese_month(view, month, Some(day)).filter(|(_, date, _)| date.year.is_some())
}

/// What stands behind "tháng".
pub(super) fn vietnamese_month(view: &View, end: usize, day: Option<u64>) -> Option<Found> {
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
    let year =
        plain(view, next).filter(|(value, end)| end - next == 4 && (1800..=2200).contains(value));
    match year {
        Some((year, last)) => Some((
            last,
            make(i64::try_from(year).ok(), Some(month), day)?,
            None,
        )),
        // "tháng năm" and its like are a month only beside a year
        None if word => None,
        // 5 tháng 10 ngày: two periods
        None if view.word(view.skip(behind), "ngày").is_some() => None,
        None => Some((behind, make(None, Some(month), day)?, None)),
    }
}
