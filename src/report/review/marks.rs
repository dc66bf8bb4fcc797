//! The text of a clause → its words, with what findings mark among them.
//!
//! Marks can overlap, begin in one clause and end in another, or be places without words. So a clause is cut wherever
//! something begins or ends, and each piece says which findings mark it: primary marks and others by class, the
//! findings by number. One pass over the marks in text order.

use std::collections::BTreeSet;

use super::clauses::{Place, unwrapped};
use super::layout::{Highlight, Layout};
use super::markup::Markup;
use super::words::Words;
use crate::model::{Clause, Document, Finding, Role, Severity};

/// Bytes from which on a clause that is marked as a whole has a bar beside it instead of lines below its words.
const LONG: usize = 60;

/// A clause and what is marked in it.
pub(super) struct Marked<'a> {
    pub(super) words: &'a Words,
    pub(super) layout: &'a Layout<'a>,
    pub(super) place: Place,
    pub(super) document: &'a Document,
    /// In text order.
    pub(super) highlights: &'a [Highlight],
}

impl Marked<'_> {
    /// The beginning of the clause's element.
    pub(super) fn begin(&self, markup: &mut Markup, class: &str, lang: &str, clause: &Clause) {
        let whole = |one: &&Highlight| {
            clause.body.len() >= LONG && !one.span.is_empty() && one.span.contains(clause.body)
        };
        let over: Vec<&Highlight> = self.highlights.iter().filter(whole).collect();
        if over.is_empty() {
            markup.open("p", &[("class", class), ("lang", lang)]);
            return;
        }
        let (role, severity, numbers) = self.about(&over);
        let class = format!("{class} whole {role}");
        let attributes = [
            ("class", class.as_str()),
            ("lang", lang),
            ("data-severity", severity),
            ("data-f", &numbers),
        ];
        markup.open("p", &attributes);
    }

    /// The text from `start` to `end`; up to `label_end` it is the label.
    pub(super) fn write(&self, markup: &mut Markup, start: u32, end: u32, label_end: u32) {
        let mut coming = self.highlights.iter().peekable();
        let mut over: Vec<&Highlight> = Vec::new();
        for (from, to) in pieces(start, end, label_end, self.highlights) {
            while let Some(one) = coming.next_if(|one| one.span.start <= from) {
                if one.role == Role::InsertionPoint && one.span.is_empty() {
                    self.reference(markup, one, "ref insertion", "page.insertion-point");
                } else {
                    over.push(one);
                }
            }
            if from < to {
                let text = self.document.source.text();
                let text = text.get(from as usize..to as usize).unwrap_or_default();
                self.piece(markup, text, to <= label_end, &over);
            }
            // Behind the words that a finding marks stands its number.
            let mut ended = BTreeSet::new();
            over.retain(|one| {
                let ends = one.span.end <= to;
                if ends && one.first && ended.insert(one.item) {
                    self.reference(markup, one, "ref", "page.see-finding");
                }
                !ends
            });
        }
    }

    /// A stretch of text in which all characters are marked alike.
    fn piece(&self, markup: &mut Markup, text: &str, label: bool, over: &[&Highlight]) {
        if label {
            markup.raw("<span class=\"label\">");
        }
        if over.is_empty() {
            markup.text(&unwrapped(text));
        } else {
            let (role, severity, numbers) = self.about(over);
            let attributes = [
                ("class", role),
                ("data-severity", severity),
                ("data-f", &*numbers),
            ];
            markup.leaf("mark", &attributes, &unwrapped(text));
        }
        if label {
            markup.raw("</span>");
        }
    }

    /// What some marks are together: their class, the worst severity that is not waived, the numbers of the findings.
    fn about(&self, over: &[&Highlight]) -> (&'static str, &'static str, String) {
        let primary = over.iter().any(|one| one.role == Role::Primary);
        let open = over.iter().map(|one| self.finding(one));
        let open = open.filter(|finding| finding.suppressed.is_none());
        let worst = open.map(|finding| finding.severity).max();
        let numbers: BTreeSet<usize> = over.iter().map(|one| self.place.first + one.item).collect();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        (
            if primary { "primary" } else { "counterpart" },
            worst.map_or("waived", Severity::name),
            numbers.join(" "),
        )
    }

    fn reference(&self, markup: &mut Markup, one: &Highlight, class: &str, id: &str) {
        let number = self.place.number(one.item);
        let label = self.words.with(id, "number", number.as_str());
        let target = format!("#f{number}");
        let attributes = [
            ("class", class),
            ("href", &*target),
            ("data-f", &number),
            ("lang", self.words.tag),
            ("title", &label),
        ];
        markup.leaf("a", &attributes, &number);
    }

    fn finding(&self, one: &Highlight) -> &Finding {
        self.layout.items[one.item].finding
    }
}

/// The stretches between all places where something begins or ends, and an empty one at the end.
fn pieces(start: u32, end: u32, label_end: u32, highlights: &[Highlight]) -> Vec<(u32, u32)> {
    let mut bounds: BTreeSet<u32> = BTreeSet::from([start, end]);
    let all = highlights
        .iter()
        .flat_map(|one| [one.span.start, one.span.end]);
    for bound in all.chain([label_end]) {
        bounds.insert(bound.clamp(start, end));
    }
    let bounds: Vec<u32> = bounds.into_iter().collect();
    let last = bounds.last().map(|end| (*end, *end));
    let pairs = bounds.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_clause_is_cut_where_marks_begin_and_end() {
        let one = |start, end, item| Highlight {
            span: Span::new(start, end),
            role: Role::Primary,
            item,
            first: true,
        };
        assert_eq!(pieces(2, 9, 2, &[]), [(2, 9), (9, 9)]);
        assert_eq!(
            pieces(2, 9, 4, &[one(5, 7, 0), one(6, 20, 1), one(9, 9, 2)]),
            [(2, 4), (4, 5), (5, 6), (6, 7), (7, 9), (9, 9)]
        );
        assert_eq!(pieces(3, 3, 3, &[one(3, 3, 0)]), [(3, 3)]);
    }
}
