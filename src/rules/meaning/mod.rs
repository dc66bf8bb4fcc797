//! Rules over what clauses mean: aligned clauses must bind the same people to the same.

mod prevailing_language_conflict;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[&prevailing_language_conflict::RULE];
