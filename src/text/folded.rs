//! A normalised view of a text that maps back to it.
//!
//! Text is never rewritten; what is compared is a folded copy: compatibility
//! normal form (NFKC, Unicode Standard Annex #15) and lower case. Full width
//! and half width, ligatures and letter case so become equal, and every span
//! of the view has a span of the original.

use unicode_normalization::UnicodeNormalization;

use super::Span;

/// NFKC and lower case of a text, with the original offset of every byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// `(byte of the view, byte of the original)` at every change of the difference, ascending in both.
    steps: Vec<(u32, u32)>,
    original_len: u32,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Folded {
    /// Folds `text`. Runs in linear time; a cluster of base character and marks is folded as one.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut view = Self {
            text: String::with_capacity(text.len()),
            steps: vec![(0, 0)],
            original_len: small(text.len()),
        };
        let mut start = 0;
        while start < text.len() {
            let end = start + cluster(&text[start..]);
            let piece = &text[start..end];
            let before = view.text.len();
            if piece.chars().next().is_some_and(is_stable) && !piece.chars().any(is_mark) {
                view.text.push_str(piece);
            } else if piece.chars().all(is_plain) {
                view.text.extend(piece.chars().map(lower));
            } else {
                for c in piece.nfkc() {
                    view.text.extend(c.to_lowercase());
                }
            }
            if view.text.len() - before != piece.len() {
                view.step(before, start);
                view.step(view.text.len(), end);
            }
            start = end;
        }
        view
    }

    /// A region between two steps has equal lengths, or else stands and falls as one.
    fn step(&mut self, view: usize, original: usize) {
        let here = (small(view), small(original));
        if self.steps.last() != Some(&here) {
            self.steps.push(here);
        }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original that a span of the view came from. Monotone; never larger than the original.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = self.floor(span.start);
        let end = if span.is_empty() {
            start
        } else {
            self.ceil(span.end)
        };
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The region of the view that holds a byte: start in the view, start in the original, and both lengths.
    fn region(&self, offset: u32) -> (u32, u32, u32, u32) {
        let index = self
            .steps
            .partition_point(|(view, _)| *view <= offset)
            .max(1)
            - 1;
        let (view, original) = self.steps[index];
        let (next_view, next) = self
            .steps
            .get(index + 1)
            .copied()
            .unwrap_or((small(self.text.len()), self.original_len));
        (view, original, next_view - view, next - original)
    }

    fn floor(&self, offset: u32) -> u32 {
        let (view, original, folded, length) = self.region(offset);
        if folded == length {
            original + (offset - view).min(length)
        } else {
            original
        }
    }

    fn ceil(&self, offset: u32) -> u32 {
        let (view, original, folded, length) = self.region(offset.saturating_sub(1));
        if folded == length {
            original + (offset - view).min(length)
        } else {
            original + length
        }
    }
}

/// Characters that folding leaves as they are: most of what Chinese and Japanese policies are made of.
fn is_stable(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
}

/// ASCII and the precomposed Latin letters of Vietnamese: folding changes nothing but their case.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{c0}'..='\u{103}' | '\u{110}' | '\u{111}' | '\u{128}' | '\u{129}'
            | '\u{168}' | '\u{169}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}')
}

/// The lower case of a plain character, one character of the same length.
fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Bytes of the first character and the combining marks behind it; a run of plain characters counts as one, and so
/// does a run of stable ones.
fn cluster(text: &str) -> usize {
    let mut stable = 0;
    let mut last = 0;
    for c in text.chars() {
        if is_mark(c) {
            // The mark changes the character before it.
            stable -= last;
            break;
        }
        if !is_stable(c) {
            break;
        }
        last = c.len_utf8();
        stable += last;
    }
    if stable > 0 {
        return stable;
    }
    let (mut plain, mut last) = (0, 0);
    for c in text.chars().take_while(|c| is_plain(*c)) {
        last = c.len_utf8();
        plain += last;
    }
    let rest_combines = text[plain..].chars().next().is_some_and(is_mark);
    if plain > last || (plain > 0 && !rest_combines) {
        return if rest_combines { plain - last } else { plain };
    }
    let mut length = 0;
    for (index, c) in text.chars().enumerate() {
        if index > 0 && !is_mark(c) {
            break;
        }
        length += c.len_utf8();
    }
    length
}

fn is_mark(c: char) -> bool {
    if c < '\u{300}' || is_stable(c) || is_plain(c) {
        return false;
    }
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original<'a>(text: &'a str, view: &Folded, what: &str) -> &'a str {
        let at = view.text().find(what).expect("the view holds it");
        &text[view.original(Span::new(at, at + what.len())).range()]
    }

    #[test]
    fn width_and_case_are_folded_and_map_back() {
        let text = "Ｗｅｂ　サイト（１２３）とﾃﾞｰﾀ";
        let view = Folded::new(text);
        assert_eq!(view.text(), "web サイト(123)とデータ");
        assert_eq!(original(text, &view, "web"), "Ｗｅｂ");
        assert_eq!(original(text, &view, "12"), "１２");
        assert_eq!(original(text, &view, "データ"), "ﾃﾞｰﾀ");
    }

    #[test]
    fn stable_characters_are_what_folding_leaves_alone() {
        for c in ('\u{3001}'..='\u{9fff}').filter(|c| is_stable(*c)) {
            let folded: String = c.to_string().nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(folded, c.to_string(), "U+{:04X}", u32::from(c));
            assert!(!is_mark(c), "U+{:04X}", u32::from(c));
        }
        assert_eq!(Folded::new("データはか\u{3099}き").text(), "データはがき");
    }

    #[test]
    fn plain_characters_are_what_folding_only_lowers() {
        for c in ('\0'..='\u{1fff}').filter(|c| is_plain(*c)) {
            let folded: String = c.to_string().nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(folded, lower(c).to_string(), "U+{:04X}", u32::from(c));
            assert_eq!(folded.len(), c.len_utf8(), "U+{:04X}", u32::from(c));
            assert!(!is_mark(c), "U+{:04X}", u32::from(c));
        }
        assert_eq!(Folded::new("ĐIỀ\u{302}U e\u{301}").text(), "điề\u{302}u é");
    }

    #[test]
    fn decomposed_vietnamese_is_composed() {
        let text = "Die\u{302}\u{300}u 5";
        let view = Folded::new(text);
        assert_eq!(view.text(), "diều 5");
        assert_eq!(original(text, &view, "5"), "5");
        assert_eq!(original(text, &view, "ề"), "e\u{302}\u{300}");
    }

    #[test]
    fn original_spans_are_monotone_and_on_boundaries() {
        for text in ["", "a", "㍿と①②", "ﬁle İ ½ m²", "đ Đ ạ", "第１２条（１）"]
        {
            let view = Folded::new(text);
            let mut last = 0;
            for (at, c) in view.text().char_indices() {
                let span = view.original(Span::new(at, at + c.len_utf8()));
                assert!(
                    span.start >= last && text.get(span.range()).is_some(),
                    "{text} at {at}: {span:?}"
                );
                last = span.start;
            }
        }
    }
}
