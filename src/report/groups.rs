//! Aligned clauses → JSON, or a table with a column a language.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::json::{EditionRow, Listing, Stream, edition_rows, probability};
use super::{Messages, Out, Palette, Style, Summary, Writer, cut, label, pad, text};
use crate::model::{
    Class, Clause, ClauseId, ClauseKind, Document, Finding, Group, Policy, Severity, Unread,
};
use crate::text::{Lang, excerpt, visible};

/// Opens a writer of one JSON document.
pub(crate) fn open_json<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &ALIGNED, false))
}

/// Opens a writer of JSON lines.
pub(crate) fn open_lines<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &ALIGNED, true))
}

/// Opens a writer of tables.
pub(crate) fn open_text<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Table {
        out,
        style: *style,
        messages: style.locale.messages(),
        palette: style.palette(),
    })
}

static ALIGNED: Listing = Listing {
    key: "policies",
    rows: |policy, _| Ok(vec![serde_json::to_string(&policy_row(policy))?]),
    sums: false,
};

#[derive(Serialize)]
struct PolicyRow<'a> {
    name: &'a str,
    source: Lang,
    editions: Vec<EditionRow<'a>>,
    groups: Vec<GroupRow<'a>>,
}

#[derive(Serialize)]
struct GroupRow<'a> {
    id: usize,
    confidence: f64,
    class: Class,
    moved: &'a [Lang],
    members: BTreeMap<Lang, Vec<ClauseRow<'a>>>,
}

/// A clause as `align` and `segment` name it.
#[derive(Serialize)]
pub(crate) struct ClauseRow<'a> {
    clause: ClauseId,
    kind: ClauseKind,
    level: u8,
    label: Option<String>,
    number: Option<&'a [u16]>,
    line: u32,
    end_line: u32,
    text: &'a str,
}

pub(crate) fn clause_row<'a>(
    document: &'a Document,
    id: ClauseId,
    clause: &'a Clause,
) -> ClauseRow<'a> {
    let (line, end_line) = document.source.lines(clause.span);
    let label = label::written(document, clause);
    ClauseRow {
        clause: id,
        kind: clause.kind,
        level: clause.level,
        number: label.is_some().then_some(clause.number.as_slice()),
        label: label.map(|label| label.into_owned()),
        line,
        end_line,
        text: document.slice(clause.body),
    }
}

fn policy_row(policy: &Policy) -> PolicyRow<'_> {
    let members = |group: &Group| {
        policy
            .editions
            .iter()
            .map(|(lang, edition)| {
                let document = &edition.document;
                let rows = group.of(*lang).iter().filter_map(|id| {
                    let clause = document.clauses.get(id.index())?;
                    Some(clause_row(document, *id, clause))
                });
                (*lang, rows.collect())
            })
            .collect()
    };
    PolicyRow {
        name: &policy.name,
        source: policy.source,
        editions: edition_rows(policy),
        groups: policy
            .groups
            .iter()
            .enumerate()
            .map(|(id, group)| GroupRow {
                id,
                confidence: probability(group.confidence),
                class: group.class,
                moved: &group.moved,
                members: members(group),
            })
            .collect(),
    }
}

struct Table<'a> {
    out: Out<'a>,
    style: Style,
    messages: &'static Messages,
    palette: Palette,
}

impl Table<'_> {
    fn row(&mut self, policy: &Policy, id: usize, group: &Group, cell: usize) -> io::Result<()> {
        let height = policy.langs().map(|lang| group.of(lang).len()).max();
        for line in 0..height.unwrap_or(0) {
            let mut row = if line == 0 {
                format!("{id:>5}  {:.2} ", group.confidence)
            } else {
                " ".repeat(12)
            };
            for (lang, edition) in &policy.editions {
                let document = &edition.document;
                let clause = group
                    .of(*lang)
                    .get(line)
                    .and_then(|id| document.clauses.get(id.index()));
                let text = match clause {
                    Some(clause) => cell_text(document, clause, group.moved.contains(lang)),
                    None if line == 0 => "—".to_owned(),
                    None => String::new(),
                };
                let text = pad(&cut(&text, cell), cell);
                row.push(' ');
                row += &match (group.class, clause) {
                    (Class::Text, Some(_)) => text,
                    (Class::Text, None) => self.palette.severity(Severity::Warning, &text),
                    _ => self.palette.faint(&text),
                };
            }
            writeln!(self.out, "{}", row.trim_end())?;
        }
        Ok(())
    }
}

/// Line, label and start of a clause; `↕` for one that stands out of order.
fn cell_text(document: &Document, clause: &Clause, moved: bool) -> String {
    let mark = if moved { "↕" } else { "" };
    let label = label::written(document, clause).unwrap_or_default();
    let line = document.source.lines(clause.span).0;
    let body = excerpt(document.slice(clause.body), 200);
    let gap = if label.is_empty() || body.is_empty() {
        ""
    } else {
        " "
    };
    format!(
        "{mark}{line}: {}{gap}{}",
        visible(label.trim()),
        visible(&body)
    )
}

impl Writer for Table<'_> {
    fn policy(&mut self, policy: &Policy, _: &[Finding]) -> io::Result<()> {
        text::header(&mut self.out, self.messages, self.palette, policy)?;
        let langs = policy.editions.len().max(1);
        let cell = (self.style.width.saturating_sub(12) / langs)
            .saturating_sub(1)
            .max(12);
        let names: Vec<String> = policy.langs().map(|lang| pad(lang.tag(), cell)).collect();
        let heads = format!("group  conf  {}", names.join(" "));
        writeln!(self.out, "{}", self.palette.frame(heads.trim_end()))?;
        for (id, group) in policy.groups.iter().enumerate() {
            self.row(policy, id, group, cell)?;
        }
        writeln!(self.out)?;
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, unread: &[Unread]) -> io::Result<()> {
        text::unread(&mut self.out, self.messages, self.palette, unread)?;
        self.out.flush()
    }
}
