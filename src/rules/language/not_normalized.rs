//! Letters that are stored in another form than they are typed in.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::place::{self, Manner, Place};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// Letters are stored in parts, or in forms kept for old programs.
    ///
    /// ## Why
    /// Vietnamese ệ can be one character or three, and が one or two; half-width katakana and the radicals of Kangxi's
    /// dictionary look like the usual characters. Search and comparison miss the words. The usual form is
    /// Unicode's normal form C (Standard Annex #15).
    ///
    /// ## Examples
    /// ```policy fail
    /// [vi] Bạn phải trả thuyền trong vòng hai giờ kể từ lúc nhận thuyền tại bến.
    /// ```
    /// ```policy fail
    /// [ja] 小舟の予約はﾃﾞｰﾀとして一年間保存します。
    /// ```
    /// ```policy pass
    /// [vi] Bạn phải trả thuyền trong vòng hai giờ.
    /// [ja] 小舟は二時間以内にご返却ください。
    /// ```
    "not-normalized", since "0.1.0", Warning, mqm "fluency/character-encoding", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let mut parts = Vec::new();
    let mut old = Vec::new();
    let mut all = 0;
    for (_, clause, text) in place::clauses(policy, lang) {
        if text.is_ascii() {
            continue;
        }
        all += 1;
        for range in in_parts(text) {
            let whole: String = text[range.clone()].nfc().collect();
            parts.push(Place {
                span: place::span(clause, range),
                expected: Some(whole),
            });
        }
        for range in old_forms(text, lang) {
            let usual: String = text[range.clone()].nfkc().collect();
            old.push(Place {
                span: place::span(clause, range),
                expected: Some(usual),
            });
        }
    }
    // An edition that is stored so throughout was saved so by a program.
    let habit = if parts.len() > all {
        Severity::Info
    } else {
        Severity::Warning
    };
    let manner = Manner {
        slip: "not-normalized",
        habit: "not-normalized.habit",
        slips: 1,
        of_slip: (Severity::Warning, 0.8),
        of_habit: (habit, 0.8),
    };
    place::report(policy, lang, &parts, &manner, out);
    let forms = Manner {
        slip: "not-normalized.form",
        habit: "not-normalized.form-habit",
        of_slip: (Severity::Info, 0.6),
        of_habit: (Severity::Info, 0.6),
        ..manner
    };
    place::report(policy, lang, &old, &forms, out);
}

/// Words with letters that are stored in parts.
fn in_parts(text: &str) -> Vec<std::ops::Range<usize>> {
    if is_nfc(text) {
        return Vec::new();
    }
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let cjk = crate::text::is_cjk(c) && !is_mark(c);
        if c.is_whitespace() || c.is_ascii_punctuation() || cjk {
            let word = &text[start..at];
            // A compatibility ideograph changes by normal form C too; it is an old form.
            if !is_nfc(word) && word.chars().any(is_mark) {
                found.push(start..at);
            }
            start = if cjk { at } else { at + c.len_utf8() };
        }
    }
    found
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{3099}' | '\u{309a}')
}

/// Runs of characters that are kept for old programs.
fn old_forms(text: &str, lang: Lang) -> Vec<std::ops::Range<usize>> {
    let wide = !lang.is_cjk();
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let old = match c {
            '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{fad9}' | '\u{ff61}'..='\u{ff9f}' => true,
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => wide,
            '\u{fb00}'..='\u{fb06}' => true,
            _ => false,
        };
        if !old {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_parts_are_found_by_word() {
        for (text, words) in [
            ("nhận thuyê\u{300}n tại", vec!["thuyê\u{300}n"]),
            ("は か\u{3099}き は", vec!["か\u{3099}"]),
            ("nhận thuyền tại", vec![]),
            ("café", vec![]),
            ("cafe\u{301}", vec!["cafe\u{301}"]),
        ] {
            let found: Vec<&str> = in_parts(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, words, "{text:?}");
        }
    }

    #[test]
    fn old_forms_are_found() {
        for (lang, text, words) in [
            (Lang::Ja, "予約はﾃﾞｰﾀとして", vec!["ﾃﾞｰﾀ"]),
            (Lang::Zh, "客⼾", vec!["⼾"]),
            (Lang::En, "the ＡＢＣ club", vec!["ＡＢＣ"]),
            (Lang::Ja, "ＡＢＣクラブ", vec![]),
            (Lang::Ja, "データ", vec![]),
        ] {
            let found: Vec<&str> = old_forms(text, lang)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, words, "{text:?}");
        }
    }
}
