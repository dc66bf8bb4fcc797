//! What the shape of a number says: codes, versions, clock times and labels that are no amounts; halves; 百分之.

use crate::facts::bounds::bound;
use crate::facts::claims::Claims;
use crate::facts::numerals::{Form, Written, is_han_numeral, numeral_at};
use crate::facts::units::unit;
use crate::facts::view::{View, is_letter};
use crate::model::{Calendar, Decimal, Unit, Value};
use crate::text::Lang;

/// The end of a run of letters, digits and what joins them in codes.
pub(super) fn run_end(view: &View, at: usize) -> usize {
    let bytes = &view.text().as_bytes()[at..];
    at + bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
        .count()
}

/// Whether underscores join what stands here to a word, as in names of variables; those of Markdown begin one.
fn is_in_name(view: &View, at: usize) -> bool {
    let start = view.text()[..at].trim_end_matches('_').len();
    start < at
        && view
            .before(start)
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit())
}

/// What stands before the number under which a web site is registered in China, which other editions leave out.
const FILINGS: &[&str] = &["icp备", "icp備", "icp证", "icp證", "公网安备", "公網安備"];

/// The number of such a registration (沪ICP备2021018834号-1): where it ends.
fn filing(view: &View, at: usize, end: usize) -> Option<usize> {
    let before = view.lower()[..at].trim_end();
    FILINGS.iter().find(|word| before.ends_with(**word))?;
    let close = view.at(end).filter(|c| matches!(c, '号' | '號'));
    let close = end + close.map_or(0, char::len_utf8);
    let dashed = view.byte(close) == b'-' && view.byte(close + 1).is_ascii_digit();
    Some(if dashed {
        run_end(view, close + 1)
    } else {
        close
    })
}

/// Digits that are no amount: masked, and where to go on. Codes, versions, ordinals, clock times, labels.
pub(super) fn no_amount(view: &View, at: usize, end: usize, claims: &mut Claims) -> Option<usize> {
    let bytes = view.text().as_bytes();
    let before = view.before(at);
    // glued to a word or a code: SHA-256, OAuth2, #5
    let joiner = before.filter(|c| matches!(c, '-' | '.' | '_' | '/' | '+' | '’' | '\''));
    let joined = joiner
        .and_then(|c| view.before(at - c.len_utf8()))
        .is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == ')');
    let edition = before == Some('第') && view.text()[end..].starts_with('版');
    if let Some(to) = filing(view, at, end) {
        claims.mask(at, to);
        return Some(to);
    }
    if !edition
        && before.is_some_and(|c| is_letter(c) || matches!(c, '#' | '第' | '№' | '@' | '\\'))
        || joined
        || is_in_name(view, at)
    {
        let to = run_end(view, end);
        // HTML5, B2B: codes in capitals, which are identifiers
        if joined || !before.is_some_and(|c| c.is_ascii_uppercase()) {
            claims.mask(at, to);
        }
        return Some(to);
    }
    // 第4.2版
    if edition {
        return None;
    }
    let codes = ["no.", "nos.", "number", "号", "№", "thứ", "第"];
    if codes
        .iter()
        .any(|word| view.word_back(view.skip_back(at), word).is_some())
        && before == Some(' ')
    {
        claims.mask(at, end);
        return Some(end);
    }
    // 1.4.2, 9:30, 24/7, 123-4567
    let mut to = end;
    while matches!(view.byte(to), b'.' | b':' | b'/' | b'-') && view.byte(to + 1).is_ascii_digit() {
        let part = bytes[to + 1..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let range = view.byte(to) == b'-'
            && to == end
            && (part <= 2
                || end - at > 3
                || view.byte(to + 1 + part) == b',' && view.byte(to + 2 + part).is_ascii_digit())
            && !(bytes[at] == b'0' && end - at > 1)
            && !matches!(view.byte(to + 1 + part), b'-' | b'.');
        if range {
            break;
        }
        to += 1 + part;
    }
    if to > end {
        claims.mask(at, to);
        return Some(to);
    }
    // 2nd, 3D, 5G
    if ["st", "nd", "rd", "th", "d", "g", "k"].iter().any(|tail| {
        view.word(end, tail)
            .is_some_and(|tail| view.word(view.skip(tail), "floor").is_none())
    }) {
        claims.mask(at, end);
        return Some(run_end(view, end));
    }
    // 10代: people in their teens
    if let Some(rest) = view.text()[end..].strip_prefix('代')
        && !rest.starts_with(['金', '理', '表', '行', '替', '码', '碼'])
    {
        claims.mask(at, end);
        return Some(end);
    }
    // 4(a), 2-i, 1(2): places in a document
    let inner = bytes[(end + 1).min(bytes.len())..]
        .iter()
        .take(5)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let bracket =
        view.byte(end) == b'(' && (1..=4).contains(&inner) && view.byte(end + 1 + inner) == b')';
    let dashed = view.byte(end) == b'-'
        && view.byte(end + 1).is_ascii_alphabetic()
        && !view.byte(end + 2).is_ascii_alphabetic();
    // 1つ, 1回, 1名 say "a" and "once"
    let each = ["当たり", "あたり", "につき", "暦年"]
        .iter()
        .any(|word| view.text()[end..].starts_with(word));
    let single = &view.text()[at..end] == "1"
        && view
            .at(view.skip(end))
            .is_some_and(|c| "つ回人名件台个個次项項種种份本枚冊点か".contains(c))
        && !view.text()[end..].starts_with("か月")
        && !view.text()[end..].starts_with("个月")
        && !view.text()[end..].starts_with("個月");
    if end - at <= 2 && (bracket || dashed)
        || single && unit(view, end).is_none()
        || each && &view.text()[at..end] == "1"
    {
        claims.mask(at, end);
        return Some(end);
    }
    // (3), [3], 3): a label inside the line or a note
    let label = end - at <= 2 && view.text()[at..end].bytes().all(|b| b.is_ascii_digit());
    let closed = matches!(view.byte(end), b')' | b']');
    let opened = matches!(before, Some('(' | '['));
    let starts = before
        .is_none_or(|c| matches!(c, ' ' | '。' | '；' | '：' | ':' | ';' | '，' | '、' | '('));
    let listed = view.text()[end..].starts_with('、')
        && !view.at(end + 3).is_some_and(|c| c.is_ascii_digit())
        || view.byte(end) == b'.'
            && view
                .at(end + 1)
                .is_some_and(|c| is_letter(c) || crate::text::is_cjk(c))
        || view.byte(end) == b'.'
            && view.byte(end + 1) == b' '
            && view.at(view.skip(end + 1)).is_some_and(char::is_uppercase)
            && before.is_none_or(|c| matches!(c, '：' | ':' | ';' | '；' | '。'));
    if label && ((closed && (opened || starts)) || (listed && starts && before != Some('、'))) {
        claims.mask(at, end);
        return Some(end);
    }
    None
}

/// 半年, half a year, nửa năm: six months; 半小时, half an hour: thirty minutes. 半 alone is no amount.
pub(super) fn half(view: &View, at: usize, claims: &mut Claims) -> Option<usize> {
    const YEARS: &[&str] = &[
        "半年",
        "半年間",
        "半年间",
        "half a year",
        "half-year",
        "half year",
        "nửa năm",
    ];
    const HOURS: &[&str] = &[
        "半小时",
        "半小時",
        "半个小时",
        "半個小時",
        "半時間",
        "half an hour",
        "half-hour",
        "half hour",
        "nửa giờ",
        "nửa tiếng",
    ];
    let halves = [(YEARS, 6, Unit::Month), (HOURS, 30, Unit::Minute)];
    let (amount, unit, end) = halves.into_iter().find_map(|(words, amount, unit)| {
        let (_, end) = view.longest(at, words.iter().copied())?;
        Some((amount, unit, end))
    })?;
    let after_number = view.before(at).is_some_and(|c| {
        matches!(
            c,
            '年' | '个' | '個' | '上' | '下' | '前' | '后' | '後' | '大'
        ) || is_han_numeral(c)
            || c.is_ascii_digit()
    });
    if after_number || !claims.free(at, end) {
        return None;
    }
    let value = Value::Duration {
        amount: Decimal::from(amount),
        unit,
        calendar: Calendar::Calendar,
        bound: bound(view, at, end),
    };
    claims.state(at, end, value);
    Some(end)
}

/// 1年半, một năm rưỡi: where the half ends.
pub(super) fn half_more(view: &View, end: usize) -> Option<usize> {
    let unit = view.before(end);
    if unit.is_some_and(|unit| "年月斤克吨噸里米升".contains(unit))
        && view.text()[end..].starts_with('半')
        && !view.text()[end..].starts_with("半年")
    {
        return Some(end + '半'.len_utf8());
    }
    view.word(view.skip(end), "rưỡi")
}

/// A half more: 1年半, one and a half years.
pub(super) fn and_half(amount: Decimal) -> Option<Decimal> {
    let half = 5 * 10_i64.checked_pow(u32::from(amount.scale))?;
    let units = amount.units.checked_mul(10)?.checked_add(half)?;
    Some(Decimal::new(units, amount.scale.checked_add(1)?))
}

/// 百分之五, 百分の五, 千分之三, 百分之十四点六.
pub(super) fn han_percent(
    view: &View,
    at: usize,
    lang: Lang,
    claims: &mut Claims,
) -> Option<usize> {
    let (head, parts) = [
        ("百分之", 0),
        ("百分の", 0),
        ("千分之", 1),
        ("千分の", 1),
        ("万分之", 2),
        ("萬分之", 2),
        ("万分の", 2),
    ]
    .into_iter()
    .find(|(head, _)| view.text()[at..].starts_with(head))?;
    let number = numeral_at(view, at + head.len(), lang)?;
    let (amount, end) = han_decimals(view, number.amount, number.end);
    claims.state(
        at,
        end,
        Value::Percent {
            amount: Decimal::new(amount.units, amount.scale.saturating_add(parts)),
        },
    );
    Some(end)
}

/// 八五折: what is sold for 85 % is sold at a discount of 15 %.
pub(super) fn discount(
    view: &View,
    first: &Written,
    end: usize,
    lang: Lang,
) -> Option<(Decimal, usize)> {
    // 折旧, 折算: the value of a thing.
    const NO_PRICE: [char; 10] = ['旧', '舊', '算', '扣', '抵', '合', '叠', '疊', '价', '價'];
    let (amount, end) = match first.form {
        Form::Han => han_tenths(view, first.amount, end),
        _ => (first.amount, end),
    };
    let rest = view.text()[end..].strip_prefix('折')?;
    if !lang.is_chinese() || rest.starts_with(NO_PRICE) {
        return None;
    }
    let one = 10_i64.checked_pow(u32::from(amount.scale))?;
    let price = match amount.units {
        units if units < one.checked_mul(10)? => units.checked_mul(10)?,
        units => units,
    };
    let off = one.checked_mul(100)?.checked_sub(price)?;
    let behind = end + '折'.len_utf8();
    (off > 0).then(|| (Decimal::new(off, amount.scale), behind))
}

/// A second figure right behind the first: 八五, 8.5 tenths.
fn han_tenths(view: &View, first: Decimal, end: usize) -> (Decimal, usize) {
    const FIGURES: &str = "一二三四五六七八九";
    let rest = &view.text()[end..];
    let second = rest.chars().next();
    let figure = second.and_then(|c| FIGURES.chars().position(|f| f == c));
    let whole = (1..10).contains(&first.units) && first.scale == 0;
    match (figure.and_then(|figure| i64::try_from(figure).ok()), second) {
        (Some(figure), Some(c)) if whole => (
            Decimal::new(first.units * 10 + figure + 1, 1),
            end + c.len_utf8(),
        ),
        _ => (first, end),
    }
}

/// The figures behind 点: 十四点六.
pub(super) fn han_decimals(view: &View, whole: Decimal, end: usize) -> (Decimal, usize) {
    const FIGURES: &str = "〇一二三四五六七八九";
    let Some(rest) = view.text()[end..].strip_prefix(['点', '點', '・']) else {
        return (whole, end);
    };
    let mut amount = whole;
    let mut behind = end + (view.len() - end - rest.len());
    for c in rest.chars().take(6) {
        let c = if c == '零' { '〇' } else { c };
        let Some(figure) = FIGURES.chars().position(|f| f == c) else {
            break;
        };
        let units = amount
            .units
            .checked_mul(10)
            .and_then(|units| units.checked_add(i64::try_from(figure).ok()?));
        let (Some(units), true) = (units, amount.scale < 9) else {
            break;
        };
        amount = Decimal {
            units,
            scale: amount.scale + 1,
        };
        behind += c.len_utf8();
    }
    if amount.scale == whole.scale {
        return (whole, end);
    }
    (Decimal::new(amount.units, amount.scale), behind)
}
