//! Policies and findings → SARIF 2.1.0, for code-scanning services.
//!
//! A result a finding: where somebody has to write are its locations, the
//! other sides its related locations. Waived and known findings stay in, as
//! suppressed. Columns count UTF-16 code units: what the editors and services
//! that read SARIF count in. Results are written as they come; the rules that
//! they name stand behind them, because the order of an object's members means
//! nothing.
//! Source: OASIS, *Static Analysis Results Interchange Format 2.1.0*, 2020.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::catalogue::rule_text;
use super::super::{Locale, Out, Style, Summary, Writer, fingerprint};
use super::places::{Place, Places, relative};
use crate::model::{
    Finding, Policy, Role, RuleMeta, Severity, Suppression, SuppressionKind, Unread, correction,
};
use crate::text::{excerpt, visible};

/// Where the schema is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name under which fingerprints are compared from run to run.
const FINGERPRINT: &str = "policyglot/v1";
/// Characters of a quoted text in a message.
const QUOTE: usize = 80;

/// Opens a writer of one SARIF log.
pub(in crate::report) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Sarif {
        out,
        baseline: style.baseline,
        results: 0,
        rules: Vec::new(),
    })
}

struct Sarif<'a> {
    out: Out<'a>,
    baseline: bool,
    results: usize,
    /// In the order in which results name them.
    rules: Vec<&'static RuleMeta>,
}

impl Sarif<'_> {
    fn begin(&mut self) -> io::Result<()> {
        write!(
            self.out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"utf16CodeUnits\",\"language\":\"en\",\"results\":["
        )
    }

    fn rule_index(&mut self, rule: &'static RuleMeta) -> usize {
        let known = self.rules.iter().position(|other| *other == rule);
        known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

impl Writer for Sarif<'_> {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            if self.results == 0 {
                self.begin()?;
            }
            let mut row = result(policy, finding);
            row["ruleIndex"] = self.rule_index(finding.rule).into();
            if self.baseline {
                row["baselineState"] = state(finding).into();
            }
            let comma = if self.results == 0 { "" } else { "," };
            write!(self.out, "{comma}\n{row}")?;
            self.results += 1;
        }
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, unread: &[Unread]) -> io::Result<()> {
        if self.results == 0 {
            self.begin()?;
        }
        let rules: Vec<Value> = self.rules.iter().map(|rule| descriptor(rule)).collect();
        let tool = json!({"driver": {
            "name": "policyglot",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        }});
        let notes: Vec<Value> = unread
            .iter()
            .map(|row| {
                json!({
                    "level": "error",
                    "message": {"text": message(&row.error)},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&row.path)}}}],
                })
            })
            .collect();
        let invocation = json!({
            "executionSuccessful": unread.is_empty(),
            "toolExecutionNotifications": notes,
        });
        writeln!(
            self.out,
            "\n],\"tool\":{tool},\"invocations\":[{invocation}]}}]}}"
        )?;
        self.out.flush()
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Known to the baseline, or new to it.
fn state(finding: &Finding) -> &'static str {
    match &finding.suppressed {
        Some(waiver) if waiver.kind == SuppressionKind::Baseline => "unchanged",
        _ => "new",
    }
}

/// A text as the text of a message: what a viewer would take for a link (§3.11.6) is none. Braces stay as they are:
/// they are placeholders only where a message brings arguments (§3.11.5), which ours do not.
fn message(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("\n").replace("](", "] (")
}

fn descriptor(rule: &RuleMeta) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {
            "text": rule_text(rule, &Style::default()),
            "markdown": Locale::En.documentation(rule).join("\n").trim(),
        },
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"tags": [rule.family(), rule.mqm]},
    })
}

fn result(policy: &Policy, finding: &Finding) -> Value {
    let messages = Locale::En.messages();
    let help = messages.advice(policy, finding);
    let mut text = messages.message(&finding.message);
    if !help.is_empty() {
        text.push('\n');
        text.push_str(&help);
    }
    let places = Places::of(policy, finding);
    let mut related: Vec<Value> = places.others.iter().map(location).collect();
    for (id, location) in related.iter_mut().enumerate() {
        location["id"] = id.into();
    }
    let mut row = json!({
        "ruleId": finding.rule.name,
        "level": level(finding.severity),
        "rank": (f64::from(finding.confidence) * 1000.0).round() / 10.0,
        "message": {"text": message(&text)},
        "locations": places.at_fault.iter().map(location).collect::<Vec<_>>(),
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: fingerprint(policy, finding)},
        "suppressions": finding.suppressed.iter().map(suppression).collect::<Vec<_>>(),
        "properties": {
            "policy": policy.name,
            "languages": finding.languages,
            "absentIn": finding.absent_in,
            "mqm": finding.rule.mqm,
        },
    });
    if let Some(fix) = fix(finding, &places) {
        row["fixes"] = json!([fix]);
    }
    row
}

fn suppression(waiver: &Suppression) -> Value {
    let kind = match waiver.kind {
        SuppressionKind::InSource => "inSource",
        SuppressionKind::Baseline => "external",
    };
    let mut row = json!({"kind": kind, "status": "accepted"});
    if !waiver.reason.is_empty() {
        row["justification"] = waiver.reason.as_str().into();
    }
    let line = waiver.place.rsplit_once(':');
    if let Some((path, line)) =
        line.and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?)))
        && waiver.kind == SuppressionKind::InSource
        && line > 0
    {
        row["location"] = json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(path)},
            "region": {"startLine": line},
        }});
    }
    row
}

fn region(place: &Place<'_>) -> Value {
    let (start, end) = (place.start, place.end);
    let columns = place.document.source.utf16_columns(place.span);
    json!({
        "startLine": start.line,
        "startColumn": columns.0,
        "endLine": end.line,
        "endColumn": if start.line == end.line { columns.1.max(columns.0) } else { columns.1 },
        "byteOffset": start.byte,
        "byteLength": end.byte.saturating_sub(start.byte),
    })
}

fn location(place: &Place<'_>) -> Value {
    let messages = Locale::En.messages();
    let what = if place.role == Role::InsertionPoint {
        messages.text("report.insertion-point", &[])
    } else {
        format!("“{}”", excerpt(place.text, QUOTE))
    };
    let mut region = region(place);
    if !place.text.is_empty() {
        region["snippet"] = json!({"text": place.document.source.stored(place.span)});
    }
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(place.path)},
            "region": region,
        },
        "message": {"text": message(&format!("{}: {what}", messages.lang(place.lang)))},
    })
}

/// The certain correction, where one stretch of plain text is to be replaced by another.
fn fix(finding: &Finding, places: &Places<'_>) -> Option<Value> {
    let [place] = places.at_fault.as_slice() else {
        return None;
    };
    let correction = correction(place.document, finding)?;
    let suggestion = correction.new.as_str();
    if !correction.is_text || suggestion.contains(['<', '&']) {
        return None;
    }
    Some(json!({
        "description": {"text": message(&format!("Write “{suggestion}”."))},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(place.path)},
            "replacements": [{
                "deletedRegion": region(place),
                "insertedContent": {"text": suggestion},
            }],
        }],
    }))
}

/// A path as a URI reference (RFC 3986), relative where the path is: everything but unreserved characters and `/` is
/// escaped.
fn uri(path: &str) -> String {
    let path = relative(path);
    let is_drive =
        matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let mut uri = String::with_capacity(path.len() + 8);
    if is_drive {
        uri.push_str("file:///");
    } else if path.starts_with('/') {
        uri.push_str("file://");
    }
    for (at, byte) in path.bytes().enumerate() {
        let is_kept = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if is_kept || is_drive && at == 1 {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        for (path, reference) in [
            ("a b/chính-sách.vi.md", "a%20b/ch%C3%ADnh-s%C3%A1ch.vi.md"),
            ("./a?#%.md", "a%3F%23%25.md"),
            ("c:x", "c%3Ax"),
            ("c:/x y", "file:///c:/x%20y"),
            ("/srv/隐私.md", "file:///srv/%E9%9A%90%E7%A7%81.md"),
            ("../x", "../x"),
            ("-", "-"),
        ] {
            assert_eq!(uri(path), reference);
        }
    }

    #[test]
    fn no_text_of_a_policy_is_a_link() {
        assert_eq!(
            message("[click](http://x.example) {0}\n\u{1b}[2J"),
            "[click] (http://x.example) {0}\n\\u{1b}[2J"
        );
    }
}
