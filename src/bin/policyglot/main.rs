//! The command line of policyglot: arguments, commands, exit codes.
//!
//! Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 the run could
//! not be done, or not be done whole. Whatever a command prints is made in
//! [`policyglot::report`].

mod args;
mod commands;
mod diff;
mod filter;
mod output;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(args) => commands::check(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Align(args) => commands::align(&args),
        Command::Segment(args) => commands::segment(&args),
        Command::Rules(args) => commands::rules(&args),
        Command::Explain(args) => commands::explain(&args),
    };
    result.unwrap_or_else(|failure| failure.report())
}
