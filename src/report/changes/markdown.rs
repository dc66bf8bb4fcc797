//! Changes → Markdown for a pull request: a table of who followed, and the redline of every change.

use std::io::{self, Write};

use super::redline::{self, Run};
use super::text::{followed, lines, name, sign, values, whole_editions};
use super::{ChangeSums, ChangeWriter, Counts, langs};
use crate::model::{Change, Finding, Following, History, Origin, Policy, Unread};
use crate::report::{Messages, OWN_MARKDOWN, Out, Style};
use crate::text::visible;

/// Characters of kept text beside a change.
const CONTEXT: usize = 60;

pub(super) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Markdown {
        out,
        messages: style.locale.messages(),
        stat: false,
        begun: false,
    })
}

pub(super) fn open_stat<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Markdown {
        out,
        messages: style.locale.messages(),
        stat: true,
        begun: false,
    })
}

struct Markdown<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    stat: bool,
    begun: bool,
}

/// Policy text as text: nothing in it is markup, and it stays in its line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~'
            | '@' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

impl Markdown<'_> {
    /// Says first what wrote it.
    fn begin(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            writeln!(self.out, "{OWN_MARKDOWN}")?;
        }
        Ok(())
    }

    fn say(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }

    fn status(&self, following: Following) -> String {
        let mark = match following {
            Following::Followed => "✓",
            Following::Partial => "◐",
            Following::Stale => "✗",
        };
        format!("{mark} {}", self.say(followed(following)))
    }

    fn counts(&mut self, history: &History) -> io::Result<()> {
        writeln!(
            self.out,
            "| | + | − | ~ | → | # | ✓ | ◐ | ✗ |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        )?;
        for lang in langs(history) {
            let c = Counts::of(history, lang);
            writeln!(
                self.out,
                "| {lang} | {} | {} | {} | {} | {} | {} | {} | {} |",
                c.added,
                c.removed,
                c.modified,
                c.moved,
                c.renumbered,
                c.followed,
                c.partial,
                c.stale
            )?;
        }
        writeln!(self.out)
    }

    fn redline(&self, history: &History, change: &Change) -> String {
        let mut out = String::new();
        for run in redline::runs(history, change, CONTEXT) {
            out += &match run {
                Run::Kept(text) => plain(text),
                Run::Cut => " … ".to_owned(),
                Run::Removed(text) => format!("<del>{}</del>", plain(text)),
                Run::Added(text) => format!("<ins>{}</ins>", plain(text)),
            };
        }
        out.trim().to_owned()
    }
}

impl ChangeWriter for Markdown<'_> {
    fn history(&mut self, history: &History, findings: &[Finding]) -> io::Result<()> {
        self.begin()?;
        writeln!(self.out, "## {}\n", plain(&history.new.name))?;
        for (lang, id) in whole_editions(history) {
            let line = self.messages.text(id, &[("lang", lang.into())]);
            writeln!(self.out, "{}\n", plain(&line))?;
        }
        if self.stat {
            self.counts(history)?;
            return self.out.flush();
        }
        if !history.values_only.is_empty() {
            let langs = history.values_only.clone();
            let note = self
                .messages
                .text("report.change.values-only", &[("langs", langs.into())]);
            writeln!(self.out, "{}\n", plain(&note))?;
        }
        if history.changes.is_empty() && history.renumbered.is_empty() {
            writeln!(self.out, "{}\n", self.say("report.change.none"))?;
            return self.out.flush();
        }
        let columns: Vec<_> = langs(history);
        let names: String = columns.iter().map(|lang| format!(" {lang} |")).collect();
        let rule = " --- |".repeat(columns.len());
        writeln!(self.out, "| | |{names}\n| --- | --- |{rule}")?;
        for change in &history.changes {
            let mut cells = String::new();
            for lang in &columns {
                let cell = if *lang == change.lang {
                    format!("{}:{}", change.lang, lines(history, change))
                } else {
                    change
                        .followed_by
                        .get(lang)
                        .map(|verdict| self.status(verdict.following))
                        .unwrap_or_default()
                };
                cells += &format!(" {cell} |");
            }
            let mut text = self.redline(history, change);
            let values = values(history, change, self.messages);
            if !values.is_empty() {
                text += &format!("<br>{}", plain(&values.join(", ")));
            }
            let note = match (change.minor, change.origin) {
                (true, _) => format!("<br>*{}*", self.say("report.change.minor")),
                (_, Origin::Own) => format!("<br>*{}*", self.say("report.change.unsourced")),
                (_, Origin::CatchesUp) => format!("<br>*{}*", self.say("report.change.late")),
                _ => String::new(),
            };
            writeln!(
                self.out,
                "| {} {}{note} | {text} |{cells}",
                plain(sign(change.kind)),
                self.say(name(change.kind))
            )?;
        }
        writeln!(self.out)?;
        for one in &history.renumbered {
            let (old, new) = redline::renumbering(history, one);
            let count = self
                .messages
                .text("report.clauses", &[("count", one.clauses.len().into())]);
            writeln!(
                self.out,
                "- {} {}: {} → {} ({count})",
                self.say("report.change.renumbered"),
                one.lang,
                plain(&old),
                plain(&new)
            )?;
        }
        for finding in findings {
            let message = self.messages.message(&finding.message);
            writeln!(
                self.out,
                "- **{}** `{}`: {}",
                self.messages.severity(finding.severity),
                finding.rule.name,
                plain(&message)
            )?;
        }
        writeln!(self.out)?;
        self.out.flush()
    }

    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()> {
        let id = if old {
            "report.change.whole-policy-removed"
        } else {
            "report.change.whole-policy-added"
        };
        self.begin()?;
        writeln!(self.out, "## {}\n\n{}\n", plain(&policy.name), self.say(id))
    }

    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()> {
        self.begin()?;
        for row in unread {
            writeln!(self.out, "- {}: {}", plain(&row.path), plain(&row.error))?;
        }
        let palette = crate::report::Palette::new(false);
        super::text::sums_line(&mut self.out, self.messages, palette, sums, unread)?;
        self.out.flush()
    }
}
