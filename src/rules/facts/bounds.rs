//! Equal numbers that are bounded differently: under 16 and 16歳以下, at least five and at most five.
//!
//! Only numbers that every edition bounds in words are judged, and only where no turn of phrase can make the bounds
//! the same: "16 or older may join" and "nobody under 16 may join" draw one line.

use std::collections::BTreeMap;

use super::ledger::{Accord, Entry, Kind, Weight, accord, entries};
use crate::model::{Bound, Class, Findings, Group, Policy, Severity, Value};
use crate::text::{Lang, Span, excerpt, is_cjk};

/// Reports the bounds that differ, under the message id given.
pub(super) fn report(policy: &Policy, id: &'static str, out: &mut Findings) {
    let is_bounded = |value: &Value| matches!(bound(value), Some(bound) if bound != Bound::Exact);
    let bounded =
        |edition: &crate::model::Edition| edition.facts.iter().any(|fact| is_bounded(&fact.value));
    if policy
        .editions
        .values()
        .filter(|edition| bounded(edition))
        .count()
        < 2
    {
        return;
    }
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text && group.members.len() > 1)
    {
        judge(policy, group, id, out);
    }
}

fn judge(policy: &Policy, group: &Group, id: &'static str, out: &mut Findings) {
    let anchor = if group.of(policy.source).is_empty() {
        match group.members.keys().next() {
            Some(first) => *first,
            None => return,
        }
    } else {
        policy.source
    };
    let stated: BTreeMap<Lang, Vec<Entry<'_>>> = group
        .members
        .keys()
        .filter_map(|lang| Some((*lang, numbers(policy, group, *lang)?)))
        .collect();
    if stated.len() < group.members.len() {
        return;
    }
    for first in &stated[&anchor] {
        // the one number of this amount in each edition
        let row: Vec<&Entry<'_>> = stated
            .values()
            .filter_map(|entries| {
                let mut same = entries
                    .iter()
                    .filter(|entry| accord(entry.value, first.value) == Accord::Same);
                same.next().filter(|_| same.next().is_none())
            })
            .collect();
        if row.len() < stated.len() {
            continue;
        }
        let of = |entry: &Entry<'_>| bound(entry.value).unwrap_or(Bound::Exact);
        if row
            .iter()
            .any(|entry| matches!(of(entry), Bound::Exact | Bound::About))
        {
            continue;
        }
        let votes = |bound: Bound| row.iter().filter(|entry| of(entry) == bound).count();
        let right = row
            .iter()
            .map(|entry| of(entry))
            .max_by_key(|bound| (votes(*bound), *bound == of(first)))
            .unwrap_or(Bound::Exact);
        let odd: Vec<&&Entry<'_>> = row
            .iter()
            .filter(|entry| is_other(of(entry), right))
            .collect();
        let Some(wrong) = odd.first() else {
            continue;
        };
        let Some(model) = row
            .iter()
            .filter(|entry| of(entry) == right)
            .max_by_key(|entry| entry.lang == anchor)
        else {
            continue;
        };
        let holders: Vec<&&Entry<'_>> = row.iter().filter(|entry| of(entry) == right).collect();
        let loose = matches!(
            (of(wrong), right),
            (Bound::MoreThan, Bound::AtLeast) | (Bound::AtLeast, Bound::MoreThan)
        );
        let finding = out.report(id);
        finding
            .arg("found", around(policy, wrong))
            .arg(
                "lang",
                odd.iter().map(|entry| entry.lang).collect::<Vec<_>>(),
            )
            .arg("expected", around(policy, model))
            .arg(
                "langs",
                holders.iter().map(|entry| entry.lang).collect::<Vec<_>>(),
            )
            .severity(if loose || group.confidence < 0.5 {
                Severity::Info
            } else {
                Severity::Warning
            })
            .confidence(group.confidence * if loose { 0.35 } else { 0.65 });
        for entry in odd {
            finding.primary(entry.lang, entry.span);
        }
        for entry in holders {
            finding.counterpart(entry.lang, entry.span);
        }
    }
}

fn numbers<'p>(policy: &'p Policy, group: &Group, lang: Lang) -> Option<Vec<Entry<'p>>> {
    let mut found = entries(policy, group, lang)?;
    found.retain(|entry| entry.kind == Kind::Number && entry.weight == Weight::Firm);
    Some(found)
}

fn bound(value: &Value) -> Option<Bound> {
    match value {
        Value::Number { bound, .. } => Some(*bound),
        _ => None,
    }
}

/// Whether two bounds differ however the sentence is turned: a line and its complement (at least, less than) are one.
fn is_other(a: Bound, b: Bound) -> bool {
    use Bound::{AtLeast, AtMost, LessThan, MoreThan};
    a != b
        && !matches!(
            (a, b),
            (AtLeast, LessThan) | (LessThan, AtLeast) | (AtMost, MoreThan) | (MoreThan, AtMost)
        )
}

/// A number with the words around it.
fn around(policy: &Policy, entry: &Entry<'_>) -> String {
    /// Characters on either side: enough for the longest bound.
    const REACH: usize = 16;
    let (Some(edition), Some(clause)) = (
        policy.edition(entry.lang),
        policy.clause(entry.lang, entry.clause),
    ) else {
        return String::new();
    };
    let body = edition.document.slice(clause.body);
    let from = (entry.span.start.saturating_sub(clause.body.start)) as usize;
    let to = (entry.span.end.saturating_sub(clause.body.start)) as usize;
    let (Some(before), Some(behind)) = (body.get(..from), body.get(to..)) else {
        return String::new();
    };
    let stop = |c: &char| {
        !matches!(
            c,
            '。' | '，' | '、' | ',' | '.' | ';' | '；' | '：' | ':' | '(' | ')' | '（' | '）'
        )
    };
    let left: usize = before
        .chars()
        .rev()
        .take(REACH)
        .take_while(stop)
        .map(char::len_utf8)
        .sum();
    let right: usize = behind
        .chars()
        .take(REACH)
        .take_while(stop)
        .map(char::len_utf8)
        .sum();
    // words are not cut
    let cut = |outside: Option<char>, inside: Option<char>| {
        outside.is_some_and(crate::text::is_alphanumeric)
            && inside.is_some_and(|c| crate::text::is_alphabetic(c) && !is_cjk(c))
    };
    let (mut left, mut right) = (left, right);
    let head = &before[before.len() - left..];
    if cut(
        before[..before.len() - left].chars().next_back(),
        head.chars().next(),
    ) {
        left -= head.find(char::is_whitespace).unwrap_or(left);
    }
    let tail = &behind[..right];
    if cut(behind[right..].chars().next(), tail.chars().next_back()) {
        right = tail.rfind(char::is_whitespace).unwrap_or(0);
    }
    let start = clause.body.start as usize + from;
    let span = Span::new(start - left, start + (to - from) + right);
    excerpt(edition.document.slice(span), 60)
}
