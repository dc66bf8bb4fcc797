//! Times of the day: 9:30, 5 p.m., 下午5点, 17時30分, 9 giờ sáng.
//!
//! A bare hour without a word or minutes (3点, 5 giờ) may count points or hours and states nothing here.

use crate::facts::numerals::{Form, bounded, numeral_at};
use crate::facts::view::{View, is_letter};
use crate::model::{Decimal, Value};
use crate::text::Lang;

/// The half of the day that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    /// Around noon or midnight, where the hours of both halves stand.
    Either,
}

use Half::{Afternoon, Either, Morning};

const BEFORE: &[(&str, Half)] = &[
    ("上午", Morning),
    ("早上", Morning),
    ("凌晨", Morning),
    ("清晨", Morning),
    ("中午", Either),
    ("下午", Afternoon),
    ("晚上", Either),
    ("午前", Morning),
    ("正午", Either),
    ("午後", Afternoon),
    ("朝", Morning),
    ("夕方", Afternoon),
    ("夜", Either),
    ("am", Morning),
    ("pm", Afternoon),
];

const BEHIND: &[(&str, Half)] = &[
    ("am", Morning),
    ("a.m.", Morning),
    ("pm", Afternoon),
    ("p.m.", Afternoon),
    ("noon", Either),
    ("midnight", Either),
    ("in the morning", Morning),
    ("in the afternoon", Afternoon),
    ("in the evening", Afternoon),
    ("at night", Either),
    ("sáng", Morning),
    ("trưa", Either),
    ("chiều", Afternoon),
    ("tối", Either),
    ("đêm", Either),
];

/// Words that make a time of the figures before them.
const SPOKEN: [&str; 6] = ["am", "a.m.", "pm", "p.m.", "noon", "midnight"];

/// A time in figures: 9:30, 17h30, 9.30 am, 8 p.m., 12 noon. The value and its end.
pub(super) fn in_figures(view: &View, at: usize, end: usize, lang: Lang) -> Option<(Value, usize)> {
    let digits = view.text()[at..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if digits > 2 || is_inside(view, at) {
        return None;
    }
    let hours = at + digits;
    let hour: u16 = view.text()[at..hours].parse().ok()?;
    let padded = digits == 2 && view.byte(at) == b'0';
    let spoken = |to: usize| {
        let words = SPOKEN.iter().copied();
        view.longest(view.skip(to), words).is_some()
    };
    let minute = two_digits(view, hours + 1);
    let (minute, to) = match (view.byte(hours).to_ascii_lowercase(), minute) {
        (b':' | b'h', Some(minute)) => (minute, hours + 3),
        // "9.30" is a time by its word alone, and 9 too
        (b'.', Some(minute)) if spoken(hours + 3) => (minute, hours + 3),
        (b'h', None) if lang == Lang::Vi && is_among_hours(view, at, hours + 1) => (0, hours + 1),
        _ if end == hours && spoken(hours) => (0, hours),
        _ => return None,
    };
    let seconds = view.byte(to) == b':' && two_digits(view, to + 1).is_some();
    let to = if seconds { to + 3 } else { to };
    let goes_on = view.byte(to) == b'-' && view.byte(to + 1).is_ascii_alphabetic();
    if goes_on || is_ratio(view, at) {
        return None;
    }
    value(view, at, to, (hour, minute), padded)
}

/// Whether the figures at `at` go on from something: a word, a zone (UTC+08:00), another figure.
fn is_inside(view: &View, at: usize) -> bool {
    let Some(before) = view.before(at) else {
        return false;
    };
    let half = BEFORE
        .iter()
        .any(|(word, _)| word.is_ascii() && view.word_back(at, word).is_some());
    let before_that = view.before(at - before.len_utf8());
    match before {
        // opening hours: 10:00, and not 1:10:00
        ':' => before_that.is_some_and(|c| c.is_ascii_digit()),
        '+' | '-' => before_that.is_some_and(|c| is_letter(c) && !half_before(view, at - 1)),
        '.' | '/' | '#' => true,
        c => (is_letter(c) || c.is_ascii_digit()) && !half,
    }
}

/// Whether a word for a half of the day ends at `at`: 8AM-8PM.
fn half_before(view: &View, at: usize) -> bool {
    let digits = |start: usize| view.before(start).is_some_and(|c| c.is_ascii_digit());
    SPOKEN.iter().any(|word| {
        let lower = &view.lower()[..at];
        lower.ends_with(word)
            && (digits(at - word.len()) || view.before(at - word.len()) == Some(' '))
    })
}

/// The number of exactly two digits at `at`.
fn two_digits(view: &View, at: usize) -> Option<u16> {
    let digits = view.text().get(at..at + 2)?;
    let whole = digits.bytes().all(|b| b.is_ascii_digit()) && !view.byte(at + 2).is_ascii_digit();
    whole.then(|| digits.parse().ok())?
}

/// Whether 8h is a time and no period: từ 8h đến 21h, lúc 8h.
fn is_among_hours(view: &View, at: usize, end: usize) -> bool {
    let (before, next) = (view.skip_back(at), view.skip(end));
    let led = |word: &str| view.word_back(before, word).is_some();
    let head = &view.lower()[bounded(view, at.saturating_sub(24), 0)..at];
    led("lúc")
        || led("từ") && view.word(next, "đến").is_some()
        || led("đến") && head.contains("h ") && head.contains("từ ")
}

/// Whether a word before the figures says that they are a ratio: 画面比例为16:10.
fn is_ratio(view: &View, at: usize) -> bool {
    let head = &view.lower()[bounded(view, at.saturating_sub(24), 0)..at];
    ["比", "ratio", "tỷ lệ", "tỉ lệ"]
        .iter()
        .any(|word| head.contains(word))
}

/// A time whose hour has a unit that ends at `end`: 9時30分, 下午5点, 9 giờ sáng; and where it ends. No time where
/// the figure may count something else.
pub(super) fn with_unit(
    view: &View,
    at: usize,
    hour: Decimal,
    word: &str,
    end: usize,
) -> (Option<Value>, usize) {
    let follows = &view.text()[end..];
    let (minute, to) = match word {
        "点半" | "點半" | "時半" => (Some(30), end),
        "giờ" => match view.word(view.skip(end), "rưỡi") {
            Some(half) => (Some(30), half),
            None => minutes(view, view.skip(end), "", "phút"),
        },
        "時" | "时" | "点" | "點" => minutes(view, end, "分", "分"),
        _ => (None, end),
    };
    let to = if minute.is_some() { to } else { end };
    // In "9 giờ sáng" the unit ends with the word for the half of the day.
    let figures = match word.strip_prefix("giờ ") {
        Some(half) => end - half.len(),
        None => to,
    };
    let named = half(view, at, figures).is_some();
    // 一時金, 一時的に, 十二時辰
    let other_word = view.text()[at..end].starts_with('一') && end - at == 2 * '一'.len_utf8()
        || follows.starts_with(['期', '代', '刻', '段', '辰']);
    let clear = minute.is_some()
        || named
        || matches!(
            word,
            "giờ" | "点钟" | "點鐘" | "点整" | "點整" | "o'clock" | "o’clock"
        )
        || matches!(word, "時" | "时") && !other_word && !follows.starts_with(['点', '點']);
    let whole = (hour.scale == 0)
        .then(|| u16::try_from(hour.units).ok())
        .flatten();
    let time = whole
        .filter(|_| clear)
        .and_then(|hour| value(view, at, figures, (hour, minute.unwrap_or(0)), false));
    (time.map(|(value, _)| value), to)
}

/// Whether a word for the half of the day stands before the hour at `at`: 下午五点 is no matter of five points.
pub(super) fn is_named(view: &View, at: usize) -> bool {
    let words = BEFORE.iter().map(|(word, _)| *word);
    view.longest_back(view.skip_back(at), words).is_some()
}

/// The minutes at `at`, with their sign if they must have one, and where they end.
fn minutes(view: &View, at: usize, must: &str, may: &str) -> (Option<u16>, usize) {
    let number = numeral_at(view, at, Lang::Ja)
        .filter(|number| number.form == Form::Digits || !must.is_empty());
    let read = number.and_then(|number| {
        let signed = view.text()[number.end..].starts_with(must);
        let minute = u16::try_from(number.amount.units).ok()?;
        let end = view.word(view.skip(number.end), may).unwrap_or(number.end);
        (signed && number.amount.scale == 0).then_some((Some(minute), end))
    });
    read.unwrap_or((None, at))
}

/// The half of the day that a word before or behind the figures names, and where the time ends with that word.
fn half(view: &View, at: usize, end: usize) -> Option<(Half, usize)> {
    let behind = view.skip(end);
    let behind = view
        .word(behind, "giờ")
        .map_or(behind, |end| view.skip(end));
    if let Some((index, to)) = view.longest(behind, BEHIND.iter().map(|(word, _)| *word)) {
        return Some((BEHIND[index].1, to));
    }
    let before = view.skip_back(at);
    view.longest_back(before, BEFORE.iter().map(|(word, _)| *word))
        .map(|(index, _)| (BEFORE[index].1, end))
}

/// The time of an hour and a minute that stand at `at` to `end`; an hour that is `padded` to two figures counts to 24.
fn value(
    view: &View,
    at: usize,
    end: usize,
    (hour, minute): (u16, u16),
    padded: bool,
) -> Option<(Value, usize)> {
    if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
        return None;
    }
    let small = hour <= 12;
    let (hour, either, to) = match half(view, at, end) {
        Some((Morning, to)) if small => (hour % 12, false, to),
        Some((Afternoon, to)) if small => (hour % 12 + 12, false, to),
        Some((_, to)) => (hour, small && hour > 0, to),
        None => (hour, small && hour > 0 && !padded, end),
    };
    Some((
        Value::Time {
            minutes: hour % 24 * 60 + minute,
            either,
        },
        to,
    ))
}
