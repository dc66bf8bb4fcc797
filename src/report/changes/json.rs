//! Changes → JSON: one document, or a policy a line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::redline::{self, Run};
use super::{ChangeSums, ChangeWriter, Counts, langs};
use crate::model::{
    Change, ChangeKind, ClauseId, Edition, Finding, Following, History, Origin, Policy, Unread,
    ValueChange,
};
use crate::report::json::{EditionRow, FindingRow, edition_rows, finding_row};
use crate::report::{Out, SCHEMA, Style, written_value};
use crate::text::Lang;

pub(super) fn open<'a>(out: Out<'a>, _: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Stream::new(out, false, false))
}

pub(super) fn open_lines<'a>(out: Out<'a>, _: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Stream::new(out, true, false))
}

pub(super) fn open_stat<'a>(out: Out<'a>, _: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Stream::new(out, false, true))
}

pub(super) fn open_stat_lines<'a>(out: Out<'a>, _: &Style) -> Box<dyn ChangeWriter + 'a> {
    Box::new(Stream::new(out, true, true))
}

struct Stream<'a> {
    out: Out<'a>,
    lines: bool,
    stat: bool,
    rows: usize,
}

#[derive(Serialize)]
struct PolicyRow<'a> {
    name: &'a str,
    source: Lang,
    /// `added` or `removed` where only one side has the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<ChangeKind>,
    editions: Vec<EditionRow<'a>>,
    old_editions: Vec<EditionRow<'a>>,
    /// Languages for which only values show whether they followed.
    values_only: &'a [Lang],
    counts: BTreeMap<Lang, Counts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renumbered: Option<Vec<RenumberingRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingRow<'a>>>,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    id: usize,
    kind: ChangeKind,
    lang: Lang,
    old: Option<PlaceRow>,
    new: Option<PlaceRow>,
    redline: Vec<PieceRow<'a>>,
    facts: Vec<FactRow>,
    minor: bool,
    origin: Origin,
    followed_by: BTreeMap<Lang, Following>,
}

#[derive(Serialize)]
struct PlaceRow {
    line: u32,
    end_line: u32,
    text: String,
}

#[derive(Serialize)]
struct PieceRow<'a> {
    op: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct FactRow {
    kind: &'static str,
    old: Option<String>,
    new: Option<String>,
}

#[derive(Serialize)]
struct RenumberingRow {
    lang: Lang,
    clauses: usize,
    old: String,
    new: String,
}

#[derive(Serialize)]
struct End<'a> {
    unread: &'a [Unread],
    summary: &'a ChangeSums,
}

impl<'a> Stream<'a> {
    fn new(out: Out<'a>, lines: bool, stat: bool) -> Self {
        Self {
            out,
            lines,
            stat,
            rows: 0,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        write!(
            self.out,
            "{{\"schema\":\"{SCHEMA}\",\"version\":\"{}\",\"policies\":[",
            env!("CARGO_PKG_VERSION")
        )
    }

    fn row(&mut self, row: &PolicyRow<'_>) -> io::Result<()> {
        let row = serde_json::to_string(row)?;
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
        self.out.flush()
    }
}

impl ChangeWriter for Stream<'_> {
    fn history(&mut self, history: &History, findings: &[Finding]) -> io::Result<()> {
        let full = !self.stat;
        let row = PolicyRow {
            name: &history.new.name,
            source: history.new.source,
            whole: None,
            editions: edition_rows(&history.new),
            old_editions: edition_rows(&history.old),
            values_only: &history.values_only,
            counts: langs(history)
                .into_iter()
                .map(|lang| (lang, Counts::of(history, lang)))
                .collect(),
            changes: full.then(|| {
                let rows = history.changes.iter().enumerate();
                rows.map(|(id, change)| change_row(history, id, change))
                    .collect()
            }),
            renumbered: full.then(|| renumbering_rows(history)),
            findings: full.then(|| {
                findings
                    .iter()
                    .map(|finding| finding_row(&history.new, finding))
                    .collect()
            }),
        };
        self.row(&row)
    }

    fn alone(&mut self, policy: &Policy, old: bool) -> io::Result<()> {
        let (new_rows, old_rows) = match old {
            true => (Vec::new(), edition_rows(policy)),
            false => (edition_rows(policy), Vec::new()),
        };
        let row = PolicyRow {
            name: &policy.name,
            source: policy.source,
            whole: Some(if old {
                ChangeKind::Removed
            } else {
                ChangeKind::Added
            }),
            editions: new_rows,
            old_editions: old_rows,
            values_only: &[],
            counts: BTreeMap::new(),
            changes: Some(Vec::new()),
            renumbered: Some(Vec::new()),
            findings: Some(Vec::new()),
        };
        self.row(&row)
    }

    fn end(&mut self, sums: &ChangeSums, unread: &[Unread]) -> io::Result<()> {
        let end = serde_json::to_string(&End {
            unread,
            summary: sums,
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

fn change_row<'a>(history: &'a History, id: usize, change: &Change) -> ChangeRow<'a> {
    ChangeRow {
        id,
        kind: change.kind,
        lang: change.lang,
        old: place_row(history.old.edition(change.lang), &change.old),
        new: place_row(history.new.edition(change.lang), &change.new),
        redline: match change.kind {
            ChangeKind::Modified => redline::runs(history, change, usize::MAX / 4)
                .into_iter()
                .filter_map(|run| match run {
                    Run::Kept(text) => Some(PieceRow { op: "keep", text }),
                    Run::Removed(text) => Some(PieceRow { op: "remove", text }),
                    Run::Added(text) => Some(PieceRow { op: "add", text }),
                    Run::Cut => None,
                })
                .collect(),
            _ => Vec::new(),
        },
        facts: change.values.iter().map(fact_row).collect(),
        minor: change.minor,
        origin: change.origin,
        followed_by: change
            .followed_by
            .iter()
            .map(|(lang, verdict)| (*lang, verdict.following))
            .collect(),
    }
}

fn place_row(edition: Option<&Edition>, ids: &[ClauseId]) -> Option<PlaceRow> {
    let document = &edition?.document;
    let first = document.clauses.get(ids.first()?.index())?;
    let last = document.clauses.get(ids.last()?.index())?;
    let texts: Vec<&str> = ids.iter().map(|id| document.body(*id)).collect();
    Some(PlaceRow {
        line: document.source.lines(first.span).0,
        end_line: document.source.lines(last.span).1,
        text: texts.join("\n"),
    })
}

fn fact_row(change: &ValueChange) -> FactRow {
    let (old, new) = (
        change.old.as_ref().map(written_value),
        change.new.as_ref().map(written_value),
    );
    FactRow {
        kind: new.as_ref().or(old.as_ref()).map_or("", |(kind, _)| kind),
        old: old.map(|(_, text)| text),
        new: new.map(|(_, text)| text),
    }
}

fn renumbering_rows(history: &History) -> Vec<RenumberingRow> {
    history
        .renumbered
        .iter()
        .map(|one| {
            let (old, new) = redline::renumbering(history, one);
            RenumberingRow {
                lang: one.lang,
                clauses: one.clauses.len(),
                old,
                new,
            }
        })
        .collect()
}
