//! Identifiers and names: IP, IMEI, SSL; YouTube, Northwind Ledger Limited, 株式会社北風.
//!
//! In Han, kana or Vietnamese text a Latin token is one or the other. English text gives away less: only
//! tokens in capitals, words with an inner capital, and names that end in a company's legal form.

use super::claims::Claims;
use super::view::{View, is_letter};
use crate::model::Value;
use crate::text::{Lang, is_cjk, is_han, is_kana};

/// Legal forms behind a name in Latin letters, lower case.
const FORMS: &[&str] = &["co., ltd.", "co., ltd", "co.,ltd.", "co.,ltd", "co. ltd.", "co ltd", "inc.", "inc", "ltd.", "ltd", "limited", "llc", "llp", "gmbh", "corp.", "corp", "corporation", "pte. ltd.", "pte. ltd", "pte ltd", "pty ltd", "k.k.", "s.a.", "b.v.", "plc", "jsc"];

/// Legal forms in Han characters.
const HAN_FORMS: &[&str] = &["股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社", "合同会社", "有限会社", "合資会社", "一般社団法人", "一般財団法人"];

/// Tokens in capitals that are words of the text, not identifiers.
const WORDS: &[&str] = &["A", "I", "OK", "NO", "YES", "AND", "OR", "NOT", "THE", "OF", "TO", "IN", "BY", "FOR", "AS", "IS", "WE", "YOU", "US", "UK", "EU", "USA", "AM", "PM", "AD", "BC", "NA", "VIP", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"];

/// Technical words that are written as words in Latin letters in any language.
const TECHNICAL: &[&str] = &["cookie", "cookies", "wifi", "wi-fi", "beacon", "javascript", "bluetooth", "web", "beacons", "localstorage", "token", "sdk"];

/// Claims the identifiers and names of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    companies(view, lang, claims);
    // a clause all in Latin letters is no text of a language in Han or kana: its capitals say nothing
    let native = !lang.is_cjk() || view.text().chars().any(is_cjk);
    let text = view.text();
    let mut at = 0;
    while at < text.len() {
        if !text.as_bytes()[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let end = at + text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let (start, mut stop) = (at, end);
        at = end;
        // a part of a longer word with diacritics, or of a code
        if view.before(start).is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == '_') || view.at(end).is_some_and(|c| is_letter(c) || c == '_') || !claims.free(start, end) {
            continue;
        }
        let token = &text[start..end];
        if let Some(identifier) = identifier(view, start, end, lang) {
            // SHA-256, ISO 27001 stay two
            if text.as_bytes().get(stop) == Some(&b'-') {
                let more = text.as_bytes()[stop + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
                if more > 0 && !view.at(stop + 1 + more).is_some_and(is_letter) {
                    stop += 1 + more;
                    let whole = format!("{identifier}-{}", &text[end + 1..stop]);
                    claims.reopen(end, stop);
                    claims.state(start, stop, Value::Identifier { token: whole });
                    at = stop;
                    continue;
                }
            }
            claims.state(start, end, Value::Identifier { token: identifier });
        } else if native && is_name(view, start, token, lang) {
            while let Some(next) = next_name(view, stop, lang) {
                if !claims.free(stop, next) {
                    break;
                }
                stop = next;
            }
            claims.state(start, stop, Value::Name { name: text[start..stop].to_owned() });
            at = stop;
        }
    }
}

/// Whether the whole run of words is in capitals: a heading, not a list of identifiers.
fn shouted(view: &View, start: usize, end: usize, near: bool) -> bool {
    let word = |at: usize, back: bool| {
        let (a, b) = if back {
            view.latin_back(view.skip_back(at))
        } else {
            let from = view.skip(at);
            let length: usize = view.text()[from..].chars().take(40).take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
            (from, from + length)
        };
        let text = &view.text()[a..b];
        // in Han or kana text codes may stand side by side, but words between them are a heading
        let long = if near { 1 } else { 5 };
        text.chars().all(char::is_uppercase) && (text.chars().count() > long || WORDS.contains(&text))
    };
    let (before, after) = (word(start, true), word(end, false));
    before || after
}

/// A token in capitals (with figures), or a technical word: its compared form.
fn identifier(view: &View, start: usize, end: usize, lang: Lang) -> Option<String> {
    let token = &view.text()[start..end];
    let singular = token.strip_suffix('s').filter(|head| head.len() > 1 && head.bytes().all(|b| b.is_ascii_uppercase())).unwrap_or(token);
    let letters = singular.bytes().filter(u8::is_ascii_alphabetic).count();
    let capitals = singular.bytes().filter(u8::is_ascii_uppercase).count();
    if letters >= 2 && capitals == letters && singular.len() <= 8 {
        let heading = shouted(view, start, end, !lang.is_cjk());
        return (!heading && !WORDS.contains(&singular)).then(|| singular.to_owned());
    }
    if !lang.is_cjk() {
        return None;
    }
    let lower = &view.lower()[start..end];
    if TECHNICAL.contains(&lower) && lower != "web" && lower != "token" {
        return Some(lower.strip_suffix('s').unwrap_or(lower).to_uppercase());
    }
    None
}

/// Whether a Latin word is a name for the language of the text.
fn is_name(view: &View, start: usize, token: &str, lang: Lang) -> bool {
    if token.len() < 2 || TECHNICAL.contains(&&view.lower()[start..start + token.len()]) || WORDS.contains(&token) {
        return false;
    }
    let inner = token.bytes().any(|b| b.is_ascii_lowercase()) && token.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    let capital = token.as_bytes()[0].is_ascii_uppercase() && token.bytes().skip(1).any(|b| b.is_ascii_lowercase());
    inner || (capital && lang.is_cjk() && !in_latin_run(view, start))
}

/// Inside a run of Latin words of more than a name's length: a foreign sentence, whose capitals say little.
fn in_latin_run(view: &View, start: usize) -> bool {
    let mut at = start;
    let mut words = 0;
    while words < 6 {
        let from = view.skip(at);
        let length: usize = view.text()[from..].chars().take(40).take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
        if length == 0 {
            break;
        }
        words += 1;
        at = from + length;
    }
    let mut at = start;
    while words < 6 {
        let (from, end) = view.latin_back(view.skip_back(at));
        if from == end {
            break;
        }
        words += 1;
        at = from;
    }
    words >= 6
}

/// The end of a next capitalised Latin word of the same name.
fn next_name(view: &View, end: usize, lang: Lang) -> Option<usize> {
    let from = if view.text()[end..].starts_with(" & ") { end + 3 } else { end + 1 };
    if view.byte(end) != b' ' || !lang.is_cjk() || !view.byte(from).is_ascii_uppercase() {
        return None;
    }
    let stop = from + view.text().as_bytes()[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mixed = view.text()[from..stop].bytes().any(|b| b.is_ascii_lowercase());
    (stop - from > 1 && mixed && !view.at(stop).is_some_and(is_letter)).then_some(stop)
}

/// Company names by their legal form.
fn companies(view: &View, lang: Lang, claims: &mut Claims) {
    for form in HAN_FORMS {
        for (at, _) in view.text().match_indices(form) {
            let end = at + form.len();
            let japanese = form.ends_with("会社") || form.ends_with("法人");
            let (start, stop) = match (han_back(view, at), if japanese { han_on(view, end) } else { end }) {
                (start, _) if start < at => (start, end),
                (_, stop) if stop > end => (at, stop),
                _ => continue,
            };
            claims.state(start, stop, Value::Name { name: view.text()[start..stop].trim().to_owned() });
        }
    }
    for form in FORMS {
        for (at, _) in view.lower().match_indices(form) {
            let end = at + form.len();
            let written = &view.text()[at..end];
            if !written.starts_with(|c: char| c.is_ascii_uppercase()) && *form != "gmbh" || view.before(at).is_some_and(is_letter) || view.at(end).is_some_and(is_letter) {
                continue;
            }
            let start = capitals_back(view, at);
            if start < at {
                let longer = FORMS.iter().any(|other| other.len() > form.len() && other.starts_with(form) && view.lower()[at..].starts_with(other));
                if !longer {
                    claims.state(start, end, Value::Name { name: view.text()[start..end].to_owned() });
                }
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
fn han_back(view: &View, end: usize) -> usize {
    const STOPS: &[char] = &['由', '是', '与', '與', '和', '及', '为', '為', '向', '在', '或', '称', '稱', '指', '的', '对', '對', '经', '經', '即', '系', '给', '至', '、', '，', '当', '弊'];
    let mut start = end;
    for (count, c) in view.text()[..end].chars().rev().enumerate() {
        let goes = count < 30 && !STOPS.contains(&c) && (is_han(c) || ('ァ'..='ヿ').contains(&c) || c.is_ascii_alphanumeric() || matches!(c, '・' | '&' | '(' | ')'));
        if !goes {
            break;
        }
        start -= c.len_utf8();
    }
    // a verb in front of it is no part of the name
    const VERBS: &[&str] = &["说明", "通知", "联系", "委托", "授权", "规定", "运营", "提供", "包括", "关于", "根据", "代表", "說明", "聯絡", "委託", "運営", "提供元"];
    for verb in VERBS {
        if let Some(place) = view.text()[start..end].rfind(verb).filter(|place| start + place + verb.len() < end) {
            start += place + verb.len();
        }
    }
    // a bracket alone is no part of the name
    while let Some(c) = view.at(start).filter(|c| start < end && matches!(c, '(' | ')' | '&' | '・')) {
        start += c.len_utf8();
    }
    start
}

/// Where a name that starts at `at` behind 株式会社 ends.
fn han_on(view: &View, at: usize) -> usize {
    let mut end = view.skip(at);
    let from = end;
    for (count, c) in view.text()[from..].chars().enumerate() {
        let goes = count < 24 && (is_han(c) || (is_kana(c) && !('ぁ'..='ゟ').contains(&c)) || c.is_ascii_alphanumeric() || matches!(c, '・' | '&' | '-'));
        if !goes {
            break;
        }
        end += c.len_utf8();
    }
    if end == from { at } else { end }
}

/// Where the capitalised words in front of a legal form start.
fn capitals_back(view: &View, end: usize) -> usize {
    let mut start = end;
    for _ in 0..8 {
        let mut stop = view.skip_back(start);
        if start == end && view.before(stop) == Some(',') {
            stop = view.skip_back(stop - 1);
        }
        let length = view.text()[..stop].bytes().rev().take(40).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'&' | b'\'')).count();
        let word = &view.text()[stop - length..stop];
        let before = view.before(stop - length);
        if length == 0 || !(word.starts_with(|c: char| c.is_ascii_uppercase()) || word == "&") || before.is_some_and(is_letter) {
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
fn vietnamese(view: &View, at: usize, claims: &mut Claims) {
    let mut end = at + "công ty".len();
    let mut name = end;
    for _ in 0..12 {
        let from = view.skip(end);
        let length: usize = view.text()[from..].chars().take(24).take_while(|c| is_letter(*c) || c.is_ascii_digit() || matches!(c, '-' | '&')).map(char::len_utf8).sum();
        let word = &view.text()[from..from + length];
        if length == 0 || from == end && end != name {
            break;
        }
        let form = matches!(&view.lower()[from..from + length], "tnhh" | "cổ" | "phần" | "cp" | "mtv" | "một" | "thành" | "viên" | "trách" | "nhiệm" | "hữu" | "hạn") && name == at + "công ty".len();
        if !form && !word.starts_with(|c: char| c.is_uppercase()) {
            break;
        }
        end = from + length;
        if !form {
            name = end;
        }
    }
    if name > at + "công ty".len() && view.before(at).is_none_or(|c| !is_letter(c)) {
        claims.state(at, name, Value::Name { name: view.text()[at..name].to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn identifiers() {
        table("id", &[
            ("zh", "收集您的IP地址、IMEI和Cookie", "id:IP | id:IMEI | id:COOKIE"),
            ("ja", "ＳＳＬによる暗号化、Cookies", "id:SSL | id:COOKIE"),
            ("vi", "địa chỉ IP, các API và SHA-256", "id:IP | id:API | id:SHA-256"),
            ("en", "your IP address and device IDs", "id:IP | id:ID"),
            ("en", "THE SERVICE IS PROVIDED AS IS", ""),
            ("vi", "ĐIỀU KHOẢN SỬ DỤNG", ""),
        ]);
    }

    #[test]
    fn names() {
        table("name", &[
            ("zh", "我们使用Google Analytics和YouTube", "name:Google Analytics | name:YouTube"),
            ("ja", "Northwindサービス", "name:Northwind"),
            ("en", "We use YouTube and iPhone apps from Google", "name:YouTube | name:iPhone"),
            ("en", "Northwind Ledger Limited is the controller", "name:Northwind Ledger Limited"),
            ("en", "Blue Harbor Co., Ltd. and Acme Inc.", "name:Blue Harbor Co., Ltd. | name:Acme Inc."),
            ("en", "Liability is limited. The limited rights", ""),
            ("ja", "株式会社北風は、北風商事株式会社の", "name:株式会社北風 | name:北風商事株式会社"),
            ("zh", "由北风科技有限公司运营", "name:北风科技有限公司"),
            ("vi", "Công ty TNHH Gió Bắc cung cấp", "name:Công ty TNHH Gió Bắc"),
            ("vi", "công ty chúng tôi", ""),
            ("ja", "This policy was written in English for the reader", ""),
        ]);
    }
}
