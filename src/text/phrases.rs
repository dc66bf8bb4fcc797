//! Fixed phrases, all looked for in one pass over a text.
//!
//! In go phrases and a text as it is compared (folded, or in small letters); out comes at each place the longest phrase
//! that begins there. An automaton would find them as quickly, but takes ten times as long to build, and a process that
//! checks one policy builds each of its tables for that one.

use std::ops::Range;

/// Bytes at the beginning that phrases are told apart by at first: no phrase is shorter. One Chinese character.
const HEAD: usize = 3;

/// Bits that say which beginnings there are, as words of 64.
const WORDS: usize = 1 << 7;

/// Phrases by their place in the table that they come from.
#[derive(Debug)]
pub(crate) struct Phrases {
    heads: [u64; WORDS],
    sorted: Vec<(&'static str, u32)>,
}

/// A hash of the first bytes, multiplicative (Knuth, The Art of Computer Programming 3, 6.4).
fn head(bytes: &[u8]) -> Option<usize> {
    let [a, b, c] = *bytes.first_chunk::<HEAD>()?;
    let mixed = u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9e37_79b1);
    Some((mixed >> (u32::BITS - WORDS.ilog2() - 6)) as usize)
}

impl Phrases {
    /// A table of phrases of at least three bytes; shorter ones are not found. The first of two equal ones counts.
    pub(crate) fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut sorted: Vec<(&str, u32)> = phrases.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        sorted.dedup_by(|later, first| later.0 == first.0);
        let mut heads = [0; WORDS];
        for at in sorted
            .iter()
            .filter_map(|(phrase, _)| head(phrase.as_bytes()))
        {
            heads[at / 64] |= 1 << (at % 64);
        }
        Self { heads, sorted }
    }

    /// The phrases in a text, left to right, none inside another: where each stands, and its number.
    pub(crate) fn find<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(bit) = head(&text.as_bytes()[at..]) {
                if self.heads[bit / 64] >> (bit % 64) & 1 == 1
                    && let Some((phrase, number)) = self.longest(&text.as_bytes()[at..])
                {
                    let start = at;
                    at += phrase.len();
                    return Some((start..at, *number as usize));
                }
                at += 1;
            }
            None
        })
    }

    /// Whether a text holds a phrase.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// The longest phrase that a text begins with.
    fn longest(&self, text: &[u8]) -> Option<&(&'static str, u32)> {
        // What a text begins with sorts before it, the longer behind the shorter.
        let before = self
            .sorted
            .partition_point(|(phrase, _)| phrase.as_bytes() <= text);
        let near = self.sorted[..before].iter().rev();
        near.take_while(|(phrase, _)| phrase.as_bytes().get(..HEAD) == text.get(..HEAD))
            .find(|(phrase, _)| text.starts_with(phrase.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&'static str], text: &str) -> String {
        let phrases = Phrases::new(phrases.iter().copied());
        let all = phrases
            .find(text)
            .map(|(at, number)| format!("{number}@{at:?}"));
        all.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_longest_is_found_and_none_inside_it() {
        let phrases = [
            "card",
            "credit card",
            "credit",
            "card",
            "credit note",
            "it c",
        ];
        assert_eq!(
            found(&phrases, "a credit card, a credit"),
            "1@2..13 2@17..23"
        );
        assert_eq!(found(&phrases, "credit cards"), "1@0..11");
        assert_eq!(found(&phrases, "cart, car, discard"), "0@14..18");
    }

    #[test]
    fn a_phrase_may_be_one_character_and_end_the_text() {
        assert_eq!(found(&["語", "日本語"], "英語と日本語"), "0@3..6 1@9..18");
        assert_eq!(found(&["語"], ""), "");
        assert_eq!(found(&[], "語"), "");
    }
}
