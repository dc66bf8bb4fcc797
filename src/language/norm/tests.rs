use std::collections::BTreeMap;

use super::cues;
use crate::model::{Force, Trait};
use crate::text::Lang;

/// The cues that state a trait, as they are written.
fn stated(lang: Lang, text: &str, what: Trait) -> Vec<String> {
    let mut found = Vec::new();
    cues(lang, text, 0, &mut |(span, shows)| {
        let states = |(shown, force): &(Trait, Force)| {
            *shown == what && matches!(force, Force::Chance(chance) if *chance >= Force::STATED)
        };
        if shows.iter().any(states) {
            found.push(text[span.range()].to_owned());
        }
    });
    found
}

fn check(what: Trait, cases: &[(Lang, &str, &[&str])]) {
    for (lang, text, expected) in cases {
        assert_eq!(stated(*lang, text, what), *expected, "{lang:?} {text}");
    }
}

#[test]
fn negations() {
    check(
        Trait::Not,
        &[
            (Lang::En, "We do not sell it.", &["do not"]),
            (
                Lang::En,
                "We don’t sell it, and never will.",
                &["don’t", "never"],
            ),
            (Lang::Zh, "我们不会出售您的信息。", &["不会"]),
            (Lang::ZhHant, "我們不會出售您的資訊。", &["不會"]),
            (Lang::Zh, "您无法恢复该数据。", &["无法"]),
            (Lang::Ja, "当社は情報を販売しません。", &["しません"]),
            (
                Lang::Ja,
                "復元することはできません。",
                &["ことはできません"],
            ),
            (Lang::Vi, "Chúng tôi sẽ không bán dữ liệu.", &["sẽ không"]),
            (Lang::Vi, "Bạn không thể khôi phục.", &["không thể"]),
        ],
    );
}

#[test]
fn what_denies_in_other_words() {
    check(
        Trait::Not,
        &[
            (Lang::Zh, "审计不得不合理地干扰运营。", &["不得不合理"]),
            (Lang::Zh, "该文件不足以证明合规。", &["不足以"]),
            (
                Lang::En,
                "Nobody may demand it, with or without notice.",
                &["Nobody may"],
            ),
            (
                Lang::En,
                "In that case no fee is due, and the account no longer exists.",
                &["no", "no longer"],
            ),
            (Lang::Ja, "開始しないと決定しました。", &["ないと決定"]),
            (
                Lang::Vi,
                "do người quyết định chứ không do máy.",
                &["chứ không"],
            ),
        ],
    );
    check(
        Trait::Must,
        &[
            (Lang::Zh, "他不得不离开。", &["不得不"]),
            (Lang::Ja, "開始しないといけません。", &["ないといけません"]),
        ],
    );
    // Who may not is not allowed.
    check(
        Trait::May,
        &[
            (Lang::En, "Neither we nor they may sell it.", &["may"]),
            (Lang::En, "You may sell it.", &["may"]),
        ],
    );
}

#[test]
fn the_longest_cue_wins_over_one_with_a_gap() {
    check(
        Trait::Except,
        &[
            (Lang::Zh, "除此之外，我们不会传输数据。", &[]),
            (Lang::Zh, "除法律要求外，我们不会传输数据。", &["除"]),
            (Lang::Zh, "除法律要求外，我们也不传输数据。", &["除"]),
            (Lang::Zh, "除邮件外，我们也发送短信。", &[]),
            (
                Lang::Ja,
                "譲渡できませんが、家族への譲渡はこの限りではありません。",
                &["はこの限りではありません"],
            ),
        ],
    );
}

#[test]
fn what_looks_like_a_negation() {
    check(
        Trait::Not,
        &[
            (
                Lang::En,
                "not only you, including but not limited to them",
                &[],
            ),
            (Lang::En, "Act No. 57 and no later than Monday", &[]),
            (Lang::Zh, "不仅如此，包括但不限于未成年人是否同意", &[]),
            (
                Lang::Ja,
                "これらに限られません。それだけでなく、少なくとも支払わなければなりません。",
                &[],
            ),
            (Lang::Ja, "変更されるかもしれない", &[]),
            (
                Lang::Vi,
                "không chỉ bạn, bao gồm nhưng không giới hạn ở đồng ý hay không",
                &[],
            ),
        ],
    );
}

#[test]
fn modality() {
    check(
        Trait::Must,
        &[
            (Lang::En, "The tenant must pay.", &["must"]),
            (Lang::Zh, "租户应当付款，适应新规。", &["应当"]),
            (
                Lang::Ja,
                "支払わなければなりません。",
                &["なければなりません"],
            ),
            (Lang::Vi, "Bên thuê phải trả tiền.", &["phải"]),
        ],
    );
    check(
        Trait::May,
        &[
            (Lang::En, "You may leave on May 5.", &["may"]),
            (Lang::Zh, "您可以退还，也可能延迟。", &["您可以", "也可能"]),
            (Lang::Ja, "返品することができます。", &["ことができ"]),
            (Lang::Ja, "変更することがあります。", &["ことがありま"]),
            (Lang::Vi, "Bạn có thể trả lại.", &["có thể"]),
        ],
    );
}

#[test]
fn exceptions_and_additions() {
    check(
        Trait::Except,
        &[
            (Lang::En, "unless you agree", &["unless"]),
            (Lang::Zh, "除非您同意", &["除非"]),
            (Lang::Zh, "除上述用途外，我们还收集座位号。", &[]),
            (Lang::Ja, "同意しない限り", &["ない限り"]),
            (Lang::Vi, "trừ khi bạn đồng ý", &["trừ khi"]),
            (Lang::Vi, "khấu trừ thuế", &[]),
        ],
    );
}

#[test]
fn before_and_after() {
    check(
        Trait::Before,
        &[
            (Lang::En, "before you board", &["before"]),
            (Lang::Zh, "登船之前，目前", &["之前"]),
            (Lang::Ja, "乗船前に、前項の名前", &["前に"]),
            (Lang::Vi, "trước khi lên tàu", &["trước khi"]),
        ],
    );
    check(
        Trait::After,
        &[
            (Lang::En, "after you board, look after it", &["after"]),
            (Lang::Zh, "登船之后，后果自负", &["之后"]),
            (Lang::Ja, "乗船後に、午後の", &["後に"]),
            (Lang::Vi, "sau khi lên tàu, như sau", &["sau khi"]),
        ],
    );
}

#[test]
fn counted_in_and_counted_out() {
    check(
        Trait::Incl,
        &[
            (Lang::En, "including taxes", &["including"]),
            (Lang::Zh, "包括税费", &["包括"]),
            (Lang::Ja, "税を含みます", &["含み"]),
            (Lang::Vi, "bao gồm thuế", &["bao gồm"]),
        ],
    );
    check(
        Trait::Excl,
        &[
            (Lang::En, "excluding taxes", &["excluding"]),
            (Lang::Zh, "不包括税费", &["不包括"]),
            (Lang::Ja, "税は含みません", &["含みません"]),
            (Lang::Vi, "không bao gồm thuế", &["không bao gồm"]),
        ],
    );
}

#[test]
fn against_the_law() {
    check(
        Trait::Illicit,
        &[
            (Lang::En, "unauthorised use", &["unauthorised"]),
            (Lang::Zh, "非法使用", &["非法"]),
            (Lang::Ja, "違法な利用、不正確な", &["違法な"]),
            (Lang::Vi, "sử dụng trái phép", &["trái phép"]),
        ],
    );
}

#[test]
fn at_any_time_and_some() {
    check(
        Trait::Anytime,
        &[
            (Lang::En, "at any time", &["at any time"]),
            (Lang::Zh, "随时", &["随时"]),
            (Lang::Ja, "いつでも", &["いつでも"]),
            (Lang::Vi, "bất cứ lúc nào", &["bất cứ lúc nào"]),
        ],
    );
    check(
        Trait::Few,
        &[
            (Lang::En, "some members", &["some"]),
            (Lang::Zh, "某些会员", &["某些"]),
            (Lang::Ja, "一部の会員、またはその一部の", &["一部の"]),
            (Lang::Vi, "một số hội viên", &["một số"]),
        ],
    );
}

#[test]
fn if_not_before_a_comma_is_otherwise() {
    check(
        Trait::Not,
        &[
            (
                Lang::Vi,
                "Nếu không đồng ý, vui lòng ngừng.",
                &["Nếu không"],
            ),
            (Lang::Vi, "Trả lại; nếu không, bạn mất cọc.", &[]),
        ],
    );
}

#[test]
fn only_takes_the_next_negation_away() {
    let mut shown = Vec::new();
    cues(Lang::Ja, "一つしか選べない", 0, &mut |(
        _,
        shows,
    )| {
        shown.extend_from_slice(shows);
    });
    assert!(shown.contains(&(Trait::Not, Force::Takes)), "{shown:?}");
}

#[test]
fn spans_map_back_to_the_text() {
    let text = "**Ｗｅ**  do\nnot sell it.";
    assert_eq!(stated(Lang::En, text, Trait::Not), ["do\nnot"]);
    assert_eq!(
        stated(Lang::Vi, "kho\u{302}ng ba\u{301}n", Trait::Not),
        ["kho\u{302}ng"]
    );
}

#[test]
fn dictionaries_are_sorted_unique_and_known() {
    use unicode_normalization::is_nfc;
    for (name, table) in [
        (
            "zh/norms",
            include_str!("../../../dictionaries/zh/norms.tsv"),
        ),
        (
            "zh/actors",
            include_str!("../../../dictionaries/zh/actors.tsv"),
        ),
        (
            "en/norms",
            include_str!("../../../dictionaries/en/norms.tsv"),
        ),
        (
            "en/actors",
            include_str!("../../../dictionaries/en/actors.tsv"),
        ),
        (
            "ja/norms",
            include_str!("../../../dictionaries/ja/norms.tsv"),
        ),
        (
            "ja/actors",
            include_str!("../../../dictionaries/ja/actors.tsv"),
        ),
        (
            "vi/norms",
            include_str!("../../../dictionaries/vi/norms.tsv"),
        ),
        (
            "vi/actors",
            include_str!("../../../dictionaries/vi/actors.tsv"),
        ),
    ] {
        let rows: Vec<(&str, &str)> = table
            .lines()
            .skip(1)
            .map(|line| {
                line.split_once('\t')
                    .unwrap_or_else(|| panic!("{name}: {line}"))
            })
            .collect();
        assert!(
            rows.windows(2).all(|pair| pair[0].0 < pair[1].0),
            "{name} is not sorted"
        );
        let mut kinds = BTreeMap::new();
        for (cue, shows) in rows {
            assert!(is_nfc(cue) && !cue.trim().is_empty(), "{name}: {cue}");
            for what in shows.split(' ').filter(|what| *what != "-") {
                let known = super::lexicon::shown(what).is_some();
                assert!(known, "{name}: {cue}: {what}");
                *kinds.entry(what).or_insert(0) += 1;
            }
        }
        assert!(!kinds.is_empty());
    }
}

#[test]
fn hostile_texts_are_read_to_their_end() {
    for (lang, unit) in [
        (Lang::Zh, "除"),
        (Lang::Ja, "しか"),
        (Lang::En, "no "),
        (Lang::Vi, "không "),
    ] {
        let text = unit.repeat(200_000);
        let mut count = 0;
        cues(lang, &text, 0, &mut |_| count += 1);
        assert!(count <= 200_000, "{lang:?}: {count}");
    }
}

#[test]
fn restrictions_and_exceptions_behind_other_words() {
    let only = [
        (Lang::Ja, "有効にした後に限り作動します。", "後に限"),
        (Lang::Ja, "期限の前に限り撤回できます。", "前に限"),
    ];
    for (lang, text, cue) in only {
        assert_eq!(stated(lang, text, Trait::Only), [cue], "{text}");
    }
    let except = [
        ("decompile it, save to the extent that the law permits", 1),
        ("save to disk", 0),
    ];
    for (text, count) in except {
        assert_eq!(stated(Lang::En, text, Trait::Except).len(), count, "{text}");
    }
}
