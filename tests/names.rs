//! Names, strangers in the place of the party, codes and the language that prevails: what is reported and what is not.

use policyglot::model::Role;
use policyglot::pipeline::check_texts;
use policyglot::text::Lang;

const RULES: &[&str] = &[
    "name-mismatch",
    "foreign-name",
    "identifier-mismatch",
    "prevailing-language-conflict",
];

/// The findings of these rules, each as `rule lang text` of its first mark. A line is `[lang] text`.
fn found(lines: &[&str]) -> Vec<String> {
    let mut editions: Vec<(Lang, String)> = Vec::new();
    for line in lines {
        let (tag, text) = line[1..].split_once("] ").expect("a tag");
        let lang: Lang = tag.parse().expect("a language");
        match editions.iter_mut().find(|(known, _)| *known == lang) {
            Some((_, edition)) => *edition = format!("{edition}{text}\n"),
            None => editions.push((lang, format!("{text}\n"))),
        }
    }
    let borrowed: Vec<(Lang, &str)> = editions
        .iter()
        .map(|(lang, text)| (*lang, text.as_str()))
        .collect();
    let (policy, findings) = check_texts(&borrowed);
    findings
        .iter()
        .filter(|finding| RULES.contains(&finding.rule.name))
        .map(|finding| {
            let mark = finding
                .marks
                .iter()
                .find(|mark| mark.role == Role::Primary)
                .expect("a mark");
            let text = policy
                .edition(mark.lang)
                .expect("an edition")
                .document
                .slice(mark.span);
            format!("{} {} {text}", finding.rule.name, mark.lang.tag())
        })
        .collect()
}

/// Four editions of one policy that name a shop and what it runs on.
const SOUND: &[&str] = &[
    "[en] 1. The Lampwick shop is open to everybody who has a Lampwick card.",
    "[en] 2. We keep the number of your Lampwick card for two years.",
    "[en] 3. If you pay with Paybird, we receive your name from Paybird.",
    "[en] 4. We will answer your letter within a week.",
    "[en] 5. Cards are stored with AES-256 and sent with TLS 1.2.",
    "[zh] 1. Lampwick商店向所有持有Lampwick卡的人开放。",
    "[zh] 2. 我们会将您的Lampwick卡号保存两年。",
    "[zh] 3. 如您使用Paybird付款，我们会从Paybird获取您的姓名。",
    "[zh] 4. 我们将在一周内回复您的来信。",
    "[zh] 5. 卡片信息以AES-256存储，并以TLS 1.2传输。",
    "[ja] 1. Lampwickの店舗は、Lampwickカードをお持ちの方ならどなたでもご利用いただけます。",
    "[ja] 2. 当社は、お客様のLampwickカードの番号を2年間保管します。",
    "[ja] 3. Paybirdでお支払いの場合、当社はPaybirdからお名前を受け取ります。",
    "[ja] 4. 当社は、お客様のお手紙に1週間以内に返信します。",
    "[ja] 5. カードの情報はAES-256で保存し、TLS 1.2で送信します。",
    "[vi] 1. Cửa hàng Lampwick mở cửa cho tất cả những ai có thẻ Lampwick.",
    "[vi] 2. Chúng tôi lưu số thẻ Lampwick của bạn trong hai năm.",
    "[vi] 3. Nếu bạn thanh toán bằng Paybird, chúng tôi nhận tên của bạn từ Paybird.",
    "[vi] 4. Chúng tôi sẽ trả lời thư của bạn trong vòng một tuần.",
    "[vi] 5. Thông tin thẻ được lưu bằng AES-256 và gửi bằng TLS 1.2.",
];

/// The sound policy with a change in one line.
fn changed(line: &str, from: &str, to: &str) -> Vec<String> {
    let lines: Vec<String> = SOUND
        .iter()
        .map(|text| {
            if text.starts_with(line) {
                text.replacen(from, to, 1)
            } else {
                (*text).to_owned()
            }
        })
        .collect();
    assert!(
        lines.iter().zip(SOUND).any(|(a, b)| a != b),
        "{line} {from}"
    );
    found(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_sound_policy_is_silent() {
    assert_eq!(found(SOUND), [""; 0]);
}

#[test]
fn a_name_misspelt_is_found_in_every_language() {
    for (line, from, to) in [
        ("[en] 2", "Lampwick", "Lampwik"),
        ("[zh] 1", "Lampwick", "Lapmwick"),
        ("[ja] 2", "Lampwick", "Lampwck"),
        ("[vi] 1", "Lampwick", "Lamwpick"),
        ("[en] 3", "Paybird", "Paybrd"),
        ("[vi] 3", "Paybird", "Pabyird"),
    ] {
        let rule = format!("name-mismatch {} {to}", &line[1..3]);
        assert_eq!(changed(line, from, to), [rule], "{line} {to}");
    }
}

#[test]
fn a_stranger_in_the_place_of_the_party_is_found_in_every_language() {
    for (line, from, to) in [
        ("[en] 4", "We", "Contoso"),
        ("[en] 2", "We", "Initech"),
        ("[zh] 4", "我们", "Contoso"),
        ("[zh] 2", "我们", "戴尔"),
        ("[ja] 4", "当社", "Contoso"),
        ("[ja] 2", "当社", "デル"),
        ("[vi] 4", "Chúng tôi", "Contoso"),
        ("[vi] 2", "Chúng tôi", "Contoso"),
    ] {
        let rule = format!("foreign-name {} {to}", &line[1..3]);
        assert_eq!(changed(line, from, to), [rule], "{line} {to}");
    }
}

#[test]
fn another_code_is_found() {
    for (line, from, to) in [
        ("[en] 5", "TLS 1.2", "TLS 1.3"),
        ("[zh] 5", "AES-256", "AES-128"),
        ("[ja] 5", "TLS 1.2", "TLS 1.1"),
        ("[vi] 5", "AES-256", "AES-265"),
    ] {
        let rule = format!("identifier-mismatch {} {to}", &line[1..3]);
        assert_eq!(changed(line, from, to), [rule], "{line} {to}");
    }
}

#[test]
fn a_name_in_another_script_or_in_other_words_is_no_mismatch() {
    for (line, from, to) in [
        ("[ja] 3", "Paybirdからお名前", "ペイバードからお名前"),
        ("[en] 3", "from Paybird", "from them"),
        ("[zh] 5", "AES-256", "AES256"),
        ("[en] 1", "a Lampwick card", "such a card"),
        ("[ja] 2", "当社は、", ""),
        (
            "[vi] 2",
            "Chúng tôi lưu số thẻ",
            "Số thẻ được chúng tôi lưu là số thẻ",
        ),
        ("[en] 4", "We will", "Staff members will"),
        ("[ja] 4", "当社は、", "カスタマーサポートは、"),
        ("[zh] 4", "我们将", "客服人员将"),
    ] {
        assert_eq!(changed(line, from, to), [""; 0], "{line} {to}");
    }
}

#[test]
fn words_that_one_language_takes_from_another_are_nobodys_name() {
    let lines = [
        "[en] 1. We publish our news on social media and on our home page.",
        "[en] 2. We may ask you to update the software on your telephone.",
        "[ja] 1. 当社は、SNSおよびホームページでお知らせを公開します。",
        "[ja] 2. ソフトウェアのアップデートをお願いすることがあります。",
        "[zh] 1. 我们在社交媒体和主页上发布消息。",
        "[zh] 2. 我们可能会要求您更新手机上的APP。",
    ];
    assert_eq!(found(&lines), [""; 0]);
}

#[test]
fn a_definition_of_the_party_as_somebody_else_is_found_with_every_place() {
    let lines = [
        "[zh] 1. 青桥渡轮（以下简称“我们”）在河上提供渡船服务。",
        "[zh] 2. 我们不会出售您的信息。",
        "[zh] 3. 服务人员须遵守我们的指示。",
        "[ja] 1. 青橋フェリー（以下、「デル」）は、川で渡船サービスを提供します。",
        "[ja] 2. デルは、お客様の情報を販売しません。",
        "[ja] 3. 係員は、デルの指示に従わなければなりません。",
        "[en] 1. Qingqiao Ferry (hereinafter “we”) runs a ferry on the river.",
        "[en] 2. We do not sell your information.",
        "[en] 3. The crew must follow our instructions.",
    ];
    assert_eq!(found(&lines), ["foreign-name ja デル"; 3]);
    let alias: Vec<String> = lines
        .iter()
        .map(|line| line.replace("デル", "運営会社"))
        .collect();
    assert_eq!(
        found(&alias.iter().map(String::as_str).collect::<Vec<_>>()),
        [""; 0]
    );
}
