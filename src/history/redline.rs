//! Old and new text of a clause → what is kept, removed and added, in the words of its language.
//!
//! Tokens are the language's own words (dictionary words in Chinese and Japanese, syllables in Vietnamese), runs of
//! white space and single marks of punctuation. Comparing is exact, so that the pieces make up both texts.

use super::sequence;
use super::wording::fnv;
use crate::language;
use crate::model::Piece;
use crate::text::{Lang, Span, is_alphanumeric};

/// A stretch of one text, in bytes from its start.
type Token = (usize, usize);

fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    let between = |from: usize, to: usize, found: &mut Vec<Token>| {
        let gap = text.get(from..to).unwrap_or_default();
        let mut space: Option<usize> = None;
        for (index, c) in gap.char_indices() {
            let here = from + index;
            if c.is_whitespace() {
                space.get_or_insert(here);
                continue;
            }
            if let Some(start) = space.take() {
                found.push((start, here));
            }
            found.push((here, here + c.len_utf8()));
        }
        if let Some(start) = space {
            found.push((start, to));
        }
    };
    language::of(lang).words(text, &mut |word| {
        if word.start >= at && word.end > word.start {
            between(at, word.start, &mut found);
            found.push((word.start, word.end));
            at = word.end;
        }
    });
    between(at, text.len(), &mut found);
    found
}

/// The redline of two texts, with spans from the starts `old_base` and `new_base`.
pub(super) fn redline(
    old: &str,
    old_base: u32,
    new: &str,
    new_base: u32,
    lang: Lang,
) -> Vec<Piece> {
    let (a, b) = (tokens(old, lang), tokens(new, lang));
    let numbers = |text: &str, tokens: &[Token]| -> Vec<u64> {
        tokens
            .iter()
            .map(|(start, end)| fnv(text.get(*start..*end).unwrap_or_default()))
            .collect()
    };
    let mut pairs = sequence::pairs(&numbers(old, &a), &numbers(new, &b));
    // A number stands for its text but for a collision.
    pairs.retain(|(i, j)| old.get(a[*i].0..a[*i].1) == new.get(b[*j].0..b[*j].1));
    let runs = joined(runs(&pairs), old, &a, &b);
    let mut out = Vec::new();
    let (mut x, mut y) = (0, 0);
    let span = |from: usize, to: usize, base: u32| Span::new(from, to).shifted(base);
    for (i, j, length) in runs
        .into_iter()
        .chain(std::iter::once((a.len(), b.len(), 0)))
    {
        let start = |tokens: &[Token], at: usize, text: &str| {
            tokens.get(at).map_or(text.len(), |token| token.0)
        };
        let (p, q) = (start(&a, i, old), start(&b, j, new));
        if x < p {
            out.push(Piece::Removed(span(x, p, old_base)));
        }
        if y < q {
            out.push(Piece::Added(span(y, q, new_base)));
        }
        (x, y) = (start(&a, i + length, old), start(&b, j + length, new));
        if length > 0 {
            out.push(Piece::Kept {
                old: span(p, x, old_base),
                new: span(q, y, new_base),
            });
        }
    }
    out
}

/// Runs of pairs that follow each other on both sides: first of each side, and length.
fn runs(pairs: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (i, j) in pairs {
        match out.last_mut() {
            Some((a, b, length)) if *a + *length == *i && *b + *length == *j => *length += 1,
            _ => out.push((*i, *j, 1)),
        }
    }
    out
}

/// Leaves out runs between two changes that hold no word: one change is easier to read than two with a space between.
fn joined(
    runs: Vec<(usize, usize, usize)>,
    old: &str,
    a: &[Token],
    b: &[Token],
) -> Vec<(usize, usize, usize)> {
    let mut before = (0, 0);
    let count = runs.len();
    let ends: Vec<(usize, usize)> = runs
        .iter()
        .map(|(i, j, _)| (*i, *j))
        .skip(1)
        .chain(std::iter::once((a.len(), b.len())))
        .collect();
    let mut out = Vec::with_capacity(count);
    for ((i, j, length), next) in runs.into_iter().zip(ends) {
        let replaced = |from: (usize, usize), to: (usize, usize)| from.0 < to.0 && from.1 < to.1;
        let changed = |from: (usize, usize), to: (usize, usize)| from.0 < to.0 || from.1 < to.1;
        let mut letters = a[i..i + length]
            .iter()
            .flat_map(|(start, end)| old.get(*start..*end).unwrap_or_default().chars())
            .filter(|c| is_alphanumeric(*c))
            .peekable();
        let wordless = letters.peek().is_none();
        let figure = !wordless && letters.all(|c| c.is_ascii_digit());
        let end = (i + length, j + length);
        // A figure that both texts happen to have in the middle of a change (15 January, 1 May) is part of it.
        let island = wordless && replaced(before, (i, j)) && replaced(end, next)
            || figure && changed(before, (i, j)) && changed(end, next);
        if !(island && length <= 3) {
            out.push((i, j, length));
            before = end;
        }
    }
    out
}

/// The new text from the old one and the redline of both; `new_base` is where the new text starts in `new_text`.
#[cfg(test)]
pub(super) fn apply(pieces: &[Piece], old_text: &str, new_text: &str) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Kept { old, .. } => out.push_str(&old_text[old.range()]),
            Piece::Added(new) => out.push_str(&new_text[new.range()]),
            Piece::Removed(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str, lang: Lang) -> String {
        let mut out = String::new();
        for piece in redline(old, 0, new, 0, lang) {
            match piece {
                Piece::Kept { old: span, .. } => out += &old[span.range()],
                Piece::Removed(span) => out += &format!("[-{}-]", &old[span.range()]),
                Piece::Added(span) => out += &format!("{{+{}+}}", &new[span.range()]),
            }
        }
        out
    }

    #[test]
    fn changes_are_whole_words_of_the_language() {
        for (lang, old, new, expected) in [
            (
                Lang::En,
                "You may cancel within 30 days.",
                "You may cancel within 14 days.",
                "You may cancel within [-30-]{+14+} days.",
            ),
            (
                Lang::Zh,
                "您可以在三十天内取消合同。",
                "您可以在十四天内取消合同。",
                "您可以在[-三十天-]{+十四天+}内取消合同。",
            ),
            (
                Lang::Ja,
                "契約は30日以内に取り消せます。",
                "契約は14日以内に取り消せます。",
                "契約は[-30-]{+14+}日以内に取り消せます。",
            ),
            (
                Lang::Vi,
                "Bạn có thể hủy trong vòng 30 ngày.",
                "Bạn có thể hủy trong vòng 14 ngày.",
                "Bạn có thể hủy trong vòng [-30-]{+14+} ngày.",
            ),
            (
                Lang::En,
                "Effective May 4, 2025",
                "Effective July 5, 2026",
                "Effective [-May 4, 2025-]{+July 5, 2026+}",
            ),
            (
                Lang::Ja,
                "2023年9月1日施行",
                "2024年1月15日施行",
                "[-2023-]{+2024+}年[-9月1-]{+1月15+}日施行",
            ),
            (Lang::En, "", "New.", "{+New.+}"),
            (Lang::En, "Old.", "", "[-Old.-]"),
            (Lang::En, "Same.", "Same.", "Same."),
        ] {
            assert_eq!(shown(old, new, lang), expected);
        }
    }

    proptest! {
        #[test]
        fn the_redline_applied_to_the_old_text_gives_the_new_one(
            old in "[a-c今日は。、 0-2]{0,40}", new in "[a-c今日は。、 0-2]{0,40}", which in 0usize..5
        ) {
            let pieces = redline(&old, 0, &new, 0, Lang::KNOWN[which]);
            prop_assert_eq!(apply(&pieces, &old, &new), new);
            let back: String = pieces.iter().map(|piece| match piece {
                Piece::Kept { old: span, .. } | Piece::Removed(span) => &old[span.range()],
                Piece::Added(_) => "",
            }).collect();
            prop_assert_eq!(back, old);
        }
    }
}
