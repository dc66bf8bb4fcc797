//! What speaks for it that an edition changed the norm of a sentence, as numbers.
//!
//! In goes a policy's [`Survey`], out come the [`Signals`] of every edition of a unit and every change that its words
//! show at all: how often each edition states the traits, what the acts tell that they belong to, what the edition says
//! with other words instead, how long and involved the sentence is, and how freely the edition is translated as a rule.
//! What they weigh is told by [`super::odds`].

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::anchors::Anchors;
use super::count::{self, Counts};
use super::unit::{Part, Unit};
use super::words::{self, Change};
use crate::model::{Policy, Trait};
use crate::text::Lang;

/// The signals of one side of a change: of the trait that an edition states less of, and of the one it states more of.
const SIDE: [&str; 22] = [
    "least",
    "mean",
    "most",
    "agree",
    "split",
    "own",
    "evidence",
    "hinted",
    "habit",
    "clear",
    "stated",
    "votes",
    "saying",
    "surest",
    "whole-least",
    "whole-mean",
    "witness",
    "parted",
    "displaced",
    "unanimous",
    "acts",
    "kept",
];

/// The signals of the sentence.
const WHOLE: [&str; 18] = [
    "total",
    "fuss",
    "apart",
    "length",
    "shorter",
    "two",
    "three",
    "aligned",
    "sentences",
    "turned",
    "outright",
    "free",
    "lacked",
    "close",
    "zh",
    "ja",
    "en",
    "vi",
];

/// How many signals there are: of both sides, of every trait how much oftener the edition states it than the others in
/// the middle, and of the sentence.
pub(super) const COUNT: usize = SIDE.len() * 2 + Trait::COUNT + WHOLE.len();

/// One number a signal, in the order of [`signal_names`].
pub(super) type Signals = [f32; COUNT];

/// What the signals are called in `dictionaries/norm-trees.txt`, in their order.
#[must_use]
pub fn signal_names() -> Vec<String> {
    let sides = ["less", "more"];
    let of_sides = sides
        .iter()
        .flat_map(|side| SIDE.iter().map(move |name| format!("{side}-{name}")));
    let besides = Trait::ALL.iter().map(|(_, name)| format!("besides-{name}"));
    let whole = WHOLE.iter().map(|name| (*name).to_owned());
    of_sides.chain(besides).chain(whole).collect()
}

/// By so much every trait of a change must differ from the others in the middle: else nothing shows it.
const SHOWN: f32 = 0.15;
/// From here on a count differs.
const APART: f32 = 0.4;

/// The units of a policy, counted, and how its editions differ as a rule.
pub(super) struct Survey<'u> {
    policy: &'u Policy,
    units: &'u [Counts<'u>],
    /// The number of the group of each unit, ascending.
    groups: &'u [usize],
    habits: Habits,
}

impl<'u> Survey<'u> {
    /// Looks at the units of a policy; `groups` holds the number of the group of each.
    pub(super) fn new(policy: &'u Policy, units: &'u [Counts<'u>], groups: &'u [usize]) -> Self {
        let mut habits = Habits::default();
        units.iter().for_each(|counts| habits.add(counts, 1.0));
        Self {
            policy,
            units,
            groups,
            habits,
        }
    }

    /// Shows which edition of a unit may have made which of the changes (by number), with the signals. Of two editions
    /// the source is right.
    pub(super) fn candidates(
        &mut self,
        at: usize,
        changes: &[Change],
        each: &mut dyn FnMut(usize, usize, &Signals),
    ) {
        let counts = &self.units[at];
        let parts = &counts.unit.parts;
        let judged = |part: &usize| parts.len() > 2 || parts[*part].lang != self.policy.source;
        let gaps: Vec<[Gap; Trait::COUNT]> = (0..parts.len())
            .map(|part| Trait::ALL.map(|(what, _)| Gap::of(counts, part, what)))
            .collect();
        let mut shown = Vec::new();
        for (number, change) in changes.iter().enumerate() {
            let parts = (0..parts.len()).filter(judged);
            shown.extend(
                parts
                    .filter(|part| is_shown(&gaps[*part], *change))
                    .map(|part| (number, part)),
            );
        }
        if shown.is_empty() {
            return;
        }
        let ground = Ground::new(self.policy, counts.unit, gaps);
        // What is judged says nothing of the habits that it is judged by.
        self.habits.add(counts, -1.0);
        for (number, part) in shown {
            each(
                number,
                part,
                &self.signals(at, &ground, changes[number], part),
            );
        }
        self.habits.add(counts, 1.0);
    }

    fn signals(&self, at: usize, ground: &Ground<'_>, change: Change, part: usize) -> Signals {
        let mut out = Sink::<COUNT>::new();
        for (what, less) in [(change.less, true), (change.more, false)] {
            let side = what.map(|what| {
                let known = &ground.sides[part][what as usize][usize::from(less)];
                known.get_or_init(|| self.side(at, &ground.anchors, part, (what, less)))
            });
            out.put_all(side.unwrap_or(&[0.0; SIDE.len()]));
        }
        for gap in &ground.gaps[part] {
            out.put((gap.own - gap.mean).clamp(-1.5, 1.5));
        }
        self.whole(&self.units[at], ground, change, part, &mut out);
        out.signals
    }

    /// The signals of one trait that an edition states `less` of than the others, or more.
    fn side(
        &self,
        at: usize,
        anchors: &Anchors<'_>,
        part: usize,
        (what, less): (Trait, bool),
    ) -> [f32; SIDE.len()] {
        let mut out = Sink::<{ SIDE.len() }>::new();
        let counts = &self.units[at];
        let lang = counts.unit.parts[part].lang;
        let chances = counts.of(what);
        let sign = if less { 1.0 } else { -1.0 };
        let others = || (0..chances.len()).filter(|other| *other != part);
        let all = (chances.len() - 1) as f32;
        let own = chances[part].expected();
        let gaps = || others().map(|other| (chances[other].expected() - own) * sign);
        let stated = || others().map(|other| chances[other].stated());
        let split = stated().max().unwrap_or(0) - stated().min().unwrap_or(0);
        let (found, way) = count::odd(what, chances)[part];
        out.put(least(gaps()).clamp(-1.0, 1.5));
        out.put((gaps().sum::<f32>() / all).clamp(-1.0, 2.0));
        out.put(gaps().fold(f32::NEG_INFINITY, f32::max).clamp(-1.0, 2.5));
        out.flag(split == 0 && chances.len() > 2);
        out.put(split.min(3) as f32);
        let most = gaps().map(|gap| own + gap).fold(0.0, f32::max);
        out.put(if less { own } else { most }.min(3.0));
        out.put(if f32::from(way) * sign < 0.0 {
            found.min(8.0)
        } else {
            0.0
        });
        out.put(chances[part].hints());
        out.put(self.habits.rate(lang, what, less));
        out.flag(count::is_clear(chances, part, !less));
        out.put(stated().sum::<usize>() as f32 / all);
        out.put(gaps().filter(|gap| *gap >= APART).count() as f32 / all);
        out.put(chances[part].stated().min(4) as f32);
        out.put(if less {
            least(others().map(|other| chances[other].most()))
        } else {
            chances[part].most()
        });
        // What another sentence of the clause makes up for.
        let whole = |lang: Lang| {
            self.siblings(at)
                .iter()
                .map(|unit| unit.expected(lang, what))
                .sum::<f32>()
        };
        let own = whole(lang);
        let wholes = || others().map(|other| (whole(counts.unit.parts[other].lang) - own) * sign);
        out.put(least(wholes()).clamp(-1.0, 1.5));
        out.put((wholes().sum::<f32>() / all).clamp(-1.0, 2.0));
        let witness = anchors.witness(part, what, less);
        out.put(witness.share);
        out.put(witness.parted);
        out.put(witness.displaced);
        out.put(witness.unanimous);
        out.put(witness.acts);
        out.put(witness.kept);
        out.signals
    }

    /// The signals of the sentence.
    fn whole(
        &self,
        counts: &Counts<'_>,
        ground: &Ground<'_>,
        change: Change,
        part: usize,
        out: &mut Sink<COUNT>,
    ) {
        let unit = counts.unit;
        let parts = unit.parts.len();
        let others = || (0..parts).filter(|other| *other != part);
        let (mut total, mut fuss, mut apart) = (0.0, 0.0, 0.0);
        for ((what, _), gap) in Trait::ALL.into_iter().zip(&ground.gaps[part]) {
            total += gap.mean;
            if ![change.less, change.more].contains(&Some(what)) {
                fuss += (gap.own - gap.mean).abs().min(1.0);
                apart += (gap.max - gap.min).min(1.0);
            }
        }
        out.put(total);
        out.put(fuss);
        out.put(apart);
        let own = &unit.parts[part];
        let length =
            others().map(|other| unit.parts[other].length).sum::<f32>() / (parts - 1) as f32;
        out.put(length.max(SHORT).ln());
        out.put((length.max(SHORT) / own.length.max(SHORT)).ln());
        out.flag(parts == 2);
        out.flag(parts == 3);
        out.flag(others().all(|other| unit.parts[other].sentences == own.sentences));
        out.put(own.sentences as f32);
        out.flag(words::is_said_otherwise(counts, change, part));
        out.flag(words::is_outright(counts, change, part));
        out.put(self.habits.freedom());
        let (shared, kept) = ground.shared[part];
        out.put(shared - kept);
        out.put((kept + 1.0) / (shared + 2.0));
        out.flag(own.lang.is_chinese());
        out.flag(own.lang == Lang::Ja);
        out.flag(own.lang == Lang::En);
        out.flag(own.lang == Lang::Vi);
    }

    /// The units of the same group.
    fn siblings(&self, at: usize) -> &[Counts<'u>] {
        let from = self
            .groups
            .partition_point(|group| *group < self.groups[at]);
        let to = self
            .groups
            .partition_point(|group| *group <= self.groups[at]);
        &self.units[from..to]
    }
}

/// What the signals of a unit rest on, whatever the change.
struct Ground<'u> {
    anchors: Anchors<'u>,
    /// By part: how often it states each trait, and the others.
    gaps: Vec<[Gap; Trait::COUNT]>,
    /// By part: how many concepts all others name, and how many of these it names.
    shared: Vec<(f32, f32)>,
    /// By part, by trait: the signals of more and of less of it, once they are asked for.
    sides: Vec<[[OnceCell<[f32; SIDE.len()]>; 2]; Trait::COUNT]>,
}

impl<'u> Ground<'u> {
    fn new(policy: &'u Policy, unit: &'u Unit, gaps: Vec<[Gap; Trait::COUNT]>) -> Self {
        let concepts = |part: &Part| -> BTreeSet<u32> {
            let edition = policy.edition(part.lang).into_iter();
            let terms = edition.flat_map(|edition| edition.terms_in(part.span));
            terms.map(|term| term.concept.0).collect()
        };
        let concepts: Vec<_> = unit.parts.iter().map(concepts).collect();
        let shared = |part: usize| {
            let others = (0..concepts.len()).filter(|other| *other != part);
            let mut named = others.map(|other| &concepts[other]);
            let first = named.next().cloned().unwrap_or_default();
            let shared = named.fold(first, |all, one| &all & one);
            let kept = shared.intersection(&concepts[part]).count();
            (shared.len() as f32, kept as f32)
        };
        Self {
            anchors: Anchors::new(policy, unit),
            gaps,
            shared: (0..concepts.len()).map(shared).collect(),
            sides: unit.parts.iter().map(|_| Default::default()).collect(),
        }
    }
}

/// In Chinese letters: shorter sentences are as good as that long.
const SHORT: f32 = 4.0;

/// Signals that are being filled in.
struct Sink<const N: usize> {
    signals: [f32; N],
    next: usize,
}

impl<const N: usize> Sink<N> {
    fn new() -> Self {
        Self {
            signals: [0.0; N],
            next: 0,
        }
    }

    fn put(&mut self, value: f32) {
        self.signals[self.next] = value;
        self.next += 1;
    }

    fn put_all(&mut self, values: &[f32]) {
        values.iter().for_each(|value| self.put(*value));
    }

    fn flag(&mut self, holds: bool) {
        self.put(f32::from(u8::from(holds)));
    }
}

fn least(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(f32::INFINITY, f32::min)
}

/// How often an edition of a unit states a trait, and the others.
struct Gap {
    own: f32,
    mean: f32,
    min: f32,
    max: f32,
}

impl Gap {
    fn of(counts: &Counts<'_>, part: usize, what: Trait) -> Self {
        let chances = counts.of(what);
        let others = || {
            (0..chances.len())
                .filter(|other| *other != part)
                .map(|other| chances[other].expected())
        };
        Self {
            own: chances[part].expected(),
            mean: others().sum::<f32>() / (chances.len() - 1) as f32,
            min: least(others()),
            max: others().fold(0.0, f32::max),
        }
    }
}

/// Whether an edition states every trait of a change more or less often than the others, as the change would have it.
fn is_shown(gaps: &[Gap; Trait::COUNT], change: Change) -> bool {
    [(change.less, 1.0), (change.more, -1.0)]
        .into_iter()
        .all(|(what, sign)| {
            what.is_none_or(|what| {
                let gap = &gaps[what as usize];
                (gap.mean - gap.own) * sign >= SHOWN
            })
        })
}

/// How editions differ from the others over a whole policy: who translates freely leaves much out that is none the less
/// said.
#[derive(Default)]
struct Habits {
    /// By edition and trait: units in which somebody states it, in which the edition states it less than all others, and
    /// more.
    of: BTreeMap<(Lang, Trait), [f32; 3]>,
    /// Over all editions and traits: how many such units, and by how much they differ in all.
    all: f32,
    apart: f32,
}

impl Habits {
    /// Adds the counts of a unit, or takes them away (`sign` -1).
    fn add(&mut self, counts: &Counts<'_>, sign: f32) {
        for (at, part) in counts.unit.parts.iter().enumerate() {
            for (what, _) in Trait::ALL {
                let gap = Gap::of(counts, at, what);
                if gap.own.max(gap.max) < APART {
                    continue;
                }
                let [stated, less, more] = self.of.entry((part.lang, what)).or_default();
                *stated += sign;
                *less += sign * f32::from(u8::from(gap.own + APART < gap.min));
                *more += sign * f32::from(u8::from(gap.own > gap.max + APART));
                self.all += sign;
                self.apart += sign * (gap.own - gap.mean).abs().min(1.0);
            }
        }
    }

    /// In what share of the units an edition states a trait less often than all others, or more often; a tenth where
    /// nothing is known.
    fn rate(&self, lang: Lang, what: Trait, less: bool) -> f32 {
        let [stated, fewer, more] = self.of.get(&(lang, what)).copied().unwrap_or_default();
        (if less { fewer } else { more } + 0.5) / (stated + 5.0)
    }

    /// By how much editions differ in a trait, in the middle.
    fn freedom(&self) -> f32 {
        self.apart / self.all.max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_a_name_of_its_own() {
        let names = signal_names();
        assert_eq!(names.len(), COUNT);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), COUNT);
    }
}
