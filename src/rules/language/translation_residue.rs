//! What a translation program says around its translation.

use std::ops::Range;
use std::sync::LazyLock;

use super::place::{self, Place};
use crate::model::{Check, ClauseId, Findings, Policy};
use crate::text::{Folded, Lang, Phrases, Span, excerpt};

rule! {
    /// The text holds words of a translation program or notes to its translator.
    ///
    /// ## Why
    /// “Here is the translation:” and a marker for text still to be translated are no part of the policy: the text was
    /// copied without being read.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Sure, here is the text you asked for:
    /// [en] You must return the boat within two hours.
    /// ```
    /// ```policy fail
    /// [ja] 翻訳は以下のとおりです。
    /// [ja] 小舟は二時間以内にご返却ください。
    /// ```
    /// ```policy fail
    /// [zh] 当然，以下是中文版本：
    /// [zh] 您应当在两小时内归还小船。
    /// ```
    /// ```policy fail
    /// [vi] Bạn phải trả thuyền trong vòng hai giờ. [chưa dịch]
    /// ```
    /// ```policy pass
    /// [en] The Japanese translation is for your convenience only.
    /// [zh] 日文译本仅供参考。
    /// [ja] 日本語訳は参考訳にすぎません。
    /// [vi] Bản dịch tiếng Nhật chỉ để tham khảo.
    /// ```
    "translation-residue", since "0.1.0", Warning, mqm "accuracy/addition", Check::Clause(check)
}

/// Phrases as [`Folded`] has them.
const PHRASES: &str = include_str!("../../../dictionaries/general/residue.tsv");

/// Where a phrase must stand to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// At the beginning of a short clause.
    Start,
    Anywhere,
}

static TABLE: LazyLock<(Phrases, Vec<Where>)> = LazyLock::new(|| {
    let rows = PHRASES.lines().filter_map(|line| line.split_once('\t'));
    let place = |place| {
        if place == "start" {
            Where::Start
        } else {
            Where::Anywhere
        }
    };
    let (phrases, places): (Vec<_>, _) = rows.map(|(phrase, at)| (phrase, place(at))).unzip();
    (Phrases::new(phrases), places)
});

/// A longer clause says more than a program does about its translation.
const LONGEST: usize = 160;

fn check(policy: &Policy, lang: Lang, id: ClauseId, out: &mut Findings) {
    let Some(clause) = policy.clause(lang, id) else {
        return;
    };
    let text = policy.body(lang, id);
    let Some(range) = residue(text) else {
        return;
    };
    let place = Place::new(place::span(clause, range.clone()));
    out.report("translation-residue")
        .arg("lang", lang)
        .arg("found", excerpt(&text[range], 40))
        .arg("text", excerpt(text, 40))
        .confidence(0.9)
        .primary(lang, place.span);
}

/// The words of a text that are none of its own.
fn residue(text: &str) -> Option<Range<usize>> {
    let (phrases, places) = &*TABLE;
    let view = Folded::new(text);
    let folded = view.text();
    let lead = folded.len()
        - folded
            .trim_start_matches(|c: char| !crate::text::is_alphanumeric(c))
            .len();
    let short = text.chars().nth(LONGEST).is_none();
    let is_told = |found: &Range<usize>| {
        found.start <= lead
            && short
            && !(folded[..found.end].ends_with(crate::text::is_alphabetic)
                && folded[..found.end].is_ascii()
                && folded[found.end..].starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let (found, _) = phrases
        .find(folded)
        .find(|(found, number)| match places[*number] {
            Where::Anywhere => true,
            Where::Start => is_told(found),
        })?;
    Some(view.original(Span::new(found.start, found.end)).range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_sorted_and_unique() {
        let rows: Vec<&str> = PHRASES.lines().collect();
        assert!(rows.is_sorted_by(|a, b| a.split('\t').next() < b.split('\t').next()));
        assert!(rows.iter().all(|row| Folded::new(row).text() == *row));
        assert!(
            rows.iter()
                .all(|row| matches!(row.split_once('\t'), Some((_, "start" | "any"))))
        );
    }

    #[test]
    fn residue_is_found() {
        for (text, found) in [
            ("**Here is the translation:**", "Here is the translation"),
            ("好的，以下是中文版：", "好的，以下"),
            ("もちろんです！", "もちろんです"),
            ("Dưới đây là bản dịch tiếng Việt:", "Dưới đây là bản dịch"),
            ("We keep it [TRANSLATE] for a year.", "[TRANSLATE]"),
            ("您可以注销帐号（译者注：或“关闭”）。", "（译者注"),
            ("翻译:", "翻译:"),
            ("解約の方法（※訳者メモ:要確認）", "※訳者"),
        ] {
            assert_eq!(
                residue(text).map(|range| &text[range]),
                Some(found),
                "{text}"
            );
        }
        for text in [
            "The translation is for reference only.",
            "As an airline, we fly.",
            "以下是我们收集的信息：",
            "本翻訳は参考訳です。",
            "Bản dịch chỉ để tham khảo.",
        ] {
            assert_eq!(residue(text), None, "{text}");
        }
    }
}
