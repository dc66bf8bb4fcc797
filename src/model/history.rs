//! Two versions of a policy, and what changed between them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ClauseId, Policy, Value};
use crate::text::{Lang, Span};

/// What happened to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Its words differ.
    Modified,
    /// It stands elsewhere; a whole run of clauses that moved together is one change.
    Moved,
}

/// A stretch of a clause that changed. The pieces of a change, in order, are its redline: what is kept and removed
/// makes the old text, what is kept and added the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The same text on both sides.
    Kept {
        /// In the old edition.
        old: Span,
        /// In the new edition.
        new: Span,
    },
    /// Text of the old edition only.
    Removed(Span),
    /// Text of the new edition only.
    Added(Span),
}

/// A value that a change replaced, brought (`old` is `None`) or took away (`new` is `None`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// What the old clause states.
    pub old: Option<Value>,
    /// What the new clause states.
    pub new: Option<Value>,
}

/// How another edition took a change up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Following {
    /// It says the same now.
    Followed,
    /// Part of the change has arrived, or something else in its place.
    Partial,
    /// It still says what the old version said.
    Stale,
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The values that the change replaced.
    Values,
    /// Whether, how much and where the clause was touched.
    Words,
    /// Whether the clause is there.
    Presence,
}

/// How one edition took one change up, and where that shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How.
    pub following: Following,
    /// What it rests on.
    pub ground: Ground,
    /// Probability that it is so.
    pub confidence: f32,
    /// The clauses of the old edition that the change concerns.
    pub old: Vec<ClauseId>,
    /// The clauses of the new edition that it concerns.
    pub new: Vec<ClauseId>,
    /// Where they belong, when there are none.
    pub place: Span,
}

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The source edition: the others have to follow.
    Source,
    /// A translation that follows a change of the source in this version.
    Follows,
    /// A translation that now says what the source has said before.
    CatchesUp,
    /// A translation, without any reason in the source.
    Own,
}

/// What changed in one edition at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// In which edition.
    pub lang: Lang,
    /// The clauses of the old edition; none for what was added.
    pub old: Vec<ClauseId>,
    /// The clauses of the new edition; none for what was removed.
    pub new: Vec<ClauseId>,
    /// The redline of a modification.
    pub pieces: Vec<Piece>,
    /// Values that differ.
    pub values: Vec<ValueChange>,
    /// Nothing that a translation shows: spelling, case, punctuation.
    pub minor: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// How the other editions took it up; an edition for which that cannot be told is absent.
    pub followed_by: BTreeMap<Lang, Verdict>,
}

/// Clauses in a row whose labels changed, and nothing else of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbering {
    /// In which edition.
    pub lang: Lang,
    /// The clauses, in the old edition and in the new one.
    pub clauses: Vec<(ClauseId, ClauseId)>,
}

/// Two versions of a policy and the changes between them, in the order of the new text.
#[derive(Clone, Debug)]
pub struct History {
    /// The old version.
    pub old: Policy,
    /// The new version.
    pub new: Policy,
    /// Changes: those of the source first, then language by language.
    pub changes: Vec<Change>,
    /// Renumberings.
    pub renumbered: Vec<Renumbering>,
    /// Languages whose old edition is not there, so that only values show whether they followed.
    pub values_only: Vec<Lang>,
}
