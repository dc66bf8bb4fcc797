//! A change of a translation that answers to no change of the source → whether it catches up with the source, or
//! says something of its own.

use super::following::Versions;
use super::touch::{between, weight};
use super::values::tally;
use crate::model::{Change, ChangeKind, ClauseId, Edition, Origin};
use crate::text::Lang;

/// Where a change of a translation comes from; `sources` are the changes of the source.
pub(super) fn of(
    versions: &Versions<'_>,
    change: &Change,
    source: Lang,
    sources: &[Change],
) -> Origin {
    if change.minor {
        return Origin::CatchesUp;
    }
    match change.kind {
        ChangeKind::Added => added(versions, change, source, sources),
        ChangeKind::Removed => removed(versions, change, source),
        ChangeKind::Modified => modified(versions, change, source),
        ChangeKind::Moved => moved(versions, change, source),
    }
}

/// The clauses of the source in the groups of some clauses of the new version.
fn in_source(versions: &Versions<'_>, change: &Change, source: Lang) -> Vec<ClauseId> {
    let groups = change
        .new
        .iter()
        .filter_map(|id| versions.new.group(change.lang, *id));
    let mut ids: Vec<ClauseId> = groups.flat_map(|group| group.of(source)).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What the source has, the translation now has too.
fn added(versions: &Versions<'_>, change: &Change, source: Lang, sources: &[Change]) -> Origin {
    let rendered = in_source(versions, change, source);
    if !rendered.is_empty() {
        return if is_beyond(versions, change, source, &rendered) {
            Origin::Own
        } else {
            Origin::CatchesUp
        };
    }
    // Not aligned with certainty: it may render something that the source gained.
    let gained = sources.iter().any(|other| {
        other.kind == ChangeKind::Added
            && other
                .followed_by
                .get(&change.lang)
                .is_some_and(|verdict| verdict.new.is_empty())
    });
    let text = versions
        .new
        .edition(change.lang)
        .map_or("", |edition| body(edition, &change.new));
    if gained || weight(text, change.lang) < 12 {
        Origin::Follows
    } else {
        Origin::Own
    }
}

/// What was added stands in a group with clauses of the source that were rendered before already, and makes their
/// rendering much longer than it has to be.
fn is_beyond(
    versions: &Versions<'_>,
    change: &Change,
    source: Lang,
    rendered: &[ClauseId],
) -> bool {
    let (Some(theirs), Some(ours), Some(pairing)) = (
        versions.new.edition(source),
        versions.new.edition(change.lang),
        versions.pairings.get(&change.lang),
    ) else {
        return false;
    };
    let mut all: Vec<ClauseId> = rendered
        .iter()
        .filter_map(|id| versions.new.group(source, *id))
        .flat_map(|group| group.of(change.lang).iter().copied())
        .collect();
    all.sort_unstable();
    all.dedup();
    let older = all.iter().any(|id| pairing.of_new(*id).is_some());
    let size = |edition: &Edition, lang: Lang, ids: &[ClauseId]| -> f32 {
        let sum: usize = ids
            .iter()
            .map(|id| weight(edition.document.body(*id), lang))
            .sum();
        sum.max(1) as f32
    };
    let asked = size(theirs, source, rendered) * ratio(versions, source, change.lang);
    older && size(ours, change.lang, &all) > 1.5 * asked
}

fn body<'a>(edition: &'a Edition, ids: &[ClauseId]) -> &'a str {
    ids.first().map_or("", |id| edition.document.body(*id))
}

/// What the source does not have any more, or never had, may go.
fn removed(versions: &Versions<'_>, change: &Change, source: Lang) -> Origin {
    let ours = versions.pairings.get(&source);
    let groups: Vec<_> = change
        .old
        .iter()
        .filter_map(|id| versions.old.group(change.lang, *id))
        .collect();
    let sure = groups.iter().all(|group| group.confidence >= 0.5);
    let kept = groups
        .iter()
        .flat_map(|group| group.of(source))
        .filter_map(|id| ours?.of_old(*id))
        .flat_map(|bead| bead.new.iter().copied())
        .collect::<Vec<_>>();
    // It is gone only if the new version lacks it beside the source's clause. What stands there word for word as
    // before, and rendered something else then, has not taken it in, whatever the alignment joins it with now.
    let together: Vec<ClauseId> = groups
        .iter()
        .flat_map(|group| group.of(change.lang))
        .copied()
        .collect();
    let took_nothing_in = |id: &ClauseId| {
        let pairing = versions.pairings.get(&change.lang);
        pairing
            .and_then(|pairing| pairing.of_new(*id))
            .is_some_and(|bead| bead.same && bead.old.iter().all(|old| !together.contains(old)))
    };
    let lacks = !kept.is_empty()
        && kept.iter().all(|id| {
            versions
                .new
                .group(source, *id)
                .is_some_and(|group| group.of(change.lang).iter().all(took_nothing_in))
        });
    if lacks && sure {
        Origin::Own
    } else {
        Origin::CatchesUp
    }
}

/// A modification goes towards the source, or away from it, by values and by length.
fn modified(versions: &Versions<'_>, change: &Change, source: Lang) -> Origin {
    let ids = in_source(versions, change, source);
    let (Some(theirs), Some(before), Some(after)) = (
        versions.new.edition(source),
        versions.old.edition(change.lang),
        versions.new.edition(change.lang),
    ) else {
        return Origin::Own;
    };
    if ids.is_empty() {
        return Origin::Own;
    }
    let said = tally(theirs, &ids);
    let apart = |edition: &Edition, ids: &[ClauseId]| -> usize {
        let here = tally(edition, ids);
        let beyond = |one: &super::values::Tally, other: &super::values::Tally| -> usize {
            one.iter()
                .map(|(what, count)| count.saturating_sub(other.get(what).copied().unwrap_or(0)))
                .sum()
        };
        beyond(&here, &said) + beyond(&said, &here)
    };
    let (was, is) = (apart(before, &change.old), apart(after, &change.new));
    if is != was {
        return if is < was {
            Origin::CatchesUp
        } else {
            Origin::Own
        };
    }
    // Longer or shorter by sentences: nearer to the length that the source's clause asks for, or further from it.
    let touch = between(change.lang, before, &change.old, after, &change.new);
    if touch.sentences() == 0 || touch.growth().abs() < 0.25 {
        return Origin::CatchesUp;
    }
    let size = |edition: &Edition, lang: Lang, ids: &[ClauseId]| -> f32 {
        let sum: usize = ids
            .iter()
            .map(|id| weight(edition.document.body(*id), lang))
            .sum();
        sum.max(1) as f32
    };
    let asked = size(theirs, source, &ids) * ratio(versions, source, change.lang);
    let off = |found: f32| (found / asked).ln().abs();
    let (was, is) = (
        off(size(before, change.lang, &change.old)),
        off(size(after, change.lang, &change.new)),
    );
    if is > was + 0.15 {
        Origin::Own
    } else {
        Origin::CatchesUp
    }
}

/// How long an edition is against the source, all in all: in the old version, where there is one.
pub(super) fn ratio(versions: &Versions<'_>, source: Lang, lang: Lang) -> f32 {
    let both = versions.old.edition(source).is_some() && versions.old.edition(lang).is_some();
    let size = |lang: Lang| -> f32 {
        let edition = match versions.old.edition(lang) {
            Some(old) if both => Some(old),
            _ => versions.new.edition(lang),
        };
        edition.map_or(1.0, |edition| {
            let document = &edition.document;
            let sum: usize = document
                .iter()
                .map(|(id, _)| weight(document.body(id), lang))
                .sum();
            sum.max(1) as f32
        })
    };
    size(lang) / size(source)
}

/// A move into the source's order catches up.
fn moved(versions: &Versions<'_>, change: &Change, source: Lang) -> Origin {
    let out_of_order = change
        .new
        .iter()
        .filter_map(|id| versions.new.group(change.lang, *id))
        .any(|group| !group.moved.is_empty() || group.of(source).is_empty());
    if out_of_order {
        Origin::Own
    } else {
        Origin::CatchesUp
    }
}
