//! The table of Vietnamese words, made by the modules that read it at run time.

#[path = "../src/rules/language/suspect_spelling/syllable.rs"]
#[allow(dead_code)]
mod syllable;
#[path = "../src/rules/language/suspect_spelling/vietnamese/words.rs"]
#[allow(dead_code)]
mod words;

use std::path::Path;
use std::{fs, io};

use crate::lexicon::concepts;
use crate::text::Lang;

const WORDS: &str = include_str!("../dictionaries/vi/words.tsv");

/// Writes the words of the list, then those of the termbase.
pub(crate) fn write(folder: &Path) -> io::Result<()> {
    let concepts = concepts();
    let terms = concepts.iter().flat_map(|concept| concept.forms(Lang::Vi));
    let table = words::stored(WORDS.lines().chain(terms));
    fs::write(folder.join("vietnamese-words"), table)
}
