//! What must hold for any text: spans, clauses, groups.

use std::collections::BTreeSet;

use policyglot::model::{Class, ClauseId, Policy};
use policyglot::pipeline::check_texts;
use policyglot::text::Lang;
use proptest::prelude::*;

/// Lines that policies are made of, and lines that they are not.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "第一条　适用范围", "第二条 个人信息的收集", "1. We collect your name.", "2. We use it.", "（一）您的姓名；", "(b) the address",
            "Article 3 Scope", "Điều 4. Phạm vi", "a) họ và tên;", "第5条（目的）", "当社は、30日以内に回答します。", "We answer within 30 days.",
            "我们在三十日内答复。", "Chúng tôi trả lời trong vòng 30 ngày.", "contact@harbor.example", "・氏名", "- ", "概要", "Scope", "",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[（(一二三1-9a-d.）)、 ]{1,8}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..14).prop_map(|lines| lines.join("\n"))
}

/// Every clause stands in exactly one group, spans lie on character boundaries, clauses are disjoint and in order.
fn hold(policy: &Policy) {
    for (lang, edition) in &policy.editions {
        let document = &edition.document;
        let mut seen: BTreeSet<ClauseId> = BTreeSet::new();
        for id in policy.groups.iter().flat_map(|group| group.of(*lang)) {
            assert!(
                seen.insert(*id),
                "{lang}: clause {} stands in two groups",
                id.0
            );
        }
        assert_eq!(
            seen.len(),
            document.clauses.len(),
            "{lang}: a clause stands in no group"
        );
        let mut end = 0;
        for (id, clause) in document.iter() {
            assert!(
                clause.span.start >= end,
                "{lang}: clause {} overlaps the one before it",
                id.0
            );
            end = clause.span.end;
            assert!(
                document.source.text().get(clause.span.range()).is_some()
                    && document.source.text().get(clause.body.range()).is_some()
            );
            assert!(clause.parent.is_none_or(|parent| parent < id));
            let (start, stop) = document.source.locate(clause.span);
            assert!(start <= stop);
        }
        for fact in &edition.facts {
            assert!(document.source.text().get(fact.span.range()).is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_texts_are_checked_whole(zh in text(), en in text(), ja in text(), vi in text()) {
        let (policy, findings) = check_texts(&[(Lang::Zh, &zh), (Lang::En, &en), (Lang::Ja, &ja), (Lang::Vi, &vi)]);
        hold(&policy);
        for finding in &findings {
            prop_assert!(!finding.marks.is_empty(), "{} marks nothing", finding.rule.name);
        }
    }

    #[test]
    fn the_order_of_editions_changes_nothing(en in text(), ja in text(), vi in text()) {
        let (first, one) = check_texts(&[(Lang::En, &en), (Lang::Ja, &ja), (Lang::Vi, &vi)]);
        let (mut second, _) = check_texts(&[(Lang::Vi, &vi), (Lang::En, &en), (Lang::Ja, &ja)]);
        // The first text is the source unless one is named: only that may differ.
        second.source = first.source;
        second.source_named = first.source_named;
        policyglot::align::order(&mut second);
        prop_assert_eq!(&first.groups, &second.groups);
        let two = policyglot::rules::check(&second);
        prop_assert_eq!(one.len(), two.len());
    }
}

/// An edition of the corpus as plain text, one clause a line.
fn lines(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("the corpus stands in the repository");
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_edition_aligns_with_itself_clause_by_clause() {
    let text = lines("corpus/harbor-refunds/refunds.en.txt").join("\n");
    let (policy, _) = check_texts(&[(Lang::En, &text), (Lang::Vi, &text)]);
    for group in policy
        .groups
        .iter()
        .filter(|group| group.class == Class::Text)
    {
        assert_eq!(group.of(Lang::En), group.of(Lang::Vi));
    }
}

#[test]
fn a_dropped_clause_changes_no_group_far_away() {
    let zh = lines("corpus/harbor-refunds/refunds.zh.txt");
    let en = lines("corpus/harbor-refunds/refunds.en.txt").join("\n");
    for at in (3..zh.len()).step_by(7) {
        let mut cut = zh.clone();
        cut.remove(at);
        let (policy, _) = check_texts(&[(Lang::En, &en), (Lang::Zh, &cut.join("\n"))]);
        for group in &policy.groups {
            let ([en], zh) = (group.of(Lang::En), group.of(Lang::Zh)) else {
                panic!("line {at}: {group:?}")
            };
            let en = en.index();
            let expected = if en > at { en - 1 } else { en };
            if en.abs_diff(at) > 5 {
                assert_eq!(
                    zh.iter().map(|id| id.index()).collect::<Vec<_>>(),
                    [expected],
                    "line {at} dropped"
                );
            }
        }
    }
}
