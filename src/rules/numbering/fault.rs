//! The ordinals of one list → where they jump, repeat or go back.
//!
//! The labels that are right are the heaviest rising chain of the list (a longest increasing subsequence
//! in which two members weigh more when as many stand between them as their ordinals say); what is left
//! over is wrong, and only where nothing is left over a jump is a gap. So a lone wrong label (1 2 2 4, 1 2 7 4)
//! is one fault and not three. Looking back 64 members keeps this linear.

use std::collections::BTreeSet;

use crate::model::{ClauseId, Document};

use super::list::{List, counted};

/// What is wrong in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// An ordinal stands more than once, side by side.
    Duplicate {
        /// All that carry it.
        clauses: Vec<ClauseId>,
        /// Which of them breaks the list, and the ordinal that belongs there.
        wrong: ClauseId,
        expected: Option<u16>,
    },
    /// Ordinals go back, or a lone one is too high.
    Order {
        /// The run of clauses out of order.
        clauses: Vec<ClauseId>,
        /// The two neighbours that show it: the second label is lower than the first.
        pair: (ClauseId, ClauseId),
        expected: Option<u16>,
    },
    /// Ordinals are skipped.
    Gap {
        before: ClauseId,
        after: ClauseId,
        missing: Vec<u16>,
    },
}

impl Fault {
    /// The clause at which it shows.
    fn first(&self) -> ClauseId {
        match self {
            Self::Duplicate { wrong, .. } => *wrong,
            Self::Order { clauses, pair, .. } => clauses.first().copied().unwrap_or(pair.1),
            Self::Gap { after, .. } => *after,
        }
    }
}

/// How far back a label is compared.
const REACH: usize = 64;
/// More ordinals than this are never left out by mistake: the label was no label.
const WIDEST: u16 = 9;

/// The faults of a list in the order of their places; nothing when too much is wrong for a list.
pub(super) fn faults(document: &Document, list: &List) -> Vec<Fault> {
    let ordinals: Vec<u16> = list
        .members
        .iter()
        .map(|id| counted(document.clause(*id)).map_or(0, |label| label.ordinal()))
        .collect();
    if ordinals
        .windows(2)
        .all(|pair| pair[0].checked_add(1) == Some(pair[1]))
    {
        return Vec::new();
    }
    let right = backbone(&ordinals);
    let wrong = ordinals.len() - right.len();
    if wrong * 3 > ordinals.len() + 1 {
        return Vec::new();
    }
    let displaced: BTreeSet<u16> = (0..ordinals.len())
        .filter(|at| right.binary_search(at).is_err())
        .map(|at| ordinals[at])
        .collect();
    // Among headings a paragraph that begins with the name of one (第3条の規定は…) is none of them.
    let shape = |id: ClauseId| (document.clause(id).kind, document.clause(id).marked_up);
    let mut shapes: Vec<_> = right.iter().map(|at| shape(list.members[*at])).collect();
    shapes.sort_unstable();
    // What two thirds share stands in the middle.
    let usual = shapes.get(shapes.len() / 2).copied().filter(|usual| {
        shapes.iter().filter(|other| *other == usual).count() * 3 > shapes.len() * 2
    });
    let mut faults = Vec::new();
    let mut before: Option<usize> = None;
    for bound in right.iter().copied().map(Some).chain([None]) {
        let left_over = before.map_or(0, |at| at + 1)..bound.unwrap_or(ordinals.len());
        if left_over.is_empty() {
            if let (Some(low), Some(high)) = (before, bound) {
                faults.extend(gap(&ordinals, list, low, high, &displaced));
            }
        } else {
            let among: Vec<Fault> = misplaced(&ordinals, list, before, left_over, bound);
            faults.extend(
                among
                    .into_iter()
                    .filter(|fault| usual.is_none_or(|usual| shape(fault.first()) == usual)),
            );
        }
        before = bound;
    }
    faults
}

/// Indices of the heaviest rising chain.
fn backbone(ordinals: &[u16]) -> Vec<usize> {
    let mut weight = vec![4u32; ordinals.len()];
    let mut back: Vec<Option<usize>> = vec![None; ordinals.len()];
    for at in 0..ordinals.len() {
        for from in at.saturating_sub(REACH)..at {
            if ordinals[from] < ordinals[at] {
                let fits = usize::from(ordinals[at] - ordinals[from]) == at - from;
                let through = weight[from] + if fits { 6 } else { 4 };
                if through > weight[at] {
                    weight[at] = through;
                    back[at] = Some(from);
                }
            }
        }
    }
    let mut at = (0..ordinals.len()).max_by_key(|at| (weight[*at], std::cmp::Reverse(*at)));
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(index);
        at = back[index];
    }
    chain.reverse();
    chain
}

/// A jump between two right labels, unless what is skipped stands elsewhere, out of order.
fn gap(
    ordinals: &[u16],
    list: &List,
    low: usize,
    high: usize,
    displaced: &BTreeSet<u16>,
) -> Option<Fault> {
    let missing: Vec<u16> = (ordinals[low].saturating_add(1)..ordinals[high]).collect();
    // Two labels that neither start a list nor follow each other may be anything.
    let is_list = ordinals.len() > 2 || ordinals[0] <= 1;
    if missing.iter().any(|ordinal| displaced.contains(ordinal)) {
        return None;
    }
    (is_list && !missing.is_empty() && missing.len() <= usize::from(WIDEST)).then(|| Fault::Gap {
        before: list.members[low],
        after: list.members[high],
        missing,
    })
}

/// What stands between two right labels: equal to one of them, or out of order.
fn misplaced(
    ordinals: &[u16],
    list: &List,
    before: Option<usize>,
    places: std::ops::Range<usize>,
    after: Option<usize>,
) -> Vec<Fault> {
    // The ordinals that belong here are known when as many are free as labels stand here.
    let start = match (before, after) {
        (Some(low), Some(high)) if usize::from(ordinals[high] - ordinals[low]) == high - low => {
            Some(ordinals[low])
        }
        (Some(low), None) if places.len() == 1 => Some(ordinals[low]),
        _ => None,
    };
    let expected = |at: usize| {
        let steps = u16::try_from(at - before?).ok()?;
        start?.checked_add(steps)
    };
    let mut faults: Vec<Fault> = Vec::new();
    let mut at = places.start;
    while at < places.end {
        let twin = [before, after]
            .into_iter()
            .flatten()
            .find(|side| ordinals[*side] == ordinals[at]);
        if let Some(twin) = twin {
            let mut clauses: Vec<ClauseId> = places
                .clone()
                .filter(|other| ordinals[*other] == ordinals[at])
                .chain([twin])
                .map(|other| list.members[other])
                .collect();
            clauses.sort_unstable();
            faults.push(Fault::Duplicate {
                clauses,
                wrong: list.members[at],
                expected: expected(at),
            });
            while at < places.end && ordinals[at] == ordinals[twin] {
                at += 1;
            }
            continue;
        }
        let first = at;
        at += 1;
        while at < places.end && ordinals[at - 1].checked_add(1) == Some(ordinals[at]) {
            at += 1;
        }
        let low = first.checked_sub(1);
        let pair = match (low, after) {
            (Some(low), _) if ordinals[low] > ordinals[first] => (low, first),
            (_, Some(_)) if at < ordinals.len() => (at - 1, at),
            (Some(low), _) => (low, first),
            (None, _) => (first, first),
        };
        let pair = (list.members[pair.0], list.members[pair.1]);
        faults.push(Fault::Order {
            clauses: list.members[first..at].to_vec(),
            pair,
            expected: expected(first),
        });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang;

    /// Faults of one list of the given ordinals, in short: `dup 2@2=3` is the second ordinal 2, at place 2, to be 3.
    fn shown(ordinals: &[u16]) -> String {
        let lines: Vec<String> = ordinals
            .iter()
            .enumerate()
            .map(|(at, ordinal)| format!("k{at} · {ordinal}. {ordinal} x"))
            .collect();
        let policy = Sample::new(Lang::En)
            .edition(Lang::En, &lines.join("\n"))
            .policy();
        let document = &policy.editions[&Lang::En].document;
        let members = document.iter().map(|(id, _)| id).collect();
        let value = |id: ClauseId| ordinals[id.index()];
        let to =
            |expected: Option<u16>| expected.map_or(String::new(), |ordinal| format!("={ordinal}"));
        let one = |fault: &Fault| match fault {
            Fault::Duplicate {
                wrong,
                expected,
                clauses,
            } => format!(
                "dup {}@{}{} of {}",
                value(*wrong),
                wrong.0,
                to(*expected),
                clauses.len()
            ),
            Fault::Order {
                clauses,
                pair,
                expected,
            } => format!(
                "order {}@{}{} {}>{}",
                value(clauses[0]),
                clauses[0].0,
                to(*expected),
                value(pair.0),
                value(pair.1)
            ),
            Fault::Gap { missing, .. } => format!("gap {missing:?}"),
        };
        faults(document, &List { members })
            .iter()
            .map(one)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn one_cause_is_one_fault() {
        let cases: &[(&[u16], &str)] = &[
            (&[1, 2, 3], ""),
            (&[4, 5, 6], ""),
            (&[1, 2, 4, 5], "gap [3]"),
            (&[1, 2, 6, 7], "gap [3, 4, 5]"),
            (&[1, 2, 40], ""),
            (&[1, 2, 2, 4], "dup 2@2=3 of 2"),
            (&[1, 3, 3, 4], "dup 3@1=2 of 2"),
            (&[1, 2, 4, 4, 5], "dup 4@2=3 of 2"),
            (&[1, 2, 3, 3, 4, 5], "dup 3@3 of 2"),
            (&[1, 2, 7, 4, 5], "order 7@2=3 7>4"),
            (&[1, 2, 4, 3, 5], "order 3@3 4>3"),
            (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 7], "order 7@10=11 10>7"),
            (&[1, 2, 3, 4, 5, 3, 4, 5, 6], "order 3@5 5>3"),
            (&[5, 2, 3, 4], "order 5@0 5>2"),
            (&[7, 3, 9, 1, 4], ""),
        ];
        for (ordinals, expected) in cases {
            assert_eq!(shown(ordinals), *expected, "{ordinals:?}");
        }
    }

    #[test]
    fn a_long_hostile_list_takes_linear_time() {
        let ordinals: Vec<u16> = (0..20_000u32)
            .map(|at| u16::try_from(at * 7919 % 997).unwrap_or(0))
            .collect();
        assert!(!backbone(&ordinals).is_empty());
    }
}
