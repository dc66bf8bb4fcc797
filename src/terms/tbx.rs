//! Tables as TBX-Basic: ISO 30042:2019 (TBX 3, data categories as attributes) is written; version 2 is read as well.
//!
//! A concept's contrasts are cross-references, forbidden forms have the status `deprecatedTerm-admn-sts`. Reading is a
//! scan over tags and text: entities of XML are resolved, nothing outside of the file is ever looked up, and what is
//! not known is passed over.

use std::fmt::Write as _;

use super::{Entry, Form, Problem};

const PREFERRED: &str = "preferredTerm-admn-sts";
const ADMITTED: &str = "admittedTerm-admn-sts";
const DEPRECATED: &str = "deprecatedTerm-admn-sts";

pub(super) fn write(entries: &[Entry]) -> String {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<tbx style=\"dca\" type=\"TBX-Basic\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n",
        "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>policyglot</p>\n",
        "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n",
    ));
    for (at, entry) in entries.iter().enumerate() {
        if entry.forms.is_empty() {
            continue;
        }
        let id = if is_name(&entry.id) {
            entry.id.clone()
        } else {
            format!("c{}", at + 1)
        };
        let _ = writeln!(out, "      <conceptEntry id=\"{id}\">");
        if !entry.domain.is_empty() {
            let _ = writeln!(
                out,
                "        <descrip type=\"subjectField\">{}</descrip>",
                escaped(&entry.domain)
            );
        }
        if !entry.source.is_empty() {
            let _ = writeln!(
                out,
                "        <admin type=\"source\">{}</admin>",
                escaped(&entry.source)
            );
        }
        // A reference must lead to a concept of the same file.
        for other in entry.contrast.iter().filter(|other| {
            is_name(other)
                && entries
                    .iter()
                    .any(|one| one.id == **other && !one.forms.is_empty())
        }) {
            let _ = writeln!(
                out,
                "        <ref type=\"crossReference\" target=\"{other}\">{other}</ref>"
            );
        }
        for (lang, forms) in &entry.forms {
            let _ = writeln!(out, "        <langSec xml:lang=\"{lang}\">");
            for (number, form) in forms.iter().enumerate() {
                let status = match (form.forbidden, number) {
                    (true, _) => DEPRECATED,
                    (false, 0) => PREFERRED,
                    (false, _) => ADMITTED,
                };
                let _ = writeln!(
                    out,
                    "          <termSec>\n            <term>{}</term>",
                    escaped(&form.text)
                );
                if !entry.part_of_speech.is_empty() {
                    let _ = writeln!(
                        out,
                        "            <termNote type=\"partOfSpeech\">{}</termNote>",
                        escaped(&entry.part_of_speech)
                    );
                }
                let _ = writeln!(
                    out,
                    "            <termNote type=\"administrativeStatus\">{status}</termNote>\n          </termSec>"
                );
            }
            out.push_str("        </langSec>\n");
        }
        out.push_str("      </conceptEntry>\n");
    }
    out.push_str("    </body>\n  </text>\n</tbx>\n");
    out
}

/// A name of XML without a colon, in ASCII: what an `id` may be.
fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn escaped(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).fold(
        String::with_capacity(text.len()),
        |mut out, c| {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
            out
        },
    )
}

pub(super) fn read(text: &str) -> Result<Vec<Entry>, Problem> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut lang = None;
    let mut form: Option<Form> = None;
    // The element whose text is wanted, with its type.
    let mut open: Option<(Element, String)> = None;
    let mut known = false;
    let mut rest = text;
    let mut lines = 1;
    while let Some(start) = rest.find('<') {
        let (written, tag) = rest.split_at(start);
        let written_line = lines;
        lines += written.matches('\n').count();
        if let (Some((element, kind)), Some(entry)) = (&open, entries.last_mut()) {
            take(*element, kind, &unescaped(written), entry, &mut form);
        }
        let skipped = [
            ("<!--", "-->"),
            ("<![CDATA[", "]]>"),
            ("<?", "?>"),
            ("<!", ">"),
        ];
        if let Some((begin, end)) = skipped.iter().find(|(begin, _)| tag.starts_with(begin)) {
            let length = tag.find(end).map_or(tag.len(), |at| at + end.len());
            if *begin == "<![CDATA["
                && let (Some((element, kind)), Some(entry)) = (&open, entries.last_mut())
            {
                let inside = &tag[begin.len()..length.saturating_sub(end.len()).max(begin.len())];
                take(*element, kind, inside, entry, &mut form);
            }
            lines += tag[..length].matches('\n').count();
            rest = &tag[length..];
            continue;
        }
        let Some(end) = tag.find('>') else {
            return Err(Problem {
                line: written_line,
                error: true,
                message: "a tag is not closed".to_owned(),
            });
        };
        let inside = &tag[1..end];
        let line = lines;
        lines += inside.matches('\n').count();
        rest = &tag[end + 1..];
        let closing = inside.starts_with('/');
        let name: &str = inside
            .trim_start_matches('/')
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or(name);
        known |= matches!(name, "tbx" | "martif" | "TBX");
        match (name, closing) {
            ("conceptEntry" | "termEntry", false) => entries.push(Entry {
                id: attribute(inside, "id").unwrap_or_default(),
                line,
                ..Entry::default()
            }),
            ("conceptEntry" | "termEntry", true) => lang = None,
            ("langSec" | "langSet", false) => {
                lang = attribute(inside, "xml:lang").and_then(|tag| tag.parse().ok());
            }
            ("termSec" | "tig" | "ntig", true) => {
                if let (Some(form), Some(lang), Some(entry)) =
                    (form.take(), lang, entries.last_mut())
                {
                    entry.forms.entry(lang).or_default().push(form);
                }
            }
            ("term", false) => {
                form = Some(Form {
                    text: String::new(),
                    forbidden: false,
                });
                open = Some((Element::Term, String::new()));
            }
            ("termNote", false) => {
                open = Some((Element::Note, attribute(inside, "type").unwrap_or_default()));
            }
            ("descrip", false) => {
                open = Some((
                    Element::Description,
                    attribute(inside, "type").unwrap_or_default(),
                ));
            }
            ("admin", false) => {
                open = Some((
                    Element::Admin,
                    attribute(inside, "type").unwrap_or_default(),
                ));
            }
            ("ref", false) => {
                if let (Some(target), Some(entry)) =
                    (attribute(inside, "target"), entries.last_mut())
                    && attribute(inside, "type").as_deref() == Some("crossReference")
                {
                    entry.contrast.push(target);
                }
            }
            ("term" | "termNote" | "descrip" | "admin", true) => open = None,
            _ => {}
        }
    }
    if !known {
        return Err(Problem::of_file(
            "the file is XML, but no TBX: its outermost element must be <tbx> or <martif>",
        ));
    }
    for entry in &mut entries {
        for forms in entry.forms.values_mut() {
            forms.retain(|form| !form.text.is_empty());
        }
        entry.forms.retain(|_, forms| !forms.is_empty());
    }
    Ok(entries)
}

#[derive(Clone, Copy)]
enum Element {
    Term,
    Note,
    Description,
    Admin,
}

fn take(element: Element, kind: &str, text: &str, entry: &mut Entry, form: &mut Option<Form>) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    match (element, kind) {
        (Element::Term, _) => {
            if let Some(form) = form {
                form.text.push_str(text);
            }
        }
        (Element::Note, "partOfSpeech") => entry.part_of_speech = text.to_owned(),
        (Element::Note, "administrativeStatus") => {
            if let Some(form) = form {
                form.forbidden =
                    text.starts_with("deprecatedTerm") || text.starts_with("supersededTerm");
            }
        }
        (Element::Description, "subjectField") => entry.domain = text.to_owned(),
        // A source of the concept, not of one of its terms.
        (Element::Admin, "source") if entry.forms.is_empty() && form.is_none() => {
            entry.source = text.to_owned();
        }
        _ => {}
    }
}

/// The value of an attribute inside a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        let behind = rest[at + name.len()..].trim_start();
        rest = &rest[at + name.len()..];
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inside = &value[1..];
        return inside.find(quote).map(|end| unescaped(&inside[..end]));
    }
    None
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        let c = end.and_then(|end| match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            number => {
                let code = number.strip_prefix('#')?;
                let code = match code.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => code.parse().ok()?,
                };
                char::from_u32(code)
            }
        });
        match (c, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_table_survives_a_round() {
        let tsv = "id\tdomain\tpos\tzh\ten\tja\tcontrast\nlender\tloans\tnoun\t出借人\tlender|lending & co\t貸主|!貸し手側\tborrower\nborrower\tloans\tnoun\t借款人\tborrower\t借主\tlender\n";
        let entries = super::super::read(tsv).unwrap();
        let mut read = super::super::read(&write(&entries)).unwrap();
        for (entry, line) in read.iter_mut().zip([2, 3]) {
            entry.line = line;
        }
        assert_eq!(read, entries);
    }

    #[test]
    fn version_two_is_read() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n<martif type='TBX-Basic'><text><body><termEntry id='c1'><langSet xml:lang='en'><tig><term>A &#38; B</term></tig></langSet><langSet xml:lang='zh-TW'><ntig><termGrp><term>甲乙</term></termGrp></ntig></langSet></termEntry></body></text></martif>";
        let entries = read(text).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].forms[&Lang::En][0].text, "A & B");
        assert_eq!(entries[0].forms[&Lang::ZhHant][0].text, "甲乙");
    }

    #[test]
    fn what_is_no_tbx_is_said_so() {
        assert!(read("<html><body>terms</body></html>").is_err());
        assert_eq!(read("<tbx>\n<conceptEntry").unwrap_err().line, 1);
        assert_eq!(read("<tbx/>").unwrap(), []);
    }
}
