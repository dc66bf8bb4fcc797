//! Titles of laws that the table of statutes does not know, beside a reference.

use super::Bound;
use crate::facts::numerals::bounded;
use crate::facts::statutes;
use crate::facts::view::{View, is_letter};
use crate::text::{is_han, is_kana};

/// Endings of a law's name in Han characters.
pub(super) const LAWS: &[&str] = &[
    "法",
    "法律",
    "法典",
    "憲法",
    "宪法",
    "条例",
    "條例",
    "条約",
    "条约",
    "條約",
    "政令",
    "省令",
    "府令",
    "施行令",
    "施行規則",
    "実施细则",
    "实施细则",
    "实施条例",
    "細則",
];

/// Words in 法 that are no law.
pub(super) const NO_LAWS: &[&str] = &[
    "方法", "合法", "司法", "做法", "办法", "辦法", "手法", "用法", "非法", "违法", "違法", "依法",
    "不法", "適法", "无法", "無法", "技法", "寸法", "作法",
];

/// A law's name in Han characters that ends a text.
pub(super) fn han_title(text: &str, last: Option<&str>) -> Option<Bound> {
    let law = LAWS
        .iter()
        .filter(|law| text.ends_with(**law))
        .max_by_key(|law| law.len())?;
    if NO_LAWS.iter().any(|word| text.ends_with(word)) && !text.ends_with("公司法") {
        return None;
    }
    let tail: String = text
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let about = tail.contains("に関する");
    let mut start = tail.len();
    for (at, c) in tail.char_indices().rev() {
        let goes = is_han(c)
            || (is_kana(c) && !('ぁ'..='ゟ').contains(&c))
            || (about && matches!(c, 'の' | 'に' | 'す' | 'る' | 'よ' | 'な' | 'び'))
            || c == '等';
        if !goes {
            break;
        }
        start = at;
    }
    let mut title = &tail[start..];
    for cut in [
        "及び", "又は", "依据", "根据", "依照", "按照", "违反", "以及", "或者", "和", "与", "及",
        "根據", "依據", "違反", "的",
    ] {
        // 電子署名及び認証業務に関する法律 is one title
        if let Some(at) = title.rfind(cut)
            && !(about
                && matches!(cut, "及び" | "及")
                && !LAWS.iter().any(|law| title[..at].ends_with(law)))
        {
            title = &title[at + cut.len()..];
        }
    }
    if title.starts_with('本') {
        return Some(Bound::Here);
    }
    if title.starts_with(['同', '该', '該']) {
        return Some(last.map_or(Bound::Unknown, |statute| Bound::Statute(statute.to_owned())));
    }
    if title.is_empty() || title == "法" || title == *law && title.chars().count() < 2 {
        return Some(Bound::Unknown);
    }
    Some(Bound::Statute(statutes::fold(title)))
}

/// 45 C.F.R., Cal. Civ. Code: what stands before a section sign.
pub(super) fn code(view: &View, end: usize) -> Option<String> {
    for (word, name) in [
        ("c.f.r.", "cfr"),
        ("cfr", "cfr"),
        ("u.s.c.", "usc"),
        ("usc", "usc"),
    ] {
        if let Some(start) = view.word_back(end, word) {
            let stop = view.skip_back(start);
            let digits = view.text()[..stop]
                .bytes()
                .rev()
                .take(3)
                .take_while(u8::is_ascii_digit)
                .count();
            return (digits > 0).then(|| format!("{} {name}", &view.text()[stop - digits..stop]));
        }
    }
    let (start, end) = view.latin_back(end);
    let word = &view.text()[start..end];
    if !matches!(word, "Code" | "Act" | "Law" | "Regulation" | "Directive") {
        return None;
    }
    let mut from = start;
    for _ in 0..8 {
        let (start, end) = view.latin_back(if view.before(view.skip_back(from)) == Some('.') {
            view.skip_back(from) - 1
        } else {
            view.skip_back(from)
        });
        if start == end
            || !view.at(start).is_some_and(char::is_uppercase)
            || view.lower()[start..end] == *"the"
        {
            break;
        }
        from = start;
    }
    Some(statutes::fold(&view.text()[from..end]))
}

pub(super) const VIETNAMESE: &[&str] = &[
    "luật",
    "bộ luật",
    "nghị định",
    "thông tư",
    "hiến pháp",
    "pháp lệnh",
    "nghị quyết",
    "quyết định",
    "công ước",
    "đạo luật",
];

/// A law's title behind a reference: capitalised words that hold a word for law, or Luật … in Vietnamese.
pub(super) fn title_behind(view: &View, at: usize) -> Option<String> {
    let rest = &view.text()[at..bounded(view, at, 160)];
    let stop = rest
        .find(|c: char| !(is_letter(c) || matches!(c, ' ' | '-' | '’' | '\'' | '&')))
        .unwrap_or(rest.len());
    let rest = &rest[..stop];
    if let Some((_, law)) = view.longest(at, VIETNAMESE.iter().copied()) {
        let title: Vec<&str> = rest
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(12)
            .take_while(|word| {
                !matches!(
                    *word,
                    "và" | "hoặc"
                        | "số"
                        | "năm"
                        | "ngày"
                        | "này"
                        | "của"
                        | "thì"
                        | "về"
                        | "được"
                        | "quy"
                        | "là"
                )
            })
            .collect();
        let title = title.join(" ");
        let this = rest.contains(" này");
        let named = title.len() > law - at || title.to_lowercase() == "hiến pháp";
        return (named && !this).then_some(title);
    }
    let mut title = Vec::new();
    let mut length = 0;
    for word in rest.split(' ').filter(|word| !word.is_empty()).take(14) {
        let capital = word.starts_with(|c: char| c.is_uppercase());
        let joins = !title.is_empty()
            && matches!(
                word,
                "of" | "on" | "the" | "and" | "for" | "to" | "concerning"
            );
        if !(capital || joins) {
            break;
        }
        title.push(word);
        if capital {
            length = title.len();
        }
    }
    title.truncate(length);
    let law = title.iter().any(|word| {
        matches!(
            *word,
            "Act"
                | "Code"
                | "Law"
                | "Regulation"
                | "Regulations"
                | "Directive"
                | "Convention"
                | "Constitution"
                | "Statute"
                | "Ordinance"
                | "Decree"
                | "Treaty"
        )
    });
    // another document by a title of several words; "the Terms" is this one
    let other = title
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase()))
        .count()
        > 1;
    (law && title.len() > 1 || other).then(|| title.join(" "))
}
