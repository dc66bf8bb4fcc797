//! And and or in aligned sentences.

use super::contrast::Kind;
use super::report;
use crate::model::{Check, Findings, Group, Policy};

rule! {
    /// One edition says and where another says or.
    ///
    /// ## Why
    /// TODO
    ///
    /// ## Examples
    "conjunction-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    report::report(policy, group, Kind::Conjunction, out);
}
