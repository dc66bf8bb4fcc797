//! Missing here and extra there, yet the same clause: moves that the alignment did not dare to make.

use std::collections::{BTreeMap, BTreeSet};

use super::absence::{Absence, Extent, Survey};
use super::absorption;
use super::lengths::Lengths;
use crate::model::{Policy, Value};
use crate::text::Lang;

/// A clause that one edition lacks and one that only it has are the same clause, elsewhere, when they state the
/// same telling values at about the same length.
pub(super) fn pair(policy: &Policy, lengths: &Lengths, survey: &mut Survey) {
    let single = |absence: &Absence| match (absence.extent, absence.heads.as_slice()) {
        (Extent::Clause, [head]) => Some(*head),
        _ => None,
    };
    let mut extra: BTreeMap<(Lang, BTreeSet<Value>), Vec<usize>> = BTreeMap::new();
    for (at, absence) in survey
        .absences
        .iter()
        .enumerate()
        .filter(|(_, absence)| absence.extra)
    {
        if let Some(head) = single(absence) {
            let stated = absorption::values(policy, absence.holder, &[head]);
            if !stated.is_empty() {
                extra.entry((absence.holder, stated)).or_default().push(at);
            }
        }
    }
    let mut gone = BTreeSet::new();
    for (at, absence) in survey
        .absences
        .iter()
        .enumerate()
        .filter(|(_, absence)| !absence.extra)
    {
        let (Some(head), [(lacking, _)]) = (single(absence), absence.lacking.as_slice()) else {
            continue;
        };
        let stated = absorption::values(policy, absence.holder, &[head]);
        let Some([other]) = extra.get(&(*lacking, stated)).map(Vec::as_slice) else {
            continue;
        };
        let Some(there) = survey.absences.get(*other).and_then(single) else {
            continue;
        };
        let expected = lengths.expected(
            (absence.holder, lengths.sum(absence.holder, &[head])),
            *lacking,
        );
        let fits = (lengths.sum(*lacking, &[there]).max(1.0) / expected.max(1.0))
            .ln()
            .abs()
            < 0.5;
        if fits && !gone.contains(other) {
            survey.moved.push((absence.clone(), *lacking, there));
            gone.extend([at, *other]);
        }
    }
    let mut at = 0;
    survey.absences.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}
