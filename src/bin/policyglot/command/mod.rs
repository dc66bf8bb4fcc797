//! The commands, one file each: its arguments, what it runs, prints and returns.
//!
//! A new command is a file here, a variant of [`Command`] and an arm in
//! [`Command::run`]. What several commands share stands below.

pub(crate) mod align;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod rules;
pub(crate) mod segment;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;
use policyglot::model::{Finding, Policy, Unread};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::report::{Format, Out, Summary, Writer};

use crate::args::Output;
use crate::output::Failure;

/// The exit code of a command that ran, or why it did not.
pub(crate) type Result = std::result::Result<ExitCode, Failure>;

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find policies, align their clauses and report what is missing, renumbered or mistranslated
    Check(check::Arguments),
    /// Print the aligned clauses of every policy
    Align(align::Arguments),
    /// Print the clause tree of one file
    Segment(segment::Arguments),
    /// List all rules
    Rules(rules::Arguments),
    /// Explain one rule, with examples
    Explain(explain::Arguments),
}

impl Command {
    /// Runs it.
    pub(crate) fn run(&self) -> Result {
        match self {
            Self::Check(args) => check::run(args),
            Self::Align(args) => align::run(args),
            Self::Segment(args) => segment::run(args),
            Self::Rules(args) => rules::run(args),
            Self::Explain(args) => explain::run(args),
        }
    }
}

/// Runs the stages on paths.
pub(crate) type Run = fn(&[String], &Options, &mut dyn FnMut(Outcome) -> bool);

/// Prints what the stages before the rules made.
pub(crate) fn list(
    formats: &'static [Format],
    name: &str,
    output: &Output,
    paths: &[String],
    options: &Options,
) -> Result {
    let format = format(formats, name)?;
    let mut writer = (format.open)(output.open()?, &output.style(false));
    let run = stream(pipeline::load, paths, options, writer.as_mut(), &|_| true)?;
    output.warn(format.name, &run.unread);
    Ok(if run.whole() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// What a run came to.
pub(crate) struct Sums {
    pub(crate) summary: Summary,
    pub(crate) unread: Vec<Unread>,
}

impl Sums {
    /// Whether there was something to do and all of it was done.
    pub(crate) fn whole(&self) -> bool {
        self.unread.is_empty() && self.summary.policies > 0
    }
}

/// Writes every policy as it comes, and what could not be read behind them.
pub(crate) fn stream(
    run: Run,
    paths: &[String],
    options: &Options,
    writer: &mut dyn Writer,
    wanted: &dyn Fn(&Finding) -> bool,
) -> std::result::Result<Sums, Failure> {
    let mut sums = Sums {
        summary: Summary::default(),
        unread: Vec::new(),
    };
    let mut written: io::Result<()> = Ok(());
    let mut write = |policy: &Policy, mut findings: Vec<Finding>| {
        findings.retain(wanted);
        sums.summary.add(policy, &findings);
        written = writer.policy(policy, &findings);
        written.is_ok()
    };
    let unread = &mut sums.unread;
    run(paths, options, &mut |outcome| match outcome {
        Outcome::Policy(policy, findings) => write(&policy, findings),
        Outcome::Unread(row) => {
            unread.push(row);
            true
        }
    });
    written?;
    if sums.summary.policies == 0 && sums.unread.is_empty() {
        return Err(Failure::Told(format!(
            "no policy found in {}: name a file or a folder that holds policies",
            paths.join(", ")
        )));
    }
    writer.end(&sums.summary, &sums.unread)?;
    Ok(sums)
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
