//! Policies and findings → a table: a row a policy and language, written as they come.

use std::io::{self, Write};

use super::{Messages, Out, Palette, Style, Summary, Writer, cut, pad, text, width};
use crate::model::{Finding, Policy, Severity, Unread};
use crate::text::{Lang, visible};

/// Columns of the policy's name.
const NAME: usize = 32;
/// Columns of a language: `zh-Hant (source)`.
const LANG: usize = 18;
/// What is counted.
const COUNTS: [&str; 5] = [
    "report.sums.clauses",
    "report.sums.errors",
    "report.sums.warnings",
    "report.sums.infos",
    "report.sums.waived",
];

/// Opens a writer of the table.
#[must_use]
pub fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    let messages = style.locale.messages();
    let rooms = COUNTS.map(|id| (width(&messages.text(id, &[])) + 2).max(7));
    Box::new(Sums {
        out,
        rooms,
        messages,
        palette: style.palette(),
        inner: *style,
        begun: false,
    })
}

struct Sums<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    palette: Palette,
    inner: Style,
    /// Columns of each count.
    rooms: [usize; 5],
    begun: bool,
}

/// A text at the right of its columns.
fn right(text: &str, room: usize) -> String {
    " ".repeat(room.saturating_sub(width(text))) + text
}

impl Sums<'_> {
    fn row(&mut self, name: &str, lang: &str, counts: [usize; 5]) -> io::Result<()> {
        let [clauses, error, warning, info, waived] = counts;
        let mut line = format!("{}  {}  ", pad(&cut(name, NAME), NAME), pad(lang, LANG));
        for ((severity, count), room) in [
            (None, clauses),
            (Some(Severity::Error), error),
            (Some(Severity::Warning), warning),
            (Some(Severity::Info), info),
            (None, waived),
        ]
        .into_iter()
        .zip(self.rooms)
        {
            let cell = format!("{count:>room$}");
            line += &match severity {
                Some(severity) if count > 0 => self.palette.severity(severity, &cell),
                _ => cell,
            };
        }
        writeln!(self.out, "{line}")
    }
}

/// How many findings say that this edition is at fault: errors, warnings, infos, waived.
fn counts(findings: &[Finding], lang: Lang) -> [usize; 4] {
    let mut counts = [0; 4];
    for finding in findings {
        if !finding.languages.contains(&lang) {
            continue;
        }
        let at = match finding.severity {
            _ if finding.suppressed.is_some() => 3,
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        counts[at] += 1;
    }
    counts
}

impl Writer for Sums<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            let word = |id| self.messages.text(id, &[]);
            let mut head = format!(
                "{}  {}  ",
                pad(&word("report.sums.policy"), NAME),
                pad(&word("report.sums.edition"), LANG)
            );
            for (id, room) in COUNTS.into_iter().zip(self.rooms) {
                head += &right(&word(id), room);
            }
            writeln!(self.out, "{}", self.palette.strong(&head))?;
        }
        let name = visible(&policy.name).into_owned();
        let missing = policy
            .expected
            .iter()
            .copied()
            .filter(|lang| policy.edition(*lang).is_none());
        let source = self.messages.text("report.source", &[]);
        let langs: Vec<Lang> = policy.langs().chain(missing).collect();
        for (index, lang) in langs.into_iter().enumerate() {
            let shown = if lang == policy.source && policy.editions.len() > 1 {
                format!("{lang} ({source})")
            } else {
                lang.to_string()
            };
            let clauses = policy
                .edition(lang)
                .map_or(0, |edition| edition.document.clauses.len());
            let [error, warning, info, waived] = counts(findings, lang);
            let name = if index == 0 { name.as_str() } else { "" };
            self.row(name, &shown, [clauses, error, warning, info, waived])?;
        }
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        if self.begun {
            writeln!(self.out)?;
        }
        let out: Out<'_> = Box::new(&mut self.out);
        text::open(out, &self.inner).end(summary, unread)
    }
}
