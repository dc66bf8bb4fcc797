//! Policies and findings → Markdown, for a comment on a pull request.
//!
//! A heading and a table a policy that has findings, worst first; a long table
//! is folded away. The sums come last. A comment holds 65,536 characters on
//! GitHub: what does not fit is counted, not written. The text of a policy is
//! plain text there: no markup, link, mention, reference or formula.
//! Source: *GitHub Flavored Markdown Spec*, 0.29.

use std::io::{self, Write};

use super::super::{Messages, OWN_MARKDOWN, Out, Palette, Style, Summary, Writer, text};
use super::places::{Place, Places, relative};
use crate::model::{Finding, Policy, Role, Severity, Unread};
use crate::text::{excerpt, visible};

/// Characters of tables and unread inputs; the sums fit into the rest of a comment.
const ROOM: usize = 64_000;
/// Rows of a table that is not folded away.
const OPEN: usize = 10;
/// Places of an edition that a finding shows.
const PLACES: usize = 2;
/// Characters of a quoted text.
const QUOTE: usize = 80;

/// Opens a writer of Markdown.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Markdown {
        out,
        messages: style.locale.messages(),
        written: 0,
        left_out: 0,
        begun: false,
    })
}

struct Markdown<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    written: usize,
    left_out: usize,
    begun: bool,
}

/// Text of a policy as plain text in one line of a table.
pub(in crate::report) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // GitHub looks for mentions, addresses, issues and formulas in what the text means: an element keeps apart
            // what an escape would not.
            '@' | '#' | '$' => out.push_str(&format!("<span>{c}</span>")),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    // A bare address would become a link.
    out.replace("://", ":&#47;&#47;")
        .replace("www.", "www&#46;")
}

impl Markdown<'_> {
    fn place(&self, place: &Place<'_>) -> String {
        let quote = if place.role == Role::InsertionPoint {
            self.messages.text("report.insertion-point", &[])
        } else {
            format!("“{}”", plain(&excerpt(place.text, QUOTE)))
        };
        let (path, line) = (plain(place.path), place.start.line);
        format!("{} {path}:{line} {quote}", place.lang)
    }

    fn row(&self, policy: &Policy, finding: &Finding) -> String {
        let sign = match finding.severity {
            Severity::Error => "❌",
            Severity::Warning => "⚠️",
            Severity::Info => "ℹ️",
        };
        let places = Places::of(policy, finding);
        let (shown, more) = places.some(PLACES);
        let mut lines: Vec<String> = shown.iter().map(|place| self.place(place)).collect();
        if more > 0 {
            let args = [("count", more.into())];
            lines.push(self.messages.text("report.more-places", &args));
        }
        let mut what = plain(&self.messages.message(&finding.message));
        let help = self.messages.advice(policy, finding);
        if !help.is_empty() {
            what += "<br>";
            what += &plain(&help);
        }
        format!(
            "| {sign} {} | `{}` | {what} | {} |\n",
            self.messages.severity(finding.severity),
            finding.rule.name,
            lines.join("<br>")
        )
    }

    fn text(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }

    /// Says first what wrote it.
    fn begin(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            writeln!(self.out, "{OWN_MARKDOWN}")?;
        }
        Ok(())
    }

    /// Writes what still fits.
    fn add(&mut self, text: &str) -> io::Result<bool> {
        let length = text.chars().count();
        let fits = self.written + length <= ROOM;
        if fits {
            self.written += length;
            self.out.write_all(text.as_bytes())?;
        }
        Ok(fits)
    }
}

impl Writer for Markdown<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        let mut found: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
            .collect();
        if found.is_empty() {
            return Ok(());
        }
        self.begin()?;
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let name = plain(&policy.name);
        let mut summary = Summary::default();
        summary.add(policy, findings);
        let counts = text::counts(self.messages, Palette::new(false), &summary);
        let folded = found.len() > OPEN;
        let head = format!(
            "| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n",
            self.text("report.column-severity"),
            self.text("report.column-rule"),
            self.text("report.column-finding"),
            self.text("report.column-places")
        );
        let top = if folded {
            format!("### {name}\n\n<details>\n<summary>{counts}</summary>\n\n{head}")
        } else {
            format!("### {name}\n\n{head}")
        };
        let bottom = if folded { "\n</details>\n\n" } else { "\n" };
        let mut rows = found.iter();
        let Some(first) = rows.next() else {
            return Ok(());
        };
        // A heading comes only with a row, and with what ends its table.
        let first = self.row(policy, first);
        let reserved = bottom.chars().count();
        self.written += reserved;
        if !self.add(&(top + &first))? {
            self.written -= reserved;
            self.left_out += found.len();
            return Ok(());
        }
        for finding in rows {
            let row = self.row(policy, finding);
            if !self.add(&row)? {
                self.left_out += 1;
            }
        }
        self.out.write_all(bottom.as_bytes())?;
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        let label = self.text("report.not-read");
        let mut listed = false;
        for row in unread {
            let (path, error) = (plain(relative(&row.path)), plain(&row.error));
            listed |= self.add(&format!("- ❌ {label}: {path}: {error}\n"))?;
        }
        if listed {
            writeln!(self.out)?;
        }
        let mut sums = text::sums(self.messages, Palette::new(false), summary, unread.len());
        if self.left_out > 0 {
            let args = [("count", self.left_out.into())];
            sums += &self.text("list.semicolon");
            sums += &self.messages.text("report.left-out", &args);
        }
        writeln!(self.out, "**{sums}**")?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_policy_is_no_markup() {
        for (text, written) in [
            (
                "<img src=x> [a](b) | `c`\n*d* _e_ ~f~",
                "&lt;img src=x&gt; \\[a\\](b) \\| \\`c\\` \\*d\\* \\_e\\_ \\~f\\~",
            ),
            (
                "desk@x.example #12 $5 @team",
                "desk<span>@</span>x.example <span>#</span>12 <span>$</span>5 <span>@</span>team",
            ),
            (
                "https://x.example www.x.example",
                "https:&#47;&#47;x.example www&#46;x.example",
            ),
            (
                "\\| &lt; \u{202e}\u{1b}",
                "\\\\\\| &amp;lt; \\\\u{202e}\\\\u{1b}",
            ),
        ] {
            // `visible` writes the backslashes of the last one.
            assert_eq!(plain(text), written, "{text:?}");
        }
    }
}
