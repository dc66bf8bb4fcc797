//! What aligned sentences oblige to, allow and forbid.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Group, Policy};

rule! {
    /// One edition obliges where another allows, or forbids.
    ///
    /// ## Why
    /// TODO
    ///
    /// ## Examples
    "modality-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    report::report(policy, group, Kind::Modality, out);
}
