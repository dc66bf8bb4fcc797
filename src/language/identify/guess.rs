//! Weights of languages that add up, and what they say together.

use std::ops::{Add, AddAssign};

use crate::text::Lang;

/// Languages beside the known ones that are told from them by function words or script.
pub(super) const OTHERS: [&str; 14] = [
    "fr", "de", "es", "pt", "it", "nl", "id", "ko", "ru", "th", "ar", "he", "el", "hi",
];
pub(super) const KNOWN: usize = Lang::KNOWN.len();
pub(super) const COUNT: usize = KNOWN + OTHERS.len();

pub(super) const ZH: usize = 0;
pub(super) const HANT: usize = 1;
pub(super) const EN: usize = 2;
pub(super) const JA: usize = 3;
pub(super) const VI: usize = 4;

/// Evidence for languages: about one unit for each word or character that tells. Additive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Guess {
    pub(super) weights: [f32; COUNT],
}

impl Guess {
    /// The evidence for a language.
    #[must_use]
    pub fn weight(&self, lang: Lang) -> f32 {
        (0..COUNT)
            .find(|index| lang_at(*index) == lang)
            .map_or(0.0, |index| self.weights[index])
    }

    /// The language with most evidence; `None` where there is none (digits and punctuation).
    /// Of equal ones the first in output order.
    #[must_use]
    pub fn best(&self) -> Option<Lang> {
        self.best_index().map(lang_at)
    }

    fn best_index(&self) -> Option<usize> {
        let mut best = None;
        let mut most = 0.0;
        for (index, weight) in self.weights.iter().enumerate() {
            if *weight > most {
                (best, most) = (Some(index), *weight);
            }
        }
        best
    }

    /// By how much the best leads the second, as a share of the best: 0 (a tie, or nothing) to 1.
    /// The two standards of Chinese do not compete: `han_standard` settles them over a whole document.
    #[must_use]
    pub fn lead(&self) -> f32 {
        let Some(best) = self.best_index() else {
            return 0.0;
        };
        let chinese = |index: usize| index == ZH || index == HANT;
        let second = (0..COUNT)
            .filter(|index| *index != best && !(chinese(*index) && chinese(best)))
            .map(|index| self.weights[index])
            .fold(0.0, f32::max);
        1.0 - second / self.weights[best]
    }

    /// All evidence for the best language: how much text has spoken.
    #[must_use]
    pub fn strength(&self) -> f32 {
        self.best_index().map_or(0.0, |index| self.weights[index])
    }
}

impl AddAssign for Guess {
    fn add_assign(&mut self, other: Self) {
        for (weight, more) in self.weights.iter_mut().zip(other.weights) {
            *weight += more;
        }
    }
}

impl Add for Guess {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl std::iter::Sum for Guess {
    fn sum<I: Iterator<Item = Self>>(guesses: I) -> Self {
        guesses.fold(Self::default(), Add::add)
    }
}

fn lang_at(index: usize) -> Lang {
    match Lang::KNOWN.get(index) {
        Some(lang) => *lang,
        None => {
            let mut tag = [0; 8];
            let name = OTHERS[index - KNOWN].as_bytes();
            tag[..name.len()].copy_from_slice(name);
            Lang::Other(tag)
        }
    }
}
