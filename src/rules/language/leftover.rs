//! Clauses in another language than their edition's.
//!
//! In goes a policy; out come its [`Leftover`]s by edition, in text order. A leftover that the edition in
//! its own language holds word for word, or that is aligned with clauses of other editions, was
//! left untranslated; one that is aligned with nothing is a stray: the rest of another
//! document, or furniture of the page that it was copied from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::running::{is_running, is_sentence};
use crate::language::{Guess, identify};
use crate::model::{Class, ClauseId, Edition, Policy};
use crate::text::{Lang, Span, is_alphanumeric, is_cjk};
use foldhash::HashMap;

/// By how much a clause must speak for the other language, in function words or telling characters.
const MARGIN: f32 = 1.5;
/// How sure an alignment must be to count.
const SURE: f32 = 0.5;
/// The share of an edition's letters that makes the whole edition one leftover.
const WHOLE: f32 = 0.6;

/// What a leftover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Another edition holds the same text.
    Copy(Lang, ClauseId),
    /// Other editions hold a clause that says the same.
    Aligned(Lang, ClauseId),
    /// Nothing in the policy corresponds to it.
    Stray,
}

/// A clause in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leftover {
    /// The clause.
    pub(super) clause: ClauseId,
    /// Its text, without the label.
    pub(super) span: Span,
    /// The language that it is in.
    pub(super) other: Lang,
    /// What it is.
    pub(super) origin: Origin,
    /// No edition translates it.
    pub(super) shared: bool,
}

/// What an edition holds in other languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Leftovers {
    /// The language that most of the edition is in, when it is not its own.
    pub(super) whole: Option<Lang>,
    /// The clauses, in text order.
    pub(super) clauses: Vec<Leftover>,
}

/// The leftovers of every edition.
pub(super) fn leftovers(policy: &Policy) -> Arc<BTreeMap<Lang, Leftovers>> {
    policy.memo.get(|| {
        let keys = keys(policy);
        let copies = copies(policy, &keys);
        policy
            .langs()
            .map(|lang| (lang, of_edition(policy, lang, &keys, &copies)))
            .collect()
    })
}

/// What a text of some length is known by: a hash of its letters and digits in lower case, and their number.
type Key = (u64, usize);

fn key(text: &str) -> Key {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut count = 0;
    let mut add = |c: char| {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3);
        count += 1;
    };
    for c in text.chars().filter(|c| is_alphanumeric(*c)) {
        if c.is_ascii() || is_cjk(c) {
            add(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(&mut add);
        }
    }
    (hash, count)
}

/// The keys of all clauses, by edition.
fn keys(policy: &Policy) -> BTreeMap<Lang, Vec<Key>> {
    let of = |edition: &Edition| {
        let document = &edition.document;
        let clauses = document.clauses.iter();
        clauses
            .map(|clause| key(document.slice(clause.body)))
            .collect()
    };
    policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, of(edition)))
        .collect()
}

type Copies = HashMap<Key, Vec<(Lang, ClauseId)>>;

/// Where each text of some length stands first in each edition.
fn copies(policy: &Policy, keys: &BTreeMap<Lang, Vec<Key>>) -> Copies {
    let mut copies = Copies::default();
    for (lang, edition) in &policy.editions {
        for ((id, clause), key) in edition.document.iter().zip(&keys[lang]) {
            if clause.class != Class::Furniture && key.1 >= 10 {
                let places = copies.entry(*key).or_default();
                if places.last().is_none_or(|(last, _)| last != lang) {
                    places.push((*lang, id));
                }
            }
        }
    }
    copies
}

/// Whether two editions share what is kept: the two Chinese standards do.
pub(super) fn same(a: Lang, b: Lang) -> bool {
    a == b || (a.is_chinese() && b.is_chinese())
}

/// Evidence for a language; the two Chinese standards share theirs.
fn weight(guess: &Guess, lang: Lang) -> f32 {
    if lang.is_chinese() {
        guess.weight(Lang::Zh).max(guess.weight(Lang::ZhHant))
    } else {
        guess.weight(lang)
    }
}

fn of_edition(
    policy: &Policy,
    lang: Lang,
    keys: &BTreeMap<Lang, Vec<Key>>,
    copies: &Copies,
) -> Leftovers {
    let mut found = Leftovers::default();
    let Some(edition) = policy
        .edition(lang)
        .filter(|_| !matches!(lang, Lang::Other(_)))
    else {
        return found;
    };
    let document = &edition.document;
    let (mut all, mut foreign) = (0usize, BTreeMap::<Lang, usize>::new());
    for (id, clause) in document
        .iter()
        .filter(|(_, clause)| clause.class != Class::Furniture)
    {
        let text = document.slice(clause.body);
        let key = keys[&lang][id.index()];
        all += key.1;
        let copied = copies.get(&key).is_some_and(|places| places.len() > 1);
        let alone = policy
            .group(lang, id)
            .is_none_or(|group| group.members.len() == 1);
        if clause.class != Class::Foreign && !copied && !alone {
            continue;
        }
        let guess = identify(text);
        let Some(other) = guess.best().filter(|other| !same(*other, lang)) else {
            continue;
        };
        let (own, theirs) = (weight(&guess, lang), weight(&guess, other));
        let clear = theirs - own >= MARGIN && own * 4.0 < theirs && is_sentence(text, other);
        if clause.class != Class::Foreign && !(clear || copied && theirs - own >= MARGIN) {
            continue;
        }
        *foreign.entry(other).or_default() += key.1;
        let places = copies.get(&key).map_or(&[][..], Vec::as_slice);
        let original = places
            .iter()
            .find(|(place, _)| same(*place, other) && *place != lang);
        // Beside a clause in its own language that says the same, it is no translation that was forgotten.
        let is_left = |clause: &ClauseId| {
            let class = document
                .clauses
                .get(clause.index())
                .map(|clause| clause.class);
            *clause == id || class == Some(Class::Foreign)
        };
        let aligned = policy
            .group(lang, id)
            .filter(|group| group.confidence >= SURE && group.of(lang).iter().all(is_left))
            .into_iter()
            .flat_map(|group| &group.members)
            .filter(|(member, _)| **member != lang)
            .max_by_key(|(member, _)| (same(**member, other), **member == policy.source))
            .and_then(|(member, clauses)| Some((*member, *clauses.first()?)));
        let origin = match (original, aligned) {
            (Some((place, clause)), _) => Origin::Copy(*place, *clause),
            (None, Some((member, clause))) => Origin::Aligned(member, clause),
            (None, None) => Origin::Stray,
        };
        if origin != Origin::Stray && !is_running(text, other) {
            continue;
        }
        // Three editions or more, and nobody translates it: a notice that is meant to stay as it is.
        let keeping = policy
            .langs()
            .filter(|lang| places.iter().any(|(place, _)| place == lang))
            .count();
        let shared = keeping > 2 && keeping == policy.editions.len();
        found.clauses.push(Leftover {
            clause: id,
            span: clause.body,
            other,
            origin,
            shared,
        });
    }
    let most = foreign.into_iter().max_by_key(|(_, letters)| *letters);
    found.whole = most
        .filter(|(_, letters)| *letters >= 40 && *letters as f32 >= WHOLE * all as f32)
        .map(|(other, _)| other);
    found
}

/// Cuts leftovers into runs of neighbours of one language and one kind of origin.
pub(super) fn runs(clauses: &[Leftover]) -> impl Iterator<Item = &[Leftover]> {
    clauses.chunk_by(|a, b| {
        a.other == b.other
            && b.clause.0 == a.clause.0 + 1
            && (a.origin == Origin::Stray) == (b.origin == Origin::Stray)
            && a.shared == b.shared
    })
}
