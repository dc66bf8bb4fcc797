//! Near misses of words that the text itself knows.

use super::place::{self, around};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::{Lang, Span, excerpt, is_cjk};

mod edits;
mod english;
mod hiragana;
mod katakana;
mod slips;
mod strings;
mod syllable;
mod witness;

pub(super) use self::syllable::is_possible as is_syllable;
mod vietnamese;

rule! {
    /// A word is one letter away from another that the text uses.
    ///
    /// ## Why
    /// “liện hệ” beside “liên hệ”, “manu” where another edition has “menu”: a slip of the keyboard that sometimes is
    /// another word. This is no spell checker: a word is suspected only next to the one that was meant, found in the
    /// same edition, in the termbase or in the aligned clause, or where the language cannot have it at all.
    ///
    /// Inflections, names, and words that several editions share are left alone.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You must return the boat. The boat lies at the harbour. A boat may be bookd at the harbour.
    /// [en] The harbour is open to all who booked.
    /// ```
    /// ```policy fail
    /// [en] You find the boats on the manu of the pier.
    /// [vi] Bạn tìm thấy thuyền trên menu của bến.
    /// ```
    /// ```policy fail
    /// [vi] Vui lòng liên hệ với chúng tôi. Khách hàng có thể liên hệ qua điện thoại. Khi liện hệ, hãy nêu tên.
    /// ```
    /// ```policy fail
    /// [vi] Chúng tôi giai quyet khieu nai trong thời hạn ba mươi ngày kể từ ngày nhận được đơn của bạn.
    /// ```
    /// ```policy fail
    /// [vi] Bạn có thể dàng hủy đặt chỗ trên trang web.
    /// ```
    /// ```policy fail
    /// [vi] Chúng tôi từ chối cho thuê thuyền khi phát hiện gian lạn.
    /// [en] We do not hire out boats where we detect fraud.
    /// ```
    /// ```policy fail
    /// [ja] 予約サービスは無料です。サービスの内容は変わることがあります。サービスは午後に終わります。サーピスの停止はお知らせします。
    /// ```
    /// ```policy fail
    /// [ja] 小舟の予約は、電話であんたにお知らせします。
    /// ```
    /// ```policy fail
    /// [zh] 我们收集您的个人信息。您可以查阅个人信息。我们保护个人信息。您可以删除个人信息。我们不出售个人信患。
    /// ```
    /// ```policy fail
    /// [zh] 您可以随时撒回对出租条件的同意。
    /// [en] You may withdraw your consent to the conditions of hire at any time.
    /// ```
    /// ```policy pass
    /// [en] We provide boats to the provider. You may form a club from two persons; then they choose the personal tariff.
    /// ```
    /// ```policy pass
    /// [vi] Người khác hành động theo hợp đồng ý nghĩa đó. Chúng tôi khai thác dịch vụ; bạn sử dụng dịch vụ.
    /// ```
    /// ```policy pass
    /// [ja] ユーザーは、ユーザ名とプログラムを登録します。プログラマーは、エリア一覧を見ます。
    /// [zh] 用户登记用户名和程序。程序员查看区域列表。
    /// ```
    "suspect-spelling", since "0.1.0", Warning, mqm "fluency/spelling", Check::Edition(check)
}

/// A suspected word.
#[derive(Clone, Debug, PartialEq)]
struct Suspect {
    span: Span,
    /// What was probably meant.
    expected: Option<String>,
    /// The aligned edition that has the word, and where.
    other: Option<(Lang, Span)>,
    confidence: f32,
}

/// Most suspects that are named one by one: more of them are a way of writing that this rule does not know.
const MOST: usize = 40;

/// The confidence of what nothing in the edition shows to be a slip: it is said where an aligned clause names what was
/// meant.
const NOTHING_SHOWS: f32 = 0.0;
/// Below this confidence a suspect is worth a look.
const UNSURE: f32 = 0.6;

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let mut suspects = slips::suspects(policy, lang);
    match lang {
        Lang::En => suspects.extend(english::suspects(policy)),
        Lang::Vi => suspects.extend(vietnamese::suspects(policy)),
        Lang::Zh | Lang::ZhHant => {
            suspects.extend(strings::suspects(policy, lang));
            suspects.extend(witness::suspects(policy, lang));
        }
        Lang::Ja => {
            suspects.extend(strings::suspects(policy, lang));
            suspects.extend(katakana::suspects(policy));
            suspects.extend(hiragana::fillers(policy));
            suspects.extend(hiragana::swaps(policy));
            suspects.extend(witness::suspects(policy, lang));
        }
        Lang::Other(_) => {}
    }
    if matches!(lang, Lang::En | Lang::Vi) {
        suspects.retain(|suspect| is_whole(policy, lang, suspect.span));
    }
    let unsure = |suspect: &&mut Suspect| suspect.confidence < UNSURE && lang == Lang::Vi;
    for suspect in suspects.iter_mut().filter(unsure) {
        let meant = suspect.expected.as_deref().unwrap_or_default();
        if let Some(other) = witness::place_of(policy, lang, suspect.span, meant) {
            suspect.other = Some(other);
            suspect.confidence = 0.8;
        }
    }
    suspects.retain(|suspect| suspect.confidence > NOTHING_SHOWS);
    suspects.sort_by(|a, b| {
        (a.span, b.confidence)
            .partial_cmp(&(b.span, a.confidence))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    suspects.dedup_by(|b, a| a.span.overlaps(b.span));
    for suspect in suspects.iter().take(MOST) {
        let found = policy
            .edition(lang)
            .map_or("", |edition| edition.document.slice(suspect.span));
        let id = match (&suspect.expected, &suspect.other) {
            (Some(_), Some(_)) => "suspect-spelling.others",
            (Some(_), None) => "suspect-spelling",
            (None, _) => "suspect-spelling.unknown",
        };
        let finding = out.report(id);
        finding
            .arg("lang", lang)
            .arg("found", excerpt(found, 40))
            .arg("text", around(policy, lang, suspect.span))
            .confidence(suspect.confidence)
            .primary(lang, suspect.span);
        if suspect.confidence < UNSURE {
            finding.severity(Severity::Info);
        }
        if let Some(expected) = &suspect.expected {
            finding
                .arg("expected", expected.as_str())
                .suggest(expected.clone());
        }
        if let Some((other, span)) = suspect.other {
            finding.arg("other", other).counterpart(other, span);
        }
    }
}

/// Whether no letter touches a word: what is left of a word when a letter of another script is taken out is no slip of
/// the keyboard, and another rule's.
fn is_whole(policy: &Policy, lang: Lang, span: Span) -> bool {
    policy.edition(lang).is_some_and(|edition| {
        let text = &edition.document.source.text();
        let letter =
            |c: Option<char>| c.is_some_and(|c| crate::text::is_alphabetic(c) && !is_cjk(c));
        !letter(text[..span.start as usize].chars().next_back())
            && !letter(text[span.end as usize..].chars().next())
    })
}

/// A combining mark: it goes with the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Calls `each` with every clause of policy text: its text and where that begins in the source.
fn texts<'a>(
    policy: &'a Policy,
    lang: Lang,
    mut each: impl FnMut(crate::model::ClauseId, &'a str, usize),
) {
    for (id, clause, text) in place::clauses(policy, lang) {
        each(id, text, clause.body.start as usize);
    }
}
