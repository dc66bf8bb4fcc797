//! A change of one edition × another edition → whether that edition followed.
//!
//! First the clauses that the change concerns are found: through the alignment of the old version, where both
//! editions still agreed, carried on by what became of each clause in its own language; what was added is found
//! through the alignment of the new version. Then content decides: the replaced values arrived or still stand there;
//! the clause was touched in a way that fits, or not at all. A touch that fits nothing (a full stop, a date line)
//! makes nothing followed, and a translation that was ahead is not stale.

mod by_values;
mod presence;

use super::evidence::{Evidence, is_expected, more, speech};
use super::pairing::Pairing;
use super::touch::between;
use crate::model::{
    Change, ChangeKind, ClauseId, Edition, Following, Ground, Piece, Policy, Verdict,
};
use crate::text::{Lang, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Two versions and how the clauses of each language belong together.
pub(super) struct Versions<'a> {
    pub(super) old: &'a Policy,
    pub(super) new: &'a Policy,
    pub(super) pairings: &'a BTreeMap<Lang, Pairing>,
}

/// What a change asks of another edition, and what there is of it.
struct Case<'a> {
    versions: &'a Versions<'a>,
    change: &'a Change,
    lang: Lang,
    /// The other edition, old (where there is one) and new.
    before: Option<&'a Edition>,
    after: &'a Edition,
    pairing: Option<&'a Pairing>,
    /// The clauses that the change concerns there.
    old: Vec<ClauseId>,
    new: Vec<ClauseId>,
    confidence: f32,
}

/// How `lang` took a change up; none where that cannot be told.
pub(super) fn judge(versions: &Versions<'_>, change: &Change, lang: Lang) -> Option<Verdict> {
    let after = versions.new.edition(lang)?;
    let before = versions.old.edition(lang);
    let pairing = versions.pairings.get(&lang);
    let mut case = Case {
        versions,
        change,
        lang,
        before: before.filter(|_| pairing.is_some()),
        after,
        pairing,
        old: Vec::new(),
        new: Vec::new(),
        confidence: 0.5,
    };
    case.find();
    let (following, ground, sure) = match change.kind {
        _ if case.before.is_none() => case.by_values_alone()?,
        ChangeKind::Modified => case.modified()?,
        ChangeKind::Added => case.added()?,
        ChangeKind::Removed => case.removed()?,
        ChangeKind::Moved => case.moved()?,
    };
    Some(Verdict {
        following,
        ground,
        confidence: (sure * (0.5 + 0.5 * case.confidence)).clamp(0.05, 0.99),
        place: case.place(),
        old: case.old,
        new: case.new,
    })
}

impl Case<'_> {
    /// Finds the clauses of the other edition that the change concerns.
    fn find(&mut self) {
        let Versions { old, new, .. } = self.versions;
        let in_old = members(old, self.change.lang, &self.change.old, self.lang);
        let in_new = members(new, self.change.lang, &self.change.new, self.lang);
        let carried: BTreeSet<ClauseId> = self
            .pairing
            .map(|pairing| {
                in_old
                    .ids
                    .iter()
                    .filter_map(|id| pairing.of_old(*id))
                    .flat_map(|bead| bead.new.iter().copied())
                    .collect()
            })
            .unwrap_or_default();
        // Where both alignments speak, the surer one does; the old version is the one in which they agreed.
        let carried_counts = !carried.is_empty()
            && (in_new.ids.is_empty() || in_old.confidence + 0.2 >= in_new.confidence);
        self.confidence = if carried_counts || in_new.ids.is_empty() && !in_old.ids.is_empty() {
            in_old.confidence
        } else {
            in_new.confidence
        };
        self.old = in_old.ids;
        self.new = if carried_counts {
            carried.into_iter().collect()
        } else {
            in_new.ids
        };
        if self.old.is_empty() && self.change.kind != ChangeKind::Added {
            self.old = self.ancestors();
        }
    }

    /// What the new clauses were in the old edition.
    fn ancestors(&self) -> Vec<ClauseId> {
        let Some(pairing) = self.pairing else {
            return Vec::new();
        };
        let found: BTreeSet<ClauseId> = self
            .new
            .iter()
            .filter_map(|id| pairing.of_new(*id))
            .flat_map(|bead| bead.old.iter().copied())
            .collect();
        found.into_iter().collect()
    }

    /// Where the clause belongs in the other edition: behind what stands before it.
    fn place(&self) -> Span {
        if let Some(last) = self.new.last() {
            let end = self.after.document.clause(*last).span.end;
            return Span { start: end, end };
        }
        let Versions { old, new, pairings } = self.versions;
        let carried = |id: ClauseId| -> Option<ClauseId> {
            pairings.get(&self.lang)?.of_old(id)?.new.last().copied()
        };
        let behind = if let Some(first) = self.change.new.first() {
            (0..first.0).rev().find_map(|at| {
                let group = new.group(self.change.lang, ClauseId(at))?;
                group.of(self.lang).last().copied()
            })
        } else {
            let first = self.change.old.first().map_or(0, |id| id.0);
            (0..first).rev().find_map(|at| {
                let group = old.group(self.change.lang, ClauseId(at))?;
                carried(*group.of(self.lang).last()?)
            })
        };
        let at = behind.map_or(self.after.document.extent.start, |id| {
            self.after.document.clause(id).span.end
        });
        Span { start: at, end: at }
    }

    /// Whether all new clauses stood in the old edition in these words.
    fn is_untouched(&self) -> bool {
        self.new.iter().all(|id| self.is_kept(*id))
    }

    fn is_kept(&self, id: ClauseId) -> bool {
        let (Some(pairing), Some(before)) = (self.pairing, self.before) else {
            return false;
        };
        pairing.of_new(id).is_some_and(|bead| {
            bead.same || between(self.lang, before, &bead.old, self.after, &bead.new).is_minor()
        })
    }

    /// The source's side of the change.
    fn source(&self) -> Option<(&Edition, &Edition)> {
        let lang = self.change.lang;
        Some((
            self.versions.old.edition(lang)?,
            self.versions.new.edition(lang)?,
        ))
    }

    fn modified(&mut self) -> Option<(Following, Ground, f32)> {
        if self.new.is_empty() {
            // It may have been written afresh, and not be aligned with certainty.
            return self
                .came_unaligned()
                .then_some((Following::Followed, Ground::Presence, 0.5));
        }
        let by_values = self.values();
        let untouched = self.is_untouched();
        let words = self
            .change
            .pieces
            .iter()
            .any(|piece| !matches!(piece, Piece::Kept { .. }));
        if by_values.is_none() && !words {
            // Only where a link leads to: every edition may have its own.
            return None;
        }
        match by_values {
            Some(Following::Followed) if !self.lacks_a_part() => {
                return Some((Following::Followed, Ground::Values, 0.95));
            }
            Some(Following::Followed) => {
                return Some((Following::Partial, Ground::Words, 0.6));
            }
            Some(following) => return Some((following, Ground::Values, 0.95)),
            None if untouched => {
                return Some(if self.was_ahead() {
                    (Following::Followed, Ground::Words, 0.6)
                } else {
                    (Following::Stale, Ground::Words, 0.85)
                });
            }
            None => {}
        }
        // A clause that is new in its language was written for this change.
        let written = self
            .pairing
            .is_some_and(|pairing| self.new.iter().any(|id| pairing.of_new(*id).is_none()));
        if written || self.fits() {
            Some((Following::Followed, Ground::Words, 0.8))
        } else {
            Some((Following::Stale, Ground::Words, 0.65))
        }
    }

    /// The values arrived, but of a sentence that the source gained or lost nothing did.
    fn lacks_a_part(&self) -> bool {
        let (Some((old, new)), Some(before)) = (self.source(), self.before) else {
            return false;
        };
        let ours = between(
            self.change.lang,
            old,
            &self.change.old,
            new,
            &self.change.new,
        );
        let theirs = between(self.lang, before, &self.ancestors(), self.after, &self.new);
        ours.sentences() != 0
            && ours.growth().abs() > 0.3
            && theirs.sentences() == 0
            && theirs.growth().abs() < 0.05
            && theirs.share() < 0.25
    }

    /// The new clause says already what the source says now: it names the new concepts and not the old ones.
    fn was_ahead(&self) -> bool {
        let Some((gone, come)) = self.concepts() else {
            return false;
        };
        let theirs = speech(self.lang, &text(self.after, &self.new));
        !gone.is_empty()
            && !come.is_empty()
            && come.iter().all(|what| theirs.contains_key(what))
            && !gone.iter().any(|what| theirs.contains_key(what))
    }

    /// Concepts that the change took away and brought, as far as the other language can show them.
    fn concepts(&self) -> Option<(Vec<Evidence>, Vec<Evidence>)> {
        let (old, new) = self.source()?;
        let lang = self.change.lang;
        let was = speech(lang, &text(old, &self.change.old));
        let is = speech(lang, &text(new, &self.change.new));
        let shown = |found: Vec<Evidence>, without: &super::evidence::Speech| -> Vec<Evidence> {
            found
                .into_iter()
                .filter(|what| is_expected(what, self.lang) && !without.contains_key(what))
                .collect()
        };
        Some((shown(more(&was, &is), &is), shown(more(&is, &was), &was)))
    }

    /// Whether the touch on the other edition fits the change in content, amount and place.
    fn fits(&self) -> bool {
        let (Some((old, new)), Some(before)) = (self.source(), self.before) else {
            return true;
        };
        let ancestors = self.ancestors();
        let ours = between(
            self.change.lang,
            old,
            &self.change.old,
            new,
            &self.change.new,
        );
        let theirs = between(self.lang, before, &ancestors, self.after, &self.new);
        if theirs.is_minor() {
            return false;
        }
        // Content: something that came or went with the source came or went here too.
        let lang = self.change.lang;
        let was = speech(lang, &text(old, &self.change.old));
        let is = speech(lang, &text(new, &self.change.new));
        let had = speech(self.lang, &text(before, &ancestors));
        let has = speech(self.lang, &text(self.after, &self.new));
        let (come, gone) = (more(&has, &had), more(&had, &has));
        let shared = more(&is, &was).iter().any(|what| come.contains(what))
            || more(&was, &is).iter().any(|what| gone.contains(what));
        if shared {
            return true;
        }
        // The old concept still stands here and the new one does not.
        if let Some((gone, come)) = self.concepts()
            && !gone.is_empty()
            && !come.is_empty()
            && gone.iter().any(|what| has.contains_key(what))
            && !come.iter().any(|what| has.contains_key(what))
        {
            return false;
        }
        ours.is_matched_by(&theirs)
    }
}

/// Clauses of another edition in the groups of some clauses.
struct Members {
    ids: Vec<ClauseId>,
    confidence: f32,
}

fn members(policy: &Policy, lang: Lang, clauses: &[ClauseId], other: Lang) -> Members {
    let mut ids = BTreeSet::new();
    let mut confidence = Vec::new();
    for group in clauses.iter().filter_map(|id| policy.group(lang, *id)) {
        ids.extend(group.of(other).iter().copied());
        confidence.push(group.confidence);
    }
    let count = confidence.len().max(1) as f32;
    Members {
        ids: ids.into_iter().collect(),
        confidence: confidence.iter().sum::<f32>() / count,
    }
}

/// The text of some clauses.
fn text(edition: &Edition, clauses: &[ClauseId]) -> String {
    let texts: Vec<&str> = clauses
        .iter()
        .map(|id| edition.document.body(*id))
        .collect();
    texts.join("\n")
}
