//! `policyglot check --fix`: the corrections that are certain, as a patch and in the files.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use policyglot::model::{Finding, Policy, Unread};
use policyglot::pipeline::corrections::{Edit, apply, edit, patch};
use policyglot::text::visible;

use crate::output::{Failure, complain, replace};

/// The corrections of one run.
#[derive(Debug)]
pub(crate) struct Corrections {
    /// Rules whose findings are corrected; empty: all.
    rules: Vec<&'static str>,
    /// Nothing is written, so every finding stands.
    pub(crate) dry: bool,
    edits: BTreeMap<String, Vec<Edit>>,
}

impl Corrections {
    /// Those of some rules.
    pub(crate) fn new(rules: Vec<&'static str>, dry: bool) -> Self {
        Self {
            rules,
            dry,
            edits: BTreeMap::new(),
        }
    }

    /// Takes out the findings that will be corrected.
    pub(crate) fn take(&mut self, policy: &Policy, findings: &mut Vec<Finding>) {
        findings.retain(|finding| {
            let chosen = self.rules.is_empty() || self.rules.contains(&finding.rule.name);
            let Some(edit) = chosen.then(|| edit(policy, finding)).flatten() else {
                return true;
            };
            let edits = self.edits.entry(edit.path.clone()).or_default();
            // Of two corrections of one place the second waits for another run.
            let clear = edits
                .iter()
                .all(|other| other.at.end <= edit.at.start || edit.at.end <= other.at.start);
            if clear {
                edits.push(edit);
            }
            !clear || self.dry
        });
    }

    /// Prints the patch, or writes the files. What cannot be written is told as unread.
    pub(crate) fn settle(self, out: &mut dyn Write) -> Result<Vec<Unread>, Failure> {
        let mut failed = Vec::new();
        let (mut places, mut files) = (0, 0);
        for (path, edits) in &self.edits {
            let edits: Vec<&Edit> = edits.iter().collect();
            let told = |error: String| Unread {
                path: path.clone(),
                error,
            };
            let stored = match std::fs::read(path) {
                Ok(stored) => stored,
                Err(error) => {
                    failed.push(told(error.to_string()));
                    continue;
                }
            };
            let new = match apply(path, &stored, &edits) {
                Ok(new) => new,
                Err(error) => {
                    failed.push(told(error.to_string()));
                    continue;
                }
            };
            if self.dry {
                let old = String::from_utf8_lossy(&stored);
                let patch = patch(path, &old, &new);
                let lines: Vec<_> = patch.split('\n').map(visible).collect();
                out.write_all(lines.join("\n").as_bytes())?;
            } else if let Err(error) = replace(Path::new(path), new.as_bytes()) {
                let Failure::Told(error) = error else {
                    return Err(error);
                };
                failed.push(told(error));
                continue;
            }
            places += edits.len();
            files += 1;
        }
        let noun = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        let would = if self.dry { "would be " } else { "" };
        complain(&format!(
            "{} in {} {would}corrected",
            noun(places, "place"),
            noun(files, "file")
        ));
        Ok(failed)
    }
}
