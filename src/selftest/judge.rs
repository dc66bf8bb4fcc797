//! New findings of a changed policy → whether the defect was seen.

use std::collections::BTreeSet;

use super::subject::{Injection, Key, touches};

/// What came of an injection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A rule that is right for the kind marks the place.
    Caught,
    /// Only other rules mark the place.
    Misnamed,
    /// Nothing marks the place.
    Missed,
    /// The check itself broke off.
    Broken,
}

impl Outcome {
    /// As written outside.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Caught => "caught",
            Self::Misnamed => "misnamed",
            Self::Missed => "missed",
            Self::Broken => "broken",
        }
    }
}

/// The rules that reported something which they had not reported before the injection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Right for the kind, at the place.
    pub caught: BTreeSet<&'static str>,
    /// Others at the place.
    pub beside: BTreeSet<&'static str>,
    /// Somewhere else in the policy.
    pub elsewhere: BTreeSet<&'static str>,
    /// What a panic said.
    pub broken: Option<String>,
}

impl Verdict {
    pub(super) fn broken(message: &str) -> Self {
        Self {
            broken: Some(message.to_owned()),
            ..Self::default()
        }
    }

    /// In one word.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if self.broken.is_some() {
            Outcome::Broken
        } else if !self.caught.is_empty() {
            Outcome::Caught
        } else if !self.beside.is_empty() {
            Outcome::Misnamed
        } else {
            Outcome::Missed
        }
    }
}

/// Sorts what an injection brought.
pub(super) fn judge(injection: &Injection, brought: &[Key]) -> Verdict {
    let mut verdict = Verdict::default();
    let kind = injection.kind;
    for (rule, _, marks) in brought {
        let on = |places: &[super::subject::Place]| {
            marks.iter().any(|(_, lang, span)| {
                places
                    .iter()
                    .any(|(other, place)| other == lang && touches(*span, *place))
            })
        };
        if kind.rules.contains(rule) && on(&injection.places) {
            verdict.caught.insert(rule);
        } else if on(&injection.region) {
            verdict.beside.insert(rule);
        } else if !kind.follows.contains(rule) {
            verdict.elsewhere.insert(rule);
        }
    }
    verdict
}
