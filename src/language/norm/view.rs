//! A text as cues are compared with it: folded, white space as one space, and a map back.

use crate::text::{Folded, Span};

/// The readable form and where each byte of it stands in the text.
pub(super) struct View {
    text: String,
    /// For each byte of `text`, and its end, the byte in the folded text.
    at: Vec<u32>,
    folded: Folded,
}

impl View {
    /// Reads a text; `traditional` Chinese characters are read as their simplified forms.
    pub(super) fn new(text: &str, traditional: bool) -> Self {
        let folded = Folded::new(text);
        let mut view = Self {
            text: String::with_capacity(folded.text().len()),
            at: Vec::with_capacity(folded.text().len() + 1),
            folded: Folded::default(),
        };
        let mut gap = false;
        for (at, c) in folded.text().char_indices() {
            let c = match c {
                '’' | '‘' => '\'',
                '‐' | '‑' => '-',
                '\u{200b}' | '\u{feff}' | '\u{ad}' | '*' => continue,
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c == ' ' && gap {
                continue;
            }
            gap = c == ' ';
            view.text.push(c);
            let offset = u32::try_from(at).unwrap_or(u32::MAX);
            view.at.resize(view.text.len(), offset);
        }
        view.at
            .push(u32::try_from(folded.text().len()).unwrap_or(u32::MAX));
        if traditional {
            // Same length in UTF-8, so the map holds.
            view.text = super::super::zh::simplified(&view.text);
        }
        view.folded = folded;
        view
    }

    /// What is compared.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the view stands in the text.
    pub(super) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.at.get(start).copied().unwrap_or(0) as usize;
        // The end of the last character, not the start of what follows white space that was left out.
        let last = self.text[..end].chars().next_back();
        let before = end - last.map_or(0, char::len_utf8);
        let begun = self.at.get(before).copied().unwrap_or(0) as usize;
        let length = self
            .folded
            .text()
            .get(begun..)
            .and_then(|rest| rest.chars().next());
        let to = begun + length.map_or(0, char::len_utf8);
        let span = self.folded.original(Span::new(from, to.max(from)));
        (span.start as usize, span.end as usize)
    }
}
