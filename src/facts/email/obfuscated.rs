//! Addresses that are spelled out against robots: `name [at] host [dot] com`, `name at host dot com`.

use super::{NO_MAILBOX, cut, host_on, local_back};
use crate::facts::claims::Claims;
use crate::facts::domains::is_ending;
use crate::facts::view::{View, is_letter};
use crate::model::Value;

/// `name [at] host [dot] com`, `name (at) host.com`, `name at host dot com`, `name（アット）host.com`.
pub(super) fn obfuscated(view: &View, claims: &mut Claims) {
    spelled(view, "at", claims);
    spelled(view, "アット", claims);
    spelled(view, "アットマーク", claims);
}

fn spelled(view: &View, at: &str, claims: &mut Claims) {
    let lower = view.lower();
    let mut from = 0;
    while let Some(found) = lower[from..].find(at) {
        let word = from + found;
        from = word + at.len();
        let Some((sign, end)) = separator(view, word, at.len()) else {
            continue;
        };
        let bare = lower.as_bytes()[word.saturating_sub(1)] == b' ' || word == 0;
        let start = local_back(view, sign);
        if start == sign || claims.is_taken(word) || view.before(start).is_some_and(is_letter) {
            continue;
        }
        let Some((host, end, dots)) = spelled_host(view, end) else {
            continue;
        };
        // plain words "at" and "dot" are an address only together
        let common = bare
            && (NO_MAILBOX.contains(&&lower[start..sign])
                || NO_MAILBOX.contains(&host.split('.').next().unwrap_or_default()));
        if common
            || (bare && dots == 0)
            || !host.contains('.')
            || !host.rsplit('.').next().is_some_and(is_ending)
        {
            continue;
        }
        let address = format!("{}@{host}", &view.text()[start..sign]);
        claims.state(
            start,
            end,
            Value::Email {
                address,
                broken: false,
            },
        );
        from = from.max(end);
    }
}

/// A separator spelled out around the word of `length` at `word`: where it begins and ends, spaces and brackets included.
pub(super) fn separator(view: &View, word: usize, length: usize) -> Option<(usize, usize)> {
    let end = word + length;
    if view.before(word) == Some('【') && view.at(end) == Some('】') {
        let bracket = '【'.len_utf8();
        return Some((view.skip_back(word - bracket), view.skip(end + bracket)));
    }
    let (open, close) = (
        view.byte(word.wrapping_sub(1).min(view.len())),
        view.byte(end),
    );
    match (open, close) {
        (b'[', b']') | (b'(', b')') | (b'{', b'}') | (b'<', b'>') => {
            Some((view.skip_back(word - 1), view.skip(end + 1)))
        }
        (b' ', b' ') => Some((view.skip_back(word), view.skip(end))),
        _ => None,
    }
}

/// A host with its dots written as dots or spelled out: the host, its end, and how many were spelled.
pub(super) fn spelled_host(view: &View, start: usize) -> Option<(String, usize, usize)> {
    let mut host = String::new();
    let (mut at, mut dots) = (start, 0);
    for _ in 0..6 {
        let end = cut(view, at, host_on(view, at));
        if end == at {
            return None;
        }
        host.push_str(&view.lower()[at..end]);
        let next = (end..=end + 4).find(|word| view.lower().get(*word..word + 3) == Some("dot"));
        match next.and_then(|word| separator(view, word, 3)) {
            Some((dot, behind)) if dot == end => {
                host.push('.');
                dots += 1;
                at = behind;
            }
            _ => return Some((host, end, dots)),
        }
    }
    None
}
