//! Which word of one language may be the translation of which word of another.
//!
//! In go `dictionaries/glosses/*.tsv`, out come matchers. A row is a family of words in one sense, with all that a
//! translator may write for it in five written forms; a word of several senses stands in several rows. Looser than a
//! concept of the termbase: two words that share no row are hardly each other's translation, and two that share one may be.

use std::ops::Range;
use std::sync::OnceLock;

use super::termbase::{Index, scan, tokens};
use crate::text::Lang;

/// The indexes of the words, as the build script made them: a word is known by where its rows begin.
const WORDS: [&[u8]; Lang::KNOWN.len()] = stored!("glosses");
/// The rows of all words: how many, and the rows, 16 bits each.
const ROWS: [&[u8]; Lang::KNOWN.len()] = stored!("gloss-rows");

/// The words of one language.
#[derive(Debug)]
pub struct Glosses {
    lang: Lang,
    index: Index,
    rows: Vec<u16>,
}

/// The words of a language; `None` for a language that the tables do not have.
#[must_use]
pub fn glosses(lang: Lang) -> Option<&'static Glosses> {
    static BY_LANG: [OnceLock<Glosses>; Lang::KNOWN.len()] =
        [const { OnceLock::new() }; Lang::KNOWN.len()];
    let column = Lang::KNOWN.iter().position(|known| *known == lang)?;
    Some(BY_LANG[column].get_or_init(|| {
        Glosses {
            lang,
            index: Index::read(WORDS[column]),
            rows: ROWS[column]
                .as_chunks()
                .0
                .iter()
                .map(|row| u16::from_le_bytes(*row))
                .collect(),
        }
    }))
}

impl Glosses {
    /// Calls `each` with the rows of every word that a folded text holds, and the bytes of the text that hold it: the
    /// longest at each place, and behind it the words inside.
    pub fn find(&self, folded: &str, each: &mut dyn FnMut(&[u16], Range<usize>)) {
        let tokens = tokens(self.lang, folded);
        scan(&self.index, &tokens, true, &mut |at, range| {
            each(self.rows_at(at as usize), range);
        });
    }

    fn rows_at(&self, at: usize) -> &[u16] {
        let rows = self.rows.get(at..).and_then(<[u16]>::split_first);
        rows.map_or(&[], |(count, rows)| {
            &rows[..rows.len().min(usize::from(*count))]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folded;

    fn found(lang: Lang, text: &str) -> Vec<(String, Vec<u16>)> {
        let folded = Folded::new(text);
        let mut words = Vec::new();
        if let Some(glosses) = glosses(lang) {
            glosses.find(folded.text(), &mut |rows, range| {
                words.push((folded.text()[range].to_owned(), rows.to_vec()));
            });
        }
        words
    }

    #[test]
    fn the_tables_are_sorted_and_whole() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/dictionaries/glosses");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        let mut last = String::new();
        let mut rows = 0;
        for file in files {
            let table = std::fs::read_to_string(&file).unwrap();
            let mut lines = table.lines();
            assert_eq!(lines.next(), Some("id\tzh\tzh-Hant\ten\tja\tvi"));
            for row in lines {
                rows += 1;
                let cells: Vec<&str> = row.split('\t').collect();
                assert_eq!(cells.len(), 1 + Lang::KNOWN.len(), "{row}");
                assert!(cells[0] > last.as_str(), "{row}");
                last = cells[0].to_owned();
                assert!(unicode_normalization::is_nfc(row), "{row}");
                for (cell, lang) in cells[1..].iter().zip(Lang::KNOWN) {
                    let forms: Vec<&str> = cell.split('|').collect();
                    for (at, form) in forms.iter().enumerate() {
                        assert!(!form.is_empty() && *form == form.trim(), "{row}");
                        assert!(!forms[..at].contains(form), "{form} stands twice: {row}");
                        // One character is a part of too many words.
                        assert!(!lang.is_cjk() || form.chars().count() > 1, "{row}");
                    }
                }
            }
        }
        assert!(rows > 4000 && rows < usize::from(u16::MAX), "{rows}");
    }

    #[test]
    fn a_word_of_several_senses_has_a_row_for_each() {
        let zh = found(Lang::Zh, "请求");
        let [(_, senses)] = zh.as_slice() else {
            panic!("{zh:?}")
        };
        for (lang, text) in [
            (Lang::En, "request"),
            (Lang::Vi, "yêu cầu"),
            (Lang::Ja, "請求"),
        ] {
            let other = found(lang, text);
            let shared = other.iter().flat_map(|(_, rows)| rows);
            assert!(shared.into_iter().any(|row| senses.contains(row)), "{text}");
        }
        let telephone = found(Lang::Ja, "電話番号");
        assert!(
            telephone
                .iter()
                .all(|(_, rows)| rows.iter().all(|row| !senses.contains(row)))
        );
    }

    #[test]
    fn what_a_long_word_is_made_of_comes_behind_it() {
        let words = found(Lang::En, "your telephone number");
        let texts: Vec<&str> = words.iter().map(|(text, _)| text.as_str()).collect();
        assert!(
            texts.contains(&"telephone number") || texts.contains(&"telephone"),
            "{texts:?}"
        );
    }
}
