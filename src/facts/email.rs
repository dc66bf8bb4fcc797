//! E-mail addresses: as written, in full width, obfuscated, and broken ones.
//!
//! Bounded by ASCII, so that text in Han or kana may stand glued on either side. Obfuscation
//! ("name at host dot com") counts as the address; a space or comma inside, a missing dot or a doubled @ breaks it.

mod obfuscated;

use super::claims::Claims;
use super::domains::{is_certain_ending, is_ending, is_host};
use super::view::{View, is_letter};
use crate::model::Value;

/// Longest local part and host (RFC 5321, 4.5.3.1).
const LOCAL: usize = 64;

const HOST: usize = 253;

/// Words that stand before an @ of their own (a handle), and are no mailbox.
const NO_MAILBOX: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "follow", "for", "from", "hi", "in", "is", "me", "of",
    "on", "or", "the", "to", "us", "via", "visit", "with",
];

/// Claims the addresses of a text.
pub(super) fn scan(view: &View, claims: &mut Claims) {
    let text = view.text();
    let mut at = 0;
    while let Some(found) = text[at..].find('@') {
        let sign = at + found;
        at = sign + 1;
        if claims.is_taken(sign) {
            continue;
        }
        if let Some((start, end, value)) = around(view, sign) {
            claims.state(start, end, value);
            at = at.max(end);
        }
    }
    obfuscated::obfuscated(view, claims);
}

/// The address that is all of `text`, for the target of a link.
pub(super) fn whole(text: &str) -> Option<Value> {
    let view = View::new(text, 0);
    let (start, end, value) = around(&view, view.text().find('@')?)?;
    (start == 0 && end == view.len()).then_some(value)
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | b'&')
}

fn is_domain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')
}

fn local_back(view: &View, end: usize) -> usize {
    let bytes = &view.text().as_bytes()[end.saturating_sub(LOCAL + 1)..end];
    let mut start = end - bytes.iter().rev().take_while(|b| is_local(**b)).count();
    while start < end && matches!(view.byte(start), b'\'' | b'-' | b'&') {
        start += 1;
    }
    start
}

fn host_on(view: &View, start: usize) -> usize {
    let bytes = &view.text().as_bytes()[start..];
    start
        + bytes
            .iter()
            .take(HOST)
            .take_while(|b| is_domain(**b))
            .count()
}

/// Cuts what is punctuation or the next sentence off a host: `host.com.`, `host.com.We`.
fn cut(view: &View, start: usize, mut end: usize) -> usize {
    let text = view.text();
    while end > start && matches!(text.as_bytes()[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let mut labels = text[start..end].rsplit('.');
    if let (Some(last), Some(ending)) = (labels.next(), labels.next())
        && last.starts_with(|c: char| c.is_ascii_uppercase())
        && ending.starts_with(|c: char| c.is_ascii_lowercase())
        && is_ending(ending)
        && text[start..end].matches('.').count() > 1
    {
        end -= last.len() + 1;
    }
    end
}

/// A top-level domain in lower case at `at` that ends there.
fn ending_at(view: &View, at: usize, all: bool) -> Option<usize> {
    let length = view.text()[at..]
        .bytes()
        .take(24)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let label = &view.text()[at..at + length];
    let known = if all {
        is_ending(label) && label.bytes().all(|b| b.is_ascii_lowercase())
    } else {
        is_certain_ending(label)
    };
    let mut end = at + length;
    if !known
        || matches!(view.byte(end), b'@' | b'0'..=b'9' | b'-' | b'_')
        || view.at(end).is_some_and(is_letter)
    {
        return None;
    }
    // co.jp and its like
    if view.byte(end) == b'.' && view.byte(end + 1).is_ascii_lowercase() {
        let more = view.text()[end + 1..]
            .bytes()
            .take(3)
            .take_while(u8::is_ascii_lowercase)
            .count();
        if more == 2 && !view.byte(end + 3).is_ascii_alphanumeric() {
            end += 3;
        }
    }
    Some(end)
}

/// The address around an @, if one is meant.
fn around(view: &View, sign: usize) -> Option<(usize, usize, Value)> {
    let text = view.text();
    let mut broken = false;

    // in front: the mailbox, perhaps a space away
    let mut before = sign;
    let mut start = local_back(view, sign);
    let spaced_before = start == sign;
    if spaced_before {
        let gap = view.skip_back(sign);
        if gap == sign || sign - gap > 2 {
            return None;
        }
        start = local_back(view, gap);
        if start == gap
            || view.before(start).is_some_and(is_letter)
            || NO_MAILBOX.contains(&&view.lower()[start..gap])
        {
            return None;
        }
        before = gap;
        broken = true;
    }
    let local = &text[start..before];
    if !local.bytes().any(|b| b.is_ascii_alphanumeric())
        || view.before(start).is_some_and(is_letter)
    {
        return None;
    }
    // https://user@host: a web address
    if text[..start].ends_with("://") {
        return None;
    }
    broken |= local.starts_with('.') || local.ends_with('.') || local.contains("..");

    // behind: the host, perhaps a space or another @ away
    let mut from = sign + 1;
    if view.byte(from) == b'@' {
        from += 1;
        broken = true;
    }
    let gap = view.skip(from);
    let spaced_behind = gap > from;
    if gap - from > 2 {
        return None;
    }
    let mut end = cut(view, gap, host_on(view, gap));
    let mut host = text[gap..end].to_owned();
    if host.starts_with('.') {
        host.remove(0);
        broken = true;
    }
    if host.is_empty() || host.as_bytes()[0].is_ascii_digit() && !host.contains('.') {
        return None;
    }
    broken |= spaced_behind;
    if let Some(split) = view.byte(end).eq(&b'@').then_some(end)
        && !spaced_behind
    {
        // a second @: everything up to the end of the second host is one broken address
        let last = cut(view, split + 1, host_on(view, split + 1));
        if last > split + 1 {
            let written = format!(
                "{}@{}",
                &text[start..before],
                text[gap..last].to_ascii_lowercase()
            );
            return Some((
                start,
                last,
                Value::Email {
                    address: written,
                    broken: true,
                },
            ));
        }
    }
    let dotted = host.contains('.')
        && host.rsplit('.').next().is_some_and(|label| {
            label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic())
                || label.starts_with("xn--")
        });
    let cjk_dot = text[end..].starts_with('。');
    if !dotted || host.ends_with(".co") || host.ends_with(".com") {
        // the dot as a comma, a Chinese full stop, or with a space behind or before it
        let cjk_comma = text[end..].starts_with('，');
        let separator = if cjk_dot || cjk_comma {
            end + '。'.len_utf8()
        } else {
            end + 1
        };
        let rest = match view.byte(end) {
            b',' => ending_at(view, separator, !dotted),
            _ if cjk_comma => ending_at(view, separator, false),
            _ if cjk_dot && !dotted => ending_at(view, separator, true),
            b'.' if view.byte(separator) == b' ' => ending_at(view, view.skip(separator), !dotted)
                .filter(|_| !starts_sentence(view, separator)),
            b' ' if !dotted && view.byte(view.skip(end)) == b'.' => {
                ending_at(view, view.skip(end) + 1, true)
            }
            _ => None,
        };
        if let Some(rest) = rest {
            let tail = text[end..rest].trim_matches(|c: char| !c.is_ascii_alphanumeric());
            host = format!("{host}.{tail}");
            end = rest;
            broken = true;
        } else if !dotted {
            // no dot at all: meant as an address only when nothing else is wrong with it
            let plain = !spaced_before && !spaced_behind && !host.contains('.') && host.len() > 1;
            if !plain
                || matches!(view.byte(end), b'/' | b':' | b'_')
                || text[end..].starts_with('/')
                || local.len() < 2
                || local
                    .bytes()
                    .chain(host.bytes())
                    .any(|b| b.is_ascii_uppercase())
            {
                return None;
            }
            broken = true;
        }
    }
    let host = host.to_ascii_lowercase();
    let known = host.rsplit('.').next().is_some_and(is_ending);
    if (spaced_before || spaced_behind) && !known {
        return None;
    }
    broken |= !is_host(&host);
    Some((
        start,
        end,
        Value::Email {
            address: format!("{local}@{host}"),
            broken,
        },
    ))
}

/// Whether the word behind a full stop and a space could begin a sentence: endings are never capitalised.
fn starts_sentence(view: &View, at: usize) -> bool {
    view.at(view.skip(at)).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests;
