//! Groups as these rules see them: a clause that an aligner glued to its neighbour's group is taken out again.
//!
//! Two clauses against one are either one clause divided or one clause and another that the other side lacks, and an
//! aligner prefers to give every clause a partner. Labels, lengths and concepts tell the two apart: parts of one clause
//! have one label and fit the other side together; two clauses have a label each, or only one of them fits. The rules on
//! facts and meaning keep the groups as they are: to compare too much text there is harmless. What a glued clause
//! alone states, the rules on facts leave to the rule that tells of the clause ([`is_glued`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lengths::Lengths;
use super::outline::is_trivial;
use crate::model::{Class, ClauseId, ClauseKind, Group, GroupId, Policy};
use crate::text::Lang;

/// How sure it is that the clause is another one, by labels and by lengths.
const BY_LABELS: f32 = 0.85;
const BY_LENGTH: f32 = 0.65;
const BY_CONTENT: f32 = 0.7;

/// So many concepts of its own tell whether a clause stands in another one.
const TELLING: usize = 3;
/// Up to this share of them stands in any clause by chance.
const CHANCE: f64 = 0.2;
/// From this share of its concepts on a clause is translated there.
const TRANSLATED: f64 = 0.5;

/// A policy with glued clauses in groups of their own; nothing where there are none.
pub(super) struct Regrouped(Option<Policy>);

impl Regrouped {
    /// The policy regrouped, or as it was.
    pub(super) fn of<'a>(&'a self, policy: &'a Policy) -> &'a Policy {
        self.0.as_ref().unwrap_or(policy)
    }
}

/// Takes the glued clauses of a policy out of their groups.
pub(super) fn regroup(policy: &Policy) -> Arc<Regrouped> {
    policy.memo.get(|| Regrouped(regrouped(policy)))
}

/// Whether a clause was glued to its group: it is told as missing or extra, and so is all that it states.
pub(in crate::rules) fn is_glued(policy: &Policy, lang: Lang, clause: ClauseId) -> bool {
    let regrouped = regroup(policy);
    let editions = |policy: &Policy| {
        let group = policy.group(lang, clause);
        group.map_or(0, |group| {
            group.members.values().filter(|ids| !ids.is_empty()).count()
        })
    };
    editions(regrouped.of(policy)) < editions(policy)
}

fn regrouped(policy: &Policy) -> Option<Policy> {
    let divided = |group: &Group| {
        let counts = group.members.values().map(Vec::len);
        group.class == Class::Text
            && group.members.len() > 1
            && counts.clone().min() != counts.max()
    };
    if !policy.groups.iter().any(divided) {
        return None;
    }
    let lengths = Lengths::of(policy);
    let cuts: Vec<(usize, Cut)> = policy
        .groups
        .iter()
        .enumerate()
        .filter(|(_, group)| divided(group))
        .filter_map(|(at, group)| cut(policy, group, &lengths).map(|cut| (at, cut)))
        .collect();
    if cuts.is_empty() {
        return None;
    }
    let mut owned = policy.clone();
    let mut cuts = cuts.into_iter().peekable();
    let mut groups = Vec::with_capacity(policy.groups.len() + 8);
    for (at, mut group) in std::mem::take(&mut owned.groups).into_iter().enumerate() {
        let Some((_, cut)) = cuts.next_if(|(other, _)| *other == at) else {
            groups.push(group);
            continue;
        };
        let taken: BTreeMap<Lang, Vec<ClauseId>> = cut
            .surplus
            .iter()
            .map(|(lang, id)| (*lang, vec![*id]))
            .collect();
        for (lang, id) in &cut.surplus {
            if let Some(ids) = group.members.get_mut(lang) {
                ids.retain(|other| other != id);
            }
        }
        let other = Group {
            members: taken,
            confidence: cut.confidence,
            class: group.class,
            moved: Vec::new(),
        };
        if cut.first {
            groups.extend([other, group]);
        } else {
            groups.extend([group, other]);
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let id = GroupId(u32::try_from(at).unwrap_or(u32::MAX));
        for (lang, ids) in &group.members {
            if let Some(of) = owned.group_of.get_mut(lang) {
                ids.iter().for_each(|clause| of[clause.index()] = id);
            }
        }
    }
    owned.groups = groups;
    Some(owned)
}

/// A clause of some editions that does not belong to its group.
struct Cut {
    surplus: Vec<(Lang, ClauseId)>,
    confidence: f32,
    /// It stands before what stays.
    first: bool,
}

fn cut(policy: &Policy, group: &Group, lengths: &Lengths) -> Option<Cut> {
    let prose = |lang: Lang, id: ClauseId| {
        policy
            .clause(lang, id)
            .is_some_and(|clause| matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item))
            && !is_trivial(policy, lang, id)
    };
    if !group
        .members
        .iter()
        .all(|(lang, ids)| ids.iter().all(|id| prose(*lang, *id)))
    {
        return None;
    }
    let fewest = group.members.values().map(Vec::len).min()?;
    let (few, many): (Vec<_>, Vec<_>) = group
        .members
        .iter()
        .map(|(lang, ids)| (*lang, ids.as_slice()))
        .partition(|(_, ids)| ids.len() == fewest);
    if many.is_empty() || many.iter().any(|(_, ids)| ids.len() != fewest + 1) {
        return None;
    }
    let labelled = |lang: Lang, id: ClauseId| {
        policy
            .clause(lang, id)
            .is_some_and(|clause| clause.label.is_some())
    };
    let by_labels = group
        .members
        .iter()
        .all(|(lang, ids)| ids.iter().all(|id| labelled(*lang, *id)));
    // How far the sides are apart with all clauses, and without each one of the longer side: the mean over all pairs.
    let apart = |without: Option<usize>| -> f64 {
        let pairs = many.iter().flat_map(|(lang, ids)| {
            let left = lengths.sum(*lang, ids)
                - without.map_or(0.0, |at| lengths.sum(*lang, &ids[at..=at]));
            few.iter().map(move |(other, others)| {
                (left.max(1.0)
                    / lengths
                        .expected((*other, lengths.sum(*other, others)), *lang)
                        .max(1.0))
                .ln()
            })
        });
        let (sum, count) = pairs.fold((0.0, 0u32), |(sum, count), ratio| (sum + ratio, count + 1));
        sum / f64::from(count.max(1))
    };
    let all = apart(None);
    // Where labels agree they say which clause stays.
    let ordinal = |lang: Lang, id: ClauseId| {
        policy
            .clause(lang, id)
            .and_then(|clause| clause.label.as_ref().map(crate::model::Label::ordinal))
    };
    let foreign = |at: usize| {
        many.iter().any(|(lang, ids)| {
            policy
                .clause(*lang, ids[at])
                .is_some_and(|clause| clause.class != Class::Text)
        })
    };
    let strange = |at: usize| {
        foreign(at)
            || by_labels
                && many.iter().all(|(lang, ids)| {
                    few.iter().all(|(other, others)| {
                        others
                            .iter()
                            .all(|id| ordinal(*other, *id) != ordinal(*lang, ids[at]))
                    })
                })
    };
    let fit = |at: usize| apart(Some(at)).abs() - if strange(at) { 1.0 } else { 0.0 };
    let surplus = (0..=fewest)
        .rev()
        .min_by(|a, b| fit(*a).total_cmp(&fit(*b)))?;
    let measurable = many
        .iter()
        .all(|(lang, ids)| Lengths::in_chinese(*lang, lengths.sum(*lang, ids)) >= 12.0);
    let by_length = measurable && all > 0.4 && apart(Some(surplus)).abs() < all * 0.5;
    let (surplus, confidence) = if by_labels && all > 0.15 {
        (surplus, BY_LABELS)
    } else if by_length {
        (surplus, BY_LENGTH)
    } else {
        let untold = (0..=fewest).find(|at| all > 0.05 && is_untold(policy, &many, &few, *at));
        (untold?, BY_CONTENT)
    };
    Some(Cut {
        surplus: many
            .iter()
            .map(|(lang, ids)| (*lang, ids[surplus]))
            .collect(),
        confidence,
        first: surplus == 0,
    })
}

type Side<'g> = (Lang, &'g [ClauseId]);

/// Whether the concepts show that the other side has nothing of one clause of the longer side, and has the rest of it.
fn is_untold(policy: &Policy, many: &[Side<'_>], few: &[Side<'_>], at: usize) -> bool {
    let there: Vec<BTreeSet<u32>> = few
        .iter()
        .map(|(lang, ids)| concepts(policy, *lang, ids))
        .collect();
    let found = |named: &BTreeSet<u32>| {
        let shared = there.iter().map(|there| named.intersection(there).count());
        shared.sum::<usize>() as f64 / (named.len() * there.len()).max(1) as f64
    };
    many.iter().all(|(lang, ids)| {
        let rest: Vec<ClauseId> = (0..ids.len())
            .filter(|other| *other != at)
            .map(|other| ids[other])
            .collect();
        let rest = concepts(policy, *lang, &rest);
        let own: BTreeSet<u32> = concepts(policy, *lang, &ids[at..=at])
            .difference(&rest)
            .copied()
            .collect();
        own.len() >= TELLING
            && rest.len() >= TELLING
            && found(&own) <= CHANCE
            && found(&rest) >= TRANSLATED
    })
}

/// The concepts of the termbase that some clauses name.
fn concepts(policy: &Policy, lang: Lang, clauses: &[ClauseId]) -> BTreeSet<u32> {
    let Some(edition) = policy.edition(lang) else {
        return BTreeSet::new();
    };
    clauses
        .iter()
        .flat_map(|id| edition.terms_in(edition.document.clause(*id).body))
        .map(|mention| mention.concept.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn an_item_glued_to_its_neighbour_is_missing_elsewhere() {
        let policy = policy(&[
            (
                "en",
                "a - 1. Guests use the sauna in the evening.\na - 2. Towels are found beside the entrance hall.\nb - 3. Children come along.",
            ),
            (
                "vi",
                "a - 1. Khách dùng phòng xông hơi vào buổi tối.\nb - 2. Trẻ em đi cùng.",
            ),
        ]);
        assert_eq!(found(&policy), ["missing-clause vi"]);
    }

    #[test]
    fn a_paragraph_that_does_not_fit_is_extra() {
        let policy = policy(&[
            (
                "en",
                "a p Guests use the sauna in the evening, and leave it as they found it.\nb p Children come along.",
            ),
            (
                "zh",
                "a p 住客可在晚间使用桑拿房，并应保持原状。\na p 未成年人须由监护人陪同，方可进入泳池和健身房。\nb p 儿童可一同前来。",
            ),
        ]);
        assert_eq!(found(&policy), ["extra-clause zh"]);
    }

    #[test]
    fn a_short_clause_is_missing_where_its_concepts_are() {
        let long = "We may disclose personal data to service providers, auditors and courts where the law requires it or where you have given your consent, and we keep a record of each disclosure for as long as the contract lasts.";
        let policy = policy(&[
            (
                "en",
                &format!(
                    "a p {long}\na p Refunds and invoices follow the purchase order.\nb p Goodbye."
                ),
            ),
            (
                "zh",
                "a p 在法律要求或者您已同意的情况下，我们可以向服务提供者、审计人员和法院披露个人信息，并在合同存续期间保留每次披露的记录。\nb p 再见。",
            ),
        ]);
        assert_eq!(found(&policy), ["missing-clause zh"]);
    }

    #[test]
    fn parts_that_fit_together_are_a_split_clause() {
        let policy = policy(&[
            (
                "en",
                "a p Guests use the sauna in the evening, because the stove is heated only after the last swimming lesson.\nb p Children come along.",
            ),
            (
                "ja",
                "a p 宿泊者は夜間にサウナをご利用いただけます。\na p 最後の水泳教室の後にのみストーブを温めるためです。\nb p お子様もどうぞ。",
            ),
        ]);
        assert_eq!(found(&policy), ["split-clause ja"]);
    }
}
