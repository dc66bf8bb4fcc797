//! Punctuation of another language.

use std::ops::Range;

use super::place::{self, Manner, Place};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::{Lang, Script, is_han, is_kana, script_of};

rule! {
    /// A punctuation mark of another language stands in the text.
    ///
    /// ## Why
    /// A full-width Chinese comma in Japanese, an ASCII comma between Chinese characters or a 。 in English is left
    /// over from another edition or from another keyboard.
    ///
    /// What an edition does throughout is a style, and named once. Japanese editions that write ， and ． do so by
    /// the rules of their house.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 雨の日は、運航しません。しかしながら，翌日には、運航を再開します。
    /// [ja] 予約は、桟橋、電話又は窓口で受け付けます。
    /// ```
    /// ```policy fail
    /// [zh] 雨天不发船，次日恢复。请在码头、电话或者窗口预订,并出示证件。
    /// ```
    /// ```policy fail
    /// [en] Boats do not leave in the rain。They leave on the next day.
    /// ```
    /// ```policy pass
    /// [zh] 请访问 lake.example，或者致电 1,200 号分机（9:00 至 17:00）。
    /// [vi] Vui lòng truy cập lake.example, hoặc gọi số máy lẻ 1,200 (9:00 đến 17:00).
    /// ```
    /// ```policy pass
    /// [ja] 雨の日は，運航しない．しかし，翌日には，運航を再開する．
    /// ```
    "foreign-punctuation", since "0.1.0", Warning, mqm "fluency/punctuation", Check::Edition(check)
}

/// So many uses are slips.
const SLIPS: usize = 3;
/// A mark that makes up this share of its kind is a style.
const STYLE: f32 = 0.2;

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    if matches!(lang, Lang::Other(_)) {
        return;
    }
    let (mut places, mut own) = (Vec::new(), 0);
    for (_, clause, text) in place::clauses(policy, lang) {
        let before = places.len();
        for (range, expected) in foreign(text, lang) {
            places.push(Place {
                span: place::span(clause, range),
                expected: Some(expected.to_string()),
            });
        }
        own += text.chars().filter(|c| is_own(*c, lang)).count();
        debug_assert!(before <= places.len());
    }
    brackets(policy, lang, out);
    let share = places.len() as f32 / (own + places.len()).max(1) as f32;
    // Where the other mark is the rule, the few of its own are the odd ones, and nobody is misled.
    let is_style = places.len() >= 2 && share >= STYLE;
    let house = lang == Lang::Ja && is_style;
    if house {
        return japanese_house(policy, &places, own, out);
    }
    let manner = Manner {
        slip: "foreign-punctuation",
        habit: "foreign-punctuation.habit",
        slips: if is_style { 0 } else { SLIPS },
        of_slip: (Severity::Warning, 0.85),
        of_habit: if is_style && lang.is_cjk() {
            (Severity::Info, 0.6)
        } else {
            (Severity::Warning, 0.85)
        },
    };
    place::report(policy, lang, &places, &manner, out);
}

/// Half-width brackets round Chinese or Japanese where the edition writes full-width ones.
fn brackets(policy: &Policy, lang: Lang, out: &mut Findings) {
    if !lang.is_cjk() {
        return;
    }
    let (mut places, mut own) = (Vec::new(), 0);
    for (_, clause, text) in place::clauses(policy, lang) {
        own += text.matches('（').count();
        for (at, _) in text.match_indices('(') {
            let inside = text[at + 1..].split(')').next().unwrap_or_default();
            let is_word = |c: char| is_han(c) || is_kana(c);
            if text[..at].ends_with(is_word) && !inside.is_empty() && inside.chars().all(is_word) {
                places.push(Place {
                    span: place::span(clause, at..at + 1),
                    expected: Some("（".to_owned()),
                });
            }
        }
    }
    if places.len() * 5 <= own {
        let manner = Manner {
            slip: "foreign-punctuation",
            habit: "foreign-punctuation.habit",
            slips: SLIPS,
            of_slip: (Severity::Info, 0.6),
            of_habit: (Severity::Info, 0.6),
        };
        place::report(policy, lang, &places, &manner, out);
    }
}

/// ， and ． as a style: nothing to say, unless both styles are mixed.
fn japanese_house(policy: &Policy, places: &[Place], own: usize, out: &mut Findings) {
    let text = |place: &Place| {
        policy
            .edition(Lang::Ja)
            .map_or("", |edition| edition.document.slice(place.span))
    };
    let ascii = places.iter().any(|place| text(place).is_ascii());
    if own * 10 < places.len() && !ascii {
        return;
    }
    let manner = Manner {
        slip: "foreign-punctuation",
        habit: "foreign-punctuation.mixed",
        slips: 0,
        of_slip: (Severity::Warning, 0.85),
        of_habit: (Severity::Info, 0.6),
    };
    place::report(policy, Lang::Ja, places, &manner, out);
}

/// The mark that the language itself would use in the place of a foreign one.
fn is_own(c: char, lang: Lang) -> bool {
    match lang {
        Lang::Zh | Lang::ZhHant => matches!(c, '，' | '；' | '？' | '！' | '。'),
        Lang::Ja => matches!(c, '、' | '。'),
        _ => matches!(c, ',' | '.' | ';' | ':' | '?' | '!'),
    }
}

/// The foreign marks of a text, with what the language writes instead.
fn foreign(text: &str, lang: Lang) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    if !lang.is_cjk() && text.is_ascii() {
        return found;
    }
    // A list of languages, each in its own letters, has its own commas.
    if lang.is_cjk()
        && text
            .chars()
            .any(|c| matches!(script_of(c), Script::Hangul | Script::Other))
    {
        return found;
    }
    let mut before = ' ';
    let mut at_start = true;
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let expected = match lang {
            Lang::Zh | Lang::ZhHant if c.is_ascii_punctuation() => chinese(before, c, behind),
            Lang::Ja if matches!(c, ',' | '.' | '，' | '．') => japanese(before, c, behind),
            Lang::En | Lang::Vi if !at_start => alphabetic(before, c, behind),
            _ => None,
        };
        if let Some(expected) = expected {
            found.push((at..at + c.len_utf8(), expected));
        }
        if !c.is_whitespace() {
            before = c;
            at_start = false;
        }
    }
    found
}

fn next_of(behind: &str) -> Option<char> {
    behind.trim_start().chars().next()
}

/// What a sentence of Chinese goes on with: a character, a closing mark.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '》' | '）' | '」' | '』' | '’')
}

/// Whether Latin text goes on behind a quotation: “Lake Rules”, which …
fn is_latin_sentence(before: char, behind: &str) -> bool {
    let quoted = matches!(before, '”' | '’' | '」' | '』' | '）');
    quoted && behind.starts_with(' ') && next_of(behind).is_some_and(|c| c.is_ascii_lowercase())
}

fn chinese(before: char, c: char, behind: &str) -> Option<char> {
    let wide = match c {
        ',' => '，',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        _ => return None,
    };
    let next = next_of(behind);
    let next_is_han =
        next.is_some_and(|next| is_han(next) || matches!(next, '“' | '《' | '「' | '（'));
    let hit = match c {
        // Between Latin words the comma is theirs.
        ',' => {
            is_chinese(before) && !is_latin_sentence(before, behind)
                || (next_is_han && script_of(before) == Script::Latin && !behind.starts_with(' '))
        }
        '.' => is_chinese(before) && (next.is_none() || (next_is_han && !is_label(behind))),
        '?' | '!' => is_chinese(before),
        _ => is_chinese(before) && (next_is_han || next.is_none()),
    };
    hit.then_some(wide)
}

/// 一. 总则: a label inside the text.
fn is_label(behind: &str) -> bool {
    behind.starts_with([' ', '\u{a0}'])
}

fn japanese(before: char, c: char, behind: &str) -> Option<char> {
    let is_word = |c: char| is_han(c) || is_kana(c) || matches!(c, '」' | '』' | '）' | '》' | '”');
    let next = next_of(behind);
    let next_is_word =
        next.is_some_and(|c| is_han(c) || is_kana(c) || matches!(c, '「' | '『' | '（' | '“'));
    let hit = match c {
        ',' => {
            is_word(before)
                && !is_latin_sentence(before, behind)
                && (next_is_word || next.is_some_and(|c| c.is_ascii_alphanumeric()))
        }
        '，' => !before.is_numeric() && !next.is_some_and(char::is_numeric),
        '.' => {
            script_of(before) == Script::Hiragana
                && (next.is_none() || next_is_word)
                && !behind.starts_with('.')
        }
        _ => is_word(before) && !next.is_some_and(char::is_numeric),
    };
    hit.then_some(if matches!(c, ',' | '，') {
        '、'
    } else {
        '。'
    })
}

fn alphabetic(before: char, c: char, behind: &str) -> Option<char> {
    let narrow = match c {
        '，' | '、' => ',',
        '。' | '．' => '.',
        '；' => ';',
        '：' => ':',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        _ => return None,
    };
    let cjk = |c: char| {
        is_han(c)
            || is_kana(c)
            || matches!(c, '」' | '』' | '》' | '】' | '「' | '『' | '《' | '【')
    };
    // A name or a title in its own language keeps its marks.
    (!cjk(before) && !next_of(behind).is_some_and(cjk)).then_some(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lang: Lang, text: &str) -> String {
        foreign(text, lang)
            .iter()
            .map(|(range, _)| &text[range.clone()])
            .collect()
    }

    #[test]
    fn marks_of_another_language() {
        for (lang, text, marks) in [
            (Lang::Zh, "请预订,并出示证件。", ","),
            (Lang::Zh, "您可以使用Cookie,我们会说明.", ",."),
            (Lang::Zh, "是否同意?是;否", "?;"),
            (Lang::Ja, "しかしながら，翌日は、", "，"),
            (Lang::Ja, "しかし,翌日です.", ",."),
            (Lang::En, "in the rain。They leave，then", "。，"),
            (Lang::Vi, "khi mưa。Họ đi（ngày mai）", "。（）"),
        ] {
            assert_eq!(found(lang, text), marks, "{text}");
        }
    }

    #[test]
    fn marks_that_belong_there() {
        for (lang, text) in [
            (Lang::Zh, "电话 1,200，9:00 至 17:00（IP, MAC, SDK）"),
            (Lang::Zh, "请访问 lake.example，版本2.0.1"),
            (Lang::Zh, "邮箱: a@lake.example"),
            (Lang::Ja, "1,200円、ver.2、Co., Ltd.、IP, MAC"),
            (Lang::Ja, "3．5％、１，２００円"),
            (
                Lang::En,
                "the Act (個人情報の保護に関する法律、以下略), 2003",
            ),
            (Lang::Vi, "luật 《个人信息保护法》，2021"),
        ] {
            assert_eq!(found(lang, text), "", "{text}");
        }
    }
}
