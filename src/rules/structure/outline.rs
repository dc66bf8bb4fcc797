//! The clause tree as ranges, and clauses as the messages quote them.
//!
//! Clauses stand in pre-order, so everything below one is the run behind it; the ends of all runs are found in one
//! pass, where asking a document for the children of each clause would be quadratic.

use super::lengths::content;
use crate::model::{Class, Clause, ClauseId, ClauseKind, Document, GroupId, Policy};
use crate::text::{Lang, Span, excerpt};

/// Characters of a clause that a message quotes.
const QUOTED: usize = 40;

/// For each clause the index behind the last one below it.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    ends: Vec<usize>,
}

impl Outline {
    /// The outline of a document.
    pub(super) fn new(document: &Document) -> Self {
        let count = document.clauses.len();
        let mut ends = vec![count; count];
        let mut open: Vec<usize> = Vec::new();
        for (at, clause) in document.clauses.iter().enumerate() {
            while let Some(last) = open.last().copied() {
                if document.clauses[last].depth < clause.depth {
                    break;
                }
                ends[last] = at;
                open.pop();
            }
            open.push(at);
        }
        Self { ends }
    }

    /// The index behind everything below a clause.
    pub(super) fn end(&self, clause: usize) -> usize {
        self.ends.get(clause).copied().unwrap_or(clause + 1)
    }

    /// Whether nothing stands below a clause.
    pub(super) fn is_leaf(&self, clause: usize) -> bool {
        self.end(clause) <= clause + 1
    }
}

/// The group of a clause, as an index.
pub(super) fn group_at(policy: &Policy, lang: Lang, clause: usize) -> Option<usize> {
    policy
        .group_of
        .get(&lang)?
        .get(clause)
        .map(|GroupId(at)| *at as usize)
}

/// A clause with its label, as a message quotes it.
pub(super) fn quote(policy: &Policy, lang: Lang, id: ClauseId) -> String {
    policy.edition(lang).map_or_else(String::new, |edition| {
        excerpt(
            edition.document.slice(edition.document.clause(id).span),
            QUOTED,
        )
    })
}

/// Where to mark a clause: its span.
pub(super) fn span(policy: &Policy, lang: Lang, id: ClauseId) -> Span {
    policy
        .clause(lang, id)
        .map_or_else(Span::default, |clause| clause.span)
}

/// Whether a clause is policy text.
pub(super) fn is_text(clause: &Clause) -> bool {
    clause.class == Class::Text
}

/// Whether a clause is nothing to compare: a label line, or a word alone that ends a text (以上, 记, END).
pub(super) fn is_trivial(policy: &Policy, lang: Lang, id: ClauseId) -> bool {
    let paragraph = policy
        .clause(lang, id)
        .is_some_and(|clause| clause.kind == ClauseKind::Paragraph && clause.label.is_none());
    let content = content(policy.body(lang, id));
    content == 0 || (paragraph && content <= 5)
}

/// Whether an edition holds no policy text at all.
pub(super) fn is_void(policy: &Policy, lang: Lang) -> bool {
    policy
        .edition(lang)
        .is_none_or(|edition| !edition.document.clauses.iter().any(is_text))
}

/// An empty span at the end of a span.
pub(super) fn behind(span: Span) -> Span {
    Span {
        start: span.end,
        end: span.end,
    }
}

/// The value that most editions show; among equals the one of the source, `None` where the source shows neither.
/// The two standards of Chinese are written from each other: where they agree they have one vote.
pub(super) fn majority<T: Ord + Copy>(votes: &[(Lang, T)], source: Lang) -> Option<T> {
    let mut counts: std::collections::BTreeMap<T, usize> = std::collections::BTreeMap::new();
    let traditional = votes
        .iter()
        .find(|(lang, _)| *lang == Lang::ZhHant)
        .map(|(_, value)| *value);
    for (lang, value) in votes {
        let counted = *lang == Lang::Zh && traditional == Some(*value);
        *counts.entry(*value).or_default() += usize::from(!counted);
    }
    let most = counts.values().copied().max()?;
    let top: Vec<T> = counts
        .iter()
        .filter(|(_, count)| **count == most)
        .map(|(value, _)| *value)
        .collect();
    if let [one] = top.as_slice() {
        return Some(*one);
    }
    votes
        .iter()
        .find(|(lang, _)| *lang == source)
        .map(|(_, value)| *value)
        .filter(|value| top.contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_decides_and_the_source_breaks_ties() {
        let (zh, en, ja, vi) = (Lang::Zh, Lang::En, Lang::Ja, Lang::Vi);
        assert_eq!(majority(&[(zh, 1), (en, 2), (ja, 2)], zh), Some(2));
        assert_eq!(majority(&[(zh, 1), (en, 2)], zh), Some(1));
        assert_eq!(majority(&[(zh, 1), (en, 1), (ja, 2), (vi, 2)], vi), Some(2));
        assert_eq!(majority(&[(en, 1), (ja, 2)], zh), None);
        assert_eq!(
            majority(&[(zh, 3), (Lang::ZhHant, 3), (en, 1), (ja, 1)], zh),
            Some(1)
        );
        assert_eq!(majority::<u8>(&[], zh), None);
    }
}
