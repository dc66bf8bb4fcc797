//! Rules over what clauses bind whom to: aligned clauses must bind alike.
//!
//! [`unit`] sets the sentences of a group side by side, [`count`] says how often each edition states a
//! trait of the norm (negated, obliged, excepted …), [`verdict`] which edition states it otherwise than the
//! others, [`contrast`] what that means; the rules report it.

mod actor_mismatch;
mod condition_mismatch;
mod conjunction_mismatch;
mod contrast;
mod count;
mod exception_mismatch;
mod modality_mismatch;
mod negation_mismatch;
mod quantifier_mismatch;
mod report;
mod unit;
mod verdict;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &negation_mismatch::RULE,
    &modality_mismatch::RULE,
    &exception_mismatch::RULE,
    &condition_mismatch::RULE,
    &quantifier_mismatch::RULE,
    &conjunction_mismatch::RULE,
    &actor_mismatch::RULE,
];
