//! A list of words with what they mean, found by their first or last byte.

use super::view::View;

/// Words by one byte of theirs: a text is compared with few of them.
#[derive(Debug)]
pub(super) struct Words<T: 'static> {
    buckets: Vec<Vec<&'static (&'static str, T)>>,
}

impl<T> Words<T> {
    /// Words of some lists that are looked for at a place.
    pub(super) fn ahead(lists: &[&'static [(&'static str, T)]]) -> Self {
        Self::new(lists, |word| word.as_bytes().first())
    }

    /// Words that are looked for before a place.
    pub(super) fn behind(list: &'static [(&'static str, T)]) -> Self {
        Self::new(&[list], |word| word.as_bytes().last())
    }

    fn new(lists: &[&'static [(&'static str, T)]], byte: fn(&str) -> Option<&u8>) -> Self {
        let mut buckets: Vec<Vec<_>> = (0..256).map(|_| Vec::new()).collect();
        for entry in lists.iter().copied().flatten() {
            if let Some(byte) = byte(entry.0) {
                buckets[usize::from(*byte)].push(entry);
            }
        }
        Self { buckets }
    }

    fn bucket(&self, byte: Option<&u8>) -> &[&'static (&'static str, T)] {
        byte.map_or(&[], |byte| &self.buckets[usize::from(*byte)])
    }

    /// The longest word that stands at `at`, with its end.
    pub(super) fn at(&self, view: &View, at: usize) -> Option<(&'static (&'static str, T), usize)> {
        let bucket = self.bucket(view.lower().as_bytes().get(at));
        bucket
            .iter()
            .filter_map(|entry| Some((*entry, view.word(at, entry.0)?)))
            .max_by_key(|(_, end)| *end)
    }

    /// The longest word that ends at `at`, with its start.
    pub(super) fn before(
        &self,
        view: &View,
        at: usize,
    ) -> Option<(&'static (&'static str, T), usize)> {
        let bucket = self.bucket(view.lower().as_bytes()[..at].last());
        bucket
            .iter()
            .filter_map(|entry| Some((*entry, view.word_back(at, entry.0)?)))
            .min_by_key(|(_, start)| *start)
    }
}
