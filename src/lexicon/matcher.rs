//! Words of a user's table → where a folded text holds them.
//!
//! They are found as the termbase's own are: by stems in English, syllables in Vietnamese, characters in Chinese and
//! Japanese, the longest at each place.

use std::ops::Range;

use super::termbase::{Index, scan, tokens};
use crate::text::Lang;

/// The words of one language.
#[derive(Debug)]
pub struct Matcher {
    lang: Lang,
    index: Index,
}

impl Matcher {
    /// A matcher of words, each with a number to know it by. The first of two equal words counts.
    #[must_use]
    pub fn new<'a>(lang: Lang, words: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let index = Index::new(lang, words);
        Self { lang, index }
    }

    /// The matcher of an [index](Index::stored) that is part of the program.
    pub(super) fn stored(lang: Lang, index: &[u8]) -> Self {
        let index = Index::read(index);
        Self { lang, index }
    }

    /// Calls `each` with the number of every word that a folded text holds, and the bytes of the text that hold it.
    pub fn find(&self, folded: &str, each: &mut dyn FnMut(u32, Range<usize>)) {
        if !self.index.is_empty() {
            let tokens = tokens(self.lang, folded);
            scan(&self.index, &tokens, false, each);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folded;

    #[test]
    fn words_are_found_whole_and_in_their_other_forms() {
        for (lang, words, text, found) in [
            (
                Lang::En,
                ["order", "purchase order"],
                "Your purchase orders.",
                "1@5..20",
            ),
            (Lang::En, ["order", "-"], "In the border area.", ""),
            (Lang::Ja, ["注文", "注文書"], "注文書を送ります。", "1@0..9"),
            (
                Lang::Vi,
                ["đơn hàng", "hàng"],
                "Xem đơn hàng của bạn.",
                "0@4..15",
            ),
        ] {
            let matcher = Matcher::new(lang, (0..).zip(words));
            let mut out = Vec::new();
            matcher.find(Folded::new(text).text(), &mut |number, at| {
                out.push(format!("{number}@{at:?}"));
            });
            assert_eq!(out.join(" "), found, "{text}");
        }
    }
}
