//! A change of one edition × another edition → whether that edition followed.
//!
//! First the clauses that the change concerns are found: through the alignment of the old version, where both
//! editions still agreed, carried on by what became of each clause in its own language; what was added is found
//! through the alignment of the new version. Then content decides: the replaced values arrived or still stand there;
//! the clause was touched in a way that fits, or not at all. A touch that fits nothing (a full stop, a date line)
//! makes nothing followed, and a translation that was ahead is not stale.

use super::evidence::{Evidence, is_expected, more, speech};
use super::pairing::Pairing;
use super::touch::{between, weight};
use super::values::{Essence, Strength, Tally, essence, tally};
use crate::model::{
    Change, ChangeKind, Class, ClauseId, Edition, Following, Ground, Group, Policy, Verdict,
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
        pairing
            .of_new(id)
            .is_some_and(|bead| bead.same || between(self.lang, before, &bead.old, self.after, &bead.new).is_minor())
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
            return None;
        }
        let by_values = self.values();
        let untouched = self.is_untouched();
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

    /// Judges by the values that the change replaced; none where they show nothing.
    fn values(&self) -> Option<Following> {
        let (old, new) = self.source()?;
        let was = tally(old, &self.change.old);
        let is = tally(new, &self.change.new);
        let theirs = tally(self.after, &self.new);
        let before = self.before.map(|before| tally(before, &self.old));
        let count = |tally: &Tally, what: &Essence| tally.get(what).copied().unwrap_or(0);
        let mut followed = 0;
        let mut stale = 0;
        let mut other = 0;
        for change in &self.change.values {
            let part = |value: &Option<crate::model::Value>| {
                value.as_ref().and_then(essence)
            };
            let (gone, come) = (part(&change.old), part(&change.new));
            if gone.as_ref().map(|one| &one.0) == come.as_ref().map(|one| &one.0) {
                continue;
            }
            let hard = [&gone, &come]
                .into_iter()
                .flatten()
                .all(|(_, strength)| *strength == Strength::Hard);
            let arrived = come.as_ref().is_some_and(|(what, _)| {
                count(&theirs, what) > 0
                    && (count(&was, what) == 0 || count(&theirs, what) >= count(&is, what))
            });
            let remains = gone
                .as_ref()
                .is_some_and(|(what, _)| count(&theirs, what) > count(&is, what));
            let had = gone.as_ref().is_some_and(|(what, _)| {
                before.as_ref().is_some_and(|before| count(before, what) > 0)
            });
            match (&come, arrived, remains) {
                (Some(_), true, false) => followed += 1,
                // What the source dropped need not have stood there.
                (None, _, false) if had => followed += 1,
                (Some(_), true, true) if hard => other += 1,
                (_, _, true) => stale += 1,
                // It had the old value and has neither now: something else stands in its place.
                (Some(_), false, false) if had && hard && gone.is_some() => {
                    let replaced = self.replaced(&gone, &theirs, before.as_ref(), &is);
                    other += usize::from(replaced);
                }
                _ => {}
            }
        }
        match (followed, stale, other) {
            (0, 0, 0) => None,
            (_, 0, 0) => Some(Following::Followed),
            (0, _, 0) => Some(Following::Stale),
            _ => Some(Following::Partial),
        }
    }

    /// Whether a new value of the kind of `gone` came into the other edition that the source does not state.
    fn replaced(
        &self,
        gone: &Option<(Essence, Strength)>,
        theirs: &Tally,
        before: Option<&Tally>,
        is: &Tally,
    ) -> bool {
        let Some((gone, _)) = gone else { return false };
        theirs.iter().any(|(what, count)| {
            what.is_like(gone)
                && before.is_some_and(|before| before.get(what).copied().unwrap_or(0) < *count)
                && !is.contains_key(what)
        })
    }

    /// The values arrived, but of a sentence that the source gained or lost nothing did.
    fn lacks_a_part(&self) -> bool {
        let (Some((old, new)), Some(before)) = (self.source(), self.before) else {
            return false;
        };
        let ours = between(self.change.lang, old, &self.change.old, new, &self.change.new);
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
        let ours = between(self.change.lang, old, &self.change.old, new, &self.change.new);
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

    fn added(&mut self) -> Option<(Following, Ground, f32)> {
        let pairing = self.pairing?;
        let written = |id: &ClauseId| pairing.of_new(*id).is_none();
        if self.new.iter().any(written) {
            return Some((Following::Followed, Ground::Presence, 0.9));
        }
        if self.new.is_empty() {
            // It may have come joined to a neighbour, or not aligned with certainty.
            return Some(if self.came_unaligned() || self.came_into_a_neighbour() {
                (Following::Followed, Ground::Presence, 0.5)
            } else {
                (Following::Stale, Ground::Presence, 0.9)
            });
        }
        if self.new.iter().all(|id| self.belongs_elsewhere(*id)) {
            return Some(if self.came_into_a_neighbour() {
                (Following::Followed, Ground::Presence, 0.5)
            } else {
                (Following::Stale, Ground::Presence, 0.7)
            });
        }
        // It stood there before the source had it, or an older clause was made to say it.
        Some((Following::Followed, Ground::Presence, 0.6))
    }

    /// A clause of the other edition that answers to another clause of the source, as it did before.
    fn belongs_elsewhere(&self, id: ClauseId) -> bool {
        let Versions { old, pairings, .. } = self.versions;
        let (Some(pairing), Some(ours)) = (self.pairing, pairings.get(&self.change.lang)) else {
            return false;
        };
        let Some(bead) = pairing.of_new(id) else {
            return false;
        };
        bead.old.iter().any(|before| {
            old.group(self.lang, *before).is_some_and(|group| {
                group
                    .of(self.change.lang)
                    .iter()
                    .any(|source| ours.of_old(*source).is_some() || group.confidence >= 0.5)
            })
        })
    }

    /// A clause came into the other edition beside the place of the change, and no other edition's clause claims it.
    fn came_unaligned(&self) -> bool {
        let Some(pairing) = self.pairing else {
            return false;
        };
        let new = self.versions.new;
        let Some((from, to)) = self.between_neighbours() else {
            return false;
        };
        let size = |lang: Lang, edition: &Edition, id: ClauseId| {
            weight(edition.document.body(id), lang) as f32
        };
        let ours: f32 = self
            .versions
            .new
            .edition(self.change.lang)
            .map_or(0.0, |edition| {
                self.change
                    .new
                    .iter()
                    .map(|id| size(self.change.lang, edition, *id))
                    .sum()
            });
        (from..to).map(ClauseId).any(|id| {
            let theirs = size(self.lang, self.after, id);
            pairing.of_new(id).is_none()
                && self.after.document.clause(id).class != Class::Furniture
                && new
                    .group(self.lang, id)
                    .is_some_and(|group| group.of(self.change.lang).is_empty())
                && (theirs / ours.max(1.0)).ln().abs() < 1.0
        })
    }

    /// The clauses of the other edition that lie between those of the neighbours of the change.
    fn between_neighbours(&self) -> Option<(u32, u32)> {
        let new = self.versions.new;
        let (first, last) = (self.change.new.first()?, self.change.new.last()?);
        let lang = self.change.lang;
        let end = u32::try_from(self.after.document.clauses.len()).ok()?;
        let count = u32::try_from(new.edition(lang)?.document.clauses.len()).ok()?;
        let from = (0..first.0).rev().find_map(|at| {
            let group = new.group(lang, ClauseId(at))?;
            group.of(self.lang).last().map(|id| id.0 + 1)
        });
        let to = (last.0 + 1..count).find_map(|at| {
            let group = new.group(lang, ClauseId(at))?;
            group.of(self.lang).first().map(|id| id.0)
        });
        let (from, to) = (from.unwrap_or(0), to.unwrap_or(end));
        (from <= to).then_some((from, to))
    }

    /// A neighbour in the other edition grew by what was added to the source, while the source's own neighbour did not.
    fn came_into_a_neighbour(&self) -> bool {
        let (Some(pairing), Some(before)) = (self.pairing, self.before) else {
            return false;
        };
        let Versions { new, pairings, .. } = self.versions;
        let lang = self.change.lang;
        let (Some(edition), Some(ours)) = (new.edition(lang), pairings.get(&lang)) else {
            return false;
        };
        let (Some(first), Some(last)) = (self.change.new.first(), self.change.new.last()) else {
            return false;
        };
        let neighbours = [first.0.checked_sub(1), Some(last.0 + 1)];
        neighbours.into_iter().flatten().map(ClauseId).any(|id| {
            let same = ours.of_new(id).is_some_and(|bead| bead.same);
            let Some(group) = new.group(lang, id).filter(|_| same) else {
                return false;
            };
            let added: usize = self
                .change
                .new
                .iter()
                .map(|id| weight(edition.document.body(*id), lang))
                .sum();
            let beside = weight(edition.document.body(id), lang).max(1);
            group.of(self.lang).iter().any(|theirs| {
                pairing.of_new(*theirs).is_some_and(|bead| {
                    let touch = between(self.lang, before, &bead.old, self.after, &bead.new);
                    touch.growth() > 0.4 * added as f32 / beside as f32
                })
            })
        })
    }

    fn removed(&mut self) -> Option<(Following, Ground, f32)> {
        let pairing = self.pairing?;
        if self.old.is_empty() {
            return None;
        }
        let survivors: Vec<&super::pairing::Bead> = self
            .old
            .iter()
            .filter_map(|id| pairing.of_old(*id))
            .collect();
        if survivors.is_empty() {
            self.new = Vec::new();
            return Some((Following::Followed, Ground::Presence, 0.95));
        }
        self.new = survivors
            .iter()
            .flat_map(|bead| bead.new.iter().copied())
            .collect();
        let Versions { old, pairings, .. } = self.versions;
        let ours = pairings.get(&self.change.lang)?;
        // A clause that the other edition holds together with a neighbour cannot go as a whole: it must shrink.
        let shared = self.old.iter().any(|id| {
            old.group(self.lang, *id).is_some_and(|group| {
                group
                    .of(self.change.lang)
                    .iter()
                    .any(|source| ours.of_old(*source).is_some())
            })
        });
        if self.is_untouched() || !shared {
            return Some((Following::Stale, Ground::Presence, 0.85));
        }
        let before = self.before?;
        let touch = between(self.lang, before, &self.ancestors(), self.after, &self.new);
        Some(if touch.growth() < -0.1 {
            (Following::Followed, Ground::Words, 0.6)
        } else {
            (Following::Stale, Ground::Words, 0.6)
        })
    }

    /// A move is followed when the other edition has the clause where the source has it now.
    fn moved(&mut self) -> Option<(Following, Ground, f32)> {
        let pairing = self.pairing?;
        if self.new.is_empty() {
            return None;
        }
        let went = self
            .new
            .iter()
            .filter_map(|id| pairing.of_new(*id))
            .any(|bead| bead.moved);
        let out_of_order = |group: &Group| !group.moved.is_empty();
        let new = self.versions.new;
        let apart = self
            .change
            .new
            .iter()
            .filter_map(|id| new.group(self.change.lang, *id))
            .filter(|group| out_of_order(group) || group.of(self.lang).is_empty())
            .count();
        Some(if went || apart * 2 < self.change.new.len() {
            (Following::Followed, Ground::Presence, 0.8)
        } else {
            (Following::Stale, Ground::Presence, 0.7)
        })
    }

    /// Without an old edition only values can tell.
    fn by_values_alone(&self) -> Option<(Following, Ground, f32)> {
        if self.new.is_empty() || self.change.kind != ChangeKind::Modified {
            return None;
        }
        self.values()
            .map(|following| (following, Ground::Values, 0.85))
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
