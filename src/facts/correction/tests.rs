use super::*;

/// The correction of the value that `text` states to the one that `model` states.
fn of(lang: &str, text: &str, other: &str, model: &str) -> Option<String> {
    let (lang, other): (Lang, Lang) = (lang.parse().unwrap(), other.parse().unwrap());
    let of = |text: &str, lang| {
        let facts = of_text(text, 0, ClauseId(0), lang);
        assert_eq!(facts.len(), 1, "{text}: {facts:?}");
        facts.into_iter().next().unwrap()
    };
    let (from, to) = (of(text, lang), of(model, other));
    let at = from.span.start as usize..from.span.end as usize;
    corrected(text, at, lang, &from.value, &to.value)
}

#[test]
fn figures_are_exchanged_in_the_manner_of_the_text() {
    for (lang, text, other, model, right) in [
        (
            "en",
            "Answered within 14 days.",
            "ja",
            "30日以内に回答します。",
            "30 days",
        ),
        (
            "ja",
            "14日以内に回答します。",
            "en",
            "Answered within 30 days.",
            "30日",
        ),
        (
            "ja",
            "１４日以内に回答します。",
            "en",
            "Answered within 30 days.",
            "３０日",
        ),
        (
            "zh",
            "我们将在十四日内答复。",
            "en",
            "Answered within 30 days.",
            "三十日",
        ),
        (
            "vi",
            "Trả lời trong vòng 14 ngày.",
            "zh",
            "我们将在三十日内答复。",
            "30 ngày",
        ),
        ("en", "Kept for two weeks.", "zh", "保存七日。", ""),
        ("en", "Kept for 2 weeks.", "zh", "保存28日。", "4 weeks"),
        ("en", "Kept for 2 weeks.", "zh", "保存30日。", ""),
        ("en", "Kept for 1 month.", "zh", "保存3个月。", ""),
        ("en", "Kept for 3 months.", "zh", "保存两年。", "24 months"),
        ("zh", "费用为1,500元。", "zh", "费用为25000元。", "25,000元"),
        ("en", "The rate is 5%.", "vi", "Lãi suất là 8%.", "8%"),
        (
            "en",
            "Updated May 7, 2024.",
            "zh",
            "2024年6月9日更新。",
            "June 9, 2024",
        ),
        (
            "zh",
            "2024年5月7日更新。",
            "en",
            "Updated May 9, 2024.",
            "2024年5月9日",
        ),
        ("ja", "2024年5月5日更新", "en", "Updated May 9, 2024.", ""),
        ("vi", "Xem Điều 5.", "en", "See Section 7.", "Điều 7"),
    ] {
        let found = of(lang, text, other, model);
        assert_eq!(
            found.as_deref().unwrap_or_default(),
            right,
            "{text} as {model}"
        );
    }
}

#[test]
fn what_is_more_than_a_figure_is_not_corrected() {
    for (lang, text, other, model) in [
        (
            "en",
            "Answered within 14 days.",
            "ja",
            "30営業日以内に回答します。",
        ),
        (
            "en",
            "Answered within 14 days.",
            "ja",
            "2か月以内に回答します。",
        ),
        ("en", "The fee is $5.", "ja", "手数料は500円です。"),
        ("en", "Updated May 2024.", "ja", "2024年5月9日更新"),
        (
            "en",
            "Answered within thirty (30) days.",
            "ja",
            "14日以内に回答します。",
        ),
    ] {
        assert_eq!(of(lang, text, other, model), None, "{text} as {model}");
    }
}
