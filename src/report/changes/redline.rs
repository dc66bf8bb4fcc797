//! The redline of a change as runs of text: kept, removed, added, with what is far from any change left out.

use crate::model::{Change, ChangeKind, ClauseId, Edition, History, Piece, Renumbering};
use crate::report::label;

/// A run of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Run<'a> {
    /// On both sides.
    Kept(&'a str),
    /// Kept text that is left out.
    Cut,
    /// Only in the old text.
    Removed(&'a str),
    /// Only in the new text.
    Added(&'a str),
}

/// The redline of a change. Kept text further than `context` characters from a change is left out.
pub(super) fn runs<'a>(history: &'a History, change: &Change, context: usize) -> Vec<Run<'a>> {
    let (old, new) = (
        history.old.edition(change.lang),
        history.new.edition(change.lang),
    );
    let bodies = |edition: Option<&'a Edition>, ids: &[ClauseId]| -> Vec<&'a str> {
        ids.iter()
            .filter_map(|id| Some(edition?.document.body(*id)))
            .collect()
    };
    match change.kind {
        ChangeKind::Added => bodies(new, &change.new)
            .into_iter()
            .map(Run::Added)
            .collect(),
        ChangeKind::Removed => bodies(old, &change.old)
            .into_iter()
            .map(Run::Removed)
            .collect(),
        ChangeKind::Moved => bodies(new, &change.new)
            .into_iter()
            .take(1)
            .flat_map(|text| kept(text, true, false, context))
            .collect(),
        ChangeKind::Modified => {
            let count = change.pieces.len();
            let slice = |edition: Option<&'a Edition>, span| {
                edition.map_or("", |edition| edition.document.slice(span))
            };
            change
                .pieces
                .iter()
                .enumerate()
                .flat_map(|(at, piece)| match piece {
                    Piece::Kept { new: span, .. } => {
                        kept(slice(new, *span), at == 0, at + 1 == count, context)
                    }
                    Piece::Removed(span) => vec![Run::Removed(slice(old, *span))],
                    Piece::Added(span) => vec![Run::Added(slice(new, *span))],
                })
                .collect()
        }
    }
}

/// Kept text, cut where no change is near.
fn kept(text: &str, first: bool, last: bool, context: usize) -> Vec<Run<'_>> {
    let length = text.chars().count();
    let sides = usize::from(!first) + usize::from(!last);
    if length <= context * sides.max(1) + 8 {
        return vec![Run::Kept(text)];
    }
    let at = |count: usize| {
        text.char_indices()
            .nth(count)
            .map_or(text.len(), |(at, _)| at)
    };
    let (head, tail) = (at(context), at(length - context.min(length)));
    match (first, last) {
        (true, true) => vec![Run::Kept(&text[..head]), Run::Cut],
        (true, false) => vec![Run::Cut, Run::Kept(&text[tail..])],
        (false, true) => vec![Run::Kept(&text[..head]), Run::Cut],
        (false, false) => vec![Run::Kept(&text[..head]), Run::Cut, Run::Kept(&text[tail..])],
    }
}

/// The label of the first clause of a list, and its line.
pub(super) fn place(edition: Option<&Edition>, ids: &[ClauseId]) -> Option<(u32, String)> {
    let document = &edition?.document;
    let clause = document.clauses.get(ids.first()?.index())?;
    let label = label::written(document, clause).map(|label| label.trim().to_owned());
    Some((
        document.source.lines(clause.span).0,
        label.unwrap_or_default(),
    ))
}

/// The labels that a renumbering led from and to: `4 → 5`, with the last ones where there are several.
pub(super) fn renumbering(history: &History, one: &Renumbering) -> (String, String) {
    let written = |edition: Option<&Edition>, ids: Vec<ClauseId>| -> String {
        let label = |id: &ClauseId| {
            let document = &edition?.document;
            let clause = document.clauses.get(id.index())?;
            Some(label::written(document, clause)?.trim().to_owned())
        };
        let (first, last) = (ids.first().and_then(label), ids.last().and_then(label));
        match (first, last) {
            (Some(first), Some(last)) if ids.len() > 1 => format!("{first} … {last}"),
            (Some(first), _) => first,
            _ => String::new(),
        }
    };
    (
        written(
            history.old.edition(one.lang),
            one.clauses.iter().map(|(old, _)| *old).collect(),
        ),
        written(
            history.new.edition(one.lang),
            one.clauses.iter().map(|(_, new)| *new).collect(),
        ),
    )
}
