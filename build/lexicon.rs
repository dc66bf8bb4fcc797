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

use crate::text::{Lang, folded};
use index::Index;

/// Looser than concepts: to which word a "not" belongs.
const PREDICATES: &str = include_str!("../dictionaries/predicates.tsv");

/// Writes the indexes of every language: `terms.0` is that of the first.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    let concepts = concept::concepts();
    for (column, lang) in Lang::KNOWN.into_iter().enumerate() {
        let write = |table: &str, index: &Index| {
            fs::write(folder.join(format!("{table}.{column}")), index.stored())
        };
        let terms = (0..)
            .zip(&concepts)
            .map(|(number, concept)| (number, concept.forms(lang)));
        write("terms", &index(lang, terms))?;
        let friends = (0..).zip(&concepts);
        let friends = friends.map(|(number, concept)| (number, concept.false_friends(lang)));
        write("false-friends", &index(lang, friends))?;
        let cells = PREDICATES
            .lines()
            .skip(1)
            .map(|row| row.split('\t').nth(1 + column));
        let predicates = (0..).zip(cells.map(|cell| cell.unwrap_or_default().split('|')));
        write("predicates", &index(lang, predicates))?;
    }
    Ok(())
}

/// The index of forms with their numbers; the first of two equal ones counts.
fn index<'f, F: Iterator<Item = &'f str>>(
    lang: Lang,
    rows: impl Iterator<Item = (u32, F)>,
) -> Index {
    let mut index = Index::default();
    for (number, forms) in rows {
        for form in forms {
            index.insert(&token::tokens(lang, &folded(form)), number);
        }
    }
    index
}
