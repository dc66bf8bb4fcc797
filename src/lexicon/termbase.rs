//! Concepts with their forms in five written languages.
//!
//! A text is read as tokens (stems in English, syllables in Vietnamese,
//! characters in Chinese and Japanese); one index a language finds the longest
//! form at each token. An index is built when the first text of a language
//! needs it.

mod index;
mod token;

use std::ops::Range;
use std::sync::OnceLock;

pub(super) use self::index::{Index, scan};
pub(super) use self::token::{add_tokens, tokens};
use crate::model::{Naming, TermId};
use crate::text::{Lang, folded};

/// The tables that are part of the program, by domain.
macro_rules! tables {
    ($($domain:literal)*) => {
        &[$((
            $domain,
            include_str!(concat!("../../dictionaries/terms/", $domain, ".tsv")),
        )),*]
    };
}

/// Every domain's table; the rows of one are sorted by id.
const DOMAINS: &[(&str, &str)] = tables! {
    "agreement" "commerce" "community" "company" "conduct" "consumer" "contract" "data-protection"
    "employment" "finance" "general" "governance" "health" "healthcare" "infosec"
    "intellectual-property" "legal" "licensing" "opposites" "payments" "privacy" "security" "technology" "web"
    "workplace"
};

/// Near synonyms: pairs of concepts of which translators often write one for the other.
const ALLIED: &str = include_str!("../../dictionaries/allied-terms.tsv");

/// Columns of a table in the order of [`Lang::KNOWN`] behind the id.
const COLUMNS: usize = 5;

/// Marks a form that must not be used for the concept.
const FALSE_FRIEND: char = '!';

/// One row of the termbase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Kebab-case id, unique.
    pub id: &'static str,
    /// The table it stands in.
    pub domain: &'static str,
    forms: [&'static str; COLUMNS],
    contrast: &'static str,
    part_of_speech: &'static str,
    source: &'static str,
}

impl Concept {
    /// The forms in a language, the preferred one first.
    pub fn forms(&self, lang: Lang) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(lang)
            .filter(|form| !form.is_empty() && !form.starts_with(FALSE_FRIEND))
    }

    /// Words of a language that look like the concept and do not name it: literal renderings, words of a neighbouring
    /// language.
    pub fn false_friends(&self, lang: Lang) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(lang)
            .filter_map(|form| form.strip_prefix(FALSE_FRIEND))
            .filter(|form| !form.is_empty())
    }

    fn cell(&self, lang: Lang) -> impl Iterator<Item = &'static str> + use<> {
        let column = Lang::KNOWN.iter().position(|known| *known == lang);
        column.map_or("", |column| self.forms[column]).split('|')
    }

    /// `noun`, `verb`, `adjective` …; empty where the table does not say.
    #[must_use]
    pub fn part_of_speech(&self) -> &'static str {
        self.part_of_speech
    }

    /// The statute or standard that it comes from; empty where it is common knowledge.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Ids of the concepts that must never be confused with this one.
    pub fn contrast(&self) -> impl Iterator<Item = &'static str> {
        self.contrast.split('|').filter(|id| !id.is_empty())
    }
}

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
    BASE.get_or_init(|| {
        let mut concepts = Vec::with_capacity(2048);
        for (domain, table) in DOMAINS {
            let mut lines = table.lines();
            let [has_pos, has_source] = optional(lines.next().unwrap_or_default());
            for line in lines {
                let mut cells = line.split('\t');
                let id = cells.next().unwrap_or_default();
                let forms = std::array::from_fn(|_| cells.next().unwrap_or_default());
                let contrast = cells.next().unwrap_or_default();
                let mut cell = |there: bool| cells.next().filter(|_| there).unwrap_or_default();
                concepts.push(Concept {
                    id,
                    domain,
                    forms,
                    contrast,
                    part_of_speech: if has_pos { cell(true) } else { "" },
                    source: cell(has_source),
                });
            }
        }
        Termbase {
            concepts,
            indexes: Default::default(),
            false_friends: Default::default(),
        }
    })
}

/// Whether a header has the columns that a table may do without: the part of speech, and the source.
fn optional(header: &str) -> [bool; 2] {
    ["pos", "source"].map(|name| header.split('\t').any(|cell| cell == name))
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
        scan(
            self.index(lang, column),
            &tokens,
            true,
            &mut |concept, range| {
                let inside = range.start >= whole.1.start && range.end <= whole.1.end;
                if !inside {
                    whole = (concept, range.clone());
                    each(concept, range, Naming::Itself);
                } else if concept != whole.0 && !self.contrasts(whole.0, concept) {
                    each(concept, range, Naming::Inside);
                }
            },
        );
        let friends = self.false_friends[column].get_or_init(|| {
            let forms = self.iter().map(|(id, one)| (id, one.false_friends(lang)));
            build(lang, forms)
        });
        scan(friends, &tokens, false, &mut |concept, range| {
            each(concept, range, Naming::FalseFriend);
        });
    }

    /// As [`concepts`](Self::concepts), with the bytes of the folded text that name each.
    pub fn find(&self, lang: Lang, folded: &str, each: &mut dyn FnMut(TermId, Range<usize>)) {
        if let Some(column) = Lang::KNOWN.iter().position(|known| *known == lang) {
            scan(self.index(lang, column), &tokens(lang, folded), false, each);
        }
    }

    /// The forms of a language; `column`: its place among the languages.
    fn index(&self, lang: Lang, column: usize) -> &Index {
        self.indexes[column].get_or_init(|| {
            let forms = self.iter().map(|(id, one)| (id, one.forms(lang)));
            build(lang, forms)
        })
    }
}

/// An index of the forms of concepts.
fn build<F: Iterator<Item = &'static str>>(
    lang: Lang,
    concepts: impl Iterator<Item = (TermId, F)>,
) -> Index {
    let mut index = Index::default();
    let mut tokens = Vec::new();
    for (id, forms) in concepts {
        for form in forms {
            tokens.clear();
            add_tokens(lang, &folded(form), &mut tokens);
            index.insert(&tokens, id);
        }
    }
    index
}

#[cfg(test)]
mod tests {
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
