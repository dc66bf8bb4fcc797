//! A clause that says something else.

use super::length_outlier::whole as span;
use super::part::{Part, parts};
use crate::model::{Check, Findings, Policy, Severity};
use crate::rules::content::{self, Divergence};
use crate::text::{Lang, excerpt};

rule! {
    /// A clause says something else than the clauses that it stands for.
    ///
    /// ## Why
    /// The text of another clause was put in its place, or of another document: the label is right, the words are not.
    /// Both sides must carry much that can be compared (terms, figures, names, common characters) and share next to
    /// nothing of it; a free translation shares more.
    ///
    /// Or a part of a sentence is gone, as all other editions agree, two at least: it is much too short, and lacks what
    /// they name.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. You may cancel your subscription within 14 days and receive a full refund of the fee.
    /// [en] 2. We encrypt your password, keep your personal data on a server behind a firewall, restrict access to authorized employees, and report every data breach to the supervisory authority without delay.
    /// [en] 3. Minors may register an account with the consent of a parent or guardian.
    /// [zh] 1. 您可以在14天内取消订阅并获得全额退款。
    /// [zh] 2. 因本协议引起的争议，双方应当协商解决；协商不成的，任何一方均可向有管辖权的人民法院提起诉讼，并由败诉方承担诉讼费用、律师费和违约责任。
    /// [zh] 3. 未成年人经父母或监护人同意后方可注册账户。
    /// [ja] 1. お客様は14日以内に購読を解約し、料金の全額返金を受けることができます。
    /// [ja] 2. 当社は、お客様のパスワードを暗号化し、ファイアウォールを備えたサーバーに個人データを保管し、権限を有する従業員にアクセスを制限するとともに、データの漏えいが生じたときは遅滞なく監督機関に報告します。
    /// [ja] 3. 未成年者は、親または保護者の同意を得てアカウントを登録することができます。
    /// ```
    /// ```policy pass
    /// [en] If this happens, claiming that you knew nothing is usually not enough; at the very least, you will need convincing evidence showing that the boat was not in your hands at the time.
    /// [zh] 遇此情形，仅称不知情通常不够；您至少须出示有力证据，证明当时船不在您手中。
    /// [ja] このような場合、知らなかったと主張するだけでは通常は足りず、少なくとも、その時刻に小舟がお客様の手元になかったことを示す説得力のある証拠が必要です。
    /// ```
    /// ```policy pass
    /// [en] We encrypt your password and store it on a server with restricted access and a firewall.
    /// [zh] 我们对您的密码进行加密，并将其存储在访问受限、设有防火墙的服务器上。
    /// [vi] Chúng tôi mã hóa mật khẩu của bạn và lưu trữ trên máy chủ có tường lửa và giới hạn truy cập.
    /// ```
    "meaning-divergence", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let parts = &parts(policy).0;
    for one in &content::survey(policy).divergences {
        let here = |part: &Part| (part.group, part.lang) == (one.group, one.lang);
        let mut gone = parts.iter().filter(|part| part.is_sure());
        if one.is_sure() || !gone.any(here) {
            whole(policy, one, out);
        }
    }
    for one in parts {
        part(policy, one, out);
    }
}

/// A sentence lacks a part.
fn part(policy: &Policy, one: &Part, out: &mut Findings) {
    let text = |lang: Lang, span| {
        let edition = policy.edition(lang);
        edition.map_or_else(String::new, |edition| {
            excerpt(edition.document.slice(span), 60)
        })
    };
    let (holder, there) = one.there;
    out.report("meaning-divergence.part")
        .arg("lang", one.lang)
        .arg("langs", one.others.clone())
        .arg("text", text(one.lang, one.span))
        .arg("expected", text(holder, there))
        .confidence(one.confidence)
        .severity(if one.is_sure() {
            Severity::Warning
        } else {
            Severity::Info
        })
        .primary(one.lang, one.span)
        .counterpart(holder, there);
}

/// A clause says something else.
fn whole(policy: &Policy, one: &Divergence, out: &mut Findings) {
    let Some(group) = policy.groups.get(one.group) else {
        return;
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
        .severity(if one.is_sure() && group.confidence >= 0.5 {
            Severity::Warning
        } else {
            Severity::Info
        });
    finding.primary(one.lang, span(policy, one.group, one.lang));
    for other in &one.others {
        finding.counterpart(*other, span(policy, one.group, *other));
    }
    if let Some((at, lang)) = one.renders {
        finding
            .arg("found", text(at, lang))
            .counterpart(lang, span(policy, at, lang));
    }
}
