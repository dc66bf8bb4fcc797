//! An XLIFF file that came back → its answers.
//!
//! Tools differ in what they let a translator write. So an answer is, in this
//! order: the note of category `answer` (`waived: the reason`), with the
//! reason in it or in a note of category `reason`; a `subState` of the segment
//! such as `policyglot:waived`; a note without a category that begins with an
//! answer and a colon; the state `final`, which says that the text is as it
//! should be: fixed. Entities of a document type are not read.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::words::answer;
use super::{Row, Sheet};
use crate::report::feedback::Answer;

/// Bytes of a note.
const NOTE: usize = 8_000;
/// Elements inside each other.
const DEPTH: usize = 64;

/// What a unit says.
#[derive(Default)]
struct Unit {
    row: Row,
    /// Of a note without a category.
    remark: Option<String>,
    sub_state: Option<Answer>,
    done: bool,
}

/// The answers of a document.
pub(super) fn read(text: &str) -> Result<Sheet, String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    let mut sheet = Sheet::default();
    let mut policy = String::new();
    let mut unit: Option<Unit> = None;
    let mut note: Option<(String, String)> = None;
    let (mut depth, mut is_xliff) = (0_usize, false);
    let mut lines = Lines::new(text);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader
            .read_event()
            .map_err(|error| format!("line {}: not well-formed XML: {error}", lines.at(before)))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err("elements are nested deeper than XLIFF allows".to_owned());
                }
                match start.local_name().as_ref() {
                    "xliff" => is_xliff = true,
                    "file" => policy.clear(),
                    "unit" => {
                        unit = Some(Unit {
                            row: Row {
                                at: lines.at(before),
                                policy: policy.clone(),
                                ..Row::default()
                            },
                            ..Unit::default()
                        });
                    }
                    "note" => {
                        let category = attribute(&start, "category").unwrap_or_default();
                        note = Some((category, String::new()));
                    }
                    "segment" => {
                        if let Some(unit) = &mut unit {
                            state(unit, &start);
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(text) => {
                if let Some((_, note)) = &mut note {
                    add(note, &text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some((_, note)) = &mut note {
                    add(note, &text.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                if let Some((_, note)) = &mut note {
                    let c = match name.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        _ => resolve_predefined_entity(&name.xml10_content()).map(str::to_owned),
                    };
                    add(note, &c.unwrap_or_default());
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end.local_name().as_ref() {
                    "note" => {
                        let Some((category, text)) = note.take() else {
                            continue;
                        };
                        match &mut unit {
                            Some(unit) => noted(unit, &category, text.trim()),
                            None if category == "policy" => policy = text,
                            None => {}
                        }
                    }
                    "unit" => {
                        if let Some(unit) = unit.take() {
                            sheet.push(answered(unit))?;
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match is_xliff {
        true if depth == 0 => Ok(sheet),
        true => Err("the document ends before it is whole".to_owned()),
        false => Err("XML, but no XLIFF".to_owned()),
    }
}

fn add(note: &mut String, text: &str) {
    let room = NOTE.saturating_sub(note.len());
    note.extend(text.chars().take(room));
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}

fn state(unit: &mut Unit, start: &BytesStart<'_>) {
    unit.done |= attribute(start, "state").as_deref() == Some("final");
    let named = attribute(start, "subState")
        .as_deref()
        .and_then(|name| name.strip_prefix("policyglot:"))
        .and_then(answer);
    unit.sub_state = unit.sub_state.or(named);
}

fn noted(unit: &mut Unit, category: &str, text: &str) {
    match category {
        "fingerprint" => text.clone_into(&mut unit.row.fingerprint),
        "rule" => text.clone_into(&mut unit.row.rule),
        "reason" => text.clone_into(&mut unit.row.reason),
        "answer" if !text.is_empty() => {
            let (word, reason) = split(text);
            word.clone_into(&mut unit.row.word);
            if !reason.is_empty() {
                reason.clone_into(&mut unit.row.reason);
            }
        }
        "" if answer(split(text).0).is_some() => unit.remark = Some(text.to_owned()),
        _ => {}
    }
}

/// `waived: the reason` → the word and the reason.
fn split(text: &str) -> (&str, &str) {
    match text.split_once([':', '：', '\n']) {
        Some((word, reason)) => (word.trim(), reason.trim()),
        None => (text.trim(), ""),
    }
}

/// The row that a unit comes to.
fn answered(unit: Unit) -> Row {
    let mut row = unit.row;
    if row.word.is_empty() {
        if let Some(answer) = unit.sub_state {
            answer.name().clone_into(&mut row.word);
        } else if let Some(remark) = &unit.remark {
            let (word, reason) = split(remark);
            word.clone_into(&mut row.word);
            reason.clone_into(&mut row.reason);
        } else if unit.done {
            Answer::Fixed.name().clone_into(&mut row.word);
        }
    }
    row
}

/// Line numbers of places that come in order.
struct Lines<'a> {
    text: &'a str,
    place: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            place: 0,
            line: 1,
        }
    }

    fn at(&mut self, place: usize) -> u32 {
        let place = place.min(self.text.len());
        let between = self.text.as_bytes().get(self.place..place);
        let ends = between.map_or(0, |bytes| {
            bytes.iter().filter(|byte| **byte == b'\n').count()
        });
        self.line = self
            .line
            .saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.place = self.place.max(place);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(units: &str) -> String {
        format!(
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\">\n<file id=\"p1\"><notes><note category=\"policy\">a &amp; b</note></notes>\n{units}\n</file></xliff>"
        )
    }

    fn unit(notes: &str, segment: &str) -> String {
        document(&format!(
            "<unit id=\"f1\"><notes><note category=\"fingerprint\">0123456789abcdef</note>{notes}</notes><segment{segment}><source>x</source></segment></unit>"
        ))
    }

    #[test]
    fn answers_are_read_in_the_forms_that_tools_write() {
        for (notes, segment, word, reason) in [
            (
                "<note category=\"answer\">waived: agreed &#x3c;&lt;</note>",
                "",
                "waived",
                "agreed <<",
            ),
            (
                "<note category=\"answer\">豁免：双方同意</note>",
                "",
                "豁免",
                "双方同意",
            ),
            (
                "<note category=\"answer\"><![CDATA[accepted]]></note><note category=\"reason\">so</note>",
                "",
                "accepted",
                "so",
            ),
            (
                "<note category=\"answer\"/>",
                " state=\"final\"",
                "fixed",
                "",
            ),
            (
                "",
                " state=\"reviewed\" subState=\"policyglot:accepted\"",
                "accepted",
                "",
            ),
            (
                "<note>Waived: by phone</note>",
                " state=\"final\"",
                "Waived",
                "by phone",
            ),
            ("<note category=\"answer\">hm</note>", "", "hm", ""),
        ] {
            let sheet = read(&unit(notes, segment)).unwrap();
            assert_eq!(sheet.rows.len(), 1, "{notes}");
            let row = &sheet.rows[0];
            assert_eq!((&*row.word, &*row.reason), (word, reason));
            assert_eq!((row.at, &*row.policy), (3, "a & b"));
            assert_eq!(row.fingerprint, "0123456789abcdef");
        }
        for (notes, segment) in [
            ("<note category=\"answer\"> </note>", ""),
            ("<note>so what: x</note>", " state=\"translated\""),
        ] {
            let sheet = read(&unit(notes, segment)).unwrap();
            assert_eq!((sheet.rows.len(), sheet.open), (0, 1), "{notes}");
        }
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for (text, told) in [
            ("<html></html>", "no XLIFF"),
            ("<xliff>", "before it is whole"),
            ("<xliff><a></b></xliff>", "line 1"),
            (
                &format!("{}{}", "<xliff>".repeat(100), "</xliff>".repeat(100)),
                "nested",
            ),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        // An entity of a document type is nothing.
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>".to_owned();
        let sheet = read(&(bomb + &unit("<note category=\"answer\">&b;</note>", ""))).unwrap();
        assert_eq!(sheet.open, 1);
    }
}
