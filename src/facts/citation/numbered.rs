//! Statutes by number: Act No. 57 of 2003, 平成15年法律第57号, Luật số 57 năm 2003, 13/2023/NĐ-CP, 95/46/EC.

use crate::facts::date;
use crate::facts::numerals::{bounded, is_han_numeral, plain};
use crate::facts::view::{View, is_letter};
use crate::language::numeral;

/// Statutes by number: Act No. 57 of 2003, 平成15年法律第57号, Luật số 57 năm 2003, 13/2023/NĐ-CP, 95/46/EC.
pub(super) fn numbered(view: &View, add: &mut dyn FnMut(usize, usize, String)) {
    for (at, _) in view.lower().match_indices("no. ") {
        if let Some((end, year, number)) = english_number(view, at + 4)
            && let Some((_, start)) = view.longest_back(
                view.skip_back(at),
                [
                    "act",
                    "law",
                    "decree",
                    "ordinance",
                    "cabinet order",
                    "order",
                ]
                .into_iter(),
            )
        {
            add(start, end, format!("{number}/{year}"));
        }
    }
    for (at, _) in view.text().match_indices('第') {
        if let Some((start, end, statute)) = han_number(view, at) {
            add(start, end, statute);
        }
    }
    for (at, _) in view.lower().match_indices("số ") {
        let (start, end) = view.latin_back(view.skip_back(at));
        let law = matches!(&view.lower()[start..end], "luật" | "định" | "tư" | "lệnh");
        if law
            && let Some((number, behind)) = plain(view, view.skip(at + "số ".len()))
            && let Some(next) = view.word(view.skip(behind), "năm")
            && let Some((year, last)) = plain(view, view.skip(next))
        {
            add(start, last, format!("{number}/{year}"));
        }
    }
    let text = view.text();
    let mut from = 0;
    while let Some(at) = text[from..].find('/').map(|at| from + at) {
        from = at + 1;
        let start = at
            - text.as_bytes()[..at]
                .iter()
                .rev()
                .take(6)
                .take_while(|b| b.is_ascii_digit())
                .count();
        let Some((_, middle)) = plain(view, at + 1).filter(|_| {
            start < at
                && !view
                    .before(start)
                    .is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == '/')
        }) else {
            continue;
        };
        if view.byte(middle) != b'/' || !view.at(middle + 1).is_some_and(|c| c.is_uppercase()) {
            continue;
        }
        let tail: usize = text[middle + 1..]
            .chars()
            .take(24)
            .take_while(|c| {
                // TTg is the Prime Minister
                c.is_ascii_uppercase()
                    || c.is_ascii_digit()
                    || matches!(c, 'Đ' | '-' | 'Ư' | 'Ô' | 'g')
            })
            .map(char::len_utf8)
            .sum();
        let end = middle + 1 + tail;
        let statute = text[start..end]
            .trim_end_matches('-')
            .to_lowercase()
            .replace('đ', "d");
        add(
            start,
            start + text[start..end].trim_end_matches('-').len(),
            statute,
        );
        from = end;
    }
}

/// `57 of May 30, 2003` behind "Act No.": the end, the year, the number.
pub(super) fn english_number(view: &View, at: usize) -> Option<(usize, u64, u64)> {
    let (number, end) = plain(view, at)?;
    let of = view.skip(view.word(view.skip(end), "of")?);
    let until = bounded(view, of, 24);
    let from = view.text().as_bytes()[of..until]
        .windows(4)
        .position(|four| four.iter().all(u8::is_ascii_digit))
        .map(|place| of + place)?;
    let between = &view.text()[of..from];
    let date = between
        .chars()
        .all(|c| is_letter(c) || matches!(c, ' ' | ',' | '.') || c.is_ascii_digit());
    let (year, end) = plain(view, from).filter(|(_, end)| end - from == 4 && date)?;
    Some((end, year, number))
}

/// 法律第57号 with the year before it: `57/2003`; a number with slashes is the statute's own.
pub(super) fn han_number(view: &View, at: usize) -> Option<(usize, usize, String)> {
    let text = view.text();
    let law = ["法律", "政令", "条例", "省令", "府令", "規則"]
        .iter()
        .find(|law| text[..at].ends_with(**law));
    let from = view.skip(at + '第'.len_utf8());
    let (number, end) = match plain(view, from) {
        Some((number, end)) => (number, end),
        None => {
            let (number, length) = is_han_numeral(view.at(from)?)
                .then(|| numeral::han(&text[from..bounded(view, from, 36)]))??;
            (number, from + length)
        }
    };
    let end = text[end..]
        .strip_prefix(['号', '號'])
        .map(|rest| text.len() - rest.len())?;
    // 2003年第57号法律: the word behind
    let behind = ["法律", "政令", "条例", "法"]
        .iter()
        .find(|law| text[end..].starts_with(**law));
    let (start, end) = match (law, behind) {
        (Some(law), _) => (at - law.len(), end),
        (None, Some(law)) => (at, end + law.len()),
        (None, None) => return None,
    };
    let head_from = bounded(view, start.saturating_sub(60), 0);
    let head = &text[head_from..start];
    let dated = date::last_year(head);
    Some(match dated {
        Some((place, year)) => (head_from + place, end, format!("{number}/{year}")),
        None => (start, end, number.to_string()),
    })
}
