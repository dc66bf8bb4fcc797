//! References to clauses that the edition does not have.

use std::collections::{BTreeMap, BTreeSet};

use super::deviation::Labels;
use super::fault::Fault;
use super::numbered::Numbered;
use super::resolve::{Resolver, Target};
use crate::model::{
    Check, Class, ClauseId, Fact, Findings, GroupId, LabelKind, Policy, Reference, Severity, Value,
};
use crate::text::Lang;

rule! {
    /// A reference names a clause that the policy does not have.
    ///
    /// ## Why
    /// The reader is sent to a rule that cannot be found. Mostly the number was mistyped, or sections were
    /// renumbered and the reference was not. References to clauses of other documents are no defect.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Booking
    /// [en] You book a room at the front desk.
    /// [en] 2. Cancelling
    /// [en] The fee stated in Section 12 applies when you cancel.
    /// [en] 3. Fees
    /// [en] A late cancellation costs one night.
    /// ```
    /// ```policy pass
    /// [zh] 第一条 预订
    /// [zh] 客人可在前台预订房间。
    /// [zh] 第二条 取消
    /// [zh] 取消预订的，适用第三条规定的费用。
    /// [zh] 第三条 费用
    /// [zh] 逾期取消的，收取一晚房费。
    /// ```
    /// ```policy pass
    /// [vi] 1. Đặt phòng
    /// [vi] Khách đặt phòng tại quầy lễ tân.
    /// [vi] 2. Dữ liệu cá nhân
    /// [vi] Chúng tôi xử lý dữ liệu theo Điều 11 Nghị định 13/2023/NĐ-CP.
    /// [vi] 3. Phí
    /// [vi] Khách trả phí nêu tại Mục 1 khi nhận phòng.
    /// ```
    /// ```policy pass
    /// [ja] 第1条（予約）
    /// [ja] 予約は受付で行います。
    /// [ja] 第2条（取消し）
    /// [ja] 1 予約は前日まで取り消せます。
    /// [ja] 2 前項の期限を過ぎたときは、次条の料金がかかります。
    /// [ja] 第3条（料金）
    /// [ja] 当日の取消しには、第2条第2項により宿泊料の全額を申し受けます。
    /// ```
    "dangling-reference", since "0.1.0", Error, mqm "linguistic-conventions/textual-conventions", Check::Policy(check)
}

/// A clause with more of them is no text but a list of numbers.
const MOST: usize = 16;

/// A reference that leads nowhere.
struct Dangling<'p> {
    lang: Lang,
    fact: &'p Fact,
}

fn check(policy: &Policy, out: &mut Findings) {
    let resolvers: BTreeMap<Lang, Resolver<'_>> = policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, Resolver::new(&edition.document)))
        .collect();
    let mut by_place: BTreeMap<(Option<GroupId>, Vec<u16>), Vec<Dangling<'_>>> = BTreeMap::new();
    for (lang, edition) in &policy.editions {
        let mut seen = (None, 0);
        for fact in &edition.facts {
            let Value::Reference {
                to: to @ Reference::Absolute { ordinals, kind, .. },
            } = &fact.value
            else {
                continue;
            };
            let clause = edition.document.clause(fact.clause);
            if clause.class != Class::Text
                || resolvers[lang].target(fact.clause, to) != Target::Nothing
            {
                continue;
            }
            seen = if seen.0 == Some(fact.clause) {
                (seen.0, seen.1 + 1)
            } else {
                (Some(fact.clause), 1)
            };
            if seen.1 > MOST {
                continue;
            }
            let cites = |lang: &Lang, ids: &[ClauseId]| {
                let edition = &policy.editions[lang];
                ids.iter().any(|id| {
                    edition
                        .values_of(*id)
                        .any(|value| matches!(value, Value::Citation { .. }))
                })
            };
            let group = policy.group(*lang, fact.clause);
            // The article of a statute that is cited in the same breath.
            if *kind == LabelKind::Article
                && group
                    .is_some_and(|group| group.members.iter().any(|(lang, ids)| cites(lang, ids)))
            {
                continue;
            }
            let place = (
                policy
                    .group_of
                    .get(lang)
                    .and_then(|of| of.get(fact.clause.index()))
                    .copied(),
                ordinals.clone(),
            );
            by_place
                .entry(place)
                .or_default()
                .push(Dangling { lang: *lang, fact });
        }
    }
    if by_place.is_empty() {
        return;
    }
    let labels = Labels::new(policy);
    // Where a section is gone and the labels closed up, a number beyond the last one leads nowhere indeed.
    let mislabelled = labels.mislabelled(|run| !run.closed_up);
    for ((_, ordinals), mut found) in by_place {
        found.retain(|one| {
            !labels
                .of(one.lang)
                .is_some_and(|edition| is_skipped(edition, &ordinals))
        });
        report(policy, &resolvers, &mislabelled, &ordinals, &found, out);
    }
}

/// Whether a list of the edition skips the number: then the gap is the finding.
fn is_skipped(edition: &Numbered<'_>, ordinals: &[u16]) -> bool {
    edition.faults.iter().any(|(_, fault)| match fault {
        Fault::Gap { after, missing, .. } => edition
            .label(*after)
            .and_then(|label| label.ordinals.split_last())
            .is_some_and(|(_, prefix)| {
                let Some((last, before)) =
                    ordinals.get(..=prefix.len()).and_then(<[u16]>::split_last)
                else {
                    return false;
                };
                before == prefix && missing.contains(last)
            }),
        _ => false,
    })
}

fn report(
    policy: &Policy,
    resolvers: &BTreeMap<Lang, Resolver<'_>>,
    mislabelled: &BTreeSet<(Lang, ClauseId)>,
    ordinals: &[u16],
    found: &[Dangling<'_>],
    out: &mut Findings,
) {
    let Some(first) = found
        .iter()
        .find(|one| one.lang == policy.source)
        .or(found.first())
    else {
        return;
    };
    let group = policy.group(first.lang, first.fact.clause);
    let at_fault = |lang: Lang| found.iter().any(|one| one.lang == lang);
    let known = led_to(
        policy,
        &resolvers[&first.lang],
        first.lang,
        group.map_or(&[], |group| group.of(first.lang)),
    );
    // What the other editions say there, where it leads somewhere.
    let mut others: Vec<(Lang, &Fact)> = Vec::new();
    for (lang, ids) in group
        .iter()
        .flat_map(|group| &group.members)
        .filter(|(lang, _)| !at_fault(**lang))
    {
        let Some(edition) = policy.edition(*lang) else {
            continue;
        };
        for fact in ids
            .iter()
            .flat_map(|id| edition.facts_of(*id))
            .take(8 * MOST)
        {
            let Value::Reference { to } = &fact.value else {
                continue;
            };
            let Target::Clauses(targets, _) = resolvers[lang].target(fact.clause, to) else {
                continue;
            };
            let same_number =
                matches!(to, Reference::Absolute { ordinals: other, .. } if other == ordinals);
            // The clause that it names was left out of this edition, or is called something else: that is the finding.
            let lost = |id: &ClauseId| {
                policy.group(*lang, *id).is_some_and(|group| {
                    let here = group.of(first.lang);
                    here.is_empty()
                        || here
                            .iter()
                            .any(|id| mislabelled.contains(&(first.lang, *id)))
                })
            };
            if same_number && targets.iter().all(lost) {
                return;
            }
            // What this edition refers to as well is not what it should have said.
            let group_of =
                |id: &ClauseId| policy.group_of.get(lang).and_then(|of| of.get(id.index()));
            if !targets
                .iter()
                .any(|id| group_of(id).is_some_and(|group| known.contains(group)))
            {
                others.push((*lang, fact));
            }
        }
    }
    let everywhere = found.len() > 1
        && group.is_some_and(|group| group.members.keys().all(|lang| at_fault(*lang)));
    let Some(edition) = policy.edition(first.lang) else {
        return;
    };
    let finding = out.report(if others.is_empty() {
        "dangling-reference"
    } else {
        "dangling-reference.others"
    });
    finding
        .arg("lang", first.lang)
        .arg("found", edition.document.slice(first.fact.span).trim());
    if let Some((lang, fact)) = others.first() {
        finding.arg(
            "expected",
            policy.editions[lang].document.slice(fact.span).trim(),
        );
        let mut langs: Vec<Lang> = others.iter().map(|(lang, _)| *lang).collect();
        langs.dedup();
        finding.arg("langs", langs);
    }
    let alone = policy.editions.len() == 1;
    finding.severity(if everywhere || alone {
        Severity::Warning
    } else {
        Severity::Error
    });
    finding.confidence(if !others.is_empty() {
        0.95
    } else if everywhere {
        0.75
    } else {
        0.85
    });
    finding.primary(first.lang, first.fact.span);
    for other in found.iter().filter(|other| !std::ptr::eq(*other, first)) {
        if everywhere && other.lang != first.lang {
            finding.counterpart(other.lang, other.fact.span);
        } else {
            finding.primary(other.lang, other.fact.span);
        }
    }
    let mut marked: Vec<Lang> = Vec::new();
    for (lang, fact) in others {
        if !marked.contains(&lang) {
            marked.push(lang);
            finding.counterpart(lang, fact.span);
        }
    }
}

/// The groups that the references of some clauses lead to.
fn led_to(
    policy: &Policy,
    resolver: &Resolver<'_>,
    lang: Lang,
    ids: &[ClauseId],
) -> BTreeSet<GroupId> {
    let Some((edition, groups)) = policy.edition(lang).zip(policy.group_of.get(&lang)) else {
        return BTreeSet::new();
    };
    let target = |fact: &Fact| match &fact.value {
        Value::Reference { to } => match resolver.target(fact.clause, to) {
            Target::Clauses(found, _) => found,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    ids.iter()
        .flat_map(|id| edition.facts_of(*id))
        .take(8 * MOST)
        .flat_map(target)
        .filter_map(|id| groups.get(id.index()).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::LabelKind::{Article, Section};
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi};

    const EN: &str = "a # 1. 1 A\n  x p - - see Section 3 now\nb # 2. 2 B\nc # 3. 3 C";
    const JA: &str = "a # 第1条 1 甲\n  x p - - 第23条を参照\nb # 第2条 2 乙\nc # 第3条 3 丙";

    #[test]
    fn one_edition_is_in_error() {
        let found = Sample::new(En)
            .edition(En, EN)
            .edition(Ja, JA)
            .refers(En, "x", "Section 3", Section, &[3])
            .refers(Ja, "x", "第23条", Article, &[23])
            .check(&RULE);
        assert_eq!(
            found,
            ["dangling-reference.others error: ja>第23条 en=Section 3"]
        );
    }

    #[test]
    fn all_editions_alike_are_one_warning() {
        let vi = "a # 1. 1 A\n  x p - - see Section 9 now\nb # 2. 2 B\nc # 3. 3 C";
        let found = Sample::new(En)
            .edition(En, vi)
            .edition(Vi, vi)
            .refers(En, "x", "Section 9", Section, &[9])
            .refers(Vi, "x", "Section 9", Section, &[9])
            .check(&RULE);
        assert_eq!(
            found,
            ["dangling-reference warning: en>Section 9 vi=Section 9"]
        );
    }

    #[test]
    fn a_left_out_section_is_not_said_twice() {
        let vi = "a # 1. 1 A\n  x p - - see Section 3 now\nb # 2. 2 B";
        let found = Sample::new(En)
            .edition(En, EN)
            .edition(Vi, vi)
            .refers(En, "x", "Section 3", Section, &[3])
            .refers(Vi, "x", "Section 3", Section, &[3])
            .check(&RULE);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_wrong_label_is_not_said_twice() {
        let vi = "a # 1. 1 A\n  x p - - see Section 3 now\nb # 2. 2 B\nc # 8. 8 C";
        let found = Sample::new(En)
            .edition(En, EN)
            .edition(Vi, vi)
            .refers(En, "x", "Section 3", Section, &[3])
            .refers(Vi, "x", "Section 3", Section, &[3])
            .check(&RULE);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn an_article_of_a_law_is_silent_without_articles() {
        let found = Sample::new(En)
            .edition(
                En,
                "a # 1. 1 A\n  x p - - under Article 31 of it\nb # 2. 2 B",
            )
            .refers(En, "x", "Article 31", Article, &[31])
            .check(&RULE);
        assert_eq!(found, [""; 0]);
    }
}
