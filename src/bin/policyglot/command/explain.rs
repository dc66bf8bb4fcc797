//! `policyglot explain`: one rule with examples, or one finding with all that stands behind it.

use clap::Args;
use policyglot::pipeline::{self, Baseline, Outcome};
use policyglot::report::{evidence, fingerprint, rule_text, rules_json};
use policyglot::rules::{find, no_rule};
use std::sync::Arc;

use super::{Result, print};
use crate::args::{Input, Output};
use crate::output::Failure;

/// The arguments.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Name of a rule, or the fingerprint of a finding
    #[arg(value_name = "RULE|FINGERPRINT")]
    rule: String,
    /// Where to look for the finding
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,
    /// How to write a rule
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
    let style = args.output.style(false);
    let mut texts = Vec::new();
    pipeline::run(&args.paths, &options, &mut |outcome| {
        if let Outcome::Policy(policy, findings) = outcome {
            for finding in &findings {
                if fingerprint(&policy, finding) == print_ {
                    texts.push(evidence(&policy, finding, &style));
                }
            }
        }
        true
    });
    let texts: Vec<String> = texts.into_iter().collect::<std::io::Result<_>>()?;
    if texts.is_empty() {
        return Err(Failure::Told(format!(
            "no finding {print_} in {}: the text of a side has changed since, or it stands elsewhere",
            args.paths.join(", ")
        )));
    }
    print(&args.output, &texts.join("\n"))
}
