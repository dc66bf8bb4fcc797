//! `policyglot explain`: explains one rule, with examples.

use clap::Args;
use policyglot::report::{rule_text, rules_json};
use policyglot::rules::{RULES, find};

use super::{Result, print};
use crate::args::Output;
use crate::filter::unknown;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Name of the rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let Some(rule) = find(&args.rule) else {
        return Err(unknown(&args.rule, &RULES));
    };
    let text = match args.format.as_str() {
        "json" => rules_json(&[rule], true)?,
        _ => rule_text(rule, &args.output.style(false)),
    };
    print(&args.output, &text)
}
