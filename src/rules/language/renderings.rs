//! One concept in two scripts (Cookie and クッキー), and two words for the reader (あなた and お前).
//!
//! Which Latin and which katakana word are one concept stands in the termbase; which words address the reader, and
//! how politely, in `dictionaries/<lang>/address.tsv`.

use std::collections::BTreeMap;

use crate::lexicon::termbase;
use crate::model::{Class, Document, Edition, TermId};
use crate::text::{Folded, Lang, Script, Span, script_of};

const JA: &str = include_str!("../../../dictionaries/ja/address.tsv");
const VI: &str = include_str!("../../../dictionaries/vi/address.tsv");

/// So often is a word used before it counts as the usual one.
const USUAL: usize = 3;

/// Two words for one thing in one edition: the usual one, and the odd one, with how often each stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mix {
    /// Where the usual word stands first.
    pub(super) usual: (Span, usize),
    /// Where the odd word stands first.
    pub(super) odd: (Span, usize),
    /// The odd word is an insult.
    pub(super) rude: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Writing {
    Latin,
    Katakana,
}

fn writing(text: &str) -> Option<Writing> {
    if text.is_ascii() {
        return Some(Writing::Latin);
    }
    text.chars()
        .all(|c| script_of(c) == Script::Katakana || matches!(c, 'ー' | '・'))
        .then_some(Writing::Katakana)
}

/// Whether a concept is written in both scripts at all.
fn is_double(concept: TermId) -> bool {
    termbase().concept(concept).is_some_and(|concept| {
        let has = |which| {
            concept
                .forms(Lang::Ja)
                .any(|form| writing(form) == Some(which))
        };
        has(Writing::Latin) && has(Writing::Katakana)
    })
}

/// Concepts that a Japanese edition writes in Latin letters and in katakana.
pub(super) fn scripts(edition: &Edition, lang: Lang) -> Vec<Mix> {
    if lang != Lang::Ja {
        return Vec::new();
    }
    let document = &edition.document;
    let mut uses: BTreeMap<TermId, BTreeMap<Writing, (Span, usize)>> = BTreeMap::new();
    for (_, clause) in document
        .iter()
        .filter(|(_, clause)| clause.class == Class::Text)
    {
        for mention in edition.terms_in(clause.body) {
            let word = Folded::new(document.slice(mention.span));
            let Some(which) = writing(word.text()) else {
                continue;
            };
            uses.entry(mention.concept)
                .or_default()
                .entry(which)
                .or_insert((mention.span, 0))
                .1 += 1;
        }
    }
    uses.into_iter()
        .filter(|(concept, words)| words.len() > 1 && is_double(*concept))
        .filter_map(|(_, words)| mixed(words.into_values().collect(), false))
        .collect()
}

/// Whether a text is a word for the reader that may be a noun elsewhere (a customer, a guest).
pub(in crate::rules) fn is_address_of_the_reader(lang: Lang, text: &str) -> bool {
    let text = text.to_lowercase();
    let rows = table(lang).into_iter().flat_map(str::lines);
    rows.filter_map(|row| row.split_once('\t'))
        .any(|(form, _)| form == text)
}

/// The words for the reader.
fn table(lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::Ja => Some(JA),
        Lang::Vi => Some(VI),
        _ => None,
    }
}

fn mixed(mut words: Vec<(Span, usize)>, rude: bool) -> Option<Mix> {
    words.sort_by_key(|(span, count)| (std::cmp::Reverse(*count), span.start));
    let [usual, odd, ..] = words.as_slice() else {
        return None;
    };
    (usual.1 >= USUAL).then_some(Mix {
        usual: *usual,
        odd: *odd,
        rude,
    })
}

/// Words for the reader that do not go together.
pub(super) fn address(document: &Document, lang: Lang) -> Vec<Mix> {
    let Some(table) = table(lang) else {
        return Vec::new();
    };
    let forms: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut uses: BTreeMap<&str, BTreeMap<&str, (Span, usize)>> = BTreeMap::new();
    for (id, clause) in document
        .iter()
        .filter(|(_, clause)| clause.class == Class::Text)
    {
        let folded = Folded::new(document.body(id));
        let text = folded.text();
        for (form, rank) in &forms {
            for (at, _) in text.match_indices(form) {
                let end = at + form.len();
                let letter = |c: Option<char>| c.is_some_and(crate::text::is_alphanumeric);
                let cut = !lang.is_cjk()
                    && (letter(text[..at].chars().next_back())
                        || letter(text[end..].chars().next()));
                // 「あなた」 in quotation marks is defined, not said; bạn bè are friends.
                let quoted = text[..at].ends_with(['「', '『', '“', '"', '‘'])
                    || text[end..].starts_with(" bè")
                    || text[end..].starts_with(" đọc")
                    || text[..at].ends_with("người ");
                if cut || quoted {
                    continue;
                }
                let span = folded
                    .original(Span::new(at, end))
                    .shifted(clause.body.start);
                uses.entry(rank)
                    .or_default()
                    .entry(form)
                    .or_insert((span, 0))
                    .1 += 1;
            }
        }
    }
    let usual = uses
        .iter()
        .filter(|(rank, _)| **rank != "rude")
        .flat_map(|(_, words)| words.values().copied())
        .max_by_key(|(span, count)| (*count, std::cmp::Reverse(span.start)));
    let Some(usual) = usual else {
        return Vec::new();
    };
    let rude = uses
        .get("rude")
        .into_iter()
        .flat_map(|words| words.values());
    rude.filter_map(|odd| mixed(vec![usual, *odd], true))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_unique() {
        for table in [JA, VI] {
            let forms: Vec<&str> = table
                .lines()
                .filter_map(|line| line.split('\t').next())
                .collect();
            assert!(forms.is_sorted_by(|a, b| a < b));
            assert!(unicode_normalization::is_nfc(table));
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        assert_eq!(writing("cookie"), Some(Writing::Latin));
        assert_eq!(writing("クッキー"), Some(Writing::Katakana));
        assert_eq!(writing("第三者クッキー"), None);
    }
}
