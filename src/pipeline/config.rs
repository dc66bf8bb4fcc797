//! `policyglot.toml`: what a team agreed on, found upwards from the paths of a run.
//!
//! [`keys`] lists every key once: the reader, the file that `init` writes, the
//! JSON Schema for editors and the documentation are made from that list. A
//! key that nobody knows is an error with its line and the nearest name,
//! because a misspelt setting that is passed over looks like one that works.
//! What the command line says wins over all of it.

mod keys;
mod paths;
mod read;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::{Error, Finding, Limits, Severity};
use crate::report::Locale;
use crate::text::Lang;

pub use keys::{KEYS, Key, Section, Shape};
pub use paths::Patterns;
pub use written::{config_schema, config_table, config_template};

/// Its name.
pub const CONFIG_FILE: &str = "policyglot.toml";

/// What becomes of the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are left out.
    Off,
    /// They keep the severity that the rule gives them.
    Default,
    /// They all have this severity.
    At(Severity),
}

impl Level {
    /// As written outside.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Default => "default",
            Self::At(severity) => severity.name(),
        }
    }
}

/// Levels by rule.
pub type Levels = BTreeMap<&'static str, Level>;

/// Settings for some paths.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// Which paths.
    pub paths: Patterns,
    /// The source edition.
    pub source: Option<Lang>,
    /// The languages that are expected.
    pub languages: Option<Vec<Lang>>,
    /// What becomes of findings.
    pub rules: Levels,
}

/// The settings of a file; what it leaves out is `None` or empty.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// The folder that its patterns and paths are told from.
    pub folder: PathBuf,
    /// Files that are taken up below a folder; empty: all.
    pub include: Patterns,
    /// Files and folders that are passed over.
    pub exclude: Patterns,
    /// The source edition.
    pub source: Option<Lang>,
    /// The languages that every policy is expected in.
    pub languages: Vec<Lang>,
    /// The encoding of the files.
    pub encoding: Option<String>,
    /// Rules and families that are reported; empty: all.
    pub select: Vec<String>,
    /// Rules and families that are not.
    pub ignore: Vec<String>,
    /// The least severity that is reported.
    pub min_severity: Option<Severity>,
    /// The least probability that is reported.
    pub min_confidence: Option<f32>,
    /// The least severity that fails a run; `Some(None)` for never.
    pub fail_on: Option<Option<Severity>>,
    /// The format of `check`.
    pub format: Option<String>,
    /// The language of messages.
    pub locale: Option<Locale>,
    /// Tables of the user's terms.
    pub terms: Vec<PathBuf>,
    /// Names that are right as they stand.
    pub names: Vec<String>,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// The folder of results to be used again.
    pub cache: Option<PathBuf>,
    /// Threads.
    pub jobs: Option<usize>,
    /// What becomes of findings.
    pub rules: Levels,
    /// Bounds, the default ones where the file names none.
    pub limits: Limits,
    /// Settings for some paths; the last that matches wins.
    pub overrides: Vec<Override>,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// When the file cannot be read, or holds what no configuration holds; the text names the line.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::new(format!("{} cannot be read: {error}", path.display())))?;
        Self::parse(path, &text)
    }

    /// The configuration for some paths: the nearest file above each of them, up to the root of its git work tree.
    ///
    /// # Errors
    /// When it cannot be read, or two paths have different ones.
    pub fn find(paths: &[String]) -> Result<Self, Error> {
        let mut found: Option<(&str, Option<PathBuf>)> = None;
        for path in paths {
            let file = paths::above(path);
            match &found {
                None => found = Some((path, file)),
                Some((_, other)) if *other == file => {}
                Some((first, other)) => {
                    let named = |file: &Option<PathBuf>| {
                        file.as_ref().map_or_else(
                            || "none".to_owned(),
                            |file| file.to_string_lossy().into_owned(),
                        )
                    };
                    return Err(Error::new(format!(
                        "{first} and {path} have different configurations ({} and {}): check them in runs of their own, or name one with --config",
                        named(other),
                        named(&file)
                    )));
                }
            }
        }
        match found {
            Some((_, Some(file))) => Self::read(&file),
            _ => Ok(Self::default()),
        }
    }

    /// Whether a walk takes up a file.
    pub(super) fn wants(&self, path: &str) -> bool {
        if self.include.is_empty() && self.exclude.is_empty() {
            return true;
        }
        let path = super::places::below(path, &self.folder);
        (self.include.is_empty() || self.include.matches(&path)) && !self.exclude.matches(&path)
    }

    /// The source and the languages that are expected of a file.
    pub(super) fn expected(&self, path: &str) -> (Option<Lang>, Vec<Lang>) {
        let mut source = self.source;
        let mut languages = &self.languages;
        for over in self.matching(path) {
            source = over.source.or(source);
            languages = over.languages.as_ref().unwrap_or(languages);
        }
        (source, languages.clone())
    }

    /// Gives the findings of a policy the severities that the file asks for.
    pub(super) fn level(&self, path: &str, findings: &mut Vec<Finding>) {
        if findings.is_empty() || self.rules.is_empty() && self.overrides.is_empty() {
            return;
        }
        let overrides = self.matching(path);
        findings.retain_mut(|finding| {
            let name = finding.rule.name;
            let level = overrides
                .iter()
                .rev()
                .find_map(|over| over.rules.get(name))
                .or(self.rules.get(name));
            match level {
                Some(Level::Off) => return false,
                Some(Level::At(severity)) => finding.severity = *severity,
                Some(Level::Default) | None => {}
            }
            true
        });
    }

    fn matching(&self, path: &str) -> Vec<&Override> {
        if self.overrides.is_empty() {
            return Vec::new();
        }
        let path = super::places::below(path, &self.folder);
        self.overrides
            .iter()
            .filter(|over| over.paths.matches(&path))
            .collect()
    }
}

#[cfg(test)]
mod tests;
