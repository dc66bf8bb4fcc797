//! `policyglot check`: finds policies, checks them and reports the findings.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use policyglot::model::Severity;
use policyglot::pipeline::versions::{self, Side};
use policyglot::pipeline::{self, Baseline, Cache, Options};
use policyglot::report::{FOLDERS, FORMATS, Style, open_sums};

use super::fix::Corrections;
use super::{Result, Watch, format, stream};
use crate::args::{FailOn, Input, Output, Selection, names};
use crate::filter::{Filter, rules};
use crate::output::{Failure, complain};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot check                                        all policies below this folder
  policyglot check privacy/en.md privacy/ja.md            one policy by its files
  policyglot check legal --languages zh,en,ja,vi --fail-on warning
  policyglot check legal --select facts --min-confidence 0.8
  policyglot check legal --format sarif --output policyglot.sarif
  policyglot check legal --since origin/main --format markdown
  policyglot check legal --format html --output review.html
  policyglot check --within legal legal/en/privacy.md    the policy of this file, in all languages
  policyglot check legal --summary --cache .policyglot-cache

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the run could not be done whole.")]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to write the findings [default: text]
    #[arg(long, value_name = "FORMAT", value_parser = names(FORMATS))]
    pub(crate) format: Option<String>,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Exit with 1 when a finding is at least this bad [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Report only findings on clauses that changed since a git revision, and on their counterparts
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
    /// Look for policies in this folder, and check those that a PATH is part of, with all their editions
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "since",
        overrides_with = "within"
    )]
    pub(crate) within: Option<String>,
    /// Correct what is certain in the translations' Markdown and text files; only findings of these rules or
    /// families, where some are named (comma-separated)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        num_args = 0..,
        require_equals = true
    )]
    pub(crate) fix: Option<Vec<String>>,
    /// With --fix: print the corrections as a patch, and change nothing
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(crate) dry_run: bool,
    /// Findings that stand in this file do not count
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<std::path::PathBuf>,
    /// Keep results in this folder, and use those of unchanged policies again
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<std::path::PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Print only the sums
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Print a table of the sums by policy and language instead of the findings
    #[arg(long, conflicts_with_all = ["format", "quiet"])]
    pub(crate) summary: bool,
    /// Print the settings that hold, and check nothing
    #[arg(long)]
    pub(crate) show_settings: bool,
}

impl Arguments {
    /// The format: as given, as configured, or text.
    fn format(&self, options: &Options) -> String {
        self.format
            .clone()
            .or(options.config.format.clone())
            .unwrap_or_else(|| FORMATS[0].name.to_owned())
    }

    /// The least severity that makes the run fail.
    fn fails(&self, options: &Options) -> Option<Severity> {
        match (self.fail_on, options.config.fail_on) {
            (Some(given), _) => given.severity(),
            (None, Some(configured)) => configured,
            (None, None) => Some(Severity::Error),
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let within = args.within.as_ref().map(std::slice::from_ref);
    let roots = within.unwrap_or(&args.paths);
    let mut options = args.input.options(roots)?;
    options.only = within.map(|_| args.paths.clone());
    if let Some(folder) = &args.within {
        tell_outside(folder, &args.paths);
    }
    let filter = Filter::new(&args.selection, &options.config)?;
    let name = args.format(&options);
    let format = format(FORMATS, &name)?;
    let fails = args.fails(&options);
    let told = |error: policyglot::model::Error| Failure::Told(error.to_string());
    let baseline = args.baseline.as_ref().or(options.config.baseline.as_ref());
    let cache = args.cache.as_ref().or(options.config.cache.as_ref());
    if args.show_settings {
        let files = [baseline, cache].map(|path| path.cloned());
        return super::settings::show(&args.output, &options, &filter, &name, fails, &files);
    }
    let baseline = baseline
        .map(|file| Baseline::read(file))
        .transpose()
        .map_err(told)?;
    let cache = cache
        .map(|folder| Cache::open(folder))
        .transpose()
        .map_err(told)?;
    options.baseline = baseline.map(Arc::new);
    options.cache = cache.map(Arc::new);
    let since = args.since.as_ref();
    let old = since
        .map(|revision| Side::at(revision, &args.paths, &options))
        .transpose()
        .map_err(told)?;
    let style = Style {
        // Whoever lets no finding fail the run still wants to see which would.
        fail_on: fails.unwrap_or(Severity::Warning),
        baseline: options.baseline.is_some(),
        ..args.output.style_by(&options.config, args.quiet)
    };
    let mut corrections = match &args.fix {
        Some(named) => Some(Corrections::new(rules(named, &[])?, args.dry_run)),
        None => None,
    };
    let mut folders = FOLDERS.iter().filter(|_| args.output.is_folder());
    let folder = folders.find(|folder| folder.name == format.name);
    let mut writer = if args.dry_run {
        (format.open)(Box::new(io::sink()), &style)
    } else if args.summary {
        open_sums(args.output.open()?, &style)
    } else if let Some(folder) = folder {
        (folder.open)(args.output.open_folder()?, &style)
    } else {
        (format.open)(args.output.open()?, &style)
    };
    let watch = Watch::start(&mut options, !args.quiet);
    let mut run = stream(
        &|paths, options, each| match &old {
            Some(old) => versions::run_since(paths, old, options, each),
            None => pipeline::run(paths, options, each),
        },
        roots,
        &options,
        writer.as_mut(),
        &mut |policy, findings| {
            findings.retain(|found| filter.wants(found));
            if let Some(corrections) = &mut corrections {
                corrections.take(policy, findings);
            }
        },
        watch,
    )?;
    if let Some(corrections) = corrections {
        let mut patch: Box<dyn Write> = if corrections.dry {
            args.output.open()?
        } else {
            Box::new(io::sink())
        };
        run.unread.extend(corrections.settle(patch.as_mut())?);
        patch.flush()?;
    }
    args.output.warn(format.name, &run.unread);
    // With --since only some findings were looked for: an entry that was not met says nothing.
    if let Some(baseline) = &options.baseline
        && !args.quiet
        && args.since.is_none()
    {
        tell_expired(baseline);
    }
    let failed = fails.is_some_and(|severity| run.summary.at_least(severity) > 0);
    Ok(match run.whole() {
        false => ExitCode::from(2),
        true if failed => ExitCode::from(1),
        true => ExitCode::SUCCESS,
    })
}

/// Says which paths can be part of no policy, because they stand outside of the folder that is searched.
fn tell_outside(folder: &str, paths: &[String]) {
    let full = |path: &str| Path::new(path).canonicalize().ok();
    let Some(within) = full(folder) else { return };
    for path in paths {
        if let Some(at) = full(path)
            && !at.starts_with(&within)
            && !within.starts_with(&at)
        {
            complain(&format!(
                "{path} stands outside of {folder}: no policy in there is made of it"
            ));
        }
    }
}

/// Most entries that are named one by one.
const NAMED: usize = 3;

/// Says which known findings are known no more.
fn tell_expired(baseline: &Baseline) {
    let expired = baseline.expired();
    let (entries, match_) = match expired.len() {
        0 => return,
        1 => ("entry", "matches"),
        _ => ("entries", "match"),
    };
    let mut named: Vec<String> = expired
        .iter()
        .take(NAMED)
        .map(|known| format!("{} {} in {}", known.rule, known.fingerprint, known.path))
        .collect();
    if expired.len() > NAMED {
        named.push("…".to_owned());
    }
    complain(&format!(
        "{} {entries} of the baseline {match_} no finding any more ({}): `policyglot baseline prune` takes them out",
        expired.len(),
        named.join(", ")
    ));
}
