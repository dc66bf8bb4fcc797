//! A text with a map back to the file it was read from.
//!
//! Two steps lead from the bytes of a file to the text that policyglot works
//! on: decoding (UTF-8, UTF-16, GB18030 …) and leaving out markup. Both are
//! kept as short tables, so that every span of the text has exact stored
//! lines, columns and bytes, and no stage needs to rewrite text.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Span;

/// A place in a stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// Byte of the file as stored, from 0.
    pub byte: u32,
    /// Line, from 1; lines end with `\n`, `\r\n` or `\r`.
    pub line: u32,
    /// Column, from 1, in code points.
    pub column: u32,
}

/// A stretch of the decoded file whose characters all have one length in UTF-8 and one in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    at: u32,
    stored: u32,
    decoded_len: u8,
    stored_len: u8,
}

/// The decoded file: its characters, where its lines start, and where each character stood in the bytes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Stored {
    text: String,
    lines: Vec<u32>,
    runs: Vec<Run>,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Stored {
    /// A file in UTF-8; `skipped` is the length of its byte order mark, which is not part of `text`.
    #[must_use]
    pub fn utf8(text: String, skipped: usize) -> Self {
        let runs = vec![Run {
            at: 0,
            stored: small(skipped),
            decoded_len: 1,
            stored_len: 1,
        }];
        Self::with(text, runs)
    }

    /// A file in another encoding. `lengths` gives for every character of `text` how many bytes of the file it took;
    /// `skipped` is the length of the byte order mark.
    #[must_use]
    pub fn decoded(text: String, skipped: usize, lengths: impl IntoIterator<Item = u8>) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        let (mut at, mut stored) = (0usize, skipped);
        for (c, length) in text.chars().zip(lengths) {
            let decoded_len = u8::try_from(c.len_utf8()).unwrap_or(4);
            if runs
                .last()
                .is_none_or(|run| (run.decoded_len, run.stored_len) != (decoded_len, length))
            {
                runs.push(Run {
                    at: small(at),
                    stored: small(stored),
                    decoded_len,
                    stored_len: length,
                });
            }
            at += c.len_utf8();
            stored += usize::from(length);
        }
        Self::with(text, runs)
    }

    fn with(text: String, runs: Vec<Run>) -> Self {
        let text = with_line_ends(text);
        let mut lines = vec![0];
        lines.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| small(at + 1)),
        );
        Self { text, lines, runs }
    }

    /// The decoded characters, markup and all.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The character boundary at or before an offset.
    fn boundary(&self, offset: u32) -> usize {
        let mut offset = offset.min(small(self.text.len())) as usize;
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The line that an offset stands in, from 1, and where it begins.
    fn line(&self, offset: usize) -> (usize, usize) {
        let line = self
            .lines
            .partition_point(|start| *start as usize <= offset)
            .max(1);
        (line, self.lines[line - 1] as usize)
    }

    fn utf16_column(&self, offset: u32) -> u32 {
        let offset = self.boundary(offset);
        let (_, start) = self.line(offset);
        small(self.text[start..offset].encode_utf16().count() + 1)
    }

    fn position(&self, offset: u32) -> Position {
        let offset = self.boundary(offset);
        let (line, start) = self.line(offset);
        let column = self.text[start..offset].chars().count() + 1;
        let index = self
            .runs
            .partition_point(|run| run.at as usize <= offset)
            .max(1)
            - 1;
        let byte = self.runs.get(index).map_or(0, |run| {
            let inside = small(offset) - run.at;
            run.stored + inside / u32::from(run.decoded_len.max(1)) * u32::from(run.stored_len)
        });
        Position {
            byte,
            line: small(line),
            column: small(column),
        }
    }
}

/// A carriage return by itself ends a line, in Markdown (CommonMark 2.1) and HTML as well as in plain text, and readers know
/// line feeds. Both are one byte, so that every place stays what it was.
fn with_line_ends(text: String) -> String {
    let is_bare = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|(at, _)| is_bare(at)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        out.push(if c == '\r' && is_bare(at) { '\n' } else { c });
    }
    out
}

/// A stretch of visible text and where it stands in the decoded file. Equal lengths mean equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    at: u32,
    raw: u32,
    raw_len: u32,
}

/// The visible text of one file. Cheap to clone: editions that share a file share one source.
#[derive(Clone, Debug, Default)]
pub struct Source(Arc<Inner>);

#[derive(Debug, Default, Serialize, Deserialize)]
struct Inner {
    text: String,
    pieces: Vec<Piece>,
    stored: Stored,
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Inner::deserialize(deserializer).map(|inner| Self(Arc::new(inner)))
    }
}

impl Source {
    /// A source whose visible text is the whole decoded file.
    #[must_use]
    pub fn plain(stored: Stored) -> Self {
        let mut builder = Builder::new(stored);
        let length = builder.stored.text.len();
        builder.copy(0..length);
        builder.finish()
    }

    /// The visible text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The visible text of a span; empty when the span does not lie in the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.0.text.get(span.range()).unwrap_or_default()
    }

    /// Where a span begins and ends in the stored file.
    #[must_use]
    pub fn locate(&self, span: Span) -> (Position, Position) {
        let (start, end) = self.raw(span);
        (self.0.stored.position(start), self.0.stored.position(end))
    }

    /// The columns in which a span begins and ends, from 1, in UTF-16 code units: as most editors count them.
    #[must_use]
    pub fn utf16_columns(&self, span: Span) -> (u32, u32) {
        let (start, end) = self.raw(span);
        (
            self.0.stored.utf16_column(start),
            self.0.stored.utf16_column(end),
        )
    }

    /// First and last stored line of a span, from 1.
    #[must_use]
    pub fn lines(&self, span: Span) -> (u32, u32) {
        let (start, end) = self.locate(span);
        let last = if end.column == 1 && end.line > start.line {
            end.line - 1
        } else {
            end.line
        };
        (start.line, last)
    }

    /// The decoded file behind a span, markup and all.
    #[must_use]
    pub fn stored(&self, span: Span) -> &str {
        let (start, end) = self.raw(span);
        self.0
            .stored
            .text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The decoded file from the end of a span on, and the byte of the decoded file at which that is.
    #[must_use]
    pub fn behind(&self, span: Span) -> (usize, &str) {
        let at = self.raw(span).1 as usize;
        (at, self.0.stored.text.get(at..).unwrap_or_default())
    }

    /// The byte of the file as stored at a byte of the decoded file.
    #[must_use]
    pub fn byte(&self, decoded: usize) -> usize {
        self.0.stored.position(small(decoded)).byte as usize
    }

    /// Whether both are views of one file.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Stretches of the decoded file from `opening` to `closing` that are no visible text: comments of the markup.
    /// In a format without comments every stretch is visible, so that there are none.
    pub fn comments<'a>(&'a self, opening: &'a str, closing: &'a str) -> Vec<Comment<'a>> {
        let text = &self.0.stored.text;
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find(opening).map(|start| start + at) {
            let inside = start + opening.len();
            let Some(end) = text[inside..].find(closing).map(|end| end + inside) else {
                break;
            };
            at = end + closing.len();
            let next = self
                .0
                .pieces
                .partition_point(|piece| (piece.raw as usize) < start);
            let last = next.checked_sub(1).and_then(|last| self.0.pieces.get(last));
            let before = self
                .0
                .pieces
                .get(next)
                .map_or(small(self.0.text.len()), |piece| piece.at);
            let behind = last.map_or(0, |piece| (piece.raw + piece.raw_len) as usize);
            // White space that was folded may have swallowed the comment; text that was copied shows it.
            let copied = last.is_some_and(|piece| before - piece.at == piece.raw_len);
            if behind > start && copied {
                continue;
            }
            found.push(Comment {
                text: &text[inside..end],
                before,
                gap: text.get(behind..start).unwrap_or_default(),
                line: self.0.stored.position(small(start)).line,
            });
        }
        found
    }

    /// Bytes of the decoded file.
    fn raw(&self, span: Span) -> (u32, u32) {
        let start = self.raw_of(span.start, false);
        if span.is_empty() {
            return (start, start);
        }
        (start, self.raw_of(span.end, true).max(start))
    }

    fn raw_of(&self, offset: u32, is_end: bool) -> u32 {
        let pieces = &self.0.pieces;
        // An end belongs to the piece of the byte before it.
        let probe = if is_end {
            offset.saturating_sub(1)
        } else {
            offset
        };
        let index = pieces.partition_point(|piece| piece.at <= probe).max(1) - 1;
        let Some(piece) = pieces.get(index) else {
            return 0;
        };
        let next = pieces
            .get(index + 1)
            .map_or(small(self.0.text.len()), |piece| piece.at);
        if next - piece.at == piece.raw_len {
            piece.raw + (offset - piece.at).min(piece.raw_len)
        } else if is_end || offset >= next {
            piece.raw + piece.raw_len
        } else {
            piece.raw
        }
    }
}

/// A comment of the markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment<'a> {
    /// What stands between its marks.
    pub text: &'a str,
    /// Bytes of visible text that stand before it.
    pub before: u32,
    /// What stands in the file between the visible text before it and the comment.
    pub gap: &'a str,
    /// The stored line it begins on, from 1.
    pub line: u32,
}

/// Builds a [`Source`] front to back while a reader walks its file.
#[derive(Debug)]
pub struct Builder {
    stored: Stored,
    text: String,
    pieces: Vec<Piece>,
}

impl Builder {
    /// An empty text over a decoded file.
    #[must_use]
    pub fn new(stored: Stored) -> Self {
        Self {
            stored,
            text: String::new(),
            pieces: Vec::new(),
        }
    }

    /// The decoded file.
    #[must_use]
    pub fn stored(&self) -> &Stored {
        &self.stored
    }

    /// Bytes of visible text so far: where the next piece will stand.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no visible text yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The visible text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends a stretch of the decoded file as it stands.
    pub fn copy(&mut self, raw: std::ops::Range<usize>) {
        let Some(text) = self.stored.text.get(raw.clone()) else {
            return;
        };
        if text.is_empty() {
            return;
        }
        let follows = self.pieces.last().is_some_and(|last| {
            let length = small(self.text.len()) - last.at;
            length == last.raw_len && last.raw + last.raw_len == small(raw.start)
        });
        let (at, length) = (small(self.text.len()), small(raw.len()));
        match self.pieces.last_mut() {
            Some(last) if follows => last.raw_len += length,
            _ => self.pieces.push(Piece {
                at,
                raw: small(raw.start),
                raw_len: length,
            }),
        }
        self.text.push_str(text);
    }

    /// Appends `text` that stands for a stretch of the decoded file (a character reference, folded white space).
    /// Text that stands for nothing in the file has an empty `raw`.
    pub fn replace(&mut self, text: &str, raw: std::ops::Range<usize>) {
        if text.is_empty() {
            return;
        }
        if self.stored.text.get(raw.clone()) == Some(text) {
            return self.copy(raw);
        }
        // One piece a character where the lengths are equal by chance, so that equal lengths keep meaning equal bytes.
        if text.len() == raw.len() && text.chars().count() > 1 {
            let mut cut = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
            while !self.stored.text.is_char_boundary(raw.start + cut) {
                cut += 1;
            }
            let first = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
            self.push(&text[..first], raw.start..raw.start);
            self.push(&text[first..], raw);
            return;
        }
        self.push(text, raw);
    }

    fn push(&mut self, text: &str, raw: std::ops::Range<usize>) {
        self.pieces.push(Piece {
            at: small(self.text.len()),
            raw: small(raw.start),
            raw_len: small(raw.len()),
        });
        self.text.push_str(text);
    }

    /// Ends a block: a line end that stands for nothing in the file.
    pub fn line_end(&mut self) {
        let at = self
            .pieces
            .last()
            .map_or(0, |piece| (piece.raw + piece.raw_len) as usize);
        self.replace("\n", at..at);
    }

    /// The finished source.
    #[must_use]
    pub fn finish(self) -> Source {
        Source(Arc::new(Inner {
            text: self.text,
            pieces: self.pieces,
            stored: self.stored,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span_of(source: &Source, what: &str) -> Span {
        let at = source.text().find(what).expect("the text holds it");
        Span::new(at, at + what.len())
    }

    #[test]
    fn markup_and_references_map_back_to_the_stored_file() {
        let raw = "<p>A &amp; B\n  個人</p>";
        let mut builder = Builder::new(Stored::utf8(raw.to_owned(), 3));
        builder.copy(3..5);
        builder.replace("&", 5..10);
        builder.copy(10..12);
        builder.replace(" ", 12..15);
        builder.copy(15..21);
        builder.line_end();
        let source = builder.finish();
        assert_eq!(source.text(), "A & B 個人\n");
        let (start, end) = source.locate(span_of(&source, "&"));
        assert_eq!((start.byte, start.column, end.byte), (8, 6, 13));
        let (start, end) = source.locate(span_of(&source, "個人"));
        assert_eq!((start.line, start.column, start.byte), (2, 3, 18));
        assert_eq!((end.line, end.column, end.byte), (2, 5, 24));
        assert_eq!(source.stored(span_of(&source, "B 個人")), "B\n  個人");
    }

    #[test]
    fn other_encodings_count_their_own_bytes() {
        // GB18030: two bytes a Han character, one an ASCII character.
        let text = "第1条\n条款".to_owned();
        let source = Source::plain(Stored::decoded(text, 0, [2, 1, 2, 1, 2, 2]));
        let (start, end) = source.locate(span_of(&source, "条款"));
        assert_eq!((start.byte, start.line, start.column), (6, 2, 1));
        assert_eq!((end.byte, end.column), (10, 3));
    }

    #[test]
    fn an_empty_text_has_a_first_line() {
        let source = Source::plain(Stored::utf8(String::new(), 0));
        let (start, end) = source.locate(Span::new(0, 0));
        assert_eq!(
            (start, end),
            (
                Position {
                    byte: 0,
                    line: 1,
                    column: 1
                },
                Position {
                    byte: 0,
                    line: 1,
                    column: 1
                }
            )
        );
    }
}
