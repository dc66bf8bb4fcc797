//! A value that a clause states, and the value that it should state → the words to write in its place.
//!
//! The figures of the written value are exchanged one by one: `14 days` becomes `30 days`, 三十日 becomes 十四日,
//! `May 7, 2024` becomes `May 9, 2024`. The clause is then read again with the new words in it, and unless it states
//! the wanted value and all others as before, nothing is proposed. A proposal is so right or it is not made.

use std::ops::Range;

use super::of_text;
use crate::language::numeral::{han, is_formal_han, is_han_numeral, write_in};
use crate::model::{ClauseId, Date, Decimal, Fact, Numeral, Reference, Value};
use crate::text::Lang;

/// The text that states `to` in the manner in which `clause[at]` states `from`; `None` where that is not certain.
///
/// `clause` is the text of one clause in `lang`, `at` bytes of it.
pub(crate) fn corrected(
    clause: &str,
    at: Range<usize>,
    lang: Lang,
    from: &Value,
    to: &Value,
) -> Option<String> {
    let written = clause.get(at.clone())?;
    let wanted = wanted(from, to)?;
    let text = match to {
        // Written alike in every language.
        Value::Email { address, .. } => address.clone(),
        Value::Phone { number } if number.starts_with('+') => number.clone(),
        Value::Identifier { token } => token.clone(),
        _ => exchange(written, lang, &figures(from, to)?)?,
    };
    let (before, after) = (clause.get(..at.start)?, clause.get(at.end..)?);
    let new = format!("{before}{text}{after}");
    let states = |text: &str| -> Vec<Fact> { of_text(text, 0, ClauseId(0), lang) };
    let (old_facts, new_facts) = (states(clause), states(&new));
    let same = old_facts.len() == new_facts.len()
        && old_facts.iter().zip(&new_facts).all(|(old, new)| {
            if old.span.start as usize >= at.end || old.span.end as usize <= at.start {
                old.value == new.value
            } else {
                old.value == *from && new.value == wanted
            }
        });
    (same && text != written).then_some(text)
}

/// `from` with the amount of `to`: what the corrected text must state. `None` where more than figures differ.
fn wanted(from: &Value, to: &Value) -> Option<Value> {
    Some(match (from, to) {
        (Value::Number { bound, .. }, Value::Number { amount, .. }) => Value::Number {
            amount: *amount,
            bound: *bound,
        },
        (
            Value::Size { unit, bound, .. },
            Value::Size {
                amount,
                unit: other,
                ..
            },
        ) if unit == other => Value::Size {
            amount: *amount,
            unit: *unit,
            bound: *bound,
        },
        (Value::Percent { .. }, Value::Percent { .. })
        | (Value::Phone { .. }, Value::Phone { .. })
        | (Value::Identifier { .. }, Value::Identifier { .. })
        | (Value::Email { .. }, Value::Email { broken: false, .. })
        | (Value::Count { .. }, Value::Count { .. }) => to.clone(),
        (
            Value::Money { currency, .. },
            Value::Money {
                currency: other, ..
            },
        ) if currency == other => to.clone(),
        (
            Value::Duration {
                unit,
                calendar,
                bound,
                ..
            },
            Value::Duration {
                amount,
                unit: other,
                calendar: days,
                ..
            },
        ) if unit == other && calendar == days => Value::Duration {
            amount: *amount,
            unit: *unit,
            calendar: *calendar,
            bound: *bound,
        },
        (
            Value::Date {
                date: from,
                other: None,
            },
            Value::Date { date, other: None },
        ) if parts(from) == parts(date) => to.clone(),
        (
            Value::Reference {
                to:
                    Reference::Absolute {
                        kind,
                        ordinals,
                        here,
                    },
            },
            Value::Reference {
                to: Reference::Absolute { ordinals: new, .. },
            },
        ) if ordinals.len() == new.len() => Value::Reference {
            to: Reference::Absolute {
                kind: *kind,
                ordinals: new.clone(),
                here: *here,
            },
        },
        _ => return None,
    })
}

/// Which parts of a date are written.
fn parts(date: &Date) -> [bool; 3] {
    [
        date.year.is_some(),
        date.month.is_some(),
        date.day.is_some(),
    ]
}

/// What each figure becomes.
enum Figures {
    /// One figure that counts the old amount, however large its unit.
    Amount(Decimal, Decimal),
    /// Figures with these values, each to be exchanged for its partner.
    Each(Vec<(i64, i64)>),
}

fn figures(from: &Value, to: &Value) -> Option<Figures> {
    let each = |old: &[Option<i64>], new: &[Option<i64>]| {
        let pairs: Vec<(i64, i64)> = old
            .iter()
            .zip(new)
            .filter_map(|(old, new)| Some(((*old)?, (*new)?)))
            .collect();
        // One figure for two parts that become different ones: which is which?
        let clear = pairs
            .iter()
            .all(|(old, new)| pairs.iter().all(|(other, to)| old != other || new == to));
        clear.then_some(Figures::Each(pairs))
    };
    match (from, to) {
        (Value::Number { amount: old, .. }, Value::Number { amount: new, .. })
        | (Value::Percent { amount: old }, Value::Percent { amount: new })
        | (Value::Size { amount: old, .. }, Value::Size { amount: new, .. })
        | (Value::Money { amount: old, .. }, Value::Money { amount: new, .. })
        | (Value::Duration { amount: old, .. }, Value::Duration { amount: new, .. }) => {
            Some(Figures::Amount(*old, *new))
        }
        (Value::Count { amount: old }, Value::Count { amount: new }) => Some(Figures::Amount(
            i64::from(*old).into(),
            i64::from(*new).into(),
        )),
        (Value::Date { date: old, .. }, Value::Date { date: new, .. }) => {
            let parts = |date: &Date| {
                [
                    date.year.map(i64::from),
                    date.month.map(i64::from),
                    date.day.map(i64::from),
                ]
            };
            each(&parts(old), &parts(new))
        }
        (
            Value::Reference {
                to: Reference::Absolute { ordinals: old, .. },
            },
            Value::Reference {
                to: Reference::Absolute { ordinals: new, .. },
            },
        ) => {
            let parts = |of: &[u16]| -> Vec<Option<i64>> {
                of.iter().map(|one| Some(i64::from(*one))).collect()
            };
            each(&parts(old), &parts(new))
        }
        _ => None,
    }
}

/// The names of months, which are figures too.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A figure as it is written.
struct Figure {
    at: Range<usize>,
    value: Decimal,
    numeral: Numeral,
    /// The separator of thousands, where it has one.
    grouped: Option<char>,
}

fn exchange(written: &str, lang: Lang, figures: &Figures) -> Option<String> {
    // "Thirty (30) days" says it twice.
    if written.contains(['(', '（']) {
        return None;
    }
    let mut out = String::new();
    let mut last = 0;
    let found = runs(written, lang)?;
    if matches!(figures, Figures::Amount(..)) && found.len() != 1 {
        return None;
    }
    for figure in found {
        let new = match figures {
            Figures::Amount(old, new) => scaled(figure.value, *old, *new)?,
            Figures::Each(pairs) => {
                let value = whole(figure.value)?;
                let pair = pairs.iter().find(|(old, _)| *old == value)?;
                pair.1.into()
            }
        };
        // One day, two days: the noun would have to follow.
        if lang == Lang::En && (figure.value == 1.into()) != (new == 1.into()) {
            let noun = written.get(figure.at.end..)?.trim_start();
            if noun.starts_with(|c: char| c.is_ascii_alphabetic()) && last == 0 {
                return None;
            }
        }
        out += written.get(last..figure.at.start)?;
        out += &rendered(&figure, written, new, lang)?;
        last = figure.at.end;
    }
    out += written.get(last..)?;
    Some(out)
}

/// `value · new / old`, where that is a whole number: two weeks of fourteen days are four of twenty-eight.
fn scaled(value: Decimal, old: Decimal, new: Decimal) -> Option<Decimal> {
    if value == old {
        return Some(new);
    }
    let (value, old, new) = (whole(value)?, whole(old)?, whole(new)?);
    if value == 0 || old % value != 0 {
        return None;
    }
    let factor = old / value;
    (factor != 0 && new % factor == 0).then(|| (new / factor).into())
}

fn whole(value: Decimal) -> Option<i64> {
    (value.scale == 0).then_some(value.units)
}

fn rendered(figure: &Figure, written: &str, new: Decimal, lang: Lang) -> Option<String> {
    let small = || u16::try_from(whole(new)?).ok();
    let plain = match figure.numeral {
        Numeral::Word => {
            let name = MONTHS.get(usize::from(small()?).checked_sub(1)?)?;
            return Some((*name).to_owned());
        }
        Numeral::Han | Numeral::HanFormal => return write_in(small()?, figure.numeral, lang),
        _ => new.to_string(),
    };
    let plain = match (figure.grouped, plain.split_once('.')) {
        (Some(sign), None) => grouped(&plain, sign),
        (Some(',') | None, Some(_)) if lang != Lang::Vi => plain,
        (_, Some(_)) => return None,
        // A leading zero is kept: 2024-05-07.
        (None, None) => match written.get(figure.at.clone()) {
            Some(old) if old.starts_with('0') => format!("{plain:0>width$}", width = old.len()),
            _ => plain,
        },
    };
    Some(match figure.numeral {
        Numeral::ArabicFull => plain
            .chars()
            .map(|c| match c {
                '0'..='9' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
                _ => c,
            })
            .collect(),
        _ => plain,
    })
}

fn grouped(digits: &str, sign: char) -> String {
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

/// The figures of a written value; `None` where one cannot be read.
fn runs(written: &str, lang: Lang) -> Option<Vec<Figure>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = written.get(at..)?.chars().next() {
        let rest = &written[at..];
        let is_full = |c: char| ('０'..='９').contains(&c);
        let end = |is: &dyn Fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        if c.is_ascii_digit() {
            let figure = latin(rest, at, lang)?;
            at = figure.at.end;
            found.push(figure);
        } else if is_full(c) {
            let length = end(&is_full);
            let digits: String = rest[..length]
                .chars()
                .filter_map(|c| char::from_u32(u32::from(c) - 0xFEE0))
                .collect();
            found.push(Figure {
                at: at..at + length,
                value: digits.parse::<i64>().ok()?.into(),
                numeral: Numeral::ArabicFull,
                grouped: None,
            });
            at += length;
        } else if lang.is_cjk() && is_han_numeral(c) {
            let length = end(&is_han_numeral);
            let (value, read) = han(&rest[..length])?;
            if read != length {
                return None;
            }
            let formal = rest[..length].chars().any(is_formal_han);
            found.push(Figure {
                at: at..at + length,
                value: i64::try_from(value).ok()?.into(),
                numeral: if formal {
                    Numeral::HanFormal
                } else {
                    Numeral::Han
                },
                grouped: None,
            });
            at += length;
        } else if lang == Lang::En && c.is_ascii_alphabetic() {
            let length = end(&|c: char| c.is_ascii_alphabetic());
            let month = MONTHS.iter().position(|name| *name == &rest[..length]);
            if let Some(month) = month {
                found.push(Figure {
                    at: at..at + length,
                    value: i64::try_from(month + 1).ok()?.into(),
                    numeral: Numeral::Word,
                    grouped: None,
                });
            }
            at += length;
        } else {
            at += c.len_utf8();
        }
    }
    Some(found)
}

/// Digits with their separators: 1,500 and 2.5 in English, 1.500 in Vietnamese.
fn latin(rest: &str, at: usize, lang: Lang) -> Option<Figure> {
    let is_figure = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let length = rest.find(|c| !is_figure(c)).unwrap_or(rest.len());
    let text = rest[..length].trim_end_matches([',', '.']);
    let thousands = if lang == Lang::Vi { '.' } else { ',' };
    let groups: Vec<&str> = text.split(thousands).collect();
    let is_grouped = groups.len() > 1
        && groups[0].len() <= 3
        && groups[1..].iter().all(|group| group.len() == 3);
    let (text, grouped) = if is_grouped {
        (groups.concat(), Some(thousands))
    } else {
        (text.to_owned(), None)
    };
    let length = rest[..length].trim_end_matches([',', '.']).len();
    let value = match text.split_once('.') {
        None => text.parse::<i64>().ok()?.into(),
        // 2024.05.07 is no amount: its first figure ends here.
        Some((first, more)) if more.contains('.') || lang == Lang::Vi => {
            return Some(Figure {
                at: at..at + first.len(),
                value: first.parse::<i64>().ok()?.into(),
                numeral: Numeral::Arabic,
                grouped: None,
            });
        }
        Some((first, part)) => Decimal::new(
            format!("{first}{part}").parse().ok()?,
            u8::try_from(part.len()).ok()?,
        ),
    };
    Some(Figure {
        at: at..at + length,
        value,
        numeral: Numeral::Arabic,
        grouped,
    })
}

#[cfg(test)]
mod tests;
