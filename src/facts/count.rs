//! Numbers of things that a sentence promises to list: "the following 11 purposes", 以下の4つ, 下列三种情形.

use super::claims::Claims;
use super::numerals::{Form, Written, bounded, numeral_at};
use super::units::{self, Measure};
use super::view::{View, is_letter};
use crate::model::Value;
use crate::text::Lang;

/// What stands before a promised number.
const CHINESE: &[&str] = &["以下", "下列", "如下", "下述"];
const JAPANESE: &[&str] = &[
    "以下の",
    "次の",
    "下記の",
    "次に掲げる",
    "以下に掲げる",
    "次に定める",
    "下記に掲げる",
    "以下に定める",
    "以下",
    "次に示す",
    "以下に示す",
];

/// Words that count things: without one a Han numeral behind the cue is no promise.
const COUNTERS: &[&str] = &[
    "个",
    "個",
    "种",
    "種",
    "项",
    "項",
    "类",
    "類",
    "点",
    "點",
    "条",
    "條",
    "款",
    "方面",
    "情形",
    "情况",
    "原则",
    "大类",
    "つ",
    "件",
    "種類",
    "項目",
    "か条",
    "ヶ条",
    "の",
    "事項",
    "場合",
    "ケース",
    "区分",
    "カテゴリ",
    "分野",
    "要件",
    "段階",
    "原則",
    "名",
    "社",
    "者",
    "步",
    "部分",
    "目的",
    "条件",
    "大",
    "家",
    "份",
    "位",
    "通り",
    "か国",
    "カ国",
    "ヶ国",
];

/// What stands before "following" where that is no preposition: "following 3 attempts" is "after" them.
const BEFORE_FOLLOWING: &[&str] = &[
    "the", "these", "those", "any", "all", "our", "a", "for", "in", "of", "on", "to", "by", "with",
    "at", "from", "under", "per", "has", "have", "are", "is",
];

/// Longest promise that is believed.
const MOST: u16 = 200;

/// Claims the promises of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    for cue in CHINESE.iter().chain(JAPANESE) {
        for at in finds(view, cue) {
            let behind = at + cue.len();
            if let Some(number) = numeral_at(view, view.skip(behind), lang) {
                let unit = view.skip(number.end);
                if number.form != Form::Word && counter(view, unit) {
                    state(view.skip(behind), &number, claims);
                }
            }
        }
    }
    for at in finds(view, "following") {
        let before = view.skip_back(at);
        if view
            .longest_back(before, BEFORE_FOLLOWING.iter().copied())
            .is_none()
        {
            continue;
        }
        let mut behind = view.skip(at + "following".len());
        if view.byte(behind) == b'(' {
            behind += 1;
        }
        if let Some(number) = numeral_at(view, behind, Lang::En).filter(|n| n.form != Form::Han) {
            let unit = view.skip(number.end);
            let plain = !view.at(number.end).is_some_and(|c| {
                is_letter(c) || c == '%' || c == '.' && view.byte(number.end + 1).is_ascii_digit()
            });
            if plain && units::unit(view, unit).is_none() {
                state(behind, &number, claims);
            }
        }
    }
    if lang == Lang::Vi {
        for cue in ["sau đây", "dưới đây", "sau"] {
            for at in finds(view, cue) {
                vietnamese(view, at, cue, claims);
            }
        }
    }
}

/// The places of a cue as a whole word.
fn finds<'a>(view: &'a View, cue: &'a str) -> impl Iterator<Item = usize> + 'a {
    view.lower()
        .match_indices(cue)
        .map(|(at, _)| at)
        .filter(|at| view.word(*at, cue).is_some() && view.word_back(at + cue.len(), cue).is_some())
}

/// A counter that is no unit: 以下の30日 promises nothing. 以下の3点 is no time of the day.
fn counter(view: &View, at: usize) -> bool {
    view.longest(at, COUNTERS.iter().copied())
        .is_some_and(|(_, end)| {
            units::unit(view, at)
                .is_none_or(|(_, measure, unit)| unit < end || measure == Measure::Clock)
        })
}

fn state(at: usize, number: &Written, claims: &mut Claims) {
    let amount = (number.amount.scale == 0)
        .then(|| u16::try_from(number.amount.units).ok())
        .flatten();
    // 下列一项 is "one of the following"
    let least = if number.form == Form::Digits { 1 } else { 2 };
    if let Some(amount) = amount.filter(|amount| (least..=MOST).contains(amount)) {
        claims.state(at, number.end, Value::Count { amount });
    }
}

/// `5 trường hợp sau`, `bốn mục đích sau đây:` — the number stands up to six syllables before the cue.
fn vietnamese(view: &View, cue: usize, word: &str, claims: &mut Claims) {
    let end = cue + word.len();
    let closes = view
        .at(view.skip(end))
        .is_none_or(|c| matches!(c, ':' | '.' | ',' | ';' | ')'));
    if word == "sau" && !closes {
        return;
    }
    let mut starts = Vec::new();
    let mut at = view.skip_back(cue);
    for _ in 0..8 {
        let head = &view.text()[bounded(view, at.saturating_sub(24), 0)..at];
        let Some(first) = head
            .rfind(|c: char| !(is_letter(c) || c.is_ascii_digit()))
            .map(|gap| gap + head[gap..].chars().next().map_or(1, char::len_utf8))
        else {
            starts.push(at - head.len());
            break;
        };
        if first == head.len() {
            // 03 (ba) điều kiện: the number is said twice
            let bracket = head
                .ends_with(')')
                .then(|| head.rfind('(').filter(|open| !head[*open..].contains('\n')))
                .flatten();
            match bracket {
                Some(open) => {
                    at = view.skip_back(at - (head.len() - open));
                    continue;
                }
                None => break,
            }
        }
        let start = at - (head.len() - first);
        starts.push(start);
        at = view.skip_back(start);
        if at == start {
            break;
        }
    }
    // the longest number: the leftmost start from which one can be read
    for start in starts.into_iter().rev() {
        let Some(number) =
            numeral_at(view, start, Lang::Vi).filter(|n| n.form != Form::Han && n.end < cue)
        else {
            continue;
        };
        let unit = units::unit(view, view.skip(number.end)).is_some();
        let single = number.form == Form::Word && number.amount.units == 1;
        let ordinal = view.word_back(view.skip_back(start), "thứ").is_some();
        // năm sau is the next year
        let bare = view.skip(number.end) == cue;
        if !unit && !single && !ordinal && !bare {
            state(start, &number, claims);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn promised_counts() {
        table(
            "count",
            &[
                (
                    "en",
                    "We use data for the following 11 purposes:",
                    "count:11",
                ),
                ("en", "any of the following four cases", "count:4"),
                ("en", "one of the following:", ""),
                ("en", "the following 30 days", ""),
                ("en", "the following 2.5 points", ""),
                ("ja", "以下の11の目的で利用します。", "count:11"),
                ("ja", "次の4つの場合", "count:4"),
                ("ja", "次の三種類の情報", "count:3"),
                ("ja", "以下の30日間", ""),
                ("ja", "次の一般的な", ""),
                ("zh", "有下列三种情形之一的：", "count:3"),
                ("zh", "包括以下11项：", "count:11"),
                ("zh", "以下第三方", ""),
                ("zh", "以下一切信息", ""),
                ("zh-Hant", "下列三種情形", "count:3"),
                ("vi", "trong 5 trường hợp sau:", "count:5"),
                ("vi", "bốn trường hợp sau đây", "count:4"),
                ("vi", "mười hai mục đích sau đây:", "count:12"),
                ("vi", "sau 5 ngày", ""),
                ("vi", "một số trường hợp sau:", ""),
                ("vi", "30 ngày sau đây", ""),
                ("vi", "các mục đích sau:", ""),
            ],
        );
    }
}
