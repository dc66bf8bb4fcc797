//! The command line of policyglot: arguments, commands, exit codes.
//!
//! Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 the run could
//! not be done, or not be done whole. Whatever a command prints is made in
//! [`policyglot::report`].

mod args;
mod command;
mod filter;
mod output;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;

fn main() -> ExitCode {
    let result = Cli::parse().command.run();
    output::settle(result).unwrap_or_else(|failure| failure.report())
}
