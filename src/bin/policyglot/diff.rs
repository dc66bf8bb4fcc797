//! `policyglot diff`: two versions, what changed, and who did not follow.

use std::io;
use std::process::ExitCode;

use policyglot::model::Unread;
use policyglot::pipeline::Options;
use policyglot::pipeline::versions::{self, Compared, Side};
use policyglot::report::{CHANGES, ChangeSums};

use crate::args::Diff;
use crate::output::Failure;

pub(crate) fn diff(args: &Diff) -> Result<ExitCode, Failure> {
    let format = CHANGES
        .iter()
        .find(|format| format.name == args.format)
        .ok_or_else(|| Failure::Told(format!("there is no format `{}`", args.format)))?;
    let options = args.input.options();
    let (old, new) = sides(args, &options)?;
    let style = args.output.style(args.quiet);
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
fn sides(args: &Diff, options: &Options) -> Result<(Side, Side), Failure> {
    let paths = &args.paths;
    let Some(revisions) = &args.git else {
        let [old, new] = paths.as_slice() else {
            return Err(Failure::Told(
                "two paths are compared, the old one and the new one; with --git REV1..REV2 any number".to_owned(),
            ));
        };
        let side = |path: &String| Side::new(std::slice::from_ref(path));
        return Ok((side(old), side(new)));
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
            let old = Side::at(&named(old), paths, options)?;
            Ok((old, Side::at(&named(new), paths, options)?))
        }
        None => Ok((Side::at(revisions, paths, options)?, Side::new(paths))),
    }
}
