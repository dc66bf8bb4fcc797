//! What flows through the pipeline: documents, values, policies, findings.
//!
//! Plain data. The stages fill it (`read → segment → facts → align → rules →
//! report`); nothing in here reads files, knows a language or judges a text.

mod correction;
mod document;
mod error;
mod finding;
mod glossary;
mod history;
mod label;
mod memo;
mod norm;
mod policy;
mod size;
mod term;
mod value;
mod waiver;

pub use correction::{Correction, correction};
pub use document::{Block, BlockKind, Class, Clause, ClauseId, ClauseKind, Document};
pub use error::Error;
pub use finding::{Arg, Check, Finding, Findings, Mark, Message, Role, RuleMeta, Severity};
pub use glossary::{Glossary, OwnTerm};
pub use history::{
    Change, ChangeKind, Following, Ground, History, Origin, Piece, Renumbering, ValueChange,
    Verdict,
};
pub use label::{Label, LabelKind, Numeral};
pub use memo::Memo;
pub use norm::{Cue, Force, Trait};
pub use policy::{Bead, Edition, Group, GroupId, Limits, Policy, Unread, bytes};
pub use size::{SizeUnit, is_same_size};
pub use term::{Mention, Naming};
pub use value::{
    Bound, Calendar, Currency, Date, Decimal, Fact, Norm, Reference, TermId, Unit, Value,
};
pub use waiver::{Says, Suppression, SuppressionKind, Waiver};
