//! Amounts: bare numbers, percentages, money, durations, ages, sizes; times of the day.
//!
//! Digits are a number unless what stands around them says that they are a name, a code, a version, a
//! time of the day or a list label. Han numerals and number words count only with a unit or before what they
//! count, because they also make up other words (第三方, 一切, 万一; "one" as a pronoun; `năm`).

mod clock;
mod counted;
mod fraction;
mod shape;

use super::bounds::{bound, is_amount};
use super::claims::Claims;
use super::numerals::{Form, Written, bounded, is_han_numeral, numeral_at, shared_scale};
use super::units::{FILLERS, Measure, ORDINAL, TECHNICAL, currency, prefix, unit};
use super::view::{View, is_letter};
use crate::model::{Bound, Calendar, Decimal, Unit, Value};
use crate::text::Lang;

/// Claims the amounts of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    let mut at = 0;
    let mut word = false;
    while let Some(c) = view.at(at) {
        let next = at + c.len_utf8();
        let trigger = c.is_ascii_digit()
            || is_han_numeral(c)
            || matches!(c, '半' | '万' | '萬' | '双' | '雙')
            || (!word && is_letter(c) && may_start_word(view, at));
        word = is_letter(c);
        if !trigger || claims.is_taken(at) {
            at = next;
            continue;
        }
        at = amount(view, at, lang, claims).max(next);
        word = view.before(at).is_some_and(is_letter);
    }
}

/// Whether a word could be a number word: by its first two letters, before anything is compared.
fn may_start_word(view: &View, at: usize) -> bool {
    let lower = &view.lower()[at..];
    [
        "on", "tw", "th", "fo", "fi", "si", "se", "ei", "ni", "te", "el", "ha", "nử", "mộ", "mư",
        "ba", "bố", "bả", "nă", "sá", "tá", "ch", "gấ",
    ]
    .iter()
    .any(|head| lower.starts_with(head))
}

/// Reads the amount at `at`; returns where to go on.
fn amount(view: &View, at: usize, lang: Lang, claims: &mut Claims) -> usize {
    if let Some(end) =
        shape::half(view, at, claims).or_else(|| shape::han_percent(view, at, lang, claims))
    {
        return end;
    }
    if let Some((amount, end)) =
        fraction::half(view, at, lang).filter(|(_, end)| claims.free(at, *end))
    {
        claims.state(at, end, Value::Percent { amount });
        return end;
    }
    if let Some((amount, end)) =
        counted::times(view, at, lang).filter(|(_, end)| claims.free(at, *end))
    {
        let bound = bound(view, at, end);
        claims.state(at, end, Value::Number { amount, bound });
        return end;
    }
    let digit = view.byte(at).is_ascii_digit();
    let Some(first) = numeral_at(view, at, lang) else {
        // too long to be an amount
        return if digit { shape::run_end(view, at) } else { at };
    };
    if !claims.free(at, first.end) {
        return first.end;
    }
    let prefix = prefix(view, view.skip_back(at), lang);
    if digit && let Some((time, end)) = clock::in_figures(view, at, first.end, lang) {
        claims.state(at, end, time);
        return end;
    }
    if digit
        && prefix.is_none()
        && let Some(end) = shape::no_amount(view, at, first.end, claims)
    {
        return end;
    }
    let (mut first, mut end) = restated(view, first, lang);
    // one and a half years
    if let Some(half) = view.word(view.skip(end), "and a half")
        && let Some(amount) = shape::and_half(first.amount)
    {
        (first.amount, end) = (amount, half);
        if view.word(view.skip(end), "times").is_some() {
            claims.state(
                at,
                end,
                Value::Number {
                    amount,
                    bound: bound(view, at, end),
                },
            );
            return end;
        }
    }
    if let Some((amount, behind)) = shape::discount(view, &first, end, lang) {
        claims.state(at, behind, Value::Percent { amount });
        return behind;
    }
    if let Some((amount, behind)) = fraction::fraction(view, at, &first, end, lang) {
        claims.state(at, behind, Value::Percent { amount });
        return behind;
    }
    // 3.5分の2: no share that anybody could compare
    if let Some(over) = ["分之", "分の"]
        .iter()
        .find(|word| view.text()[end..].starts_with(**word))
    {
        let second = numeral_at(view, end + over.len(), lang).map_or(end, |n| n.end);
        claims.mask(at, second.max(end));
        return second.max(end);
    }
    if let Some((code, start)) = prefix {
        let unit = measure(view, at, end, &first, lang)
            .filter(|(measure, ..)| matches!(measure, Measure::Money(_)));
        let behind = unit.map_or(end, |(_, _, behind)| behind);
        claims.state(
            start,
            behind,
            Value::Money {
                amount: first.amount,
                currency: code,
            },
        );
        return behind;
    }
    let mut range = None;
    // 五点五公斤
    if first.form == Form::Han
        && let (amount, behind) = shape::han_decimals(view, first.amount, end)
        && behind > end
        && (view.text()[behind..].starts_with('倍')
            || unit(view, behind)
                .is_some_and(|(_, measure, _)| matches!(measure, Measure::Size(_))))
    {
        (first.amount, end) = (amount, behind);
    }
    let mut unit = measure(view, at, end, &first, lang);
    if unit.is_none()
        && let Some(from) = connector(view, at, end)
        && let Some(second) =
            numeral_at(view, from, lang).filter(|second| claims.free(from, second.end))
    {
        let (second, behind) = restated(view, second, lang);
        if let Some(found) = measure(view, from, behind, &second, lang) {
            if matches!(found.0, Measure::Money(_)) {
                first.amount = shared_scale(view, (at, &first), (from, &second), lang);
            }
            unit = Some(found);
            range = Some((from, second));
        }
    }
    if unit.is_none()
        && let Some(rest) = view.text()[view.skip(end)..].strip_prefix('‰')
    {
        let behind = view.len() - rest.len();
        let amount = Decimal::new(first.amount.units, first.amount.scale.saturating_add(1));
        claims.state(at, behind, Value::Percent { amount });
        return behind;
    }
    let Some((measure, word, behind)) = unit else {
        if ORDINAL
            .iter()
            .any(|tail| view.text()[end..].starts_with(tail))
        {
            claims.mask(at, end);
            return end;
        }
        if first.form == Form::Digits {
            let age = lang == Lang::En && is_age(view, at);
            let floor = ["st", "nd", "rd", "th"]
                .iter()
                .any(|tail| view.word(end, tail).is_some());
            let size = view
                .longest(view.skip(end), TECHNICAL.iter().copied())
                .map(|(_, behind)| behind);
            let glued = !floor && view.at(end).is_some_and(|c| is_letter(c) || c == '_') && !age;
            if glued && size.is_none() {
                return shape::run_end(view, end);
            }
            claims.state(
                at,
                end,
                Value::Number {
                    amount: first.amount,
                    bound: bound(view, at, end),
                },
            );
            // 5 MB: the unit is no identifier
            if let Some(behind) = size {
                claims.mask(end, behind);
                return behind;
            }
        } else if first.form == Form::Word && is_age(view, at)
            || counted::counts(view, at, &first, lang)
        {
            claims.state(
                at,
                end,
                Value::Number {
                    amount: first.amount,
                    bound: bound(view, at, end),
                },
            );
        }
        return end;
    };
    end = behind;
    if measure == Measure::Clock {
        let (time, to) = clock::with_unit(view, at, first.amount, word, end);
        match time.filter(|_| range.is_none()) {
            Some(time) => {
                claims.state(at, to, time);
            }
            None => claims.mask(at, to),
        }
        return to;
    }
    let from = range.map_or(at, |(from, _)| from);
    // 1時間当たり: a rate
    let rate = first.amount == Decimal::from(1)
        && ["当たり", "あたり", "につき"]
            .iter()
            .any(|word| view.text()[end..].starts_with(word));
    // a place in the calendar, or a word that only looks like an amount
    if rate || !counts(view, at, from, &first, word, end) {
        claims.mask(at, end);
        return end;
    }
    let mut amounts = vec![(at, range.map_or(end, |_| first.end), first.amount)];
    if let Some((from, second)) = range {
        amounts.push((from, end, second.amount));
    }
    let bounds = bound(view, at, end);
    let aged = measure == Measure::Time(Unit::Month, 12)
        && (is_age(view, at)
            || view
                .longest(view.skip(end), OLDER.iter().copied())
                .is_some());
    let half = if matches!(measure, Measure::Time(..) | Measure::Size(_)) && range.is_none() {
        shape::half_more(view, end)
    } else {
        None
    };
    let mut values = Vec::new();
    for (start, stop, mut amount) in amounts {
        if let Some(behind) = half {
            end = behind;
            let Some(more) = shape::and_half(amount) else {
                continue;
            };
            amount = more;
        }
        if let Some(value) = value(
            if aged { Measure::Age } else { measure },
            amount,
            bounds,
            word,
            lang,
        ) {
            values.push((start, stop.max(half.unwrap_or(stop)), value));
        }
    }
    claims.state_all(at, end, values);
    end
}

fn value(measure: Measure, amount: Decimal, bound: Bound, word: &str, lang: Lang) -> Option<Value> {
    let times = |factor: i64| {
        Some(Decimal::new(
            amount.units.checked_mul(factor)?,
            amount.scale,
        ))
    };
    Some(match measure {
        Measure::Time(unit, factor) => Value::Duration {
            amount: times(factor)?,
            unit,
            calendar: Calendar::Calendar,
            bound,
        },
        Measure::Business => Value::Duration {
            amount,
            unit: Unit::Day,
            calendar: Calendar::Business,
            bound,
        },
        Measure::Age => Value::Number { amount, bound },
        Measure::Size(unit) => Value::Size {
            amount,
            unit,
            bound,
        },
        Measure::Percent(factor) => Value::Percent {
            amount: times(factor)?,
        },
        Measure::Money(code) => Value::Money {
            amount,
            currency: currency(code, word, lang),
        },
        Measure::Clock => return None,
    })
}

/// The unit behind a number: what it means, the word, and where it ends.
fn measure(
    view: &View,
    start: usize,
    end: usize,
    number: &Written,
    lang: Lang,
) -> Option<(Measure, &'static str, usize)> {
    let mut at = view.skip(end);
    if view.byte(at) == b'-' && view.byte(at + 1).is_ascii_alphabetic() {
        at += 1;
    }
    let mut found = unit(view, at);
    if found.is_none()
        && let Some((_, behind)) = view.longest(at, FILLERS.iter().copied())
    {
        found = unit(view, view.skip(behind));
    }
    if found.is_none()
        && number.form == Form::Digits
        && let Some(rest) = view.text()[at..].strip_prefix('分')
        && (lang == Lang::Ja || rest.starts_with('以'))
        && !rest
            .strip_prefix('の')
            .is_some_and(|rest| rest.starts_with(|c| is_han_numeral(c) || c.is_ascii_digit()))
    {
        // in Chinese these are points, unless they are bounded
        return Some((Measure::Time(Unit::Minute, 1), "分", at + '分'.len_utf8()));
    }
    let (word, measure, behind) = found?;
    let follows = &view.text()[behind..];
    let fits = match word {
        // "thirty second" is an ordinal, "5 year plan" is none
        "second" => number.form == Form::Digits,
        "年" => !follows.starts_with(['度', '级', '級', '生']),
        "日" => !follows.starts_with(['本', '常', '系', '语', '語', '付']),
        "天" => !follows.starts_with(['然', '气', '下']),
        "周" => !follows.starts_with(['围', '边', '年', '知']),
        "割" => lang == Lang::Ja && !follows.starts_with('合'),
        // 10点 are ten pieces in Japanese.
        "点" | "點" => {
            lang != Lang::Ja && (number.form == Form::Digits || clock::is_named(view, start))
        }
        "才" => number.form == Form::Digits,
        "am" | "pm" | "a.m." | "p.m." | "min" => number.form == Form::Digits,
        // 克拉, 升级; 千克 and 百米 without figures before them are words
        "克" | "米" | "升" | "吨" | "噸" | "トン" => {
            let han_only = matches!(number.form, Form::Han)
                && view.before(end).is_some_and(|c| "百千万萬".contains(c));
            !han_only
                && (lang != Lang::Ja || word == "トン")
                && !follows.starts_with(['拉', '级', '級', '饭', '粉', '值', 'ネ', 'カ'])
        }
        "gam" => view.word(view.skip(behind), "màu").is_none(),
        "m" => lang != Lang::En,
        // points of a traveller
        "mile" | "miles" | "マイル" | "英里" | "dặm" => number.amount < Decimal::from(1000),
        "tấn" => view.word(view.skip(behind), "công").is_none(),
        "円" | "元" => !(number.form == Form::Han && number.amount == Decimal::from(1)),
        "tiếng" => view
            .longest(
                view.skip(behind),
                ["anh", "việt", "nhật", "trung", "hàn", "pháp", "nói", "động"].into_iter(),
            )
            .is_none(),
        "đô la" | "đô-la" => !view.at(view.skip(behind)).is_some_and(char::is_uppercase),
        "giờ" => !is_clock(view, end, behind),
        _ => true,
    };
    // a pupil of the third year counts nothing either
    let year_of_school = word == "年" && follows.starts_with(['生', '级', '級']);
    if word == "giờ" && !fits || year_of_school {
        return Some((Measure::Clock, word, behind));
    }
    // 10 km/h
    let rate = matches!(measure, Measure::Size(_)) && follows.starts_with('/');
    (fits && !rate).then_some((measure, word, behind))
}

/// A Vietnamese hour that is a time of the day: figures without a unit stand behind it (9 giờ 30), or it is one
/// end of opening hours (từ chín giờ đến mười bảy giờ).
fn is_clock(view: &View, end: usize, behind: usize) -> bool {
    let next = view.skip(behind);
    if numeral_at(view, next, Lang::Vi)
        .is_some_and(|n| n.form == Form::Digits && unit(view, view.skip(n.end)).is_none())
    {
        return true;
    }
    let head = &view.lower()[bounded(view, end.saturating_sub(40), 0)..end];
    let opens = ["lúc ", "hồi ", "vào "].iter().any(|word| {
        head.rfind(word)
            .is_some_and(|at| head.len() - at < word.len() + 14)
    });
    let until = view
        .word(next, "đến")
        .is_some_and(|at| view.lower()[at..bounded(view, at, 30)].contains("giờ"))
        && head.contains("từ ");
    let from = head
        .rfind("đến ")
        .is_some_and(|at| head.len() - at < 24 && head[..at].contains(" giờ "));
    opens || until || from
}

/// Whether a number with its unit states an amount (and is no part of a word or a calendar place).
fn counts(view: &View, at: usize, from: usize, number: &Written, word: &str, end: usize) -> bool {
    let before = &view.text()[..at];
    let calendar = [
        "第", "毎月", "每月", "每年", "毎年", "当月", "翌月", "同月", "次月", "本月", "上", "下",
        "同", "某", "任", "另", "月",
    ];
    let place = matches!(word, "日" | "天" | "年" | "周" | "週" | "月間");
    if from == at
        && place
        && calendar.iter().any(|head| before.ends_with(head))
        && !(before.ends_with("以上") || before.ends_with("以下"))
    {
        return false;
    }
    if view.word_back(view.skip_back(at), "thứ").is_some() {
        return false;
    }
    match number.form {
        Form::Digits => true,
        Form::Han => {
            let one = number.amount == Decimal::from(1);
            let loose = matches!(word, "日" | "天" | "周" | "年" | "週");
            // 一日, 一天, 一年: mostly "a day"
            !(one && loose) || is_amount(view, at, end) || shape::half_more(view, end).is_some()
        }
        Form::Word if number.amount == Decimal::from(1) && matches!(word, "day" | "ngày") => {
            is_amount(view, at, end)
        }
        Form::Word => {
            let year = word == "năm" && number.amount == Decimal::from(5);
            let before = view.skip_back(at);
            // "five" and "year" are one word: behind a number or a quantifier it is the year
            !(view.lower()[at..].starts_with("năm")
                && !year
                && ["mỗi", "hàng", "hằng", "đầu", "cuối", "một", "hai"]
                    .iter()
                    .any(|head| view.word_back(before, head).is_some()))
        }
    }
}

/// The same number once more in brackets, in words or in digits: thirty (30), 30（三十）.
fn restated(view: &View, first: Written, lang: Lang) -> (Written, usize) {
    let open = view.skip(first.end);
    if view.byte(open) == b'('
        && let Some(second) = numeral_at(view, view.skip(open + 1), lang)
        && second.form != first.form
    {
        let close = view.skip(second.end);
        if view.byte(close) == b')' {
            let figures = if second.form == Form::Digits {
                second
            } else {
                first
            };
            return (
                Written {
                    end: close + 1,
                    form: Form::Digits,
                    ..figures
                },
                close + 1,
            );
        }
    }
    (first, first.end)
}

/// What joins the two ends of a range: where the second number starts.
fn connector(view: &View, start: usize, end: usize) -> Option<usize> {
    let at = view.skip(end);
    if let Some(behind) = view.word(at, "and")
        && view.word_back(view.skip_back(start), "between").is_some()
    {
        return Some(view.skip(behind));
    }
    [
        "-",
        "–",
        "—",
        "~",
        "〜",
        "至",
        "到",
        "から",
        "乃至",
        "ないし",
        "to",
        "or",
        "或",
        "または",
        "又は",
        "đến",
        "hoặc",
        "tới",
    ]
    .iter()
    .filter_map(|word| view.word(at, word))
    .max()
    .map(|behind| view.skip(behind))
}

/// What stands behind years that are an age.
const OLDER: &[&str] = &[
    "or older",
    "and older",
    "or over",
    "and over",
    "or above",
    "and above",
    "or younger",
    "and younger",
];

/// Whether the words in front speak of age: "under the age of 16", "aged 13".
fn is_age(view: &View, at: usize) -> bool {
    let before = view.skip_back(at);
    ["age of", "ages of", "aged", "ages", "age"]
        .iter()
        .any(|word| view.word_back(before, word).is_some())
}
