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
        2 => glued(),
    ]
}

/// What values and cues are made of, in any order and without a space.
fn glued() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "0",
    "1",
    "7",
    "30",
    "2026",
    "１２",
    "三",
    "三十",
    "十",
    "百",
    "万",
    "萬",
    "億",
    "ba mươi",
    "mười",
    "thirty",
    "first",
    "two-thirds",
    "½",
    "①",
    "Ⅳ",
    "iv",
    "%",
    "％",
    "‰",
    "$",
    "￥",
    "€",
    "°",
    "年",
    "月",
    "日",
    "天",
    "か月",
    "ヶ月",
    "days",
    "business days",
    "ngày",
    "tháng",
    "năm",
    "小时",
    "時間",
    "hours",
    "giờ",
    "March",
    "tháng 3",
    "令和",
    "元年",
    "第",
    "条",
    "條",
    "項",
    "号",
    "之",
    "Article",
    "Section",
    "Điều",
    "khoản",
    "版",
    "§",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "「",
    "」",
    "『",
    "《",
    "》",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "\"",
    "「",
    ".",
    "。",
    ",",
    "，",
    "、",
    ":",
    "：",
    ";",
    "；",
    "-",
    "–",
    "—",
    "ー",
    "~",
    "〜",
    "/",
    "／",
    "\\",
    "_",
    "*",
    "**",
    "#",
    "@",
    "＠",
    "+",
    "&",
    "=",
    "?",
    "！",
    "…",
    "·",
    "・",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{1b}",
    "\t",
    "e\u{302}\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "ǅ",
    "Å",
    "a",
    "A",
    "x",
    "we",
    "We",
    "you",
    "shall",
    "not",
    "shall not",
    "may",
    "unless",
    "except",
    "only",
    "all",
    "any",
    "no",
    "应当",
    "不得",
    "可以",
    "除非",
    "仅",
    "所有",
    "我们",
    "您",
    "不",
    "未",
    "除",
    "外",
    "するものとします",
    "してはならない",
    "ことができます",
    "を除き",
    "場合",
    "当社",
    "お客様",
    "あ",
    "ま",
    "え",
    "phải",
    "không được",
    "có thể",
    "trừ khi",
    "chỉ",
    "chúng tôi",
    "bạn",
    "http://",
    "https://www.",
    "harbor.example",
    "a@b.",
    "privacy@harbor.example",
    ".com",
    "www.",
    "cookie",
    "Cookie",
    "クッキー",
    "GDPR",
    "Ltd.",
    "Inc",
    "株式会社",
    "有限公司",
    "Công ty",
    "Harbor",
    "港湾",
    "ISO 27001",
    "SHA-256",
    "v1.2",
    "+84 24 3825",
    "03-1234-5678",
    "&nbsp;",
    "<b>",
    "</b>",
    "<!--",
    "{{name}}",
    "${x}",
    "%s",
    "\n",
];

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

/// A place in a text, as a share of its length, and what becomes of it.
fn damage() -> impl Strategy<Value = (f64, usize, String)> {
    (
        0.0..1.0,
        0..12_usize,
        prop_oneof![2 => Just(String::new()), 3 => glued()],
    )
}

/// The text without some characters and with others instead.
fn damaged(text: &str, damages: &[(f64, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (share, gone, come) in damages {
        let at = (share * chars.len() as f64) as usize;
        let end = (at + gone).min(chars.len());
        chars.splice(at..end, come.chars());
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Real clauses, broken anywhere: what the rules see after the aligner has done its work.
    #[test]
    fn damaged_editions_are_checked_whole(
        zh in prop::collection::vec(damage(), 0..30),
        en in prop::collection::vec(damage(), 0..30),
        ja in prop::collection::vec(damage(), 0..30),
        vi in prop::collection::vec(damage(), 0..30),
    ) {
        let edition = |lang: &str, damages: &[_]| {
            let path = format!("corpus/harbor-refunds/refunds.{lang}.txt");
            damaged(&lines(&path).join("\n"), damages)
        };
        let (policy, findings) = check_texts(&[
            (Lang::Zh, &edition("zh", &zh)),
            (Lang::En, &edition("en", &en)),
            (Lang::Ja, &edition("ja", &ja)),
            (Lang::Vi, &edition("vi", &vi)),
        ]);
        hold(&policy);
        for finding in &findings {
            prop_assert!(!finding.marks.is_empty(), "{} marks nothing", finding.rule.name);
        }
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
