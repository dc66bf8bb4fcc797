//! Bytes of a file → visible text and blocks. One file a format.
//!
//! Reading is pure: no paths, no I/O, so that every reader can be fuzzed.

use crate::model::{Block, Error, Limits};
use crate::text::{Lang, Source, Span};

/// What a reader found in a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The visible text.
    pub source: Source,
    /// Its blocks, disjoint and in order.
    pub blocks: Vec<Block>,
    /// Destinations of links, with the span of the text that carries each.
    pub links: Vec<(Span, String)>,
    /// The language that front matter or `<html lang>` names.
    pub lang: Option<Lang>,
    /// The source language that front matter names.
    pub source_lang: Option<Lang>,
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

/// All formats.
pub static READERS: &[Reader] = &[];
