//! One ordinal inside a label: `5`, `５`, 十二, `iv`, `b`, ア → its readings.

use super::GREATEST;
use crate::language::numeral;
use crate::model::Numeral;
use crate::text::Lang;

/// The largest Roman number in a label without a rank: fifty (`l`) and more are letters or words.
const GREATEST_ROMAN: u16 = 49;

/// An ordinal and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) value: u16,
    pub(super) numeral: Numeral,
}

/// Up to three digits of one width at the start of a text, from 1: value, bytes, and whether a zero leads.
pub(super) struct Digits {
    pub(super) reading: Reading,
    pub(super) length: usize,
    pub(super) zero: bool,
}

/// The value of a decimal digit in half or full width, and whether it is of full width.
pub(super) fn digit(c: char) -> Option<(u16, bool)> {
    match c {
        '0'..='9' => Some((c as u16 - '0' as u16, false)),
        '０'..='９' => Some((c as u16 - '０' as u16, true)),
        _ => None,
    }
}

/// A run of digits that is an ordinal: 1 to 999 and no digit behind it.
pub(super) fn digits(text: &str) -> Option<Digits> {
    let (mut value, mut length, mut count, mut full) = (0, 0, 0, false);
    for c in text.chars() {
        let Some((digit, wide)) = digit(c) else { break };
        if count == 3 {
            return None;
        }
        value = value * 10 + digit;
        full |= wide;
        count += 1;
        length += c.len_utf8();
    }
    let numeral = if full {
        Numeral::ArabicFull
    } else {
        Numeral::Arabic
    };
    (value > 0).then_some(Digits {
        reading: Reading { value, numeral },
        length,
        zero: text.starts_with(['0', '０']),
    })
}

/// A Han numeral that is an ordinal.
pub(super) fn han(text: &str) -> Option<(Reading, usize)> {
    let (value, length) = numeral::han(text)?;
    // 两 counts and never orders.
    if text[..length].contains(['两', '兩']) {
        return None;
    }
    let formal = text[..length].chars().any(numeral::is_formal_han);
    let value = u16::try_from(value)
        .ok()
        .filter(|value| (1..=GREATEST).contains(&u64::from(*value)))?;
    let numeral = if formal {
        Numeral::HanFormal
    } else {
        Numeral::Han
    };
    Some((Reading { value, numeral }, length))
}

/// Whether a letter belongs to a token of letters that may be an ordinal.
fn is_token_letter(c: char) -> bool {
    numeral::letter(c).is_some() || matches!(c, 'đ' | 'Đ' | 'Ⅰ'..='Ⅿ' | 'ⅰ'..='ⅿ')
}

/// The token of letters at the start of a text: its bytes. `None` if it is longer than any label.
pub(super) fn letter_token(text: &str) -> Option<usize> {
    // xxxviii is the longest.
    const LONGEST: usize = 7;
    let mut length = 0;
    for (count, c) in text.chars().enumerate() {
        if !is_token_letter(c) {
            // Other letters and marks make a word of it: `đi)`, `né)`, `a1)`.
            return (count > 0 && !crate::text::is_alphanumeric(c) && !is_mark(c))
                .then_some(length);
        }
        if count == LONGEST {
            return None;
        }
        length += c.len_utf8();
    }
    (length > 0).then_some(length)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The readings of a token of letters, the likeliest first. `bracketed`: it stands between two brackets.
pub(super) fn letters(token: &str, lang: Lang, bracketed: bool) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut characters = token.chars();
    let (Some(first), second, third) = (characters.next(), characters.next(), characters.next())
    else {
        return found;
    };
    let upper = first.is_uppercase();
    let (latin, romans) = if upper {
        (Numeral::LatinUpper, Numeral::RomanUpper)
    } else {
        (Numeral::LatinLower, Numeral::RomanLower)
    };
    let half: String = token.chars().map(half_width).collect();
    let roman = numeral::roman(&half)
        .filter(|value| *value <= GREATEST_ROMAN)
        .map(|value| Reading {
            value,
            numeral: romans,
        });
    if second.is_some() {
        found.extend(roman);
        // Behind z follow aa, bb, cc. Without brackets it is a word more often (`cc.`).
        if bracketed
            && second == Some(first)
            && third.is_none()
            && let Some(value) = numeral::letter(first)
        {
            found.push(Reading {
                value: value + 26,
                numeral: latin,
            });
        }
        return found;
    }
    let letter = numeral::letter(first).map(|value| Reading {
        value,
        numeral: latin,
    });
    // The Vietnamese list has no numeral of its own for capitals: Đ goes by the same order.
    let vietnamese = numeral::vietnamese_letter(first)
        .filter(|_| lang == Lang::Vi || letter.is_none())
        .map(|value| Reading {
            value,
            numeral: Numeral::VietnameseLower,
        });
    // A list of letters is rarely as long as to reach i, v or x.
    if lang == Lang::Vi && !upper && !bracketed {
        found.extend(vietnamese);
        found.extend(letter);
        found.extend(roman);
    } else if lang == Lang::Vi && !upper {
        found.extend(roman);
        found.extend(vietnamese);
        found.extend(letter);
    } else {
        found.extend(roman);
        found.extend(letter);
        found.extend(vietnamese);
    }
    found
}

/// A letter or digit of full width as its half-width form.
pub(super) fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The readings of one katakana, the likeliest first.
pub(super) fn kana(c: char) -> Vec<Reading> {
    let (aiueo, iroha) = numeral::kana(c);
    let aiueo = aiueo.map(|value| Reading {
        value,
        numeral: Numeral::Aiueo,
    });
    let iroha = iroha.map(|value| Reading {
        value,
        numeral: Numeral::Iroha,
    });
    // ロ is the second of イロハ far more often than the 43rd of アイウ; イ itself could be either.
    let swap = matches!((aiueo, iroha), (Some(a), Some(i)) if i.value + 1 < a.value);
    let pair = if swap { [iroha, aiueo] } else { [aiueo, iroha] };
    pair.into_iter().flatten().collect()
}
