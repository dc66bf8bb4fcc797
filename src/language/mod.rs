//! What the program knows of a language: one file each, one trait.

mod analysis;
pub mod identify;
pub mod numeral;

use crate::model::Label;
use crate::text::{Lang, Span};

/// What stages ask of a language.
pub trait Language: Sync {
    /// Which.
    fn lang(&self) -> Lang;
    /// Calls `each` with the byte range of every word of `text`, in order, punctuation and spaces left out.
    fn words(&self, text: &str, each: &mut dyn FnMut(std::ops::Range<usize>));
    /// The sentences of a clause body, as spans of `text`; they cover all but the white space between them.
    fn sentences(&self, text: &str) -> Vec<Span>;
    /// The label at the very start of `text` in every reading that its form allows, the likeliest first
    /// (`i)` is a letter or a Roman numeral; `イ` is 2 of アイウ or 1 of イロハ). Empty when there is none.
    /// `written` is relative to `text`; the caller skips the white space behind it.
    fn labels(&self, text: &str) -> Vec<Label>;
}

/// The knowledge of a language; a language that is not known in depth gets the general one.
#[must_use]
pub fn of(_lang: Lang) -> &'static dyn Language {
    &General
}

struct General;
impl Language for General {
    fn lang(&self) -> Lang { Lang::En }
    fn words(&self, _text: &str, _each: &mut dyn FnMut(std::ops::Range<usize>)) {}
    fn sentences(&self, _text: &str) -> Vec<Span> { Vec::new() }
    fn labels(&self, _text: &str) -> Vec<Label> { Vec::new() }
}
