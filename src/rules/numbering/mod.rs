//! Rules on labels and references: what clauses are called, and what calls them.
//!
//! [`list`] puts the labels of an edition into the lists in which they count, [`fault`] finds what is wrong
//! in one list, [`numbered`] indexes both; [`deviation`] compares labels through the alignment and
//! [`resolve`] follows references, [`titles`] those by title. One cause is one finding: a label that is wrong against the other
//! editions is no gap, and a label that repeats another is no mismatch.

mod deviation;
mod fault;
mod list;
mod numbered;
mod resolve;
#[cfg(test)]
mod testing;
mod titles;

mod dangling_reference;
mod label_style;
mod number_label_mismatch;
mod numbering_duplicate;
mod numbering_gap;
mod numbering_order;
mod reference_mismatch;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &number_label_mismatch::RULE,
    &numbering_gap::RULE,
    &numbering_duplicate::RULE,
    &numbering_order::RULE,
    &label_style::RULE,
    &dangling_reference::RULE,
    &reference_mismatch::RULE,
];
