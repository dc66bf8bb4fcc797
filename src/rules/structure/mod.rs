//! Structure: what one edition has and another lacks, and how clauses are divided, ordered and nested.
//!
//! The rules on missing and extra text share one analysis, [`absence`], so that one cause is one finding: what it
//! explains otherwise (a duplicate, a merged clause, a heading run into its body) is left to the rule of that name.

mod absence;
mod absorption;
mod divisions;
mod duplicate_clause;
mod empty_item;
mod empty_section;
mod enumeration;
mod extra_clause;
mod extra_section;
mod heading_level_mismatch;
mod inline_label;
mod lack;
mod lengths;
mod list_length_mismatch;
mod merged_clauses;
mod missing_clause;
mod missing_edition;
mod missing_section;
mod missing_sentence;
mod moved_clause;
mod outline;
pub(super) mod regroup;
mod relocation;
mod run_on_heading;
#[cfg(test)]
mod sample;
mod series;
mod split_clause;
pub(super) mod stated_count_mismatch;

use crate::model::RuleMeta;

/// The rules of this family in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &missing_edition::RULE,
    &missing_section::RULE,
    &missing_clause::RULE,
    &missing_sentence::RULE,
    &extra_section::RULE,
    &extra_clause::RULE,
    &moved_clause::RULE,
    &merged_clauses::RULE,
    &split_clause::RULE,
    &duplicate_clause::RULE,
    &empty_section::RULE,
    &empty_item::RULE,
    &list_length_mismatch::RULE,
    &stated_count_mismatch::RULE,
    &heading_level_mismatch::RULE,
    &run_on_heading::RULE,
    &inline_label::RULE,
];
