//! Company names by their legal form: Northwind Ledger Limited, 株式会社北風, Công ty TNHH Gió Bắc.

use crate::facts::claims::Claims;
use crate::facts::view::{View, is_letter};
use crate::model::Value;
use crate::text::{Lang, is_cjk, is_han, is_kana};

/// Legal forms behind a name in Latin letters, lower case.
pub(super) const FORMS: &[&str] = &[
    "co., ltd.",
    "co., ltd",
    "co.,ltd.",
    "co.,ltd",
    "co. ltd.",
    "co ltd",
    "inc.",
    "inc",
    "ltd.",
    "ltd",
    "limited",
    "llc",
    "llp",
    "gmbh",
    "corp.",
    "corp",
    "corporation",
    "pte. ltd.",
    "pte. ltd",
    "pte ltd",
    "pty ltd",
    "k.k.",
    "s.a.",
    "b.v.",
    "plc",
    "jsc",
];

/// Legal forms in Han characters.
pub(super) const HAN_FORMS: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "株式会社",
    "合同会社",
    "有限会社",
    "合資会社",
    "一般社団法人",
    "一般財団法人",
];

/// One of these stands at the end of every form in Han characters.
const HAN_ENDS: [&str; 3] = ["公司", "会社", "法人"];

/// The legal forms in Latin letters and where they stand, in the order of the table: each begins with a capital, but
/// for `gmbh`.
fn latin_forms(view: &View) -> Vec<(&'static str, usize)> {
    let lower = view.lower().as_bytes();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, byte) in view.text().bytes().enumerate() {
        if !byte.is_ascii_uppercase() && byte != b'g' {
            continue;
        }
        let stands = |form: &str| {
            lower[at..].starts_with(form.as_bytes())
                && (byte.is_ascii_uppercase() || form == "gmbh")
        };
        let forms = FORMS.iter().enumerate();
        found.extend(
            forms
                .filter(|(_, form)| stands(form))
                .map(|(index, _)| (index, at)),
        );
    }
    found.sort_unstable();
    found
        .into_iter()
        .map(|(index, at)| (FORMS[index], at))
        .collect()
}

/// Company names by their legal form.
pub(super) fn companies(view: &View, lang: Lang, claims: &mut Claims) {
    // One look at what every form ends in spares most texts the search for each.
    let may_have = HAN_ENDS.iter().any(|end| view.text().contains(end));
    for form in HAN_FORMS.iter().filter(|_| may_have) {
        for (at, _) in view.text().match_indices(form) {
            let end = at + form.len();
            let japanese = form.ends_with("会社") || form.ends_with("法人");
            let (start, stop) = match (
                han_back(view, at),
                if japanese { han_on(view, end) } else { end },
            ) {
                (start, _) if start < at => (start, end),
                (_, stop) if stop > end => (at, stop),
                _ => continue,
            };
            claims.state(
                start,
                stop,
                Value::Name {
                    name: view.text()[start..stop].trim().to_owned(),
                },
            );
        }
    }
    for (form, at) in latin_forms(view) {
        let end = at + form.len();
        if view.before(at).is_some_and(is_letter) || view.at(end).is_some_and(is_letter) {
            continue;
        }
        let start = capitals_back(view, at);
        if start < at {
            let longer = FORMS.iter().any(|other| {
                other.len() > form.len()
                    && other.starts_with(form)
                    && view.lower()[at..].starts_with(other)
            });
            if !longer {
                claims.state(
                    start,
                    end,
                    Value::Name {
                        name: view.text()[start..end].to_owned(),
                    },
                );
            }
        }
    }
    if lang == Lang::Vi {
        for (at, _) in view.lower().match_indices("công ty") {
            vietnamese(view, at, claims);
        }
    }
}

/// Where a name in Han, kana or Latin that ends at `end` starts.
pub(super) fn han_back(view: &View, end: usize) -> usize {
    const STOPS: &[char] = &[
        '由', '是', '与', '與', '和', '及', '为', '為', '向', '在', '或', '称', '稱', '指', '的',
        '对', '對', '经', '經', '即', '系', '给', '至', '、', '，', '当', '弊',
    ];
    let mut start = end;
    for (count, c) in view.text()[..end].chars().rev().enumerate() {
        let goes = count < 30
            && !STOPS.contains(&c)
            && (is_han(c)
                || ('ァ'..='ヿ').contains(&c)
                || c.is_ascii_alphanumeric()
                || matches!(c, '・' | '&' | '(' | ')'));
        if !goes {
            break;
        }
        start -= c.len_utf8();
    }
    // a verb in front of it is no part of the name
    const VERBS: &[&str] = &[
        "说明",
        "通知",
        "联系",
        "委托",
        "授权",
        "规定",
        "运营",
        "提供",
        "包括",
        "关于",
        "根据",
        "代表",
        "說明",
        "聯絡",
        "委託",
        "運営",
        "提供元",
    ];
    for verb in VERBS {
        if let Some(place) = view.text()[start..end]
            .rfind(verb)
            .filter(|place| start + place + verb.len() < end)
        {
            start += place + verb.len();
        }
    }
    // a bracket alone is no part of the name
    while let Some(c) = view
        .at(start)
        .filter(|c| start < end && matches!(c, '(' | ')' | '&' | '・'))
    {
        start += c.len_utf8();
    }
    start
}

/// Where a name that starts at `at` behind 株式会社 ends.
pub(super) fn han_on(view: &View, at: usize) -> usize {
    let mut end = view.skip(at);
    let from = end;
    for (count, c) in view.text()[from..].chars().enumerate() {
        let goes = count < 24
            && (is_han(c)
                || (is_kana(c) && !('ぁ'..='ゟ').contains(&c))
                || c.is_ascii_alphanumeric()
                || matches!(c, '・' | '&' | '-'));
        if !goes {
            break;
        }
        end += c.len_utf8();
    }
    if end == from { at } else { end }
}

/// Where the capitalised words in front of a legal form start.
pub(super) fn capitals_back(view: &View, end: usize) -> usize {
    let mut start = end;
    for _ in 0..8 {
        let mut stop = view.skip_back(start);
        if start == end && view.before(stop) == Some(',') {
            stop = view.skip_back(stop - 1);
        }
        let length = view.text()[..stop]
            .bytes()
            .rev()
            .take(40)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'&' | b'\''))
            .count();
        let word = &view.text()[stop - length..stop];
        let before = view.before(stop - length);
        if length == 0
            || !(word.starts_with(|c: char| c.is_ascii_uppercase()) || word == "&")
            || before.is_some_and(is_letter)
        {
            break;
        }
        if start == end && before.is_none_or(|c| c != ' ') && matches!(word, "The" | "A" | "Our") {
            break;
        }
        start = stop - length;
        if before.is_some_and(is_cjk) {
            break;
        }
    }
    start
}

/// `Công ty TNHH Gió Bắc`: the capitalised words behind the legal form.
pub(super) fn vietnamese(view: &View, at: usize, claims: &mut Claims) {
    let mut end = at + "công ty".len();
    let mut name = end;
    for _ in 0..12 {
        let from = view.skip(end);
        let length: usize = view.text()[from..]
            .chars()
            .take(24)
            .take_while(|c| is_letter(*c) || c.is_ascii_digit() || matches!(c, '-' | '&'))
            .map(char::len_utf8)
            .sum();
        let word = &view.text()[from..from + length];
        if length == 0 || from == end && end != name {
            break;
        }
        let form = matches!(
            &view.lower()[from..from + length],
            "tnhh"
                | "cổ"
                | "phần"
                | "cp"
                | "mtv"
                | "một"
                | "thành"
                | "viên"
                | "trách"
                | "nhiệm"
                | "hữu"
                | "hạn"
        ) && name == at + "công ty".len();
        if !form && !word.starts_with(|c: char| c.is_uppercase()) {
            break;
        }
        end = from + length;
        if !form {
            name = end;
        }
    }
    if name > at + "công ty".len() && view.before(at).is_none_or(|c| !is_letter(c)) {
        claims.state(
            at,
            name,
            Value::Name {
                name: view.text()[at..name].to_owned(),
            },
        );
    }
}
