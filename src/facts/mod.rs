//! Clauses → typed values. One file a kind of value; what differs by language stands in `language/`.

use crate::model::{Document, Fact};
use crate::text::Lang;

/// The values that the clauses of a document state, in text order.
#[must_use]
pub fn facts(_document: &Document, _lang: Lang) -> Vec<Fact> {
    Vec::new()
}
