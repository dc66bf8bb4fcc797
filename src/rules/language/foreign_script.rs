//! Characters of another writing system, or of another language's standard of Han characters.

use std::ops::Range;

use super::mojibake::damaged;
use super::place::{self, Manner, Place};
use crate::language::is_written_in;
use crate::model::{Check, ClauseId, Fact, Findings, Policy, Severity, Value};
use crate::rules::naming::is_company;
use crate::text::{Lang, Script, Span, is_han, script_of};

rule! {
    /// A character of another writing system stands among those of the language.
    ///
    /// ## Why
    /// A simplified Chinese character in Japanese, a traditional one in a simplified text, a の in Chinese or a
    /// Cyrillic а in an English word is left over from another edition or from the wrong keyboard. Search does not
    /// find the word, and readers stumble.
    ///
    /// Names in quotation marks or brackets keep their characters.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 小舟の利用规則は、桟橋に掲示しています。
    /// ```
    /// ```policy fail
    /// [zh] 小船的使用規则张贴在码头，请您仔细阅读。
    /// ```
    /// ```policy fail
    /// [zh-Hant] 小船的使用规則張貼在碼頭，請您仔細閱讀。
    /// ```
    /// ```policy fail
    /// [en] You may cancel your аccount at any time on our site.
    /// ```
    /// ```policy pass
    /// [ja] 本規約は「创想湖畔有限公司」が定めます。α版及びμ単位の表記もあります。
    /// ```
    /// ```policy pass
    /// [zh] 本规则由“株式会社みずうみ”制定并负责解释，适用于在湖面上租用小船的全体游客，收费单位为分。
    /// [vi] Quy tắc này do “株式会社みずうみ” ban hành và giải thích, áp dụng cho mọi du khách thuê thuyền trên hồ, đơn vị tính phí là phút.
    /// ```
    "foreign-script", since "0.1.0", Warning, mqm "fluency/spelling", Check::Edition(check)
}

/// So many places are slips.
const SLIPS: usize = 5;

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    if matches!(lang, Lang::Other(_)) {
        return;
    }
    let (mut glyphs, mut letters) = (Vec::new(), Vec::new());
    for (id, clause, text) in place::clauses(policy, lang) {
        if text.is_ascii() {
            continue;
        }
        if lang.is_cjk() && text.chars().any(|c| script_of(c) == Script::Hangul) {
            continue;
        }
        let place = |range: Range<usize>| Place::new(place::span(clause, range));
        if lang.is_cjk() {
            let mut ranges = foreign_glyphs(text, lang);
            ranges.retain(|range| {
                let span = place::span(clause, range.clone());
                !is_in_name(policy, lang, id, span, &text[range.end..]) && !is_accepted(text, range)
            });
            if !ranges.is_empty() {
                // what a wrong encoding made is that rule's
                let damaged = damaged(text, lang);
                let sound = |range: &Range<usize>| {
                    let inside = |(place, _): &(Range<usize>, _)| {
                        place.start < range.end && range.start < place.end
                    };
                    !damaged.iter().any(inside)
                };
                ranges.retain(sound);
            }
            glyphs.extend(ranges.into_iter().map(place));
        }
        letters.extend(mixed_words(text).into_iter().map(place));
    }
    let manner = Manner {
        slip: "foreign-script",
        habit: "foreign-script.habit",
        slips: SLIPS,
        of_slip: (Severity::Warning, 0.85),
        of_habit: (Severity::Warning, 0.8),
    };
    place::report(policy, lang, &glyphs, &manner, out);
    let mixed = Manner {
        slip: "foreign-script.mixed",
        habit: "foreign-script.mixed-habit",
        ..manner
    };
    place::report(policy, lang, &letters, &mixed, out);
}

/// Whether a text of any language keeps the characters: 沪ICP备 in a registration, 欠缺 in Japanese law.
fn is_accepted(text: &str, range: &Range<usize>) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    behind.starts_with("ICP") || before.ends_with("ICP") || before.ends_with('欠')
}

/// Whether the characters belong to the name of a company, a school or a place, which keeps them: 深圳市, 北稜大学.
fn is_in_name(policy: &Policy, lang: Lang, clause: ClauseId, span: Span, behind: &str) -> bool {
    let is_place = behind.starts_with(['市', '省', '县', '縣', '镇', '鎮', '町'])
        || behind.starts_with("大学")
        || behind.starts_with("大學");
    let is_company = |fact: &Fact| {
        matches!(&fact.value, Value::Name { name } if is_company(name)) && fact.span.contains(span)
    };
    is_place
        || policy
            .edition(lang)
            .is_some_and(|edition| edition.facts_of(clause).any(is_company))
}

/// Runs of Han characters that the language's standard does not have, and of kana in Chinese; what is quoted is left alone.
fn foreign_glyphs(text: &str, lang: Lang) -> Vec<Range<usize>> {
    // A clause with so many is in another language; other rules say so.
    const MOST: usize = 6;
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where the open brackets begin in `found`, and whether they hold characters that only this language has.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let (mut kana, mut own) = (0usize, 0usize);
    let mut count = 0;
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' | '“' | '《' | '〈' | '【' | '(' | '（' => {
                open.push((found.len(), false))
            }
            '」' | '』' | '”' | '》' | '〉' | '】' | ')' | '）' => {
                if let Some((from, mixed)) = open.pop()
                    && !mixed
                {
                    // A name or a title keeps its characters.
                    found.truncate(from);
                }
            }
            _ => {}
        }
        let script = script_of(c);
        let is_hiragana = script == Script::Hiragana;
        kana += usize::from(is_hiragana);
        let is_kana = is_hiragana || is_katakana_word(text, at, c);
        let odd =
            (script == Script::Han && !is_written_in(c, lang)) || (is_kana && lang.is_chinese());
        own += usize::from(script == Script::Han && !odd);
        if let Some((_, mixed)) = open.last_mut() {
            *mixed |= !odd && is_telling(c, lang);
        }
        if !odd {
            continue;
        }
        count += 1;
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    let is_other = count > MOST || (lang == Lang::Ja && kana == 0) || count > own;
    if is_other { Vec::new() } else { found }
}

/// Whether a sign of the katakana stands beside another; a single ノ or ー is a slip for another sign.
fn is_katakana_word(text: &str, at: usize, c: char) -> bool {
    let is_letter = |c: char| matches!(c, 'ァ'..='ヺ');
    let is_sign = |c: char| is_letter(c) || c == 'ー';
    let before = text[..at].ends_with(is_sign);
    let behind = text[at + c.len_utf8()..].starts_with(is_sign);
    is_letter(c) && (before || behind) || c == 'ー' && text[..at].ends_with(is_letter)
}

/// Whether a character belongs to the language and not to those that share its Han characters.
fn is_telling(c: char, lang: Lang) -> bool {
    match script_of(c) {
        Script::Hiragana => lang == Lang::Ja,
        Script::Han => {
            let absent = |other: Lang| !is_written_in(c, other);
            is_written_in(c, lang)
                && match lang {
                    Lang::Zh => absent(Lang::ZhHant) && absent(Lang::Ja),
                    Lang::ZhHant => absent(Lang::Zh) && absent(Lang::Ja),
                    _ => absent(Lang::Zh) || absent(Lang::ZhHant),
                }
        }
        _ => false,
    }
}

/// Words of Latin letters with a letter that only looks so.
fn mixed_words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let (mut latin, mut other) = (0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let script = script_of(c);
        let is_letter = match script {
            Script::Latin => true,
            Script::Other => is_lookalike(c),
            _ => false,
        };
        match (is_letter, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if latin >= 2 && other > 0 {
                    found.push(from..at);
                }
                start = None;
                (latin, other) = (0, 0);
            }
            _ => {}
        }
        latin += usize::from(is_letter && script == Script::Latin);
        other += usize::from(is_letter && script == Script::Other);
    }
    found
}

/// Greek and Cyrillic letters.
fn is_lookalike(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}') && c != 'μ' && c != 'Ω' && !is_han(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(lang: Lang, text: &str) -> String {
        foreign_glyphs(text, lang)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn glyphs_of_another_standard() {
        for (lang, text, odd) in [
            (Lang::Ja, "利用规則は掲示しています", "规"),
            (Lang::Ja, "個人信息の保护について定めます", "护"),
            (Lang::Zh, "使用規则张贴在码头", "規"),
            (Lang::Zh, "小船の使用规则", "の"),
            (Lang::ZhHant, "使用规則張貼在碼頭", "规"),
            (Lang::Ja, "「个人情報」といいます", "个"),
            (Lang::Zh, "请填写在留カード号码", "カード"),
        ] {
            assert_eq!(glyphs(lang, text), odd, "{text}");
        }
    }

    #[test]
    fn glyphs_that_belong_there() {
        for (lang, text) in [
            (Lang::Ja, "利用規則は掲示しています。髙橋、﨑、峠、込"),
            (Lang::Ja, "「创想湖畔」が定めます"),
            (Lang::Zh, "由“株式会社みずうみ”制定"),
            (Lang::Zh, "使用规则张贴在码头，乾坤、里面"),
            (Lang::ZhHant, "使用規則張貼在碼頭，台灣、裡面、群組、著作權"),
            (Lang::Ja, "个人信息保护法"),
            (Lang::Zh, "约翰・史密斯ー使用规则"),
        ] {
            assert_eq!(glyphs(lang, text), "", "{text}");
        }
    }

    #[test]
    fn words_of_two_alphabets() {
        for (text, count) in [
            ("your аccount", 1),
            ("your account", 0),
            ("μm, Ω, α-Wert, β", 0),
            ("Việt Nam, ГОСТ 5, Ελλάδα", 0),
        ] {
            assert_eq!(mixed_words(text).len(), count, "{text}");
        }
    }
}
