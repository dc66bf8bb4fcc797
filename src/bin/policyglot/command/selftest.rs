//! `policyglot selftest`: injects known defects and reports which are caught.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use policyglot::selftest::{self, Kind, Shown, write_json, write_text};

use super::Result;
use crate::args::{Input, Output};
use crate::output::{Failure, complain};

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot selftest legal
  policyglot selftest legal --kinds values --show missed
  policyglot selftest legal --min-recall 0.8 --min-recall structure=0.95")]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(crate) format: String,
    /// Inject only these kinds or families of defects (comma-separated, repeatable)
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Most injections of a kind into the editions of a language
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Another seed injects in other places
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,
    /// List these injections one by one, with both texts
    #[arg(long, value_name = "WHICH", default_value = "none")]
    pub(crate) show: Show,
    /// Exit with 1 when less than this share of a kind is caught, 0 to 1; KIND=SHARE for one kind
    /// or family (comma-separated, repeatable)
    #[arg(long, value_name = "SHARE", value_delimiter = ',', value_parser = bound)]
    pub(crate) min_recall: Vec<Bound>,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Print only the sums
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Which injections are listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    /// None
    None,
    /// Those that no right rule caught
    Missed,
    /// Those that raised something in another clause
    Elsewhere,
    /// All
    All,
}

/// The share that is asked for, of one kind or family where it names one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    name: Option<String>,
    share: f64,
}

fn bound(text: &str) -> std::result::Result<Bound, String> {
    let (name, share) = match text.split_once('=') {
        Some((name, share)) => (Some(name.trim().to_owned()), share),
        None => (None, text),
    };
    match share.trim().parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(Bound { name, share }),
        _ => Err("a number from 0 to 1 is expected, such as 0.95 or url-changed=0.9".to_owned()),
    }
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let kinds = chosen(&args.kinds)?;
    for bound in &args.min_recall {
        chosen(bound.name.as_slice())?;
    }
    // Here the languages are those to inject into: a policy is not expected to have them all.
    let mut pipeline = args.input.options(&args.paths)?;
    let languages = std::mem::take(&mut pipeline.languages);
    let options = selftest::Options {
        kinds,
        languages,
        limit: args.limit,
        seed: args.seed,
        pipeline,
    };
    let (report, unread) = selftest::run(&args.paths, &options);
    if report.policies == 0 && unread.is_empty() {
        return Err(Failure::Told(format!(
            "no policy with two editions found in {}: defects are injected into one edition and looked for against the others",
            args.paths.join(", ")
        )));
    }
    let shown = match args.show {
        Show::None => Shown::None,
        Show::Missed => Shown::Missed,
        Show::Elsewhere => Shown::Elsewhere,
        Show::All => Shown::All,
    };
    let mut out = args.output.open()?;
    if args.format == "json" {
        write_json(&mut out, &report, shown, &unread)?;
    } else {
        write_text(&mut out, &report, shown, &args.output.style(args.quiet))?;
    }
    out.flush()?;
    drop(out);
    args.output.warn("json", &unread);
    let below = report.below(|name| least(&args.min_recall, name));
    for (kind, recall, least) in &below {
        complain(&format!("{kind}: {recall:.2} caught, {least:.2} asked for"));
    }
    Ok(match (unread.is_empty(), below.is_empty()) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::from(1),
        (true, true) => ExitCode::SUCCESS,
    })
}

/// What is asked of a kind: what names it, else what names its family, else what names none.
fn least(bounds: &[Bound], name: &str) -> Option<f64> {
    let family = selftest::KINDS
        .iter()
        .find(|kind| kind.name == name)
        .map(|kind| kind.family);
    let of = |wanted: Option<&str>| {
        bounds
            .iter()
            .rev()
            .find(|bound| bound.name.as_deref() == wanted)
            .map(|bound| bound.share)
    };
    of(Some(name)).or_else(|| of(family)).or_else(|| of(None))
}

/// The kinds that names stand for.
fn chosen(names: &[String]) -> std::result::Result<Vec<&'static Kind>, Failure> {
    selftest::kinds(names).map_err(|name| {
        let all = selftest::KINDS.iter();
        let near = all
            .map(|kind| (strsim::jaro_winkler(&name, kind.name), kind.name))
            .filter(|(likeness, _)| *likeness > 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        Failure::Told(match near {
            Some((_, near)) => format!("there is no kind `{name}`: did you mean `{near}`?"),
            None => format!("there is no kind `{name}`: docs/selftest.md lists them all"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_bound_holds() {
        let bounds: Vec<Bound> = ["0.9", "values=0.95", "url-changed=1"]
            .iter()
            .map(|text| bound(text).expect("a bound"))
            .collect();
        for (kind, share) in [("url-changed", 1.0), ("email-user", 0.95), ("typo", 0.9)] {
            assert_eq!(least(&bounds, kind), Some(share), "{kind}");
        }
        assert_eq!(least(&bounds[1..], "typo"), None);
        for wrong in ["", "2", "-1", "url-changed", "url-changed=", "=x"] {
            assert!(bound(wrong).is_err(), "{wrong}");
        }
    }
}
