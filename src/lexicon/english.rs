//! English words: a dictionary, and the ways in which English makes words of others.
//!
//! In goes a word in small letters, out comes whether it is an ordinary word. Names are none, but for those that
//! are words too.

use std::sync::LazyLock;

use super::termbase;
use crate::model::TermId;
use crate::text::Lang;
use foldhash::HashSet;

/// The dictionary: sorted, one word a line; looked up in place, so that it costs nothing to start.
const WORDS: &str = include_str!("../../dictionaries/en/words.tsv");

/// Shorter words are taken as known.
const SHORTEST: usize = 4;

/// The words of the dictionary, sorted.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines()
}

/// Whether the dictionary has a word in lower case.
#[must_use]
pub fn is_listed(word: &str) -> bool {
    stands_in(WORDS, word)
}

/// Looks a line up in a sorted text, in place.
pub(crate) fn stands_in(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let end = bytes[start..]
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(list.len(), |at| start + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Words of the termbase.
static TERMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let base = termbase();
    (0..u32::try_from(base.len()).unwrap_or(0))
        .filter_map(|number| base.concept(TermId(number)))
        .flat_map(|concept| concept.forms(Lang::En))
        .flat_map(|form| form.split(|c: char| !c.is_ascii_lowercase()))
        .filter(|word| word.len() >= SHORTEST)
        .collect()
});

/// Whether a concept of the termbase is called by a word, alone or among others.
#[must_use]
pub fn is_term(word: &str) -> bool {
    TERMS.contains(word)
}

/// A word of the dictionary or the termbase, or one made from those by the ways in which English makes words.
#[must_use]
pub fn is_known(word: &str) -> bool {
    is_word(word) || is_joined(word)
}

/// The same, but for two words written as one, which may be a name as well: Facebook.
#[must_use]
pub fn is_word(word: &str) -> bool {
    if word.len() < SHORTEST || is_listed(word) || TERMS.contains(word) {
        return true;
    }
    for ending in [
        "s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "able", "ability", "ment", "ation",
        "ations", "al", "ive", "ism", "ist", "less", "wide", "like", "ful",
    ] {
        if let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3)
            && (is_listed(base) || is_listed(&format!("{base}e")) || TERMS.contains(base))
        {
            return true;
        }
    }
    for beginning in [
        "un", "re", "non", "pre", "sub", "de", "co", "anti", "multi", "inter", "mis", "over",
        "under", "dis", "in", "micro", "cyber", "pseudo", "geo", "auto", "bio", "self", "tele",
        "meta", "super", "post",
    ] {
        if let Some(base) = word.strip_prefix(beginning).filter(|base| base.len() >= 4)
            && (is_listed(base)
                || TERMS.contains(base)
                || base.strip_suffix('s').is_some_and(is_listed)
                || base
                    .strip_suffix("ed")
                    .is_some_and(|base| is_listed(base) || is_listed(&format!("{base}e"))))
        {
            return true;
        }
    }
    false
}

/// Two words of the dictionary written as one: dataset, screenshot, smartphone.
fn is_joined(word: &str) -> bool {
    (4..=word.len().saturating_sub(3)).any(|cut| {
        word.is_char_boundary(cut) && is_listed(&word[..cut]) && {
            let rest = &word[cut..];
            is_listed(rest)
                || rest
                    .strip_suffix('s')
                    .is_some_and(|rest| rest.len() > 3 && is_listed(rest))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_sorted_and_in_small_letters() {
        assert!(WORDS.lines().is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn words_are_known_and_names_are_not() {
        for word in ["collect", "collecting", "unshared", "guardians"] {
            assert!(is_known(word), "{word}");
        }
        for word in ["globex", "contoso", "initech"] {
            assert!(!is_known(word), "{word}");
        }
        assert!(is_known("kettlebridge") && !is_word("kettlebridge"));
    }
}
