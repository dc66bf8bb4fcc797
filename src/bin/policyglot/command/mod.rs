//! The commands, one file each: its arguments, what it runs, prints and returns.
//!
//! A new command is a file here, a variant of [`Command`] and an arm in
//! [`Command::run`]. What several commands share stands below.

pub(crate) mod align;
pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod feedback;
mod fix;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod rules;
pub(crate) mod segment;
pub(crate) mod selftest;
mod settings;
pub(crate) mod terms;
pub(crate) mod worker;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;
use policyglot::model::{Finding, Policy, Unread};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::report::{Format, Out, Style, Summary, Writer};

use crate::args::Output;
use crate::output::{Failure, complain};
pub(crate) use crate::watch::Watch;

/// The exit code of a command that ran, or why it did not.
pub(crate) type Result = std::result::Result<ExitCode, Failure>;

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find policies, align their clauses and report what is missing, renumbered or mistranslated
    Check(Box<check::Arguments>),
    /// Compare two versions: clause changes of each edition, and translations that did not follow
    Diff(diff::Arguments),
    /// Print the aligned clauses of every policy
    Align(align::Arguments),
    /// Print the clause tree of one file
    Segment(segment::Arguments),
    /// Write what to mend into a package for each translator, and take the answers back
    Feedback(Box<feedback::Arguments>),
    /// Inject known defects into your own policies and report which are caught
    Selftest(selftest::Arguments),
    /// List all rules
    Rules(rules::Arguments),
    /// Explain one rule with examples, or one finding with all that stands behind it
    Explain(explain::Arguments),
    /// Keep the file of known findings, which do not count
    Baseline(baseline::Arguments),
    /// Write a commented policyglot.toml
    Init(init::Arguments),
    /// Check, list, export and induce terminology
    Terms(terms::Arguments),
    /// Answer requests on standard input, one a line, for other programs
    Worker(worker::Arguments),
    /// Print the script by which a shell completes the command line
    Completions(completions::Arguments),
    /// Print the manual page of the program or of a command
    Man(man::Arguments),
}

impl Command {
    /// Runs it.
    pub(crate) fn run(&self) -> Result {
        match self {
            Self::Check(args) => check::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Align(args) => align::run(args),
            Self::Segment(args) => segment::run(args),
            Self::Feedback(args) => feedback::run(args),
            Self::Selftest(args) => selftest::run(args),
            Self::Rules(args) => rules::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Baseline(args) => baseline::run(args),
            Self::Init(args) => init::run(args),
            Self::Terms(args) => terms::run(args),
            Self::Worker(args) => worker::run(args),
            Self::Completions(args) => completions::run(args),
            Self::Man(args) => man::run(args),
        }
    }
}

/// Runs the stages on paths.
pub(crate) type Run<'a> = &'a dyn Fn(&[String], &Options, &mut dyn FnMut(Outcome) -> bool);

/// Prints what the stages before the rules made.
pub(crate) fn list(
    formats: &'static [Format],
    name: &str,
    output: &Output,
    facts: bool,
    paths: &[String],
    options: &Options,
) -> Result {
    let format = format(formats, name)?;
    let style = Style {
        facts,
        ..output.style_by(&options.config, false)
    };
    let mut writer = (format.open)(output.open()?, &style);
    let mut options = options.clone();
    let watch = Watch::start(&mut options, true);
    let run = stream(
        &pipeline::load,
        paths,
        &options,
        writer.as_mut(),
        &mut |_, _| {},
        watch,
    )?;
    output.warn(format.name, &run.unread);
    Ok(if run.whole() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// Gives every policy with its findings to `each`, and tells what could not be read: whether all could. Without any
/// policy it fails, and says what was left `undone`.
pub(crate) fn each_policy(
    paths: &[String],
    options: &Options,
    undone: &str,
    each: &mut dyn FnMut(Policy, Vec<Finding>),
) -> std::result::Result<bool, Failure> {
    let (mut whole, mut policies) = (true, 0);
    pipeline::run(paths, options, &mut |outcome| {
        match outcome {
            Outcome::Policy(policy, findings) => {
                policies += 1;
                each(policy, findings);
            }
            Outcome::Unread(row) => {
                whole = false;
                complain(&format!("{}: {}", row.path, row.error));
            }
        }
        true
    });
    if policies == 0 {
        let paths = paths.join(", ");
        return Err(Failure::Told(format!(
            "no policy found in {paths}: {undone}"
        )));
    }
    Ok(whole)
}

/// What a run came to.
pub(crate) struct Sums {
    pub(crate) summary: Summary,
    pub(crate) unread: Vec<Unread>,
    /// No policy is nothing to complain of: only those of some files were asked for.
    none_is_fine: bool,
}

impl Sums {
    /// Whether there was something to do and all of it was done.
    pub(crate) fn whole(&self) -> bool {
        self.unread.is_empty() && (self.none_is_fine || self.summary.policies > 0)
    }
}

/// Writes every policy as it comes, and what could not be read behind them.
pub(crate) fn stream(
    run: Run<'_>,
    paths: &[String],
    options: &Options,
    writer: &mut dyn Writer,
    sift: &mut dyn FnMut(&Policy, &mut Vec<Finding>),
    mut watch: Watch,
) -> std::result::Result<Sums, Failure> {
    let mut sums = Sums {
        summary: Summary::default(),
        unread: Vec::new(),
        none_is_fine: options.only.is_some(),
    };
    let mut written: io::Result<()> = Ok(());
    let mut done = 0;
    run(paths, options, &mut |outcome| {
        if watch.is_interrupted() {
            return false;
        }
        done += 1;
        match outcome {
            Outcome::Policy(policy, mut findings) => {
                sift(&policy, &mut findings);
                sums.summary.add(&policy, &findings);
                watch.hide();
                written = writer.policy(&policy, &findings);
            }
            Outcome::Unread(row) => sums.unread.push(row),
        }
        watch.show(&sums.summary);
        written.is_ok()
    });
    watch.hide();
    written?;
    if watch.is_interrupted() {
        sums.unread.push(Unread {
            path: paths.join(", "),
            error: format!(
                "interrupted when {} of the policies had been checked: what stands here is sound, the rest is missing; run again, with --cache to go on where it stopped",
                sums.summary.policies
            ),
        });
    } else if done == 0 && !sums.none_is_fine {
        return Err(Failure::Told(format!(
            "no policy found in {}: name a file or a folder that holds policies",
            paths.join(", ")
        )));
    }
    writer.end(&sums.summary, &sums.unread)?;
    Ok(sums)
}

/// Prints to standard output what was made at once.
pub(crate) fn say(text: &str) -> Result {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what was made at once.
pub(crate) fn print(output: &Output, text: &str) -> Result {
    let mut out: Out<'_> = output.open()?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A format by the name that the arguments let through.
pub(crate) fn format(
    formats: &'static [Format],
    name: &str,
) -> std::result::Result<&'static Format, Failure> {
    formats
        .iter()
        .find(|format| format.name == name)
        .ok_or_else(|| Failure::Told(format!("there is no format `{name}`")))
}
