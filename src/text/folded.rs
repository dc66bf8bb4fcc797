//! A normalised view of a text that maps back to it.
//!
//! Text is never rewritten; what is compared is a folded copy: compatibility
//! normal form (NFKC, Unicode Standard Annex #15) and lower case. Full width
//! and half width, ligatures and letter case so become equal, and every span
//! of the view has a span of the original.

use std::borrow::Cow;

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
            let (length, run) = first_run(&text[start..]);
            let end = start + length;
            let piece = &text[start..end];
            let before = view.text.len();
            match run {
                Run::Stable => view.text.push_str(piece),
                Run::Ascii => {
                    view.text.push_str(piece);
                    view.text[before..].make_ascii_lowercase();
                }
                Run::Plain => view.text.extend(piece.chars().map(lower)),
                Run::Wide(c) => view.text.push(c),
                Run::Cluster => {
                    for c in piece.nfkc() {
                        view.text.extend(c.to_lowercase());
                    }
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

/// A text as [`Folded`] has it, where nobody asks for the way back.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let is_folded = |c: char| is_stable(c) || is_plain(c) && lower(c) == c;
    if text.chars().all(is_folded) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(Folded::new(text).text)
    }
}

/// Characters that folding leaves as they are: most of what Chinese and Japanese policies are made of, and the
/// quotation marks and dashes of all.
#[inline]
fn is_stable(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3001}'..='\u{3029}'
        | '\u{2012}'..='\u{2015}' | '\u{2018}'..='\u{2022}')
}

/// The wide form of an ASCII character → that character in lower case.
#[inline]
fn narrow(c: char) -> Option<char> {
    let code = u32::from(c);
    (0xff01..=0xff5e)
        .contains(&code)
        .then(|| char::from_u32(code - 0xfee0))
        .flatten()
        .map(|c| c.to_ascii_lowercase())
}

/// ASCII and the precomposed Latin letters of Vietnamese: folding changes nothing but their case.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{c0}'..='\u{103}' | '\u{110}' | '\u{111}' | '\u{128}' | '\u{129}'
            | '\u{168}' | '\u{169}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}')
}

/// The lower case of a plain character, one character of the same length.
#[inline]
fn lower(c: char) -> char {
    let code = u32::from(c);
    let distance = match c {
        '\0'..='\u{7f}' => return c.to_ascii_lowercase(),
        '\u{c0}'..='\u{de}' if c != '\u{d7}' => 0x20,
        '\u{1af}' => 1,
        '\u{df}'..='\u{ff}' | '\u{d7}' | '\u{1b0}' => 0,
        // Capitals are even, and their small letters follow.
        _ => 1 - code % 2,
    };
    char::from_u32(code + distance).unwrap_or(c)
}

/// What a stretch of text needs to be folded.
enum Run {
    /// Nothing.
    Stable,
    /// Lower case of ASCII.
    Ascii,
    /// Lower case, one character of the same length for each.
    Plain,
    /// This character for one wide one.
    Wide(char),
    /// One character and its marks: normalisation.
    Cluster,
}

/// The longest stretch at the start of a text, not empty, that is folded in one way; its bytes. A mark changes the
/// character before it, so that both stand in one cluster.
fn first_run(text: &str) -> (usize, Run) {
    let ascii = text.bytes().take_while(u8::is_ascii).count();
    let combines = |at: usize| text[at..].chars().next().is_some_and(is_mark);
    if ascii > 0 {
        match ascii - usize::from(combines(ascii)) {
            0 => return (cluster(text), Run::Cluster),
            length => return (length, Run::Ascii),
        }
    }
    let (mut length, mut last, mut stable) = (0, 0, false);
    for c in text.chars() {
        if length == 0 {
            stable = is_stable(c);
        }
        // ASCII inside of Vietnamese words does not end a run.
        let goes_on = if stable { is_stable(c) } else { is_plain(c) };
        if !goes_on {
            break;
        }
        last = c.len_utf8();
        length += last;
    }
    if combines(length) {
        length -= last;
    }
    match (length, stable) {
        (0, _) => {
            let length = cluster(text);
            let wide = text.chars().next().filter(|c| c.len_utf8() == length);
            (
                length,
                wide.and_then(narrow).map_or(Run::Cluster, Run::Wide),
            )
        }
        (_, true) => (length, Run::Stable),
        (_, false) => (length, Run::Plain),
    }
}

/// Bytes of the first character and the combining marks behind it.
fn cluster(text: &str) -> usize {
    let marks = text.chars().skip(1).take_while(|c| is_mark(*c));
    let first = text.chars().next().map_or(0, char::len_utf8);
    first + marks.map(char::len_utf8).sum::<usize>()
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
    fn plain_letters_have_the_lower_case_of_unicode() {
        for c in ('\0'..'\u{2000}').filter(|c| is_plain(*c)) {
            assert!(c.to_lowercase().eq([lower(c)]), "{c}");
        }
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
        for c in ('\0'..='\u{ffff}').filter(|c| is_stable(*c)) {
            let folded: String = c.to_string().nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(folded, c.to_string(), "U+{:04X}", u32::from(c));
            assert!(!is_mark(c), "U+{:04X}", u32::from(c));
        }
        assert_eq!(Folded::new("データはか\u{3099}き").text(), "データはがき");
        for c in ('\0'..='\u{ffff}').filter(|c| narrow(*c).is_some()) {
            let folded: String = c.to_string().nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(narrow(c).map(String::from), Some(folded));
        }
    }

    #[test]
    fn what_is_folded_already_stays_as_it_is() {
        for text in [
            "数据",
            "được",
            "café's data",
            "ĐIỀU",
            "Ｗ",
            "e\u{301}",
            "が\u{3099}",
            "ﬁle",
        ] {
            assert_eq!(folded(text), Folded::new(text).text(), "{text}");
        }
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
