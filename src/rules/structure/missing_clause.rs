//! A clause that some editions lack.

use super::absence::Extent;
use super::lack::{self, Ids};
use crate::model::{Check, Findings, Policy};

rule! {
    /// An edition lacks a clause that others have.
    ///
    /// ## Why
    /// A right or a duty that stands in one language does not stand in another. Of two editions the source is taken
    /// as complete; of three and more, what two hold is missing in the others. An item that is lost with its sub-items
    /// is one finding, and so are more than three clauses in a row.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. You may read the notices on our site without an account.
    /// [en] 2. We never sell your contact details to advertisers.
    /// [en] 3. Complaints are answered by our office in the capital.
    /// [ja] 1. アカウントがなくても、当社サイトのお知らせをお読みいただけます。
    /// [ja] 2. 当社は、お客様の連絡先を広告主に販売することは決してありません。
    /// [ja] 3. 苦情には、首都にある当社の事務所が対応します。
    /// [vi] 1. Bạn có thể đọc các thông báo trên trang của chúng tôi mà không cần tài khoản.
    /// [vi] 2. Chúng tôi không bao giờ bán thông tin liên hệ của bạn cho bên quảng cáo.
    /// ```
    /// ```policy pass
    /// [zh] 您可以随时撤回同意。撤回同意不影响此前处理活动的效力。
    /// [zh] 如有疑问，请与我们联系。
    /// [ja] 同意はいつでも撤回できます。同意の撤回は、それ以前の取扱いの効力に影響しません。
    /// [ja] ご不明な点がございましたら、お問い合わせください。
    /// ```
    "missing-clause", since "0.1.0", Error, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let ids = Ids {
        one: "missing-clause",
        heading: "missing-clause.heading",
        item: "missing-clause.item",
        cell: "missing-clause.cell",
        run: "missing-clause.run",
        source_only: "missing-clause.source-only",
        note: "missing-clause",
    };
    lack::report(policy, Extent::Clause, false, &ids, out);
}

#[cfg(test)]
mod tests {
    use crate::model::Severity;
    use crate::rules::structure::sample::{findings, found, policy};

    #[test]
    fn an_item_takes_its_sub_items_along() {
        let en = (
            "en",
            "a p Bring the following:\nb - a lamp\nc - a coat\nd -- with a hood\ne -- with pockets\nf - a friend",
        );
        let zh = ("zh", "a p 请携带：\nb - 灯具\nf - 一位朋友");
        assert_eq!(found(&policy(&[en, zh])), ["missing-clause zh"]);
    }

    #[test]
    fn a_long_row_and_a_whole_body_are_one_finding() {
        let en = (
            "en",
            "a # A\nb p Rule one.\nc p Rule two.\nd p Rule three.\ne p Rule four.\nf p Rule five.\ng # B\nh p Rule six.\ni p Rule seven.",
        );
        let row = ("vi", "a # A\nb p Một.\ng # B\nh p Sáu.\ni p Bảy.");
        assert_eq!(found(&policy(&[en, row])), ["missing-clause vi"]);
        assert_eq!(
            findings(&policy(&[en, row]))[0]
                .marks
                .iter()
                .filter(|mark| mark.role == crate::model::Role::Primary)
                .count(),
            4
        );
        let body = (
            "vi",
            "a # A\nb p Một.\nc p Hai.\nd p Ba.\ne p Bốn.\nf p Năm.\ng # B",
        );
        assert_eq!(found(&policy(&[en, body])), ["missing-clause vi"]);
        let three = (
            "vi",
            "a # A\nb p Một.\nc p Hai.\nf p Năm.\ng # B\nh p Sáu.\ni p Bảy.",
        );
        assert_eq!(
            found(&policy(&[en, three])),
            ["missing-clause vi", "missing-clause vi"]
        );
    }

    #[test]
    fn cells_of_one_table_are_one_finding() {
        let en = (
            "en",
            "a p Prices:\nb | Adult\nc | 5 euros\nd | Child\ne | 2 euros\nf p Cash only.",
        );
        let ja = ("ja", "a p 料金：\nb | 大人\nc | 5ユーロ\nf p 現金のみ。");
        let all = findings(&policy(&[en, ja]));
        assert_eq!(
            all.iter()
                .map(|finding| finding.message.id)
                .collect::<Vec<_>>(),
            ["missing-clause.cell"]
        );
    }

    #[test]
    fn a_guess_of_the_aligner_is_no_error() {
        let mut policy = policy(&[
            ("en", "a p One thing to say.\nb p Another thing to say."),
            ("zh", "a p 要说的一件事。"),
        ]);
        for (confidence, severity) in [
            (0.95, Some(Severity::Error)),
            (0.6, Some(Severity::Warning)),
            (0.4, Some(Severity::Info)),
            (0.1, None),
        ] {
            policy.groups[1].confidence = confidence;
            // A copy: what the rules share follows from a policy that does not change.
            assert_eq!(
                findings(&policy.clone())
                    .first()
                    .map(|finding| finding.severity),
                severity,
                "{confidence}"
            );
        }
    }

    #[test]
    fn the_same_clause_elsewhere_was_moved() {
        use crate::model::Value;
        let mut policy = policy(&[
            (
                "en",
                "a p Ask us at help@pier.example before you cast off.\nb p The pier opens at dawn.\nc p Mind the tide.",
            ),
            (
                "zh",
                "b p 码头黎明时开放。\nc p 请注意潮汐。\nx p 起航前请发送邮件至help@pier.example询问。",
            ),
        ]);
        for (lang, text) in [("en", "Ask"), ("zh", "起航")] {
            let email = Value::Email {
                address: "help@pier.example".to_owned(),
                broken: false,
            };
            crate::rules::structure::sample::state(&mut policy, lang, text, email);
        }
        assert_eq!(found(&policy), ["moved-clause zh"]);
    }
}
