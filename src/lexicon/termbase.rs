//! Concepts with their forms in five written languages.
//!
//! A text is read as tokens (stems in English, syllables in Vietnamese,
//! characters in Chinese and Japanese); one index a language finds the longest
//! form at each token. The build script makes the indexes; one is read when
//! the first text of its language needs it.

mod concept;
mod index;
mod token;

use std::ops::Range;
use std::sync::OnceLock;

pub use self::concept::Concept;
use self::concept::{COLUMNS, concepts};
pub(super) use self::index::{Index, scan};
pub(super) use self::token::tokens;
use crate::model::{Naming, TermId};
use crate::text::Lang;

/// Near synonyms: pairs of concepts of which translators often write one for the other.
const ALLIED: &str = include_str!("../../dictionaries/allied-terms.tsv");

/// The indexes of forms and of false friends, as the build script made them.
const TERMS: [&[u8]; COLUMNS] = stored!("terms");
const FALSE_FRIENDS: [&[u8]; COLUMNS] = stored!("false-friends");

/// All concepts and the indexes of their forms.
#[derive(Debug)]
pub struct Termbase {
    concepts: Vec<Concept>,
    indexes: [OnceLock<Index>; COLUMNS],
    false_friends: [OnceLock<Index>; COLUMNS],
}

/// The built-in termbase.
#[must_use]
pub fn termbase() -> &'static Termbase {
    static BASE: OnceLock<Termbase> = OnceLock::new();
    BASE.get_or_init(|| Termbase {
        concepts: concepts(),
        indexes: Default::default(),
        false_friends: Default::default(),
    })
}

impl Termbase {
    /// A concept by its number.
    #[must_use]
    pub fn concept(&self, id: TermId) -> Option<&Concept> {
        self.concepts.get(id.0 as usize)
    }

    /// How many concepts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// The number of a concept.
    #[must_use]
    pub fn id(&self, id: &str) -> Option<TermId> {
        let at = self.concepts.iter().position(|concept| concept.id == id)?;
        Some(TermId(u32::try_from(at).unwrap_or(u32::MAX)))
    }

    /// Whether two concepts must never be confused.
    #[must_use]
    pub fn contrasts(&self, one: TermId, other: TermId) -> bool {
        match (self.concept(one), self.concept(other)) {
            (Some(one), Some(other)) => one.contrast().any(|id| id == other.id),
            _ => false,
        }
    }

    /// The pairs of near synonyms.
    pub(crate) fn allied(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let rows = ALLIED.lines().filter(|row| !row.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t'))
    }

    /// All concepts with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Concept)> {
        self.concepts
            .iter()
            .enumerate()
            .map(|(at, concept)| (TermId(u32::try_from(at).unwrap_or(u32::MAX)), concept))
    }

    /// Calls `each` for every concept that a folded text (lower case, NFKC) names, longest form first at each place.
    pub fn concepts(&self, lang: Lang, folded: &str, each: &mut dyn FnMut(TermId)) {
        self.find(lang, folded, &mut |concept, _| each(concept));
    }

    /// Calls `each` for every place of a folded text that names a concept: by a form of its own, by one inside the form
    /// of another (a privacy policy is a policy too, which its translation may say in two words; a licensee, 被許可人,
    /// is no licensor, 許可人), or, behind all of these, by a false friend.
    pub fn mentions(
        &self,
        lang: Lang,
        folded: &str,
        each: &mut dyn FnMut(TermId, Range<usize>, Naming),
    ) {
        let Some(column) = Lang::KNOWN.iter().position(|known| *known == lang) else {
            return;
        };
        let tokens = tokens(lang, folded);
        let mut whole = (TermId(0), 0..0);
        scan(self.index(column), &tokens, true, &mut |concept, range| {
            let concept = TermId(concept);
            // 不可撤销的 is irrevocable, and 可撤销的 in it no more than its end.
            if range.start < whole.1.end && self.contrasts(whole.0, concept) {
                return;
            }
            let inside = range.start >= whole.1.start && range.end <= whole.1.end;
            if !inside {
                whole = (concept, range.clone());
                each(concept, range, Naming::Itself);
            } else if concept != whole.0 {
                each(concept, range, Naming::Inside);
            }
        });
        let friends = self.false_friends[column].get_or_init(|| Index::read(FALSE_FRIENDS[column]));
        scan(friends, &tokens, false, &mut |concept, range| {
            each(TermId(concept), range, Naming::FalseFriend);
        });
    }

    /// As [`concepts`](Self::concepts), with the bytes of the folded text that name each.
    pub fn find(&self, lang: Lang, folded: &str, each: &mut dyn FnMut(TermId, Range<usize>)) {
        if let Some(column) = Lang::KNOWN.iter().position(|known| *known == lang) {
            let each = &mut |concept, range| each(TermId(concept), range);
            scan(self.index(column), &tokens(lang, folded), false, each);
        }
    }

    /// The forms of a language, by its place among the languages.
    fn index(&self, column: usize) -> &Index {
        self.indexes[column].get_or_init(|| Index::read(TERMS[column]))
    }
}

#[cfg(test)]
mod tests {
    use super::concept::DOMAINS;
    use super::*;

    fn found(lang: Lang, text: &str) -> Vec<&'static str> {
        let base = termbase();
        let mut out = Vec::new();
        base.concepts(lang, crate::text::Folded::new(text).text(), &mut |id| {
            out.extend(base.concept(id).map(|concept| concept.id))
        });
        out
    }

    #[test]
    fn a_term_does_not_say_the_contrary_that_it_holds() {
        let base = termbase();
        for (lang, text, expected) in [
            (Lang::Zh, "不可撤销的许可", "irrevocable"),
            (Lang::Zh, "可撤销的许可", "revocable"),
        ] {
            let mut named = Vec::new();
            base.mentions(lang, text, &mut |id, _, _| {
                named.extend(base.concept(id).map(|concept| concept.id));
            });
            named.retain(|id| id.ends_with("revocable"));
            assert_eq!(named, [expected], "{text}");
        }
    }

    #[test]
    fn concepts_are_the_same_in_every_language() {
        for (lang, text) in [
            (Lang::En, "Personal information of third parties"),
            (Lang::Zh, "第三方的个人信息"),
            (Lang::ZhHant, "第三方的個人資料"),
            (Lang::Ja, "第三者の個人情報"),
            (Lang::Vi, "Thông tin cá nhân của bên thứ ba"),
        ] {
            let mut ids = found(lang, text);
            ids.sort_unstable();
            assert_eq!(
                ids,
                ["personal-information", "third-party"],
                "{lang}: {text}"
            );
        }
    }

    #[test]
    fn a_concept_is_found_where_it_stands() {
        for (lang, text, found) in [
            (
                Lang::En,
                "Our partners' data, and third-parties’ too",
                "third-parties",
            ),
            (Lang::Zh, "与第三方共享", "第三方"),
            (Lang::Vi, "của bên thứ ba.", "bên thứ ba"),
        ] {
            let folded = crate::text::Folded::new(text);
            let mut at = Vec::new();
            termbase().find(lang, folded.text(), &mut |id, range| {
                if termbase()
                    .concept(id)
                    .is_some_and(|one| one.id == "third-party")
                {
                    at.push(folded.text()[range].to_owned());
                }
            });
            assert_eq!(at, [found], "{text}");
        }
    }

    #[test]
    fn tables_are_sorted_unique_and_whole() {
        let mut ids = std::collections::BTreeSet::new();
        for (domain, table) in DOMAINS {
            let mut lines = table.lines();
            // The part of speech and the source are columns that a table may do without.
            let header = lines.next().unwrap_or_default();
            let columns = header.split('\t').count();
            let needed = header.strip_suffix("\tsource").unwrap_or(header);
            assert_eq!(
                needed.strip_suffix("\tpos").unwrap_or(needed),
                "id\tzh\tzh-Hant\ten\tja\tvi\tcontrast",
                "{domain}"
            );
            let mut last = "";
            for line in lines {
                let cells: Vec<&str> = line.split('\t').collect();
                assert_eq!(cells.len(), columns, "{domain}: {line}");
                assert!(last < cells[0], "{domain}: {} is not sorted", cells[0]);
                last = cells[0];
                assert!(ids.insert(cells[0]), "{} stands twice", cells[0]);
                assert!(unicode_normalization::is_nfc(line), "{line}");
            }
        }
        let base = termbase();
        for concept in &base.concepts {
            for other in concept.contrast() {
                let other = base
                    .concepts
                    .iter()
                    .find(|one| one.id == other)
                    .unwrap_or_else(|| panic!("{} contrasts with unknown {other}", concept.id));
                assert!(
                    other.contrast().any(|id| id == concept.id),
                    "{} and {} contrast one way only",
                    concept.id,
                    other.id
                );
            }
        }
    }

    /// As the matcher sees it: `cookie` and `cookies` are one form.
    #[test]
    fn a_form_belongs_to_one_concept() {
        for lang in Lang::KNOWN {
            let mut seen = std::collections::BTreeMap::new();
            for concept in &termbase().concepts {
                for form in concept.forms(lang) {
                    let read = tokens(lang, crate::text::Folded::new(form).text());
                    let read: Vec<u64> = read.into_iter().map(|(token, ..)| token).collect();
                    match seen.insert(read, concept.id) {
                        Some(other) if other != concept.id => {
                            panic!("{lang}: {form} belongs to {other} and {}", concept.id)
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    #[test]
    fn no_form_is_a_single_character() {
        for lang in Lang::KNOWN.into_iter().filter(|lang| lang.is_cjk()) {
            for concept in &termbase().concepts {
                for form in concept.forms(lang) {
                    assert!(form.chars().count() > 1, "{lang}: {form} of {}", concept.id);
                }
            }
        }
    }

    #[test]
    fn domains_are_sorted() {
        assert!(DOMAINS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn the_termbase_has_the_concepts_of_its_field() {
        assert!(termbase().len() >= 1800, "{}", termbase().len());
        let sourced = termbase()
            .iter()
            .filter(|(_, one)| !one.source().is_empty());
        assert!(sourced.count() >= 500);
    }
}
