//! To which act or thing a word of a norm belongs: what a long sentence denies and allows, one by one.
//!
//! In goes a unit, out comes the edition that says of an act otherwise than the others. In a sentence with
//! several norms their number tells little; that three editions say "not" of the same act, and the fourth names the act
//! with no word near it that denies, tells a lot. Acts are the predicates and concepts that all of them name.

use std::cell::OnceCell;
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
    /// The acts in order, with the places where each stands.
    acts: Vec<(Act, Vec<Span>)>,
    /// The text of the part, from its beginning.
    text: &'u str,
    /// Where a part of the sentence ends, and its commas.
    ends: Vec<Span>,
    commas: Vec<Span>,
    /// Words that set another part of the sentence apart with a comma.
    parting: Vec<Span>,
    /// By trait, by act: what is worked out once it is asked for.
    standing: [OnceCell<Vec<Standing>>; Trait::COUNT],
}

/// How an act stands to a trait.
struct Standing {
    /// Of how many of its mentions the trait is stated.
    said: usize,
    /// Near how many of its mentions a word at least hints at the trait.
    possible: usize,
    /// Whether every word that hints at the trait stands in another part of the sentence.
    parted: bool,
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
            Side::new(part, acts, text)
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
        for (act, standing) in own.acts.iter().map(|(act, _)| *act).zip(own.standing(what)) {
            let stood = |other: usize| self.sides[other].stands(act, what);
            let says = others()
                .filter_map(stood)
                .filter(|other| {
                    if less {
                        other.said > standing.possible
                    } else {
                        standing.said > other.possible
                    }
                })
                .count() as f32;
            witness.share = witness.share.max(says / all);
            if others().all(|other| stood(other).is_some()) {
                let likewise = others().filter_map(stood).filter(|other| other.said > 0);
                let likewise = likewise.count() as f32;
                witness.acts += 1.0;
                witness.kept += f32::from(u8::from(standing.said > 0 && likewise * 2.0 > all));
                witness.unanimous += f32::from(u8::from(says >= all));
            }
            if less && standing.parted {
                witness.parted = witness.parted.max(says / all);
            }
        }
        let (mut words, mut displaced) = (0.0f32, 0.0f32);
        for cue in own.cues(what) {
            words += 1.0;
            let at_home = own.acts.iter().any(|(act, places)| {
                places
                    .iter()
                    .any(|place| own.governs(cue.span, *place, what))
                    && others().any(|other| {
                        let stood = self.sides[other].stands(*act, what);
                        stood.is_some_and(|stood| stood.said > 0)
                    })
            });
            displaced += f32::from(u8::from(!at_home));
        }
        witness.displaced = displaced / words.max(1.0);
        witness
    }
}

impl<'u> Side<'u> {
    fn new(part: &'u Part, acts: BTreeMap<Act, Vec<Span>>, text: &'u str) -> Self {
        let span =
            |(at, found): (usize, &str)| Span::new(at, at + found.len()).shifted(part.span.start);
        let mut ends: Vec<Span> = text
            .match_indices(ENDS)
            .chain(text.match_indices(". "))
            .map(span)
            .collect();
        ends.sort_unstable();
        let parting = part.cues.iter().filter(|cue| {
            let mut shows = cue.shows.iter();
            shows.any(|(shown, _)| PARTING.contains(shown))
        });
        Self {
            part,
            acts: acts.into_iter().collect(),
            text,
            ends,
            commas: text.match_indices(COMMAS).map(span).collect(),
            parting: parting.map(|cue| cue.span).collect(),
            standing: [const { OnceCell::new() }; Trait::COUNT],
        }
    }

    /// How each act stands to a trait.
    fn standing(&self, what: Trait) -> &[Standing] {
        self.standing[what as usize].get_or_init(|| {
            let stated: Vec<Span> = self.cues(what).map(|cue| cue.span).collect();
            let hints: Vec<Span> = self.hints(what).map(|cue| cue.span).collect();
            let standing = |(_, places): &(Act, Vec<Span>)| {
                let governed =
                    |act: &&Span| stated.iter().any(|cue| self.governs(*cue, **act, what));
                let near = |act: &&Span| hints.iter().any(|cue| self.may_govern(*cue, **act, what));
                Standing {
                    said: places.iter().filter(governed).count(),
                    possible: places.iter().filter(near).count(),
                    parted: hints
                        .iter()
                        .all(|cue| places.iter().all(|act| self.is_parted(*cue, *act))),
                }
            };
            self.acts.iter().map(standing).collect()
        })
    }

    /// How an act stands to a trait, if it is named.
    fn stands(&self, act: Act, what: Trait) -> Option<&Standing> {
        let at = self.acts.binary_search_by_key(&act, |(act, _)| *act);
        self.standing(what).get(at.ok()?)
    }

    /// The words that state a trait.
    fn cues(&self, what: Trait) -> impl Iterator<Item = &'u Cue> {
        self.part.cues.iter().filter(move |cue| cue.is(what))
    }

    /// The words that at least hint at a trait.
    fn hints(&self, what: Trait) -> impl Iterator<Item = &'u Cue> {
        self.part.cues.iter().filter(move |cue| {
            cue.shows.iter().any(|(shown, force)| {
                *shown == what && matches!(force, Force::Chance(percent) if *percent >= 10)
            })
        })
    }

    fn reach(&self) -> usize {
        match self.part.lang {
            Lang::En | Lang::Vi => 48,
            _ => 16,
        }
    }

    /// Whether a word of a norm belongs to an act: behind it, in Japanese before it.
    fn governs(&self, cue: Span, act: Span, what: Trait) -> bool {
        self.is_on_its_side(cue, act, what) && self.is_within(self.reach(), cue, act)
    }

    /// Whether a word of a norm may belong to an act: a little farther away, or close by on the other side.
    fn may_govern(&self, cue: Span, act: Span, what: Trait) -> bool {
        let reach = if self.is_on_its_side(cue, act, what) {
            self.reach() * 3 / 2
        } else {
            self.reach() / 3
        };
        self.is_within(reach, cue, act)
    }

    /// Whether a word stands on the side of an act that words of its kind belong to.
    fn is_on_its_side(&self, cue: Span, act: Span, what: Trait) -> bool {
        let behind = act.start >= cue.end;
        is_of_both_sides(what) || behind != (self.part.lang == Lang::Ja)
    }

    /// Whether no more than so many characters stand between, all in the same part of the sentence.
    fn is_within(&self, reach: usize, a: Span, b: Span) -> bool {
        let Some(between) = between(a, b) else {
            return true;
        };
        // No character has more than four bytes.
        between.len() <= 4 * reach
            && !self.ends_in(between)
            && self
                .slice(between)
                .is_some_and(|text| text.chars().count() <= reach)
    }

    /// Whether a part of the sentence ends between.
    fn is_parted(&self, a: Span, b: Span) -> bool {
        between(a, b).is_some_and(|between| self.ends_in(between) || self.slice(between).is_none())
    }

    fn slice(&self, span: Span) -> Option<&str> {
        let base = self.part.span.start;
        let (from, to) = (span.start.checked_sub(base)?, span.end.checked_sub(base)?);
        self.text.get(from as usize..to as usize)
    }

    /// Whether a part of the sentence ends within a stretch: at a stop, or at a comma with a word for a norm.
    fn ends_in(&self, stretch: Span) -> bool {
        let parts = |comma: &Span| {
            self.parting.iter().any(|cue| {
                if self.part.lang == Lang::Ja {
                    cue.start >= stretch.start && cue.end <= comma.start
                } else {
                    cue.start >= comma.end && cue.end <= stretch.end
                }
            })
        };
        within(&self.ends, stretch).next().is_some() || within(&self.commas, stretch).any(parts)
    }
}

/// Those of some places in order that a stretch holds.
fn within(all: &[Span], stretch: Span) -> impl Iterator<Item = &Span> {
    let from = all.partition_point(|one| one.start < stretch.start);
    all[from..]
        .iter()
        .take_while(move |one| one.end <= stretch.end)
}

/// What stands between two places; nothing where they overlap.
fn between(a: Span, b: Span) -> Option<Span> {
    let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
    (!a.overlaps(b)).then(|| Span {
        start: first.end,
        end: second.start.max(first.end),
    })
}

const ENDS: [char; 4] = [';', '；', '。', '\n'];
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
