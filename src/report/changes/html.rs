//! Changes → one HTML page with the redline of every change.
//!
//! What was removed and added stands in `del` and `ins` and carries signs, so that it is told apart without colour
//! and by a screen reader. The page asks for nothing from elsewhere and runs no script.

use std::io::{self, Write};

use super::redline::{self, Run};
use super::text::{followed, lines, name, sign, values, whole_editions};
use super::{ChangeSums, ChangeWriter, Counts, langs};
use crate::model::{Change, Finding, Following, History, Origin, Policy, Unread};
use crate::report::{Messages, Out, Palette, Style};
use crate::text::visible;

pub(super) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Html::new(out, style, false))
}

pub(super) fn open_stat<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Html::new(out, style, true))
}

struct Html<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    stat: bool,
    begun: bool,
}

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="generator" content="policyglot">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>policyglot diff</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .4rem .6rem; text-align: left; vertical-align: top; }
td.status { white-space: nowrap; }
del { color: light-dark(#a40e26, #ff9492); text-decoration: line-through; }
ins { color: light-dark(#116329, #7ee787); text-decoration: underline; }
del::before, del::after { content: "−"; } ins::before, ins::after { content: "+"; }
.stale, .error { font-weight: bold; color: light-dark(#a40e26, #ff9492); }
.partial, .warning { font-weight: bold; color: light-dark(#7a4d00, #f0b72f); }
.note { opacity: .75; } .values { font-family: ui-monospace, monospace; }
</style>
"#;

/// Policy text as text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

impl<'a> Html<'a> {
    fn new(out: Out<'a>, style: &Style, stat: bool) -> Self {
        Self {
            out,
            messages: style.locale.messages(),
            stat,
            begun: false,
        }
    }

    fn say(&self, id: &str) -> String {
        plain(&self.messages.text(id, &[]))
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.out.write_all(HEAD.as_bytes())?;
        }
        Ok(())
    }

    fn counts(&mut self, history: &History) -> io::Result<()> {
        let heads: String = [
            "report.change.added",
            "report.change.removed",
            "report.change.modified",
            "report.change.moved",
            "report.change.renumbered",
            "report.change.followed",
            "report.change.partial",
            "report.change.stale",
        ]
        .iter()
        .map(|id| format!("<th scope=\"col\">{}", self.say(id)))
        .collect();
        writeln!(self.out, "<table><tr><td>{heads}")?;
        for lang in langs(history) {
            let c = Counts::of(history, lang);
            let cells: String = [
                c.added,
                c.removed,
                c.modified,
                c.moved,
                c.renumbered,
                c.followed,
                c.partial,
                c.stale,
            ]
            .iter()
            .map(|count| format!("<td>{count}"))
            .collect();
            writeln!(self.out, "<tr><th scope=\"row\">{lang}{cells}")?;
        }
        writeln!(self.out, "</table>")
    }

    fn change(&mut self, history: &History, change: &Change) -> io::Result<()> {
        let mut text = String::new();
        for run in redline::runs(history, change, usize::MAX / 4) {
            text += &match run {
                Run::Kept(kept) => plain(kept),
                Run::Cut => " … ".to_owned(),
                Run::Removed(gone) => format!("<del>{}</del>", plain(gone)),
                Run::Added(come) => format!("<ins>{}</ins>", plain(come)),
            };
        }
        let values = values(history, change, self.messages);
        if !values.is_empty() {
            text += &format!(
                "<br><span class=\"values\">{}</span>",
                plain(&values.join(", "))
            );
        }
        let note = match (change.minor, change.origin) {
            (true, _) => Some("report.change.minor"),
            (_, Origin::Own) => Some("report.change.unsourced"),
            (_, Origin::CatchesUp) => Some("report.change.late"),
            _ => None,
        };
        let note = note.map_or_else(String::new, |id| {
            format!("<br><span class=\"note\">{}</span>", self.say(id))
        });
        let mut cells = String::new();
        for lang in langs(history) {
            cells += &match change.followed_by.get(&lang) {
                _ if lang == change.lang => {
                    format!("<td class=\"status\">{}", lines(history, change))
                }
                Some(verdict) => {
                    let (class, mark) = match verdict.following {
                        Following::Followed => ("followed", "✓"),
                        Following::Partial => ("partial", "◐"),
                        Following::Stale => ("stale", "✗"),
                    };
                    let text = self.say(followed(verdict.following));
                    format!("<td class=\"status {class}\">{mark} {text}")
                }
                None => "<td>".to_owned(),
            };
        }
        writeln!(
            self.out,
            "<tr><th scope=\"row\">{} {}{note}<td lang=\"{}\">{text}{cells}",
            plain(sign(change.kind)),
            self.say(name(change.kind)),
            change.lang
        )
    }
}

impl ChangeWriter for Html<'_> {
    fn history(&mut self, history: &History, findings: &[Finding]) -> io::Result<()> {
        self.begin()?;
        writeln!(self.out, "<h2>{}</h2>", plain(&history.new.name))?;
        for (lang, id) in whole_editions(history) {
            let line = self.messages.text(id, &[("lang", lang.into())]);
            writeln!(self.out, "<p>{}</p>", plain(&line))?;
        }
        self.counts(history)?;
        if self.stat {
            return self.out.flush();
        }
        if !history.values_only.is_empty() {
            let langs = history.values_only.clone();
            let note = self
                .messages
                .text("report.change.values-only", &[("langs", langs.into())]);
            writeln!(self.out, "<p>{}</p>", plain(&note))?;
        }
        if history.changes.is_empty() && history.renumbered.is_empty() {
            writeln!(self.out, "<p>{}</p>", self.say("report.change.none"))?;
            return self.out.flush();
        }
        let heads: String = langs(history)
            .iter()
            .map(|lang| format!("<th scope=\"col\">{lang}"))
            .collect();
        writeln!(self.out, "<table><tr><td><td>{heads}")?;
        for change in &history.changes {
            self.change(history, change)?;
        }
        writeln!(self.out, "</table>\n<ul>")?;
        for one in &history.renumbered {
            let (old, new) = redline::renumbering(history, one);
            let count = self
                .messages
                .text("report.clauses", &[("count", one.clauses.len().into())]);
            writeln!(
                self.out,
                "<li>{} {}: {} → {} ({count})",
                self.say("report.change.renumbered"),
                one.lang,
                plain(&old),
                plain(&new)
            )?;
        }
        for finding in findings {
            let severity = finding.severity.name();
            writeln!(
                self.out,
                "<li><span class=\"{severity}\">{}</span> <code>{}</code>: {}",
                plain(&self.messages.severity(finding.severity)),
                finding.rule.name,
                plain(&self.messages.message(&finding.message))
            )?;
        }
        writeln!(self.out, "</ul>")?;
        self.out.flush()
    }

    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()> {
        self.begin()?;
        let id = if old {
            "report.change.whole-policy-removed"
        } else {
            "report.change.whole-policy-added"
        };
        writeln!(
            self.out,
            "<h2>{}</h2>\n<p>{}</p>",
            plain(&policy.name),
            self.say(id)
        )
    }

    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        for row in unread {
            writeln!(
                self.out,
                "<p class=\"error\">{}: {}</p>",
                plain(&row.path),
                plain(&row.error)
            )?;
        }
        let mut line = Vec::new();
        super::text::sums_line(&mut line, self.messages, Palette::new(false), sums, unread)?;
        writeln!(
            self.out,
            "<p>{}</p>",
            plain(String::from_utf8_lossy(&line).trim_end())
        )?;
        self.out.flush()
    }
}
