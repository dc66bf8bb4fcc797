//! Another name in the place of a name: Pier Maps where the others say Pier Tides, "on A and B" for "on A".
//!
//! Only names that the editions keep in Latin letters tell: an edition that writes a name elsewhere and lacks it here,
//! where all others have it, and has another one here that none of them has. A name that is only lacking or only added
//! tells nothing (a translator says "it", or says what is meant), unless it is one of a row: "A and B" says more than "A".

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Key, Naming, Nearness, Token, nearness};
use crate::lexicon::english::is_listed;
use crate::model::{ClauseKind, Group, GroupId, Policy};
use crate::text::{Lang, Span};

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Wrong {
    /// Another name stands in its place.
    Other,
    /// A name is added to a row.
    Added,
    /// A name of a row is lost.
    Lost,
}

/// A name that is another one, one too many or one too few.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Swap {
    /// What is wrong.
    pub(in crate::rules) wrong: Wrong,
    /// The edition at fault.
    pub(in crate::rules) lang: Lang,
    /// The place there: the wrong name; the row that lacks one.
    pub(in crate::rules) span: Span,
    /// The name that the others have, or their row.
    pub(in crate::rules) meant: Span,
    /// In which edition that stands.
    pub(in crate::rules) meant_in: Lang,
    /// The other editions.
    pub(in crate::rules) others: Vec<Lang>,
}

/// What joins the names of a row.
const JOINTS: &[&str] = &[
    "、",
    "，",
    ",",
    "/",
    "／",
    "・",
    "和",
    "与",
    "與",
    "或",
    "及",
    "以及",
    "and",
    "or",
    "&",
    "と",
    "および",
    "及び",
    "や",
    "または",
    "又は",
    "và",
    "hoặc",
];

/// How often each edition of a group writes each word.
type Counts = BTreeMap<(Lang, Key), usize>;

/// The swapped names of a group.
pub(in crate::rules) fn swaps(
    policy: &Policy,
    naming: &Naming<'_>,
    partners: &BTreeMap<Key, Vec<Key>>,
    id: GroupId,
    group: &Group,
    found: &mut Vec<Swap>,
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
    let mut of: BTreeMap<Lang, BTreeMap<Key, Token>> = BTreeMap::new();
    let mut counts: Counts = BTreeMap::new();
    for lang in &members {
        let names = of.entry(*lang).or_default();
        for token in naming.in_group(*lang, group) {
            names.entry(token.key).or_insert(*token);
            *counts.entry((*lang, token.key)).or_default() += 1;
        }
    }
    let has = |lang: Lang, key: Key| {
        of[&lang].contains_key(&key)
            || partners
                .get(&key)
                .into_iter()
                .flatten()
                .any(|key| of[&lang].contains_key(key))
    };
    let heading = group.members.iter().all(|(lang, of)| {
        of.iter().all(|clause| {
            policy
                .clause(*lang, *clause)
                .is_some_and(|clause| clause.kind == ClauseKind::Heading)
        })
    });
    for lang in &members {
        let others: Vec<Lang> = members
            .iter()
            .copied()
            .filter(|other| other != lang)
            .collect();
        // of two editions the source is right
        if others.len() == 1 && *lang == policy.source {
            continue;
        }
        let tells = |token: &Token| {
            naming.is_name(token.key)
                && token.case != Case::Kana
                && (heading || token.case != Case::Upper)
        };
        let extra: Vec<&Token> = of[lang]
            .values()
            .filter(|token| naming.is_name(token.key) && naming.langs_with(token.key).len() > 1)
            .filter(|token| others.iter().all(|other| !has(*other, token.key)))
            .collect();
        let first = others[0];
        let lacking: Vec<&Token> = of[&first]
            .values()
            .filter(|token| naming.is_name(token.key) && naming.uses(*lang, token.key).total > 0)
            .filter(|token| {
                !has(*lang, token.key) && others.iter().all(|other| has(*other, token.key))
            })
            .collect();
        if let Some((token, meant)) = stranger(naming, &of, &counts, *lang, &others)
            && !beside(policy, naming, id, &[*lang], meant.key)
        {
            found.push(Swap {
                wrong: Wrong::Other,
                lang: *lang,
                span: token.span,
                meant: meant.span,
                meant_in: first,
                others,
            });
            continue;
        }
        let slip = |token: &Token, name: &Token| {
            nearness(naming.form(token.key), naming.form(name.key))
                .is_some_and(|near| near != Nearness::Cut)
        };
        let pair = match (extra.as_slice(), lacking.as_slice()) {
            ([extra], [lacking]) => Some((*extra, *lacking)),
            _ => None,
        };
        if let Some((extra, lacking)) = pair
            && (tells(extra) || heading)
            && (tells(lacking) || heading)
            && (heading || others.len() > 1)
            && !slip(extra, lacking)
            && !is_made_of(naming.form(extra.key), naming.form(lacking.key))
            && !beside(policy, naming, id, &others, extra.key)
        {
            found.push(Swap {
                wrong: Wrong::Other,
                lang: *lang,
                span: extra.span,
                meant: lacking.span,
                meant_in: first,
                others,
            });
            continue;
        }
        for token in extra.iter().filter(|token| {
            naming.is_name(token.key) && !beside(policy, naming, id, &others, token.key)
        }) {
            if let Some(neighbour) = joined(naming, *lang, token)
                && others
                    .iter()
                    .all(|other| of[other].contains_key(&neighbour.key))
                && others.iter().all(|other| {
                    of[other]
                        .get(&neighbour.key)
                        .is_some_and(|there| joined(naming, *other, there).is_none())
                })
            {
                let there = of[&first][&neighbour.key];
                found.push(Swap {
                    wrong: Wrong::Added,
                    lang: *lang,
                    span: token.span,
                    meant: there.span,
                    meant_in: first,
                    others: others.clone(),
                });
            }
        }
        if others.len() < 2 {
            continue;
        }
        for token in &lacking {
            if let Some(neighbour) = joined(naming, first, token)
                && let Some(here) = of[lang].get(&neighbour.key)
                && joined(naming, *lang, here).is_none()
                && others.iter().all(|other| {
                    of[other]
                        .get(&token.key)
                        .is_some_and(|there| joined(naming, *other, there).is_some())
                })
                && !beside(policy, naming, id, &[*lang], token.key)
            {
                found.push(Swap {
                    wrong: Wrong::Lost,
                    lang: *lang,
                    span: here.span,
                    meant: token.span,
                    meant_in: first,
                    others: others.clone(),
                });
                break;
            }
        }
    }
}

/// A word that no other place of the policy knows, with a capital of its own, where the edition writes a name less
/// often than all others do: Quillmark Garden for Tinysprout Garden. Three editions at least must tell.
fn stranger(
    naming: &Naming<'_>,
    of: &BTreeMap<Lang, BTreeMap<Key, Token>>,
    counts: &Counts,
    lang: Lang,
    others: &[Lang],
) -> Option<(Token, Token)> {
    if others.len() < 2 {
        return None;
    }
    let count = |lang: Lang, key: Key| counts.get(&(lang, key)).copied().unwrap_or(0);
    let mut new = of[&lang].values().filter(|token| {
        let form = naming.form(token.key);
        matches!(token.case, Case::Capital | Case::Inner)
            && form.chars().count() > 3
            && form.chars().all(crate::text::is_alphabetic)
            && naming.is_only_in(lang, token.key)
            && naming.uses(lang, token.key).lower == 0
            && !naming.is_host(token.key)
            && !is_listed(form)
    });
    let (token, None) = (new.next()?, new.next()) else {
        return None;
    };
    let mut lost = of[&others[0]].values().filter(|name| {
        naming.is_name(name.key)
            && naming.uses(lang, name.key).total > 0
            && others
                .iter()
                .all(|other| count(*other, name.key) > count(lang, name.key))
            && nearness(naming.form(token.key), naming.form(name.key)).is_none()
            && !is_made_of(naming.form(token.key), naming.form(name.key))
    });
    let (meant, None) = (lost.next()?, lost.next()) else {
        return None;
    };
    Some((*token, *meant))
}

/// Whether one name is a part of the other: NetworkManager, Manager.
fn is_made_of(one: &str, other: &str) -> bool {
    let (part, whole) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    part.len() >= 4 && (whole.starts_with(part) || whole.ends_with(part))
}

/// Whether an edition writes a name in the group before or behind.
fn beside(policy: &Policy, naming: &Naming<'_>, id: GroupId, langs: &[Lang], key: Key) -> bool {
    let near: BTreeSet<u32> = [id.0.checked_sub(1), id.0.checked_add(1)]
        .into_iter()
        .flatten()
        .collect();
    near.into_iter()
        .filter_map(|at| policy.groups.get(at as usize))
        .any(|group| {
            langs
                .iter()
                .any(|lang| naming.in_group(*lang, group).any(|token| token.key == key))
        })
}

/// The name that a name stands in a row with.
fn joined<'a>(naming: &'a Naming<'_>, lang: Lang, token: &Token) -> Option<&'a Token> {
    let all = naming.in_clause(lang, token.clause);
    let at = all.partition_point(|other| other.span.start < token.span.start);
    let joins = |left: &Token, right: &Token| {
        let between = naming.written(
            lang,
            Span {
                start: left.span.end,
                end: right.span.start,
            },
        );
        JOINTS.contains(&between.trim())
    };
    // a conjunction in Latin letters is a word of the text itself
    let is_joint = |token: &Token| JOINTS.contains(&naming.form(token.key));
    let is_name = |other: &&Token| other.key != token.key && naming.is_name(other.key);
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    let before = match before {
        Some(word) if is_joint(word) => {
            at.checked_sub(2).and_then(|at| all.get(at)).filter(is_name)
        }
        Some(word) => Some(word).filter(is_name).filter(|word| joins(word, token)),
        None => None,
    };
    let after = match all.get(at + 1) {
        Some(word) if is_joint(word) => all.get(at + 2).filter(is_name),
        Some(word) => Some(word).filter(is_name).filter(|word| joins(token, word)),
        None => None,
    };
    before.or(after)
}
