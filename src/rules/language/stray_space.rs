//! Spaces where none belong.

use std::ops::Range;

use super::place::{self, Manner, Place};
use crate::model::{Check, ClauseKind, Findings, Policy, Severity};
use crate::text::{Lang, Script, is_han, is_kana, script_of};

rule! {
    /// A space stands where none belongs.
    ///
    /// ## Why
    /// Japanese and Chinese write no spaces between their characters: one before a particle or before 。 is left over
    /// from a markup or from a word that was replaced, and a line may break there. English and Vietnamese write none
    /// before a comma or a full stop.
    ///
    /// A space between Chinese or Japanese characters and Latin letters or figures is a style, and so is one between
    /// words in katakana.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 小舟は 二時間以内にご返却ください。雨の日は運航しません。
    /// ```
    /// ```policy fail
    /// [zh] 请在两小时内归还小船 。雨天不发船。
    /// ```
    /// ```policy fail
    /// [vi] Vui lòng trả thuyền trong vòng hai giờ , kể cả khi trời mưa.
    /// ```
    /// ```policy pass
    /// [ja] レンタル ボートは Web サイトまたは 12 番窓口で予約できます。
    /// [en] Book rental boats on the website or at counter 12.
    /// ```
    /// ```policy pass
    /// [zh] 姓名 电话 邮箱
    /// [en] Name, phone, e-mail
    /// ```
    "stray-space", since "0.1.0", Warning, mqm "fluency/typography", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let mut places = Vec::new();
    for (_, clause, text) in place::clauses(policy, lang) {
        let ranges = match lang {
            Lang::Zh | Lang::ZhHant | Lang::Ja if clause.kind != ClauseKind::Heading => {
                eastern(text, lang)
            }
            Lang::En | Lang::Vi => western(text),
            _ => continue,
        };
        for range in ranges {
            let span = place::span(clause, range);
            // A line end of the file is no space that somebody typed, and one beside a link or a tag sets that apart.
            let stored = edition.document.source.stored(span);
            if stored.len() == span.len() && !stored.contains('\n') {
                places.push(Place::new(span));
            }
        }
    }
    let severity = if lang.is_cjk() {
        (Severity::Warning, 0.8)
    } else {
        (Severity::Info, 0.6)
    };
    let manner = Manner {
        slip: "stray-space",
        habit: "stray-space.habit",
        slips: if lang.is_cjk() { 2 } else { 1 },
        of_slip: severity,
        of_habit: severity,
    };
    place::report(policy, lang, &places, &manner, out);
}

/// Most spaces of a clause that are slips: more of them set words or cells apart.
const MOST: usize = 3;
/// Shorter clauses set their words apart by spaces: 目 次, 姓 名.
const SHORTEST: usize = 12;

/// Stray spaces of Chinese and Japanese, with the mark that they stand before or the characters round them.
fn eastern(text: &str, lang: Lang) -> Vec<Range<usize>> {
    if !text.contains([' ', '\u{3000}']) {
        return Vec::new();
    }
    let mut before_marks = Vec::new();
    let mut between = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (at, c)) in chars.iter().enumerate() {
        if !matches!(c, ' ' | '\u{3000}') || index == 0 {
            continue;
        }
        let (Some((from, last)), Some((next_at, next))) =
            (chars.get(index - 1), chars.get(index + 1))
        else {
            continue;
        };
        let range = *from..next_at + next.len_utf8();
        let word = |c: char| is_han(c) || is_kana(c);
        if matches!(next, '。' | '、' | '，' | '；') {
            if word(*last) || matches!(last, '」' | '）' | '”' | '》') {
                before_marks.push(range);
            }
        } else if *c == ' ' && word(*last) && word(*next) {
            let hit = match lang {
                // A particle behind a space, or a space behind one; names and addresses are Han on both sides.
                Lang::Ja => {
                    (script_of(*next) == Script::Hiragana && is_particle(text, *next_at))
                        || (script_of(*last) == Script::Hiragana
                            && !matches!(script_of(*next), Script::Katakana)
                            && !ends_title(&chars[..index]))
                }
                _ => true,
            };
            // Words in katakana are set apart by some houses, with the particles behind them.
            if hit {
                between.push((at, range));
            }
        }
    }
    let letters = text.chars().filter(|c| is_han(*c) || is_kana(*c)).count();
    let runs = text.contains(['。', '，', '、', '；']);
    if letters >= SHORTEST && runs && between.len() <= MOST {
        before_marks.extend(between.into_iter().map(|(_, range)| range));
        before_marks.sort_by_key(|range| range.start);
    }
    before_marks
}

/// Characters of the longest title that runs on into its text.
const TITLE: usize = 16;

/// Whether a space behind these characters sets a title apart from the text that follows it on the line: 払い戻し.
fn ends_title(before: &[(usize, char)]) -> bool {
    let short = before.len() <= TITLE;
    let open = before
        .last()
        .is_some_and(|(_, c)| "のをはがにへとでもてし".contains(*c) && !is_noun_end(before));
    short && !open && !before.iter().any(|(_, c)| "、。，".contains(*c))
}

/// 払い戻し, 申込み: a verb's stem that is a noun, with another kana between it and the last Han character.
fn is_noun_end(before: &[(usize, char)]) -> bool {
    let kana = before.iter().rev().take_while(|(_, c)| is_kana(*c)).count();
    matches!(before, [.., (_, 'し')]) && kana < before.len() && kana <= 2
}

/// A particle of one character that something else follows: の, は, を, が, に, へ, と, で, も.
fn is_particle(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.next();
    match first {
        'の' | 'を' | 'は' | 'が' | 'に' => second.is_none_or(|c| c != first),
        'へ' | 'と' | 'で' | 'も' => second.is_some_and(|c| script_of(c) != Script::Hiragana),
        _ => false,
    }
}

/// Spaces before a comma or full stop, and inside of brackets.
fn western(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in 1..bytes.len().saturating_sub(1) {
        if bytes[at] != b' ' {
            continue;
        }
        let (last, next) = (bytes[at - 1], bytes[at + 1]);
        let is_word = last.is_ascii_alphanumeric() || last >= 0x80 || matches!(last, b')' | b'"');
        let ends = bytes.get(at + 2).is_none_or(|b| matches!(b, b' ' | b'\n'));
        let hit = match next {
            b',' | b';' => is_word && ends,
            b'.' => is_word && ends,
            b')' => is_word && !is_emoticon(bytes, at),
            _ => last == b'(' && (next.is_ascii_alphanumeric() || next >= 0x80),
        };
        if hit {
            found.push(at..at + 1);
        }
    }
    found
        .into_iter()
        .map(|range| {
            let from = text[..range.start]
                .char_indices()
                .next_back()
                .map_or(range.start, |(at, _)| at);
            let to = text[range.end..]
                .chars()
                .next()
                .map_or(range.end, |c| range.end + c.len_utf8());
            from..to
        })
        .collect()
}

fn is_emoticon(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at - 1), Some(b':' | b';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lang: Lang, text: &str) -> Vec<&str> {
        let ranges = if lang.is_cjk() {
            eastern(text, lang)
        } else {
            western(text)
        };
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn stray_spaces() {
        for (lang, text, places) in [
            (
                Lang::Ja,
                "ご利用に必要なものに限られています 。",
                vec!["す 。"],
            ),
            (
                Lang::Ja,
                "クレーム のサイト内を、ご覧になる場合があります。",
                vec!["ム の"],
            ),
            (
                Lang::Ja,
                "小舟は 二時間以内に、ご返却ください。",
                vec!["は 二"],
            ),
            (Lang::Zh, "请在两小时内归还小船 ，谢谢。", vec!["船 ，"]),
            (
                Lang::Zh,
                "请在两小时 内归还小船，并且系好缆绳。",
                vec!["时 内"],
            ),
            (Lang::En, "Return the boat , please .", vec!["t ,", "e ."]),
            (
                Lang::Vi,
                "Trả thuyền ( trong hai giờ ).",
                vec!["( t", "ờ )"],
            ),
        ] {
            assert_eq!(found(lang, text), places, "{text}");
        }
    }

    #[test]
    fn spaces_of_style() {
        for (lang, text) in [
            (
                Lang::Ja,
                "オペレーティング システムは、Web サイト でご確認ください。",
            ),
            (Lang::Ja, "附 則"),
            (
                Lang::Ja,
                "代表取締役 山田 太郎、東京都 港区 北町にて、署名する。",
            ),
            (Lang::Ja, "受け付けます。 なお、運航しません。"),
            (Lang::Zh, "姓名 电话 邮箱 地址"),
            (Lang::Zh, "使用 Cookie 的网站，共 3 个。"),
            (Lang::En, "Return it ... please. :) See .htaccess and a, b."),
            (Lang::En, "Two spaces.  Fine."),
        ] {
            assert_eq!(found(lang, text), [""; 0], "{text}");
        }
    }
}
