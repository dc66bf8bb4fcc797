//! A mark → the line that it stands in, with carets under the marked characters.
//!
//! What is shown is the visible text of the line (markup left out), under its
//! line number in the stored file. A line that is wider than the terminal is
//! cut to a window around the mark; nothing beyond the window is looked at, so
//! a line of 10 MB costs no more than a short one. `annotate-snippets` would
//! draw the frames too, but it cuts long lines from the whole source and leaves
//! control and bidirectional characters to the caller, whose escapes then shift
//! its columns.

use unicode_width::UnicodeWidthChar;

use crate::text::{Position, Source, Span, visible};

use super::table::width;

/// A line cut to a window, ready to print.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// Where the mark starts in the stored file.
    pub(crate) at: Position,
    /// The harmless text of the window.
    pub(crate) line: String,
    /// Columns before the mark.
    pub(crate) indent: usize,
    /// Columns of the mark: at least one.
    pub(crate) carets: usize,
}

/// The line around a span in at most `columns` columns. Of a span that runs over several lines
/// the first is shown; an empty span behind a line end is shown at the end of the line before.
pub(crate) fn excerpt(source: &Source, span: Span, columns: usize) -> Excerpt {
    let text = source.text();
    let start = boundary(text, span.start as usize);
    let end = boundary(text, span.end as usize).max(start);
    let columns = columns.max(20);

    let (start, marked) = if start == end {
        (line_with_text(text, start, columns * 4), "")
    } else {
        let marked = text[start..end].trim_start();
        let start = end - marked.len();
        (
            start,
            marked.split('\n').next().unwrap_or_default().trim_end(),
        )
    };
    let end = start + marked.len();
    let before = window_before(&text[..start], columns);
    let after = window_after(&text[end..], columns);
    let (marked, more) = window_after_cut(marked, columns * 2 / 3);

    // Each side gets half of what the mark leaves, and what the other side does not need.
    let room = columns.saturating_sub(width(&marked)).max(2);
    let (wants_before, wants_after) = (width(&before), width(&after));
    let for_after = wants_after.min((room / 2).max(room.saturating_sub(wants_before)));
    let for_before = wants_before.min(room.saturating_sub(for_after));

    let before = cut_start(&before, for_before);
    let after = if more {
        String::from("…")
    } else {
        super::cut(&after, for_after)
    };
    Excerpt {
        at: source.locate(Span::new(start, end)).0,
        indent: width(&before),
        carets: width(&marked).max(1),
        line: format!("{before}{marked}{after}").trim_end().to_owned(),
    }
}

/// The nearest character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// For an empty span: its own place when its line has text, else the end of the last line that has,
/// looked for in the `reach` bytes before it.
fn line_with_text(text: &str, at: usize, reach: usize) -> usize {
    let has_text_behind = text[at..].chars().next().is_some_and(|c| c != '\n');
    if has_text_behind {
        return at;
    }
    let floor = boundary(text, at.saturating_sub(reach));
    let kept = text[floor..at].trim_end();
    if kept.is_empty() {
        at
    } else {
        floor + kept.len()
    }
}

/// The end of a line: as much as may be shown, and a little more so that a cut is seen.
fn window_before(text: &str, columns: usize) -> String {
    let mut taken = 0;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        if c == '\n' || taken > columns || text.len() - at > columns * 8 {
            break;
        }
        taken += c.width().unwrap_or(0);
        from = at;
    }
    visible(text[from..].trim_start()).into_owned()
}

fn window_after(text: &str, columns: usize) -> String {
    let mut taken = 0;
    let mut to = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' || taken > columns || at > columns * 8 {
            break;
        }
        taken += c.width().unwrap_or(0);
        to = at + c.len_utf8();
    }
    visible(text[..to].trim_end()).into_owned()
}

/// The start of the mark, and whether there is more of it.
fn window_after_cut(marked: &str, columns: usize) -> (String, bool) {
    let shown = window_after(marked, columns);
    if width(&shown) <= columns {
        return (shown, false);
    }
    let mut kept = super::cut(&shown, columns);
    let more = kept.ends_with('…');
    if more {
        kept.pop();
    }
    (kept, more)
}

/// The end of a text in `columns` columns, `…` for what is left out before it.
fn cut_start(text: &str, columns: usize) -> String {
    let all = width(text);
    if all <= columns {
        return text.to_owned();
    }
    let mut left = all;
    let mut chars = text.chars();
    while left + 1 > columns {
        match chars.next() {
            Some(c) => left = left.saturating_sub(c.width().unwrap_or(0)),
            None => break,
        }
    }
    // A combining mark must not stand on the dots.
    let rest = chars
        .as_str()
        .trim_start_matches(|c: char| c.width().unwrap_or(0) == 0);
    if columns == 0 {
        String::new()
    } else {
        format!("…{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Stored;

    fn show(text: &str, marked: &str, columns: usize) -> (Excerpt, String) {
        let source = Source::plain(Stored::utf8(text.to_owned(), 0));
        let at = text.find(marked).unwrap();
        let found = excerpt(&source, Span::new(at, at + marked.len()), columns);
        let drawn = format!(
            "{}\n{}{}",
            found.line,
            " ".repeat(found.indent),
            "^".repeat(found.carets)
        );
        (found, drawn)
    }

    #[test]
    fn carets_stand_under_wide_characters() {
        let (found, drawn) = show(
            "一\n第3条 連絡先は a@example.org です。\n",
            "a@example.org",
            80,
        );
        assert_eq!((found.at.line, found.at.column), (2, 10));
        assert_eq!(
            drawn,
            "第3条 連絡先は a@example.org です。\n               ^^^^^^^^^^^^^"
        );
        let (_, drawn) = show("個人情報の利用目的", "利用", 80);
        assert_eq!(drawn, "個人情報の利用目的\n          ^^^^");
        let (_, drawn) = show("Điều 5. Quyền của bạn", "Quyền", 80);
        assert_eq!(drawn, "Điều 5. Quyền của bạn\n        ^^^^^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}ここが違う{}", "前".repeat(5_000_000), "後".repeat(500));
        let (found, drawn) = show(&text, "ここが違う", 40);
        assert!(width(&found.line) <= 40, "{drawn}");
        assert!(
            found.line.starts_with("…前") && found.line.ends_with("後…"),
            "{drawn}"
        );
        assert!(found.line.contains("前ここが違う後"));
        assert_eq!(found.carets, 10);
    }

    #[test]
    fn a_long_mark_shows_its_start() {
        let text = format!("Before. {} After.", "word ".repeat(100).trim());
        let (found, drawn) = show(&text, "word ".repeat(100).trim(), 60);
        assert!(found.line.starts_with("Before. word word"), "{drawn}");
        assert!(
            found.line.ends_with('…') && width(&found.line) <= 61,
            "{drawn}"
        );
    }

    #[test]
    fn a_mark_over_lines_shows_the_first() {
        let (found, _) = show("1. Scope\nAll of us.\n2. Term\n", "Scope\nAll of us.", 60);
        assert_eq!((found.line.as_str(), found.carets), ("1. Scope", 5));
    }

    #[test]
    fn an_empty_span_is_shown_where_the_line_before_ends() {
        let text = "1. Scope\nAll of us.\n\n2. Term\n";
        let source = Source::plain(Stored::utf8(text.to_owned(), 0));
        let found = excerpt(&source, Span::new(20, 20), 60);
        assert_eq!(
            (found.line.as_str(), found.indent, found.carets),
            ("All of us.", 10, 1)
        );
        assert_eq!((found.at.line, found.at.column), (2, 11));
        let found = excerpt(&source, Span::new(21, 21), 60);
        assert_eq!((found.line.as_str(), found.indent), ("2. Term", 0));
        let empty = Source::plain(Stored::utf8(String::new(), 0));
        assert_eq!(excerpt(&empty, Span::new(0, 0), 60).line, "");
    }

    #[test]
    fn hidden_characters_are_written_out_and_keep_the_carets_in_place() {
        let (found, drawn) = show("a\u{202e}b\u{1b}[0m x@y", "x@y", 60);
        assert!(!drawn.contains(['\u{202e}', '\u{1b}']));
        assert_eq!(found.indent, width("a\\u{202e}b\\u{1b}[0m "));
    }

    #[test]
    fn spans_off_the_text_do_no_harm() {
        let source = Source::plain(Stored::utf8("あい".to_owned(), 0));
        for (start, end) in [(1, 2), (0, 99), (98, 99), (2, 4)] {
            excerpt(&source, Span::new(start, end), 30);
        }
    }
}
