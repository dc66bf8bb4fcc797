//! Series of characters that number things: enclosed figures, letters, kana.

use crate::model::Numeral;

/// The modern order of the syllabary (五十音), as labels use it.
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
/// The order of the pangram いろは, which statutes use.
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
/// Circled katakana ㋐ to ㋾ (U+32D0 to U+32FE) keep the old ヰ and ヱ.
const CIRCLED_KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲ";
/// The letters that Vietnamese lists use: with đ, without f, j, w, z and the letters with diacritics
/// (Nghị định 30/2020/NĐ-CP; statutes go on to y).
const VIETNAMESE: &str = "abcdđeghiklmnopqrstuvxy";
/// Half-width katakana ｱ to ﾝ (U+FF71 to U+FF9D), and ｦ (U+FF66).
const HALF_KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// A number that one character holds with its frame: ① ⑴ ⒈ ㈠ ❶ ⓐ Ⅳ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its value.
    pub value: u16,
    /// How it is written inside.
    pub numeral: Numeral,
    /// The frame that is part of the character: `("(", ")")` of ⑴.
    pub frame: (&'static str, &'static str),
}

fn nth(series: &str, index: u32) -> Option<char> {
    series.chars().nth(index as usize)
}

fn place(series: &str, c: char) -> Option<u16> {
    let index = series.chars().position(|member| member == c)?;
    u16::try_from(index + 1).ok()
}

/// The number that a single enclosed character stands for (Unicode blocks Enclosed Alphanumerics,
/// Dingbats, Enclosed CJK Letters and Months, Number Forms).
#[must_use]
pub fn enclosed(c: char) -> Option<Enclosed> {
    let code = u32::from(c);
    let from = |first: char, value: u32| u16::try_from(code - u32::from(first) + value).ok();
    let (value, numeral, frame) = match c {
        '①'..='⑳' => (from('①', 1)?, Numeral::Circled, ("", "")),
        '㉑'..='㉟' => (from('㉑', 21)?, Numeral::Circled, ("", "")),
        '㊱'..='㊿' => (from('㊱', 36)?, Numeral::Circled, ("", "")),
        '❶'..='❿' => (from('❶', 1)?, Numeral::Circled, ("●", "")),
        '➀'..='➉' => (from('➀', 1)?, Numeral::Circled, ("", "")),
        '➊'..='➓' => (from('➊', 1)?, Numeral::Circled, ("●", "")),
        '⓫'..='⓴' => (from('⓫', 11)?, Numeral::Circled, ("●", "")),
        '⓵'..='⓾' => (from('⓵', 1)?, Numeral::Circled, ("◎", "")),
        '🄌' => return None,
        '⑴'..='⒇' => (from('⑴', 1)?, Numeral::Circled, ("(", ")")),
        '⒈'..='⒛' => (from('⒈', 1)?, Numeral::Circled, ("", ".")),
        '⒜'..='⒵' => (from('⒜', 1)?, Numeral::LatinLower, ("(", ")")),
        'Ⓐ'..='Ⓩ' => (from('Ⓐ', 1)?, Numeral::LatinUpper, ("○", "")),
        'ⓐ'..='ⓩ' => (from('ⓐ', 1)?, Numeral::LatinLower, ("○", "")),
        '㈠'..='㈩' => (from('㈠', 1)?, Numeral::Han, ("(", ")")),
        '㊀'..='㊉' => (from('㊀', 1)?, Numeral::Han, ("○", "")),
        '㋐'..='㋾' => {
            let kana = nth(CIRCLED_KANA, code - u32::from('㋐'))?;
            (place(AIUEO, kana)?, Numeral::Aiueo, ("○", ""))
        }
        'Ⅰ'..='Ⅻ' => (from('Ⅰ', 1)?, Numeral::RomanUpper, ("", "")),
        'ⅰ'..='ⅻ' => (from('ⅰ', 1)?, Numeral::RomanLower, ("", "")),
        _ => return None,
    };
    Some(Enclosed {
        value,
        numeral,
        frame,
    })
}

/// The letters that one of the characters Ⅰ to Ⅿ or ⅰ to ⅿ stands for, in lower case.
pub(super) fn roman_character(c: char) -> Option<&'static str> {
    const LETTERS: [&str; 16] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d",
        "m",
    ];
    let index = match c {
        'Ⅰ'..='Ⅿ' => u32::from(c) - u32::from('Ⅰ'),
        'ⅰ'..='ⅿ' => u32::from(c) - u32::from('ⅰ'),
        _ => return None,
    };
    LETTERS.get(index as usize).copied()
}

/// The place of a letter in a to z, either case and width.
#[must_use]
pub fn letter(c: char) -> Option<u16> {
    let code = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        'A'..='Z' => u32::from(c) - u32::from('A'),
        'ａ'..='ｚ' => u32::from(c) - u32::from('ａ'),
        'Ａ'..='Ｚ' => u32::from(c) - u32::from('Ａ'),
        _ => return None,
    };
    u16::try_from(code + 1).ok()
}

/// The place of a letter in the Vietnamese letter list (a b c d đ e g …), either case.
#[must_use]
pub fn vietnamese_letter(c: char) -> Option<u16> {
    let lower = match c {
        'Đ' => 'đ',
        c => c.to_ascii_lowercase(),
    };
    place(VIETNAMESE, lower)
}

/// The places of a katakana in アイウ and in イロハ, either width.
#[must_use]
pub fn kana(c: char) -> (Option<u16>, Option<u16>) {
    let full = match c {
        'ｱ'..='ﾝ' => nth(HALF_KANA, u32::from(c) - u32::from('ｱ')).unwrap_or(c),
        'ｦ' => 'ヲ',
        c => c,
    };
    (place(AIUEO, full), place(IROHA, full))
}

/// A member of a series by its place from 1.
pub(super) fn write(n: u16, numeral: Numeral) -> Option<String> {
    let code = u32::from(n);
    let one = |series| nth(series, code.checked_sub(1)?).map(String::from);
    let letters = |first: u8| {
        let letter = char::from(first + u8::try_from((n - 1) % 26).ok()?);
        // Behind z follow aa, bb, cc: the way of statutes and contracts.
        (1..=52)
            .contains(&n)
            .then(|| String::from(letter).repeat(if n > 26 { 2 } else { 1 }))
    };
    match numeral {
        Numeral::Circled => {
            let base = match n {
                1..=20 => u32::from('①') - 1,
                21..=35 => u32::from('㉑') - 21,
                36..=50 => u32::from('㊱') - 36,
                _ => return None,
            };
            char::from_u32(base + code).map(String::from)
        }
        Numeral::LatinLower => letters(b'a'),
        Numeral::LatinUpper => letters(b'A'),
        Numeral::Aiueo => one(AIUEO),
        Numeral::Iroha => one(IROHA),
        Numeral::VietnameseLower => one(VIETNAMESE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> char {
        text.chars().next().unwrap()
    }

    #[test]
    fn series_are_read_back() {
        for n in 1..=60 {
            if let Some(text) = write(n, Numeral::Circled) {
                let read = enclosed(only(&text)).unwrap();
                assert_eq!((read.value, read.numeral), (n, Numeral::Circled));
            }
            if let Some(text) = write(n, Numeral::Aiueo) {
                assert_eq!(kana(only(&text)).0, Some(n));
            }
            if let Some(text) = write(n, Numeral::Iroha) {
                assert_eq!(kana(only(&text)).1, Some(n));
            }
            if let Some(text) = write(n, Numeral::VietnameseLower) {
                assert_eq!(vietnamese_letter(only(&text)), Some(n));
            }
            if let Some(text) = write(n, Numeral::LatinUpper).filter(|_| n <= 26) {
                assert_eq!(letter(only(&text)), Some(n));
            }
        }
        assert_eq!(write(50, Numeral::Circled).as_deref(), Some("㊿"));
        assert_eq!(write(51, Numeral::Circled), None);
        assert_eq!(write(46, Numeral::Aiueo).as_deref(), Some("ン"));
        assert_eq!(write(28, Numeral::LatinLower).as_deref(), Some("bb"));
    }

    #[test]
    fn kana_have_two_places() {
        assert_eq!(kana('ア'), (Some(1), Some(36)));
        assert_eq!(kana('イ'), (Some(2), Some(1)));
        assert_eq!(kana('ロ'), (Some(43), Some(2)));
        assert_eq!(kana('ｳ'), (Some(3), Some(24)));
        assert_eq!(kana('ヰ'), (None, Some(25)));
        assert_eq!(kana('あ'), (None, None));
    }

    #[test]
    fn vietnamese_letters_know_their_order() {
        for (c, n) in [
            ('a', 1),
            ('d', 4),
            ('đ', 5),
            ('Đ', 5),
            ('e', 6),
            ('g', 7),
            ('y', 23),
        ] {
            assert_eq!(vietnamese_letter(c), Some(n));
        }
        for c in ['f', 'j', 'w', 'z', 'ă', '1'] {
            assert_eq!(vietnamese_letter(c), None);
        }
    }

    #[test]
    fn enclosed_characters() {
        for (c, value, numeral, frame) in [
            ('⑳', 20, Numeral::Circled, ("", "")),
            ('㉑', 21, Numeral::Circled, ("", "")),
            ('⑴', 1, Numeral::Circled, ("(", ")")),
            ('⒈', 1, Numeral::Circled, ("", ".")),
            ('㈡', 2, Numeral::Han, ("(", ")")),
            ('㋒', 3, Numeral::Aiueo, ("○", "")),
            ('㋾', 45, Numeral::Aiueo, ("○", "")),
            ('Ⅳ', 4, Numeral::RomanUpper, ("", "")),
            ('ⓑ', 2, Numeral::LatinLower, ("○", "")),
        ] {
            let expected = Enclosed {
                value,
                numeral,
                frame,
            };
            assert_eq!(enclosed(c), Some(expected), "{c}");
        }
        assert_eq!(enclosed('1'), None);
        assert_eq!(enclosed('㋼'), None, "ヰ has no place in アイウ");
    }
}
