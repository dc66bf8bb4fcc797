//! The arguments that commands share; those of one command stand with it.

use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, ValueEnum};
use policyglot::model::{Limits, Severity};
use policyglot::pipeline::{Config, Options, read_glossary};
use policyglot::report::{Format, Locale};
use policyglot::text::Lang;

use crate::command::Command;
use crate::output::Failure;

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

/// Which findings are reported.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// Report only these rules or families (comma-separated, repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Leave out these rules or families (comma-separated, repeatable)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Report only findings that are at least this bad [default: info]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) min_severity: Option<Level>,
    /// Report only findings of at least this probability, 0 to 1 [default: 0]
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    pub(crate) min_confidence: Option<f32>,
}

/// Which configuration holds.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Settings {
    /// Use this configuration; found upwards from the paths unless given
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long)]
    pub(crate) isolated: bool,
}

impl Settings {
    /// The configuration for some paths.
    pub(crate) fn read(&self, paths: &[String]) -> Result<Config, Failure> {
        let config = match &self.config {
            _ if self.isolated => Ok(Config::default()),
            Some(file) => Config::read(file),
            None => Config::find(paths),
        };
        config.map_err(|error| Failure::Told(error.to_string()))
    }
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
    /// A table of your own terms, TSV or TBX (repeatable)
    #[arg(long, value_name = "FILE")]
    terms: Vec<PathBuf>,
    /// Threads; 0 for one a core [default: 0]
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// Most bytes of one file (suffixes K, M, G) [default: 20M]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    max_file_size: Option<u64>,
    /// Most bytes of one line (suffixes K, M, G) [default: 1M]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    max_line: Option<u64>,
    /// Deepest nesting of markup [default: 256]
    #[arg(long, value_name = "N")]
    max_depth: Option<usize>,
    /// Most clauses of one edition [default: 50000]
    #[arg(long, value_name = "N")]
    max_clauses: Option<usize>,
    /// Most files of one run [default: 1000000]
    #[arg(long, value_name = "N")]
    max_files: Option<usize>,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

impl Input {
    /// As the pipeline takes it, over the configuration of some paths.
    pub(crate) fn options(&self, paths: &[String]) -> Result<Options, Failure> {
        let config = self.settings.read(paths)?;
        let limits = config.limits;
        let line = self
            .max_line
            .map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
        let tables = if self.terms.is_empty() {
            &config.terms
        } else {
            &self.terms
        };
        let glossary = (!tables.is_empty() || !config.names.is_empty())
            .then(|| read_glossary(tables, &config.names))
            .transpose()
            .map_err(|error| Failure::Told(error.to_string()))?;
        Ok(Options {
            glossary: glossary.map(Arc::new),
            languages: self.languages.clone(),
            source: self.source,
            lang: self.lang,
            encoding: self.encoding.clone().or(config.encoding.clone()),
            limits: Limits {
                file_bytes: self.max_file_size.unwrap_or(limits.file_bytes),
                clauses: self.max_clauses.unwrap_or(limits.clauses),
                line_bytes: line.unwrap_or(limits.line_bytes),
                depth: self.max_depth.unwrap_or(limits.depth),
                files: self.max_files.unwrap_or(limits.files),
            },
            jobs: self.jobs.or(config.jobs).filter(|jobs| *jobs > 0),
            config: Arc::new(config),
            ..Options::default()
        })
    }
}

/// Where the output goes, and how it looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write to a file; html writes a page a policy where this is a folder
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The language of messages: en, zh, ja, vi [default: en]
    #[arg(long, value_name = "LOCALE", value_parser = PossibleValuesParser::new(Locale::ALL.map(Locale::tag)).try_map(|tag| tag.parse::<Locale>()))]
    pub(crate) locale: Option<Locale>,
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

/// The names of formats, as an argument takes them.
pub(crate) fn names(formats: &'static [Format]) -> PossibleValuesParser {
    PossibleValuesParser::new(formats.iter().map(|format| format.name))
}

/// A number from 0 to 1.
pub(crate) fn probability(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 1 is expected, such as 0.8".to_owned()),
    }
}

fn bytes(text: &str) -> Result<u64, String> {
    policyglot::model::bytes(text)
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

    /// Every command that can be run says how, and the parser takes what it says.
    #[test]
    fn the_examples_of_the_help_are_commands() {
        fn each(command: &clap::Command, name: &str) {
            let below: Vec<_> = command.get_subcommands().collect();
            for sub in &below {
                each(sub, &format!("{name} {}", sub.get_name()));
            }
            let help = command.get_after_help().map(ToString::to_string);
            let examples: Vec<&str> = help
                .iter()
                .flat_map(|help| help.lines())
                .filter_map(|line| line.strip_prefix("  policyglot "))
                .collect();
            assert!(!examples.is_empty() || name == "policyglot", "{name}");
            for example in examples {
                // What the shell takes, or what is said beside it, is no argument.
                let mut end = example.len();
                for sign in [" |", " >", " <", "   "] {
                    end = end.min(example.find(sign).unwrap_or(end));
                }
                let words = example[..end].split('"').enumerate();
                let words = words.flat_map(|(index, part)| match index % 2 {
                    0 => part.split_whitespace().collect(),
                    _ => vec![part],
                });
                let words = std::iter::once("policyglot").chain(words);
                let cli = Cli::try_parse_from(words);
                assert!(cli.is_ok(), "{example}: {:?}", cli.err());
            }
        }
        each(&Cli::command(), "policyglot");
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
        let options = args.input.options(&args.paths).expect("options");
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
