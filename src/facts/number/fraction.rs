//! Fractions in words as shares of a hundred: 三分之二, 三分の二, two thirds, hai phần ba; a half.

use crate::facts::numerals::{Form, Written, numeral_at};
use crate::facts::view::View;
use crate::model::Decimal;
use crate::text::Lang;

/// Digits kept behind the point of a share that does not come out even.
const SCALE: u8 = 2;

/// English denominators, with their plurals.
const PARTS: &[(&str, &str, i64)] = &[
    ("third", "thirds", 3),
    ("quarter", "quarters", 4),
    ("fourth", "fourths", 4),
    ("fifth", "fifths", 5),
    ("sixth", "sixths", 6),
    ("eighth", "eighths", 8),
    ("tenth", "tenths", 10),
];

/// The share that the number `first`, which ends at `end`, begins, and where it ends.
pub(super) fn fraction(
    view: &View,
    at: usize,
    first: &Written,
    end: usize,
    lang: Lang,
) -> Option<(Decimal, usize)> {
    let divided = ["分之", "分の"]
        .iter()
        .find(|word| view.text()[end..].starts_with(**word));
    if let Some(over) = divided {
        let second = numeral_at(view, end + over.len(), lang)?;
        return Some((share(second.amount, first.amount)?, second.end));
    }
    if first.form != Form::Word {
        return None;
    }
    match lang {
        Lang::En => {
            let glued = view.at(end) == Some('-');
            let from = if glued { end + 1 } else { view.skip(end) };
            let (whole, end) = PARTS.iter().find_map(|(word, words, whole)| {
                let plural = view.word(from, words);
                let single = || {
                    let end = view.word(from, word)?;
                    (glued || is_share(view, at, end, *whole)).then_some(end)
                };
                Some((*whole, plural.or_else(single)?))
            })?;
            Some((share(first.amount, Decimal::from(whole))?, end))
        }
        Lang::Vi => {
            let parts = view.word(view.skip(end), "phần")?;
            let from = view.skip(parts);
            let (whole, end) = match view.word(from, "tư") {
                Some(end) => (Decimal::from(4), end),
                None => numeral_at(view, from, lang)
                    .filter(|second| second.form == Form::Word)
                    .map(|second| (second.amount, second.end))?,
            };
            Some((share(first.amount, whole)?, end))
        }
        _ => None,
    }
}

/// Whether “one third” between `at` and `end` is a share: one third party is not, and one quarter mostly is three months.
fn is_share(view: &View, at: usize, end: usize, whole: i64) -> bool {
    let is_any = |words: &[&str], place| words.iter().any(|word| view.word(place, word).is_some());
    let (before, behind) = (view.skip_back(at), view.skip(end));
    if is_any(&["of", "the"], behind) {
        return true;
    }
    if whole == 4 {
        let compared = [
            "below", "above", "than", "least", "over", "under", "exceeds",
        ];
        return compared
            .iter()
            .any(|word| view.word_back(before, word).is_some());
    }
    !is_any(&["party", "parties", "person"], behind)
}

/// A half that stands at `at`, and where it ends. 半数 is mostly a majority, and no amount.
pub(super) fn half(view: &View, at: usize, lang: Lang) -> Option<(Decimal, usize)> {
    let words: &[&str] = match lang {
        Lang::Zh | Lang::ZhHant => &["一半"],
        Lang::En => &["half of", "half the", "one half", "one-half"],
        Lang::Ja => &["半額", "半分"],
        Lang::Vi => &["một nửa"],
        Lang::Other(_) => return None,
    };
    let (_, end) = view.longest(at, words.iter().copied())?;
    Some((Decimal::from(50), end))
}

fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if part.scale > 0 || whole.scale > 0 || !(1..whole.units).contains(&part.units) {
        return None;
    }
    let hundredths = part.units.checked_mul(100 * 10_i64.pow(u32::from(SCALE)))?;
    Some(Decimal::new(hundredths / whole.units, SCALE))
}
