//! Rows of aligned clauses → a table: a column an edition, findings below the row they are about.

use std::collections::BTreeSet;
use std::io;

use super::super::Out;
use super::super::label;
use super::card;
use super::layout::{Highlight, Layout};
use super::markup::Markup;
use super::words::{Words, html_lang};
use crate::model::{Class, Clause, ClauseId, ClauseKind, Document, Role, Severity};
use crate::text::{Lang, is_cjk};

/// Below this an alignment is called uncertain.
const SURE: f32 = 0.5;

/// Where a policy stands on a page.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its number on the page, from 0: ids of rows begin with it.
    pub(super) policy: usize,
    /// The number of its first finding on the page, from 1.
    pub(super) first: usize,
}

impl Place {
    /// The id of a row.
    pub(super) fn row(self, row: usize) -> String {
        format!("p{}r{row}", self.policy)
    }

    /// The id of a cell of the overview, as findings name it: a section in an edition.
    pub(super) fn section(self, section: usize) -> String {
        format!("p{}s{section}", self.policy)
    }

    /// The number of a finding.
    pub(super) fn number(self, item: usize) -> String {
        (self.first + item).to_string()
    }
}

/// Writes the table, row by row.
pub(super) fn write(
    out: &mut Out<'_>,
    words: &Words,
    layout: &Layout<'_>,
    place: Place,
) -> io::Result<()> {
    let mut table = Table {
        markup: Markup::default(),
        words,
        layout,
        place,
    };
    table.begin();
    for section in &layout.sections {
        table.markup.raw("<tbody>\n");
        for row in section.clone() {
            table.row(row);
            out.write_all(table.markup.take().as_bytes())?;
        }
        table.markup.raw("</tbody>\n");
    }
    table.markup.raw("</table>\n");
    out.write_all(table.markup.take().as_bytes())
}

struct Table<'a> {
    markup: Markup,
    words: &'a Words,
    layout: &'a Layout<'a>,
    place: Place,
}

impl Table<'_> {
    fn begin(&mut self) {
        let columns = self.layout.langs.len().to_string();
        let markup = &mut self.markup;
        markup.open("table", &[("class", "clauses"), ("data-columns", &columns)]);
        markup.leaf(
            "caption",
            &[("class", "unseen")],
            &self.words.text("page.clauses"),
        );
        markup.raw("<thead><tr>");
        markup.open("th", &[("scope", "col"), ("class", "gutter")]);
        markup.unseen(&self.words.text("page.row"));
        markup.raw("</th>");
        for lang in &self.layout.langs {
            markup.open("th", &[("scope", "col")]);
            markup.text(&self.words.messages.lang(*lang));
            if *lang == self.layout.policy.source {
                markup.raw(" ");
                markup.leaf("small", &[], &self.words.text("report.source"));
            }
            markup.raw("</th>");
        }
        markup.raw("</tr></thead>\n");
    }

    fn row(&mut self, row: usize) {
        let group = &self.layout.policy.groups[row];
        let heads = group.members.iter().any(|(lang, ids)| {
            let clause = ids
                .first()
                .and_then(|id| self.layout.policy.clause(*lang, *id));
            clause.is_some_and(|clause| clause.kind == ClauseKind::Heading)
        });
        let class = match group.class {
            Class::Furniture => "row furniture",
            Class::Foreign => "row foreign",
            Class::Text if heads => "row head",
            Class::Text => "row",
        };
        let id = self.place.row(row);
        self.markup.open("tr", &[("id", &id), ("class", class)]);
        self.markup
            .open("th", &[("scope", "row"), ("class", "gutter")]);
        let number = (row + 1).to_string();
        self.markup
            .leaf("a", &[("href", &format!("#{id}"))], &number);
        if group.class == Class::Text && group.confidence < SURE && group.members.len() > 1 {
            self.markup.raw(" <span class=\"unsure\">");
            self.markup.sign("≈");
            self.markup.unseen(&self.words.text("page.uncertain"));
            self.markup.raw("</span>");
        }
        self.markup.raw("</th>");
        for lang in &self.layout.langs {
            match group.of(*lang) {
                [] => self.empty(row, *lang, group.class),
                ids => self.cell(*lang, ids, group.class, group.moved.contains(lang)),
            }
        }
        self.markup.raw("</tr>\n");
        let items = self.layout.rows[row].items.clone();
        if !items.is_empty() {
            let columns = (self.layout.langs.len() + 1).to_string();
            self.markup.open("tr", &[("class", "notes")]);
            self.markup.open("td", &[("colspan", &columns)]);
            self.markup.raw("<div class=\"cards\">\n");
            for item in items {
                card::write(&mut self.markup, self.words, self.layout, self.place, item);
            }
            self.markup.raw("</div></td></tr>\n");
        }
    }

    /// What an edition lacks is said in words.
    fn empty(&mut self, row: usize, lang: Lang, class: Class) {
        let name = self.words.messages.lang(lang);
        let missing = self.layout.rows[row].missing.contains(&lang);
        let (style, id) = match class {
            _ if missing => ("empty missing", "page.missing-in"),
            Class::Text => ("empty", "page.no-counterpart"),
            _ => ("empty apart", "page.not-compared"),
        };
        let text = self.words.with(id, "lang", lang);
        self.markup
            .open("td", &[("class", style), ("data-name", &name)]);
        self.markup.raw("<p class=\"lack\">");
        self.markup.sign(if missing { "✖ " } else { "∅ " });
        self.markup.text(&text);
        self.markup.raw("</p></td>");
    }

    fn cell(&mut self, lang: Lang, ids: &[ClauseId], class: Class, moved: bool) {
        let Some(edition) = self.layout.policy.edition(lang) else {
            return;
        };
        let name = self.words.messages.lang(lang);
        self.markup.open("td", &[("data-name", &name)]);
        if class != Class::Text {
            let id = match class {
                Class::Foreign => "page.foreign",
                _ => "page.furniture",
            };
            self.markup
                .leaf("p", &[("class", "aside")], &self.words.text(id));
        }
        if moved {
            self.markup.raw("<p class=\"aside\">");
            self.markup.sign("↕ ");
            self.markup.text(&self.words.text("page.moved-here"));
            self.markup.raw("</p>");
        }
        self.markup.open("div", &[("lang", &html_lang(lang))]);
        for id in ids {
            if let Some(clause) = edition.document.clauses.get(id.index()) {
                self.clause(lang, &edition.document, *id, clause);
            }
        }
        self.markup.raw("</div></td>");
    }

    fn clause(&mut self, lang: Lang, document: &Document, id: ClauseId, clause: &Clause) {
        let class = match (clause.kind, clause.depth) {
            (ClauseKind::Heading, _) => "clause heading",
            (ClauseKind::Item, 0..=2) => "clause item",
            (ClauseKind::Item, _) => "clause item deep",
            (ClauseKind::Cell, _) => "clause cell",
            (ClauseKind::Paragraph, _) => "clause",
        };
        self.markup.open("p", &[("class", class)]);
        let mut start = clause.span.start;
        if let Some(marker) = clause.marker.filter(|marker| marker.start <= start) {
            start = marker.end.clamp(start, clause.span.end);
        }
        let mut label_end = start;
        match &clause.label {
            Some(label) if !label.written.is_empty() => label_end = label.written.end,
            Some(_) => {
                // Numbered by the markup.
                let written = label::written(document, clause).unwrap_or_default();
                self.markup.leaf("span", &[("class", "label")], &written);
                self.markup.raw(" ");
            }
            None if clause.kind == ClauseKind::Item => self.markup.sign("• "),
            None => {}
        }
        let highlights = self.layout.highlights(lang, id);
        for (from, to) in pieces(start, clause.span.end, label_end, highlights) {
            self.insertions(highlights, from);
            if from < to {
                let text = document.source.text().get(from as usize..to as usize);
                self.piece(
                    text.unwrap_or_default(),
                    from,
                    to,
                    to <= label_end,
                    highlights,
                );
                self.references(highlights, to);
            }
        }
        self.markup.raw("</p>");
    }

    /// A stretch of text in which all characters are marked alike.
    fn piece(&mut self, text: &str, from: u32, to: u32, label: bool, highlights: &[Highlight]) {
        let here = |one: &&Highlight| one.span.start <= from && to <= one.span.end;
        let over: Vec<&Highlight> = highlights.iter().filter(here).collect();
        if label {
            self.markup.raw("<span class=\"label\">");
        }
        if over.is_empty() {
            self.markup.text(&unwrapped(text));
        } else {
            let primary = over.iter().any(|one| one.role == Role::Primary);
            let open = |one: &&&Highlight| self.finding(one.item).suppressed.is_none();
            let worst = over
                .iter()
                .filter(open)
                .map(|one| self.finding(one.item).severity)
                .max();
            let numbers: BTreeSet<usize> =
                over.iter().map(|one| self.place.first + one.item).collect();
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let severity = worst.map_or("waived", Severity::name);
            self.markup.open(
                "mark",
                &[
                    ("class", if primary { "primary" } else { "counterpart" }),
                    ("data-severity", severity),
                    ("data-f", &numbers.join(" ")),
                ],
            );
            self.markup.text(&unwrapped(text));
            self.markup.raw("</mark>");
        }
        if label {
            self.markup.raw("</span>");
        }
    }

    /// Behind the words that a finding marks stands its number.
    fn references(&mut self, highlights: &[Highlight], at: u32) {
        let mut seen = BTreeSet::new();
        for one in highlights {
            let ends = one.first && !one.span.is_empty() && one.span.end == at;
            if ends && seen.insert(one.item) {
                let number = self.place.number(one.item);
                self.reference(&number, "ref", "page.see-finding");
            }
        }
    }

    /// Where something is to be inserted.
    fn insertions(&mut self, highlights: &[Highlight], at: u32) {
        for one in highlights {
            if one.role == Role::InsertionPoint && one.span.is_empty() && one.span.start == at {
                let number = self.place.number(one.item);
                self.reference(&number, "ref insertion", "page.insertion-point");
            }
        }
    }

    fn reference(&mut self, number: &str, class: &str, id: &str) {
        let label = self.words.with(id, "number", number);
        let target = format!("#f{number}");
        self.markup.open(
            "a",
            &[
                ("class", class),
                ("href", &target),
                ("data-f", number),
                ("lang", self.words.tag),
                ("title", &label),
            ],
        );
        self.markup.text(number);
        self.markup.raw("</a>");
    }

    fn finding(&self, item: usize) -> &crate::model::Finding {
        self.layout.items[item].finding
    }
}

/// The stretches between all places where something begins or ends, and an empty one at the end.
fn pieces(start: u32, end: u32, label_end: u32, highlights: &[Highlight]) -> Vec<(u32, u32)> {
    let mut bounds: BTreeSet<u32> = BTreeSet::from([start, end]);
    let all = highlights
        .iter()
        .flat_map(|one| [one.span.start, one.span.end]);
    for bound in all.chain([label_end]) {
        bounds.insert(bound.clamp(start, end));
    }
    let bounds: Vec<u32> = bounds.into_iter().collect();
    let last = bounds.last().map(|end| (*end, *end));
    let pairs = bounds.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.chain(last).collect()
}

/// The text without the line ends inside it: between characters without spaces between words nothing is left of one.
pub(super) fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (before, after) = (&rest[..at], rest[at..].trim_start());
        out.push_str(before.trim_end_matches([' ', '\t', '\r']));
        let wide = |c: Option<char>| c.is_some_and(is_cjk);
        let joined = wide(out.chars().next_back()) && wide(after.chars().next());
        if !joined {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_clause_is_cut_where_marks_begin_and_end() {
        let one = |start, end, item| Highlight {
            span: Span::new(start, end),
            role: Role::Primary,
            item,
            first: true,
        };
        assert_eq!(pieces(2, 9, 2, &[]), [(2, 9), (9, 9)]);
        assert_eq!(
            pieces(2, 9, 4, &[one(5, 7, 0), one(6, 20, 1), one(9, 9, 2)]),
            [(2, 4), (4, 5), (5, 6), (6, 7), (7, 9), (9, 9)]
        );
        assert_eq!(pieces(3, 3, 3, &[one(3, 3, 0)]), [(3, 3)]);
    }

    #[test]
    fn line_ends_inside_a_clause_become_spaces_or_nothing() {
        for (text, shown) in [
            ("個人情報\n　の取扱い", "個人情報の取扱い"),
            ("your\n  data", "your data"),
            ("Điều 5.\r\nQuyền", "Điều 5. Quyền"),
            ("共有\nAPI", "共有 API"),
            ("a", "a"),
            ("\n", " "),
        ] {
            assert_eq!(unwrapped(text), shown, "{text:?}");
        }
    }
}
