//! Whom aligned sentences bind.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Group, Policy};

rule! {
    /// One edition binds the reader where another binds the provider.
    ///
    /// ## Why
    /// TODO
    ///
    /// ## Examples
    "actor-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    report::report(policy, group, Kind::Actor, out);
}
