//! Units behind (and before) numbers, in all languages at once: an English period may stand in a Japanese text.

mod money;
mod sizes;

use std::sync::LazyLock;

use self::money::{MONEY, PREFIXES, YEN_OR_YUAN};
use self::sizes::SIZES;
use super::view::View;
use super::words::Words;
use crate::model::{Currency, SizeUnit, Unit};
use crate::text::Lang;

/// What a unit makes of the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// A period of so many units each.
    Time(Unit, i64),
    /// A period of working days.
    Business,
    /// Years of age.
    Age,
    /// Hundredths, times the factor.
    Percent(i64),
    /// Money.
    Money([u8; 3]),
    /// Bytes, grams, metres.
    Size(SizeUnit),
    /// A time of the day: no amount.
    Clock,
}

use Measure::{Age, Business, Clock, Percent, Time};
use Unit::{Day, Hour, Minute, Month, Second};

/// Units with nothing against them.
const UNITS: &[(&str, Measure)] = &[
    // Chinese, simplified and traditional
    ("秒", Time(Second, 1)),
    ("秒钟", Time(Second, 1)),
    ("秒鐘", Time(Second, 1)),
    ("分钟", Time(Minute, 1)),
    ("分鐘", Time(Minute, 1)),
    ("小时", Time(Hour, 1)),
    ("小時", Time(Hour, 1)),
    ("个小时", Time(Hour, 1)),
    ("個小時", Time(Hour, 1)),
    ("天", Time(Day, 1)),
    ("日", Time(Day, 1)),
    ("个自然日", Time(Day, 1)),
    ("自然日", Time(Day, 1)),
    ("個日曆天", Time(Day, 1)),
    ("日历日", Time(Day, 1)),
    ("个日历日", Time(Day, 1)),
    ("工作日", Business),
    ("个工作日", Business),
    ("個工作日", Business),
    ("工作天", Business),
    ("個工作天", Business),
    ("个交易日", Business),
    ("營業日", Business),
    ("個營業日", Business),
    ("营业日", Business),
    ("个营业日", Business),
    ("周", Time(Day, 7)),
    ("週", Time(Day, 7)),
    ("个星期", Time(Day, 7)),
    ("個星期", Time(Day, 7)),
    ("星期", Time(Day, 7)),
    ("个礼拜", Time(Day, 7)),
    ("个月", Time(Month, 1)),
    ("個月", Time(Month, 1)),
    ("年", Time(Month, 12)),
    ("个年度", Time(Month, 12)),
    ("周岁", Age),
    ("周歲", Age),
    ("岁", Age),
    ("歲", Age),
    ("足岁", Age),
    // Japanese
    ("秒間", Time(Second, 1)),
    ("分間", Time(Minute, 1)),
    ("時間", Time(Hour, 1)),
    ("日間", Time(Day, 1)),
    ("営業日", Business),
    ("営業日間", Business),
    ("週間", Time(Day, 7)),
    ("か月", Time(Month, 1)),
    ("か月間", Time(Month, 1)),
    ("ヶ月", Time(Month, 1)),
    ("ヶ月間", Time(Month, 1)),
    ("カ月", Time(Month, 1)),
    ("カ月間", Time(Month, 1)),
    ("ヵ月", Time(Month, 1)),
    ("ヵ月間", Time(Month, 1)),
    ("ケ月", Time(Month, 1)),
    ("ケ月間", Time(Month, 1)),
    ("箇月", Time(Month, 1)),
    ("箇月間", Time(Month, 1)),
    ("月間", Time(Month, 1)),
    ("年間", Time(Month, 12)),
    ("か年", Time(Month, 12)),
    ("ヵ年", Time(Month, 12)),
    ("カ年", Time(Month, 12)),
    ("歳", Age),
    ("才", Age),
    // English
    ("second", Time(Second, 1)),
    ("seconds", Time(Second, 1)),
    ("minute", Time(Minute, 1)),
    ("minutes", Time(Minute, 1)),
    ("min", Time(Minute, 1)),
    ("mins", Time(Minute, 1)),
    ("hour", Time(Hour, 1)),
    ("hours", Time(Hour, 1)),
    ("hrs", Time(Hour, 1)),
    ("day", Time(Day, 1)),
    ("days", Time(Day, 1)),
    ("business day", Business),
    ("business days", Business),
    ("working day", Business),
    ("working days", Business),
    ("banking days", Business),
    ("business-day", Business),
    ("working-day", Business),
    ("week", Time(Day, 7)),
    ("weeks", Time(Day, 7)),
    ("month", Time(Month, 1)),
    ("months", Time(Month, 1)),
    ("year", Time(Month, 12)),
    ("years", Time(Month, 12)),
    ("years of age", Age),
    ("years old", Age),
    ("year-old", Age),
    ("year old", Age),
    ("years-old", Age),
    ("percent", Percent(1)),
    ("per cent", Percent(1)),
    ("percentage points", Percent(1)),
    ("个百分点", Percent(1)),
    ("百分点", Percent(1)),
    ("個百分點", Percent(1)),
    ("百分點", Percent(1)),
    ("điểm phần trăm", Percent(1)),
    // Vietnamese
    ("giây", Time(Second, 1)),
    ("phút", Time(Minute, 1)),
    ("giờ", Time(Hour, 1)),
    ("tiếng", Time(Hour, 1)),
    ("tiếng đồng hồ", Time(Hour, 1)),
    ("ngày", Time(Day, 1)),
    ("ngày làm việc", Business),
    ("tuần", Time(Day, 7)),
    ("tháng", Time(Month, 1)),
    ("năm", Time(Month, 12)),
    ("tuổi", Age),
    ("phần trăm", Percent(1)),
    // signs
    ("%", Percent(1)),
    ("パーセント", Percent(1)),
    ("割", Percent(10)),
    // time of the day
    ("時", Clock),
    ("时", Clock),
    ("点", Clock),
    ("點", Clock),
    ("点钟", Clock),
    ("点半", Clock),
    ("點半", Clock),
    ("點鐘", Clock),
    ("点整", Clock),
    ("點整", Clock),
    ("時半", Clock),
    ("am", Clock),
    ("pm", Clock),
    ("a.m.", Clock),
    ("p.m.", Clock),
    ("o'clock", Clock),
    ("o’clock", Clock),
    ("giờ sáng", Clock),
    ("giờ chiều", Clock),
    ("giờ tối", Clock),
    ("giờ trưa", Clock),
    ("giờ đêm", Clock),
];

/// The currency of a table entry in a text of one language: ¥ and 元 mean different money in different countries.
/// A ¥ that the language leaves open is ISO 4217's `XXX`.
pub(super) fn currency(code: [u8; 3], word: &str, lang: Lang) -> Currency {
    Currency(match (code, lang) {
        (YEN_OR_YUAN, Lang::Zh | Lang::ZhHant) => *b"CNY",
        (YEN_OR_YUAN, Lang::Ja) => *b"JPY",
        (YEN_OR_YUAN, _) => *b"XXX",
        (_, Lang::ZhHant) if word == "元" => *b"TWD",
        (code, _) => code,
    })
}

static AHEAD: LazyLock<Words<Measure>> = LazyLock::new(|| Words::ahead(&[UNITS, SIZES, MONEY]));
static BEFORE: LazyLock<Words<[u8; 3]>> = LazyLock::new(|| Words::behind(PREFIXES));

/// The longest unit at `at`: the word, its meaning, its end.
pub(super) fn unit(view: &View, at: usize) -> Option<(&'static str, Measure, usize)> {
    AHEAD
        .at(view, at)
        .map(|((word, measure), end)| (*word, *measure, end))
}

/// The currency that ends at `at` and where it starts.
pub(super) fn prefix(view: &View, at: usize, lang: Lang) -> Option<(Currency, usize)> {
    BEFORE
        .before(view, at)
        .map(|((word, code), start)| (currency(*code, word, lang), start))
}

/// What makes a Japanese number an ordinal, which counts nothing (3番目, third).
pub(super) const ORDINAL: &[&str] = &[
    "番目", " 番目", "つ目", " つ目", "回目", " 回目", "人目", "個目", "件目",
];

/// Units that stand glued to a number and are no amount of their own kind: 500px.
pub(super) const TECHNICAL: &[&str] = &[
    "kbps", "mbps", "gbps", "px", "dpi", "hz", "khz", "mhz", "ghz", "kw", "kwh",
];

/// Words between a number and its unit that change nothing.
pub(super) const FILLERS: &[&str] = &[
    "full",
    "consecutive",
    "calendar",
    "successive",
    "whole",
    "additional",
    "further",
    "more",
    "natural",
    "個",
    "个",
    "连续",
    "連続",
];
