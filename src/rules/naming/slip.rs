//! Names that an edition misspells, and where.
//!
//! A slip is a word that no other edition writes, near a name. It shows in a group: the others write the name there,
//! more often than this edition does. Where the group does not show it (the others say "it", or write another script),
//! a name that the edition else writes right, often, shows it too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use super::{Case, Key, Naming, Nearness, Token, is_replaced, nearness, sounds_like};
use crate::lexicon::english::is_listed;
use crate::model::{Class, Group, Policy};
use crate::text::{Lang, Span};

/// A word that is a name misspelt.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Slip {
    /// The edition.
    pub(in crate::rules) lang: Lang,
    /// The wrong word.
    pub(in crate::rules) span: Span,
    /// Its form.
    pub(in crate::rules) key: Key,
    /// The name as it is written where it is right.
    pub(in crate::rules) meant: Span,
    /// In which edition that stands.
    pub(in crate::rules) meant_in: Lang,
    /// The aligned clauses show it.
    pub(in crate::rules) shown: bool,
    /// Two editions write it in two ways, and nothing tells which is right.
    pub(in crate::rules) open: bool,
}

/// So many different words and names of an edition are compared without a group that shows them.
const MOST: usize = 2_000;

/// So many words of an edition in a group are compared with so many names: no clause of a policy has more.
const MOST_HERE: (usize, usize) = (4_000, 400);

/// The slips of a policy, by edition in text order; looked for once.
pub(in crate::rules) fn slips(policy: &Policy, naming: &Naming<'_>) -> Arc<Slips> {
    policy.memo.get(|| Slips(find(policy, naming)))
}

/// Slips, kept for the rules that ask.
#[derive(Debug)]
pub(in crate::rules) struct Slips(Vec<Slip>);

impl Deref for Slips {
    type Target = [Slip];

    fn deref(&self) -> &[Slip] {
        &self.0
    }
}

fn find(policy: &Policy, naming: &Naming<'_>) -> Vec<Slip> {
    let mut found: BTreeMap<(Lang, Span), (Slip, Nearness)> = BTreeMap::new();
    let partners = partners(policy, naming);
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text)
    {
        shown(policy, naming, &partners, group, &mut found);
    }
    for lang in policy.langs() {
        unshown(policy, naming, lang, &mut found);
    }
    found.into_values().map(|(slip, _)| slip).collect()
}

/// Whether one word is the adjective of a country that the other names: Estonia, Estonian.
fn is_demonym(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.ends_with('a') && long.strip_suffix('n') == Some(short)
}

/// How often an edition writes a name in a group, and where first.
type Counts = BTreeMap<Key, BTreeMap<Lang, (usize, Span)>>;

fn shown(
    policy: &Policy,
    naming: &Naming<'_>,
    partners: &BTreeMap<Key, Vec<Key>>,
    group: &Group,
    found: &mut BTreeMap<(Lang, Span), (Slip, Nearness)>,
) {
    let members: Vec<Lang> = group
        .members
        .iter()
        .filter(|(_, of)| !of.is_empty())
        .map(|(lang, _)| *lang)
        .collect();
    if members.len() < 2 {
        return;
    }
    let mut counts = Counts::new();
    for lang in &members {
        for token in naming.in_group(*lang, group) {
            let count = counts
                .entry(token.key)
                .or_default()
                .entry(*lang)
                .or_insert((0, token.span));
            count.0 += 1;
        }
    }
    let said = |key: Key, lang: Lang| {
        let count = |key: &Key| {
            counts
                .get(key)
                .and_then(|of| of.get(&lang))
                .map_or(0, |(count, _)| *count)
        };
        count(&key)
            + partners
                .get(&key)
                .into_iter()
                .flatten()
                .map(count)
                .sum::<usize>()
    };
    let mut names = 0;
    for (key, by_lang) in &counts {
        let Some((most, (from, span))) = by_lang
            .iter()
            .map(|(lang, (count, span))| (*count, (*lang, *span)))
            .max_by_key(|(count, _)| *count)
        else {
            continue;
        };
        // a name of one edition is right if that is the source; between two others nothing tells
        let kept = !naming.is_name(*key) && naming.is_kept(*key);
        let once = !naming.is_name(*key) && !kept;
        if once && !is_once(naming, from, *key) {
            continue;
        }
        names += 1;
        if names > MOST_HERE.1 {
            return;
        }
        for lang in members
            .iter()
            .copied()
            .filter(|lang| *lang != from && said(*key, *lang) < most)
            .filter(|lang| !once || *lang != policy.source)
        {
            let open = once && from != policy.source;
            for token in naming.in_group(lang, group).take(MOST_HERE.0) {
                let names: Vec<&str> = if token.case == Case::Kana {
                    partners
                        .get(key)
                        .into_iter()
                        .flatten()
                        .map(|key| naming.form(*key))
                        .collect()
                } else {
                    vec![naming.form(*key)]
                };
                let word = naming.form(token.key);
                let companions = || {
                    let in_group = |lang: &Lang| {
                        let lang = *lang;
                        naming.in_group(lang, group).map(move |one| (lang, one))
                    };
                    let here = naming.tokens(lang).iter().map(|one| (lang, one));
                    let known = here.chain(members.iter().flat_map(in_group));
                    keeps_company(naming, lang, token, *key, known)
                };
                let agreed = || by_lang.keys().filter(|other| **other != lang).count() > 1;
                let replaced =
                    |name: &str| is_replaced(word, name) && !once && (companions() || agreed());
                let nearest = names
                    .iter()
                    .filter_map(|name| {
                        nearness(word, name).or_else(|| replaced(name).then_some(Nearness::One))
                    })
                    .min();
                let sure = |near: Nearness| {
                    near == Nearness::One
                        && token.case != Case::Lower
                        && (!is_listed(word) || companions() || agreed())
                };
                let nearest = nearest.filter(|near| !kept || sure(*near));
                if names.iter().any(|name| is_demonym(word, name)) {
                    continue;
                }
                let Some(near) = nearest.filter(|near| is_slip(naming, lang, token, *key, *near))
                else {
                    continue;
                };
                if open && (lang < from || !is_once(naming, lang, token.key)) {
                    continue;
                }
                let slip = Slip {
                    lang,
                    span: token.span,
                    key: token.key,
                    meant: span,
                    meant_in: from,
                    shown: true,
                    open,
                };
                keep(found, slip, near);
            }
        }
    }
}

/// Whether a word stands beside the same word as some of the known ones that are the name.
fn keeps_company<'a>(
    naming: &Naming<'_>,
    lang: Lang,
    token: &Token,
    name: Key,
    mut known: impl Iterator<Item = (Lang, &'a Token)>,
) -> bool {
    let [before, after] = naming.beside(lang, token);
    known.any(|(lang, known)| {
        known.key == name && {
            let [left, right] = naming.beside(lang, known);
            left.is_some() && left == before || right.is_some() && right == after
        }
    })
}

fn keep(found: &mut BTreeMap<(Lang, Span), (Slip, Nearness)>, slip: Slip, near: Nearness) {
    let place = (slip.lang, slip.span);
    if found.get(&place).is_none_or(|(_, known)| near < *known) {
        found.insert(place, (slip, near));
    }
}

/// A name that only one edition has: what another writes there is right or wrong by it.
fn is_once(naming: &Naming<'_>, lang: Lang, key: Key) -> bool {
    let form = naming.form(key);
    naming.is_only_in(lang, key)
        && form.chars().count() >= 5
        && naming.is_capital(lang, key)
        && (lang.is_cjk() || naming.uses(lang, key).capital > 0)
}

/// Whether a word near a name is no word of its own.
fn is_slip(naming: &Naming<'_>, lang: Lang, token: &Token, name: Key, near: Nearness) -> bool {
    if token.case == Case::Kana {
        return near == Nearness::One
            && naming.form(token.key).chars().count() >= 4
            && naming.uses(lang, token.key).total <= 2;
    }
    let uses = naming.uses(lang, token.key);
    if !naming.is_only_in(lang, token.key) || naming.is_host(token.key) {
        return false;
    }
    let alike = naming.form(token.key).chars().next() == naming.form(name).chars().next();
    match (token.case, near) {
        (Case::Lower, Nearness::One) => uses.total <= 2 || lang.is_cjk(),
        (Case::Lower, _) => lang.is_cjk() && alike,
        (_, Nearness::One) => uses.lower == 0 || lang.is_cjk(),
        (_, Nearness::More) => alike && uses.lower == 0,
        (_, Nearness::Cut) => uses.lower == 0,
    }
}

/// Adapted and Adapter: words of one stem, which only their ends tell apart.
fn is_form(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.is_ascii() && b.is_ascii() && a[..a.len() - 1] == b[..b.len() - 1]
}

/// Slips that a name shows which the edition else writes right.
fn unshown(
    policy: &Policy,
    naming: &Naming<'_>,
    lang: Lang,
    found: &mut BTreeMap<(Lang, Span), (Slip, Nearness)>,
) {
    let vocabulary = naming.vocabulary(lang);
    let names: Vec<(Key, u32)> = vocabulary
        .iter()
        .filter(|(key, uses)| {
            uses.total >= 3 && naming.form(*key).chars().count() >= 4 && naming.is_name(*key)
        })
        .map(|(key, uses)| (*key, uses.total))
        .collect();
    let words: Vec<(Key, u32)> = vocabulary
        .iter()
        .filter(|(key, uses)| {
            uses.lower == 0 && !naming.is_kana(*key) && naming.is_only_in(lang, *key)
        })
        .map(|(key, uses)| (*key, uses.total))
        .collect();
    if names.is_empty() || words.is_empty() || names.len() > MOST || words.len() > MOST {
        return;
    }
    let mut slips: BTreeMap<Key, (Key, Nearness)> = BTreeMap::new();
    for (word, count) in words {
        let form = naming.form(word);
        let near = names
            .iter()
            .filter(|(name, known)| *known >= count * 3 && !is_form(form, naming.form(*name)))
            .filter_map(|(name, _)| {
                let known = naming.form(*name);
                let replaced = || is_replaced(form, known).then_some(Nearness::One);
                Some((nearness(form, known).or_else(replaced)?, *name))
            })
            .min()
            // Securing and Security: two words of the language.
            .filter(|(near, _)| *near == Nearness::One || !is_listed(form));
        if let Some((near, name)) = near
            && !naming.is_host(word)
            && form.chars().next() == naming.form(name).chars().next()
        {
            slips.insert(word, (name, near));
        }
    }
    let mut first: BTreeMap<Key, Token> = BTreeMap::new();
    for token in naming.tokens(lang) {
        first.entry(token.key).or_insert(*token);
    }
    for token in naming.tokens(lang) {
        let Some((name, near)) = slips.get(&token.key) else {
            continue;
        };
        let right = first.get(name);
        // a short name is near many words: what stands beside it must be the same
        let here = || naming.tokens(lang).iter().map(|one| (lang, one));
        if naming.form(*name).chars().count() < 6
            && !keeps_company(naming, lang, token, *name, here())
        {
            continue;
        }
        if policy
            .group(lang, token.clause)
            .is_some_and(|group| group.class == Class::Text)
            && let Some(right) = right
        {
            let slip = Slip {
                lang,
                span: token.span,
                key: token.key,
                meant: right.span,
                meant_in: lang,
                shown: false,
                open: false,
            };
            if !found.contains_key(&(lang, token.span)) {
                keep(found, slip, *near);
            }
        }
    }
}

/// The katakana words that say Latin names, kept for the rules that ask.
#[derive(Debug)]
pub(in crate::rules) struct Partners(BTreeMap<Key, Vec<Key>>);

impl Deref for Partners {
    type Target = BTreeMap<Key, Vec<Key>>;

    fn deref(&self) -> &BTreeMap<Key, Vec<Key>> {
        &self.0
    }
}

/// The katakana words that say a Latin name: each stands where the name does, and sounds like it.
pub(in crate::rules) fn partners(policy: &Policy, naming: &Naming<'_>) -> Arc<Partners> {
    policy.memo.get(|| Partners(pair(policy, naming)))
}

fn pair(policy: &Policy, naming: &Naming<'_>) -> BTreeMap<Key, Vec<Key>> {
    let mut found: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    if policy.edition(Lang::Ja).is_none() {
        return BTreeMap::new();
    }
    let mut judged: BTreeMap<(Key, Key), bool> = BTreeMap::new();
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text && !group.of(Lang::Ja).is_empty())
    {
        let kana: BTreeSet<Key> = naming
            .in_group(Lang::Ja, group)
            .filter(|token| token.case == Case::Kana)
            .map(|token| token.key)
            .collect();
        if kana.is_empty() {
            continue;
        }
        let latin: BTreeSet<Key> = group
            .members
            .keys()
            .filter(|lang| **lang != Lang::Ja)
            .flat_map(|lang| {
                naming.in_group(*lang, group).filter(|token| {
                    matches!(token.case, Case::Capital | Case::Inner)
                        && naming.is_capital(*lang, token.key)
                })
            })
            .map(|token| token.key)
            .collect();
        for name in &latin {
            for word in &kana {
                let sounds = *judged
                    .entry((*name, *word))
                    .or_insert_with(|| sounds_like(naming.form(*word), naming.form(*name)));
                if sounds {
                    found.entry(*name).or_default().insert(*word);
                }
            }
        }
    }
    // the most frequent one is how the name is said; another near it may be a slip
    found
        .into_iter()
        .map(|(name, words)| {
            let most = words
                .iter()
                .map(|word| naming.uses(Lang::Ja, *word).total)
                .max()
                .unwrap_or(0);
            let kept = words
                .into_iter()
                .filter(|word| naming.uses(Lang::Ja, *word).total * 2 > most)
                .collect();
            (name, kept)
        })
        .collect()
}
