//! English cardinals below a trillion, ordinals below a hundred.

use super::{ENGLISH, ENGLISH_ORDINALS, ENGLISH_TENS, Words};

pub(super) fn ordinal(words: &mut Words) -> Option<u64> {
    if let Some(place) = words.place(0, &ENGLISH_ORDINALS).filter(|place| *place > 0) {
        words.at += 1;
        return Some(place as u64);
    }
    if let Some(tens) = words.place(0, &ENGLISH_TENS) {
        let unit = words
            .place(1, &ENGLISH_ORDINALS)
            .filter(|unit| (1..10).contains(unit))?;
        words.at += 2;
        return Some((tens as u64 + 2) * 10 + unit as u64);
    }
    let first = words.ahead(0)?;
    if let Some(stem) = first.strip_suffix("ieth") {
        let place = ENGLISH_TENS
            .iter()
            .position(|tens| tens.strip_suffix('y') == Some(stem))?;
        words.at += 1;
        return Some((place as u64 + 2) * 10);
    }
    let digits = first.len() - first.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let value: u64 = first[..digits].parse().ok()?;
    let suffix = match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let fits = &first[digits..] == suffix;
    words.at += 1;
    fits.then_some(value)
}

/// Below a hundred.
fn small(words: &mut Words) -> Option<u64> {
    if let Some(value) = words.place(0, &ENGLISH) {
        words.at += 1;
        return Some(value as u64);
    }
    let tens = words.place(0, &ENGLISH_TENS)? as u64 + 2;
    words.at += 1;
    match words
        .place(0, &ENGLISH)
        .filter(|unit| (1..10).contains(unit))
    {
        Some(unit) => {
            words.at += 1;
            Some(tens * 10 + unit as u64)
        }
        None => Some(tens * 10),
    }
}

fn hundreds(words: &mut Words) -> Option<u64> {
    let mut value = small(words)?;
    if (1..10).contains(&value) && words.eat(&["hundred"]) {
        value *= 100;
        let mark = words.at;
        words.eat(&["and"]);
        match small(words) {
            Some(more) if more > 0 => value += more,
            _ => words.at = mark,
        }
    }
    Some(value)
}

pub(super) fn cardinal(words: &mut Words) -> Option<u64> {
    let mut total = 0;
    let mut value = hundreds(words)?;
    for (name, scale) in [
        ("billion", 1_000_000_000),
        ("million", 1_000_000),
        ("thousand", 1000),
    ] {
        if value == 0 || !words.eat(&[name]) {
            continue;
        }
        total += value * scale;
        let mark = words.at;
        words.eat(&["and"]);
        match hundreds(words) {
            Some(more) if more > 0 => value = more,
            _ => {
                words.at = mark;
                return Some(total);
            }
        }
    }
    Some(total + value)
}
