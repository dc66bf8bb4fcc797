//! `policyglot selftest`: injects known defects and reports which are caught.

use std::process::ExitCode;

use policyglot::selftest::{self, Kind, Shown, write_json, write_text};

use crate::args::{Selftest, Show};
use crate::output::Failure;

pub(crate) fn selftest(args: &Selftest) -> Result<ExitCode, Failure> {
    let kinds = chosen(&args.kinds)?;
    for (name, _) in &args.min_recall {
        chosen(name.as_slice())?;
    }
    // Here the languages are those to inject into: a policy is not expected to have them all.
    let mut pipeline = args.input.options();
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
        crate::output::complain(&format!("{kind}: {recall:.2} caught, {least:.2} asked for"));
    }
    Ok(match (unread.is_empty(), below.is_empty()) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::from(1),
        (true, true) => ExitCode::SUCCESS,
    })
}

/// What is asked of a kind: what names it, else what names its family, else what names none.
fn least(bounds: &[(Option<String>, f64)], name: &str) -> Option<f64> {
    let family = selftest::KINDS.iter().find(|kind| kind.name == name).map(|kind| kind.family);
    let of = |wanted: Option<&str>| {
        bounds
            .iter()
            .rev()
            .find(|(name, _)| name.as_deref() == wanted)
            .map(|(_, share)| *share)
    };
    of(Some(name)).or_else(|| of(family)).or_else(|| of(None))
}

/// The kinds that names stand for.
fn chosen(names: &[String]) -> Result<Vec<&'static Kind>, Failure> {
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
