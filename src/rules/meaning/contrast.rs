//! What the editions of a unit bind to otherwise: at most one contrast an edition.
//!
//! A change of the text shows in several traits at once (a lost exception takes a negation along); only
//! the clearest is reported, by the rule that it belongs to.

use std::sync::Arc;

use super::count::Counts;
use super::meanings::{MEANINGS, Meaning};
use super::odds;
use super::unit::{self, Unit};
use super::verdict::{self, Odd};
use crate::model::{Class, Group, Policy, Trait};
use crate::text::{Lang, Span, is_cjk};

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
    pub(super) odd: Odd,
    /// Its probability, where all signals together tell it.
    pub(super) chance: Option<f32>,
}

/// All contrasts of a policy: every rule of norms reports its share of them.
pub(super) struct Contrasts(pub(super) Vec<Contrast>);

/// The contrasts of a policy, in the order of its groups.
pub(super) fn contrasts(policy: &Policy) -> Arc<Contrasts> {
    policy.memo.get(|| {
        let groups = policy.groups.iter().filter(|group| {
            group.class == Class::Text && group.members.len() > 1 && group.confidence >= 0.5
        });
        let found = groups
            .filter(|group| is_stated(policy, group))
            .flat_map(|group| unit::units(policy, group))
            .filter_map(|unit| contrast(policy, unit));
        Contrasts(found.collect())
    })
}

/// What an edition binds to otherwise in a unit: what the words show by themselves, else what all signals together do.
fn contrast(policy: &Policy, unit: Unit) -> Option<Contrast> {
    let counts = Counts::new(&unit);
    let plain = clearest(&counts, policy.source);
    let warns = |(one, odd): &(&Meaning, Odd)| one.warns(odd, unit.parts.len());
    let (meaning, odd, chance) = match plain.filter(warns) {
        Some((meaning, odd)) => (meaning, odd, None),
        None => match odds::likeliest(policy, &counts) {
            Some((meaning, odd, chance)) => (meaning, odd, Some(chance)),
            None => plain.map(|(meaning, odd)| (meaning, odd, None))?,
        },
    };
    let contrast = Contrast {
        meaning,
        unit,
        odd,
        chance,
    };
    (!contrast.is_left_in(policy)).then_some(contrast)
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

/// The change with the most evidence.
fn clearest(counts: &Counts<'_>, source: Lang) -> Option<(&'static Meaning, Odd)> {
    let unit = counts.unit;
    let mut found: Vec<(&'static Meaning, Odd)> = MEANINGS
        .iter()
        .filter_map(|one| Some((one, verdict::odd(counts, one.change, source)?)))
        .filter(|(one, odd)| one.margin(odd, unit.parts.len()).is_some())
        .collect();
    // What warns before what is worth a look, a conjunction only where it is all there is; then what is above its bound
    // by most; the earlier in the list where two are alike.
    let rank = |(one, odd): &(&Meaning, Odd)| {
        let conjunction = one.kind == Kind::Conjunction;
        let warns = one.warns(odd, unit.parts.len());
        (conjunction, !warns)
    };
    let margin =
        |(one, odd): &(&Meaning, Odd)| one.margin(odd, unit.parts.len()).unwrap_or_default();
    found.sort_by(|a, b| rank(a).cmp(&rank(b)).then(margin(b).total_cmp(&margin(a))));
    found.into_iter().next()
}

impl Contrast {
    /// Whether it is very likely a defect, not only worth a look.
    pub(super) fn warns(&self) -> bool {
        self.chance.is_some() || self.meaning.warns(&self.odd, self.unit.parts.len())
    }

    /// The edition at fault.
    pub(super) fn lang(&self) -> Lang {
        self.unit.parts[self.odd.part].lang
    }

    /// Whether the words that the edition seems to lack stand in it, untranslated.
    fn is_left_in(&self, policy: &Policy) -> bool {
        let (own, against) = (
            &self.unit.parts[self.odd.part],
            &self.unit.parts[self.odd.against],
        );
        let text = |lang: Lang, span: Span| {
            let edition = policy.edition(lang);
            edition.map_or("", |edition| edition.document.slice(span))
        };
        let lacking = self.meaning.change.less;
        let words = lacking.and_then(|what| self.words(self.odd.against, what, None));
        let Some(words) = words.map(|span| text(against.lang, span)) else {
            return false;
        };
        // Chinese and Japanese share their characters.
        let shared = own.lang.is_cjk() && against.lang.is_cjk() || own.lang == against.lang;
        let body = text(own.lang, own.span);
        !shared && words.len() > 2 && stands_in(body, words)
    }

    /// The words that show a trait in a part: the one that stands where the other side's do.
    pub(super) fn words(&self, part: usize, what: Trait, beside: Option<Span>) -> Option<Span> {
        let part = &self.unit.parts[part];
        let sure = part.cues.iter().filter(|cue| cue.is(what));
        let place = |span: Span, whole: Span| {
            (span.start.saturating_sub(whole.start)) as f32 / whole.len().max(1) as f32
        };
        let at = beside.map_or(0.0, |span| {
            place(span, self.unit.parts[self.odd.against].span)
        });
        sure.map(|cue| cue.span).min_by(|a, b| {
            let far = |span: &Span| (place(*span, part.span) - at).abs();
            far(a).total_cmp(&far(b))
        })
    }
}

/// Whether words stand in a text, not as a part of longer ones.
fn stands_in(text: &str, words: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_cjk(c);
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + words.len()..].chars().next();
        !before.is_some_and(is_letter) && !behind.is_some_and(is_letter)
    })
}
