//! Quotations inside a text: which words stand between quotation marks.

use crate::text::Span;

/// What stands between quotation marks in a text that begins at `base`, in order, without the marks and never empty.
pub(crate) fn quotations(text: &str, base: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match start {
            Some((from, mark)) if closes(mark, c) => {
                if at > from {
                    found.push(Span::new(base + from, base + at));
                }
                start = None;
            }
            None if matches!(c, '"' | '“' | '”' | '„' | '「' | '『' | '‘' | '＂') => {
                start = Some((at + c.len_utf8(), c));
            }
            _ => {}
        }
    }
    found
}

fn closes(open: char, c: char) -> bool {
    match open {
        '「' => c == '」',
        '『' => c == '』',
        '‘' => c == '’',
        _ => matches!(c, '"' | '“' | '”' | '＂'),
    }
}
