use super::*;

fn surfaces(dictionary: Dictionary, text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    words(dictionary, text, &mut |start, end| {
        found.push(&text[start..end])
    });
    found
}

fn analysed(dictionary: Dictionary, text: &str) -> Vec<(String, Class, String)> {
    let mut found = Vec::new();
    analyse(dictionary, text, &mut |word| {
        found.push((
            word.surface.to_owned(),
            word.part_of_speech,
            word.base.to_owned(),
        ));
    });
    found
}

/// Words ascend, lie on character boundaries, and leave out white space only.
fn assert_covers(dictionary: Dictionary, text: &str) {
    let mut at = 0;
    let mut count = 0;
    words(dictionary, text, &mut |start, end| {
        assert!(start >= at && end > start, "{start}..{end} after {at}");
        assert!(
            text[at..start].chars().all(char::is_whitespace),
            "a gap before {start}"
        );
        assert!(
            !text[start..end].contains(char::is_whitespace),
            "{:?}",
            &text[start..end]
        );
        at = end;
        count += 1;
    });
    assert!(
        text[at..].chars().all(char::is_whitespace),
        "a gap at the end"
    );
    let mut details = 0;
    analyse(dictionary, text, &mut |word| {
        assert_eq!(word.surface, &text[word.start..word.end]);
        details += 1;
    });
    assert_eq!(count, details);
}

#[test]
fn splits_japanese() {
    assert_eq!(
        surfaces(Dictionary::Ipadic, "契約は7日以内に取り消せます。"),
        [
            "契約",
            "は",
            "7",
            "日",
            "以内",
            "に",
            "取り消せ",
            "ます",
            "。"
        ]
    );
}

#[test]
fn names_the_japanese_base_form_and_class() {
    let text = "利用者は東京で新しい契約を締結しなかった。";
    let found = analysed(Dictionary::Ipadic, text);
    let found: Vec<_> = found
        .iter()
        .map(|(s, c, b)| (s.as_str(), *c, b.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("利用", Class::Noun, "利用"),
            ("者", Class::Suffix, "者"),
            ("は", Class::Particle, "は"),
            ("東京", Class::ProperNoun, "東京"),
            ("で", Class::Particle, "で"),
            ("新しい", Class::Adjective, "新しい"),
            ("契約", Class::Noun, "契約"),
            ("を", Class::Particle, "を"),
            ("締結", Class::Noun, "締結"),
            ("し", Class::Verb, "する"),
            ("なかっ", Class::AuxiliaryVerb, "ない"),
            ("た", Class::AuxiliaryVerb, "た"),
            ("。", Class::Symbol, "。"),
        ]
    );
}

#[test]
fn names_conjugation_and_tags() {
    let mut found = Vec::new();
    let text = "取り消せます";
    analyse(Dictionary::Ipadic, text, &mut |word| {
        found.push((
            word.conjugation.to_owned(),
            word.form.to_owned(),
            word.tags[1].to_owned(),
        ));
    });
    let expected = [("一段", "連用形", "自立"), ("特殊・マス", "基本形", "")];
    assert_eq!(
        found,
        expected.map(|(c, f, t)| (c.to_owned(), f.to_owned(), t.to_owned()))
    );
}

#[test]
fn splits_chinese() {
    assert_eq!(
        surfaces(Dictionary::Jieba, "您可以在14天内取消合同，并获得退款。"),
        [
            "您", "可以", "在", "14", "天", "内", "取消", "合同", "，", "并", "获得", "退款", "。"
        ]
    );
    let found = analysed(Dictionary::Jieba, "用户在北京使用Wi-Fi。");
    let found: Vec<_> = found.iter().map(|(s, c, _)| (s.as_str(), *c)).collect();
    assert_eq!(
        found,
        [
            ("用户", Class::Noun),
            ("在", Class::Preposition),
            ("北京", Class::ProperNoun),
            ("使用", Class::Verb),
            ("Wi", Class::Foreign),
            ("-", Class::Symbol),
            ("Fi", Class::Foreign),
            ("。", Class::Symbol),
        ]
    );
}

#[test]
fn unknown_words_are_marked() {
    let mut found = Vec::new();
    analyse(Dictionary::Jieba, "Polyglot是", &mut |word| {
        found.push((word.end, word.known))
    });
    assert_eq!(found, [(8, false), (11, true)]);
    found.clear();
    analyse(Dictionary::Ipadic, "ポリグロットは", &mut |word| {
        found.push((word.end, word.known))
    });
    assert_eq!(found, [(18, false), (21, true)]);
}

#[test]
fn words_cover_the_text() {
    for text in [
        "",
        " ",
        "\u{3000}\r\n\t ",
        "a",
        "第１条　本規約は、\r\n当社（以下「甲」という。）と\u{a0}利用者の間に適用されます。",
        "第一条　本协议自2024年1月1日起生效。\n\n用户 A/B 应当遵守：https://example.com/?a=b&c=d",
        "👨‍👩‍👧‍👦は家族🇯🇵です😀　😀",
        "Điều 3. Quyền của người dùng\u{0}\u{feff}",
        "ﾃｽﾄ　カ゛ ㍿ ①Ⅳ 𠮟る 𩸽 ⽤⼾ か\u{3099}",
        "９時～１７時 ――以下同じ―― 東京〜大阪 — 〜",
    ] {
        assert_covers(Dictionary::Ipadic, text);
        assert_covers(Dictionary::Jieba, text);
    }
}

/// The builder wrote `～` as `〜` and `―` as `—` in the dictionaries' words.
#[test]
fn folds_tilde_and_dash_in_place() {
    for (written, listed) in [("９時～１７時", "９時〜１７時"), ("甲――乙", "甲——乙")]
    {
        let found = surfaces(Dictionary::Ipadic, written);
        assert_eq!(found.concat(), written);
        let lengths = |words: Vec<&str>| words.iter().map(|word| word.len()).collect::<Vec<_>>();
        assert_eq!(
            lengths(found),
            lengths(surfaces(Dictionary::Ipadic, listed))
        );
    }
    let mut known = Vec::new();
    analyse(Dictionary::Ipadic, "～", &mut |word| {
        known.push((word.known, word.part_of_speech))
    });
    assert_eq!(known, [(true, Class::Symbol)]);
}

/// Text without any sentence end: one character a hundred thousand bytes long.
#[test]
fn long_runs_are_covered() {
    for character in ["あ", "ア", "亜", "a", "1", "-", "一", "😀", "の", " ", "ｱ"] {
        let text = character.repeat(100_000 / character.len());
        assert_covers(Dictionary::Ipadic, &text);
        assert_covers(Dictionary::Jieba, &text);
    }
}

#[test]
fn pieces_end_where_the_engine_starts_afresh() {
    let sentence = "利用者は、本規約に同意します。";
    let text = sentence.repeat(3 * PIECE / sentence.len());
    assert!(first_piece(&text).ends_with('。') || first_piece(&text).ends_with('、'));
    let one = surfaces(Dictionary::Ipadic, sentence);
    let all = surfaces(Dictionary::Ipadic, &text);
    assert_eq!(all.len(), one.len() * (text.len() / sentence.len()));
    assert!(all.chunks(one.len()).all(|words| words == one));
    // Without punctuation, between two characters.
    assert_eq!(first_piece(&"漢".repeat(PIECE)).len(), PIECE / 3 * 3);
    assert_eq!(first_piece("短い"), "短い");
}

/// `each` may itself analyse a text: it gets an engine of its own.
#[test]
fn calls_may_nest() {
    let mut inner = 0;
    words(Dictionary::Ipadic, "本規約", &mut |_, _| {
        words(Dictionary::Ipadic, "利用者", &mut |_, _| inner += 1);
    });
    assert_eq!(inner, 2 * surfaces(Dictionary::Ipadic, "本規約").len());
}

#[test]
fn threads_agree() {
    let text = "お客様は、いつでも契約を解除できます。".repeat(50);
    let expected = surfaces(Dictionary::Ipadic, &text);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(surfaces(Dictionary::Ipadic, &text), expected));
        }
    });
}
