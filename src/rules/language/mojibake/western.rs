//! UTF-8 that was read as windows-1252.
//!
//! Each character of such a text stands for one byte; where the bytes of a run are valid UTF-8 again, nobody wrote the
//! run. That gives the text back, too.

use std::ops::Range;

/// The byte that a character above ASCII has in windows-1252 (WHATWG Encoding Standard), the C1 controls as themselves.
fn byte(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '\u{152}'..='\u{2122}' => {
            let at = HIGH.chars().position(|high| high == c)?;
            u8::try_from(0x80 + at).ok()
        }
        _ => None,
    }
}

/// UTF-8 that was read as windows-1252: a run of its characters whose bytes are valid UTF-8.
pub(super) fn western(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    let mut bytes: Vec<(usize, u8)> = Vec::new();
    let mut before = ' ';
    let mut first = ' ';
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if let Some(byte) = byte(c) {
            if bytes.is_empty() {
                first = before;
            }
            bytes.push((at, byte));
        } else if !bytes.is_empty() {
            let run = std::mem::take(&mut bytes);
            found.extend(sequences(&run, at, first));
        }
        before = c;
    }
    found
}

/// The stretches of a run that are UTF-8 sequences, joined where they touch.
fn sequences(run: &[(usize, u8)], end: usize, before: char) -> Vec<(Range<usize>, Option<String>)> {
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let length = match run[at].1 {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 0,
        };
        let bytes: Vec<u8> = run
            .iter()
            .skip(at)
            .take(length)
            .map(|(_, byte)| *byte)
            .collect();
        let decoded = std::str::from_utf8(&bytes)
            .ok()
            .filter(|whole| bytes.len() == length && length > 0 && whole.chars().all(is_plausible));
        let place = |index: usize| run.get(index).map_or(end, |(at, _)| *at);
        match decoded {
            // XÃ” is a Vietnamese word in capitals before a closing quotation mark, MÂ° and À« are letters before signs.
            Some(_) if length == 2 && (at > 0 || before.is_uppercase()) && found.is_empty() => {
                at += 1
            }
            Some(whole) => {
                let range = place(at)..place(at + length);
                match found.last_mut() {
                    Some((last, Some(text))) if last.end == range.start => {
                        last.end = range.end;
                        text.push_str(whole);
                    }
                    _ => found.push((range, Some(whole.to_owned()))),
                }
                at += length;
            }
            // The last byte was a control that got lost: ã€ for 、
            None if length == 3
                && matches!(
                    (bytes.first(), bytes.get(1)),
                    (Some(0xe1..=0xe9), Some(0x80..=0x84 | 0x86..=0x90 | 0x98..=0x9f))
                ) =>
            {
                let range = place(at)..place(at + 2);
                match found.last_mut() {
                    Some((last, text)) if last.end == range.start => {
                        last.end = range.end;
                        *text = None;
                    }
                    _ => found.push((range, None)),
                }
                at += 2;
            }
            None => at += 1,
        }
    }
    found
}

/// What policies are written with: a chance sequence gives other characters.
fn is_plausible(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}' | '\u{200b}'..='\u{206f}' | '\u{20a0}'..='\u{214f}'
        | '\u{2190}'..='\u{27ff}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}')
}
