//! Rows of aligned clauses → a table: a column an edition, findings below the row they are about.

use std::io;

use super::super::Out;
use super::super::label;
use super::card;
use super::layout::Layout;
use super::marks::Marked;
use super::markup::Markup;
use super::words::{Words, html_lang, sign};
use crate::model::{Class, Clause, ClauseId, ClauseKind, Document};
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
        let missing = self.layout.rows[row].missing.get(&lang).copied();
        let (style, id) = match class {
            _ if missing.is_some() => ("empty missing", "page.missing-in"),
            Class::Text => ("empty", "page.no-counterpart"),
            _ => ("empty apart", "page.not-compared"),
        };
        let text = self.words.with(id, "lang", lang);
        let mut attributes = vec![("class", style), ("data-name", &*name)];
        attributes.extend(missing.map(|severity| ("data-severity", severity.name())));
        self.markup.open("td", &attributes);
        self.markup.raw("<p class=\"lack\">");
        self.markup.sign(missing.map_or("∅", sign));
        self.markup.raw(" ");
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
        for id in ids {
            if let Some(clause) = edition.document.clauses.get(id.index()) {
                self.clause(lang, &edition.document, *id, clause);
            }
        }
        self.markup.raw("</td>");
    }

    fn clause(&mut self, lang: Lang, document: &Document, id: ClauseId, clause: &Clause) {
        let class = match (clause.kind, clause.depth) {
            (ClauseKind::Heading, _) => "clause heading",
            (ClauseKind::Item, 0..=2) => "clause item",
            (ClauseKind::Item, _) => "clause item deep",
            (ClauseKind::Cell, _) => "clause cell",
            (ClauseKind::Paragraph, _) => "clause",
        };
        let text = Marked {
            words: self.words,
            layout: self.layout,
            place: self.place,
            document,
            highlights: self.layout.highlights(lang, id),
        };
        text.begin(&mut self.markup, class, &html_lang(lang), clause);
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
        text.write(&mut self.markup, start, clause.span.end, label_end);
        self.markup.raw("</p>");
    }
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
