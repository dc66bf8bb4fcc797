//! Numerals in all scripts → integers, and back.
//!
//! What labels and values are numbered with: Han numerals in all their forms, Roman numerals,
//! letter and kana series, enclosed digits, number words. Mixed forms such as 1万2千 or 1.5 million
//! are amounts, which the stage of values reads; nothing here guesses whether a numeral *is* a
//! number (三 in 第三者): that is for those who see what stands around it.

mod series;
mod word;

pub use series::{Enclosed, enclosed, kana, letter, vietnamese_letter};
pub use word::{ordinal, word};

use crate::model::Numeral;
use crate::text::Lang;

/// The value of one Han digit, with formal (大写) and variant forms.
fn han_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' | '壱' | '弌' => 1,
        '二' | '贰' | '貳' | '弐' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '参' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 十 百 千 and their formal forms; the contracted tens 廿 and 卅 are read elsewhere.
fn han_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' | '阡' => 1000,
        _ => return None,
    })
}

/// 万 億 兆: each multiplies all that stands before it.
fn han_myriad(c: char) -> Option<u64> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// 廿 卅 卌: 20, 30, 40.
fn han_tens(c: char) -> Option<u64> {
    Some(match c {
        '廿' | '卄' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// Whether a character is written in formal numerals only (壹贰叁, used where figures must not be forged).
#[must_use]
pub fn is_formal_han(c: char) -> bool {
    "壹壱弌贰貳弐叁參参叄肆伍陆陸柒捌玖拾佰仟阡".contains(c)
}

/// Whether a Han numeral may begin or go on with this character.
#[must_use]
pub fn is_han_numeral(c: char) -> bool {
    !matches!(c, '○' | '◯')
        && (han_digit(c).is_some()
            || han_unit(c).is_some()
            || han_myriad(c).is_some()
            || han_tens(c).is_some())
}

/// An integer written in Han numerals (十二, 百二十, 二〇二五, 一万二千, 廿, 两, 壹) at the start of
/// `text`: value and bytes taken.
///
/// Takes the longest start that is well formed: digits alone are read by position (二〇二五), and a
/// unit must be smaller than the one before it. `None` where there is none or it passes `u64`.
#[must_use]
pub fn han(text: &str) -> Option<(u64, usize)> {
    let first = text.chars().next()?;
    if !is_han_numeral(first) || han_myriad(first).is_some() {
        return None;
    }
    if han_digit(first).is_some() {
        let (value, length, digits) = positional(text)?;
        let unit = |c| han_unit(c).is_some() || han_myriad(c).is_some();
        if digits > 1 || !text[length..].starts_with(unit) {
            return Some((value, length));
        }
    }
    // `whole` holds the myriads that are done, `part` what is below the next one.
    let (mut whole, mut part, mut taken) = (0u64, 0u64, 0);
    let (mut least_myriad, mut least_unit) = (u64::MAX, u64::MAX);
    let mut rest = text;
    loop {
        let Some((amount, unit, length)) = unit_group(rest) else {
            break;
        };
        if unit >= least_unit {
            break;
        }
        part = part.checked_add(amount)?;
        least_unit = unit;
        taken += length;
        rest = &rest[length..];
        if let Some(c) = rest.chars().next()
            && let Some(myriad) = han_myriad(c)
        {
            if myriad >= least_myriad {
                break;
            }
            whole = whole.checked_add(part.checked_mul(myriad)?)?;
            part = 0;
            least_unit = u64::MAX;
            least_myriad = myriad;
            taken += c.len_utf8();
            rest = &rest[c.len_utf8()..];
        }
    }
    (taken > 0).then_some((whole.checked_add(part)?, taken))
}

/// Digits read by position, with their number; ○ counts as zero behind another digit.
fn positional(text: &str) -> Option<(u64, usize, usize)> {
    let (mut value, mut length, mut count) = (0u64, 0, 0);
    for c in text.chars() {
        let Some(digit) = han_digit(c) else { break };
        // 两 and the formal digits are never read by position; 零 before a digit is a joint (一百零五).
        if count > 0 && matches!(c, '两' | '兩') {
            break;
        }
        value = value.checked_mul(10)?.checked_add(digit)?;
        length += c.len_utf8();
        count += 1;
    }
    (count > 0).then_some((value, length, count))
}

/// One step of a number in units: 三百, 十, 廿五, 零五, 五. Amount, unit, bytes.
fn unit_group(text: &str) -> Option<(u64, u64, usize)> {
    let mut rest = text;
    let mut joint = 0;
    if let Some(c @ ('零' | '〇')) = rest.chars().next() {
        joint = c.len_utf8();
        rest = &rest[joint..];
    }
    let c = rest.chars().next()?;
    let length = joint + c.len_utf8();
    let behind = text[length..].chars().next();
    if let Some(tens) = han_tens(c) {
        return Some((tens, 10, length));
    }
    if let Some(unit) = han_unit(c) {
        return Some((unit, unit, length));
    }
    let digit = han_digit(c)?;
    match behind.and_then(|c| Some((han_unit(c)?, c.len_utf8()))) {
        Some((unit, more)) if digit > 0 => Some((digit * unit, unit, length + more)),
        _ => Some((digit, 1, length)),
    }
}

const ROMAN: [(u16, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// A Roman numeral that is all of `text`, either case (canonical forms only: `iv`, not `iiii`).
///
/// The single characters Ⅰ to Ⅿ and ⅰ to ⅿ count as the letters that they look like.
#[must_use]
pub fn roman(text: &str) -> Option<u16> {
    // mmmdccclxxxviii, the longest, has 15 letters of at most three bytes.
    if text.is_empty() || text.len() > 45 {
        return None;
    }
    let mut letters = String::new();
    for c in text.chars() {
        match c {
            'Ⅰ'..='Ⅿ' => letters.push_str(&series::roman_character(c)?.to_ascii_uppercase()),
            'ⅰ'..='ⅿ' => letters.push_str(series::roman_character(c)?),
            _ => letters.push(c),
        }
    }
    let lower = letters.to_ascii_lowercase();
    if letters != lower && letters != letters.to_ascii_uppercase() {
        return None;
    }
    let mut value = 0;
    let mut rest = lower.as_str();
    for (amount, sign) in ROMAN {
        while let Some(behind) = rest.strip_prefix(sign) {
            value += amount;
            rest = behind;
            if value > 3999 {
                return None;
            }
        }
    }
    (rest.is_empty() && value > 0 && write_roman(value) == lower).then_some(value)
}

fn write_roman(mut n: u16) -> String {
    let mut out = String::new();
    for (amount, sign) in ROMAN {
        while n >= amount {
            out.push_str(sign);
            n -= amount;
        }
    }
    out
}

/// The ordinal `n` written in a numeral system, for messages and suggestions; `None` outside its range.
///
/// Han numerals are written as in China (一百零五); [`write_in`] knows how other languages write them.
#[must_use]
pub fn write(n: u16, numeral: Numeral) -> Option<String> {
    write_in(n, numeral, Lang::Zh)
}

/// As [`write`], in the way of a language: 百五 in Japanese is 一百零五 in Chinese, and words are Vietnamese
/// in Vietnamese and else English.
#[must_use]
pub fn write_in(n: u16, numeral: Numeral, lang: Lang) -> Option<String> {
    if n == 0 && !matches!(numeral, Numeral::Arabic | Numeral::ArabicFull) {
        return None;
    }
    match numeral {
        Numeral::Arabic => Some(n.to_string()),
        Numeral::ArabicFull => Some(
            n.to_string()
                .bytes()
                .filter_map(|digit| char::from_u32(u32::from(digit - b'0') + u32::from('０')))
                .collect(),
        ),
        Numeral::Han => Some(write_han(n, lang, false)),
        Numeral::HanFormal => Some(write_han(n, lang, true)),
        Numeral::RomanLower => (n < 4000).then(|| write_roman(n)),
        Numeral::RomanUpper => (n < 4000).then(|| write_roman(n).to_ascii_uppercase()),
        Numeral::Word => word::write(n, lang),
        Numeral::Circled
        | Numeral::LatinLower
        | Numeral::LatinUpper
        | Numeral::Aiueo
        | Numeral::Iroha
        | Numeral::VietnameseLower => series::write(n, numeral),
    }
}

fn write_han(n: u16, lang: Lang, formal: bool) -> String {
    let digits: [&str; 10] = match (formal, lang) {
        (false, _) => ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
        (true, Lang::ZhHant) => ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"],
        (true, Lang::Ja) => ["零", "壱", "弐", "参", "四", "五", "六", "七", "八", "九"],
        (true, _) => ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    };
    let units = match (formal, lang) {
        (false, _) => ["千", "百", "十", ""],
        (true, Lang::Ja) => ["千", "百", "拾", ""],
        (true, _) => ["仟", "佰", "拾", ""],
    };
    let myriad = if formal || lang == Lang::ZhHant {
        "萬"
    } else {
        "万"
    };
    let mut out = String::new();
    let myriads = n / 10_000;
    if myriads > 0 {
        out.push_str(digits[usize::from(myriads)]);
        out.push_str(myriad);
    }
    let mut skipped = false;
    for (scale, unit) in [1000, 100, 10, 1].into_iter().zip(units) {
        let digit = usize::from(n / scale % 10);
        if digit == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if skipped && lang != Lang::Ja {
            out.push_str("零");
        }
        skipped = false;
        // 十二 and, in Japanese, 百二十; but 一百一十二.
        let bare = digit == 1
            && !formal
            && scale > 1
            && (lang == Lang::Ja || (scale == 10 && out.is_empty()));
        if !bare {
            out.push_str(digits[digit]);
        }
        out.push_str(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numerals_in_all_forms() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十一", 21),
            ("百二十", 120),
            ("一百二十", 120),
            ("一百零五", 105),
            ("一百一十二", 112),
            ("百三十七", 137),
            ("千九百九十九", 1999),
            ("二〇二五", 2025),
            ("二零二五", 2025),
            ("一万二千", 12_000),
            ("一億二千万", 120_000_000),
            ("三亿", 300_000_000),
            ("廿", 20),
            ("廿五", 25),
            ("卅", 30),
            ("两", 2),
            ("兩", 2),
            ("两千", 2000),
            ("壹", 1),
            ("贰拾叁", 23),
            ("貳佰", 200),
            ("壹萬伍仟", 15_000),
            ("〇", 0),
        ] {
            assert_eq!(han(text), Some((value, text.len())), "{text}");
        }
    }

    #[test]
    fn han_takes_the_longest_numeral_at_the_start() {
        for (text, value, taken) in [
            ("三方", 3, "三"),
            ("十二条", 12, "十二"),
            ("一、目的", 1, "一"),
            ("三十日以内", 30, "三十"),
            ("一百五十の", 150, "一百五十"),
            ("两个", 2, "两"),
        ] {
            assert_eq!(han(text), Some((value, taken.len())), "{text}");
        }
        for text in ["", "万", "第一", "a", "1", "○", "条一"] {
            assert_eq!(han(text), None, "{text}");
        }
    }

    #[test]
    fn han_refuses_what_is_too_large() {
        assert_eq!(han(&"九".repeat(100_000)), None);
        let long = "一万".repeat(100_000);
        assert_eq!(han(&long), Some((10_001, "一万一".len())));
    }

    #[test]
    fn roman_numerals_are_canonical() {
        for (text, value) in [
            ("i", 1),
            ("iv", 4),
            ("IX", 9),
            ("XIV", 14),
            ("xlix", 49),
            ("MMXXV", 2025),
            ("Ⅳ", 4),
            ("ⅻ", 12),
            ("ⅩⅠ", 11),
        ] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "iiii", "vx", "Iv", "ic", "a", "i.", "１", "iⅤ", "mmmm"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }

    #[test]
    fn han_is_written_as_each_language_does() {
        for (n, lang, text) in [
            (10, Lang::Zh, "十"),
            (12, Lang::Ja, "十二"),
            (20, Lang::Zh, "二十"),
            (105, Lang::Zh, "一百零五"),
            (105, Lang::Ja, "百五"),
            (110, Lang::Zh, "一百一十"),
            (110, Lang::Ja, "百十"),
            (1010, Lang::Zh, "一千零一十"),
            (20_003, Lang::Zh, "二万零三"),
        ] {
            assert_eq!(write_in(n, Numeral::Han, lang).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for lang in Lang::KNOWN {
            for n in 1..=u16::MAX {
                for numeral in [Numeral::Han, Numeral::HanFormal] {
                    let text = write_in(n, numeral, lang).unwrap();
                    assert_eq!(han(&text), Some((n.into(), text.len())), "{text}");
                }
            }
        }
        for n in 1..4000 {
            for numeral in [Numeral::RomanLower, Numeral::RomanUpper] {
                assert_eq!(roman(&write(n, numeral).unwrap()), Some(n));
            }
        }
        assert_eq!(write(4000, Numeral::RomanLower), None);
        assert_eq!(write(0, Numeral::Han), None);
        assert_eq!(write(12, Numeral::ArabicFull).as_deref(), Some("１２"));
    }
}
