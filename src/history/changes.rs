//! A pairing of two editions → the changes of that language, and its renumberings.

use std::collections::{BTreeMap, BTreeSet};

use super::minor::is_minor;
use super::pairing::{Bead, Pairing};
use super::redline::redline;
use super::values;
use super::wording::case_and_punctuation_apart;
use crate::model::{Change, ChangeKind, Class, ClauseId, Document, Edition, Origin, Renumbering};
use crate::text::{Lang, Span};

/// The changes of one edition, in the order of the new text; what was removed stands where it stood.
pub(super) fn changes(lang: Lang, old: &Edition, new: &Edition, pairing: &Pairing) -> Vec<Change> {
    let mut found: Vec<(Place, Change)> = Vec::new();
    let change = |kind, before: &[ClauseId], after: &[ClauseId]| Change {
        kind,
        lang,
        old: before.to_vec(),
        new: after.to_vec(),
        pieces: Vec::new(),
        values: match kind {
            ChangeKind::Moved => Vec::new(),
            _ => values::changes(old, before, new, after),
        },
        minor: false,
        origin: Origin::Own,
        followed_by: BTreeMap::new(),
    };
    let words = Words::new(&old.document, &new.document);
    for bead in &pairing.beads {
        let mut one = change(ChangeKind::Modified, &bead.old, &bead.new);
        if bead.same && one.values.is_empty() {
            continue;
        }
        one.pieces = pieces(lang, &old.document, &new.document, bead);
        one.minor = one.values.is_empty() && {
            let text = |document: &Document, ids: &[ClauseId]| {
                let texts: Vec<&str> = ids.iter().map(|id| document.body(*id)).collect();
                texts.join(" ")
            };
            let (a, b) = (
                text(&old.document, &bead.old),
                text(&new.document, &bead.new),
            );
            is_minor(&a, &b, lang, &|word| words.beyond(word, &a, &b))
        };
        found.push((Place::of(bead.new.first(), 0), one));
    }
    for ids in runs_that_moved(pairing, &new.document) {
        let before: BTreeSet<ClauseId> = ids
            .iter()
            .filter_map(|id| pairing.of_new(*id))
            .flat_map(|bead| bead.old.iter().copied())
            .collect();
        let before: Vec<ClauseId> = before.into_iter().collect();
        found.push((
            Place::of(ids.first(), 0),
            change(ChangeKind::Moved, &before, &ids),
        ));
    }
    for (id, clause) in new.document.iter() {
        if counts(clause.class, clause.body) && pairing.of_new(id).is_none() {
            found.push((
                Place::of(Some(&id), 0),
                change(ChangeKind::Added, &[], &[id]),
            ));
        }
    }
    let mut behind: Option<ClauseId> = None;
    for (id, clause) in old.document.iter() {
        if let Some(bead) = pairing.of_old(id).filter(|bead| !bead.moved) {
            behind = bead.new.last().copied();
        } else if counts(clause.class, clause.body) && pairing.of_old(id).is_none() {
            let place = Place::of(behind.as_ref(), id.0 + 1);
            found.push((place, change(ChangeKind::Removed, &[id], &[])));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, change)| change).collect()
}

/// By the new text: a clause, then what was removed behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(i64, u32);

impl Place {
    fn of(new: Option<&ClauseId>, removed: u32) -> Self {
        Self(new.map_or(-1, |id| i64::from(id.0)), removed)
    }
}

/// Furniture and empty clauses are nobody's change.
fn counts(class: Class, body: Span) -> bool {
    class != Class::Furniture && !body.is_empty()
}

/// How often each word stands in both versions.
struct Words<'a> {
    texts: [&'a Document; 2],
    counts: std::cell::OnceCell<foldhash::HashMap<String, usize>>,
}

impl<'a> Words<'a> {
    fn new(old: &'a Document, new: &'a Document) -> Self {
        Self {
            texts: [old, new],
            counts: std::cell::OnceCell::new(),
        }
    }

    /// Whether a word stands outside two texts.
    fn beyond(&self, word: &str, a: &str, b: &str) -> bool {
        let counts = self.counts.get_or_init(|| {
            let mut counts = foldhash::HashMap::default();
            for document in self.texts {
                for (id, _) in document.iter() {
                    for word in case_and_punctuation_apart(document.body(id)).split(' ') {
                        *counts.entry(word.to_owned()).or_default() += 1;
                    }
                }
            }
            counts
        });
        let here: usize = [a, b]
            .iter()
            .map(|text| {
                case_and_punctuation_apart(text)
                    .split(' ')
                    .filter(|one| *one == word)
                    .count()
            })
            .sum();
        counts.get(word).copied().unwrap_or(0) > here
    }
}

fn pieces(lang: Lang, old: &Document, new: &Document, bead: &Bead) -> Vec<crate::model::Piece> {
    let span = |document: &Document, ids: &[ClauseId]| -> Span {
        ids.iter()
            .map(|id| document.clause(*id).body)
            .reduce(Span::join)
            .unwrap_or_default()
    };
    let (a, b) = (span(old, &bead.old), span(new, &bead.new));
    redline(old.slice(a), a.start, new.slice(b), b.start, lang)
}

/// Runs of new clauses that moved together: neighbours before and after.
fn runs_that_moved(pairing: &Pairing, new: &Document) -> Vec<Vec<ClauseId>> {
    let mut out: Vec<Vec<ClauseId>> = Vec::new();
    let mut last: Option<ClauseId> = None;
    let mut open = false;
    for (id, clause) in new.iter() {
        if clause.class == Class::Furniture {
            continue;
        }
        let Some(bead) = pairing.of_new(id).filter(|bead| bead.moved) else {
            open = false;
            continue;
        };
        let first = bead.old.first().copied();
        let next = last
            .zip(first)
            .is_some_and(|(last, first)| first > last && first.0 - last.0 <= 2);
        match out.last_mut() {
            Some(run) if open && next => run.push(id),
            _ => out.push(vec![id]),
        }
        open = true;
        last = bead.old.last().copied();
    }
    out
}

/// Clauses whose labels changed by the same step, such as all behind an inserted one.
pub(super) fn renumberings(
    lang: Lang,
    old: &Edition,
    new: &Edition,
    pairing: &Pairing,
) -> Vec<Renumbering> {
    let mut by_step: Vec<(i32, Renumbering)> = Vec::new();
    for bead in &pairing.beads {
        let ([before], [after]) = (bead.old.as_slice(), bead.new.as_slice()) else {
            continue;
        };
        let label = |edition: &Edition, id: ClauseId| edition.document.clause(id).label.clone();
        let (Some(a), Some(b)) = (label(old, *before), label(new, *after)) else {
            continue;
        };
        if a.ordinals.len() != b.ordinals.len() {
            continue;
        }
        let Some(step) = a
            .ordinals
            .iter()
            .zip(&b.ordinals)
            .map(|(x, y)| i32::from(*y) - i32::from(*x))
            .find(|step| *step != 0)
        else {
            continue;
        };
        match by_step.iter_mut().find(|(other, _)| *other == step) {
            Some((_, found)) => found.clauses.push((*before, *after)),
            None => by_step.push((
                step,
                Renumbering {
                    lang,
                    clauses: vec![(*before, *after)],
                },
            )),
        }
    }
    by_step.into_iter().map(|(_, found)| found).collect()
}
