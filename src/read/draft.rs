//! The reading while it is written: visible text, blocks and links, front to back.
//!
//! All readers of marked-up formats write through this, so that white space is
//! folded as browsers fold it (CSS Text 3, section 4.1: a run of spaces and line
//! ends is one space; a line end between two CJK characters is nothing), blocks
//! are trimmed, and a bullet that stands in the text is told from its clause.

use std::ops::Range;

use super::{Reading, lines};
use crate::model::{Block, BlockKind};
use crate::text::{Builder, Span, Stored};

/// White space that waits for the next visible character.
#[derive(Debug)]
struct Gap {
    raw: Range<usize>,
    line_end: bool,
}

/// A link that is open, and where its text begins once it has some.
#[derive(Debug)]
struct Link {
    to: String,
    start: Option<usize>,
}

/// A reading in the making.
#[derive(Debug)]
pub(super) struct Draft {
    builder: Builder,
    blocks: Vec<Block>,
    links: Vec<(Span, String)>,
    /// Where the visible text of the open block begins.
    open: Option<usize>,
    gap: Option<Gap>,
    link: Option<Link>,
    last: Option<char>,
    /// Where the line of the open block begins: behind its last forced line end.
    line: usize,
}

impl Draft {
    pub(super) fn new(stored: Stored) -> Self {
        Self {
            builder: Builder::new(stored),
            blocks: Vec::new(),
            links: Vec::new(),
            open: None,
            gap: None,
            link: None,
            last: None,
            line: 0,
        }
    }

    /// Whether the open block has visible text.
    pub(super) fn has_text(&self) -> bool {
        self.open.is_some()
    }

    /// The visible text of the open block since its last forced line end.
    pub(super) fn line(&self) -> &str {
        let start = self.open.map(|_| self.line);
        start
            .and_then(|start| self.builder.text().get(start..))
            .unwrap_or_default()
    }

    /// How many blocks there are.
    pub(super) fn count(&self) -> usize {
        self.blocks.len()
    }

    /// The blocks from `from` on, to be judged again when their container ends.
    pub(super) fn blocks_from(&mut self, from: usize) -> &mut [Block] {
        self.blocks.get_mut(from..).unwrap_or_default()
    }

    /// Appends decoded text `text[raw]`, folding its white space. `text` is the whole decoded file.
    pub(super) fn text(&mut self, text: &str, raw: Range<usize>) {
        let Some(piece) = text.get(raw.clone()) else {
            return;
        };
        let mut at = raw.start;
        for part in piece.split_inclusive(is_space) {
            let word = part.trim_end_matches(is_space);
            if !word.is_empty() {
                self.word(word, at..at + word.len(), true);
            }
            if word.len() < part.len() {
                let line_end = part.ends_with(['\n', '\r']);
                self.space(at + word.len()..at + part.len(), line_end);
            }
            at += part.len();
        }
    }

    /// Appends text as it stands, white space and all.
    pub(super) fn preformatted(&mut self, text: &str, raw: Range<usize>) {
        if let Some(piece) = text.get(raw.clone())
            && !piece.is_empty()
        {
            self.word(piece, raw, true);
        }
    }

    /// Appends what a stretch of the file stands for (a character reference).
    pub(super) fn replace(&mut self, text: &str, raw: Range<usize>) {
        if text.chars().all(is_space) {
            return self.space(raw, false);
        }
        self.word(text, raw, false);
    }

    /// White space that counts only between two visible characters of a block.
    pub(super) fn space(&mut self, raw: Range<usize>, line_end: bool) {
        match &mut self.gap {
            Some(gap) => {
                gap.raw.end = raw.end;
                gap.line_end |= line_end;
            }
            None if self.open.is_some() => self.gap = Some(Gap { raw, line_end }),
            None => {}
        }
    }

    /// A forced line end inside the block.
    pub(super) fn line_end(&mut self, raw: Range<usize>) {
        if self.open.is_some() {
            self.gap = None;
            self.builder.replace("\n", raw);
            self.last = None;
            self.line = self.builder.len();
        }
    }

    fn word(&mut self, word: &str, raw: Range<usize>, verbatim: bool) {
        if let Some(gap) = self.gap.take() {
            let joint = if gap.line_end {
                lines::joint(self.last, word.chars().next())
            } else {
                " "
            };
            // At the start of a forced line white space vanishes.
            if self.last.is_some() {
                self.builder.replace(joint, gap.raw);
            }
        }
        let start = self.builder.len();
        if self.open.is_none() {
            self.open = Some(start);
            self.line = start;
        }
        if let Some(link) = &mut self.link {
            link.start.get_or_insert(start);
        }
        if verbatim {
            self.builder.copy(raw);
        } else {
            self.builder.replace(word, raw);
        }
        self.last = word.chars().next_back();
    }

    /// Begins a link; one that leads elsewhere on the site or page is not kept.
    pub(super) fn open_link(&mut self, to: &str) {
        self.close_link();
        let scheme = to
            .split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
            && to.len() > scheme.len() + 1
        {
            self.link = Some(Link {
                to: to.trim().to_owned(),
                start: None,
            });
        }
    }

    /// Ends the link that is open.
    pub(super) fn close_link(&mut self) {
        let Some(Link {
            to,
            start: Some(start),
        }) = self.link.take()
        else {
            return;
        };
        let end = self.builder.len();
        let text = self.builder.text().get(start..end).unwrap_or_default();
        if !says(text, &to) {
            self.links.push((Span::new(start, end), to));
        }
    }

    /// Ends the open block. Returns whether there was one.
    pub(super) fn end(&mut self, kind: BlockKind, furniture: bool) -> bool {
        self.gap = None;
        self.last = None;
        let Some(start) = self.open.take() else {
            return false;
        };
        let reopened = self.link.as_ref().map(|link| link.to.clone());
        self.close_link();
        if let Some(to) = reopened {
            self.link = Some(Link { to, start: None });
        }
        let text = self.builder.text().get(start..).unwrap_or_default();
        let shown = text.trim_matches(is_margin);
        if lines::is_blank(shown) {
            return false;
        }
        let from = start + (text.len() - text.trim_start_matches(is_margin).len());
        let block = block(kind, shown, from, furniture);
        self.builder.line_end();
        self.blocks.push(block);
        true
    }

    /// Takes a closing mark off the end of the last block.
    pub(super) fn trim_last(&mut self, mark: char) {
        let Some(block) = self.blocks.last_mut() else {
            return;
        };
        let text = self
            .builder
            .text()
            .get(block.span.range())
            .unwrap_or_default();
        let shown = text.trim_end_matches(mark).trim_end();
        if !shown.is_empty() {
            let start = block.span.start as usize;
            block.span = Span::new(start, start + shown.len());
        }
    }

    /// Adds an item with nothing behind its marker, which ends at `raw`.
    pub(super) fn empty_item(&mut self, kind: BlockKind, raw: usize, furniture: bool) {
        let at = self.builder.len();
        self.builder.replace("\n", raw..raw);
        self.blocks.push(Block {
            kind,
            span: Span::new(at, at),
            marker: None,
            furniture,
        });
    }

    /// The reading.
    pub(super) fn finish(mut self) -> Reading {
        self.end(BlockKind::Paragraph, false);
        let source = self.builder.finish();
        super::furniture::mark_language_lists(source.text(), &mut self.blocks);
        Reading {
            source,
            blocks: self.blocks,
            links: self.links,
            lang: None,
            source_lang: None,
        }
    }
}

/// A block of `shown`, which stands at `from` in the visible text; a bullet at its start becomes its marker.
pub(super) fn block(kind: BlockKind, shown: &str, from: usize, furniture: bool) -> Block {
    let bullet = match kind {
        BlockKind::Paragraph | BlockKind::Item { .. } => lines::bullet(shown),
        BlockKind::Heading(_) | BlockKind::Cell { .. } => None,
    };
    let Some(length) = bullet else {
        return Block {
            kind,
            span: Span::new(from, from + shown.len()),
            marker: None,
            furniture,
        };
    };
    let body = shown[length..].trim_start();
    let kind = match kind {
        BlockKind::Paragraph => BlockKind::Item {
            depth: 0,
            number: None,
        },
        kind => kind,
    };
    let start = if body.is_empty() {
        from + length
    } else {
        from + shown.len() - body.len()
    };
    Block {
        kind,
        span: Span::new(start, start + body.len()),
        marker: Some(Span::new(from, from + length)),
        furniture,
    }
}

/// White space that browsers fold. The no-break space and the ideographic space are text.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// What is no part of a block at its ends.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Whether the text of a link says where it leads.
fn says(text: &str, to: &str) -> bool {
    fn bare(address: &str) -> &str {
        let address = address.trim();
        let address = ["mailto:", "tel:", "https://", "http://"]
            .iter()
            .find_map(|scheme| {
                address
                    .get(..scheme.len())
                    .filter(|head| head.eq_ignore_ascii_case(scheme))
                    .and(address.get(scheme.len()..))
            })
            .unwrap_or(address);
        address.trim_end_matches('/')
    }
    bare(text).eq_ignore_ascii_case(bare(to))
}
