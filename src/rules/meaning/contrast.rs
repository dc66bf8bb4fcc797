//! What the editions of a unit bind to otherwise: at most one contrast an edition.
//!
//! A change of the text shows in several traits at once (a lost exception takes a negation along); only
//! the clearest is reported, by the rule that it belongs to.

use super::unit::{self, Unit};
use super::count::Counts;
use super::meanings::{MEANINGS, Meaning};
use super::verdict::{self, Odd};
use crate::model::{Cue, Group, Policy, Trait};
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
pub(super) struct Contrast<'p> {
    pub(super) meaning: &'static Meaning,
    pub(super) unit: Unit<'p>,
    pub(super) odd: Odd,
}

/// The contrasts of a group that belong to one rule.
pub(super) fn contrasts<'p>(policy: &'p Policy, group: &Group, kind: Kind) -> Vec<Contrast<'p>> {
    if group.members.len() < 2 || group.confidence < 0.5 || !is_stated(policy, group, kind) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for unit in unit::units(policy, group) {
        let Some((meaning, odd)) = clearest(&unit, policy.source) else {
            continue;
        };
        if meaning.kind == kind {
            found.push(Contrast { meaning, unit, odd });
        }
    }
    found
}

/// Whether some clause of the group shows what the rule looks for: most do not, and cost nothing more.
fn is_stated(policy: &Policy, group: &Group, kind: Kind) -> bool {
    let wanted = |cue: &Cue| {
        MEANINGS.iter().filter(|one| one.kind == kind).any(|one| {
            [one.change.more, one.change.less]
                .into_iter()
                .flatten()
                .any(|what| cue.is(what))
        })
    };
    group.members.iter().any(|(lang, clauses)| {
        policy.edition(*lang).is_some_and(|edition| {
            clauses
                .iter()
                .any(|clause| edition.cues_of(*clause).any(wanted))
        })
    })
}

/// The change with the most evidence.
fn clearest(unit: &Unit<'_>, source: Lang) -> Option<(&'static Meaning, Odd)> {
    let counts = Counts::new(unit);
    let mut found: Vec<(&'static Meaning, Odd)> = MEANINGS
        .iter()
        .filter_map(|one| Some((one, verdict::odd(&counts, one.change, source)?)))
        .filter(|(one, odd)| one.margin(odd, unit.parts.len()).is_some())
        .collect();
    // What warns before what is worth a look, a conjunction only where it is all there is; then what is above its bound
    // by most; the earlier in the list where two are alike.
    let rank = |(one, odd): &(&Meaning, Odd)| {
        let conjunction = one.kind == Kind::Conjunction;
        let warns = one.warns(odd, unit.parts.len());
        (conjunction, !warns)
    };
    let margin = |(one, odd): &(&Meaning, Odd)| one.margin(odd, unit.parts.len()).unwrap_or_default();
    found.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(margin(b).total_cmp(&margin(a)))
    });
    found.into_iter().next()
}

impl Contrast<'_> {
    /// Whether it is very likely a defect, not only worth a look.
    pub(super) fn warns(&self) -> bool {
        self.meaning.warns(&self.odd, self.unit.parts.len())
    }

    /// The edition at fault.
    pub(super) fn lang(&self) -> Lang {
        self.unit.parts[self.odd.part].lang
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
