//! The list of keys → the file that `init` writes, the JSON Schema for editors, the table of the documentation.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, LEVELS, Section, Shape};
use crate::rules::RULES;

const HEAD: &str = "\
# What policyglot checks here, and how. Every key is optional; a line behind `#` shows an example.
# The command line wins over this file. docs/configuration.md explains every key, `policyglot rules` lists the rules.
";

fn keys(section: Section) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.section == section)
}

/// A commented configuration.
#[must_use]
pub fn config_template() -> String {
    let mut out = HEAD.to_owned();
    let section = |out: &mut String, section| {
        for key in keys(section) {
            let _ = write!(out, "\n# {}\n# {} = {}\n", key.about, key.name, key.example);
        }
    };
    section(&mut out, Section::Top);
    out += "\n# What becomes of the findings of a rule or of a family: error, warning, info, off or default.\n\
            # [rules]\n# label-style = \"off\"\n# length-outlier = \"info\"\n";
    out += "\n# Bounds on what is read; what passes one is reported and left out.\n# [limits]\n";
    for key in keys(Section::Limits) {
        let _ = writeln!(
            out,
            "# {} = {}  # {}",
            key.name,
            key.example,
            key.about.trim_end_matches('.')
        );
    }
    out += "\n# Other settings for some files; of several that match, the last wins.\n# [[overrides]]\n";
    for key in keys(Section::Overrides) {
        let _ = writeln!(out, "# {} = {}", key.name, key.example);
    }
    out += "# rules = { label-style = \"off\" }\n";
    out
}

/// The keys as a table in Markdown.
#[must_use]
pub fn config_table() -> String {
    let mut out = String::new();
    for (section, name) in [
        (Section::Top, "At the top"),
        (Section::Limits, "In `[limits]`"),
        (Section::Overrides, "In `[[overrides]]`"),
    ] {
        let _ = write!(
            out,
            "### {name}\n\n| key | takes | what it is for |\n| --- | --- | --- |\n"
        );
        for key in keys(section) {
            let takes = match key.shape {
                Shape::Lang => "a language",
                Shape::Langs => "a list of languages",
                Shape::Patterns => "a list of patterns",
                Shape::Rules => "a list of rules and families",
                Shape::Word(words) => &words.join(", "),
                Shape::Text => "text",
                Shape::Texts => "a list of texts",
                Shape::Path => "a path",
                Shape::Paths => "a list of paths",
                Shape::Probability => "0 to 1",
                Shape::Count => "a number",
                Shape::Size => "bytes, such as `\"20M\"`",
            };
            let _ = writeln!(
                out,
                "| `{}` | {takes} | {} `{} = {}` |",
                key.name, key.about, key.name, key.example
            );
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A JSON Schema (2020-12) of the configuration, for editors that complete and check TOML with one.
///
/// # Errors
/// Never for the keys that there are.
pub fn config_schema() -> serde_json::Result<String> {
    let properties = |section| -> Map<String, Value> {
        keys(section)
            .map(|key| (key.name.to_owned(), property(key)))
            .collect()
    };
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let mut families: Vec<&str> = RULES.iter().map(|rule| rule.family()).collect();
    families.sort_unstable();
    families.dedup();
    names.splice(0..0, families.iter().copied());
    let levels: Map<String, Value> = names
        .iter()
        .map(|name| {
            let about = crate::rules::find(name).map_or_else(
                || format!("All rules of the family {name}."),
                |rule| rule.summary().to_owned(),
            );
            (
                (*name).to_owned(),
                json!({"$ref": "#/$defs/level", "description": about}),
            )
        })
        .collect();
    let mut top = properties(Section::Top);
    top.insert("rules".to_owned(), json!({"$ref": "#/$defs/rules"}));
    top.insert(
        "limits".to_owned(),
        json!({
            "description": "Bounds on what is read; what passes one is reported and left out.",
            "type": "object",
            "additionalProperties": false,
            "properties": properties(Section::Limits),
        }),
    );
    let mut over = properties(Section::Overrides);
    over.insert("rules".to_owned(), json!({"$ref": "#/$defs/rules"}));
    top.insert(
        "overrides".to_owned(),
        json!({
            "description": "Other settings for some files; of several that match, the last wins.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["paths"],
                "additionalProperties": false,
                "properties": over,
            },
        }),
    );
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://policyglot.dev/schemas/policyglot-config.schema.json",
        "title": "policyglot.toml",
        "description": "Configuration of policyglot. Made from the list of keys in src/pipeline/config/keys.rs.",
        "type": "object",
        "additionalProperties": false,
        "properties": top,
        "$defs": {
            "lang": {
                "description": "A BCP 47 tag: zh (simplified), zh-Hant, en, ja, vi, or another.",
                "type": "string",
                "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$",
            },
            "level": {"enum": LEVELS},
            "rules": {
                "description": "What becomes of the findings of a rule or of a family.",
                "type": "object",
                "additionalProperties": false,
                "properties": levels,
            },
            "rule": {"enum": names},
        },
    });
    serde_json::to_string_pretty(&schema).map(|text| text + "\n")
}

fn property(key: &Key) -> Value {
    let mut value = match key.shape {
        Shape::Lang => json!({"$ref": "#/$defs/lang"}),
        Shape::Langs => json!({"type": "array", "items": {"$ref": "#/$defs/lang"}}),
        Shape::Patterns | Shape::Texts | Shape::Paths => {
            json!({"type": "array", "items": {"type": "string", "minLength": 1}})
        }
        Shape::Rules => json!({"type": "array", "items": {"$ref": "#/$defs/rule"}}),
        Shape::Word(words) => json!({"enum": words}),
        Shape::Text | Shape::Path => json!({"type": "string", "minLength": 1}),
        Shape::Probability => json!({"type": "number", "minimum": 0, "maximum": 1}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::Size => json!({"oneOf": [
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": "^ *[0-9]+ *([kKmMgG]?([iI]?[bB])?) *$"},
        ]}),
    };
    if let Value::Object(fields) = &mut value {
        fields.insert("description".to_owned(), key.about.into());
    }
    value
}
