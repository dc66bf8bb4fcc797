//! Which findings the user wants to see.

use policyglot::model::{Finding, RuleMeta, Severity};
use policyglot::rules::RULES;

use crate::command::check::Arguments;
use crate::output::Failure;

/// Rules, severities and confidences that are asked for.
#[derive(Debug)]
pub(crate) struct Filter {
    select: Vec<&'static str>,
    ignore: Vec<&'static str>,
    severity: Severity,
    confidence: f32,
}

impl Filter {
    /// Reads the options of `check`.
    pub(crate) fn new(args: &Arguments) -> Result<Self, Failure> {
        let mut select = Vec::new();
        for name in &args.select {
            select.extend(named(name)?);
        }
        let mut ignore = Vec::new();
        for name in &args.ignore {
            ignore.extend(named(name)?);
        }
        Ok(Self {
            select,
            ignore,
            severity: args.min_severity.severity(),
            confidence: args.min_confidence,
        })
    }

    /// Whether a finding is asked for.
    pub(crate) fn wants(&self, finding: &Finding) -> bool {
        let name = finding.rule.name;
        (self.select.is_empty() || self.select.contains(&name))
            && !self.ignore.contains(&name)
            && finding.severity >= self.severity
            && finding.confidence >= self.confidence
    }
}

/// The rules that a name stands for: one, or those of a family.
fn named(name: &str) -> Result<Vec<&'static str>, Failure> {
    let rules: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.name == name || rule.family() == name)
        .map(|rule| rule.name)
        .collect();
    if rules.is_empty() {
        Err(unknown(name, &RULES))
    } else {
        Ok(rules)
    }
}

/// The error for a name that no rule has, with the nearest one that a rule has.
pub(crate) fn unknown(name: &str, rules: &[&RuleMeta]) -> Failure {
    let near = rules
        .iter()
        .map(|rule| (strsim::jaro_winkler(name, rule.name), rule.name))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let way_out = match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => "`policyglot rules` lists them all".to_owned(),
    };
    Failure::Told(format!("there is no rule `{name}`: {way_out}"))
}
