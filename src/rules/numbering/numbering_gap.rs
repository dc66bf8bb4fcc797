//! Ordinals that a list skips.

use std::collections::{BTreeMap, BTreeSet};

use super::deviation::Labels;
use super::fault::Fault;
use super::list::counted;
use super::numbered::Numbered;
use crate::language::numeral;
use crate::model::{Check, ClauseId, Findings, GroupId, LabelKind, Policy, Severity};
use crate::text::{Lang, excerpt, is_cjk};

rule! {
    /// The numbering of one list skips a number.
    ///
    /// ## Why
    /// A number that is skipped (二 is followed by 四) is the trace of a clause that was left out, or of
    /// clauses that were not renumbered when one was removed; what refers to the number leads nowhere.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 一、会員登録
    /// [ja] 登録には氏名が必要です。
    /// [ja] 二、料金
    /// [ja] 料金は毎月お支払いいただきます。
    /// [ja] 四、退会
    /// [ja] 退会はいつでもできます。
    /// ```
    /// ```policy pass
    /// [zh] 第一章 总则
    /// [zh] 第一条 本规则适用于全体会员。
    /// [zh] 第二条 会员须年满十八周岁。
    /// [zh] 第二条之一 年龄须以证件证明。
    /// [zh] 第二章 会费
    /// [zh] 第三条 会费按年缴纳。
    /// [zh] 第四条 已缴会费不予退还。
    /// ```
    /// ```policy pass
    /// [vi] Thành viên phải:
    /// [vi] a) đóng hội phí đúng hạn;
    /// [vi] b) giữ gìn thẻ thành viên;
    /// [vi] c) tôn trọng thành viên khác;
    /// [vi] d) báo khi đổi địa chỉ;
    /// [vi] đ) tham dự cuộc họp hằng năm;
    /// [vi] e) trả lại thẻ khi rời hội.
    /// ```
    "numbering-gap", since "0.1.0", Warning, mqm "accuracy/omission", Check::Policy(check)
}

/// A jump in one edition.
#[derive(Clone, Debug)]
struct Gap {
    lang: Lang,
    /// `None` where the list begins too late.
    before: Option<ClauseId>,
    after: ClauseId,
    missing: Vec<u16>,
}

fn check(policy: &Policy, out: &mut Findings) {
    let labels = Labels::new(policy);
    // A label that says something else than the other editions is no trace of a missing clause.
    let deviating: BTreeSet<(Lang, ClauseId)> = labels
        .runs()
        .iter()
        .flat_map(|run| run.pairs.iter().map(|pair| (run.lang, pair.clause)))
        .collect();
    let mut by_place: BTreeMap<(Option<GroupId>, Vec<u16>), Vec<Gap>> = BTreeMap::new();
    for edition in &labels.editions {
        let inside = edition.faults.iter().filter_map(|(_, fault)| match fault {
            Fault::Gap {
                before,
                after,
                missing,
            } if !is_filled(edition, *before, *after, missing) => Some(Gap {
                lang: edition.lang,
                before: Some(*before),
                after: *after,
                missing: missing.clone(),
            }),
            _ => None,
        });
        for gap in inside
            .chain(late_starts(&labels, edition))
            .filter(|gap| !deviating.contains(&(gap.lang, gap.after)))
        {
            let place = (labels.group(gap.lang, gap.after), gap.missing.clone());
            by_place.entry(place).or_default().push(gap);
        }
    }
    for gaps in by_place.into_values() {
        report(&labels, &gaps, out);
    }
}

/// Whether the skipped ordinal stands between the two clauses after all: as a label of another list or kind, or in the running text.
fn is_filled(edition: &Numbered<'_>, before: ClauseId, after: ClauseId, missing: &[u16]) -> bool {
    let document = edition.document;
    let parent = document.clause(before).parent;
    let between = before.index() + 1..after.index();
    let fills = |at: usize| {
        let clause = &document.clauses[at];
        let Some(label) = &clause.label else {
            return false;
        };
        let id = ClauseId(u32::try_from(at).unwrap_or(u32::MAX));
        let begins_late =
            label.ordinal() > 1 && edition.place(id).is_none_or(|(_, index)| index == 0);
        missing.contains(&label.ordinal())
            && (clause.parent == parent || begins_late || counted(clause).is_none())
    };
    if between.clone().any(fills) {
        return true;
    }
    let (Some(first), Some(label)) = (missing.first(), edition.label(before)) else {
        return false;
    };
    let Some(ordinal) = numeral::write(*first, label.numeral) else {
        return false;
    };
    if label.frame.0.is_empty() && label.frame.1.is_empty() {
        return false;
    }
    let prefix: String = label.ordinals[..label.ordinals.len() - 1]
        .iter()
        .map(|ordinal| format!("{ordinal}."))
        .collect();
    let sought = format!("{}{prefix}{ordinal}{}", label.frame.0, label.frame.1);
    let text = &document.source.text()
        [document.clause(before).span.start as usize..document.clause(after).span.start as usize];
    text.match_indices(&sought).any(|(at, _)| {
        text[..at]
            .trim_end_matches([' ', '\t', '\u{3000}'])
            .chars()
            .next_back()
            .is_none_or(|c| ".。;；:：!！?？\n|｜•・-".contains(c))
    })
}

/// Lists that begin behind 1 where the aligned lists of most other editions begin at 1.
fn late_starts<'a>(
    labels: &'a Labels<'_>,
    edition: &'a Numbered<'_>,
) -> impl Iterator<Item = Gap> + 'a {
    edition.lists.iter().filter_map(|list| {
        let first = *list.members.first()?;
        let ordinal = edition.label(first)?.ordinal();
        if !(2..=4).contains(&ordinal) {
            return None;
        }
        let group = labels.policy.group(edition.lang, first)?;
        let others: Vec<&Numbered<'_>> = labels
            .editions
            .iter()
            .filter(|other| other.lang != edition.lang && !group.of(other.lang).is_empty())
            .collect();
        let begins_at_one = |other: &&&Numbered<'_>| {
            let Some(id) = group.first(other.lang) else {
                return false;
            };
            let before =
                (1..ordinal).map(|step| other.neighbour(id, -isize::try_from(step).unwrap_or(1)));
            let absent = before
                .flatten()
                .filter(|id| {
                    labels
                        .policy
                        .group(other.lang, *id)
                        .is_some_and(|group| group.of(edition.lang).is_empty())
                })
                .count();
            other.is_regular(id)
                && other
                    .label(id)
                    .is_some_and(|label| label.ordinal() == ordinal)
                && absent == usize::from(ordinal - 1)
        };
        let agreeing = others.iter().filter(begins_at_one).count();
        (agreeing * 2 > others.len()).then(|| Gap {
            lang: edition.lang,
            before: None,
            after: first,
            missing: (1..ordinal).collect(),
        })
    })
}

/// The clause that the gap lacks, in an edition that has it.
fn named(labels: &Labels<'_>, gaps: &[Gap]) -> Option<(Lang, ClauseId, Vec<Lang>)> {
    let gap = gaps.first()?;
    let group = labels.policy.group(gap.lang, gap.after)?;
    let source_first = labels
        .editions
        .iter()
        .filter(|edition| edition.lang == labels.policy.source)
        .chain(&labels.editions);
    let mut found: Option<(Lang, ClauseId, Vec<Lang>)> = None;
    for edition in source_first.filter(|edition| gaps.iter().all(|gap| gap.lang != edition.lang)) {
        let Some(after) = group.first(edition.lang) else {
            continue;
        };
        let steps = 1..=isize::try_from(gap.missing.len()).unwrap_or(1);
        let lacking = steps
            .rev()
            .filter_map(|step| edition.neighbour(after, -step))
            .find(|id| {
                edition
                    .label(*id)
                    .is_some_and(|label| gap.missing.contains(&label.ordinal()))
            });
        let Some(id) = lacking else { continue };
        let same = |lang: Lang, other: ClauseId| {
            labels.group(lang, other) == labels.group(edition.lang, id)
        };
        match &mut found {
            None => found = Some((edition.lang, id, vec![edition.lang])),
            Some((lang, other, langs)) if !langs.contains(&edition.lang) && same(*lang, *other) => {
                langs.push(edition.lang)
            }
            Some(_) => {}
        }
    }
    if let Some((_, _, langs)) = &mut found {
        langs.sort_unstable();
    }
    found
}

fn report(labels: &Labels<'_>, gaps: &[Gap], out: &mut Findings) {
    let policy = labels.policy;
    let Some(gap) = gaps
        .iter()
        .find(|gap| gap.lang == policy.source)
        .or(gaps.first())
    else {
        return;
    };
    let Some(edition) = labels.of(gap.lang) else {
        return;
    };
    let everywhere = gaps.len() > 1
        && policy
            .group(gap.lang, gap.after)
            .is_some_and(|group| group.members.len() == gaps.len());
    let named = named(labels, gaps);
    // Where the edition has the clause that carries the number elsewhere, only its label is gone.
    let unlabelled = named
        .as_ref()
        .and_then(|(lang, id, _)| policy.group(*lang, *id)?.first(gap.lang));
    let message = match (&named, gap.before, unlabelled) {
        (_, None, _) => "numbering-gap.start",
        (Some(_), _, Some(_)) => "numbering-gap.unlabelled",
        (Some(_), _, None) => "numbering-gap.others",
        (None, _, _) => "numbering-gap",
    };
    let finding = out.report(message);
    let of = policy
        .group(gap.lang, gap.after)
        .map_or(0.9, |group| group.confidence.max(0.6));
    finding.confidence(
        if named.is_some() { 0.97 } else { 0.9 } * if policy.editions.len() > 1 { of } else { 1.0 },
    );
    if everywhere {
        finding.severity(Severity::Info);
    }
    finding
        .arg("lang", gap.lang)
        .arg("found", edition.written(gap.after))
        .arg("expected", skipped(edition, gap));
    if let Some(before) = gap.before {
        finding.arg("previous", edition.written(before));
    }
    if let Some((lang, id, langs)) = &named {
        let whole = policy
            .clause(*lang, *id)
            .zip(policy.edition(*lang))
            .map_or("", |(clause, edition)| edition.document.slice(clause.span));
        finding
            .arg("text", excerpt(whole, 40))
            .arg("langs", langs.clone());
    }
    let source_first =
        std::iter::once(gap).chain(gaps.iter().filter(|other| other.lang != gap.lang));
    for (at, other) in source_first.enumerate() {
        let Some(label) = labels
            .of(other.lang)
            .and_then(|edition| edition.label(other.after))
        else {
            continue;
        };
        if everywhere && at > 0 {
            finding.counterpart(other.lang, label.written);
        } else {
            finding.primary(other.lang, label.written);
        }
    }
    if let Some((lang, id, _)) = &named
        && let Some(clause) = policy.clause(*lang, *id)
    {
        finding.counterpart(*lang, clause.span);
    }
}

/// The skipped ordinals as the list writes them.
fn skipped(edition: &Numbered<'_>, gap: &Gap) -> String {
    let Some(label) = edition.label(gap.after) else {
        return String::new();
    };
    let prefix: String = label.ordinals[..label.ordinals.len().saturating_sub(1)]
        .iter()
        .map(|ordinal| format!("{ordinal}."))
        .collect();
    // A rank is named with its words (第23条), of a bare number the number is enough.
    let (head, tail) = if label.kind == LabelKind::Plain {
        ("", "")
    } else {
        (
            label.frame.0.trim_end(),
            label.frame.1.trim_end_matches(['.', ':', '：']),
        )
    };
    let space = if head
        .chars()
        .next_back()
        .is_some_and(|c| crate::text::is_alphabetic(c) && !is_cjk(c))
    {
        " "
    } else {
        ""
    };
    let written = |ordinal: &u16| {
        format!(
            "{head}{space}{prefix}{}{tail}",
            numeral::write(*ordinal, label.numeral).unwrap_or_else(|| ordinal.to_string())
        )
    };
    gap.missing
        .iter()
        .map(written)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi, Zh};

    #[test]
    fn a_gap_names_what_the_other_editions_have() {
        let zh =
            "a # 一、 1 范围\nb # 二、 2 收集\nc # 三、 3 使用\n  c1 p - - 正文\nd # 四、 4 共享";
        let ja = "a # 一、 1 範囲\nb # 二、 2 収集\nd # 四、 4 共有";
        let found = Sample::new(Zh).edition(Zh, zh).edition(Ja, ja).check(&RULE);
        assert_eq!(
            found,
            ["numbering-gap.others warning: ja>四、 zh=三、 使用"]
        );
        // Two editions with one gap are one finding.
        let vi = "a # 1. 1 A\nb # 2. 2 B\nd # 4. 4 D";
        let found = Sample::new(Zh)
            .edition(Zh, zh)
            .edition(Ja, ja)
            .edition(Vi, vi)
            .check(&RULE);
        assert_eq!(
            found,
            ["numbering-gap.others warning: ja>四、 vi>4. zh=三、 使用"]
        );
    }

    #[test]
    fn an_edition_alone_shows_its_gap() {
        assert_eq!(
            Sample::new(Ja)
                .edition(Ja, "a # 一、 1 甲\nb # 二、 2 乙\nc # 四、 4 丁")
                .check(&RULE),
            ["numbering-gap warning: ja>四、"]
        );
    }

    #[test]
    fn a_gap_in_all_editions_is_reported_once() {
        let lines = "a # 1. 1 A\nb # 2. 2 B\nd # 4. 4 D";
        assert_eq!(
            Sample::new(En)
                .edition(En, lines)
                .edition(Ja, lines)
                .check(&RULE),
            ["numbering-gap info: en>4. ja=4."]
        );
    }

    #[test]
    fn an_unlabelled_clause_in_the_gap_is_said() {
        let en = "a # 1. 1 A\nb # 2. 2 B\nc # 3. 3 C";
        let found = Sample::new(En)
            .edition(En, en)
            .edition(Ja, "a # 1. 1 甲\nb # - - 乙\nc # 3. 3 丙")
            .check(&RULE);
        assert_eq!(found, ["numbering-gap.unlabelled warning: ja>3. en=2. B"]);
    }

    #[test]
    fn no_gap_where_labels_deviate_or_count_elsewhere() {
        let right = "a # 1. 1 A\nb # 2. 2 B\nc # 3. 3 C";
        // The last label is wrong: number-label-mismatch.
        assert_eq!(
            Sample::new(En)
                .edition(En, right)
                .edition(Vi, "a # 1. 1 A\nb # 2. 2 B\nc # 5. 5 C")
                .check(&RULE),
            [""; 0]
        );
        for lines in [
            // Articles count through chapters.
            "a # 第一章 1 甲\n  b # 第一条 1 x\n  c # 第二条 2 x\nd # 第二章 2 乙\n  e # 第三条 3 x",
            // A careless style, and a label that the tree hangs elsewhere.
            "a · 1. 1 x\nb · 2. 2 x\nc · (3) 3 x\nd · 4. 4 x",
            "a # 一、 1 甲\n  b · 二、 2 乙\nc # 三、 3 丙",
            // A list that begins late, alone.
            "a · 3. 3 x\nb · 4. 4 x",
        ] {
            assert_eq!(
                Sample::new(Zh).edition(Zh, lines).check(&RULE),
                [""; 0],
                "{lines}"
            );
        }
    }

    #[test]
    fn a_list_that_begins_late_against_the_others() {
        let en = "a · 1. 1 A\nb · 2. 2 B\nc · 3. 3 C";
        let found = Sample::new(En)
            .edition(En, en)
            .edition(Ja, "b · 2. 2 乙\nc · 3. 3 丙")
            .check(&RULE);
        assert_eq!(found, ["numbering-gap.start warning: ja>2. en=1. A"]);
    }
}
