//! What the beginning and the end of a line show: bullets, labels, sentence ends, rules.
//!
//! Only as much as is needed to cut text into blocks; what a label *means* is
//! read by the segmenter.

use crate::model::{Error, Limits};
use crate::text::is_cjk;

/// Refuses text with a line beyond the bound.
///
/// # Errors
/// Names the first such line, and the option that raises the bound.
pub(super) fn check_lengths(text: &str, limits: &Limits) -> Result<(), Error> {
    for (index, line) in text.split('\n').enumerate() {
        if line.len() > limits.line_bytes {
            return Err(Error::new(format!(
                "line {} has {} bytes, more than the bound of {}; raise it with --max-line",
                index + 1,
                line.len(),
                limits.line_bytes
            )));
        }
    }
    Ok(())
}

/// Bullets that need white space behind them, or a letter that could not follow them as an operator.
const ASCII_BULLETS: &str = "-*+";
/// Dashes that serve as bullets before white space or a letter.
const DASH_BULLETS: &str = "–−－";
/// Bullets that stand glued to their text, too. ※ opens a note and is none.
const GLYPH_BULLETS: &str = "•・･●■○◆◇□▪▫‣⁃◦◎►▶▷➢➤➔✓✔✅★☆❖·∙🔹🔸";

/// The length in bytes of a list bullet at the start of `line`, if there is one.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let length = first.len_utf8();
    let next = chars.next();
    let is_bullet = if GLYPH_BULLETS.contains(first) {
        // ○○株式会社, ●●, ・・・ are slots and ellipses; ○1 counts something.
        next.is_none_or(|c| c != first && !(c.is_ascii_digit() && "○●□■".contains(first)))
    } else if first == '-' || DASH_BULLETS.contains(first) {
        next.is_none_or(|c| {
            c.is_whitespace()
                || crate::text::is_alphabetic(c)
                || matches!(c, '「' | '《' | '“' | '（')
        })
    } else if ASCII_BULLETS.contains(first) {
        next.is_none_or(char::is_whitespace)
    } else if matches!(first, '—' | '＊' | '＋') {
        next.is_some_and(char::is_whitespace)
    } else {
        false
    };
    // An emoji form of the glyph (▶️) belongs to it.
    let form = usize::from(next == Some('\u{fe0f}')) * '\u{fe0f}'.len_utf8();
    is_bullet.then_some(length + form)
}

/// Whether a line holds nothing but a drawn rule (`-----`, `＝＝＝`, `* * *`).
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else {
        return false;
    };
    "-=*_~#+─━═—–＝－＿―…·・.".contains(first)
        && marks.by_ref().all(|c| c == first)
        && line.trim().chars().count() >= 3
}

/// Whether a line holds nothing that can be seen.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0'..='\u{1f}')
    })
}

/// Whether a line ends as sentences, list items and introductions to lists end.
pub(super) fn is_finished(line: &str) -> bool {
    let end = line
        .trim_end()
        .trim_end_matches(|c: char| "\"'”’」』）)】》*_".contains(c));
    end.ends_with(|c: char| ".;:!?。；：！？．…｡".contains(c))
}

fn is_cjk_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾甲乙丙丁".contains(c)
}

/// As much of a line as a label can take up, so that a look at a long line costs no more than at a short one.
fn start(line: &str) -> &str {
    let mut end = line.len().min(160);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// Whether a line starts as a clause with a label does: 第三条, Điều 5, (a), 2.1, 一、, ①.
pub(super) fn is_labelled(line: &str) -> bool {
    let line = start(line)
        .trim_start()
        .trim_start_matches(['*', '_', '\\']);
    let Some(first) = line.chars().next() else {
        return false;
    };
    if matches!(first, '①'..='⓿' | '❶'..='➓' | '㈠'..='㈩' | '§') {
        return true;
    }
    if matches!(first, '(' | '（' | '[' | '【') {
        let inside: String = line
            .chars()
            .skip(1)
            .take_while(|c| !matches!(c, ')' | '）' | ']' | '】'))
            .take(6)
            .collect();
        let closed = line
            .chars()
            .nth(1 + inside.chars().count())
            .is_some_and(|c| matches!(c, ')' | '）' | ']' | '】'));
        return closed && is_enumerator(&inside);
    }
    if first == '第' {
        let rest = line
            .chars()
            .skip(1)
            .skip_while(|c| c.is_whitespace())
            .take(10);
        let mut numerals = 0;
        for c in rest {
            if c.is_numeric() || is_cjk_numeral(c) {
                numerals += 1;
            } else if !c.is_whitespace() {
                return numerals > 0 && "条條章节節款项項号號编編部目篇".contains(c);
            }
        }
        return false;
    }
    let mut words = line.split_whitespace();
    let (word, next) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let lower = word.to_lowercase();
    if [
        "article", "section", "chapter", "clause", "part", "appendix", "schedule", "annex", "điều",
        "khoản", "mục", "chương", "phần", "phụ",
    ]
    .contains(&lower.as_str())
        && word.chars().next().is_some_and(char::is_uppercase)
    {
        let number = next.trim_end_matches(['.', ':', ',', ')', '-', '–']);
        return lower == "phụ" && next == "lục"
            || is_enumerator(number)
            || number.split('.').all(is_enumerator);
    }
    let number: String = line
        .chars()
        .take_while(|c| crate::text::is_alphanumeric(*c) || *c == '.')
        .take(12)
        .collect();
    let mark = line[number.len()..].chars().next();
    let number_dot = number.ends_with('.') || number.contains('.');
    let core = number.trim_end_matches('.');
    // `U.S.` and `e.g.` are no labels.
    let is_abbreviation = core.contains('.')
        && core
            .chars()
            .all(|c| crate::text::is_alphabetic(c) || c == '.');
    let parts_fit = !core.is_empty() && !is_abbreviation && core.split('.').all(is_enumerator);
    match mark {
        Some(')' | '）' | '、' | '．') => parts_fit,
        // Japanese law numbers its paragraphs so: ２　前項の規定は
        Some('\u{3000}') => parts_fit && core.chars().all(char::is_numeric),
        Some(c) if c.is_whitespace() => parts_fit && number_dot,
        _ => false,
    }
}

/// Whether the label that `next` begins with follows the one of `line` in the same frame: (a) and (b), 1. and 2.
pub(super) fn succeeds(line: &str, next: &str) -> bool {
    match (framed(line), framed(next)) {
        (Some((frame, value)), Some((same, behind))) => frame == same && behind == value + 1,
        _ => false,
    }
}

/// The signs round the number or letter at the start of a line, and its value; those of one kind count from 1.
fn framed(line: &str) -> Option<([Option<char>; 2], u32)> {
    let line = start(line)
        .trim_start()
        .trim_start_matches(['*', '_', '\\']);
    let opener = line.chars().next().filter(|c| matches!(c, '(' | '（'));
    let inner = &line[opener.map_or(0, char::len_utf8)..];
    let figure = |c: char| match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    };
    let digits: Vec<u32> = inner.chars().map_while(figure).take(4).collect();
    let (value, rest) = if (1..=3).contains(&digits.len()) {
        let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
        (value, inner.trim_start_matches(|c| figure(c).is_some()))
    } else {
        let letter = inner.chars().next()?;
        let value = match letter {
            'a'..='z' => u32::from(letter) - u32::from('a') + 1,
            _ => u32::try_from("一二三四五六七八九十".chars().position(|c| c == letter)?).ok()? + 1,
        };
        (value, &inner[letter.len_utf8()..])
    };
    let closer = rest.chars().next()?;
    matches!(closer, ')' | '）' | '.' | '．' | '、' | '\u{3000}')
        .then_some(([opener, Some(closer)], value))
}

/// A number, letter, roman or Han numeral of a label, without its frame.
fn is_enumerator(text: &str) -> bool {
    let count = text.chars().count();
    if count == 0 || count > 5 {
        return false;
    }
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
        && count <= 3
        || text.chars().all(is_cjk_numeral)
        || count == 1 && text.chars().all(crate::text::is_alphabetic)
        || text.chars().all(|c| "ivxIVX".contains(c))
}

/// Columns of a line as a terminal counts them: two a CJK character.
pub(super) fn width(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

/// What stands between two joined lines: a space, or nothing between two CJK characters.
pub(super) fn joint(before: Option<char>, behind: Option<char>) -> &'static str {
    match (before, behind) {
        (Some(a), Some(b)) if is_cjk(a) && is_cjk(b) => "",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_follow_one_another() {
        for (line, next, expected) in [
            ("(a) boats; or", "(b) oars", true),
            ("（一）小船", "（二）桨", true),
            ("9. Boats", "10. Oars", true),
            ("２　小舟を", "３　櫂を", true),
            ("2　小舟を", "3　櫂を", true),
            ("(a) boats", "(c) oars", false),
            ("(1) boats under", "2. oars", false),
            ("boats under", "(b) of", false),
        ] {
            assert_eq!(succeeds(line, next), expected, "{line} {next}");
        }
    }

    #[test]
    fn bullets_are_told_from_other_signs() {
        for (line, length) in [
            ("- text", 1),
            ("-", 1),
            ("* text", 1),
            ("-个人信息", 1),
            ("-Thông tin", 1),
            ("– giữ bí mật", 3),
            ("・氏名", 3),
            ("● 姓名", 3),
            ("•text", 3),
            ("·姓名", 2),
            ("・", 3),
            ("+ Thông tin", 1),
        ] {
            assert_eq!(bullet(line), Some(length), "{line}");
        }
        for line in [
            "",
            "text",
            "-5 %",
            "*必須",
            "**bold**",
            "※ 注",
            "○○株式会社",
            "・・・",
            "+84 24",
            "o text",
            "1. a",
            "---",
            "—John",
            "—",
        ] {
            assert_eq!(bullet(line), None, "{line}");
        }
    }

    #[test]
    fn labels_at_line_starts() {
        for line in [
            "第一条 目的",
            "第 3 条",
            "第12章 总则",
            "Article 5 Scope",
            "Section 3.2",
            "Điều 5. Phạm vi",
            "Chương IV",
            "Phụ lục A",
            "(a) text",
            "（一）目的",
            "(iv) text",
            "1. text",
            "2.1 text",
            "1) text",
            "1、文",
            "一、目的",
            "① 文",
            "a. text",
            "**1. Bold**",
            "1\\. text",
            "１．目的",
        ] {
            let line = line.replace('\\', "");
            assert!(is_labelled(&line), "{line}");
        }
        for line in [
            "",
            "text",
            "2019. Then",
            "第三方提供",
            "第三者に",
            "article 5 of the act",
            "(for example) text",
            "（以下称本公司）",
            "14 days",
            "Section heading",
            "U.S. law",
            "e-mail",
            "mục đích",
            "一切の情報",
            "Part of the data",
        ] {
            assert!(!is_labelled(line), "{line}");
        }
    }

    #[test]
    fn rules_blanks_and_ends() {
        for line in ["-----", "=====", "* * *", "＝＝＝", "———"] {
            assert!(is_rule(line), "{line}");
        }
        for line in ["--", "a---", "- a", "", "-=-=-"] {
            assert!(!is_rule(line), "{line}");
        }
        assert!(
            is_finished("と定めます。")
                && is_finished("the following:")
                && is_finished("(see above.)")
        );
        assert!(!is_finished("and") && !is_finished("個人情報"));
        assert_eq!(
            (
                joint(Some('個'), Some('人')),
                joint(Some('a'), Some('人')),
                joint(Some('。'), Some('人'))
            ),
            ("", " ", "")
        );
        assert!(is_blank(" \u{3000}\u{200b}") && !is_blank("・"));
    }
}
