//! Han numerals: 十二, 百二十, 二〇二五, 一万二千, 廿, 两, 壹.

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
    while let Some((amount, unit, length)) = unit_group(rest) {
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

pub(super) fn write(n: u16, lang: Lang, formal: bool) -> String {
    let digits: [&str; 10] = match (formal, lang) {
        (false, _) => ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
        (true, Lang::ZhHant) => ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"],
        // Statutes prescribe 壱 弐 参 拾 only; the others are the older forms.
        (true, Lang::Ja) => ["零", "壱", "弐", "参", "肆", "伍", "陸", "柒", "捌", "玖"],
        (true, _) => ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    };
    let units = match (formal, lang) {
        (false, _) => ["千", "百", "十", ""],

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
            out.push('零');
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
