//! A file or standard input → what its reader finds in it.
//!
//! Bounded twice: by what the file system says of the file, and by what is
//! then read, because a file may grow and a pipe has no size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Options;
use super::discover::{Input, extensions, reason};
use crate::read::{self, READERS, Reader, Reading};
use crate::text::Lang;

/// The bytes of an input, and the reader for them.
pub(crate) struct Loaded {
    pub(crate) bytes: Vec<u8>,
    reader: Option<&'static Reader>,
}

/// Loads one input.
///
/// # Errors
/// With the reason and the way out, for the `unread` row.
pub(crate) fn load(input: &Input, options: &Options) -> Result<Loaded, String> {
    let limit = options.limits.file_bytes;
    let (bytes, reader) = match input {
        Input::Standard => {
            let bytes = bounded(&mut std::io::stdin().lock(), limit)?;
            let reader = sniff(&bytes, READERS);
            (bytes, reader)
        }
        Input::File(path) => {
            let named = by_extension(path)?;
            let file = File::open(path).map_err(|error| reason(&error))?;
            let metadata = file.metadata().map_err(|error| reason(&error))?;
            if metadata.is_dir() {
                return Err("is a folder now: run again".to_owned());
            }
            if metadata.is_file() && metadata.len() > limit {
                return Err(too_large(limit));
            }
            let bytes = bounded(&mut &file, limit)?;
            let reader = named.or_else(|| sniff(&bytes, READERS));
            (bytes, reader)
        }
    };
    Ok(Loaded { bytes, reader })
}

/// What a request brings: bytes, and the extension of their format where it names one.
///
/// # Errors
/// When no reader knows the extension, or the bytes pass the bound.
pub(crate) fn given(
    bytes: Vec<u8>,
    extension: Option<&str>,
    options: &Options,
) -> Result<Loaded, String> {
    if bytes.len() as u64 > options.limits.file_bytes {
        return Err(too_large(options.limits.file_bytes));
    }
    let reader = match extension {
        None => sniff(&bytes, READERS),
        Some(extension) => Some(read::reader_for(extension).ok_or_else(|| {
            format!(
                "`{extension}` is no format that is read: the formats are {}",
                extensions(READERS)
            )
        })?),
    };
    Ok(Loaded { bytes, reader })
}

/// Reads what was loaded.
///
/// # Errors
/// With the reason and the way out, for the `unread` row.
pub(crate) fn read(loaded: &Loaded, options: &Options) -> Result<Reading, String> {
    let reader = loaded.reader.ok_or_else(|| {
        format!(
            "no format that is read: the formats are {}",
            extensions(READERS)
        )
    })?;
    let how = read::Options {
        encoding: options.encoding.clone(),
        limits: options.limits,
    };
    (reader.read)(&loaded.bytes, &how).map_err(|error| error.to_string())
}

/// The reader by the extension; `None` where there is none to go by and the content must tell.
fn by_extension(path: &Path) -> Result<Option<&'static Reader>, String> {
    let Some(extension) = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
    else {
        return Ok(None);
    };
    match find(READERS, &extension) {
        Some(reader) => Ok(Some(reader)),
        // `privacy.ja`: what looks like an extension is the language.
        None if extension.parse::<Lang>().is_ok() => Ok(None),
        None => Err(format!(
            "`.{extension}` is no format that is read: save it as one of {}",
            extensions(READERS)
        )),
    }
}

fn find<'a>(readers: &'a [Reader], extension: &str) -> Option<&'a Reader> {
    readers
        .iter()
        .find(|reader| reader.extensions.contains(&extension))
}

fn too_large(limit: u64) -> String {
    format!(
        "larger than the limit of {limit} bytes: split it, or raise the bound with --max-file-size"
    )
}

fn bounded(from: &mut dyn Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    if bytes.len() as u64 > limit {
        Err(too_large(limit))
    } else {
        Ok(bytes)
    }
}

/// The reader for content without a name: by its first bytes, else Markdown where it shows, else plain text.
fn sniff<'a>(bytes: &[u8], readers: &'a [Reader]) -> Option<&'a Reader> {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let extension = if head.starts_with(b"%PDF-") {
        "pdf"
    } else if head.starts_with(b"PK\x03\x04") {
        "docx"
    } else {
        // Bytes of a UTF-16 file stand one apart; markup is ASCII in every encoding that is read.
        let ascii: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
        let text = String::from_utf8_lossy(&ascii).to_ascii_lowercase();
        let text = text.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}')
        });
        if ["<html", "<!doctype html", "<head", "<body"]
            .iter()
            .any(|opening| text.starts_with(opening))
            || text.starts_with('<')
                && ["<html", "<!doctype html"]
                    .iter()
                    .any(|opening| text.contains(opening))
        {
            "html"
        } else if text.starts_with("---\n")
            || text.starts_with("---\r\n")
            || text.lines().any(is_markdown)
        {
            "md"
        } else {
            "txt"
        }
    };
    find(readers, extension)
}

/// A line that is hardly plain text: an ATX heading or the rule of a table.
fn is_markdown(line: &str) -> bool {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = (1..=6).contains(&marks)
        && line[marks..].starts_with(' ')
        && !line[marks..].trim().is_empty();
    heading
        || line.starts_with('|')
            && line.contains("---")
            && line
                .bytes()
                .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Error;

    fn nothing(_: &[u8], _: &read::Options) -> Result<Reading, Error> {
        Ok(Reading::default())
    }

    #[test]
    fn content_without_a_name_tells_its_format() {
        let readers = ["txt", "md", "html", "docx"].map(|name| Reader {
            name,
            extensions: Vec::leak(vec![name]),
            read: nothing,
        });
        for (content, format) in [
            ("<!DOCTYPE html>\n<p>Refunds", Some("html")),
            ("\u{feff}  <HTML lang=ja>", Some("html")),
            ("<?xml version=\"1.0\"?>\n<!-- x --><html>", Some("html")),
            ("---\nlang: vi\n---\nHoàn tiền", Some("md")),
            ("退款政策\n\n## 适用范围\n", Some("md")),
            ("| a | b |\n|---|:-:|\n", Some("md")),
            (
                "1. Refunds\n#1 of our aims\nsee <html> there\n",
                Some("txt"),
            ),
            ("", Some("txt")),
            ("PK\u{3}\u{4}zip", Some("docx")),
            ("%PDF-1.7", None),
        ] {
            assert_eq!(
                sniff(content.as_bytes(), &readers).map(|reader| reader.name),
                format,
                "{content}"
            );
        }
        let utf16: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            sniff(&utf16, &readers).map(|reader| reader.name),
            Some("html")
        );
    }

    #[test]
    fn what_has_no_end_is_read_up_to_the_limit() {
        assert!(
            bounded(&mut std::io::repeat(b'a'), 1000)
                .unwrap_err()
                .contains("1000 bytes")
        );
        assert_eq!(
            bounded(&mut "退款".as_bytes(), 6).map(|bytes| bytes.len()),
            Ok(6)
        );
        assert!(bounded(&mut "退款".as_bytes(), 5).is_err());
    }

    #[test]
    fn an_extension_that_no_reader_knows_is_named() {
        let error = by_extension(Path::new("a/price.xyz9"))
            .err()
            .unwrap_or_default();
        assert!(error.contains(".xyz9"), "{error}");
        assert!(matches!(by_extension(Path::new("a/privacy.ja")), Ok(None)));
        assert!(matches!(by_extension(Path::new("a/LICENSE")), Ok(None)));
    }
}
