//! A clause that only one translation has.

use super::absence::Extent;
use super::lack::{self, Ids};
use crate::model::{Check, Findings, Policy};
use crate::text::Folded;

rule! {
    /// A single translation has a clause that no other edition has.
    ///
    /// ## Why
    /// Its readers are told something that the source does not say: a remark of the translator, a leftover of an older
    /// version, text of another policy. A note on which language prevails is worth no more than a look.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. We use cookies to remember your language.
    /// [en] 2. We delete your account data within 30 days.
    /// [zh] 1. 我们使用 Cookie 记住您选择的语言。
    /// [zh] 2. 我们在30天内删除您的账户数据。
    /// [zh] 3. 未成年人须经监护人同意，方可使用本服务。
    /// ```
    /// ```policy pass
    /// [en] 1. We use cookies to remember your language.
    /// [en] 2. We delete your account data within 30 days.
    /// [ja] 1. 当社は、お客様の言語を記憶するためにCookieを使用します。
    /// [ja] 2. 当社は、お客様のアカウントのデータを30日以内に削除します。
    /// [ja] 以上
    /// ```
    "extra-clause", since "0.1.0", Warning, mqm "accuracy/addition", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids {
        one: "extra-clause",
        heading: "extra-clause.heading",
        item: "extra-clause.item",
        cell: "extra-clause.cell",
        run: "extra-clause.run",
        source_only: "extra-clause",
        note: "extra-clause.note",
    };
    lack::report(policy, Extent::Clause, true, &ids, out);
}

/// The languages of the editions as each of the four names them, and the words for a translation.
const LANGUAGES: &[&str] = &[
    "english",
    "chinese",
    "japanese",
    "vietnamese",
    "translation",
    "英文",
    "英语",
    "英語",
    "中文",
    "日文",
    "日语",
    "日語",
    "日本語",
    "中国語",
    "ベトナム語",
    "越南文",
    "越南语",
    "越南語",
    "译文",
    "譯文",
    "翻译",
    "翻譯",
    "翻訳",
    "訳文",
    "参考訳",
    "原文",
    "正本",
    "tiếng anh",
    "tiếng trung",
    "tiếng nhật",
    "tiếng việt",
    "bản dịch",
];

/// Whether a text names a language: in a translation it then speaks of the translation.
pub(super) fn names_language(text: &str) -> bool {
    let folded = Folded::new(text);
    LANGUAGES.iter().any(|name| folded.text().contains(name))
}

#[cfg(test)]
mod tests {
    use crate::model::Severity;
    use crate::rules::structure::sample::{findings, policy};

    #[test]
    fn a_note_on_the_translation_is_worth_a_look() {
        for (lang, note) in [
            ("zh", "本文仅供参考，内容以英文版本为准。"),
            ("ja", "本書は参考のための翻訳であり、英語版が優先します。"),
            ("vi", "Đây là bản dịch; bản tiếng Anh được ưu tiên áp dụng."),
        ] {
            let text = format!("n p {note}\na p 1\nb p 2");
            let found = findings(&policy(&[("en", "a p 1\nb p 2"), (lang, &text)]));
            assert_eq!(
                found
                    .iter()
                    .map(|finding| (finding.message.id, finding.severity))
                    .collect::<Vec<_>>(),
                [("extra-clause.note", Severity::Info)],
                "{lang}"
            );
        }
    }
}
