//! Concepts with their forms in five written languages.
//!
//! A text is read as tokens (stems in English, syllables in Vietnamese,
//! characters in Chinese and Japanese); one trie a language finds the longest
//! form at each token. Tries are built when the first text of a language
//! needs one.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::TermId;
use crate::text::Lang;
use foldhash::HashMap;

/// Every domain's table; the rows of one are sorted by id.
const DOMAINS: &[(&str, &str)] = &[
    (
        "commerce",
        include_str!("../../dictionaries/terms/commerce.tsv"),
    ),
    (
        "company",
        include_str!("../../dictionaries/terms/company.tsv"),
    ),
    (
        "conduct",
        include_str!("../../dictionaries/terms/conduct.tsv"),
    ),
    (
        "contract",
        include_str!("../../dictionaries/terms/contract.tsv"),
    ),
    (
        "data-protection",
        include_str!("../../dictionaries/terms/data-protection.tsv"),
    ),
    (
        "employment",
        include_str!("../../dictionaries/terms/employment.tsv"),
    ),
    (
        "general",
        include_str!("../../dictionaries/terms/general.tsv"),
    ),
    (
        "health",
        include_str!("../../dictionaries/terms/health.tsv"),
    ),
    (
        "intellectual-property",
        include_str!("../../dictionaries/terms/intellectual-property.tsv"),
    ),
    (
        "payments",
        include_str!("../../dictionaries/terms/payments.tsv"),
    ),
    (
        "security",
        include_str!("../../dictionaries/terms/security.tsv"),
    ),
    ("web", include_str!("../../dictionaries/terms/web.tsv")),
];

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
}

impl Concept {
    /// The forms in a language, the preferred one first.
    pub fn forms(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        self.cell(lang)
            .filter(|form| !form.is_empty() && !form.starts_with(FALSE_FRIEND))
    }

    /// Words of a language that look like the concept and do not name it: literal renderings, words of a neighbouring
    /// language.
    pub fn false_friends(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        self.cell(lang)
            .filter_map(|form| form.strip_prefix(FALSE_FRIEND))
            .filter(|form| !form.is_empty())
    }

    fn cell(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        let column = Lang::KNOWN.iter().position(|known| *known == lang);
        column.map_or("", |column| self.forms[column]).split('|')
    }

    /// `noun`, `verb`, `adjective` …; empty where the table does not say.
    #[must_use]
    pub fn part_of_speech(&self) -> &'static str {
        self.part_of_speech
    }

    /// Ids of the concepts that must never be confused with this one.
    pub fn contrast(&self) -> impl Iterator<Item = &'static str> {
        self.contrast.split('|').filter(|id| !id.is_empty())
    }
}

/// All concepts and the tries over their forms.
#[derive(Debug)]
pub struct Termbase {
    concepts: Vec<Concept>,
    tries: [OnceLock<Trie>; COLUMNS],
    false_friends: [OnceLock<Trie>; COLUMNS],
}

/// The built-in termbase.
#[must_use]
pub fn termbase() -> &'static Termbase {
    static BASE: OnceLock<Termbase> = OnceLock::new();
    BASE.get_or_init(|| {
        let mut concepts = Vec::with_capacity(1024);
        for (domain, table) in DOMAINS {
            for line in table.lines().skip(1) {
                let mut cells = line.split('\t');
                let id = cells.next().unwrap_or_default();
                let forms = std::array::from_fn(|_| cells.next().unwrap_or_default());
                concepts.push(Concept {
                    id,
                    domain,
                    forms,
                    contrast: cells.next().unwrap_or_default(),
                    part_of_speech: cells.next().unwrap_or_default(),
                });
            }
        }
        Termbase {
            concepts,
            tries: Default::default(),
            false_friends: Default::default(),
        }
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

    /// As [`concepts`](Self::concepts), with the bytes of the folded text that name each.
    pub fn find(&self, lang: Lang, folded: &str, each: &mut dyn FnMut(TermId, Range<usize>)) {
        let Some(column) = Lang::KNOWN.iter().position(|known| *known == lang) else {
            return;
        };
        let trie =
            self.tries[column].get_or_init(|| self.build(|one| one.forms(lang).collect(), lang));
        scan(trie, lang, folded, each);
    }

    /// Calls `each` for every false friend in a folded text, with the concept that it is mistaken for.
    pub fn find_false_friends(
        &self,
        lang: Lang,
        folded: &str,
        each: &mut dyn FnMut(TermId, Range<usize>),
    ) {
        let Some(column) = Lang::KNOWN.iter().position(|known| *known == lang) else {
            return;
        };
        let trie = self.false_friends[column]
            .get_or_init(|| self.build(|one| one.false_friends(lang).collect(), lang));
        if !trie.is_empty() {
            scan(trie, lang, folded, each);
        }
    }

    fn build(&self, forms: impl Fn(&Concept) -> Vec<&'static str>, lang: Lang) -> Trie {
        let mut trie = Trie::default();
        for (id, concept) in self.iter() {
            for form in forms(concept) {
                let tokens = tokens(lang, crate::text::Folded::new(form).text());
                let tokens: Vec<u64> = tokens.into_iter().map(|(token, ..)| token).collect();
                trie.insert(&tokens, id);
            }
        }
        trie
    }
}

/// The longest match at each place, left to right.
pub(super) fn scan(
    trie: &Trie,
    lang: Lang,
    folded: &str,
    each: &mut dyn FnMut(TermId, Range<usize>),
) {
    let tokens = tokens(lang, folded);
    let mut at = 0;
    while at < tokens.len() {
        match trie.longest(&tokens[at..]) {
            Some((length, concept)) => {
                let (start, end) = (tokens[at].1, tokens[at + length - 1].2);
                each(concept, start as usize..end as usize);
                at += length;
            }
            None => at += 1,
        }
    }
}

/// A hash with the bytes that it stands for.
pub(super) type Token = (u64, u32, u32);

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Tokens as hashes: what differs between languages ends here.
pub(super) fn tokens(lang: Lang, folded: &str) -> Vec<Token> {
    if lang.is_cjk() {
        // Latin words inside stay whole, so that `id` is not found in `video`.
        let mut out = Vec::with_capacity(folded.len() / 3);
        let mut word: Option<usize> = None;
        for (at, c) in folded.char_indices() {
            if c.is_ascii_alphanumeric() {
                word.get_or_insert(at);
                continue;
            }
            if let Some(start) = word.take() {
                out.push((hash(&folded[start..at]), place(start), place(at)));
            }
            let end = place(at + c.len_utf8());
            if crate::text::is_alphanumeric(c) || c == 'ー' || c == '々' {
                out.push((u64::from(u32::from(c)), place(at), end));
            } else if !c.is_whitespace() && c != '・' {
                out.push((u64::MAX, place(at), end));
            }
        }
        if let Some(start) = word {
            out.push((hash(&folded[start..]), place(start), place(folded.len())));
        }
        return out;
    }
    let mut out = Vec::with_capacity(folded.len() / 5);
    let mut start = 0;
    for word in folded.split(|c: char| !(crate::text::is_alphanumeric(c) || c == '\'')) {
        let from = start;
        start += word.len()
            + folded[start + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let open = word.trim_start_matches('\'');
        let bare = open.trim_end_matches("'s").trim_matches('\'');
        if bare.is_empty() {
            continue;
        }
        let at = from + word.len() - open.len();
        let token = if lang == Lang::En {
            hash(&inflectionless(bare))
        } else {
            hash(bare)
        };
        out.push((token, place(at), place(at + bare.len())));
    }
    out
}

fn hash(word: &str) -> u64 {
    // The top bit keeps words apart from single characters.
    word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    }) | 1 << 63
}

/// An English word without plural, past and progressive endings. Derivation stays:
/// `provide` and `provider`, `author` and `authorize` are different words (a Porter stemmer would merge them).
fn inflectionless(word: &str) -> String {
    let mut stem = word;
    if stem.len() > 3 {
        if let Some(base) = stem.strip_suffix("ies") {
            return format!("{base}y");
        }
        if let Some(base) = stem.strip_suffix("es").filter(|base| {
            base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh")
        }) {
            stem = base;
        } else if !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is") {
            stem = stem.strip_suffix('s').unwrap_or(stem);
        }
    }
    if let Some(base) = stem.strip_suffix("ied").filter(|base| base.len() > 1) {
        return format!("{base}y");
    }
    for ending in ["ing", "ed"] {
        if let Some(base) = stem
            .strip_suffix(ending)
            .filter(|base| base.len() > 1 && base.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        {
            let mut last = base.bytes().rev();
            let doubled = matches!((last.next(), last.next()), (Some(a), Some(b)) if a == b && !b"lsz".contains(&a));
            stem = if doubled {
                &base[..base.len() - 1]
            } else {
                base
            };
            break;
        }
    }
    stem.strip_suffix('e')
        .filter(|base| base.len() > 1)
        .unwrap_or(stem)
        .to_owned()
}

/// A trie over token hashes; node 0 is the root.
#[derive(Debug, Default)]
pub(super) struct Trie {
    next: HashMap<(u32, u64), u32>,
    concept: Vec<Option<TermId>>,
}

impl Trie {
    /// Whether it holds no form.
    pub(super) fn is_empty(&self) -> bool {
        self.concept.is_empty()
    }

    pub(super) fn insert(&mut self, tokens: &[u64], id: TermId) {
        if self.concept.is_empty() {
            self.concept.push(None);
        }
        let mut node = 0;
        for token in tokens {
            let fresh = u32::try_from(self.concept.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, *token)).or_insert(fresh);
            if node == fresh {
                self.concept.push(None);
            }
        }
        if node > 0 {
            self.concept[node as usize].get_or_insert(id);
        }
    }

    fn longest(&self, tokens: &[Token]) -> Option<(usize, TermId)> {
        let (mut node, mut best) = (0, None);
        for (length, (token, ..)) in tokens.iter().enumerate() {
            let Some(next) = self.next.get(&(node, *token)) else {
                break;
            };
            node = *next;
            if let Some(id) = self.concept[node as usize] {
                best = Some((length + 1, id));
            }
        }
        best
    }
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
    fn inflection_is_folded_and_derivation_is_not() {
        for (a, b) in [
            ("parties", "party"),
            ("used", "use"),
            ("using", "uses"),
            ("shipped", "ship"),
            ("addresses", "address"),
            ("notified", "notify"),
        ] {
            assert_eq!(inflectionless(a), inflectionless(b), "{a} {b}");
        }
        for (a, b) in [
            ("provider", "provide"),
            ("author", "authorize"),
            ("person", "personalize"),
        ] {
            assert_ne!(inflectionless(a), inflectionless(b), "{a} {b}");
        }
    }

    #[test]
    fn tables_are_sorted_unique_and_whole() {
        let mut ids = std::collections::BTreeSet::new();
        for (domain, table) in DOMAINS {
            let mut lines = table.lines();
            // The part of speech is a column that a table may do without.
            let header = lines.next().unwrap_or_default();
            let columns = header.split('\t').count();
            assert_eq!(
                header.strip_suffix("\tpos").unwrap_or(header),
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

    #[test]
    fn a_form_belongs_to_one_concept() {
        for lang in Lang::KNOWN {
            let mut seen = std::collections::BTreeMap::new();
            for concept in &termbase().concepts {
                for form in concept.forms(lang) {
                    if let Some(other) = seen.insert(form, concept.id) {
                        panic!("{lang}: {form} belongs to {other} and {}", concept.id);
                    }
                }
            }
        }
    }
}
