//! What the clauses of a group state, edition by edition, and when two statements are the same.
//!
//! In go facts; out come [`Entry`]s of the kinds that the value rules compare. Addresses have rules
//! of their own, references are compared by what they lead to, names by the name rules.

use super::mention::Small;
use crate::model::{
    Bound, Calendar, Class, ClauseId, Currency, Date, Decimal, Fact, Group, Policy, Unit, Value,
    is_same_size,
};
use crate::rules::naming::codes;
use crate::text::{Lang, Span};

/// The kinds of values that are compared, one rule each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Bare numbers, ages, sizes, promised counts.
    Number,
    /// Percentages.
    Percent,
    /// Amounts of money.
    Money,
    /// Periods.
    Duration,
    /// Dates.
    Date,
    /// Times of the day.
    Time,
    /// Telephone numbers.
    Phone,
    /// Statutes and their articles.
    Citation,
    /// Slots of a template.
    Placeholder,
}

/// How much a statement is worth as evidence that the value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A small number, or one in words without a unit: "both", "a", 一 often stand in its place.
    Soft,
    /// Anything else.
    Firm,
}

/// One value that an edition states in a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'p> {
    pub(super) lang: Lang,
    pub(super) clause: ClauseId,
    pub(super) span: Span,
    pub(super) value: &'p Value,
    pub(super) kind: Kind,
    pub(super) weight: Weight,
}

/// More values than these in one clause are a table or a list of codes, which is not compared.
const MOST: usize = 64;

/// What a group states in one edition, in text order; `None` when that is too much to compare.
pub(super) fn entries<'p>(policy: &'p Policy, group: &Group, lang: Lang) -> Option<Vec<Entry<'p>>> {
    let mut found = Vec::new();
    let Some(edition) = policy.edition(lang) else {
        return Some(found);
    };
    for id in group.of(lang) {
        // the figures of TLS 1.2 are a part of the code, which has a rule of its own
        let codes = codes(policy, lang, *id);
        let coded = |entry: &Entry<'_>| {
            entry.kind == Kind::Number && codes.iter().any(|code| code.span.overlaps(entry.span))
        };
        let entries = edition
            .facts_of(*id)
            .filter_map(|fact| entry(policy, lang, fact));
        found.extend(entries.filter(|entry| !coded(entry)));
    }
    (found.len() <= MOST).then_some(found)
}

static ONE: Value = number(1);
static TWO: Value = number(2);

const fn number(units: i64) -> Value {
    Value::Number {
        amount: Decimal { units, scale: 0 },
        bound: Bound::Exact,
    }
}

/// The words for a small number in one edition of a group: with "three sides" in another edition, "both" shows that
/// one of them is wrong.
pub(super) fn said<'p>(
    policy: &'p Policy,
    group: &Group,
    lang: Lang,
    small: Small,
) -> Option<Entry<'p>> {
    let document = &policy.edition(lang)?.document;
    let (clause, span) = group.of(lang).iter().find_map(|id| {
        let body = document.clause(*id).body;
        let word = small
            .said_in(document.slice(body), lang)
            .into_iter()
            .next()?;
        let start = body.start as usize;
        Some((*id, Span::new(start + word.start, start + word.end)))
    })?;
    Some(Entry {
        lang,
        clause,
        span,
        value: match small {
            Small::One => &ONE,
            Small::Two => &TWO,
        },
        kind: Kind::Number,
        weight: Weight::Soft,
    })
}

/// A fact as an entry, if it is of a kind that is compared.
pub(super) fn entry<'p>(policy: &'p Policy, lang: Lang, fact: &'p Fact) -> Option<Entry<'p>> {
    let kind = kind_of(&fact.value)?;
    let document = &policy.edition(lang)?.document;
    if document.clauses.get(fact.clause.index())?.class == Class::Furniture {
        return None;
    }
    let text = document.slice(fact.span);
    let spelt = !text.chars().any(is_digit);
    let small = |amount: &Decimal| *amount <= Decimal::from(2);
    let soft = match &fact.value {
        Value::Number { amount, .. } => spelt || small(amount),
        Value::Count { .. } => spelt,
        Value::Duration { .. } | Value::Size { .. } => is_single(&fact.value),
        // A half is said in many ways: by halves, 過半, the majority.
        Value::Percent { amount } => {
            let of_hundred = ["百", "cent", "trăm", "割", "折"];
            spelt
                && *amount == Decimal::from(50)
                && !of_hundred.iter().any(|one| text.contains(one))
        }
        // "May" is not always read
        Value::Date { date, .. } => date.year.is_none() && date.day.is_none(),
        _ => false,
    };
    Some(Entry {
        lang,
        clause: fact.clause,
        span: fact.span,
        value: &fact.value,
        kind,
        weight: if soft { Weight::Soft } else { Weight::Firm },
    })
}

/// The kind that a value is compared as.
pub(super) fn kind_of(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Number { .. } | Value::Count { .. } | Value::Size { .. } => Kind::Number,
        Value::Time { .. } => Kind::Time,
        Value::Percent { .. } => Kind::Percent,
        Value::Money { .. } => Kind::Money,
        Value::Duration { .. } => Kind::Duration,
        Value::Date { .. } => Kind::Date,
        Value::Phone { .. } => Kind::Phone,
        Value::Citation { .. } => Kind::Citation,
        Value::Placeholder { .. } => Kind::Placeholder,
        _ => return None,
    })
}

/// ASCII and full-width digits.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// One of a unit: a day, one week, 一年.
fn is_single(value: &Value) -> bool {
    figures(value)
        .into_iter()
        .any(|figure| figure == Decimal::from(1))
}

/// How two statements relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Accord {
    /// Two different things are said.
    Different,
    /// One may stand for the other: a number without its unit, a date without its day.
    Compatible,
    /// The same is said.
    Same,
}

/// How two values relate.
pub(super) fn accord(a: &Value, b: &Value) -> Accord {
    use Accord::{Compatible, Different, Same};
    let exactly = |same: bool| if same { Same } else { Different };
    match (a, b) {
        (
            Value::Duration {
                amount,
                unit,
                calendar,
                ..
            },
            Value::Duration {
                amount: other,
                unit: of,
                calendar: by,
                ..
            },
        ) => exactly(span_of(amount, *unit, *calendar) == span_of(other, *of, *by)),
        (Value::Percent { amount }, Value::Percent { amount: other }) => exactly(amount == other),
        (
            Value::Size { amount, unit, .. },
            Value::Size {
                amount: other,
                unit: of,
                ..
            },
        ) => exactly(is_same_size((*amount, *unit), (*other, *of))),
        (
            Value::Time { minutes, either },
            Value::Time {
                minutes: other,
                either: open,
            },
        ) => exactly(minutes == other || (*either || *open) && minutes % 720 == other % 720),
        (
            Value::Money { amount, currency },
            Value::Money {
                amount: other,
                currency: of,
            },
        ) => exactly(amount == other && (currency == of || is_open(currency) || is_open(of))),
        (Value::Date { date, other }, Value::Date { date: d, other: o }) => [Some(*date), *other]
            .into_iter()
            .flatten()
            .flat_map(|a| {
                [Some(*d), *o]
                    .into_iter()
                    .flatten()
                    .map(move |b| dates(a, b))
            })
            .max()
            .unwrap_or(Different),
        (Value::Phone { number }, Value::Phone { number: other }) => exactly(phones(number, other)),
        (
            Value::Citation { statute, ordinals },
            Value::Citation {
                statute: other,
                ordinals: to,
            },
        ) => {
            if !crate::facts::may_be_one_statute(statute, other) {
                Different
            } else if ordinals == to {
                Same
            } else if ordinals.starts_with(to) || to.starts_with(ordinals) {
                Compatible
            } else {
                Different
            }
        }
        (Value::Placeholder { slot }, Value::Placeholder { slot: other }) => {
            exactly(match (is_code(slot), is_code(other)) {
                (false, false) => true,
                _ => slot == other,
            })
        }
        _ => {
            let (Some(kind), Some(of)) = (kind_of(a), kind_of(b)) else {
                return Different;
            };
            if !are_amounts(kind, of) {
                return Different;
            }
            let (mine, theirs) = (figures(a), figures(b));
            if !mine.iter().any(|figure| theirs.contains(figure)) {
                Different
            } else if kind == of {
                Same
            } else {
                Compatible
            }
        }
    }
}

/// Whether a value of one kind may be the other in another dress: an amount that lost its unit.
pub(super) fn are_amounts(a: Kind, b: Kind) -> bool {
    let bare = a == Kind::Number || b == Kind::Number;
    let amount = |kind| {
        matches!(
            kind,
            Kind::Number | Kind::Percent | Kind::Money | Kind::Duration
        )
    };
    a == b && amount(a) || bare && amount(a) && amount(b)
}

/// The figures that a text may show for a value: 14 days may be written as two weeks.
pub(super) fn figures(value: &Value) -> Vec<Decimal> {
    let over = |amount: &Decimal, by: i64| {
        (amount.scale == 0 && amount.units % by == 0 && amount.units != 0)
            .then(|| Decimal::from(amount.units / by))
    };
    match value {
        Value::Number { amount, .. }
        | Value::Size { amount, .. }
        | Value::Percent { amount }
        | Value::Money { amount, .. } => vec![*amount],
        Value::Count { amount } => vec![Decimal::from(i64::from(*amount))],
        Value::Duration { amount, unit, .. } => {
            let coarser = match unit {
                Unit::Second | Unit::Minute => over(amount, 60),
                Unit::Hour => over(amount, 24),
                Unit::Day => over(amount, 7),
                Unit::Month => over(amount, 12),
            };
            std::iter::once(*amount).chain(coarser).collect()
        }
        _ => Vec::new(),
    }
}

/// A period in the smallest unit of its scale: hours and days are one scale, months another; working days a third.
fn span_of(amount: &Decimal, unit: Unit, calendar: Calendar) -> (u8, Option<Decimal>) {
    let times = |factor: i64| {
        amount
            .units
            .checked_mul(factor)
            .map(|units| Decimal::new(units, amount.scale))
    };
    match (unit, calendar) {
        (Unit::Month, _) => (1, times(1)),
        (Unit::Day, Calendar::Business) => (2, times(1)),
        (Unit::Second, _) => (0, times(1)),
        (Unit::Minute, _) => (0, times(60)),
        (Unit::Hour, _) => (0, times(3600)),
        (Unit::Day, _) => (0, times(86_400)),
    }
}

fn is_open(currency: &Currency) -> bool {
    currency.0 == *b"XXX"
}

fn dates(a: Date, b: Date) -> Accord {
    let clash = |a: Option<i32>, b: Option<i32>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let shared = a.year.is_some() && b.year.is_some() || a.month.is_some() && b.month.is_some();
    if !shared
        || clash(a.year.map(i32::from), b.year.map(i32::from))
        || clash(a.month.map(i32::from), b.month.map(i32::from))
        || clash(a.day.map(i32::from), b.day.map(i32::from))
    {
        Accord::Different
    } else if a == b {
        Accord::Same
    } else {
        Accord::Compatible
    }
}

/// The same line, written for callers abroad or at home: +81 3 1234 5678 and 03-1234-5678.
fn phones(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let tail = |abroad: &str, home: &str| {
        let home = home.trim_start_matches('0');
        abroad.starts_with('+') && !home.starts_with('+') && home.len() >= 7 && {
            let code = abroad.len().saturating_sub(home.len() + 1);
            abroad.ends_with(home) && (1..=3).contains(&code)
        }
    };
    // with and without the sign of an international number
    let bare = a.trim_start_matches('+') == b.trim_start_matches('+');
    bare || tail(a, b) || tail(b, a)
}

/// A slot that a program fills: it is copied, not translated.
pub(super) fn is_code(slot: &str) -> bool {
    slot.starts_with(['{', '%', '$']) && slot.is_ascii()
}

#[cfg(test)]
mod tests;
