//! To which act or thing a word of a norm belongs: what a long sentence denies and allows, one by one.
//!
//! In goes a unit, out comes the edition that says of an act otherwise than the others. In a sentence with
//! several norms their number tells little; that three editions say "not" of the same act, and the fourth names the act
//! with no word near it that denies, tells a lot. Acts are the predicates and concepts that all of them name.

use std::collections::BTreeMap;

use super::unit::{Part, Unit};
use crate::lexicon::predicates;
use crate::model::{Cue, Force, Policy, Trait};
use crate::text::{Folded, Lang, Span};

/// A predicate or a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Predicate(u32),
    Concept(u32),
}

/// What a part of a unit names.
struct Side<'u> {
    part: &'u Part,
    /// Where each act stands.
    acts: BTreeMap<Act, Vec<Span>>,
    /// The text of the part, from its beginning.
    text: &'u str,
}

/// The acts of all parts of a unit.
pub(super) struct Anchors<'u> {
    sides: Vec<Side<'u>>,
}

/// What the acts of a unit tell of one edition and one trait.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Witness {
    /// The share of the others that state the trait of an act of which the edition does not (or the other way round).
    pub(super) share: f32,
    /// The same, of an act that stands apart from every word for the trait.
    pub(super) parted: f32,
    /// The share of the edition's words for the trait that belong to no act of which the others state it too.
    pub(super) displaced: f32,
    /// Of how many acts that all name every other states the trait and the edition does not (or the other way round).
    pub(super) unanimous: f32,
    /// How many acts all of them name.
    pub(super) acts: f32,
    /// Of how many of these the edition states the trait and most of the others do as well.
    pub(super) kept: f32,
}

impl<'u> Anchors<'u> {
    /// Finds the acts of a unit.
    pub(super) fn new(policy: &'u Policy, unit: &'u Unit) -> Self {
        let side = |part: &'u Part| {
            let edition = policy.edition(part.lang);
            let text = edition.map_or("", |edition| edition.document.slice(part.span));
            let mut acts: BTreeMap<Act, Vec<Span>> = BTreeMap::new();
            let folded = Folded::new(text);
            let at = |range: std::ops::Range<usize>| {
                folded
                    .original(Span::new(range.start, range.end))
                    .shifted(part.span.start)
            };
            if let Some(predicates) = predicates(part.lang) {
                predicates.find(folded.text(), &mut |row, range| {
                    acts.entry(Act::Predicate(row)).or_default().push(at(range));
                });
            }
            let terms = edition
                .into_iter()
                .flat_map(|edition| edition.terms_in(part.span));
            for term in terms {
                acts.entry(Act::Concept(term.concept.0))
                    .or_default()
                    .push(term.span);
            }
            Side { part, acts, text }
        };
        Self {
            sides: unit.parts.iter().map(side).collect(),
        }
    }

    /// What the acts tell of a trait that an edition states less often than the others (`less`), or more often.
    pub(super) fn witness(&self, part: usize, what: Trait, less: bool) -> Witness {
        let own = &self.sides[part];
        let all = (self.sides.len() - 1) as f32;
        let others = || (0..self.sides.len()).filter(|other| *other != part);
        let mut witness = Witness::default();
        for act in own.acts.keys().copied() {
            let says = others()
                .map(|other| &self.sides[other])
                .filter(|other| {
                    if less {
                        other.says(act, what) > own.possible(act, what)
                    } else {
                        other.acts.contains_key(&act)
                            && own.says(act, what) > other.possible(act, what)
                    }
                })
                .count() as f32;
            witness.share = witness.share.max(says / all);
            if others().all(|other| self.sides[other].acts.contains_key(&act)) {
                let states = |side: usize| self.sides[side].says(act, what) > 0;
                let likewise = others().filter(|other| states(*other)).count() as f32;
                witness.acts += 1.0;
                witness.kept += f32::from(u8::from(states(part) && likewise * 2.0 > all));
                witness.unanimous += f32::from(u8::from(says >= all));
            }
            if less && own.is_parted(act, what) {
                witness.parted = witness.parted.max(says / all);
            }
        }
        let (mut words, mut displaced) = (0.0f32, 0.0f32);
        for cue in own.part.cues.iter().filter(|cue| cue.is(what)) {
            words += 1.0;
            let at_home = own.acts.iter().any(|(act, places)| {
                places
                    .iter()
                    .any(|place| own.governs(cue.span, *place, what))
                    && others().any(|other| self.sides[other].says(*act, what) > 0)
            });
            displaced += f32::from(u8::from(!at_home));
        }
        witness.displaced = displaced / words.max(1.0);
        witness
    }
}

impl Side<'_> {
    /// Of how many mentions of an act it states a trait.
    fn says(&self, act: Act, what: Trait) -> usize {
        let cues = || self.part.cues.iter().filter(|cue| cue.is(what));
        let governed = |place: &&Span| cues().any(|cue| self.governs(cue.span, **place, what));
        self.places(act).iter().filter(governed).count()
    }

    /// Near how many mentions of an act a word at least hints at a trait.
    fn possible(&self, act: Act, what: Trait) -> usize {
        let near = |place: &&Span| {
            self.hints(what)
                .any(|cue| self.may_govern(cue.span, **place, what))
        };
        self.places(act).iter().filter(near).count()
    }

    /// Whether every word that hints at a trait stands in another part of the sentence than an act.
    fn is_parted(&self, act: Act, what: Trait) -> bool {
        let places = self.places(act);
        self.hints(what).all(|cue| {
            places
                .iter()
                .all(|place| self.gap(cue.span, *place).is_none())
        })
    }

    /// The words that at least hint at a trait.
    fn hints(&self, what: Trait) -> impl Iterator<Item = &Cue> {
        self.part.cues.iter().filter(move |cue| {
            cue.shows.iter().any(|(shown, force)| {
                *shown == what && matches!(force, Force::Chance(percent) if *percent >= 10)
            })
        })
    }

    fn places(&self, act: Act) -> &[Span] {
        self.acts.get(&act).map_or(&[], Vec::as_slice)
    }

    fn reach(&self) -> usize {
        match self.part.lang {
            Lang::En | Lang::Vi => 48,
            _ => 16,
        }
    }

    /// Whether a word of a norm belongs to an act: behind it, in Japanese before it.
    fn governs(&self, cue: Span, act: Span, what: Trait) -> bool {
        let behind = act.start >= cue.end;
        let right = is_of_both_sides(what) || behind != (self.part.lang == Lang::Ja);
        right && self.gap(cue, act).is_some_and(|gap| gap <= self.reach())
    }

    /// Whether a word of a norm may belong to an act: a little farther away, or close by on the other side.
    fn may_govern(&self, cue: Span, act: Span, what: Trait) -> bool {
        let Some(gap) = self.gap(cue, act) else {
            return false;
        };
        let behind = act.start >= cue.end;
        let right = is_of_both_sides(what) || behind != (self.part.lang == Lang::Ja);
        gap <= if right {
            self.reach() * 3 / 2
        } else {
            self.reach() / 3
        }
    }

    /// How many characters stand between; nothing where a part of the sentence ends there.
    fn gap(&self, a: Span, b: Span) -> Option<usize> {
        if a.overlaps(b) {
            return Some(0);
        }
        let (from, to) = if a.start < b.start {
            (a.end, b.start)
        } else {
            (b.end, a.start)
        };
        let base = self.part.span.start;
        let from = from.checked_sub(base)? as usize;
        let to = to.checked_sub(base)? as usize;
        let between = self.text.get(from..to)?;
        if between.contains([';', '；', '。', '\n']) || between.contains(". ") {
            return None;
        }
        let place = |at: usize| self.part.span.start + u32::try_from(from + at).unwrap_or(u32::MAX);
        let parted = between.match_indices(COMMAS).any(|(at, comma)| {
            let (start, end) = (place(at), place(at + comma.len()));
            self.part.cues.iter().any(|cue| {
                let inside = if self.part.lang == Lang::Ja {
                    cue.span.start >= place(0) && cue.span.end <= start
                } else {
                    cue.span.start >= end && cue.span.end <= place(between.len())
                };
                inside && cue.shows.iter().any(|(shown, _)| PARTING.contains(shown))
            })
        });
        (!parted).then(|| between.chars().count())
    }
}

const COMMAS: [char; 3] = [',', '，', '、'];

/// With a comma, words for these set another part of a sentence apart; "sell, rent or lease" is one part.
const PARTING: [Trait; 10] = [
    Trait::Not,
    Trait::Must,
    Trait::May,
    Trait::Forbid,
    Trait::Cannot,
    Trait::Refrain,
    Trait::Will,
    Trait::If,
    Trait::We,
    Trait::You,
];

/// Whether a word of this trait stands on either side of what it belongs to.
fn is_of_both_sides(what: Trait) -> bool {
    !matches!(
        what,
        Trait::Not
            | Trait::Must
            | Trait::May
            | Trait::Forbid
            | Trait::Cannot
            | Trait::Refrain
            | Trait::Will
    )
}
