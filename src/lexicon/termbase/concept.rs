//! The tables of the termbase: concepts with their forms in five written languages.
//!
//! In go `dictionaries/terms/*.tsv`, out come their rows. The build script reads them as well, to make the
//! [indexes](super::index).

use crate::text::Lang;

/// The tables that are part of the program, by domain.
macro_rules! tables {
    ($($domain:literal)*) => {
        &[$((
            $domain,
            include_str!(concat!("../../../dictionaries/terms/", $domain, ".tsv")),
        )),*]
    };
}

/// Every domain's table; the rows of one are sorted by id.
pub(super) const DOMAINS: &[(&str, &str)] = tables! {
    "agreement" "commerce" "community" "company" "conduct" "consumer" "contract" "data-protection"
    "employment" "finance" "general" "governance" "health" "healthcare" "infosec"
    "intellectual-property" "legal" "licensing" "opposites" "payments" "privacy" "security" "technology" "web"
    "workplace"
};

/// Columns of a table in the order of [`Lang::KNOWN`] behind the id.
pub(super) const COLUMNS: usize = 5;

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

/// The rows of all tables.
#[must_use]
pub(crate) fn concepts() -> Vec<Concept> {
    let mut concepts = Vec::with_capacity(2560);
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
    concepts
}

/// Whether a header has the columns that a table may do without: the part of speech, and the source.
fn optional(header: &str) -> [bool; 2] {
    ["pos", "source"].map(|name| header.split('\t').any(|cell| cell == name))
}
