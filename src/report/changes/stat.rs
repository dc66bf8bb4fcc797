//! Changes → a table of counts, a row an edition (`--stat`).

use std::io::{self, Write};

use super::text::{sums_line, whole_editions};
use super::{ChangeSums, ChangeWriter, Counts, langs};
use crate::model::{Finding, History, Policy, Severity, Unread};
use crate::report::{Messages, Out, Palette, Style, pad, text};

pub(super) fn open<'a>(out: Out<'a>, style: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Stat {
        out,
        messages: style.locale.messages(),
        palette: style.palette(),
    })
}

struct Stat<'a> {
    out: Out<'a>,
    messages: &'static Messages,
    palette: Palette,
}

impl ChangeWriter for Stat<'_> {
    fn history(&mut self, history: &History, _: &[Finding]) -> io::Result<()> {
        text::header(&mut self.out, self.messages, self.palette, &history.new)?;
        for (lang, id) in whole_editions(history) {
            let line = self.messages.text(id, &[("lang", lang.into())]);
            writeln!(self.out, "  {line}")?;
        }
        for lang in langs(history) {
            if history.old.edition(lang).is_none() {
                continue;
            }
            let counts = Counts::of(history, lang);
            let mut cells = Vec::new();
            for (sign, count) in [
                ("+", counts.added),
                ("-", counts.removed),
                ("~", counts.modified),
                (">", counts.moved),
                ("#", counts.renumbered),
            ] {
                cells.push(pad(&format!("{sign}{count}"), 6));
            }
            let mut line = format!("  {}{}", pad(lang.tag(), 9), cells.concat());
            for (id, count, severity) in [
                ("report.change.followed", counts.followed, None),
                (
                    "report.change.partial",
                    counts.partial,
                    Some(Severity::Warning),
                ),
                ("report.change.stale", counts.stale, Some(Severity::Error)),
            ] {
                if count > 0 {
                    let text = format!("{} {count}", self.messages.text(id, &[]));
                    line += "  ";
                    line += &match severity {
                        Some(severity) => self.palette.severity(severity, &text),
                        None => text,
                    };
                }
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        writeln!(self.out)?;
        self.out.flush()
    }

    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()> {
        text::header(&mut self.out, self.messages, self.palette, policy)?;
        let id = if old {
            "report.change.whole-policy-removed"
        } else {
            "report.change.whole-policy-added"
        };
        writeln!(self.out, "  {}\n", self.messages.text(id, &[]))
    }

    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()> {
        text::unread(&mut self.out, self.messages, self.palette, unread)?;
        sums_line(&mut self.out, self.messages, self.palette, sums, unread)?;
        self.out.flush()
    }
}
