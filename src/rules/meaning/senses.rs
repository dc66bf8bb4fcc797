//! Words for another sense of the word that the other editions use: a card that is “charged” like a battery, the
//! “carrier” of a disease that delivers the parcel.
//!
//! In goes a policy, out come its [`Slip`]s. The rows stand in `dictionaries/senses.tsv`: by language the words for the
//! sense that policies mean, by language the words for another one, and words that make that one likely after all (with
//! `~` before it wherever in the policy it stands: guests of a hotel check out). A row tells where an edition has a
//! wrong word, another edition of the clause a right one, and none a word that excuses it; where two editions agree on
//! the other sense it is meant.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use crate::model::{Class, ClauseId, Group, Policy};
use crate::text::{Folded, Lang, Phrases, Script, Span, folded, is_cjk, script_of};

const ROWS: &str = include_str!("../../../dictionaries/senses.tsv");

/// Languages in the order of the columns.
const LANGS: [Lang; 5] = Lang::KNOWN;

/// Letters that an English word may end on behind its base form: s, ed, ing.
const ENDING: usize = 3;

/// Stands before a word that excuses wherever in the policy it stands.
const TOPICAL: char = '~';

/// A policy is about what so many of its clauses name.
const TOPIC: usize = 2;

/// Longest clause that is looked into, in bytes.
const LONGEST: usize = 64 * 1024;

/// One sense: what is right and what is wrong in each language, and what excuses the wrong.
struct Row {
    right: [&'static str; 5],
    wrong: [&'static str; 5],
    unless: &'static str,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    ROWS.lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t').skip(1);
            let mut five = || std::array::from_fn(|_| cells.next().unwrap_or_default());
            let (right, wrong) = (five(), five());
            Row {
                right,
                wrong,
                unless: cells.next().unwrap_or_default(),
            }
        })
        .collect()
});

/// The wrong words of a language, with the rows that they belong to; built when the first text of it is read.
fn wrong(column: usize) -> &'static (Phrases, Vec<usize>) {
    static WRONG: [OnceLock<(Phrases, Vec<usize>)>; 5] = [const { OnceLock::new() }; 5];
    WRONG[column].get_or_init(|| {
        let (mut words, mut of) = (Vec::new(), Vec::new());
        for (at, row) in TABLE.iter().enumerate() {
            for word in forms(row.wrong[column]) {
                words.push(word);
                of.push(at);
            }
        }
        (Phrases::new(words), of)
    })
}

/// A word for another sense.
pub(super) struct Slip {
    pub(super) group: usize,
    pub(super) lang: Lang,
    pub(super) at: Span,
    /// Where other editions have the right word.
    pub(super) others: Vec<(Lang, Span)>,
}

/// The words of a policy that have another sense, in the order of the groups.
pub(super) fn slips(policy: &Policy) -> Vec<Slip> {
    let (mut found, mut topics) = (Vec::new(), BTreeMap::new());
    for (at, group) in policy.groups.iter().enumerate() {
        // Hardly a clause has one: only these are compared with their counterparts.
        if group.class == Class::Text && group.members.len() > 1 && is_suspect(policy, group) {
            in_group(policy, at, group, &mut topics, &mut found);
        }
    }
    found
}

/// Whether several clauses of the policy name what makes the other sense of a row likely.
fn is_topic(policy: &Policy, row: &Row) -> bool {
    let words: Vec<&str> = forms(row.unless)
        .filter_map(|word| word.strip_prefix(TOPICAL))
        .collect();
    let naming = |lang: Lang| {
        let clauses = policy.edition(lang).map(|edition| edition.document.iter());
        clauses
            .into_iter()
            .flatten()
            .filter_map(|(id, _)| Text::new(policy, lang, id))
            .filter(|text| words.iter().any(|word| text.find(word).is_some()))
            .take(TOPIC)
            .count()
    };
    !words.is_empty() && policy.langs().any(|lang| naming(lang) == TOPIC)
}

/// Whether some clause of a group holds a wrong word of its language.
fn is_suspect(policy: &Policy, group: &Group) -> bool {
    group.members.iter().any(|(lang, ids)| {
        let column = LANGS.iter().position(|known| known == lang);
        column.is_some_and(|column| {
            let words = &wrong(column).0;
            ids.iter()
                .any(|id| words.are_in(&folded(policy.body(*lang, *id))))
        })
    })
}

/// A clause of a group, folded.
struct Text {
    lang: Lang,
    column: usize,
    start: u32,
    folded: Folded,
}

impl Text {
    fn new(policy: &Policy, lang: Lang, clause: ClauseId) -> Option<Self> {
        let column = LANGS.iter().position(|known| *known == lang)?;
        let body = policy.body(lang, clause);
        (body.len() <= LONGEST).then(|| Self {
            lang,
            column,
            start: policy.clause(lang, clause).map_or(0, |one| one.body.start),
            folded: Folded::new(body),
        })
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.folded
            .original(Span::new(from, to))
            .shifted(self.start)
    }

    /// Where a word stands.
    fn find(&self, word: &str) -> Option<Span> {
        let text = self.folded.text();
        text.match_indices(word)
            .find(|(at, _)| is_word(text, self.lang, *at, at + word.len()))
            .map(|(at, _)| self.span(at, at + word.len()))
    }
}

/// `topics`: what is known of the rows met so far, by their number.
fn in_group(
    policy: &Policy,
    number: usize,
    group: &Group,
    topics: &mut BTreeMap<usize, bool>,
    found: &mut Vec<Slip>,
) {
    let clauses = group
        .members
        .iter()
        .flat_map(|(lang, ids)| ids.iter().map(|id| (*lang, *id)));
    let texts: Vec<Text> = clauses
        .filter_map(|(lang, id)| Text::new(policy, lang, id))
        .collect();
    for text in &texts {
        let (words, of) = wrong(text.column);
        for (at, word) in words.find(text.folded.text()) {
            if !is_word(text.folded.text(), text.lang, at.start, at.end) {
                continue;
            }
            let row = &TABLE[of[word]];
            let others = || texts.iter().filter(|other| other.lang != text.lang);
            let has =
                |other: &Text, words: &'static str| forms(words).find_map(|word| other.find(word));
            let meant = others().any(|other| has(other, row.wrong[other.column]).is_some())
                || texts
                    .iter()
                    .any(|text| excuses(row).any(|word| text.find(word).is_some()))
                || *topics
                    .entry(of[word])
                    .or_insert_with(|| is_topic(policy, row));
            let right: Vec<(Lang, Span)> = others()
                .filter_map(|other| Some((other.lang, has(other, row.right[other.column])?)))
                .collect();
            if !meant && !right.is_empty() {
                found.push(Slip {
                    group: number,
                    lang: text.lang,
                    at: text.span(at.start, at.end),
                    others: right,
                });
            }
        }
    }
}

/// The words that make the other sense likely.
fn excuses(row: &Row) -> impl Iterator<Item = &'static str> {
    forms(row.unless).map(|word| word.trim_start_matches(TOPICAL))
}

fn forms(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|form| !form.is_empty())
}

/// Whether a stretch is no part of a longer word; English may add an ending, katakana (クレジットカード) may not go on.
fn is_word(text: &str, lang: Lang, start: usize, end: usize) -> bool {
    let is_katakana = |c: char| script_of(c) == Script::Katakana || c == 'ー';
    let is_spaced = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let (before, mut behind) = (text[..start].chars().next_back(), text[end..].chars());
    let word = &text[start..end];
    let kana = |own: Option<char>, next: Option<char>| {
        own.is_some_and(is_katakana) && next.is_some_and(is_katakana)
    };
    if kana(word.chars().next(), before) || kana(word.chars().next_back(), behind.clone().next()) {
        return false;
    }
    if !word.chars().next().is_some_and(is_spaced) {
        return true;
    }
    let most = if lang == Lang::En { ENDING } else { 0 };
    !before.is_some_and(is_spaced) && behind.by_ref().take_while(|c| is_spaced(*c)).count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_and_in_order() {
        let rows: Vec<&str> = ROWS.lines().skip(1).collect();
        assert!(rows.is_sorted_by(|a, b| a.split('\t').next() < b.split('\t').next()));
        for row in rows {
            assert_eq!(row.split('\t').count(), 12, "{row}");
            assert!(unicode_normalization::is_nfc(row), "{row}");
        }
        for row in TABLE.iter() {
            assert!(row.right.iter().any(|cell| !cell.is_empty()));
            assert!(row.wrong.iter().any(|cell| !cell.is_empty()));
            for (right, wrong) in row.right.iter().zip(row.wrong) {
                assert!(forms(right).all(|right| forms(wrong).all(|wrong| right != wrong)));
                for form in forms(wrong) {
                    assert_eq!(
                        Folded::new(form).text(),
                        form,
                        "is compared with folded text"
                    );
                }
            }
        }
    }
}
