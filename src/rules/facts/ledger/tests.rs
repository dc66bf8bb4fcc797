//! When two statements are the same, compatible or different.

use super::*;
use crate::model::Unit::{Day, Hour, Minute, Month};

fn period(amount: i64, unit: Unit, calendar: Calendar) -> Value {
    Value::Duration {
        amount: Decimal::from(amount),
        unit,
        calendar,
        bound: crate::model::Bound::Exact,
    }
}

fn days(amount: i64) -> Value {
    period(amount, Day, Calendar::Calendar)
}

fn number(amount: i64) -> Value {
    Value::Number {
        amount: Decimal::from(amount),
        bound: crate::model::Bound::AtMost,
    }
}

fn date(year: i16, month: u8, day: Option<u8>) -> Date {
    Date {
        year: Some(year),
        month: Some(month),
        day,
    }
}

fn on(date: Date, other: Option<Date>) -> Value {
    Value::Date { date, other }
}

fn cite(statute: &str, ordinals: &[u16]) -> Value {
    Value::Citation {
        statute: statute.to_owned(),
        ordinals: ordinals.to_vec(),
    }
}

fn phone(number: &str) -> Value {
    Value::Phone {
        number: number.to_owned(),
    }
}

fn money(amount: i64, code: &[u8; 3]) -> Value {
    Value::Money {
        amount: Decimal::from(amount),
        currency: Currency(*code),
    }
}

fn slot(slot: &str) -> Value {
    Value::Placeholder {
        slot: slot.to_owned(),
    }
}

#[test]
fn equal_values_are_the_same_in_any_dress() {
    let ambiguous = on(date(2025, 7, Some(8)), Some(date(2025, 8, Some(7))));
    for (a, b) in [
        (period(24, Hour, Calendar::Calendar), days(1)),
        (
            period(90, Minute, Calendar::Calendar),
            period(90, Minute, Calendar::Calendar),
        ),
        (
            period(12, Month, Calendar::Calendar),
            period(12, Month, Calendar::Calendar),
        ),
        (number(5), Value::Count { amount: 5 }),
        (ambiguous.clone(), on(date(2025, 8, Some(7)), None)),
        (ambiguous, on(date(2025, 7, Some(8)), None)),
        (phone("+81355500142"), phone("0355500142")),
        (phone("18005550142"), phone("+18005550142")),
        (money(5, b"XXX"), money(5, b"CNY")),
        (cite("gdpr", &[6, 1]), cite("gdpr", &[6, 1])),
        (
            cite("网络交易监督管理办法", &[5]),
            cite("measures for online trading", &[5]),
        ),
        (slot("[DATE]"), slot("[日期]")),
        (slot("{name}"), slot("{name}")),
    ] {
        assert_eq!(accord(&a, &b), Accord::Same, "{a:?} {b:?}");
        assert_eq!(accord(&b, &a), Accord::Same, "{b:?} {a:?}");
    }
}

#[test]
fn less_precise_values_are_compatible() {
    for (a, b) in [
        (days(14), number(14)),
        (days(14), number(2)),
        (
            Value::Percent {
                amount: Decimal::from(5),
            },
            number(5),
        ),
        (
            on(date(2025, 7, None), None),
            on(date(2025, 7, Some(8)), None),
        ),
        (cite("gdpr", &[6]), cite("gdpr", &[6, 1])),
        (cite("gdpr", &[]), cite("gdpr", &[6, 1])),
    ] {
        assert_eq!(accord(&a, &b), Accord::Compatible, "{a:?} {b:?}");
        assert_eq!(accord(&b, &a), Accord::Compatible, "{b:?} {a:?}");
    }
}

#[test]
fn other_values_differ() {
    for (a, b) in [
        (period(1, Month, Calendar::Calendar), days(30)),
        (period(5, Day, Calendar::Business), days(5)),
        (days(14), number(15)),
        (days(14), period(14, Month, Calendar::Calendar)),
        (number(5), number(6)),
        (money(5, b"USD"), money(5, b"CNY")),
        (
            money(5, b"USD"),
            Value::Percent {
                amount: Decimal::from(5),
            },
        ),
        (
            on(date(2025, 7, Some(8)), None),
            on(date(2025, 7, Some(9)), None),
        ),
        (on(date(2025, 7, Some(8)), None), number(2025)),
        (phone("+81355500142"), phone("0355500143")),
        (phone("0142"), phone("+81355500142")),
        (cite("gdpr", &[6, 1]), cite("gdpr", &[9, 1])),
        (cite("gdpr", &[6]), cite("pipl", &[6])),
        (slot("{name}"), slot("{nama}")),
        (slot("{name}"), slot("[NAME]")),
    ] {
        assert_eq!(accord(&a, &b), Accord::Different, "{a:?} {b:?}");
        assert_eq!(accord(&b, &a), Accord::Different, "{b:?} {a:?}");
    }
}
