//! What stands behind a number: whether it leaves the number a label.

use super::ordinal::{digit, half_width};
use crate::language::numeral;
use crate::text::{Script, is_cjk, script_of};

/// Spaces that may stand inside a line.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}'
    )
}

/// The text behind the spaces at its start.
pub(super) fn skip_spaces(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// The end of the text or of the line.
pub(super) fn at_line_end(text: &str) -> bool {
    skip_spaces(text)
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '\n' | '\r'))
}

/// At most `most` bytes of a text.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The first word of letters and digits.
pub(super) fn first_word(text: &str) -> &str {
    let near = head(text, 80);
    let end = near.find(|c: char| {
        !crate::text::is_alphanumeric(c) && !matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
    });
    &near[..end.unwrap_or(near.len())]
}

/// Units of Latin script, in lower case: a number before one is an amount. A capital begins a title
/// instead (1 Users), but for the abbreviations in [`ABBREVIATED`].
const UNITS: &[&str] = &[
    "second", "seconds", "sec", "minute", "minutes", "min", "hour", "hours", "day", "days", "week",
    "weeks", "month", "months", "year", "years", "business", "calendar", "working", "percent",
    "per", "times", "million", "millions", "billion", "billions", "trillion", "thousand",
    "hundred", "dozen", "people", "persons", "yen", "dollars", "euros", "cents", "x", "or", "and",
    "to", "stars", "star", "points", "st", "nd", "rd", "th", "ngày", "tháng", "năm", "tuần", "giờ",
    "phút", "giây", "quý", "tuổi", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "trăm", "đồng", "lần",
    "người", "đến", "và", "hoặc",
];

/// Abbreviated units, in whatever case.
const ABBREVIATED: &[&str] = &[
    "usd", "eur", "gbp", "jpy", "cny", "rmb", "vnd", "kb", "mb", "gb", "tb", "kib", "mib", "gib",
    "kbps", "mbps", "gbps", "hz", "khz", "mhz", "ghz", "mm", "cm", "km", "kg", "mg", "ml", "px",
    "dpi", "am", "pm",
];

/// Months: 30 July is a date, 3 May we contact you? is not.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "tháng",
];

/// Whether the text begins with a month as dates do: `July 2025`, `July,`, `July`.
pub(super) fn is_month(text: &str) -> bool {
    let word = first_word(text);
    let behind = text[word.len()..].trim_start_matches(['.', ',', ' ', '\u{a0}']);
    MONTHS.contains(&word.to_lowercase().as_str())
        && behind
            .chars()
            .next()
            .is_none_or(|c| digit(c).is_some() || matches!(c, '\n' | '\r' | ')'))
}

/// Counters and units of Han and kana, longer ones first.
const COUNTERS: &[&str] = &[
    "営業日",
    "工作日",
    "か月",
    "ヶ月",
    "カ月",
    "ヵ月",
    "ケ月",
    "箇月",
    "个月",
    "個月",
    "小时",
    "小時",
    "時間",
    "分钟",
    "分鐘",
    "か所",
    "ヶ所",
    "カ所",
    "周岁",
    "週間",
    "以上",
    "以下",
    "以内",
    "美元",
    "年",
    "月",
    "日",
    "号",
    "號",
    "个",
    "個",
    "名",
    "人",
    "件",
    "条",
    "條",
    "章",
    "项",
    "項",
    "款",
    "节",
    "節",
    "千",
    "百",
    "円",
    "元",
    "秒",
    "分",
    "时",
    "時",
    "天",
    "周",
    "週",
    "歳",
    "岁",
    "歲",
    "才",
    "回",
    "次",
    "度",
    "倍",
    "部",
    "冊",
    "台",
    "社",
    "点",
    "點",
    "種",
    "种",
    "类",
    "類",
    "位",
    "家",
    "份",
    "張",
    "张",
    "級",
    "级",
    "期",
    "代",
    "つ",
    "割",
    "至",
    "到",
    "から",
];

/// What may follow a counter of Han in an amount: 3 个月内, 2 年間, 5 次以上. Other Han go on with a word:
/// 1 個人情報, 2 年齢.
const BEHIND_COUNTER: &str = "月间間内內以后後前的工目左未半上下超起中";

/// Words that point at what stands above or below, and begin with a counter.
const POINTING: [&str; 5] = ["次の", "次に", "以下の", "以下に", "以上の"];

/// Whether a number before `text` (which has no space at its start) counts or measures something.
pub(super) fn is_unit(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if matches!(
        first,
        '%' | '％'
            | '‰'
            | '°'
            | '℃'
            | '$'
            | '€'
            | '£'
            | '¥'
            | '￥'
            | '₫'
            | '㎡'
            | '㎞'
            | '㎏'
            | '×'
    ) {
        return true;
    }
    if script_of(first) == Script::Latin {
        let word = first_word(text);
        return UNITS.contains(&word) || ABBREVIATED.contains(&word.to_lowercase().as_str());
    }
    if matches!(first, '万' | '萬' | '億' | '亿') {
        return true;
    }
    // 4.3 次の商品は: what is below, not how many times.
    if POINTING.iter().any(|word| text.starts_with(word)) {
        return false;
    }
    COUNTERS.iter().any(|counter| {
        text.strip_prefix(counter).is_some_and(|behind| {
            behind.chars().next().is_none_or(|c| {
                script_of(c) != Script::Han || BEHIND_COUNTER.contains(c) || digit(c).is_some()
            })
        })
    })
}

/// Whether a title or sentence begins here as one does behind a number without a mark: a capital, Han, kana
/// or Hangul, or a quote before one.
pub(super) fn begins_title(text: &str) -> bool {
    let inner = text.trim_start_matches(['"', '“', '‘', '「', '『', '《', '【', '*', '_']);
    inner.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || (is_cjk(c) && crate::text::is_alphabetic(c))
            || script_of(c) == Script::Hangul
    })
}

/// Words that join two labels in a citation.
const CONNECTORS: &[&str] = &[
    "and/or",
    "and",
    "or",
    "to",
    "through",
    "và",
    "hoặc",
    "đến",
    "tới",
    "または",
    "又は",
    "若しくは",
    "もしくは",
    "および",
    "及び",
    "並びに",
    "ならびに",
    "ないし",
    "から",
    "より",
    "と",
    "や",
    "、",
    "，",
    ",",
    "・",
    "/",
    "／",
    "&",
    "～",
    "〜",
    "~",
    "-",
    "–",
    "—",
    "及",
    "和",
    "或",
    "与",
    "與",
    "至",
    "到",
];

/// Whether a label goes on to a second of its kind: "(a) and (b)", ①～③, （一）、（二）. `opener` is how
/// the labels begin.
pub(super) fn goes_on_to(text: &str, opener: impl Fn(&str) -> bool) -> bool {
    let near = skip_spaces(head(text, 80));
    CONNECTORS.iter().any(|connector| {
        near.strip_prefix(connector)
            .is_some_and(|behind| opener(skip_spaces(behind)))
    })
}

/// Whether an enclosed ordinal begins here: (b), （二）, [3].
pub(super) fn begins_bracketed(text: &str) -> bool {
    let mut characters = text.chars();
    if !characters
        .next()
        .is_some_and(|c| matches!(c, '(' | '（' | '[' | '［' | '【' | '〔'))
    {
        return false;
    }
    let inner: String = characters
        .take_while(|c| !matches!(c, ')' | '）' | ']' | '］' | '】' | '〕'))
        .take(8)
        .collect();
    let token = inner.trim();
    !token.is_empty()
        && (token.chars().all(|c| digit(c).is_some())
            || token.chars().all(numeral::is_han_numeral)
            || numeral::roman(token).is_some()
            || token.chars().count() == 1)
}

/// Whether what follows a bracket is the rest of a telephone number: (03) 1234-5678.
pub(super) fn is_phone(text: &str) -> bool {
    let near = skip_spaces(head(text, 40));
    let run = near.trim_start_matches(|c: char| {
        digit(c).is_some() || matches!(c, '-' | ' ' | '.' | '－' | '‐')
    });
    let digits = near[..near.len() - run.len()]
        .chars()
        .filter(|c| digit(*c).is_some())
        .count();
    digits >= 6 && near.chars().next().is_some_and(|c| digit(c).is_some())
}

/// Whether a letter with a point stands here, as initials do: `M.` in I. M. Pei.
pub(super) fn begins_initial(text: &str) -> bool {
    let mut characters = text.chars().map(half_width);
    matches!((characters.next(), characters.next()), (Some(c), Some('.')) if c.is_ascii_uppercase())
}
