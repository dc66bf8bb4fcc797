//! The years of a copyright notice, which say the same in every language: © 2024, © 2019–2024, Copyright (c) 2024.

use super::{Found, make, plain};
use crate::facts::view::View;

/// A year in the notice, or the second one of its range.
pub(super) fn year(view: &View, at: usize) -> Option<Found> {
    let (value, end) = four_figures(view, at)?;
    let mut before = view.skip_back(at);
    if let Some(c @ ('-' | '–' | '—' | '~' | '〜' | ',')) = view.before(before) {
        let first = view.skip_back(before - c.len_utf8()).checked_sub(4)?;
        four_figures(view, first)?;
        before = view.skip_back(first);
    }
    ["©", "(c)", "copyright"]
        .iter()
        .any(|word| view.word_back(before, word).is_some())
        .then(|| Some((end, make(i64::try_from(value).ok(), None, None)?, None)))?
}

/// A year in four figures, and where it ends; nothing where it goes on to a date.
fn four_figures(view: &View, at: usize) -> Option<(u64, usize)> {
    let goes_on = |end: usize| matches!(view.at(end), Some('/' | '.' | '年'));
    view.text()
        .is_char_boundary(at)
        .then(|| plain(view, at))?
        .filter(|(value, end)| end - at == 4 && (1900..=2100).contains(value) && !goes_on(*end))
}
