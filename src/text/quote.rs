//! Policy text inside messages: cut to a length, and made harmless for a terminal.

use std::borrow::Cow;

/// Whether a character must never reach a terminal or a log raw: controls
/// (C0, C1, escape), bidirectional controls and other invisible format
/// characters (Unicode Technical Report #36; CVE-2021-42574).
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with every hidden character written as `\u{…}`; tabs and line ends become spaces.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|c| is_hidden(c) || matches!(c, '\t' | '\n'))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_hidden(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The first `most` characters, white space folded; `…` marks what is left out.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (count, c) in text
        .trim()
        .chars()
        .filter(|c| {
            let space = c.is_whitespace();
            let keep = !(space && gap);
            gap = space;
            keep
        })
        .enumerate()
    {
        if count == most {
            out.truncate(out.trim_end().len());
            out.push('…');
            break;
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_bidi_controls_are_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(visible("第一条\n適用"), "第一条 適用");
    }

    #[test]
    fn an_excerpt_is_cut_at_characters() {
        assert_eq!(excerpt("  個人情報  の 利用目的", 6), "個人情報 の…");
        assert_eq!(excerpt("short", 6), "short");
    }
}
