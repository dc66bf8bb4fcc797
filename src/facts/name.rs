//! Identifiers and names: IP, IMEI, SSL; YouTube, Northwind Ledger Limited, 株式会社北風.
//!
//! In Han, kana or Vietnamese text a Latin token is one or the other. English text gives away less: only
//! tokens in capitals, words with an inner capital, and names that end in a company's legal form.

mod company;

use super::claims::Claims;
use super::view::{View, is_letter};
use crate::model::Value;
use crate::text::{Lang, is_cjk};

/// Tokens in capitals that are words of the text, not identifiers.
const WORDS: &[&str] = &[
    "A", "I", "OK", "NO", "YES", "AND", "OR", "NOT", "THE", "OF", "TO", "IN", "BY", "FOR", "AS",
    "IS", "WE", "YOU", "US", "UK", "EU", "USA", "AM", "PM", "AD", "BC", "NA", "VIP", "II", "III",
    "IV", "VI", "VII", "VIII", "IX", "XI", "XII",
];

/// Technical words that are written as words in Latin letters in any language.
const TECHNICAL: &[&str] = &[
    "cookie",
    "cookies",
    "wifi",
    "wi-fi",
    "beacon",
    "javascript",
    "bluetooth",
    "web",
    "beacons",
    "localstorage",
    "token",
    "sdk",
];

/// Claims the identifiers and names of a text.
pub(super) fn scan(view: &View, lang: Lang, claims: &mut Claims) {
    company::companies(view, lang, claims);
    // a clause all in Latin letters is no text of a language in Han or kana: its capitals say nothing
    let native = !lang.is_cjk() || view.text().chars().any(is_cjk);
    let text = view.text();
    let mut at = 0;
    while at < text.len() {
        if !text.as_bytes()[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let end = at
            + text.as_bytes()[at..]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric())
                .count();
        let (start, mut stop) = (at, end);
        at = end;
        // a part of a longer word with diacritics, or of a code
        if view
            .before(start)
            .is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == '_')
            || view.at(end).is_some_and(|c| is_letter(c) || c == '_')
            || !claims.free(start, end)
        {
            continue;
        }
        // Wi-Fi is WiFi
        if let Some(more) = text.get(end + 1..end + 3)
            && native
            && lang.is_cjk()
            && view.byte(end) == b'-'
            && TECHNICAL.contains(&&view.lower()[start..end + 3])
            && !view.at(end + 3).is_some_and(is_letter)
        {
            let token = format!("{}{more}", &text[start..end]).to_ascii_uppercase();
            claims.state(start, end + 3, Value::Identifier { token });
            at = end + 3;
            continue;
        }
        let token = &text[start..end];
        if let Some(identifier) = identifier(view, start, end, lang) {
            // SHA-256, ISO 27001 stay two
            if text.as_bytes().get(stop) == Some(&b'-') {
                let more = text.as_bytes()[stop + 1..]
                    .iter()
                    .take_while(|b| b.is_ascii_digit())
                    .count();
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
            claims.state(
                start,
                stop,
                Value::Name {
                    name: text[start..stop].to_owned(),
                },
            );
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
            let length: usize = view.text()[from..]
                .chars()
                .take(40)
                .take_while(|c| is_letter(*c))
                .map(char::len_utf8)
                .sum();
            (from, from + length)
        };
        let text = &view.text()[a..b];
        // in Han or kana text codes may stand side by side, but words between them are a heading
        let long = if near { 1 } else { 5 };
        text.chars().all(char::is_uppercase)
            && (text.chars().count() > long || WORDS.contains(&text))
    };
    let (before, after) = (word(start, true), word(end, false));
    before || after
}

/// A token in capitals (with figures), or a technical word: its compared form.
fn identifier(view: &View, start: usize, end: usize, lang: Lang) -> Option<String> {
    let token = &view.text()[start..end];
    let singular = token
        .strip_suffix('s')
        .filter(|head| head.len() > 1 && head.bytes().all(|b| b.is_ascii_uppercase()))
        .unwrap_or(token);
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
    if token.len() < 2
        || TECHNICAL.contains(&&view.lower()[start..start + token.len()])
        || WORDS.contains(&token)
    {
        return false;
    }
    let inner = token.bytes().any(|b| b.is_ascii_lowercase())
        && token.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    let capital = token.as_bytes()[0].is_ascii_uppercase()
        && token.bytes().skip(1).any(|b| b.is_ascii_lowercase());
    inner || (capital && lang.is_cjk() && !in_latin_run(view, start))
}

/// Inside a run of Latin words of more than a name's length: a foreign sentence, whose capitals say little.
fn in_latin_run(view: &View, start: usize) -> bool {
    let mut at = start;
    let mut words = 0;
    while words < 6 {
        let from = view.skip(at);
        let length: usize = view.text()[from..]
            .chars()
            .take(40)
            .take_while(|c| is_letter(*c))
            .map(char::len_utf8)
            .sum();
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
    let from = if view.text()[end..].starts_with(" & ") {
        end + 3
    } else {
        end + 1
    };
    if view.byte(end) != b' ' || !lang.is_cjk() || !view.byte(from).is_ascii_uppercase() {
        return None;
    }
    let stop = from
        + view.text().as_bytes()[from..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
    let mixed = view.text()[from..stop]
        .bytes()
        .any(|b| b.is_ascii_lowercase());
    (stop - from > 1 && mixed && !view.at(stop).is_some_and(is_letter)).then_some(stop)
}

#[cfg(test)]
mod tests;
