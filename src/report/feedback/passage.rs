//! A finding → the clauses that it is about in one edition, with the marked words set off.
//!
//! A translator needs whole clauses, not excerpts: for what is missing all
//! that has to be translated, a section with everything below its heading.

use std::collections::BTreeSet;

use super::super::fingerprint::clause_at;
use crate::model::{Clause, ClauseId, ClauseKind, Document, Finding, Mark, Policy, Role};
use crate::text::{Lang, Span};

/// Characters of a passage; a cell holds 32,767 of them, a reader fewer.
const MOST: usize = 6_000;

/// Words of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The words that the finding points at.
    pub(super) marked: bool,
}

/// Clauses of an edition, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) lang: Lang,
    pub(super) pieces: Vec<Piece>,
}

impl Passage {
    /// Its text.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|one| one.text.as_str()).collect()
    }
}

/// Text in the making, cut where it grows too long.
struct Draft {
    pieces: Vec<Piece>,
    left: usize,
}

impl Draft {
    fn push(&mut self, text: &str, marked: bool) {
        if text.is_empty() || self.left == 0 {
            return;
        }
        let mut text: String = match text.char_indices().nth(self.left) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        self.left = self.left.saturating_sub(text.chars().count());
        match self.pieces.last_mut() {
            Some(last) if last.marked == marked => last.text.push_str(&text),
            _ => self.pieces.push(Piece {
                text: std::mem::take(&mut text),
                marked,
            }),
        }
    }

    /// A stretch of text, with marks in it.
    fn stretch(&mut self, document: &Document, span: Span, marks: &[Span]) {
        if !self.pieces.is_empty() {
            self.push("\n", false);
        }
        let mut at = span.start;
        for mark in marks {
            let start = mark.start.clamp(at, span.end);
            let end = mark.end.clamp(start, span.end);
            self.push(
                document.slice(Span {
                    start: at,
                    end: start,
                }),
                false,
            );
            self.push(document.slice(Span { start, end }), true);
            at = end;
        }
        let end = span.end;
        self.push(document.slice(Span { start: at, end }), false);
    }
}

/// The clause that a span stands in, by id.
fn id_at(document: &Document, span: Span) -> Option<ClauseId> {
    let clause = clause_at(document, span)?;
    let index = document
        .clauses
        .partition_point(|other| other.span.start < clause.span.start);
    let found = document.clauses[index..]
        .iter()
        .position(|other| std::ptr::eq(other, clause))?;
    u32::try_from(index + found).ok().map(ClauseId)
}

/// The clauses of an edition that hold a finding's marks, whole, with the marks. Where nothing but an insertion point
/// inside a clause is known, that clause.
pub(super) fn marked(policy: &Policy, finding: &Finding, lang: Lang) -> Option<Passage> {
    let document = &policy.edition(lang)?.document;
    let here = || finding.marks.iter().filter(|mark| mark.lang == lang);
    let is_place = |mark: &&Mark| mark.role == Role::InsertionPoint;
    let mut marks: Vec<Span> = here()
        .filter(|mark| !is_place(mark) && !mark.span.is_empty())
        .map(|mark| mark.span)
        .collect();
    let inserted = marks.is_empty();
    if inserted {
        marks.extend(here().filter(is_place).map(|mark| mark.span));
        marks.retain(|span| !span.is_empty());
    }
    marks.sort();
    marks.dedup();
    let mut draft = Draft {
        pieces: Vec::new(),
        left: MOST,
    };
    let mut rest = marks.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let clause = clause_at(document, *first).map_or(*first, |clause| clause.span);
        let span = clause.join(*first);
        let inside = rest
            .iter()
            .take_while(|mark| mark.start < span.end || mark.start == first.start)
            .count();
        let (these, behind) = rest.split_at(inside.max(1));
        draft.stretch(document, span, if inserted { &[] } else { these });
        rest = behind;
    }
    (!draft.pieces.is_empty()).then_some(Passage {
        lang,
        pieces: draft.pieces,
    })
}

/// What an edition lacks, as another one has it: the marked clauses with all below them that is missing as well.
pub(super) fn lacked(
    policy: &Policy,
    finding: &Finding,
    holder: Lang,
    lacking: Lang,
) -> Option<Passage> {
    let document = &policy.edition(holder)?.document;
    let heads: BTreeSet<ClauseId> = finding
        .marks
        .iter()
        .filter(|mark| mark.lang == holder && mark.role != Role::InsertionPoint)
        .filter_map(|mark| id_at(document, mark.span))
        .collect();
    let missing = |id: ClauseId| {
        policy
            .group(holder, id)
            .is_some_and(|group| group.of(lacking).is_empty())
    };
    // Words inside a clause are missing, not the clause.
    if !heads.iter().all(|head| missing(*head)) {
        return marked(policy, finding, holder);
    }
    let mut ids: BTreeSet<ClauseId> = BTreeSet::new();
    for head in &heads {
        ids.insert(*head);
        if document.clause(*head).kind == ClauseKind::Heading {
            ids.extend(document.descendants(*head).filter(|id| missing(*id)));
        }
    }
    let mut draft = Draft {
        pieces: Vec::new(),
        left: MOST,
    };
    for id in ids {
        let span = document.clause(id).span;
        draft.stretch(document, span, &[span]);
    }
    (!draft.pieces.is_empty()).then_some(Passage {
        lang: holder,
        pieces: draft.pieces,
    })
}

/// The clauses of another edition that say what the marked clauses of an edition say.
pub(super) fn aligned(
    policy: &Policy,
    finding: &Finding,
    lang: Lang,
    other: Lang,
) -> Option<Passage> {
    let document = &policy.edition(lang)?.document;
    let there = &policy.edition(other)?.document;
    let mut ids: BTreeSet<ClauseId> = BTreeSet::new();
    for mark in finding.marks.iter().filter(|mark| mark.lang == lang) {
        let group = id_at(document, mark.span).and_then(|id| policy.group(lang, id));
        ids.extend(group.into_iter().flat_map(|group| group.of(other)));
    }
    let mut draft = Draft {
        pieces: Vec::new(),
        left: MOST,
    };
    for id in ids {
        draft.stretch(there, there.clause(id).span, &[]);
    }
    (!draft.pieces.is_empty()).then_some(Passage {
        lang: other,
        pieces: draft.pieces,
    })
}

/// The clause behind which something belongs.
pub(super) fn before(document: &Document, span: Span) -> Option<&Clause> {
    let behind = document
        .clauses
        .partition_point(|clause| clause.span.end <= span.start);
    document.clauses.get(behind.checked_sub(1)?)
}

/// The clause that a place stands in, with what it stands under: the nearest heading first.
pub(super) fn path(document: &Document, span: Span) -> Vec<&Clause> {
    let Some(id) = id_at(document, span) else {
        return Vec::new();
    };
    let clause = document.clause(id);
    let mut path = vec![clause];
    let mut above = clause.parent;
    // A parent comes before its children, so this ends.
    while let Some(parent) = above.filter(|_| clause.kind != ClauseKind::Heading) {
        let parent = document.clause(parent);
        if parent.kind == ClauseKind::Heading {
            path.insert(0, parent);
            break;
        }
        above = parent.parent;
    }
    path
}
