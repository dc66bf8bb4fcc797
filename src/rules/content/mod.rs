//! Aligned clauses compared as wholes: who says less, more, or something else.
//!
//! One analysis for several rules, so that one cause is one finding: a clause that says something else
//! ([`divergence`]) lacks no sentence, and a clause that lacks one ([`omission`]) is not too short besides
//! ([`outlier`]).

mod divergence;
mod omission;
mod outlier;

pub(super) use divergence::Divergence;
pub(super) use omission::Omission;
pub(super) use outlier::Outlier;

use std::collections::BTreeMap;

use crate::align::{Scale, Wording};
use crate::model::{Class, ClauseKind, Group, Policy};
use crate::text::Lang;

/// Below this the alignment is only a guess, and nothing is compared.
const GUESS: f32 = 0.3;

/// What was found in a policy, in the order of its groups.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Sentences that some editions hold and others lack.
    pub(super) omissions: Vec<Omission>,
    /// Clauses that are much too short or too long.
    pub(super) outliers: Vec<Outlier>,
    /// Clauses that say something else.
    pub(super) divergences: Vec<Divergence>,
}

/// A policy with what is measured on it.
struct Ground<'p> {
    policy: &'p Policy,
    wording: Wording,
    scales: BTreeMap<(Lang, Lang), Scale>,
}

impl<'p> Ground<'p> {
    fn new(policy: &'p Policy) -> Self {
        let wording = Wording::new(policy);
        let langs: Vec<Lang> = policy.langs().collect();
        let mut scales = BTreeMap::new();
        for (at, x) in langs.iter().enumerate() {
            for y in &langs[at + 1..] {
                scales.insert((*x, *y), Scale::new(policy, &wording, *x, *y));
            }
        }
        Self {
            policy,
            wording,
            scales,
        }
    }

    /// The editions of a group that are compared: those that hold running text there.
    fn compared(&self, group: &Group) -> Vec<Lang> {
        group
            .members
            .iter()
            .filter(|(lang, ids)| {
                ids.iter().all(|id| {
                    self.policy.clause(**lang, *id).is_some_and(|clause| {
                        clause.class == Class::Text && clause.kind != ClauseKind::Heading
                    })
                })
            })
            .map(|(lang, _)| *lang)
            .collect()
    }
}

/// Compares the clauses of every group.
pub(super) fn survey(policy: &Policy) -> Survey {
    let mut survey = Survey::default();
    if policy.editions.len() < 2 {
        return survey;
    }
    let ground = Ground::new(policy);
    for (at, group) in policy.groups.iter().enumerate() {
        if group.class != Class::Text || group.members.len() < 2 || group.confidence < GUESS {
            continue;
        }
        let langs = ground.compared(group);
        if langs.len() < 2 {
            continue;
        }
        let found = omission::omissions(&ground, at, group, &langs);
        survey.omissions.extend(found);
    }
    survey
}
