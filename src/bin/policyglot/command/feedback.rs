//! `policyglot feedback`: a package a language for its translator, and the way of the answers back.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use policyglot::pipeline::answers::{self, Answers};
use policyglot::pipeline::versions::{self, Side};
use policyglot::pipeline::{self, Baseline, Cache, Options};
use policyglot::report::Locale;
use policyglot::report::feedback::{Feedback, Package};
use policyglot::text::visible;

use super::baseline::{file, known, told};
use super::{Result, Watch, each_policy, say, stream};
use crate::args::{Input, Selection};
use crate::filter::Filter;
use crate::output::{Failure, complain, replace};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot feedback legal --output feedback             feedback/ja/feedback.xlsx and so on
  policyglot feedback legal --output feedback --min-severity warning --baseline known.tsv
  policyglot feedback legal --output feedback --since v1.0
  policyglot feedback legal --read feedback/ja/feedback.xlsx
  policyglot feedback legal --read ja.xlf --baseline known.tsv

Exit codes: 0 written, or every answer taken; 1 answers that need a look; 2 the run could not be done whole.")]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// Write a package for each language into this folder
    #[arg(long, short, value_name = "DIR", required_unless_present = "read")]
    pub(crate) output: Option<PathBuf>,
    /// Take the answers in this workbook or XLIFF file into the baseline
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub(crate) read: Option<PathBuf>,
    /// Replace packages in which somebody has answered
    #[arg(long, conflicts_with = "read")]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) selection: Selection,
    /// Only findings on clauses that changed since a git revision, and on their counterparts
    #[arg(long, value_name = "REV", conflicts_with = "read")]
    pub(crate) since: Option<String>,
    /// Look for policies in this folder, and take those that a PATH is part of, with all their editions
    #[arg(long, value_name = "DIR", conflicts_with = "since")]
    pub(crate) within: Option<String>,
    /// The file of known findings, which are left out; answers are taken into it
    /// [default: that of the configuration; with --read else policyglot-baseline.tsv]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Keep results in this folder, and use those of unchanged policies again
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// Write to every translator in this language [default: that of the translator]
    #[arg(long, value_name = "LOCALE", value_parser = PossibleValuesParser::new(Locale::ALL.map(Locale::tag)).try_map(|tag| tag.parse::<Locale>()))]
    pub(crate) locale: Option<Locale>,
    #[command(flatten)]
    pub(crate) input: Input,
    /// Print nothing but what went wrong
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let within = args.within.as_ref().map(std::slice::from_ref);
    let roots = within.unwrap_or(&args.paths);
    let mut options = args.input.options(roots)?;
    options.only = within.map(|_| args.paths.clone());
    let cache = args.cache.as_ref().or(options.config.cache.as_ref());
    options.cache = cache
        .map(|folder| Cache::open(folder))
        .transpose()
        .map_err(|error| told(&error))?
        .map(Arc::new);
    match (&args.read, &args.output) {
        (Some(file), _) => take(args, file, roots, options),
        (None, Some(folder)) => write(args, folder, roots, options),
        // The parser asks for one of the two.
        (None, None) => Ok(ExitCode::from(2)),
    }
}

fn write(args: &Arguments, folder: &Path, roots: &[String], mut options: Options) -> Result {
    let filter = Filter::new(&args.selection, &options.config)?;
    let baseline = args.baseline.as_ref().or(options.config.baseline.as_ref());
    options.baseline = baseline
        .map(|file| Baseline::read(file))
        .transpose()
        .map_err(|error| told(&error))?
        .map(Arc::new);
    let old = args
        .since
        .as_ref()
        .map(|revision| Side::at(revision, &args.paths, &options))
        .transpose()
        .map_err(|error| told(&error))?;
    let mut feedback = Feedback::new(args.locale);
    let watch = Watch::start(&mut options, !args.quiet);
    let run = stream(
        &|paths, options, each| match &old {
            Some(old) => versions::run_since(paths, old, options, each),
            None => pipeline::run(paths, options, each),
        },
        roots,
        &options,
        &mut feedback,
        &mut |_, found| found.retain(|one| filter.wants(one)),
        watch,
    )?;
    for row in &run.unread {
        complain(&format!("{}: {}", row.path, row.error));
    }
    if !args.overwrite {
        for package in feedback.packages() {
            answered(&folder.join(package.lang().tag()))?;
        }
    }
    let mut out = String::new();
    for package in feedback.packages() {
        let place = folder.join(package.lang().tag());
        put(package, &place)?;
        let noun = if package.len() == 1 {
            "finding"
        } else {
            "findings"
        };
        let shown = place.to_string_lossy();
        out += &format!("{}: {} {noun}\n", visible(&shown), package.len());
    }
    if !args.quiet {
        say(&out)?;
    }
    Ok(match run.whole() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(2),
    })
}

/// The names that files of a package with answers in them have.
fn is_answerable(name: &str) -> bool {
    matches!(name, "feedback.xlsx" | "feedback.xlf")
        || name.starts_with("feedback.from-") && name.ends_with(".xlf")
}

/// The files in a folder that answers come back in.
fn answerable(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.is_file() && name.is_some_and(is_answerable)
        })
        .collect();
    found.sort();
    found
}

/// Refuses to write over somebody's work.
fn answered(folder: &Path) -> std::result::Result<(), Failure> {
    for path in answerable(folder) {
        if answers::read(&path).is_ok_and(|sheet| !sheet.rows.is_empty()) {
            return Err(Failure::Told(format!(
                "{} holds answers: take them in first with `policyglot feedback --read {0}`, then write with --overwrite, or into another folder",
                path.display()
            )));
        }
    }
    Ok(())
}

/// Writes a package, and takes away what an earlier one had more.
fn put(package: &Package, folder: &Path) -> std::result::Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::Told(format!("{} cannot be written: {error}", folder.display()))
    };
    let files = package.files().map_err(|error| told(&error))?;
    std::fs::create_dir_all(folder).map_err(failed)?;
    for path in answerable(folder) {
        let name = path.file_name().and_then(|name| name.to_str());
        if !files.iter().any(|file| Some(file.name.as_str()) == name) {
            std::fs::remove_file(&path).map_err(failed)?;
        }
    }
    for file in &files {
        replace(&folder.join(&file.name), &file.bytes)?;
    }
    pass_over(&folder.join(".ignore"))
}

/// Keeps later searches for policies from taking the pages of a package for policies.
fn pass_over(path: &Path) -> std::result::Result<(), Failure> {
    const LINE: &str = "feedback.*";
    let known = std::fs::read_to_string(path).unwrap_or_default();
    if known.lines().any(|line| line.trim() == LINE) {
        return Ok(());
    }
    let gap = if known.is_empty() || known.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let text = format!("{known}{gap}# what `policyglot feedback` wrote is no policy\n{LINE}\n");
    replace(path, text.as_bytes())
}

fn take(args: &Arguments, from: &Path, roots: &[String], mut options: Options) -> Result {
    let sheet = answers::read(from).map_err(|error| told(&error))?;
    let path = file(args.baseline.as_ref(), &options.config);
    let baseline = Arc::new(known(&path)?);
    options.baseline = Some(Arc::clone(&baseline));
    let mut met = Answers::new(sheet);
    let whole = each_policy(
        roots,
        &options,
        "no answer was taken",
        &mut |policy, findings| {
            met.meet(&policy, &findings, &baseline);
        },
    )?;
    let taken = met.taken();
    if !taken.known.is_empty() {
        replace(&path, baseline.with(&taken.known).as_bytes())?;
    }
    let locale = args.locale.or(options.config.locale);
    let messages = locale.unwrap_or_default().messages();
    let shown = from.to_string_lossy();
    let shown = visible(&shown);
    let mut out = String::new();
    for (row, problem) in &taken.problems {
        out += &format!("{shown}:{}: {}\n", row.at, problem.told(row, messages));
    }
    if !args.quiet {
        let sums = taken.sums(messages);
        let path = path.to_string_lossy();
        out += &format!("{shown}: {sums} ({})\n", visible(&path));
    }
    say(&out)?;
    Ok(match (whole, taken.problems.is_empty()) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::from(1),
        (true, true) => ExitCode::SUCCESS,
    })
}
