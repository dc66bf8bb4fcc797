//! Two versions of a policy → what changed in each edition, and which editions did not follow.
//!
//! The clauses of each edition are paired old against new ([`pairing`]); what is left is the changes of that language
//! ([`changes`]), with a redline in its own words ([`redline`]) and the values that differ ([`values`]). Then each
//! change is held against the other editions through the alignments of both versions ([`following`]), and each change
//! of a translation is traced to one of the source, or to none ([`origin`]). Nothing is compared as a line of a file:
//! typography, markup and numbering are no changes. What a translation must follow is decided on content, and in
//! doubt an edition counts as having followed.

mod changes;
mod evidence;
mod following;
mod likeness;
mod minor;
mod origin;
mod pairing;
mod redline;
mod sequence;
mod touch;
mod values;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use following::Versions;
use pairing::Pairing;

use crate::model::{Change, ChangeKind, ClauseId, History, Origin, Policy, Value};
use crate::text::Lang;

/// Compares two aligned versions of a policy.
#[must_use]
pub fn compare(old: Policy, new: Policy) -> History {
    let mut history = History {
        old,
        new,
        changes: Vec::new(),
        renumbered: Vec::new(),
        values_only: Vec::new(),
    };
    let (mut pairings, mut found) = (BTreeMap::new(), BTreeMap::new());
    for (lang, after) in &history.new.editions {
        let Some(before) = history.old.editions.get(lang) else {
            history.values_only.push(*lang);
            continue;
        };
        let pairing = Pairing::new(before, after);
        found.insert(*lang, changes::changes(*lang, before, after, &pairing));
        history
            .renumbered
            .extend(changes::renumberings(*lang, before, after, &pairing));
        pairings.insert(*lang, pairing);
    }
    let source = source(&history.new, &found);
    history.new.source = source;
    history.old.source = source;
    // The changes of the source come first, then those of the others in output order.
    let mut all: Vec<Change> = found.remove(&source).unwrap_or_default();
    all.extend(found.into_values().flatten());
    let versions = Versions {
        old: &history.old,
        new: &history.new,
        pairings: &pairings,
    };
    follow(&versions, source, &mut all);
    history.changes = all;
    history
}

/// The source of the changes: the one that was named; where it is only guessed, and nothing in it changed, the only
/// edition in which something did.
fn source(new: &Policy, found: &BTreeMap<Lang, Vec<Change>>) -> Lang {
    let changed: Vec<Lang> = found
        .iter()
        .filter(|(_, changes)| changes.iter().any(|change| !change.minor))
        .map(|(lang, _)| *lang)
        .collect();
    match changed[..] {
        [only] if !new.source_named => only,
        _ => new.source,
    }
}

/// Judges every change that others have to follow, and names where each comes from.
fn follow(versions: &Versions<'_>, source: Lang, all: &mut [Change]) {
    let judged = |change: &Change| {
        versions
            .new
            .langs()
            .filter(|lang| *lang != change.lang)
            .filter_map(|lang| Some((lang, following::judge(versions, change, lang)?)))
            .collect()
    };
    let mut touched: BTreeSet<(Lang, bool, ClauseId)> = BTreeSet::new();
    for change in all.iter_mut().filter(|change| change.lang == source) {
        change.origin = Origin::Source;
        if !change.minor {
            change.followed_by = judged(change);
        }
        for (lang, verdict) in &change.followed_by {
            touched.extend(verdict.old.iter().map(|id| (*lang, false, *id)));
            touched.extend(verdict.new.iter().map(|id| (*lang, true, *id)));
        }
    }
    let sources: Vec<Change> = all
        .iter()
        .filter(|change| change.lang == source && !change.minor)
        .cloned()
        .collect();
    for change in all.iter_mut().filter(|change| change.lang != source) {
        let answers = |(new, ids): (bool, &[ClauseId])| {
            ids.iter()
                .any(|id| touched.contains(&(change.lang, new, *id)))
        };
        change.origin = if answers((false, &change.old)) || answers((true, &change.new)) {
            Origin::Follows
        } else {
            origin::of(versions, change, source, &sources)
        };
        if change.origin == Origin::Own && !change.minor && change.kind != ChangeKind::Moved {
            change.followed_by = judged(change);
        }
    }
}

/// Whether two values say the same, whatever language they were written in; bounds apart.
#[must_use]
pub fn same_value(one: &Value, other: &Value) -> bool {
    match (values::essence(one), values::essence(other)) {
        (Some((one, _)), Some((other, _))) => one == other,
        _ => false,
    }
}
