//! Small numbers that the other editions say without counting: both parties against three, once against twice.

use std::collections::BTreeMap;

use super::{Row, Sheet};
use crate::model::{Decimal, Policy, Value};
use crate::rules::facts::ledger::{Entry, Weight, said};
use crate::rules::facts::mention::Small;
use crate::text::Lang;

/// What the others say where one edition counts otherwise in words: three, and most of them say both; two or more, and all
/// of them, two at least, say one or once.
pub(super) fn said_instead<'p>(
    policy: &'p Policy,
    sheet: &Sheet<'p>,
    odd: &Row<'p>,
) -> Option<Row<'p>> {
    let counts = |entry: &Entry<'_>, above: i64| match entry.value {
        Value::Number { amount, .. } => {
            entry.weight == Weight::Soft && *amount > Decimal::from(above)
        }
        _ => false,
    };
    let group = policy.groups.get(sheet.group.0 as usize)?;
    let members = sheet.members.len();
    let row = |small: Small| -> BTreeMap<Lang, Entry<'p>> {
        let others = sheet
            .members
            .iter()
            .filter(|lang| !odd.by.contains_key(lang));
        others
            .filter_map(|lang| Some((*lang, said(policy, group, *lang, small)?)))
            .collect()
    };
    for (small, above) in [(Small::Two, 2), (Small::One, 1)] {
        if !odd.by.values().all(|entry| counts(entry, above)) {
            continue;
        }
        let by = row(small);
        let all = by.len() + odd.by.len() == members;
        let agreed = match small {
            // One may say "the parties", but not most of them.
            Small::Two => all || by.len() * 2 >= members && by.len() > odd.by.len(),
            // What says one as the others do counts something else besides, as do those that say both.
            Small::One => {
                let says_so = |lang: &Lang| said(policy, group, *lang, small).is_some();
                all && by.len() > 1 && !odd.by.keys().any(says_so) && row(Small::Two).is_empty()
            }
        };
        if agreed && !by.is_empty() {
            return Some(Row {
                by,
                accepted: true,
                settled: true,
            });
        }
    }
    None
}
