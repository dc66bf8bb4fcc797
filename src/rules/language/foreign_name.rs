//! Names of somebody else in the place of the party.

use crate::lexicon::english::is_word;
use crate::lexicon::glosses;
use crate::model::{Check, Findings, Policy, Severity};
use crate::rules::naming::{Naming, intruders};
use crate::text::{Lang, excerpt};

rule! {
    /// An edition names somebody else where the others say "we".
    ///
    /// ## Why
    /// A machine that learned from one company's texts writes that company's name where a policy says "we". The reader
    /// is told that a stranger collects the data, or owes the service. The name is known by this: no other edition has
    /// it in any script, and wherever it stands, every other edition speaks of the party itself.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. We collect your name when you borrow a boat.
    /// [en] 2. We keep the list of borrowers for one year.
    /// [ja] 1. 当社は、お客様がボートを借りる際にお名前を取得します。
    /// [ja] 2. Contosoは、貸出先の一覧を1年間保管します。
    /// ```
    /// ```policy fail
    /// [zh] 1. 您借船时，我们会收集您的姓名。
    /// [zh] 2. 我们将借船人名单保存一年。
    /// [en] 1. We collect your name when you borrow a boat.
    /// [en] 2. Contoso keeps the list of borrowers for one year.
    /// [vi] 1. Chúng tôi thu thập tên của bạn khi bạn mượn thuyền.
    /// [vi] 2. Chúng tôi lưu danh sách người mượn trong một năm.
    /// ```
    /// ```policy fail
    /// [en] 1. We answer every letter within a week.
    /// [en] 2. If a boat is late, please call us at once.
    /// [vi] 1. Chúng tôi trả lời mọi thư trong vòng một tuần.
    /// [vi] 2. Nếu thuyền về muộn, vui lòng gọi ngay cho Công ty Contoso.
    /// ```
    /// ```policy fail
    /// [en] 1. We answer every letter within a week.
    /// [en] 2. We will never sell your address.
    /// [zh] 1. 我们会在一周内回复每封来信。
    /// [zh] 2. Contoso绝不会出售您的地址。
    /// ```
    /// ```policy pass
    /// [en] 1. We collect your name when you borrow a boat.
    /// [en] 2. We keep the list of borrowers with Contoso for one year.
    /// [ja] 1. 当社は、お客様がボートを借りる際にお名前を取得します。
    /// [ja] 2. 当社は、貸出先の一覧をコントソに1年間預けます。
    /// ```
    /// ```policy pass
    /// [en] 1. Blue Pier Ltd. (hereinafter "we") lends boats.
    /// [en] 2. We answer every letter within a week.
    /// [ja] 1. 株式会社ブルーピア（以下「ブルーピア」といいます。）は、ボートを貸し出します。
    /// [ja] 2. ブルーピアは、いただいたお手紙に1週間以内に返信します。
    /// ```
    "foreign-name", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let naming = Naming::new(policy);
    for intruder in intruders(policy, &naming) {
        let Some(first) = intruder.spans.first() else {
            continue;
        };
        let (lang, own) = (intruder.lang, intruder.own);
        let id = if intruder.defined {
            "foreign-name.alias"
        } else {
            "foreign-name"
        };
        let name = naming.written(lang, *first);
        let finding = out.report(id);
        finding
            .arg("found", excerpt(name, 40))
            .arg("lang", lang)
            .arg("expected", excerpt(naming.written(own.0, own.1), 40))
            .arg("langs", intruder.others)
            .severity(if lang == Lang::En && is_everyday(&name.to_lowercase()) {
                // Capitals in English begin words of all kinds.
                Severity::Info
            } else {
                Severity::Error
            })
            .confidence(0.9);
        for span in intruder.spans {
            finding.primary(lang, span);
        }
        finding.counterpart(own.0, own.1);
    }
}

/// Whether a word is one of everyday English: a service may be called by a word (twitter) that no policy needs.
fn is_everyday(word: &str) -> bool {
    let mut everyday = false;
    if let Some(glosses) = glosses(Lang::En) {
        glosses.find(word, &mut |_, range| everyday |= range.len() == word.len());
    }
    everyday && is_word(word)
}

#[cfg(test)]
mod tests {
    use super::is_everyday;

    #[test]
    fn everyday_words() {
        for (word, expected) in [
            ("customer", true),
            ("amendment", true),
            ("twitter", false),
            ("contoso", false),
        ] {
            assert_eq!(is_everyday(word), expected, "{word}");
        }
    }
}
