//! The words of a text that can be names: runs of Latin letters and digits, runs of katakana.

use unicode_normalization::UnicodeNormalization;

use crate::text::{Script, script_of};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Case {
    /// All in small letters (or without letters).
    Lower,
    /// One capital, at the start.
    Capital,
    /// All in capitals.
    Upper,
    /// A capital inside: iPhone, YouTube.
    Inner,
    /// Katakana.
    Kana,
}

/// A word, where it stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First byte.
    pub(super) start: usize,
    /// Byte behind the last.
    pub(super) end: usize,
    /// How it is written.
    pub(super) case: Case,
    /// A sentence, a line or a quotation starts with it: its capital says nothing.
    pub(super) opens: bool,
}

/// Longest run that is looked at, in bytes: longer ones are codes or noise.
const LONGEST: usize = 80;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Kana,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Latin,
        '\0'..='\u{7f}' => Kind::Other,
        '\u{300}'..='\u{36f}' | '０'..='９' => Kind::Latin,
        '・' => Kind::Other,
        _ => match script_of(c) {
            Script::Latin => Kind::Latin,
            Script::Katakana => Kind::Kana,
            _ => Kind::Other,
        },
    }
}

/// Calls `each` with every run of a text, in order. Linear.
pub(super) fn runs(text: &str, each: &mut dyn FnMut(Run)) {
    let mut opens = true;
    let mut open: Option<(usize, Kind)> = None;
    let mut close = |start: usize, end: usize, kind: Kind, opens: bool| {
        // PDFs: the plural is no part of the name.
        let plural = kind == Kind::Latin
            && text[start..end]
                .strip_suffix('s')
                .is_some_and(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()));
        let end = end - usize::from(plural);
        if end - start <= LONGEST {
            let case = match kind {
                Kind::Kana => Case::Kana,
                _ => case(&text[start..end]),
            };
            each(Run {
                start,
                end,
                case,
                opens,
            });
        }
    };
    let mut at_start = true;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        if let Some((start, of)) = open {
            if now == of {
                continue;
            }
            close(start, at, of, at_start);
            open = None;
            opens = false;
        }
        match now {
            Kind::Other => match c {
                '.' | '!' | '?' | ':' | ';' | '。' | '！' | '？' | '：' | '；' | '\n' | '•'
                | '・' | '“' | '"' | '「' | '(' | '（' | '|' | '/' => opens = true,
                c if crate::text::is_alphanumeric(c) => opens = false,
                _ => {}
            },
            _ => {
                at_start = opens;
                open = Some((at, now));
            }
        }
    }
    if let Some((start, of)) = open {
        close(start, text.len(), of, at_start);
    }
}

fn case(word: &str) -> Case {
    let letters = || word.chars().filter(|c| crate::text::is_alphabetic(*c));
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let all = letters().count();
    match capitals {
        0 => Case::Lower,
        1 if first && all > 1 => Case::Capital,
        capitals if capitals == all => Case::Upper,
        _ => Case::Inner,
    }
}

/// What is compared of a word: small letters, half width, composed.
pub(super) fn key(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_case() {
        let text = "Acme社のiPhoneとＡＰＩ、クッキー。We use Acme's IPs (Blue 3D).";
        let mut found = Vec::new();
        runs(text, &mut |run| {
            found.push((key(&text[run.start..run.end]), run.case, run.opens));
        });
        let expected = [
            ("acme", Case::Capital, true),
            ("iphone", Case::Inner, false),
            ("api", Case::Upper, false),
            ("クッキー", Case::Kana, false),
            ("we", Case::Capital, true),
            ("use", Case::Lower, false),
            ("acme", Case::Capital, false),
            ("s", Case::Lower, false),
            ("ip", Case::Upper, false),
            ("blue", Case::Capital, true),
            ("3d", Case::Upper, false),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(word, case, opens)| ((*word).to_owned(), *case, *opens))
            .collect();
        assert_eq!(found, expected);
    }
}
