//! Policies and findings → a table: a row a policy and language, written as they come.

use std::io::{self, Write};

use super::{Out, Palette, Style, Summary, Writer, cut, pad, text};
use crate::model::{Finding, Policy, Severity, Unread};
use crate::text::{Lang, visible};

/// Columns of the policy's name.
const NAME: usize = 32;
/// Columns of a language: `zh-Hant (source)`.
const LANG: usize = 16;

/// Opens a writer of the table.
#[must_use]
pub fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Sums {
        out,
        palette: style.palette(),
        inner: *style,
        begun: false,
    })
}

struct Sums<'a> {
    out: Out<'a>,
    palette: Palette,
    inner: Style,
    begun: bool,
}

impl Sums<'_> {
    fn row(&mut self, name: &str, lang: &str, counts: [usize; 5]) -> io::Result<()> {
        let [clauses, error, warning, info, waived] = counts;
        let mut line = format!(
            "{}  {}  {clauses:>7}",
            pad(&cut(name, NAME), NAME),
            pad(lang, LANG)
        );
        for (severity, count) in [
            (Some(Severity::Error), error),
            (Some(Severity::Warning), warning),
            (Some(Severity::Info), info),
            (None, waived),
        ] {
            let cell = format!("{count:>8}");
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
            let head = format!(
                "{}  {}  clauses  errors warnings   infos  waived",
                pad("policy", NAME),
                pad("edition", LANG)
            );
            writeln!(self.out, "{}", self.palette.strong(&head))?;
        }
        let name = visible(&policy.name).into_owned();
        let missing = policy
            .expected
            .iter()
            .copied()
            .filter(|lang| policy.edition(*lang).is_none());
        let langs: Vec<Lang> = policy.langs().chain(missing).collect();
        for (index, lang) in langs.into_iter().enumerate() {
            let shown = if lang == policy.source && policy.editions.len() > 1 {
                format!("{lang} (source)")
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
