//! A clause that says something else.

use super::length_outlier::whole;
use crate::model::{Check, Findings, Policy, Severity};
use crate::rules::content;
use crate::text::{Lang, excerpt};

rule! {
    /// A clause says something else than the clauses that it stands for.
    ///
    /// ## Why
    /// The text of another clause was put in its place, or of another document: the label is right, the words are not.
    /// Both sides must carry much that can be compared (terms, figures, names, common characters) and share next to
    /// nothing of it; a free translation shares more.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. You may cancel your subscription within 14 days and receive a full refund of the fee.
    /// [en] 2. We encrypt your password and store it on a server with restricted access and a firewall.
    /// [en] 3. Minors may register an account with the consent of a parent or guardian.
    /// [zh] 1. 您可以在14天内取消订阅并获得全额退款。
    /// [zh] 2. 订单发货后，快递公司将在三个工作日内送达商品，运费由买方承担。
    /// [zh] 3. 未成年人经父母或监护人同意后方可注册账户。
    /// [ja] 1. お客様は14日以内に購読を解約し、料金の全額返金を受けることができます。
    /// [ja] 2. 当社は、お客様のパスワードを暗号化し、アクセス制限およびファイアウォールを備えたサーバーに保存します。
    /// [ja] 3. 未成年者は、親または保護者の同意を得てアカウントを登録することができます。
    /// ```
    /// ```policy pass
    /// [en] We encrypt your password and store it on a server with restricted access and a firewall.
    /// [zh] 我们对您的密码进行加密，并将其存储在访问受限、设有防火墙的服务器上。
    /// [vi] Chúng tôi mã hóa mật khẩu của bạn và lưu trữ trên máy chủ có tường lửa và giới hạn truy cập.
    /// ```
    "meaning-divergence", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

/// From here on it is no free rendering: below, sound editions hold such pairs too.
const SURE: f32 = 0.8;

fn check(policy: &Policy, out: &mut Findings) {
    for one in &content::survey(policy).divergences {
        let Some(group) = policy.groups.get(one.group) else {
            continue;
        };
        let text = |at: usize, lang: Lang| {
            policy
                .groups
                .get(at)
                .and_then(|group| group.first(lang))
                .map_or_else(String::new, |id| excerpt(policy.body(lang, id), 40))
        };
        let confidence = one.confidence;
        let finding = out.report(if one.renders.is_some() {
            "meaning-divergence.other"
        } else {
            "meaning-divergence"
        });
        finding
            .arg("lang", one.lang)
            .arg("langs", one.others.clone())
            .arg("text", text(one.group, one.lang))
            .arg("expected", text(one.group, one.others[0]))
            .confidence(confidence)
            .severity(if confidence >= SURE && group.confidence >= 0.5 {
                Severity::Warning
            } else {
                Severity::Info
            });
        finding.primary(one.lang, whole(policy, one.group, one.lang));
        for other in &one.others {
            finding.counterpart(*other, whole(policy, one.group, *other));
        }
        if let Some((at, lang)) = one.renders {
            finding
                .arg("found", text(at, lang))
                .counterpart(lang, whole(policy, at, lang));
        }
    }
}
