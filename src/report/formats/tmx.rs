//! Aligned clauses → TMX 1.4b, for translation memories.
//!
//! A translation unit a group that several editions hold, a variant a
//! language; several clauses of an edition are joined by line ends. Units
//! carry the policy and the probability that they are right (`x-confidence`),
//! so that an import can leave out what is doubtful. Furniture is left out.
//! Source: LISA, *TMX 1.4b Specification*, 2005.

use std::io::{self, Write};

use super::super::{Out, Style, Summary, Writer};
use super::xml;
use crate::model::{Class, Finding, Group, Policy, Unread};
use crate::text::Lang;

/// Opens a writer of one translation memory.
pub(in crate::report) fn open<'a>(out: Out<'a>, _: &Style) -> Box<dyn Writer + 'a> {
    Box::new(Tmx { out, begun: false })
}

struct Tmx<'a> {
    out: Out<'a>,
    begun: bool,
}

/// The texts that a group holds in an edition, labels left out.
pub(super) fn bodies<'p>(policy: &'p Policy, group: &Group, lang: Lang) -> Vec<&'p str> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let clauses = group.of(lang).iter();
    clauses
        .filter_map(|id| policy.clause(lang, *id))
        .map(|clause| edition.document.slice(clause.body).trim())
        .filter(|body| !body.is_empty())
        .collect()
}

impl Tmx<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        writeln!(
            self.out,
            concat!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n",
                "<tmx version=\"1.4\">\n",
                "<header creationtool=\"policyglot\" creationtoolversion=\"{}\" segtype=\"paragraph\"",
                " o-tmf=\"policyglot\" adminlang=\"en\" srclang=\"*all*\" datatype=\"plaintext\"/>\n",
                "<body>"
            ),
            env!("CARGO_PKG_VERSION")
        )
    }

    fn unit(&mut self, policy: &Policy, id: usize, group: &Group) -> io::Result<()> {
        let variants: Vec<(Lang, String)> = group
            .members
            .keys()
            .map(|lang| (*lang, bodies(policy, group, *lang).join("\n")))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if variants.len() < 2 {
            return Ok(());
        }
        let has_source = variants.iter().any(|(lang, _)| *lang == policy.source);
        let source = if has_source {
            format!(" srclang=\"{}\"", policy.source)
        } else {
            String::new()
        };
        writeln!(
            self.out,
            "<tu tuid=\"{}\"{source}>\n <prop type=\"x-policy\">{}</prop>\n <prop type=\"x-confidence\">{:.2}</prop>",
            xml::attribute(&format!("{}#{id}", policy.name)),
            xml::text(&policy.name),
            group.confidence
        )?;
        for (lang, text) in variants {
            writeln!(
                self.out,
                " <tuv xml:lang=\"{lang}\"><seg>{}</seg></tuv>",
                xml::text(&text)
            )?;
        }
        writeln!(self.out, "</tu>")
    }
}

impl Writer for Tmx<'_> {
    fn policy(&mut self, policy: &Policy, _: &[Finding]) -> io::Result<()> {
        self.begin()?;
        for (id, group) in policy.groups.iter().enumerate() {
            if group.class == Class::Text {
                self.unit(policy, id, group)?;
            }
        }
        self.out.flush()
    }

    fn end(&mut self, _: &Summary, _: &[Unread]) -> io::Result<()> {
        self.begin()?;
        writeln!(self.out, "</body>\n</tmx>")?;
        self.out.flush()
    }
}
