//! Differences of values → findings of the rule whose kind they are.

use super::address::head;
use super::difference::{Difference, Differing, Row, differences};
use super::ledger::{Entry, Kind, Weight};
use super::version;
use crate::model::{Findings, Group, Policy, Severity};
use crate::text::{Lang, excerpt};

/// The message ids of a rule: another value, none, one that only a minority has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    pub(super) changed: &'static str,
    pub(super) absent: &'static str,
    pub(super) extra: &'static str,
}

/// More findings of one rule in one group say that the clause was reworded: they are one.
const MOST: usize = 3;

/// Reports the differences of one kind.
pub(super) fn report(policy: &Policy, kind: Kind, wording: Wording, out: &mut Findings) {
    let states = |edition: &crate::model::Edition| {
        edition
            .facts
            .iter()
            .any(|fact| super::ledger::kind_of(&fact.value) == Some(kind))
    };
    if policy.editions.len() < 2 || !policy.editions.values().any(states) {
        return;
    }
    for one in &differences(policy) {
        let Some(group) = policy.groups.get(one.group.0 as usize) else {
            continue;
        };
        let mine = one
            .differences
            .iter()
            .filter(|difference| difference.kind() == Some(kind))
            .filter(|_| kind != Kind::Date || !version::states_version(policy, group));
        for difference in mine.take(MOST) {
            write(policy, group, one, difference, wording, out);
        }
    }
}

/// Reports one difference.
pub(super) fn write(
    policy: &Policy,
    group: &Group,
    one: &Differing<'_>,
    difference: &Difference<'_>,
    wording: Wording,
    out: &mut Findings,
) {
    let sure = group.confidence;
    // Much differs and nothing agrees: other clauses, or a rewording.
    let reworded = one.agreed == 0 && one.differences.len() > 4;
    let unsure = sure < 0.5 || reworded;
    match difference {
        Difference::Changed { found, expected } => {
            let (Some(first), Some(right)) = (found.first(), expected.entry(policy.source)) else {
                return;
            };
            let soft = expected.weight() == Weight::Soft
                && found.iter().all(|entry| entry.weight == Weight::Soft);
            let base = match (soft, one.editions > 2) {
                (true, _) => 0.6,
                (false, true) => 0.96,
                (false, false) => 0.9,
            };
            let finding = out.report(wording.changed);
            finding
                .arg("found", written(policy, first))
                .arg("lang", langs(found))
                .arg("expected", written(policy, right))
                .arg("langs", holders(expected))
                .severity(match (unsure, soft) {
                    (true, _) => Severity::Info,
                    (_, true) => Severity::Warning,
                    _ => Severity::Error,
                })
                .confidence(base * sure);
            for entry in found {
                finding.primary(entry.lang, entry.span);
            }
            counterparts(finding, expected);
        }
        Difference::Absent {
            langs: lacking,
            expected,
        } => {
            let Some(right) = expected.entry(policy.source) else {
                return;
            };
            let finding = out.report(wording.absent);
            finding
                .arg("expected", written(policy, right))
                .arg("langs", holders(expected))
                .arg("lang", lacking.clone())
                .severity(if unsure { Severity::Info } else { Severity::Warning })
                .confidence(sure * if one.editions > 2 { 0.75 } else { 0.6 });
            for lang in lacking {
                if let Some(clause) = group.of(*lang).first() {
                    finding.primary(*lang, head(policy, *lang, *clause));
                }
            }
            counterparts(finding, expected);
        }
        Difference::Extra { found } => {
            let Some(first) = found.entry(policy.source) else {
                return;
            };
            let others: Vec<Lang> = group
                .members
                .keys()
                .copied()
                .filter(|lang| !found.by.contains_key(lang))
                .collect();
            let finding = out.report(wording.extra);
            finding
                .arg("found", written(policy, first))
                .arg("lang", holders(found))
                .arg("langs", others.clone())
                .severity(if unsure { Severity::Info } else { Severity::Warning })
                .confidence(sure * if one.editions > 2 { 0.7 } else { 0.6 });
            for entry in found.by.values() {
                finding.primary(entry.lang, entry.span);
            }
            for lang in others {
                if let Some(clause) = group.of(lang).first() {
                    finding.counterpart(lang, head(policy, lang, *clause));
                }
            }
        }
    }
}

fn counterparts(finding: &mut crate::model::Finding, row: &Row<'_>) {
    for entry in row.by.values() {
        finding.counterpart(entry.lang, entry.span);
    }
}

fn holders(row: &Row<'_>) -> Vec<Lang> {
    row.by.keys().copied().collect()
}

fn langs(entries: &[Entry<'_>]) -> Vec<Lang> {
    entries.iter().map(|entry| entry.lang).collect()
}

/// A value as it is written.
pub(super) fn written(policy: &Policy, entry: &Entry<'_>) -> String {
    /// A date or an amount is shorter.
    const LONGEST: usize = 60;
    let text = policy
        .edition(entry.lang)
        .map_or("", |edition| edition.document.slice(entry.span));
    excerpt(text, LONGEST)
}
