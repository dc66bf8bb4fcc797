//! Negations of aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Group, Policy};

rule! {
    /// A negation of one edition is missing in another.
    ///
    /// ## Why
    /// TODO
    ///
    /// ## Examples
    "negation-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    report::report(policy, group, Kind::Negation, out);
}
