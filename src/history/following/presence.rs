//! Whether another edition followed a clause that came, went or moved.

use std::collections::BTreeSet;

use super::{Case, Versions, text};
use crate::history::evidence::{is_expected, speech};
use crate::history::origin;
use crate::history::pairing::Bead;
use crate::history::touch::{between, weight};
use crate::model::{Class, ClauseId, Edition, Following, Ground, Group};
use crate::text::Lang;

impl Case<'_> {
    pub(super) fn added(&mut self) -> Option<(Following, Ground, f32)> {
        let pairing = self.pairing?;
        let written = |id: &ClauseId| pairing.of_new(*id).is_none();
        if self.new.iter().any(written) {
            return Some(if self.is_left_out() {
                (Following::Stale, Ground::Presence, 0.7)
            } else {
                (Following::Followed, Ground::Presence, 0.9)
            });
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

    /// Several clauses came into the source where less came into the other edition, and others account for that.
    fn is_left_out(&self) -> bool {
        let lang = self.change.lang;
        let Versions { new, pairings, .. } = self.versions;
        let (Some(edition), Some(ours)) = (new.edition(lang), pairings.get(&lang)) else {
            return false;
        };
        let mut sources: BTreeSet<ClauseId> = BTreeSet::new();
        for group in self.change.new.iter().filter_map(|id| new.group(lang, *id)) {
            sources.extend(
                group
                    .of(lang)
                    .iter()
                    .filter(|id| ours.of_new(**id).is_none()),
            );
        }
        if sources.len() < 2 {
            return false;
        }
        let size = |id: &ClauseId| weight(edition.document.body(*id), lang);
        let here: usize = self
            .new
            .iter()
            .map(|id| weight(self.after.document.body(*id), self.lang))
            .sum();
        let ratio = origin::ratio(self.versions, lang, self.lang);
        let room = here as f32 / (0.7 * ratio);
        if sources.iter().map(size).sum::<usize>() as f32 <= room {
            return false;
        }
        // The likest ones take the room that there is.
        let theirs = speech(self.lang, &text(self.after, &self.new));
        let alike = |id: &ClauseId| -> f32 {
            let said = speech(lang, edition.document.body(*id));
            let expected: Vec<_> = said
                .keys()
                .filter(|what| is_expected(what, self.lang) || theirs.contains_key(*what))
                .collect();
            let shared = expected.iter().filter(|what| theirs.contains_key(**what));
            shared.count() as f32 / expected.len().max(1) as f32
        };
        let mut order: Vec<(f32, ClauseId)> = sources.iter().map(|id| (alike(id), *id)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken = 0.0;
        for (at, (_, id)) in order.iter().enumerate() {
            taken += size(id) as f32;
            if at > 0 && taken > room {
                return order[at..]
                    .iter()
                    .any(|(_, left)| self.change.new.contains(left));
            }
        }
        false
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
        let sources: Vec<ClauseId> = bead
            .old
            .iter()
            .filter_map(|before| old.group(self.lang, *before))
            .flat_map(|group| group.of(self.change.lang).iter().copied())
            .collect();
        // Where the other clause of the source is gone, an untouched rendering of it still is no rendering of this one.
        !sources.is_empty()
            && (sources.iter().any(|source| ours.of_old(*source).is_some()) || self.is_kept(id))
    }

    /// A clause came into the other edition beside the place of the change, and no other edition's clause claims it.
    pub(super) fn came_unaligned(&self) -> bool {
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

    pub(super) fn removed(&mut self) -> Option<(Following, Ground, f32)> {
        let pairing = self.pairing?;
        if self.old.is_empty() {
            return None;
        }
        let survivors: Vec<&Bead> = self
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
        // The source may have replaced the clause by another one, and the other edition rewritten its own.
        let rewritten = !self.is_untouched()
            && self
                .new
                .iter()
                .filter_map(|id| self.versions.new.group(self.lang, *id))
                .flat_map(|group| group.of(self.change.lang))
                .any(|source| ours.of_new(*source).is_none());
        if rewritten {
            return Some((Following::Followed, Ground::Words, 0.6));
        }
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
    pub(super) fn moved(&mut self) -> Option<(Following, Ground, f32)> {
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
}
