//! Bare domains: dotted labels that are no file name, no version and no sentence without a space.

use super::{address_end, normal};
use crate::facts::domains::{is_certain_ending, is_doubtful, is_ending, is_host, is_registry};
use crate::facts::view::{View, is_letter};
use crate::model::Value;

/// Words before a domain that say that it is one.
pub(super) const CUES: &[&str] = &[
    "domain",
    "domain name",
    "website",
    "web site",
    "site",
    "url",
    "域名",
    "网址",
    "網址",
    "网站",
    "網站",
    "官网",
    "ドメイン",
    "ドメイン名",
    "サイト",
    "tên miền",
    "trang web",
    "website:",
    "at",
    "visit",
    "địa chỉ",
];

/// The host of letters, digits, dots and hyphens around a dot.
pub(super) fn run(view: &View, dot: usize) -> (usize, usize) {
    let bytes = view.text().as_bytes();
    let is = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let start = dot
        - bytes[dot.saturating_sub(253)..dot]
            .iter()
            .rev()
            .take_while(|b| is(b))
            .count();
    let end = dot + bytes[dot..].iter().take(253).take_while(|b| is(b)).count();
    (start, end)
}

/// The bare domain around a dot, whole or broken.
pub(super) fn domain(view: &View, dot: usize) -> Option<(usize, usize, Value)> {
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
    if outside.is_some_and(|c| {
        is_letter(c)
            || matches!(
                c,
                '@' | '/' | '\\' | '_' | '=' | '~' | '$' | '#' | '%' | '&'
            )
    }) || view
        .at(run_end)
        .is_some_and(|c| c == '@' || c == '_' || is_letter(c))
    {
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
        return (whole
            && labels[1].len() > 1
            && labels[1].bytes().any(|b| b.is_ascii_alphabetic()))
        .then(|| {
            (
                start,
                end,
                Value::Url {
                    address: lower.to_owned(),
                    bare: true,
                    broken: true,
                },
            )
        });
    }
    let doubled = host.contains("..");
    if !is_ending(ending) || (doubled && !www) || (!doubled && !is_host(host)) || is_registry(lower)
    {
        return None;
    }
    let capital = ending.starts_with(|c: char| c.is_ascii_uppercase())
        && ending.bytes().any(|b| b.is_ascii_lowercase());
    let shouted = ending.bytes().all(|b| b.is_ascii_uppercase())
        && !host.bytes().all(|b| !b.is_ascii_lowercase());
    let product = ending.eq_ignore_ascii_case("net")
        && (shouted
            || labels.len() == 2
                && matches!(name.to_ascii_lowercase().as_str(), "asp" | "vb" | "ado"));
    if capital || product || labels.iter().all(|label| label.len() == 1) {
        return None;
    }
    let path = view.byte(end) == b'/' && view.byte(end + 1).is_ascii_graphic() && view.is_half(end);
    if labels.len() == 2 && !www && !path {
        let cue = || {
            view.longest_back(view.skip_back(start), CUES.iter().copied())
                .is_some()
        };
        let hyphen = name.contains('-')
            || name.bytes().any(|b| b.is_ascii_digit())
                && name.bytes().any(|b| b.is_ascii_alphabetic());
        if (is_doubtful(ending) || name.len() == 1) && !hyphen && !cue() {
            return None;
        }
        if name.bytes().all(|b| b.is_ascii_digit())
            && !is_certain_ending(&ending.to_ascii_lowercase())
        {
            return None;
        }
    }
    if matches!(view.byte(end), b'/' | b':' | b'?' | b'#') {
        end = address_end(view, start);
    }
    let (address, bare, sound) = if doubled {
        normal(&text[start..end].replace("..", "."))?
    } else {
        normal(&text[start..end])?
    };
    Some((
        start,
        end,
        Value::Url {
            address,
            bare,
            broken: doubled || !sound,
        },
    ))
}

/// `www. host.com`, `Host. com`, `host,com`: a domain that a space fell into.
pub(super) fn split_domain(view: &View, start: usize, dot: usize) -> Option<(usize, usize, Value)> {
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
        let cue = || {
            view.longest_back(view.skip_back(start), CUES.iter().copied())
                .is_some()
        };
        let registry =
            rest.contains('.') && is_registry(rest) && is_ending(rest.rsplit('.').next()?);
        let alone = !rest.contains('.')
            && (is_certain_ending(first)
                || (cue() && is_ending(first) && first.bytes().all(|b| b.is_ascii_lowercase())));
        if !(alone || registry) || head.is_empty() || !head.bytes().any(|b| b.is_ascii_alphabetic())
        {
            return None;
        }
        format!("{head}.{rest}")
    };
    let (address, bare, _) = normal(&joined)?;
    Some((
        start,
        end,
        Value::Url {
            address,
            bare,
            broken: true,
        },
    ))
}
