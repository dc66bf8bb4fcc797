//! How values are written in each language, and what only looks like a value: a table a kind in `forms/`, a row a form
//! (language, text, what it states in short form).

use super::testing::table;

fn check(kinds: &str, rows: &'static str) {
    let cases: Vec<(&str, &str, &str)> = rows
        .lines()
        .map(|row| {
            let mut cells = row.split('\t');
            (
                cells.next().unwrap_or_default(),
                cells.next().unwrap_or_default(),
                cells.next().unwrap_or_default(),
            )
        })
        .collect();
    table(kinds, &cases);
}

const AMOUNTS: &str = "number percent money duration size";

#[test]
fn numbers() {
    check(AMOUNTS, include_str!("forms/numbers.tsv"));
}

#[test]
fn durations() {
    check(AMOUNTS, include_str!("forms/durations.tsv"));
}

#[test]
fn money_and_percentages() {
    check(AMOUNTS, include_str!("forms/amounts.tsv"));
}

#[test]
fn sizes() {
    check("size", include_str!("forms/sizes.tsv"));
}

#[test]
fn times() {
    check("time", include_str!("forms/times.tsv"));
}

#[test]
fn dates() {
    check("date", include_str!("forms/dates.tsv"));
}

#[test]
fn emails() {
    check("email", include_str!("forms/emails.tsv"));
}

#[test]
fn urls() {
    check("url", include_str!("forms/urls.tsv"));
}

#[test]
fn phones() {
    check("phone", include_str!("forms/phones.tsv"));
}

#[test]
fn citations() {
    check("cite ref", include_str!("forms/citations.tsv"));
}

#[test]
fn references() {
    check("ref cite", include_str!("forms/references.tsv"));
}

#[test]
fn identifiers() {
    check("id slot", include_str!("forms/identifiers.tsv"));
}

#[test]
fn counts() {
    check("count", include_str!("forms/counts.tsv"));
}
