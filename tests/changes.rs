//! Changes between versions: what holds for any text, and what every format of them keeps.

use policyglot::model::{Change, ChangeKind, Finding, Following, History, Origin, Piece};
use policyglot::pipeline::versions::compare_texts;
use policyglot::report::{CHANGES, ChangeSums, Style};
use policyglot::text::Lang;
use proptest::prelude::*;

fn changes(lang: Lang, old: &str, new: &str) -> Vec<Change> {
    compare_texts(&[(lang, old, new)]).0.changes
}

fn kinds(lang: Lang, old: &str, new: &str) -> Vec<(ChangeKind, bool)> {
    changes(lang, old, new)
        .iter()
        .map(|change| (change.kind, change.minor))
        .collect()
}

#[test]
fn each_kind_of_change_is_told() {
    use ChangeKind::{Added, Modified, Moved, Removed};
    let base = "We keep your orders in the shop.\nYou may return a lamp within 30 days.\nWe never sell your address to others.\n";
    for (new, expected) in [
        (base.to_owned(), vec![]),
        (base.replace("30", "14"), vec![(Modified, false)]),
        (base.replace("shop.", "shop"), vec![(Modified, true)]),
        (base.replace("in the shop", "in  the shop"), vec![]),
        (format!("{base}Lamps are sent by post, in a box of wood.\n"), vec![(Added, false)]),
        (base.replace("You may return a lamp within 30 days.\n", ""), vec![(Removed, false)]),
        (
            "We never sell your address to others.\nWe keep your orders in the shop.\nYou may return a lamp within 30 days.\n"
                .to_owned(),
            vec![(Moved, false)],
        ),
    ] {
        assert_eq!(kinds(Lang::En, base, &new), expected, "{new}");
    }
}

#[test]
fn a_moved_section_is_one_move_in_every_language() {
    for (lang, sections) in [
        (
            Lang::En,
            [
                "1. Lamps\nWe sell lamps made of paper only.\nLamps are made by hand in our shop.\n",
                "2. Chairs\nWe sell chairs made of wood only.\n",
                "3. Tables\nWe sell tables made of stone only.\nTables are heavy and sent by ship.\nA table is paid for in advance.\n",
            ],
        ),
        (
            Lang::Zh,
            [
                "第一条 灯具\n我们只出售纸制的灯具。\n灯具由本店手工制作。\n",
                "第二条 椅子\n我们只出售木制的椅子，不出售其他椅子。\n",
                "第三条 桌子\n我们只出售石制的桌子。\n桌子较重，以船运送达。\n桌子须提前付款，不得赊账。\n",
            ],
        ),
        (
            Lang::Ja,
            [
                "第1条 ランプ\n当店は紙のランプのみを販売します。\nランプは当店で手作りされます。\n",
                "第2条 椅子\n当店は木の椅子のみを販売します。\n",
                "第3条 机\n当店は石の机のみを販売します。\n机は重いため船便で発送します。\n机の代金は前払いとします。\n",
            ],
        ),
        (
            Lang::Vi,
            [
                "Điều 1. Đèn\nChúng tôi chỉ bán đèn làm bằng giấy.\nĐèn được làm thủ công tại cửa hàng.\n",
                "Điều 2. Ghế\nChúng tôi chỉ bán ghế làm bằng gỗ.\n",
                "Điều 3. Bàn\nChúng tôi chỉ bán bàn làm bằng đá.\nBàn nặng nên được gửi bằng tàu.\nTiền bàn phải trả trước.\n",
            ],
        ),
    ] {
        let [a, b, c] = sections;
        let found = changes(lang, &format!("{a}{b}{c}"), &format!("{b}{c}{a}"));
        let moved: Vec<usize> = found
            .iter()
            .filter(|change| change.kind == ChangeKind::Moved)
            .map(|change| change.new.len())
            .collect();
        assert_eq!(moved, [3], "{lang}: {found:#?}");
        assert_eq!(found.len(), 1, "{lang}: {found:#?}");
    }
}

#[test]
fn a_renumbering_after_an_insertion_is_one_line() {
    let old =
        "1. We keep orders.\n2. We send lamps.\n3. We take lamps back.\n4. We answer letters.\n";
    let new = "1. We keep orders.\n2. We sell no addresses to anybody.\n3. We send lamps.\n4. We take lamps back.\n5. We answer letters.\n";
    let (history, _) = compare_texts(&[(Lang::En, old, new)]);
    assert_eq!(history.changes.len(), 1);
    assert_eq!(history.renumbered.len(), 1);
    assert_eq!(history.renumbered[0].clauses.len(), 3);
}

fn following(editions: &[(Lang, &str, &str)], lang: Lang) -> Option<Following> {
    let (history, _) = compare_texts(editions);
    let change = history
        .changes
        .iter()
        .find(|change| change.lang == editions[0].0 && !change.minor)?;
    change
        .followed_by
        .get(&lang)
        .map(|verdict| verdict.following)
}

#[test]
fn content_decides_who_followed() {
    let en = (
        Lang::En,
        "We keep your orders in the shop.\nYou may return a lamp within 30 days.\n",
        "We keep your orders in the shop.\nYou may return a lamp within 14 days.\n",
    );
    let zh = "我们在店内保存您的订单。\n您可以在30天内退回灯具。\n";
    for (new, expected) in [
        (zh.replace("30", "14"), Following::Followed),
        (zh.to_owned(), Following::Stale),
        // Touched, but not in what changed.
        (zh.replace("灯具。", "灯具"), Following::Stale),
        (zh.replace("您可以", "您可"), Following::Stale),
        (zh.replace("30", "15"), Following::Partial),
    ] {
        assert_eq!(
            following(&[en, (Lang::Zh, zh, &new)], Lang::Zh),
            Some(expected),
            "{new}"
        );
    }
    // Ahead of the source.
    let ahead = zh.replace("30", "14");
    assert_eq!(
        following(&[en, (Lang::Zh, &ahead, &ahead)], Lang::Zh),
        Some(Following::Followed)
    );
    // No old edition: values alone.
    assert_eq!(
        following(&[en, (Lang::Zh, "", &ahead)], Lang::Zh),
        Some(Following::Followed)
    );
    assert_eq!(
        following(&[en, (Lang::Zh, "", zh)], Lang::Zh),
        Some(Following::Stale)
    );
}

#[test]
fn what_a_translation_drops_is_its_own_change() {
    const EN: &str = "Opening hours\n\nThe pool is open to members.\n\nYou may stay for 3 hours.\n\n\
        We delete your personal information when you close your account.\n\n\
        Please shower before you enter the water.\n";
    const ZH: &str = "开放时间\n\n泳池向会员开放。\n\n您可以停留3小时。\n\n\
        您关闭账户时，我们会删除您的个人信息。\n\n入水前请先淋浴。\n";
    const JA: &str = "利用時間\n\nプールは会員の方が利用できます。\n\n3時間まで滞在できます。\n\n\
        アカウントを閉鎖されたときは、当社はお客様の個人情報を削除します。\n\n入水前にシャワーを浴びてください。\n";
    const VI: &str = "Giờ mở cửa\n\nHồ bơi mở cửa cho hội viên.\n\nBạn có thể ở lại 3 giờ.\n\n\
        Chúng tôi xóa thông tin cá nhân của bạn khi bạn đóng tài khoản.\n\nVui lòng tắm trước khi xuống nước.\n";
    for (lang, text, dropped) in [
        (Lang::Zh, ZH, "您关闭账户时，我们会删除您的个人信息。\n\n"),
        (
            Lang::Ja,
            JA,
            "アカウントを閉鎖されたときは、当社はお客様の個人情報を削除します。\n\n",
        ),
        (
            Lang::Vi,
            VI,
            "Chúng tôi xóa thông tin cá nhân của bạn khi bạn đóng tài khoản.\n\n",
        ),
    ] {
        // A second change of its own, so that nobody takes the translation for the source.
        let en = EN.replace("shower", "wash");
        let new = text.replace(dropped, "");
        let (history, _) = compare_texts(&[(Lang::En, EN, &en), (lang, text, &new)]);
        let removed: Vec<Origin> = history
            .changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Removed)
            .map(|change| change.origin)
            .collect();
        assert_eq!(removed, [Origin::Own], "{lang}");
        // Gone on both sides, it follows.
        let en = EN.replace(
            "We delete your personal information when you close your account.\n\n",
            "",
        );
        let (_, findings) = compare_texts(&[(Lang::En, EN, &en), (lang, text, &new)]);
        assert!(findings.is_empty(), "{lang}: {findings:?}");
    }
}

fn write(name: &str, stat: bool, history: &History, findings: &[Finding]) -> String {
    let format = CHANGES
        .iter()
        .find(|format| format.name == name)
        .expect("a format");
    let mut out = Vec::new();
    {
        let open = if stat { format.stat } else { format.open };
        let mut writer = open(Box::new(&mut out), &Style::default());
        let mut sums = ChangeSums::default();
        sums.add(history.changes.len(), findings);
        writer.history(history, findings).expect("written");
        writer.alone(&history.new, false).expect("written");
        writer.end(&sums, &[]).expect("written");
    }
    String::from_utf8(out).expect("UTF-8")
}

fn sample() -> (History, Vec<Finding>) {
    compare_texts(&[
        (
            Lang::En,
            "1. We keep orders <b>here</b> & *there*.\n2. You may return a lamp within 30 days.\n3. We answer letters by post.\n",
            "1. We keep orders <b>here</b> & *everywhere*.\n2. We sell no addresses to anybody.\n3. You may return a lamp within 14 days.\n4. We answer letters by post.\n",
        ),
        (
            Lang::Ja,
            "1. ご注文は<b>ここ</b>と*そこ*に保管します。\n2. ランプは30日以内に返品できます。\n3. お手紙には郵便で返答します。\n",
            "1. ご注文は<b>ここ</b>と*そこ*に保管します。\n2. ランプは30日以内に返品できます。\n3. お手紙には郵便で返答します。\n",
        ),
    ])
}

#[test]
fn json_of_changes_fits_the_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../schemas/policyglot-1.schema.json"))
            .expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let (history, findings) = sample();
    for stat in [false, true] {
        let document =
            serde_json::from_str(&write("json", stat, &history, &findings)).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
    }
}

#[test]
fn pages_hold_policy_text_as_text() {
    let (history, findings) = sample();
    let html = write("html", false, &history, &findings);
    assert!(
        html.contains("&lt;b&gt;here") && !html.contains("<b>here"),
        "{html}"
    );
    assert!(html.contains("<del>30</del><ins>14</ins>"), "{html}");
    let markdown = write("markdown", false, &history, &findings);
    assert!(
        !markdown.contains("<b>here")
            && markdown.contains("\\*<del>there</del><ins>everywhere</ins>\\*"),
        "{markdown}"
    );
    for name in ["text", "json", "jsonl", "markdown", "html"] {
        for stat in [false, true] {
            assert!(!write(name, stat, &history, &findings).is_empty());
        }
    }
}

/// The new clauses from the old ones and the changes: what is in no change is as it was, typography apart.
fn apply(history: &History, lang: Lang) -> Vec<String> {
    let (old, new) = (
        &history.old.editions[&lang].document,
        &history.new.editions[&lang].document,
    );
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: Vec<Option<String>> = vec![None; new.clauses.len()];
    let mut gone: Vec<bool> = vec![false; old.clauses.len()];
    for change in &history.changes {
        match change.kind {
            ChangeKind::Added => {
                for id in &change.new {
                    out[id.index()] = Some(plain(new.body(*id)));
                }
            }
            ChangeKind::Removed => change.old.iter().for_each(|id| gone[id.index()] = true),
            ChangeKind::Moved => {
                for (from, to) in change.old.iter().zip(&change.new) {
                    gone[from.index()] = true;
                    out[to.index()].get_or_insert_with(|| plain(old.body(*from)));
                }
            }
            ChangeKind::Modified => {
                let mut text = String::new();
                for piece in &change.pieces {
                    match piece {
                        Piece::Kept { old: span, .. } => text += old.slice(*span),
                        Piece::Added(span) => text += new.slice(*span),
                        Piece::Removed(_) => {}
                    }
                }
                change.old.iter().for_each(|id| gone[id.index()] = true);
                let mut rest = change.new.iter();
                if let Some(first) = rest.next() {
                    out[first.index()] = Some(plain(&text));
                }
                rest.for_each(|id| out[id.index()] = Some(String::new()));
            }
        }
    }
    let mut kept = old
        .iter()
        .filter(|(id, clause)| !gone[id.index()] && !clause.body.is_empty());
    out.into_iter()
        .enumerate()
        .filter(|(at, text)| text.is_some() || !new.clauses[*at].body.is_empty())
        .map(|(_, text)| {
            text.unwrap_or_else(|| {
                kept.next()
                    .map(|(id, _)| plain(old.body(id)))
                    .unwrap_or_default()
            })
        })
        .collect()
}

fn lines() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0usize..12, 0..10)
}

const CLAUSES: [&str; 12] = [
    "We keep your orders in the shop for one year.",
    "We keep your orders in the shop for two years.",
    "You may return a lamp within 30 days of delivery.",
    "You may return a lamp within 14 days of delivery.",
    "We never sell your address to other companies.",
    "Lamps are sent by post in a box made of wood.",
    "Lamps are sent by post in a box made of paper.",
    "Our workshop answers every letter by hand.",
    "Payment is made by card or by bank transfer.",
    "Children need the consent of a parent to buy.",
    "The law of the place of the workshop applies.",
    "These terms take effect on 1 March 2024.",
];

fn document(lines: &[usize]) -> String {
    lines
        .iter()
        .map(|at| format!("{}\n\n", CLAUSES[*at]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_changes_applied_to_the_old_version_give_the_new_one(old in lines(), new in lines()) {
        let (a, b) = (document(&old), document(&new));
        prop_assume!(!a.is_empty() && !b.is_empty());
        let (history, _) = compare_texts(&[(Lang::En, &a, &b)]);
        let made: Vec<String> = apply(&history, Lang::En).into_iter().filter(|text| !text.is_empty()).collect();
        let document = &history.new.editions[&Lang::En].document;
        let real: Vec<String> = document.iter()
            .map(|(id, _)| document.body(id).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .collect();
        prop_assert_eq!(made.join(" "), real.join(" "));
    }

    #[test]
    fn a_version_is_no_change_of_itself(lines in lines()) {
        let text = document(&lines);
        prop_assume!(!text.is_empty());
        let (history, findings) = compare_texts(&[(Lang::En, &text, &text)]);
        prop_assert!(history.changes.is_empty() && findings.is_empty());
    }
}
