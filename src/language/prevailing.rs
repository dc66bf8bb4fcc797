//! Clauses that say which language prevails: "the English version shall prevail", 日本語版を正文とする.
//!
//! In goes the text of a clause in any language; out come the languages that it says prevail, each with the
//! place that says so. The forms are rows of `dictionaries/<lang>/prevailing.tsv`: `frame` is how a clause says
//! it, with `LANG` where the language is named; `name.<tag>` is how a language is called; `part` and `cue` are
//! what every name and every frame has one of. A clause must say it of the language itself: "between the English
//! and the Japanese version, this version prevails" names none.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{Folded, Lang, Phrases, Span, folded};

/// The forms of all languages.
const FORMS: [&str; 4] = [
    include_str!("../../dictionaries/en/prevailing.tsv"),
    include_str!("../../dictionaries/ja/prevailing.tsv"),
    include_str!("../../dictionaries/vi/prevailing.tsv"),
    include_str!("../../dictionaries/zh/prevailing.tsv"),
];

/// Longer clauses are no such clause, and a bound keeps the work on a hostile line small.
const LONGEST: usize = 4096;

/// The rows of a kind, of all languages.
fn rows(kind: &str) -> impl Iterator<Item = &'static str> {
    FORMS
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|row| row.split_once('\t'))
        .filter(move |(of, _)| *of == kind)
        .map(|(_, form)| form)
}

/// A part of every language's name: cheap to look for, so that no pattern is compiled for policies that name no
/// language.
static PARTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(rows("part")));

/// What every frame has one of.
static CUES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(rows("cue")));

/// The patterns of each language.
static FRAMES: LazyLock<Vec<(Lang, Vec<Regex>)>> = LazyLock::new(|| {
    Lang::KNOWN
        .iter()
        .map(|lang| {
            let names: Vec<&str> = rows(&format!("name.{}", lang.tag())).collect();
            let names = format!("(?:{})", names.join("|"));
            let patterns = rows("frame")
                .filter_map(|frame| Regex::new(&frame.replace("LANG", &names)).ok())
                .collect();
            (*lang, patterns)
        })
        .collect()
});

/// The languages that a text says prevail, each once, with where it says so.
#[must_use]
pub fn prevailing(text: &str) -> Vec<(Lang, Span)> {
    let has = |text: &str| PARTS.are_in(text) && CUES.are_in(text);
    if text.len() > LONGEST || !has(&folded(text)) {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let place = |patterns: &[Regex]| {
        let found = patterns
            .iter()
            .find_map(|pattern| pattern.find(folded.text()))?;
        Some(folded.original(Span::new(found.start(), found.end())))
    };
    let mut said: Vec<(Lang, Span)> = FRAMES
        .iter()
        .filter_map(|(lang, patterns)| Some((*lang, place(patterns)?)))
        .collect();
    // "Traditional Chinese" ends in "Chinese".
    if said.iter().any(|(lang, _)| *lang == Lang::ZhHant) {
        said.retain(|(lang, _)| *lang != Lang::Zh);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(text: &str) -> Vec<Lang> {
        prevailing(text).into_iter().map(|(lang, _)| lang).collect()
    }

    #[test]
    fn every_pattern_compiles_and_the_rows_are_in_order() {
        let frames = rows("frame").count();
        assert!(FRAMES.iter().all(|(_, patterns)| patterns.len() == frames));
        for file in FORMS {
            assert!(file.lines().is_sorted_by(|a, b| a < b));
            assert!(unicode_normalization::is_nfc(file));
        }
    }

    #[test]
    fn the_place_is_what_says_so() {
        let text = "Nếu khác nhau, BẢN TIẾNG ANH được ưu tiên áp dụng.";
        let (lang, span) = prevailing(text)[0];
        assert_eq!(lang, Lang::En);
        assert_eq!(&text[span.range()], "TIẾNG ANH được ưu tiên");
    }

    #[test]
    fn clauses_that_say_which_language_prevails() {
        for (text, lang) in [
            (
                "If the translations differ, the English version shall prevail.",
                Lang::En,
            ),
            (
                "In the event of a conflict between the English and the Japanese text, the Japanese text controls.",
                Lang::Ja,
            ),
            (
                "The Vietnamese-language version of these terms of sale will take precedence over any translation.",
                Lang::Vi,
            ),
            (
                "The governing version of this policy is the Traditional Chinese one.",
                Lang::ZhHant,
            ),
            ("Only the English version is legally binding.", Lang::En),
            ("各语言版本如有歧义，以中文版本为准。", Lang::Zh),
            (
                "本政策的各译本与英文版不一致时，应以英文版内容为准。",
                Lang::En,
            ),
            ("各語言版本如有不一致，以繁體中文版為準。", Lang::ZhHant),
            ("如有冲突，日文版优先适用。", Lang::Ja),
            (
                "翻訳版と日本語版との間に相違がある場合には、日本語版が優先します。",
                Lang::Ja,
            ),
            (
                "本規約は英語版を正文とし、日本語訳は参考のために提供されます。",
                Lang::En,
            ),
            (
                "齟齬がある場合は、中国語版の内容を優先するものとします。",
                Lang::Zh,
            ),
            (
                "Nếu có khác biệt giữa các bản dịch, bản tiếng Anh sẽ được ưu tiên áp dụng.",
                Lang::En,
            ),
            (
                "Trường hợp có mâu thuẫn, phiên bản tiếng Việt có giá trị pháp lý cao hơn.",
                Lang::Vi,
            ),
            (
                "Khi các bản khác nhau, chúng tôi ưu tiên áp dụng bản tiếng Nhật.",
                Lang::Ja,
            ),
            (
                "Nếu có mâu thuẫn thì lấy bản tiếng Trung làm chuẩn.",
                Lang::Zh,
            ),
        ] {
            assert_eq!(langs(text), [lang], "{text}");
        }
    }

    #[test]
    fn clauses_that_do_not() {
        for text in [
            "This policy is available in English and Japanese.",
            "We control how your data is used; the English courts have jurisdiction.",
            "If the English and the Chinese version differ, this version shall prevail.",
            "Mandatory law shall prevail over the English version.",
            "Customer support in English has no priority.",
            "本政策提供中文和英文版本。",
            "服务内容以页面显示为准，客服使用中文。",
            "本规约以公布的内容为准。",
            "日本語のサポートを優先的に希望する方は窓口までご連絡ください。",
            "英語版は参考訳です。",
            "会員の安全を優先します。",
            "Chúng tôi hỗ trợ bằng tiếng Anh và tiếng Việt.",
            "Khách hàng thân thiết được ưu tiên giao hàng.",
        ] {
            assert_eq!(langs(text), [], "{text}");
        }
    }
}
