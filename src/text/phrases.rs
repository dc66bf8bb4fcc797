//! Fixed phrases, all looked for in one pass over a text.
//!
//! In go phrases and a text as it is compared (folded, or in small letters); out comes at each place the longest phrase
//! that begins there. An automaton would find them as quickly, but takes several times as long to build, and a process that
//! checks one policy builds each of its tables for that one.

use std::ops::Range;

/// Phrases are told apart at first by so many bytes at their beginning, or fewer where one is shorter: two Chinese
/// characters.
const HEAD: usize = 6;

/// Bits that say which beginnings there are, as words of 64.
const WORDS: usize = 1 << 8;

/// Phrases by their place in the table that they come from.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// The bytes of a beginning, as a mask.
    mask: u64,
    heads: [u64; WORDS],
    sorted: Vec<(&'static str, u32)>,
}

impl Phrases {
    /// A table of phrases. The first of two equal ones counts, and an empty one stands nowhere.
    pub(crate) fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut sorted: Vec<(&str, u32)> = phrases.into_iter().zip(0..).collect();
        sorted.retain(|(phrase, _)| !phrase.is_empty());
        sorted.sort_unstable();
        sorted.dedup_by(|later, first| later.0 == first.0);
        let shortest = sorted.iter().map(|(phrase, _)| phrase.len()).min();
        let mut table = Self {
            mask: u64::MAX >> (u64::BITS as usize - 8 * shortest.unwrap_or(HEAD).min(HEAD)),
            heads: [0; WORDS],
            sorted,
        };
        for (phrase, _) in &table.sorted {
            let bit = bit(table.head(phrase.as_bytes()));
            table.heads[bit / 64] |= 1 << (bit % 64);
        }
        table
    }

    /// What a text begins with.
    fn head(&self, text: &[u8]) -> u64 {
        let first = text.first_chunk().copied().unwrap_or_else(|| {
            let mut first = [0; 8];
            first[..text.len()].copy_from_slice(text);
            first
        });
        u64::from_le_bytes(first) & self.mask
    }

    /// The phrases in a text, left to right, none inside another: where each stands, and its number.
    pub(crate) fn find<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < text.len() {
                if let Some((phrase, number)) = self.at(text, at).next() {
                    let start = at;
                    at += phrase.len();
                    return Some((start..at, number));
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

    /// The phrases that begin at a place, with their numbers, the longest first.
    #[inline]
    pub(crate) fn at<'a>(
        &'a self,
        text: &'a str,
        at: usize,
    ) -> impl Iterator<Item = (&'static str, usize)> + 'a {
        let text = &text.as_bytes()[at..];
        let head = self.head(text);
        let bit = bit(head);
        let near = if self.heads[bit / 64] >> (bit % 64) & 1 == 1 {
            // What a text begins with sorts before it, the longer behind the shorter.
            let before = |(phrase, _): &(&str, u32)| phrase.as_bytes() <= text;
            &self.sorted[..self.sorted.partition_point(before)]
        } else {
            &[]
        };
        near.iter()
            .rev()
            .take_while(move |(phrase, _)| self.head(phrase.as_bytes()) == head)
            .filter(move |(phrase, _)| text.starts_with(phrase.as_bytes()))
            .map(|(phrase, number)| (*phrase, *number as usize))
    }
}

/// The place of a beginning among the bits: multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4).
fn bit(head: u64) -> usize {
    let mixed = head.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (u64::BITS - WORDS.ilog2() - 6)) as usize
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
        assert_eq!(
            found(&["語", "", "英語版"], "英語版と語"),
            "2@0..9 0@12..15"
        );
        assert_eq!(found(&["語"], ""), "");
        assert_eq!(found(&[], "語"), "");
    }
}
