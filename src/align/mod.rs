//! Editions → groups of clauses that say the same thing.
//!
//! All pairs of editions are scored ([`score`]), summed over all alignments
//! ([`posterior`]), made to agree round the cycle ([`consistency`]) and put
//! into one sequence of columns ([`decode`]); what moved is joined last
//! ([`moves`]). No edition is privileged; two editions are the simple case of
//! the same code. Every clause of every edition ends in exactly one group.
//!
//! Inside a group [`Wording`] and [`rendering`] compare sentence by sentence, for the rules that ask for it.

mod anchors;
mod band;
mod consistency;
mod context;
mod decode;
mod features;
mod moves;
mod posterior;
mod products;
mod score;
mod sentences;
mod stretch;
mod wording;

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use consistency::AllLinks;
use decode::Column;
use features::{Basis, Side};
use posterior::Links;
use score::Pair;

use crate::model::{Class, ClauseId, Group, GroupId, Memo, Policy};
use crate::text::Lang;

pub use sentences::{Rendering, rendering};
pub use wording::{Scale, Sentence, Vector, Wording, length};

/// Divides all scores before they become odds: fitted so that confidences tell the truth on known alignments.
const TEMPERATURE: f32 = 0.7;

/// Fills `groups` and `group_of`: every clause of every edition stands in exactly one group.
/// Groups come in the order that the editions share; [`order`] puts them in source order.
pub fn align(policy: &mut Policy) {
    align_by(policy, Basis::Termbase);
}

/// As [`align`], by values, names and characters alone: to see what the termbase is worth, and for what must not
/// know it.
pub fn align_without_termbase(policy: &mut Policy) {
    align_by(policy, Basis::WithoutTermbase);
}

fn align_by(policy: &mut Policy, basis: Basis) {
    let (sides, vocabulary) = features::sides(policy, basis);
    let sizes: Vec<usize> = sides.iter().map(|side| side.ids.len()).collect();
    let mut pairs: moves::Pairs<'_> = by_pair(sides.len(), |x, y| {
        Some(Pair::new(&sides[x], &sides[y], &vocabulary))
    });
    let mut links = all_links(&pairs, &sizes);
    links = consistency::transform(&links, &sizes);
    context::add(&mut pairs, &links, &sides);
    links = all_links(&pairs, &sizes);
    links = consistency::transform(&links, &sizes);
    let mut columns = decode::decode(&links, &sizes);
    let moved = moves::moves(&mut columns, &pairs, &sides);
    let mut groups: Vec<Group> = columns
        .iter()
        .map(|column| group(column, &sides, &links, policy))
        .collect();
    for one in moved {
        groups[one.column].moved = one
            .editions
            .iter()
            .map(|edition| sides[*edition].lang)
            .collect();
    }
    policy.groups = groups;
    policy.memo = Memo::default();
    index(policy);
}

/// What `make` makes of every two of some editions, by `[x][y]` with x < y; on all cores, because pairs know nothing
/// of each other.
fn by_pair<T: Send>(
    editions: usize,
    make: impl Fn(usize, usize) -> Option<T> + Sync,
) -> Vec<Vec<Option<T>>> {
    let pairs: Vec<(usize, usize)> = (0..editions)
        .flat_map(|x| (x + 1..editions).map(move |y| (x, y)))
        .collect();
    let made: Vec<Option<T>> = pairs.par_iter().map(|(x, y)| make(*x, *y)).collect();
    let mut all: Vec<Vec<Option<T>>> = (0..editions)
        .map(|_| (0..editions).map(|_| None).collect())
        .collect();
    for ((x, y), one) in pairs.into_iter().zip(made) {
        all[x][y] = one;
    }
    all
}

/// The links of every ordered pair.
fn all_links(pairs: &moves::Pairs<'_>, sizes: &[usize]) -> AllLinks {
    let editions = sizes.len();
    let mut links: AllLinks = vec![vec![Links::default(); editions]; editions];
    let found = by_pair(editions, |x, y| {
        let pair = pairs[x][y].as_ref()?;
        Some(posterior::links(pair, TEMPERATURE))
    });
    for (x, row) in found.into_iter().enumerate() {
        for (y, forward) in row.into_iter().enumerate() {
            if let Some(forward) = forward {
                links[y][x] = forward.transposed(sizes[y]);
                links[x][y] = forward;
            }
        }
    }
    links
}

fn group(column: &Column, sides: &[Side], links: &AllLinks, policy: &Policy) -> Group {
    let mut members: BTreeMap<Lang, Vec<ClauseId>> = BTreeMap::new();
    let mut classes: Vec<Class> = Vec::new();
    for (side, places) in sides.iter().zip(column) {
        if !places.is_empty() {
            members.insert(
                side.lang,
                places.iter().map(|place| side.ids[*place]).collect(),
            );
            classes.extend(places.iter().filter_map(|place| side.clauses[*place].class));
        }
    }
    // Furniture that is aligned with policy text is policy text set in a strange place; a leftover in another
    // language that is aligned with a clause is that clause, not translated.
    let class = if classes.iter().all(|class| *class == Class::Furniture) {
        Class::Furniture
    } else if members.len() == 1 && classes.iter().all(|class| *class != Class::Text) {
        Class::Foreign
    } else {
        Class::Text
    };
    Group {
        confidence: confidence(column, links, policy.editions.len()),
        members,
        class,
        moved: Vec::new(),
    }
}

/// Mean over the pairs of editions: of two that hold the clause, their link; of one that lacks it, that nothing is linked.
fn confidence(column: &Column, links: &AllLinks, editions: usize) -> f32 {
    let (mut sum, mut count) = (0.0, 0u32);
    for x in 0..editions {
        for y in x + 1..editions {
            let p = match (column[x].as_slice(), column[y].as_slice()) {
                ([], []) => continue,
                ([], some) => {
                    1.0 - some
                        .iter()
                        .map(|j| links[y][x].coverage(*j))
                        .fold(0.0, f32::max)
                }
                (some, []) => {
                    1.0 - some
                        .iter()
                        .map(|i| links[x][y].coverage(*i))
                        .fold(0.0, f32::max)
                }
                (some, others) => {
                    let best = |i: &usize| {
                        others
                            .iter()
                            .map(|j| links[x][y].get(*i, *j))
                            .fold(0.0, f32::max)
                    };
                    some.iter().map(best).sum::<f32>() / some.len() as f32
                }
            };
            sum += p;
            count += 1;
        }
    }
    if count == 0 {
        0.99
    } else {
        (sum / count as f32).clamp(0.01, 0.99)
    }
}

/// Puts the groups in source order: by the source's first clause; a group that the source lacks stands behind
/// the group of the clause before it in the first edition that holds it.
pub fn order(policy: &mut Policy) {
    let source = policy.source;
    if policy.editions.len() == 2 {
        // Of two editions it is the translation that stands out of order.
        let other = policy.langs().find(|lang| *lang != source);
        for group in policy
            .groups
            .iter_mut()
            .filter(|group| !group.moved.is_empty())
        {
            group.moved = other.into_iter().collect();
        }
    }
    let key_of = |group: &Group, policy: &Policy| -> (u32, u8, Lang, u32) {
        if let Some(first) = group.first(source) {
            return (first.0, 0, source, 0);
        }
        let Some((lang, first)) = group
            .members
            .iter()
            .find_map(|(lang, ids)| ids.first().map(|id| (*lang, *id)))
        else {
            return (u32::MAX, 1, source, 0);
        };
        let edition = &policy.group_of[&lang];
        let anchor = (0..first.index()).rev().find_map(|before| {
            let group = &policy.groups[edition[before].0 as usize];
            if group.moved.contains(&lang) {
                None
            } else {
                group.of(source).last().map(|id| id.0)
            }
        });
        (
            anchor.unwrap_or(0),
            if anchor.is_some() { 1 } else { 0 },
            lang,
            first.0,
        )
    };
    let mut keyed: Vec<((u32, u8, Lang, u32), Group)> = Vec::with_capacity(policy.groups.len());
    let keys: Vec<_> = policy
        .groups
        .iter()
        .map(|group| key_of(group, policy))
        .collect();
    for (key, group) in keys.into_iter().zip(std::mem::take(&mut policy.groups)) {
        keyed.push((key, group));
    }
    keyed.sort_by_key(|(key, _)| *key);
    policy.groups = keyed.into_iter().map(|(_, group)| group).collect();
    policy.memo = Memo::default();
    index(policy);
}

/// Rebuilds `group_of` from `groups`.
fn index(policy: &mut Policy) {
    policy.group_of = policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, vec![GroupId(0); edition.document.clauses.len()]))
        .collect();
    for (at, group) in policy.groups.iter().enumerate() {
        let id = GroupId(u32::try_from(at).unwrap_or(u32::MAX));
        for (lang, ids) in &group.members {
            if let Some(of) = policy.group_of.get_mut(lang) {
                for clause in ids {
                    of[clause.index()] = id;
                }
            }
        }
    }
}
