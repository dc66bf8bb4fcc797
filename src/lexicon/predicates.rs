//! What policies say that somebody does or is, in five written forms: to which word a "not" or a "may" belongs.
//!
//! In goes `dictionaries/predicates.tsv`, out come matchers. A row is one idea with all that a translator may call it:
//! looser than a concept of the termbase, and never reported for itself.

use std::sync::OnceLock;

use super::Matcher;
use crate::text::Lang;

/// The indexes of the table's columns, as the build script made them.
const PREDICATES: [&[u8]; Lang::KNOWN.len()] = stored!("predicates");

/// The predicates of a language, numbered by their rows; `None` for a language that the table does not have.
#[must_use]
pub fn predicates(lang: Lang) -> Option<&'static Matcher> {
    static BY_LANG: [OnceLock<Matcher>; Lang::KNOWN.len()] =
        [const { OnceLock::new() }; Lang::KNOWN.len()];
    let column = Lang::KNOWN.iter().position(|known| *known == lang)?;
    Some(BY_LANG[column].get_or_init(|| Matcher::stored(lang, PREDICATES[column])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folded;

    const ROWS: &str = include_str!("../../dictionaries/predicates.tsv");

    fn found(lang: Lang, text: &str) -> Vec<u32> {
        let mut rows = Vec::new();
        if let Some(matcher) = predicates(lang) {
            matcher.find(Folded::new(text).text(), &mut |row, _| rows.push(row));
        }
        rows
    }

    #[test]
    fn the_table_is_sorted_whole_and_unambiguous() {
        let mut last = "";
        let mut seen = std::collections::BTreeSet::new();
        for row in ROWS.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 1 + Lang::KNOWN.len(), "{row}");
            assert!(cells[0] > last, "{row}");
            last = cells[0];
            assert!(unicode_normalization::is_nfc(row), "{row}");
            for (column, cell) in cells.iter().enumerate().skip(1) {
                for form in cell.split('|') {
                    assert!(!form.is_empty() && form == form.trim(), "{row}");
                    assert!(seen.insert((column, form)), "{form} stands twice");
                }
            }
        }
    }

    #[test]
    fn an_act_is_one_in_every_language() {
        let disclosed = found(Lang::En, "It is never disclosed.");
        assert_eq!(disclosed.len(), 1);
        for (lang, text) in [
            (Lang::Zh, "我们不会披露。"),
            (Lang::ZhHant, "我們不會揭露。"),
            (Lang::Ja, "開示しません。"),
            (Lang::Vi, "Chúng tôi không tiết lộ."),
        ] {
            assert_eq!(found(lang, text), disclosed, "{text}");
        }
    }
}
