//! The commands: what each runs, prints and returns.

use std::io::{self, Write};
use std::process::ExitCode;

use policyglot::model::{Finding, Policy, Unread};
use policyglot::pipeline::versions::{self, Side};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::report::{
    self, FORMATS, Format, GROUPS, OUTLINES, Summary, Writer, rule_text, rules_json, rules_text,
};
use policyglot::rules::{RULES, find};

use crate::args::{Align, Catalogue, Check, Explain, Output, Segment};
use crate::filter::{Filter, unknown};
use crate::output::Failure;

type Result = std::result::Result<ExitCode, Failure>;

/// Runs the stages on paths.
type Run<'a> = &'a dyn Fn(&[String], &Options, &mut dyn FnMut(Outcome) -> bool);

pub(crate) fn check(args: &Check) -> Result {
    let filter = Filter::new(args)?;
    let format = format(FORMATS, &args.format)?;
    let style = args.output.style(args.quiet);
    let mut writer = (format.open)(args.output.open()?, &style);
    let options = args.input.options();
    let old = match &args.since {
        Some(revision) => Some(Side::at(revision, &args.paths, &options)?),
        None => None,
    };
    let run = stream(
        &|paths, options, each| match &old {
            Some(old) => versions::run_since(paths, old, options, each),
            None => pipeline::run(paths, options, each),
        },
        &args.paths,
        &options,
        writer.as_mut(),
        &|found| filter.wants(found),
    )?;
    args.output.warn(format.name, &run.unread);
    let failed = args
        .fail_on
        .severity()
        .is_some_and(|severity| run.summary.at_least(severity) > 0);
    Ok(match run.whole() {
        false => ExitCode::from(2),
        true if failed => ExitCode::from(1),
        true => ExitCode::SUCCESS,
    })
}

pub(crate) fn align(args: &Align) -> Result {
    list(
        GROUPS,
        &args.format,
        &args.output,
        &args.paths,
        &args.input.options(),
    )
}

pub(crate) fn segment(args: &Segment) -> Result {
    let paths = std::slice::from_ref(&args.path);
    list(
        OUTLINES,
        &args.format,
        &args.output,
        paths,
        &args.input.options(),
    )
}

/// Prints what the stages before the rules made.
fn list(
    formats: &'static [Format],
    name: &str,
    output: &Output,
    paths: &[String],
    options: &Options,
) -> Result {
    let format = format(formats, name)?;
    let mut writer = (format.open)(output.open()?, &output.style(false));
    let run = stream(&pipeline::load, paths, options, writer.as_mut(), &|_| true)?;
    output.warn(format.name, &run.unread);
    Ok(if run.whole() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// What a run came to.
struct Sums {
    summary: Summary,
    unread: Vec<Unread>,
}

impl Sums {
    /// Whether there was something to do and all of it was done.
    fn whole(&self) -> bool {
        self.unread.is_empty() && self.summary.policies > 0
    }
}

/// Writes every policy as it comes, and what could not be read behind them.
fn stream(
    run: Run<'_>,
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

pub(crate) fn rules(args: &Catalogue) -> Result {
    let text = match args.format.as_str() {
        "json" => rules_json(&RULES, false)?,
        _ => rules_text(&RULES, &args.output.style(false)),
    };
    print(&args.output, &text)
}

pub(crate) fn explain(args: &Explain) -> Result {
    let Some(rule) = find(&args.rule) else {
        return Err(unknown(&args.rule, &RULES));
    };
    let text = match args.format.as_str() {
        "json" => rules_json(&[rule], true)?,
        _ => rule_text(rule, &args.output.style(false)),
    };
    print(&args.output, &text)
}

fn print(output: &Output, text: &str) -> Result {
    let mut out: report::Out<'_> = output.open()?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A format by the name that the arguments let through.
fn format(formats: &'static [Format], name: &str) -> std::result::Result<&'static Format, Failure> {
    formats
        .iter()
        .find(|format| format.name == name)
        .ok_or_else(|| Failure::Told(format!("there is no format `{name}`")))
}
