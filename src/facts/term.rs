//! Where clauses name concepts of the termbase.

use std::ops::Range;

use crate::lexicon::termbase;
use crate::model::{Document, Mention};
use crate::text::{Folded, Lang, Span};

/// The places where the clauses of a document name concepts, in text order; a form inside another comes behind it.
#[must_use]
pub fn terms(document: &Document, lang: Lang) -> Vec<Mention> {
    let mut found = Vec::new();
    for (clause, what) in document.iter() {
        let folded = Folded::new(document.slice(what.body));
        let at = |range: Range<usize>| {
            let span = Span::new(range.start, range.end);
            folded.original(span).shifted(what.body.start)
        };
        termbase().mentions(lang, folded.text(), &mut |concept, range, by| {
            found.push(Mention {
                clause,
                span: at(range),
                concept,
                by,
            });
        });
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Class, Clause, ClauseKind, Naming};
    use crate::text::{Source, Stored};

    #[test]
    fn concepts_stand_where_they_are_named() {
        let text = "Our privacy policy. Third parties see it.";
        let extent = Span::new(0, text.len());
        let clause = Clause {
            kind: ClauseKind::Paragraph,
            class: Class::Text,
            depth: 0,
            level: 0,
            parent: None,
            label: None,
            number: Vec::new(),
            marker: None,
            span: extent,
            body: extent,
            marked_up: false,
            inline: false,
        };
        let document = Document {
            source: Source::plain(Stored::utf8(text.to_owned(), 0)),
            extent,
            clauses: vec![clause],
            links: Vec::new(),
        };
        let read: Vec<(&str, &str, Naming)> = terms(&document, Lang::En)
            .iter()
            .map(|one| {
                let concept = termbase().concept(one.concept).unwrap();
                (concept.id, document.slice(one.span), one.by)
            })
            .filter(|(id, ..)| ["privacy-policy", "policy", "third-party"].contains(id))
            .collect();
        assert_eq!(
            read,
            [
                ("privacy-policy", "privacy policy", Naming::Itself),
                ("policy", "policy", Naming::Inside),
                ("third-party", "Third parties", Naming::Itself),
            ]
        );
    }
}
