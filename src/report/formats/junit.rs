//! Policies and findings → the JUnit report that CI servers show.
//!
//! A test suite a policy. A test case is what a rule found in an edition,
//! `privacy.vi` / `email-mismatch`: the name holds no line, so that a server
//! knows it again in the next run. It fails when one of its findings makes the
//! run fail (`--fail-on`; with `never`, when one is a warning or worse), it is
//! skipped when all of them are waived, and else passes and says what was
//! found. An edition without findings is one case that passes, so that it is
//! seen to have been checked. What could not be read is a suite with errors.
//! Source: the schema of Jenkins' xUnit plug-in (`junit-10.xsd`).

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::{Messages, Out, Style, Summary, Writer};
use super::places::{Places, reason};
use super::xml;
use crate::model::{Finding, Policy, Role, Severity, Unread};
use crate::text::{Lang, excerpt};

/// Places of an edition that a finding shows.
const PLACES: usize = 4;
/// Characters of a quoted text.
const QUOTE: usize = 80;

/// Opens a writer of one JUnit report.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(JUnit {
        out,
        messages: style.locale.messages(),
        fail_on: style.fail_on,
        begun: false,
    })
}

struct JUnit<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    fail_on: Severity,
    begun: bool,
}

/// What stands in a test case.
struct Outcome {
    element: &'static str,
    /// Type and message; output has none.
    head: Option<(&'static str, String)>,
    text: String,
}

struct Case {
    class: String,
    name: String,
    outcome: Option<Outcome>,
}

impl JUnit<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.out.write_all(
                b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"policyglot\">\n",
            )?;
        }
        Ok(())
    }

    fn suite(&mut self, name: &str, cases: &[Case]) -> io::Result<()> {
        self.begin()?;
        let count = |element| {
            let ends = |case: &&Case| {
                let outcome = case.outcome.as_ref();
                outcome.is_some_and(|outcome| outcome.element == element)
            };
            cases.iter().filter(ends).count()
        };
        writeln!(
            self.out,
            " <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
            xml::attribute(name),
            cases.len(),
            count("failure"),
            count("error"),
            count("skipped")
        )?;
        for case in cases {
            write!(
                self.out,
                "  <testcase classname=\"{}\" name=\"{}\"",
                xml::attribute(&case.class),
                xml::attribute(&case.name)
            )?;
            let Some(Outcome {
                element,
                head,
                text,
            }) = &case.outcome
            else {
                writeln!(self.out, "/>")?;
                continue;
            };
            let head = head.as_ref().map_or_else(String::new, |(kind, message)| {
                format!(" type=\"{kind}\" message=\"{}\"", xml::attribute(message))
            });
            writeln!(
                self.out,
                ">\n   <{element}{head}>{}</{element}>\n  </testcase>",
                xml::text(text)
            )?;
        }
        writeln!(self.out, " </testsuite>")
    }

    /// A finding in full: message, help, both sides.
    fn told(&self, policy: &Policy, finding: &Finding) -> String {
        let message = self.messages.message(&finding.message);
        let help = self.messages.advice(policy, finding);
        let mut text = format!("{}: {message}\n", finding.severity.name());
        if !help.is_empty() {
            text += &format!("{help}\n");
        }
        let places = Places::of(policy, finding);
        let (shown, more) = places.some(PLACES);
        for place in shown {
            let quote = if place.role == Role::InsertionPoint {
                self.messages.text("report.insertion-point", &[])
            } else {
                format!("“{}”", excerpt(place.text, QUOTE))
            };
            let (line, column) = (place.start.line, place.start.column);
            text += &format!("  {}:{line}:{column} {} {quote}\n", place.path, place.lang);
        }
        if more > 0 {
            let args = [("count", more.into())];
            text += &format!("  {}\n", self.messages.text("report.more-places", &args));
        }
        text
    }

    fn outcome(&self, policy: &Policy, findings: &[&Finding]) -> Outcome {
        let open: Vec<&&Finding> = findings
            .iter()
            .filter(|finding| finding.suppressed.is_none())
            .collect();
        if open.is_empty() {
            let reasons: Vec<&str> = findings
                .iter()
                .filter_map(|finding| Some(reason(finding.suppressed.as_ref()?)))
                .collect();
            let texts: Vec<String> = findings.iter().map(|one| self.told(policy, one)).collect();
            return Outcome {
                element: "skipped",
                head: Some(("waived", reasons.join("; "))),
                text: texts.join("\n"),
            };
        }
        let texts: Vec<String> = open.iter().map(|one| self.told(policy, one)).collect();
        let text = texts.join("\n");
        // Of the worst the first.
        let worst = open
            .iter()
            .rev()
            .max_by_key(|finding| finding.severity)
            .filter(|finding| finding.severity >= self.fail_on);
        match worst {
            Some(worst) => Outcome {
                element: "failure",
                head: Some((worst.severity.name(), self.messages.message(&worst.message))),
                text,
            },
            None => Outcome {
                element: "system-out",
                head: None,
                text,
            },
        }
    }
}

/// The edition that a finding is filed under: the first at fault.
fn edition(policy: &Policy, finding: &Finding) -> Lang {
    let marked = || finding.marks.first().map(|mark| mark.lang);
    let named = finding.languages.first().copied();
    named.or_else(marked).unwrap_or(policy.source)
}

impl Writer for JUnit<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        let mut editions: BTreeMap<Lang, BTreeMap<&str, Vec<&Finding>>> =
            policy.langs().map(|lang| (lang, BTreeMap::new())).collect();
        for finding in findings {
            let rules = editions.entry(edition(policy, finding)).or_default();
            rules.entry(finding.rule.name).or_default().push(finding);
        }
        let mut cases = Vec::new();
        for (lang, rules) in &editions {
            let class = format!("{}.{lang}", policy.name);
            if rules.is_empty() {
                cases.push(Case {
                    class: class.clone(),
                    name: self.messages.text("report.none", &[]),
                    outcome: None,
                });
            }
            for (rule, found) in rules {
                cases.push(Case {
                    class: class.clone(),
                    name: (*rule).to_owned(),
                    outcome: Some(self.outcome(policy, found)),
                });
            }
        }
        self.suite(&policy.name, &cases)?;
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        if !unread.is_empty() {
            let case = |row: &Unread| Case {
                class: "unread".to_owned(),
                name: row.path.clone(),
                outcome: Some(Outcome {
                    element: "error",
                    head: Some(("unread", row.error.clone())),
                    text: row.error.clone(),
                }),
            };
            let cases: Vec<Case> = unread.iter().map(case).collect();
            self.suite("unread", &cases)?;
        }
        writeln!(self.out, "</testsuites>")?;
        self.out.flush()
    }
}
