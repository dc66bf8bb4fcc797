//! Numerals as the languages write them: enough to change one, and to know it again in another edition.
//!
//! Deliberately apart from [`crate::language::numeral`]: what measures the program does not lean on what it measures.

use std::ops::Range;

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

const ENGLISH: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const ENGLISH_TENS: [&str; 10] = [
    "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const VIETNAMESE: [&str; 11] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
];

/// A number from 1 to 999 in Han.
pub(super) fn han(number: u32) -> String {
    let mut out = String::new();
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    if hundreds > 0 {
        out.push(HAN[hundreds as usize]);
        out.push('百');
        if tens == 0 && ones > 0 {
            out.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            out.push(HAN[tens as usize]);
        }
        out.push('十');
    }
    if ones > 0 || number == 0 {
        out.push(HAN[ones as usize]);
    }
    out
}

/// The number that Han up to 999 writes.
pub(super) fn read_han(text: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0u32, None);
    for c in text.chars() {
        match c {
            '百' => sum += digit.take().unwrap_or(1) * 100,
            '十' => sum += digit.take().unwrap_or(1) * 10,
            '零' => {}
            '两' | '兩' if digit.is_none() => digit = Some(2),
            _ => {
                let value = u32::try_from(HAN.iter().position(|han| *han == c)?).ok()?;
                if digit.replace(value).is_some() {
                    return None;
                }
            }
        }
    }
    let all = sum + digit.unwrap_or(0);
    (all > 0 && all < 1000 && !text.is_empty()).then_some(all)
}

/// The number that an English or a Vietnamese word writes.
pub(super) fn read_word(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let at = |list: &[&str]| {
        list.iter()
            .position(|word| *word == lower)
            .and_then(|at| u32::try_from(at).ok())
    };
    at(&ENGLISH)
        .or_else(|| at(&ENGLISH_TENS).map(|tens| tens * 10))
        .or_else(|| at(&VIETNAMESE))
        .or_else(|| {
            let tens = VIETNAMESE[2..10]
                .iter()
                .position(|word| lower == format!("{word} mươi"))?;
            u32::try_from((tens + 2) * 10).ok()
        })
        .filter(|number| *number > 0)
}

/// The number in English words, where one or two will do.
pub(super) fn english(number: u32) -> Option<String> {
    match number {
        0..=20 => Some(ENGLISH[number as usize].to_owned()),
        21..=99 => {
            let tens = ENGLISH_TENS[(number / 10) as usize];
            Some(match number % 10 {
                0 => tens.to_owned(),
                ones => format!("{tens}-{}", ENGLISH[ones as usize]),
            })
        }
        _ => None,
    }
}

/// The number in Vietnamese words, from 1 to 10 and by tens.
pub(super) fn vietnamese(number: u32) -> Option<String> {
    match number {
        1..=10 => Some(VIETNAMESE[number as usize].to_owned()),
        11..=99 if number.is_multiple_of(10) => {
            Some(format!("{} mươi", VIETNAMESE[(number / 10) as usize]))
        }
        11..=14 | 16..=19 => Some(format!("mười {}", VIETNAMESE[(number % 10) as usize])),
        15 => Some("mười lăm".to_owned()),
        _ => None,
    }
}

/// Whether a text writes a number somewhere, in digits, Han or words.
pub(super) fn says(text: &str, number: u32) -> bool {
    let digits = number.to_string();
    let is_alone = |at: usize, length: usize, letters: bool| {
        let part = |c: char| {
            if letters {
                c.is_alphabetic() && c.is_ascii()
            } else {
                c.is_ascii_digit()
            }
        };
        !text[..at].chars().next_back().is_some_and(part)
            && !text[at + length..].chars().next().is_some_and(part)
    };
    let half: String = text.chars().map(half).collect();
    if half.match_indices(&digits).any(|(at, _)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(half[..at].chars().next_back()) && !digit(half[at + digits.len()..].chars().next())
    }) {
        return true;
    }
    let numeral =
        |c: Option<char>| c.is_some_and(|c| HAN.contains(&c) || "十百千万零两兩".contains(c));
    let spelled = if number == 2 {
        vec![han(2), "两".into(), "兩".into()]
    } else {
        vec![han(number)]
    };
    if spelled.iter().any(|han| {
        text.match_indices(han.as_str()).any(|(at, _)| {
            !numeral(text[..at].chars().next_back())
                && !numeral(text[at + han.len()..].chars().next())
        })
    }) {
        return true;
    }
    let lower = text.to_lowercase();
    [english(number), vietnamese(number)]
        .into_iter()
        .flatten()
        .any(|word| {
            // Positions of the lower-cased text may differ from those of the text only where lengths do.
            lower.len() == text.len()
                && lower
                    .match_indices(&word)
                    .any(|(at, _)| is_alone(at, word.len(), true))
        })
}

/// A full-width digit or letter as half width.
fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Where the last ordinal of a label stands, and one that is `step` higher.
pub(super) fn next_ordinal(written: &str, step: usize) -> Option<(Range<usize>, String)> {
    let step32 = u32::try_from(step).ok()?;
    if let Some(range) = last_run(written, |c| c.is_ascii_digit()) {
        let number: u32 = written[range.clone()].parse().ok()?;
        return Some((range, number.checked_add(step32)?.to_string()));
    }
    if let Some(range) = last_run(written, |c| HAN.contains(&c) || "十百零".contains(c)) {
        let number = read_han(&written[range.clone()])?;
        return (number + step32 < 1000).then(|| (range, han(number + step32)));
    }
    let (at, c) = written
        .char_indices()
        .rfind(|(_, c)| c.is_ascii_alphabetic() || matches!(c, '①'..='⑮' | '０'..='９'))?;
    // A word is no letter of a list.
    let alone = written.chars().filter(|c| c.is_alphabetic()).count() <= 1;
    let next = char::from_u32(u32::from(c) + step32)?;
    let same = c.is_ascii_lowercase() == next.is_ascii_lowercase()
        && c.is_ascii_uppercase() == next.is_ascii_uppercase();
    (alone && same && next != '：').then(|| (at..at + c.len_utf8(), next.to_string()))
}

fn last_run(text: &str, part: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let (last, c) = text.char_indices().rfind(|(_, c)| part(*c))?;
    let end = last + c.len_utf8();
    let start = text[..end]
        .char_indices()
        .rev()
        .take_while(|(_, c)| part(*c))
        .last()
        .map_or(last, |(at, _)| at);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_written_as_it_is_read() {
        for number in 1..1000 {
            assert_eq!(read_han(&han(number)), Some(number), "{}", han(number));
        }
        for wrong in ["", "一二", "个", "千"] {
            assert_eq!(read_han(wrong), None, "{wrong}");
        }
        assert_eq!(read_han("两"), Some(2));
    }

    #[test]
    fn a_number_is_known_again_in_another_language() {
        for (text, number) in [
            ("within 30 days", 30),
            ("within thirty days", 30),
            ("三十日以内", 30),
            ("３０日以内", 30),
            ("trong vòng ba mươi ngày", 30),
            ("两名管理员", 2),
            ("in Two cases", 2),
        ] {
            assert!(says(text, number), "{text}");
        }
        for (text, number) in [
            ("130 days", 30),
            ("someone else", 1),
            ("二十三日", 3),
            ("often", 10),
            ("30.5", 3),
        ] {
            assert!(!says(text, number), "{text}");
        }
    }

    #[test]
    fn the_last_ordinal_of_a_label_goes_up() {
        for (label, step, expected) in [
            ("2.4", 1, Some("2.5")),
            ("第三条", 2, Some("第五条")),
            ("（九）", 1, Some("（十）")),
            ("Điều 9.", 1, Some("Điều 10.")),
            ("(a)", 1, Some("(b)")),
            ("②", 1, Some("③")),
            ("(z)", 1, None),
            ("Preamble", 1, None),
            ("", 1, None),
        ] {
            let found = next_ordinal(label, step).map(|(range, with)| {
                format!("{}{with}{}", &label[..range.start], &label[range.end..])
            });
            assert_eq!(found.as_deref(), expected, "{label}");
        }
    }
}
