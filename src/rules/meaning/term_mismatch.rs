//! A clause that names another concept.

use super::concepts;
use super::senses::{self, Slip};
use super::substitution::{Kind, substitutions};
use crate::model::{Check, Findings, Policy, Severity};
use crate::rules::content;
use crate::rules::naming::displaced;
use crate::text::{Lang, excerpt};

rule! {
    /// A clause names another concept than the other editions.
    ///
    /// ## Why
    /// Who processes data for another is no controller, what is anonymised is not deleted, and a sale is no disclosure.
    /// Synonyms are never meant: only concepts that exclude each other, words that name nothing, and a concept that the
    /// edition names everywhere else.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We hand the parcel over to the carrier on the next working day.
    /// [ja] お荷物は翌営業日に運送業者に引き渡します。
    /// [vi] Chúng tôi giao bưu kiện cho người mang mầm bệnh vào ngày làm việc tiếp theo.
    /// ```
    /// ```policy fail
    /// [en] The data processor keeps a record of every access.
    /// [zh] 数据处理者对每次访问进行记录。
    /// [ja] データ管理者は、すべてのアクセスを記録します。
    /// ```
    /// ```policy pass
    /// [en] 1. The hotel serves breakfast until ten.
    /// [en] 2. Guests leave their keys at the hotel desk.
    /// [en] 3. Please check out before noon.
    /// [zh] 1. 酒店供应早餐至十点。
    /// [zh] 2. 客人请将钥匙留在酒店前台。
    /// [zh] 3. 请在中午之前退房。
    /// ```
    /// ```policy pass
    /// [en] We may share your information with third parties.
    /// [zh] 我们可能会与第三方共享您的信息。
    /// [ja] 当社は、お客様の情報を第三者に提供することがあります。
    /// [vi] Chúng tôi có thể chia sẻ thông tin của bạn với bên thứ ba.
    /// ```
    /// ```policy pass
    /// [en] The portal contains no analytics or advertising cookies.
    /// [zh] 门户不含任何分析或广告Cookie。
    /// [vi] Cổng thông tin không có cookie phân tích hay quảng cáo.
    /// ```
    "term-mismatch", since "0.1.0", Error, mqm "terminology/wrong-term", Check::Policy(check)
}

/// From here on an edition that names another concept tells its readers something else.
const SURE: f32 = 0.93;

fn check(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() < 2 {
        return;
    }
    let survey = content::survey(policy);
    for one in &senses::slips(policy) {
        sense(policy, one, out);
    }
    let (units, countries) = (concepts::units(policy), displaced(policy));
    for one in substitutions(policy, &units.0) {
        // Another country is another name.
        if countries.tell(one.lang, one.at) {
            continue;
        }
        let Some(group) = policy.groups.get(one.group) else {
            continue;
        };
        // A clause that lacks half of its text lacks its terms as well.
        if group.confidence < 0.3 || survey.explains(one.group, one.lang) {
            continue;
        }
        let text = |lang: Lang, span| {
            policy.edition(lang).map_or_else(String::new, |edition| {
                excerpt(edition.document.slice(span), 40)
            })
        };
        let finding = out.report(match one.kind {
            Kind::Contrast | Kind::Other => "term-mismatch",
            Kind::FalseFriend | Kind::Near => "term-mismatch.literal",
        });
        finding
            .arg("lang", one.lang)
            .arg("found", text(one.lang, one.at))
            .confidence(one.confidence * (0.6 + 0.4 * group.confidence))
            .severity(match one.kind {
                _ if group.confidence < 0.5 || !one.warns => Severity::Info,
                Kind::Contrast if one.confidence >= SURE => Severity::Error,
                _ => Severity::Warning,
            });
        finding.arg(
            "langs",
            one.others.iter().map(|(lang, _)| *lang).collect::<Vec<_>>(),
        );
        finding.arg(
            "expected",
            one.others
                .first()
                .map_or_else(String::new, |(lang, span)| text(*lang, *span)),
        );
        finding.primary(one.lang, one.at);
        for (lang, span) in &one.others {
            finding.counterpart(*lang, *span);
        }
    }
}

/// How sure a row of wrong senses is: each was looked for in sound editions.
const SENSE: f32 = 0.85;

/// A word for another sense of what the others say.
fn sense(policy: &Policy, one: &Slip, out: &mut Findings) {
    let text = |lang: Lang, span| {
        let edition = policy.edition(lang);
        edition.map_or_else(String::new, |edition| {
            excerpt(edition.document.slice(span), 40)
        })
    };
    let sure = policy
        .groups
        .get(one.group)
        .map_or(0.0, |group| group.confidence);
    let langs: Vec<Lang> = one.others.iter().map(|(lang, _)| *lang).collect();
    let finding = out.report("term-mismatch.sense");
    finding
        .arg("lang", one.lang)
        .arg("found", text(one.lang, one.at))
        .arg("langs", langs)
        .arg(
            "expected",
            one.others
                .first()
                .map_or_else(String::new, |(lang, span)| text(*lang, *span)),
        )
        .confidence(SENSE * (0.6 + 0.4 * sure))
        .severity(if sure >= 0.5 {
            Severity::Warning
        } else {
            Severity::Info
        })
        .primary(one.lang, one.at);
    for (lang, span) in &one.others {
        finding.counterpart(*lang, *span);
    }
}
