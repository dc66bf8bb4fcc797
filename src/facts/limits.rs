//! The words next to a value → the side of it that is meant: at least, within, after, before.
//!
//! [`bounds`](super::bounds) reads what bounds a bare number; here any value is read, and order in time too,
//! because “within 30 days” turns into its contrary as “after 30 days”.

use std::sync::LazyLock;

use super::bounds::bound;
use super::view::View;
use super::words::Words;
use crate::model::Bound;
use crate::text::Span;

/// On which side of a value something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// 以上, at least.
    AtLeast,
    /// 超, more than.
    MoreThan,
    /// 以内, at most.
    AtMost,
    /// 未満, less than.
    LessThan,
    /// Once it has passed: after 30 days, 30日后.
    After,
    /// So long after something: 30 days after, 后30日. What is done within that time may be said so, too.
    Later,
    /// So long before something: 30 days before, 提前30日.
    Before,
}

const FRONT: &[(&str, Limit)] = &[
    ("after", Limit::After),
    ("before", Limit::Before),
    ("sau", Limit::After),
    ("trước", Limit::Before),
    ("前", Limit::Before),
    ("提前", Limit::Before),
    ("提早", Limit::Before),
    ("后", Limit::Later),
    ("後", Limit::Later),
    // what else these words end: no later than when it has passed
    ("遅くとも", Limit::AtMost),
    ("最迟", Limit::AtMost),
    ("最遲", Limit::AtMost),
    ("最晚", Limit::AtMost),
    ("最迟于", Limit::AtMost),
    ("最遲於", Limit::AtMost),
    ("最迟应当于", Limit::AtMost),
    ("最迟应于", Limit::AtMost),
    ("最遲應於", Limit::AtMost),
    ("至迟", Limit::AtMost),
    ("至遲", Limit::AtMost),
    ("至迟于", Limit::AtMost),
    ("至遲於", Limit::AtMost),
    ("至迟应当于", Limit::AtMost),
    ("至迟应于", Limit::AtMost),
    ("至遲應於", Limit::AtMost),
    ("chậm nhất sau", Limit::AtMost),
    ("muộn nhất sau", Limit::AtMost),
    ("chậm nhất là sau", Limit::AtMost),
    ("muộn nhất là sau", Limit::AtMost),
];

const BACK: &[(&str, Limit)] = &[
    ("after", Limit::Later),
    ("later", Limit::Later),
    ("following", Limit::Later),
    ("before", Limit::Before),
    ("prior", Limit::Before),
    ("in advance", Limit::Before),
    ("beforehand", Limit::Before),
    ("后", Limit::After),
    ("後", Limit::After),
    ("之后", Limit::After),
    ("之後", Limit::After),
    ("以后", Limit::After),
    ("以後", Limit::After),
    ("が経過した後", Limit::After),
    ("経過後", Limit::After),
    ("を過ぎた", Limit::After),
    ("过后", Limit::After),
    ("過後", Limit::After),
    ("前", Limit::Before),
    ("之前", Limit::Before),
    ("以前", Limit::Before),
    ("sau", Limit::Later),
    ("trước", Limit::Before),
    // what else these letters begin
    ("at the latest", Limit::AtMost),
    ("at latest", Limit::AtMost),
    ("前後", Limit::AtMost),
    ("前后", Limit::AtMost),
    ("后内", Limit::AtMost),
    ("後まで", Limit::AtMost),
    ("後以内", Limit::AtMost),
    ("后以内", Limit::AtMost),
];

static IN_FRONT: LazyLock<Words<Limit>> = LazyLock::new(|| Words::behind(FRONT));
static BEHIND: LazyLock<Words<Limit>> = LazyLock::new(|| Words::ahead(&[BACK]));

/// Bytes around a value that are read.
const REACH: usize = 96;

/// Which side of the value at `value` in `body` is meant, if words next to it say so.
pub(crate) fn limit(body: &str, value: Span) -> Option<Limit> {
    let (start, end) = (value.start as usize, value.end as usize);
    let mut from = start.saturating_sub(REACH);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (end + REACH).min(body.len());
    while !body.is_char_boundary(to) {
        to -= 1;
    }
    let head = body.get(from..start)?;
    let inside = body.get(start..end)?;
    let view = View::new(body.get(from..to)?, 0);
    let at = View::new(head, 0).len();
    let behind = at + View::new(inside, 0).len();
    if behind > view.len() || !view.text().is_char_boundary(at) {
        return None;
    }
    if !view.text().is_char_boundary(behind) {
        return None;
    }
    if is_before(&view, behind) {
        // “3 days or less before”, 3日前以降, “no later than 3 days before”: which side is meant turns on the wording.
        let front = View::new(body.get(from..end)?, 0);
        return match bound(&front, at.min(front.len()), front.len()) {
            Bound::AtLeast => Some(Limit::AtLeast),
            Bound::Exact => Some(Limit::Before),
            _ => None,
        };
    }
    match bound(&view, at, behind) {
        Bound::AtLeast => return Some(Limit::AtLeast),
        Bound::MoreThan => return Some(Limit::MoreThan),
        Bound::AtMost => return Some(Limit::AtMost),
        Bound::LessThan => return Some(Limit::LessThan),
        Bound::About => return None,
        Bound::Exact => {}
    }
    let behind = BEHIND
        .at(&view, view.skip(behind))
        .map(|((_, limit), _)| *limit);
    if behind == Some(Limit::AtMost) {
        return behind;
    }
    let before = IN_FRONT.before(&view, view.skip_back(at));
    before.map(|((_, limit), _)| *limit).or(behind)
}

/// Whether the time before something is counted.
fn is_before(view: &View, behind: usize) -> bool {
    let word = BEHIND.at(view, view.skip(behind));
    word.is_some_and(|((_, limit), _)| *limit == Limit::Before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_next_to_a_value() {
        for (text, value, expected) in [
            ("within 30 days", "30 days", Some(Limit::AtMost)),
            ("after 30 days", "30 days", Some(Limit::After)),
            (
                "after 30 days at the latest",
                "30 days",
                Some(Limit::AtMost),
            ),
            ("遅くとも30日後には", "30日", Some(Limit::AtMost)),
            ("chậm nhất sau 30 ngày", "30 ngày", Some(Limit::AtMost)),
            ("30 days after receipt", "30 days", Some(Limit::Later)),
            ("30 days before departure", "30 days", Some(Limit::Before)),
            ("kept for 30 days", "30 days", None),
            ("no later than 30 days before it", "30 days", None),
            (
                "at least 30 days before it",
                "30 days",
                Some(Limit::AtLeast),
            ),
            ("3日前以降", "3日", Some(Limit::Before)),
            ("50ドルを超えてはなりません", "50ドル", Some(Limit::AtMost)),
            ("收到后30日内", "30日", Some(Limit::AtMost)),
            ("收到申请后30日后", "30日", Some(Limit::Later)),
            ("30日后生效", "30日", Some(Limit::After)),
            ("生效前15日", "15日", Some(Limit::Before)),
            ("不少于US$5的", "US$5", Some(Limit::AtLeast)),
            ("30日以内に", "30日", Some(Limit::AtMost)),
            ("30日以降に", "30日", Some(Limit::AtLeast)),
            ("30日前まで", "30日", Some(Limit::Before)),
            ("trong vòng 30 ngày", "30 ngày", Some(Limit::AtMost)),
            ("sau 30 ngày", "30 ngày", Some(Limit::After)),
            ("dưới 50% giá", "50%", Some(Limit::LessThan)),
        ] {
            let at = text.find(value).unwrap();
            let span = Span::new(at, at + value.len());
            assert_eq!(limit(text, span), expected, "{text}");
        }
    }

    #[test]
    fn any_cut_of_any_text_is_read() {
        let text = "ｱ　後30日まで kho\u{302}ng quá ３０ ngày 不超过";
        let places: Vec<usize> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        for from in &places {
            for to in places.iter().filter(|to| *to >= from) {
                let _ = limit(text, Span::new(*from, *to));
            }
        }
    }
}
