//! The words of a document that say whom its clauses bind to what.

use crate::language::norm;
use crate::model::{Class, Cue, Document};
use crate::text::Lang;

/// The cues of all clauses of policy text, by clause; within a clause in text order, those of who is bound last.
#[must_use]
pub fn cues(document: &Document, lang: Lang) -> Vec<Cue> {
    let mut found = Vec::new();
    for (clause, what) in document.iter() {
        if what.class != Class::Text {
            continue;
        }
        let base = what.body.start as usize;
        norm::cues(lang, document.slice(what.body), base, &mut |(
            span,
            shows,
        )| {
            found.push(Cue {
                clause,
                span,
                shows,
            });
        });
    }
    found
}
