//! Every format on one sample: what people see, what programs rely on.

use std::collections::BTreeSet;

use serde_json::Value;

use super::samples::{findings, policy, write};
use super::{FORMATS, Format, GROUPS, OUTLINES, Style, fingerprint};
use crate::model::{ClauseId, Policy};
use crate::text::{Lang, Source, Span, Stored};

fn format(formats: &'static [Format], name: &str) -> &'static Format {
    formats.iter().find(|format| format.name == name).unwrap()
}

fn json(formats: &'static [Format], policies: usize) -> Value {
    let text = write(format(formats, "json"), &Style::default(), policies);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_json_fits_the_schema() {
    let schema: Value =
        serde_json::from_str(include_str!("../../schemas/policyglot-1.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for formats in [FORMATS, GROUPS, OUTLINES] {
        for policies in 0..3 {
            let document = json(formats, policies);
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
        }
    }
    let mut broken = json(FORMATS, 1);
    broken["policies"][0]["findings"][0]["severity"] = "fatal".into();
    assert!(
        !validator.is_valid(&broken),
        "the schema lets a wrong severity through"
    );
    let mut broken = json(GROUPS, 1);
    broken["policies"][0]["groups"][0]["members"]["zh"][0]["line"] = 0.into();
    assert!(
        !validator.is_valid(&broken),
        "the schema lets a wrong line through"
    );
}

#[test]
fn json_lines_hold_the_same_policies() {
    for (formats, key) in [
        (FORMATS, "policies"),
        (GROUPS, "policies"),
        (OUTLINES, "editions"),
    ] {
        let text = write(format(formats, "jsonl"), &Style::default(), 2);
        let mut lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let end = lines.pop().unwrap();
        let whole = json(formats, 2);
        assert_eq!(whole[key], Value::Array(lines));
        assert_eq!(whole["unread"], end["unread"]);
        assert_eq!(whole["summary"], end["summary"]);
    }
}

#[test]
fn findings_in_json() {
    let document = json(FORMATS, 1);
    let text = write(format(FORMATS, "json"), &Style::default(), 1);
    // A property a line: their order is part of what people read.
    insta::assert_snapshot!(text.replace(",\"", ",\n\""));
    assert_eq!(document["policies"][0]["findings"][1]["confidence"], 0.98);
}

#[test]
fn findings_in_the_terminal() {
    insta::assert_snapshot!(write(format(FORMATS, "text"), &Style::default(), 1));
}

#[test]
fn quiet_prints_the_sums_alone() {
    let style = Style {
        quiet: true,
        ..Style::default()
    };
    insta::assert_snapshot!(write(format(FORMATS, "text"), &style, 0), @"nothing was checked: 0 policies, 0 editions, 0 clauses");
    let text = write(format(FORMATS, "text"), &style, 2);
    assert!(!text.contains("disk@"), "{text}");
}

#[test]
fn groups_in_the_terminal() {
    insta::assert_snapshot!(write(format(GROUPS, "text"), &Style::default(), 1));
}

#[test]
fn outlines_in_the_terminal() {
    insta::assert_snapshot!(write(format(OUTLINES, "text"), &Style::default(), 1));
}

#[test]
fn colours_come_only_when_asked_for_and_change_no_text() {
    for formats in [FORMATS, GROUPS, OUTLINES] {
        let plain = write(format(formats, "text"), &Style::default(), 1);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let style = Style {
            color: true,
            ..Style::default()
        };
        let colored = write(format(formats, "text"), &style, 1);
        assert!(colored.contains('\u{1b}'));
        let mut stripped = String::new();
        let mut rest = colored.as_str();
        while let Some((text, after)) = rest.split_once('\u{1b}') {
            stripped += text;
            rest = after.split_once('m').unwrap().1;
        }
        stripped += rest;
        let lines = |text: &str| {
            text.lines()
                .map(|line| line.trim_end().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&stripped), lines(&plain));
    }
}

/// Puts other text before an edition, as an edit further up would.
fn pushed_down(policy: &mut Policy, lang: Lang, before: &str) {
    let document = &mut policy.editions.get_mut(&lang).unwrap().document;
    document.source = Source::plain(Stored::utf8(before.to_owned() + document.source.text(), 0));
    let by = u32::try_from(before.len()).unwrap();
    for clause in &mut document.clauses {
        clause.span = clause.span.shifted(by);
        clause.body = clause.body.shifted(by);
        if let Some(label) = &mut clause.label {
            label.written = label.written.shifted(by);
        }
    }
}

#[test]
fn fingerprints_survive_moves_and_change_with_the_text() {
    let policy = policy();
    let found = findings(&policy);
    let prints: Vec<String> = found
        .iter()
        .map(|finding| fingerprint(&policy, finding))
        .collect();
    assert_eq!(prints.iter().collect::<BTreeSet<_>>().len(), prints.len());
    // Guards the promise to baselines: these values must never change.
    insta::assert_snapshot!(prints.join(" "));

    let mut moved = policy.clone();
    let mut shifted = found[1].clone();
    pushed_down(&mut moved, Lang::Vi, "Lời nói đầu\n");
    shifted.marks[0].span = shifted.marks[0]
        .span
        .shifted(u32::try_from("Lời nói đầu\n".len()).unwrap());
    assert_eq!(fingerprint(&moved, &shifted), prints[1]);

    let mut other = found[1].clone();
    other.marks[0].span = Span::new(0, 2);
    assert_ne!(fingerprint(&policy, &other), prints[1]);
    let mut judged = found[1].clone();
    judged.confidence(0.5);
    assert_eq!(fingerprint(&policy, &judged), prints[1]);
}

#[test]
fn places_off_the_document_do_no_harm() {
    let mut policy = policy();
    let mut found = findings(&policy);
    found[0].marks[0].span = Span::new(900, 901);
    found[1].marks[0].lang = Lang::Ja;
    found[2].marks[0].span = Span::new(1, 2);
    policy.groups[0]
        .members
        .insert(Lang::Zh, vec![ClauseId(77)]);
    for formats in [FORMATS, GROUPS, OUTLINES] {
        for format in formats {
            let mut writer = (format.open)(Box::new(std::io::sink()), &Style::default());
            writer.policy(&policy, &found).unwrap();
        }
    }
}
