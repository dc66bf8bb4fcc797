//! `policyglot explain`: one rule with examples, or one finding with all that stands behind it.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use policyglot::pipeline::{self, Baseline, Outcome};
use policyglot::report::{FORMATS, Summary, evidence, fingerprint, rule_text, rules_json};
use policyglot::rules::{find, no_rule};

use super::{Result, print};
use crate::args::{Input, Output};
use crate::output::Failure;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  policyglot explain missing-clause
  policyglot explain 85d480050d8f74ef legal/loans
  policyglot explain 85d480050d8f74ef legal/loans --format json")]
pub(crate) struct Arguments {
    /// Name of a rule, or the fingerprint of a finding
    #[arg(value_name = "RULE|FINGERPRINT")]
    rule: String,
    /// Where to look for the finding
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let is_print = args.rule.len() == 16 && args.rule.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_print {
        return finding(args, &args.rule.to_ascii_lowercase());
    }
    let Some(rule) = find(&args.rule) else {
        return Err(Failure::Told(no_rule(&args.rule)));
    };
    let text = match args.format.as_str() {
        "json" => rules_json(&[rule], true)?,
        _ => rule_text(rule, &args.output.style(false)),
    };
    print(&args.output, &text)
}

/// The findings with a fingerprint: repeated clauses share one.
fn finding(args: &Arguments, print_: &str) -> Result {
    let mut options = args.input.options(&args.paths)?;
    if let Some(file) = &options.config.baseline
        && file.exists()
    {
        let baseline = Baseline::read(file).map_err(|error| Failure::Told(error.to_string()))?;
        options.baseline = Some(Arc::new(baseline));
    }
    let style = args.output.style_by(&options.config, false);
    let mut found = Vec::new();
    pipeline::run(&args.paths, &options, &mut |outcome| {
        if let Outcome::Policy(policy, mut findings) = outcome {
            findings.retain(|finding| fingerprint(&policy, finding) == print_);
            if !findings.is_empty() {
                found.push((policy, findings));
            }
        }
        true
    });
    if found.is_empty() {
        return Err(Failure::Told(format!(
            "no finding {print_} in {}: the text of a side has changed since, or it stands elsewhere",
            args.paths.join(", ")
        )));
    }
    if args.format != "text" {
        let format = super::format(FORMATS, &args.format)?;
        let mut writer = (format.open)(args.output.open()?, &style);
        let mut summary = Summary::default();
        for (policy, findings) in &found {
            summary.add(policy, findings);
            writer.policy(policy, findings)?;
        }
        writer.end(&summary, &[])?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut texts = Vec::new();
    for (policy, findings) in &found {
        for finding in findings {
            texts.push(evidence(policy, finding, &style)?);
        }
    }
    print(&args.output, &texts.join("\n"))
}
