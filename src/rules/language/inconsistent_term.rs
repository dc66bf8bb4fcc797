//! One thing under two names in one edition.

use super::renderings::{self, Mix};
use super::titles;
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// An edition has two names for one thing.
    ///
    /// ## Why
    /// A policy that calls itself by a second name leaves open whether it means itself, and a term that is written in two
    /// ways looks like two terms. Only names that cannot mean two things are compared: the document's own, a borrowed
    /// word in two scripts, an address that insults.
    ///
    /// ## Examples
    /// ```policy fail
    /// [zh] # 隐私政策
    /// [zh] 本隐私权政策适用于图书馆的所有读者。
    /// [zh] 我们可能会修订本隐私权政策。
    /// ```
    /// ```policy fail
    /// [en] # Privacy Policy
    /// [en] This privacy statement applies to all readers of the library.
    /// ```
    /// ```policy fail
    /// [ja] # 閲覧室の案内
    /// [ja] 閲覧室のサイトではCookieを使用します。Cookieは閲覧の記録を残します。
    /// [ja] Cookieを拒否することもできます。クッキーを拒否すると、一部の機能が使えません。
    /// ```
    /// ```policy pass
    /// [en] # Privacy Notice
    /// [en] This privacy notice applies to the reading room. The café has its own privacy policy.
    /// ```
    /// ```policy pass
    /// [ja] # プライバシーポリシー
    /// [ja] 本プライバシーポリシーは、閲覧室を利用するすべての方に適用されます。売店の個人情報保護方針は別に定めます。
    /// [vi] # Chính sách bảo mật
    /// [vi] Chính sách bảo mật này áp dụng cho mọi người sử dụng phòng đọc. Cửa hàng có chính sách quyền riêng tư riêng.
    /// ```
    "inconsistent-term", since "0.1.0", Warning, mqm "terminology/inconsistent", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let document = &edition.document;
    let text = |span: Span| excerpt(document.slice(span), 40);
    for pair in titles::pairs(document, lang) {
        let titled = pair.first.usage == titles::Use::Title;
        let confidence = if titled { 0.8 } else { 0.62 };
        out.report("inconsistent-term.title")
            .arg("lang", lang)
            .arg("found", text(pair.second.span))
            .arg("expected", text(pair.first.span))
            .arg("count", pair.count)
            .confidence(confidence)
            .primary(lang, pair.second.span)
            .counterpart(lang, pair.first.span);
    }
    for mix in renderings::scripts(edition, lang) {
        let severity = if mix.odd.1 * 4 <= mix.usual.1 {
            Severity::Warning
        } else {
            Severity::Info
        };
        report(out, lang, "inconsistent-term", &mix, severity, &text);
    }
    for mix in renderings::address(document, lang) {
        let severity = if mix.rude {
            Severity::Warning
        } else {
            Severity::Info
        };
        report(
            out,
            lang,
            "inconsistent-term.address",
            &mix,
            severity,
            &text,
        );
    }
}

fn report(
    out: &mut Findings,
    lang: Lang,
    id: &'static str,
    mix: &Mix,
    severity: Severity,
    text: &dyn Fn(Span) -> String,
) {
    out.report(id)
        .arg("lang", lang)
        .arg("found", text(mix.odd.0))
        .arg("expected", text(mix.usual.0))
        .arg("count", mix.odd.1)
        .severity(severity)
        .confidence(if severity == Severity::Info { 0.5 } else { 0.7 })
        .primary(lang, mix.odd.0)
        .counterpart(lang, mix.usual.0);
}
