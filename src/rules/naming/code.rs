//! Codes: TLS 1.2, AES-256, ISO/IEC 27001:2022, WPA2, 91330100MA2K.
//!
//! A code is a word with a capital and the figures at it. Its head (the letters) says of what kind it is, its figures
//! which one; how the two are joined is style. What a fact of another kind takes up (a date, a reference, a statute, an
//! amount) is no code.

use crate::model::{ClauseId, Policy, Value};
use crate::text::{Lang, Span};

/// A code, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Code {
    /// The letters, in capitals.
    pub(in crate::rules) head: String,
    /// The figures with what stands between them, from the first digit on.
    pub(in crate::rules) figures: String,
    /// Where it is written.
    pub(in crate::rules) span: Span,
}

impl Code {
    /// The same code: one may leave its year or a part of its version out.
    pub(in crate::rules) fn is(&self, other: &Self) -> bool {
        let (long, short) = if self.figures.len() >= other.figures.len() {
            (self, other)
        } else {
            (other, self)
        };
        let rest = long.figures.strip_prefix(short.figures.as_str());
        self.head == other.head
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':', '-', '/']))
    }
}

/// Words whose figures count, date or refer.
const NOT_HEADS: &[&str] = &[
    "ACT",
    "AM",
    "ANNEX",
    "APPENDIX",
    "ART",
    "ARTICLE",
    "BAN",
    "CHAPTER",
    "CLAUSE",
    "EXHIBIT",
    "FLOOR",
    "ITEM",
    "ITEMS",
    "LAW",
    "LEVEL",
    "MUC",
    "NO",
    "NOS",
    "PAGE",
    "PARAGRAPH",
    "PART",
    "PHASE",
    "PM",
    "POINT",
    "ROOM",
    "SCHEDULE",
    "SECTION",
    "STEP",
    "STT",
    "SUITE",
    "TABLE",
    "USD",
    "EUR",
    "JPY",
    "VND",
    "CNY",
    "RMB",
    "THE",
    "TEL",
    "FAX",
];

/// The codes of a clause, in order. Linear.
pub(in crate::rules) fn codes(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<Code> {
    let (Some(edition), Some(base)) = (
        policy.edition(lang),
        policy
            .clause(lang, clause)
            .map(|clause| clause.body.start as usize),
    ) else {
        return Vec::new();
    };
    let text = edition.document.body(clause);
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let taken = |span: Span| {
        edition.facts_of(clause).any(|fact| {
            fact.span.overlaps(span)
                && !matches!(
                    fact.value,
                    Value::Identifier { .. }
                        | Value::Name { .. }
                        | Value::Number { .. }
                        | Value::Term { .. }
                        | Value::Norm { .. }
                )
        })
    };
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let word = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        if word == 0 {
            at += 1;
            continue;
        }
        at = start + word;
        // a part of a word with diacritics
        let glued = |c: Option<char>| {
            c.is_some_and(|c| {
                crate::text::is_alphabetic(c) && !crate::text::is_cjk(c) && !c.is_ascii()
            })
        };
        if glued(text[..start].chars().next_back()) || glued(text[at..].chars().next()) || word > 40
        {
            continue;
        }
        let token = &text[start..at];
        let digit = token.find(|c: char| c.is_ascii_digit());
        let capital = token.bytes().any(|b| b.is_ascii_uppercase());
        if !capital || digit == Some(0) && token.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let (head_end, mut end) = match digit {
            Some(first) if first > 0 => (start + first, at),
            Some(_) => (start, at),
            None => {
                let gap = usize::from(matches!(bytes.get(at), Some(b' ' | b'-')));
                let figures = bytes[at + gap..]
                    .iter()
                    .take_while(|b| b.is_ascii_digit())
                    .count();
                let upper = token.bytes().filter(u8::is_ascii_uppercase).count() * 2 > token.len()
                    && token.len() > 1;
                if figures == 0
                    || !upper
                    || bytes
                        .get(at + gap + figures)
                        .is_some_and(u8::is_ascii_alphabetic)
                {
                    continue;
                }
                (at, at + gap + figures)
            }
        };
        // .2, :2022, /679
        while end + 1 < bytes.len()
            && matches!(bytes[end], b'.' | b':' | b'-' | b'/')
            && bytes[end + 1].is_ascii_digit()
        {
            end += 1 + bytes[end + 1..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
        }
        at = end.max(at);
        let head = text[start..head_end].to_ascii_uppercase();
        let figures = text[head_end..end]
            .trim_start_matches([' ', '-'])
            .to_owned();
        let span = Span::new(base + start, base + end);
        if !figures.is_empty() && !NOT_HEADS.contains(&head.as_str()) && !taken(span) {
            found.push(Code {
                head,
                figures,
                span,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(head: &str, figures: &str) -> Code {
        Code {
            head: head.to_owned(),
            figures: figures.to_owned(),
            span: Span::default(),
        }
    }

    #[test]
    fn a_part_left_out_is_no_other_code() {
        assert!(code("IEC", "27001:2022").is(&code("IEC", "27001")));
        assert!(code("TLS", "1.2").is(&code("TLS", "1.2")));
        assert!(!code("TLS", "1.2").is(&code("TLS", "1.3")));
        assert!(!code("AES", "256").is(&code("AES", "25")));
        assert!(!code("AES", "256").is(&code("RSA", "256")));
    }
}
