//! The ordinals of references: 3, 3.2, 5(2)(b), IV, a, đ.

use super::numerals::plain;
use super::view::{View, is_letter};
use crate::language::numeral;
use crate::text::Lang;

/// The Vietnamese letters in the order in which points are counted (no f, j, w, z).
const VIETNAMESE: &str = "abcdđeghiklmnopqrstuvxy";

/// Deepest path that is read.
const DEEPEST: usize = 8;

/// What may stand as the first ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// Figures, or capital Roman numerals of two letters and more.
    Figures,
    /// Also one capital letter: Annex A.
    Capital,
    /// Also one small letter: điểm a.
    Small,
}

/// The ordinals at `at` and where they end.
pub(super) fn ordinals(
    view: &View,
    at: usize,
    first: First,
    lang: Lang,
) -> Option<(Vec<u16>, usize)> {
    let mut path = Vec::new();
    let mut end = at;
    match view.at(at)? {
        c if c.is_ascii_digit() => {
            let (value, next) = small(view, end)?;
            path.push(value);
            end = next;
            while view.byte(end) == b'.' && path.len() < DEEPEST {
                let Some((value, next)) = small(view, end + 1) else {
                    break;
                };
                path.push(value);
                end = next;
            }
        }
        '(' => {}
        c if is_letter(c) => {
            let stop = view.text()[at..]
                .char_indices()
                .take(10)
                .find(|(_, c)| !is_letter(*c))
                .map_or(view.len(), |(n, _)| at + n);
            let word = &view.text()[at..stop];
            let upper = word.bytes().all(|b| b.is_ascii_uppercase());
            let single = word.chars().count() == 1;
            let roman = if upper { numeral::roman(word) } else { None };
            let value = match first {
                First::Small if single => letter(c, lang),
                First::Capital if single && upper => roman
                    .filter(|_| matches!(c, 'I' | 'V' | 'X'))
                    .or_else(|| letter(c, lang)),
                _ if !single || (lang == Lang::Vi && matches!(c, 'I' | 'V' | 'X')) => roman,
                _ => None,
            }?;
            path.push(value);
            end = stop;
        }
        _ => return None,
    }
    while view.byte(end) == b'(' && path.len() < DEEPEST {
        let inner = end + 1;
        let Some(close) = view.text()[inner..]
            .bytes()
            .take(8)
            .position(|b| b == b')')
            .map(|n| inner + n)
        else {
            break;
        };
        let Some(value) = bracketed(&view.lower()[inner..close], lang) else {
            break;
        };
        path.push(value);
        end = close + 1;
    }
    // a letter or figure glued on makes it something else: 5th, 3%, 1,000
    let next = view.at(end);
    let group = view.byte(end) == b','
        && view.byte(end + 1).is_ascii_digit()
        && view.byte(end + 2).is_ascii_digit()
        && view.byte(end + 3).is_ascii_digit();
    (!path.is_empty()
        && !group
        && !next.is_some_and(|c| is_letter(c) || matches!(c, '%' | '$' | '@')))
    .then_some((path, end))
}

/// A figure that fits an ordinal.
pub(super) fn small(view: &View, at: usize) -> Option<(u16, usize)> {
    let (value, end) = plain(view, at)?;
    Some((u16::try_from(value).ok().filter(|value| *value > 0)?, end))
}

/// What stands in brackets: a figure, a letter or a small Roman numeral.
pub(super) fn bracketed(inner: &str, lang: Lang) -> Option<u16> {
    let inner = inner.trim();
    if inner.is_empty() {
        return None;
    }
    if inner.bytes().all(|b| b.is_ascii_digit()) {
        return inner.parse().ok().filter(|n| *n > 0);
    }
    if let Some((value, length)) = numeral::han(inner).filter(|(_, length)| *length == inner.len())
    {
        let _ = length;
        return u16::try_from(value).ok().filter(|n| *n > 0);
    }
    let mut chars = inner.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return numeral::roman(inner);
    };
    // one letter: i, v and x are far more often Roman than the ninth, 22nd and 24th letter
    if matches!(c, 'i' | 'v' | 'x') && lang != Lang::Vi {
        numeral::roman(inner)
    } else {
        letter(c, lang)
    }
}

/// Annexes go by the Latin alphabet in Vietnamese, too (Phụ lục E); points go by their own (điểm e).
fn letter(c: char, lang: Lang) -> Option<u16> {
    let latin = c.is_ascii_uppercase();
    let c = c.to_lowercase().next()?;
    if lang == Lang::Vi && !latin {
        return VIETNAMESE
            .chars()
            .position(|l| l == c)
            .and_then(|n| u16::try_from(n + 1).ok());
    }
    c.is_ascii_lowercase()
        .then(|| u16::from(c as u8 - b'a') + 1)
}
