//! Defects of values: addresses, numbers, dates, sums, references and names that are not what they were.
//!
//! A value is changed only where another edition states it too, in whatever writing: else there is nothing that a
//! check could hold against it. What is a value is told by plain patterns of this module, not by [`crate::facts`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::figures::{self, english, han, read_han, read_word, says, vietnamese};
use super::subject::{Collector, Site};
use crate::text::{Lang, is_cjk};

/// A pattern of this module.
struct Pattern(LazyLock<Option<Regex>>);

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: Pattern = Pattern(LazyLock::new(|| Regex::new($text).ok()));
    };
}

impl Pattern {
    /// Ranges of every match's group 1, or of the whole match where it has none.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.0.as_ref() else {
            return Vec::new();
        };
        regex
            .captures_iter(text)
            .filter_map(|found| found.get(1).or_else(|| found.get(0)).map(|one| one.range()))
            .collect()
    }
}

pattern!(
    EMAIL,
    r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
);
pattern!(
    URL,
    r"(?:https?://|www\.)[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9_./#?=&%~-]*)?"
);
pattern!(DIGITS, r"[0-9０-９]+");
pattern!(
    HAN_NUMBER,
    r"([一二三四五六七八九十百两兩]+)(?:个|個|つの|日|天|年|月|周|週|小时|小時|時間|名|人|项|項|件|次|回|歳|岁|歲|营业日|営業日|工作日|か月|ヶ月|种|種|类|類|份)"
);
pattern!(
    ENGLISH_NUMBER,
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety) (?:\([0-9]+\) )?(?:[a-z]+ )?[a-z]{3,}s\b"
);
pattern!(
    VIETNAMESE_NUMBER,
    r"\b(hai|ba|bốn|sáu|bảy|tám|chín|mười|(?:hai|ba|sáu|chín) mươi) (?:\([0-9]+\) )?(?:ngày|tháng|năm|giờ|tuần|lần|trường hợp|điều kiện|loại|mục đích|phần)\b"
);
pattern!(
    HAN_DATE,
    r"(?:[0-9]{4}|[〇一二三四五六七八九]{4})年([0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
);
pattern!(
    HAN_DAY,
    r"[0-9]{4}\s?年\s?[0-9]{1,2}\s?月\s?([0-9]{1,2})\s?日"
);
pattern!(
    ENGLISH_DAY,
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) ([0-9]{1,2}),? [0-9]{4}|\b([0-9]{1,2}) (?:January|February|March|April|May|June|July|August|September|October|November|December),? [0-9]{4}"
);
pattern!(
    ENGLISH_MONTH,
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (?:[0-9]{1,2},? )?[0-9]{4}"
);
pattern!(
    VIETNAMESE_DAY,
    r"[Nn]gày ([0-9]{1,2}) tháng [0-9]{1,2},? năm [0-9]{4}|\b([0-9]{1,2})/[0-9]{1,2}/[0-9]{4}"
);
pattern!(
    YEAR,
    r"(?:[0-9]{1,2},? |năm |/|\b)((?:19|20)[0-9]{2})(?:\s?年|-[0-9]{2}-[0-9]{2}|\b)"
);
pattern!(
    PERCENT,
    r"([0-9]+(?:\.[0-9]+)?)\s?(?:%|％|percent|per cent|phần trăm|パーセント)|百分之([一二三四五六七八九十]+)"
);
pattern!(
    MONEY,
    r"(?:[$€£¥￥₫]|US\$|S\$|USD|EUR|SGD|RMB|VND|JPY|CNY)\s?([0-9][0-9,.]*[0-9]|[0-9])|([0-9][0-9,.]*[0-9]|[0-9])\s?(?:美元|元|円|đồng|VND|dollars|euros|yen|yuan|新加坡元|人民币|ドル|ユーロ|USD|EUR|SGD)"
);
pattern!(
    ENGLISH_REFERENCE,
    r"\b(?:Section|Article|Clause|Paragraph|Appendix|Part|section|article|clause|paragraph)s? ([0-9]+(?:\.[0-9]+)*)"
);
pattern!(
    HAN_REFERENCE,
    r"第([0-9]+|[一二三四五六七八九十]+)(?:条|條|款|項|项|节|節|章|号|部分)"
);
pattern!(
    VIETNAMESE_REFERENCE,
    r"\b(?:Điều|Khoản|khoản|Mục|mục|Điểm|Phần|Phụ lục) ([0-9]+(?:\.[0-9]+)*)"
);
pattern!(PHONE, r"\+?[0-9][0-9()\- ]{7,18}[0-9]");
pattern!(NAME, r"[A-Z][A-Za-z]{4,}");

/// Whether another edition has the text, whatever its case.
fn shared(site: &Site<'_>, text: &str) -> bool {
    let wanted = text.to_lowercase();
    site.others
        .iter()
        .any(|(_, other)| other.to_lowercase().contains(&wanted))
}

/// Whether another edition states the number.
fn stated(site: &Site<'_>, number: u32) -> bool {
    site.others.iter().any(|(_, other)| says(other, number))
}

/// Walks the matches of a pattern; `with` makes of each match what is to stand instead.
fn each(
    collector: &mut Collector<'_>,
    pattern: &Pattern,
    with: impl Fn(&Site<'_>, Range<usize>) -> Option<(Range<usize>, String)>,
) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        for range in pattern.find(site.body) {
            if let Some((range, with)) = with(&site, range) {
                collector.edit(&site, range, &with);
            }
        }
    }
}

/// Where the address's user ends.
fn user(text: &str) -> usize {
    text.find('@').unwrap_or(text.len())
}

pub(super) fn email_letter(collector: &mut Collector<'_>) {
    each(collector, &EMAIL, |site, range| {
        let text = &site.body[range.clone()];
        let at = range.start + user(text) / 2;
        (shared(site, text) && user(text) > 3).then(|| (at..at + 1, String::new()))
    });
}

pub(super) fn email_user(collector: &mut Collector<'_>) {
    each(collector, &EMAIL, |site, range| {
        let text = &site.body[range.clone()];
        let other = if text.starts_with("support") {
            "service"
        } else {
            "support"
        };
        shared(site, text).then(|| (range.start..range.start + user(text), other.to_owned()))
    });
}

pub(super) fn email_bare(collector: &mut Collector<'_>) {
    each(collector, &EMAIL, |site, range| {
        let text = &site.body[range.clone()];
        shared(site, text).then(|| (range.start..range.start + user(text) + 1, String::new()))
    });
}

pub(super) fn url(collector: &mut Collector<'_>) {
    each(collector, &URL, |site, range| {
        let text = site.body[range.clone()].trim_end_matches(['.', ',']);
        // A path loses its last letter, a host another one.
        let path = text.trim_end_matches('/');
        let host = text.find("//").map_or(0, |at| at + 2);
        let at = match path[host..].find('/') {
            Some(slash) if path.len() > host + slash + 3 => path.len() - 1,
            _ => host + path[host..].find('.').unwrap_or(1).max(2) - 1,
        };
        let inside = range.start + at..range.start + at + 1;
        // Japanese and Chinese sites have addresses of their own.
        (shared(site, text) && site.body.is_char_boundary(inside.end))
            .then(|| (inside, String::new()))
    });
}

fn near(body: &str, at: usize, behind: bool) -> Option<char> {
    if behind {
        body[at..].chars().next()
    } else {
        body[..at].chars().next_back()
    }
}

pub(super) fn number_digits(collector: &mut Collector<'_>) {
    each(collector, &DIGITS, |site, range| {
        let glued = |c: Option<char>| {
            c.is_some_and(|c| c.is_ascii_alphanumeric() || "./-_@#:,".contains(c))
        };
        let (before, after) = (
            near(site.body, range.start, false),
            near(site.body, range.end, true),
        );
        let is_glued = |c: Option<char>| {
            glued(c)
                && !(matches!(c, Some('.' | ','))
                    && site.body[range.end..]
                        .chars()
                        .nth(1)
                        .is_none_or(char::is_whitespace))
        };
        // (2) in a sentence numbers what follows
        let enumerates = matches!(before, Some('(' | '（')) && matches!(after, Some(')' | '）'));
        if glued(before)
            || enumerates
            || is_glued(after)
            || range.len() > 4 && !site.body[range.clone()].starts_with('０')
        {
            return None;
        }
        let half: String = site.body[range.clone()]
            .chars()
            .filter_map(|c| c.to_digit(10).or_else(|| u32::from(c).checked_sub(0xff10)))
            .filter_map(|digit| char::from_digit(digit, 10))
            .collect();
        let number: u32 = half.parse().ok()?;
        let other = if number >= 10 && number.is_multiple_of(10) {
            number + number / 10 * 10
        } else {
            number + 1
        };
        (number > 0 && stated(site, number)).then(|| (range, other.to_string()))
    });
}

pub(super) fn number_words(collector: &mut Collector<'_>) {
    let lang = collector.lang;
    let (pattern, write): (&Pattern, fn(u32) -> Option<String>) = match lang {
        Lang::En => (&ENGLISH_NUMBER, english),
        Lang::Vi => (&VIETNAMESE_NUMBER, vietnamese),
        lang if lang.is_cjk() => (&HAN_NUMBER, |number| Some(han(number))),
        _ => return,
    };
    each(collector, pattern, |site, range| {
        let text = &site.body[range.clone()];
        let number = if lang.is_cjk() {
            read_han(text)
        } else {
            read_word(text)
        }?;
        // 统一个 and 第三方 are no numbers.
        let part = lang.is_cjk() && number < 2
            || matches!(
                near(site.body, range.start, false),
                Some('第' | '年' | '月' | '统' | '統' | '唯' | '同' | '任' | '某' | '之')
            );
        let other = if number >= 20 && number % 10 == 0 && number < 90 {
            number + 30 - number % 30
        } else {
            number + 1
        };
        (!part && stated(site, number)).then_some(())?;
        Some((range, write(other)?))
    });
}

fn other_day(text: &str) -> Option<String> {
    let day: u32 = text.parse().ok()?;
    // A day that no reading of 7/8 can mistake for a month.
    Some(if day <= 13 { day + 14 } else { day - 1 }.to_string())
}

pub(super) fn date(collector: &mut Collector<'_>) {
    let day: &Pattern = match collector.lang {
        Lang::En => &ENGLISH_DAY,
        Lang::Vi => &VIETNAMESE_DAY,
        _ => &HAN_DAY,
    };
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let Some(regex) = day.0.as_ref() else { return };
        for found in regex.captures_iter(site.body) {
            let Some(one) = found.get(1).or_else(|| found.get(2)) else {
                continue;
            };
            let number = one.as_str().parse().unwrap_or(0);
            if let Some(with) = other_day(one.as_str()).filter(|_| stated(&site, number)) {
                collector.edit(&site, one.range(), &with);
            }
        }
        for range in YEAR.find(site.body) {
            let year: u32 = site.body[range.clone()].parse().unwrap_or(0);
            if stated(&site, year) {
                collector.edit(&site, range, &(year + 1).to_string());
            }
        }
        for range in ENGLISH_MONTH.find(site.body) {
            let with = if &site.body[range.clone()] == "March" {
                "October"
            } else {
                "March"
            };
            collector.edit(&site, range, with);
        }
        for range in HAN_DATE.find(site.body) {
            let text = &site.body[range.clone()];
            if let Some(month) = text.parse().ok().or_else(|| read_han(text)) {
                let other = month % 12 + 1;
                let with = if text.is_ascii() {
                    other.to_string()
                } else {
                    han(other)
                };
                collector.edit(&site, range, &with);
            }
        }
    }
}

/// Adds to the first digit of a figure, so that its shape stays.
fn other_amount(text: &str) -> Option<String> {
    let (at, c) = text.char_indices().find(|(_, c)| c.is_ascii_digit())?;
    let digit = c.to_digit(10)?;
    let other = char::from_digit(digit % 9 + 1, 10)?;
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

pub(super) fn percent(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let Some(regex) = PERCENT.0.as_ref() else {
            return;
        };
        for found in regex.captures_iter(site.body) {
            if let Some(one) = found.get(1) {
                let whole = one
                    .as_str()
                    .split('.')
                    .next()
                    .and_then(|text| text.parse().ok());
                if let Some(with) = other_amount(one.as_str())
                    .filter(|_| whole.is_some_and(|number| stated(&site, number)))
                {
                    collector.edit(&site, one.range(), &with);
                }
            } else if let Some((one, number)) = found
                .get(2)
                .and_then(|one| Some((one, read_han(one.as_str())?)))
                && stated(&site, number)
            {
                collector.edit(&site, one.range(), &han(number + 5));
            }
        }
    }
}

pub(super) fn money(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let Some(regex) = MONEY.0.as_ref() else {
            return;
        };
        for found in regex.captures_iter(site.body) {
            let Some(one) = found.get(1).or_else(|| found.get(2)) else {
                continue;
            };
            if let Some(with) = other_amount(one.as_str()) {
                collector.edit(&site, one.range(), &with);
            }
        }
    }
}

pub(super) fn reference(collector: &mut Collector<'_>) {
    let pattern = match collector.lang {
        Lang::En => &ENGLISH_REFERENCE,
        Lang::Vi => &VIETNAMESE_REFERENCE,
        lang if lang.is_cjk() => &HAN_REFERENCE,
        _ => return,
    };
    each(collector, pattern, |site, range| {
        let text = &site.body[range.clone()];
        let last = text.rsplit('.').next()?;
        let number = last.parse().ok().or_else(|| read_han(last))?;
        let (inside, with) = figures::next_ordinal(text, 1)?;
        stated(site, number).then(|| (range.start + inside.start..range.start + inside.end, with))
    });
}

pub(super) fn phone(collector: &mut Collector<'_>) {
    each(collector, &PHONE, |site, range| {
        let text = &site.body[range.clone()];
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let own = digits(text);
        let known = site
            .others
            .iter()
            .any(|(_, other)| digits(other).contains(&own));
        let last = own.chars().last()?.to_digit(10)?;
        let date = own.len() == 8 && (own.starts_with("20") || own.starts_with("19"));
        (known && own.len() >= 8 && !date)
            .then(|| (range.end - 1..range.end, ((last + 3) % 10).to_string()))
    });
}

/// Latin names that every edition has again and again.
fn names(collector: &Collector<'_>) -> Vec<String> {
    let mut counts: BTreeMap<String, BTreeMap<Lang, usize>> = BTreeMap::new();
    let policy = &collector.subject.policy;
    for (lang, edition) in &policy.editions {
        for (id, _) in edition.document.iter() {
            let body = edition.document.body(id);
            for range in NAME.find(body) {
                let alone = |c: Option<char>| c.is_none_or(|c| is_cjk(c) || !c.is_alphanumeric());
                if alone(near(body, range.start, false)) && alone(near(body, range.end, true)) {
                    *counts
                        .entry(body[range].to_owned())
                        .or_default()
                        .entry(*lang)
                        .or_default() += 1;
                }
            }
        }
    }
    // What only the Latin editions share may be a word.
    counts
        .into_iter()
        .filter(|(_, by)| {
            by.len() == policy.editions.len()
                && by.keys().any(|lang| lang.is_cjk())
                && by.values().all(|count| *count >= 3)
        })
        .map(|(name, _)| name)
        .collect()
}

fn named(collector: &mut Collector<'_>, with: impl Fn(&str, usize) -> Option<String>) {
    let names = names(collector);
    each(collector, &NAME, |site, range| {
        let text = &site.body[range.clone()];
        let alone = |c: Option<char>| {
            c.is_none_or(|c| is_cjk(c) || c.is_whitespace() || ",.、。，；（）()“”\"".contains(c))
        };
        let fits = names.iter().any(|name| name == text)
            && shared(site, text)
            && alone(near(site.body, range.start, false))
            && alone(near(site.body, range.end, true));
        let with = with(text, site.id.index() + range.start).filter(|_| fits)?;
        Some((range, with))
    });
}

pub(super) fn name_letter(collector: &mut Collector<'_>) {
    named(collector, |name, salt| {
        let middle = name.len() / 2;
        let bytes = name.as_bytes();
        let (a, b) = (bytes[middle], bytes[middle + 1]);
        if salt % 2 == 0 && a != b {
            let swapped = format!(
                "{}{}{}{}",
                &name[..middle],
                char::from(b),
                char::from(a),
                &name[middle + 2..]
            );
            return Some(swapped);
        }
        Some(format!("{}{}", &name[..middle], &name[middle + 1..]))
    });
}

pub(super) fn name_replaced(collector: &mut Collector<'_>) {
    named(collector, |_, _| Some("Quillmark".to_owned()));
}
