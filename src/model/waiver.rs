//! Waivers: findings that somebody has looked at and accepted, and where they said so.

use super::ClauseId;
use crate::text::Lang;

/// Where a waiver stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionKind {
    /// In a comment beside the clause (`inSource` in SARIF).
    InSource,
    /// In a baseline file (`external` in SARIF).
    Baseline,
}

impl SuppressionKind {
    /// As written outside.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InSource => "in-source",
            Self::Baseline => "baseline",
        }
    }
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Where the waiver stands.
    pub kind: SuppressionKind,
    /// What it gives as its reason; a baseline may give none.
    pub reason: String,
    /// The comment's `path:line`, or the path of the baseline.
    pub place: String,
}

/// A comment `policyglot: ignore RULE REASON` in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The edition it stands in.
    pub lang: Lang,
    /// The stored line it begins on, from 1.
    pub line: u32,
    /// The clause it is about; `None` where the edition has no clause.
    pub clause: Option<ClauseId>,
    /// What it says.
    pub says: Says,
    /// A finding was waived by it.
    pub used: bool,
}

/// What a waiver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// Findings of a rule at the clause do not count.
    Ignore {
        /// The rule.
        rule: &'static str,
        /// Why.
        reason: String,
    },
    /// The rule is there, the reason is not: it has no effect.
    NoReason(&'static str),
    /// No rule has this name.
    NoRule(String),
    /// It does not begin with `ignore`, or nothing follows.
    Unreadable(String),
}
