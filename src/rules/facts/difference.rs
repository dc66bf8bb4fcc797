//! The values of aligned clauses as multisets: what one edition states otherwise than the others.
//!
//! Per group, equal values of the editions make a row. A row that most editions hold (or the source, where there are
//! two) is accepted; who lacks it lacks a value, and what a minority holds is extra. A value that an edition
//! states in a clause near by instead is no difference: what it lacks here cancels against what it has too much there.
//! What is left is paired: one value lacking and one extra in the same edition are one changed value, which
//! is far more certain than a value that only one side states.

mod charity;
mod instead;
mod moved;

use std::collections::BTreeMap;

use charity::Charity;
use instead::said_instead;
use moved::cancel_moved;

use super::ledger::{Accord, Entry, Kind, Weight, accord, are_amounts, entries};
use crate::model::{Class, GroupId, Policy, Value};
use crate::text::Lang;

/// Equal values of a group, at most one an edition.
#[derive(Clone, Debug)]
pub(super) struct Row<'p> {
    /// Who states it, and where.
    pub(super) by: BTreeMap<Lang, Entry<'p>>,
    /// This is what the clause says, as far as the editions can settle it.
    accepted: bool,
    /// More editions state it than lack it.
    pub(super) settled: bool,
}

impl<'p> Row<'p> {
    /// One of its statements, the source's if it has one.
    pub(super) fn entry(&self, source: Lang) -> Option<&Entry<'p>> {
        self.by.get(&source).or_else(|| self.by.values().next())
    }

    fn value(&self) -> Option<&'p Value> {
        self.by.values().next().map(|entry| entry.value)
    }

    fn kind(&self) -> Option<Kind> {
        self.by.values().next().map(|entry| entry.kind)
    }

    /// The strongest of its statements.
    pub(super) fn weight(&self) -> Weight {
        self.by
            .values()
            .map(|entry| entry.weight)
            .max()
            .unwrap_or(Weight::Soft)
    }
}

/// What differs in a group.
#[derive(Clone, Debug)]
pub(super) enum Difference<'p> {
    /// Editions state another value.
    Changed {
        /// Each edition at fault with what it states.
        found: Vec<Entry<'p>>,
        /// What the others state.
        expected: Row<'p>,
    },
    /// Editions state no such value.
    Absent {
        /// The editions at fault.
        langs: Vec<Lang>,
        /// What the others state: several values where a sentence was lost.
        expected: Vec<Row<'p>>,
    },
    /// Only a minority states the value.
    Extra {
        /// What it states.
        found: Vec<Row<'p>>,
    },
}

impl Difference<'_> {
    /// The kind whose rule reports it: that of the value that is right.
    pub(super) fn kind(&self) -> Option<Kind> {
        let row = match self {
            Self::Changed { expected, .. } => expected,
            Self::Absent { expected, .. } => expected.first()?,
            Self::Extra { found } => found.first()?,
        };
        row.kind()
    }
}

/// The differences of one group.
#[derive(Clone, Debug)]
pub(super) struct Differing<'p> {
    pub(super) group: GroupId,
    /// How many editions hold the group.
    pub(super) editions: usize,
    /// How many values the editions agree on.
    pub(super) agreed: usize,
    pub(super) differences: Vec<Difference<'p>>,
}

/// The rows of one group, with what each edition lacks and has too much (as places in `rows`).
#[derive(Debug)]
struct Sheet<'p> {
    group: GroupId,
    members: Vec<Lang>,
    rows: Vec<Row<'p>>,
    lacking: BTreeMap<Lang, Vec<usize>>,
    extra: BTreeMap<Lang, Vec<usize>>,
}

/// All differences of a policy, in group order.
pub(super) fn differences(policy: &Policy) -> Vec<Differing<'_>> {
    let mut sheets: Vec<Sheet<'_>> = (0..policy.groups.len())
        .filter_map(|at| sheet(policy, at))
        .collect();
    cancel_moved(&mut sheets);
    sheets
        .iter()
        .filter(|sheet| sheet.members.len() > 1)
        .filter_map(|sheet| differing(policy, sheet))
        .collect()
}

/// The sheet of a group; `None` where nothing differs or nothing is stated.
fn sheet(policy: &Policy, at: usize) -> Option<Sheet<'_>> {
    let group = policy.groups.get(at)?;
    if group.class == Class::Furniture {
        return None;
    }
    let members: Vec<Lang> = group
        .members
        .iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(lang, _)| *lang)
        .collect();
    let anchor = if members.contains(&policy.source) {
        policy.source
    } else {
        *members.first()?
    };
    let mut stated: BTreeMap<Lang, Vec<Entry<'_>>> = BTreeMap::new();
    for lang in &members {
        stated.insert(*lang, entries(policy, group, *lang)?);
    }
    if stated.values().all(Vec::is_empty) {
        return None;
    }
    let mut rows: Vec<Row<'_>> = Vec::new();
    let in_order = std::iter::once(&anchor).chain(members.iter().filter(|lang| **lang != anchor));
    for lang in in_order {
        let mut left: Vec<Entry<'_>> = stated[lang].clone();
        for wanted in [Accord::Same, Accord::Compatible] {
            left.retain(|entry| {
                let row = rows.iter_mut().find(|row| {
                    !row.by.contains_key(lang)
                        && row
                            .by
                            .values()
                            .any(|other| accord(entry.value, other.value) >= wanted)
                });
                match row {
                    Some(row) => {
                        row.by.insert(*lang, *entry);
                        false
                    }
                    None => true,
                }
            });
        }
        rows.extend(left.into_iter().map(|entry| Row {
            by: BTreeMap::from([(*lang, entry)]),
            accepted: false,
            settled: false,
        }));
    }
    let all = members.len();
    let expected = policy.editions.len();
    if all == expected && rows.iter().all(|row| row.by.len() == all) {
        return None;
    }
    for row in &mut rows {
        let having = row.by.len();
        row.settled = having * 2 > all || all == 2;
        row.accepted = having * 2 > all || (having * 2 == all && row.by.contains_key(&anchor));
    }
    // Each states another: the source is right.
    let open: Vec<usize> = (0..rows.len()).filter(|at| !rows[*at].accepted).collect();
    for at in &open {
        let rival = |other: &&usize| {
            *other != at
                && !rows[**other].by.contains_key(&anchor)
                && may_pair(&rows[*at], &rows[**other])
        };
        if rows[*at].by.contains_key(&anchor)
            && open.iter().any(|other| rival(&other))
            && !rows.iter().any(|row| {
                row.accepted
                    && row.by.len() < all
                    && !row.by.contains_key(&anchor)
                    && may_pair(&rows[*at], row)
            })
        {
            rows[*at].accepted = true;
        }
    }
    let mut sheet = Sheet {
        group: GroupId(u32::try_from(at).ok()?),
        members,
        rows,
        lacking: BTreeMap::new(),
        extra: BTreeMap::new(),
    };
    for lang in policy.langs() {
        let here = |accepted: bool, holds: bool| {
            (0..sheet.rows.len())
                .filter(|at| {
                    let row = &sheet.rows[*at];
                    row.accepted == accepted && row.by.contains_key(&lang) == holds
                })
                .collect::<Vec<usize>>()
        };
        if sheet.members.contains(&lang) {
            let (lacking, extra) = (here(true, false), here(false, true));
            // alone with the clause: all that it states may have moved here
            let extra = if sheet.members.len() == 1 {
                (0..sheet.rows.len()).collect()
            } else {
                extra
            };
            sheet.lacking.insert(lang, lacking);
            sheet.extra.insert(lang, extra);
        } else {
            sheet.lacking.insert(lang, here(true, false));
        }
    }
    Some(sheet)
}

/// Whether one row may be the other, changed.
fn may_pair(a: &Row<'_>, b: &Row<'_>) -> bool {
    match (a.kind(), b.kind()) {
        (Some(a), Some(b)) => a == b || are_amounts(a, b),
        _ => false,
    }
}

fn differing<'p>(policy: &'p Policy, sheet: &Sheet<'p>) -> Option<Differing<'p>> {
    if sheet.lacking.values().all(Vec::is_empty) && sheet.extra.values().all(Vec::is_empty) {
        return None;
    }
    let mut charity = Charity::new(policy, sheet);
    // (what is right, what the odd edition says) → editions
    let mut changed: BTreeMap<(usize, usize), Vec<Lang>> = BTreeMap::new();
    let mut absent: BTreeMap<usize, Vec<Lang>> = BTreeMap::new();
    let mut extras: Vec<usize> = Vec::new();
    let mut paired: Vec<usize> = Vec::new();
    for lang in &sheet.members {
        let lacking: Vec<usize> = sheet.lacking[lang]
            .iter()
            .copied()
            .filter(|row| !charity.shows(*lang, *row))
            .collect();
        let extra: Vec<usize> = sheet.extra[lang]
            .iter()
            .copied()
            .filter(|row| {
                let others = sheet
                    .members
                    .iter()
                    .filter(|other| !sheet.rows[*row].by.contains_key(other));
                !others.clone().any(|other| charity.shows(*other, *row))
            })
            .collect();
        let (mut lacking, mut extra) = (lacking, extra);
        while let Some((expected, found)) = best_pair(sheet, &lacking, &extra) {
            lacking.retain(|row| *row != expected);
            extra.retain(|row| *row != found);
            paired.push(found);
            changed.entry((expected, found)).or_default().push(*lang);
        }
        for row in lacking.into_iter().filter(|row| sheet.rows[*row].settled) {
            absent.entry(row).or_default().push(*lang);
        }
        for row in extra {
            if !extras.contains(&row) {
                extras.push(row);
            }
        }
    }
    let repeated =
        |row: usize, lang: &Lang| {
            sheet.rows.iter().enumerate().any(|(at, other)| {
                at != row
                    && other.by.get(lang).zip(sheet.rows[row].value()).is_some_and(
                        |(entry, value)| accord(entry.value, value) != Accord::Different,
                    )
            })
        };
    let mut differences = Vec::new();
    for ((expected, found), langs) in changed {
        let entries: Vec<Entry<'p>> = langs
            .iter()
            .filter_map(|lang| sheet.rows[found].by.get(lang).copied())
            .collect();
        differences.push(Difference::Changed {
            found: entries,
            expected: sheet.rows[expected].clone(),
        });
    }
    // A value said twice and said once is the same value.
    for (row, mut langs) in absent {
        langs.retain(|lang| !repeated(row, lang));
        if !langs.is_empty() && sheet.rows[row].weight() == Weight::Firm {
            let lost = &sheet.rows[row];
            let beside = differences.iter_mut().find_map(|other| match other {
                Difference::Absent {
                    langs: of,
                    expected,
                } if *of == langs && expected[0].kind() == lost.kind() => Some(expected),
                _ => None,
            });
            match beside {
                Some(expected) => expected.push(lost.clone()),
                None => differences.push(Difference::Absent {
                    langs,
                    expected: vec![lost.clone()],
                }),
            }
        }
    }
    for row in extras {
        if !paired.contains(&row)
            && let Some(expected) = said_instead(policy, sheet, &sheet.rows[row])
        {
            differences.push(Difference::Changed {
                found: sheet.rows[row].by.values().copied().collect(),
                expected,
            });
            continue;
        }
        let known = sheet
            .members
            .iter()
            .filter(|lang| !sheet.rows[row].by.contains_key(lang))
            .any(|lang| repeated(row, lang));
        if !known && !paired.contains(&row) && sheet.rows[row].weight() == Weight::Firm {
            let more = &sheet.rows[row];
            let beside = differences.iter_mut().find_map(|other| match other {
                Difference::Extra { found }
                    if found[0].by.keys().eq(more.by.keys()) && found[0].kind() == more.kind() =>
                {
                    Some(found)
                }
                _ => None,
            });
            match beside {
                Some(found) => found.push(more.clone()),
                None => differences.push(Difference::Extra {
                    found: vec![more.clone()],
                }),
            }
        }
    }
    (!differences.is_empty()).then(|| Differing {
        group: sheet.group,
        editions: sheet.members.len(),
        agreed: sheet
            .rows
            .iter()
            .filter(|row| row.by.len() == sheet.members.len())
            .count(),
        differences,
    })
}

/// The pair of a lacking and an extra row that are most likely one value, changed.
fn best_pair(sheet: &Sheet<'_>, lacking: &[usize], extra: &[usize]) -> Option<(usize, usize)> {
    let mut best: Option<(i64, usize, usize)> = None;
    for (place, expected) in lacking.iter().enumerate() {
        for (slot, found) in extra.iter().enumerate() {
            let (a, b) = (&sheet.rows[*expected], &sheet.rows[*found]);
            if !may_pair(a, b) {
                continue;
            }
            let unit = |row: &Row<'_>| match row.value() {
                Some(Value::Duration { unit, calendar, .. }) => Some((*unit, *calendar)),
                _ => None,
            };
            let score = 100 * i64::from(a.kind() == b.kind())
                + 20 * i64::from(a.weight() == b.weight())
                + 10 * i64::from(unit(a) == unit(b))
                - i64::try_from(place.abs_diff(slot)).unwrap_or(i64::MAX / 2);
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, *expected, *found));
            }
        }
    }
    best.map(|(_, expected, found)| (expected, found))
}
