//! The policies of a run → a table with their counts by severity and language, each a link to its page or place.

use std::collections::BTreeMap;

use super::super::{Palette, Summary, formats, text};
use super::layout::{Counts, SEVERITIES};
use super::markup::Markup;
use super::words::{Words, tally};
use crate::model::{Finding, Policy, Unread};
use crate::text::Lang;

/// What is kept of a policy once it is written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    name: String,
    /// Where it is shown.
    pub(super) target: String,
    source: Lang,
    clauses: usize,
    counts: Counts,
    langs: BTreeMap<Lang, Counts>,
}

impl Entry {
    /// Counts a policy.
    pub(super) fn of(policy: &Policy, findings: &[Finding], target: String) -> Self {
        let mut langs: BTreeMap<Lang, Counts> = policy
            .langs()
            .map(|lang| (lang, Counts::default()))
            .collect();
        let mut counts = Counts::default();
        for finding in findings {
            counts.add(finding);
            for lang in &finding.languages {
                langs.entry(*lang).or_default().add(finding);
            }
        }
        let documents = policy.editions.values().map(|edition| &edition.document);
        Self {
            name: policy.name.clone(),
            target,
            source: policy.source,
            clauses: documents.map(|document| document.clauses.len()).sum(),
            counts,
            langs,
        }
    }
}

/// Writes the table.
pub(super) fn write(markup: &mut Markup, words: &Words, entries: &[Entry]) {
    markup.raw("<div class=\"scroll\"><table class=\"list\" id=\"list\">\n");
    markup.leaf(
        "caption",
        &[("class", "unseen")],
        &words.text("page.policies"),
    );
    markup.raw("<thead><tr>");
    for (id, numeric) in [
        ("page.policy", false),
        ("page.errors", true),
        ("page.warnings", true),
        ("page.infos", true),
        ("page.waived", true),
        ("page.clause-count", true),
        ("page.languages", false),
    ] {
        let class = if numeric { "numeric" } else { "words" };
        markup.leaf("th", &[("scope", "col"), ("class", class)], &words.text(id));
    }
    markup.raw("</tr></thead>\n<tbody>\n");
    for entry in entries {
        row(markup, words, entry);
    }
    markup.raw("</tbody>\n</table></div>\n");
}

fn row(markup: &mut Markup, words: &Words, entry: &Entry) {
    markup.raw("<tr>");
    markup.raw("<th scope=\"row\">");
    markup.leaf("a", &[("href", &entry.target)], &entry.name);
    markup.raw("</th>");
    let counts = entry.counts;
    for (severity, count) in SEVERITIES.into_iter().zip(counts.by_severity) {
        let zero = if count == 0 {
            "numeric zero"
        } else {
            "numeric"
        };
        markup.leaf(
            "td",
            &[("class", zero), ("data-severity", severity.name())],
            &count.to_string(),
        );
    }
    for count in [counts.waived, entry.clauses] {
        let zero = if count == 0 {
            "numeric zero"
        } else {
            "numeric"
        };
        markup.leaf("td", &[("class", zero)], &count.to_string());
    }
    markup.raw("<td><ul class=\"langs\">");
    for (lang, counts) in &entry.langs {
        markup.raw("<li>");
        markup.leaf("span", &[("class", "lang")], &words.messages.lang(*lang));
        if *lang == entry.source {
            markup.raw(" ");
            markup.leaf("small", &[], &words.text("report.source"));
        }
        for (severity, count) in SEVERITIES.into_iter().zip(counts.by_severity) {
            markup.raw(" ");
            tally(markup, words, severity, count);
        }
        markup.raw("</li>");
    }
    markup.raw("</ul></td></tr>\n");
}

/// What could not be read, and the sums.
pub(super) fn sums(markup: &mut Markup, words: &Words, summary: &Summary, unread: &[Unread]) {
    if !unread.is_empty() {
        markup.raw("<section class=\"unread\" aria-labelledby=\"unread\">\n");
        markup.leaf("h2", &[("id", "unread")], &words.text("report.not-read"));
        markup.raw("<ul>\n");
        for row in unread {
            markup.raw("<li>");
            markup.sign("✖ ");
            markup.leaf("span", &[("class", "path")], formats::relative(&row.path));
            markup.raw(" ");
            markup.text(&row.error);
            markup.raw("</li>\n");
        }
        markup.raw("</ul>\n</section>\n");
    }
    let sums = text::sums(words.messages, Palette::new(false), summary, unread.len());
    markup.leaf("p", &[("class", "sums")], &sums);
    markup.line();
}
