//! Statutes by their names in the four languages: the same law is the same id.
//!
//! The table is `dictionaries/statutes.tsv`: an id and a name a row; a law's number in the form of
//! `numbered` citations (`57/2003`, `13/2023/nd-cp`) is one of its names. Names are in lower case, without 《》. A name that
//! several countries have a law of stands for all of them: what is compared is whether the editions of one policy name
//! the same.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::view::is_letter;
use crate::text::Phrases;

/// Id and name, a row each.
const TABLE: &str = include_str!("../../dictionaries/statutes.tsv");

/// Ids and names in the order of the table.
static STATUTES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| STATUTES.iter().map(|(id, name)| (*name, *id)).collect());

static NAMES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(STATUTES.iter().map(|(_, name)| *name)));

/// The statutes that a lower-case text names: start, end, id.
pub(super) fn find(lower: &str) -> impl Iterator<Item = (usize, usize, &'static str)> + '_ {
    NAMES
        .find(lower)
        .filter_map(move |(Range { start, end }, name)| {
            let inside = |a: Option<char>, b: Option<char>| {
                a.is_some_and(is_letter) && b.is_some_and(is_letter)
            };
            let text = &lower[start..end];
            let whole = !inside(lower[..start].chars().next_back(), text.chars().next())
                && !inside(text.chars().next_back(), lower[end..].chars().next());
            // 人民法院 is a court
            let court = text.ends_with('法')
                && lower[end..].starts_with([
                    '院', '官', '庭', '定', '人', '律', '務', '务', '学', '學', '典', '规', '規',
                    '令',
                ]);
            // 157/2003 is not 57/2003
            let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let number = figure(text.chars().next())
                && (figure(lower[..start].chars().next_back())
                    || figure(lower[end..].chars().next()));
            (whole && !court && !number).then(|| (start, end, STATUTES[name].0))
        })
}

/// A name that many countries have a law of, without the country, and laws that it may be.
const BARE: &str = "privacy-law";
const PRIVACY_LAWS: &[&str] = &[
    "appi",
    "personal-data-law",
    "pipl",
    "singapore-pdpa",
    "taiwan-pdpa",
];

/// Whether two ids may be one law: 個人資料保護法, and which country's the other edition says.
pub(super) fn may_be_one(a: &str, b: &str) -> bool {
    let is_bare = |bare: &str, other: &str| bare == BARE && PRIVACY_LAWS.contains(&other);
    a == b || is_bare(a, b) || is_bare(b, a)
}

/// Whether a statute is one of the table.
pub(super) fn is_id(statute: &str) -> bool {
    STATUTES
        .binary_search_by(|(id, _)| id.cmp(&statute))
        .is_ok()
}

/// The id of a title or a law's number, or what is given.
pub(super) fn fold(title: &str) -> String {
    let title = title.trim().to_lowercase();
    match BY_NAME.get(title.as_str()) {
        Some(id) => (*id).to_owned(),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_a_name_stands_for_one_statute() {
        let rows: Vec<&str> = TABLE.lines().collect();
        assert!(rows.is_sorted());
        assert_eq!(rows.len(), STATUTES.len());
        assert_eq!(STATUTES.len(), BY_NAME.len());
        for (id, name) in STATUTES.iter() {
            assert!(!id.is_empty() && *name == name.to_lowercase() && *name == name.trim());
            assert!(unicode_normalization::is_nfc(name), "{name}");
        }
    }

    #[test]
    fn names_are_whole_words() {
        let found: Vec<_> = find("gdpr, gdprs, 民法第90条, 個人情報保護法")
            .map(|(.., id)| id)
            .collect();
        assert_eq!(found, ["gdpr", "civil-code", "privacy-law"]);
    }

    #[test]
    fn a_bare_name_may_be_the_law_of_any_country() {
        let id = |name: &str| fold(name);
        for (a, b, expected) in [
            ("個人資料保護法", "Personal Data Protection Act", true),
            (
                "個人情報保護法",
                "Singapore Personal Data Protection Act",
                true,
            ),
            ("个人信息保护法", "PIPL", true),
            ("GDPR", "个人信息保护法", false),
            ("APPI", "PIPL", false),
        ] {
            assert_eq!(may_be_one(&id(a), &id(b)), expected, "{a} {b}");
        }
        assert!(PRIVACY_LAWS.iter().all(|law| is_id(law)) && is_id(BARE));
    }
}
