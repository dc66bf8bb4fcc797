//! `policyglot baseline`: keeps the file of known findings.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use policyglot::pipeline::{Baseline, Config};
use policyglot::report::fingerprint;
use policyglot::text::visible;

use super::{Result, each_policy, say};
use crate::args::{Input, Selection, Settings};
use crate::filter::Filter;
use crate::output::{Failure, complain, replace};

/// Its name unless another is given.
const FILE: &str = "policyglot-baseline.tsv";

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = r#"Examples:
  policyglot baseline update legal --reason "before 2026-11"
  policyglot baseline update legal --only 85d480050d8f74ef --reason "agreed with counsel"
  policyglot baseline prune legal
  policyglot baseline show"#)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Record all findings of today, and take out those that are gone
    Update(Update),
    /// Take out the entries that match no finding any more
    #[command(after_help = "Examples:
  policyglot baseline prune legal
  policyglot baseline prune legal --baseline known.tsv")]
    Prune(Kept),
    /// Print the entries
    Show(Shown),
}

#[derive(Debug, Args)]
#[command(after_help = r#"Examples:
  policyglot baseline update legal --reason "before 2026-11"
  policyglot baseline update legal --only 85d480050d8f74ef --reason "agreed with counsel"
  policyglot baseline update legal --select label-style --baseline known.tsv

Reasons that stand in the file already are kept."#)]
struct Update {
    #[command(flatten)]
    kept: Kept,
    /// Why the new findings are accepted
    #[arg(long, value_name = "WHY", default_value = "")]
    reason: String,
    /// Record only the findings with these fingerprints (comma-separated, repeatable)
    #[arg(long, value_name = "FINGERPRINT", value_delimiter = ',')]
    only: Vec<String>,
}

#[derive(Debug, Args)]
struct Kept {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// The file of known findings [default: that of the configuration, else policyglot-baseline.tsv]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    input: Input,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot baseline show
  policyglot baseline show --baseline known.tsv")]
struct Shown {
    /// The file of known findings [default: that of the configuration, else policyglot-baseline.tsv]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    match &args.what {
        What::Update(update) => keep(&update.kept, Some((&update.reason, &update.only))),
        What::Prune(kept) => keep(kept, None),
        What::Show(shown) => {
            let config = shown.settings.read(&[".".to_owned()])?;
            show(&file(shown.baseline.as_ref(), &config))
        }
    }
}

/// The file: as given, as configured, or the usual one.
pub(super) fn file(given: Option<&PathBuf>, config: &Config) -> PathBuf {
    let named = given.or(config.baseline.as_ref());
    named.cloned().unwrap_or_else(|| PathBuf::from(FILE))
}

/// What the file holds; nothing where there is none yet.
pub(super) fn known(path: &Path) -> std::result::Result<Baseline, Failure> {
    if !path.exists() {
        return Ok(Baseline::empty(path));
    }
    Baseline::read(path).map_err(|error| told(&error))
}

pub(super) fn told(error: &policyglot::model::Error) -> Failure {
    Failure::Told(error.to_string())
}

/// Runs the rules and writes the file anew. `add` is the reason for what is new, and which of it.
fn keep(args: &Kept, add: Option<(&String, &Vec<String>)>) -> Result {
    let options = args.input.options(&args.paths)?;
    let filter = Filter::new(&args.selection, &options.config)?;
    let path = file(args.baseline.as_ref(), &options.config);
    let mut baseline = match add {
        Some(_) => self::known(&path)?,
        None => Baseline::read(&path).map_err(|error| told(&error))?,
    };
    let only = add.map(|(_, only)| only.as_slice()).unwrap_or_default();
    if let Some((reason, _)) = add {
        for known in baseline.explain(only, reason) {
            complain(&format!(
                "{} has a reason already, which is kept: “{}”; change it in {}",
                known.fingerprint,
                known.reason,
                path.display()
            ));
        }
    }
    let mut unmet: BTreeSet<&String> = only.iter().collect();
    // Known findings are met whatever the filter; only new ones are chosen.
    let known: HashSet<&str> = baseline
        .known()
        .iter()
        .map(|known| known.fingerprint.as_str())
        .collect();
    let whole = each_policy(
        &args.paths,
        &options,
        "the baseline stays as it is",
        &mut |policy, mut findings| {
            findings.retain(|finding| {
                let print = fingerprint(&policy, finding);
                unmet.remove(&print);
                known.contains(print.as_str())
                    || filter.wants(finding) && (only.is_empty() || only.contains(&print))
            });
            baseline.apply(&policy, &mut findings);
        },
    )?;
    let (text, changes) = baseline.updated(add.map(|(reason, _)| reason.as_str()));
    replace(&path, text.as_bytes())?;
    say(&format!(
        "{}: {} kept, {} added, {} removed\n",
        visible(&path.to_string_lossy()),
        changes.kept,
        changes.added,
        changes.removed
    ))?;
    for print in &unmet {
        complain(&format!(
            "{print} is the fingerprint of no finding in {}: nothing was recorded for it",
            args.paths.join(", ")
        ));
    }
    Ok(if whole && unmet.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

fn show(path: &Path) -> Result {
    let baseline = Baseline::read(path).map_err(|error| told(&error))?;
    let mut out = String::new();
    let mut before = "";
    for known in baseline.known() {
        if known.path != before {
            before = &known.path;
            out += &format!("{}\n", visible(before));
        }
        let reason = match known.reason.as_str() {
            "" => "no reason given",
            reason => reason,
        };
        out += &format!(
            "  {}  {}  “{}”: {}\n",
            known.fingerprint,
            visible(&known.rule),
            visible(&known.quote),
            visible(reason)
        );
    }
    let count = baseline.known().len();
    out += &format!(
        "{count} known {}\n",
        if count == 1 { "finding" } else { "findings" }
    );
    say(&out)
}
