//! Text → text and attributes of XML 1.0.
//!
//! What XML forbids even as a reference (most controls, U+FFFE, U+FFFF) is
//! left out. Hidden characters (bidirectional controls, zero-width ones …)
//! become references: a parser reads what stood there, a terminal shows it.
//! Source: *Extensible Markup Language (XML) 1.0*, fifth edition, `Char`.

use crate::text::is_hidden;

/// Whether XML 1.0 may hold a character.
pub(in crate::report) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn escape(text: &str, is_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // `]]>` ends no section then either.
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A parser would read a space, and a line end for a carriage return.
            '\t' | '\n' if is_attribute => out.push_str(&format!("&#{};", u32::from(c))),
            c if !is_legal(c) => {}
            c if is_hidden(c) => out.push_str(&format!("&#x{:x};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Text between tags.
pub(in crate::report) fn text(text: &str) -> String {
    escape(text, false)
}

/// The value of an attribute, between quotes of either kind.
pub(in crate::report) fn attribute(text: &str) -> String {
    escape(text, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (raw, written) in [
            ("Điều 5 < 6 & 7", "Điều 5 &lt; 6 &amp; 7"),
            ("]]><!--'\"", "]]&gt;&lt;!--&apos;&quot;"),
            ("a\tb\n第一条\r", "a\tb\n第一条&#xd;"),
            ("\u{0}\u{1b}[2J\u{fffe}\u{ffff}𠮷", "[2J𠮷"),
            ("a\u{202e}b\u{200b}", "a&#x202e;b&#x200b;"),
        ] {
            assert_eq!(text(raw), written, "{raw:?}");
        }
        assert_eq!(attribute("a\"\n\tb"), "a&quot;&#10;&#9;b");
    }
}
