//! The charitable reading of the editions' texts: figures that are shown without being stated.

use std::collections::BTreeMap;

use super::Sheet;
use crate::model::{Date, Decimal, Policy, Value};
use crate::rules::facts::ledger::figures;
use crate::rules::facts::mention;
use crate::text::{Lang, Span};

/// What the editions of one group show, read when it is asked for.
pub(super) struct Charity<'s, 'p> {
    policy: &'p Policy,
    sheet: &'s Sheet<'p>,
    shown: BTreeMap<Lang, Shown>,
}

/// Year, month and day, as far as a date has them.
fn figures_of(date: Date) -> Vec<Decimal> {
    let parts = [
        date.year.map(i64::from),
        date.month.map(i64::from),
        date.day.map(i64::from),
    ];
    parts.into_iter().flatten().map(Decimal::from).collect()
}

/// What the clauses of one edition show.
struct Shown {
    figures: Vec<Decimal>,
    /// Those of its labels: the 2 of item 2 is a number, but no two days.
    labels: Vec<Decimal>,
    digits: String,
}

impl<'s, 'p> Charity<'s, 'p> {
    /// Nothing is read yet.
    pub(super) fn new(policy: &'p Policy, sheet: &'s Sheet<'p>) -> Self {
        Self {
            policy,
            sheet,
            shown: BTreeMap::new(),
        }
    }

    /// Whether an edition shows the value of a row oftener than it states it.
    pub(super) fn shows(&mut self, lang: Lang, row: usize) -> bool {
        let Some(value) = self.sheet.rows[row].value() else {
            return false;
        };
        let wanted = figures(value);
        if wanted.is_empty() && !matches!(value, Value::Date { .. } | Value::Phone { .. }) {
            return false;
        }
        let stated: Vec<Decimal> = self
            .sheet
            .rows
            .iter()
            .filter_map(|row| row.by.get(&lang))
            .flat_map(|entry| figures(entry.value))
            .collect();
        match value {
            Value::Phone { number } => {
                let shown = self.shown(lang);
                let tail = number.len().saturating_sub(7);
                number
                    .get(tail..)
                    .is_some_and(|tail| shown.digits.contains(tail))
            }
            Value::Date { date, .. } => {
                let parts = figures_of(*date);
                // 2 tháng 3 has the figures of 3 February, and is another date.
                let swapped = self.sheet.rows.iter().filter_map(|row| row.by.get(&lang));
                let swapped = swapped
                    .filter_map(|entry| match entry.value {
                        Value::Date { date, other: None } => Some(figures_of(*date)),
                        _ => None,
                    })
                    .any(|own| parts.iter().all(|part| own.contains(part)));
                let shown = self.shown(lang);
                !swapped && parts.len() > 1 && parts.iter().all(|part| shown.figures.contains(part))
            }
            _ => {
                let bare = matches!(value, Value::Number { .. } | Value::Count { .. });
                let shown = self.shown(lang);
                let labels = if bare { &shown.labels[..] } else { &[] };
                let count =
                    |list: &[Decimal]| list.iter().filter(|figure| wanted.contains(figure)).count();
                // a postal code without its hyphen
                let long = |figure: &Decimal| figure.scale == 0 && figure.units >= 1_000_000;
                let run = wanted
                    .iter()
                    .filter(|figure| long(figure))
                    .map(Decimal::to_string);
                let spread = run.into_iter().any(|run| shown.digits.contains(&run));
                spread && stated.is_empty()
                    || count(&shown.figures) + count(labels) > count(&stated)
            }
        }
    }

    fn shown(&mut self, lang: Lang) -> &Shown {
        let (policy, sheet) = (self.policy, self.sheet);
        self.shown.entry(lang).or_insert_with(|| {
            let group = policy.groups.get(sheet.group.0 as usize);
            let clauses = group.map_or(&[][..], |group| group.of(lang));
            let mut shown = Shown {
                figures: Vec::new(),
                labels: Vec::new(),
                digits: String::new(),
            };
            for clause in clauses {
                let Some(clause) = policy.clause(lang, *clause) else {
                    continue;
                };
                let Some(document) = policy.edition(lang).map(|edition| &edition.document) else {
                    continue;
                };
                let text = document.slice(clause.body);
                let label = Span {
                    end: clause.body.start.max(clause.span.start),
                    ..clause.span
                };
                let label = document.slice(label);
                shown.labels.extend(mention::figures(label, lang));
                shown.figures.extend(mention::figures(text, lang));
                shown
                    .digits
                    .extend(text.chars().filter(char::is_ascii_digit));
                shown.digits.push(' ');
            }
            shown
        })
    }
}
