//! Rules over what clauses mean: aligned clauses must say the same and bind the same people to it.
//!
//! Of norms [`unit`] sets the sentences of a group side by side and [`count`] says how often each edition states a
//! trait (negated, obliged, excepted …). What that makes likely, and a warning, is told by [`odds`]: [`signals`] are
//! what speaks for a change, [`trees`] weigh them. What the words show by themselves ([`words`]) is worth a look.
//! [`meanings`] lists the changes and [`contrast`] holds what was found; [`samples`] is what the trees are grown on. Of
//! terms [`concepts`] finds which concepts of the termbase each edition names in a sentence, [`substitution`] which edition
//! names another one than the rest (with signals and trees of its own), [`senses`] words for another sense, and [`part`] what an edition leaves out of a
//! sentence.

mod actor_mismatch;
mod anchors;
mod concepts;
mod condition_mismatch;
mod conjunction_mismatch;
mod contrast;
mod count;
mod exception_mismatch;
mod excuse;
pub(super) mod glossary;
mod holder;
mod length_outlier;
mod meaning_divergence;
mod meanings;
mod modality_mismatch;
mod near;
mod negation_mismatch;
mod odds;
mod order;
mod part;
mod plain;
mod prevailing_language_conflict;
mod quantifier_mismatch;
mod report;
pub(super) mod samples;
mod senses;
pub(super) mod signals;
pub(super) mod substitution;
mod term_mismatch;
mod trees;
mod unit;
mod words;

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
    &term_mismatch::RULE,
    &length_outlier::RULE,
    &meaning_divergence::RULE,
    &prevailing_language_conflict::RULE,
];
