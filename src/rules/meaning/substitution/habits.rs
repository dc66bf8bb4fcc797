//! What the editions of a policy do as a rule with each concept.

use foldhash::HashMap;

use super::bench::benches;
use crate::model::TermId;
use crate::rules::meaning::concepts::Unit;
use crate::text::Lang;

/// What editions do over a whole policy: what one does again and again is its translator's word, not a slip.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// In how many units an edition names a concept that all others name, and in how many it does not.
    knows: HashMap<(Lang, TermId), [f32; 2]>,
    /// In how many units it names a concept, and how many of the others, each as its share, name it too.
    says: HashMap<(Lang, TermId), [f32; 2]>,
    /// In how many units it names one concept for another.
    instead: HashMap<(Lang, TermId, TermId), f32>,
    /// In how many units some edition names a concept, and in how many all of them.
    common: HashMap<TermId, [f32; 2]>,
    /// How many concepts that all others name the editions lack, and how many they have.
    lacked: f32,
    kept: f32,
}

impl Habits {
    /// Adds a unit, or takes it away (`sign` -1).
    pub(super) fn add(&mut self, unit: &Unit, sign: f32) {
        let mut all: Vec<TermId> = unit
            .editions
            .values()
            .flat_map(|one| one.concepts())
            .collect();
        all.sort_unstable();
        all.dedup();
        for concept in all {
            let mut editions = unit.editions.values();
            let everybody = editions.all(|one| one.count(concept) > 0);
            let [some, whole] = self.common.entry(concept).or_default();
            *some += sign;
            *whole += sign * f32::from(u8::from(everybody));
        }
        for bench in benches(unit) {
            let Some((_, first)) = bench.others.first() else {
                continue;
            };
            for concept in first.concepts() {
                let mut others = bench.others.iter();
                if others.all(|(_, one)| one.by_itself(concept) > 0) {
                    let [known, missed] = self.knows.entry((bench.lang, concept)).or_default();
                    if bench.own.count(concept) > 0 {
                        *known += sign;
                        self.kept += sign;
                    } else {
                        *missed += sign;
                        self.lacked += sign;
                    }
                }
            }
            for concept in bench.own.concepts() {
                let others = bench.others.iter();
                let echo = others.filter(|(_, one)| one.count(concept) > 0).count();
                let [said, echoed] = self.says.entry((bench.lang, concept)).or_default();
                *said += sign;
                *echoed += sign * echo as f32 / bench.others.len() as f32;
            }
            let said = bench.said();
            if said.is_empty() {
                continue;
            }
            for lacked in bench.lacked(bench.quorum()) {
                for said in &said {
                    *self.instead.entry((bench.lang, lacked, *said)).or_default() += sign;
                }
            }
        }
    }

    /// In how many units an edition names a concept that all others name, and in how many it does not.
    pub(super) fn knows(&self, lang: Lang, concept: TermId) -> (f32, f32) {
        let [known, missed] = self
            .knows
            .get(&(lang, concept))
            .copied()
            .unwrap_or_default();
        (known, missed)
    }

    /// In how many units an edition names a concept, and how many of these the others echo.
    pub(super) fn says(&self, lang: Lang, concept: TermId) -> (f32, f32) {
        let [said, echoed] = self.says.get(&(lang, concept)).copied().unwrap_or_default();
        (said, echoed)
    }

    /// In how many units an edition names one concept for another.
    pub(super) fn instead(&self, lang: Lang, lacked: TermId, said: TermId) -> f32 {
        let found = self.instead.get(&(lang, lacked, said)).copied();
        found.unwrap_or_default()
    }

    /// In what share of the units in which some edition names a concept all of them do; a half where nothing is known.
    pub(super) fn common(&self, concept: TermId) -> f32 {
        let [some, whole] = self.common.get(&concept).copied().unwrap_or_default();
        (whole + 1.0) / (some + 2.0)
    }

    /// The share of the concepts of all others that the editions lack.
    pub(super) fn freedom(&self) -> f32 {
        (self.lacked + 0.5) / (self.lacked + self.kept + 5.0)
    }
}
