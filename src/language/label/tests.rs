//! Labels of four languages, and what looks like one.

use super::super::of;
use crate::model::{Label, LabelKind, Numeral};
use crate::text::Lang;
use LabelKind::*;
use Numeral::*;

/// Text up to the end of the label, the rest, ordinals, rank, numeral, frame.
type Row<'a> = (
    &'a str,
    &'a str,
    &'a [u16],
    LabelKind,
    Numeral,
    (&'a str, &'a str),
);

fn check(lang: Lang, rows: &[Row]) {
    let mut wrong = Vec::new();
    for (written, rest, ordinals, kind, numeral, (before, after)) in rows {
        let text = format!("{written}{rest}");
        let labels = of(lang).labels(&text);
        let same = labels.first().is_some_and(|label| {
            let found = (
                &text[label.written.range()],
                &*label.ordinals,
                label.kind,
                label.numeral,
            );
            found == (*written, *ordinals, *kind, *numeral)
                && (label.frame.0.as_str(), label.frame.1.as_str()) == (*before, *after)
        });
        if !same {
            wrong.push((text, labels));
        }
    }
    assert!(wrong.is_empty(), "{lang:?}: {wrong:#?}");
}

fn check_none(lang: Lang, texts: &[&str]) {
    let labels = |text: &&str| {
        Some((text.to_string(), of(lang).labels(text))).filter(|(_, labels)| !labels.is_empty())
    };
    let wrong: Vec<_> = texts.iter().filter_map(labels).collect();
    assert!(wrong.is_empty(), "{lang:?}: {wrong:#?}");
}

fn readings(lang: Lang, text: &str) -> Vec<(u16, Numeral)> {
    let value = |label: &Label| (label.ordinal(), label.numeral);
    of(lang).labels(text).iter().map(value).collect()
}

#[test]
fn bare_forms_in_every_language() {
    for lang in Lang::KNOWN {
        check(
            lang,
            &[
                ("一、", "适用范围", &[1], Plain, Han, ("", "、")),
                ("十二、", " 其他", &[12], Plain, Han, ("", "、")),
                ("（一）", "目的", &[1], Plain, Han, ("（", "）")),
                ("(三)", "クラウド", &[3], Plain, Han, ("(", ")")),
                ("（二）、", "范围", &[2], Plain, Han, ("（", "）、")),
                ("壹、", "總則", &[1], Plain, HanFormal, ("", "、")),
                ("1.", " Scope", &[1], Plain, Arabic, ("", ".")),
                ("3.", "データの移転", &[3], Plain, Arabic, ("", ".")),
                ("1、", " Applicable scope", &[1], Plain, Arabic, ("", "、")),
                ("2)", " text", &[2], Plain, Arabic, ("", ")")),
                ("（1）", "第三者", &[1], Plain, Arabic, ("（", "）")),
                ("(10)", " Texts", &[10], Plain, Arabic, ("(", ")")),
                ("( 2 )", " text", &[2], Plain, Arabic, ("(", ")")),
                ("（２）", "目的", &[2], Plain, ArabicFull, ("（", "）")),
                ("１．", "目的", &[1], Plain, ArabicFull, ("", "．")),
                ("１）", "目的", &[1], Plain, ArabicFull, ("", "）")),
                ("①", "氏名", &[1], Plain, Circled, ("", "")),
                ("⑵", " name", &[2], Plain, Circled, ("(", ")")),
                ("1️⃣", " name", &[1], Plain, Circled, ("□", "")),
                (
                    "2.1",
                    " The information you gave",
                    &[2, 1],
                    Plain,
                    Arabic,
                    ("", ""),
                ),
                ("1.1.1", "　定義", &[1, 1, 1], Plain, Arabic, ("", "")),
                ("2.5、", "保存", &[2, 5], Plain, Arabic, ("", "、")),
                ("2.5、", " Retention", &[2, 5], Plain, Arabic, ("", "、")),
                ("3.2.", " Fees", &[3, 2], Plain, Arabic, ("", ".")),
                ("1.1", "定义", &[1, 1], Plain, Arabic, ("", "")),
                ("1.01", " Definitions", &[1, 1], Plain, Arabic, ("", "")),
                (
                    "4(b)(ii)",
                    " Fees",
                    &[4, 2, 2],
                    Plain,
                    RomanLower,
                    ("", ")"),
                ),
                ("1.", " 2 of the users", &[1], Plain, Arabic, ("", ".")),
                ("1.", " (a) text", &[1], Plain, Arabic, ("", ".")),
                ("5.", "", &[5], Plain, Arabic, ("", ".")),
                ("(iv)", " the name", &[4], Plain, RomanLower, ("(", ")")),
                ("(aa)", " the name", &[27], Plain, LatinLower, ("(", ")")),
                ("A.", " Scope", &[1], Plain, LatinUpper, ("", ".")),
                ("IV.", " Scope", &[4], Plain, RomanUpper, ("", ".")),
                ("iv.", " scope", &[4], Plain, RomanLower, ("", ".")),
                ("Ⅱ", "　目的", &[2], Plain, RomanUpper, ("", "")),
                ("A.1", " Purpose", &[1, 1], Plain, Arabic, ("", "")),
                ("II.2.1.", " Purpose", &[2, 2, 1], Plain, Arabic, ("", ".")),
                ("đ)", " Tên", &[5], Plain, VietnameseLower, ("", ")")),
                ("ア", "　氏名", &[1], Plain, Aiueo, ("", "")),
                ("（ア）", "氏名", &[1], Plain, Aiueo, ("（", "）")),
                ("ア．", "氏名", &[1], Plain, Aiueo, ("", "．")),
                ("１－２．", "目的", &[1, 2], Plain, ArabicFull, ("", "．")),
                ("1", " Scope", &[1], Plain, Arabic, ("", "")),
                ("２", "　個人情報", &[2], Plain, ArabicFull, ("", "")),
                ("1", " 本規約", &[1], Plain, Arabic, ("", "")),
                ("3", " 年齢制限", &[3], Plain, Arabic, ("", "")),
                ("7 –", " Other Terms", &[7], Plain, Arabic, ("", "–")),
            ],
        );
    }
}

#[test]
fn letters_count_as_the_language_does() {
    check(
        Lang::En,
        &[
            ("(b)", " the name", &[2], Plain, LatinLower, ("(", ")")),
            ("a)", "the name", &[1], Plain, LatinLower, ("", ")")),
            ("b.", " the name", &[2], Plain, LatinLower, ("", ".")),
        ],
    );
    check(
        Lang::Vi,
        &[("(g)", " tên", &[7], Plain, VietnameseLower, ("(", ")"))],
    );
}

#[test]
fn numbers_that_are_no_labels() {
    for lang in Lang::KNOWN {
        check_none(
            lang,
            &[
                "",
                " 1. a",
                "2025年7月30日起施行",
                "20181111制定",
                "2025. 7. 30",
                "2025.7.30",
                "30.7.2025",
                "12.05.24",
                "2025-07-30",
                "09/09/2020",
                "7/30/2025",
                "1,000 users",
                "3.5%",
                "3.5 % of",
                "1.5 million users",
                "0.5",
                "30 days after",
                "30 July 2025",
                "24-hour support",
                "24/7 support",
                "1st of July",
                "2FA",
                "3D models",
                "12:30",
                "5-7 business days",
                "3～5営業日",
                "1 October 2025",
                "2 ngày",
                "30日以内に",
                "30 日以内に",
                "3 个月内",
                "7 天",
                "2.5倍になります",
                "1.5 億円",
                "3.5 triệu đồng",
                "192.168.1.1",
                "10.0.0.1",
                "2.4GHz",
                "1...",
                "v1.2 is",
                "+84 24 3333",
                "(03) 1234-5678",
                "(2025)",
                "5",
                "100",
                "$5.00",
                "1.example.com is",
                "5% of",
                "1、2及び3の",
                "1, 2 and 3",
                "(1) and (2) above",
                "（一）、（二）项",
                "①②は",
                "①から③まで",
                "①～③の場合",
                "1)、2)の",
            ],
        );
    }
}

#[test]
fn words_and_letters_that_are_no_labels() {
    for lang in Lang::KNOWN {
        check_none(
            lang,
            &[
                "A user may leave",
                "I agree",
                "a partner",
                "I. M. Pei",
                "J. R. Smith",
                "e.g. this",
                "i.e. that",
                "i. e. that",
                "vi.",
                "a.m. to p.m.",
                "U.S. law",
                "P.O. Box 5",
                "p. 12",
                "(c) 2025 Acme",
                "(C) 2025 Acme",
                "(see below) text",
                "(optional) text",
                "www.example.com",
                "Mix. it",
                "CC. the",
                "MIX",
                "(a) and (b) apply",
                "(a)又は(b)の",
                "d'accord",
                "第三方网站",
                "第三者提供",
                "第一次",
                "一般規定",
                "一切资料",
                "一方で",
                "三方協議",
                "一、二、三级",
                "十分な",
                "千葉県",
                "イベント",
                "アカウント",
                "ア、イ及びウ",
                "カ月",
                "ア ウ",
                "（株）例示",
                "(株) 例示",
                "（注）これは",
                "【重要】お知らせ",
                "Section headings are for",
                "Articles of",
                "Part of",
                "Partners",
                "Mục đích",
                "Điều khoản",
                "Điều này",
                "Phần mềm",
                "二〇二五年",
                "一 年",
                "一方",
                "一。",
                "[x] done",
                "[a] note",
            ],
        );
    }
}

#[test]
fn two_readings() {
    for (lang, text, expected) in [
        (Lang::En, "i) one", &[(1, RomanLower), (9, LatinLower)][..]),
        (Lang::En, "c) one", &[(3, LatinLower)]),
        (Lang::En, "V. Five", &[(5, RomanUpper), (22, LatinUpper)]),
        (Lang::En, "d) one", &[(4, LatinLower)]),
        (Lang::En, "(ii) two", &[(2, RomanLower), (35, LatinLower)]),
        (Lang::Vi, "e) tên", &[(6, VietnameseLower), (5, LatinLower)]),
        (Lang::Vi, "đ) tên", &[(5, VietnameseLower)]),
        (
            Lang::Vi,
            "i) tên",
            &[(9, VietnameseLower), (9, LatinLower), (1, RomanLower)],
        ),
        (
            Lang::Vi,
            "(i) tên",
            &[(1, RomanLower), (9, VietnameseLower), (9, LatinLower)],
        ),
        (Lang::Vi, "Đ. Tên", &[(5, VietnameseLower)]),
        (Lang::Ja, "イ　住所", &[(2, Aiueo), (1, Iroha)]),
        (Lang::Ja, "ロ　住所", &[(2, Iroha), (43, Aiueo)]),
        (Lang::Ja, "(ｲ)住所", &[(2, Aiueo), (1, Iroha)]),
    ] {
        assert_eq!(readings(lang, text), expected, "{text}");
    }
}

#[test]
fn chinese_ranks() {
    check(
        Lang::Zh,
        &[
            ("第一章", " 总则", &[1], Chapter, Han, ("第", "章")),
            ("第一章", "总则", &[1], Chapter, Han, ("第", "章")),
            ("第二节", "", &[2], Section, Han, ("第", "节")),
            ("第三条", "为了保护用户", &[3], Article, Han, ("第", "条")),
            ("第三条", "【定义】本协议", &[3], Article, Han, ("第", "条")),
            ("第 3 条", " 定义", &[3], Article, Arabic, ("第", "条")),
            ("第四款", "\n", &[4], Paragraph, Han, ("第", "款")),
            ("第（五）项", " 其他", &[5], Item, Han, ("第（", "）项")),
            ("第五条第二款", " 其他", &[5, 2], Article, Han, ("第", "款")),
            ("第十二条：", "定义", &[12], Article, Han, ("第", "条：")),
            ("第一百二十条", " 定义", &[120], Article, Han, ("第", "条")),
            ("第一部分", " 总则", &[1], Part, Han, ("第", "部分")),
            ("附件一", "", &[1], Appendix, Han, ("附件", "")),
            ("附件1：", "清单", &[1], Appendix, Arabic, ("附件", "：")),
            ("附录A", " 术语", &[1], Appendix, LatinUpper, ("附录", "")),
            ("附件（二）", " 术语", &[2], Appendix, Han, ("附件", "")),
        ],
    );
    check(
        Lang::ZhHant,
        &[
            ("第二項", " 其他", &[2], Paragraph, Han, ("第", "項")),
            ("第三款", " 其他", &[3], Item, Han, ("第", "款")),
            ("第五條第二項", " 其他", &[5, 2], Article, Han, ("第", "項")),
            ("附錄一", "　其他", &[1], Appendix, Han, ("附錄", "")),
        ],
    );
    check_none(
        Lang::Zh,
        &[
            "第三条规定的情形",
            "第三条和第四条",
            "第三条、第四条",
            "第三条至第五条",
            "第一条例",
            "第二章节",
            "第三条第二款所述",
            "第三方提供",
            "第一项目",
            "第二款产品",
            "附件一并提交",
            "附件一所列",
            "附件中",
            "第一，我们",
            "第三条的规定",
            "第三条（定义）规定的",
        ],
    );
}

#[test]
fn japanese_ranks() {
    check(
        Lang::Ja,
        &[
            ("第一章", "　総則", &[1], Chapter, Han, ("第", "章")),
            ("第1条", "（目的）", &[1], Article, Arabic, ("第", "条")),
            (
                "第１条",
                "（目的）本規約は",
                &[1],
                Article,
                ArabicFull,
                ("第", "条"),
            ),
            ("第3条", "　ライセンス", &[3], Article, Arabic, ("第", "条")),
            ("第3条", " はじめに", &[3], Article, Arabic, ("第", "条")),
            ("第2項", "　当社は", &[2], Paragraph, Arabic, ("第", "項")),
            ("第三号", "\n", &[3], Item, Han, ("第", "号")),
            (
                "第5条第2項第三号",
                "　定義",
                &[5, 2, 3],
                Article,
                Han,
                ("第", "号"),
            ),
            ("第１", "　総則", &[1], Plain, ArabicFull, ("第", "")),
            ("第二章", " 第五条 定義", &[2], Chapter, Han, ("第", "章")),
            ("別紙1", "", &[1], Appendix, Arabic, ("別紙", "")),
            (
                "別紙１",
                "　料金表",
                &[1],
                Appendix,
                ArabicFull,
                ("別紙", ""),
            ),
            (
                "別表第一",
                "（第三条関係）",
                &[1],
                Appendix,
                Han,
                ("別表第", ""),
            ),
            ("様式第2号", "", &[2], Appendix, Arabic, ("様式第", "号")),
        ],
    );
    check_none(
        Lang::Ja,
        &[
            "第三条の規定により",
            "第5条に定める",
            "第5条第2項の規定",
            "第3条及び第4条",
            "第3条、第4条",
            "第3条～第5条",
            "第3条 第1項に基づき",
            "第1条（目的）に定める",
            "第3号被保険者",
            "第三者は",
            "別紙1のとおり",
            "別紙に定める",
            "第一条例",
            "附則",
            "第2項を適用",
            "第1号様式",
        ],
    );
    let branch = &of(Lang::Ja).labels("第十二条の二　定義")[0];
    assert_eq!((&*branch.ordinals, branch.branch), (&[12, 2][..], true));
    assert_eq!(branch.frame, ("第".into(), "条".into()));
    assert_eq!(branch.written.len(), "第十二条の二".len());
    let branch = &of(Lang::Zh).labels("第十二条之一 定义")[0];
    assert_eq!((&*branch.ordinals, branch.branch), (&[12, 1][..], true));
}

#[test]
fn english_words() {
    check(
        Lang::En,
        &[
            ("Article 5", "", &[5], Article, Arabic, ("Article", "")),
            (
                "ARTICLE V:",
                " SCOPE",
                &[5],
                Article,
                RomanUpper,
                ("ARTICLE", ":"),
            ),
            (
                "Section 3.2",
                " Fees",
                &[3, 2],
                Section,
                Arabic,
                ("Section", ""),
            ),
            (
                "Section 7 –",
                " Other Terms",
                &[7],
                Section,
                Arabic,
                ("Section", "–"),
            ),
            (
                "Section 3.",
                " We may",
                &[3],
                Section,
                Arabic,
                ("Section", "."),
            ),
            ("§ 7", " Liability", &[7], Section, Arabic, ("§", "")),
            ("§7.", " Liability", &[7], Section, Arabic, ("§", ".")),
            (
                "Clause 4(b)(ii)",
                "\n",
                &[4, 2, 2],
                Article,
                RomanLower,
                ("Clause", ")"),
            ),
            (
                "Article 5(2)",
                " Scope",
                &[5, 2],
                Article,
                Arabic,
                ("Article", ")"),
            ),
            (
                "Appendix A",
                "",
                &[1],
                Appendix,
                LatinUpper,
                ("Appendix", ""),
            ),
            (
                "Schedule 1:",
                " Fees",
                &[1],
                Appendix,
                Arabic,
                ("Schedule", ":"),
            ),
            (
                "Exhibit B —",
                " Fees",
                &[2],
                Appendix,
                LatinUpper,
                ("Exhibit", "—"),
            ),
            ("Annex 1", " (Fees)", &[1], Appendix, Arabic, ("Annex", "")),
            ("Part I", " General", &[1], Part, RomanUpper, ("Part", "")),
            ("Chapter Two", " Data", &[2], Chapter, Word, ("Chapter", "")),
            (
                "Chapter 2",
                " Article 5 Scope",
                &[2],
                Chapter,
                Arabic,
                ("Chapter", ""),
            ),
            ("第三条", " Fees", &[3], Article, Han, ("第", "条")),
            ("Điều 5.", " Fees", &[5], Article, Arabic, ("Điều", ".")),
            ("2.3", " Information from", &[2, 3], Plain, Arabic, ("", "")),
        ],
    );
    check_none(
        Lang::En,
        &[
            "Article 5 of the GDPR applies",
            "Article 6 GDPR requires",
            "Section 3 and Section 4",
            "Section 3, paragraph 2",
            "Section 3 applies",
            "Sections 3 and 4",
            "Section 3-5 apply",
            "Part I have read",
            "Schedule A meeting",
            "Section 5 (Fees) applies",
            "article 5 says",
            "Paragraphs are",
            "Item prices",
            "Exhibit A shows",
            "Appendix",
            "Article 2025",
            "Clause 4(b) of",
        ],
    );
    let branch = &of(Lang::En).labels("Article 12bis Scope")[0];
    assert_eq!((&*branch.ordinals, branch.branch), (&[12, 2][..], true));
}

#[test]
fn vietnamese_words() {
    check(
        Lang::Vi,
        &[
            ("Chương I", "", &[1], Chapter, RomanUpper, ("Chương", "")),
            (
                "CHƯƠNG II:",
                " QUYỀN",
                &[2],
                Chapter,
                RomanUpper,
                ("CHƯƠNG", ":"),
            ),
            (
                "Phần I",
                " Quy định chung",
                &[1],
                Part,
                RomanUpper,
                ("Phần", ""),
            ),
            (
                "Phần thứ nhất",
                " QUY ĐỊNH",
                &[1],
                Part,
                Word,
                ("Phần thứ", ""),
            ),
            ("Mục 2.", " Dữ liệu", &[2], Section, Arabic, ("Mục", ".")),
            ("Điều 5.", " Quyền", &[5], Article, Arabic, ("Điều", ".")),
            ("Điều 5", " Quyền", &[5], Article, Arabic, ("Điều", "")),
            ("Ðiều 5.", " Quyền", &[5], Article, Arabic, ("Ðiều", ".")),
            (
                "Điều 5",
                " Luật áp dụng",
                &[5],
                Article,
                Arabic,
                ("Điều", ""),
            ),
            (
                "Khoản 3.",
                " Bên A",
                &[3],
                Paragraph,
                Arabic,
                ("Khoản", "."),
            ),
            ("Điểm a", "\n", &[1], Item, VietnameseLower, ("Điểm", "")),
            (
                "Điểm đ)",
                " Tên",
                &[5],
                Item,
                VietnameseLower,
                ("Điểm", ")"),
            ),
            (
                "Khoản 2 Điều 5.",
                " Quyền",
                &[5, 2],
                Article,
                Arabic,
                ("Khoản", "."),
            ),
            ("Phụ lục A", "", &[1], Appendix, LatinUpper, ("Phụ lục", "")),
            (
                "Phụ lục 01:",
                " Biểu phí",
                &[1],
                Appendix,
                Arabic,
                ("Phụ lục", ":"),
            ),
            ("Dieu 5.", " Quyen", &[5], Article, Arabic, ("Dieu", ".")),
            ("1/", " Nội dung", &[1], Plain, Arabic, ("", "/")),
            ("a/", " Tên", &[1], Plain, VietnameseLower, ("", "/")),
            ("1-", " Nội dung", &[1], Plain, Arabic, ("", "-")),
            ("I -", " Mục đích", &[1], Plain, RomanUpper, ("", "-")),
            ("I.1.", " Phạm vi", &[1, 1], Plain, Arabic, ("", ".")),
            ("a)", " Tên", &[1], Plain, VietnameseLower, ("", ")")),
        ],
    );
    check_none(
        Lang::Vi,
        &[
            "Điều 5 quy định",
            "Điều 5 này",
            "Điều 5, khoản 2",
            "Khoản 2 Điều 5 quy định",
            "Điều 5 Luật An ninh mạng",
            "Mục đích",
            "Phần lớn",
            "khoản 2 Điều này",
            "Theo Điều 5",
            "Điều khoản chung",
            "Điểm đến",
            "v.v. và",
            "Mục 2 và Mục 3",
            "năm 2025",
        ],
    );
    // The same in decomposed form, spans of the text as it is written.
    let text = "D\u{0323}ie\u{302}\u{300}u";
    assert!(of(Lang::Vi).labels(text).is_empty());
    let text = "Đie\u{302}\u{300}u 5. Quye\u{302}\u{300}n";
    let label = &of(Lang::Vi).labels(text)[0];
    assert_eq!(
        (&text[label.written.range()], label.kind),
        ("Đie\u{302}\u{300}u 5.", Article)
    );
}

#[test]
fn other_languages() {
    let other = "fr".parse().unwrap();
    check(
        other,
        &[
            (
                "Artículo 5.",
                " Datos",
                &[5],
                Article,
                Arabic,
                ("Artículo", "."),
            ),
            ("제5조", "(목적)", &[5], Article, Arabic, ("제", "조")),
            ("Глава 2.", " Данные", &[2], Chapter, Arabic, ("Глава", ".")),
        ],
    );
    check_none(other, &["제5조에 따라", "Partie de"]);
}

#[test]
fn spans_lie_on_boundaries_and_hostile_texts_are_cheap() {
    let begun = std::time::Instant::now();
    for unit in [
        "第一条 ",
        "第一条",
        "(a)",
        "1.",
        "一、",
        "①",
        "ア",
        "Điều 5 ",
        "Khoản 1 ",
        "第",
        "（",
        "1.1",
        "a\u{301}",
        "Ａ．",
        "\u{20e3}1",
        "i",
        "第（",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        for lang in Lang::KNOWN {
            for label in of(lang).labels(&text) {
                assert!(text.get(label.written.range()).is_some());
            }
        }
    }
    assert!(begun.elapsed().as_secs() < 3);
}

#[test]
fn any_text_is_safe() {
    use proptest::prelude::*;
    proptest!(|(text in "[0-9０-９一二十第条項章のA-Civ.．、,()（）:：\\- \u{3000}①Ⅳアđ/年日名\u{300}\u{20e3}a-z]{0,14}")| {
        for lang in Lang::KNOWN {
            for label in of(lang).labels(&text) {
                prop_assert!(text.get(label.written.range()).is_some());
                prop_assert!(label.written.start == 0 && !label.written.is_empty());
                prop_assert!(!label.ordinals.is_empty() && label.ordinals.iter().all(|n| (1..1000).contains(n)));
            }
            of(lang).sentences(&text);
        }
    });
}
