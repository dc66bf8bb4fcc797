//! Japanese postal codes: 113-0033, whose seven figures are one number in every edition.

use super::claims::Claims;
use super::view::{View, is_letter};
use crate::model::{Bound, Decimal, Value};

/// Claims the postal codes of a text. Telephone numbers of the same shape are taken before.
pub(super) fn scan(view: &View, claims: &mut Claims) {
    let bytes = view.text().as_bytes();
    for (dash, _) in view.text().match_indices('-') {
        let Some(at) = dash.checked_sub(3) else {
            continue;
        };
        let end = dash + 5;
        let figures = |range: std::ops::Range<usize>| {
            bytes
                .get(range)
                .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
        };
        let joined = |c: char| {
            is_letter(c)
                || c.is_ascii_digit()
                || matches!(c, '-' | '.' | '/' | ':' | '+' | '_' | '#')
        };
        if !figures(at..dash)
            || !figures(dash + 1..end)
            || view.before(at).is_some_and(joined)
            || view.at(end).is_some_and(|c| joined(c) && c != '.')
            || !claims.free(at, end)
        {
            continue;
        }
        let digits = [&view.text()[at..dash], &view.text()[dash + 1..end]].concat();
        if let Ok(amount) = digits.parse::<i64>() {
            let value = Value::Number {
                amount: Decimal::from(amount),
                bound: Bound::Exact,
            };
            claims.state(at, end, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn postal_codes() {
        table(
            "number phone",
            &[
                ("ja", "〒113-0033 東京都", "number:1130033"),
                ("ja", "〒１１３－００３３", "number:1130033"),
                ("en", "Tokyo 113-0033.", "number:1130033"),
                ("zh", "邮编113-0033", "number:1130033"),
                ("en", "call 555-0142", "phone:5550142"),
                ("en", "AB123-4567", ""),
                ("en", "2024-113-0033", ""),
            ],
        );
    }
}
