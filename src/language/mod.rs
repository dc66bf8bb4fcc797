//! What the program knows of a language: one file each, one trait.
//!
//! A language's file holds its label forms, its abbreviations and the choice of its word splitter as
//! plain tables; the engines that read them ([`label`](self) and sentence splitting) know no language.
//! [`numeral`] reads numerals of all scripts, [`identify`] tells which language a text is in.
//!
//! To add a language: one file here, one line in `of`, and one in `FORMS` if its labels have words.

mod alias;
pub mod analysis;
mod en;
mod general;
mod identify;
mod ja;
mod label;
pub mod norm;
pub mod numeral;
mod prevailing;
mod quotation;
mod sentence;
mod speaker;
mod vi;
mod zh;

pub use alias::aliases;
pub(crate) use identify::PLAIN_WORD;
pub use identify::{Guess, han_standard, identify, is_written_in};
pub use prevailing::prevailing;
pub(crate) use quotation::quotations;
pub use speaker::{is_own_word, own_words};

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
    /// Small words that stand before a noun and say nothing by themselves, in small letters: the, your, các.
    fn determiners(&self) -> &'static [&'static str] {
        &[]
    }
}

/// The knowledge of a language; a language that is not known in depth gets the general one.
#[must_use]
pub fn of(lang: Lang) -> &'static dyn Language {
    match lang {
        Lang::Zh => &zh::HANS,
        Lang::ZhHant => &zh::HANT,
        Lang::En => &en::English,
        Lang::Ja => &ja::Japanese,
        Lang::Vi => &vi::Vietnamese,
        Lang::Other(_) => &general::General,
    }
}

/// The label forms of all languages, in the order in which a foreign label is tried.
static FORMS: [&label::Forms; 5] = [
    &zh::FORMS_HANS,
    &en::FORMS,
    &vi::FORMS,
    &ja::FORMS_ABROAD,
    &general::FORMS,
];

/// Words of a language that separates them by spaces: what has a letter or a digit, by Unicode
/// Standard Annex #29.
fn spaced_words(text: &str, each: &mut dyn FnMut(std::ops::Range<usize>)) {
    use unicode_segmentation::UnicodeSegmentation;
    for (start, word) in text.unicode_word_indices() {
        each(start..start + word.len());
    }
}

/// Words by a dictionary, without those that are only punctuation.
fn analysed_words(
    dictionary: analysis::Dictionary,
    text: &str,
    each: &mut dyn FnMut(std::ops::Range<usize>),
) {
    analysis::words(dictionary, text, &mut |start, end| {
        let word = text.get(start..end).unwrap_or_default();
        if word.chars().any(crate::text::is_alphanumeric) {
            each(start..end);
        }
    });
}
