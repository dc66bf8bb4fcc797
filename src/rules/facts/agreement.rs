//! Which edition of a group states an address that the others do not, and the other way round.
//!
//! With three editions or more the majority is right; with two, or without a majority, the source is
//! (or the first edition of a group that the source lacks). An address that cannot be used
//! as written stands for its sound form here: it is reported as broken, and one cause is one finding.

use std::collections::BTreeMap;

use super::address::{Place, Places};
use crate::model::{ClauseId, GroupId, Policy};
use crate::text::Lang;

/// How many addresses of one clause are compared with each other.
const MOST: usize = 64;

/// An address that an edition lacks where others state it.
#[derive(Clone, Debug)]
pub(super) struct Missing<'p> {
    /// Where the first of the others states it.
    pub(super) place: &'p Place,
    /// Who states it.
    pub(super) having: Vec<Lang>,
    /// More editions state it than lack it.
    pub(super) settled: bool,
}

/// What one edition states otherwise than the others in a group.
#[derive(Clone, Debug)]
pub(super) struct Disagreement<'p> {
    /// The group.
    pub(super) group: GroupId,
    /// How many editions hold the group.
    pub(super) editions: usize,
    /// The edition at fault.
    pub(super) lang: Lang,
    /// What it lacks.
    pub(super) missing: Vec<Missing<'p>>,
    /// What only it states, or a minority that it belongs to.
    pub(super) extra: Vec<&'p Place>,
}

/// What may stand for an address in an edition's clauses.
pub(super) type StandsFor<'f> = &'f dyn Fn(Lang, &[ClauseId], &Place) -> bool;

/// The disagreements of all groups, in order.
pub(super) fn disagreements<'p>(
    policy: &Policy,
    places: &'p Places<'_>,
    stands_for: StandsFor<'_>,
) -> Vec<Disagreement<'p>> {
    let mut found = Vec::new();
    for id in places.groups() {
        in_group(policy, places, id, stands_for, &mut found);
    }
    found
}

/// One address of a group, and the editions that state it there or near.
struct Row<'p> {
    place: &'p Place,
    having: Vec<Lang>,
    accepted: bool,
}

fn in_group<'p>(
    policy: &Policy,
    places: &'p Places<'_>,
    id: GroupId,
    stands_for: StandsFor<'_>,
    found: &mut Vec<Disagreement<'p>>,
) {
    let Some(group) = policy.groups.get(id.0 as usize) else {
        return;
    };
    let members: Vec<Lang> = group
        .members
        .iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(lang, _)| *lang)
        .collect();
    if members.len() < 2 {
        return;
    }
    let stated: BTreeMap<Lang, Vec<&'p Place>> = members
        .iter()
        .map(|lang| {
            let clauses = group.of(*lang).iter();
            let stated = clauses.flat_map(|clause| places.in_clause(*lang, *clause));
            (*lang, stated.filter(|place| !place.broken).collect())
        })
        .collect();
    // Links are compared where every edition carries as many: elsewhere the markup differs, not the text.
    // Among three editions or more the others show which links are meant.
    let links = |lang: &Lang| stated[lang].iter().filter(|place| place.link).count();
    let as_many = members.iter().all(|lang| links(lang) == links(&members[0]));
    let with_links = as_many || (members.len() > 2 && members.iter().all(|lang| links(lang) > 0));

    let anchor = if members.contains(&policy.source) {
        policy.source
    } else {
        members[0]
    };
    let mut rows: BTreeMap<&'p str, Row<'p>> = BTreeMap::new();
    let in_order = std::iter::once(&anchor).chain(members.iter().filter(|lang| **lang != anchor));
    for place in in_order.flat_map(|lang| stated[lang].iter().copied().take(MOST)) {
        if (place.link && !with_links) || rows.contains_key(place.key.as_str()) {
            continue;
        }
        let having: Vec<Lang> = members
            .iter()
            .copied()
            .filter(|lang| {
                let clauses = group.of(*lang);
                place.lang == *lang
                    || places.is_near(*lang, clauses, &place.key)
                    || is_broken_there(places, *lang, clauses, place)
                    || stands_for(*lang, clauses, place)
            })
            .collect();
        let accepted = having.len() * 2 > members.len()
            || (having.len() * 2 == members.len() && having.contains(&anchor));
        rows.insert(
            &place.key,
            Row {
                place,
                having,
                accepted,
            },
        );
    }
    if rows.values().all(|row| row.having.len() == members.len()) {
        return;
    }
    // Two editions agree, and a third has almost the same: whether the others state any does not matter.
    let slips: Vec<&'p str> = rows
        .iter()
        .filter(|(_, row)| !row.accepted && row.having.len() > 1)
        .filter(|(_, row)| {
            rows.values().any(|other| {
                other.having.len() == 1
                    && other.place.link == row.place.link
                    && !row.having.contains(&other.having[0])
                    && likeness(row.place, other.place) >= SLIP
            })
        })
        .map(|(key, _)| *key)
        .collect();
    for key in slips {
        if let Some(row) = rows.get_mut(key) {
            row.accepted = true;
        }
    }
    if !rows.values().any(|row| row.accepted) {
        // Each states another: the source is right, where it states any and is not alone with it.
        let others = rows.values().any(|row| row.place.lang != anchor);
        for row in rows
            .values_mut()
            .filter(|row| others && row.place.lang == anchor)
        {
            row.accepted = true;
        }
    }
    for lang in members.iter().copied() {
        let missing: Vec<Missing<'p>> = rows
            .values()
            .filter(|row| row.accepted && !row.having.contains(&lang))
            .map(|row| Missing {
                place: row.place,
                having: row.having.clone(),
                settled: members.len() == 2 || row.having.len() * 2 > members.len(),
            })
            .collect();
        let own = |row: &&Row<'p>| !row.accepted && row.having.contains(&lang);
        let extra: Vec<&'p Place> = rows
            .values()
            .filter(own)
            .filter_map(|row| {
                let written = stated[&lang]
                    .iter()
                    .find(|place| place.key == row.place.key);
                written
                    .copied()
                    .filter(|_| !missing.is_empty() || row.having.len() == 1)
            })
            .collect();
        if !missing.is_empty() || !extra.is_empty() {
            found.push(Disagreement {
                group: id,
                editions: members.len(),
                lang,
                missing,
                extra,
            });
        }
    }
}

/// Whether the address stands near one of the clauses in a form that cannot be used.
fn is_broken_there(places: &Places<'_>, lang: Lang, clauses: &[ClauseId], place: &Place) -> bool {
    let around = clauses
        .iter()
        .flat_map(|clause| places.around(lang, *clause));
    around
        .into_iter()
        .any(|found| found.broken && likeness(found, place) >= MEANT)
}

/// How alike two addresses are at least when one is the other, misspelt.
pub(super) const SLIP: f64 = 0.85;

/// How alike a broken address and a sound one are at least when the one is meant to be the other.
const MEANT: f64 = 0.6;

/// Longest address that is compared letter by letter, in bytes: the work grows with the square.
const LONGEST: usize = 160;

/// How alike two addresses are, 0 to 1.
pub(super) fn likeness(a: &Place, b: &Place) -> f64 {
    if a.address.len() > LONGEST || b.address.len() > LONGEST {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(&a.address.to_lowercase(), &b.address.to_lowercase())
}

/// The pair of a missing and an extra address that are most alike.
pub(super) fn closest<'a, 'p>(
    missing: &'a [Missing<'p>],
    extra: &[&'p Place],
) -> Option<(&'a Missing<'p>, &'p Place)> {
    let mut best: Option<(f64, &'a Missing<'p>, &'p Place)> = None;
    for lacked in missing.iter().take(8) {
        for place in extra.iter().take(8) {
            // Text is compared with text and link with link.
            let alike = likeness(lacked.place, place) - f64::from(lacked.place.link != place.link);
            if best.as_ref().is_none_or(|(most, _, _)| alike > *most) {
                best = Some((alike, lacked, place));
            }
        }
    }
    best.map(|(_, lacked, place)| (lacked, place))
}
