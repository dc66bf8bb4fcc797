//! The visible text of a file in pieces that can be changed: what a translator's slip does to it, and the way back.
//!
//! A file's blocks become pieces of text, one below the other; a [`Change`] edits, drops, moves or copies them, and
//! [`Page::render`] makes a reading of the result, with a [`Way`] that leads every place of the new text back to
//! the unchanged page. The unchanged page is rendered in the same way, so that both readings differ in the change
//! and in nothing else, whatever format the file is stored in.

use std::ops::Range;

use crate::model::{Block, BlockKind};
use crate::read::Reading;
use crate::text::{Lang, Source, Span, Stored};

/// A block with its text.
#[derive(Clone, Debug)]
struct Piece {
    kind: BlockKind,
    furniture: bool,
    /// Marker and text, in the page.
    span: Span,
    /// The text alone, in the page.
    body: Span,
    /// The marker alone, in the page.
    marker: Option<Span>,
    /// Where the piece begins in the visible text of the file as read.
    origin: u32,
}

/// A file as pieces.
#[derive(Clone, Debug)]
pub(super) struct Page {
    text: String,
    pieces: Vec<Piece>,
    links: Vec<(Span, String)>,
    lang: Option<Lang>,
    source_lang: Option<Lang>,
}

/// What stands instead of a span of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where, inside one piece.
    pub(super) span: Span,
    /// The new text.
    pub(super) with: String,
}

/// One defect, as a change of a page. Pieces are named by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Other words: edits in order, none overlapping another.
    Text(Vec<Edit>),
    /// Pieces are lost.
    Drop(Range<usize>),
    /// Pieces stand before another one.
    Move(Range<usize>, usize),
    /// Pieces stand twice, the second time before another one.
    Copy(Range<usize>, usize),
    /// A piece runs on into the next one, whose text begins at the offset (behind its label).
    Join(usize, u32),
    /// A piece is set as another kind.
    Set(usize, BlockKind),
}

/// A stretch of rendered text and what it was.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    new: Span,
    old: Span,
}

/// Leads from a rendered text back to the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Way(Vec<Stretch>);

impl Way {
    /// What a span of the rendered text was in the page. What is new stands where it was put.
    pub(super) fn back(&self, span: Span) -> Span {
        let start = self.place(span.start, false);
        let end = self.place(span.end, !span.is_empty());
        Span {
            start,
            end: end.max(start),
        }
    }

    fn place(&self, offset: u32, is_end: bool) -> u32 {
        let probe = if is_end {
            offset.saturating_sub(1)
        } else {
            offset
        };
        let index = self.0.partition_point(|one| one.new.start <= probe).max(1) - 1;
        let Some(one) = self.0.get(index) else {
            return offset;
        };
        if one.new.len() == one.old.len() {
            one.old.start
                + offset
                    .saturating_sub(one.new.start)
                    .min(one.old.end - one.old.start)
        } else if is_end || offset >= one.new.end {
            one.old.end
        } else {
            one.old.start
        }
    }
}

/// A text in the making.
#[derive(Default)]
struct Draft {
    text: String,
    blocks: Vec<Block>,
    links: Vec<(Span, String)>,
    way: Vec<Stretch>,
}

impl Draft {
    fn push(&mut self, text: &str, old: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        if !text.is_empty() {
            self.way.push(Stretch {
                new: Span::new(start, self.text.len()),
                old,
            });
        }
    }
}

impl Page {
    /// The page of a file.
    pub(super) fn new(reading: &Reading) -> Self {
        let mut page = Self {
            text: String::new(),
            pieces: Vec::with_capacity(reading.blocks.len()),
            links: Vec::new(),
            lang: reading.lang,
            source_lang: reading.source_lang,
        };
        for block in &reading.blocks {
            let whole = block
                .marker
                .map_or(block.span, |marker| marker.join(block.span));
            let start = page.text.len();
            let moved = |span: Span| {
                Span::new(
                    start + (span.start - whole.start) as usize,
                    start + (span.end - whole.start) as usize,
                )
            };
            page.pieces.push(Piece {
                kind: block.kind,
                furniture: block.furniture,
                span: moved(whole),
                body: moved(block.span),
                marker: block.marker.map(moved),
                origin: whole.start,
            });
            let inside = reading
                .links
                .iter()
                .filter(|(span, _)| whole.contains(*span));
            page.links
                .extend(inside.map(|(span, to)| (moved(*span), to.clone())));
            page.text.push_str(reading.source.slice(whole));
            page.text.push('\n');
        }
        page
    }

    /// The pieces that a span of the page touches.
    pub(super) fn pieces(&self, span: Span) -> Range<usize> {
        let first = self
            .pieces
            .partition_point(|piece| piece.span.end <= span.start && piece.span.end < span.end);
        let end = self
            .pieces
            .partition_point(|piece| piece.span.start < span.end);
        first..end.max(first)
    }

    /// What a piece is set as.
    pub(super) fn kind(&self, piece: usize) -> Option<BlockKind> {
        self.pieces.get(piece).map(|piece| piece.kind)
    }

    /// Where pieces stand in the page.
    pub(super) fn span(&self, pieces: Range<usize>) -> Span {
        let first = self.pieces.get(pieces.start).map(|piece| piece.span);
        let last = self
            .pieces
            .get(pieces.end.max(1) - 1)
            .map(|piece| piece.span);
        match (first, last) {
            (Some(first), Some(last)) => first.join(last),
            _ => Span::default(),
        }
    }

    /// Where a place of the page stands in the visible text of the file.
    pub(super) fn origin(&self, span: Span) -> Span {
        let index = self
            .pieces
            .partition_point(|piece| piece.span.start <= span.start)
            .max(1)
            - 1;
        let Some(piece) = self.pieces.get(index) else {
            return span;
        };
        let start =
            piece.origin + (span.start - piece.span.start).min(piece.span.end - piece.span.start);
        let last = self
            .pieces
            .partition_point(|piece| piece.span.start < span.end)
            .max(1)
            - 1;
        let end = self.pieces.get(last).map_or(start, |piece| {
            piece.origin
                + span
                    .end
                    .saturating_sub(piece.span.start)
                    .min(piece.span.end - piece.span.start)
        });
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The page as a reading, with a change or without, and the way back.
    pub(super) fn render(&self, change: Option<&Change>) -> (Reading, Way) {
        let mut draft = Draft::default();
        let all = 0..self.pieces.len();
        let edits: &[Edit] = match change {
            Some(Change::Text(edits)) => edits,
            _ => &[],
        };
        let order: Vec<usize> = match change {
            Some(Change::Drop(range)) => all.filter(|at| !range.contains(at)).collect(),
            Some(Change::Move(range, to) | Change::Copy(range, to)) => {
                let stays = matches!(change, Some(Change::Copy(..)));
                let mut order = Vec::with_capacity(self.pieces.len() + range.len());
                for at in 0..=self.pieces.len() {
                    if at == *to {
                        order.extend(range.clone());
                    }
                    if at < self.pieces.len() && (stays || !range.contains(&at)) {
                        order.push(at);
                    }
                }
                order
            }
            Some(Change::Join(piece, _)) => all.filter(|at| *at != piece + 1).collect(),
            _ => all.collect(),
        };
        for at in order {
            let kind = match change {
                Some(Change::Set(piece, kind)) if *piece == at => *kind,
                _ => self.pieces[at].kind,
            };
            let run_on = match change {
                Some(Change::Join(piece, from)) if *piece == at => Some(*from),
                _ => None,
            };
            self.write(at, kind, edits, run_on, &mut draft);
        }
        let reading = Reading {
            source: Source::plain(Stored::utf8(draft.text, 0)),
            blocks: draft.blocks,
            lang: self.lang,
            source_lang: self.source_lang,
            links: draft.links,
        };
        (reading, Way(draft.way))
    }

    /// Writes one piece as a block.
    fn write(
        &self,
        at: usize,
        kind: BlockKind,
        edits: &[Edit],
        run_on: Option<u32>,
        draft: &mut Draft,
    ) {
        let piece = &self.pieces[at];
        let begin = draft.text.len();
        let mine: Vec<&Edit> = edits
            .iter()
            .filter(|edit| piece.span.contains(edit.span))
            .collect();
        let mut from = piece.span.start;
        for edit in &mine {
            let before = Span {
                start: from,
                end: edit.span.start,
            };
            draft.push(self.slice(before), before);
            draft.push(&edit.with, edit.span);
            from = edit.span.end;
        }
        let rest = Span {
            start: from,
            end: piece.span.end,
        };
        draft.push(self.slice(rest), rest);
        // Where an offset of the page went: edits in front of it have moved it.
        let forward = |offset: u32, is_end: bool| {
            let mut new = begin + (offset - piece.span.start) as usize;
            for edit in &mine {
                let passed = if is_end {
                    edit.span.end <= offset
                } else {
                    edit.span.end <= offset && edit.span.start < offset
                };
                if passed {
                    new = new + edit.with.len() - edit.span.len();
                }
            }
            new.min(draft.text.len())
        };
        let moved = |span: Span| Span::new(forward(span.start, false), forward(span.end, true));
        let mut body = moved(piece.body);
        let marker = piece.marker.map(moved);
        for (span, to) in &self.links {
            if piece.span.contains(*span) {
                draft.links.push((moved(*span), to.clone()));
            }
        }
        if let (Some(offset), Some(next)) = (run_on, self.pieces.get(at + 1)) {
            let rest = Span {
                start: offset,
                end: next.span.end,
            };
            let wide = |c: Option<char>| {
                c.is_some_and(|c| crate::text::is_cjk(c) || !c.is_ascii() && !c.is_alphanumeric())
            };
            let joint = if wide(draft.text.chars().next_back()) {
                ""
            } else {
                " "
            };
            draft.push(
                joint,
                Span {
                    start: offset,
                    end: offset,
                },
            );
            draft.push(self.slice(rest), rest);
            body.end = u32::try_from(draft.text.len()).unwrap_or(u32::MAX);
        }
        draft.blocks.push(Block {
            kind,
            span: body,
            marker,
            furniture: piece.furniture,
        });
        draft.push(
            "\n",
            Span {
                start: piece.span.end,
                end: piece.span.end + 1,
            },
        );
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}
