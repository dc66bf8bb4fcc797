//! Changes → a redline for the terminal, with a column a language that says who followed.

use std::io::{self, Write};

use super::redline::{self, Run};
use super::{ChangeSums, ChangeWriter, langs};
use crate::model::{
    Change, ChangeKind, ClauseId, Edition, Finding, Following, History, Origin, Policy, Severity,
    Unread, Value,
};
use crate::report::{Messages, Out, Palette, Style, pad, text, width, written_value};
use crate::text::{Lang, excerpt, visible};

/// Characters of kept text beside a change.
const CONTEXT: usize = 40;
/// Characters of a value.
const WORDS: usize = 60;
/// Columns before the columns of the languages.
const HEAD: usize = 34;

pub(super) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Text {
        out,
        style: *style,
        messages: style.locale.messages(),
        palette: style.palette(),
    })
}

struct Text<'a> {
    out: Out<'a>,
    style: Style,
    messages: &'static Messages,
    palette: Palette,
}

/// The sign of a kind of change.
pub(super) fn sign(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "-",
        ChangeKind::Modified => "~",
        ChangeKind::Moved => ">",
    }
}

/// The message that names a kind of change.
pub(super) fn name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "report.change.added",
        ChangeKind::Removed => "report.change.removed",
        ChangeKind::Modified => "report.change.modified",
        ChangeKind::Moved => "report.change.moved",
    }
}

/// The message that names how an edition took a change up.
pub(super) fn followed(following: Following) -> &'static str {
    match following {
        Following::Followed => "report.change.followed",
        Following::Partial => "report.change.partial",
        Following::Stale => "report.change.stale",
    }
}

/// The lines of a change: `40`, `40 → 41`.
pub(super) fn lines(history: &History, change: &Change) -> String {
    let old = redline::place(history.old.edition(change.lang), &change.old);
    let new = redline::place(history.new.edition(change.lang), &change.new);
    match (old, new) {
        (Some((old, _)), Some((new, _))) if old != new => format!("{old} → {new}"),
        (_, Some((line, _))) | (Some((line, _)), None) => line.to_string(),
        (None, None) => String::new(),
    }
}

/// The values that a change replaced, in the words of the text: `period 30 days → 14 days`.
pub(super) fn values(history: &History, change: &Change, messages: &Messages) -> Vec<String> {
    let old = history.old.edition(change.lang);
    let new = history.new.edition(change.lang);
    change
        .values
        .iter()
        .map(|values| {
            let kind = values.new.as_ref().or(values.old.as_ref());
            let kind = kind.map_or("", |value| written_value(value).0);
            let kind = messages.text(&format!("report.value.{kind}"), &[]);
            let mut old = words(old, &change.old, values.old.as_ref());
            let mut new = words(new, &change.new, values.new.as_ref());
            // Equal words that say different things: within 30 days, after 30 days.
            if old == new {
                let written =
                    |value: &Option<Value>| value.as_ref().map(|value| written_value(value).1);
                old = written(&values.old).unwrap_or(old);
                new = written(&values.new).unwrap_or(new);
            }
            format!("{kind} {old} → {new}")
        })
        .collect()
}

/// The words in which clauses state a value; the value itself where they cannot be told.
fn words(edition: Option<&Edition>, clauses: &[ClauseId], value: Option<&Value>) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let stated = edition.and_then(|edition| {
        let mut facts = clauses.iter().flat_map(|id| edition.facts_of(*id));
        let fact = facts.find(|fact| fact.value == *value)?;
        Some(excerpt(edition.document.slice(fact.span), WORDS))
    });
    stated.unwrap_or_else(|| written_value(value).1)
}

impl Text<'_> {
    fn say(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }

    fn status(&self, change: &Change, lang: Lang) -> Option<(Severity, String)> {
        let verdict = change.followed_by.get(&lang)?;
        let severity = match verdict.following {
            Following::Followed => Severity::Info,
            Following::Partial => Severity::Warning,
            Following::Stale => Severity::Error,
        };
        Some((severity, self.say(followed(verdict.following))))
    }

    fn change(&mut self, history: &History, change: &Change, columns: &[Lang]) -> io::Result<()> {
        let head = format!(
            "{} {} {}:{}",
            sign(change.kind),
            self.say(name(change.kind)),
            change.lang,
            lines(history, change)
        );
        let mut line = self.palette.strong(&pad(&head, HEAD));
        let note = if change.minor {
            Some("report.change.minor")
        } else if change.origin == Origin::Own {
            Some("report.change.unsourced")
        } else if change.origin == Origin::CatchesUp {
            Some("report.change.late")
        } else {
            None
        };
        for lang in columns {
            let cell = match self.status(change, *lang) {
                Some((severity, text)) => {
                    let room = " ".repeat(10usize.saturating_sub(width(&text)));
                    match severity {
                        Severity::Info => text + &room,
                        severity => self.palette.severity(severity, &text) + &room,
                    }
                }
                None => pad("", 10),
            };
            line += &cell;
        }
        if let Some(note) = note {
            line = format!(
                "{}  {}",
                line.trim_end(),
                self.palette.faint(&self.say(note))
            );
        }
        writeln!(self.out, "{}", line.trim_end())?;
        let mut body = String::new();
        for run in redline::runs(history, change, CONTEXT) {
            body += &match run {
                Run::Kept(text) => visible(text).into_owned(),
                Run::Cut => self.palette.faint(" … "),
                Run::Removed(text) => self.palette.removed(&format!("[-{}-]", visible(text))),
                Run::Added(text) => self.palette.added(&format!("{{+{}+}}", visible(text))),
            };
        }
        writeln!(self.out, "    {}", body.trim())?;
        let values = values(history, change, self.messages);
        if change.kind == ChangeKind::Modified && !values.is_empty() {
            let list = visible(&values.join(", ")).into_owned();
            writeln!(self.out, "    {}", self.palette.frame(&format!("= {list}")))?;
        }
        Ok(())
    }
}

impl ChangeWriter for Text<'_> {
    fn history(&mut self, history: &History, findings: &[Finding]) -> io::Result<()> {
        if self.style.quiet {
            return Ok(());
        }
        text::header(&mut self.out, self.messages, self.palette, &history.new)?;
        for (lang, id) in whole_editions(history) {
            let line = self.messages.text(id, &[("lang", lang.into())]);
            writeln!(self.out, "{line}")?;
        }
        if !history.values_only.is_empty() {
            let langs = history.values_only.clone();
            let note = self
                .messages
                .text("report.change.values-only", &[("langs", langs.into())]);
            writeln!(self.out, "{}", self.palette.faint(&note))?;
        }
        let columns = langs(history);
        if history.changes.is_empty() && history.renumbered.is_empty() {
            writeln!(self.out, "{}\n", self.say("report.change.none"))?;
            return self.out.flush();
        }
        if columns.len() > 1 {
            let names: String = columns.iter().map(|lang| pad(lang.tag(), 10)).collect();
            let head = format!("{}{names}", " ".repeat(HEAD));
            writeln!(self.out, "{}", self.palette.frame(head.trim_end()))?;
        }
        for change in &history.changes {
            self.change(history, change, &columns)?;
        }
        for one in &history.renumbered {
            let (old, new) = redline::renumbering(history, one);
            let count = self
                .messages
                .text("report.clauses", &[("count", one.clauses.len().into())]);
            let line = format!(
                "# {} {}: {} → {} ({count})",
                self.say("report.change.renumbered"),
                one.lang,
                visible(&old),
                visible(&new)
            );
            writeln!(self.out, "{}", self.palette.strong(&line))?;
        }
        writeln!(self.out)?;
        if !findings.is_empty() {
            text::findings(&mut self.out, &self.style, &history.new, findings)?;
        }
        self.out.flush()
    }

    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()> {
        if self.style.quiet {
            return Ok(());
        }
        text::header(&mut self.out, self.messages, self.palette, policy)?;
        let id = if old {
            "report.change.whole-policy-removed"
        } else {
            "report.change.whole-policy-added"
        };
        writeln!(self.out, "{}\n", self.say(id))
    }

    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()> {
        text::unread(&mut self.out, self.messages, self.palette, unread)?;
        sums_line(&mut self.out, self.messages, self.palette, sums, unread)?;
        self.out.flush()
    }
}

/// Editions that only one side has, with the message that says so.
pub(super) fn whole_editions(history: &History) -> Vec<(Lang, &'static str)> {
    let come = history
        .new
        .langs()
        .filter(|lang| history.old.edition(*lang).is_none())
        .map(|lang| (lang, "report.change.whole-added"));
    let gone = history
        .old
        .langs()
        .filter(|lang| history.new.edition(*lang).is_none())
        .map(|lang| (lang, "report.change.whole-removed"));
    come.chain(gone).collect()
}

/// The last line: changes, findings, policies.
pub(super) fn sums_line(
    out: &mut dyn Write,
    messages: &Messages,
    palette: Palette,
    sums: &ChangeSums,
    unread: &[Unread],
) -> io::Result<()> {
    let count = |id: &str, count: usize| messages.text(id, &[("count", count.into())]);
    let mut parts = vec![count("report.change.summary", sums.changes)];
    for (severity, id, number) in [
        (Severity::Error, "report.errors", sums.error),
        (Severity::Warning, "report.warnings", sums.warning),
        (Severity::Info, "report.infos", sums.info),
    ] {
        if number > 0 {
            parts.push(palette.severity(severity, &count(id, number)));
        }
    }
    parts.push(count("report.policies", sums.policies));
    if !unread.is_empty() {
        parts.push(count("report.unread", unread.len()));
    }
    writeln!(out, "{}", parts.join(&messages.text("list.comma", &[])))
}
