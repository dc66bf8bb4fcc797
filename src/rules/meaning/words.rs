//! Which edition of a unit states a trait of its norm otherwise than the others.

use super::count::{self, Chances, Counts};
use super::unit::Unit;
use crate::model::Trait;
use crate::text::Lang;

/// An edition that stands against the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odd {
    /// Index of its part in the unit.
    pub(super) part: usize,
    /// How much likelier a defect is than a free translation (natural logarithm), less what speaks
    /// against trusting the words.
    pub(super) evidence: f32,
    /// Three others or more, and all of them state the traits equally often.
    pub(super) agreed: bool,
    /// No word leaves a doubt of it.
    pub(super) clear: bool,
}

/// A change of a norm: which traits an edition must state more of and less of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) more: Option<Trait>,
    pub(super) less: Option<Trait>,
    pub(super) proviso: Proviso,
}

/// What else must hold for a change to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proviso {
    /// Nothing.
    None,
    /// No other edition states what the edition states more of.
    New,
    /// Of three editions or more, none else shows what it states more of, one states this trait (or several
    /// hint at it), and the edition does not show this trait: “may” where another says “must” and the rest say neither.
    Instead(Trait),
    /// All state that the provider acts, and the others that it will not: “we cannot” for “we will not”.
    Promised,
    /// The edition states nothing else either that denies or bans.
    Plain,
    /// No edition denies, bans or says “any”: “not A or B” is “neither A nor B”.
    Positive,
    /// All others, two at least, state what it states less of, and it does not show it and is shorter by what that takes.
    Unanimous,
}

/// A trait that is expected less often than this is not shown.
const SHOWN: f32 = 0.3;
/// Expected more often than this, it is shown more than once.
const ONCE: f32 = 1.6;

/// What all others hint at is no more than this share of what the edition states.
const QUIET: f32 = 0.5;

/// As much of a trait is worth a thought.
const HINT: f32 = 0.25;

/// A word that gives another force to a norm leaves little doubt of itself.
const PLAINLY: f32 = 0.8;

/// All others together hint at a trait.
const HINTED: f32 = 0.5;

/// Below this a trait does not differ.
const LEAST: f32 = 0.4;
/// So many of one trait, and the words of a sentence cannot be told apart.
const MANY: f32 = 3.0;

/// So many Chinese letters, and a single word more or less proves nothing for itself.
const LONG: f32 = 140.0;

/// What words that leave no doubt are worth at least.
const PLAIN: f32 = 2.2;

/// What is taken off where a language is not used to say what is compared.
const UNSPOKEN: f32 = 8.0;

/// The edition that shows the change most clearly.
///
/// A single edition against two or more others is judged by their majority; of two editions, the
/// source is right.
pub(super) fn odd(counts: &Counts<'_>, change: Change, source: Lang) -> Option<Odd> {
    let unit = counts.unit;
    let parts = unit.parts.len();
    let mut evidence = vec![0.0f32; parts];
    let mut agreed = vec![parts > 3; parts];
    let mut clear = vec![true; parts];
    for (what, direction) in [(change.more, 1), (change.less, -1)] {
        let Some(what) = what else { continue };
        let chances = counts.of(what);
        let stating = chances.iter().filter(|one| one.stated() > 0).count();
        if stating == 0 {
            return None;
        }
        let many = chances.iter().any(|one| one.expected() > MANY);
        for (part, clear) in clear.iter_mut().enumerate() {
            *clear &= count::is_clear(chances, part, direction > 0);
        }
        for (part, (found, way)) in count::odd(what, chances).into_iter().enumerate() {
            if way != direction || found < LEAST {
                evidence[part] = f32::NEG_INFINITY;
                continue;
            }
            agreed[part] &= count::agree(what, &witnesses(unit, what, part, chances));
            let own = chances[part].stated() > 0;
            // What it states more of it must surely state; what it states less of, most others.
            let shown = if direction > 0 {
                own
            } else {
                (stating - usize::from(own)) * 2 > parts - 1
            };
            evidence[part] += found - if shown { 0.0 } else { 1.5 } - if many { 1.0 } else { 0.0 };
        }
    }
    for (part, clear) in clear.iter_mut().enumerate() {
        *clear |= is_exchanged(counts, change, part);
    }
    let alone = parts == 2;
    // Few witnesses.
    let doubt = match parts {
        2 => 0.3,
        3 => 0.1,
        _ => 0.0,
    };
    let candidates = || (0..parts).filter(|part| !alone || unit.parts[*part].lang != source);
    let short = unit.parts.iter().all(|part| part.length <= LONG);
    let plain = candidates().find(|part| short && clear[*part] && holds(counts, change, *part));
    let part = match plain {
        Some(part) => part,
        None => candidates()
            .filter(|part| evidence[*part].is_finite())
            .max_by(|a, b| evidence[*a].total_cmp(&evidence[*b]).then(b.cmp(a)))
            .filter(|part| holds(counts, change, *part))?,
    };
    let others = || (0..parts).filter(|other| *other != part);
    let against = others()
        .find(|other| unit.parts[*other].lang == source)
        .or_else(|| others().next())?;
    // What a sentence states that the other side does not have at all is no other meaning of this one.
    let (here, there) = (unit.parts[part].sentences, unit.parts[against].sentences);
    if (change.more.is_none() && here < there)
        || (change.less.is_none() && here > there && plain.is_none())
    {
        return None;
    }
    // Japanese leaves “you” out, and puts 当社 into names.
    let names = [change.more, change.less].contains(&Some(Trait::Ours));
    let unspoken = names && unit.parts[part].lang == Lang::Ja && !agreed[part];
    let weighed = if plain.is_some() {
        evidence[part].max(PLAIN)
    } else {
        evidence[part]
    };
    Some(Odd {
        part,
        evidence: weighed - doubt - if unspoken { UNSPOKEN } else { 0.0 },
        agreed: agreed[part],
        clear: plain.is_some(),
    })
}

/// Whether an edition stands against three others or more outright. Translators turn norms into other words, and then
/// one edition has a negation more or less than the rest: only where the others agree, and the edition has not a word of
/// it, is that no matter of style. Fewer others are judged by the evidence alone.
pub(super) fn is_outright(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    let parts = counts.unit.parts.len();
    let is_actor = |what: Option<Trait>| {
        matches!(
            what,
            Some(Trait::We | Trait::You | Trait::Ours | Trait::Yours)
        )
    };
    // Who acts is named as often as the sentence needs it.
    if parts < 4 || is_actor(change.less) || is_actor(change.more) {
        return true;
    }
    let others = || (0..parts).filter(|other| *other != part);
    // Of four others and more, one may differ.
    let dissent = usize::from(parts > 4);
    let lost = change.less.is_none_or(|what| {
        let chances = counts.of(what);
        // Of a word exchanged for another a hint will do.
        let says = |other: usize| match change.more {
            None => chances[other].stated() > 0,
            Some(_) => chances[other].expected() >= HINT / 2.0,
        };
        let silent = others().filter(|other| !says(*other)).count();
        let own = &chances[part];
        own.stated() == 0 && own.expected() <= SHOWN && silent <= dissent
    });
    let added = change.more.is_none_or(|what| {
        let chances = counts.of(what);
        let stating = others()
            .filter(|other| chances[*other].stated() > 0)
            .count();
        let hints: f32 = others().map(|other| chances[other].expected()).sum();
        let quiet = hints < chances[part].expected() * QUIET;
        match change.less {
            None => stating <= dissent && quiet,
            Some(_) => stating > 0 || quiet,
        }
    });
    lost && added
}

/// Whether an edition names the reader where all others name the provider, or the other way round: oftener the one,
/// less often the other, however often the sentence names them besides. Japanese bears no witness where others do, for
/// it leaves pronouns out.
fn is_exchanged(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    /// So much oftener each of the others states it.
    const APART: f32 = 0.5;
    let parties = [Trait::Ours, Trait::Yours];
    let (Some(less), Some(more)) = (change.less, change.more) else {
        return false;
    };
    let unit = counts.unit;
    if !parties.contains(&less) || !parties.contains(&more) || unit.parts[part].lang == Lang::Ja {
        return false;
    }
    let of = |what: Trait, at: usize| counts.of(what)[at].expected();
    let outspoken = |at: &usize| *at != part && unit.parts[*at].lang != Lang::Ja;
    let others: Vec<usize> = (0..unit.parts.len()).filter(outspoken).collect();
    others.len() > 1
        && others.iter().all(|at| {
            of(less, *at) - of(less, part) >= APART && of(more, part) - of(more, *at) >= APART
        })
}

/// The counts that must agree for the others to be unanimous: of all others, without Japanese where it tells by verb
/// forms what the rest says in words (who acts, what will be), if two are left.
fn witnesses<'c>(
    unit: &Unit,
    what: Trait,
    part: usize,
    chances: &'c [Chances],
) -> Vec<&'c Chances> {
    let others = || (0..chances.len()).filter(|other| *other != part);
    let outspoken = || others().filter(|other| unit.parts[*other].lang != Lang::Ja);
    let drops = matches!(
        what,
        Trait::We | Trait::You | Trait::Ours | Trait::Yours | Trait::Will | Trait::Ask
    );
    if drops && outspoken().count() > 1 {
        outspoken().map(|other| &chances[other]).collect()
    } else {
        others().map(|other| &chances[other]).collect()
    }
}

/// What is left of a sentence that lost a part of it.
const CUT: f32 = 0.75;

/// Whether every other part is longer, by so much that this one says less.
fn others_are_longer(unit: &Unit, part: usize) -> bool {
    let own = unit.parts[part].length;
    let mut others = unit.parts.iter().enumerate().filter(|(at, _)| *at != part);
    others.all(|(_, other)| own < other.length * CUT)
}

fn holds(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    if is_said_otherwise(counts, change, part) {
        return false;
    }
    let unit = counts.unit;
    let of = |what: Trait, at: usize| &counts.of(what)[at];
    let mut others = (0..unit.parts.len()).filter(|other| *other != part);
    let three = unit.parts.len() > 2;
    match (change.proviso, change.more, change.less) {
        (Proviso::New, Some(more), _) => others.all(|other| of(more, other).stated() == 0),
        (Proviso::Instead(what), Some(more), _) => {
            three
                && of(more, part).most() >= PLAINLY
                && others.clone().all(|other| of(more, other).most() <= SHOWN)
                && (others.clone().any(|other| of(what, other).stated() > 0)
                    || others.map(|other| of(what, other).expected()).sum::<f32>() >= HINTED)
                && of(what, part).expected() <= SHOWN
                && of(more, part).expected() <= ONCE
                // “No one may” is a ban.
                && of(Trait::Not, part).stated() == 0
        }
        (Proviso::Unanimous, _, Some(less)) => {
            three
                && others.all(|other| of(less, other).stated() > 0)
                && of(less, part).expected() < SHOWN
                && others_are_longer(unit, part)
        }
        (Proviso::Promised, ..) => {
            of(Trait::We, part).stated() > 0
                && others.all(|other| {
                    of(Trait::We, other).stated() > 0
                        && of(Trait::Refrain, other).stated() > 0
                        && of(Trait::Cannot, other).expected() < SHOWN
                })
        }
        (Proviso::Positive, ..) => (0..unit.parts.len()).all(|at| {
            [
                Trait::Not,
                Trait::Forbid,
                Trait::Cannot,
                Trait::Refrain,
                Trait::Any,
            ]
            .into_iter()
            .all(|what| of(what, at).expected() < SHOWN)
        }),
        (Proviso::Plain, ..) => [Trait::Not, Trait::Cannot, Trait::Forbid]
            .into_iter()
            .all(|what| of(what, part).expected() < SHOWN),
        _ => true,
    }
}

/// Whether an edition seems to say with other words what the change would take away or add.
pub(super) fn is_said_otherwise(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    is_turned(counts, change, part) || is_reversed(counts, change, part)
}

/// “Not unless you ask” is “if you do not ask, then not”, and “not before” is “only after”: what one says with another
/// word and a negation more or less.
fn is_reversed(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    let parts = counts.unit.parts.len();
    let apart = |what: Trait| {
        let chances = counts.of(what);
        let others = (0..parts).filter(|other| *other != part);
        let theirs = others.map(|at| chances[at].expected()).sum::<f32>() / (parts - 1) as f32;
        chances[part].expected() - theirs
    };
    match (change.less, change.more) {
        (Some(Trait::Except), None) => {
            apart(Trait::Not) > SHOWN && apart(Trait::If) > SHOWN || apart(Trait::Only) > SHOWN
        }
        (Some(Trait::Not), None) => apart(Trait::After) > SHOWN && apart(Trait::Before) < -SHOWN,
        (Some(Trait::Before), Some(Trait::After)) | (Some(Trait::After), Some(Trait::Before)) => {
            apart(Trait::Not).abs() > 2.0 * SHOWN
        }
        _ => false,
    }
}

/// “Only adults may” is “minors may not”: what one says with a negation or an obligation the others say with a limit.
fn is_turned(counts: &Counts<'_>, change: Change, part: usize) -> bool {
    let (own_instead, what) = match (change.less, change.more) {
        (Some(what @ (Trait::Not | Trait::Forbid | Trait::Only)), _) => (true, what),
        (None, Some(what @ (Trait::Not | Trait::Only))) => (false, what),
        (Some(Trait::May), Some(what @ Trait::Not)) => (false, what),
        _ => return false,
    };
    let limits: &[Trait] = match what {
        Trait::Only => &[Trait::Not, Trait::Except, Trait::Forbid],
        Trait::Not if change.more.is_none() || change.less.is_none() => {
            &[Trait::Only, Trait::Except, Trait::Forbid]
        }
        _ => &[Trait::Only, Trait::Except],
    };
    let parts = counts.unit.parts.len();
    let shown = |limit: Trait| {
        let chances = counts.of(limit);
        let others = (0..parts).filter(|other| *other != part);
        let theirs = others.map(|at| chances[at].expected()).sum::<f32>() / (parts - 1) as f32;
        let own = chances[part].expected();
        if own_instead {
            (own, theirs)
        } else {
            (theirs, own)
        }
    };
    // “Only together with” is “must … together with”, where nothing else must be.
    let (instead, besides) = shown(Trait::Must);
    let bound = what == Trait::Only && instead > SHOWN && besides <= SHOWN;
    // “No … without approval” is “… requires approval”.
    let required = what == Trait::Not
        && instead > besides + SHOWN
        && [Trait::Except, Trait::Only]
            .into_iter()
            .any(|limit| shown(limit).1 >= HINT);
    bound
        || required
        || limits.iter().any(|limit| {
            let (instead, besides) = shown(*limit);
            instead > besides + SHOWN
        })
}
