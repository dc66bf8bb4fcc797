//! Dates with English month names, and bare years that a word before them shows.

use super::{Found, make};
use crate::facts::bounds::bound;
use crate::facts::numerals::plain;
use crate::facts::view::{View, is_letter};
use crate::model::Bound;

pub(super) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub(super) const SHORT: &[(&str, u8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// A month name at `at`: its number and end. Capitalised, so that May is no verb.
pub(super) fn month(view: &View, at: usize) -> Option<(u64, usize)> {
    if !view.at(at)?.is_ascii_uppercase() {
        return None;
    }
    if let Some((index, end)) = view.longest(at, MONTHS.iter().copied()) {
        return Some((index as u64 + 1, end));
    }
    let (index, end) = view.longest(at, SHORT.iter().map(|(name, _)| *name))?;
    Some((
        u64::from(SHORT[index].1),
        end + usize::from(view.byte(end) == b'.'),
    ))
}

/// A day of one or two figures, with st, nd, rd or th.
pub(super) fn day(view: &View, at: usize) -> Option<(u64, usize)> {
    let (value, mut end) =
        plain(view, at).filter(|(value, end)| end - at <= 2 && (1..=31).contains(value))?;
    for tail in ["st", "nd", "rd", "th"] {
        end = view.word(end, tail).unwrap_or(end);
    }
    (!view
        .at(end)
        .is_some_and(|c| is_letter(c) || c == ':' || c == '%'))
    .then_some((value, end))
}

/// A year of four figures behind a date, with the comma before it.
pub(super) fn year_behind(view: &View, at: usize) -> Option<(i64, usize)> {
    let mut from = at;
    if matches!(view.byte(from), b',' | b'/') {
        from += 1;
    }
    from = view.skip(from);
    if let Some(of) = view.word(from, "of") {
        from = view.skip(of);
    }
    let (value, end) = plain(view, from)
        .filter(|(value, end)| end - from == 4 && (1800..=2200).contains(value))?;
    (from > at && !view.at(end).is_some_and(is_letter)).then_some((i64::try_from(value).ok()?, end))
}

/// July 1, 2026; July 2026; July 1.
pub(super) fn month_first(view: &View, at: usize) -> Option<Found> {
    let (month, end) = month(view, at)?;
    let next = view.skip(end);
    if next == end {
        return None;
    }
    if let Some((day, behind)) = day(view, next)
        && !(view.byte(behind) == b','
            && view.byte(behind + 1).is_ascii_digit()
            && year_behind(view, behind).is_none())
    {
        if let Some((year, last)) = year_behind(view, behind) {
            return Some((last, make(Some(year), Some(month), Some(day))?, None));
        }
        // "May 30 days": an amount, whatever the capital
        let unit = view
            .longest(
                view.skip(behind),
                [
                    "days", "day", "months", "years", "hours", "percent", "users",
                ]
                .into_iter(),
            )
            .is_some();
        return if unit {
            None
        } else {
            Some((behind, make(None, Some(month), Some(day))?, None))
        };
    }
    let (year, last) = year_behind(view, end)?;
    Some((last, make(Some(year), Some(month), None)?, None))
}

/// 1 July 2026, 1st of July.
pub(super) fn day_first(view: &View, at: usize) -> Option<Found> {
    let (day, end) = day(view, at)?;
    let mut next = view.skip(end);
    // 1-Jul-2026
    if view.byte(end) == b'-'
        && let Some((month, behind)) = month(view, end + 1)
        && view.byte(behind) == b'-'
        && let Some((year, last)) = plain(view, behind + 1)
        && last - behind == 5
    {
        let date = make(i64::try_from(year).ok(), Some(month), Some(day))?;
        return Some((last, date, None));
    }
    if let Some(of) = view
        .longest(next, ["of", "day of"].into_iter())
        .map(|(_, end)| end)
    {
        next = view.skip(of);
    }
    let (month, behind) = (next > end).then(|| month(view, next))??;
    if let Some((year, last)) = year_behind(view, behind) {
        return Some((last, make(Some(year), Some(month), Some(day))?, None));
    }
    // "1 March" with nothing behind but another word: "Section 1 May ..." is no date
    let closes = view
        .at(view.skip(behind))
        .is_none_or(|c| !crate::text::is_alphanumeric(c))
        || [
            "and", "or", "of", "in", "each", "every", "at", "to", "until",
        ]
        .iter()
        .any(|word| view.word(view.skip(behind), word).is_some());
    // "Section 1 May ..." is no date, a month of another name is one.
    (closes || month != 5).then(|| Some((behind, make(None, Some(month), Some(day))?, None)))?
}

/// A bare year behind a word that wants one: since 2019, © 2026.
pub(super) fn year(view: &View, at: usize) -> Option<Found> {
    let (value, end) =
        plain(view, at).filter(|(value, end)| end - at == 4 && (1900..=2100).contains(value))?;
    let before = view.skip_back(at);
    let cue = [
        "in",
        "since",
        "year",
        "during",
        "until",
        "copyright",
        "©",
        "(c)",
        "fiscal",
        "act",
        "by",
        "with",
        "of",
        "from",
        "before",
        "after",
    ]
    .iter()
    .any(|word| view.word_back(before, word).is_some());
    let next = view.skip(end);
    let closes = match view.at(next) {
        None => true,
        Some(c) if view.byte(end) == b',' || view.byte(end) == b'.' => {
            !view.byte(end + 1).is_ascii_digit() && c != '%'
        }
        Some(c) => {
            (next > end && c.is_ascii_uppercase())
                || matches!(c, ')' | ';' | '-' | '–')
                || ["and", "to", "by", "the", "or", "of"]
                    .iter()
                    .any(|word| view.word(next, word).is_some())
        }
    };
    let amount = bound(view, at, end) != Bound::Exact;
    // The 2021 edition.
    let named = next > end
        && view.word_back(before, "the").is_some()
        && [
            "edition",
            "version",
            "report",
            "policy",
            "code",
            "budget",
            "season",
            "financial",
            "fiscal",
            "calendar",
            "tax",
        ]
        .iter()
        .any(|word| view.word(next, word).is_some());
    ((cue && closes || named) && !amount)
        .then(|| Some((end, make(i64::try_from(value).ok(), None, None)?, None)))?
}
