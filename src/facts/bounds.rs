//! Words that bound an amount: at least, 以内, không quá.

use std::sync::LazyLock;

use super::view::View;
use super::words::Words;
use crate::model::Bound;
use Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

/// Before the number; the longest that fits wins, so that 不超过 is not 超过.
const BEFORE: &[(&str, Bound)] = &[
    // English
    ("at least", AtLeast), ("not less than", AtLeast), ("no less than", AtLeast), ("no fewer than", AtLeast), ("not fewer than", AtLeast), ("a minimum of", AtLeast), ("minimum of", AtLeast), ("minimum", AtLeast), ("not under", AtLeast), ("not younger than", AtLeast),
    ("more than", MoreThan), ("longer than", MoreThan), ("greater than", MoreThan), ("over", MoreThan), ("exceeding", MoreThan), ("exceeds", MoreThan), ("exceed", MoreThan), ("above", MoreThan), ("older than", MoreThan), ("later than", MoreThan), ("in excess of", MoreThan), ("over the age of", MoreThan), ("above the age of", MoreThan),
    ("at most", AtMost), ("not more than", AtMost), ("no more than", AtMost), ("no longer than", AtMost), ("not longer than", AtMost), ("not exceeding", AtMost), ("not exceed", AtMost), ("not to exceed", AtMost), ("does not exceed", AtMost), ("up to", AtMost), ("a maximum of", AtMost), ("maximum of", AtMost), ("maximum", AtMost), ("as many as", AtMost), ("within", AtMost), ("within the", AtMost), ("within a period of", AtMost), ("no later than", AtMost), ("not later than", AtMost), ("not over", AtMost), ("not older than", AtMost),
    ("less than", LessThan), ("fewer than", LessThan), ("under", LessThan), ("below", LessThan), ("younger than", LessThan), ("under the age of", LessThan), ("below the age of", LessThan), ("under age", LessThan), ("shorter than", LessThan),
    ("about", About), ("approximately", About), ("around", About), ("roughly", About), ("some", About),
    // Chinese
    ("至少", AtLeast), ("最少", AtLeast), ("不少于", AtLeast), ("不得少于", AtLeast), ("不低于", AtLeast), ("不得低于", AtLeast), ("不少於", AtLeast), ("不得少於", AtLeast), ("不低於", AtLeast), ("不短于", AtLeast), ("已满", AtLeast), ("年满", AtLeast), ("年滿", AtLeast), ("大于等于", AtLeast),
    ("超过", MoreThan), ("超過", MoreThan), ("超出", MoreThan), ("多于", MoreThan), ("多於", MoreThan), ("大于", MoreThan), ("高于", MoreThan), ("高於", MoreThan),
    ("不超过", AtMost), ("不得超过", AtMost), ("不会超过", AtMost), ("不超過", AtMost), ("不得超過", AtMost), ("最多", AtMost), ("至多", AtMost), ("最长", AtMost), ("最長", AtMost), ("最长不超过", AtMost), ("不多于", AtMost), ("不得多于", AtMost), ("不高于", AtMost), ("不晚于", AtMost), ("不迟于", AtMost), ("不大于", AtMost), ("最高", AtMost), ("未超过", AtMost),
    ("少于", LessThan), ("少於", LessThan), ("低于", LessThan), ("低於", LessThan), ("小于", LessThan), ("小於", LessThan), ("未满", LessThan), ("未滿", LessThan), ("不满", LessThan), ("不滿", LessThan), ("不足", LessThan), ("未达", LessThan), ("未年满", LessThan), ("未達", LessThan),
    ("约", About), ("約", About), ("大约", About), ("大約", About), ("大概", About),
    // Japanese
    ("少なくとも", AtLeast), ("最低", AtLeast), ("最低でも", AtLeast), ("最短", AtLeast), ("最短で", AtLeast), ("最大", AtMost), ("最大で", AtMost), ("最長で", AtMost), ("最多で", AtMost), ("上限", AtMost), ("およそ", About), ("おおよそ", About), ("おおむね", About), ("概ね", About),
    // Vietnamese
    ("ít nhất", AtLeast), ("ít nhất là", AtLeast), ("tối thiểu", AtLeast), ("tối thiểu là", AtLeast), ("không dưới", AtLeast), ("không ít hơn", AtLeast), ("không thấp hơn", AtLeast), ("từ đủ", AtLeast), ("đủ", AtLeast),
    ("trên", MoreThan), ("hơn", MoreThan), ("nhiều hơn", MoreThan), ("lớn hơn", MoreThan), ("quá", MoreThan), ("vượt quá", MoreThan), ("lâu hơn", MoreThan),
    ("không quá", AtMost), ("không vượt quá", AtMost), ("không được vượt quá", AtMost), ("không được quá", AtMost), ("không hơn", AtMost), ("không nhiều hơn", AtMost), ("tối đa", AtMost), ("tối đa là", AtMost), ("nhiều nhất", AtMost), ("trong vòng", AtMost), ("trong thời hạn", AtMost), ("chậm nhất", AtMost), ("muộn nhất", AtMost), ("không muộn hơn", AtMost), ("không lâu hơn", AtMost),
    ("dưới", LessThan), ("chưa đủ", LessThan), ("chưa đến", LessThan), ("chưa tròn", LessThan), ("ít hơn", LessThan), ("thấp hơn", LessThan), ("nhỏ hơn", LessThan), ("không đủ", LessThan), ("chưa quá", AtMost),
    ("khoảng", About), ("xấp xỉ", About),
];

/// Behind the number and its unit.
const AFTER: &[(&str, Bound)] = &[
    ("or more", AtLeast), ("or older", AtLeast), ("or over", AtLeast), ("or longer", AtLeast), ("or above", AtLeast), ("or greater", AtLeast), ("and over", AtLeast), ("and older", AtLeast), ("and above", AtLeast), ("or less", AtMost), ("or fewer", AtMost), ("or under", AtMost), ("or younger", AtMost), ("or below", AtMost),
    ("以上", AtLeast), ("以下", AtMost), ("以内", AtMost), ("以內", AtMost), ("之内", AtMost), ("之內", AtMost), ("内", AtMost), ("內", AtMost), ("左右", About),
    ("未満", LessThan), ("に満たない", LessThan), ("を下回る", LessThan), ("を下回らない", AtLeast), ("超", MoreThan), ("を超え", MoreThan), ("をこえ", MoreThan), ("を上回る", MoreThan), ("を超えない", AtMost), ("を超えず", AtMost), ("を超えてはならない", AtMost), ("を限度", AtMost), ("を上限", AtMost), ("程度", About), ("ほど", About), ("前後", About),
    ("trở lên", AtLeast), ("trở xuống", AtMost),
];

static FRONT: LazyLock<Words<Bound>> = LazyLock::new(|| Words::behind(BEFORE));
static BACK: LazyLock<Words<Bound>> = LazyLock::new(|| Words::ahead(AFTER));

/// What makes an agreement of 约 and 約, not "about": 公约, 契約.
const AGREEMENTS: &[char] = &['公', '合', '条', '條', '契', '协', '協', '和', '制', '节', '節', '预', '預', '规', '規', '婚', '签', '簽', '誓', '盟'];

/// How the words around `start..end` (a number with its unit) bound it. What stands in front wins.
pub(super) fn bound(view: &View, start: usize, end: usize) -> Bound {
    let before = view.skip_back(start);
    let agreement = |word: &str, start: usize| matches!(word, "约" | "約") && view.before(start).is_some_and(|c| AGREEMENTS.contains(&c));
    let front = FRONT.before(view, before).filter(|((word, _), start)| !agreement(word, *start)).map(|((_, bound), _)| *bound);
    let back = || BACK.at(view, view.skip(end)).map(|((_, bound), _)| *bound);
    match front {
        Some(About) => back().unwrap_or(About),
        Some(bound) => bound,
        None => back().unwrap_or(Bound::Exact),
    }
}

/// Whether words around `start..end` show that it is an amount and no place in a calendar.
pub(super) fn is_amount(view: &View, start: usize, end: usize) -> bool {
    bound(view, start, end) != Bound::Exact || ["間", "后", "後", "前", "间", "期间"].iter().any(|word| view.text()[end..].starts_with(word))
}
