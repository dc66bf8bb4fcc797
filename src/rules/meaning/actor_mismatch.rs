//! Whom aligned sentences bind.

use super::contrast::{self, Kind};
use super::{holder, report};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::{Lang, Span, excerpt};

/// Characters of a phrase that a message quotes.
const QUOTED: usize = 60;
/// How often such a contrast is a defect.
const CONFIDENCE: f32 = 0.85;

rule! {
    /// One edition binds the reader where another binds the provider.
    ///
    /// ## Why
    /// “You shall disclose” for “we shall disclose” turns a duty round. Only subjects count: a language that
    /// drops them names nobody. Besides, the party to whom a consent, an instruction, a request or a cost belongs
    /// ("without your prior consent") is compared where it stands right beside the word.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We will pay for the repair of the lamp.
    /// [zh] 我们将支付灯具的维修费用。
    /// [vi] Bạn sẽ thanh toán chi phí sửa chữa đèn.
    /// [ja] 当社は、ランプの修理費を支払います。
    /// ```
    /// ```policy fail
    /// [en] We change the booking only with your prior written consent.
    /// [zh] 经我们事先书面同意，方可变更预订。
    /// [vi] Việc đặt chỗ chỉ được thay đổi khi có sự đồng ý trước bằng văn bản của bạn.
    /// ```
    /// ```policy pass
    /// [en] We will send you the key.
    /// [zh] 我们将向您寄送钥匙。
    /// [ja] 鍵をお送りします。
    /// [vi] Chúng tôi sẽ gửi chìa khóa cho bạn.
    /// ```
    "actor-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let contrasts = contrast::contrasts(policy);
    let is_told = |swap: &holder::Swap| {
        contrasts.0.iter().any(|one| {
            let own = &one.unit.parts[one.part];
            let actor = one.meaning.kind == Kind::Actor && one.warns;
            actor && own.lang == swap.lang && own.span.overlaps(swap.at)
        })
    };
    let mut swaps = holder::swaps(policy);
    swaps.retain(|swap| !is_told(swap));
    let places: Vec<(Lang, Span)> = swaps.iter().map(|swap| (swap.lang, swap.at)).collect();
    report::report(policy, Kind::Actor, &places, out);
    for swap in swaps {
        let Some((first, at)) = swap.others.first().copied() else {
            continue;
        };
        let written = |lang: Lang, span: Span| {
            let edition = policy.edition(lang);
            edition.map_or_else(String::new, |edition| {
                excerpt(edition.document.slice(span), QUOTED)
            })
        };
        let langs: Vec<Lang> = swap.others.iter().map(|(lang, _)| *lang).collect();
        let finding = out.report("actor-mismatch.holder");
        finding
            .arg("lang", swap.lang)
            .arg("found", written(swap.lang, swap.at))
            .arg("langs", langs)
            .arg("expected", written(first, at))
            .severity(Severity::Warning)
            .confidence(CONFIDENCE)
            .primary(swap.lang, swap.at);
        for (other, at) in swap.others {
            finding.counterpart(other, at);
        }
    }
}
