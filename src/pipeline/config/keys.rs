//! Every key of the configuration, once.

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A language tag.
    Lang,
    /// A list of language tags.
    Langs,
    /// A list of patterns of paths.
    Patterns,
    /// A list of names of rules and families.
    Rules,
    /// One of some words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A list of texts.
    Texts,
    /// A path, told from the folder of the file.
    Path,
    /// A list of such paths.
    Paths,
    /// A number from 0 to 1.
    Probability,
    /// A whole number.
    Count,
    /// A number of bytes, or text with a suffix: `"20M"`.
    Size,
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// At the top.
    Top,
    /// In `[limits]`.
    Limits,
    /// In `[[overrides]]`.
    Overrides,
}

/// A key: how it is named, what it takes, what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Where it stands.
    pub section: Section,
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// A value, in TOML.
    pub example: &'static str,
}

/// The words of a severity.
pub(super) const SEVERITIES: &[&str] = &["error", "warning", "info"];
/// The languages of messages.
pub(super) const LOCALES: &[&str] = &["en", "zh", "ja", "vi"];
/// The words of `fail-on`.
pub(super) const FAIL_ON: &[&str] = &["error", "warning", "info", "never"];
/// The words of a level in `[rules]`.
pub(super) const LEVELS: &[&str] = &["error", "warning", "info", "off", "default"];

const fn top(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> Key {
    Key {
        section: Section::Top,
        name,
        shape,
        about,
        example,
    }
}

const fn limit(
    name: &'static str,
    shape: Shape,
    example: &'static str,
    about: &'static str,
) -> Key {
    Key {
        section: Section::Limits,
        name,
        shape,
        about,
        example,
    }
}

const fn over(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> Key {
    Key {
        section: Section::Overrides,
        name,
        shape,
        about,
        example,
    }
}

/// All keys but those of `[rules]`, which are the names of rules and families.
pub static KEYS: &[Key] = &[
    top(
        "source",
        Shape::Lang,
        "\"zh\"",
        "The edition that the others were translated from.",
    ),
    top(
        "languages",
        Shape::Langs,
        "[\"zh\", \"en\", \"ja\", \"vi\"]",
        "The languages that every policy is expected in; one that lacks is a finding.",
    ),
    top(
        "include",
        Shape::Patterns,
        "[\"legal/**\"]",
        "The only files that are taken up below a folder; all that can be read unless given.",
    ),
    top(
        "exclude",
        Shape::Patterns,
        "[\"drafts\", \"*.old.md\"]",
        "Files and folders that are passed over.",
    ),
    top(
        "encoding",
        Shape::Text,
        "\"gb18030\"",
        "The encoding of all files; detected unless given.",
    ),
    top(
        "select",
        Shape::Rules,
        "[\"structure\", \"numbering\", \"facts\"]",
        "The rules and families that are reported; all unless given.",
    ),
    top(
        "ignore",
        Shape::Rules,
        "[\"label-style\"]",
        "Rules and families that are not reported.",
    ),
    top(
        "min-severity",
        Shape::Word(SEVERITIES),
        "\"warning\"",
        "The least severity that is reported.",
    ),
    top(
        "min-confidence",
        Shape::Probability,
        "0.5",
        "The least probability that is reported.",
    ),
    top(
        "fail-on",
        Shape::Word(FAIL_ON),
        "\"warning\"",
        "The least severity that makes a run exit with 1.",
    ),
    top("format", Shape::Text, "\"jsonl\"", "The format of `check`."),
    top(
        "locale",
        Shape::Word(LOCALES),
        "\"ja\"",
        "The language of messages.",
    ),
    top(
        "terms",
        Shape::Paths,
        "[\"our-terms.tsv\"]",
        "Tables of your own terms (TSV or TBX): what a concept is called, and what it must not be called.",
    ),
    top(
        "names",
        Shape::Texts,
        "[\"Toolshedd\"]",
        "Names that are right as they stand, in every language.",
    ),
    top(
        "baseline",
        Shape::Path,
        "\"policyglot-baseline.tsv\"",
        "The file of known findings, which do not count.",
    ),
    top(
        "cache",
        Shape::Path,
        "\".policyglot-cache\"",
        "A folder in which the results of unchanged policies are kept.",
    ),
    top("jobs", Shape::Count, "4", "Threads; 0 for one a core."),
    limit(
        "file-size",
        Shape::Size,
        "\"20M\"",
        "Most bytes of one file.",
    ),
    limit("line", Shape::Size, "\"1M\"", "Most bytes of one line."),
    limit("depth", Shape::Count, "256", "Deepest nesting of markup."),
    limit(
        "clauses",
        Shape::Count,
        "50000",
        "Most clauses of one edition.",
    ),
    limit("files", Shape::Count, "1000000", "Most files of one run."),
    over(
        "paths",
        Shape::Patterns,
        "[\"hr/**\"]",
        "The files that it is about; of several that match, the last wins.",
    ),
    over(
        "source",
        Shape::Lang,
        "\"en\"",
        "The edition that the others were translated from.",
    ),
    over(
        "languages",
        Shape::Langs,
        "[\"en\", \"ja\"]",
        "The languages that are expected.",
    ),
];
