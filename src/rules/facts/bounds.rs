//! Equal values that are bounded differently: under 16 and 16歳以下, at least five and at most five, within and after
//! thirty days.
//!
//! Only words right beside the value count, and only where no turn of phrase can make the bounds the same: "16 or
//! older may join" and "nobody under 16 may join" draw one line. Where two editions or more state one side and a
//! single one its complement, with as many negations, nothing is turned but the bound.

use std::collections::BTreeMap;

use super::ledger::{Accord, Entry, Kind, Weight, accord, entries, entry};
use crate::facts::{Limit, limit};
use crate::model::{Class, Findings, Group, Policy, Severity, Trait};
use crate::text::{Lang, Span, excerpt, is_cjk};

/// Values of one kind in one clause that are compared at most.
const MOST: usize = 16;

/// How two bounds of one value differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Clash {
    /// Whether the value itself is counted in, loosely: more than 12 and at least 12.
    Loose,
    /// The same for what lies below: under 12 and 12 or less.
    Edge,
    /// One is the complement of the other: at least 16, under 16.
    Complement,
    /// The contrary, however the sentence is turned.
    Contrary,
}

/// Reports the bounds that differ for one kind of value, under the message id given.
pub(super) fn report(policy: &Policy, kind: Kind, id: &'static str, out: &mut Findings) {
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text && group.members.len() > 1)
    {
        judge(policy, group, (kind, id), out);
    }
}

/// A value with the side of it that is meant.
type Stated<'p> = (Entry<'p>, Limit);

fn judge(policy: &Policy, group: &Group, (kind, id): (Kind, &'static str), out: &mut Findings) {
    let mut stated: BTreeMap<Lang, Vec<Entry<'_>>> = BTreeMap::new();
    for lang in group.members.keys() {
        let values = values(policy, group, *lang, kind);
        if !values.is_empty() {
            stated.insert(*lang, values);
        }
    }
    if stated.len() < 2 {
        return;
    }
    let anchor = if stated.contains_key(&policy.source) {
        policy.source
    } else {
        match stated.keys().next() {
            Some(first) => *first,
            None => return,
        }
    };
    for first in &stated[&anchor] {
        // the one value of this amount in each edition
        let row: Vec<Stated<'_>> = stated
            .values()
            .filter_map(|entries| {
                let mut same = entries
                    .iter()
                    .filter(|entry| accord(entry.value, first.value) == Accord::Same);
                let one = same.next().filter(|_| same.next().is_none())?;
                Some((*one, side(policy, one)?))
            })
            .collect();
        if let Some((wrong, clash)) = odd(policy, &row, anchor, (group.members.len(), kind)) {
            write(policy, group, (&row, wrong, clash), (anchor, id), out);
        }
    }
}

/// The values of a kind, in text order; none where they are too many to tell apart.
fn values<'p>(policy: &'p Policy, group: &Group, lang: Lang, kind: Kind) -> Vec<Entry<'p>> {
    let found: Vec<Entry<'p>> = if kind == Kind::Number {
        let all = entries(policy, group, lang).unwrap_or_default();
        all.into_iter().filter(|entry| entry.kind == kind).collect()
    } else {
        let Some(edition) = policy.edition(lang) else {
            return Vec::new();
        };
        let facts = group.of(lang).iter().flat_map(|id| edition.facts_of(*id));
        facts
            .filter_map(|fact| entry(policy, lang, fact))
            .filter(|entry| entry.kind == kind)
            .collect()
    };
    if found.len() > MOST {
        return Vec::new();
    }
    found
}

fn side(policy: &Policy, entry: &Entry<'_>) -> Option<Limit> {
    let clause = policy.clause(entry.lang, entry.clause)?;
    let edition = policy.edition(entry.lang)?;
    let (document, base) = (&edition.document, clause.body.start);
    let from = entry.span.start.checked_sub(base)?;
    let to = entry.span.end.checked_sub(base)?;
    let text = document.slice(clause.body);
    let found = limit(text, Span::new(from as usize, to as usize))?;
    // 100kgを超える荷物を積んではなりません is “not more than 100 kg”: the negation stands at the end, and in English
    // and Vietnamese in front: you may not use it for more than 45 minutes.
    let stretch = if entry.lang.is_cjk() {
        let rest = text.get(to as usize..)?;
        let length = rest.find(['、', '，', '。', '；']).unwrap_or(rest.len());
        Span::new(entry.span.end as usize, entry.span.end as usize + length)
    } else {
        let head = text.get(..from as usize)?;
        let start = head.rfind([',', ';', '.', ':']).unwrap_or(0);
        Span::new(base as usize + start, entry.span.start as usize)
    };
    let negated = edition.cues_of(entry.clause).any(|cue| {
        let negates = [Trait::Not, Trait::Forbid, Trait::Cannot, Trait::Refrain];
        stretch.contains(cue.span) && negates.into_iter().any(|what| cue.is(what))
    });
    let sided = match found {
        Limit::AtMost => true,
        Limit::MoreThan | Limit::LessThan => false,
        _ => !entry.lang.is_cjk(),
    };
    (!negated || sided).then_some(found)
}

fn clash(a: Limit, b: Limit) -> Option<Clash> {
    use Limit::{After, AtLeast, AtMost, Before, Later, LessThan, MoreThan};
    Some(match (a.min(b), a.max(b)) {
        (AtLeast, MoreThan) => Clash::Loose,
        (AtMost, LessThan) => Clash::Edge,
        (AtLeast, LessThan) | (MoreThan, AtMost) => Clash::Complement,
        (AtLeast, AtMost)
        | (MoreThan, LessThan)
        | (AtMost | LessThan, After)
        | (After | Later, Before) => Clash::Contrary,
        _ => return None,
    })
}

/// The place in a row of who bounds the value otherwise than the others, and how.
fn odd(
    policy: &Policy,
    row: &[Stated<'_>],
    anchor: Lang,
    (editions, kind): (usize, Kind),
) -> Option<(usize, Clash)> {
    // One bounds it otherwise than all others, and these agree.
    let against = |at: usize| {
        let mut others = row.iter().enumerate().filter(|(other, _)| *other != at);
        let least = others
            .clone()
            .map(|(_, other)| clash(row[at].1, other.1))
            .min()??;
        let agree = others.all(|(_, other)| {
            row.iter()
                .enumerate()
                .all(|(third, one)| third == at || clash(one.1, other.1).is_none())
        });
        agree.then_some(least)
    };
    let (at, clash) = match row.len() {
        0 | 1 => return None,
        2 => {
            let at = row.iter().position(|(entry, _)| entry.lang != anchor)?;
            if row.iter().all(|(entry, _)| entry.lang != anchor) {
                return None;
            }
            (at, clash(row[0].1, row[1].1)?)
        }
        _ => (0..row.len()).find_map(|at| Some((at, against(at)?)))?,
    };
    let firm = row.iter().all(|(entry, _)| entry.weight == Weight::Firm);
    let holds = match clash {
        Clash::Contrary => true,
        Clash::Complement => row.len() > 2 && is_only_turned(policy, row, at),
        // A matter of the last unit: only where nothing else is open.
        Clash::Edge | Clash::Loose => kind == Kind::Number && firm && row.len() == editions,
    };
    holds.then_some((at, clash))
}

/// Whether the clause of one denies as often as that of another, and limits as often: “only guests of 12 or older may”
/// is “guests under 12 may not”.
fn is_only_turned(policy: &Policy, row: &[Stated<'_>], at: usize) -> bool {
    let turns = |(entry, _): &Stated<'_>| {
        let count = |traits: &[Trait]| {
            policy.edition(entry.lang).map_or(0, |edition| {
                let cues = edition.cues_of(entry.clause);
                cues.filter(|cue| traits.iter().any(|what| cue.is(*what)))
                    .count()
            })
        };
        let denied = count(&[Trait::Not, Trait::Forbid, Trait::Cannot]);
        (denied, count(&[Trait::Only, Trait::Except]))
    };
    let own = turns(&row[at]);
    let mut others = row.iter().enumerate().filter(|(other, _)| *other != at);
    others.any(|(_, other)| turns(other) == own)
}

fn write(
    policy: &Policy,
    group: &Group,
    (row, at, clash): (&[Stated<'_>], usize, Clash),
    (anchor, id): (Lang, &'static str),
    out: &mut Findings,
) {
    let (wrong, _) = &row[at];
    let holders = || {
        let others = row.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, (entry, _))| entry)
    };
    let Some(model) = holders().max_by_key(|entry| entry.lang == anchor) else {
        return;
    };
    let loose = clash == Clash::Loose;
    let finding = out.report(id);
    finding
        .arg("found", around(policy, wrong))
        .arg("lang", wrong.lang)
        .arg("expected", around(policy, model))
        .arg(
            "langs",
            holders().map(|entry| entry.lang).collect::<Vec<_>>(),
        )
        .severity(if loose || group.confidence < 0.5 {
            Severity::Info
        } else {
            Severity::Warning
        })
        .confidence(group.confidence * if loose { 0.35 } else { 0.65 })
        .primary(wrong.lang, wrong.span);
    for entry in holders() {
        finding.counterpart(entry.lang, entry.span);
    }
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
