//! Which findings the user wants to see.

use policyglot::model::{Finding, Severity};
use policyglot::pipeline::Config;
use policyglot::rules::{named, no_rule};

use crate::args::Selection;
use crate::output::Failure;

/// Rules, severities and confidences that are asked for.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) select: Vec<&'static str>,
    pub(crate) ignore: Vec<&'static str>,
    pub(crate) severity: Severity,
    pub(crate) confidence: f32,
}

impl Filter {
    /// What the arguments say, and where they say nothing the configuration.
    pub(crate) fn new(args: &Selection, config: &Config) -> Result<Self, Failure> {
        Ok(Self {
            select: rules(&args.select, &config.select)?,
            ignore: rules(&args.ignore, &config.ignore)?,
            severity: args
                .min_severity
                .map(super::args::Level::severity)
                .or(config.min_severity)
                .unwrap_or(Severity::Info),
            confidence: args.min_confidence.or(config.min_confidence).unwrap_or(0.0),
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

/// The rules that names stand for.
pub(crate) fn rules(given: &[String], config: &[String]) -> Result<Vec<&'static str>, Failure> {
    let names = if given.is_empty() { config } else { given };
    let mut found = Vec::new();
    for name in names {
        let rules = named(name);
        if rules.is_empty() {
            return Err(Failure::Told(no_rule(name)));
        }
        found.extend(rules.into_iter().map(|rule| rule.name));
    }
    Ok(found)
}
