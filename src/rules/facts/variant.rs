//! Local variants of addresses: what remains of an address when the elements that only name a
//! language or a country are left out.
//!
//! `support-jp@north.example` is the Japanese desk of `support@north.example`, `ja.north.example/privacy`
//! the Japanese page of `north.example/en/privacy`: they name the same thing to readers of
//! another language. Nothing is looked up; an element counts by its form and its place alone.

use crate::text::Lang;

/// Elements that name a language, a country or a script, with the languages that they are right for.
/// Only these count inside a word with hyphens (`support-jp`): `us`, `in` and `it` are English words as well.
const ELEMENTS: &[(&str, &[Lang])] = &[
    ("china", &[Lang::Zh]),
    ("chinese", &[Lang::Zh, Lang::ZhHant]),
    ("chs", &[Lang::Zh]),
    ("cht", &[Lang::ZhHant]),
    ("cn", &[Lang::Zh]),
    ("en", &[Lang::En]),
    ("eng", &[Lang::En]),
    ("english", &[Lang::En]),
    ("global", &[Lang::En]),
    ("hans", &[Lang::Zh]),
    ("hant", &[Lang::ZhHant]),
    ("hk", &[Lang::ZhHant, Lang::Zh, Lang::En]),
    ("intl", &[Lang::En]),
    ("ja", &[Lang::Ja]),
    ("japan", &[Lang::Ja]),
    ("japanese", &[Lang::Ja]),
    ("jp", &[Lang::Ja]),
    ("jpn", &[Lang::Ja]),
    ("kr", &[]),
    ("sg", &[Lang::En, Lang::Zh]),
    ("taiwan", &[Lang::ZhHant]),
    ("tw", &[Lang::ZhHant]),
    ("uk", &[Lang::En]),
    ("usa", &[Lang::En]),
    ("vi", &[Lang::Vi]),
    ("vie", &[Lang::Vi]),
    ("vietnam", &[Lang::Vi]),
    ("vietnamese", &[Lang::Vi]),
    ("vn", &[Lang::Vi]),
    ("zh", &[Lang::Zh, Lang::ZhHant]),
    ("zhcn", &[Lang::Zh]),
    ("zhtw", &[Lang::ZhHant]),
];

/// What else is a language or a country where it is a whole segment of a path.
const SEGMENTS: &str = " au ar be bg br ca ch cs cz da de dk el es et eu fi fr gb he hi hr hu id ie in it ko latam lt lv mx ms my nl no nz pl pt ro ru se sk sl sv th tr ua us ";

/// Parameters of a query that choose the language.
const PARAMETERS: &str =
    " cc country culture gl hl l lang language lg ln locale lr region setlang ui_locales ";

fn element(token: &str) -> Option<&'static [Lang]> {
    ELEMENTS
        .binary_search_by(|(name, _)| name.cmp(&token))
        .ok()
        .map(|at| ELEMENTS[at].1)
}

/// Whether a whole segment names a language or a country: `ja`, `en-us`, `zh_Hant_TW`.
fn is_segment(segment: &str) -> bool {
    let is_code = |part: &str| {
        element(part).is_some()
            || (!part.is_empty() && part.len() <= 5 && SEGMENTS.contains(&format!(" {part} ")))
    };
    segment.len() <= 16 && segment.split(['-', '_']).all(is_code)
}

/// The languages that a whole segment is right for, by its first part.
fn langs_of(segment: &str) -> &'static [Lang] {
    segment
        .split(['-', '_'])
        .next()
        .and_then(element)
        .unwrap_or_default()
}

/// An address without its local elements, and which languages those elements are right for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Skeleton {
    /// What remains.
    pub(super) text: String,
    /// For each local element the languages that it suits.
    elements: Vec<&'static [Lang]>,
}

impl Skeleton {
    /// The address has an element that names a language or a country.
    pub(super) fn is_local(&self) -> bool {
        !self.elements.is_empty()
    }

    /// It has local elements, and all of them suit the language.
    pub(super) fn suits(&self, lang: Lang) -> bool {
        self.is_local()
            && self
                .elements
                .iter()
                .all(|langs| langs.contains(&lang) || matches!(lang, Lang::Other(_)))
    }

    fn push_tokens(&mut self, text: &str, separators: &[char]) {
        let mut first = true;
        for token in text.split(separators).filter(|token| !token.is_empty()) {
            // A code alone is a name of its own, not a variant of another.
            match element(token) {
                Some(langs) if text.len() > token.len() => self.elements.push(langs),
                _ => {
                    if !first {
                        self.text.push('-');
                    }
                    self.text.push_str(token);
                    first = false;
                }
            }
        }
    }

    /// One of its local elements suits the language: a country's domain may stand beside it.
    pub(super) fn names(&self, lang: Lang) -> bool {
        self.elements.iter().any(|langs| langs.contains(&lang))
    }

    /// A host without local labels and without `com` at the end: `ja.north.com`, `north.co.jp` and `north.com` leave `north`.
    fn push_host(&mut self, host: &str) {
        let mut labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
        if labels.first() == Some(&"www") && labels.len() > 2 {
            labels.remove(0);
        }
        if labels.len() > 1
            && let Some(last) = labels.last()
            && last.len() == 2
            && is_segment(last)
        {
            self.elements.push(langs_of(last));
            labels.pop();
            if labels.len() > 1 && matches!(labels.last(), Some(&("co" | "com"))) {
                labels.pop();
            }
        } else if labels.len() > 1 && labels.last() == Some(&"com") {
            labels.pop();
        }
        let last = labels.len().saturating_sub(1);
        let mut first = true;
        for (at, label) in labels.iter().enumerate() {
            if at < last && is_segment(label) {
                self.elements.push(langs_of(label));
                continue;
            }
            if !first {
                self.text.push('.');
            }
            first = false;
            self.push_tokens(label, &['-']);
        }
    }
}

/// The skeleton of an e-mail address in lower case.
pub(super) fn of_email(address: &str) -> Skeleton {
    let mut skeleton = Skeleton::default();
    let (local, host) = address.rsplit_once('@').unwrap_or((address, ""));
    skeleton.push_tokens(local, &['.', '-', '_', '+']);
    skeleton.text.push('@');
    skeleton.push_host(host);
    skeleton
}

/// The skeleton of a web address (`host/path?query#fragment`). Places inside a page are left out: their names are translated.
pub(super) fn of_url(address: &str) -> Skeleton {
    let lower = address.to_lowercase();
    let mut skeleton = Skeleton::default();
    let address = lower.split('#').next().unwrap_or_default();
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let mut segments = place.split('/').filter(|segment| !segment.is_empty());
    skeleton.push_host(segments.next().unwrap_or_default());
    for segment in segments {
        if is_segment(segment) {
            skeleton.elements.push(langs_of(segment));
        } else if !matches!(
            segment,
            "index.html" | "index.htm" | "index.php" | "default.aspx"
        ) {
            skeleton.text.push('/');
            skeleton.push_tokens(segment, &['.', '-', '_']);
        }
    }
    let mut parameters: Vec<&str> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .filter(|parameter| {
            let name = parameter.split('=').next().unwrap_or_default();
            let chooses = PARAMETERS.contains(&format!(" {name} "));
            if chooses {
                skeleton
                    .elements
                    .push(&[Lang::Zh, Lang::ZhHant, Lang::En, Lang::Ja, Lang::Vi]);
            }
            !chooses
        })
        .collect();
    parameters.sort_unstable();
    for parameter in parameters {
        skeleton.text.push('?');
        skeleton.text.push_str(parameter);
    }
    skeleton
}

/// Whether two e-mail addresses differ by a local element alone (`supportjp@` against `support@` too).
pub(super) fn same_desk(a: &str, b: &str) -> bool {
    let (x, y) = (of_email(a), of_email(b));
    if x.text == y.text {
        return x.is_local() || y.is_local();
    }
    let (Some((long, host)), Some((short, other))) =
        (x.text.split_once('@'), y.text.split_once('@'))
    else {
        return false;
    };
    let (long, short) = if long.len() >= short.len() {
        (long, short)
    } else {
        (short, long)
    };
    let glued = long
        .strip_prefix(short)
        .or_else(|| long.strip_suffix(short));
    host == other
        && short.len() > 2
        && glued.is_some_and(|rest| rest.len() > 1 && element(rest).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn local_forms_of_a_web_address_are_equal() {
        for (a, b) in [
            ("north.com/ja/privacy", "north.com/en-us/privacy"),
            ("north.com/privacy?lang=ja", "north.com/privacy"),
            ("ja.north.com", "north.com"),
            ("north.co.jp/help", "north.com/help"),
            ("north.com.vn", "north.com"),
            ("north.com/privacy_ja.html", "north.com/privacy.html"),
            ("north.com/privacy#第三条", "north.com/privacy#section-3"),
            ("North.com/Privacy/", "north.com/privacy"),
            ("www.north.com/zh_Hant_TW/a", "north.com/a"),
            ("north.com/a?b=1&c=2", "north.com/a?c=2&b=1"),
            ("north.com/fr/legal", "north.com/legal"),
        ] {
            assert_eq!(of_url(a).text, of_url(b).text, "{a} {b}");
        }
        for (a, b) in [
            ("north.com/privacy", "north.com/terms"),
            ("north.com", "north.net"),
            ("north.com/contact-us", "north.com/contact"),
            ("north.com", "north.com/privacy"),
            ("north.example", "south.example"),
            ("north.com/a?id=1", "north.com/a?id=2"),
            ("zh.com", "ja.com"),
        ] {
            assert_ne!(of_url(a).text, of_url(b).text, "{a} {b}");
        }
    }

    #[test]
    fn local_desks_are_told_from_other_desks() {
        for (a, b) in [
            ("support-jp@north.example", "support@north.example"),
            ("info@north.jp", "info@north.com"),
            ("info@north.com.vn", "info@north.com"),
            ("supportjp@north.example", "support@north.example"),
            ("help@cn.north.example", "help@north.example"),
            ("help.vn@north.example", "help.en@north.example"),
        ] {
            assert!(same_desk(a, b) && same_desk(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("support@north.example", "privacy@north.example"),
            ("suport@north.example", "support@north.example"),
            ("info@north.com", "info@north.net"),
            ("contact-us@north.example", "contact@north.example"),
            ("ja@north.example", "en@north.example"),
            ("info@north.example", "info@south.example"),
        ] {
            assert!(!same_desk(a, b), "{a} {b}");
        }
        assert!(of_email("info@north.jp").suits(Lang::Ja));
        assert!(!of_email("info@north.jp").suits(Lang::Vi));
        assert!(!of_email("info@north.com").suits(Lang::En));
    }
}
