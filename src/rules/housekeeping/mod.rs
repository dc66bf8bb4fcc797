//! Rules over what people wrote for policyglot itself.

mod unused_suppression;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[&unused_suppression::RULE];
