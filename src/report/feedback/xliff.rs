//! A package → XLIFF 2.1 with the issues of its ITS module, for CAT tools.
//!
//! A file a policy, a unit a finding: the text to compare with as source, the
//! text of the edition as target. The issue stands off
//! (`its:locQualityIssues`, XLIFF 2.1, 5.9.6), and a `mrk` round the words that
//! prove it refers to it. Types are those of ITS 2.0, section 8.17; severities are MQM
//! penalty points of 25 as percentages. What XML cannot hold is written as
//! `cp`, the way of XLIFF, inside the texts, and left out elsewhere. The
//! answer belongs into the empty note of category `answer`.
//! Source: OASIS, *XLIFF Version 2.1*, 2018; W3C, *ITS 2.0*, 2013.

use std::fmt::Write as _;

use super::super::formats::xml;
use super::entry::Entry;
use super::passage::Passage;
use super::{Package, Part, score};
use crate::text::Lang;

/// The policies of a package that were translated from one language, as a document.
pub(super) fn write(package: &Package, source: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let target = match source == package.lang {
        true => String::new(),
        false => format!(" trgLang=\"{}\"", xml::attribute(package.lang.tag())),
    };
    let _ = writeln!(
        out,
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:its=\"http://www.w3.org/2005/11/its\" version=\"2.1\" srcLang=\"{}\"{target} its:version=\"2.0\">",
        xml::attribute(source.tag())
    );
    let parts = package.parts.iter();
    let parts = parts.filter(|part| part.source == source && !part.entries.is_empty());
    for (index, part) in parts.enumerate() {
        file(&mut out, package, part, index + 1);
    }
    out += "</xliff>\n";
    out
}

fn note(out: &mut String, category: &str, text: &str) {
    if !text.is_empty() {
        let text = xml::text(text);
        let _ = writeln!(out, "   <note category=\"{category}\">{text}</note>");
    }
}

fn file(out: &mut String, package: &Package, part: &Part, number: usize) {
    let _ = writeln!(
        out,
        " <file id=\"p{number}\" original=\"{}\" canResegment=\"no\">\n  <notes>",
        xml::attribute(&part.path)
    );
    note(out, "policy", &part.name);
    for line in package.how_in_xliff() {
        note(out, "how-to-answer", &line);
    }
    out.push_str("  </notes>\n");
    for entry in &part.entries {
        unit(out, package, part, entry);
    }
    out.push_str(" </file>\n");
}

fn unit(out: &mut String, package: &Package, part: &Part, entry: &Entry) {
    let number = entry.number;
    let _ = writeln!(
        out,
        "  <unit id=\"f{number}\" name=\"{}\" xml:space=\"preserve\">\n   <its:locQualityIssues xml:id=\"lqi{number}\"><its:locQualityIssue locQualityIssueType=\"{}\" locQualityIssueComment=\"{}\" locQualityIssueSeverity=\"{}\"/></its:locQualityIssues>\n   <notes>",
        xml::attribute(&entry.clause),
        issue(entry.rule, entry.mqm),
        xml::attribute(&entry.wrong),
        score::points(entry.severity) * 4
    );
    note(out, "wrong", &entry.wrong);
    note(out, "advice", &entry.advice);
    note(
        out,
        "suggestion",
        entry.suggestion.as_deref().unwrap_or_default(),
    );
    note(out, "belongs", entry.belongs.as_deref().unwrap_or_default());
    note(out, "place", &entry.place);
    note(out, "severity", entry.severity.name());
    note(out, "mqm", entry.mqm);
    note(out, "rule", entry.rule);
    note(out, "fingerprint", &entry.fingerprint);
    let of_source = |passage: &&Passage| passage.lang == part.source;
    let is_own = part.source == package.lang;
    let (source, target) = match is_own {
        true => (entry.present.as_ref(), None),
        false => (
            entry.compared.as_ref().filter(of_source),
            entry.present.as_ref(),
        ),
    };
    if let Some(other) = &entry.compared
        && source.is_none_or(|source| source.lang != other.lang)
    {
        let (lang, text) = (xml::attribute(other.lang.tag()), xml::text(&other.text()));
        let _ = writeln!(
            out,
            "   <note category=\"compared\" xml:lang=\"{lang}\">{text}</note>"
        );
    }
    out.push_str("   <note category=\"answer\"></note>\n   </notes>\n");
    let state = match target {
        Some(_) => " state=\"translated\"",
        None => "",
    };
    // The words that prove it stand in the edition; what it lacks, in the source.
    let refers = |passage: Option<&Passage>| {
        passage.is_some_and(|passage| passage.pieces.iter().any(|piece| piece.marked))
    };
    let in_target = refers(target);
    let _ = writeln!(
        out,
        "   <segment id=\"s{number}\"{state}><source>{}</source>{}</segment>\n  </unit>",
        content(source, (!in_target).then_some(number)),
        target.map_or_else(String::new, |target| format!(
            "<target>{}</target>",
            content(Some(target), in_target.then_some(number))
        ))
    );
}

/// Inline content, with references to an issue round its marked words.
fn content(passage: Option<&Passage>, issue: Option<usize>) -> String {
    let mut out = String::new();
    let pieces = passage.map_or(&[][..], |passage| &passage.pieces);
    for (index, piece) in pieces.iter().enumerate() {
        let text = points(&piece.text);
        match issue.filter(|_| piece.marked) {
            Some(number) => {
                let _ = write!(
                    out,
                    "<mrk id=\"m{}\" type=\"generic\" its:locQualityIssuesRef=\"#its=lqi{number}\">{text}</mrk>",
                    index + 1
                );
            }
            None => out += &text,
        }
    }
    out
}

/// Text of a policy as content: what XML forbids as a code point.
fn points(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for stretch in text.split_inclusive(|c: char| !xml::is_legal(c)) {
        let last = stretch.chars().next_back().filter(|c| !xml::is_legal(*c));
        out += &xml::text(stretch);
        if let Some(c) = last {
            let _ = write!(out, "<cp hex=\"{:04X}\"/>", u32::from(c));
        }
    }
    out
}

/// The type of ITS 2.0 for an issue of MQM; of a mistranslation the rule says what was mistranslated.
fn issue(rule: &str, mqm: &str) -> &'static str {
    match rule {
        "number-mismatch"
        | "percent-mismatch"
        | "money-mismatch"
        | "duration-mismatch"
        | "date-mismatch"
        | "effective-date-mismatch" => return "numbers",
        "name-mismatch"
        | "identifier-mismatch"
        | "email-mismatch"
        | "url-mismatch"
        | "phone-mismatch"
        | "citation-mismatch"
        | "foreign-name" => return "inconsistent-entities",
        "duplicate-clause" | "repeated-words" => return "duplication",
        "stray-space" => return "whitespace",
        "length-outlier" => return "length",
        _ => {}
    }
    match mqm {
        "accuracy/mistranslation" => "mistranslation",
        "accuracy/omission" => "omission",
        "accuracy/addition" => "addition",
        "accuracy/untranslated" => "untranslated",
        "fluency/spelling" => "misspelling",
        "fluency/punctuation" | "fluency/typography" => "typographical",
        "fluency/character-encoding" => "characters",
        "fluency/grammar" => "grammar",
        "style/register" => "register",
        "design/layout" => "formatting",
        "design/markup" => "markup",
        _ if mqm.starts_with("terminology/") => "terminology",
        _ if mqm.starts_with("style/") => "style",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_a_code_point() {
        assert_eq!(
            points("a\u{1b}[2J ]]> <b>\u{202e}\u{ffff}"),
            "a<cp hex=\"001B\"/>[2J ]]&gt; &lt;b&gt;&#x202e;<cp hex=\"FFFF\"/>"
        );
    }

    #[test]
    fn a_mistranslation_is_told_by_its_rule() {
        for (rule, mqm, its) in [
            ("duration-mismatch", "accuracy/mistranslation", "numbers"),
            (
                "negation-mismatch",
                "accuracy/mistranslation",
                "mistranslation",
            ),
            (
                "inconsistent-term",
                "terminology/inconsistent",
                "terminology",
            ),
            ("future-rule", "future/category", "other"),
        ] {
            assert_eq!(issue(rule, mqm), its);
        }
    }
}
