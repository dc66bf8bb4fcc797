//! Rules over the language that an edition is written in.
//!
//! [`running`] tells sentences from names, titles and addresses; [`leftover`] finds the clauses in another
//! language than their edition's and says which of them are untranslated and which are strays.

mod foreign_language;
mod inconsistent_term;
mod leftover;
mod renderings;
mod running;
mod titles;
mod untranslated;
mod verbatim;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[&untranslated::RULE, &foreign_language::RULE, &inconsistent_term::RULE];
