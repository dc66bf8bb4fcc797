//! Aligned clauses that refer to clauses which are not aligned with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::deviation::Labels;
use super::resolve::{Resolver, Target};
use super::titles;
use crate::model::{
    Check, Class, ClauseId, Fact, Findings, Group, GroupId, Policy, Reference, Severity, Value,
};
use crate::text::{Lang, Span};

rule! {
    /// Aligned clauses refer to different clauses.
    ///
    /// ## Why
    /// The reader of one language is sent to another rule. Not the numbers are compared but the clauses behind
    /// them, so that editions may number differently; a reference that one edition puts into words (the
    /// preceding paragraph, 本条) is none of this.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Deposit
    /// [en] Guests pay a deposit of one night.
    /// [en] 2. Refund
    /// [en] The deposit under Section 1 is paid back when you leave.
    /// [en] 3. Damage
    /// [en] Guests answer for damage to the room.
    /// [vi] 1. Đặt cọc
    /// [vi] Khách trả tiền đặt cọc bằng giá một đêm.
    /// [vi] 2. Hoàn tiền
    /// [vi] Tiền đặt cọc theo Mục 3 được hoàn lại khi khách trả phòng.
    /// [vi] 3. Hư hỏng
    /// [vi] Khách chịu trách nhiệm về hư hỏng của phòng.
    /// ```
    /// ```policy pass
    /// [ja] 第1条（保証金）
    /// [ja] 宿泊者は1泊分の保証金を支払います。
    /// [ja] 第2条（返金）
    /// [ja] 第1条の保証金は、退室の際に返金します。
    /// [zh] 一、押金
    /// [zh] 客人须支付相当于一晚房费的押金。
    /// [zh] 二、退款
    /// [zh] 第一条所述押金在退房时退还。
    /// ```
    /// ```policy pass
    /// [en] Article 1 Membership
    /// [en] Anyone may join the club.
    /// [en] Article 2 Leaving
    /// [en] The rules of the preceding article apply when a member leaves.
    /// [en] Article 3 Fees
    /// [en] Fees under this article are not paid back.
    /// [vi] Điều 1. Hội viên
    /// [vi] Ai cũng có thể gia nhập câu lạc bộ.
    /// [vi] Điều 2. Rời hội
    /// [vi] Quy định tại Điều 1 áp dụng khi hội viên rời hội.
    /// [vi] Điều 3. Hội phí
    /// [vi] Hội phí theo Điều này không được hoàn lại.
    /// ```
    /// ```policy fail
    /// [en] # Boats for guests
    /// [en] Rowing boats are for two people.
    /// [en] # Boats for members
    /// [en] Sailing boats are for four people.
    /// [en] # Weekends
    /// [en] At weekends we lend what stands under "Boats for members".
    /// [ja] # 来訪者向けの船
    /// [ja] 手漕ぎボートは2人用です。
    /// [ja] # 会員向けの船
    /// [ja] 帆船は4人用です。
    /// [ja] # 週末
    /// [ja] 週末は「来訪者向けの船」に挙げるものを貸し出します。
    /// ```
    /// ```policy pass
    /// [en] # Your data
    /// [en] We keep your name.
    /// [en] # Deletion
    /// [en] What stands under "Your data" is deleted after a year.
    /// [zh] # 您的数据
    /// [zh] 我们保存您的姓名。
    /// [zh] # 删除
    /// [zh] “您的数据”部分所列内容在一年后删除。
    /// ```
    "reference-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

/// A reference with what it leads to, comparable over editions. What leads to no label that the edition shows (a
/// step of a list, an annex in another file) has no groups: it is compared by its ordinals with its like.
#[derive(Clone, Debug)]
struct Lead {
    span: Span,
    /// As written.
    ordinals: Vec<u16>,
    /// The clauses that it may mean.
    clauses: Vec<ClauseId>,
    /// The groups of the clauses that it may mean, and what is left below them.
    deep: (Vec<GroupId>, Vec<u16>),
    /// The group of the outermost clause above, with the ordinals from there.
    outer: Option<(GroupId, Vec<u16>)>,
}

/// References of the clauses of a group in one edition.
struct Side {
    lang: Lang,
    leads: Vec<Lead>,
    /// References that only the text around them tells.
    open: usize,
}

/// A clause that refers to more is a table of contents.
const MOST: usize = 32;

fn check(policy: &Policy, out: &mut Findings) {
    titles::report(policy, out);
    if policy.editions.len() < 2
        || policy
            .editions
            .values()
            .all(|edition| !edition.facts.iter().any(is_absolute))
    {
        return;
    }
    let resolvers: BTreeMap<Lang, Resolver<'_>> = policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, Resolver::new(&edition.document)))
        .collect();
    let mut mislabelled = None;
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text && group.members.len() > 1)
    {
        judge(policy, &resolvers, group, &mut mislabelled, out);
    }
}

/// Clauses that are called something else than in the other editions, or than their neighbours let expect.
type Mislabelled = BTreeSet<(Lang, ClauseId)>;

fn is_absolute(fact: &Fact) -> bool {
    matches!(
        &fact.value,
        Value::Reference {
            to: Reference::Absolute { .. }
        }
    )
}

fn judge(
    policy: &Policy,
    resolvers: &BTreeMap<Lang, Resolver<'_>>,
    group: &Group,
    mislabelled: &mut Option<Mislabelled>,
    out: &mut Findings,
) {
    let sides: Vec<Side> = group
        .members
        .iter()
        .map(|(lang, ids)| side(policy, &resolvers[lang], *lang, ids))
        .collect();
    if sides.iter().filter(|side| !side.leads.is_empty()).count() < 2
        || sides.iter().any(|side| side.leads.len() > MOST)
    {
        return;
    }
    let mut parties: Vec<Vec<&Side>> = Vec::new();
    for side in sides.iter().filter(|side| !side.leads.is_empty()) {
        match parties.iter_mut().find(|party| {
            unmatched(party[0], side).is_empty() && unmatched(side, party[0]).is_empty()
        }) {
            Some(party) => party.push(side),
            None => parties.push(vec![side]),
        }
    }
    if parties.len() < 2 {
        return;
    }
    let has_source = |party: &[&Side]| party.iter().any(|side| side.lang == policy.source);
    let right = (0..parties.len())
        .max_by_key(|at| {
            (
                parties[*at].len(),
                has_source(&parties[*at]),
                std::cmp::Reverse(*at),
            )
        })
        .unwrap_or(0);
    let reference = parties[right]
        .iter()
        .find(|side| side.lang == policy.source)
        .unwrap_or(&parties[right][0]);
    for odd in parties
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != right)
        .flat_map(|(_, party)| party)
    {
        let mislabelled =
            mislabelled.get_or_insert_with(|| Labels::new(policy).mislabelled(|_| true));
        report(
            policy,
            group,
            reference,
            &parties[right],
            odd,
            &sides,
            mislabelled,
            out,
        );
    }
}

#[allow(clippy::too_many_arguments, reason = "the parties to one judgement")]
fn report(
    policy: &Policy,
    group: &Group,
    reference: &Side,
    right: &[&Side],
    odd: &Side,
    sides: &[Side],
    mislabelled: &Mislabelled,
    out: &mut Findings,
) {
    let others = || sides.iter().filter(|side| side.lang != odd.lang);
    // Wrong is what no other edition refers to (so often), in the place of what all others refer to.
    let times =
        |side: &Side, lead: &Lead| side.leads.iter().filter(|other| same(lead, other)).count();
    let extra: Vec<&Lead> = unmatched(odd, reference)
        .into_iter()
        .filter(|lead| others().all(|side| times(side, lead) < times(odd, lead)))
        .collect();
    let lacking: Vec<&Lead> = unmatched(reference, odd)
        .into_iter()
        .filter(|lead| {
            right
                .iter()
                .all(|side| times(side, lead) > times(odd, lead))
        })
        .collect();
    let (Some(found), Some(expected)) = (extra.first(), lacking.first()) else {
        return;
    };
    // One number for two clauses: the labels are the finding, and references follow them.
    let is_mislabelled = |lang: Lang, lead: &Lead| {
        lead.clauses
            .iter()
            .any(|id| mislabelled.contains(&(lang, *id)))
    };
    if found.ordinals == expected.ordinals
        && (is_mislabelled(odd.lang, found) || is_mislabelled(reference.lang, expected))
    {
        return;
    }
    // A reference put into words may stand for either.
    if odd.leads.len() != reference.leads.len() && (odd.open > 0 || reference.open > 0)
        || odd.open > reference.open
            && odd.leads.len() <= extra.len()
            && reference.leads.len() > odd.leads.len()
    {
        return;
    }
    let text = |lang: Lang, span: Span| {
        policy.editions[&lang]
            .document
            .slice(span)
            .trim()
            .to_owned()
    };
    let finding = out.report("reference-mismatch");
    finding.arg("lang", odd.lang).arg(
        "langs",
        right.iter().map(|side| side.lang).collect::<Vec<_>>(),
    );
    finding
        .arg("found", text(odd.lang, found.span))
        .arg("expected", text(reference.lang, expected.span));
    finding.confidence(group.confidence * if right.len() > 1 { 0.97 } else { 0.92 });
    if group.confidence < 0.5 {
        finding.severity(Severity::Info);
    }
    for lead in &extra {
        finding.primary(odd.lang, lead.span);
    }
    for side in right {
        let there = side
            .leads
            .iter()
            .filter(|lead| lacking.iter().any(|lacking| same(lead, lacking)));
        for lead in there.take(lacking.len()) {
            finding.counterpart(side.lang, lead.span);
        }
    }
}

fn side(policy: &Policy, resolver: &Resolver<'_>, lang: Lang, ids: &[ClauseId]) -> Side {
    let mut side = Side {
        lang,
        leads: Vec::new(),
        open: 0,
    };
    let Some(edition) = policy.edition(lang) else {
        return side;
    };
    for fact in ids.iter().flat_map(|id| edition.facts_of(*id)) {
        let Value::Reference { to } = &fact.value else {
            continue;
        };
        match (to, resolver.target(fact.clause, to)) {
            (Reference::Absolute { ordinals, here, .. }, Target::Clauses(found, rest)) => {
                let group = |id: ClauseId| {
                    policy
                        .group_of
                        .get(&lang)
                        .and_then(|of| of.get(id.index()))
                        .copied()
                };
                let groups: Vec<GroupId> = found.iter().filter_map(|id| group(*id)).collect();
                // The clause at the top, with the whole path from there.
                let path = found
                    .first()
                    .map(|id| edition.document.clause(*id).number.clone())
                    .unwrap_or_default();
                let top = found.first().and_then(|first| {
                    std::iter::successors(Some(*first), |id| edition.document.clause(*id).parent)
                        .take(32)
                        .find(|id| edition.document.clause(*id).number.len() == 1)
                });
                let below: Vec<u16> = path.iter().skip(1).chain(&rest).copied().collect();
                let outer = top.and_then(group).map(|top| (top, below));
                if groups.is_empty() || (*here && ordinals.is_empty()) {
                    side.open += 1;
                } else {
                    side.leads.push(Lead {
                        span: fact.span,
                        ordinals: ordinals.clone(),
                        clauses: found,
                        deep: (groups, rest),
                        outer,
                    });
                }
            }
            (
                Reference::Absolute {
                    ordinals,
                    here: false,
                    ..
                },
                Target::Unknown,
            ) if !ordinals.is_empty() => side.leads.push(Lead {
                span: fact.span,
                ordinals: ordinals.clone(),
                clauses: Vec::new(),
                deep: (Vec::new(), Vec::new()),
                outer: None,
            }),
            _ => side.open += 1,
        }
    }
    side
}

/// Whether two references mean one clause, as far as both say.
fn same(a: &Lead, b: &Lead) -> bool {
    // What one of them cannot tell is compared as it is written.
    if a.clauses.is_empty() || b.clauses.is_empty() {
        let part = |a: &[u16], b: &[u16]| a.starts_with(b) || a.ends_with(b);
        return part(&a.ordinals, &b.ordinals) || part(&b.ordinals, &a.ordinals);
    }
    let meets = a.deep.0.iter().any(|group| b.deep.0.contains(group));
    // One edition may cite less precisely: section 5 for section 5(2).
    let prefix =
        |a: &[u16], b: &[u16]| a.len() != b.len() && (a.starts_with(b) || b.starts_with(a));
    if meets && (a.deep.1 == b.deep.1 || prefix(&a.deep.1, &b.deep.1)) {
        return true;
    }
    match (&a.outer, &b.outer) {
        (Some((top, below)), Some((other, beside))) => {
            top == other && (below == beside || prefix(below, beside))
        }
        _ => false,
    }
}

/// The references of `a` that have no counterpart in `b`, each counterpart used once.
fn unmatched<'s>(a: &'s Side, b: &Side) -> Vec<&'s Lead> {
    let mut used = vec![false; b.leads.len()];
    let mut left = Vec::new();
    for lead in &a.leads {
        match (0..b.leads.len()).find(|at| !used[*at] && same(lead, &b.leads[*at])) {
            Some(at) => used[at] = true,
            None => left.push(lead),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::LabelKind::{Article, Section};
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi, Zh};

    const EN: &str = "a # 1. 1 A\nb # 2. 2 B\n  x p - - under Section 1 only\nc # 3. 3 C";
    const JA: &str = "a # 第1条 1 甲\nb # 第2条 2 乙\n  x p - - 第1条による\nc # 第3条 3 丙";
    const VI: &str = "a # 1. 1 A\nb # 2. 2 B\n  x p - - theo Mục 3 thôi\nc # 3. 3 C";

    fn both() -> Sample {
        Sample::new(En)
            .edition(En, EN)
            .refers(En, "x", "Section 1", Section, &[1])
    }

    #[test]
    fn the_odd_reference_is_named() {
        let found = both()
            .edition(Vi, VI)
            .refers(Vi, "x", "Mục 3", Section, &[3])
            .check(&RULE);
        assert_eq!(found, ["reference-mismatch error: vi>Mục 3 en=Section 1"]);
        let found = both()
            .edition(Ja, JA)
            .refers(Ja, "x", "第1条", Article, &[1])
            .edition(Vi, VI)
            .refers(Vi, "x", "Mục 3", Section, &[3])
            .check(&RULE);
        assert_eq!(
            found,
            ["reference-mismatch error: vi>Mục 3 en=Section 1 ja=第1条"]
        );
        let right = "a # 一、 1 甲\nb # 二、 2 乙\n  x p - - 依第三部分\nc # 三、 3 丙";
        let found = both()
            .edition(Vi, VI)
            .refers(Vi, "x", "Mục 3", Section, &[3])
            .edition(Zh, right)
            .refers(Zh, "x", "第三部分", Section, &[3])
            .check(&RULE);
        assert_eq!(
            found,
            ["reference-mismatch error: en>Section 1 vi=Mục 3 zh=第三部分"]
                .map(|text| text.replace("vi=Mục 3 zh=第三部分", "zh=第三部分 vi=Mục 3"))
        );
    }

    #[test]
    fn numbers_that_lead_to_the_same_clause_agree() {
        assert_eq!(
            both()
                .edition(Ja, JA)
                .refers(Ja, "x", "第1条", Article, &[1])
                .check(&RULE),
            [""; 0]
        );
        // Shifted labels: Section 2 is the aligned clause.
        let shifted = "z # 1. 1 Z\na # 2. 2 A\nb # 3. 3 B\n  x p - - under Mục 2 only\nc # 4. 4 C";
        assert_eq!(
            both()
                .edition(Vi, shifted)
                .refers(Vi, "x", "Mục 2", Section, &[2])
                .check(&RULE),
            [""; 0]
        );
    }

    #[test]
    fn shifted_labels_are_said_once() {
        // The labels are shifted, the references are not: the labels are the finding.
        let shifted = "a # 2. 2 A\nb # 3. 3 B\n  x p - - theo Mục 2 thôi\nc # 4. 4 C";
        let en = "a # 1. 1 A\nb # 2. 2 B\n  x p - - under Section 2 only\nc # 3. 3 C";
        let found = Sample::new(En)
            .edition(En, en)
            .refers(En, "x", "Section 2", Section, &[2])
            .edition(Vi, shifted)
            .refers(Vi, "x", "Mục 2", Section, &[2])
            .check(&RULE);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_reference_put_into_words_is_no_mismatch() {
        assert_eq!(both().edition(Ja, JA).check(&RULE), [""; 0]);
        let more = "a # 1. 1 A\nb # 2. 2 B\n  x p - - Mục 1, Mục 2\nc # 3. 3 C";
        let found = both()
            .edition(Vi, more)
            .refers(Vi, "x", "Mục 1", Section, &[1])
            .refers(Vi, "x", "Mục 2", Section, &[2])
            .check(&RULE);
        assert_eq!(found, [""; 0]);
    }
}
