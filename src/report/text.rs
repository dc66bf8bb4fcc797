//! Policies and findings → a report for the terminal.
//!
//! A header a policy, then its findings, worst first: the message, the marked
//! lines of all sides, what to do, and the fingerprint. Sums come last.

use std::io::{self, Write};

use super::messages::behind;
use super::snippet::{self, Excerpt};
use super::{Messages, Out, Palette, Style, Summary, Writer, fingerprint};
use crate::model::{Finding, Mark, Policy, Role, Severity, Unread};
use crate::text::{Lang, Position, visible};

/// Marked lines of one edition that a finding shows; the others are counted.
const SHOWN: usize = 4;

/// Opens a writer of the terminal report.
pub(crate) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Text {
        out,
        style: *style,
        messages: style.locale.messages(),
        palette: style.palette(),
    })
}

struct Text<'a> {
    out: Out<'a>,
    style: Style,
    messages: &'static Messages,
    palette: Palette,
}

/// Name, languages and size of a policy.
pub(crate) fn header(
    out: &mut impl Write,
    messages: &Messages,
    palette: Palette,
    policy: &Policy,
) -> io::Result<()> {
    let langs: Vec<String> = policy
        .langs()
        .map(|lang| {
            if lang == policy.source && policy.editions.len() > 1 {
                let id = match policy.source_named {
                    true => "report.source",
                    false => "report.source-guessed",
                };
                format!("{lang} ({})", messages.text(id, &[]))
            } else {
                lang.to_string()
            }
        })
        .collect();
    let clauses: usize = policy
        .editions
        .values()
        .map(|edition| edition.document.clauses.len())
        .sum();
    writeln!(
        out,
        "{}  {} · {}",
        palette.strong(&visible(&policy.name)),
        langs.join(", "),
        messages.text("report.clauses", &[("count", clauses.into())])
    )
}

/// The inputs that could not be read, a line each.
pub(crate) fn unread(
    out: &mut impl Write,
    messages: &Messages,
    palette: Palette,
    unread: &[Unread],
) -> io::Result<()> {
    let label = messages.text("report.unread-label", &[]);
    for row in unread {
        writeln!(
            out,
            "{}: {}: {}",
            palette.severity(Severity::Error, &label),
            palette.strong(&visible(&row.path)),
            visible(&row.error)
        )?;
    }
    Ok(())
}

/// The findings of one policy, worst first.
pub(crate) fn findings(
    out: &mut Out<'_>,
    style: &Style,
    policy: &Policy,
    findings: &[Finding],
) -> io::Result<()> {
    let mut text = Text {
        out: Box::new(out),
        style: *style,
        messages: style.locale.messages(),
        palette: style.palette(),
    };
    let mut order: Vec<&Finding> = findings.iter().collect();
    order.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in order {
        text.finding(policy, finding)?;
    }
    Ok(())
}

/// How many findings there are of each severity.
pub(crate) fn counts(messages: &Messages, palette: Palette, summary: &Summary) -> String {
    let mut found: Vec<String> = [
        (Severity::Error, "report.errors", summary.error),
        (Severity::Warning, "report.warnings", summary.warning),
        (Severity::Info, "report.infos", summary.info),
    ]
    .into_iter()
    .filter(|(.., count)| *count > 0)
    .map(|(severity, id, count)| {
        let text = messages.text(id, &[("count", count.into())]);
        palette.severity(severity, &text)
    })
    .collect();
    if found.is_empty() {
        let id = if summary.policies == 0 {
            "report.nothing"
        } else {
            "report.none"
        };
        found.push(messages.text(id, &[]));
    }
    found.join(&messages.text("list.comma", &[]))
}

/// The sums of a run in one line.
pub(crate) fn sums(
    messages: &Messages,
    palette: Palette,
    summary: &Summary,
    unread: usize,
) -> String {
    let written = |id, count: usize| messages.text(id, &[("count", count.into())]);
    let sign = |id| messages.text(id, &[]);
    let size = [
        written("report.policies", summary.policies),
        written("report.editions", summary.editions),
        written("report.clauses", summary.clauses),
    ];
    let mut line = counts(messages, palette, summary);
    line += &sign("list.colon");
    line += &size.join(&sign("list.comma"));
    for (id, count) in [
        ("report.alone", summary.alone),
        ("report.waived", summary.waived),
        ("report.unread", unread),
    ] {
        if count > 0 {
            line += &sign("list.semicolon");
            line += &written(id, count);
        }
    }
    line
}

/// The lines of one edition that a finding marks.
struct Side<'p> {
    lang: Lang,
    role: Role,
    path: &'p str,
    lines: Vec<(Role, Excerpt)>,
    more: usize,
}

impl Text<'_> {
    fn finding(&mut self, policy: &Policy, finding: &Finding) -> io::Result<()> {
        let palette = self.palette;
        let severity = self.messages.severity(finding.severity);
        let head = format!("{severity}[{}]", finding.rule.name);
        let message = self.messages.message(&finding.message);
        writeln!(
            self.out,
            "{}{} {}",
            palette.severity(finding.severity, &head),
            palette.strong(":"),
            palette.strong(&message)
        )?;
        let sides = self.sides(policy, finding);
        let gutter = sides
            .iter()
            .flat_map(|side| &side.lines)
            .map(|(_, excerpt)| excerpt.at.line.to_string().len())
            .max()
            .unwrap_or(1);
        for (index, side) in sides.iter().enumerate() {
            self.side(finding.severity, side, gutter, index == 0)?;
        }
        let foot = " ".repeat(gutter + 1) + &palette.frame("=");
        let help = self.messages.advice(policy, finding);
        if !help.is_empty() {
            let label = self.messages.text("report.help-label", &[]);
            let line = behind(&palette.strong(&label), &help);
            writeln!(self.out, "{foot} {line}")?;
        }
        if let Some(suggestion) = &finding.suggestion {
            let text = self
                .messages
                .text("report.suggestion", &[("text", suggestion.as_str().into())]);
            let label = self.messages.text("report.suggestion-label", &[]);
            let line = behind(&palette.strong(&label), &text);
            writeln!(self.out, "{foot} {line}")?;
        }
        let print = fingerprint(policy, finding);
        let confidence = format!("{:.2}", finding.confidence);
        let args = [("number", confidence.into())];
        let confidence = self.messages.text("report.confidence", &args);
        writeln!(
            self.out,
            "{foot} {}\n",
            palette.faint(&format!("{print}, {confidence}"))
        )
    }

    /// The marks by edition, in the order in which the editions first occur.
    fn sides<'p>(&self, policy: &'p Policy, finding: &Finding) -> Vec<Side<'p>> {
        let mut sides: Vec<Side<'p>> = Vec::new();
        let mut last: Option<&Mark> = None;
        for mark in &finding.marks {
            let Some(edition) = policy.edition(mark.lang) else {
                continue;
            };
            if last.replace(mark) == Some(mark) {
                continue;
            }
            let index = sides.iter().position(|side| side.lang == mark.lang);
            let index = index.unwrap_or_else(|| {
                sides.push(Side {
                    lang: mark.lang,
                    role: mark.role,
                    path: &edition.path,
                    lines: Vec::new(),
                    more: 0,
                });
                sides.len() - 1
            });
            let Some(side) = sides.get_mut(index) else {
                continue;
            };
            if side.lines.len() == SHOWN {
                side.more += 1;
                continue;
            }
            let columns = self.style.width.saturating_sub(8).max(32);
            let excerpt = snippet::excerpt(&edition.document.source, mark.span, columns);
            side.lines.push((mark.role, excerpt));
        }
        for side in &mut sides {
            side.lines.sort_by_key(|(_, excerpt)| excerpt.at);
        }
        sides
    }

    fn side(
        &mut self,
        severity: Severity,
        side: &Side<'_>,
        gutter: usize,
        first: bool,
    ) -> io::Result<()> {
        let palette = self.palette;
        let blank = " ".repeat(gutter);
        let bar = palette.frame("|");
        // The arrow points at the place that the finding is about, which need not be the first line shown.
        let at = side
            .lines
            .iter()
            .find(|(role, _)| *role == side.role)
            .or(side.lines.first())
            .map_or(
                Position {
                    byte: 0,
                    line: 1,
                    column: 1,
                },
                |(_, excerpt)| excerpt.at,
            );
        let arrow = if first { "-->" } else { ":::" };
        writeln!(
            self.out,
            "{blank}{} {}:{}:{}",
            palette.frame(arrow),
            visible(side.path),
            at.line,
            at.column
        )?;
        writeln!(self.out, "{blank} {bar}")?;
        let mut before: Option<&Excerpt> = None;
        for (role, excerpt) in &side.lines {
            let same =
                before.is_some_and(|b| b.at.line == excerpt.at.line && b.line == excerpt.line);
            if !same {
                if before.is_some_and(|b| b.at.line + 1 < excerpt.at.line) {
                    writeln!(self.out, "{}", palette.frame("..."))?;
                }
                let number = format!("{:>gutter$}", excerpt.at.line);
                let line = format!("{} {bar} {}", palette.frame(&number), excerpt.line);
                writeln!(self.out, "{}", line.trim_end())?;
            }
            before = Some(excerpt);
            let indent = " ".repeat(excerpt.indent);
            let carets = match role {
                Role::Primary => palette.severity(severity, &"^".repeat(excerpt.carets)),
                Role::Counterpart => palette.frame(&"-".repeat(excerpt.carets)),
                Role::InsertionPoint => {
                    let note = self.messages.text("report.insertion-point", &[]);
                    palette.severity(severity, &format!("^ {note}"))
                }
            };
            writeln!(self.out, "{blank} {bar} {indent}{carets}")?;
        }
        if side.more > 0 {
            let args = [("count", side.more.into()), ("lang", side.lang.into())];
            let more = self.messages.text("report.more", &args);
            writeln!(self.out, "{blank} {} {more}", palette.frame("="))?;
        }
        Ok(())
    }
}

impl Writer for Text<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        let mut order: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
            .collect();
        if self.style.quiet || order.is_empty() {
            return Ok(());
        }
        header(&mut self.out, self.messages, self.palette, policy)?;
        writeln!(self.out)?;
        order.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in order {
            self.finding(policy, finding)?;
        }
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, rows: &[Unread]) -> io::Result<()> {
        unread(&mut self.out, self.messages, self.palette, rows)?;
        let line = sums(self.messages, self.palette, summary, rows.len());
        writeln!(self.out, "{line}")?;
        self.out.flush()
    }
}
