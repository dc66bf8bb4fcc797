//! Web addresses and bare domains.
//!
//! Bounded by ASCII on both sides: Han or kana glued to an address is text, not path. An address is
//! compared without scheme, `www.`, trailing slash and tracking parameters.

use super::claims::Claims;
use super::domains::{is_certain_ending, is_doubtful, is_ending, is_host, is_registry};
use super::view::{View, is_letter};
use crate::model::Value;

/// Longest address that is read, in bytes.
const LONGEST: usize = 2048;

/// Misspelled schemes that mean http or https.
const SLIPS: &[&str] = &["hhttp", "hhttps", "hppt", "hppts", "htp", "htpp", "htpps", "htps", "hthtp", "htt", "httb", "httpp", "httpss", "htts", "htttp", "htttps", "hpps", "ttp", "ttps"];

/// Words before a domain that say that it is one.
const CUES: &[&str] = &["domain", "domain name", "website", "web site", "site", "url", "域名", "网址", "網址", "网站", "網站", "官网", "ドメイン", "ドメイン名", "サイト", "tên miền", "trang web", "website:", "at", "visit", "địa chỉ"];

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
        if let Some((start, end, value)) = domain(view, dot) {
            claims.state(start, end, value);
            from = from.max(end);
        } else {
            // a run of dotted labels that is no domain is read once
            from = from.max(run(view, dot).1);
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
            b' ' if view.byte(view.skip_back(found).wrapping_sub(1).min(view.len())) == b':' => (view.skip_back(found) - 1, true),
            _ => (found, false),
        };
        let start = colon - text.as_bytes()[colon.saturating_sub(16)..colon].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let scheme = &view.lower()[start..colon];
        let good = matches!(scheme, "http" | "https");
        let slip = SLIPS.contains(&scheme);
        if !(good || slip || (scheme == "ftp" && colon < found)) || view.before(start).is_some_and(is_letter) {
            // another scheme's address is no web address, but neither are its parts domains
            if colon < found && !scheme.is_empty() {
                let end = address_end(view, found);
                claims.mask(start, end);
                from = from.max(end);
            }
            continue;
        }
        let slashes = text.as_bytes()[found..].iter().take(8).take_while(|b| **b == b'/').count();
        let mut broken = slip || colon == found || spaced || slashes != 2 || view.byte(colon) == b';';
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
        let again = view.lower()[host..].strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest)).filter(|rest| rest.starts_with("://") || rest.starts_with("//"));
        if let Some(rest) = again {
            host = view.len() - rest.trim_start_matches([':', '/']).len();
            broken = true;
        }
        let end = address_end(view, host);
        if let Some((address, _, sound)) = normal(&text[host..end]) {
            let dotted = address.split('/').next().is_some_and(|host| host.contains('.') || host.starts_with("localhost"));
            if broken && !dotted {
                continue;
            }
            claims.state(start, end, Value::Url { address, bare: false, broken: broken || !sound || !dotted });
        }
        from = from.max(end);
    }
}

/// `https:/x`: one slash between a scheme's colon and a host.
fn single_slash(view: &View, slash: usize) -> bool {
    let head = &view.lower().as_bytes()[..slash];
    (head.ends_with(b"http:") || head.ends_with(b"https:")) && view.byte(slash + 1).is_ascii_alphanumeric()
}

/// Where an address that starts at `start` ends: at white space, non-ASCII, full-width signs; without sentence punctuation.
fn address_end(view: &View, start: usize) -> usize {
    let bytes = view.text().as_bytes();
    let mut end = start;
    while end < bytes.len() && end - start < LONGEST {
        let b = bytes[end];
        if !(b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^') && view.is_half(end)) {
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
        let balanced = |open: char, close: char| part.matches(open).count() >= part.matches(close).count();
        match part.as_bytes()[part.len() - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' | b'(' | b'[' => end -= 1,
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
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    let lower = name.trim_end_matches('.').to_ascii_lowercase();
    let lower = lower.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&lower);
    if lower.is_empty() {
        return None;
    }
    let path = tracked(path);
    let path = path.trim_end_matches('/');
    let port = port.filter(|port| !matches!(*port, "80" | "443")).map(|port| format!(":{port}")).unwrap_or_default();
    Some((format!("{lower}{port}{path}"), path.is_empty(), is_host(lower)))
}

/// A path and query without tracking parameters.
fn tracked(path: &str) -> String {
    let Some((head, tail)) = path.split_once('?') else { return path.to_owned() };
    let (query, fragment) = tail.split_once('#').map_or((tail, None), |(query, fragment)| (query, Some(fragment)));
    let kept: Vec<&str> = query.split('&').filter(|part| !(part.starts_with("utm_") || part.starts_with("gclid=") || part.starts_with("fbclid="))).collect();
    let mut out = head.to_owned();
    if !kept.iter().all(|part| part.is_empty()) {
        out = format!("{out}?{}", kept.join("&"));
    }
    fragment.map_or(out.clone(), |fragment| format!("{out}#{fragment}"))
}

/// The host of letters, digits, dots and hyphens around a dot.
fn run(view: &View, dot: usize) -> (usize, usize) {
    let bytes = view.text().as_bytes();
    let is = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let start = dot - bytes[dot.saturating_sub(253)..dot].iter().rev().take_while(|b| is(b)).count();
    let end = dot + bytes[dot..].iter().take(253).take_while(|b| is(b)).count();
    (start, end)
}

/// The bare domain around a dot, whole or broken.
fn domain(view: &View, dot: usize) -> Option<(usize, usize, Value)> {
    let text = view.text();
    let (mut start, run_end) = run(view, dot);
    while start < dot && matches!(text.as_bytes()[start], b'.' | b'-') {
        start += 1;
    }
    let mut end = run_end;
    while end > start && matches!(text.as_bytes()[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let outside = view.before(start);
    if outside.is_some_and(|c| is_letter(c) || matches!(c, '@' | '/' | '\\' | '_' | '=' | '~' | '$' | '#' | '%' | '&')) || view.at(run_end).is_some_and(|c| c == '@' || c == '_' || is_letter(c)) {
        return None;
    }
    if end <= dot {
        return split_domain(view, start, dot);
    }
    // the next sentence glued on: host.com.We
    let labels: Vec<&str> = text[start..end].split('.').collect();
    if let [.., before, last] = labels[..]
        && labels.len() > 2
        && last.starts_with(|c: char| c.is_ascii_uppercase())
        && before.bytes().all(|b| b.is_ascii_lowercase())
        && is_ending(before)
    {
        end -= last.len() + 1;
    }
    let host = &text[start..end];
    let lower = &view.lower()[start..end];
    let www = lower.starts_with("www.");
    let labels: Vec<&str> = host.split('.').collect();
    let (name, ending) = (labels.first()?, labels.last()?);
    if www && labels.len() == 2 {
        // www.north, with nothing behind: a top-level domain is missing
        let whole = !is_ending(ending) || view.byte(end) != b'/';
        return (whole && labels[1].len() > 1 && labels[1].bytes().any(|b| b.is_ascii_alphabetic())).then(|| {
            (start, end, Value::Url { address: lower.to_owned(), bare: true, broken: true })
        });
    }
    let doubled = host.contains("..");
    if !is_ending(ending) || (doubled && !www) || (!doubled && !is_host(host)) || is_registry(lower) {
        return None;
    }
    let capital = ending.starts_with(|c: char| c.is_ascii_uppercase()) && ending.bytes().any(|b| b.is_ascii_lowercase());
    let shouted = ending.bytes().all(|b| b.is_ascii_uppercase()) && !host.bytes().all(|b| !b.is_ascii_lowercase());
    let product = ending.eq_ignore_ascii_case("net") && (shouted || labels.len() == 2 && matches!(name.to_ascii_lowercase().as_str(), "asp" | "vb" | "ado"));
    if capital || product || labels.iter().all(|label| label.len() == 1) {
        return None;
    }
    let path = view.byte(end) == b'/' && view.byte(end + 1).is_ascii_graphic() && view.is_half(end);
    if labels.len() == 2 && !www && !path {
        let cue = || view.longest_back(view.skip_back(start), CUES.iter().copied()).is_some();
        let hyphen = name.contains('-') || name.bytes().any(|b| b.is_ascii_digit()) && name.bytes().any(|b| b.is_ascii_alphabetic());
        if (is_doubtful(ending) || name.len() == 1) && !hyphen && !cue() {
            return None;
        }
        if name.bytes().all(|b| b.is_ascii_digit()) && !is_certain_ending(&ending.to_ascii_lowercase()) {
            return None;
        }
    }
    if matches!(view.byte(end), b'/' | b':' | b'?' | b'#') {
        end = address_end(view, start);
    }
    let (address, bare, sound) = if doubled { normal(&text[start..end].replace("..", "."))? } else { normal(&text[start..end])? };
    Some((start, end, Value::Url { address, bare, broken: doubled || !sound }))
}

/// `www. host.com`, `Host. com`, `host,com`: a domain that a space fell into.
fn split_domain(view: &View, start: usize, dot: usize) -> Option<(usize, usize, Value)> {
    let text = view.text();
    let next = view.skip(dot + 1);
    if next == dot + 1 || next - dot > 3 {
        return None;
    }
    let (_, mut end) = run(view, next);
    while end > next && matches!(text.as_bytes()[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let rest = &text[next..end];
    let head = &view.lower()[start..dot];
    if rest.is_empty() || view.at(end).is_some_and(|c| is_letter(c) || c == '@') {
        return None;
    }
    let joined = if head == "www" {
        if !rest.rsplit('.').next().is_some_and(is_ending) || !rest.contains('.') {
            return None;
        }
        format!("{head}.{rest}")
    } else {
        // the ending stands alone behind the space, in lower case
        let first = rest.split('.').next()?;
        let cue = || view.longest_back(view.skip_back(start), CUES.iter().copied()).is_some();
        let registry = rest.contains('.') && is_registry(rest) && is_ending(rest.rsplit('.').next()?);
        let alone = !rest.contains('.') && (is_certain_ending(first) || (cue() && is_ending(first) && first.bytes().all(|b| b.is_ascii_lowercase())));
        if !(alone || registry) || head.is_empty() || !head.bytes().any(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        format!("{head}.{rest}")
    };
    let (address, bare, _) = normal(&joined)?;
    Some((start, end, Value::Url { address, bare, broken: true }))
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn addresses_and_domains() {
        table("url", &[
            ("en zh ja vi", "https://www.North.example/Privacy/", "url:north.example/Privacy"),
            ("en", "See (https://north.example/a_(b)). Then", "url:north.example/a_(b)"),
            ("zh", "请访问https://north.example/policy。本网站", "url:north.example/policy"),
            ("zh", "（https://north.example），以及", "url:north.example"),
            ("zh", "见https://north.example，Cookie政策", "url:north.example"),
            ("ja", "当社のサイト（www.north.co.jp/help）をご覧ください", "url:north.co.jp/help"),
            ("zh", "域名为north.com的网站", "url:north.com~"),
            ("vi", "Truy cập bac.com.vn để biết", "url:bac.com.vn~"),
            ("en", "https://north.example/?utm_source=x&lang=en", "url:north.example/?lang=en"),
            ("en", "our site north.com.We may", "url:north.com~"),
            ("en", "ftp://files.north.example/x", "url:files.north.example/x"),
            ("en", "mail privacy@north.example", ""),
        ]);
    }

    #[test]
    fn dotted_text_is_no_domain() {
        table("url", &[
            ("en", "open README.md, config.js and Node.js or ASP.NET", ""),
            ("en", "e.g. this, i.e. that, U.S. law, Co.Ltd and a.m. or p.m.", ""),
            ("en", "We use data.We share it. your data.in order to", ""),
            ("en", "version 2.0.1 and 3.5", ""),
            ("vi", "tài liệu.com, v.v. và các bên.Chúng tôi", ""),
            ("en", "Visit north. It is. Come in", ""),
            ("en", "subdomains of co.jp", ""),
            ("en", "Inc. in Japan", ""),
        ]);
    }

    #[test]
    fn broken_addresses() {
        table("url", &[
            ("en", "https:/north.example/x", "url:north.example/x!"),
            ("en", "http//north.example", "url:north.example!"),
            ("en", "htp://north.example", "url:north.example!"),
            ("en", "https://https://north.example", "url:north.example!"),
            ("en", "https:// north.example", "url:north.example!"),
            ("vi", "www. north.com", "url:north.com~!"),
            ("zh", "（域名为 Northall. com）", "url:northall.com~!"),
            ("en", "www..north.com", "url:north.com~!"),
            ("en", "www.north", "url:www.north~!"),
            ("en", "see https://docs", "url:docs!"),
        ]);
    }
}
