//! The syllables of an edition, numbered by their form.

use super::super::{is_mark, syllable, texts};
use crate::model::Policy;
use crate::text::{Lang, Span};
use foldhash::HashMap;

/// A syllable where it stands.
pub(super) struct Token {
    pub(super) form: u32,
    pub(super) span: Span,
    pub(super) capital: bool,
    /// Nothing but spaces between it and the one before.
    pub(super) joined: bool,
}

/// The syllables of an edition.
#[derive(Default)]
pub(super) struct Edition {
    pub(super) forms: Vec<String>,
    pub(super) keys: Vec<u64>,
    pub(super) counts: Vec<usize>,
    pub(super) numbers: HashMap<String, u32>,
    pub(super) tokens: Vec<Token>,
}

impl Edition {
    pub(super) fn read(policy: &Policy) -> Self {
        let mut out = Self::default();
        texts(policy, Lang::Vi, |_, text, start| {
            let mut last = None;
            let mut from = None;
            for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
                match (crate::text::is_alphabetic(c) || is_mark(c), from) {
                    (true, None) => from = Some(at),
                    (false, Some(begin)) => {
                        let word = &text[begin..at];
                        let code = is_code(text, begin, at);
                        if !code {
                            let joined = last.is_some_and(|last: usize| {
                                let gap = &text[last..begin];
                                !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}')
                            });
                            out.push(word, Span::new(start + begin, start + at), joined);
                            last = Some(at);
                        } else {
                            last = None;
                        }
                        from = None;
                    }
                    _ => {}
                }
            }
        });
        out
    }

    fn push(&mut self, word: &str, span: Span, joined: bool) {
        use unicode_normalization::UnicodeNormalization;
        let lower: String = if word.chars().any(is_mark) {
            word.nfc().flat_map(char::to_lowercase).collect()
        } else {
            word.to_lowercase()
        };
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = *self.numbers.entry(lower.clone()).or_insert(next);
        if form == next {
            self.keys.push(syllable::key(&lower));
            self.forms.push(lower);
            self.counts.push(0);
        }
        self.counts[form as usize] += 1;
        self.tokens.push(Token {
            form,
            span,
            capital: word.starts_with(char::is_uppercase),
            joined,
        });
    }

    pub(super) fn form(&self, number: u32) -> &str {
        &self.forms[number as usize]
    }

    pub(super) fn key(&self, number: u32) -> u64 {
        self.keys[number as usize]
    }
}

/// A part of an address, an identifier or a word with a hyphen.
fn is_code(text: &str, begin: usize, end: usize) -> bool {
    let joins = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '@' | '_' | '-' | '\'' | '’' | '\\' | '#' | '=' | '&' | '%'
            )
    };
    let before = text[..begin].chars().next_back();
    let mut behind = text[end..].chars();
    let next = behind.next();
    before.is_some_and(|c| {
        joins(c) || c == '.' && text[..begin - 1].ends_with(crate::text::is_alphanumeric)
    }) || next.is_some_and(joins)
        || matches!(next, Some('.' | ':'))
            && behind
                .next()
                .is_some_and(|c| crate::text::is_alphanumeric(c) || c == '/')
}
