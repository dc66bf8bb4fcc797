//! Values of aligned clauses through the whole pipeline: what must be found, by which rule and in which edition, and what
//! must stay silent. Each case is a policy of one clause between two others that are the same in every edition.

use policyglot::model::Severity;
use policyglot::pipeline::check_texts;
use policyglot::text::Lang;

/// The clause in each language, and the findings of error or warning as `rule lang`.
type Case = (&'static [(&'static str, &'static str)], &'static str);

/// A clause before and one behind, so that the alignment is certain.
fn around(lang: &str, clause: &str) -> String {
    let (before, behind) = match lang {
        "zh" => (
            "本规则适用于湖滨露营地的所有来宾。",
            "来宾应当爱护树木，保持营地清洁。",
        ),
        "zh-Hant" => (
            "本規則適用於湖濱露營地的所有來賓。",
            "來賓應當愛護樹木，保持營地清潔。",
        ),
        "ja" => (
            "本規則は、湖畔キャンプ場のすべての来場者に適用されます。",
            "来場者は樹木を大切にし、場内を清潔に保つものとします。",
        ),
        "vi" => (
            "Quy định này áp dụng cho mọi khách của khu cắm trại bên hồ.",
            "Khách phải giữ gìn cây cối và giữ sạch khu cắm trại.",
        ),
        _ => (
            "These rules apply to all guests of the lakeside campsite.",
            "Guests protect the trees and keep the campsite clean.",
        ),
    };
    format!("{before}\n\n{clause}\n\n{behind}\n")
}

fn found(editions: &[(&str, &str)]) -> String {
    let texts: Vec<(Lang, String)> = editions
        .iter()
        .map(|(lang, clause)| (lang.parse().expect("a language"), around(lang, clause)))
        .collect();
    let texts: Vec<(Lang, &str)> = texts
        .iter()
        .map(|(lang, text)| (*lang, text.as_str()))
        .collect();
    let (_, findings) = check_texts(&texts);
    let mut found: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity >= Severity::Warning)
        .map(|finding| {
            let langs: Vec<&str> = finding.languages.iter().map(Lang::tag).collect();
            format!("{} {}", finding.rule.name, langs.join("+"))
        })
        .collect();
    found.sort();
    found.join(" | ")
}

fn run(cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(editions, expected)| {
            let found = found(editions);
            (found != *expected)
                .then(|| format!("{editions:#?}\n  expected: {expected}\n     found: {found}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn changed_values_are_named_in_the_odd_edition() {
    run(&[
        (
            &[
                ("en", "The gate closes after 30 minutes."),
                ("zh", "大门在40分钟后关闭。"),
            ],
            "duration-mismatch zh",
        ),
        (
            &[
                ("zh", "帐篷须在三十日内归还。"),
                ("en", "Tents are returned within thirteen days."),
            ],
            "duration-mismatch en",
        ),
        (
            &[
                ("en", "The deposit is kept for six months."),
                ("ja", "保証金は6週間お預かりします。"),
            ],
            "duration-mismatch ja",
        ),
        (
            &[
                ("en", "We answer within five business days."),
                ("zh", "我们将在五日内答复。"),
            ],
            "duration-mismatch zh",
        ),
        (
            &[
                ("vi", "Khách được hủy trong vòng ba mươi ngày."),
                ("en", "Guests may cancel within forty days."),
                ("zh", "来宾可以在三十天内取消。"),
            ],
            "duration-mismatch en",
        ),
        (
            &[
                ("ja", "テントは一張りにつき4人までです。"),
                ("vi", "Mỗi lều tối đa 6 người."),
            ],
            "number-mismatch vi",
        ),
        (
            &[
                ("en", "At most twelve boats leave the pier."),
                ("ja", "桟橋を出るボートは20艘までです。"),
            ],
            "number-mismatch ja",
        ),
        (
            &[
                ("zh", "未满14周岁的儿童须有监护人陪同。"),
                ("vi", "Trẻ em dưới 16 tuổi phải có người giám hộ đi cùng."),
            ],
            "number-mismatch vi",
        ),
        (
            &[
                ("en", "A pitch costs 20 US dollars a night."),
                ("vi", "Một chỗ cắm trại có giá 30 đô la Mỹ mỗi đêm."),
            ],
            "money-mismatch vi",
        ),
        (
            &[("zh", "押金为500元。"), ("ja", "保証金は5000人民元です。")],
            "money-mismatch ja",
        ),
        (
            &[
                ("en", "Children pay 50% of the price."),
                ("zh", "儿童支付价格的百分之六十。"),
                ("ja", "お子様の料金は5割です。"),
            ],
            "percent-mismatch zh",
        ),
        (
            &[
                (
                    "en",
                    "The pier was built in May 2019 and opened on June 3, 2020.",
                ),
                (
                    "ja",
                    "桟橋は2019年5月に建設され、2020年6月13日に開放されました。",
                ),
            ],
            "date-mismatch ja",
        ),
        (
            &[
                ("zh", "本规则自2026年3月1日起施行。"),
                ("vi", "Quy định này có hiệu lực từ ngày 1 tháng 5 năm 2026."),
            ],
            "effective-date-mismatch vi",
        ),
        (
            &[
                ("en", "Call +84 28 5550 0142 in case of fire."),
                ("vi", "Khi có cháy, hãy gọi số 028 5550 0124."),
            ],
            "phone-mismatch vi",
        ),
        (
            &[
                ("en", "We keep the guest list under Article 6 of the GDPR."),
                ("zh", "我们根据GDPR第九条保存来宾名单。"),
            ],
            "citation-mismatch zh",
        ),
        (
            &[
                ("en", "Two to six guests share a hut for 3 nights."),
                ("zh", "每间小屋供两至八位来宾使用3晚。"),
            ],
            "number-mismatch zh",
        ),
    ]);
}

#[test]
fn lost_and_added_values_are_found() {
    run(&[
        (
            &[
                ("en", "Boats may be rented for 90 minutes on the lake."),
                ("ja", "湖ではボートをお借りいただけます。"),
            ],
            "duration-mismatch ja",
        ),
        (
            &[
                ("zh", "来宾可以在湖上租船。"),
                ("vi", "Khách được thuê thuyền trên hồ trong 90 phút."),
            ],
            "duration-mismatch vi",
        ),
        (
            &[
                ("en", "The fee of 15 US dollars is paid at the gate."),
                ("zh", "费用15美元在门口支付。"),
                ("vi", "Phí được trả tại cổng."),
            ],
            "money-mismatch vi",
        ),
        (
            &[
                ("en", "The tower is 45 metres high and open to all."),
                (
                    "ja",
                    "塔の高さは45メートルで、どなたでもご利用いただけます。",
                ),
                ("vi", "Tháp mở cửa cho tất cả mọi người."),
            ],
            "number-mismatch vi",
        ),
    ]);
}

#[test]
fn the_same_value_in_another_dress_is_silent() {
    run(&[
        (
            &[
                ("en", "Tents are returned within two weeks."),
                ("zh", "帐篷须在14天内归还。"),
                ("ja", "テントは2週間以内にご返却ください。"),
                ("vi", "Lều phải được trả trong vòng mười bốn ngày."),
            ],
            "",
        ),
        (
            &[
                ("en", "The pass is valid for one year."),
                ("zh", "通行证有效期为十二个月。"),
                ("ja", "入場証の有効期間は1年間です。"),
                ("vi", "Thẻ có giá trị trong 12 tháng."),
            ],
            "",
        ),
        (
            &[
                ("en", "We reply within 24 hours."),
                ("ja", "1日以内に返信します。"),
            ],
            "",
        ),
        (
            &[
                ("en", "Keys are lent for thirty (30) days."),
                ("vi", "Chìa khóa được cho mượn trong 30 (ba mươi) ngày."),
            ],
            "",
        ),
        (
            &[
                ("en", "Both guests sign; a third party may watch."),
                ("zh", "两位来宾签字；第三方可以旁观。"),
                ("ja", "両名が署名し、第三者が立ち会うことができます。"),
                ("vi", "Hai khách cùng ký; bên thứ ba có thể chứng kiến."),
            ],
            "",
        ),
        (
            &[
                ("en", "One of the guests keeps the key."),
                ("zh", "由一位来宾保管钥匙。"),
                ("ja", "来場者の一人が鍵を保管します。"),
                ("vi", "Một khách giữ chìa khóa."),
            ],
            "",
        ),
        (
            &[
                ("en", "The fee is 2 million dong."),
                ("vi", "Phí là 2.000.000 đồng."),
                ("ja", "料金は200万ドンです。"),
                ("zh", "费用为200万越南盾。"),
            ],
            "",
        ),
        (
            &[
                ("en", "Half of the fee is paid back."),
                ("ja", "料金の半額を返金します。"),
                ("zh", "退还一半费用。"),
            ],
            "",
        ),
        (
            &[
                ("en", "The season ends on 7/8/2026."),
                ("vi", "Mùa cắm trại kết thúc ngày 8 tháng 7 năm 2026."),
                ("ja", "シーズンは令和8年7月8日に終わります。"),
            ],
            "",
        ),
        (
            &[
                ("en", "Guests aged 18 or over may hire a canoe."),
                ("zh", "年满18周岁的来宾可以租用独木舟。"),
                ("ja", "18歳以上の方は、カヌーを借りることができます。"),
                ("vi", "Khách từ đủ 18 tuổi trở lên được thuê xuồng."),
            ],
            "",
        ),
        (
            &[
                ("en", "The network uses WPA3 and SHA-256."),
                ("ja", "ネットワークはWPA3とSHA-256を使用します。"),
                ("vi", "Mạng dùng WPA3 và SHA-256."),
            ],
            "",
        ),
        (
            &[
                ("en", "Call +81 3 5550 0142."),
                ("ja", "電話番号は03-5550-0142です。"),
            ],
            "",
        ),
        (
            &[
                ("en", "Fires are allowed every day until 10 p.m."),
                ("zh", "每天晚上10点前可以生火。"),
                ("ja", "焚き火は毎日22時まで可能です。"),
                ("vi", "Được đốt lửa mỗi ngày đến 22 giờ."),
            ],
            "",
        ),
        (
            &[
                ("en", "Please write to us once a year."),
                ("ja", "年1回ご連絡ください。"),
                ("zh", "请每年来信一次。"),
                ("vi", "Vui lòng viết cho chúng tôi mỗi năm một lần."),
            ],
            "",
        ),
    ]);
}

#[test]
fn any_text_is_compared_without_panic() {
    let clause = "第三十日 30% ￥1,000 三分の二 2026年7月1日 +81-3 [DATE] {x} 第5条 GDPR第6条 hai mươi mốt ngày ½ ① 百分之十四点六 １，０００円";
    for (at, _) in clause.char_indices() {
        found(&[("ja", &clause[at..]), ("vi", &clause[..at]), ("en", clause)]);
    }
}
