//! Policies and findings → annotations of a GitHub Actions step.
//!
//! GitHub shows ten annotations of each level a step and drops the others
//! without a word. So the ten worst of each level are kept and written at the
//! end, worst first, and the last line gives the sums and says how many are
//! not shown. Source: GitHub, *Workflow commands for GitHub Actions*.

use std::io::{self, Write};

use super::super::{Messages, Out, Palette, Style, Summary, Writer, text};
use super::places::{Places, relative};
use crate::model::{Finding, Policy, Severity, Unread};
use crate::text::visible;

/// Annotations of a level that a step shows.
const SHOWN: usize = 10;

/// Opens a writer of annotations.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Annotations {
        out,
        messages: style.locale.messages(),
        levels: [Severity::Error, Severity::Warning, Severity::Info].map(|severity| Level {
            severity,
            surest: Vec::new(),
        }),
    })
}

/// The annotations of a severity that are to be shown: the surest first, then the order of the run.
struct Level {
    severity: Severity,
    surest: Vec<(f32, String)>,
}

struct Annotations<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    levels: [Level; 3],
}

/// Escapes the text behind the second `::`: it stays in its line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn annotation(messages: &Messages, policy: &Policy, finding: &Finding) -> String {
    let mut properties = String::new();
    if let Some(place) = Places::of(policy, finding).at_fault.first() {
        let (start, end) = (place.start, place.end);
        properties = format!(
            "file={},line={},endLine={},",
            property(place.path),
            start.line,
            end.line
        );
        // Columns count only within one line.
        if start.line == end.line {
            properties += &format!("col={},endColumn={},", start.column, end.column);
        }
    }
    let langs: Vec<&str> = finding.languages.iter().map(|lang| lang.tag()).collect();
    let title = if langs.is_empty() {
        finding.rule.name.to_owned()
    } else {
        format!("{} ({})", finding.rule.name, langs.join(" "))
    };
    let message = messages.message(&finding.message);
    let help = messages.advice(policy, finding);
    format!(
        "::{} {properties}title={}::{}",
        command(finding.severity),
        property(&title),
        data(format!("{message}\n{help}").trim_end())
    )
}

impl Writer for Annotations<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        for finding in findings.iter().filter(|one| one.suppressed.is_none()) {
            for level in &mut self.levels {
                if level.severity != finding.severity {
                    continue;
                }
                let at = level
                    .surest
                    .partition_point(|(confidence, _)| *confidence >= finding.confidence);
                if at < SHOWN {
                    level.surest.truncate(SHOWN - 1);
                    let line = annotation(self.messages, policy, finding);
                    level.surest.insert(at, (finding.confidence, line));
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        // What could not be read comes before what was found: it is an error too.
        let mut room = SHOWN;
        for row in unread.iter().take(SHOWN) {
            room -= 1;
            let path = property(relative(&row.path));
            let error = data(&visible(&row.error));
            writeln!(self.out, "::error file={path},title=unread::{error}")?;
        }
        let mut shown = 0;
        for level in &self.levels {
            let room = if level.severity == Severity::Error {
                room
            } else {
                SHOWN
            };
            for (_, line) in level.surest.iter().take(room) {
                writeln!(self.out, "{line}")?;
                shown += 1;
            }
        }
        let mut line = text::sums(self.messages, Palette::new(false), summary, unread.len());
        let rest = summary.at_least(Severity::Info).saturating_sub(shown);
        if rest > 0 {
            line += &self.messages.text("list.semicolon", &[]);
            line += &self
                .messages
                .text("report.left-out", &[("count", rest.into())]);
        }
        writeln!(self.out, "policyglot: {line}")?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_leave_its_command() {
        assert_eq!(
            data("100 %\r\n::error::x %0A"),
            "100 %25%0D%0A::error::x %250A"
        );
        assert_eq!(
            property("a,b:c\r::stop-commands::x\u{1b}[2J"),
            "a%2Cb%3Ac %3A%3Astop-commands%3A%3Ax\\u{1b}[2J"
        );
    }
}
