//! One finding with all that stands behind it: the clauses of every edition in full, how sure their alignment is,
//! what the rule is about, and how to waive or dispute the finding.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

use super::fingerprint::clause_at;
use super::{Style, fingerprint, text};
use crate::model::{ClauseId, Document, Finding, GroupId, Policy};
use crate::text::{Span, visible};

/// Most clauses of one edition in a group that are printed; a section that lacks can have hundreds.
const MOST: usize = 12;

/// The report of one finding.
///
/// # Errors
/// Never: it is written into memory.
pub fn evidence(policy: &Policy, finding: &Finding, style: &Style) -> io::Result<String> {
    let palette = style.palette();
    let messages = style.locale.messages();
    let say = |id| messages.text(id, &[]);
    let mut buffer = Vec::new();
    let mut writer = text::open(Box::new(&mut buffer), style);
    // As if nobody had waived it: who asks for it by name wants to see it.
    let open = Finding {
        suppressed: None,
        ..finding.clone()
    };
    writer.policy(policy, std::slice::from_ref(&open))?;
    drop(writer);
    let mut out = String::from_utf8_lossy(&buffer).into_owned();
    for (index, group) in groups(policy, finding).into_iter().enumerate() {
        let Some(group) = policy.groups.get(group.0 as usize) else {
            continue;
        };
        let id = if index == 0 {
            "evidence.compared"
        } else {
            "evidence.beside"
        };
        let confidence = format!("{:.2}", group.confidence);
        let head = messages.text(id, &[("number", confidence.into())]);
        let _ = writeln!(out, "{}", palette.strong(&head));
        for lang in policy.langs() {
            let Some(edition) = policy.edition(lang) else {
                continue;
            };
            let members = group.of(lang);
            if members.is_empty() {
                let _ = writeln!(out, "  {lang}: {}", say("evidence.nothing"));
            }
            for id in members.iter().take(MOST) {
                let span = edition.document.clause(*id).span;
                let (line, _) = edition.document.source.lines(span);
                let _ = writeln!(
                    out,
                    "  {lang} {}:{line}: {}",
                    visible(&edition.path),
                    visible(edition.document.slice(span))
                );
            }
            if members.len() > MOST {
                let count = (members.len() - MOST).into();
                let more = messages.text("evidence.more", &[("count", count)]);
                let _ = writeln!(out, "  {lang}: {more}");
            }
        }
        out.push('\n');
    }
    let rule = finding.rule;
    let command = format!("policyglot explain {}", rule.name);
    let _ = writeln!(
        out,
        "{} {} {}\n",
        palette.strong(&say("evidence.rule")),
        style.locale.summary(rule),
        messages.text("evidence.rule-examples", &[("command", command.into())])
    );
    match &finding.suppressed {
        Some(waiver) => {
            let reason = if waiver.reason.is_empty() {
                say("evidence.no-reason")
            } else {
                waiver.reason.clone()
            };
            let args = [
                ("place", waiver.place.as_str().into()),
                ("reason", reason.into()),
            ];
            let _ = writeln!(out, "{}", messages.text("evidence.waived", &args));
        }
        None => {
            let _ = writeln!(
                out,
                "{}\n  {}\n    <!-- policyglot: ignore {} WHY -->\n  {} policyglot baseline update --baseline FILE --only {} --reason WHY\n",
                palette.strong(&say("evidence.accept")),
                say("evidence.accept-inline"),
                rule.name,
                say("evidence.accept-baseline"),
                fingerprint(policy, finding)
            );
            let _ = writeln!(
                out,
                "{} {}",
                palette.strong(&say("evidence.false-alarm")),
                say("evidence.report-it")
            );
        }
    }
    Ok(out)
}

/// The groups that the marks stand in, in their order.
fn groups(policy: &Policy, finding: &Finding) -> Vec<GroupId> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for mark in &finding.marks {
        let Some(edition) = policy.edition(mark.lang) else {
            continue;
        };
        if mark.span.is_empty() {
            continue;
        }
        let group = clause_id(&edition.document, mark.span)
            .and_then(|id| policy.group_of.get(&mark.lang)?.get(id.index()));
        if let Some(group) = group
            && seen.insert(*group)
        {
            found.push(*group);
        }
    }
    found
}

fn clause_id(document: &Document, span: Span) -> Option<ClauseId> {
    let clause = clause_at(document, span)?;
    document
        .iter()
        .find(|(_, other)| other.span == clause.span)
        .map(|(id, _)| id)
}
