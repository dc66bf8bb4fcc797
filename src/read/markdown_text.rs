//! Inside a Markdown block: its characters, its line ends, and the lines that are blocks of their own.

use std::ops::Range;

use super::lines;
use super::markdown::{Open, Page};
use crate::model::Error;

impl Page<'_> {
    /// A line of a paragraph begins at or behind `raw`: number signs without a space make it a heading.
    pub(super) fn begin_line(&mut self, raw: usize) {
        let line = self
            .text
            .get(raw..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let shown = line.trim_start();
        let signs = shown.bytes().take_while(|byte| *byte == b'#').count();
        let title = shown[signs..].trim_end_matches('#').trim();
        if (1..=6).contains(&signs)
            && title
                .chars()
                .next()
                .is_some_and(|c| crate::text::is_alphanumeric(c) || "（(「《【*_".contains(c))
        {
            self.heading_line = u8::try_from(signs).ok();
            self.skip_to = self.skip_to.max(raw + line.len() - shown.len() + signs);
        }
    }

    /// Between two lines of a paragraph.
    pub(super) fn line_break(&mut self, raw: Range<usize>, hard: bool, masked: &str) {
        let behind = masked.get(raw.end..).unwrap_or_default();
        let next = behind
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let signs = next.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = (1..=6).contains(&signs);
        let in_paragraph = !matches!(
            self.blocks.last(),
            Some(Open::Heading(_) | Open::Cell(_) | Open::Code)
        );
        let splits = in_paragraph
            && (self.heading_line.is_some()
                || is_heading
                || is_own_line(self.draft.line(), next, hard));
        if splits && self.draft.has_text() {
            self.end();
            self.begin_line(raw.end);
        } else if hard {
            self.draft.line_end(raw);
        } else {
            self.draft.space(raw, true);
        }
    }

    pub(super) fn characters(&mut self, shown: &str, raw: Range<usize>) {
        if self.is_hidden() {
            return;
        }
        let raw = raw.start.max(self.skip_to.min(raw.end))..raw.end;
        let stored = self.text.get(raw.clone()).unwrap_or_default();
        if stored.is_empty() {
            return;
        }
        if matches!(self.blocks.last(), Some(Open::Code)) {
            return self.code_lines(raw);
        }
        if stored == "*" && is_lost_emphasis(self.text, raw.start) {
            return;
        }
        if stored == shown || stored.len() < shown.len() && shown.ends_with(stored) {
            self.draft.text(self.text, raw);
        } else {
            self.draft.replace(shown, raw);
        }
    }

    pub(super) fn code(&mut self, shown: &str, raw: Range<usize>) {
        let stored = self.text.get(raw.clone()).unwrap_or_default();
        match stored.find(shown) {
            Some(at) if !shown.is_empty() => self
                .draft
                .text(self.text, raw.start + at..raw.start + at + shown.len()),
            _ => self.draft.replace(shown, raw),
        }
    }

    /// Text in a code block: a line is a block, as in plain text.
    fn code_lines(&mut self, raw: Range<usize>) {
        let mut at = raw.start;
        for line in self.text.get(raw).unwrap_or_default().split_inclusive('\n') {
            self.draft.text(self.text, at..at + line.len());
            if line.ends_with('\n') {
                self.end();
            }
            at += line.len();
        }
    }

    pub(super) fn html(&mut self, raw: Range<usize>) -> Result<(), Error> {
        self.walker.feed(&mut self.draft, self.text, raw)?;
        self.walker.end_block(&mut self.draft);
        self.walker.close_inline(&mut self.draft);
        Ok(())
    }

    pub(super) fn inline_html(&mut self, raw: Range<usize>) -> Result<(), Error> {
        let tag = self.text.get(raw.clone()).unwrap_or_default();
        let name: String = tag
            .chars()
            .skip(1)
            .take_while(char::is_ascii_alphabetic)
            .collect();
        if name.eq_ignore_ascii_case("br") {
            if !self.is_hidden() {
                self.draft.line_end(raw);
            }
            return Ok(());
        }
        self.walker.feed_inline(&mut self.draft, self.text, raw)
    }
}

/// Whether a star is part of emphasis that CommonMark does not see next to CJK punctuation (`**「甲」**は`): of a run
/// of two or three. Escaped stars stand alone, and longer runs hide something.
fn is_lost_emphasis(text: &str, at: usize) -> bool {
    let stars = |bytes: &mut dyn Iterator<Item = u8>| {
        bytes.take(4).take_while(|byte| *byte == b'*').count()
    };
    let (before, behind) = (
        text.get(..at).unwrap_or_default(),
        text.get(at..).unwrap_or_default(),
    );
    (2..=3).contains(&(stars(&mut before.bytes().rev()) + stars(&mut behind.bytes())))
}

/// Whether the file itself, and not only its masked copy, forces the line end that begins at `at`.
pub(super) fn is_hard(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|behind| behind.starts_with('\\') || behind.starts_with("  "))
}

/// Columns that a line has at most which its author ended on purpose; editors wrap at twice that.
const TITLE: usize = 40;

/// Whether `next` begins a block of its own, below `line` of the same paragraph.
///
/// A CJK bullet always does. Behind a forced line end every bullet and label does. Else a label does where the line
/// before it is finished or has the label before it, and anything does below a short line with a label (第一条 目的). A
/// reference that an editor wrapped to a line start (`… under\nSection 5 of`) stays in its sentence.
fn is_own_line(line: &str, next: &str, hard: bool) -> bool {
    if let Some(length) = lines::bullet(next) {
        return hard || length > 1 || lines::bullet(line).is_some();
    }
    if line.len() <= 4 * TITLE
        && lines::is_labelled(line)
        && lines::width(line) <= TITLE
        && !line.ends_with([',', '，', '、'])
    {
        return true;
    }
    lines::is_labelled(next) && (hard || lines::is_finished(line) || lines::succeeds(line, next))
}
