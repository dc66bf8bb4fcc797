//! The facts of one clause while its scanners run: what one of them took, no later one reads again.

use super::view::View;
use crate::model::{ClauseId, Fact, Value};

/// Which bytes of a view are spoken for, and the facts found in it.
#[derive(Debug)]
pub(super) struct Claims {
    taken: Vec<bool>,
    found: Vec<(usize, usize, Value)>,
}

impl Claims {
    /// None yet.
    pub(super) fn new(view: &View) -> Self {
        Self {
            taken: vec![false; view.len()],
            found: Vec::new(),
        }
    }

    /// Whether no byte of the range is spoken for.
    pub(super) fn free(&self, start: usize, end: usize) -> bool {
        !self.taken[start..end].contains(&true)
    }

    /// Whether the byte is spoken for.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// Keeps a range from later scanners: figures in it are nothing that a clause states.
    pub(super) fn mask(&mut self, start: usize, end: usize) {
        self.taken[start..end].fill(true);
    }

    /// Gives a masked range back to whoever states it next.
    pub(super) fn reopen(&mut self, start: usize, end: usize) {
        self.taken[start..end].fill(false);
    }

    /// States a value, unless a part of its range is spoken for.
    pub(super) fn state(&mut self, start: usize, end: usize, value: Value) -> bool {
        let free = start < end && self.free(start, end);
        if free {
            self.mask(start, end);
            self.found.push((start, end, value));
        }
        free
    }

    /// States several values that share one stretch of text, each at its own place.
    pub(super) fn state_all(
        &mut self,
        start: usize,
        end: usize,
        values: Vec<(usize, usize, Value)>,
    ) {
        if start < end && self.free(start, end) {
            self.mask(start, end);
            self.found.extend(values);
        }
    }

    /// The facts in text order.
    pub(super) fn into_facts(
        mut self,
        view: &View,
        clause: ClauseId,
    ) -> impl Iterator<Item = Fact> {
        self.found.sort_by_key(|(start, end, _)| (*start, *end));
        self.found.into_iter().map(move |(start, end, value)| Fact {
            clause,
            span: view.span(start, end),
            value,
        })
    }
}
