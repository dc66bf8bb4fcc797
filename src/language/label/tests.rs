//! Labels of four languages, and what looks like one.

mod worded;

use crate::language::of;
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
fn a_label_before_a_number_or_a_counter() {
    for (text, ordinals) in [
        ("8.2 20回以上の乗車を経て", &[8u16, 2][..]),
        ("6.4 24か月間利用のないアカウント", &[6, 4]),
        ("7.5 3.2に違反したときは", &[7, 5]),
        ("7.4 25,000ユーロを超える寄付", &[7, 4]),
        ("3.9 人工知能により作成された動画", &[3, 9]),
        ("6.2 期間が満了したデータ", &[6, 2]),
        ("第21条 のこぎり盤には", &[21]),
    ] {
        let labels = of(Lang::Ja).labels(text);
        assert_eq!(
            labels.first().map(|label| &*label.ordinals),
            Some(ordinals),
            "{text}"
        );
    }
    check_none(Lang::Ja, &["3.5人", "1.5 億円", "第3条 の規定により"]);
    assert_eq!(readings(Lang::En, "6.4 30 days' notice is needed")[0].0, 4);
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
fn spans_lie_on_boundaries_and_hostile_texts_are_cheap() {
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

#[test]
fn what_is_written_is_read_back() {
    use crate::language::numeral::write_in;
    let frames = [("", "、"), ("", "."), ("", ")"), ("（", "）"), ("(", ")")];
    let numerals = [
        Arabic,
        ArabicFull,
        Han,
        HanFormal,
        LatinLower,
        LatinUpper,
        RomanLower,
        RomanUpper,
        Aiueo,
        Iroha,
        VietnameseLower,
    ];
    for lang in Lang::KNOWN {
        for n in 1..=23 {
            for numeral in numerals
                .iter()
                .copied()
                .filter(|numeral| lang == Lang::Vi || *numeral != VietnameseLower)
            {
                let written = write_in(n, numeral, lang).unwrap();
                for (before, after) in frames {
                    let text = format!("{before}{written}{after} 目的 Scope");
                    let labels = of(lang).labels(&text);
                    let frame = (before.to_owned(), after.to_owned());
                    let same = |label: &Label| {
                        label.ordinal() == n && label.numeral == numeral && label.frame == frame
                    };
                    assert!(
                        labels.iter().any(same),
                        "{lang:?} {numeral:?} {text}: {labels:?}"
                    );
                }
            }
            let circled = write_in(n, Circled, lang).unwrap();
            assert_eq!(readings(lang, &format!("{circled} 目的")), [(n, Circled)]);
        }
    }
}
