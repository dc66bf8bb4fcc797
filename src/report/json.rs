//! Policies and findings → JSON: one document (`json`), or a policy a line (`jsonl`).
//!
//! Each policy is written as soon as it comes. `jsonl` ends with a line that
//! holds `unread` and `summary`. The shape is promised by
//! `schemas/policyglot-1.schema.json`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Locale, Out, SCHEMA, Style, Summary, Writer, fingerprint};
use crate::model::{Arg, Finding, Mark, Policy, Role, Severity, Unread};
use crate::text::{Lang, Position};

/// Opens a writer of one JSON document.
pub(crate) fn open<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &FINDINGS, false))
}

/// Opens a writer of JSON lines.
pub(crate) fn open_lines<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &FINDINGS, true))
}

/// What a JSON output lists.
pub(crate) struct Listing {
    /// The name of the array.
    pub(crate) key: &'static str,
    /// The rows of a policy, serialised.
    pub(crate) rows: fn(&Policy, &[Finding]) -> serde_json::Result<Vec<String>>,
    /// Whether sums belong to it.
    pub(crate) sums: bool,
}

static FINDINGS: Listing = Listing {
    key: "policies",
    rows: |policy, findings| Ok(vec![serde_json::to_string(&policy_row(policy, findings))?]),
    sums: true,
};

/// Writes a listing row by row.
pub(crate) struct Stream<'a> {
    out: Out<'a>,
    listing: &'static Listing,
    lines: bool,
    rows: usize,
}

#[derive(Serialize)]
struct End<'a> {
    unread: &'a [Unread],
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a Summary>,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(out: Out<'a>, listing: &'static Listing, lines: bool) -> Self {
        Self {
            out,
            listing,
            lines,
            rows: 0,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        write!(
            self.out,
            "{{\"schema\":\"{SCHEMA}\",\"version\":\"{}\",\"{}\":[",
            env!("CARGO_PKG_VERSION"),
            self.listing.key
        )
    }
}

impl Writer for Stream<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        for row in (self.listing.rows)(policy, findings)? {
            if self.lines {
                writeln!(self.out, "{row}")?;
            } else {
                if self.rows == 0 {
                    self.begin()?;
                }
                let comma = if self.rows == 0 { "" } else { "," };
                write!(self.out, "{comma}\n{row}")?;
            }
            self.rows += 1;
        }
        self.out.flush()
    }

    fn end(&mut self, summary: &Summary, unread: &[Unread]) -> io::Result<()> {
        let end = serde_json::to_string(&End {
            unread,
            summary: self.listing.sums.then_some(summary),
        })?;
        if self.lines {
            writeln!(self.out, "{end}")?;
        } else {
            if self.rows == 0 {
                self.begin()?;
            } else {
                writeln!(self.out)?;
            }
            writeln!(self.out, "],{}", &end[1..])?;
        }
        self.out.flush()
    }
}

/// An edition as every listing names it.
#[derive(Serialize)]
pub(crate) struct EditionRow<'a> {
    lang: Lang,
    path: &'a str,
    clauses: usize,
}

/// The editions of a policy.
pub(crate) fn edition_rows(policy: &Policy) -> Vec<EditionRow<'_>> {
    policy
        .editions
        .iter()
        .map(|(lang, edition)| EditionRow {
            lang: *lang,
            path: &edition.path,
            clauses: edition.document.clauses.len(),
        })
        .collect()
}

/// A probability with two decimals.
pub(crate) fn probability(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct PolicyRow<'a> {
    name: &'a str,
    source: Lang,
    editions: Vec<EditionRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    /// Findings that do not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waived: Vec<FindingRow<'a>>,
}

#[derive(Serialize)]
struct SuppressionRow<'a> {
    kind: &'static str,
    reason: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct AnswerRow<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    policy: PolicyRow<'a>,
    unread: &'a [Unread],
}

/// The answer to a request: the policy with its findings under the request's `id`, and the editions that could not be
/// read.
///
/// # Errors
/// Never for the values that policies have.
pub fn answer_json(
    id: &serde_json::Value,
    policy: &Policy,
    findings: &[Finding],
    unread: &[Unread],
) -> serde_json::Result<String> {
    serde_json::to_string(&AnswerRow {
        id,
        policy: policy_row(policy, findings),
        unread,
    })
}

/// A finding as every listing names it.
#[derive(Serialize)]
pub(crate) struct FindingRow<'a> {
    rule: &'static str,
    severity: Severity,
    confidence: f64,
    message: String,
    help: String,
    message_id: &'static str,
    #[serde(serialize_with = "args")]
    args: &'a [(&'static str, Arg)],
    mqm: &'static str,
    languages: &'a [Lang],
    absent_in: &'a [Lang],
    fingerprint: String,
    marks: Vec<MarkRow<'a>>,
    suggestion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressionRow<'a>>,
}

#[derive(Serialize)]
struct MarkRow<'a> {
    role: Role,
    lang: Lang,
    path: &'a str,
    start: Position,
    end: Position,
    text: &'a str,
}

fn args<S: Serializer>(args: &[(&'static str, Arg)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(args.len()))?;
    for (index, (name, arg)) in args.iter().enumerate() {
        // An argument given twice would make the object ambiguous: the first counts, as in the text.
        if !args[..index].iter().any(|(given, _)| given == name) {
            map.serialize_entry(name, arg)?;
        }
    }
    map.end()
}

fn policy_row<'a>(policy: &'a Policy, findings: &'a [Finding]) -> PolicyRow<'a> {
    let rows = |waived: bool| {
        findings
            .iter()
            .filter(|finding| finding.suppressed.is_some() == waived)
            .map(|finding| finding_row(policy, finding))
            .collect()
    };
    PolicyRow {
        name: &policy.name,
        source: policy.source,
        editions: edition_rows(policy),
        findings: rows(false),
        waived: rows(true),
    }
}

pub(crate) fn finding_row<'a>(policy: &'a Policy, finding: &'a Finding) -> FindingRow<'a> {
    let messages = Locale::En.messages();
    FindingRow {
        rule: finding.rule.name,
        severity: finding.severity,
        confidence: probability(finding.confidence),
        message: messages.message(&finding.message),
        help: messages.advice(policy, finding),
        message_id: finding.message.id,
        args: &finding.message.args,
        mqm: finding.rule.mqm,
        languages: &finding.languages,
        absent_in: &finding.absent_in,
        fingerprint: fingerprint(policy, finding),
        marks: finding
            .marks
            .iter()
            .filter_map(|mark| mark_row(policy, mark))
            .collect(),
        suggestion: finding.suggestion.as_deref(),
        suppressed: finding.suppressed.as_ref().map(|waiver| SuppressionRow {
            kind: waiver.kind.name(),
            reason: &waiver.reason,
            place: &waiver.place,
        }),
    }
}

fn mark_row<'a>(policy: &'a Policy, mark: &Mark) -> Option<MarkRow<'a>> {
    let edition = policy.edition(mark.lang)?;
    let (start, end) = edition.document.source.locate(mark.span);
    Some(MarkRow {
        role: mark.role,
        lang: mark.lang,
        path: &edition.path,
        start,
        end,
        text: edition.document.slice(mark.span),
    })
}
