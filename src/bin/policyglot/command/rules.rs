//! `policyglot rules`: lists all rules.

use clap::Args;
use policyglot::report::{rules_json, rules_text};
use policyglot::rules::RULES;

use super::{Result, print};
use crate::args::Output;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot rules
  policyglot rules --format json | jq -r '.[].name'")]
pub(crate) struct Arguments {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let text = match args.format.as_str() {
        "json" => rules_json(&RULES, false)?,
        _ => rules_text(&RULES, &args.output.style(false)),
    };
    print(&args.output, &text)
}
