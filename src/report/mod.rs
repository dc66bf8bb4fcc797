//! Policies and findings → what people and programs read. One file a format; knows no rules.
//! Formats that other programs define stand in [`formats`], the page for people in [`review`].
//!
//! A [`Writer`] takes one policy after the other and keeps none, so that a
//! batch of any size streams through. The formats of each command stand in one
//! list: [`FORMATS`] for findings, [`GROUPS`] for aligned clauses, [`OUTLINES`]
//! for clause trees. Text of the policy reaches a terminal only through
//! [`visible`](crate::text::visible).

mod catalogue;
mod changes;
mod evidence;
pub mod feedback;
mod fingerprint;
mod formats;
mod groups;
mod json;
pub(crate) mod known;
mod label;
mod locale;
mod messages;
mod outline;
mod review;
#[cfg(test)]
mod samples;
mod snippet;
mod style;
mod sums;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod value;

use std::io;

use serde::Serialize;

use crate::model::{Finding, Policy, Severity, Unread};

pub use catalogue::{rule_text, rules_json, rules_text};
pub use changes::{CHANGES, ChangeFormat, ChangeSums, ChangeWriter};
pub use evidence::evidence;
pub use fingerprint::fingerprint;
pub use json::answer_json;
pub use locale::Locale;
pub use messages::Messages;
pub use style::{Palette, Style};
pub use sums::open as open_sums;
pub use table::{cut, pad, width};
pub use value::written as written_value;

/// Version of the JSON shape.
pub const SCHEMA: &str = "policyglot/1";

/// Writes one run in one format, policy by policy.
pub trait Writer {
    /// Writes a policy with its findings, in the order that they are given.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()>;

    /// Ends the run: what could not be read, and the sums.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()>;
}

/// Where a writer writes to.
pub type Out<'a> = Box<dyn io::Write + 'a>;

/// A format: its name, and how a writer of it starts.
pub struct Format {
    /// As `--format` names it.
    pub name: &'static str,
    /// Starts a run.
    pub open: for<'a> fn(Out<'a>, &Style) -> Box<dyn Writer + 'a>,
}

/// The formats of findings; the first is the default.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        open: text::open,
    },
    Format {
        name: "json",
        open: json::open,
    },
    Format {
        name: "jsonl",
        open: json::open_lines,
    },
    Format {
        name: "sarif",
        open: formats::sarif,
    },
    Format {
        name: "junit",
        open: formats::junit,
    },
    Format {
        name: "github",
        open: formats::github,
    },
    Format {
        name: "markdown",
        open: formats::markdown,
    },
    Format {
        name: "html",
        open: review::open,
    },
    Format {
        name: "csv",
        open: formats::csv,
    },
];

/// Opens a file of a folder by its name. It is whole when the next one is opened, or the run ends.
pub type Pages<'a> = Box<dyn FnMut(&str) -> io::Result<Out<'a>> + 'a>;

/// A format that can fill a folder: its name, and how a writer of files in one starts.
pub struct FolderFormat {
    /// As `--format` names it.
    pub name: &'static str,
    /// Starts a run.
    pub open: for<'a> fn(Pages<'a>, &Style) -> Box<dyn Writer + 'a>,
}

/// The formats of findings that write a file a policy where the output is a folder.
pub static FOLDERS: &[FolderFormat] = &[FolderFormat {
    name: "html",
    open: review::open_folder,
}];

/// The formats of aligned clauses; the first is the default.
pub static GROUPS: &[Format] = &[
    Format {
        name: "text",
        open: groups::open_text,
    },
    Format {
        name: "json",
        open: groups::open_json,
    },
    Format {
        name: "jsonl",
        open: groups::open_lines,
    },
    Format {
        name: "tsv",
        open: formats::tsv,
    },
    Format {
        name: "tmx",
        open: formats::tmx,
    },
];

/// The formats of clause trees; the first is the default.
pub static OUTLINES: &[Format] = &[
    Format {
        name: "text",
        open: outline::open_text,
    },
    Format {
        name: "json",
        open: outline::open_json,
    },
    Format {
        name: "jsonl",
        open: outline::open_lines,
    },
];

/// What our pages begin with, so that no later run takes a report for a policy.
pub(crate) const OWN_PAGE: &str = "<meta name=\"generator\" content=\"policyglot\">\n";
/// What our Markdown begins with: not shown, and no part of what is read.
pub(crate) const OWN_MARKDOWN: &str = "<!-- generator: policyglot -->\n";

/// Whether a file is a report of ours.
pub(crate) fn is_own(bytes: &[u8]) -> bool {
    /// The mark stands behind the encoding of a page and nothing else.
    const HEAD: usize = 400;
    let head = &bytes[..bytes.len().min(HEAD)];
    let mark = OWN_PAGE.trim_end().as_bytes();
    head.starts_with(OWN_MARKDOWN.trim_end().as_bytes())
        || head.windows(mark.len()).any(|window| window == mark)
}

/// The sums of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Policies that were checked.
    pub policies: usize,
    /// Their editions.
    pub editions: usize,
    /// The clauses of all editions.
    pub clauses: usize,
    /// Findings that are errors.
    pub error: usize,
    /// Findings that are warnings.
    pub warning: usize,
    /// Findings that are worth a look.
    pub info: usize,
    /// Findings that somebody waived: they stand in none of the sums above.
    #[serde(skip_serializing_if = "is_zero")]
    pub waived: usize,
    /// Policies of a single edition, in which nothing was compared. The JSON has the editions of every policy.
    #[serde(skip)]
    pub alone: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Summary {
    /// Counts a policy and its findings.
    pub fn add(&mut self, policy: &Policy, findings: &[Finding]) {
        self.policies += 1;
        self.editions += policy.editions.len();
        self.alone += usize::from(policy.editions.len() == 1);
        self.clauses += policy
            .editions
            .values()
            .map(|edition| edition.document.clauses.len())
            .sum::<usize>();
        for finding in findings {
            match finding.severity {
                _ if finding.suppressed.is_some() => self.waived += 1,
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
