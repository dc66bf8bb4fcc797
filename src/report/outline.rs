//! Clause trees → JSON with all facts, or an indented outline.

use std::io::{self, Write};

use serde::Serialize;

use super::groups::{ClauseRow, clause_row};
use super::json::{Listing, Stream};
use super::{Messages, Out, Palette, Style, Summary, Writer, cut, label, pad, text, value};
use crate::model::{Class, Clause, ClauseId, ClauseKind, Document, Edition, Finding, Policy};
use crate::model::{Severity, Unread, Value};
use crate::text::{Lang, Position, excerpt, visible};

/// Levels of indentation that an outline shows; deeper clauses stand at the last.
const DEEPEST: usize = 12;

/// Opens a writer of one JSON document.
pub(crate) fn open_json<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &SEGMENTED, false))
}

/// Opens a writer of JSON lines, an edition a line.
pub(crate) fn open_lines<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Stream::new(out, &SEGMENTED, true))
}

/// Opens a writer of outlines.
pub(crate) fn open_text<'a>(out: Out<'a>, style: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Outline {
        out,
        style: *style,
        messages: style.locale.messages(),
        palette: style.palette(),
    })
}

static SEGMENTED: Listing = Listing {
    key: "editions",
    rows: |policy, _| {
        policy
            .editions
            .iter()
            .map(|(lang, edition)| serde_json::to_string(&edition_row(*lang, edition)))
            .collect()
    },
    sums: false,
};

#[derive(Serialize)]
struct EditionTree<'a> {
    lang: Lang,
    path: &'a str,
    clauses: Vec<TreeRow<'a>>,
}

#[derive(Serialize)]
struct TreeRow<'a> {
    #[serde(flatten)]
    clause: ClauseRow<'a>,
    parent: Option<ClauseId>,
    depth: u8,
    class: Class,
    inline: bool,
    facts: Vec<FactRow<'a>>,
}

#[derive(Serialize)]
struct FactRow<'a> {
    kind: &'static str,
    value: String,
    start: Position,
    end: Position,
    text: &'a str,
    detail: &'a Value,
}

fn edition_row(lang: Lang, edition: &Edition) -> EditionTree<'_> {
    let document = &edition.document;
    let facts = |id| {
        edition
            .facts_of(id)
            .map(|fact| {
                let (kind, value) = value::written(&fact.value);
                let (start, end) = document.source.locate(fact.span);
                FactRow {
                    kind,
                    value,
                    start,
                    end,
                    text: document.slice(fact.span),
                    detail: &fact.value,
                }
            })
            .collect()
    };
    EditionTree {
        lang,
        path: &edition.path,
        clauses: document
            .iter()
            .map(|(id, clause)| TreeRow {
                clause: clause_row(document, id, clause),
                parent: clause.parent,
                depth: clause.depth,
                class: clause.class,
                inline: clause.inline,
                facts: facts(id),
            })
            .collect(),
    }
}

struct Outline<'a> {
    out: Out<'a>,
    style: Style,
    messages: &'static Messages,
    palette: Palette,
}

impl Outline<'_> {
    fn edition(&mut self, lang: Lang, edition: &Edition) -> io::Result<()> {
        let document = &edition.document;
        let count = self.messages.text(
            "report.clauses",
            &[("count", document.clauses.len().into())],
        );
        let path = self.palette.strong(&visible(&edition.path));
        let lang = self.messages.lang(lang);
        writeln!(self.out, "{path}  {lang} · {count}")?;
        for (id, clause) in document.iter() {
            self.line(document, clause)?;
            if self.style.facts {
                self.facts(edition, id, clause)?;
            }
        }
        writeln!(self.out)
    }

    fn line(&mut self, document: &Document, clause: &Clause) -> io::Result<()> {
        let number = format!("{:>6}  ", document.source.lines(clause.span).0);
        let indent = "  ".repeat(usize::from(clause.depth).min(DEEPEST));
        let kind = match clause.kind {
            ClauseKind::Heading if clause.level > 0 => format!("heading {}", clause.level),
            ClauseKind::Heading => "heading".to_owned(),
            ClauseKind::Paragraph => "text".to_owned(),
            ClauseKind::Item => "item".to_owned(),
            ClauseKind::Cell => "cell".to_owned(),
        };
        let class = match clause.class {
            Class::Text => "",
            Class::Furniture => "[furniture] ",
            Class::Foreign => "[foreign] ",
        };
        let label = match label::written(document, clause) {
            Some(label) => {
                let path: Vec<String> = clause.number.iter().map(u16::to_string).collect();
                format!("{} → {}  ", visible(label.trim()), path.join("."))
            }
            None => String::new(),
        };
        let kind = pad(&kind, 10);
        let taken = number.len() + indent.len() + kind.len() + super::width(&label) + class.len();
        let room = self.style.width.saturating_sub(taken).max(20);
        let body = cut(&visible(&excerpt(document.slice(clause.body), room)), room);
        let (number, kind) = (self.palette.frame(&number), self.palette.faint(&kind));
        let (label, class) = (
            self.palette.code(&label),
            self.palette.severity(Severity::Warning, class),
        );
        let body = match (clause.class, clause.kind) {
            (Class::Text, ClauseKind::Heading) => self.palette.strong(&body),
            (Class::Text, _) => body,
            _ => self.palette.faint(&body),
        };
        let line = format!("{number}{indent}{kind}{class}{label}{body}");
        writeln!(self.out, "{}", line.trim_end())
    }

    /// What a clause states: the kind, the value, and the words where they differ from it.
    fn facts(&mut self, edition: &Edition, id: ClauseId, clause: &Clause) -> io::Result<()> {
        /// Characters of the words that are shown.
        const WORDS: usize = 48;
        let indent = "  ".repeat(usize::from(clause.depth).min(DEEPEST) + 1);
        for fact in edition.facts_of(id) {
            let (kind, value) = value::written(&fact.value);
            let words = excerpt(edition.document.slice(fact.span), WORDS);
            let (kind, value) = (pad(kind, 12), visible(&value).into_owned());
            let words = if words == value {
                String::new()
            } else {
                format!("  “{}”", visible(&words))
            };
            let line = format!(
                "        {indent}{}{}{}",
                self.palette.faint(&kind),
                self.palette.code(&value),
                self.palette.faint(&words)
            );
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl Writer for Outline<'_> {
    fn policy(&mut self, policy: &Policy, _: &[Finding]) -> io::Result<()> {
        for (lang, edition) in &policy.editions {
            self.edition(*lang, edition)?;
        }
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, unread: &[Unread]) -> io::Result<()> {
        text::unread(&mut self.out, self.messages, self.palette, unread)?;
        self.out.flush()
    }
}
