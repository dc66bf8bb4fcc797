//! Bytes of a file → visible text and blocks. One file a format.
//!
//! Reading is pure: no paths, no I/O, so that every reader can be fuzzed. A
//! reader decodes the file ([`Options::encoding`] or detection), leaves the
//! markup out, and cuts the text where the markup or the lines cut it. It
//! does not judge: ordinary numbering stays in the text (labels are the
//! segmenter's work), and site furniture is marked, never dropped.
//!
//! Text, Markdown and HTML share one writer of blocks (`draft`), so that white
//! space, links, list markers and furniture are the same in all of them.

mod decode;
mod draft;
mod elements;
mod front_matter;
mod furniture;
mod html;
mod html_ends;
mod html_stack;
mod lines;
mod markdown;
mod markdown_text;
mod mask;
mod references;
mod single_byte;
mod text;
mod trial;
mod unicode;

use crate::model::{Block, Error, Limits};
use crate::text::{Lang, Source, Span};

/// What a reader found in a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The visible text.
    pub source: Source,
    /// Its blocks, disjoint and in order.
    pub blocks: Vec<Block>,
    /// The language that front matter or `<html lang>` names.
    pub lang: Option<Lang>,
    /// The source language that front matter names.
    pub source_lang: Option<Lang>,
    /// Links to the outside (`http:`, `https:`, `mailto:`, `tel:`) whose destination is not what their
    /// visible text says: the span of that text, and the destination with character references resolved.
    pub links: Vec<(Span, String)>,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding named by the user; else it is detected.
    pub encoding: Option<String>,
    /// Bounds.
    pub limits: Limits,
}

/// A format: its name, its file extensions in lower case, and how it is read.
pub struct Reader {
    /// Name.
    pub name: &'static str,
    /// Extensions without the dot.
    pub extensions: &'static [&'static str],
    /// Bytes → reading.
    pub read: fn(&[u8], &Options) -> Result<Reading, Error>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader({})", self.name)
    }
}

/// All formats.
pub static READERS: &[Reader] = &[
    Reader {
        name: "text",
        extensions: &["txt", "text"],
        read: text::read,
    },
    Reader {
        name: "markdown",
        extensions: &["md", "markdown", "mdown", "mkd", "mdx"],
        read: markdown::read,
    },
    Reader {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        read: html::read,
    },
];

/// The reader for a file extension, with or without its dot, in any case.
#[must_use]
pub fn reader_for(extension: &str) -> Option<&'static Reader> {
    let wanted = extension.trim_start_matches('.').to_ascii_lowercase();
    READERS
        .iter()
        .find(|reader| reader.extensions.contains(&wanted.as_str()))
}

/// Reads a file by its extension.
///
/// # Errors
/// When no reader knows the extension, when the bytes cannot be decoded or pass a bound of
/// [`Options::limits`], or when the file is empty. The text names the place and the way out.
pub fn read(extension: &str, bytes: &[u8], options: &Options) -> Result<Reading, Error> {
    let Some(reader) = reader_for(extension) else {
        let known: Vec<&str> = READERS
            .iter()
            .flat_map(|reader| reader.extensions)
            .copied()
            .collect();
        return Err(Error::new(format!(
            "no reader for `.{}` files; known are {}",
            crate::text::excerpt(extension, 20),
            known.join(", ")
        )));
    };
    (reader.read)(bytes, options)
}

/// The blocks of a reading as lines that a person can read, for the tests of all readers.
#[cfg(test)]
fn outline(reading: &Reading) -> Vec<String> {
    use crate::model::BlockKind;
    let line = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Item { depth, number } => {
                format!(
                    "i{depth}{}",
                    number.map_or(String::new(), |number| format!("#{number}"))
                )
            }
            BlockKind::Cell { row, column } => format!("c{row},{column}"),
        };
        let marker = block.marker.map_or(String::new(), |marker| {
            format!("[{}]", reading.source.slice(marker))
        });
        let furniture = if block.furniture { " (furniture)" } else { "" };
        format!(
            "{kind}{marker} {}{furniture}",
            reading.source.slice(block.span)
        )
    };
    reading.blocks.iter().map(line).collect()
}
