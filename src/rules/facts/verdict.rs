//! Differences of values → findings of the rule whose kind they are.

use super::address::head;
use super::difference::{Difference, Differing, Row, differences};
use super::ledger::{Entry, Kind, Weight, kind_of};
use super::version;
use crate::facts::corrected;
use crate::model::{Edition, Findings, Group, GroupId, Policy, Severity, Value};
use crate::rules::content;
use crate::rules::structure::regroup::is_glued;
use crate::rules::structure::stated_count_mismatch;
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
    for one in &differences_of(policy, kind) {
        let Some(group) = policy.groups.get(one.group.0 as usize) else {
            continue;
        };
        let mine = one
            .differences
            .iter()
            .filter(|difference| difference.kind() == Some(kind))
            .filter(|_| kind != Kind::Date || !version::states_version(policy, group))
            .filter(|difference| kind != Kind::Number || !is_list_length(policy, difference));
        let mine = mine.filter(|difference| !is_local_law(difference));
        let mine = mine.filter(|difference| !is_covered(policy, one.group, difference));
        for difference in mine.take(MOST) {
            write(policy, group, one, difference, wording, out);
        }
    }
}

/// The differences of a policy; none where nothing of a kind is stated.
fn differences_of(policy: &Policy, kind: Kind) -> Vec<Differing<'_>> {
    let states = |edition: &Edition| {
        let mut facts = edition.facts.iter();
        facts.any(|fact| kind_of(&fact.value) == Some(kind))
    };
    if policy.editions.len() < 2 || !policy.editions.values().any(states) {
        return Vec::new();
    }
    differences(policy)
}

/// Reports values of one kind that are another in some editions, and none that is only lacking: a translator may leave
/// it to a neighbouring clause.
pub(super) fn report_changed(
    policy: &Policy,
    kind: Kind,
    message: &'static str,
    is_comparable: impl Fn(&Group) -> bool,
    out: &mut Findings,
) {
    let wording = Wording {
        changed: message,
        absent: message,
        extra: message,
    };
    for one in &differences_of(policy, kind) {
        let Some(group) = policy.groups.get(one.group.0 as usize) else {
            continue;
        };
        let changed = one.differences.iter().filter(|difference| {
            difference.kind() == Some(kind) && matches!(difference, Difference::Changed { .. })
        });
        for difference in changed.take(MOST).filter(|_| is_comparable(group)) {
            write(policy, group, one, difference, wording, out);
        }
    }
}

/// Whether the difference is in how many items are announced, and a list shows who is wrong: stated-count-mismatch
/// says so.
fn is_list_length(policy: &Policy, difference: &Difference<'_>) -> bool {
    let Difference::Changed { found, expected } = difference else {
        return false;
    };
    let mut counts = found
        .iter()
        .chain(expected.by.values())
        .filter(|entry| matches!(entry.value, Value::Count { .. }));
    counts.any(|entry| stated_count_mismatch::is_broken(policy, entry.lang, entry.clause))
}

/// Whether the value belongs to a sentence that is missing as a whole, or to a clause that says something else: the
/// rules on content say so.
fn is_covered(policy: &Policy, group: GroupId, difference: &Difference<'_>) -> bool {
    let rows = match difference {
        Difference::Changed { .. } => return false,
        Difference::Absent { expected, .. } => expected,
        Difference::Extra { found } => found,
    };
    let survey = content::survey(policy);
    rows.iter().flat_map(|row| row.by.values()).all(|entry| {
        survey.covers(group.0 as usize, entry.lang, entry.span)
            || is_glued(policy, entry.lang, entry.clause)
    })
}

/// Law that one side names alone, without an article: a lawful addition, or the other side says "the law".
fn is_local_law(difference: &Difference<'_>) -> bool {
    let rows = match difference {
        Difference::Changed { .. } => return false,
        Difference::Absent { expected, .. } => expected,
        Difference::Extra { found } => found,
    };
    rows.iter()
        .flat_map(|row| row.by.values())
        .all(|entry| matches!(entry.value, Value::Citation { ordinals, .. } if ordinals.is_empty()))
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
            if let [entry] = found.as_slice()
                && !unsure
                && let Some(text) = correction(policy, entry, right.value)
            {
                finding.suggest(text);
            }
        }
        Difference::Absent {
            langs: lacking,
            expected,
        } => {
            let Some(first) = expected.first() else {
                return;
            };
            let finding = out.report(wording.absent);
            finding
                .arg("expected", several(policy, expected))
                .arg("langs", holders(first))
                .arg("lang", lacking.clone())
                .severity(lone(unsure, difference))
                .confidence(sure * if one.editions > 2 { 0.75 } else { 0.6 });
            for lang in lacking {
                if let Some(clause) = group.of(*lang).first() {
                    finding.primary(*lang, head(policy, *lang, *clause));
                }
            }
            for row in expected {
                counterparts(finding, row);
            }
        }
        Difference::Extra { found } => {
            let Some(first) = found.first() else {
                return;
            };
            let others: Vec<Lang> = group
                .members
                .keys()
                .copied()
                .filter(|lang| !first.by.contains_key(lang))
                .collect();
            let finding = out.report(wording.extra);
            finding
                .arg("found", several(policy, found))
                .arg("lang", holders(first))
                .arg("langs", others.clone())
                .severity(lone(unsure, difference))
                .confidence(sure * if one.editions > 2 { 0.7 } else { 0.6 });
            for entry in found.iter().flat_map(|row| row.by.values()) {
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

/// The severity of a value that one side states alone. Law that only some editions name may be a lawful addition.
fn lone(unsure: bool, difference: &Difference<'_>) -> Severity {
    if unsure || difference.kind() == Some(Kind::Citation) {
        Severity::Info
    } else {
        Severity::Warning
    }
}

/// The values of rows, as they are written.
fn several(policy: &Policy, rows: &[Row<'_>]) -> Vec<String> {
    /// More are not read in one message.
    const SHOWN: usize = 4;
    rows.iter()
        .take(SHOWN)
        .filter_map(|row| Some(written(policy, row.entry(policy.source)?)))
        .collect()
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

/// What to write in place of a value so that it states another one, where that is certain.
pub(super) fn correction(policy: &Policy, entry: &Entry<'_>, right: &Value) -> Option<String> {
    let document = &policy.edition(entry.lang)?.document;
    let body = document.clause(entry.clause).body;
    let base = body.start as usize;
    let at = (entry.span.start as usize).checked_sub(base)?..(entry.span.end as usize) - base;
    corrected(document.slice(body), at, entry.lang, entry.value, right)
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
