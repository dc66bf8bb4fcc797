use super::*;
use crate::text::Lang;

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), &Options::default()).expect("it is read")
}

fn outline(text: &str) -> Vec<String> {
    super::super::outline(&reading(text))
}

#[test]
fn inline_markup_is_dropped_and_references_are_resolved() {
    assert_eq!(
        outline(
            "# Chính sách *bảo mật*\n\nChúng tôi **không** bán `cookie` &amp; dữ&nbsp;liệu ~~cũ~~<!-- x --> <span>của bạn</span>.\n"
        ),
        [
            "h1 Chính sách bảo mật",
            "p Chúng tôi không bán cookie & dữ\u{a0}liệu của bạn."
        ]
    );
    assert_eq!(
        outline("個人\n情報を\nrespect\nします\n"),
        ["p 個人情報を respect します"]
    );
    assert_eq!(
        outline("**「本サービス」**とは、9:00~18:00、20:00~22:00に\\*提供する"),
        ["p 「本サービス」とは、9:00~18:00、20:00~22:00に*提供する"]
    );
    assert_eq!(outline("PIN: **** ではない"), ["p PIN: **** ではない"]);
    assert_eq!(
        outline("Line one  \nline two<br>line three\\\nfour ![alt](a.png)"),
        ["p Line one\nline two\nline three\nfour"]
    );
}

#[test]
fn links_keep_their_text_and_where_they_lead() {
    let reading = reading(
        "Write to [our team](mailto:privacy@example.org), <help@example.org> or see [the *rules*][r], [above](#a), https://a.example.\n\n[r]: https://example.org/rules\n",
    );
    assert_eq!(
        super::super::outline(&reading),
        ["p Write to our team, help@example.org or see the rules, above, https://a.example."]
    );
    let links: Vec<(&str, &str)> = reading
        .links
        .iter()
        .map(|(span, to)| (reading.source.slice(*span), to.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("our team", "mailto:privacy@example.org"),
            ("the rules", "https://example.org/rules")
        ]
    );
}

#[test]
fn items_have_depth_and_number() {
    assert_eq!(
        outline(
            "1. one\n1. two\n   - inner\n     more\n\n   second paragraph\n1. three\n\n5) five\n6) six\n8) eight\n"
        ),
        [
            "i0#1 one",
            "i0#2 two",
            "i1 inner more",
            "p second paragraph",
            "i0#3 three",
            "i0#5 five",
            "i0#6 six",
            "i0#8 eight"
        ]
    );
    assert_eq!(
        outline("- [x] 同意する\n- [ ] 同意しない\n"),
        ["i0 同意する", "i0 同意しない"]
    );
}

#[test]
fn an_empty_item_stays_where_its_marker_ends() {
    let reading = reading("- 氏名\n-\n\n個人情報\n");
    assert_eq!(
        super::super::outline(&reading),
        ["i0 氏名", "i0 ", "p 個人情報"]
    );
    let (start, end) = reading.source.locate(reading.blocks[1].span);
    assert_eq!((start.line, start.column, end.column), (2, 2, 2));
    assert_eq!(reading.source.lines(reading.blocks[2].span), (4, 4));
}

#[test]
fn loose_lines_of_a_paragraph_are_blocks() {
    assert_eq!(
        outline("第一条 目的\n本规约适用于全体用户。\n第二条 定义\n（一）用户；\n（二）平台。\n"),
        [
            "p 第一条 目的",
            "p 本规约适用于全体用户。",
            "p 第二条 定义",
            "p （一）用户；",
            "p （二）平台。"
        ]
    );
    assert_eq!(outline("・氏名\n・住所\n"), ["i0[・] 氏名", "i0[・] 住所"]);
    assert_eq!(
        outline("We may:  \n(a) refuse  \n(b) accept\n"),
        ["p We may:", "p (a) refuse", "p (b) accept"]
    );
    assert_eq!(
        outline(
            "You agree to the rules that stand in\nSection 5 of the annex and to\n(b) of the other.\n"
        ),
        ["p You agree to the rules that stand in Section 5 of the annex and to (b) of the other."]
    );
    assert_eq!(
        outline("1\\. Scope\n\n#Title\ntext\n\n##标题二##\n"),
        ["p 1. Scope", "h1 Title", "p text", "h2 标题二"]
    );
}

#[test]
fn foreign_markup_vanishes() {
    assert_eq!(
        outline(
            "## Scope {: #scope }\n{: .intro}\nText.{: .a}\nMore.\n\n::: warning\nNote.\n:::\n\n### Terms {#terms}\n"
        ),
        ["h2 Scope", "p Text. More.", "p Note.", "h3 Terms"]
    );
}

#[test]
fn tables_quotations_and_code() {
    assert_eq!(
        outline(
            "| Data | Period |\n|---|---|\n| Name | 30 days |\n| Log |  |\n\n> quoted\n> text\n\n    indented text\n    second line\n\n```js\nlet x = 1;\n```\n"
        ),
        [
            "c0,0 Data",
            "c0,1 Period",
            "c1,0 Name",
            "c1,1 30 days",
            "c2,0 Log",
            "p quoted text",
            "p indented text",
            "p second line"
        ]
    );
}

#[test]
fn html_in_markdown_follows_the_rules_of_pages() {
    assert_eq!(
        outline(
            "<nav>\n\n- [Home](/)\n\n</nav>\n\n<div align=\"center\">\n<h1>Terms</h1>\n</div>\n\n<details><summary>More</summary>\n\nText\n\n</details>\n<!-- a\n\ncomment -->\n"
        ),
        ["i0 Home (furniture)", "h1 Terms", "p More", "p Text"]
    );
    assert_eq!(
        outline("[English](en.md) | [日本語](ja.md)\n\n# 規約\n"),
        ["p English | 日本語 (furniture)", "h1 規約"]
    );
}

#[test]
fn front_matter_names_the_languages() {
    let reading = reading("---\nlang: zh-TW\nsource: ja\n---\n\n# 隱私權政策\n");
    assert_eq!(
        (reading.lang, reading.source_lang),
        (Some(Lang::ZhHant), Some(Lang::Ja))
    );
    assert_eq!(super::super::outline(&reading), ["h1 隱私權政策"]);
    assert_eq!(reading.source.lines(reading.blocks[0].span), (6, 6));
}

#[test]
fn bounds_are_errors() {
    let mut options = Options::default();
    options.limits.depth = 20;
    let deep = format!("{}text\n", "> ".repeat(50));
    let error = read(deep.as_bytes(), &options)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(
        error.contains("--max-depth") && error.contains("line 1"),
        "{error}"
    );
    options.limits.line_bytes = 30;
    assert!(
        read(deep.as_bytes(), &options)
            .err()
            .is_some_and(|error| error.to_string().contains("--max-line"))
    );
}
