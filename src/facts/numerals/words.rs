//! Number words: twelve, one hundred and twenty; mười lăm, hai mươi mốt.

use super::bounded;
use crate::facts::view::{View, is_letter};

pub(super) const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

pub(super) const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

pub(super) fn index(list: &[&str], word: &str) -> Option<i64> {
    list.iter()
        .position(|entry| *entry == word)
        .and_then(|place| i64::try_from(place).ok())
}

pub(super) fn word_on(view: &View, at: usize) -> &str {
    let rest = &view.lower()[at..bounded(view, at, 24)];
    let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
    &rest[..end]
}

/// An English number word: twelve, twenty-one, one hundred and twenty.
pub(super) fn english(view: &View, at: usize) -> Option<(i64, usize)> {
    let (mut total, mut current, mut end, mut any) = (0_i64, 0_i64, at, false);
    let mut next = at;
    for _ in 0..12 {
        let word = word_on(view, next);
        if word.is_empty() {
            break;
        }
        let after = next + word.len();
        if let Some(n) = index(SMALL, word) {
            // "two three" is no number
            if any
                && !(current % 100 == 0 && current > 0
                    || (n < 10 && n > 0 && current % 10 == 0 && current % 100 >= 20)
                    || (current == 0 && total > 0))
            {
                break;
            }
            current += n;
        } else if let Some(n) = index(TENS, word) {
            if any && current % 100 != 0 {
                break;
            }
            current += (n + 2) * 10;
        } else if word == "hundred" && any && (1..=99).contains(&current) {
            current *= 100;
        } else if let (true, Some(factor)) = (
            any && current > 0,
            [("thousand", 1000), ("million", 1_000_000)]
                .into_iter()
                .find_map(|(w, f)| (w == word).then_some(f)),
        ) {
            total = total.checked_add(current.checked_mul(factor)?)?;
            current = 0;
        } else if word == "and" && any && (current >= 100 || total > 0) && current % 100 == 0 {
            next = view.skip(after);
            continue;
        } else {
            break;
        }
        any = true;
        end = after;
        next = if view.byte(after) == b'-' {
            after + 1
        } else {
            view.skip(after)
        };
    }
    any.then_some((total + current, end))
}

pub(super) const UNITS: &[&str] = &[
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

/// A Vietnamese number word: mười lăm, hai mươi mốt, một trăm linh năm. "năm" behind a digit means years, not five.
pub(super) fn vietnamese(view: &View, at: usize) -> Option<(i64, usize)> {
    let (mut total, mut current, mut end, mut any, mut open) = (0_i64, 0_i64, at, false, false);
    let mut next = at;
    for _ in 0..16 {
        let word = word_on(view, next);
        if word.is_empty() {
            break;
        }
        let after = next + word.len();
        let following = word_on(view, view.skip(after));
        match word {
            "mười" if !any || (current % 100 == 0 && current > 0) => {
                current += 10;
                open = true;
            }
            "mươi" if any && (2..=9).contains(&(current % 10)) && current % 100 < 10 => {
                current += current % 10 * 9;
                open = true;
            }
            "trăm" if any && (1..=9).contains(&current) && following != "phần" => {
                current *= 100;
                open = false;
            }
            "linh" | "lẻ" if any && current >= 100 && current % 100 == 0 => open = true,
            "nghìn" | "ngàn" | "triệu" if any && current > 0 => {
                total = total.checked_add(current.checked_mul(if word == "triệu" {
                    1_000_000
                } else {
                    1000
                })?)?;
                current = 0;
                open = false;
            }
            "mốt" | "tư" | "lăm" | "nhăm" if open && current % 10 == 0 => {
                current += match word {
                    "mốt" => 1,
                    "tư" => 4,
                    _ => 5,
                };
                open = false;
            }
            _ => {
                let Some(n) = index(UNITS, word).filter(|n| *n > 0) else {
                    break;
                };
                let tens = matches!(following, "mươi" | "trăm" | "nghìn" | "ngàn" | "triệu");
                let fits =
                    !any || (open && current % 10 == 0 && n != 5) || (tens && current % 100 == 0);
                let linh = view.word_back(view.skip_back(next), "linh").is_some()
                    || view.word_back(view.skip_back(next), "lẻ").is_some();
                if !(fits || (open && linh)) {
                    break;
                }
                current += n;
                open = false;
            }
        }
        if !matches!(word, "linh" | "lẻ") {
            end = after;
        }
        any = true;
        next = view.skip(after);
    }
    any.then_some((total + current, end))
}
