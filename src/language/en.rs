//! English.

use std::ops::Range;

use super::label::{self, Forms};
use super::sentence::{self, Breaks};
use super::{Language, spaced_words};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Span};

/// English.
pub(super) struct English;

pub(super) static FORMS: Forms = Forms {
    leading: &[
        ("part", LabelKind::Part),
        ("title", LabelKind::Part),
        ("chapter", LabelKind::Chapter),
        ("subsection", LabelKind::Paragraph),
        ("section", LabelKind::Section),
        ("sect.", LabelKind::Section),
        ("sec.", LabelKind::Section),
        ("§", LabelKind::Section),
        ("article", LabelKind::Article),
        ("art.", LabelKind::Article),
        ("clause", LabelKind::Article),
        ("paragraph", LabelKind::Paragraph),
        ("para.", LabelKind::Paragraph),
        ("¶", LabelKind::Paragraph),
        ("item", LabelKind::Item),
        ("appendix", LabelKind::Appendix),
        ("annexe", LabelKind::Appendix),
        ("annex", LabelKind::Appendix),
        ("schedule", LabelKind::Appendix),
        ("exhibit", LabelKind::Appendix),
        ("attachment", LabelKind::Appendix),
        ("addendum", LabelKind::Appendix),
    ],
    verbs: &[
        "applies", "apply", "shall", "does", "do", "may", "will", "is", "are", "requires",
        "require", "provides", "sets", "states", "governs", "grants", "gives", "must", "also",
        "and", "or", "as", "to", "in",
    ],
    ..label::NONE
};

/// Abbreviations that stand before more of their sentence.
const INSIDE: &[&str] = &[
    "e.g", "i.e", "mr", "mrs", "ms", "dr", "prof", "st", "vs", "cf", "viz", "art", "arts", "sec",
    "secs", "sect", "para", "paras", "fig", "figs", "p", "pp", "vol", "ed", "eds", "approx",
    "incl", "excl", "al", "resp", "ca", "gen", "gov", "messrs", "rev", "hon", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "attn",
];

/// Abbreviations that may be the last word of a sentence.
const LAST: &[&str] = &[
    "inc", "ltd", "co", "corp", "llc", "l.l.c", "plc", "u.s", "u.k", "u.s.a", "e.u", "u.n", "d.c",
    "a.m", "p.m", "etc", "ph.d", "b.v", "n.v", "s.a", "gmbh", "jr", "sr", "bros", "dept", "est",
    "ave", "blvd", "rd", "pte", "pty", "bhd", "sdn",
];

/// Before a figure they are abbreviations: No. 5.
const BEFORE_FIGURE: &[&str] = &["no", "nos", "ch", "cl", "pt", "app", "ex", "sched"];

/// Words that begin sentences far more often than names.
const STARTERS: &[&str] = &[
    "the", "we", "you", "this", "these", "those", "that", "if", "it", "in", "our", "your", "for",
    "to", "when", "where", "any", "all", "please", "such", "each", "no", "they", "as", "by",
    "upon", "however", "unless", "users", "user", "there", "a", "an", "at", "on", "with",
    "without", "once", "after", "before", "under", "nothing", "their", "its", "he", "she", "i",
    "not", "to", "because", "while", "although", "except", "both", "either", "neither", "subject",
];

impl Language for English {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn words(&self, text: &str, each: &mut dyn FnMut(Range<usize>)) {
        spaced_words(text, each);
    }

    fn sentences(&self, text: &str) -> Vec<Span> {
        sentence::split(text, &BREAKS)
    }

    fn labels(&self, text: &str) -> Vec<Label> {
        label::read(text, Lang::En, &FORMS)
    }

    fn determiners(&self) -> &'static [&'static str] {
        &[
            "a", "an", "the", "your", "our", "its", "their", "his", "her", "any", "other", "such",
            "to",
        ]
    }
}

/// Also those of a language that is not known: its texts quote English names.
pub(super) static BREAKS: Breaks = Breaks {
    cjk: false,
    inside: INSIDE,
    last: LAST,
    before_figure: BEFORE_FIGURE,
    starters: STARTERS,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_letter_or_a_digit() {
        let text = "Don't share 1,000 e-mails (or more)!";
        let mut found = Vec::new();
        English.words(text, &mut |range| found.push(&text[range]));
        assert_eq!(
            found,
            ["Don't", "share", "1,000", "e", "mails", "or", "more"]
        );
    }
}
