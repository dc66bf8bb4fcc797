//! The termbase and the table of Han variants: embedded, indexed when first asked for.
//!
//! What goes in: `dictionaries/terms/*.tsv` and `dictionaries/han/variants.tsv`.
//! What comes out: the concepts that a folded text names, and one
//! representative for each Han character of three standards.

mod han;
mod termbase;

pub use han::fold as fold_han;
pub use termbase::{Concept, Termbase, termbase};
