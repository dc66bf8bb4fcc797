//! What is wrong with a table of terms.
//!
//! Errors make a table misleading: two concepts share a form, a concept stands twice, a contrast leads nowhere.
//! Warnings are traps: a form that is hidden inside a longer word of its language, a form that is not in normal form C,
//! a concept with one language only.

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::is_nfc;

use super::Entry;
use crate::text::{Folded, Lang};

/// Something wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The table misleads; else it is only a trap.
    pub error: bool,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of the whole file.
    pub(super) fn of_file(message: impl Into<String>) -> Self {
        Self {
            line: 0,
            error: true,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.error { "error" } else { "warning" };
        match self.line {
            0 => write!(f, "{kind}: {}", self.message),
            line => write!(f, "line {line}: {kind}: {}", self.message),
        }
    }
}

/// Forms of at most so many characters of Chinese or Japanese are looked for inside longer forms.
const SHORT: usize = 2;
/// Most problems of one kind that are listed.
const MOST: usize = 1_000;

/// What is wrong, in the order of the lines.
#[must_use]
pub fn problems(entries: &[Entry]) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    let mut say = |line: usize, error: bool, message: String| {
        found.push(Problem {
            line,
            error,
            message,
        });
    };
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        if entry.id.is_empty() {
            say(
                entry.line,
                true,
                "the concept has no id and no term".to_owned(),
            );
        } else if let Some(first) = ids.insert(&entry.id, entry.line) {
            say(
                entry.line,
                true,
                format!("“{}” stands on line {first} already", entry.id),
            );
        }
        if entry.forms.len() < 2 {
            say(
                entry.line,
                false,
                format!(
                    "“{}” has terms in one language only: nothing can be compared",
                    entry.id
                ),
            );
        }
    }
    for entry in entries {
        for other in &entry.contrast {
            if !ids.contains_key(other.as_str()) {
                say(
                    entry.line,
                    true,
                    format!(
                        "“{}” contrasts with “{other}”, which the table does not have",
                        entry.id
                    ),
                );
            } else if !entries
                .iter()
                .any(|one| one.id == *other && one.contrast.contains(&entry.id))
            {
                say(
                    entry.line,
                    false,
                    format!("“{other}” does not contrast with “{}” in turn", entry.id),
                );
            }
        }
        for form in entry.forms.values().flatten() {
            if !is_nfc(&form.text) {
                say(
                    entry.line,
                    false,
                    format!("“{}” is not in normal form C: write it composed", form.text),
                );
            }
        }
    }
    same_forms(entries, &mut say);
    hidden_forms(entries, &mut say);
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

type Say<'s> = dyn FnMut(usize, bool, String) + 's;

/// One form for two concepts, or twice for one.
fn same_forms(entries: &[Entry], say: &mut Say<'_>) {
    let mut owners: BTreeMap<(Lang, String), &Entry> = BTreeMap::new();
    for entry in entries {
        for (lang, forms) in &entry.forms {
            for form in forms.iter().filter(|form| !form.forbidden) {
                let key = (*lang, Folded::new(&form.text).text().to_owned());
                match owners.get(&key) {
                    Some(first) if first.id == entry.id => say(
                        entry.line,
                        false,
                        format!("“{}” stands twice in {lang}", form.text),
                    ),
                    Some(first) => say(
                        entry.line,
                        true,
                        format!(
                            "“{}” names “{}” in {lang} already (line {})",
                            form.text, first.id, first.line
                        ),
                    ),
                    None => {
                        owners.insert(key, entry);
                    }
                }
            }
        }
    }
    for entry in entries {
        for (lang, forms) in &entry.forms {
            for form in forms.iter().filter(|form| form.forbidden) {
                let key = (*lang, Folded::new(&form.text).text().to_owned());
                if owners.get(&key).is_some_and(|owner| owner.id == entry.id) {
                    say(
                        entry.line,
                        true,
                        format!("“{}” is allowed and forbidden in {lang}", form.text),
                    );
                }
            }
        }
    }
}

/// Short forms that stand across the words of a longer form of another concept: 方法 in 地方法院.
fn hidden_forms(entries: &[Entry], say: &mut Say<'_>) {
    for lang in [Lang::Zh, Lang::ZhHant, Lang::Ja] {
        let all: Vec<(&Entry, &str)> = entries
            .iter()
            .flat_map(|entry| {
                let forms = entry.forms.get(&lang).into_iter().flatten();
                forms
                    .filter(|form| !form.forbidden)
                    .map(move |form| (entry, form.text.as_str()))
            })
            .collect();
        let shorts: BTreeMap<Vec<char>, &Entry> = all
            .iter()
            .map(|(entry, form)| (form.chars().collect::<Vec<char>>(), *entry))
            .filter(|(form, _)| form.len() <= SHORT)
            .collect();
        for (entry, form) in &all {
            let chars: Vec<char> = form.chars().collect();
            if chars.len() < 4 {
                continue;
            }
            // At the edges it is a part of the compound; inside it stands across the border of two words.
            for window in chars[1..chars.len() - 1].windows(SHORT) {
                if let Some(owner) = shorts.get(window)
                    && owner.id != entry.id
                {
                    let short: String = window.iter().collect();
                    say(
                        entry.line,
                        false,
                        format!("“{short}” ({}) stands inside “{form}” in {lang}", owner.id),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn traps_are_found() {
        for (table, message) in [
            (
                "id\ten\tzh\na\tcard\t卡\na\tticket\t票\n",
                "“a” stands on line 2 already",
            ),
            (
                "id\ten\tzh\na\tcard\t卡\nb\tCard\t证\n",
                "“Card” names “a” in en already (line 2)",
            ),
            (
                "id\ten\tzh\na\tcard|card\t卡\n",
                "“card” stands twice in en",
            ),
            (
                "id\ten\tzh\na\tcard|!card\t卡\n",
                "“card” is allowed and forbidden in en",
            ),
            (
                "id\ten\tvi\na\tcard\tthe\u{309}\n",
                "“the\u{309}” is not in normal form C: write it composed",
            ),
            (
                "id\ten\tzh\na\tcard\t\n",
                "“a” has terms in one language only: nothing can be compared",
            ),
            (
                "id\ten\tzh\tcontrast\na\tcard\t卡\tb\n",
                "“a” contrasts with “b”, which the table does not have",
            ),
            (
                "id\ten\tzh\na\tway\t方法\nb\tcourt\t地方法院\n",
                "“方法” (a) stands inside “地方法院” in zh",
            ),
        ] {
            let found = problems(&read(table).unwrap());
            assert_eq!(
                found
                    .iter()
                    .map(|one| one.message.as_str())
                    .collect::<Vec<_>>(),
                [message],
                "{table}"
            );
        }
        assert_eq!(
            problems(&read("id\ten\tzh\na\tcard\t卡\nb\tticket\t票\n").unwrap()),
            []
        );
    }

    #[test]
    fn the_built_in_table_misleads_nobody() {
        let errors: Vec<Problem> = problems(&super::super::built_in())
            .into_iter()
            .filter(|one| one.error)
            .collect();
        assert_eq!(errors, []);
    }
}
