//! A value → its kind and a short text, the same in every language.

use crate::model::{Bound, Calendar, LabelKind, Norm, Reference, Unit, Value};

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::About => "~",
    }
}

fn joined(ordinals: &[u16]) -> String {
    let ordinals: Vec<String> = ordinals.iter().map(u16::to_string).collect();
    ordinals.join(".")
}

fn rank(kind: LabelKind) -> String {
    // The name that the enum is serialised by is the outside name of a rank.
    serde_json::to_value(kind)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The kind of a value, and the value: durations and dates in ISO 8601 (`P14D`), money with its
/// ISO 4217 code, bounds as `>=`, `>`, `<=`, `<`, `~`.
#[must_use]
pub fn written(value: &Value) -> (&'static str, String) {
    match value {
        Value::Number { amount, bound: b } => ("number", format!("{}{amount}", bound(*b))),
        Value::Size {
            amount,
            unit,
            bound: b,
        } => ("size", format!("{}{amount} {}", bound(*b), unit.symbol())),
        Value::Time { minutes, either } => {
            let half = if *either { " or 12 hours later" } else { "" };
            (
                "time",
                format!("{:02}:{:02}{half}", minutes / 60, minutes % 60),
            )
        }
        Value::Percent { amount } => ("percent", format!("{amount}%")),
        Value::Money { amount, currency } => ("money", format!("{amount} {}", currency.code())),
        Value::Duration {
            amount,
            unit,
            calendar,
            bound: b,
        } => {
            let (time, letter) = match unit {
                Unit::Second => ("T", "S"),
                Unit::Minute => ("T", "M"),
                Unit::Hour => ("T", "H"),
                Unit::Day => ("", "D"),
                Unit::Month => ("", "M"),
            };
            let days = match calendar {
                Calendar::Calendar => "",
                Calendar::Business => " business",
            };
            (
                "duration",
                format!("{}P{time}{amount}{letter}{days}", bound(*b)),
            )
        }
        Value::Date { date, other } => (
            "date",
            match other {
                Some(other) => format!("{date} or {other}"),
                None => date.to_string(),
            },
        ),
        Value::Email { address, .. } => ("email", address.clone()),
        Value::Url { address, .. } => ("url", address.clone()),
        Value::Phone { number } => ("phone", number.clone()),
        Value::Citation { statute, ordinals } if ordinals.is_empty() => {
            ("citation", statute.clone())
        }
        Value::Citation { statute, ordinals } => {
            ("citation", format!("{statute} {}", joined(ordinals)))
        }
        Value::Reference { to } => (
            "reference",
            match to {
                Reference::Absolute {
                    kind,
                    ordinals,
                    here,
                } => {
                    let here = if *here { "here " } else { "" };
                    format!("{here}{} {}", rank(*kind), joined(ordinals))
                }
                Reference::Relative { kind, steps } => format!("{} {steps:+}", rank(*kind)),
            },
        ),
        Value::Identifier { token } => ("identifier", token.clone()),
        Value::Name { name } => ("name", name.clone()),
        Value::Placeholder { slot } => ("placeholder", slot.clone()),
        Value::Count { amount } => ("count", amount.to_string()),
        Value::Term { id } => ("term", id.0.to_string()),
        Value::Norm { norm } => (
            "norm",
            match norm {
                Norm::Obligation => "obligation",
                Norm::Prohibition => "prohibition",
                Norm::Permission => "permission",
                Norm::Possibility => "possibility",
            }
            .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Date, Decimal};

    #[test]
    fn values_are_written_in_one_way() {
        let days = |calendar| Value::Duration {
            amount: Decimal::from(14),
            unit: Unit::Day,
            calendar,
            bound: Bound::AtMost,
        };
        for (value, kind, text) in [
            (days(Calendar::Calendar), "duration", "<=P14D"),
            (days(Calendar::Business), "duration", "<=P14D business"),
            (
                Value::Duration {
                    amount: Decimal::new(15, 1),
                    unit: Unit::Hour,
                    calendar: Calendar::Calendar,
                    bound: Bound::Exact,
                },
                "duration",
                "PT1.5H",
            ),
            (
                Value::Money {
                    amount: Decimal::from(500),
                    currency: Currency(*b"JPY"),
                },
                "money",
                "500 JPY",
            ),
            (
                Value::Date {
                    date: Date {
                        year: Some(2025),
                        month: Some(7),
                        day: Some(30),
                    },
                    other: None,
                },
                "date",
                "2025-07-30",
            ),
            (
                Value::Reference {
                    to: Reference::Absolute {
                        kind: LabelKind::Article,
                        ordinals: vec![3, 1],
                        here: false,
                    },
                },
                "reference",
                "article 3.1",
            ),
            (
                Value::Reference {
                    to: Reference::Relative {
                        kind: LabelKind::Paragraph,
                        steps: -1,
                    },
                },
                "reference",
                "paragraph -1",
            ),
        ] {
            assert_eq!(written(&value), (kind, text.to_owned()));
        }
    }
}
