//! Clauses that stand in another place in some editions.

use std::collections::BTreeMap;

use super::absence;
use super::outline::{Outline, behind, group_at, is_text, quote, span};
use super::regroup::regroup;
use crate::model::{Check, Class, ClauseId, ClauseKind, Findings, Group, Policy, Role, Severity};
use crate::text::Lang;

rule! {
    /// A clause stands in another place than in the other editions.
    ///
    /// ## Why
    /// Under another heading a clause says something else: what it limits, and to whom it applies, is read from where
    /// it stands. Clauses that moved together are one finding. A list that is only sorted differently is worth a look.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Article 1 Cookies
    /// [en] We use cookies to remember your language.
    /// [en] Server logs are deleted after 90 days.
    /// [en] Article 2 Children
    /// [en] Our services are not meant for children under 16.
    /// [en] Article 3 Contact
    /// [en] Please write to help@garden.example.
    /// [ja] 第1条 Cookie
    /// [ja] 当社は、お客様の言語を記憶するためにCookieを使用します。
    /// [ja] 第2条 子ども
    /// [ja] 当社のサービスは、16歳未満の子どもを対象としていません。
    /// [ja] 第3条 連絡先
    /// [ja] help@garden.example までご連絡ください。
    /// [ja] サーバーログは、90日後に削除されます。
    /// ```
    /// ```policy pass
    /// [en] Members may borrow up to ten books at the same time.
    /// [en] Atlases and newspapers remain in the reading room.
    /// [vi] Hội viên có thể mượn tối đa mười cuốn sách cùng lúc.
    /// [vi] Tập bản đồ và báo được giữ lại tại phòng đọc.
    /// ```
    "moved-clause", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

/// So many items of one list in another order are an order, not moves.
const ORDER: usize = 3;

/// Neighbouring clauses that moved together in one edition.
struct Run {
    lang: Lang,
    /// The clauses in the edition where they moved.
    clauses: Vec<ClauseId>,
    groups: Vec<usize>,
}

fn check(policy: &Policy, out: &mut Findings) {
    report_pairs(regroup(policy).of(policy), out);
    for (lang, edition) in &policy.editions {
        let (lang, outline) = (*lang, Outline::new(&edition.document));
        let mut lists: BTreeMap<Option<usize>, Vec<Run>> = BTreeMap::new();
        for run in runs(policy, lang) {
            let parent = policy
                .clause(lang, run.clauses[0])
                .and_then(|clause| clause.parent)
                .and_then(|id| group_at(policy, lang, id.index()));
            lists.entry(parent).or_default().push(run);
        }
        for (parent, runs) in lists {
            let settled = |run: &&Run| stays_in_list(policy, run, parent);
            let reordered = runs.iter().filter(settled).count();
            if reordered >= ORDER {
                let all: Vec<&Run> = runs.iter().filter(settled).collect();
                report(policy, &outline, &all, "moved-clause.order", out);
                runs.iter()
                    .filter(|run| !settled(run))
                    .for_each(|run| report(policy, &outline, &[run], "moved-clause", out));
            } else {
                runs.iter()
                    .for_each(|run| report(policy, &outline, &[run], "moved-clause", out));
            }
        }
    }
}

/// Clauses that the alignment left alone in two places.
fn report_pairs(policy: &Policy, out: &mut Findings) {
    for (absence, lang, clause) in &absence::survey(policy).moved {
        let finding = out.report("moved-clause");
        finding
            .confidence(0.75)
            .arg("lang", *lang)
            .arg("text", quote(policy, *lang, *clause))
            .arg("count", 1usize);
        let langs: Vec<Lang> = policy
            .group(absence.holder, absence.heads[0])
            .map_or_else(Vec::new, |group| group.members.keys().copied().collect());
        finding.arg("langs", langs);
        finding.primary(*lang, span(policy, *lang, *clause));
        finding.counterpart(
            absence.holder,
            span(policy, absence.holder, absence.heads[0]),
        );
        for (_, place) in &absence.lacking {
            finding.mark(Role::InsertionPoint, *lang, *place);
        }
    }
}

/// The runs of one edition, in its order: consecutive there, and in the same succession in the others.
fn runs(policy: &Policy, lang: Lang) -> Vec<Run> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (id, _) in edition
        .document
        .iter()
        .filter(|(_, clause)| is_text(clause))
    {
        let Some(at) = group_at(policy, lang, id.index()) else {
            continue;
        };
        let group = &policy.groups[at];
        if !group.moved.contains(&lang) || group.class != Class::Text {
            continue;
        }
        let follows = last.is_some_and(|(place, before)| {
            // Foreign text or an empty label line may stand between.
            id.index() - place <= 2 && (at == before || next_text(policy, before) == Some(at))
        });
        match runs.last_mut() {
            Some(run) if follows => {
                run.clauses.push(id);
                run.groups.push(at);
            }
            _ => runs.push(Run {
                lang,
                clauses: vec![id],
                groups: vec![at],
            }),
        }
        last = Some((id.index(), at));
    }
    runs
}

/// The next group of policy text that the source or more than one edition holds.
fn next_text(policy: &Policy, group: usize) -> Option<usize> {
    let counts = |other: &Group| other.class == Class::Text && other.members.len() > 1;
    (group + 1..policy.groups.len())
        .take(8)
        .find(|at| counts(&policy.groups[*at]))
}

/// Whether a run stands under the same parent in the other editions: then only the order differs.
fn stays_in_list(policy: &Policy, run: &Run, parent: Option<usize>) -> bool {
    run.groups.iter().all(|at| {
        policy.groups[*at]
            .members
            .iter()
            .filter(|(lang, _)| **lang != run.lang)
            .all(|(lang, ids)| {
                let above = ids
                    .first()
                    .and_then(|id| policy.clause(*lang, *id))
                    .and_then(|clause| clause.parent)
                    .and_then(|id| group_at(policy, *lang, id.index()));
                above == parent
            })
    })
}

fn report(policy: &Policy, outline: &Outline, runs: &[&Run], id: &'static str, out: &mut Findings) {
    let Some(first) = runs.first() else { return };
    let lang = first.lang;
    let groups: Vec<usize> = runs
        .iter()
        .flat_map(|run| run.groups.iter().copied())
        .collect();
    // The probability of a group is that of standing in order: for what moved it says nothing. A move must earn its
    // place by a margin; neighbours that moved along make it surer.
    let confidence = if groups.len() > 1 { 0.85 } else { 0.75 };
    let order = id.ends_with(".order");
    let other = [policy.source]
        .into_iter()
        .chain(policy.langs())
        .find(|other| *other != lang && policy.groups[first.groups[0]].first(*other).is_some());
    let heading = policy
        .clause(lang, first.clauses[0])
        .is_some_and(|clause| clause.kind == ClauseKind::Heading);
    let finding = out.report(match (order, groups.len()) {
        (true, _) => id,
        _ if heading => "moved-clause.section",
        (_, 1) => id,
        _ => "moved-clause.run",
    });
    finding.confidence(confidence);
    if order {
        finding.severity(Severity::Info);
    }
    finding
        .arg("lang", lang)
        .arg("text", quote(policy, lang, first.clauses[0]))
        .arg("count", groups.len());
    let langs: Vec<Lang> = policy.groups[first.groups[0]]
        .members
        .keys()
        .copied()
        .filter(|other| *other != lang)
        .collect();
    finding.arg("langs", langs);
    for run in runs {
        // A heading stands for what moved with it.
        let mut covered = 0;
        for clause in &run.clauses {
            if clause.index() >= covered {
                finding.primary(lang, span(policy, lang, *clause));
                covered = outline.end(clause.index());
            }
        }
    }
    if let Some(other) = other
        && let Some(clause) = policy.groups[first.groups[0]].first(other)
    {
        finding.counterpart(other, span(policy, other, clause));
        if !order && let Some(place) = place(policy, lang, other, clause) {
            finding.mark(Role::InsertionPoint, lang, place);
        }
    }
}

/// Where a clause belongs by the order of another edition: behind the nearest clause before it there that did not move.
fn place(policy: &Policy, lang: Lang, other: Lang, clause: ClauseId) -> Option<crate::text::Span> {
    let before = (0..clause.index()).rev().find_map(|at| {
        let group = policy.groups.get(group_at(policy, other, at)?)?;
        if group.moved.is_empty() {
            group.of(lang).last().copied()
        } else {
            None
        }
    })?;
    Some(behind(span(policy, lang, before)))
}

#[cfg(test)]
mod tests {
    use crate::model::Severity;
    use crate::rules::structure::sample::{findings, found, policy};

    #[test]
    fn a_moved_section_is_one_finding_on_its_heading() {
        let policy = policy(&[
            (
                "en",
                "a # Fees\nb p Cards cost five euros.\nc # Hours\nd p Closed on Sundays.\ne p Open late on Fridays.\nf # Contact\ng p Ask us.",
            ),
            (
                "zh",
                "a # 费用\nb p 办卡需五欧元。\nf # 联系\ng p 请询问我们。\nc! # 开放时间\nd! p 周日闭馆。\ne! p 周五开放至深夜。",
            ),
        ]);
        assert_eq!(found(&policy), ["moved-clause zh"]);
        let finding = findings(&policy).remove(0);
        assert_eq!(
            finding
                .marks
                .iter()
                .filter(|mark| mark.role == crate::model::Role::Primary)
                .count(),
            1
        );
    }

    #[test]
    fn clauses_that_moved_apart_are_findings_of_their_own() {
        let policy = policy(&[
            (
                "en",
                "a # Fees\nb p Cards cost five euros.\nc p Pay in cash.\nd # Hours\ne p Closed on Sundays.\nf p Open late on Fridays.",
            ),
            (
                "vi",
                "a # Phí\nb p Thẻ có giá năm euro.\ne! p Đóng cửa vào Chủ nhật.\nd # Giờ mở cửa\nf p Mở cửa muộn vào thứ Sáu.\nc! p Thanh toán bằng tiền mặt.",
            ),
        ]);
        assert_eq!(found(&policy), ["moved-clause vi", "moved-clause vi"]);
    }

    #[test]
    fn a_list_in_another_order_is_worth_a_look() {
        let policy = policy(&[
            (
                "en",
                "a # Words\nb - Account: one.\nc - Basket: two.\nd - Card: three.\ne - Device: four.\nf - Goods: five.",
            ),
            (
                "ja",
                "a # 用語\nb - アカウント：一。\nf! - 商品：五。\nd! - カード：三。\nc! - かご：二。\ne - 端末：四。",
            ),
        ]);
        let found = findings(&policy);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Info);
    }
}
