//! Rules over what clauses mean: aligned clauses must bind the same people to the same.
//!
//! [`concepts`] finds which concepts of the termbase each edition names in a group, [`substitution`] which edition
//! names another one than the rest.

mod concepts;
mod length_outlier;
mod meaning_divergence;
mod near;
mod prevailing_language_conflict;
mod substitution;
mod term_mismatch;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &term_mismatch::RULE,
    &length_outlier::RULE,
    &meaning_divergence::RULE,
    &prevailing_language_conflict::RULE,
];
