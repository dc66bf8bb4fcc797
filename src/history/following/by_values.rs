//! Whether another edition followed, by the values that a change replaced.
//!
//! A value that arrived and whose predecessor is gone shows a follower; one whose predecessor still stands shows a
//! stale edition; both, or a third value, show half a change. Where a value is written in a form that is not read,
//! its digits are asked.

use std::collections::BTreeSet;

use super::{Case, text};
use crate::history::values::{Essence, Strength, Tally, essence, tally};
use crate::model::{ChangeKind, ClauseId, Following, Ground, Value, ValueChange};
use crate::text::Folded;

impl Case<'_> {
    /// Judges by the values that the change replaced; none where they show nothing.
    pub(super) fn values(&self) -> Option<Following> {
        let (old, new) = self.source()?;
        let was = tally(old, &self.change.old);
        let is = tally(new, &self.change.new);
        let theirs = tally(self.after, &self.new);
        let before = self
            .before
            .map(|before| tally(before, &self.ancestors_or_old()));
        let untouched = self.before.is_some() && self.is_untouched();
        let count = |tally: &Tally, what: &Essence| tally.get(what).copied().unwrap_or(0);
        let (mut followed, mut stale, mut other) = (0, 0, 0);
        for change in &self.change.values {
            let part = |value: &Option<Value>| value.as_ref().and_then(essence);
            let (gone, come) = (part(&change.old), part(&change.new));
            if gone.as_ref().map(|one| &one.0) == come.as_ref().map(|one| &one.0) {
                continue;
            }
            let hard = [&gone, &come]
                .into_iter()
                .flatten()
                .all(|(_, strength)| *strength == Strength::Hard);
            let had = |what: &Essence| before.as_ref().map(|before| count(before, what));
            let mut arrived = come.as_ref().is_some_and(|(what, _)| {
                let here = count(&theirs, what);
                here > 0 && (count(&was, what) == 0 || here >= count(&is, what))
            });
            let mut remains = gone
                .as_ref()
                .is_some_and(|(what, _)| count(&theirs, what) > count(&is, what));
            if !arrived && !remains && hard && gone.is_some() && come.is_some() {
                match self.by_figures(change) {
                    Some(Following::Followed) => arrived = true,
                    Some(Following::Stale) => remains = true,
                    Some(Following::Partial) => {
                        other += 1;
                        continue;
                    }
                    None => {}
                }
            }
            let fell = gone
                .as_ref()
                .is_some_and(|(what, _)| had(what).is_some_and(|had| had > count(&theirs, what)));
            let rose = come
                .as_ref()
                .is_none_or(|(what, _)| had(what).is_none_or(|had| had < count(&theirs, what)));
            match (&gone, &come) {
                // What stood there before the change is no answer to it, unless the old value is not there either.
                (Some(_), Some(_)) if arrived && (!remains || fell) && (hard || rose) => {
                    followed += 1;
                }
                (None, Some(_)) if arrived && rose && !untouched => followed += 1,
                (Some(_), None) if !remains && fell => followed += 1,
                (Some(_), Some(_)) if arrived && remains && hard => other += 1,
                (Some(_), Some(_)) if remains && (hard || untouched) => stale += 1,
                (Some(_), None) if remains && !fell && hard && untouched => stale += 1,
                // It had the old value and has neither now: something else stands in its place.
                (Some((what, _)), Some(_)) if hard && fell => {
                    let replaced = theirs.iter().any(|(found, times)| {
                        found.is_like(what)
                            && had(found).is_some_and(|had| had < *times)
                            && !is.contains_key(found)
                    });
                    other += usize::from(replaced);
                }
                _ => {}
            }
        }
        match (followed, stale, other) {
            (0, 0, 0) => None,
            (_, 0, 0) => Some(Following::Followed),
            (0, _, 0) => Some(Following::Stale),
            _ => Some(Following::Partial),
        }
    }

    /// The clauses of the old edition that became those of the new one; else those that the change concerned.
    pub(super) fn ancestors_or_old(&self) -> Vec<ClauseId> {
        let found = self.ancestors();
        if found.is_empty() {
            self.old.clone()
        } else {
            found
        }
    }

    /// As [`values`](Self::values) for one replaced value, by the digits alone: for values that the other edition
    /// writes in a form that is not read (`22 tháng Mười 2019`).
    fn by_figures(&self, change: &ValueChange) -> Option<Following> {
        let (gone, come) = (figures(change.old.as_ref()?), figures(change.new.as_ref()?));
        let here = digits(&text(self.after, &self.new));
        let (_, new) = self.source()?;
        let there = digits(&text(new, &self.change.new));
        let count = |all: &[String], one: &String| all.iter().filter(|other| *other == one).count();
        let new: Vec<&String> = come.difference(&gone).collect();
        let old: Vec<&String> = gone.difference(&come).collect();
        let arrived = !new.is_empty() && new.iter().all(|one| count(&here, one) > 0);
        let remains = old.iter().any(|one| count(&here, one) > count(&there, one));
        match (arrived, remains) {
            (true, false) => Some(Following::Followed),
            (false, true) => Some(Following::Stale),
            (true, true) => None,
            (false, false) => {
                // It had the old figure, and now has one that the source does not give.
                let had = digits(&text(self.before?, &self.ancestors_or_old()));
                let fell = old.iter().any(|one| count(&had, one) > count(&here, one));
                let rose = here
                    .iter()
                    .any(|one| count(&here, one) > count(&had, one) && count(&there, one) == 0);
                (fell && rose).then_some(Following::Partial)
            }
        }
    }

    /// Without an old edition only values can tell.
    pub(super) fn by_values_alone(&self) -> Option<(Following, Ground, f32)> {
        if self.new.is_empty() || self.change.kind != ChangeKind::Modified {
            return None;
        }
        self.values()
            .map(|following| (following, Ground::Values, 0.85))
    }
}

/// The numbers that a value is written with.
fn figures(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Number { amount, .. }
        | Value::Size { amount, .. }
        | Value::Percent { amount }
        | Value::Money { amount, .. }
        | Value::Duration { amount, .. } => BTreeSet::from([amount.to_string()]),
        Value::Time { minutes, .. } => {
            BTreeSet::from([(minutes / 60).to_string(), (minutes % 60).to_string()])
        }
        Value::Count { amount } => BTreeSet::from([amount.to_string()]),
        Value::Date { date, .. } => [
            date.year.map(|year| year.to_string()),
            date.month.map(|month| month.to_string()),
            date.day.map(|day| day.to_string()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        _ => BTreeSet::new(),
    }
}

/// The numbers in a text, without leading zeros.
fn digits(text: &str) -> Vec<String> {
    Folded::new(text)
        .text()
        .split(|c: char| !c.is_ascii_digit())
        .map(|number| number.trim_start_matches('0').to_owned())
        .filter(|number| !number.is_empty())
        .collect()
}
