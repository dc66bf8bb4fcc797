//! A clause body as the scanners read it: half width, composed, without invisible characters,
//! and a lower-case copy of the same byte length beside it.
//!
//! This is less than [`Folded`](crate::text::Folded) does, on purpose: NFKC turns ① into 1 and ½ into
//! 1⁄2, which would state numbers that nobody wrote, and letter case tells May from may.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{Span, is_cjk};

/// The readable form of a text, which maps back to where it stands in the source.
#[derive(Debug)]
pub(super) struct View {
    text: String,
    lower: String,
    /// `(byte of the view, byte of the body)`, ascending, at every change of the difference.
    steps: Vec<(usize, usize)>,
    original: usize,
    base: usize,
}

/// Han and kana, which have no letter case and go with no mark's letter.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}')
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !is_plain(c) && is_combining_mark(c)
}

impl View {
    /// Reads `body`, which starts at byte `base` of the source. Linear.
    pub(super) fn new(body: &str, base: usize) -> Self {
        let mut view = Self {
            text: String::with_capacity(body.len()),
            lower: String::new(),
            steps: vec![(0, 0)],
            original: body.len(),
            base,
        };
        let mut chars = body.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let before = view.text.len();
            let mut length = c.len_utf8();
            if chars
                .peek()
                .is_some_and(|(_, next)| !c.is_control() && is_mark(*next))
            {
                while let Some((_, mark)) = chars.next_if(|(_, next)| is_mark(*next)) {
                    length += mark.len_utf8();
                }
                view.text.extend(body[at..at + length].nfc());
            } else if let Some(folded) = fold(c) {
                view.text.push(folded);
            }
            if view.text.len() - before != length {
                view.step(before, at);
                view.step(view.text.len(), at + length);
            }
        }
        view.lower.reserve(view.text.len());
        for c in view.text.chars() {
            if c.is_ascii() || is_plain(c) {
                view.lower.push(c.to_ascii_lowercase());
                continue;
            }
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => view.lower.push(l),
                _ => view.lower.push(c),
            }
        }
        view
    }

    fn step(&mut self, view: usize, original: usize) {
        match self.steps.last_mut() {
            Some(last) if last.0 == view => last.1 = original,
            _ => self.steps.push((view, original)),
        }
    }

    /// The text with its letter case.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The lower-case text, byte for byte as long.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// Length in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    fn back(&self, at: usize, end: bool) -> usize {
        let index = self
            .steps
            .partition_point(|(view, _)| if end { *view < at } else { *view <= at })
            .max(1)
            - 1;
        let (view, original) = self.steps[index];
        let (next_view, next) = self
            .steps
            .get(index + 1)
            .copied()
            .unwrap_or((self.text.len(), self.original));
        if next_view - view == next - original {
            original + (at - view)
        } else if end {
            next
        } else {
            original
        }
    }

    /// Where a range of the view stands in the source.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.back(start, false);
        Span::new(self.base + from, self.base + self.back(end, true).max(from))
    }

    /// Whether the ASCII character at `at` is written in half width in the source.
    pub(super) fn is_half(&self, at: usize) -> bool {
        self.steps.len() == 1 || self.span(at, at + 1).len() == 1
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at `at`.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The byte at `at`, 0 behind the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The first byte at or behind `at` that is no space.
    pub(super) fn skip(&self, at: usize) -> usize {
        at + self.text.as_bytes()[at..]
            .iter()
            .take_while(|b| **b == b' ')
            .count()
    }

    /// The byte behind the last character before `at` that is no space.
    pub(super) fn skip_back(&self, at: usize) -> usize {
        at - self.text.as_bytes()[..at]
            .iter()
            .rev()
            .take_while(|b| **b == b' ')
            .count()
    }

    /// The end of `word` (lower case) if it stands at `at` as a whole word.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let end = at + word.len();
        let stands = self.lower.as_bytes()[at..].starts_with(word.as_bytes());
        (stands
            && !(self.before(end).is_some_and(is_letter) && self.at(end).is_some_and(is_letter)))
        .then_some(end)
    }

    /// The start of `word` (lower case) if it ends at `at` as a whole word.
    pub(super) fn word_back(&self, at: usize, word: &str) -> Option<usize> {
        if !self.lower.as_bytes()[..at].ends_with(word.as_bytes()) {
            return None;
        }
        let start = at - word.len();
        let glued =
            self.at(start).is_some_and(is_letter) && self.before(start).is_some_and(is_letter);
        (!glued).then_some(start)
    }

    /// The longest of `words` that stands at `at`: its index and its end.
    pub(super) fn longest<'a>(
        &self,
        at: usize,
        words: impl Iterator<Item = &'a str>,
    ) -> Option<(usize, usize)> {
        words
            .enumerate()
            .filter_map(|(index, word)| Some((index, self.word(at, word)?)))
            .max_by_key(|(_, end)| *end)
    }

    /// The longest of `words` that ends at `at`: its index and its start.
    pub(super) fn longest_back<'a>(
        &self,
        at: usize,
        words: impl Iterator<Item = &'a str>,
    ) -> Option<(usize, usize)> {
        words
            .enumerate()
            .filter_map(|(index, word)| Some((index, self.word_back(at, word)?)))
            .min_by_key(|(_, start)| *start)
    }

    /// The Latin word that ends at `at`, as a range; empty when there is none.
    pub(super) fn latin_back(&self, at: usize) -> (usize, usize) {
        let length: usize = self.text[..at]
            .chars()
            .rev()
            .take(64)
            .take_while(|c| is_letter(*c))
            .map(char::len_utf8)
            .sum();
        (at - length, at)
    }
}

/// A letter of the Latin script, with any diacritic: what makes a word go on.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (c >= '\u{c0}' && crate::text::is_alphabetic(c) && !is_cjk(c))
}

/// Half width and plain spaces; `None` for what nobody sees. Sentence punctuation of full width stays:
/// it ends addresses that half-width punctuation may be part of.
fn fold(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7e}' => Some(if matches!(c, '\t' | '\n' | '\r') {
            ' '
        } else {
            c
        }),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '！' | '，' | '；' | '？' => Some(c),
        '￥' => Some('¥'),
        '￦' => Some('₩'),
        '‐' | '‑' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => std::iter::once(c).nfkc().next(),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_is_half_width_and_maps_back() {
        let body = "第３０条（ａ＠ｂ．ｃｏｍ）、\u{200b}Die\u{302}\u{300}u 5①";
        let view = View::new(body, 100);
        assert_eq!(view.text(), "第30条(a@b.com)、Điều 5①".replace('Đ', "D"));
        let at = view.text().find("a@").expect("stands");
        let span = view.span(at, at + 7);
        assert_eq!(
            &body[span.start as usize - 100..span.end as usize - 100],
            "ａ＠ｂ．ｃｏｍ"
        );
        let at = view.text().find("Diều").expect("stands");
        let span = view.span(at, at + "Diều".len());
        assert_eq!(
            &body[span.start as usize - 100..span.end as usize - 100],
            "Die\u{302}\u{300}u"
        );
    }

    #[test]
    fn lower_case_keeps_offsets() {
        for text in ["ĐIỀU KHOẢN Ư İ ẞ K", "Straße", "ＡＢＣ"] {
            let view = View::new(text, 0);
            assert_eq!(view.text().len(), view.lower().len(), "{text}");
        }
    }

    #[test]
    fn words_end_at_letters_but_not_at_han() {
        let view = View::new("30days以内 dayspring", 0);
        assert_eq!(view.word(2, "days"), Some(6));
        assert_eq!(view.word(2, "day"), None);
        assert!(view.word(6, "以内").is_some());
        assert_eq!(view.word(13, "days"), None);
    }
}
