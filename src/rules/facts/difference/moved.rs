//! Values that an edition lacks in one clause and has too much in another near by: moved, not lost.

use super::Sheet;
use crate::model::Value;
use crate::rules::facts::ledger::{Accord, accord};
use crate::text::Lang;

/// How many groups away a value still counts as moved, not lost.
const NEAR: usize = 6;

/// Takes out what an edition lacks in one group and has too much in another near by.
pub(super) fn cancel_moved(sheets: &mut [Sheet<'_>]) {
    for at in 0..sheets.len() {
        let langs: Vec<Lang> = sheets[at].extra.keys().copied().collect();
        for lang in langs {
            let mut kept = Vec::new();
            for row in sheets[at].extra.get(&lang).cloned().unwrap_or_default() {
                let value = sheets[at].rows[row].by.get(&lang).map(|entry| entry.value);
                let partner = value.and_then(|value| partner(sheets, at, lang, value));
                match partner {
                    Some((other, place)) => {
                        if let Some(lacking) = sheets[other].lacking.get_mut(&lang) {
                            lacking.remove(place);
                        }
                    }
                    None => kept.push(row),
                }
            }
            sheets[at].extra.insert(lang, kept);
        }
    }
}

/// Where near by an edition lacks a value: the sheet and the place in its list.
fn partner(sheets: &[Sheet<'_>], at: usize, lang: Lang, value: &Value) -> Option<(usize, usize)> {
    let own = sheets[at].group.0 as usize;
    let first = sheets[..at]
        .iter()
        .rposition(|sheet| own - sheet.group.0 as usize > NEAR)
        .map_or(0, |far| far + 1);
    sheets[first..]
        .iter()
        .enumerate()
        .map(|(n, sheet)| (first + n, sheet))
        .take_while(|(_, sheet)| sheet.group.0 as usize <= own + NEAR)
        .filter(|(other, _)| *other != at)
        .find_map(|(other, sheet)| {
            let place = sheet.lacking.get(&lang)?.iter().position(|row| {
                sheet.rows[*row]
                    .value()
                    .is_some_and(|lacked| is_moved(lacked, value))
            })?;
            Some((other, place))
        })
}

/// Whether a value near by is the one that is lacking. Law is cited often: only the same provision is.
fn is_moved(lacked: &Value, value: &Value) -> bool {
    match (lacked, value) {
        (Value::Citation { .. }, _) => lacked == value,
        _ => accord(lacked, value) != Accord::Different,
    }
}
