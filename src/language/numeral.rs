//! Numerals in all scripts → integers, and back.
//!
//! What labels and values are numbered with: Han numerals in all their forms, Roman numerals,
//! letter and kana series, enclosed digits, number words. Mixed forms such as 1万2千 or 1.5 million
//! are amounts, which the stage of values reads; nothing here guesses whether a numeral *is* a
//! number (三 in 第三者): that is for those who see what stands around it.

mod han;
mod series;
mod word;

pub use han::{han, is_formal_han, is_han_numeral};
pub use series::{Enclosed, enclosed, kana, letter, vietnamese_letter};
pub use word::{ordinal, word};

use crate::model::Numeral;
use crate::text::Lang;

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
        Numeral::Han => Some(han::write(n, lang, false)),
        Numeral::HanFormal => Some(han::write(n, lang, true)),
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
