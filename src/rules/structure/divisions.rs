//! Groups that the editions divide into different numbers of clauses.
//!
//! Label lines, duplicates and headings beside their titles are no part of the count; the majority of the editions
//! says how many clauses there should be, and of two editions the source.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::duplicate_clause::duplicates;
use super::lengths::Lengths;
use super::outline::{is_trivial, majority};
use super::run_on_heading::run_ons;
use crate::model::{Class, ClauseId, ClauseKind, Group, Policy};
use crate::text::Lang;

/// A group that one edition divides unlike the others.
#[derive(Clone, Debug)]
pub(super) struct Division {
    /// The edition at fault.
    pub(super) lang: Lang,
    /// It has fewer clauses than the others, rather than more.
    pub(super) merged: bool,
    /// Its clauses.
    pub(super) found: Vec<ClauseId>,
    /// The editions that show the right division.
    pub(super) langs: Vec<Lang>,
    /// One of them: the source where it does.
    pub(super) other: Lang,
    /// The clauses there.
    pub(super) expected: Vec<ClauseId>,
    /// Probability.
    pub(super) confidence: f32,
    /// The edition does so all over: its layout, hardly a defect.
    pub(super) habit: bool,
}

/// So many divisions of one kind in one edition are a habit, when they are a sixth of its groups.
const HABIT: usize = 6;

/// All groups that an edition divides unlike the others.
pub(super) fn divisions(policy: &Policy) -> Arc<Vec<Division>> {
    policy.memo.get(|| look(policy))
}

fn look(policy: &Policy) -> Vec<Division> {
    if policy.editions.len() < 2 {
        return Vec::new();
    }
    let surplus: BTreeSet<(Lang, ClauseId)> = duplicates(policy)
        .iter()
        .map(|one| (one.lang, one.surplus))
        .collect();
    let run_on: BTreeSet<(Lang, ClauseId)> = run_ons(policy)
        .into_iter()
        .map(|one| (one.lang, one.clause))
        .collect();
    let lengths = Lengths::of(policy);
    let mut found = Vec::new();
    for group in policy.groups.iter().filter(|group| {
        group.class == Class::Text
            && group.members.len() > 1
            && group.members.values().any(|ids| ids.len() > 1)
    }) {
        let counted: BTreeMap<Lang, Vec<ClauseId>> = group
            .members
            .iter()
            .map(|(lang, ids)| {
                (
                    *lang,
                    ids.iter()
                        .copied()
                        .filter(|id| {
                            !is_trivial(policy, *lang, *id) && !surplus.contains(&(*lang, *id))
                        })
                        .collect(),
                )
            })
            .collect();
        if counted.iter().any(|(lang, ids)| {
            ids.is_empty() || ids.iter().any(|id| run_on.contains(&(*lang, *id)))
        }) || !is_prose(policy, &counted)
        {
            continue;
        }
        found.extend(judge(policy, group, &counted, &lengths));
    }
    for merged in [true, false] {
        for lang in policy.langs() {
            let count = found
                .iter()
                .filter(|division| division.lang == lang && division.merged == merged)
                .count();
            let groups = policy
                .groups
                .iter()
                .filter(|group| group.class == Class::Text && !group.of(lang).is_empty())
                .count();
            if count >= HABIT && count * 6 >= groups {
                found
                    .iter_mut()
                    .filter(|division| division.lang == lang && division.merged == merged)
                    .for_each(|division| division.habit = true);
            }
        }
    }
    found
}

/// Whether the clauses are divided text: not titles beside subtitles, headings beside bodies or tables.
fn is_prose(policy: &Policy, counted: &BTreeMap<Lang, Vec<ClauseId>>) -> bool {
    counted.iter().all(|(lang, ids)| {
        ids.iter().all(|id| {
            policy.clause(*lang, *id).is_some_and(|clause| {
                matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
            })
        })
    })
}

fn judge(
    policy: &Policy,
    group: &Group,
    counted: &BTreeMap<Lang, Vec<ClauseId>>,
    lengths: &Lengths,
) -> Vec<Division> {
    let votes: Vec<(Lang, usize)> = counted
        .iter()
        .map(|(lang, ids)| (*lang, ids.len()))
        .collect();
    let Some(expected) = majority(&votes, policy.source) else {
        return Vec::new();
    };
    let shows = |lang: &Lang| counted.get(lang).is_some_and(|ids| ids.len() == expected);
    let Some(other) = [policy.source]
        .into_iter()
        .chain(counted.keys().copied())
        .find(|lang| shows(lang))
    else {
        return Vec::new();
    };
    votes
        .iter()
        .filter(|(_, count)| *count != expected)
        .filter_map(|(lang, count)| {
            let (found, right) = (counted.get(lang)?, counted.get(&other)?);
            // Much more or less text than it should be: something else than a division happened here.
            let off = (lengths.sum(*lang, found).max(1.0)
                / lengths
                    .expected((other, lengths.sum(other, right)), *lang)
                    .max(1.0))
            .ln()
            .abs();
            let confidence = group.confidence * if off > 0.6 { 0.6 } else { 1.0 };
            (confidence >= 0.35).then(|| Division {
                lang: *lang,
                merged: *count < expected,
                found: found.clone(),
                langs: counted.keys().copied().filter(|lang| shows(lang)).collect(),
                other,
                expected: right.clone(),
                confidence,
                habit: false,
            })
        })
        .collect()
}
