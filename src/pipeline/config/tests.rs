//! Configurations that are read, and those that are refused with the place.

use super::*;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(Path::new("/policies/policyglot.toml"), text).map_err(|error| error.to_string())
}

#[test]
fn a_whole_configuration_is_read() {
    let config = parse(
        r#"
source = "zh"
languages = ["zh", "zh-TW", "en"]
include = ["legal/**"]
exclude = ["drafts"]
encoding = "sjis"
select = ["structure", "email-mismatch"]
ignore = ["label-style"]
min-severity = "warning"
min-confidence = 0.25
fail-on = "never"
format = "jsonl"
baseline = "known.tsv"
cache = "../cache"
jobs = 4

[rules]
email-mismatch = "default"
facts = "warning"
numbering = "off"

[limits]
file-size = "2M"
line = 500_000
depth = 12
clauses = 1_000
files = 10

[[overrides]]
paths = ["hr/**"]
source = "en"
languages = []
rules = { numbering-gap = "error" }
"#,
    )
    .expect("a configuration");
    assert_eq!(config.source, Some(Lang::Zh));
    assert_eq!(config.languages, [Lang::Zh, Lang::ZhHant, Lang::En]);
    assert_eq!(config.encoding.as_deref(), Some("Shift_JIS"));
    assert_eq!(config.fail_on, Some(None));
    assert_eq!(config.min_confidence, Some(0.25));
    assert_eq!(
        (config.limits.file_bytes, config.limits.line_bytes),
        (2 << 20, 500_000)
    );
    assert_eq!(config.baseline, Some(PathBuf::from("/policies/known.tsv")));
    assert_eq!(config.rules.get("email-mismatch"), Some(&Level::Default));
    assert_eq!(
        config.rules.get("url-mismatch"),
        Some(&Level::At(Severity::Warning))
    );
    assert!(config.wants("/policies/legal/a/en.md"));
    assert!(!config.wants("/policies/legal/drafts/en.md"));
    assert!(!config.wants("/policies/hr/en.md"));
    assert_eq!(
        config.expected("/policies/hr/en.md"),
        (Some(Lang::En), vec![])
    );
    assert_eq!(config.expected("/policies/legal/en.md").0, Some(Lang::Zh));
}

#[test]
fn what_no_configuration_holds_is_named_with_its_line() {
    for (text, line, why) in [
        (
            "\nsorce = \"zh\"",
            2,
            "unknown key `sorce`: did you mean `source`?",
        ),
        ("colour = 1", 1, "known are source, languages"),
        ("[limits]\ndeepth = 1", 2, "did you mean `depth`?"),
        (
            "[[overrides]]\npaths = [\"a\"]\n[[overrides]]\nsource = \"en\"",
            3,
            "`paths` is missing",
        ),
        ("[[overrides]]\npath = [\"a\"]", 2, "did you mean `paths`?"),
        (
            "[rules]\nmissing-clauses = \"off\"",
            2,
            "did you mean `missing-clause`?",
        ),
        (
            "[rules]\nmissing-clause = \"on\"",
            2,
            "one of error, warning, info, off, default",
        ),
        (
            "select = [\"structure\",\n\"facs\"]",
            2,
            "did you mean `facts`?",
        ),
        ("source = \"klingon\"", 1, "unknown language `klingon`"),
        ("languages = \"zh\"", 1, "a list of languages"),
        ("min-confidence = 80", 1, "from 0 to 1"),
        ("min-severity = \"bad\"", 1, "one of error, warning, info"),
        ("jobs = -1", 1, "a whole number"),
        ("[limits]\nfile-size = \"big\"", 2, "bytes"),
        ("encoding = \"utf-9\"", 1, "no encoding"),
        ("exclude = [\"a[\"]", 1, "no pattern"),
        ("baseline = \"\"", 1, "text in quotation marks"),
        ("source = zh", 1, "no valid TOML"),
        ("rules = 1", 1, "a table"),
        ("a = 1\na = 2", 2, "no valid TOML"),
    ] {
        let error = parse(text).expect_err(text);
        assert!(
            error.starts_with(&format!("/policies/policyglot.toml:{line}: "))
                && error.contains(why),
            "{text}: {error}"
        );
    }
}

/// The list of keys and the reader are one: every key is read, with its example.
#[test]
fn every_key_is_read_with_its_example() {
    for key in KEYS {
        let line = format!("{} = {}\n", key.name, key.example);
        let text = match key.section {
            Section::Top => line,
            Section::Limits => format!("[limits]\n{line}"),
            Section::Overrides if key.name == "paths" => format!("[[overrides]]\n{line}"),
            Section::Overrides => format!("[[overrides]]\npaths = [\"a\"]\n{line}"),
        };
        let found = parse(&text);
        assert!(found.is_ok(), "{text}: {found:?}");
    }
    let sorted: BTreeMap<&str, ()> = KEYS
        .iter()
        .filter(|key| key.section == Section::Top)
        .map(|key| (key.name, ()))
        .collect();
    assert!(!sorted.contains_key("rules"));
}

/// Without its comment marks the template is a configuration.
#[test]
fn the_template_is_a_configuration() {
    let template = config_template();
    assert!(parse(&template).is_ok());
    let open: String = template
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.starts_with('[') || line.contains(" = "))
        .map(|line| format!("{line}\n"))
        .collect();
    // Rules of the examples may be those of a later version.
    let open = open
        .replace("length-outlier", "extra-clause")
        .replace("label-style", "missing-clause");
    let found = parse(&open);
    assert!(found.is_ok(), "{open}\n{found:?}");
}

#[test]
fn levels_change_severities_and_leave_out() {
    let config = parse("[rules]\nfacts = \"info\"\n[[overrides]]\npaths = [\"hr\"]\nrules = { facts = \"off\" }\n[[overrides]]\npaths = [\"hr/x.md\"]\nrules = { facts = \"default\" }").expect("a configuration");
    let texts = [
        (
            Lang::En,
            "1. Contact\nWrite to desk@inn.example for a room.\n",
        ),
        (
            Lang::Ja,
            "1. 連絡先\nお部屋のご予約は info@inn.example までご連絡ください。\n",
        ),
    ];
    let (_, found) = crate::pipeline::check_texts(&texts);
    assert_eq!(found.len(), 1);
    for (path, expected) in [
        ("/policies/a.md", Some(Severity::Info)),
        ("/policies/hr/a.md", None),
        ("/policies/hr/x.md", Some(Severity::Error)),
    ] {
        let mut findings = found.clone();
        config.level(path, &mut findings);
        assert_eq!(
            findings.first().map(|finding| finding.severity),
            expected,
            "{path}"
        );
    }
}

#[test]
fn the_nearest_configuration_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let below = folder.path().join("a/b");
    std::fs::create_dir_all(&below).expect("folders");
    let path = below.join("en.md").to_string_lossy().into_owned();
    std::fs::create_dir(folder.path().join(".git")).expect("a folder");
    assert_eq!(
        Config::find(std::slice::from_ref(&path))
            .expect("none")
            .path,
        None
    );
    std::fs::write(folder.path().join(CONFIG_FILE), "source = \"ja\"").expect("a file");
    let config = Config::find(std::slice::from_ref(&path)).expect("a configuration");
    assert_eq!(config.source, Some(Lang::Ja));
    std::fs::create_dir(folder.path().join("a/.git")).expect("a folder");
    assert_eq!(
        Config::find(std::slice::from_ref(&path))
            .expect("none")
            .path,
        None
    );
    let other = folder.path().to_string_lossy().into_owned();
    let error = Config::find(&[path, other]).expect_err("two configurations");
    assert!(error.to_string().contains("--config"), "{error}");
}
