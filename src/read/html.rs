//! HTML → visible text and blocks, in one pass over the tokens.
//!
//! No tree is built: a stack of open elements is enough to know where blocks
//! begin and end, which list and cell they stand in, and whether they are
//! furniture. Tags that the author left out are implied as the HTML Living
//! Standard implies them (section 13.1.2.4, the common cases). The stack is
//! bounded by [`Limits::depth`](crate::model::Limits); the bound on line lengths does not
//! apply, since pages are often stored as one line.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::draft::Draft;
use super::elements::{self, Furniture};
use super::html_stack::{Element, Place, Stack};
use super::references::References;
use super::{Options, Reading, decode};
use crate::model::{BlockKind, Error};
use crate::text::Lang;

/// Reads a page.
///
/// # Errors
/// When the bytes cannot be decoded, or the file or its nesting passes its bound.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Error> {
    let stored = decode::decode(
        bytes,
        options.encoding.as_deref(),
        &options.limits,
        declared_encoding,
    )?;
    let text = stored.text().to_owned();
    let mut draft = Draft::new(stored);
    let mut walker = Walker::new(options.limits.depth);
    walker.xml = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with("<?xml");
    walker.feed(&mut draft, &text, 0..text.len())?;
    walker.finish(&mut draft);
    let mut reading = draft.finish();
    reading.lang = walker.lang();
    Ok(reading)
}

/// The encoding that `<meta charset>`, `<meta http-equiv>` or an XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let value = |tag: &str, key: &str| -> Option<String> {
        let behind = tag
            .get(tag.find(key)? + key.len()..)?
            .trim_start()
            .strip_prefix('=')?;
        let value = behind.trim_start().trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
            .unwrap_or(value.len());
        (end > 0).then(|| value[..end].to_owned())
    };
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml")
        && let Some(name) = value(declaration.split("?>").next()?, "encoding")
    {
        return Some(name);
    }
    head.split("<meta")
        .skip(1)
        .find_map(|rest| value(rest.split('>').next()?, "charset"))
}

/// Walks HTML, whole pages or the stretches of it in Markdown, and writes what it sees into a draft.
#[derive(Debug)]
pub(super) struct Walker {
    stack: Stack,
    references: References,
    /// An empty-element tag ends its element.
    xml: bool,
    lang: Option<Lang>,
    meta_lang: Option<Lang>,
    /// Blocks by index that only a hint makes furniture.
    hinted: Vec<usize>,
}

impl Walker {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            stack: Stack::new(depth),
            references: References::default(),
            xml: false,
            lang: None,
            meta_lang: None,
            hinted: Vec::new(),
        }
    }

    pub(super) fn lang(&self) -> Option<Lang> {
        self.lang.or(self.meta_lang)
    }

    /// Whether what comes next stands in furniture.
    pub(super) fn in_furniture(&self) -> bool {
        self.stack.furniture() != Furniture::No
    }

    /// Whether what comes next is not shown.
    pub(super) fn in_unseen(&self) -> bool {
        self.stack.is_unseen()
    }

    /// Walks `text[range]`; `text` is the whole decoded file.
    ///
    /// # Errors
    /// When elements nest deeper than the bound.
    pub(super) fn feed(
        &mut self,
        draft: &mut Draft,
        text: &str,
        range: std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let Some(fragment) = text.get(range.clone()) else {
            return Ok(());
        };
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(fragment, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(draft, text, &tag, range.start)?,
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name);
                    self.close(draft, &name);
                }
                Token::String(string) => {
                    self.characters(
                        draft,
                        text,
                        range.start + string.span.start..range.start + string.span.end,
                    );
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Ok(())
    }

    /// Walks a tag that stands inside a Markdown paragraph: it may hide or link what follows, but cuts nothing.
    ///
    /// # Errors
    /// When elements nest deeper than the bound.
    pub(super) fn feed_inline(
        &mut self,
        draft: &mut Draft,
        text: &str,
        range: std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let tag = text.get(range.clone()).unwrap_or_default();
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if elements::is_block(&name)
            || elements::is_void(&name)
            || matches!(
                name.as_str(),
                "script" | "style" | "title" | "textarea" | "head" | "body" | "html"
            )
        {
            return Ok(());
        }
        self.feed(draft, text, range)
    }

    /// Ends the elements that Markdown's blocks cannot hold open: all inline ones.
    pub(super) fn close_inline(&mut self, draft: &mut Draft) {
        while self.stack.top().is_some_and(|element| !element.block) {
            self.pop(draft);
        }
    }

    /// Ends everything, and takes back hints that would leave hardly any text.
    pub(super) fn finish(&mut self, draft: &mut Draft) {
        self.end_block(draft);
        while self.stack.top().is_some() {
            self.pop(draft);
        }
        let length =
            |blocks: &[crate::model::Block], keep: &dyn Fn(usize, bool) -> bool| -> usize {
                blocks
                    .iter()
                    .enumerate()
                    .filter(|(index, block)| keep(*index, block.furniture))
                    .map(|(_, block)| block.span.len())
                    .sum()
            };
        let blocks = draft.blocks_from(0);
        let plain = length(blocks, &|_, furniture| !furniture);
        let hinted: std::collections::BTreeSet<usize> = self.hinted.iter().copied().collect();
        if length(blocks, &|index, _| hinted.contains(&index)) > 2 * plain {
            for index in &hinted {
                if let Some(block) = blocks.get_mut(*index) {
                    block.furniture = false;
                }
            }
        }
        if blocks.iter().all(|block| block.furniture) {
            blocks.iter_mut().for_each(|block| block.furniture = false);
        }
    }

    fn start(
        &mut self,
        draft: &mut Draft,
        text: &str,
        tag: &StartTag<usize>,
        offset: usize,
    ) -> Result<(), Error> {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |name: &str| {
            tag.attributes
                .get(name.as_bytes())
                .map(|value| String::from_utf8_lossy(value).into_owned())
        };
        let raw = offset + tag.span.start..offset + tag.span.end;
        if !elements::is_head_part(&name) && self.stack.holds("head") {
            self.close(draft, "head");
        }
        match name.as_str() {
            "html" | "body" => {
                let tag = attribute("lang").or_else(|| attribute("xml:lang"));
                self.lang = self.lang.or_else(|| tag?.parse().ok());
                self.end_block(draft);
                return Ok(());
            }
            "meta" => {
                if attribute("http-equiv")
                    .is_some_and(|of| of.eq_ignore_ascii_case("content-language"))
                {
                    self.meta_lang = self
                        .meta_lang
                        .or_else(|| attribute("content")?.split(',').next()?.parse().ok());
                }
                return Ok(());
            }
            // A heading stays one, however its lines are set.
            "br" if self.stack.in_heading() => {
                draft.space(raw, true);
                return Ok(());
            }
            "br" | "hr" => {
                self.end_block(draft);
                return Ok(());
            }
            _ if elements::is_void(&name) => {
                if matches!(name.as_str(), "img" | "embed" | "input") {
                    self.stack.fill_item();
                }
                return Ok(());
            }
            _ => {}
        }
        let block = elements::is_block(&name);
        if block {
            self.end_block(draft);
        }
        if let Some(index) = self.stack.implied_end(&name, block) {
            self.pop_to(draft, index);
        }
        if elements::is_unseen(&name)
            && !matches!(name.as_str(), "del" | "s" | "strike" | "rt" | "rp")
        {
            self.stack.fill_item();
        }
        let inside = self.stack.holds("main") || self.stack.holds("article");
        let hidden = !block
            && (elements::is_hidden(&attribute)
                || elements::is_unseen_class(&attribute("class").unwrap_or_default()));
        let element = Element {
            unseen: elements::is_unseen(&name) || hidden,
            furniture: if block {
                elements::furniture(&name, attribute, inside)
            } else {
                Furniture::No
            },
            place: self.stack.place(&name, attribute, draft.count(), raw.end),
            block,
            name,
        };
        if element.name == "a" && !self.stack.is_unseen() && !element.unseen {
            draft.open_link(&attribute("href").unwrap_or_default());
        }
        let empty = self.xml && tag.self_closing;
        self.stack.push(element).map_err(|limit| {
            let line = text[..raw.start.min(text.len())].bytes().filter(|byte| *byte == b'\n').count() + 1;
            Error::new(format!("line {line}: elements nest deeper than the bound of {limit}; raise it with --max-depth"))
        })?;
        if empty {
            self.pop(draft);
        }
        Ok(())
    }

    fn close(&mut self, draft: &mut Draft, name: &str) {
        if let Some(index) = self.stack.find(name) {
            self.pop_to(draft, index);
        }
    }

    fn pop_to(&mut self, draft: &mut Draft, index: usize) {
        while self.stack.len() > index {
            self.pop(draft);
        }
    }

    /// Ends the innermost element.
    fn pop(&mut self, draft: &mut Draft) {
        if self.stack.top().is_some_and(|element| element.block) {
            self.end_block(draft);
        }
        let (furniture, unseen) = (self.stack.furniture(), self.stack.is_unseen());
        let Some(element) = self.stack.pop() else {
            return;
        };
        match element.place {
            Place::Item {
                used: false,
                kind,
                at,
                from,
                ..
            } if furniture == Furniture::No && !unseen && draft.count() == from => {
                draft.empty_item(kind, at, false);
                self.stack.use_items();
            }
            Place::Cell { from, kind } => settle_cell(draft, from, kind),
            Place::Row {
                from,
                row: 0,
                data: true,
                ..
            } => {
                // A first row with data in it is no header.
                for block in draft.blocks_from(from) {
                    if let BlockKind::Cell { row: row @ 0, .. } = &mut block.kind {
                        *row = 1;
                    }
                }
                self.stack.skip_header_row();
            }
            Place::List {
                reversed: true,
                ref items,
                ..
            } => {
                let count = u16::try_from(items.len()).unwrap_or(u16::MAX);
                for (index, block) in items.iter().enumerate() {
                    if let Some(block) = draft.blocks_from(*block).first_mut()
                        && let BlockKind::Item { number, .. } = &mut block.kind
                    {
                        *number =
                            Some(count.saturating_sub(u16::try_from(index).unwrap_or(u16::MAX)));
                    }
                }
            }
            Place::Link => draft.close_link(),
            _ => {}
        }
    }

    /// Ends the block of text before a tag that sets text apart.
    pub(super) fn end_block(&mut self, draft: &mut Draft) {
        let kind = self.stack.kind();
        let furniture = self.stack.furniture();
        if draft.end(kind, furniture != Furniture::No) {
            let index = draft.count() - 1;
            if furniture == Furniture::Hinted {
                self.hinted.push(index);
            }
            self.stack.note_block(kind, index);
        }
    }

    fn characters(&mut self, draft: &mut Draft, text: &str, range: std::ops::Range<usize>) {
        if self.stack.is_unseen() {
            return;
        }
        let preformatted = self.stack.holds("pre");
        let mut at = range.start;
        while at < range.end {
            let rest = text.get(at..range.end).unwrap_or_default();
            let plain = rest.find('&').unwrap_or(rest.len());
            if preformatted {
                let mut from = at;
                for line in rest[..plain].split_inclusive('\n') {
                    let shown = line.trim_end_matches(['\n', '\r']);
                    draft.preformatted(text, from..from + shown.len());
                    if shown.len() < line.len() {
                        self.end_block(draft);
                    }
                    from += line.len();
                }
            } else {
                draft.text(text, at..at + plain);
            }
            at += plain;
            if at < range.end {
                let (means, length) = self
                    .references
                    .resolve(text.get(at..range.end).unwrap_or("&"));
                draft.replace(means, at..at + length);
                at += length;
            }
        }
    }
}

/// More blocks than this in one cell, or a heading, and the table only lays out the page.
const CELL_BLOCKS: usize = 3;

/// At the end of a cell: the blocks of one that lays out the page are paragraphs.
fn settle_cell(draft: &mut Draft, from: usize, kind: BlockKind) {
    let blocks = draft.blocks_from(from);
    let own = blocks.iter().filter(|block| block.kind == kind).count();
    if own > CELL_BLOCKS
        || blocks
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Heading(_)))
    {
        for block in blocks.iter_mut().filter(|block| block.kind == kind) {
            block.kind = BlockKind::Paragraph;
        }
    }
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
