//! `policyglot terms`: looks up, checks, writes and induces terminology.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use policyglot::model::{Policy, Unread};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::terms::{self, Alignment, Entry, Form, Pair};
use policyglot::text::visible;

use super::{Result, print};
use crate::args::{Input, Output};
use crate::output::Failure;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms list consent
  policyglot terms check our-terms.tsv
  policyglot terms coverage legal
  policyglot terms export --format tbx > policyglot.tbx
  policyglot terms induce legal > found.tsv")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Terms,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "one value a process")]
enum Terms {
    /// Say what is wrong with a table: duplicates, traps, spelling
    Check(Check),
    /// List concepts with their terms in every language
    List(List),
    /// Say how much of your policies the built-in table knows
    Coverage(Coverage),
    /// Write a table as TSV or TBX-Basic
    Export(Export),
    /// Find pairs of terms in your own aligned policies
    Induce(Box<Induce>),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms check our-terms.tsv")]
struct Check {
    /// The table: TSV or TBX
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms list consent
  policyglot terms list 同意
  policyglot terms list --terms our-terms.tsv")]
struct List {
    /// Only concepts with a term or an id that holds this
    #[arg(value_name = "WORD")]
    word: Option<String>,
    /// A table in place of the built-in one: TSV or TBX
    #[arg(long, value_name = "FILE")]
    terms: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms coverage legal")]
struct Coverage {
    /// Files and folders that hold policies
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms export > terms.tsv
  policyglot terms export --terms our-terms.tsv --format tbx --output our-terms.tbx")]
struct Export {
    /// A table in place of the built-in one: TSV or TBX
    #[arg(long, value_name = "FILE")]
    terms: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "tsv", value_parser = ["tsv", "tbx"])]
    format: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot terms induce legal > found.tsv
  policyglot terms induce legal --source zh --format tbx --output found.tbx")]
struct Induce {
    /// Files and folders that hold policies
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "tsv", value_parser = ["tsv", "tbx"])]
    format: String,
    /// Align the clauses without the built-in table
    #[arg(long)]
    without_termbase: bool,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    match &args.command {
        Terms::Check(args) => check(args),
        Terms::List(args) => list(args),
        Terms::Coverage(args) => coverage(args),
        Terms::Export(args) => {
            let entries = table(args.terms.as_ref())?;
            print(&args.output, &written(&entries, &args.format))
        }
        Terms::Induce(args) => induce(args),
    }
}

fn written(entries: &[Entry], format: &str) -> String {
    if format == "tbx" {
        terms::tbx(entries)
    } else {
        terms::tsv(entries)
    }
}

/// A file's table, or the built-in one.
fn table(path: Option<&PathBuf>) -> std::result::Result<Vec<Entry>, Failure> {
    let Some(path) = path else {
        return Ok(terms::built_in());
    };
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Told(format!("{shown} cannot be read: {error}")))?;
    terms::read(&text).map_err(|problem| Failure::Told(format!("{shown}: {problem}")))
}

fn check(args: &Check) -> Result {
    let entries = table(Some(&args.file))?;
    let problems = terms::problems(&entries);
    let mut text = String::new();
    for problem in &problems {
        let _ = writeln!(text, "{}", visible(&problem.to_string()));
    }
    let errors = problems.iter().filter(|problem| problem.error).count();
    let _ = writeln!(
        text,
        "concepts: {}, errors: {errors}, warnings: {}",
        entries.len(),
        problems.len() - errors
    );
    print(&args.output, &text)?;
    Ok(if errors > 0 {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

fn list(args: &List) -> Result {
    let entries = table(args.terms.as_ref())?;
    let word = args.word.as_ref().map(|word| word.to_lowercase());
    let mut text = String::new();
    for entry in &entries {
        let forms = || entry.forms.values().flatten();
        let wanted = word.as_ref().is_none_or(|word| {
            entry.id.contains(word) || forms().any(|form| form.text.to_lowercase().contains(word))
        });
        if !wanted {
            continue;
        }
        let _ = writeln!(text, "{} ({})", visible(&entry.id), visible(&entry.domain));
        for (lang, forms) in &entry.forms {
            let (never, allowed): (Vec<&Form>, Vec<&Form>) =
                forms.iter().partition(|form| form.forbidden);
            let join = |forms: Vec<&Form>| {
                let forms: Vec<&str> = forms.iter().map(|form| form.text.as_str()).collect();
                visible(&forms.join(", ")).into_owned()
            };
            let _ = write!(text, "  {:8}{}", lang.tag(), join(allowed));
            if !never.is_empty() {
                let _ = write!(text, "; never {}", join(never));
            }
            text.push('\n');
        }
        if !entry.contrast.is_empty() {
            let _ = writeln!(text, "  not     {}", visible(&entry.contrast.join(", ")));
        }
        if !entry.source.is_empty() {
            let _ = writeln!(text, "  source  {}", visible(&entry.source));
        }
    }
    print(&args.output, &text)
}

/// All policies of some paths, and what could not be read.
fn load(
    paths: &[String],
    options: &Options,
) -> std::result::Result<(Vec<Policy>, Vec<Unread>), Failure> {
    let mut policies = Vec::new();
    let mut unread = Vec::new();
    pipeline::load(paths, options, &mut |outcome| {
        match outcome {
            Outcome::Policy(policy, _) => policies.push(policy),
            Outcome::Unread(row) => unread.push(row),
        }
        true
    });
    if policies.is_empty() && unread.is_empty() {
        return Err(Failure::Told(format!(
            "no policy found in {}: name a file or a folder that holds policies",
            paths.join(", ")
        )));
    }
    Ok((policies, unread))
}

/// The code of a run that read all that it was asked to read, or not.
fn code(unread: &[Unread]) -> ExitCode {
    ExitCode::from(if unread.is_empty() { 0 } else { 2 })
}

fn coverage(args: &Coverage) -> Result {
    let options = args.input.options(&args.paths)?;
    let (policies, unread) = load(&args.paths, &options)?;
    let found = terms::coverage(&policies);
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let mut text = String::from("language  clauses  content words  covered  terms a clause\n");
    for (lang, share) in &found.shares {
        let _ = writeln!(
            text,
            "{:8} {:8} {:14} {:7.1}% {:15.1}",
            lang.tag(),
            share.clauses,
            share.words,
            percent(share.covered, share.words),
            share.terms as f64 / share.clauses.max(1) as f64
        );
    }
    let entries = terms::built_in();
    let sourced = |entry: &&Entry| !entry.source.is_empty();
    let either = entries
        .iter()
        .enumerate()
        .filter(|(at, entry)| {
            sourced(entry)
                || found
                    .named
                    .iter()
                    .any(|id| usize::try_from(id.0) == Ok(*at))
        })
        .count();
    let all = entries.len();
    let _ = writeln!(
        text,
        "concepts: {all}, named here: {} ({:.1}%), named or from a statute or standard: {either} ({:.1}%)",
        found.named.len(),
        percent(found.named.len(), all),
        percent(either, all)
    );
    print(&args.output, &text)?;
    args.output.warn("text", &unread);
    Ok(code(&unread))
}

fn induce(args: &Induce) -> Result {
    let options = Options {
        without_termbase: args.without_termbase,
        ..args.input.options(&args.paths)?
    };
    let (policies, unread) = load(&args.paths, &options)?;
    let alignment = if args.without_termbase {
        Alignment::WithoutTermbase
    } else {
        Alignment::ByTerms
    };
    let entries: Vec<Entry> = terms::induce(&policies, alignment)
        .into_iter()
        .enumerate()
        .map(|(at, pair)| entry(at, pair))
        .collect();
    print(&args.output, &written(&entries, &args.format))?;
    args.output.warn(&args.format, &unread);
    Ok(code(&unread))
}

/// A pair as a row of a table; the user gives it an id.
fn entry(at: usize, pair: Pair) -> Entry {
    let form = |text: String| {
        vec![Form {
            text,
            forbidden: false,
        }]
    };
    Entry {
        id: format!("t{}", at + 1),
        domain: if pair.defined { "defined" } else { "induced" }.to_owned(),
        forms: BTreeMap::from([
            (pair.langs.0, form(pair.terms.0)),
            (pair.langs.1, form(pair.terms.1)),
        ]),
        ..Entry::default()
    }
}
