//! How much aligned sentences speak of: all, some, only.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Group, Policy};

rule! {
    /// One edition says all where another says some, or lost its only.
    ///
    /// ## Why
    /// TODO
    ///
    /// ## Examples
    "quantifier-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    report::report(policy, group, Kind::Quantifier, out);
}
