//! Two versions of a policy and what was found in the changes → what people and programs read.
//!
//! One file a format, listed in [`CHANGES`]. A [`ChangeWriter`] takes one policy after the other and keeps none.

mod html;
mod json;
mod markdown;
mod redline;
mod stat;
mod text;

use std::io;

use serde::Serialize;

use super::{Out, Style};
use crate::model::{ChangeKind, Finding, Following, History, Policy, Severity, Unread};
use crate::text::Lang;

/// Writes the changes of one run in one format, policy by policy.
pub trait ChangeWriter {
    /// Writes two versions of a policy, with the findings in the order that they are given.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn history(&mut self, history: &History, findings: &[Finding]) -> io::Result<()>;

    /// Writes a policy that only one side has: the old one, or the new one.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()>;

    /// Ends the run: what could not be read, and the sums.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()>;
}

/// A format of changes: its name, and how a writer of it starts.
pub struct ChangeFormat {
    /// As `--format` names it.
    pub name: &'static str,
    /// Starts a run.
    pub open: for<'a> fn(Out<'a>, &Style) -> Box<dyn ChangeWriter + 'a>,
    /// Starts a run that only counts.
    pub stat: for<'a> fn(Out<'a>, &Style) -> Box<dyn ChangeWriter + 'a>,
}

/// The formats of changes; the first is the default.
pub static CHANGES: &[ChangeFormat] = &[
    ChangeFormat {
        name: "text",
        open: text::open,
        stat: stat::open,
    },
    ChangeFormat {
        name: "json",
        open: json::open,
        stat: json::open_stat,
    },
    ChangeFormat {
        name: "jsonl",
        open: json::open_lines,
        stat: json::open_stat_lines,
    },
    ChangeFormat {
        name: "markdown",
        open: markdown::open,
        stat: markdown::open_stat,
    },
    ChangeFormat {
        name: "html",
        open: html::open,
        stat: html::open_stat,
    },
];

/// The sums of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeSums {
    /// Policies that were compared or that only one side has.
    pub policies: usize,
    /// Changes, minor ones included.
    pub changes: usize,
    /// Findings that are errors.
    pub error: usize,
    /// Findings that are warnings.
    pub warning: usize,
    /// Findings that are worth a look.
    pub info: usize,
}

impl ChangeSums {
    /// Counts two versions and their findings.
    pub fn add(&mut self, changes: usize, findings: &[Finding]) {
        self.policies += 1;
        self.changes += changes;
        for finding in findings {
            match finding.severity {
                Severity::Error => self.error += 1,
                Severity::Warning => self.warning += 1,
                Severity::Info => self.info += 1,
            }
        }
    }

    /// How many findings are at least this bad.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Info => self.error + self.warning + self.info,
        }
    }
}

/// The changes of one edition, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Counts {
    added: usize,
    removed: usize,
    modified: usize,
    moved: usize,
    renumbered: usize,
    /// Of these, what no translation shows.
    minor: usize,
    /// How this edition took up the changes of the source.
    followed: usize,
    partial: usize,
    stale: usize,
}

impl Counts {
    fn of(history: &History, lang: Lang) -> Self {
        let mut out = Self::default();
        for change in history.changes.iter().filter(|change| change.lang == lang) {
            match change.kind {
                ChangeKind::Added => out.added += 1,
                ChangeKind::Removed => out.removed += 1,
                ChangeKind::Modified => out.modified += 1,
                ChangeKind::Moved => out.moved += 1,
            }
            out.minor += usize::from(change.minor);
        }
        for renumbered in &history.renumbered {
            if renumbered.lang == lang {
                out.renumbered += renumbered.clauses.len();
            }
        }
        let source = history.new.source;
        for change in history
            .changes
            .iter()
            .filter(|change| change.lang == source)
        {
            match change
                .followed_by
                .get(&lang)
                .map(|verdict| verdict.following)
            {
                Some(Following::Followed) => out.followed += 1,
                Some(Following::Partial) => out.partial += 1,
                Some(Following::Stale) => out.stale += 1,
                None => {}
            }
        }
        out
    }
}

/// The editions of the new version, the source first.
fn langs(history: &History) -> Vec<Lang> {
    let source = history.new.source;
    let others = history.new.langs().filter(|lang| *lang != source);
    std::iter::once(source).chain(others).collect()
}
