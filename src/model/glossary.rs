//! The user's own words: what a concept is called in each language, what it must not be called, and names.

use std::collections::BTreeMap;

use crate::text::Lang;

/// One concept of the user's terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OwnTerm {
    /// Its id.
    pub id: String,
    /// What it is called, the preferred word first.
    pub words: BTreeMap<Lang, Vec<String>>,
    /// What it must not be called.
    pub banned: BTreeMap<Lang, Vec<String>>,
}

/// What the user says of the words of their policies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Glossary {
    /// Concepts.
    pub terms: Vec<OwnTerm>,
    /// Names that are right as they stand, in whatever language.
    pub names: Vec<String>,
}
