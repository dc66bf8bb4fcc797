//! How much of the wording two clauses of one language share.

use super::wording::rough_words;
use foldhash::{HashMap, HashMapExt as _};

/// The rough words of a clause with their counts, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    words: Vec<(u64, u32)>,
}

impl Bag {
    /// The words of a text.
    pub(super) fn new(text: &str) -> Self {
        let mut all = Vec::new();
        rough_words(text, &mut |word| all.push(word));
        all.sort_unstable();
        let mut words: Vec<(u64, u32)> = Vec::with_capacity(all.len());
        for word in all {
            match words.last_mut() {
                Some((last, count)) if *last == word => *count += 1,
                _ => words.push((word, 1)),
            }
        }
        Self { words }
    }

    /// The words of both.
    pub(super) fn joined(mut self, other: &Self) -> Self {
        self.words.extend_from_slice(&other.words);
        self.words.sort_unstable();
        self.words.dedup_by(|next, kept| {
            let equal = next.0 == kept.0;
            if equal {
                kept.1 += next.1;
            }
            equal
        });
        self
    }

    /// Enough words that sharing them is no chance.
    pub(super) fn is_telling(&self) -> bool {
        self.words.iter().map(|(_, count)| count).sum::<u32>() >= 8
    }
}

/// What each word weighs: rare ones more.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarity {
    weights: HashMap<u64, f32>,
}

impl Rarity {
    /// From the clauses that are compared.
    pub(super) fn new<'a>(bags: impl Iterator<Item = &'a Bag>) -> Self {
        let mut counts: HashMap<u64, f32> = HashMap::new();
        let mut all = 0.0f32;
        for bag in bags {
            all += 1.0;
            for (word, _) in &bag.words {
                *counts.entry(*word).or_default() += 1.0;
            }
        }
        let weights = counts
            .into_iter()
            .map(|(word, count)| (word, (1.0 + all / count).ln()))
            .collect();
        Self { weights }
    }

    fn weight(&self, word: u64) -> f32 {
        self.weights.get(&word).copied().unwrap_or(1.0)
    }

    /// The weighted share of words that both have (Dice's coefficient), from 0 to 1.
    pub(super) fn alike(&self, a: &Bag, b: &Bag) -> f32 {
        let sum = |bag: &Bag| -> f32 {
            bag.words
                .iter()
                .map(|(word, count)| self.weight(*word) * *count as f32)
                .sum()
        };
        let (mut i, mut j, mut common) = (0, 0, 0.0);
        while let (Some((x, p)), Some((y, q))) = (a.words.get(i), b.words.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += self.weight(*x) * (*p).min(*q) as f32;
                    i += 1;
                    j += 1;
                }
            }
        }
        let all = sum(a) + sum(b);
        if all > 0.0 { 2.0 * common / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> f32 {
        let (a, b) = (Bag::new(a), Bag::new(b));
        Rarity::new([&a, &b].into_iter()).alike(&a, &b)
    }

    #[test]
    fn versions_of_a_clause_are_more_alike_than_two_clauses() {
        for (old, new, least, most) in [
            (
                "Effective May 4, 2025",
                "Effective June 5, 2026",
                0.35,
                0.95,
            ),
            ("2025年5月4日施行", "2026年6月5日施行", 0.6, 0.95),
            (
                "We delete your orders after 30 days.",
                "We delete your orders after 14 days.",
                0.7,
                0.99,
            ),
            (
                "Chúng tôi xóa đơn hàng sau 30 ngày.",
                "Chúng tôi xóa đơn hàng sau 14 ngày.",
                0.7,
                0.99,
            ),
            ("You may cancel.", "Refunds are paid by card.", 0.0, 0.1),
            ("", "", 0.0, 0.0),
        ] {
            let found = alike(old, new);
            assert!((least..=most).contains(&found), "{old} | {new}: {found}");
        }
    }
}
