//! The cues of one language, found by their first word or character, longest first.

use std::sync::OnceLock;

use super::view::View;
use crate::model::{Force, Trait};
use foldhash::{HashMap, HashMapExt as _};

/// A word that a beginning is looked for in has so many bytes at least.
const SHORTEST: usize = 6;

/// Characters that `…` may stand for.
const GAP: usize = 40;

struct Entry {
    /// What must stand behind the first word or character.
    rest: &'static str,
    /// What must stand behind a gap, one after the other.
    behind: Vec<&'static str>,
    shows: Vec<(Trait, Force)>,
}

/// The cues that begin with a word or character. A policy has few of all: a row is read when its beginning is met.
#[derive(Default)]
struct Cues {
    /// What stands behind the beginning, and what it shows.
    rows: Vec<(&'static str, &'static str)>,
    entries: OnceLock<Vec<Entry>>,
}

impl Cues {
    /// The longest first.
    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| {
            let mut entries: Vec<Entry> = self.rows.iter().map(|row| Entry::read(*row)).collect();
            // The longer says more, and what needs something behind a gap more than as much without.
            entries.sort_by_key(|entry| {
                let behind: usize = entry.behind.iter().map(|piece| piece.len()).sum();
                std::cmp::Reverse((entry.rest.len() + behind, !entry.behind.is_empty()))
            });
            entries
        })
    }
}

impl Entry {
    fn read((cue, shows): (&'static str, &'static str)) -> Self {
        let mut pieces = cue.split('…');
        Self {
            rest: pieces.next().unwrap_or_default(),
            behind: pieces.collect(),
            shows: shows.split(' ').filter_map(shown).collect(),
        }
    }
}

/// Cues by their beginning.
pub(super) struct Lexicon {
    spaced: bool,
    by_head: HashMap<&'static str, Cues>,
    prefixes: Vec<(&'static str, Vec<(Trait, Force)>)>,
}

impl Lexicon {
    /// Reads `cue<TAB>what it shows` lines; a line that begins with `# ` is a comment.
    pub(super) fn new(table: &'static str, spaced: bool) -> Self {
        let mut lexicon = Self {
            spaced,
            by_head: HashMap::new(),
            prefixes: Vec::new(),
        };
        for line in table.lines() {
            let Some((cue, shows)) = line.split_once('\t') else {
                continue;
            };
            if line.starts_with("# cue\t") || line.starts_with("# cue<") {
                continue;
            }
            if let Some(prefix) = cue.strip_suffix('*') {
                let shows = shows.split(' ').filter_map(shown).collect();
                lexicon.prefixes.push((prefix, shows));
                continue;
            }
            let head = if spaced {
                cue.find([' ', '…']).unwrap_or(cue.len())
            } else {
                cue.chars().next().map_or(0, char::len_utf8)
            };
            let (head, rest) = cue.split_at(head);
            let cues = lexicon.by_head.entry(head).or_default();
            cues.rows.push((rest, shows));
        }
        lexicon
    }

    /// Calls `each` with start, end and meaning of every cue in the view.
    pub(super) fn scan(
        &'static self,
        view: &View,
        each: &mut dyn FnMut(usize, usize, &'static [(Trait, Force)]),
    ) {
        if self.spaced {
            self.scan_words(view.text(), each);
        } else {
            self.scan_characters(view.text(), each);
        }
    }

    fn scan_characters(
        &'static self,
        text: &str,
        each: &mut dyn FnMut(usize, usize, &'static [(Trait, Force)]),
    ) {
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let behind = at + c.len_utf8();
            let cues = self.by_head.get(&text[at..behind]);
            let found = cues.and_then(|cues| {
                cues.entries().iter().find(|entry| {
                    text[behind..].starts_with(entry.rest)
                        && stand_behind(&text[behind + entry.rest.len()..], &entry.behind)
                })
            });
            match found {
                Some(entry) => {
                    let end = behind + entry.rest.len();
                    if !entry.shows.is_empty() {
                        each(at, end, &entry.shows);
                    }
                    at = end;
                }
                None => at = behind,
            }
        }
    }

    fn scan_words(
        &'static self,
        text: &str,
        each: &mut dyn FnMut(usize, usize, &'static [(Trait, Force)]),
    ) {
        let mut at = 0;
        while let Some((start, end)) = next_word(text, at) {
            let word = &text[start..end];
            let head = if is_figure(word) { "#" } else { word };
            let cues = self.by_head.get(head);
            let found = cues.and_then(|cues| {
                cues.entries().iter().find_map(|entry| {
                    let to = goes_on(text, end, entry.rest)?;
                    stand_behind(&text[to..], &entry.behind).then_some((entry, to))
                })
            });
            if let Some((entry, to)) = found {
                if !entry.shows.is_empty() {
                    each(start, to, &entry.shows);
                }
                at = to;
                continue;
            }
            let prefixed = self.prefixes.iter().find(|(prefix, _)| {
                word.len() >= prefix.len().max(SHORTEST) && word.starts_with(prefix)
            });
            if let Some((_, shows)) = prefixed {
                each(start, end, shows);
            }
            at = end;
        }
    }
}

/// `not`, `not:30` or `not!`.
pub(super) fn shown(name: &str) -> Option<(Trait, Force)> {
    if let Some(name) = name.strip_suffix('!') {
        return Some((Trait::named(name)?, Force::Takes));
    }
    let (name, chance) = match name.split_once(':') {
        Some((name, chance)) => (name, chance.parse().ok()?),
        None => (name, Force::SURE),
    };
    Some((Trait::named(name)?, Force::Chance(chance)))
}

/// Whether the pieces stand behind, one after the other, each after a gap.
fn stand_behind(mut text: &str, pieces: &[&str]) -> bool {
    pieces.iter().all(|piece| {
        for (at, c) in text.char_indices().take(GAP) {
            if text[at..].starts_with(piece) {
                text = &text[at + piece.len()..];
                return true;
            }
            if matches!(c, '。' | ',' | ';' | '!' | '?') {
                return false;
            }
        }
        false
    })
}

fn is_word(c: char) -> bool {
    crate::text::is_alphanumeric(c) || c == '\''
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The next word at or behind `at`.
fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + text[at..].find(is_word)?;
    let length = text[start..]
        .find(|c| !is_word(c))
        .unwrap_or(text.len() - start);
    Some((start, start + length))
}

/// The end of the phrase whose words after the first are `rest`, if they stand behind `at`
/// with nothing but spaces, hyphens and slashes between.
fn goes_on(text: &str, mut at: usize, rest: &str) -> Option<usize> {
    for wanted in rest.split(' ').filter(|word| !word.is_empty()) {
        if wanted == "," {
            if !text[at..].trim_start().starts_with(',') {
                return None;
            }
            continue;
        }
        let (start, end) = next_word(text, at)?;
        let word = &text[start..end];
        let figure = wanted == "#" && is_figure(word);
        let joined = |c: char| matches!(c, ' ' | '-' | '/') || (figure && c == '.');
        if !(word == wanted || figure) || !text[at..start].chars().all(joined) {
            return None;
        }
        at = end;
    }
    Some(at)
}
