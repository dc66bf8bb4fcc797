//! The values of a clause, old and new: which were replaced, and in what form they are equal across languages.

use std::collections::BTreeMap;

use crate::model::{ClauseId, Edition, Reference, Value, ValueChange};
use crate::text::Lang;

/// What of a value every language can say: bounds apart, which each one puts into other words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Essence {
    kind: u8,
    text: String,
}

impl Essence {
    /// Of the same kind.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// How far a value speaks for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// Every edition must show it.
    Hard,
    /// It shows where it is shown, but an edition may do without.
    Soft,
}

/// The comparable part of a value.
pub(super) fn essence(value: &Value) -> Option<(Essence, Strength)> {
    let (kind, text, strength) = match value {
        Value::Number { amount, .. } => (b'n', amount.to_string(), Strength::Hard),
        Value::Size { amount, unit, .. } => {
            (b'n', format!("{amount} {}", unit.symbol()), Strength::Hard)
        }
        Value::Time { minutes, .. } => (b'h', (minutes % 720).to_string(), Strength::Hard),
        Value::Count { amount } => (b'n', amount.to_string(), Strength::Hard),
        Value::Percent { amount } => (b'%', amount.to_string(), Strength::Hard),
        Value::Money { amount, currency } => (
            b'$',
            format!("{amount} {}", currency.code()),
            Strength::Hard,
        ),
        Value::Duration {
            amount,
            unit,
            calendar,
            ..
        } => (
            b'd',
            format!("{amount} {unit:?} {calendar:?}"),
            Strength::Hard,
        ),
        Value::Date { date, .. } => (b't', date.to_string(), Strength::Hard),
        Value::Email { address, .. } => (b'@', address.to_lowercase(), Strength::Hard),
        Value::Url { address, .. } => (b'u', page(address), Strength::Hard),
        Value::Phone { number } => (b'p', number.clone(), Strength::Hard),
        Value::Citation { statute, ordinals } => {
            (b'c', format!("{statute} {ordinals:?}"), Strength::Hard)
        }
        Value::Placeholder { slot } => (b'{', slot.clone(), Strength::Hard),
        Value::Reference {
            to: Reference::Absolute { ordinals, .. },
        } => (b'r', format!("{ordinals:?}"), Strength::Soft),
        Value::Identifier { token } => (b'i', token.clone(), Strength::Soft),
        Value::Name { name } => (b'i', name.to_uppercase(), Strength::Soft),
        Value::Reference { .. } | Value::Term { .. } | Value::Norm { .. } => return None,
    };
    Some((Essence { kind, text }, strength))
}

/// A web address without the parts that name a language: the same page to different readers.
fn page(address: &str) -> String {
    let bare = address.split_once('#').map_or(address, |(bare, _)| bare);
    let parts: Vec<&str> = bare
        .split('/')
        .enumerate()
        .filter(|(at, part)| {
            *at == 0 || part.is_empty() || part.len() > 7 || part.parse::<Lang>().is_err()
        })
        .map(|(_, part)| part)
        .collect();
    parts.join("/").trim_end_matches('/').to_owned()
}

/// Values with their counts.
pub(super) type Tally = BTreeMap<Essence, usize>;

/// The comparable values of some clauses.
pub(super) fn tally(edition: &Edition, clauses: &[ClauseId]) -> Tally {
    let mut out = Tally::new();
    for value in clauses.iter().flat_map(|id| edition.values_of(*id)) {
        if let Some((essence, _)) = essence(value) {
            *out.entry(essence).or_default() += 1;
        }
        // Of an ambiguous date either reading may be meant.
        if let Value::Date {
            other: Some(other), ..
        } = value
        {
            let text = other.to_string();
            *out.entry(Essence { kind: b't', text }).or_default() += 1;
        }
    }
    out
}

/// The values that differ between some old clauses and what became of them, paired by kind in text order.
pub(super) fn changes(
    old: &Edition,
    before: &[ClauseId],
    new: &Edition,
    after: &[ClauseId],
) -> Vec<ValueChange> {
    let values = |edition: &Edition, clauses: &[ClauseId]| -> Vec<Value> {
        clauses
            .iter()
            .flat_map(|id| edition.values_of(*id))
            .filter(|value| essence(value).is_some())
            .cloned()
            .collect()
    };
    let (mut gone, mut come) = (values(old, before), values(new, after));
    gone.retain(|value| match come.iter().position(|other| other == value) {
        Some(at) => {
            come.remove(at);
            false
        }
        None => true,
    });
    let mut out = Vec::new();
    for value in gone {
        let kind = std::mem::discriminant(&value);
        let same = come
            .iter()
            .position(|other| std::mem::discriminant(other) == kind);
        out.push(ValueChange {
            new: same.map(|at| come.remove(at)),
            old: Some(value),
        });
    }
    out.extend(come.into_iter().map(|value| ValueChange {
        old: None,
        new: Some(value),
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_site_in_several_languages_are_one_page() {
        for (one, other) in [
            ("harbor.example/en/rules", "harbor.example/ja/rules"),
            ("harbor.example/en-US/rules", "harbor.example/rules"),
            ("harbor.example/zh-TW/", "harbor.example"),
            ("harbor.example/rules#top", "harbor.example/rules"),
        ] {
            assert_eq!(page(one), page(other));
        }
        assert_ne!(page("harbor.example/rules"), page("harbor.example/prices"));
    }
}
