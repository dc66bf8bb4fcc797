//! The figures that a text shows in any form, whether or not anything is stated with them.
//!
//! This is the charitable reading: a value is missing from an edition only if its figure stands nowhere in
//! the clause, not in a label or a code either, nor in words. What is not read here would be a false alarm;
//! what is read too much hides a difference, so 第三 and English "one" are left out.

use std::ops::Range;

use crate::language::numeral;
use crate::model::Decimal;
use crate::text::Lang;

use super::ledger::is_digit;

/// Every figure of a text, as often as it stands there.
pub(super) fn figures(text: &str, lang: Lang) -> Vec<Decimal> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let mut last = c;
        if is_digit(c) {
            at = digits(text, at, &mut found);
            last = '0';
        } else if numeral::is_han_numeral(c) {
            let end = (at..=text.len().min(at + 96))
                .rev()
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(at);
            match numeral::han(&text[at..end]) {
                Some((value, length)) if length > 0 => {
                    if before != '第' {
                        found.extend(i64::try_from(value).ok().map(Decimal::from));
                    }
                    at += length;
                }
                _ => at = next,
            }
        } else if crate::text::is_alphabetic(c) && !crate::text::is_alphanumeric(before) {
            match number_word(&text[at..], lang) {
                Some((value, length)) if length > 0 => {
                    found.push(Decimal::from(value));
                    at += length;
                    last = 'a';
                }
                _ => at = next,
            }
        } else {
            at = next;
        }
        before = last;
    }
    found
}

/// A small number that words say without counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Small {
    /// One, once, 一次, 一度, một lần.
    One,
    /// Both, 双方, cả hai.
    Two,
}

impl Small {
    fn words(self, lang: Lang) -> &'static [&'static str] {
        match (self, lang) {
            (Self::One, Lang::Zh | Lang::ZhHant) => &[
                "一次", "一名", "一位", "一人", "一份", "一项", "一項", "一个", "一個", "一件",
                "一台", "一种", "一種", "一部", "一家", "一间", "一間", "一张", "一張", "一封",
                "一处", "一處",
            ],
            (Self::One, Lang::Ja) => &[
                "一度",
                "一回",
                "1回",
                "一名",
                "1名",
                "一人",
                "1人",
                "一つ",
                "1つ",
                "ひとつ",
                "一部",
                "1部",
                "一通",
                "1通",
                "一件",
                "1件",
                "一個",
                "1個",
                "一台",
                "1台",
                "一枚",
                "1枚",
                "一社",
                "1社",
            ],
            (Self::One, Lang::En) => &["one", "One", "once", "a single", "A single"],
            (Self::One, Lang::Vi) => &["một", "Một"],
            (Self::Two, Lang::Zh | Lang::ZhHant) => &["双方", "雙方", "两者", "兩者"],
            (Self::Two, Lang::Ja) => &["双方", "両者", "両方", "両当事者", "両社"],
            (Self::Two, Lang::En) => &["both", "Both"],
            (Self::Two, Lang::Vi) => &["cả hai", "Cả hai", "hai bên", "Hai bên", "đôi bên"],
            (_, Lang::Other(_)) => &[],
        }
    }

    /// Where a text says it. "Both A and B" joins, and counts nothing.
    pub(super) fn said_in(self, text: &str, lang: Lang) -> Vec<Range<usize>> {
        let words = self.words(lang).iter();
        let places = words.flat_map(|word| text.match_indices(word));
        let mut found: Vec<Range<usize>> = places
            .map(|(at, word)| at..at + word.len())
            .filter(|word| {
                let glued = |c: Option<char>| {
                    c.is_some_and(|c| crate::text::is_alphanumeric(c) && !crate::text::is_cjk(c))
                };
                let rest = &text[word.end..];
                let phrase = rest.split(['.', ',', ';', ':', '\n']).next().unwrap_or("");
                let joins = self == Self::Two && lang == Lang::En && phrase.contains(" and ");
                let before = text[..word.start].chars().next_back();
                let part = before.is_some_and(|c| matches!(c, '第' | '十' | '百'));
                !(joins || part || glued(before) || glued(rest.chars().next()))
            })
            .collect();
        found.sort_by_key(|word| word.start);
        found
    }
}

fn number_word(text: &str, lang: Lang) -> Option<(i64, usize)> {
    let lang = match lang {
        Lang::En | Lang::Vi => lang,
        _ => return None,
    };
    let (value, length) = numeral::word(text, lang)?;
    // "năm" is a year more often than five.
    let year = lang == Lang::Vi && value == 5 && length <= "năm".len();
    (!year).then(|| Some((i64::try_from(value).ok()?, length)))?
}

/// A run of digits with separators: each part, the parts joined, and what words behind it multiply it by.
fn digits(text: &str, start: usize, found: &mut Vec<Decimal>) -> usize {
    let mut parts: Vec<String> = vec![String::new()];
    let mut end = start;
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        if is_digit(c) {
            let digit = c
                .to_digit(10)
                .or_else(|| u32::from(c).checked_sub(u32::from('０')))
                .and_then(|digit| char::from_digit(digit, 10));
            if let (Some(part), Some(digit)) = (parts.last_mut(), digit) {
                part.push(digit);
            }
        } else if matches!(c, ',' | '.' | '，' | '．' | '\u{a0}' | ' ')
            && chars.peek().copied().is_some_and(is_digit)
        {
            parts.push(String::new());
        } else {
            break;
        }
        end += c.len_utf8();
        if end - start > 200 {
            break;
        }
    }
    let number = |digits: &str| {
        (!digits.is_empty() && digits.len() <= 18)
            .then(|| digits.parse::<i64>().ok())
            .flatten()
    };
    let mut amounts: Vec<Decimal> = Vec::new();
    amounts.extend(
        parts
            .iter()
            .filter_map(|part| number(part))
            .map(Decimal::from),
    );
    if parts.len() > 1 {
        let joined: String = parts.concat();
        amounts.extend(number(&joined).map(Decimal::from));
        if let Some(tail) = parts.last().filter(|tail| tail.len() <= 9) {
            let scale = u8::try_from(tail.len()).unwrap_or(0);
            amounts.extend(number(&joined).map(|units| Decimal::new(units, scale)));
        }
    }
    let scale = SCALES
        .iter()
        .find(|(word, _)| text[end..].trim_start().starts_with(word));
    if let Some((_, factor)) = scale {
        let scaled: Vec<Decimal> = amounts
            .iter()
            .filter_map(|amount| {
                let units = amount.units.checked_mul(*factor)?;
                Some(Decimal::new(units, amount.scale))
            })
            .collect();
        amounts.extend(scaled);
    }
    amounts.dedup();
    found.extend(amounts);
    end
}

/// What multiplies the digits before it.
const SCALES: &[(&str, i64)] = &[
    ("百", 100),
    ("千", 1000),
    ("万", 10_000),
    ("萬", 10_000),
    ("億", 100_000_000),
    ("亿", 100_000_000),
    ("hundred", 100),
    ("thousand", 1000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trăm", 100),
    ("nghìn", 1000),
    ("ngàn", 1000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_any_dress() {
        for (lang, text, figure) in [
            ("en", "SHA-256 and (1)-5", "256"),
            ("en", "SHA-256 and (1)-5", "5"),
            ("en", "within thirty days", "30"),
            ("en", "Twenty-one guests", "21"),
            ("en", "1,000.50 in all", "1000.5"),
            ("ja", "１，０００円", "1000"),
            ("ja", "三十日以内", "30"),
            ("zh", "2万元", "20000"),
            ("vi", "1.000 đồng", "1000"),
            ("vi", "3,5%", "3.5"),
            ("vi", "trong ba mươi ngày", "30"),
            ("vi", "2 triệu", "2000000"),
        ] {
            let lang: Lang = lang.parse().unwrap();
            let found = figures(text, lang);
            assert!(
                found.iter().any(|found| found.to_string() == figure),
                "{text}: {figure} not in {found:?}"
            );
        }
        for (lang, text, figure) in [
            ("zh", "第三方", "3"),
            ("ja", "第三者", "3"),
            ("vi", "mỗi năm", "5"),
            ("en", "someone often tends", "10"),
        ] {
            let lang: Lang = lang.parse().unwrap();
            let found = figures(text, lang);
            assert!(
                !found.iter().any(|found| found.to_string() == figure),
                "{text}: {figure} in {found:?}"
            );
        }
    }

    #[test]
    fn small_numbers_in_words() {
        for (small, lang, text, said) in [
            (Small::One, "en", "once, and one more; someone", 2),
            (Small::One, "ja", "一度だけ、1名、11名、第一回", 2),
            (Small::One, "zh", "再派送一次；第一次", 1),
            (Small::One, "vi", "thêm một lần nữa", 1),
            (Small::Two, "en", "Both parties agree, and both sign.", 2),
            (Small::Two, "en", "both you and we; bothersome", 0),
            (Small::Two, "zh", "双方协商", 1),
            (Small::Two, "zh-Hant", "雙方與第三方", 1),
            (Small::Two, "ja", "両当事者は、両社の利益", 2),
            (Small::Two, "vi", "sự đồng ý của cả hai", 1),
        ] {
            assert_eq!(
                small.said_in(text, lang.parse().unwrap()).len(),
                said,
                "{text}"
            );
        }
    }

    #[test]
    fn long_runs_are_read_in_linear_time() {
        for text in [
            "1,".repeat(50_000),
            "9".repeat(100_000),
            "一".repeat(50_000),
            "two ".repeat(20_000),
        ] {
            figures(&text, Lang::En);
        }
    }
}
