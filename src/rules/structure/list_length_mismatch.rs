//! Lists inside one paragraph that are longer in one edition than in the others.

use super::enumeration::counted;
use super::outline::{majority, quote, span};
use crate::model::{Check, ClauseId, ClauseKind, Findings, Group, Policy};
use crate::text::Lang;

rule! {
    /// A list inside a paragraph has more or fewer items than in the other editions.
    ///
    /// ## Why
    /// An item that is counted inside a sentence is no clause of its own, so nothing else notices that it is lost.
    /// Lists whose items are clauses are judged clause by clause.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Please send us (a) the deed, (b) a plan of the garden and (c) the keys of the shed.
    /// [zh] 请将（1）契据、（2）花园平面图寄给我们。
    /// ```
    /// ```policy pass
    /// [en] Please send us (a) the deed, (b) a plan of the garden and (c) the keys of the shed.
    /// [ja] ①権利証、②庭の図面、③物置の鍵をお送りください。
    /// [vi] Vui lòng gửi cho chúng tôi giấy chứng nhận, sơ đồ khu vườn và chìa khóa nhà kho.
    /// ```
    "list-length-mismatch", since "0.1.0", Warning, mqm "accuracy/omission", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    if group.confidence < 0.5 || group.members.len() < 2 {
        return;
    }
    let lists: Vec<(Lang, ClauseId, usize)> = group
        .members
        .iter()
        .filter_map(|(lang, ids)| {
            let [id] = ids.as_slice() else { return None };
            let prose = policy.clause(*lang, *id).is_some_and(|clause| {
                matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
            });
            let count = if prose {
                counted(policy.body(*lang, *id))
            } else {
                0
            };
            (count >= 2).then_some((*lang, *id, count))
        })
        .collect();
    let votes: Vec<(Lang, usize)> = lists
        .iter()
        .map(|(lang, _, count)| (*lang, *count))
        .collect();
    let Some(expected) = majority(&votes, policy.source) else {
        return;
    };
    let Some((other, right, _)) = lists
        .iter()
        .filter(|(_, _, count)| *count == expected)
        .max_by_key(|(lang, _, _)| *lang == policy.source)
    else {
        return;
    };
    let langs: Vec<Lang> = votes
        .iter()
        .filter(|(_, count)| *count == expected)
        .map(|(lang, _)| *lang)
        .collect();
    for (lang, id, count) in lists.iter().filter(|(_, _, count)| *count != expected) {
        let finding = out.report("list-length-mismatch");
        finding.confidence(group.confidence.min(0.85));
        finding
            .arg("lang", *lang)
            .arg("langs", langs.clone())
            .arg("found", *count)
            .arg("expected", expected)
            .arg("text", quote(policy, *lang, *id));
        finding
            .primary(*lang, span(policy, *lang, *id))
            .counterpart(*other, span(policy, *other, *right));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn only_lists_that_are_counted_in_both_editions_are_compared() {
        let three = ("en", "a p Send us (1) the deed, (2) a plan, (3) the keys.");
        assert_eq!(
            found(&policy(&[three, ("vi", "a p Gửi (a) giấy tờ, (b) sơ đồ.")])),
            ["list-length-mismatch vi"]
        );
        assert_eq!(
            found(&policy(&[
                three,
                ("ja", "a p ①権利証、②図面、③鍵をお送りください。")
            ])),
            [""; 0]
        );
        assert_eq!(
            found(&policy(&[three, ("zh", "a p 请寄送契据、平面图和钥匙。")])),
            [""; 0]
        );
        let two = ("zh", "a p 请寄送（一）契据、（二）平面图。");
        assert_eq!(
            found(&policy(&[
                two,
                three,
                ("ja", "a p ①権利証、②図面、③鍵をお送りください。")
            ])),
            ["list-length-mismatch zh"]
        );
    }
}
