//! A finding that says what to write → where in the file that has to be written.
//!
//! An address may stand twice, as the text of a link and as its target, or in the target alone. What is written over the
//! wrong one of the two makes a link that says one thing and leads to another: worse than what was there. So the target
//! is looked for right behind the text, and where it is not to be found nothing is corrected.

use std::ops::Range;

use super::{Arg, Document, Finding, Role};

/// Rules about what a link may carry: an e-mail address, a web address, a telephone number.
const ADDRESSES: &[&str] = &[
    "broken-email",
    "broken-url",
    "email-mismatch",
    "phone-mismatch",
    "url-mismatch",
];

/// Text of a file that other text takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Bytes of the decoded file.
    pub at: Range<usize>,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
    /// It is the marked text, and nothing beside it.
    pub is_text: bool,
}

/// The correction of a finding that marks one place at fault; `None` where its place in the file is not certain.
#[must_use]
pub fn correction(document: &Document, finding: &Finding) -> Option<Correction> {
    let new = finding.suggestion.as_deref()?;
    let mut at_fault = finding
        .marks
        .iter()
        .filter(|mark| mark.role != Role::Counterpart);
    let (mark, None) = (at_fault.next()?, at_fault.next()) else {
        return None;
    };
    if mark.role != Role::Primary {
        return None;
    }
    let old = document.slice(mark.span);
    let is_plain = !old.is_empty() && document.source.stored(mark.span) == old;
    let (at, behind) = document.source.behind(mark.span);
    let text = || {
        is_plain.then(|| Correction {
            at: at - old.len()..at,
            old: old.to_owned(),
            new: new.to_owned(),
            is_text: true,
        })
    };
    if !ADDRESSES.contains(&finding.rule.name) {
        return text();
    }
    let found = finding.message.args.iter().find_map(|arg| match arg {
        ("found", Arg::Text(found)) => Some(found.as_str()),
        _ => None,
    });
    // The finding is about an address that the reader does not see.
    let hidden = found.filter(|found| *found != old);
    let Some((skipped, target)) = target(behind) else {
        let in_link = document
            .links
            .iter()
            .any(|(span, _)| span.start < mark.span.end && mark.span.start < span.end);
        return text().filter(|_| hidden.is_none() && !in_link && !is_closing(behind));
    };
    let wrong = hidden.unwrap_or(old);
    let fits = !new.contains([' ', '(', ')', '<', '>']);
    let changed = match target.find(wrong).filter(|_| fits) {
        Some(place) => place..place + wrong.len(),
        None if hidden.is_some() => return None,
        // The target says something else already, or what is meant.
        None if figures(target) != figures(wrong) || figures(wrong).len() < 5 => return text(),
        // A number that is to be dialled is written without what parts its figures.
        None => return None,
    };
    let start = at + skipped + changed.start;
    if hidden.is_some() {
        return Some(Correction {
            at: start..start + wrong.len(),
            old: wrong.to_owned(),
            new: new.to_owned(),
            is_text: false,
        });
    }
    let between = behind.get(..skipped + changed.start)?;
    is_plain.then(|| Correction {
        at: at - old.len()..start + wrong.len(),
        old: format!("{old}{between}{wrong}"),
        new: format!("{new}{between}{new}"),
        is_text: false,
    })
}

/// The target of the Markdown link whose text ends in what `behind` begins with, and how many bytes stand before it.
fn target(behind: &str) -> Option<(usize, &str)> {
    let close = behind.find(['[', ']', '\n'])?;
    let rest = behind.get(close..)?.strip_prefix("](")?;
    let (angle, rest) = match rest.strip_prefix('<') {
        Some(inside) => (1, inside.split(['>', '\n']).next()?),
        None => (0, rest.split([')', '\n', ' ', '\t']).next()?),
    };
    Some((close + "](".len() + angle, rest))
}

/// Whether a link ends here whose target stands elsewhere: a reference, an element of HTML.
fn is_closing(behind: &str) -> bool {
    let Some(at) = behind.find(['[', ']', '<', '\n']) else {
        return false;
    };
    let rest = behind.get(at..).unwrap_or_default();
    rest.starts_with("][") || rest.starts_with("</a")
}

fn figures(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
