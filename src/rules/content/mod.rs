//! Aligned clauses compared as wholes: who says less, more, or something else.
//!
//! One analysis for several rules, so that one cause is one finding: a clause that says something else
//! ([`divergence`]) lacks no sentence, and a clause that lacks one ([`omission`]) is not too short besides
//! ([`outlier`]).

mod divergence;
mod glossed;
mod gone;
mod omission;
mod outlier;

pub(super) use divergence::Divergence;
pub(super) use glossed::{Vocabulary, Word, heard, words};
pub(super) use omission::Omission;
pub(super) use outlier::Outlier;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::align::{Scale, Wording};
use crate::model::{Class, ClauseKind, Group, Policy};
use crate::text::{Lang, Span};

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

impl Survey {
    /// Whether an edition's clause is known to say something else, or less or more.
    pub(super) fn explains(&self, group: usize, lang: Lang) -> bool {
        let here = |at: usize, langs: &[Lang]| at == group && langs.contains(&lang);
        self.divergences
            .iter()
            .any(|one| here(one.group, &[one.lang]))
            || self.outliers.iter().any(|one| here(one.group, &[one.lang]))
            || self
                .omissions
                .iter()
                .any(|one| here(one.group, &one.lacking) || here(one.group, &[one.holder]))
    }

    /// Whether that is likely enough to be warned of.
    pub(super) fn tells(&self, group: usize, lang: Lang) -> bool {
        let here = |at: usize, one: Lang| at == group && one == lang;
        let divergences = self.divergences.iter().filter(|one| one.is_sure());
        let outliers = self.outliers.iter().filter(|one| one.is_sure());
        let omissions = self.omissions.iter().filter(|one| one.is_likely());
        divergences.clone().any(|one| here(one.group, one.lang))
            || outliers.clone().any(|one| here(one.group, one.lang))
            || omissions.clone().any(|one| {
                let langs = one.lacking.iter().copied().chain([one.holder]);
                langs.clone().any(|lang| here(one.group, lang))
            })
    }

    /// Whether a place is inside of a sentence that other editions lack, or of a clause where another one's text stands.
    pub(super) fn covers(&self, group: usize, lang: Lang, span: Span) -> bool {
        let says = |one: &Omission| {
            let having = one.having.iter().copied();
            one.group == group
                && std::iter::once((one.holder, one.span))
                    .chain(having)
                    .any(|(of, whole)| of == lang && whole.contains(span))
        };
        let exchanged = |one: &Divergence| one.group == group && one.renders.is_some();
        self.divergences.iter().any(exchanged) || self.omissions.iter().any(says)
    }
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

    /// How a pair of editions is compared.
    fn scale(&self, x: Lang, y: Lang) -> Option<&Scale> {
        self.scales.get(&(x.min(y), x.max(y)))
    }

    /// Length of the second edition for one Chinese letter of the first.
    fn ratio(&self, x: Lang, y: Lang) -> Option<f32> {
        let scale = self.scale(x, y)?;
        Some(if x < y {
            scale.ratio
        } else {
            1.0 / scale.ratio
        })
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

/// The survey of a policy, made once for all rules.
pub(super) fn survey(policy: &Policy) -> Arc<Survey> {
    policy.memo.get(|| compare(policy))
}

/// Compares the clauses of every group.
fn compare(policy: &Policy) -> Survey {
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
        if let Some(found) = divergence::divergence(&ground, at, group, &langs) {
            survey.divergences.push(found);
            continue;
        }
        let found = omission::omissions(&ground, at, group, &langs);
        if found.is_empty() {
            survey
                .outliers
                .extend(outlier::outlier(&ground, at, group, &langs));
        }
        survey.omissions.extend(found);
    }
    omission::join_moved(&ground, &mut survey.omissions);
    survey
}
