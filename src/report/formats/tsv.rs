//! Aligned clauses → tab-separated values: a row a group, a column a language.
//!
//! A line with the names of the columns comes first, and again where the
//! languages of the policies change. A cell holds the text of the clauses
//! without labels; line ends and tabs in it become spaces, hidden characters
//! are written out. The text is not changed beyond that: who opens it in a
//! spreadsheet imports the columns as text.

use std::io::{self, Write};

use super::super::{Out, Style, Summary, Writer};
use super::tmx::bodies;
use crate::model::{Class, Finding, Policy, Unread};
use crate::text::{Lang, visible};

/// Opens a writer of tab-separated values.
pub(in crate::report) fn open<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Tsv {
        out,
        langs: Vec::new(),
    })
}

struct Tsv<'a> {
    out: Out<'a>,
    langs: Vec<Lang>,
}

/// A cell without tabs and line ends.
fn cell(text: &str) -> String {
    let lines = text.split(['\t', '\n', '\r']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    visible(&lines.join(" ")).into_owned()
}

impl Writer for Tsv<'_> {
    fn policy(&mut self, policy: &Policy, _: &[Finding]) -> io::Result<()> {
        let langs: Vec<Lang> = policy.langs().collect();
        if langs != self.langs {
            write!(self.out, "policy\tgroup\tconfidence\tclass")?;
            for lang in &langs {
                write!(self.out, "\t{lang}")?;
            }
            writeln!(self.out)?;
            self.langs.clone_from(&langs);
        }
        let name = cell(&policy.name);
        for (id, group) in policy.groups.iter().enumerate() {
            let class = match group.class {
                Class::Text => "text",
                Class::Furniture => "furniture",
                Class::Foreign => "foreign",
            };
            write!(self.out, "{name}\t{id}\t{:.2}\t{class}", group.confidence)?;
            for lang in &langs {
                let text = bodies(policy, group, *lang).join("\n");
                write!(self.out, "\t{}", cell(&text))?;
            }
            writeln!(self.out)?;
        }
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, _: &[Unread]) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_no_tab_and_no_line_end() {
        assert_eq!(cell("a\tb\r\n\n 第一条　総則 "), "a b 第一条　総則");
        assert_eq!(cell("\u{1b}[2J=1\u{2028}x"), "\\u{1b}[2J=1\\u{2028}x");
    }
}
