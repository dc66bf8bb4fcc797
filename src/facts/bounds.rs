//! Words that bound an amount: at least, 以内, không quá.

use std::sync::LazyLock;

use super::numerals::bounded;
use super::view::{View, is_letter};
use super::words::Words;
use crate::model::Bound;
use crate::text::{is_cjk, is_han};
use Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

/// Before the number; the longest that fits wins, so that 不超过 is not 超过.
const BEFORE: &[(&str, Bound)] = &[
    // English
    ("at least", AtLeast),
    ("not less than", AtLeast),
    ("no less than", AtLeast),
    ("no fewer than", AtLeast),
    ("not fewer than", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("minimum", AtLeast),
    ("not under", AtLeast),
    ("not younger than", AtLeast),
    ("more than", MoreThan),
    ("longer than", MoreThan),
    ("larger than", MoreThan),
    ("bigger than", MoreThan),
    ("heavier than", MoreThan),
    ("higher than", MoreThan),
    ("逾", MoreThan),
    ("greater than", MoreThan),
    ("over", MoreThan),
    ("exceeding", MoreThan),
    ("exceeds", MoreThan),
    ("exceed", MoreThan),
    ("above", MoreThan),
    ("older than", MoreThan),
    ("later than", MoreThan),
    ("in excess of", MoreThan),
    ("over the age of", MoreThan),
    ("above the age of", MoreThan),
    ("at most", AtMost),
    ("not more than", AtMost),
    ("no more than", AtMost),
    ("no longer than", AtMost),
    ("not longer than", AtMost),
    ("not exceeding", AtMost),
    ("not exceed", AtMost),
    ("not to exceed", AtMost),
    ("does not exceed", AtMost),
    ("up to", AtMost),
    ("a maximum of", AtMost),
    ("maximum of", AtMost),
    ("maximum", AtMost),
    ("as many as", AtMost),
    ("within", AtMost),
    ("within a period of", AtMost),
    ("no later than", AtMost),
    ("not later than", AtMost),
    ("not over", AtMost),
    ("not older than", AtMost),
    ("less than", LessThan),
    ("fewer than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("younger than", LessThan),
    ("under the age of", LessThan),
    ("below the age of", LessThan),
    ("under age", LessThan),
    ("shorter than", LessThan),
    ("about", About),
    ("approximately", About),
    ("around", About),
    ("roughly", About),
    ("some", About),
    // Chinese
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("不少于", AtLeast),
    ("不得少于", AtLeast),
    ("不低于", AtLeast),
    ("不得低于", AtLeast),
    ("不少於", AtLeast),
    ("不得少於", AtLeast),
    ("不低於", AtLeast),
    ("不短于", AtLeast),
    ("已满", AtLeast),
    ("年满", AtLeast),
    ("年滿", AtLeast),
    ("大于等于", AtLeast),
    ("超过", MoreThan),
    ("超過", MoreThan),
    ("超出", MoreThan),
    ("多于", MoreThan),
    ("多於", MoreThan),
    ("大于", MoreThan),
    ("高于", MoreThan),
    ("高於", MoreThan),
    ("不超过", AtMost),
    ("不得超过", AtMost),
    ("不会超过", AtMost),
    ("不超過", AtMost),
    ("不得超過", AtMost),
    ("最多", AtMost),
    ("至多", AtMost),
    ("最长", AtMost),
    ("最长为", AtMost),
    ("最长可达", AtMost),
    ("最多为", AtMost),
    ("最長", AtMost),
    ("最长不超过", AtMost),
    ("不多于", AtMost),
    ("不得多于", AtMost),
    ("不高于", AtMost),
    ("不晚于", AtMost),
    ("不迟于", AtMost),
    ("不大于", AtMost),
    ("最高", AtMost),
    ("未超过", AtMost),
    ("少于", LessThan),
    ("少於", LessThan),
    ("低于", LessThan),
    ("低於", LessThan),
    ("小于", LessThan),
    ("小於", LessThan),
    ("未满", LessThan),
    ("未滿", LessThan),
    ("不满", LessThan),
    ("不滿", LessThan),
    ("不足", LessThan),
    ("未达", LessThan),
    ("未年满", LessThan),
    ("未達", LessThan),
    ("约为", About),
    ("約為", About),
    ("约", About),
    ("約", About),
    ("大约", About),
    ("大約", About),
    ("大概", About),
    // Japanese
    ("少なくとも", AtLeast),
    ("最低", AtLeast),
    ("最低でも", AtLeast),
    ("最短", AtLeast),
    ("最短で", AtLeast),
    ("最大", AtMost),
    ("最大で", AtMost),
    ("最長で", AtMost),
    ("最多で", AtMost),
    ("上限", AtMost),
    ("およそ", About),
    ("おおよそ", About),
    ("おおむね", About),
    ("概ね", About),
    // Vietnamese
    ("ít nhất", AtLeast),
    ("ít nhất là", AtLeast),
    ("tối thiểu", AtLeast),
    ("tối thiểu là", AtLeast),
    ("không dưới", AtLeast),
    ("không ít hơn", AtLeast),
    ("không thấp hơn", AtLeast),
    ("từ đủ", AtLeast),
    ("đủ", AtLeast),
    ("trên", MoreThan),
    ("hơn", MoreThan),
    ("nhiều hơn", MoreThan),
    ("lớn hơn", MoreThan),
    ("quá", MoreThan),
    ("vượt quá", MoreThan),
    ("lâu hơn", MoreThan),
    ("không quá", AtMost),
    ("không vượt quá", AtMost),
    ("không được vượt quá", AtMost),
    ("không được quá", AtMost),
    ("không hơn", AtMost),
    ("không nhiều hơn", AtMost),
    ("tối đa", AtMost),
    ("tối đa là", AtMost),
    ("nhiều nhất", AtMost),
    ("trong vòng", AtMost),
    ("chậm nhất", AtMost),
    ("muộn nhất", AtMost),
    ("không muộn hơn", AtMost),
    ("không lâu hơn", AtMost),
    ("dưới", LessThan),
    ("chưa đủ", LessThan),
    ("chưa đến", LessThan),
    ("chưa tròn", LessThan),
    ("ít hơn", LessThan),
    ("thấp hơn", LessThan),
    ("nhỏ hơn", LessThan),
    ("không đủ", LessThan),
    ("chưa quá", AtMost),
    ("khoảng", About),
    ("xấp xỉ", About),
];

/// Behind the number and its unit.
const AFTER: &[(&str, Bound)] = &[
    ("or more", AtLeast),
    ("or higher", AtLeast),
    ("or later", AtLeast),
    ("or newer", AtLeast),
    ("及以上", AtLeast),
    ("或以上", AtLeast),
    ("或更高", AtLeast),
    ("或者更高", AtLeast),
    ("以降", AtLeast),
    ("or older", AtLeast),
    ("or over", AtLeast),
    ("or longer", AtLeast),
    ("or above", AtLeast),
    ("or greater", AtLeast),
    ("and over", AtLeast),
    ("and older", AtLeast),
    ("and above", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or under", AtMost),
    ("or younger", AtMost),
    ("or below", AtMost),
    ("以上", AtLeast),
    ("以下", AtMost),
    ("以内", AtMost),
    ("以內", AtMost),
    ("之内", AtMost),
    ("之內", AtMost),
    ("内", AtMost),
    ("內", AtMost),
    ("左右", About),
    ("未満", LessThan),
    ("に達しない", LessThan),
    ("に満たない", LessThan),
    ("を下回る", LessThan),
    ("を下回らない", AtLeast),
    ("超", MoreThan),
    ("を超え", MoreThan),
    ("をこえ", MoreThan),
    ("を上回る", MoreThan),
    ("を超えない", AtMost),
    ("を超えず", AtMost),
    ("を超えてはならない", AtMost),
    ("を超えてはなりません", AtMost),
    ("を超えてはいけません", AtMost),
    ("を超えることはでき", AtMost),
    ("を超えません", AtMost),
    ("を限度", AtMost),
    ("を上限", AtMost),
    ("程度", About),
    ("ほど", About),
    ("前後", About),
    ("trở lên", AtLeast),
    ("trở xuống", AtMost),
];

static FRONT: LazyLock<Words<Bound>> = LazyLock::new(|| Words::behind(BEFORE));
static BACK: LazyLock<Words<Bound>> = LazyLock::new(|| Words::ahead(&[AFTER]));

/// What makes an agreement of 约 and 約, not "about": 公约, 契約.
const AGREEMENTS: &[char] = &[
    '公', '合', '条', '條', '契', '协', '協', '和', '制', '节', '節', '预', '預', '规', '規', '婚',
    '签', '簽', '誓', '盟',
];

/// How the words around `start..end` (a number with its unit) bound it. What stands in front wins.
pub(super) fn bound(view: &View, start: usize, end: usize) -> Bound {
    // "at least once every 12 months": the bound is the frequency's
    if is_frequency(view, start, end) {
        return Bound::Exact;
    }
    let front = in_front(view, start);
    let back = || {
        BACK.at(view, view.skip(end))
            .map(|((_, bound), _)| *bound)
            .or_else(|| behind_counter(view, end))
            .or_else(|| behind_noun(view, end))
    };
    match front {
        Some(About) => back().unwrap_or(About),
        Some(bound) => bound,
        None => back().unwrap_or(Bound::Exact),
    }
}

/// The bound in front of a number, past words that change nothing, and turned round where it is negated.
fn in_front(view: &View, start: usize) -> Option<Bound> {
    let mut before = view.skip_back(start);
    for _ in 0..3 {
        let Some((_, at)) = view.longest_back(before, BETWEEN.iter().copied()) else {
            break;
        };
        before = view.skip_back(at);
    }
    let Some(((word, bound), at)) = FRONT.before(view, before) else {
        return adverb(view, before);
    };
    if matches!(*word, "约" | "約") && view.before(at).is_some_and(|c| AGREEMENTS.contains(&c)) {
        return None;
    }
    Some(match bound {
        MoreThan if is_negated(view, at) => AtMost,
        LessThan if is_negated(view, at) => AtLeast,
        bound => *bound,
    })
}

/// 至少保存三年, 至少提前30日: an adverb with a verb between it and the number.
fn adverb(view: &View, before: usize) -> Option<Bound> {
    const ADVERBS: &[(&str, Bound)] = &[
        ("至少", AtLeast),
        ("最少", AtLeast),
        ("最多", AtMost),
        ("至多", AtMost),
        ("最长", AtMost),
        ("最長", AtMost),
    ];
    let mut at = before;
    for c in view.text()[..before]
        .chars()
        .rev()
        .take(4)
        .take_while(|c| is_han(*c))
    {
        at -= c.len_utf8();
        if let Some((_, bound)) = ADVERBS
            .iter()
            .find(|(word, _)| view.text()[..at].ends_with(word))
        {
            return Some(*bound);
        }
    }
    None
}

/// Whether a negation stands shortly before a bound: 请勿超过, không kéo dài quá, must not be over.
fn is_negated(view: &View, at: usize) -> bool {
    const HAN: &[&str] = &[
        "不", "勿", "未", "不得", "不能", "不应", "不應", "不会", "不可", "不宜",
    ];
    let end = view.skip_back(at);
    let head = &view.lower()[bounded(view, end.saturating_sub(40), 0)..end];
    if HAN.iter().any(|word| head.ends_with(word)) {
        return true;
    }
    head.rsplit(' ')
        .take(3)
        .any(|word| matches!(word, "not" | "never" | "không" | "chưa" | "đừng"))
}

/// Whether a period says how often, not how long: 12か月に1回, every 6 months, sáu tháng một lần.
fn is_frequency(view: &View, start: usize, end: usize) -> bool {
    let behind = &view.lower()[view.skip(end)..];
    let head = &view.lower()[..view.skip_back(start)];
    [
        "に1回",
        "に一回",
        "に1度",
        "に一度",
        "ごと",
        "毎に",
        "おき",
        "một lần",
        "1 lần",
        "/lần",
    ]
    .iter()
    .any(|word| behind.starts_with(word))
        || ["every", "mỗi", "每", "毎"]
            .iter()
            .any(|word| head.ends_with(word))
}

/// 250人を超える, 25 MB未満: a bound behind a counter.
fn behind_counter(view: &View, end: usize) -> Option<Bound> {
    let mut at = view.skip(end);
    for c in view.text()[at..].chars().take(4) {
        let counts = is_han(c) || c.is_ascii_alphabetic() || ('ァ'..='ヿ').contains(&c);
        if !counts {
            return None;
        }
        at += c.len_utf8();
        if view.at(at).is_some_and(is_cjk)
            && let Some(((_, bound), _)) = BACK.at(view, at)
        {
            return Some(*bound);
        }
    }
    None
}

/// 8 characters or more, 8 ký tự trở lên: a bound behind one or two words.
fn behind_noun(view: &View, end: usize) -> Option<Bound> {
    const BOUNDS: &[&str] = &["or more", "or fewer", "or less", "trở lên", "trở xuống"];
    let mut at = view.skip(end);
    for _ in 0..2 {
        let word: usize = view.text()[at..]
            .chars()
            .take(24)
            .take_while(|c| is_letter(*c))
            .map(char::len_utf8)
            .sum();
        at = view.skip(at + word);
        if word == 0 {
            return None;
        }
        if view.longest(at, BOUNDS.iter().copied()).is_some() {
            return BACK.at(view, at).map(|((_, bound), _)| *bound);
        }
    }
    None
}

/// Between a bound and its number: within the next 12 months.
const BETWEEN: &[&str] = &[
    "the next",
    "the following",
    "the first",
    "a further",
    "an additional",
    "further",
    "the",
    "next",
    "của",
];

/// Whether words around `start..end` show that it is an amount and no place in a calendar.
pub(super) fn is_amount(view: &View, start: usize, end: usize) -> bool {
    bound(view, start, end) != Bound::Exact
        || ["間", "后", "後", "前", "间", "期间"]
            .iter()
            .any(|word| view.text()[end..].starts_with(word))
}
