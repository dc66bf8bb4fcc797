//! What the editions of a unit bind to otherwise: at most one contrast an edition.
//!
//! A change of the text shows in several traits at once (a lost exception takes a negation along); only
//! the clearest is reported, by the rule that it belongs to.

use super::unit::{self, Unit};
use super::verdict::{self, Change, Odd, Proviso};
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

/// What a change means: the message that tells it.
pub(super) struct Meaning {
    pub(super) kind: Kind,
    pub(super) message: &'static str,
    pub(super) change: Change,
    /// Evidence from which on it is worth a look, and a warning: set so that good translations of whole
    /// policies stay silent.
    from: [f32; 2],
    /// The same where three others or more all state the same.
    agreed: [f32; 2],
}

/// Evidence that no sentence reaches.
const NEVER: f32 = 30.0;
/// What a warning takes more where only one other edition bears witness.
const ALONE: f32 = 0.8;

impl Meaning {
    /// How far above the bound of what is worth a look; nothing below it.
    fn margin(&self, odd: &Odd) -> Option<f32> {
        let [look, _] = if odd.agreed { self.agreed } else { self.from };
        (odd.evidence >= look).then_some(odd.evidence - look)
    }

    fn warns(&self, odd: &Odd, parts: usize) -> bool {
        let [_, warning] = if odd.agreed { self.agreed } else { self.from };
        odd.evidence >= warning + if parts == 2 { ALONE } else { 0.0 }
    }
}

const fn meaning(
    kind: Kind,
    message: &'static str,
    (less, more, proviso): (Option<Trait>, Option<Trait>, Proviso),
    from: [f32; 2],
    agreed: [f32; 2],
) -> Meaning {
    Meaning {
        kind,
        message,
        change: Change {
            more,
            less,
            proviso,
        },
        from,
        agreed,
    }
}

/// Every change that is looked for.
static MEANINGS: &[Meaning] = &[
    meaning(
        Kind::Exception,
        "exception-mismatch.lost",
        (Some(Trait::Except), None, Proviso::None),
        [2.6, 2.8],
        [2.6, 2.6],
    ),
    meaning(
        Kind::Exception,
        "exception-mismatch.added",
        (None, Some(Trait::Except), Proviso::None),
        [2.8, 3.4],
        [2.8, 3.4],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.freed",
        (Some(Trait::Must), Some(Trait::May), Proviso::None),
        [3.0, 5.6],
        [3.0, 3.5],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.bound",
        (Some(Trait::May), Some(Trait::Must), Proviso::None),
        [3.0, 3.6],
        [3.0, 3.5],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.allowed",
        (Some(Trait::Forbid), Some(Trait::May), Proviso::None),
        [3.0, 4.0],
        [3.0, 3.5],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.allowed",
        (Some(Trait::Forbid), None, Proviso::Plain),
        [NEVER, NEVER],
        [2.6, 2.6],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.forbidden",
        (Some(Trait::May), Some(Trait::Forbid), Proviso::None),
        [5.0, 6.5],
        [5.0, 6.5],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.unable",
        (Some(Trait::Refrain), Some(Trait::Cannot), Proviso::New),
        [3.6, 6.0],
        [3.6, 6.0],
    ),
    meaning(
        Kind::Modality,
        "modality-mismatch.loosened",
        (None, Some(Trait::May), Proviso::Instead(Trait::Must)),
        [2.8, 5.0],
        [2.6, 2.6],
    ),
    meaning(
        Kind::Quantifier,
        "quantifier-mismatch.part",
        (None, Some(Trait::Some), Proviso::Instead(Trait::All)),
        [2.8, 5.0],
        [2.6, 2.6],
    ),
    meaning(
        Kind::Quantifier,
        "quantifier-mismatch.some",
        (Some(Trait::All), Some(Trait::Some), Proviso::None),
        [3.0, 3.2],
        [3.0, 3.0],
    ),
    meaning(
        Kind::Quantifier,
        "quantifier-mismatch.all",
        (Some(Trait::Some), Some(Trait::All), Proviso::None),
        [3.6, 5.5],
        [3.6, 3.6],
    ),
    meaning(
        Kind::Negation,
        "negation-mismatch.lost",
        (Some(Trait::Not), None, Proviso::None),
        [2.2, 2.6],
        [2.2, 2.4],
    ),
    meaning(
        Kind::Negation,
        "negation-mismatch.added",
        (None, Some(Trait::Not), Proviso::None),
        [2.2, 2.6],
        [2.2, 2.4],
    ),
    meaning(
        Kind::Quantifier,
        "quantifier-mismatch.only-lost",
        (Some(Trait::Only), None, Proviso::None),
        [2.7, 2.9],
        [2.6, 2.6],
    ),
    meaning(
        Kind::Quantifier,
        "quantifier-mismatch.only-added",
        (None, Some(Trait::Only), Proviso::None),
        [3.3, 4.0],
        [3.3, 4.0],
    ),
    meaning(
        Kind::Conjunction,
        "conjunction-mismatch.and",
        (Some(Trait::Or), Some(Trait::And), Proviso::None),
        [7.5, NEVER],
        [5.0, NEVER],
    ),
    meaning(
        Kind::Conjunction,
        "conjunction-mismatch.or",
        (Some(Trait::And), Some(Trait::Or), Proviso::None),
        [7.5, NEVER],
        [5.0, NEVER],
    ),
    meaning(
        Kind::Conjunction,
        "conjunction-mismatch.both",
        (Some(Trait::AndOr), Some(Trait::And), Proviso::None),
        [5.2, 7.0],
        [5.2, 7.0],
    ),
    meaning(
        Kind::Actor,
        "actor-mismatch.you",
        (Some(Trait::We), Some(Trait::You), Proviso::None),
        [3.8, 5.0],
        [3.5, 3.5],
    ),
    meaning(
        Kind::Actor,
        "actor-mismatch.we",
        (Some(Trait::You), Some(Trait::We), Proviso::None),
        [3.8, 5.0],
        [3.8, 4.2],
    ),
    meaning(
        Kind::Condition,
        "condition-mismatch.lost",
        (Some(Trait::If), None, Proviso::Unanimous),
        [2.9, NEVER],
        [2.9, NEVER],
    ),
    meaning(
        Kind::Condition,
        "condition-mismatch.before",
        (Some(Trait::After), Some(Trait::Before), Proviso::None),
        [3.5, 4.5],
        [3.0, 3.5],
    ),
    meaning(
        Kind::Condition,
        "condition-mismatch.after",
        (Some(Trait::Before), Some(Trait::After), Proviso::None),
        [3.5, 4.5],
        [3.0, 3.5],
    ),
];

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
        let Some((meaning, odd)) = clearest(&unit, policy.source, &|one| one.kind == kind) else {
            continue;
        };
        let all = clearest(&unit, policy.source, &|_| true);
        if all.is_none_or(|(best, _)| best.kind == kind) {
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
fn clearest(
    unit: &Unit<'_>,
    source: Lang,
    wanted: &dyn Fn(&Meaning) -> bool,
) -> Option<(&'static Meaning, Odd)> {
    let mut found: Vec<(&'static Meaning, Odd)> = MEANINGS
        .iter()
        .filter(|one| wanted(one))
        .filter_map(|one| Some((one, verdict::odd(unit, one.change, source)?)))
        .filter(|(one, odd)| one.margin(odd).is_some())
        .collect();
    // What is above its bound by most; the earlier in the list where two are alike.
    found.sort_by(|a, b| {
        let clear = |one: &(&Meaning, Odd)| one.0.margin(&one.1).unwrap_or_default();
        clear(b).total_cmp(&clear(a))
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
