//! The indexes of the termbase and of the predicates, made by the modules that read them at run time.

#[path = "../src/lexicon/termbase/concept.rs"]
#[allow(dead_code, unreachable_pub)]
mod concept;
#[path = "../src/lexicon/termbase/index.rs"]
#[allow(dead_code, unreachable_pub)]
mod index;
#[path = "../src/lexicon/termbase/token.rs"]
#[allow(dead_code, unreachable_pub)]
mod token;

use std::path::Path;
use std::{fs, io};

use crate::text::Lang;
pub(crate) use concept::concepts;
use index::Index;

/// Looser than concepts: to which word a "not" belongs.
const PREDICATES: &str = include_str!("../dictionaries/predicates.tsv");

/// Writes the indexes of every language: `terms.0` is that of the first.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    let concepts = concepts();
    for (column, lang) in Lang::KNOWN.into_iter().enumerate() {
        let write = |table: &str, index: &Index| {
            fs::write(folder.join(format!("{table}.{column}")), index.stored())
        };
        let concepts = || (0..).zip(&concepts);
        let terms = concepts().flat_map(|(at, concept)| numbered(at, concept.forms(lang)));
        write("terms", &Index::new(lang, terms))?;
        let friends = concepts();
        let friends = friends.flat_map(|(at, concept)| numbered(at, concept.false_friends(lang)));
        write("false-friends", &Index::new(lang, friends))?;
        let rows = (0..).zip(PREDICATES.lines().skip(1));
        let predicates = rows.flat_map(|(at, row)| {
            let cell = row.split('\t').nth(1 + column).unwrap_or_default();
            numbered(at, cell.split('|'))
        });
        write("predicates", &Index::new(lang, predicates))?;
    }
    Ok(())
}

/// Forms, each with the number of their row.
fn numbered<'f>(
    row: u32,
    forms: impl Iterator<Item = &'f str>,
) -> impl Iterator<Item = (u32, &'f str)> {
    forms.map(move |form| (row, form))
}
