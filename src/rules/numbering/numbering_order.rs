//! Ordinals that go back.

use std::collections::BTreeMap;

use super::deviation::Labels;
use super::fault::Fault;
use crate::model::{Check, ClauseId, Findings, GroupId, Policy, Severity};
use crate::text::Lang;

rule! {
    /// The numbers of one list go back.
    ///
    /// ## Why
    /// (10) followed by (7) is a label that was not renumbered, or clauses that changed places. A list that
    /// starts anew at 1 is none.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 当社は次の場合に利用を停止します。
    /// [ja] （1）料金の支払いが遅れたとき。
    /// [ja] （2）登録した情報に誤りがあるとき。
    /// [ja] （3）他の利用者に迷惑をかけたとき。
    /// [ja] （4）規約に違反したとき。
    /// [ja] （2）その他、当社が必要と認めたとき。
    /// ```
    /// ```policy pass
    /// [zh] 会员须遵守下列规定：
    /// [zh] （一）按时缴纳会费；
    /// [zh] （二）爱护公共设施。
    /// [zh] 有下列情形之一的，会员资格终止：
    /// [zh] （一）会员提出退会；
    /// [zh] （二）会员连续两年未缴纳会费。
    /// ```
    "numbering-order", since "0.1.0", Warning, mqm "linguistic-conventions/textual-conventions", Check::Policy(check)
}

/// Labels of one edition that stand out of order.
struct Disorder {
    lang: Lang,
    clauses: Vec<ClauseId>,
    pair: (ClauseId, ClauseId),
}

fn check(policy: &Policy, out: &mut Findings) {
    let labels = Labels::new(policy);
    let mut by_place: BTreeMap<(Option<GroupId>, u16), Vec<Disorder>> = BTreeMap::new();
    for edition in &labels.editions {
        for (_, fault) in &edition.faults {
            let Fault::Order { clauses, pair, .. } = fault else {
                continue;
            };
            let Some(first) = clauses.first() else {
                continue;
            };
            let place = (
                labels.group(edition.lang, *first),
                edition.label(*first).map_or(0, |label| label.ordinal()),
            );
            by_place.entry(place).or_default().push(Disorder {
                lang: edition.lang,
                clauses: clauses.clone(),
                pair: *pair,
            });
        }
    }
    for found in by_place.into_values() {
        report(&labels, &found, out);
    }
}

fn report(labels: &Labels<'_>, found: &[Disorder], out: &mut Findings) {
    let Some(first) = found
        .iter()
        .find(|one| one.lang == labels.policy.source)
        .or(found.first())
    else {
        return;
    };
    let Some(edition) = labels.of(first.lang) else {
        return;
    };
    let finding = out.report("numbering-order");
    finding.confidence(0.9);
    finding
        .arg("lang", first.lang)
        .arg("previous", edition.written(first.pair.0))
        .arg("found", edition.written(first.pair.1));
    for one in found {
        let Some(edition) = labels.of(one.lang) else {
            continue;
        };
        for label in one.clauses.iter().filter_map(|id| edition.label(*id)) {
            finding.primary(one.lang, label.written);
        }
    }
    for id in [first.pair.0, first.pair.1] {
        if let Some(label) = edition.label(id).filter(|_| !first.clauses.contains(&id)) {
            finding.counterpart(first.lang, label.written);
        }
    }
    // What the other editions say at the place.
    let Some(id) = first.clauses.first() else {
        return;
    };
    let group = labels
        .policy
        .group(first.lang, *id)
        .filter(|group| group.confidence >= 0.5);
    let ordinal = edition.label(*id).map(|label| label.ordinal());
    for other in labels
        .editions
        .iter()
        .filter(|other| found.iter().all(|one| one.lang != other.lang))
    {
        if let Some(label) = group
            .and_then(|group| group.first(other.lang))
            .and_then(|id| other.label(id))
        {
            finding.counterpart(other.lang, label.written);
            if Some(label.ordinal()) != ordinal {
                finding.severity(Severity::Error);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja};

    #[test]
    fn numbers_that_go_back_are_one_finding() {
        let wrong =
            "a · （1） 1 甲\nb · （2） 2 乙\nc · （3） 3 丙\nd · （4） 4 丁\ne · （2） 2 戊";
        assert_eq!(
            Sample::new(Ja).edition(Ja, wrong).check(&RULE),
            ["numbering-order warning: ja>（2） ja=（4）"]
        );
        let right = "a · (1) 1 A\nb · (2) 2 B\nc · (3) 3 C\nd · (4) 4 D\ne · (5) 5 E";
        assert_eq!(
            Sample::new(En)
                .edition(En, right)
                .edition(Ja, wrong)
                .check(&RULE),
            ["numbering-order error: ja>（2） ja=（4） en=(5)"]
        );
        assert_eq!(
            Sample::new(En)
                .edition(
                    En,
                    "a · 1. 1 A\nb · 2. 2 B\nc · 7. 7 C\nd · 4. 4 D\ne · 5. 5 E"
                )
                .check(&RULE),
            ["numbering-order warning: en>7. en=4."]
        );
    }

    #[test]
    fn a_new_start_is_none() {
        assert_eq!(
            Sample::new(En)
                .edition(
                    En,
                    "a · 1. 1 A\nb · 2. 2 B\nc · 1. 1 C\nd · 2. 2 D\ne · 3. 3 E"
                )
                .check(&RULE),
            [""; 0]
        );
    }
}
