//! A finding → the line of a baseline that covers it, but for its reason.
//!
//! `pipeline::baseline` writes these lines, and so does whoever waives a finding on the review page: the page carries
//! what it needs for them.

use crate::model::{Finding, Policy, Role};
use crate::text::{excerpt, visible};

/// How the file begins.
pub(crate) const HEAD: &str = "# policyglot baseline 1: known findings, which do not count. Kept by `policyglot baseline update`;\n# only the reasons are written by hand. path, rule, fingerprint, quote and reason are separated by tabs.\n";
/// Characters of the quoted text.
const QUOTED: usize = 48;

/// A cell of the file: one line, and nothing that hides.
pub(crate) fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The file that a finding is filed under: that of the first edition at fault, as far as there is one.
pub(crate) fn path_of<'a>(policy: &'a Policy, finding: &Finding) -> &'a str {
    let marked = finding
        .marks
        .iter()
        .find(|mark| mark.role == Role::Primary)
        .or(finding.marks.first())
        .map(|mark| mark.lang);
    marked
        .or(Some(policy.source))
        .and_then(|lang| policy.edition(lang))
        .or_else(|| policy.editions.values().next())
        .map_or("", |edition| &edition.path)
}

/// The beginning of the words at fault.
pub(crate) fn quote(policy: &Policy, finding: &Finding) -> String {
    let words = finding.marks.iter().find_map(|mark| {
        let words = policy.edition(mark.lang)?.document.slice(mark.span);
        (!words.trim().is_empty()).then_some(words)
    });
    one_line(&excerpt(words.unwrap_or_default(), QUOTED))
}
