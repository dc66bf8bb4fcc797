//! Rules over the language that an edition is written in.
//!
//! [`running`] tells sentences from names, titles and addresses; [`leftover`] finds the clauses in another
//! language than their edition's and says which of them are untranslated and which are strays. The other rules judge
//! one edition by itself; [`place`] makes of their places one finding or several.

mod foreign_language;
mod foreign_name;
mod foreign_punctuation;
mod foreign_script;
mod hidden_characters;
mod incomplete_sentence;
mod inconsistent_term;
mod leftover;
mod mojibake;
mod not_normalized;
mod phrases;
mod place;
mod register_mix;
mod renderings;
mod repeated_words;
mod running;
mod stray_space;
mod suspect_spelling;
mod titles;
mod translation_residue;
mod unbalanced_pair;
mod untranslated;
mod verbatim;

pub(super) use renderings::is_address_of_the_reader;

use crate::model::RuleMeta;

/// The rules of this family, in the order of the contract.
pub(super) static RULES: &[&RuleMeta] = &[
    &untranslated::RULE,
    &foreign_language::RULE,
    &foreign_name::RULE,
    &foreign_punctuation::RULE,
    &foreign_script::RULE,
    &inconsistent_term::RULE,
    &register_mix::RULE,
    &suspect_spelling::RULE,
    &repeated_words::RULE,
    &unbalanced_pair::RULE,
    &stray_space::RULE,
    &incomplete_sentence::RULE,
    &mojibake::RULE,
    &not_normalized::RULE,
    &hidden_characters::RULE,
    &translation_residue::RULE,
];
