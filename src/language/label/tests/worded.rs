//! Labels with a rank or a word, and the citations that begin alike.

use super::*;

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
