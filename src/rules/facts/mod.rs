//! Rules over what clauses state: aligned clauses must state the same.
//!
//! Values: [`ledger`] says what a group states and when two values are the same,
//! [`mention`] reads the figures that a text shows anyhow, [`difference`] compares the editions of a group and
//! [`verdict`] makes findings of it; [`bounds`] compares how equal numbers are bounded; [`version`] knows the lines that date a policy.
//!
//! Addresses: [`address`] finds where they stand, [`variant`] tells a local variant
//! of an address from another address, [`agreement`] compares the editions of
//! a group; the rules say what the differences mean.

mod address;
mod agreement;
mod bounds;
mod broken_email;
mod broken_url;
mod citation_mismatch;
mod date_mismatch;
mod difference;
mod duration_mismatch;
mod effective_date_mismatch;
mod email_mismatch;
mod ledger;
mod mention;
mod money_mismatch;
mod name_mismatch;
mod number_mismatch;
mod percent_mismatch;
mod phone_mismatch;
mod placeholder_mismatch;
mod repair;
mod url_mismatch;
mod variant;
mod verdict;
mod version;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &email_mismatch::RULE,
    &broken_email::RULE,
    &url_mismatch::RULE,
    &broken_url::RULE,
    &phone_mismatch::RULE,
    &number_mismatch::RULE,
    &date_mismatch::RULE,
    &duration_mismatch::RULE,
    &money_mismatch::RULE,
    &percent_mismatch::RULE,
    &citation_mismatch::RULE,
    &name_mismatch::RULE,
    &placeholder_mismatch::RULE,
    &effective_date_mismatch::RULE,
];
