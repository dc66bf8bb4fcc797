//! UTF-8 and UTF-16: byte order marks, UTF-16 without one, damaged UTF-8.

use super::decode::{Charset, Decoded};
use crate::text::{Script, script_of};

/// The encoding that a byte order mark names, and the mark's length.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    Some(match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Charset::Utf8, 3),
        [0xff, 0xfe, ..] => (Charset::Utf16 { big: false }, 2),
        [0xfe, 0xff, ..] => (Charset::Utf16 { big: true }, 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Charset::Whatwg(encoding_rs::GB18030), 4),
        _ => return None,
    })
}

/// UTF-16 to characters. `Err` holds the first byte of an unpaired surrogate or of a cut unit.
pub(super) fn utf16(bytes: &[u8], big: bool) -> Result<Decoded, usize> {
    let units = bytes.chunks_exact(2).map(|pair| {
        if big {
            u16::from_be_bytes([pair[0], pair[1]])
        } else {
            u16::from_le_bytes([pair[0], pair[1]])
        }
    });
    let mut out = Decoded::default();
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        let Ok(c) = unit else { return Err(at) };
        let length = 2 * c.len_utf16();
        out.push(c, length);
        at += length;
    }
    if at == bytes.len() { Ok(out) } else { Err(at) }
}

/// Bytes that are looked at to tell UTF-16 from binary.
const SAMPLE: usize = 1 << 16;

/// The byte order in which bytes that hold NULs read as text, if there is one.
///
/// A NUL byte is the high half of an ASCII character (or the low half of a character such as 一, U+4E00); only the
/// right order gives characters that documents are made of.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Charset> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let mut end = bytes.len().min(SAMPLE);
    if end < bytes.len() {
        end -= 2;
    }
    let share = |big: bool| -> f64 {
        // A sample may end between two surrogates.
        let decoded = utf16(&bytes[..end], big).or_else(|at| utf16(&bytes[..at.min(end)], big));
        match decoded {
            Ok(decoded) if !decoded.lengths.is_empty() => {
                let known = decoded.text.chars().filter(|c| is_ordinary(*c)).count();
                known as f64 / (end / 2) as f64
            }
            _ => 0.0,
        }
    };
    let (little, big) = (share(false), share(true));
    let best = little.max(big);
    (best >= 0.95).then_some(Charset::Utf16 { big: big > little })
}

/// A character that policies are written with.
fn is_ordinary(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        c if c.is_control() => false,
        c if c.is_ascii() => true,
        '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{303f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{a0}'..='\u{bf}' => true,
        '\u{3400}'..='\u{4dbf}' => false,
        c => matches!(
            script_of(c),
            Script::Latin | Script::Han | Script::Hiragana | Script::Katakana
        ),
    }
}

/// Whether broken UTF-8 is UTF-8 for the most part: legacy encodings hardly ever form its sequences.
pub(super) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 8 && good >= 10 * bad
}
