//! A document: blocks as a reader finds them, clauses as the segmenter makes them.

use serde::{Deserialize, Serialize};

use super::Label;
use crate::text::{Source, Span};

/// What the markup says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A marked-up heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, or a line of a text without markup.
    Paragraph,
    /// A list item; depth from 0, and the number that markup gives it (`<ol start>`, `3.` in Markdown).
    Item {
        /// Nesting depth, from 0.
        depth: u8,
        /// The automatic number, where the list is ordered.
        number: Option<u16>,
    },
    /// A table cell, by row and column from 0; a header cell has row 0.
    Cell {
        /// Row, from 0.
        row: u16,
        /// Column, from 0.
        column: u16,
    },
}

/// A stretch of visible text that markup or line ends set apart. Blocks are disjoint and in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the markup says.
    pub kind: BlockKind,
    /// Its visible text, without markers that markup makes. May be empty for an item with nothing behind its marker.
    pub span: Span,
    /// A marker that stands in the text itself (`- `, `・`) and is no part of `span`.
    pub marker: Option<Span>,
    /// Set in an element that is site furniture (`nav`, `footer`, …).
    pub furniture: bool,
}

/// Index of a clause in [`Document::clauses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClauseId(pub u32);

impl ClauseId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a clause is in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseKind {
    /// The title or a section heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item, with a label, a marker or neither.
    Item,
    /// A table cell.
    Cell,
}

/// Whether a clause is part of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Policy text.
    Text,
    /// Page navigation, language lists, review widgets, footers.
    Furniture,
    /// A stray run in another language than the edition's (a leftover): kept out of the alignment.
    Foreign,
}

/// The unit of comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// What it is.
    pub kind: ClauseKind,
    /// Part of the policy or not.
    pub class: Class,
    /// Depth in the tree: 0 for the root level. A heading's children are one deeper.
    pub depth: u8,
    /// The heading level (1 to 6) where markup or numbering shows one; 0 for other kinds.
    pub level: u8,
    /// The heading or item that it stands under.
    pub parent: Option<ClauseId>,
    /// Its label, where it carries one (written, or numbered by markup: then `written` is empty).
    pub label: Option<Label>,
    /// The ordinal path from the root: 2.4 and item 4 of section 2 are both `[2, 4]`. Empty without a label.
    pub number: Vec<u16>,
    /// A list marker that carries no value (`-`, `・`).
    pub marker: Option<Span>,
    /// Label, marker and text.
    pub span: Span,
    /// The text behind label and marker; empty for an item or heading that holds nothing else.
    pub body: Span,
    /// The markup said that it is a heading or an item (not inferred).
    pub marked_up: bool,
    /// It begins inside the line of the clause before it (第3项…。（4）…).
    pub inline: bool,
}

/// A policy text in one language: the clauses of one file, or of a stretch of it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text; editions in one file share it.
    pub source: Source,
    /// The stretch of the source that this edition takes up.
    pub extent: Span,
    /// All clauses in document order, each parent before its children.
    pub clauses: Vec<Clause>,
    /// Destinations of links with the span of the text that carries each.
    pub links: Vec<(Span, String)>,
}

impl Document {
    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// A clause by id. Ids come from this document.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.index()]
    }

    /// A clause's text without label and marker.
    #[must_use]
    pub fn body(&self, id: ClauseId) -> &str {
        self.slice(self.clause(id).body)
    }

    /// All ids with their clauses, in document order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ClauseId, &Clause)> {
        self.clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| (ClauseId(u32::try_from(index).unwrap_or(u32::MAX)), clause))
    }

    /// The ids of the clauses that stand directly under `parent` (`None`: at the root).
    pub fn children(&self, parent: Option<ClauseId>) -> impl Iterator<Item = ClauseId> {
        self.iter()
            .filter(move |(_, clause)| clause.parent == parent)
            .map(|(id, _)| id)
    }

    /// The ids of everything below `id`, in order: a contiguous run.
    pub fn descendants(&self, id: ClauseId) -> impl Iterator<Item = ClauseId> {
        let depth = self.clause(id).depth;
        self.iter()
            .skip(id.index() + 1)
            .take_while(move |(_, clause)| clause.depth > depth)
            .map(|(id, _)| id)
    }
}
