use super::*;

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), &Options::default()).expect("it is read")
}

fn outline(text: &str) -> String {
    super::super::outline(&reading(text)).join("\n")
}

#[test]
fn a_line_is_a_block() {
    assert_eq!(
        outline(
            "プライバシーポリシー\r\n\r\n第1条 目的\r\n　当社は、本方針を定めます。 \r\n(1) 氏名\r\n"
        ),
        "p プライバシーポリシー\np 第1条 目的\np 当社は、本方針を定めます。\np (1) 氏名"
    );
    assert_eq!(
        outline("Điều 1. Phạm vi\nChính sách này áp dụng cho mọi người dùng."),
        "p Điều 1. Phạm vi\np Chính sách này áp dụng cho mọi người dùng."
    );
    assert_eq!(
        outline("一、总则\n本政策适用于所有用户。\u{2028}二、定义"),
        "p 一、总则\np 本政策适用于所有用户。\np 二、定义"
    );
    assert_eq!(outline("old\rMac\rlines"), "p old\np Mac\np lines");
}

#[test]
fn bullets_make_items_and_an_empty_one_stays_empty() {
    assert_eq!(
        outline(
            "We collect:\n- your name\n  - the first\n  - the last\n- your age\n-\nWe use it for 3 purposes:\n"
        ),
        "p We collect:\ni0[-] your name\ni1[-] the first\ni1[-] the last\ni0[-] your age\ni0[-] \np We use it for 3 purposes:"
    );
    assert_eq!(
        outline("・氏名\n　・姓\n● 年齢\n※ 注記\n○○株式会社"),
        "i0[・] 氏名\ni1[・] 姓\ni0[●] 年齢\np ※ 注記\np ○○株式会社"
    );
    assert_eq!(
        outline("-个人信息\n• 地址\n+ Thông tin\n-5 °C"),
        "i0[-] 个人信息\ni0[•] 地址\ni0[+] Thông tin\np -5 °C"
    );
    let reading = reading("a:\n-\nb");
    let empty = reading.blocks[1].span;
    assert!(empty.is_empty());
    let (start, _) = reading.source.locate(empty);
    assert_eq!((start.line, start.column), (2, 2));
}

const WRAPPED: &str = "\
Privacy notice

This notice explains which data we collect when you visit our shop, what
we use them for, how long we keep them, and which rights you have against
us. It applies to all visitors of the shop and to everyone who writes to
our support team.

1. Data that we collect are your name, your address and the list of things
   that you have bought. We never ask for more than we need to send you
   what you have ordered.
2. We also count visits.

- A wrapped list item goes on over the end of its line and is continued on
  the next line.

Example Ltd.
12 Long Street
London
";

#[test]
fn wrapped_prose_is_joined() {
    assert_eq!(
        outline(WRAPPED),
        "p Privacy notice\n\
         p This notice explains which data we collect when you visit our shop, what we use them for, how long we keep them, and which rights you have against us. It applies to all visitors of the shop and to everyone who writes to our support team.\n\
         p 1. Data that we collect are your name, your address and the list of things that you have bought. We never ask for more than we need to send you what you have ordered.\n\
         p 2. We also count visits.\n\
         i0[-] A wrapped list item goes on over the end of its line and is continued on the next line.\n\
         p Example Ltd.\np 12 Long Street\np London"
    );
    let reading = reading(WRAPPED);
    let (start, end) = reading.source.locate(reading.blocks[1].span);
    assert_eq!((start.line, end.line, end.column), (3, 6, 18));
    assert!(
        reading
            .source
            .stored(reading.blocks[1].span)
            .contains("what\nwe use")
    );
}

#[test]
fn wrapped_cjk_prose_is_joined_without_a_space() {
    let lines = [
        "当社は、お客様からお預かりした個人情報を、次に掲げる目的のために利用い",
        "たします。あらかじめお客様の同意をいただいた場合を除き、これら以外の目的",
        "に利用することはありません。また、目的を変更するときは、変更後の目的をこ",
        "のページで公表し、必要に応じてお客様に電子メールでご連絡いたします。",
    ];
    assert_eq!(outline(&lines.join("\n")), format!("p {}", lines.concat()));
}

#[test]
fn lines_that_end_where_clauses_end_are_not_joined() {
    let text = "We collect your name and your postal address when you order.\n\
        We collect your electronic mail address if you subscribe to news.\n\
        We keep the records of your orders for ten years, as the law says.\n\
        We delete everything else within thirty days from your request.\n";
    assert_eq!(reading(text).blocks.len(), 4);
    let ragged = "Data that you give to us\nData that we collect while you are using the service on any device\nData from partners\nOther data\nData that we derive\n";
    assert_eq!(reading(ragged).blocks.len(), 5);
}

#[test]
fn headings_rules_and_front_matter() {
    assert_eq!(
        outline(
            "Terms of Use\n============\n\nScope\n-----\nText\n\n----------\n\n## 第2条\n#tag\n"
        ),
        "h1 Terms of Use\nh2 Scope\np Text\nh2[##] 第2条\np #tag"
    );
    let reading = reading("---\nlang: vi\n---\nĐiều 1\n");
    assert_eq!(
        (reading.lang, reading.blocks.len()),
        (Some(crate::text::Lang::Vi), 1)
    );
    assert_eq!(reading.source.lines(reading.blocks[0].span), (4, 4));
}

#[test]
fn a_choice_of_languages_is_furniture() {
    let reading = reading("English\n日本語\nTiếng Việt\n\nTerms\nEnglish law applies.\n");
    let furniture: Vec<bool> = reading.blocks.iter().map(|block| block.furniture).collect();
    assert_eq!(furniture, [true, true, true, false, false]);
}

#[test]
fn a_long_line_is_refused_by_name() {
    let mut options = Options::default();
    options.limits.line_bytes = 10;
    let error = read(b"short\nmuch too long a line", &options)
        .expect_err("too long")
        .to_string();
    assert!(
        error.contains("line 2") && error.contains("--max-line"),
        "{error}"
    );
}
