//! What speaks for it that an edition names another concept than the others, as numbers.
//!
//! In goes a policy's [`Survey`], out come the [`Signals`] of every edition of a unit and every [`Swap`] that the
//! concepts named there show at all: how many others name the one and not the other, what the edition does elsewhere,
//! how the two concepts belong together, and how freely the policy is translated. What they weigh is told by the trees.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::bench::{Bench, benches};
use super::habits::Habits;
use super::kin;
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::rules::meaning::concepts::{Unit, Wording};
use crate::rules::meaning::{excuse, near};
use crate::text::{Folded, Lang, Span, folded};

/// A concept that an edition lacks, and one that it alone names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    pub(super) lacked: TermId,
    pub(super) said: TermId,
}

const NAMES: [&str; 43] = [
    "less-least",
    "less-mean",
    "less-votes",
    "less-own",
    "less-agree",
    "less-known",
    "less-missed",
    "less-rate",
    "less-common",
    "less-whole-least",
    "less-whole-mean",
    "less-partial",
    "less-allied",
    "less-contrasted",
    "more-own",
    "more-heard",
    "more-said",
    "more-echoed",
    "more-common",
    "more-whole",
    "more-ally",
    "more-address",
    "contrast",
    "allies",
    "domain",
    "habit",
    "context",
    "shift",
    "denied",
    "two",
    "three",
    "length",
    "shorter",
    "aligned",
    "shared",
    "close",
    "lacked",
    "said",
    "crossed",
    "free",
    "sure",
    "chinese",
    "english",
];

/// How many signals there are, and how many of them are of the concept that is lacked, of the one that is said, of both
/// together, and of the unit.
const COUNT: usize = NAMES.len();
const LESS: usize = 14;
const MORE: usize = 8;
const PAIR: usize = 7;
const WHOLE: usize = COUNT - LESS - MORE - PAIR;

/// One number a signal, in the order of [`term_signal_names`].
pub(super) type Signals = [f32; COUNT];

/// What the signals are called in `dictionaries/term-trees.txt`, in their order.
#[must_use]
pub fn term_signal_names() -> Vec<String> {
    NAMES.map(str::to_owned).to_vec()
}

/// Most concepts of a side of a unit that are compared with each other.
const MOST: usize = 12;

/// The units of a policy, and what its editions do as a rule.
pub(super) struct Survey<'u> {
    policy: &'u Policy,
    units: &'u [Unit],
    habits: Habits,
}

impl<'u> Survey<'u> {
    /// Looks at the units of a policy.
    pub(super) fn new(policy: &'u Policy, units: &'u [Unit]) -> Self {
        let mut habits = Habits::default();
        units.iter().for_each(|unit| habits.add(unit, 1.0));
        Self {
            policy,
            units,
            habits,
        }
    }

    /// Whether an edition names a concept as a rule where all others do.
    pub(super) fn knows(&self, lang: Lang, concept: TermId) -> bool {
        let (known, missed) = self.habits.knows(lang, concept);
        known >= 2.0 && missed * 3.0 <= known
    }

    /// Shows which edition of a unit may have made which swap, with the signals. Of two editions the source is right.
    /// `unit` is that of the policy with this number, or the same with other words.
    pub(super) fn candidates(
        &mut self,
        at: usize,
        unit: &Unit,
        hidden: Option<Span>,
        each: &mut dyn FnMut(&Bench<'_>, Swap, &Signals),
    ) {
        let mut left = false;
        for bench in benches(unit) {
            if bench.others.is_empty()
                || (bench.others.len() == 1 && bench.lang == self.policy.source)
            {
                continue;
            }
            let mut lacked = bench.lacked(bench.others.len().div_ceil(2));
            let mut said = bench.said();
            lacked.truncate(MOST);
            said.truncate(MOST);
            if lacked.is_empty() || said.is_empty() {
                continue;
            }
            if !left {
                // What is judged says nothing of the habits that it is judged by.
                self.habits.add(&self.units[at], -1.0);
                left = true;
            }
            let ground = Ground::new(self, at, &bench, hidden, (lacked.len(), said.len()));
            let said: Vec<(TermId, [f32; MORE])> =
                said.iter().map(|one| (*one, ground.more(*one))).collect();
            for lacked in lacked.iter().copied().filter(|one| !ground.is_there(*one)) {
                let less = ground.less(lacked);
                for (said, more) in &said {
                    let swap = Swap {
                        lacked,
                        said: *said,
                    };
                    each(&bench, swap, &ground.signals(swap, &less, more));
                }
            }
        }
        if left {
            self.habits.add(&self.units[at], 1.0);
        }
    }
}

/// What the signals of one edition of a unit rest on, whatever the swap.
struct Ground<'s> {
    survey: &'s Survey<'s>,
    bench: &'s Bench<'s>,
    /// The units of the same group.
    siblings: &'s [Unit],
    /// Words that count as not being there.
    hidden: Option<Span>,
    /// How many concepts it lacks, and how many it alone names.
    apart: (usize, usize),
    tokens: OnceCell<BTreeMap<String, Vec<Span>>>,
    whole: OnceCell<[f32; WHOLE]>,
}

impl<'s> Ground<'s> {
    fn new(
        survey: &'s Survey<'_>,
        at: usize,
        bench: &'s Bench<'s>,
        hidden: Option<Span>,
        apart: (usize, usize),
    ) -> Self {
        let group = survey.units[at].group;
        let from = survey.units.partition_point(|unit| unit.group < group);
        let to = survey.units.partition_point(|unit| unit.group <= group);
        Self {
            survey,
            bench,
            siblings: &survey.units[from..to],
            hidden,
            apart,
            tokens: OnceCell::new(),
            whole: OnceCell::new(),
        }
    }

    fn signals(&self, swap: Swap, less: &[f32; LESS], more: &[f32; MORE]) -> Signals {
        let pair = self.pair(swap);
        let whole = self.whole.get_or_init(|| self.whole());
        let all = less.iter().chain(more).chain(&pair).chain(whole);
        let mut signals = [0.0; COUNT];
        signals
            .iter_mut()
            .zip(all)
            .for_each(|(to, from)| *to = *from);
        signals
    }

    /// Whether a concept that the edition does not name is there all the same: in words that stand apart (analytics and
    /// advertising cookies are analytics cookies too), or untranslated.
    fn is_there(&self, concept: TermId) -> bool {
        self.bench.own.count(concept) == 0
            && (self.partial(concept) >= 1.0
                || self.bench.places(concept).into_iter().any(|there| {
                    let own = (self.bench.lang, self.bench.own.span);
                    excuse::is_left_in(self.survey.policy, own, there)
                }))
    }

    /// Of a concept that the edition lacks.
    fn less(&self, concept: TermId) -> [f32; LESS] {
        let Bench {
            lang, own, others, ..
        } = self.bench;
        let all = others.len() as f32;
        let named = own.count(concept) as f32;
        let gaps = |own: f32, count: &dyn Fn(Lang, &Wording) -> f32| {
            let gaps: Vec<f32> = others
                .iter()
                .map(|(lang, one)| count(*lang, one) - own)
                .collect();
            (
                gaps.iter().copied().fold(f32::INFINITY, f32::min),
                gaps.iter().sum::<f32>() / all,
            )
        };
        let (least, mean) = gaps(named, &|_, one| one.by_itself(concept) as f32);
        let (whole_least, whole_mean) = gaps(self.in_group(*lang, concept, false), &|lang, _| {
            self.in_group(lang, concept, true)
        });
        let habits = &self.survey.habits;
        let (known, missed) = habits.knows(*lang, concept);
        let first = others.first().map_or(0, |(_, one)| one.count(concept));
        [
            least.clamp(-2.0, 2.0),
            mean.clamp(-2.0, 3.0),
            self.bench.votes(concept) as f32 / all,
            named.min(3.0),
            flag(
                others
                    .iter()
                    .all(|(_, one)| one.count(concept) == first && first > 0),
            ),
            known.ln_1p(),
            missed.ln_1p(),
            (missed + 0.5) / (known + missed + 2.0),
            habits.common(concept),
            whole_least.clamp(-2.0, 2.0),
            whole_mean.clamp(-2.0, 3.0),
            self.partial(concept),
            flag(kin::allies(concept).any(|one| self.bench.alone(one))),
            flag(kin::is_contrasted(concept)),
        ]
    }

    /// Of a concept that the edition alone names.
    fn more(&self, concept: TermId) -> [f32; MORE] {
        let Bench {
            lang, own, others, ..
        } = self.bench;
        let heard = others.iter().map(|(_, one)| one.count(concept)).max();
        let whole = others
            .iter()
            .map(|(other, _)| self.in_group(*other, concept, false))
            .fold(0.0, f32::max);
        let habits = &self.survey.habits;
        let (said, echoed) = habits.says(*lang, concept);
        [
            own.by_itself(concept).min(3) as f32,
            heard.unwrap_or(0).min(3) as f32,
            said.ln_1p(),
            (echoed + 0.5) / (said + 1.0),
            habits.common(concept),
            (self.in_group(*lang, concept, true) - whole).clamp(-2.0, 2.0),
            flag(kin::says_an_ally(self.bench, concept)),
            flag(excuse::is_address(self.survey.policy, *lang, own, concept)),
        ]
    }

    /// Of both together.
    fn pair(&self, swap: Swap) -> [f32; PAIR] {
        let Bench {
            unit,
            lang,
            own,
            others,
        } = self.bench;
        let Swap { lacked, said } = swap;
        let domain = |concept| termbase().concept(concept).map_or("", |one| one.domain);
        let neighbours = |one: &Wording, concept| one.first(concept).map(|at| one.around(at));
        let mine = neighbours(own, said).unwrap_or_default();
        let theirs = others.iter().filter_map(|(_, one)| neighbours(one, lacked));
        let context = theirs.map(|theirs| {
            let shared = mine.iter().filter(|one| theirs.contains(one)).count();
            (shared as f32 + 0.5) / (mine.len().min(theirs.len()) as f32 + 1.0)
        });
        let context = context.fold((0.0, 0.0), |(sum, n), one| (sum + one, n + 1.0));
        let shift = others
            .iter()
            .filter_map(|(_, one)| Some(one.position(one.first(lacked)?)))
            .fold((0.0, 0.0), |(sum, n), one| (sum + one, n + 1.0));
        let here = own.first(said).map(|at| own.position(at));
        let denied = || {
            let others = others.iter().map(|(other, _)| *other);
            own.first(said)
                .is_some_and(|at| excuse::is_denied(self.survey.policy, unit, *lang, others, at))
        };
        [
            flag(termbase().contrasts(lacked, said)),
            flag(kin::allies(lacked).any(|one| one == said)),
            flag(domain(lacked) == domain(said)),
            self.survey.habits.instead(*lang, lacked, said).ln_1p(),
            context.0 / f32::max(context.1, 1.0),
            here.map_or(0.5, |here| (here - shift.0 / f32::max(shift.1, 1.0)).abs()),
            flag(domain(lacked) == OPPOSITES && denied()),
        ]
    }

    /// Of the unit.
    fn whole(&self) -> [f32; WHOLE] {
        let Bench {
            lang, own, others, ..
        } = self.bench;
        let mut shared = others.first().map_or_else(BTreeSet::new, |(_, one)| {
            one.concepts().collect::<BTreeSet<_>>()
        });
        for (_, one) in others {
            shared.retain(|concept| one.count(*concept) > 0);
        }
        let kept = shared
            .iter()
            .filter(|concept| own.count(**concept) > 0)
            .count() as f32;
        let all = others.len() as f32;
        let theirs = others.iter().map(|(_, one)| one.length).sum::<f32>() / all;
        let group = self.survey.policy.groups.get(self.bench.unit.group);
        // How much the other editions differ among each other.
        let crossed = benches(self.bench.unit)
            .filter(|bench| bench.lang != *lang)
            .map(|bench| bench.said().len())
            .sum::<usize>() as f32;
        [
            flag(others.len() == 1),
            flag(others.len() == 2),
            theirs.max(SHORT).ln(),
            (theirs.max(SHORT) / own.length.max(SHORT)).ln(),
            flag(others.iter().all(|(_, one)| one.sentences == own.sentences)),
            shared.len() as f32,
            (kept + 1.0) / (shared.len() as f32 + 2.0),
            self.apart.0 as f32,
            self.apart.1 as f32,
            crossed / all,
            self.survey.habits.freedom(),
            group.map_or(0.0, |group| group.confidence),
            flag(lang.is_chinese()),
            flag(*lang == Lang::En),
        ]
    }

    /// How often an edition names a concept in the whole group: sentences that are cut otherwise carry their terms along.
    fn in_group(&self, lang: Lang, concept: TermId, by_itself: bool) -> f32 {
        let count = |unit: &Unit| {
            let one = unit.editions.get(&lang)?;
            Some(if by_itself {
                one.by_itself(concept)
            } else {
                one.count(concept)
            })
        };
        let here = self.bench.unit;
        let others = self.siblings.iter().filter(|unit| !unit.is_at(here));
        let all = others.chain([here]).filter_map(count).sum::<usize>();
        all as f32
    }

    /// The share of a form of a concept that the edition writes in the unit, side by side or not. A whole one behind a
    /// prefix that makes its contrary (不可撤销的, 被授权人) is none.
    fn partial(&self, lacked: TermId) -> f32 {
        let lang = self.bench.lang;
        let Some(concept) = termbase().concept(lacked) else {
            return 0.0;
        };
        let tokens = self.tokens.get_or_init(|| {
            let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
            for (token, at) in near::tokens(self.survey.policy, lang, self.bench.own.span) {
                if self.hidden.is_none_or(|hidden| !hidden.overlaps(at)) {
                    places.entry(token).or_default().push(at);
                }
            }
            places
        });
        let share = |form: &str, counts: &dyn Fn(Span) -> bool| {
            let (mut found, mut all) = (0.0, 0.0);
            near::split(lang, Folded::new(form).text(), &mut |token, _, _| {
                let places = tokens.get(&token);
                found += flag(places.is_some_and(|places| places.iter().any(|at| counts(*at))));
                all += 1.0;
            });
            found / f32::max(all, 1.0)
        };
        let most = |counts: &dyn Fn(Span) -> bool| {
            let forms = concept.forms(lang);
            forms.map(|form| share(form, counts)).fold(0.0, f32::max)
        };
        let most_of_all = most(&|_| true);
        if most_of_all < 1.0 || concept.domain == OPPOSITES {
            return most_of_all;
        }
        let edition = self.survey.policy.edition(lang);
        let holds = |span: Span| {
            let text = edition.map_or("", |edition| edition.document.slice(self.bench.own.span));
            let from = span.start.saturating_sub(self.bench.own.span.start) as usize;
            let near = text.get(from..).unwrap_or("").chars().take(NEAR);
            let near = near.collect::<String>();
            let text = folded(&near);
            let mut places = concept.forms(lang).filter_map(|form| text.find(form));
            places.any(|at| at > 0 && at < span.len())
        };
        let named = self.bench.own.named.iter();
        let contrary: Vec<Span> = named
            .filter(|(one, span)| termbase().contrasts(*one, lacked) && holds(*span))
            .map(|(_, span)| *span)
            .take(MOST)
            .collect();
        most(&|at| !contrary.iter().any(|span| span.contains(at)))
    }
}

/// Characters from the beginning of a term in which the end of its contrary's form is looked for.
const NEAR: usize = 48;

/// In Chinese letters: shorter sentences are as good as that long.
const SHORT: f32 = 4.0;

/// The domain of concepts of which a negation makes the one the other: not damaged, intact.
const OPPOSITES: &str = "opposites";

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_a_name_of_its_own() {
        assert_eq!(NAMES.iter().collect::<BTreeSet<_>>().len(), COUNT);
    }
}
