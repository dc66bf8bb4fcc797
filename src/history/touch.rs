//! How much of some clauses changed, how it grew, and where.

use std::collections::BTreeSet;

use super::minor::is_minor;
use super::redline::redline;
use super::wording::{fnv, typography_apart};
use crate::language;
use crate::model::{ClauseId, Edition, Piece};
use crate::text::{Folded, Lang, is_alphanumeric, is_cjk};

/// The size of a text in about the characters of an English one: a character of Chinese or Japanese says as much as
/// two or three letters.
pub(super) fn weight(text: &str, lang: Lang) -> usize {
    let one = |c: char| match c {
        c if is_cjk(c) && lang.is_cjk() => 3,
        c if is_alphanumeric(c) => 1,
        _ => 0,
    };
    text.chars().map(one).sum()
}

/// Texts lighter than this are headings and short lines.
const SHORT: usize = 40;

/// What happened to some clauses of one edition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Touch {
    /// Weights: before, after, removed, added.
    before: usize,
    after: usize,
    removed: usize,
    added: usize,
    /// Sentences before and after.
    sentences: (usize, usize),
    /// The sentences of the old text that changed.
    touched: BTreeSet<usize>,
    minor: bool,
}

/// Measures what became of some clauses.
pub(super) fn between(
    lang: Lang,
    old: &Edition,
    before: &[ClauseId],
    new: &Edition,
    after: &[ClauseId],
) -> Touch {
    let text = |edition: &Edition, ids: &[ClauseId]| -> String {
        let texts: Vec<&str> = ids.iter().map(|id| edition.document.body(*id)).collect();
        texts.join("\n")
    };
    measure(lang, &text(old, before), &text(new, after))
}

fn measure(lang: Lang, old: &str, new: &str) -> Touch {
    let mut touch = Touch {
        before: weight(old, lang),
        after: weight(new, lang),
        removed: 0,
        added: 0,
        sentences: (0, 0),
        touched: BTreeSet::new(),
        minor: old == new || is_minor(old, new, lang, &|_| false),
    };
    if touch.minor {
        return touch;
    }
    // A capital letter at a new beginning is no change of its word.
    let (a, b) = (Folded::new(old), Folded::new(new));
    for piece in redline(a.text(), 0, b.text(), 0, lang) {
        match piece {
            Piece::Removed(span) => {
                touch.removed += weight(a.text().get(span.range()).unwrap_or_default(), lang);
            }
            Piece::Added(span) => {
                touch.added += weight(b.text().get(span.range()).unwrap_or_default(), lang);
            }
            Piece::Kept { .. } => {}
        }
    }
    let sentences = |text: &str| -> Vec<u64> {
        language::of(lang)
            .sentences(text)
            .into_iter()
            .map(|span| {
                fnv(&typography_apart(
                    text.get(span.range()).unwrap_or_default(),
                ))
            })
            .collect()
    };
    let (a, b) = (sentences(old), sentences(new));
    touch.sentences = (a.len(), b.len());
    let kept: BTreeSet<u64> = b.iter().copied().collect();
    touch.touched = (0..a.len()).filter(|at| !kept.contains(&a[*at])).collect();
    touch
}

impl Touch {
    /// Nothing that counts.
    pub(super) fn is_minor(&self) -> bool {
        self.minor
    }

    /// How much longer it became, as a share of what it was.
    pub(super) fn growth(&self) -> f32 {
        (self.after as f32 - self.before as f32) / self.before.max(1) as f32
    }

    /// The share of the text that changed, from 0 to 1.
    pub(super) fn share(&self) -> f32 {
        (self.removed + self.added) as f32 / (self.before + self.after).max(1) as f32
    }

    /// Sentences gained or lost.
    pub(super) fn sentences(&self) -> isize {
        self.sentences.1 as isize - self.sentences.0 as isize
    }

    /// Whether another edition's touch can be the rendering of this one, by amount, growth and place.
    pub(super) fn is_matched_by(&self, theirs: &Self) -> bool {
        let (asked, done) = (self.share(), theirs.share());
        let amount = asked * (theirs.before + theirs.after) as f32;
        // In a heading or a short line every word counts.
        if self.before.max(self.after) < SHORT || theirs.before.max(theirs.after) < SHORT {
            return true;
        }
        // A rewritten clause is not rendered by a word.
        if amount >= 40.0 && done < 0.15 * asked {
            return false;
        }
        // A sentence that came or went takes room, unless all was written afresh.
        let growth = self.growth();
        let long = growth.abs() >= 0.3 && growth.abs() * self.before as f32 >= 24.0;
        if long && done < 0.4 && theirs.growth() / growth < 0.2 {
            return false;
        }
        // Sentence for sentence: the touch lies in another one.
        let small = asked < 0.3 && done < 0.3;
        let parallel = self.sentences.0 == theirs.sentences.0
            && self.sentences.0 >= 3
            && self.sentences.0 == self.sentences.1
            && theirs.sentences.0 == theirs.sentences.1;
        if small && parallel && !self.touched.is_empty() && !theirs.touched.is_empty() {
            return self.touched.intersection(&theirs.touched).next().is_some();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touch_fits_a_change_in_amount_and_place() {
        let source = |old, new| measure(Lang::En, old, new);
        let added = source(
            "We keep your orders for a year. You may ask us to delete them.",
            "We keep your orders for a year. You may ask us to delete them. We answer by letter to the address that you gave.",
        );
        let rendered = measure(
            Lang::Zh,
            "我们保存您的订单一年。您可以要求我们删除。",
            "我们保存您的订单一年。您可以要求我们删除。我们会按您提供的地址以书信答复。",
        );
        let word = measure(
            Lang::Zh,
            "我们保存您的订单一年。您可以要求我们删除。",
            "我们保存您的订单一年。您可要求我们删除。",
        );
        assert!(added.is_matched_by(&rendered));
        assert!(!added.is_matched_by(&word));
        let second = source(
            "The first shop is in the harbour. The second one is in the old town. The third one is far away.",
            "The first shop is in the harbour. The second one is near the station. The third one is far away.",
        );
        let vi =
            "Cửa hàng thứ nhất ở bến cảng. Cửa hàng thứ hai ở phố cổ. Cửa hàng thứ ba ở rất xa.";
        let same = measure(Lang::Vi, vi, &vi.replace("phố cổ", "gần nhà ga"));
        let other = measure(Lang::Vi, vi, &vi.replace("rất xa", "xa lắm"));
        assert!(second.is_matched_by(&same));
        assert!(!second.is_matched_by(&other));
    }

    #[test]
    fn typography_is_no_touch() {
        for (lang, old, new) in [
            (Lang::Ja, "注文を保管します。", "注文を保管します"),
            (
                Lang::Vi,
                "Chúng tôi lưu  đơn hàng.",
                "Chúng tôi lưu đơn hàng",
            ),
        ] {
            assert!(measure(lang, old, new).is_minor());
        }
    }
}
