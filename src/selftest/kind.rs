//! The kinds of defects that are injected, and which rules are right to report each.

use super::subject::Collector;
use super::{content, rewrite, structure, surface, values};

/// Makes the injections of a kind that an edition allows.
type Make = fn(&mut Collector<'_>);

/// A kind of defect.
pub struct Kind {
    /// Kebab-case name, after what happened to the translation.
    pub name: &'static str,
    /// structure, values, meaning or language.
    pub family: &'static str,
    /// What is done, in one line.
    pub what: &'static str,
    /// The rules that name the defect rightly. A finding of another rule at the same place is no catch.
    pub rules: &'static [&'static str],
    /// The rules that may rightly report a consequence in another clause (a reference to a clause that is lost).
    pub follows: &'static [&'static str],
    pub(super) make: Make,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

/// The rules about values, for kinds whose value several of them may read.
const FIGURES: &[&str] = &[
    "number-mismatch",
    "duration-mismatch",
    "money-mismatch",
    "percent-mismatch",
    "date-mismatch",
    "effective-date-mismatch",
    "citation-mismatch",
    "reference-mismatch",
    "dangling-reference",
    "stated-count-mismatch",
    "identifier-mismatch",
    "phone-mismatch",
];

/// What tells that words are lost: what the words stated is lost too.
const LOSS: &[&str] = &[
    "missing-sentence",
    "length-outlier",
    "meaning-divergence",
    "incomplete-sentence",
    "email-mismatch",
    "url-mismatch",
    "phone-mismatch",
    "number-mismatch",
    "date-mismatch",
    "duration-mismatch",
    "money-mismatch",
    "percent-mismatch",
    "citation-mismatch",
    "reference-mismatch",
    "name-mismatch",
    "identifier-mismatch",
    "negation-mismatch",
    "modality-mismatch",
    "exception-mismatch",
    "condition-mismatch",
    "term-mismatch",
    "list-length-mismatch",
];

const DROPPED: &[&str] = &[
    "missing-clause",
    "missing-section",
    "list-length-mismatch",
    "stated-count-mismatch",
    "numbering-gap",
    "empty-section",
];

const AFTERWARDS: &[&str] = &[
    "dangling-reference",
    "reference-mismatch",
    "number-label-mismatch",
    "numbering-gap",
    "numbering-order",
    "stated-count-mismatch",
    "list-length-mismatch",
    "empty-section",
];

const NAMES: &[&str] = &[
    "name-mismatch",
    "foreign-name",
    "identifier-mismatch",
    "suspect-spelling",
];

const TERMS: &[&str] = &["term-mismatch", "inconsistent-term", "meaning-divergence"];

macro_rules! kinds {
    ($($family:literal { $($name:literal, $what:literal, $rules:expr, $follows:expr, $make:path;)+ })+) => {
        /// All kinds, by family.
        pub static KINDS: &[Kind] = &[$($(Kind {
            name: $name,
            family: $family,
            what: $what,
            rules: $rules,
            follows: $follows,
            make: $make,
        },)+)+];
    };
}

kinds! {
    "structure" {
        "clause-dropped", "A paragraph is lost", DROPPED, AFTERWARDS, structure::clause_dropped;
        "item-dropped", "A list item is lost", DROPPED, AFTERWARDS, structure::item_dropped;
        "section-dropped", "A heading is lost with everything below it", DROPPED, AFTERWARDS, structure::section_dropped;
        "clause-moved", "A clause stands in another section", &["moved-clause", "numbering-order"], AFTERWARDS, structure::clause_moved;
        "clause-duplicated", "A clause stands twice", &["duplicate-clause", "extra-clause", "numbering-duplicate"], AFTERWARDS, structure::clause_duplicated;
        "clauses-merged", "Two clauses run on in one", &["merged-clauses", "inline-label", "missing-clause", "numbering-gap", "list-length-mismatch"], AFTERWARDS, structure::clauses_merged;
        "label-changed", "A label names another number", &["number-label-mismatch", "numbering-gap", "numbering-duplicate", "numbering-order"], AFTERWARDS, structure::label_changed;
        "heading-demoted", "A heading is set one level deeper", &["heading-level-mismatch"], AFTERWARDS, structure::heading_demoted;
        "heading-unmarked", "A heading without a number is set as plain text", &["heading-level-mismatch", "run-on-heading", "missing-section", "missing-clause"], AFTERWARDS, structure::heading_unmarked;
    }
    "values" {
        "email-letter", "An e-mail address with a letter lost", &["email-mismatch", "broken-email"], &[], values::email_letter;
        "email-user", "An e-mail address of another user", &["email-mismatch"], &[], values::email_user;
        "email-bare-domain", "An e-mail address cut to its domain", &["email-mismatch", "broken-email", "url-mismatch"], &[], values::email_bare;
        "url-changed", "Another web address", &["url-mismatch", "broken-url"], &[], values::url;
        "number-digits", "Another number, in digits", FIGURES, &[], values::number_digits;
        "number-words", "Another number, in words or Han", FIGURES, &[], values::number_words;
        "date-changed", "Another day, month or year", &["date-mismatch", "effective-date-mismatch", "number-mismatch", "citation-mismatch"], &["effective-date-mismatch"], values::date;
        "duration-unit", "Another unit of time", &["duration-mismatch", "number-mismatch"], &[], rewrite::make;
        "bound-turned", "At least for at most, before for after", &["number-mismatch", "duration-mismatch", "money-mismatch", "percent-mismatch", "date-mismatch", "condition-mismatch", "quantifier-mismatch", "term-mismatch"], &[], rewrite::make;
        "percent-changed", "Another percentage", &["percent-mismatch", "number-mismatch"], &[], values::percent;
        "money-changed", "Another amount of money", &["money-mismatch", "number-mismatch"], &[], values::money;
        "reference-changed", "A reference to another clause", &["reference-mismatch", "dangling-reference", "citation-mismatch", "number-mismatch"], &[], values::reference;
        "count-changed", "Another number of listed things announced", &["stated-count-mismatch", "number-mismatch", "list-length-mismatch"], &[], rewrite::make;
        "phone-digit", "A telephone number with another digit", &["phone-mismatch", "number-mismatch", "identifier-mismatch"], &[], values::phone;
        "name-letter", "A frequent Latin name with a letter lost or two swapped", NAMES, &["name-mismatch"], values::name_letter;
        "name-replaced", "A frequent Latin name is another one", NAMES, &["name-mismatch"], values::name_replaced;
        "alias-replaced", "A company stands for “we”", &["name-mismatch", "foreign-name", "actor-mismatch", "term-mismatch", "identifier-mismatch"], &[], rewrite::make;
    }
    "meaning" {
        "negation-removed", "A negation is lost", &["negation-mismatch", "modality-mismatch", "meaning-divergence"], &[], rewrite::make;
        "negation-added", "A statement is negated", &["negation-mismatch", "modality-mismatch", "meaning-divergence"], &[], rewrite::make;
        "must-to-may", "An obligation or prohibition becomes a permission", &["modality-mismatch", "negation-mismatch", "meaning-divergence"], &[], rewrite::make;
        "may-to-must", "A permission becomes an obligation", &["modality-mismatch", "negation-mismatch", "meaning-divergence"], &[], rewrite::make;
        "exception-lost", "An exception or condition is cut", &["exception-mismatch", "condition-mismatch", "missing-sentence", "length-outlier", "negation-mismatch", "meaning-divergence"], &[], rewrite::make;
        "exception-turned", "Unless becomes if, except becomes including", &["exception-mismatch", "condition-mismatch", "negation-mismatch", "meaning-divergence"], &[], rewrite::make;
        "all-to-some", "All becomes some", &["quantifier-mismatch", "term-mismatch", "meaning-divergence"], &[], rewrite::make;
        "only-removed", "Only is lost", &["quantifier-mismatch", "exception-mismatch", "condition-mismatch", "meaning-divergence"], &[], rewrite::make;
        "conjunction-swapped", "And becomes or, or becomes and", &["conjunction-mismatch"], &[], rewrite::make;
        "actor-swapped", "We and you, buyer and seller change places", &["actor-mismatch", "term-mismatch", "meaning-divergence"], &[], rewrite::make;
        "term-contrasted", "A term gives way to one that means something else", TERMS, &["inconsistent-term"], rewrite::make;
        "clause-replaced", "The translation of another clause stands there", &["meaning-divergence", "duplicate-clause", "missing-clause", "extra-clause", "length-outlier", "missing-sentence"], &["missing-clause", "extra-clause", "duplicate-clause"], content::clause_replaced;
        "untranslated", "The text of another edition is left in", &["untranslated", "foreign-language", "missing-clause"], &[], content::untranslated;
        "sentence-dropped", "The last sentence is lost", LOSS, &[], content::sentence_dropped;
        "half-dropped", "The second half of a long clause is lost", LOSS, &[], content::half_dropped;
        "series-item-dropped", "An item of an enumeration inside a sentence is lost", &["list-length-mismatch", "term-mismatch"], &[], content::series_item_dropped;
    }
    "language" {
        "word-doubled", "A word stands twice", &["repeated-words", "suspect-spelling"], &[], rewrite::make;
        "bracket-lost", "A closing bracket or quote is lost", &["unbalanced-pair"], &[], surface::bracket_lost;
        "typo", "A frequent word is misspelt", &["suspect-spelling", "foreign-script", "inconsistent-term", "term-mismatch"], &[], rewrite::make;
        "zero-width", "A zero-width space inside a word", &["hidden-characters"], &[], surface::zero_width;
        "mojibake", "A word was decoded with the wrong encoding", &["mojibake"], &[], surface::mojibake;
        "foreign-glyph", "A glyph of another standard of Han", &["foreign-script", "suspect-spelling"], &["foreign-script"], rewrite::make;
        "ascii-punctuation", "ASCII punctuation in Chinese", &["foreign-punctuation"], &["foreign-punctuation"], rewrite::make;
        "sentence-cut", "The last sentence stops halfway", &["incomplete-sentence", "missing-sentence", "length-outlier", "meaning-divergence"], &[], surface::sentence_cut;
    }
}

/// The kinds that names of kinds or families stand for; all for none.
///
/// # Errors
/// With the name that no kind and no family has.
pub fn kinds(names: &[String]) -> Result<Vec<&'static Kind>, String> {
    for name in names {
        if !KINDS
            .iter()
            .any(|kind| kind.name == name || kind.family == name)
        {
            return Err(name.clone());
        }
    }
    let wanted = |kind: &&Kind| {
        names.is_empty()
            || names
                .iter()
                .any(|name| name == kind.name || name == kind.family)
    };
    Ok(KINDS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_kind_has_its_rules() {
        for (at, kind) in KINDS.iter().enumerate() {
            assert!(KINDS[..at].iter().all(|other| other != kind), "{kind:?}");
            assert!(!kind.rules.is_empty(), "{kind:?}");
            assert!(kind.what.chars().count() <= 60, "{kind:?}");
        }
    }

    #[test]
    fn kinds_are_chosen_by_name_and_by_family() {
        let some = kinds(&["language".to_owned(), "url-changed".to_owned()]).unwrap();
        assert!(some.iter().any(|kind| kind.name == "typo"));
        assert!(some.iter().any(|kind| kind.name == "url-changed"));
        assert!(some.iter().all(|kind| kind.family != "structure"));
        assert_eq!(kinds(&[]).unwrap().len(), KINDS.len());
        assert_eq!(kinds(&["typos".to_owned()]), Err("typos".to_owned()));
    }
}
