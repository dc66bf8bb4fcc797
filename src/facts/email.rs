//! E-mail addresses: as written, in full width, obfuscated, and broken ones.
//!
//! Bounded by ASCII, so that text in Han or kana may stand glued on either side. Obfuscation
//! ("name at host dot com") counts as the address; a space or comma inside, a missing dot or a doubled @ breaks it.

use super::claims::Claims;
use super::domains::{is_certain_ending, is_ending, is_host};
use super::view::{View, is_letter};
use crate::model::Value;

/// Longest local part and host (RFC 5321, 4.5.3.1).
const LOCAL: usize = 64;
const HOST: usize = 253;

/// Words that stand before an @ of their own (a handle), and are no mailbox.
const NO_MAILBOX: &[&str] = &["a", "an", "and", "as", "at", "by", "follow", "for", "from", "hi", "in", "is", "me", "of", "on", "or", "the", "to", "us", "via", "visit", "with"];

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
    obfuscated(view, claims);
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
    start + bytes.iter().take(HOST).take_while(|b| is_domain(**b)).count()
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
    let length = view.text()[at..].bytes().take(24).take_while(u8::is_ascii_alphabetic).count();
    let label = &view.text()[at..at + length];
    let known = if all { is_ending(label) && label.bytes().all(|b| b.is_ascii_lowercase()) } else { is_certain_ending(label) };
    let mut end = at + length;
    if !known || matches!(view.byte(end), b'@' | b'0'..=b'9' | b'-' | b'_') || view.at(end).is_some_and(is_letter) {
        return None;
    }
    // co.jp and its like
    if view.byte(end) == b'.' && view.byte(end + 1).is_ascii_lowercase() {
        let more = view.text()[end + 1..].bytes().take(3).take_while(u8::is_ascii_lowercase).count();
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
        if start == gap || view.before(start).is_some_and(is_letter) || NO_MAILBOX.contains(&&view.lower()[start..gap]) {
            return None;
        }
        before = gap;
        broken = true;
    }
    let local = &text[start..before];
    if !local.bytes().any(|b| b.is_ascii_alphanumeric()) || view.before(start).is_some_and(is_letter) {
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
            let written = format!("{}@{}", &text[start..before], text[gap..last].to_ascii_lowercase());
            return Some((start, last, Value::Email { address: written, broken: true }));
        }
    }
    let dotted = host.contains('.') && host.rsplit('.').next().is_some_and(|label| label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic()) || label.starts_with("xn--"));
    let cjk_dot = text[end..].starts_with('。');
    if !dotted || host.ends_with(".co") || host.ends_with(".com") {
        // the dot as a comma, a Chinese full stop, or with a space behind or before it
        let separator = if cjk_dot { end + '。'.len_utf8() } else { end + 1 };
        let rest = match view.byte(end) {
            b',' => ending_at(view, separator, !dotted),
            _ if cjk_dot && !dotted => ending_at(view, separator, true),
            b'.' if !dotted && view.byte(separator) == b' ' => ending_at(view, view.skip(separator), true).filter(|_| !starts_sentence(view, separator)),
            b' ' if !dotted && view.byte(view.skip(end)) == b'.' => ending_at(view, view.skip(end) + 1, true),
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
            if !plain || matches!(view.byte(end), b'/' | b':' | b'_') || text[end..].starts_with('/') || local.len() < 2 || local.bytes().chain(host.bytes()).any(|b| b.is_ascii_uppercase()) {
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
    Some((start, end, Value::Email { address: format!("{local}@{host}"), broken }))
}

/// Whether the word behind a full stop and a space could begin a sentence: endings are never capitalised.
fn starts_sentence(view: &View, at: usize) -> bool {
    view.at(view.skip(at)).is_some_and(char::is_uppercase)
}

/// `name [at] host [dot] com`, `name (at) host.com`, `name at host dot com`.
fn obfuscated(view: &View, claims: &mut Claims) {
    let lower = view.lower();
    let mut from = 0;
    while let Some(found) = lower[from..].find("at") {
        let word = from + found;
        from = word + 2;
        let Some((sign, end)) = separator(view, word, 2) else { continue };
        let bare = lower.as_bytes()[word.saturating_sub(1)] == b' ' || word == 0;
        let start = local_back(view, sign);
        if start == sign || claims.is_taken(word) || view.before(start).is_some_and(is_letter) {
            continue;
        }
        let Some((host, end, dots)) = spelled_host(view, end) else { continue };
        // plain words "at" and "dot" are an address only together
        let common = bare && (NO_MAILBOX.contains(&&lower[start..sign]) || NO_MAILBOX.contains(&host.split('.').next().unwrap_or_default()));
        if common || (bare && dots == 0) || !host.contains('.') || !host.rsplit('.').next().is_some_and(is_ending) {
            continue;
        }
        let address = format!("{}@{host}", &view.text()[start..sign]);
        claims.state(start, end, Value::Email { address, broken: false });
        from = from.max(end);
    }
}

/// A separator spelled out around the word of `length` at `word`: where it begins and ends, spaces and brackets included.
fn separator(view: &View, word: usize, length: usize) -> Option<(usize, usize)> {
    let end = word + length;
    let (open, close) = (view.byte(word.wrapping_sub(1).min(view.len())), view.byte(end));
    match (open, close) {
        (b'[', b']') | (b'(', b')') | (b'{', b'}') | (b'<', b'>') => Some((view.skip_back(word - 1), view.skip(end + 1))),
        (b' ', b' ') => Some((view.skip_back(word), view.skip(end))),
        _ => None,
    }
}

/// A host with its dots written as dots or spelled out: the host, its end, and how many were spelled.
fn spelled_host(view: &View, start: usize) -> Option<(String, usize, usize)> {
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

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn addresses() {
        table("email", &[
            ("en zh ja vi", "privacy@north.example", "email:privacy@north.example"),
            ("en", "Write to Ask.Us+x@Mail.North.Example.", "email:Ask.Us+x@mail.north.example"),
            ("en", "(legal@north.example), or dpo@north.example; thanks", "email:legal@north.example | email:dpo@north.example"),
            ("zh", "请发送邮件至privacy@north.example与我们联系", "email:privacy@north.example"),
            ("ja", "お問い合わせはｐｒｉｖａｃｙ＠ｎｏｒｔｈ．ｅｘａｍｐｌｅまで", "email:privacy@north.example"),
            ("vi", "Gửi thư đến hotro@bac.vn.", "email:hotro@bac.vn"),
            ("en", "Mail ops@north.com.We answer", "email:ops@north.com"),
            ("en", "follow us @northwind on the web", ""),
            ("en", "clone git@host:repo/x", ""),
            ("en", "react@18 and lib@1.2", ""),
            ("zh", "@所有人", ""),
            ("vi", "liên hệ @bac", ""),
        ]);
    }

    #[test]
    fn obfuscation_is_the_address() {
        table("email", &[
            ("en", "mail help [at] north [dot] com now", "email:help@north.com"),
            ("en", "mail help(at)north.com", "email:help@north.com"),
            ("en", "mail help at north dot com or call", "email:help@north.com"),
            ("ja", "help[at]north.co.jp までご連絡ください", "email:help@north.co.jp"),
            ("en", "Look at example.com for help", ""),
            ("en", "we arrived at the dot com era", ""),
        ]);
    }

    #[test]
    fn broken_addresses() {
        table("email", &[
            ("en", "Write to privacy@ north.example today", "email:privacy@north.example!"),
            ("zh", "邮箱：privacy @north.com", "email:privacy@north.com!"),
            ("en", "info@host is our address", "email:info@host!"),
            ("ja", "info@@north.com へ", "email:info@north.com!"),
            ("en", "a.b@c.com@d.com", "email:a.b@c.com@d.com!"),
            ("en", ".info@north.com", "email:.info@north.com!"),
            ("vi", "info@north,com", "email:info@north.com!"),
            ("ja", "info@north.co,jp", "email:info@north.co.jp!"),
            ("zh", "info@north。com", "email:info@north.com!"),
            ("en", "Mail info@north. com please", "email:info@north.com!"),
            ("en", "Mail info@.north.com", "email:info@north.com!"),
            ("en", "Mail info@north..com", "email:info@north..com!"),
            ("en", "a@b.com,c@d.com", "email:a@b.com | email:c@d.com"),
            ("en", "Mail info@north.com, or call", "email:info@north.com"),
            ("en", "follow us @ example.com", ""),
        ]);
    }
}
