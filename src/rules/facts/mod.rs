//! Rules over what clauses state: aligned clauses must state the same.
//!
//! [`address`] finds where addresses stand, [`variant`] tells a local variant
//! of an address from another address, [`agreement`] compares the editions of
//! a group; the rules say what the differences mean.

mod address;
mod agreement;
mod broken_email;
mod broken_url;
mod email_mismatch;
mod identifier_mismatch;
mod name_mismatch;
mod repair;
mod url_mismatch;
mod variant;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &email_mismatch::RULE,
    &broken_email::RULE,
    &url_mismatch::RULE,
    &broken_url::RULE,
    &name_mismatch::RULE,
    &identifier_mismatch::RULE,
];
