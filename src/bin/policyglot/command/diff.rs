//! `policyglot diff`: two versions, what changed, and who did not follow.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use policyglot::model::{Error, Unread};
use policyglot::pipeline::Options;
use policyglot::pipeline::versions::{self, Compared, Side};
use policyglot::report::{CHANGES, ChangeSums};

use super::Result;
use crate::args::{FailOn, Input, Output};
use crate::output::Failure;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot diff old/privacy new/privacy
  policyglot diff --git v1.0..v2.0 legal
  policyglot diff --git HEAD legal --source zh            against the files as they stand
  policyglot diff old new --format html --output changes.html")]
pub(crate) struct Arguments {
    /// The old and the new side, each a file or a folder; with --git the paths to compare
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<String>,
    /// Compare two revisions of the paths, as git reads them; without the second one the files as they stand
    #[arg(long, value_name = "REV1[..REV2]")]
    pub(crate) git: Option<String>,
    /// How to write the changes
    #[arg(long, value_name = "FORMAT", default_value = CHANGES[0].name,
        value_parser = PossibleValuesParser::new(CHANGES.iter().map(|format| format.name)))]
    pub(crate) format: String,
    /// Only count the changes of each edition
    #[arg(long)]
    pub(crate) stat: bool,
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
    let format = CHANGES
        .iter()
        .find(|format| format.name == args.format)
        .ok_or_else(|| Failure::Told(format!("there is no format `{}`", args.format)))?;
    let options = args.input.options(&args.paths)?;
    let (old, new) = sides(args, &options)?;
    let style = args.output.style_by(&options.config, args.quiet);
    let open = if args.stat { format.stat } else { format.open };
    let mut writer = open(args.output.open()?, &style);
    let mut sums = ChangeSums::default();
    let mut unread: Vec<Unread> = Vec::new();
    let mut written: io::Result<()> = Ok(());
    versions::compare(&old, &new, &options, &mut |compared| {
        written = match compared {
            Compared::History(history, findings) => {
                sums.add(history.changes.len(), &findings);
                writer.history(&history, &findings)
            }
            Compared::Alone { old, policy } => {
                sums.policies += 1;
                writer.alone(&policy, old)
            }
            Compared::Unread(row) => {
                unread.push(row);
                Ok(())
            }
        };
        written.is_ok()
    });
    written?;
    if sums.policies == 0 && unread.is_empty() {
        return Err(Failure::Told(format!(
            "no policy found in {}: name files or folders that hold policies",
            args.paths.join(", ")
        )));
    }
    writer.end(&sums, &unread)?;
    args.output.warn(format.name, &unread);
    let failed = args
        .fail_on
        .severity()
        .is_some_and(|severity| sums.at_least(severity) > 0);
    Ok(if !unread.is_empty() {
        ExitCode::from(2)
    } else if failed {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// The two sides that the arguments name.
fn sides(args: &Arguments, options: &Options) -> std::result::Result<(Side, Side), Failure> {
    let at = |name: &str| {
        Side::at(name, &args.paths, options)
            .map_err(|error: Error| Failure::Told(error.to_string()))
    };
    let paths = &args.paths;
    let Some(revisions) = &args.git else {
        let [old, new] = paths.as_slice() else {
            return Err(Failure::Told(
                "two paths are compared, the old one and the new one; with --git REV1..REV2 any number".to_owned(),
            ));
        };
        // A wrong path must not read as a policy that came or went.
        let side = |path: &String| match Path::new(path).exists() {
            true => Ok(Side::new(std::slice::from_ref(path))),
            false => Err(Failure::Told(format!(
                "{path}: no such file or folder: check the spelling"
            ))),
        };
        return Ok((side(old)?, side(new)?));
    };
    match revisions.split_once("..") {
        Some((_, new)) if new.starts_with('.') => Err(Failure::Told(
            "two revisions are named as REV1..REV2, with two dots".to_owned(),
        )),
        Some((old, new)) => {
            let named = |name: &str| {
                if name.is_empty() {
                    "HEAD".to_owned()
                } else {
                    name.to_owned()
                }
            };
            Ok((at(&named(old))?, at(&named(new))?))
        }
        None => {
            let old = at(revisions)?;
            // What is gone by now was removed.
            let stands = |path: &&String| Path::new(path).exists();
            let paths: Vec<String> = paths.iter().filter(stands).cloned().collect();
            Ok((old, Side::new(&paths)))
        }
    }
}
