//! Text in columns of a terminal, where Han and kana are two columns wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes up.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces behind it up to `columns`; longer text stays whole.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(
        ' ',
        columns.saturating_sub(width(text)),
    ));
    out
}

/// The text cut to `columns`, `…` for what is left out.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    for c in text.chars() {
        let next = taken + c.width().unwrap_or(0);
        if next > columns {
            // The mark itself takes a column.
            while taken + 1 > columns {
                let Some(last) = out.pop() else { break };
                taken -= last.width().unwrap_or(0);
            }
            if columns > 0 {
                out.truncate(out.trim_end().len());
                out.push('…');
            }
            return out;
        }
        taken = next;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_two_columns() {
        for (text, columns, expected) in [
            ("第一条", 6, "第一条"),
            ("第一条", 5, "第一…"),
            ("第一条", 4, "第…"),
            ("Điều 1", 5, "Điều…"),
            ("abc", 3, "abc"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
        ] {
            assert_eq!(cut(text, columns), expected);
            assert!(width(&cut(text, columns)) <= columns);
        }
        assert_eq!(pad("第一", 6), "第一  ");
        assert_eq!(pad("abc", 2), "abc");
    }
}
