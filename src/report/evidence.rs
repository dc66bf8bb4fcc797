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
        let which = if index == 0 {
            "The clauses that were compared"
        } else {
            "Beside them"
        };
        let _ = writeln!(
            out,
            "{}, which belong together with a probability of {:.2}:",
            palette.strong(which),
            group.confidence
        );
        for lang in policy.langs() {
            let Some(edition) = policy.edition(lang) else {
                continue;
            };
            let members = group.of(lang);
            if members.is_empty() {
                let _ = writeln!(out, "  {lang}: nothing");
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
                let _ = writeln!(out, "  {lang}: and {} more", members.len() - MOST);
            }
        }
        out.push('\n');
    }
    let rule = finding.rule;
    let _ = writeln!(
        out,
        "{} {} `policyglot explain {}` has examples.\n",
        palette.strong("The rule:"),
        rule.summary(),
        rule.name
    );
    match &finding.suppressed {
        Some(waiver) => {
            let reason = if waiver.reason.is_empty() {
                "no reason is given".to_owned()
            } else {
                visible(&waiver.reason).into_owned()
            };
            let _ = writeln!(
                out,
                "{} in {}: {reason}",
                palette.strong("It is waived"),
                visible(&waiver.place)
            );
        }
        None => {
            let _ = writeln!(
                out,
                "{}\n  in Markdown or HTML, on a line before the clause or at its end:\n    <!-- policyglot: ignore {} WHY -->\n  in a file of known findings: policyglot baseline update --baseline FILE --only {} --reason WHY\n",
                palette.strong("To accept it,"),
                rule.name,
                fingerprint(policy, finding)
            );
            let _ = writeln!(
                out,
                "{} report it with both clauses as they stand above, or words of your own that show the same.",
                palette.strong("If it is a false alarm,")
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
