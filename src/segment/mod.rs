//! Blocks → clause trees; a file that holds several languages becomes several documents.

use crate::model::{Document, Error, Limits};
use crate::read::Reading;
use crate::text::Lang;

/// The editions of one file in the order they stand in it.
///
/// # Errors
/// When a bound of `limits` is passed.
pub fn segment(reading: &Reading, _lang: Option<Lang>, _limits: &Limits) -> Result<Vec<(Lang, Document)>, Error> {
    let _ = reading;
    Ok(Vec::new())
}
