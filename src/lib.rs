//! policyglot reads the editions of a policy in several languages, aligns
//! their clauses across all languages at once, and reports every clause that
//! is missing, numbered differently or mistranslated.
//!
//! Data flows one way: [`read`] → [`segment`] → [`facts`] → [`align`] →
//! [`rules`] → [`report`]; [`pipeline`] drives it. `ARCHITECTURE.md` has the
//! map.

pub mod align;
pub mod facts;
pub mod history;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod rules;
pub mod segment;
pub mod selftest;
pub mod terms;
pub mod text;
