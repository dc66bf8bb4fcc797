//! Tables of terms: the built-in termbase and the user's own, in TSV and TBX-Basic.
//!
//! In goes a table as text, out come its [`Entry`]s with the lines that they stand on; [`problems`] says what is wrong
//! with them, [`tsv`] and [`tbx`] write them. [`induce`] finds the pairs of terms of aligned policies without any
//! table, [`coverage`] tells how much of some policies the built-in one knows. A table is never repaired here.

mod check;
mod coverage;
mod induce;
mod tbx;
mod tsv;

use std::collections::BTreeMap;

pub use check::{Problem, problems};
pub use coverage::{Coverage, Share, coverage};
pub use induce::{Alignment, Pair, induce};

use crate::lexicon::termbase;
use crate::text::Lang;

/// A word or phrase for a concept in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is written.
    pub text: String,
    /// It must not be used: a false friend, a literal rendering.
    pub forbidden: bool,
}

/// One concept of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id, unique in the table.
    pub id: String,
    /// The field that it belongs to, where the table says so.
    pub domain: String,
    /// Part of speech (`noun`, `verb`, `adjective`, …), where the table says so.
    pub part_of_speech: String,
    /// Its forms by language, the preferred one first.
    pub forms: BTreeMap<Lang, Vec<Form>>,
    /// Ids of concepts that must not be confused with it.
    pub contrast: Vec<String>,
    /// The statute or standard that it comes from, where the table says so.
    pub source: String,
    /// The line that it begins on, from 1; 0 in a table that was not read.
    pub line: usize,
}

/// The termbase that is part of the program.
#[must_use]
pub fn built_in() -> Vec<Entry> {
    termbase()
        .iter()
        .map(|(_, concept)| {
            let forms = Lang::KNOWN.iter().map(|lang| {
                let form = |forbidden: bool| {
                    move |text: &str| Form {
                        text: text.to_owned(),
                        forbidden,
                    }
                };
                let all = concept.forms(*lang).map(form(false));
                (
                    *lang,
                    all.chain(concept.false_friends(*lang).map(form(true)))
                        .collect(),
                )
            });
            Entry {
                id: concept.id.to_owned(),
                domain: concept.domain.to_owned(),
                part_of_speech: concept.part_of_speech().to_owned(),
                forms: forms
                    .filter(|(_, forms): &(Lang, Vec<Form>)| !forms.is_empty())
                    .collect(),
                contrast: concept.contrast().map(str::to_owned).collect(),
                source: concept.source().to_owned(),
                line: 0,
            }
        })
        .collect()
}

/// Reads a table: TBX where it is XML, else TSV.
///
/// # Errors
/// What is wrong with the file as a whole; what is wrong with single entries is left to [`problems`].
pub fn read(text: &str) -> Result<Vec<Entry>, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('<') {
        tbx::read(text)
    } else {
        tsv::read(text)
    }
}

/// Writes a table as TSV.
#[must_use]
pub fn tsv(entries: &[Entry]) -> String {
    tsv::write(entries)
}

/// Writes a table as TBX-Basic (ISO 30042:2019, data categories as attributes).
#[must_use]
pub fn tbx(entries: &[Entry]) -> String {
    tbx::write(entries)
}
