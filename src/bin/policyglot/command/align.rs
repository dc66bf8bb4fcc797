//! `policyglot align`: prints the aligned clauses of every policy.

use clap::Args;
use policyglot::pipeline::Options;
use policyglot::report::GROUPS;

use super::{Result, list};
use crate::args::{Input, Output, names};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot align legal/privacy
  policyglot align legal --format tmx --output memory.tmx
  policyglot align legal --format jsonl | jq '.groups[] | select(.confidence < 0.5)'")]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to write the groups
    #[arg(long, value_name = "FORMAT", default_value = GROUPS[0].name, value_parser = names(GROUPS))]
    pub(crate) format: String,
    /// Align by values, names and characters alone, to see what the termbase is worth
    #[arg(long)]
    pub(crate) without_termbase: bool,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    list(
        GROUPS,
        &args.format,
        &args.output,
        false,
        &args.paths,
        &Options {
            without_termbase: args.without_termbase,
            ..args.input.options(&args.paths)?
        },
    )
}
