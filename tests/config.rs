//! The files that are made from the list of configuration keys. `BLESS=1 cargo test --test config` writes them.

use std::fs;
use std::path::Path;

use policyglot::pipeline::{CONFIG_FILE, Config, config_schema, config_table, config_template};
use serde_json::Value;

fn is_up_to_date(file: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, made).expect("the file can be written");
        return;
    }
    let stored = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        stored == made,
        "{file} differs from the list of keys: run `BLESS=1 cargo test --test config`"
    );
}

fn schema() -> Value {
    serde_json::from_str(&config_schema().expect("a schema")).expect("JSON")
}

#[test]
fn the_schema_is_up_to_date() {
    is_up_to_date(
        "schemas/policyglot-config.schema.json",
        &config_schema().expect("a schema"),
    );
}

#[test]
fn the_documentation_is_up_to_date() {
    const BEGIN: &str = "<!-- keys: made by `BLESS=1 cargo test --test config` -->\n\n";
    const END: &str = "\n<!-- end of keys -->";
    let file = "docs/configuration.md";
    let stored = fs::read_to_string(file)
        .expect("the page")
        .replace("\r\n", "\n");
    let begin = stored.find(BEGIN).expect("the mark of the keys") + BEGIN.len();
    let end = begin + stored[begin..].find(END).expect("the end of the keys");
    let made = format!("{}{}{}", &stored[..begin], config_table(), &stored[end..]);
    is_up_to_date(file, &made);
}

/// TOML as an editor hands it to a validator.
fn json(text: &str) -> Value {
    let table: toml::Table = toml::from_str(text).expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

/// The schema accepts what the program reads and refuses what it refuses.
#[test]
fn schema_and_program_agree() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for text in [
        "",
        "source = \"zh\"\nlanguages = [\"zh-TW\", \"en\"]\nmin-confidence = 0.5\nfail-on = \"never\"",
        "[rules]\nmissing-clause = \"off\"\nnumbering = \"default\"\n[limits]\nfile-size = \"20M\"\nline = 1000",
        "select = [\"structure\", \"email-mismatch\"]\n[[overrides]]\npaths = [\"a/**\"]\nrules = { facts = \"info\" }",
    ] {
        assert!(
            Config::parse(Path::new(CONFIG_FILE), text).is_ok(),
            "{text}"
        );
        assert!(validator.is_valid(&json(text)), "{text}");
    }
    for text in [
        "sorce = \"zh\"",
        "source = 1",
        "min-confidence = 2",
        "min-severity = \"never\"",
        "jobs = \"4\"",
        "select = [\"no-such-rule\"]",
        "[rules]\nno-such-rule = \"off\"",
        "[rules]\nmissing-clause = \"on\"",
        "[limits]\nfile-size = \"big\"",
        "[limits]\nwidth = 1",
        "[[overrides]]\nsource = \"en\"",
        "exclude = \"drafts\"",
    ] {
        assert!(
            Config::parse(Path::new(CONFIG_FILE), text).is_err(),
            "{text}"
        );
        assert!(!validator.is_valid(&json(text)), "{text}");
    }
}

/// What `init` writes is read, as it is and with every example taken out of its comment.
#[test]
fn the_template_is_valid() {
    let template = config_template();
    assert!(Config::parse(Path::new(CONFIG_FILE), &template).is_ok());
    assert!(
        json(&template)
            .as_object()
            .is_some_and(serde_json::Map::is_empty)
    );
}
