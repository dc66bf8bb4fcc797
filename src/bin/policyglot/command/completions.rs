//! `policyglot completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Result, say};
use crate::args::Cli;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot completions bash > ~/.local/share/bash-completion/completions/policyglot
  policyglot completions zsh > ~/.zfunc/_policyglot
  policyglot completions fish > ~/.config/fish/completions/policyglot.fish

For zsh the folder has to stand in fpath before compinit runs.")]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    // Made in memory: the generator panics where its output cannot be written.
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "policyglot", &mut script);
    script.flush()?;
    say(&String::from_utf8_lossy(&script))
}
