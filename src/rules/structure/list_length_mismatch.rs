//! Lists inside one paragraph that are longer in one edition than in the others, counted or in plain words.

use super::enumeration::counted;
use super::outline::{majority, quote, span};
use super::series::{LeftOut, left_out};
use crate::model::{Check, ClauseId, ClauseKind, Findings, Group, Policy, Severity};
use crate::rules::content;
use crate::text::{Lang, excerpt};

rule! {
    /// A list inside a paragraph has more or fewer items than in the other editions.
    ///
    /// ## Why
    /// An item that is counted inside a sentence is no clause of its own, so nothing else notices that it is lost.
    /// Lists whose items are clauses are judged clause by clause.
    ///
    /// The same holds for an enumeration in plain words. An edition leaves an item out where the words on both sides of
    /// it stand side by side, nothing in its clause may translate the item, and it joins fewer items there; that two
    /// other editions have the item makes it a warning.
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
    /// ```policy fail
    /// [en] We collect your name, address, telephone number and date of birth.
    /// [zh] 我们收集您的姓名、地址和出生日期。
    /// [vi] Chúng tôi thu thập họ tên, địa chỉ, số điện thoại và ngày sinh của bạn.
    /// ```
    /// ```policy pass
    /// [en] We collect your name, address, telephone number and date of birth.
    /// [zh] 我们收集您的姓名、地址、电话号码和出生日期。
    /// [vi] Chúng tôi thu thập họ tên, số điện thoại, địa chỉ và ngày sinh của bạn.
    /// ```
    "list-length-mismatch", since "0.1.0", Warning, mqm "accuracy/omission", Check::Group(check)
}

fn check(policy: &Policy, group: &Group, out: &mut Findings) {
    if group.confidence < 0.5 || group.members.len() < 2 {
        return;
    }
    for one in left_out(policy, group) {
        if !is_told(policy, group, one.lang) {
            in_words(policy, group, &one, out);
        }
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

/// Whether another rule tells that an edition lacks more of the clause than an item.
fn is_told(policy: &Policy, group: &Group, lang: Lang) -> bool {
    let mut groups = policy.groups.iter();
    let at = groups.position(|one| std::ptr::eq(one, group));
    at.is_some_and(|at| content::survey(policy).tells(at, lang))
}

/// An item of an enumeration in running text.
fn in_words(policy: &Policy, group: &Group, one: &LeftOut, out: &mut Findings) {
    let text = |lang: Lang, span| {
        let edition = policy.edition(lang);
        edition.map_or_else(String::new, |edition| {
            excerpt(edition.document.slice(span), 40)
        })
    };
    // One edition against one: either may be the one that is free.
    let agreed = !one.having.is_empty();
    let finding = out.report("list-length-mismatch.words");
    let langs = std::iter::once(one.holder).chain(one.having.iter().map(|(lang, _)| *lang));
    finding
        .arg("lang", one.lang)
        .arg("langs", langs.collect::<Vec<_>>())
        .arg("expected", text(one.holder, one.item))
        .arg("text", text(one.lang, one.gap))
        .confidence(group.confidence * if agreed { 0.9 } else { 0.5 });
    if !agreed {
        finding.severity(Severity::Info);
    }
    finding
        .primary(one.lang, one.gap)
        .counterpart(one.holder, one.item);
    for (lang, span) in &one.having {
        finding.counterpart(*lang, *span);
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

    #[test]
    fn an_item_in_plain_words_is_missed_where_its_neighbours_meet() {
        let en = (
            "en",
            "a p We collect your name, address, telephone number, and age.",
        );
        let vi = (
            "vi",
            "a p Chúng tôi thu thập họ tên, địa chỉ, số điện thoại, tuổi.",
        );
        let found = |zh: &str| found(&policy(&[en, ("zh", zh), vi]));
        assert_eq!(
            found("a p 我们收集姓名、地址、年龄。"),
            ["list-length-mismatch zh"]
        );
        for complete in [
            "a p 我们收集姓名、地址、电话号码、年龄。",
            // In another order, in another place of the sentence, and by another word.
            "a p 我们收集姓名、年龄、电话号码、地址。",
            "a p 除电话号码外，我们还收集姓名、地址、年龄。",
            "a p 我们收集姓名、地址、手机号、年龄。",
        ] {
            assert_eq!(found(complete), [""; 0], "{complete}");
        }
    }
}
