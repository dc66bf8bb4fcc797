//! Markdown → visible text and blocks.
//!
//! CommonMark and the extensions that policies use (tables, footnotes,
//! `~~struck out~~`, task lists, `{#id}`), read by pulldown-cmark. Stretches of
//! HTML go through the HTML reader's walker. Real policies are looser than the
//! standard, so lines of one paragraph are blocks of their own where a line
//! starts with a bullet or a label, and `#Title` is a heading without its space.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::draft::Draft;
use super::front_matter::front_matter;
use super::html::Walker;
use super::mask::mask;
use super::{Options, Reading, decode, lines, markdown_text};
use crate::model::{BlockKind, Error};

/// Reads Markdown.
///
/// # Errors
/// When the bytes cannot be decoded, or the file, a line or the nesting passes its bound.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Error> {
    let stored = decode::decode(bytes, options.encoding.as_deref(), &options.limits, |_| {
        None
    })?;
    let text = stored.text().to_owned();
    lines::check_lengths(&text, &options.limits)?;
    let front = front_matter(&text);
    let masked = mask(&text, front.end);
    let mut page = Page {
        text: &text,
        draft: Draft::new(stored),
        walker: Walker::new(options.limits.depth),
        blocks: Vec::new(),
        struck: Vec::new(),
        images: 0,
        skip_to: 0,
        heading_line: None,
        table: (0, 0),
    };
    let extensions = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES
        | pulldown_cmark::Options::ENABLE_GFM;
    let body = masked.get(front.end..).unwrap_or_default();
    let mut depth = 0;
    let mut html: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(body, extensions).into_offset_iter() {
        let raw = range.start + front.end..range.end + front.end;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > options.limits.depth {
            let line = text[..raw.start.min(text.len())]
                .bytes()
                .filter(|byte| *byte == b'\n')
                .count()
                + 1;
            return Err(Error::new(format!(
                "line {line}: markup nests deeper than the bound of {}; raise it with --max-depth",
                options.limits.depth
            )));
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                page.end();
                html = None;
            }
            // The lines of one stretch are walked as one, unless a quotation's marks stand between them.
            Event::Html(_) => match &mut html {
                Some(stretch)
                    if page
                        .text
                        .get(stretch.end..raw.start)
                        .is_some_and(|gap| gap.trim().is_empty()) =>
                {
                    stretch.end = raw.end
                }
                _ => {
                    if let Some(stretch) = html.replace(raw) {
                        page.html(stretch)?;
                    }
                }
            },
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(stretch) = html.take() {
                    page.html(stretch)?;
                }
            }
            Event::InlineHtml(_) => page.inline_html(raw)?,
            event => page.event(event, raw, &masked),
        }
    }
    page.end();
    page.walker.finish(&mut page.draft);
    let mut reading = page.draft.finish();
    reading.lang = front.lang;
    reading.source_lang = front.source_lang;
    Ok(reading)
}

/// An open element that gives its blocks a kind.
#[derive(Debug)]
pub(super) enum Open {
    Heading(u8),
    /// A list: its numbers, where it is ordered.
    List(Option<Numbers>),
    /// An item; `used` once its first block stands; `marker` is where its marker ends.
    Item {
        kind: BlockKind,
        used: bool,
        marker: usize,
    },
    Cell(BlockKind),
    Code,
}

/// How the items of an ordered list are numbered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// As written at the item before.
    written: u16,
    /// As counted at the item before.
    counted: u16,
    /// All items so far are written alike: Markdown counts them.
    automatic: bool,
    first: bool,
}

/// A Markdown file on its way to blocks.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) draft: Draft,
    pub(super) walker: Walker,
    pub(super) blocks: Vec<Open>,
    /// For each open strikethrough whether it hides its text (`~~`) or is a pair of tildes (`9:00~18:00`).
    struck: Vec<bool>,
    images: usize,
    /// Raw text before this offset is markup that pulldown-cmark did not see.
    pub(super) skip_to: usize,
    /// The level of the heading that the current line of a paragraph is.
    pub(super) heading_line: Option<u8>,
    table: (u16, u16),
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>, raw: Range<usize>, masked: &str) {
        match event {
            Event::Start(tag) => self.start(tag, raw),
            Event::End(tag) => self.finish(tag, raw),
            Event::Text(text) => self.characters(&text, raw),
            Event::Code(text) => {
                if !self.is_hidden() {
                    self.code(&text, raw);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                let hard = matches!(event, Event::HardBreak)
                    && markdown_text::is_hard(self.text, raw.start);
                self.line_break(raw, hard, masked);
            }
            Event::Rule => self.end(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Html(_)
            | Event::InlineHtml(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.characters(&text, raw),
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.images > 0 || self.struck.contains(&true) || self.walker.in_unseen()
    }

    fn start(&mut self, tag: Tag<'_>, raw: Range<usize>) {
        match tag {
            Tag::Strong | Tag::Emphasis | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { dest_url, .. } => {
                if !self.is_hidden() {
                    self.draft.open_link(&dest_url);
                }
                return;
            }
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            Tag::Strikethrough => {
                let double = self
                    .text
                    .get(raw.start..)
                    .is_some_and(|rest| rest.starts_with("~~"));
                if !double && !self.is_hidden() {
                    self.draft.text(self.text, raw.start..raw.start + 1);
                }
                self.struck.push(double);
                return;
            }
            _ => self.end(),
        }
        match tag {
            Tag::Paragraph => self.begin_line(raw.start),
            Tag::Heading { level, .. } => self.blocks.push(Open::Heading(number(level))),
            Tag::List(first) => self.blocks.push(Open::List(first.map(|first| {
                let first = u16::try_from(first).unwrap_or(u16::MAX);
                Numbers {
                    written: first,
                    counted: first,
                    automatic: true,
                    first: true,
                }
            }))),
            Tag::Item => self.item(raw),
            Tag::Table(_) => self.table = (0, 0),
            Tag::TableHead => self.table = (0, 0),
            Tag::TableRow => self.table = (self.table.0.saturating_add(1), 0),
            Tag::TableCell => {
                let (row, column) = self.table;
                self.blocks
                    .push(Open::Cell(BlockKind::Cell { row, column }));
            }
            Tag::CodeBlock(kind) => {
                // A diagram or a program is no text; a block without a language, or an indented one, is.
                let program = matches!(&kind, CodeBlockKind::Fenced(of) if !matches!(of.trim(), "" | "text" | "txt" | "plain" | "md" | "markdown"));
                self.blocks.push(Open::Code);
                if program {
                    self.skip_to = raw.end;
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd, raw: Range<usize>) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link => self.draft.close_link(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Strikethrough => {
                if self.struck.pop() == Some(false) && !self.is_hidden() {
                    self.draft
                        .text(self.text, raw.end.saturating_sub(1)..raw.end);
                }
            }
            TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::CodeBlock | TagEnd::TableCell => {
                self.end();
                self.blocks.pop();
                if tag == TagEnd::TableCell {
                    self.table.1 = self.table.1.saturating_add(1);
                }
            }
            TagEnd::Item => {
                self.end();
                if let Some(Open::Item {
                    kind,
                    used: false,
                    marker,
                }) = self.blocks.pop()
                {
                    let furniture = self.walker.in_furniture();
                    self.draft.empty_item(kind, marker, furniture);
                    self.use_items();
                }
            }
            _ => self.end(),
        }
    }

    /// Opens an item: its depth, and the number that the list gives it.
    ///
    /// A list whose items are all written with one number (`1.` again and again) is counted; else the author's own
    /// numbers are what the policy says, gaps and all.
    fn item(&mut self, raw: Range<usize>) {
        let written = self.text.get(raw.clone()).unwrap_or_default().trim_start();
        let digits = written.bytes().take_while(u8::is_ascii_digit).count();
        let length = if digits > 0 { digits + 1 } else { 1 };
        let marker = raw.end.min(
            raw.start
                + self
                    .text
                    .get(raw.clone())
                    .map_or(0, |item| item.len() - written.len())
                + length,
        );
        let lists = self
            .blocks
            .iter()
            .filter(|open| matches!(open, Open::List(_)))
            .count();
        let depth = u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX);
        let mut number = None;
        if let Some(Open::List(Some(numbers))) = self.blocks.last_mut() {
            let shown = written[..digits].parse::<u16>().unwrap_or(numbers.written);
            if numbers.first {
                numbers.first = false;
                numbers.counted = shown;
            } else {
                numbers.automatic &= shown == numbers.written;
                numbers.counted = if numbers.automatic {
                    numbers.counted.saturating_add(1)
                } else {
                    shown
                };
            }
            numbers.written = shown;
            number = Some(numbers.counted);
        }
        let kind = BlockKind::Item { depth, number };
        self.blocks.push(Open::Item {
            kind,
            used: false,
            marker,
        });
        self.begin_line(marker);
    }

    /// Ends the open block.
    pub(super) fn end(&mut self) {
        self.walker.close_inline(&mut self.draft);
        let heading = self.heading_line.take();
        let mut kind = BlockKind::Paragraph;
        for open in self.blocks.iter().rev() {
            match open {
                Open::Heading(level) => kind = BlockKind::Heading(*level),
                Open::Item { used: true, .. } => {}
                Open::Item { kind: of, .. } | Open::Cell(of) => kind = *of,
                Open::List(_) | Open::Code => continue,
            }
            break;
        }
        if let Some(level) = heading {
            kind = BlockKind::Heading(level);
        }
        if self.draft.end(kind, self.walker.in_furniture()) {
            if heading.is_some() {
                self.draft.trim_last('#');
            }
            self.use_items();
        }
    }

    fn use_items(&mut self) {
        for open in &mut self.blocks {
            if let Open::Item { used, .. } = open {
                *used = true;
            }
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
