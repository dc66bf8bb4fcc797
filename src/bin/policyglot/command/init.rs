//! `policyglot init`: writes a commented configuration.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use policyglot::pipeline::{CONFIG_FILE, config_schema, config_template};

use super::{Result, say};
use crate::output::Failure;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot init
  policyglot init legal
  policyglot init --schema > policyglot-config.schema.json")]
pub(crate) struct Arguments {
    /// The folder to write policyglot.toml to
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Print the JSON Schema of the configuration instead, for editors
    #[arg(long)]
    schema: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    if args.schema {
        return say(&config_schema()?);
    }
    let path = args.folder.join(CONFIG_FILE);
    let told = |error: std::io::Error| {
        Failure::Told(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{} is there already: it stays as it is", path.display())
            }
            _ => format!("{} cannot be written: {error}", path.display()),
        })
    };
    // What somebody wrote there must never be lost.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(told)?;
    if let Err(error) = file
        .write_all(config_template().as_bytes())
        .and_then(|()| file.flush())
    {
        let _ = std::fs::remove_file(&path);
        return Err(told(error));
    }
    say(&format!(
        "wrote {}: every key in it is a comment until you take its mark away\n",
        path.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
