//! Where the clauses of an edition name concepts of the termbase.

use super::{ClauseId, TermId};
use crate::text::Span;

/// One place where a clause names a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The clause.
    pub clause: ClauseId,
    /// The words, in the edition's source.
    pub span: Span,
    /// The concept.
    pub concept: TermId,
    /// How they name it.
    pub by: Naming,
}

/// How words name a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// By one of its forms.
    Itself,
    /// By a form that stands inside the form of another concept: a privacy policy is a policy too.
    Inside,
    /// By a false friend: words that look like the concept and do not name it.
    FalseFriend,
}
