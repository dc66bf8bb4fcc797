//! Blocks → clause trees; a file that holds several languages becomes several documents.
//!
//! [`split`] finds where the language turns and what is left over from
//! another one; [`unit`] reads labels and takes apart lines that hold two;
//! [`heading`] infers the headings of texts without markup; [`tree`] nests
//! clauses and gives each its ordinal path. Refuses to guess: what has no
//! label gets none, and no text is ever changed.

mod heading;
mod split;
mod title;
mod tree;
mod unit;

use crate::model::{Class, Document, Error, Limits};
use crate::read::Reading;
use crate::text::{Lang, Span};

/// The editions of one file in the order they stand in it. `lang` names the language from outside (path, front
/// matter, `<html lang>`, option): then the file is one edition, unless whole stretches of it plainly are others.
///
/// # Errors
/// When an edition holds more clauses than `limits` allows.
pub fn segment(
    reading: &Reading,
    lang: Option<Lang>,
    limits: &Limits,
) -> Result<Vec<(Lang, Document)>, Error> {
    let mut editions = Vec::new();
    for stretch in split::split(&reading.source, &reading.blocks, lang) {
        let blocks = &reading.blocks[stretch.blocks.clone()];
        let units = unit::units(&reading.source, blocks, &stretch.classes, stretch.lang);
        if units.len() > limits.clauses {
            return Err(Error::new(format!(
                "{} clauses in the {} edition, more than the bound of {}: raise it with --max-clauses",
                units.len(),
                stretch.lang.name(),
                limits.clauses
            )));
        }
        let mut clauses = tree::tree(&reading.source, units, stretch.lang);
        for clause in &mut clauses {
            if clause.class == Class::Foreign && clause.body.is_empty() {
                clause.class = Class::Text;
            }
        }
        let extent = match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => first.marker.unwrap_or(first.span).join(last.span),
            _ => Span::default(),
        };
        let links = reading
            .links
            .iter()
            .filter(|(span, _)| extent.overlaps(*span))
            .cloned()
            .collect();
        editions.push((
            stretch.lang,
            Document {
                source: reading.source.clone(),
                extent,
                clauses,
                links,
            },
        ));
    }
    Ok(editions)
}
