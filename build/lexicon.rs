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

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use crate::text::{Lang, folded};
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
    glosses(folder)
}

/// Which words translate which: the words of every language, each with all rows that it stands in.
fn glosses(folder: &Path) -> io::Result<()> {
    let mut files = fs::read_dir("dictionaries/glosses")?
        .map(|file| file.map(|file| file.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let tables = files
        .iter()
        .map(fs::read_to_string)
        .collect::<io::Result<Vec<_>>>()?;
    let rows = || (0u16..).zip(tables.iter().flat_map(|table| table.lines().skip(1)));
    for (column, lang) in Lang::KNOWN.into_iter().enumerate() {
        let mut words: BTreeMap<Vec<u64>, (&str, Vec<u16>)> = BTreeMap::new();
        for (at, row) in rows() {
            for form in row
                .split('\t')
                .nth(1 + column)
                .unwrap_or_default()
                .split('|')
            {
                let tokens = token::tokens(lang, &folded(form));
                let word = tokens.iter().map(|(token, ..)| *token).collect();
                let (_, known) = words.entry(word).or_insert((form, Vec::new()));
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
        }
        let mut stored: Vec<u16> = Vec::new();
        let index = Index::new(
            lang,
            words.values().map(|(form, rows)| {
                let at = u32::try_from(stored.len()).unwrap_or(u32::MAX);
                stored.push(u16::try_from(rows.len()).unwrap_or(u16::MAX));
                stored.extend(rows);
                (at, *form)
            }),
        );
        fs::write(folder.join(format!("glosses.{column}")), index.stored())?;
        let stored: Vec<u8> = stored.iter().flat_map(|row| row.to_le_bytes()).collect();
        fs::write(folder.join(format!("gloss-rows.{column}")), stored)?;
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
