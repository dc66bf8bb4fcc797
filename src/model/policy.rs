//! A policy: its editions and how their clauses correspond.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Class, Clause, ClauseId, Cue, Document, Fact, Memo, Mention, Naming, Value};
use crate::text::{Lang, Span};

/// A policy in one language.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The path as the user gave it, with `/`; `-` for standard input.
    pub path: String,
    /// Its clauses.
    pub document: Document,
    /// What they state, in text order.
    pub facts: Vec<Fact>,
    /// The words that say whom its clauses bind to what, by clause.
    pub cues: Vec<Cue>,
    /// Where they name concepts of the termbase, in text order; what stands inside another behind it.
    pub terms: Vec<Mention>,
}

impl Edition {
    /// The facts of one clause.
    pub fn facts_of(&self, clause: ClauseId) -> impl Iterator<Item = &Fact> {
        let start = self.facts.partition_point(|fact| fact.clause < clause);
        self.facts[start..]
            .iter()
            .take_while(move |fact| fact.clause == clause)
    }

    /// The cues of norms in one clause.
    pub fn cues_of(&self, clause: ClauseId) -> impl Iterator<Item = &Cue> {
        let start = self.cues.partition_point(|cue| cue.clause < clause);
        self.cues[start..]
            .iter()
            .take_while(move |cue| cue.clause == clause)
    }

    /// The concepts that a stretch of the source names by one of their forms, with where; what stands inside the form
    /// of another is left out.
    pub fn terms_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        self.all_terms_in(span)
            .filter(|mention| mention.by == Naming::Itself)
    }

    /// As [`terms_in`](Self::terms_in), with what stands inside the form of another, and with false friends.
    pub fn all_terms_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let start = self
            .terms
            .partition_point(|mention| mention.span.start < span.start);
        self.terms[start..]
            .iter()
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| mention.span.end <= span.end)
    }

    /// The values of one clause.
    pub fn values_of(&self, clause: ClauseId) -> impl Iterator<Item = &Value> {
        self.facts_of(clause).map(|fact| &fact.value)
    }
}

/// Index of a group in [`Policy::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroupId(pub u32);

/// How many clauses of a group two editions hold: 1-1, 1-2, 1-0.
pub type Bead = (usize, usize);

/// Clauses of several editions that say the same thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The clauses by language, each list in document order; a language that lacks the clause is absent.
    pub members: BTreeMap<Lang, Vec<ClauseId>>,
    /// Probability that the members belong together and nothing else does.
    pub confidence: f32,
    /// Policy text, furniture or foreign text.
    pub class: Class,
    /// Editions in which it stands out of the order that the others share.
    pub moved: Vec<Lang>,
}

impl Group {
    /// The clauses in one language; empty when it lacks them.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &[ClauseId] {
        self.members.get(&lang).map_or(&[], Vec::as_slice)
    }

    /// The first clause in one language.
    #[must_use]
    pub fn first(&self, lang: Lang) -> Option<ClauseId> {
        self.of(lang).first().copied()
    }
}

/// One document as a legal work, in all its languages.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name, from the path.
    pub name: String,
    /// The edition that the others were translated from.
    pub source: Lang,
    /// Somebody said so (an option, front matter, a clause, the order in one file); else it is a guess.
    pub source_named: bool,
    /// The editions, by language.
    pub editions: BTreeMap<Lang, Edition>,
    /// The groups in source order: every clause of every edition stands in exactly one.
    pub groups: Vec<Group>,
    /// Languages that were asked for.
    pub expected: Vec<Lang>,
    /// For each edition the group of each of its clauses.
    pub group_of: BTreeMap<Lang, Vec<GroupId>>,
    /// What the rules share.
    pub memo: Memo,
}

impl Policy {
    /// An edition by language.
    #[must_use]
    pub fn edition(&self, lang: Lang) -> Option<&Edition> {
        self.editions.get(&lang)
    }

    /// A clause by edition.
    #[must_use]
    pub fn clause(&self, lang: Lang, id: ClauseId) -> Option<&Clause> {
        self.editions.get(&lang)?.document.clauses.get(id.index())
    }

    /// The group that a clause stands in.
    #[must_use]
    pub fn group(&self, lang: Lang, id: ClauseId) -> Option<&Group> {
        let group = self.group_of.get(&lang)?.get(id.index())?;
        self.groups.get(group.0 as usize)
    }

    /// The text of a clause without its label.
    #[must_use]
    pub fn body(&self, lang: Lang, id: ClauseId) -> &str {
        self.editions
            .get(&lang)
            .map_or("", |edition| edition.document.body(id))
    }

    /// The languages that have an edition, in output order.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        self.editions.keys().copied()
    }
}

/// Bounds on untrusted input. What passes one becomes a row in `unread`; nothing is cut silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Clauses of one edition.
    pub clauses: usize,
    /// Bytes of one line of the decoded file.
    pub line_bytes: usize,
    /// Nesting of markup.
    pub depth: usize,
    /// Files of one run.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 << 20,
            clauses: 50_000,
            line_bytes: 1 << 20,
            depth: 256,
            files: 1_000_000,
        }
    }
}

/// A number of bytes, with or without a suffix: 500, 500K, 20M, 1 GiB.
#[must_use]
pub fn bytes(text: &str) -> Option<u64> {
    let lower = text.trim().to_ascii_lowercase();
    let number = lower.trim_end_matches("ib").trim_end_matches('b');
    let (digits, factor) = match number.chars().last() {
        Some('k') => (&number[..number.len() - 1], 1 << 10),
        Some('m') => (&number[..number.len() - 1], 1 << 20),
        Some('g') => (&number[..number.len() - 1], 1 << 30),
        _ => (number, 1),
    };
    digits.trim().parse::<u64>().ok()?.checked_mul(factor)
}

/// An input that could not be read; the rest of the run goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unread {
    /// The path as the user gave it.
    pub path: String,
    /// What is wrong, where, and the way out.
    pub error: String,
}
