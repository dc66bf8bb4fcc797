//! The termbase, English words and the table of Han variants: embedded, indexed when first asked for.
//!
//! What goes in: `dictionaries/terms/*.tsv`, `dictionaries/en/words.tsv` and `dictionaries/han/variants.tsv`.
//! What comes out: the concepts that a folded text names, and one
//! representative for each Han character of three standards.

pub mod english;
mod han;
mod matcher;
mod predicates;
mod termbase;

pub use han::fold as fold_han;
pub use matcher::Matcher;
pub use predicates::predicates;
pub use termbase::{Concept, Termbase, termbase};
