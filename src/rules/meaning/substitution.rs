//! Which edition names another concept than the rest.
//!
//! A concept that all others name is missing in an edition that names, at the same place, one that none of them
//! does. How much that means is a matter of the two concepts and of the policy: concepts that the termbase contrasts
//! are confused by nobody on purpose; of others the edition must know the right word elsewhere. What an edition does
//! again and again is its translator's word, not a slip.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::concepts::{Unit, Wording};
use super::excuse;
use super::near;
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::text::{Lang, Span};
use foldhash::HashMap;

/// Why a word is taken for the wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It names a concept that the termbase contrasts with the right one.
    Contrast,
    /// It looks like the right word and is none.
    FalseFriend,
    /// It is a part of the right word, or nearly it.
    Near,
}

/// An edition that names another concept than the rest.
#[derive(Clone, Debug)]
pub(super) struct Substitution {
    /// The group, by index.
    pub(super) group: usize,
    /// The edition at fault.
    pub(super) lang: Lang,
    /// What it says.
    pub(super) at: Span,
    /// Where the others name the right concept.
    pub(super) others: Vec<(Lang, Span)>,
    /// The right concept, where the termbase has it.
    pub(super) expected: Option<TermId>,
    /// Why.
    pub(super) kind: Kind,
    /// Probability.
    pub(super) confidence: f32,
}

/// The numbers of the concepts by their ids.
static NUMBERS: LazyLock<HashMap<&'static str, TermId>> =
    LazyLock::new(|| termbase().iter().map(|(id, one)| (one.id, id)).collect());

/// The concepts that each concept is contrasted with.
static CONTRASTS: LazyLock<HashMap<TermId, Vec<TermId>>> = LazyLock::new(|| {
    let base = termbase();
    base.iter()
        .map(|(id, one)| {
            let others = one
                .contrast()
                .filter_map(|other| NUMBERS.get(other).copied());
            (id, others.collect::<Vec<_>>())
        })
        .filter(|(_, others)| !others.is_empty())
        .collect()
});

/// The near synonyms of each concept that has any.
static ALLIED: LazyLock<HashMap<TermId, Vec<TermId>>> = LazyLock::new(|| {
    let base = termbase();
    let mut allied: HashMap<TermId, Vec<TermId>> = HashMap::default();
    for (one, other) in base.allied() {
        if let (Some(one), Some(other)) = (NUMBERS.get(one), NUMBERS.get(other)) {
            allied.entry(*one).or_default().push(*other);
            allied.entry(*other).or_default().push(*one);
        }
    }
    allied
});

/// What an edition usually does.
#[derive(Debug, Default)]
struct Habits {
    /// In how many units it names a concept that all others name, and in how many it does not.
    knows: BTreeMap<(Lang, TermId), (u32, u32)>,
    /// In how many units it names one concept for another.
    says: BTreeMap<(Lang, TermId, TermId), u32>,
}

impl Habits {
    fn knows(&self, lang: Lang, concept: TermId) -> (u32, u32) {
        let known = self.knows.get(&(lang, concept));
        known.copied().unwrap_or_default()
    }

    fn says(&self, lang: Lang, concept: TermId, said: TermId) -> u32 {
        let said = self.says.get(&(lang, concept, said));
        said.copied().unwrap_or_default()
    }
}

/// What one edition of a unit says, and the others.
struct Bench<'u> {
    lang: Lang,
    own: &'u Wording,
    others: Vec<(Lang, &'u Wording)>,
}

impl Bench<'_> {
    /// How many others name a concept oftener by itself than this edition in whatever way.
    fn votes(&self, concept: TermId) -> usize {
        let own = self.own.count(concept);
        let more = |other: &&(Lang, &Wording)| other.1.by_itself(concept) > own;
        self.others.iter().filter(more).count()
    }

    /// So many make it the general view.
    fn quorum(&self) -> usize {
        match self.others.len() {
            0..=2 => self.others.len(),
            many => (many * 2).div_ceil(3),
        }
    }

    /// It names a concept by itself oftener than any other edition in whatever way.
    fn alone(&self, concept: TermId) -> bool {
        let own = self.own.by_itself(concept);
        own > 0 && self.others.iter().all(|(_, one)| one.count(concept) < own)
    }

    /// The concepts that so many of the others name oftener.
    fn lacked(&self, quorum: usize) -> Vec<TermId> {
        let mut all: Vec<TermId> = self
            .others
            .iter()
            .flat_map(|(_, one)| one.concepts())
            .collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|one| self.votes(*one) >= quorum);
        all
    }

    fn places(&self, concept: TermId) -> Vec<(Lang, Span)> {
        self.others
            .iter()
            .filter_map(|(lang, one)| Some((*lang, one.first(concept)?)))
            .collect()
    }
}

fn benches<'u>(unit: &'u Unit) -> impl Iterator<Item = Bench<'u>> {
    unit.editions.iter().map(|(lang, own)| Bench {
        lang: *lang,
        own,
        others: unit
            .editions
            .iter()
            .filter(|(other, _)| *other != lang)
            .map(|(other, one)| (*other, one))
            .collect(),
    })
}

fn habits(units: &[Unit]) -> Habits {
    let mut habits = Habits::default();
    for unit in units {
        for bench in benches(unit) {
            let Some((_, first)) = bench.others.first() else {
                continue;
            };
            for concept in first.concepts() {
                if bench
                    .others
                    .iter()
                    .all(|(_, one)| one.by_itself(concept) > 0)
                {
                    let known = habits.knows.entry((bench.lang, concept)).or_default();
                    if bench.own.count(concept) > 0 {
                        known.0 += 1;
                    } else {
                        known.1 += 1;
                    }
                }
            }
            for lacked in bench.lacked(bench.quorum()) {
                for said in bench.own.concepts().filter(|one| bench.alone(*one)) {
                    *habits.says.entry((bench.lang, lacked, said)).or_default() += 1;
                }
            }
        }
    }
    habits
}

/// The substitutions in a policy's units.
pub(super) fn substitutions(policy: &Policy, units: &[Unit]) -> Vec<Substitution> {
    let habits = habits(units);
    let mut found: Vec<Substitution> = Vec::new();
    for unit in units {
        let before = found.len();
        for bench in benches(unit) {
            if bench.others.is_empty() || (bench.others.len() == 1 && bench.lang == policy.source) {
                continue;
            }
            found.extend(in_unit(policy, units, unit, &bench, &habits));
        }
        // Where the one edition names what the other lacks and the other way round, the surer finding counts.
        found[before..].sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let mut kept = before;
        for at in before..found.len() {
            let clear = found[before..kept]
                .iter()
                .all(|one| one.expected != found[at].expected && !one.at.overlaps(found[at].at));
            if clear {
                found.swap(kept, at);
                kept += 1;
            }
        }
        found.truncate(kept);
    }
    found
}

/// The concepts for which an edition names one that is contrasted with them, where, and how likely it is no slip of
/// the termbase.
fn contrasts(
    policy: &Policy,
    units: &[Unit],
    unit: &Unit,
    bench: &Bench<'_>,
    habits: &Habits,
) -> Vec<(TermId, Span, f32)> {
    let mut found = Vec::new();
    for concept in bench.lacked(bench.others.len().div_ceil(2)) {
        let Some(contrasts) = CONTRASTS.get(&concept) else {
            continue;
        };
        if excuse::is_written_apart(policy, unit, bench.lang, concept) {
            continue;
        }
        // It says so by a near synonym.
        let allied = ALLIED.get(&concept).into_iter().flatten();
        if allied.into_iter().any(|one| bench.alone(*one)) {
            continue;
        }
        let (known, missed) = habits.knows(bench.lang, concept);
        let likeliest = contrasts
            .iter()
            .copied()
            .filter(|said| bench.alone(*said) && in_group(units, unit, bench.lang, concept, *said))
            .filter(|said| {
                !excuse::is_address(policy, bench.lang, bench.own, *said)
                    && !says_an_ally(bench, *said)
            })
            .filter_map(|said| {
                let habit = habits.says(bench.lang, concept, said);
                // The translator's word for it, and no slip.
                if habit >= 3 && habit * 3 > known {
                    return None;
                }
                let votes = bench.votes(concept);
                let silent = bench.others.len() - votes;
                let plain = bench.own.count(concept) == 0
                    && bench.others.iter().all(|(_, one)| one.count(said) == 0);
                let confidence = match votes {
                    0 | 1 => 0.74,
                    2 => 0.86,
                    _ => 0.92,
                } + if known > 1 && known > 2 * missed {
                    0.05
                } else {
                    0.0
                } - 0.12 * silent as f32
                    - if plain { 0.0 } else { 0.1 }
                    - if habit > 1 { 0.12 } else { 0.0 };
                Some((concept, bench.own.first(said)?, confidence))
            })
            .max_by(|a, b| a.2.total_cmp(&b.2));
        found.extend(likeliest);
    }
    found
}

/// Whether others name a near synonym of what an edition says, which it does not name itself: gia hạn renews a
/// subscription, and extends a period.
fn says_an_ally(bench: &Bench<'_>, said: TermId) -> bool {
    let allied = ALLIED.get(&said).into_iter().flatten();
    allied.into_iter().any(|ally| {
        let others = || bench.others.iter().map(|(_, one)| one.count(*ally));
        bench.own.count(*ally) == 0 && others().any(|count| count > 0)
    })
}

/// Whether a concept is one of two opposites, of which a negation makes the one the other: not damaged, intact.
fn is_opposite(concept: TermId) -> bool {
    let concept = termbase().concept(concept);
    concept.is_some_and(|one| one.domain == "opposites")
}

/// Whether the whole group shows it too: sentences that are cut otherwise carry their terms along.
fn in_group(units: &[Unit], unit: &Unit, lang: Lang, concept: TermId, said: TermId) -> bool {
    let start = units.partition_point(|one| one.group < unit.group);
    let group = || {
        units[start..]
            .iter()
            .take_while(|one| one.group == unit.group)
    };
    let count = |lang: Lang, term: TermId| -> usize {
        group()
            .filter_map(|one| Some(one.editions.get(&lang)?.count(term)))
            .sum()
    };
    let by_itself = |lang: Lang, term: TermId| -> usize {
        group()
            .filter_map(|one| Some(one.editions.get(&lang)?.by_itself(term)))
            .sum()
    };
    let own = count(lang, concept);
    let others = || unit.editions.keys().filter(|other| **other != lang);
    let instead = by_itself(lang, said);
    others().any(|other| by_itself(*other, concept) > own)
        && others().all(|other| count(*other, said) < instead)
}

fn in_unit(
    policy: &Policy,
    units: &[Unit],
    unit: &Unit,
    bench: &Bench<'_>,
    habits: &Habits,
) -> Vec<Substitution> {
    let mut found = Vec::new();
    let lang = bench.lang;
    let report = |at: Span, expected: TermId, kind: Kind, confidence: f32| Substitution {
        group: unit.group,
        lang,
        at,
        others: bench.places(expected),
        expected: Some(expected),
        kind,
        confidence,
    };
    for (concept, at) in &bench.own.false_friends {
        if bench.votes(*concept) >= bench.quorum() {
            found.push(report(*at, *concept, Kind::FalseFriend, 0.9));
        }
    }
    let contrasted: Vec<TermId> = contrasts(policy, units, unit, bench, habits)
        .into_iter()
        .filter(|(concept, at, _)| {
            let others = bench.others.iter().map(|(other, _)| *other);
            !is_opposite(*concept) || !excuse::is_denied(policy, unit, lang, others, *at)
        })
        .map(|(concept, at, confidence)| {
            found.push(report(at, concept, Kind::Contrast, confidence));
            concept
        })
        .collect();
    for concept in bench.lacked(bench.quorum()) {
        let (known, missed) = habits.knows(lang, concept);
        if contrasted.contains(&concept) {
            continue;
        }
        let gone = bench.own.count(concept) == 0 && bench.votes(concept) == bench.others.len();
        if !gone || known < 2 || missed * 3 > known {
            continue;
        }
        if let Some(at) = near::part(policy, units, unit, lang, concept) {
            found.push(report(at, concept, Kind::Near, 0.75));
        }
    }
    if bench.others.len() > 1
        && let Some((at, others)) = near::word(policy, unit, lang)
    {
        found.push(Substitution {
            group: unit.group,
            lang,
            at,
            others,
            expected: None,
            kind: Kind::Near,
            confidence: 0.75,
        });
    }
    found
}
