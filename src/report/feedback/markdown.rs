//! A package → Markdown, for a ticket or a repository: a section a policy, the findings below each other.

use std::fmt::Write as _;

use super::super::OWN_MARKDOWN;
use super::super::formats::markdown_plain as plain;
use super::entry::Entry;
use super::passage::Passage;
use super::{Package, score};
use crate::model::Severity;

/// The page.
pub(super) fn write(package: &Package) -> String {
    let mut out = format!(
        "{OWN_MARKDOWN}\n# {}\n\n{}\n",
        plain(&package.title()),
        package.counts()
    );
    for line in score::table(package).told {
        let _ = writeln!(out, "\n{}", plain(&line));
    }
    for part in package.parts.iter().filter(|part| !part.entries.is_empty()) {
        let _ = writeln!(out, "\n## {}", plain(&part.name));
        for entry in &part.entries {
            finding(&mut out, package, entry);
        }
    }
    let _ = writeln!(out, "\n## {}\n", package.text("feedback.sheet-how"));
    for line in package.how() {
        let _ = writeln!(out, "- {}", plain(&line));
    }
    out
}

fn finding(out: &mut String, package: &Package, entry: &Entry) {
    let sign = match entry.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    };
    let _ = writeln!(
        out,
        "\n### {}. {sign} {}{}{}\n\n{}\n",
        entry.number,
        super::severity(package, entry.severity),
        package.colon(),
        plain(&entry.clause),
        plain(&entry.place)
    );
    let messages = package.messages();
    let quote = |out: &mut String, head: &str, passage: &Passage| {
        let _ = writeln!(
            out,
            "{head} ({}){}\n\n> {}\n",
            messages.lang(passage.lang),
            package.colon().trim_end(),
            quoted(passage)
        );
    };
    if let Some(passage) = &entry.compared {
        quote(out, &package.text("feedback.column-compared"), passage);
    }
    match (&entry.present, &entry.belongs) {
        (Some(passage), _) => quote(out, &package.text("feedback.column-present"), passage),
        (None, Some(belongs)) => {
            let _ = writeln!(out, "{}\n", plain(belongs));
        }
        (None, None) => {}
    }
    let mut line = |id: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(
                out,
                "- {}{}{}",
                package.text(id),
                package.colon(),
                plain(text)
            );
        }
    };
    line("feedback.column-wrong", &entry.wrong);
    line("feedback.column-advice", &entry.advice);
    let suggestion = entry.suggestion.as_deref().unwrap_or_default();
    line("feedback.column-suggestion", suggestion);
    let _ = writeln!(
        out,
        "- `{}`, {}, `{}`",
        entry.rule, entry.mqm, entry.fingerprint
    );
}

/// A passage in a quote, its marked words strong.
fn quoted(passage: &Passage) -> String {
    let mut out = String::new();
    for piece in &passage.pieces {
        for (index, line) in piece.text.split('\n').enumerate() {
            if index > 0 {
                out += "\\\n> ";
            }
            // Stars bind to a letter, not to a space or a bracket: Markdown would leave those of `**（１**`.
            match piece.marked && !line.is_empty() {
                true => {
                    let _ = write!(out, "<b>{}</b>", plain(line));
                }
                false => out += &plain(line),
            }
        }
    }
    out
}
