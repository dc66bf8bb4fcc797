//! The same ordinal twice in one list.

use std::collections::BTreeMap;

use super::deviation::Labels;
use super::fault::Fault;
use crate::model::{Check, ClauseId, Findings, GroupId, Policy, Severity};
use crate::text::Lang;

rule! {
    /// Two clauses of one list carry the same number.
    ///
    /// ## Why
    /// A reference to the number may mean either clause. Mostly a clause was added and the rest was not
    /// renumbered, or a digit was mistyped.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You agree to:
    /// [en] 1. keep your key card with you;
    /// [en] 2. lock the door when you leave;
    /// [en] 2. report damage on the same day;
    /// [en] 4. return the key card at the end.
    /// ```
    /// ```policy pass
    /// [ja] 1. 入館
    /// [ja] （1）入館証を提示してください。
    /// [ja] （2）荷物は受付に預けてください。
    /// [ja] 2. 退館
    /// [ja] （1）入館証を返却してください。
    /// [ja] （2）忘れ物がないか確認してください。
    /// ```
    /// ```policy pass
    /// [zh] 第十一条 会员资格
    /// [zh] 会员资格自登记之日起生效。
    /// [zh] 第十一条之一 会员证
    /// [zh] 会员证仅限本人使用。
    /// [zh] 第十二条 会费
    /// [zh] 会费按年缴纳。
    /// ```
    "numbering-duplicate", since "0.1.0", Warning, mqm "linguistic-conventions/textual-conventions", Check::Policy(check)
}

/// An ordinal that stands more than once in one edition.
struct Duplicate {
    lang: Lang,
    clauses: Vec<ClauseId>,
    wrong: Vec<ClauseId>,
}

fn check(policy: &Policy, out: &mut Findings) {
    let labels = Labels::new(policy);
    let mut by_place: BTreeMap<(Option<GroupId>, u16), Vec<Duplicate>> = BTreeMap::new();
    for edition in &labels.editions {
        for (_, fault) in &edition.faults {
            let Fault::Duplicate { clauses, wrong, .. } = fault else {
                continue;
            };
            let ordinal = edition.label(*wrong).map_or(0, |label| label.ordinal());
            // Those that the other editions number otherwise are wrong; else the one that breaks the list.
            let against: Vec<ClauseId> = clauses
                .iter()
                .copied()
                .filter(|id| expected(&labels, edition.lang, *id, ordinal).is_some())
                .collect();
            let wrong = if against.is_empty() || against.len() == clauses.len() {
                vec![*wrong]
            } else {
                against
            };
            let place = (
                wrong.first().and_then(|id| labels.group(edition.lang, *id)),
                ordinal,
            );
            by_place.entry(place).or_default().push(Duplicate {
                lang: edition.lang,
                clauses: clauses.clone(),
                wrong,
            });
        }
    }
    for found in by_place.into_values() {
        report(&labels, &found, out);
    }
}

/// The counterpart of a clause in the first other edition (the source before all) whose label has another ordinal.
fn expected(
    labels: &Labels<'_>,
    lang: Lang,
    id: ClauseId,
    ordinal: u16,
) -> Option<(Lang, ClauseId)> {
    let group = labels
        .policy
        .group(lang, id)
        .filter(|group| group.confidence >= 0.5)?;
    let source_first = labels
        .editions
        .iter()
        .filter(|edition| edition.lang == labels.policy.source)
        .chain(&labels.editions);
    source_first
        .filter(|edition| edition.lang != lang)
        .find_map(|edition| match group.of(edition.lang) {
            [one]
                if !edition.is_wrong(*one)
                    && edition
                        .label(*one)
                        .is_some_and(|label| label.ordinal() != ordinal) =>
            {
                Some((edition.lang, *one))
            }
            _ => None,
        })
}

fn report(labels: &Labels<'_>, found: &[Duplicate], out: &mut Findings) {
    let Some(first) = found
        .iter()
        .find(|one| one.lang == labels.policy.source)
        .or(found.first())
    else {
        return;
    };
    let (Some(edition), Some(wrong)) = (labels.of(first.lang), first.wrong.first()) else {
        return;
    };
    let ordinal = edition.label(*wrong).map_or(0, |label| label.ordinal());
    let other = expected(labels, first.lang, *wrong, ordinal)
        .and_then(|(lang, id)| Some((labels.of(lang)?, id)));
    let finding = out.report(if other.is_some() {
        "numbering-duplicate.others"
    } else {
        "numbering-duplicate"
    });
    finding.confidence(if other.is_some() { 0.97 } else { 0.88 });
    if other.is_some() {
        finding.severity(Severity::Error);
    }
    finding
        .arg("lang", first.lang)
        .arg("label", edition.written(*wrong))
        .arg("count", first.clauses.len());
    if let Some((other, id)) = other {
        finding
            .arg("expected", other.written(id))
            .arg("langs", vec![other.lang]);
    }
    for one in found {
        let Some(edition) = labels.of(one.lang) else {
            continue;
        };
        for label in one.wrong.iter().filter_map(|id| edition.label(*id)) {
            finding.primary(one.lang, label.written);
        }
    }
    for label in first
        .clauses
        .iter()
        .filter(|id| !first.wrong.contains(id))
        .filter_map(|id| edition.label(*id))
    {
        finding.counterpart(first.lang, label.written);
    }
    if let Some(label) = other.and_then(|(other, id)| other.label(id)) {
        finding.counterpart(
            other.map_or(first.lang, |(other, _)| other.lang),
            label.written,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi, Zh};

    #[test]
    fn a_lone_wrong_label_is_one_finding() {
        let wrong = "a · 1. 1 A\nb · 2. 2 B\nc · 2. 2 C\nd · 4. 4 D";
        assert_eq!(
            Sample::new(En).edition(En, wrong).check(&RULE),
            ["numbering-duplicate warning: en>2. en=2."]
        );
        let found = Sample::new(Zh)
            .edition(
                Zh,
                "a · 一、 1 甲\nb · 二、 2 乙\nc · 三、 3 丙\nd · 四、 4 丁",
            )
            .edition(En, wrong)
            .check(&RULE);
        assert_eq!(
            found,
            ["numbering-duplicate.others error: en>2. en=2. zh=三、"]
        );
    }

    #[test]
    fn the_alignment_tells_which_of_two_is_wrong() {
        let found = Sample::new(Ja)
            .edition(Ja, "a · 1. 1 甲\nb · 2. 2 乙\nc · 3. 3 丙\nd · 4. 4 丁")
            .edition(Vi, "a · 1. 1 A\nb · 3. 3 B\nc · 3. 3 C\nd · 4. 4 D")
            .check(&RULE);
        assert_eq!(
            found,
            ["numbering-duplicate.others error: vi>3. vi=3. ja=2."]
        );
    }

    #[test]
    fn lists_that_start_anew_are_none() {
        for lines in [
            "a · 1. 1 x\nb · 2. 2 x\nc · 1. 1 x\nd · 2. 2 x",
            "a # 1. 1 A\n  b · (1) 1 x\n  c · (2) 2 x\nd # 2. 2 B\n  e · (1) 1 x\n  f · (2) 2 x",
        ] {
            assert_eq!(Sample::new(En).edition(En, lines).check(&RULE), [""; 0]);
        }
    }
}
