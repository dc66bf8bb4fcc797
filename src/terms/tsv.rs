//! Tables as tab-separated values: `id`, a column a language, and where there are any `domain`, `pos`, `contrast` and
//! `source` (the statute or standard that a concept comes from).
//!
//! A cell holds forms separated by `|`, the preferred one first; `!` before a form forbids it.

use super::{Entry, Form, Problem};
use crate::text::Lang;

/// What a column holds.
enum Column {
    Id,
    Domain,
    PartOfSpeech,
    Contrast,
    Source,
    Forms(Lang),
    /// A column that nobody asked for, as notes.
    Other,
}

pub(super) fn read(text: &str) -> Result<Vec<Entry>, Problem> {
    let mut lines = text.lines().enumerate();
    let header = lines.next().map_or("", |(_, line)| line);
    let columns: Vec<Column> = header
        .split('\t')
        .map(|name| match name.trim() {
            "id" => Column::Id,
            "domain" => Column::Domain,
            "pos" => Column::PartOfSpeech,
            "contrast" => Column::Contrast,
            "source" => Column::Source,
            name => name.parse().map_or(Column::Other, Column::Forms),
        })
        .collect();
    let languages = columns
        .iter()
        .filter(|column| matches!(column, Column::Forms(_)))
        .count();
    if languages == 0 {
        return Err(Problem::of_file(
            "the first line names no language: it must hold tags as zh, en, ja or vi, separated by tabs",
        ));
    }
    let mut entries = Vec::new();
    for (at, line) in lines {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut entry = Entry {
            line: at + 1,
            ..Entry::default()
        };
        for (cell, column) in line.split('\t').zip(&columns) {
            let cell = cell.trim();
            match column {
                Column::Id => entry.id = cell.to_owned(),
                Column::Domain => entry.domain = cell.to_owned(),
                Column::PartOfSpeech => entry.part_of_speech = cell.to_owned(),
                Column::Contrast => entry.contrast = split(cell).map(str::to_owned).collect(),
                Column::Source => entry.source = cell.to_owned(),
                Column::Forms(lang) => {
                    let forms: Vec<Form> = split(cell).map(form).collect();
                    if !forms.is_empty() {
                        entry.forms.insert(*lang, forms);
                    }
                }
                Column::Other => {}
            }
        }
        if entry.id.is_empty() {
            // A glossary of two columns names its concepts by their first terms.
            entry.id = entry
                .forms
                .values()
                .flatten()
                .next()
                .map_or_else(String::new, |form| form.text.clone());
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn form(text: &str) -> Form {
    match text.strip_prefix('!') {
        Some(text) => Form {
            text: text.trim().to_owned(),
            forbidden: true,
        },
        None => Form {
            text: text.to_owned(),
            forbidden: false,
        },
    }
}

pub(super) fn write(entries: &[Entry]) -> String {
    let mut languages: Vec<Lang> = entries
        .iter()
        .flat_map(|entry| entry.forms.keys().copied())
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let mut out = String::from("id\tdomain\tpos");
    for lang in &languages {
        out.push('\t');
        out.push_str(lang.tag());
    }
    let sourced = entries.iter().any(|entry| !entry.source.is_empty());
    out.push_str(if sourced {
        "\tcontrast\tsource\n"
    } else {
        "\tcontrast\n"
    });
    let none = Vec::new();
    for entry in entries {
        let mut cells = vec![
            entry.id.clone(),
            entry.domain.clone(),
            entry.part_of_speech.clone(),
        ];
        for lang in &languages {
            let forms = entry.forms.get(lang).unwrap_or(&none);
            let written: Vec<String> = forms
                .iter()
                .map(|form| format!("{}{}", if form.forbidden { "!" } else { "" }, form.text))
                .collect();
            cells.push(written.join("|"));
        }
        cells.push(entry.contrast.join("|"));
        if sourced {
            cells.push(entry.source.clone());
        }
        let clean: Vec<String> = cells
            .into_iter()
            .map(|cell| cell.replace(['\t', '\n', '\r'], " "))
            .collect();
        out.push_str(&clean.join("\t"));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn forms(cells: &[(Lang, &str)]) -> BTreeMap<Lang, Vec<Form>> {
        cells
            .iter()
            .map(|(lang, cell)| (*lang, split(cell).map(form).collect()))
            .collect()
    }

    #[test]
    fn a_table_survives_a_round() {
        let text = "id\tdomain\tpos\tzh\ten\tja\tcontrast\nlender\tloans\tnoun\t出借人\tlender|lending library\t貸主|!貸し手側\tborrower\n";
        let entries = read(text).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(
            entries[0].forms,
            forms(&[
                (Lang::Zh, "出借人"),
                (Lang::En, "lender|lending library"),
                (Lang::Ja, "貸主|!貸し手側")
            ])
        );
        assert_eq!(entries[0].contrast, ["borrower"]);
        assert_eq!(read(&write(&entries)).unwrap(), entries);
        assert_eq!(write(&entries), text);
    }

    #[test]
    fn the_source_of_a_concept_survives_a_round() {
        let text = "id\tdomain\tpos\ten\tcontrast\tsource\nlender\tloans\tnoun\tlender\t\tLending Act Art. 4(2)\n";
        let entries = read(text).unwrap();
        assert_eq!(entries[0].source, "Lending Act Art. 4(2)");
        assert_eq!(write(&entries), text);
    }

    #[test]
    fn a_glossary_of_two_columns_is_read() {
        let entries = read("en\tvi\nlibrary card\tthẻ thư viện\n\n# note\n").unwrap();
        assert_eq!(
            (entries.len(), entries[0].id.as_str(), entries[0].line),
            (1, "library card", 2)
        );
        assert!(read("a glossary\nwithout header\n").is_err());
        assert!(read("").is_err());
    }
}
