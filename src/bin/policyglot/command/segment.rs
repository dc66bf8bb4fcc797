//! `policyglot segment`: prints the clause tree of one file.

use clap::Args;
use policyglot::report::OUTLINES;

use super::{Result, list};
use crate::args::{Input, Output, names};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot segment privacy/vi.md
  policyglot segment privacy/vi.md --facts
  policyglot segment --lang ja - < privacy.txt")]
pub(crate) struct Arguments {
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: String,
    /// How to write the tree
    #[arg(long, value_name = "FORMAT", default_value = OUTLINES[0].name, value_parser = names(OUTLINES))]
    pub(crate) format: String,
    /// Show the values that each clause states (the JSON formats always do)
    #[arg(long)]
    pub(crate) facts: bool,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let paths = std::slice::from_ref(&args.path);
    list(
        OUTLINES,
        &args.format,
        &args.output,
        args.facts,
        paths,
        &args.input.options(paths)?,
    )
}
