//! Policies and findings → comma-separated values, a row a finding (RFC 4180).
//!
//! CSV is what people open in a spreadsheet; programs have JSON. So the file
//! begins with a byte order mark, without which Excel takes UTF-8 for the code
//! page of the machine and shows no Chinese, Japanese or Vietnamese, and a
//! cell that a spreadsheet would run as a formula gets an apostrophe in front
//! (OWASP, *CSV Injection*). Hidden characters are written out, line ends
//! become spaces. Waived findings are left out.

use std::io::{self, Write};

use super::super::{Messages, Out, Style, Summary, Writer, fingerprint};
use super::places::{Place, Places};
use crate::model::{Finding, Policy, Unread};
use crate::text::visible;

const HEAD: [&str; 18] = [
    "policy",
    "rule",
    "severity",
    "confidence",
    "languages",
    "message",
    "help",
    "suggestion",
    "language",
    "path",
    "line",
    "column",
    "text",
    "other_language",
    "other_path",
    "other_line",
    "other_text",
    "fingerprint",
];

/// Opens a writer of CSV.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Csv {
        out,
        messages: style.locale.messages(),
        begun: false,
    })
}

struct Csv<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    begun: bool,
}

/// Whether a spreadsheet takes a cell for a formula, or for a command to itself.
fn is_run(cell: &str) -> bool {
    // Full-width forms of the signs are taken for them in some locales, and white space in front is passed over.
    let mut chars = cell.chars().skip_while(|c| c.is_whitespace());
    matches!(
        chars.next(),
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    )
}

/// A cell: harmless, and in quotes where it must be.
fn cell(text: &str) -> String {
    let mut cell = visible(text).into_owned();
    if is_run(&cell) {
        cell.insert(0, '\'');
    }
    if cell.contains(['"', ',', '\n', '\r']) {
        cell = format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

impl Csv<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.out.write_all("\u{feff}".as_bytes())?;
            self.row(&HEAD.map(str::to_owned))?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[String; HEAD.len()]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        write!(self.out, "{}\r\n", cells.join(","))
    }
}

/// Language, path, line, column and text.
fn columns(place: Option<&Place<'_>>) -> [String; 5] {
    place.map_or_else(Default::default, |place| {
        [
            place.lang.to_string(),
            place.path.to_owned(),
            place.start.line.to_string(),
            place.start.column.to_string(),
            place.text.to_owned(),
        ]
    })
}

impl Writer for Csv<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        self.begin()?;
        for finding in findings.iter().filter(|one| one.suppressed.is_none()) {
            let places = Places::of(policy, finding);
            let [lang, path, line, column, text] = columns(places.at_fault.first());
            let [other_lang, other_path, other_line, _, other_text] =
                columns(places.others.first());
            let langs: Vec<&str> = finding.languages.iter().map(|lang| lang.tag()).collect();
            self.row(&[
                policy.name.clone(),
                finding.rule.name.to_owned(),
                finding.severity.name().to_owned(),
                format!("{:.2}", finding.confidence),
                langs.join(" "),
                self.messages.message(&finding.message),
                self.messages.advice(policy, finding),
                finding.suggestion.clone().unwrap_or_default(),
                lang,
                path,
                line,
                column,
                text,
                other_lang,
                other_path,
                other_line,
                other_text,
                fingerprint(policy, finding),
            ])?;
        }
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        for row in unread {
            let mut cells: [String; HEAD.len()] = Default::default();
            "unread".clone_into(&mut cells[1]);
            "error".clone_into(&mut cells[2]);
            cells[5].clone_from(&row.error);
            cells[9].clone_from(&row.path);
            self.row(&cells)?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in [
            "=1+1",
            "+84 28",
            "-1",
            "@SUM(A1)",
            "\t=x",
            "\r=x",
            " =1",
            "\u{3000}=1",
            "＝1",
        ] {
            assert!(cell(bad).starts_with('\''), "{bad:?}");
        }
        assert!(cell("=HYPERLINK(\"x\",1)").starts_with("\"'="));
    }

    #[test]
    fn cells_keep_to_themselves() {
        for (text, written) in [
            ("第一条", "第一条"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("a\r\nb\u{1b}[2J\u{202e}", "a  b\\u{1b}[2J\\u{202e}"),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
