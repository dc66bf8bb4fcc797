//! A clause's label as text.

use std::borrow::Cow;

use crate::language::numeral;
use crate::model::{Clause, Document};

/// The label as written; a label that only the markup gives is written in its own style.
pub(crate) fn written<'a>(document: &'a Document, clause: &Clause) -> Option<Cow<'a, str>> {
    let label = clause.label.as_ref()?;
    let text = document.slice(label.written);
    if !text.is_empty() {
        return Some(Cow::Borrowed(text));
    }
    let ordinal = numeral::write(label.ordinal(), label.numeral)
        .unwrap_or_else(|| label.ordinal().to_string());
    let (open, close) = &label.frame;
    Some(Cow::Owned(format!("{open}{ordinal}{close}")))
}
