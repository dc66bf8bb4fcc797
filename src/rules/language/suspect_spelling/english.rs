//! English: words that the dictionary does not have, next to one that the text does.

use std::ops::Range;

use super::edits::{one_apart, variants};
use super::{Suspect, texts};
use crate::lexicon::english;
use crate::model::{ClauseId, Policy};
use crate::text::{Lang, Span};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// Words of law and of the web that it lacks, sorted; ours.
const JARGON: &str = include_str!("../../../../dictionaries/en/jargon.tsv");

/// The shortest word that is suspected.
const SHORTEST: usize = 4;
/// A word of so many letters hardly is another one by chance.
const LONG: usize = 10;
/// Words that are looked at one by one.
const MOST: usize = 2000;

/// Whether a list has a word in lower case.
pub(super) fn is_listed(word: &str) -> bool {
    english::is_listed(word) || english::stands_in(JARGON, word)
}

/// A word of the dictionary or the termbase, or one made from those by the ways in which English makes words.
fn is_known(word: &str) -> bool {
    if word.len() < SHORTEST || is_listed(word) || english::is_term(word) {
        return true;
    }
    // sexualizes, by sexualized
    if word.strip_suffix('s').is_some_and(|base| {
        let past = format!("{base}d");
        base.ends_with('e') && (is_listed(&past) || english::is_term(&past))
    }) {
        return true;
    }
    for ending in [
        "s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "able", "ability", "ment", "ation",
        "ations", "al", "ive", "ism", "ist", "less", "wide", "like", "ful",
    ] {
        if let Some(base) = word
            .strip_suffix(ending)
            .filter(|base| base.len() >= 3 && (ending != "d" || base.ends_with('e')))
            && (is_listed(base)
                || is_listed(&format!("{base}e"))
                // culpably
                || ending == "ly" && is_listed(&format!("{base}le"))
                || english::is_term(base))
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
                || english::is_term(base)
                || base.strip_suffix('s').is_some_and(is_listed)
                || base
                    .strip_suffix("ed")
                    .is_some_and(|base| is_listed(base) || is_listed(&format!("{base}e"))))
        {
            return true;
        }
    }
    // dataset, screenshot, smartphone
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

/// Words of ASCII letters that are no part of an address, a code or a name in two cases (GitHub).
fn words(text: &str, mut each: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
            at += 1;
        }
        let before = start.checked_sub(1).map(|at| bytes[at]);
        let behind = bytes.get(at).copied();
        let joined = |byte: Option<u8>| {
            byte.is_some_and(|b| {
                matches!(
                    b,
                    b'@' | b'_' | b'/' | b'\\' | b'#' | b'=' | b'&' | b'%' | b'<' | b'{' | b'$'
                ) || b.is_ascii_digit()
                    || (0xc3..0xe0).contains(&b)
            })
        };
        let dotted = behind == Some(b'.')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
            || before == Some(b'.') && start > 1 && bytes[start - 2].is_ascii_alphanumeric()
            || before == Some(b':')
            || behind == Some(b':') && bytes.get(at + 1) == Some(&b'/');
        let apostrophe = text[..start].ends_with(['\'', '’'])
            || text[at..].strip_prefix(['\'', '’']).is_some_and(|rest| {
                rest.starts_with(|c: char| crate::text::is_alphabetic(c) && c != 's')
            });
        let inner = text[start + 1..at].bytes().any(|b| b.is_ascii_uppercase());
        // (I)nherit, --quiet: a letter of it is a key, or it is an option.
        let cut = text[..start].ends_with(')')
            || text[..start].ends_with('-')
                && !text[..start - 1].ends_with(|c: char| c.is_alphanumeric());
        if cut {
            continue;
        }
        if !joined(before) && !joined(behind) && !dotted && !apostrophe && !inner {
            each(start..at);
        }
    }
}

#[derive(Default)]
struct Seen {
    count: usize,
    /// With a capital behind other words: a name.
    named: usize,
    first: Option<(ClauseId, Span)>,
}

pub(super) fn suspects(policy: &Policy) -> Vec<Suspect> {
    let mut seen: HashMap<String, Seen> = HashMap::new();
    texts(policy, Lang::En, |id, text, start| {
        words(text, |range| {
            let word = &text[range.clone()];
            let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
            let lower = word.to_ascii_lowercase();
            let entry = seen.entry(lower).or_default();
            entry.count += 1;
            entry.named += usize::from(capital);
            entry
                .first
                .get_or_insert((id, Span::new(start + range.start, start + range.end)));
        });
    });
    let mut unknown: Vec<(&String, &Seen)> = seen
        .iter()
        .filter(|(word, entry)| entry.count <= 2 && word.len() >= SHORTEST && !is_known(word))
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    unknown.sort_by_key(|(word, _)| *word);
    let elsewhere = Elsewhere::new(policy);
    unknown
        .into_iter()
        .take(MOST)
        .filter_map(|(word, entry)| judge(policy, word, entry, &seen, &elsewhere))
        .collect()
}

fn judge(
    policy: &Policy,
    word: &str,
    entry: &Seen,
    seen: &HashMap<String, Seen>,
    elsewhere: &Elsewhere,
) -> Option<Suspect> {
    let (clause, span) = entry.first?;
    let suspect = |expected: &str, confidence: f32, other| {
        let written = policy
            .edition(Lang::En)
            .map_or("", |edition| edition.document.slice(span));
        let expected = if written.starts_with(|c: char| c.is_ascii_uppercase()) {
            let mut letters = expected.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect()
        } else {
            expected.to_owned()
        };
        Some(Suspect {
            span,
            expected: Some(expected),
            other,
            confidence,
        })
    };
    if elsewhere.all.contains(word) {
        return None;
    }
    if let Some((other, span, meant)) =
        elsewhere.aligned(policy, clause, (word, entry.named == entry.count))
    {
        return suspect(&meant, 0.9, Some((other, span)));
    }
    // A capital may begin a sentence or a title: only a word that is frequent tells.
    let named = entry.named == entry.count;
    let frequent = seen
        .iter()
        .filter(|(other, theirs)| {
            other.len().abs_diff(word.len()) <= 1
                && theirs.count >= 2.max(3 * entry.count - 1)
                && theirs.named < theirs.count
                && is_known(other)
                && one_apart(word, other)
        })
        .max_by_key(|(other, theirs)| (theirs.count, std::cmp::Reverse(*other)));
    if let Some((other, theirs)) = frequent
        && (word.len() >= 5 || (theirs.count >= 4 && word.as_bytes()[0] == other.as_bytes()[0]))
        && (!named || (word.len() >= 6 && theirs.count >= 4))
    {
        return suspect(other, if named { 0.75 } else { 0.9 }, None);
    }
    if named || word.len() < 5 {
        return None;
    }
    let (mut near, mut far): (Option<String>, Option<String>) = (None, None);
    variants(word, |variant| {
        if seen.contains_key(variant) && is_known(variant) || english::is_term(variant) {
            near.get_or_insert_with(|| variant.to_owned());
        } else if variant.len() >= 5 && is_listed(variant) {
            far.get_or_insert_with(|| variant.to_owned());
        }
    });
    let near = near.or(far.filter(|_| word.len() >= 7))?;
    if english::is_term(near.as_str()) || seen.contains_key(&near) {
        return suspect(&near, 0.85, None);
    }
    // Next to nothing that the text says: a word that the lists lack, more often than a slip, unless it is long.
    let spelt_otherwise = word.replace('z', "s") == near.replace('z', "s");
    let confidence = if word.len() >= LONG && !spelt_otherwise {
        0.65
    } else {
        0.4
    };
    suspect(&near, confidence, None)
}

/// Latin words of the other editions.
struct Elsewhere {
    all: HashSet<String>,
}

impl Elsewhere {
    fn new(policy: &Policy) -> Self {
        let mut all = HashSet::new();
        for lang in policy.langs().filter(|lang| *lang != Lang::En) {
            texts(policy, lang, |_, text, _| {
                words(text, |range| {
                    if range.len() >= SHORTEST {
                        all.insert(text[range].to_ascii_lowercase());
                    }
                });
            });
        }
        Self { all }
    }

    /// The word that the aligned clause of another edition has in place of `word`.
    fn aligned(
        &self,
        policy: &Policy,
        clause: ClauseId,
        (word, named): (&str, bool),
    ) -> Option<(Lang, Span, String)> {
        let group = policy
            .group(Lang::En, clause)
            .filter(|group| group.confidence >= 0.4)?;
        // What the clause itself says renders it: “cupsd, the daemon of cups”.
        let mut own = HashSet::new();
        for id in group.of(Lang::En) {
            let text = policy.body(Lang::En, *id);
            words(text, |range| {
                own.insert(text[range].to_ascii_lowercase());
            });
        }
        for (lang, clauses) in group.members.iter().filter(|(lang, _)| **lang != Lang::En) {
            for id in clauses {
                let Some(other) = policy.clause(*lang, *id) else {
                    continue;
                };
                let text = policy.body(*lang, *id);
                let start = other.body.start as usize;
                let mut found = None;
                words(text, |range| {
                    let theirs = text[range.clone()].to_ascii_lowercase();
                    // A syllable of Vietnamese may look like an English word.
                    let is_name = text[range.clone()].starts_with(|c: char| c.is_ascii_uppercase());
                    if theirs.len() >= SHORTEST
                        && found.is_none()
                        && (is_name || !named)
                        && !own.contains(&theirs)
                        && is_known(&theirs)
                        && one_apart(word, &theirs)
                    {
                        found = Some((
                            *lang,
                            Span::new(start + range.start, start + range.end),
                            theirs,
                        ));
                    }
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_sorted_and_found() {
        assert!(english::words().is_sorted_by(|a, b| a < b));
        assert!(JARGON.lines().is_sorted_by(|a, b| a < b));
        assert!(JARGON.lines().all(|word| !english::is_listed(word)));
        let all: Vec<&str> = english::words().collect();
        for word in all.iter().step_by(97).chain([&all[0], &all[all.len() - 1]]) {
            assert!(is_listed(word), "{word}");
        }
        for word in ["", "a", "bookd", "zzzzz", "manu"] {
            assert!(!is_listed(word), "{word}");
        }
    }

    #[test]
    fn made_words_are_known() {
        for word in [
            "booked",
            "rebooking",
            "unpaid",
            "dataset",
            "smartphones",
            "timestamp",
            "personalised",
            "anonymise",
            "subprocessors",
            "culpably",
        ] {
            assert!(is_known(word), "{word}");
        }
        for word in ["bookd", "informtion", "recieve", "manu"] {
            assert!(!is_known(word), "{word}");
        }
    }

    #[test]
    fn words_of_addresses_are_none() {
        let text = "see lake.example/boats or a@b.cd, GitHub, don't, x_y, h2o the boat's café";
        let mut found = Vec::new();
        words(text, |range| found.push(&text[range]));
        assert_eq!(found, ["see", "or", "the", "boat"]);
    }
}
