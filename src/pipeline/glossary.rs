//! Tables of the user's terms and names → a [`Glossary`].

use std::path::Path;

use crate::model::{Error, Glossary, OwnTerm};
use crate::terms::{self, Entry};

/// Most bytes of a table: a glossary of a hundred thousand concepts is smaller.
const LARGEST: u64 = 64 << 20;

/// Reads tables (TSV or TBX) and joins them with names.
///
/// # Errors
/// When a table cannot be read or is none; the message names the file and the line.
pub fn read_glossary<P: AsRef<Path>>(tables: &[P], names: &[String]) -> Result<Glossary, Error> {
    let mut glossary = Glossary {
        terms: Vec::new(),
        names: names
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
    };
    for table in tables {
        let path = table.as_ref();
        let told = |what: String| Error::new(format!("{}: {what}", path.display()));
        let size = std::fs::metadata(path)
            .map_err(|error| told(error.to_string()))?
            .len();
        if size > LARGEST {
            return Err(told(format!(
                "larger than {LARGEST} bytes: no table of terms"
            )));
        }
        let text = std::fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
        let entries = terms::read(&text).map_err(|problem| told(problem.to_string()))?;
        glossary.terms.extend(entries.into_iter().map(own));
    }
    Ok(glossary)
}

fn own(entry: Entry) -> OwnTerm {
    let mut term = OwnTerm {
        id: entry.id,
        ..OwnTerm::default()
    };
    for (lang, forms) in entry.forms {
        for form in forms {
            let of = if form.forbidden {
                &mut term.banned
            } else {
                &mut term.words
            };
            of.entry(lang).or_default().push(form.text);
        }
    }
    term
}
