//! Numbers in words that count things: three copies, 两份, 四つの, ba bản.
//!
//! Without a unit a number word is weak evidence ("both", "one", 第三方, `ba mẹ`), so one and whatever only looks
//! like a number are left out, and a Han numeral counts only before a counter.

use crate::facts::bounds::bound;
use crate::facts::numerals::{Form, Written};
use crate::facts::view::View;
use crate::model::{Bound, Decimal};
use crate::text::{Lang, is_han};

/// Han and kana counters behind a Han numeral.
const COUNTERS: &[&str] = &[
    "个", "個", "箇", "种", "種", "项", "項", "类", "類", "点", "點", "条", "條", "款", "名", "位",
    "份", "件", "台", "臺", "枚", "冊", "册", "本", "通", "つ", "か所", "ヶ所", "カ所", "箇所",
    "社", "段", "级", "級", "倍", "套", "张", "張", "家", "间", "間", "层", "階", "回", "次", "人",
    "封", "組", "组", "批", "笔", "筆", "只", "頭", "头", "棟", "栋", "座", "部", "門", "门",
    "方面", "大类", "步", "把", "艘", "辆", "輛", "両", "行", "杯", "字", "文字", "部分",
];

/// What makes another word of a Han numeral before a counter.
const WORDS: &[&str] = &[
    "二次",
    "三次元",
    "二段階",
    "二条",
    "三条",
    "五条",
    "六本",
    "八百",
    "千代",
    "四人組",
    "百合",
    "百科",
    "千葉",
    "一本",
    "三社",
    "十字",
    "十分",
    "二名法",
    "五位",
    "百度",
    "百货",
    "百貨",
    "百日",
    "千克",
    "千米",
    "三部曲",
];

/// How many times, in a word of its own, at `at`: twice, gấp đôi, 双倍.
pub(super) fn times(view: &View, at: usize, lang: Lang) -> Option<(Decimal, usize)> {
    let words: &[(&str, i64)] = match lang {
        Lang::Zh | Lang::ZhHant => &[("双倍", 2), ("雙倍", 2)],
        Lang::En => &[("twice", 2), ("thrice", 3)],
        Lang::Vi => &[("gấp đôi", 2)],
        _ => return None,
    };
    let (word, end) = view.longest(at, words.iter().map(|(word, _)| *word))?;
    Some((Decimal::from(words[word].1), end))
}

/// Whether a number without a unit counts something.
pub(super) fn counts(view: &View, at: usize, number: &Written, lang: Lang) -> bool {
    if number.amount < Decimal::from(2) {
        return false;
    }
    let next = view.skip(number.end);
    match number.form {
        Form::Digits => true,
        Form::Han => {
            let other_word = WORDS.iter().any(|word| view.text()[at..].starts_with(word));
            let inside = view
                .before(at)
                .is_some_and(|c| matches!(c, '第' | '其' | '数' | '數' | '几' | '幾' | '何'));
            !other_word
                && !inside
                && COUNTERS
                    .iter()
                    .any(|counter| view.text()[number.end..].starts_with(counter))
        }
        Form::Word if lang == Lang::Vi => {
            let before = view.skip_back(at);
            let ordinal = ["thứ", "tháng", "ngày", "mồng", "mùng", "tết", "số", "năm"]
                .iter()
                .any(|word| view.word_back(before, word).is_some());
            // "năm" is a year more often than five
            let year = view.word(at, "năm") == Some(number.end)
                && bound(view, at, number.end) == Bound::Exact;
            let family = ["mẹ", "má", "lô", "chấm", "mươi", "muồi", "chắn"]
                .iter()
                .any(|word| view.word(next, word).is_some());
            // xác thực hai yếu tố: one word, as two-factor and 二要素 are
            let compound = view.word_back(before, "xác thực").is_some();
            !ordinal
                && !year
                && !family
                && !compound
                && next > number.end
                && counts_a_word(view, next)
        }
        Form::Word => {
            let next = ["or more", "or fewer"]
                .iter()
                .find_map(|word| view.word(next, word))
                .map_or(next, |end| view.skip(end));
            let partitive = ["of", "or", "and", "in", "are", "is", "more"]
                .iter()
                .any(|word| view.word(next, word).is_some());
            !partitive && next > number.end && counts_a_word(view, next)
        }
    }
}

/// A word follows that may be counted.
fn counts_a_word(view: &View, next: usize) -> bool {
    view.at(next)
        .is_some_and(|c| crate::text::is_alphabetic(c) && !is_han(c))
}
