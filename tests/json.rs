//! What the program writes as JSON, against `schemas/policyglot-1.schema.json`: nothing wrong, and nothing unsaid.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The schema of one line or document, closed: a property that it does not name is an error. As published it is open,
/// because properties may be added.
fn validator(definition: &str) -> jsonschema::Validator {
    let text = include_str!("../schemas/policyglot-1.schema.json");
    let mut schema: Value = serde_json::from_str(text).expect("the schema");
    // What others extend is closed where it is used, not where it stands.
    let mut extended = Vec::new();
    bases(&schema, &mut extended);
    for name in &extended {
        schema["$defs"][name]["open"] = true.into();
    }
    close(&mut schema, &extended);
    schema["oneOf"] =
        json!([{ "$ref": format!("#/$defs/{definition}"), "unevaluatedProperties": false }]);
    jsonschema::validator_for(&schema).expect("a schema")
}

/// The definitions that an `allOf` extends.
fn bases(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            for base in map
                .get("allOf")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let name = base["$ref"]
                    .as_str()
                    .expect("a reference")
                    .rsplit('/')
                    .next();
                found.push(name.expect("a name").to_owned());
            }
            map.values().for_each(|below| bases(below, found));
        }
        Value::Array(all) => all.iter().for_each(|below| bases(below, found)),
        _ => {}
    }
}

fn close(schema: &mut Value, extended: &[String]) {
    match schema {
        Value::Object(map) => {
            let is_schema = map.get("properties").is_some_and(Value::is_object)
                && !map.contains_key("additionalProperties");
            let is_base = map.remove("open").is_some();
            let refers = map.get("$ref").and_then(Value::as_str).is_some_and(|to| {
                extended
                    .iter()
                    .any(|name| to.ends_with(&format!("/{name}")))
            });
            for (key, below) in map.iter_mut() {
                if key != "allOf" {
                    close(below, extended);
                }
            }
            if (is_schema && !is_base) || refers || map.contains_key("allOf") {
                map.insert("unevaluatedProperties".to_owned(), false.into());
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|below| close(below, extended)),
        _ => {}
    }
}

fn run(args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("input");
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn fits(validator: &jsonschema::Validator, document: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{document:#}");
}

/// The policies that are checked: sound, planted, waived, and one that cannot be read.
const POLICIES: &str = "tests/cli/policies";

#[test]
fn documents_and_lines_fit_the_schema() {
    let waived = tempfile::tempdir().expect("a folder");
    for (lang, text) in [
        (
            "en",
            "# Rooms\n\nWrite to desk@inn.example. <!-- policyglot: ignore email-mismatch two desks -->\n",
        ),
        ("ja", "# 客室\n\ninfo@inn.example までご連絡ください。\n"),
    ] {
        std::fs::write(waived.path().join(format!("rooms.{lang}.md")), text).expect("a policy");
    }
    let waived = waived.path().to_string_lossy().into_owned();
    let versions = [
        "histories/kitebox-rental/v01",
        "histories/kitebox-rental/v02",
    ];
    let loans = "tests/cli/policies/loans/vi.md";
    for (definition, line, key, args) in [
        (
            "check",
            "checked",
            "policies",
            vec!["check", POLICIES, &waived],
        ),
        ("align", "aligned", "policies", vec!["align", POLICIES]),
        ("segment", "tree", "editions", vec!["segment", loans]),
        (
            "diff",
            "compared",
            "policies",
            vec!["diff", versions[0], versions[1]],
        ),
    ] {
        let with = |format| [args.as_slice(), &["--isolated", "--format", format]].concat();
        let whole: Value = serde_json::from_str(&run(&with("json"), "")).expect("JSON");
        fits(&validator(definition), &whole, definition);
        if definition == "check" {
            assert_eq!(whole["summary"]["waived"], 1, "{whole:#}");
            assert!(
                whole["unread"]
                    .as_array()
                    .is_some_and(|rows| !rows.is_empty())
            );
        }
        let text = run(&with("jsonl"), "");
        let mut lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let end = lines.pop().expect("the last line");
        assert_eq!(
            (&end["unread"], &end["summary"]),
            (&whole["unread"], &whole["summary"])
        );
        let validator = validator(line);
        for line in &lines {
            fits(&validator, line, definition);
        }
        assert_eq!(whole[key], Value::Array(lines), "{definition}");
    }
}

#[test]
fn answers_of_the_worker_fit_the_schema() {
    let requests = "{\"id\": 1, \"editions\": [{\"lang\": \"en\", \"text\": \"Write to a@inn.example.\"}, \
        {\"lang\": \"ja\", \"text\": \"b@inn.example までご連絡ください。\"}]}\n{\"id\": 2}\n";
    let validator = validator("answer");
    let answers = run(&["worker", "--isolated"], requests);
    assert_eq!(answers.lines().count(), 2);
    for answer in answers.lines() {
        fits(
            &validator,
            &serde_json::from_str(answer).expect("JSON"),
            answer,
        );
    }
}

#[test]
fn the_closed_schema_notices_what_it_does_not_name() {
    let text = run(
        &[
            "check",
            "--isolated",
            "--format",
            "json",
            "tests/cli/policies/loans",
        ],
        "",
    );
    let whole: Value = serde_json::from_str(&text).expect("JSON");
    let validator = validator("check");
    for place in [
        "",
        "/policies/0",
        "/policies/0/findings/0",
        "/policies/0/findings/0/marks/0",
    ] {
        let mut other = whole.clone();
        other.pointer_mut(place).expect("an object")["novelty"] = 1.into();
        assert!(!validator.is_valid(&other), "{place}");
    }
}
