//! `policyglot check`: finds policies, checks them and reports the findings.

use std::process::ExitCode;

use clap::Args;
use policyglot::pipeline;
use policyglot::report::FORMATS;

use super::{Result, format, stream};
use crate::args::{FailOn, Input, Level, Output, names, probability};
use crate::filter::Filter;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
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
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let filter = Filter::new(args)?;
    let format = format(FORMATS, &args.format)?;
    let style = args.output.style(args.quiet);
    let mut writer = (format.open)(args.output.open()?, &style);
    let options = args.input.options();
    let run = stream(
        pipeline::run,
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
