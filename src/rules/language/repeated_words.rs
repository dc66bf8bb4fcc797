//! Words that stand twice in a row.

use std::ops::Range;

use super::place::{self, around};
use crate::language;
use crate::model::{Check, ClauseId, Findings, Policy, Severity};
use crate::text::Lang;

mod alphabetic;
mod eastern;
mod lists;

rule! {
    /// Words stand twice in a row.
    ///
    /// ## Why
    /// A word typed twice, a correction whose old words were left in, or two different words of the source that were
    /// translated by one: then half of what it says is lost.
    ///
    /// Words that a language doubles (luôn luôn, song song, ますます, more and more) are no repetition, and neither
    /// are figures and names.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You must return the the boat within two hours.
    /// ```
    /// ```policy fail
    /// [en] We want to offer you better, better, and safer boats.
    /// ```
    /// ```policy fail
    /// [en] The harbour office settles disputes or disputes between guests.
    /// ```
    /// ```policy fail
    /// [ja] 私たちは、より安全な、より安全な、より楽しい小舟を提供します。
    /// ```
    /// ```policy fail
    /// [zh] 您应当应当在两小时内归还小船。
    /// ```
    /// ```policy fail
    /// [vi] Bạn phải trả thuyền tại tại bến trong vòng hai giờ.
    /// ```
    /// ```policy pass
    /// [en] We know that that boat had had repairs again and again; our boats or boats of our partners.
    /// [vi] Chúng tôi luôn luôn kiểm tra thông tin tin cậy, và chạy chương trình trình duyệt song song.
    /// ```
    /// ```policy pass
    /// [en] The supplier provides life jackets. If equipment is damaged, tell the pier.
    /// [vi] Nhà cung cấp cung cấp áo phao. Nếu thiết bị bị hỏng, hãy báo cho bến thuyền.
    /// ```
    /// ```policy pass
    /// [ja] いろいろな小舟を一つ一つ点検し、ますます安全にします。そのもののうち、登録の変更、変更の届出を含みます。
    /// [zh] 我们一一检查，常常维护，目的的实现取决于您；参与与否由您决定，以及及时通知。
    /// ```
    "repeated-words", since "0.1.0", Warning, mqm "fluency/grammar", Check::Clause(check)
}

/// What stands twice.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Repetition {
    /// Both copies and what is between them.
    range: Range<usize>,
    /// The words, once.
    word: Range<usize>,
    /// They follow each other directly.
    direct: bool,
}

fn check(policy: &Policy, lang: Lang, id: ClauseId, out: &mut Findings) {
    let Some(clause) = policy.clause(lang, id) else {
        return;
    };
    let text = policy.body(lang, id);
    for found in repetitions(text, lang) {
        let span = place::span(clause, found.range.clone());
        let finding = out.report("repeated-words");
        finding
            .arg("lang", lang)
            .arg("found", &text[found.word.clone()])
            .arg("text", around(policy, lang, span))
            .confidence(if found.direct { 0.9 } else { 0.8 })
            .primary(lang, span);
        // A name may be doubled: Walla Walla.
        if !lang.is_cjk() && text[found.word.clone()].chars().all(|c| !c.is_lowercase()) {
            finding.severity(Severity::Info).confidence(0.5);
        }
        if found.direct {
            finding.suggest(&text[found.word]);
        }
    }
}

fn repetitions(text: &str, lang: Lang) -> Vec<Repetition> {
    match lang {
        Lang::En | Lang::Vi => alphabetic::repetitions(text, lang),
        Lang::Zh | Lang::ZhHant | Lang::Ja => {
            let words = |text: &str, each: &mut dyn FnMut(Range<usize>)| {
                language::of(lang).words(text, each)
            };
            eastern::repetitions(text, lang, &words)
        }
        Lang::Other(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lang: Lang, text: &str) -> Vec<&str> {
        repetitions(text, lang)
            .into_iter()
            .map(|found| &text[found.range])
            .collect()
    }

    #[test]
    fn english() {
        for (text, places) in [
            ("return the the boat", vec!["the the"]),
            ("better, better, and safer", vec!["better, better"]),
            (
                "settle disputes or disputes with others",
                vec!["disputes or disputes"],
            ),
            (
                "read the notice read the notice first",
                vec!["read the notice read the notice"],
            ),
            ("Your your boat", vec!["Your your"]),
            ("we know that that boat had had repairs", vec![]),
            ("more and more, again and again, very, very late", vec![]),
            ("our boats or boats of our partners", vec![]),
            ("call 12 12 or 030 030", vec![]),
            ("New York, New York", vec![]),
            ("log in in the morning", vec![]),
            ("and/or and or", vec![]),
        ] {
            assert_eq!(found(Lang::En, text), places, "{text}");
        }
    }

    #[test]
    fn vietnamese() {
        for (text, places) in [
            ("thuyền của của bạn", vec!["của của"]),
            ("sử dụng dịch vụ dịch vụ của bạn", vec!["dịch vụ dịch vụ"]),
            ("tốt hơn, tốt hơn và an toàn", vec!["tốt hơn, tốt hơn"]),
            ("luôn luôn, từ từ, song song, ngày ngày", vec![]),
            (
                "thông tin tin cậy, chương trình trình duyệt, quá trình trình bày",
                vec![],
            ),
            ("trả thuyền thuyền.", vec!["thuyền thuyền"]),
            ("dịch vụ hoặc dịch vụ của bên thứ ba", vec![]),
        ] {
            assert_eq!(found(Lang::Vi, text), places, "{text}");
        }
    }

    #[test]
    fn chinese() {
        for (text, places) in [
            ("您应当应当归还", vec!["应当应当"]),
            ("小船的的租金", vec!["的的"]),
            ("处理您与他人的纠纷或纠纷。", vec!["纠纷或纠纷"]),
            ("更安全、更安全、更有趣的", vec!["更安全、更安全"]),
            ("目的的实现，存在在这里，一一检查，常常", vec![]),
            ("个人信息和信息安全", vec![]),
            ("使用服务服务商", vec![]),
        ] {
            assert_eq!(found(Lang::Zh, text), places, "{text}");
        }
        assert_eq!(found(Lang::ZhHant, "您應當應當歸還"), ["應當應當"]);
    }

    #[test]
    fn japanese() {
        for (text, places) in [
            ("小舟をを返却", vec!["をを"]),
            (
                "ためには、より優れた、より優れた、より",
                vec!["より優れた、より優れた"],
            ),
            ("お客様の情報情報を取得します。", vec!["情報情報"]),
            (
                "するとともに、もののうち、いろいろ、ますます、一つ一つ",
                vec![],
            ),
            ("登録の変更、変更の届出", vec![]),
            ("個人情報、情報機器", vec![]),
            ("一人一人、人々、度々", vec![]),
        ] {
            assert_eq!(found(Lang::Ja, text), places, "{text}");
        }
    }
}
