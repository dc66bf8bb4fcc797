//! The arguments of every command.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use policyglot::model::{Limits, Severity};
use policyglot::pipeline::Options;
use policyglot::report::{CHANGES, FORMATS, Format, GROUPS, OUTLINES};
use policyglot::text::Lang;

/// Checks the language editions of a policy against each other.
#[derive(Debug, Parser)]
#[command(name = "policyglot", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 nothing found, 1 findings at or above --fail-on, \
2 the run could not be done whole.\nOn more than one policy use --format jsonl and a pipe: \
every policy is written as soon as it is done."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find policies, align their clauses and report what is missing, renumbered or mistranslated
    Check(Check),
    /// Compare two versions: clause changes of each edition, and translations that did not follow
    Diff(Diff),
    /// Print the aligned clauses of every policy
    Align(Align),
    /// Print the clause tree of one file
    Segment(Segment),
    /// List all rules
    Rules(Catalogue),
    /// Explain one rule, with examples
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to write the findings
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = names(FORMATS))]
    pub(crate) format: String,
    /// Report only these rules or families (comma-separated, repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Leave out these rules or families (comma-separated, repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Report only findings that are at least this bad
    #[arg(long, value_name = "SEVERITY", default_value = "info")]
    pub(crate) min_severity: Level,
    /// Report only findings of at least this probability, 0 to 1
    #[arg(long, value_name = "PROBABILITY", default_value = "0", value_parser = probability)]
    pub(crate) min_confidence: f32,
    /// Exit with 1 when a finding is at least this bad
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Print only the sums
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Report only findings on clauses that changed since a git revision, and on their counterparts
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The old and the new side, each a file or a folder; with --git the paths to compare
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<String>,
    /// Compare two revisions of the paths, as git reads them; without the second one the files as they stand
    #[arg(long, value_name = "REV1[..REV2]")]
    pub(crate) git: Option<String>,
    /// How to write the changes
    #[arg(long, value_name = "FORMAT", default_value = CHANGES[0].name,
        value_parser = PossibleValuesParser::new(CHANGES.iter().map(|format| format.name)))]
    pub(crate) format: String,
    /// Only count the changes of each edition
    #[arg(long)]
    pub(crate) stat: bool,
    /// Exit with 1 when a finding is at least this bad
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Print only the sums
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Align {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to write the groups
    #[arg(long, value_name = "FORMAT", default_value = GROUPS[0].name, value_parser = names(GROUPS))]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Segment {
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: String,
    /// How to write the tree
    #[arg(long, value_name = "FORMAT", default_value = OUTLINES[0].name, value_parser = names(OUTLINES))]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Catalogue {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Name of the rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What is read, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// The edition that the others were translated from
    #[arg(long, value_name = "LANG")]
    source: Option<Lang>,
    /// Languages that every policy is expected in (comma-separated)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    languages: Vec<Lang>,
    /// The language of a single input
    #[arg(long, value_name = "LANG")]
    lang: Option<Lang>,
    /// The encoding of the files; detected unless given
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    encoding: Option<String>,
    /// Threads; 0 for one a core
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Most bytes of one file (suffixes K, M, G)
    #[arg(long, value_name = "BYTES", value_parser = bytes, default_value_t = Limits::default().file_bytes)]
    max_file_size: u64,
    /// Most bytes of one line (suffixes K, M, G)
    #[arg(long, value_name = "BYTES", value_parser = bytes, default_value_t = Limits::default().line_bytes as u64)]
    max_line: u64,
    /// Deepest nesting of markup
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    max_depth: usize,
    /// Most clauses of one edition
    #[arg(long, value_name = "N", default_value_t = Limits::default().clauses)]
    max_clauses: usize,
    /// Most files of one run
    #[arg(long, value_name = "N", default_value_t = Limits::default().files)]
    max_files: usize,
}

impl Input {
    /// As the pipeline takes it.
    pub(crate) fn options(&self) -> Options {
        Options {
            languages: self.languages.clone(),
            source: self.source,
            lang: self.lang,
            encoding: self.encoding.clone(),
            limits: Limits {
                file_bytes: self.max_file_size,
                clauses: self.max_clauses,
                line_bytes: usize::try_from(self.max_line).unwrap_or(usize::MAX),
                depth: self.max_depth,
                files: self.max_files,
            },
            jobs: (self.jobs > 0).then_some(self.jobs),
        }
    }
}

/// Where the output goes, and how it looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to write colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that knows them, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A severity on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// A reader of one language is told something else
    Error,
    /// Very likely a defect, harm unclear
    Warning,
    /// Worth a look
    Info,
}

impl Level {
    /// As findings carry it.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// Which findings make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
    /// None
    Never,
}

impl FailOn {
    /// The least severity that makes a run fail.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

fn names(formats: &'static [Format]) -> PossibleValuesParser {
    PossibleValuesParser::new(formats.iter().map(|format| format.name))
}

fn probability(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 1 is expected, such as 0.8".to_owned()),
    }
}

fn bytes(text: &str) -> Result<u64, String> {
    let lower = text.trim().to_ascii_lowercase();
    let number = lower.trim_end_matches("ib").trim_end_matches('b');
    let (digits, factor) = match number.chars().last() {
        Some('k') => (&number[..number.len() - 1], 1 << 10),
        Some('m') => (&number[..number.len() - 1], 1 << 20),
        Some('g') => (&number[..number.len() - 1], 1 << 30),
        _ => (number, 1),
    };
    digits
        .trim()
        .parse::<u64>()
        .ok()
        .and_then(|count| count.checked_mul(factor))
        .ok_or_else(|| "a number of bytes is expected, such as 500K or 20M".to_owned())
}

fn encoding(label: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(encoding) => Ok(encoding.name().to_owned()),
        None => Err(
            "no encoding of that name: try utf-8, gb18030, big5, shift_jis, euc-jp or windows-1258"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_with_suffixes() {
        for (text, size) in [
            ("0", Some(0)),
            ("500", Some(500)),
            ("2K", Some(2048)),
            ("20MiB", Some(20 << 20)),
            ("1 gb", Some(1 << 30)),
            ("99999999999999G", None),
            ("", None),
            ("k", None),
            ("-1", None),
            ("1、", None),
        ] {
            assert_eq!(bytes(text).ok(), size, "{text}");
        }
    }

    #[test]
    fn common_options_reach_the_pipeline() {
        let cli = Cli::parse_from([
            "policyglot",
            "check",
            "a",
            "b",
            "--languages",
            "zh,en",
            "--source",
            "zh-TW",
            "--encoding",
            "sjis",
            "--max-line",
            "2K",
            "--jobs",
            "3",
            "--min-confidence",
            "0.5",
        ]);
        let Command::Check(args) = cli.command else {
            panic!("another command")
        };
        let options = args.input.options();
        assert_eq!(args.paths, ["a", "b"]);
        assert_eq!(options.languages, [Lang::Zh, Lang::En]);
        assert_eq!(options.source, Some(Lang::ZhHant));
        assert_eq!(options.encoding.as_deref(), Some("Shift_JIS"));
        assert_eq!((options.limits.line_bytes, options.jobs), (2048, Some(3)));
        for wrong in [
            ["check", "--source", "klingon"],
            ["check", "--min-confidence", "2"],
            ["check", "--format", "pdf"],
            ["check", "--encoding", "none-such"],
            ["align", "--fail-on", "error"],
        ] {
            let words = std::iter::once("policyglot").chain(wrong);
            assert!(Cli::try_parse_from(words).is_err(), "{wrong:?}");
        }
    }
}
