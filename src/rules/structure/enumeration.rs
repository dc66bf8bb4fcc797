//! Lists of a clause: the items that stand below or behind it, and those that are counted inside its own text.

use super::outline::{Outline, is_text};
use crate::model::{Clause, ClauseId, ClauseKind, Document, Label};
use crate::text::Folded;

/// The items that a clause leads into: those below it, else the siblings right behind it, of one style and in order.
/// Empty where it leads into none, or where the list cannot be told from what follows.
pub(super) fn items(document: &Document, outline: &Outline, lead: ClauseId) -> Vec<ClauseId> {
    let clauses = &document.clauses;
    let at = lead.index();
    let Some(own) = clauses.get(at) else {
        return Vec::new();
    };
    let below = !outline.is_leaf(at);
    let Some(first) = clauses
        .get(at + 1)
        .filter(|first| first.kind == ClauseKind::Item && is_text(first))
    else {
        return Vec::new();
    };
    // Behind a paragraph a list may stand one level deeper than its lead; behind an item its siblings are no list of its.
    let leads = if below {
        first.parent == Some(lead)
    } else {
        own.kind == ClauseKind::Paragraph
    };
    if !leads {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut place = at + 1;
    while let Some(item) = clauses.get(place) {
        if item.parent != first.parent
            || item.kind != ClauseKind::Item
            || !is_text(item)
            || !continues(clauses, found.last().copied(), item, first)
        {
            break;
        }
        found.push(ClauseId(u32::try_from(place).unwrap_or(u32::MAX)));
        place = outline.end(place);
    }
    // A list in a style of its own may go on behind a paragraph; then its length is not what stands here.
    let resumes = clauses
        .get(place..)
        .unwrap_or_default()
        .iter()
        .take(3)
        .any(|next| {
            next.kind == ClauseKind::Item
                && next.parent == first.parent
                && match (
                    &next.label,
                    found
                        .last()
                        .and_then(|last| clauses[last.index()].label.as_ref()),
                ) {
                    (Some(next), Some(last)) => {
                        next.same_style(last) && next.ordinal() == last.ordinal() + 1
                    }
                    _ => false,
                }
        });
    if resumes { Vec::new() } else { found }
}

fn continues(clauses: &[Clause], last: Option<ClauseId>, item: &Clause, first: &Clause) -> bool {
    let Some(last) = last else {
        return item.label.as_ref().is_none_or(|label| label.ordinal() <= 1);
    };
    match (&clauses[last.index()].label, &item.label) {
        (Some(before), Some(label)) => label.ordinal() > before.ordinal() && kin(before, label),
        (None, None) => item.marker.is_some() == first.marker.is_some(),
        _ => false,
    }
}

/// Labels of one list: the frame may be written carelessly, the numeral not.
fn kin(a: &Label, b: &Label) -> bool {
    a.kind == b.kind
        && a.ordinals.len() == b.ordinals.len()
        && (a.numeral == b.numeral || a.frame == b.frame)
}

/// How many items are counted inside a text, from one upwards without a gap: (1) … (2) …, a) … b) …, ① … ②, （一） …
/// （二）. 0 where nothing is, or where the count starts anywhere else. Linear in the text.
pub(super) fn counted(text: &str) -> usize {
    let circled = circled(text);
    if circled >= 2 {
        return circled;
    }
    let folded = Folded::new(text);
    let characters: Vec<char> = folded.text().chars().collect();
    [Series::Number, Series::Letter, Series::Han]
        .into_iter()
        .map(|series| bracketed(&characters, series))
        .max()
        .filter(|count| *count >= 2)
        .unwrap_or(0)
}

fn circled(text: &str) -> usize {
    let mut count = 0u32;
    for c in text.chars() {
        if matches!(c, '①'..='⑳') && c as u32 - '①' as u32 == count {
            count += 1;
        }
    }
    count as usize
}

#[derive(Clone, Copy)]
enum Series {
    Number,
    Letter,
    Han,
}

/// The ordinal that characters stand for in a series.
fn ordinal(characters: &[char], series: Series) -> Option<usize> {
    match series {
        Series::Number => characters
            .iter()
            .collect::<String>()
            .parse()
            .ok()
            .filter(|number| *number <= 99),
        Series::Letter => match characters {
            [c @ 'a'..='z'] => Some(*c as usize - 'a' as usize + 1),
            _ => None,
        },
        Series::Han => {
            let digit = |c: char| {
                "一二三四五六七八九"
                    .chars()
                    .position(|digit| digit == c)
                    .map(|at| at + 1)
            };
            match characters {
                ['十'] => Some(10),
                [c] => digit(*c),
                ['十', c] => digit(*c).map(|unit| 10 + unit),
                _ => None,
            }
        }
    }
}

fn bracketed(characters: &[char], series: Series) -> usize {
    let mut next = 1;
    for (close, c) in characters.iter().enumerate() {
        if *c != ')' {
            continue;
        }
        // (4 ) is written carelessly, but it is a label.
        let at = close - usize::from(close > 0 && characters[close - 1] == ' ');
        // At most two characters stand before the bracket; an opening one or a break stands before those.
        for length in 1..=2usize {
            let Some(start) = at.checked_sub(length) else {
                break;
            };
            let before = start.checked_sub(1).map(|at| characters[at]);
            let opened = before == Some('(');
            let set_apart = matches!(series, Series::Number | Series::Letter)
                && before.is_none_or(|c| {
                    c.is_whitespace() || matches!(c, ':' | ';' | ',' | '、' | '。')
                });
            if !opened && !set_apart {
                continue;
            }
            match ordinal(&characters[start..at], series) {
                Some(found) if found == next => {
                    next += 1;
                    break;
                }
                // One was skipped, or could not be read: then the count says nothing.
                Some(found) if found == next + 1 && next > 1 => return 0,
                _ => {}
            }
        }
    }
    next - 1
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn enumerations_inside_a_text_are_counted() {
        for (text, count) in [
            (
                "We need (1) your name, (2) your address and (3) your age.",
                3,
            ),
            ("We need a) your name; b) your address.", 2),
            ("需要（一）姓名、（二）地址、（三）年龄。", 3),
            ("必要なもの：①氏名、②住所、③年齢。", 3),
            ("１）氏名　２）住所", 2),
            ("Chúng tôi cần (a) tên, (b) địa chỉ.", 2),
            ("See Article 6(1) and Article 6(2)(b).", 2),
            (
                "We need (1) your name, (2 ) your address, and (3) your age.",
                3,
            ),
            (
                "We need (1) your name, (2) your address, and (4) your age.",
                0,
            ),
            ("See paragraph (2) and (3).", 0),
            ("One person (a) only.", 0),
            ("", 0),
        ] {
            assert_eq!(counted(text), count, "{text}");
        }
    }
}
