use super::*;

fn reading(page: &str) -> Reading {
    read(page.as_bytes(), &Options::default()).expect("it is read")
}

fn outline(page: &str) -> Vec<String> {
    super::super::outline(&reading(page))
}

#[test]
fn white_space_is_folded_and_references_are_resolved() {
    assert_eq!(
        outline(
            "<p>  A &amp;  B\n C&nbsp;D </p>\n<p>個人\n  情報<b>\n の</b>\n取扱い &#x3042;\nABC</p>"
        ),
        ["p A & B C\u{a0}D", "p 個人情報の取扱い あ ABC"]
    );
    let reading = reading("<p>x</p><p>dữ &eacute; liệu</p>");
    let (start, end) = reading.source.locate(reading.blocks[1].span);
    assert_eq!((start.column, end.column), (12, 28));
    assert_eq!(
        reading.source.stored(reading.blocks[1].span),
        "dữ &eacute; liệu"
    );
}

#[test]
fn end_tags_are_implied() {
    assert_eq!(
        outline("<h2>T</h2><p>a<p>b<ul><li>c<li>d<ul><li>e</ul>f</ul>g<div>h"),
        [
            "h2 T", "p a", "p b", "i0 c", "i0 d", "i1 e", "p f", "p g", "p h"
        ]
    );
    assert_eq!(
        outline("<dl><dt>甲<dd>乙<dt>丙<dd>丁</dl>"),
        ["p 甲", "p 乙", "p 丙", "p 丁"]
    );
    assert_eq!(outline("<title>no</title><p>a</b></div>b</p>"), ["p ab"]);
}

#[test]
fn lists_are_numbered() {
    assert_eq!(
        outline(
            "<ol start=3><li>c<li value=7><p>g</p><p>more</p><li>h</ol><ol reversed><li>x<li>y</ol><ul><li>z</ul><ol><li>p<ol><li>q</ol></ol>"
        ),
        [
            "i0#3 c", "i0#7 g", "p more", "i0#8 h", "i0#2 x", "i0#1 y", "i0 z", "i0#1 p", "i1#1 q"
        ]
    );
    assert_eq!(
        outline("<ul><li>a</li><li> </li><li><img src=x></li><li>・b</li></ul>"),
        ["i0 a", "i0 ", "i0[・] b"]
    );
}

#[test]
fn line_breaks_cut_blocks() {
    assert_eq!(
        outline("<p>氏名<br>住所</p><ul><li>a<br/>b</ul><h1>Privacy<br>Notice</h1>"),
        ["p 氏名", "p 住所", "i0 a", "p b", "h1 Privacy Notice"]
    );
    assert_eq!(
        outline("<pre>one\n  (a) two\n\nthree</pre>"),
        ["p one", "p (a) two", "p three"]
    );
}

#[test]
fn tables_have_rows_and_columns() {
    assert_eq!(
        outline("<table><tr><th>D<th>P<tr><td>n<td>30</table>"),
        ["c0,0 D", "c0,1 P", "c1,0 n", "c1,1 30"]
    );
    assert_eq!(
        outline("<table><tr><th>社名<td>甲社<tr><th>住所<td><p>東京</p></table>"),
        ["c1,0 社名", "c1,1 甲社", "c2,0 住所", "c2,1 東京"]
    );
    assert_eq!(
        outline("<table><tr><td><h1>T</h1><p>a<p>b</table>"),
        ["h1 T", "p a", "p b"],
        "a table that lays out the page"
    );
}

#[test]
fn furniture_is_marked_and_what_is_unseen_is_left_out() {
    assert_eq!(
        outline(
            "<html lang=ja><head><meta charset=utf-8><title>t</title></head><body class=nav><header><a href=/>Site</a></header>\
             <div class='breadcrumb'>Home &gt; Terms</div><main><header><h1>規約</h1></header><p>本文<script>x</script><style>y</style></p>\
             <div class='policy-navigate' id=share>Shared</div><p>a <del>old</del><ins>new</ins> <span hidden>h</span><svg><text>s</text></svg>b</p>\
             <button>Go</button><p aria-hidden=true>deco</p></main><footer>© 2026</footer>"
        ),
        [
            "p Site (furniture)",
            "p Home > Terms (furniture)",
            "h1 規約",
            "p 本文",
            "p Shared",
            "p a new b",
            "p deco (furniture)",
            "p © 2026 (furniture)"
        ]
    );
    assert_eq!(
        outline("<ul><li><a href=/en>English</a><li><a href=/vi>Tiếng Việt</a></ul><p>x"),
        ["i0 English (furniture)", "i0 Tiếng Việt (furniture)", "p x"]
    );
    assert_eq!(
        outline("<div class=sidebar><h1>Terms</h1><p>All of the policy stands here.</p></div><p>x"),
        ["h1 Terms", "p All of the policy stands here.", "p x"],
        "a hint that leaves nothing is wrong"
    );
    assert_eq!(
        outline("<footer><p>all of it</p></footer>"),
        ["p all of it"]
    );
}

#[test]
fn languages_and_encodings_are_declared() {
    let lang = |page: &str| reading(page).lang.map(|lang| lang.tag().to_owned());
    assert_eq!(
        lang("<html lang=\"zh-TW\"><p>x").as_deref(),
        Some("zh-Hant")
    );
    assert_eq!(
        lang("<meta http-equiv='Content-Language' content='vi, en'><p>x").as_deref(),
        Some("vi")
    );
    assert_eq!(lang("<html xml:lang=ja lang=''><p>x").as_deref(), None);
    assert_eq!(lang("<html xml:lang=ja><p>x").as_deref(), Some("ja"));
    assert_eq!(
        declared_encoding(b"<head><META CHARSET='Shift_JIS'>").as_deref(),
        Some("shift_jis")
    );
    assert_eq!(
        declared_encoding(b"<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">")
            .as_deref(),
        Some("gb2312")
    );
    assert_eq!(
        declared_encoding(b"<?xml version='1.0' encoding='euc-jp'?>").as_deref(),
        Some("euc-jp")
    );
    assert_eq!(declared_encoding(b"<p>charset=big5</p>"), None);
}

#[test]
fn links_lead_outside() {
    let reading = reading(
        "<p>Mail <a href='mailto:dpo@example.org?subject=x&amp;y'>our <b>officer</b></a> <a href='#x'>above</a> <a href=https://example.org/>example.org</a></p>",
    );
    let links: Vec<(&str, &str)> = reading
        .links
        .iter()
        .map(|(span, to)| (reading.source.slice(*span), to.as_str()))
        .collect();
    assert_eq!(
        links,
        [("our officer", "mailto:dpo@example.org?subject=x&y")]
    );
}

#[test]
fn hostile_pages_are_bounded() {
    let deep = "<div>".repeat(10_000) + "x";
    let error = read(deep.as_bytes(), &Options::default())
        .expect_err("too deep")
        .to_string();
    assert!(
        error.contains("--max-depth") && error.contains("line 1"),
        "{error}"
    );
    // Inline elements that nobody closed are let go; a page in one long line is a page.
    assert_eq!(outline(&("<b>".repeat(10_000) + "x")), ["p x"]);
    let long = format!("<p>{}</p>", "word ".repeat(1 << 19));
    assert_eq!(reading(&long).blocks.len(), 1);
    assert_eq!(outline("<p>a < b & c &lt d <"), ["p a < b & c < d <"]);
    for page in [
        "<",
        "</",
        "<p",
        "<p class=",
        "<!--",
        "<!",
        "&",
        "&#",
        "<script>",
        "</p></p>",
        "<li>x</ol>",
        "<td>x",
        "<tr><td>x",
    ] {
        let _ = read(page.as_bytes(), &Options::default());
    }
}
