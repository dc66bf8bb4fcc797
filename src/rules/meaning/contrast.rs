//! What an edition of a unit binds to otherwise: at most one contrast a unit.
//!
//! A change of the text shows in several traits at once (a lost exception takes a negation along); only
//! the clearest is reported, by the rule that it belongs to.

use std::sync::Arc;

use super::count::Counts;
use super::excuse;
use super::meanings::{MEANINGS, Meaning};
use super::odds::{self, Verdict};
use super::order::is_turned_round;
use super::unit::{self, Unit};
use super::words::{self, Odd};
use crate::model::{Group, Policy, Trait};
use crate::text::{Lang, Span};

/// The rules of this family, each with what it looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Negation,
    Modality,
    Exception,
    Condition,
    Quantifier,
    Conjunction,
    Actor,
}

/// A contrast between an edition and the others.
pub(super) struct Contrast {
    pub(super) meaning: &'static Meaning,
    pub(super) unit: Unit,
    /// Index of the part that stands against the others, and of the one that it is compared with.
    pub(super) part: usize,
    pub(super) against: usize,
    /// How likely it is a defect.
    pub(super) chance: f32,
    /// Whether it is very likely one, not only worth a look.
    pub(super) warns: bool,
}

/// How fast evidence of words alone makes a change likely, and how likely at most.
const EVIDENT: f32 = 0.2;
const UNLIKELY: f32 = 0.5;

/// All contrasts of a policy: every rule of norms reports its share of them.
pub(super) struct Contrasts(pub(super) Vec<Contrast>);

/// The contrasts of a policy, in the order of its groups.
pub(super) fn contrasts(policy: &Policy) -> Arc<Contrasts> {
    policy.memo.get(|| {
        let (units, groups) = units(policy);
        let counts: Vec<Counts<'_>> = units.iter().map(Counts::new).collect();
        let verdicts = odds::verdicts(policy, &counts, &groups);
        let told: Vec<Option<Verdict>> = counts
            .iter()
            .zip(verdicts)
            .map(|(counts, verdict)| told(policy, counts, verdict))
            .collect();
        drop(counts);
        let contrasts = units.into_iter().zip(told).filter_map(|(unit, told)| {
            let told = told?;
            let contrast = Contrast {
                meaning: told.meaning,
                part: told.part,
                against: against(&unit, &told, policy.source)?,
                chance: told.chance,
                warns: told.warns,
                unit,
            };
            (!contrast.is_left_in(policy)).then_some(contrast)
        });
        Contrasts(contrasts.collect())
    })
}

/// The part that an edition is compared with: one that has words for what the edition lacks, the source if it can be.
fn against(unit: &Unit, told: &Verdict, source: Lang) -> Option<usize> {
    let states = |part: usize| {
        let lacked = told.meaning.change.less;
        lacked.is_none_or(|what| unit.parts[part].cues.iter().any(|cue| cue.is(what)))
    };
    let others = (0..unit.parts.len()).filter(|other| *other != told.part);
    others.min_by_key(|part| (!states(*part), unit.parts[*part].lang != source))
}

/// What an edition binds to otherwise: what all signals together make likely, else what the words show by themselves,
/// which is worth a look. A conjunction gives way to any other change.
fn told(policy: &Policy, counts: &Counts<'_>, verdict: Option<Verdict>) -> Option<Verdict> {
    let gives_way = |one: &Verdict| !one.warns && one.meaning.is_conjunction();
    if verdict.as_ref().is_some_and(|one| !gives_way(one)) {
        return verdict;
    }
    let clearest = clearest(policy, counts);
    let clearest = clearest.filter(|(one, _)| verdict.is_none() || !one.is_conjunction());
    let Some((meaning, odd)) = clearest else {
        return verdict;
    };
    Some(Verdict {
        meaning,
        part: odd.part,
        chance: (1.0 - (-EVIDENT * odd.evidence).exp()).clamp(0.1, UNLIKELY),
        warns: false,
    })
}

/// The change with the most evidence.
fn clearest(policy: &Policy, counts: &Counts<'_>) -> Option<(&'static Meaning, Odd)> {
    let parts = counts.unit.parts.len();
    let mut found: Vec<(&'static Meaning, Odd, f32)> = MEANINGS
        .iter()
        .filter_map(|one| {
            let odd = words::odd(counts, one.change, policy.source)?;
            if is_turned_round(policy, counts.unit, one.change, odd.part) {
                return None;
            }
            Some((one, odd, one.margin(&odd, parts)?))
        })
        .collect();
    // A conjunction only where it is all there is; then what is above its bound by most, the earlier in the list where
    // two are alike.
    found.sort_by(|a, b| {
        a.0.is_conjunction()
            .cmp(&b.0.is_conjunction())
            .then(b.2.total_cmp(&a.2))
    });
    found
        .into_iter()
        .next()
        .map(|(meaning, odd, _)| (meaning, odd))
}

/// The units of a policy of which some clause shows anything, and the number of the group of each.
pub(super) fn units(policy: &Policy) -> (Vec<Unit>, Vec<usize>) {
    let stated: Vec<bool> = policy
        .groups
        .iter()
        .map(|group| group.confidence >= 0.5 && is_stated(policy, group))
        .collect();
    let units = unit::units(policy);
    let stated = units.0.iter().filter(|(group, _)| stated[*group]);
    stated.map(|(group, unit)| (unit.clone(), *group)).unzip()
}

/// Whether some clause of the group shows anything: many do not, and cost nothing more.
fn is_stated(policy: &Policy, group: &Group) -> bool {
    group.members.iter().any(|(lang, clauses)| {
        policy.edition(*lang).is_some_and(|edition| {
            let mut clauses = clauses.iter();
            clauses.any(|clause| edition.cues_of(*clause).next().is_some())
        })
    })
}

impl Contrast {
    /// The edition at fault.
    pub(super) fn lang(&self) -> Lang {
        self.unit.parts[self.part].lang
    }

    /// Whether the words that the edition seems to lack stand in it, untranslated.
    fn is_left_in(&self, policy: &Policy) -> bool {
        let (own, against) = (&self.unit.parts[self.part], &self.unit.parts[self.against]);
        let lacking = self.meaning.change.less;
        let words = lacking.and_then(|what| self.words(self.against, what, None));
        words.is_some_and(|words| {
            excuse::is_left_in(policy, (own.lang, own.span), (against.lang, words))
        })
    }

    /// The words that show a trait in a part: the one that stands where the other side's do.
    pub(super) fn words(&self, part: usize, what: Trait, beside: Option<Span>) -> Option<Span> {
        let part = &self.unit.parts[part];
        let sure = part.cues.iter().filter(|cue| cue.is(what));
        let place = |span: Span, whole: Span| {
            (span.start.saturating_sub(whole.start)) as f32 / whole.len().max(1) as f32
        };
        let at = beside.map_or(0.0, |span| place(span, self.unit.parts[self.against].span));
        sure.map(|cue| cue.span).min_by(|a, b| {
            let far = |span: &Span| (place(*span, part.span) - at).abs();
            far(a).total_cmp(&far(b))
        })
    }
}
