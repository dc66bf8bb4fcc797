//! Two sequences of numbers → the pairs of equal elements that stand in the same order.
//!
//! Patience difference (Bram Cohen, 2003): what stands exactly once on both sides and keeps its order anchors the
//! rest, so that a moved or repeated line does not pull its surroundings along. Between anchors, where nothing is
//! unique, Myers' difference (Myers 1986, by the crate `similar`) while the stretch is small; a large stretch without
//! anything in common stays unpaired. So time is near linear whatever the input, and no clock is asked.

use foldhash::{HashMap, HashMapExt as _};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The largest stretch without anchors that is compared in full: the product of both lengths.
const SMALL: usize = 1 << 20;

/// Pairs of places that hold equal numbers, ascending on both sides.
pub(super) fn pairs(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = vec![(0, old.len(), 0, new.len())];
    while let Some((mut a, mut b, mut c, mut d)) = open.pop() {
        while a < b && c < d && old[a] == new[c] {
            found.push((a, c));
            a += 1;
            c += 1;
        }
        while a < b && c < d && old[b - 1] == new[d - 1] {
            b -= 1;
            d -= 1;
            found.push((b, d));
        }
        if a == b || c == d {
            continue;
        }
        let anchors = anchors(&old[a..b], &new[c..d]);
        if anchors.is_empty() {
            if (b - a).saturating_mul(d - c) <= SMALL {
                in_full(&old[a..b], &new[c..d], &mut |i, j| {
                    found.push((a + i, c + j));
                });
            }
            continue;
        }
        let (mut from, mut to) = (a, c);
        for (i, j) in anchors {
            found.push((a + i, c + j));
            open.push((from, a + i, to, c + j));
            (from, to) = (a + i + 1, c + j + 1);
        }
        open.push((from, b, to, d));
    }
    found.sort_unstable();
    found
}

fn in_full(old: &[u64], new: &[u64], each: &mut dyn FnMut(usize, usize)) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            (0..len).for_each(|k| each(old_index + k, new_index + k));
        }
    }
}

/// What stands once on each side, as far as it keeps its order.
fn anchors(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    // (times in old, place in old, times in new, place in new)
    let mut seen: HashMap<u64, (u32, usize, u32, usize)> = HashMap::with_capacity(old.len());
    for (at, one) in old.iter().enumerate() {
        let entry = seen.entry(*one).or_default();
        (entry.0, entry.1) = (entry.0 + 1, at);
    }
    for (at, one) in new.iter().enumerate() {
        if let Some(entry) = seen.get_mut(one) {
            (entry.2, entry.3) = (entry.2 + 1, at);
        }
    }
    let once: Vec<(usize, usize)> = old
        .iter()
        .enumerate()
        .filter_map(|(at, one)| match seen.get(one) {
            Some((1, _, 1, to)) => Some((at, *to)),
            _ => None,
        })
        .collect();
    longest_ascending(&once)
}

/// The longest run of pairs that ascends on both sides; `pairs` ascends on the first.
pub(super) fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, (_, to)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *to);
        if length > 0 {
            before[at] = tails[length - 1];
        }
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while let Some(pair) = pairs.get(at) {
        out.push(*pair);
        at = before[at];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<u64> {
        text.chars().map(u64::from).collect()
    }

    #[test]
    fn pairs_ascend_and_hold_equal_elements() {
        for (old, new, length) in [
            ("", "", 0),
            ("abc", "abc", 3),
            ("abcdef", "abXdef", 5),
            ("aaaa", "aa", 2),
            ("abcxyz", "xyzabc", 3),
            ("abab", "baba", 3),
            ("abc", "def", 0),
        ] {
            let (a, b) = (letters(old), letters(new));
            let found = pairs(&a, &b);
            assert_eq!(found.len(), length, "{old} {new}: {found:?}");
            assert!(found.iter().all(|(i, j)| a[*i] == b[*j]));
            assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        }
    }

    #[test]
    fn long_sequences_without_anything_in_common_take_no_time() {
        let old: Vec<u64> = (0..200_000).map(|n| n % 7).collect();
        let new: Vec<u64> = (0..200_000).map(|n| 10 + n % 5).collect();
        assert!(pairs(&old, &new).is_empty());
    }
}
