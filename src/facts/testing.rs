//! Short forms of facts for table tests.

use super::of_text;
use crate::model::{ClauseId, Date, Reference, Value};
use crate::text::Lang;

/// The values of `text` in a short written form, those of the kinds named (by their first letters) only.
pub(super) fn values(lang: &str, text: &str, kinds: &str) -> Vec<String> {
    let lang: Lang = lang.parse().expect("a language");
    let found = of_text(text, 7, ClauseId(0), lang);
    let mut last = 0;
    for fact in &found {
        let (start, end) = (fact.span.start as usize - 7, fact.span.end as usize - 7);
        assert!(
            text.get(start..end)
                .is_some_and(|written| !written.is_empty()),
            "{text}: {fact:?}"
        );
        assert!(start >= last, "{text}: out of order {fact:?}");
        last = start;
    }
    found
        .iter()
        .map(|fact| short(&fact.value))
        .filter(|value| kinds.is_empty() || kinds.split(' ').any(|kind| value.starts_with(kind)))
        .collect()
}

/// Runs a table of `(language, text, expected values joined by spaces)`.
pub(super) fn table(kinds: &str, cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (langs, text, expected) in cases {
        for lang in langs.split(' ') {
            let found = values(lang, text, kinds).join(" | ");
            if found != *expected {
                wrong.push(format!(
                    "[{lang}] {text}\n  expected: {expected}\n     found: {found}"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn date(date: &Date) -> String {
    date.to_string()
}

pub(super) fn short(value: &Value) -> String {
    use crate::model::{Bound, Calendar, Unit};
    let bound = |bound: &Bound| match bound {
        Bound::Exact => "",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::About => "~",
    };
    match value {
        Value::Number { amount, bound: b } => format!("number:{}{amount}", bound(b)),
        Value::Size {
            amount,
            unit,
            bound: b,
        } => format!("size:{}{amount}{}", bound(b), unit.symbol()),
        Value::Time { minutes, either } => format!(
            "time:{:02}:{:02}{}",
            minutes / 60,
            minutes % 60,
            if *either { "?" } else { "" }
        ),
        Value::Percent { amount } => format!("percent:{amount}"),
        Value::Money { amount, currency } => format!("money:{}{amount}", currency.code()),
        Value::Duration {
            amount,
            unit,
            calendar,
            bound: b,
        } => {
            let unit = match unit {
                Unit::Second => "s",
                Unit::Minute => "min",
                Unit::Hour => "h",
                Unit::Day => "d",
                Unit::Month => "mo",
            };
            format!(
                "duration:{}{amount}{unit}{}",
                bound(b),
                if *calendar == Calendar::Business {
                    "*"
                } else {
                    ""
                }
            )
        }
        Value::Date { date: d, other } => format!(
            "date:{}{}",
            date(d),
            other.map(|o| format!("/{o}")).unwrap_or_default()
        ),
        Value::Email { address, broken } => {
            format!("email:{address}{}", if *broken { "!" } else { "" })
        }
        Value::Url {
            address,
            bare,
            broken,
        } => {
            format!(
                "url:{address}{}{}",
                if *bare { "~" } else { "" },
                if *broken { "!" } else { "" }
            )
        }
        Value::Phone { number } => format!("phone:{number}"),
        Value::Citation { statute, ordinals } => format!("cite:{statute}{ordinals:?}"),
        Value::Reference {
            to:
                Reference::Absolute {
                    kind,
                    ordinals,
                    here,
                },
        } => {
            format!(
                "ref:{kind:?}{ordinals:?}{}",
                if *here { "here" } else { "" }
            )
        }
        Value::Reference {
            to: Reference::Relative { kind, steps },
        } => format!("ref:{kind:?}{steps:+}"),
        Value::Identifier { token } => format!("id:{token}"),
        Value::Name { name } => format!("name:{name}"),
        Value::Placeholder { slot } => format!("slot:{slot}"),
        Value::Count { amount } => format!("count:{amount}"),
        Value::Term { .. } | Value::Norm { .. } => "other:".to_owned(),
    }
}
