//! Bytes of a file → its characters, each with its length in the file.
//!
//! Order of evidence: the encoding that the user names; a byte order mark;
//! UTF-16 by its NUL bytes; escape sequences of ISO-2022-JP; strict UTF-8;
//! what HTML declares (`<meta charset>`); at last trial (`trial`). Nothing is
//! ever decoded with replacement characters: bytes that do not fit are an
//! error that names the first of them. Text is not normalised here (NFC would
//! move offsets): windows-1258 keeps its combining marks.

use encoding_rs::{DecoderResult, Encoding};

use super::single_byte::{self, Table};
use super::{trial, unicode};
use crate::model::{Error, Limits};
use crate::text::{Stored, excerpt};

/// Characters, and how many bytes of the file each took.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) lengths: Vec<u8>,
}

impl Decoded {
    pub(super) fn push(&mut self, c: char, length: usize) {
        self.text.push(c);
        self.lengths.push(u8::try_from(length).unwrap_or(u8::MAX));
    }
}

/// How the bytes of an encoding become characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-16, little endian or big endian.
    Utf16 {
        /// Big endian.
        big: bool,
    },
    /// One of the WHATWG Encoding Standard.
    Whatwg(&'static Encoding),
    /// A Vietnamese one-byte encoding that the standard does not have.
    Table(&'static Table),
}

/// The names that `--encoding` takes.
const NAMES: &str = "utf-8, utf-16le, utf-16be, gb18030, gbk, big5, shift_jis, euc-jp, iso-2022-jp, windows-1258, tcvn3, viscii, windows-1252";

/// An encoding by one of its names: those of [`NAMES`], and the labels of the WHATWG Encoding Standard for them.
fn charset(name: &str) -> Option<Charset> {
    let name = name.trim().to_ascii_lowercase();
    let label = match name.as_str() {
        "tcvn3" | "tcvn" | "tcvn-5712" | "tcvn5712-1" => {
            return Some(Charset::Table(&single_byte::TCVN3));
        }
        "viscii" => return Some(Charset::Table(&single_byte::VISCII)),
        "utf-16le" | "utf16le" => return Some(Charset::Utf16 { big: false }),
        "utf-16be" | "utf16be" => return Some(Charset::Utf16 { big: true }),
        "cp936" => "gbk",
        "cp950" => "big5",
        "cp932" => "shift_jis",
        "eucjp" => "euc-jp",
        name => name,
    };
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == encoding_rs::UTF_8 {
        return Some(Charset::Utf8);
    }
    [
        encoding_rs::GB18030,
        encoding_rs::GBK,
        encoding_rs::BIG5,
        encoding_rs::SHIFT_JIS,
        encoding_rs::EUC_JP,
        encoding_rs::ISO_2022_JP,
        encoding_rs::WINDOWS_1258,
        encoding_rs::WINDOWS_1252,
    ]
    .contains(&encoding)
    .then_some(Charset::Whatwg(encoding))
}

/// The decoded file. `declared` looks for a declaration in the bytes, where the format has one.
///
/// # Errors
/// When the file is empty, passes the size bound, is binary, is in no encoding that fits, or in another one than named.
pub(super) fn decode(
    bytes: &[u8],
    named: Option<&str>,
    limits: &Limits,
    declared: fn(&[u8]) -> Option<String>,
) -> Result<Stored, Error> {
    if bytes.is_empty() {
        return Err(Error::new("the file is empty"));
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::new(format!(
            "the file has {} bytes, more than the bound of {}; raise it with --max-file-size",
            bytes.len(),
            limits.file_bytes
        )));
    }
    // Spans count in 32 bits, and a byte of a legacy encoding becomes at most three of UTF-8.
    if bytes.len() >= u32::MAX as usize / 3 {
        return Err(Error::new(format!(
            "the file has {} bytes; split it: no more than 1.4 GB can be read at once",
            bytes.len()
        )));
    }
    let stored = stored(bytes, named, declared)?;
    if stored.text().trim().is_empty() {
        return Err(Error::new(
            "the file is empty: it holds nothing but white space",
        ));
    }
    Ok(stored)
}

fn stored(
    bytes: &[u8],
    named: Option<&str>,
    declared: fn(&[u8]) -> Option<String>,
) -> Result<Stored, Error> {
    let mark = unicode::byte_order_mark(bytes);
    if let Some(name) = named {
        let Some(charset) = charset(name) else {
            return Err(Error::new(format!(
                "unknown encoding `{}`; --encoding takes one of {NAMES}",
                excerpt(name, 40)
            )));
        };
        let skipped = mark.map_or(0, |(of, length)| {
            let same = match (of, charset) {
                (Charset::Utf8, Charset::Utf8) => true,
                (Charset::Utf16 { big: a }, Charset::Utf16 { big: b }) => a == b,
                (Charset::Whatwg(_), Charset::Whatwg(of)) => of == encoding_rs::GB18030,
                _ => false,
            };
            if same { length } else { 0 }
        });
        return whole(bytes, skipped, charset);
    }
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(Error::new("the file is in UTF-32; store it as UTF-8"));
    }
    if let Some((charset, length)) = mark {
        return whole(bytes, length, charset);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return match unicode::utf16_without_mark(bytes) {
            Some(charset) => whole(bytes, 0, charset),
            None => Err(binary(bytes, at)),
        };
    }
    let escapes: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(J"];
    if bytes.is_ascii()
        && escapes
            .iter()
            .any(|escape| bytes.windows(3).any(|at| at == *escape))
    {
        return whole(bytes, 0, Charset::Whatwg(encoding_rs::ISO_2022_JP));
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => {
            if let Some(at) = trial::looks_binary(bytes) {
                return Err(binary(bytes, at));
            }
            return Ok(Stored::utf8(text.to_owned(), 0));
        }
        Err(error) => error.valid_up_to(),
    };
    // UTF-8 with a few broken bytes is damaged UTF-8, not another encoding.
    if unicode::mostly_utf8(bytes) {
        return Err(undecodable(bytes, broken, "UTF-8"));
    }
    if let Some(of) = declared(bytes)
        && let Some(charset) = charset(&of)
        && !matches!(charset, Charset::Utf8 | Charset::Utf16 { .. })
        && let Ok(stored) = whole(bytes, 0, charset)
    {
        return Ok(stored);
    }
    let mut first = None;
    for charset in trial::guesses(bytes) {
        match whole(bytes, 0, charset) {
            Ok(stored) => return Ok(stored),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(match (first, trial::looks_binary(bytes)) {
        (Some(error), _) => error,
        (None, Some(at)) => binary(bytes, at),
        (None, None) => undecodable(bytes, broken, "UTF-8"),
    })
}

/// All bytes behind the mark in one encoding.
fn whole(bytes: &[u8], skipped: usize, charset: Charset) -> Result<Stored, Error> {
    let body = &bytes[skipped..];
    let (decoded, name) = match charset {
        Charset::Utf8 => {
            return match std::str::from_utf8(body) {
                Ok(text) => Ok(Stored::utf8(text.to_owned(), skipped)),
                Err(error) => Err(undecodable(bytes, skipped + error.valid_up_to(), "UTF-8")),
            };
        }
        Charset::Utf16 { big } => (
            unicode::utf16(body, big),
            if big { "UTF-16BE" } else { "UTF-16LE" },
        ),
        Charset::Whatwg(encoding) => (by_standard(body, encoding), encoding.name()),
        Charset::Table(table) => (table.decode(body), table.name),
    };
    match decoded {
        Ok(decoded) => Ok(Stored::decoded(decoded.text, skipped, decoded.lengths)),
        Err(at) => Err(undecodable(bytes, skipped + at, name)),
    }
}

/// Decodes byte by byte, so that the length of every character is known. `Err` holds the first bad byte.
pub(super) fn by_standard(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Decoded::default();
    let mut buffer = String::with_capacity(32);
    // Where the bytes of the next character begin.
    let mut from = 0;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        // Between two characters ASCII stands for itself in all of them but ISO-2022-JP.
        if from == at && byte.is_ascii() && encoding.is_ascii_compatible() {
            out.push(char::from(byte), 1);
            from = at + 1;
            continue;
        }
        let last = at + 1 == bytes.len();
        buffer.clear();
        let (result, _) =
            decoder.decode_to_string_without_replacement(&bytes[at..=at], &mut buffer, last);
        if !matches!(result, DecoderResult::InputEmpty) {
            return Err(from);
        }
        for (index, c) in buffer.chars().enumerate() {
            // A few code points of Big5 are two characters; the second has no bytes of its own.
            out.push(c, if index == 0 { at + 1 - from } else { 0 });
        }
        if !buffer.is_empty() {
            from = at + 1;
        }
    }
    Ok(out)
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at.min(bytes.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

fn undecodable(bytes: &[u8], at: usize, name: &str) -> Error {
    let byte = bytes.get(at).copied().unwrap_or_default();
    Error::new(format!(
        "not valid {name}: byte 0x{byte:02X} at offset {at} (line {}); name the file's encoding with --encoding (one of {NAMES})",
        line_of(bytes, at)
    ))
}

fn binary(bytes: &[u8], at: usize) -> Error {
    let byte = bytes.get(at).copied().unwrap_or_default();
    Error::new(format!(
        "the file looks binary: control byte 0x{byte:02X} at offset {at} (line {}); if it is text, name its encoding with --encoding",
        line_of(bytes, at)
    ))
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
