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
