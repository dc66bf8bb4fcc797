//! History: what changed between two versions, and which editions did not follow. These rules run in
//! `policyglot diff` only.

mod stale_translation;
mod unsourced_change;

use crate::model::RuleMeta;

/// The rules of this family in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[&stale_translation::RULE, &unsourced_change::RULE];
