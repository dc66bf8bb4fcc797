//! The termbase, glosses, English words and the table of Han variants: embedded, indexed when first asked for.
//!
//! What goes in: `dictionaries/terms/*.tsv`, `dictionaries/glosses/*.tsv`, `dictionaries/en/words.tsv` and
//! `dictionaries/han/*.tsv`. What comes out: the concepts that a folded text names, which of its words may translate which
//! of another language's, and one representative for each Han character of three standards.

/// The indexes of a table by language, in the order of [`Lang::KNOWN`](crate::text::Lang::KNOWN), as the build script
/// made them.
macro_rules! stored {
    ($table:literal) => {
        [
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".0")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".1")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".2")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".3")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $table, ".4")),
        ]
    };
}

mod alike;
pub mod english;
mod glosses;
mod han;
mod matcher;
mod predicates;
mod termbase;

pub use alike::{Sounds, look_alike};
pub use glosses::{Glosses, glosses};
pub use han::fold as fold_han;
pub use matcher::Matcher;
pub use predicates::predicates;
pub use termbase::{Concept, Termbase, termbase};
