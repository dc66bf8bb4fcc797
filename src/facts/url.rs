//! Web addresses and bare domains.
//!
//! Bounded by ASCII on both sides: Han or kana glued to an address is text, not path. An address is
//! compared without scheme, `www.`, trailing slash and tracking parameters.

mod domain;

use super::claims::Claims;
use super::domains::is_host;
use super::view::{View, is_letter};
use crate::model::Value;

/// Longest address that is read, in bytes.
const LONGEST: usize = 2048;

/// Misspelled schemes that mean http or https.
const SLIPS: &[&str] = &[
    "hhttp", "hhttps", "hppt", "hppts", "htp", "htpp", "htpps", "htps", "hthtp", "htt", "httb",
    "httpp", "httpss", "htts", "htttp", "htttps", "hpps", "ttp", "ttps",
];

/// Claims the addresses of a text.
pub(super) fn scan(view: &View, claims: &mut Claims) {
    schemes(view, claims);
    let text = view.text();
    let mut from = 0;
    while let Some(found) = text[from..].find('.') {
        let dot = from + found;
        from = dot + 1;
        if claims.is_taken(dot) {
            continue;
        }
        if let Some((start, end, value)) = domain::domain(view, dot) {
            claims.state(start, end, value);
            from = from.max(end);
        } else {
            // a run of dotted labels that is no domain is read once
            from = from.max(domain::run(view, dot).1);
        }
    }
}

/// The address that is all of `text`, for the target of a link.
pub(super) fn whole(text: &str) -> Option<Value> {
    let view = View::new(text, 0);
    let mut claims = Claims::new(&view);
    schemes(&view, &mut claims);
    let mut found = claims.into_facts(&view, crate::model::ClauseId(0));
    found.next().map(|fact| fact.value)
}

/// Addresses with a scheme, or with one that is written wrong.
fn schemes(view: &View, claims: &mut Claims) {
    let text = view.text();
    let mut from = 0;
    while let Some(found) = text[from..].find('/').map(|at| from + at) {
        from = found + 1;
        if claims.is_taken(found) || !(view.byte(found + 1) == b'/' || single_slash(view, found)) {
            continue;
        }
        let (colon, spaced) = match view.byte(found.wrapping_sub(1).min(view.len())) {
            b':' | b';' => (found - 1, false),
            b' ' if view.byte(view.skip_back(found).wrapping_sub(1).min(view.len())) == b':' => {
                (view.skip_back(found) - 1, true)
            }
            _ => (found, false),
        };
        let start = colon
            - text.as_bytes()[colon.saturating_sub(16)..colon]
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_alphabetic())
                .count();
        let scheme = &view.lower()[start..colon];
        let good = matches!(scheme, "http" | "https");
        let slip = SLIPS.contains(&scheme);
        if !(good || slip || (scheme == "ftp" && colon < found))
            || view.before(start).is_some_and(is_letter)
        {
            // another scheme's address is no web address, but neither are its parts domains
            if colon < found && !scheme.is_empty() {
                let end = address_end(view, found);
                claims.mask(start, end);
                from = from.max(end);
            }
            continue;
        }
        let slashes = text.as_bytes()[found..]
            .iter()
            .take(8)
            .take_while(|b| **b == b'/')
            .count();
        let mut broken =
            slip || colon == found || spaced || slashes != 2 || view.byte(colon) == b';';
        let mut host = found + slashes;
        if view.byte(host) == b' ' {
            let next = view.skip(host);
            if next - host > 1 || !view.byte(next).is_ascii_alphanumeric() {
                continue;
            }
            host = next;
            broken = true;
        }
        // https://https://x
        let again = view.lower()[host..]
            .strip_prefix("http")
            .map(|rest| rest.strip_prefix('s').unwrap_or(rest))
            .filter(|rest| rest.starts_with("://") || rest.starts_with("//"));
        if let Some(rest) = again {
            host = view.len() - rest.trim_start_matches([':', '/']).len();
            broken = true;
        }
        let end = address_end(view, host);
        if let Some((address, _, sound)) = normal(&text[host..end]) {
            let dotted = address
                .split('/')
                .next()
                .is_some_and(|host| host.contains('.') || host.starts_with("localhost"));
            if broken && !dotted {
                continue;
            }
            claims.state(
                start,
                end,
                Value::Url {
                    address,
                    bare: false,
                    broken: broken || !sound || !dotted,
                },
            );
        }
        from = from.max(end);
    }
}

/// `https:/x`: one slash between a scheme's colon and a host.
fn single_slash(view: &View, slash: usize) -> bool {
    let head = &view.lower().as_bytes()[..slash];
    (head.ends_with(b"http:") || head.ends_with(b"https:"))
        && view.byte(slash + 1).is_ascii_alphanumeric()
}

/// Where an address that starts at `start` ends: at white space, non-ASCII, full-width signs; without sentence punctuation.
fn address_end(view: &View, start: usize) -> usize {
    let bytes = view.text().as_bytes();
    let mut end = start;
    // an address all of full width goes on as long as nothing but an address could
    let wide = !view.is_half(start);
    while end < bytes.len() && end - start < LONGEST {
        let b = bytes[end];
        if !(b.is_ascii_graphic()
            && !matches!(
                b,
                b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^'
            )
            && (view.is_half(end)
                || wide && (b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'-' | b'_'))))
        {
            break;
        }
        end += 1;
    }
    trim(view.text(), start, end)
}

/// Cuts sentence punctuation and brackets without partner off the end.
fn trim(text: &str, start: usize, mut end: usize) -> usize {
    while end > start {
        let part = &text[start..end];
        let balanced =
            |open: char, close: char| part.matches(open).count() >= part.matches(close).count();
        match part.as_bytes()[part.len() - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' | b'(' | b'[' => {
                end -= 1
            }
            b')' if !balanced('(', ')') => end -= 1,
            b']' if !balanced('[', ']') => end -= 1,
            _ => break,
        }
    }
    end
}

/// An address without scheme in its compared form; whether it is only a host; whether that host can exist.
fn normal(written: &str) -> Option<(String, bool, bool)> {
    let split = written.find(['/', '?', '#']).unwrap_or(written.len());
    let (authority, path) = written.split_at(split);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => {
            (name, Some(port))
        }
        _ => (host, None),
    };
    let lower = name.trim_end_matches('.').to_ascii_lowercase();
    let lower = lower
        .strip_prefix("www.")
        .filter(|rest| rest.contains('.'))
        .unwrap_or(&lower);
    if lower.is_empty() {
        return None;
    }
    let path = tracked(path);
    let path = path.trim_end_matches('/');
    let port = port
        .filter(|port| !matches!(*port, "80" | "443"))
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    Some((
        format!("{lower}{port}{path}"),
        path.is_empty(),
        is_host(lower),
    ))
}

/// A path and query without tracking parameters.
fn tracked(path: &str) -> String {
    let Some((head, tail)) = path.split_once('?') else {
        return path.to_owned();
    };
    let (query, fragment) = tail
        .split_once('#')
        .map_or((tail, None), |(query, fragment)| (query, Some(fragment)));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| {
            !(part.starts_with("utm_") || part.starts_with("gclid=") || part.starts_with("fbclid="))
        })
        .collect();
    let mut out = head.to_owned();
    if !kept.iter().all(|part| part.is_empty()) {
        out = format!("{out}?{}", kept.join("&"));
    }
    fragment.map_or(out.clone(), |fragment| format!("{out}#{fragment}"))
}

#[cfg(test)]
mod tests;
