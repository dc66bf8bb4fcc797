//! Text and places in it: languages, spans, sources, folded views, scripts.
//!
//! Everything above this floor speaks of a text through these types. A
//! [`Source`] holds the *visible* text of one stored file, never edited, and
//! maps any [`Span`] of it back to line, column and byte of the file as it is
//! stored. Comparing happens on [`Folded`] views, which map back too.

mod folded;
mod garbled;
mod lang;
mod phrases;
mod quote;
mod script;
mod source;
mod span;

pub use folded::Folded;
pub(crate) use folded::folded;
pub use garbled::is_garbled;
pub use lang::{Lang, UnknownLang};
pub(crate) use phrases::Phrases;
pub use quote::{excerpt, is_hidden, visible};
pub use script::{Script, is_alphabetic, is_alphanumeric, is_cjk, is_han, is_kana, script_of};
pub use source::{Builder, Comment, Position, Source, Stored};
pub use span::Span;
