//! Strays in another language.

use super::leftover::{self, Origin};
use crate::lexicon::termbase;
use crate::model::{Check, ClauseKind, Findings, Policy, Severity};
use crate::text::{Folded, Lang, Span, excerpt, is_cjk};

rule! {
    /// Text in another language belongs to nothing in the policy.
    ///
    /// ## Why
    /// The rest of a page that the policy was copied from, or of another document: it is no part of
    /// what the readers agree to. A heading that runs two languages together is worth a look.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 1. 予約
    /// [ja] 部屋の予約は、宿泊日の前日まで受け付けます。
    /// [ja] 2. 取消し
    /// [ja] 予約は、宿泊日の3日前まで無料で取り消すことができます。
    /// [ja] What our happy guests say about their stay with us
    /// ```
    /// ```policy fail
    /// [zh] 1. 预订
    /// [zh] 您最迟可以在入住前一天预订房间。
    /// [zh] 2. 取消
    /// [zh] 您可以在入住前3天免费取消预订。
    /// [zh] 3. 押金
    /// [zh] 我们不收取押金。
    /// [vi] 1. Đặt phòng
    /// [vi] Bạn có thể đặt phòng muộn nhất là một ngày trước khi nhận phòng.
    /// [vi] 2. Hủy phòng
    /// [vi] Bạn có thể hủy đặt phòng miễn phí trước khi nhận phòng 3 ngày.
    /// [vi] 3. Tiền đặt cọc
    /// [vi] Chúng tôi không thu tiền đặt cọc.
    /// [vi] Did you find what you were looking for on this page?
    /// ```
    /// ```policy fail
    /// [vi] 1. Đặt phòng
    /// [vi] Bạn có thể đặt phòng muộn nhất là một ngày trước khi nhận phòng.
    /// [vi] 2. Hủy phòng
    /// [vi] Bạn có thể hủy phòng miễn phí trước ba ngày.
    /// [vi] このページは役に立ちましたか。ご意見をお聞かせください。
    /// ```
    /// ```policy fail
    /// [ja] Privacy policyプライバシーポリシー
    /// [ja] 当館は、宿泊者の個人情報を大切に取り扱います。
    /// [ja] お預かりした情報は、宿泊の手続きにのみ利用します。
    /// ```
    /// ```policy pass
    /// [ja] Cookieポリシー
    /// [ja] 当館のウェブサイトは、Google Analytics を利用しています。
    /// [ja] North Lake Hotel Co., Ltd.
    /// ```
    /// ```policy pass
    /// [zh] 隐私政策 Privacy Policy
    /// [zh] 本酒店重视您的个人信息。
    /// [zh] 我们仅将所收集的信息用于办理入住手续。
    /// ```
    "foreign-language", since "0.1.0", Warning, mqm "locale-convention", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    for (lang, left) in &*leftover::leftovers(policy) {
        let lang = *lang;
        if left.whole.is_some() {
            continue;
        }
        for run in leftover::runs(&left.clauses) {
            let [first, ..] = run else { continue };
            if first.origin != Origin::Stray {
                continue;
            }
            let text = policy
                .edition(lang)
                .map_or("", |edition| edition.document.slice(first.span));
            let finding = out.report("foreign-language");
            finding
                .arg("text", excerpt(text, 40))
                .arg("lang", lang)
                .arg("other", first.other)
                .confidence(0.85);
            for one in run {
                finding.primary(lang, one.span);
            }
        }
    }
    for lang in policy.langs() {
        headings(policy, lang, out);
    }
}

/// Headings that say the same in two languages without anything between them.
fn headings(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let document = &edition.document;
    for (id, clause) in document.iter() {
        if clause.kind != ClauseKind::Heading && id.0 != 0 {
            continue;
        }
        let text = document.slice(clause.body);
        let Some((range, other)) = glued(text, lang) else {
            continue;
        };
        let start = clause.body.start as usize;
        out.report("foreign-language.title")
            .arg("text", excerpt(text, 40))
            .arg("lang", lang)
            .arg("other", other)
            .severity(Severity::Info)
            .confidence(0.6)
            .primary(lang, Span::new(start + range.start, start + range.end));
    }
}

/// The half of a title that is in another language than `lang`, glued to its translation.
fn glued(text: &str, lang: Lang) -> Option<(std::ops::Range<usize>, Lang)> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return None;
    }
    let mut before: Option<char> = None;
    let mut cut = None;
    for (at, c) in text.char_indices() {
        if let Some(b) = before
            && crate::text::is_alphabetic(b)
            && crate::text::is_alphabetic(c)
            && is_cjk(b) != is_cjk(c)
        {
            // A second border: words of one language inside the other.
            if cut.replace(at).is_some() {
                return None;
            }
        }
        before = Some(c);
    }
    let at = cut?;
    let first_is_cjk = text
        .chars()
        .find(|c| crate::text::is_alphabetic(*c))
        .is_some_and(is_cjk);
    let (latin, cjk) = if first_is_cjk {
        (at..text.len(), 0..at)
    } else {
        (0..at, at..text.len())
    };
    if text[latin.clone()].split_whitespace().count() < 2 {
        return None;
    }
    let (own, foreign, candidates): (_, _, &[Lang]) = if lang.is_cjk() {
        (cjk, latin, &[Lang::En, Lang::Vi])
    } else {
        (latin, cjk, &[Lang::Zh, Lang::ZhHant, Lang::Ja])
    };
    let meant = concepts(&text[own], lang);
    let other = candidates.iter().copied().find(|other| {
        let said = concepts(&text[foreign.clone()], *other);
        said.iter().any(|concept| meant.contains(concept))
    })?;
    Some((foreign, other))
}

fn concepts(text: &str, lang: Lang) -> Vec<crate::model::TermId> {
    let mut found = Vec::new();
    termbase().concepts(lang, Folded::new(text).text(), &mut |concept| {
        found.push(concept)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_two_languages() {
        for (lang, text, half) in [
            (
                Lang::Ja,
                "Privacy policyプライバシーポリシー",
                "Privacy policy",
            ),
            (Lang::Zh, "隐私政策Privacy Policy", "Privacy Policy"),
            (Lang::En, "Privacy policy隐私政策", "隐私政策"),
            (
                Lang::Vi,
                "Chính sách bảo mậtプライバシーポリシー",
                "プライバシーポリシー",
            ),
        ] {
            let found = glued(text, lang).map(|(range, _)| &text[range]);
            assert_eq!(found, Some(half), "{text}");
        }
        for (lang, text) in [
            (Lang::Ja, "Cookieポリシー"),
            (Lang::Ja, "Google Analyticsの利用"),
            (Lang::Ja, "Privacy Policy（プライバシーポリシー）"),
            (Lang::Zh, "隐私政策 Privacy Policy"),
            (Lang::Zh, "关于App Store的说明"),
            (Lang::En, "Privacy policy"),
        ] {
            assert_eq!(glued(text, lang), None, "{text}");
        }
    }
}
