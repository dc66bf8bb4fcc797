//! Every rule's documentation holds: its examples run through the real reader, segmenter and aligner.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use policyglot::model::{Finding, Policy, RuleMeta, Severity};
use policyglot::pipeline::check_marked;
use policyglot::pipeline::versions::compare_texts;
use policyglot::rules::RULES;
use policyglot::text::Lang;

/// An example of a rule's documentation.
struct Example {
    /// ```` ```policy fail ```` or ```` ```policy pass ````.
    fails: bool,
    /// The format of its texts: `txt`, unless a word behind `fail` or `pass` names another.
    format: String,
    /// Each edition in the order of its first line.
    editions: Vec<(Lang, String)>,
    /// The version before, of the rules on changes: lines tagged `[en old]`.
    before: Vec<(Lang, String)>,
}

/// The examples of a rule. A line `[en] text` belongs to the English edition, a line without a tag to the edition before it.
fn examples(rule: &RuleMeta) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open: Option<Example> = None;
    let mut lang = None;
    for line in rule.documentation.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(info) = line.strip_prefix("```policy ") {
            let (kind, format) = info.split_once(' ').unwrap_or((info, "txt"));
            assert!(
                matches!(kind, "fail" | "pass"),
                "{}: an example is `policy fail` or `policy pass`, not `{kind}`",
                rule.name
            );
            open = Some(Example {
                fails: kind == "fail",
                format: format.to_owned(),
                editions: Vec::new(),
                before: Vec::new(),
            });
            lang = None;
        } else if line == "```" {
            found.extend(open.take());
        } else if let Some(example) = &mut open {
            let tagged = line
                .strip_prefix('[')
                .and_then(|rest| rest.split_once(']'))
                .and_then(|(tag, text)| {
                    let (tag, old) = match tag.strip_suffix(" old") {
                        Some(tag) => (tag, true),
                        None => (tag, false),
                    };
                    Some(((tag.parse::<Lang>().ok()?, old), text))
                });
            let text = match tagged {
                Some((named, text)) => {
                    lang = Some(named);
                    text.strip_prefix(' ').unwrap_or(text)
                }
                None => line,
            };
            let (lang, old) = lang.unwrap_or_else(|| {
                panic!(
                    "{}: an example begins with the tag of a language",
                    rule.name
                )
            });
            let editions = if old {
                &mut example.before
            } else {
                &mut example.editions
            };
            let at = editions
                .iter()
                .position(|(known, _)| *known == lang)
                .unwrap_or_else(|| {
                    editions.push((lang, String::new()));
                    editions.len() - 1
                });
            let edition = &mut editions[at].1;
            edition.push_str(text);
            edition.push('\n');
        }
    }
    assert!(open.is_none(), "{}: an example is not closed", rule.name);
    found
}

/// The policy of an example, and what is found in it: by the rules on a version, or by those on two. An example that
/// passes must do so as a version, too.
fn found(example: &Example) -> (Policy, Vec<Finding>) {
    let editions: Vec<(Lang, &str)> = example
        .editions
        .iter()
        .map(|(lang, text)| (*lang, text.as_str()))
        .collect();
    let (policy, findings) = check_marked(&example.format, &editions);
    if example.before.is_empty() {
        return (policy, findings);
    }
    let versions: Vec<(Lang, &str, &str)> = editions
        .iter()
        .map(|(lang, new)| {
            let old = example.before.iter().find(|(other, _)| other == lang);
            (*lang, old.map_or("", |(_, text)| text.as_str()), *new)
        })
        .collect();
    let (history, mut changed) = compare_texts(&versions);
    if !example.fails {
        changed.extend(findings);
    }
    (history.new, changed)
}

fn run(example: &Example) -> Vec<Finding> {
    found(example).1
}

fn shown(finding: &Finding) -> String {
    let args: Vec<String> = finding
        .message
        .args
        .iter()
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    format!(
        "{} {} ({})",
        finding.severity.name(),
        finding.message.id,
        args.join(", ")
    )
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    for rule in RULES.iter() {
        for (number, example) in examples(rule).iter().enumerate() {
            let found = run(example);
            let kind = if example.fails { "fail" } else { "pass" };
            let own = found
                .iter()
                .filter(|finding| finding.rule.name == rule.name)
                .count();
            let others = found
                .iter()
                .filter(|finding| {
                    finding.rule.name != rule.name && finding.severity >= Severity::Warning
                })
                .count();
            let holds = if example.fails {
                own == 1 && others == 0
            } else {
                found.is_empty()
            };
            if !holds {
                let found: Vec<String> = found.iter().map(shown).collect();
                wrong.push(format!(
                    "{}, example {} ({kind}):\n    {}",
                    rule.name,
                    number + 1,
                    found.join("\n    ")
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples do not hold\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Findings name places that exist: marks inside the text, on character boundaries, languages that have an edition.
#[test]
fn findings_of_examples_are_well_formed() {
    for rule in RULES.iter() {
        for example in examples(rule) {
            let (policy, findings) = found(&example);
            for finding in findings {
                let name = finding.rule.name;
                assert!(
                    !finding.marks.is_empty() || finding.rule.name == "missing-edition",
                    "{name} marks nothing"
                );
                assert!(
                    !finding.languages.is_empty(),
                    "{name} names no edition at fault"
                );
                assert!(
                    finding.confidence > 0.0 && finding.confidence < 1.0,
                    "{name}: confidence {}",
                    finding.confidence
                );
                for mark in &finding.marks {
                    let edition = policy
                        .edition(mark.lang)
                        .unwrap_or_else(|| panic!("{name} marks an edition that is not there"));
                    assert!(
                        edition
                            .document
                            .source
                            .text()
                            .get(mark.span.range())
                            .is_some(),
                        "{name} marks {:?}",
                        mark.span
                    );
                }
            }
        }
    }
}

#[test]
fn documentation_has_its_parts() {
    for rule in RULES.iter() {
        let (name, summary) = (rule.name, rule.summary());
        assert!(
            !summary.is_empty() && summary.chars().count() <= 80,
            "{name}: the summary is one line of at most 80 characters: {summary}"
        );
        assert!(
            summary.ends_with('.'),
            "{name}: the summary is a sentence: {summary}"
        );
        let second = rule
            .documentation
            .trim_start()
            .lines()
            .nth(1)
            .unwrap_or_default();
        assert!(
            second.trim().is_empty(),
            "{name}: an empty line follows the summary"
        );
        for part in ["## Why", "## Examples"] {
            assert!(
                rule.documentation.lines().any(|line| line.trim() == part),
                "{name} lacks {part}"
            );
        }
        let examples = examples(rule);
        assert!(
            examples.iter().any(|example| example.fails),
            "{name} lacks a failing example"
        );
        assert!(
            examples.iter().any(|example| !example.fails),
            "{name} lacks a passing example"
        );
        let semver = rule
            .since
            .split('.')
            .filter(|part| part.parse::<u32>().is_ok())
            .count();
        assert_eq!(semver, 3, "{name}: since {}", rule.since);
        let kebab = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(
            kebab && !name.starts_with('-') && !name.ends_with('-'),
            "{name} is kebab-case"
        );
    }
}

/// The files below `src/rules/<family>/` that declare a rule, by the file's name, with the text.
fn rule_files() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for family in fs::read_dir("src/rules").expect("src/rules") {
        let family = family.expect("an entry").path();
        if !family.is_dir() {
            continue;
        }
        for file in fs::read_dir(&family)
            .expect("a family")
            .map(|file| file.expect("an entry").path())
            // a rule's own modules stand in the folder of its name
            .filter(|file| file.is_file())
        {
            let text = fs::read_to_string(&file).expect("source");
            if text.lines().any(|line| line.starts_with("rule! {")) {
                let stem = file
                    .file_stem()
                    .and_then(|stem| stem.to_str())
                    .expect("a name")
                    .replace('_', "-");
                let twice = found.insert(stem, text);
                assert!(
                    twice.is_none(),
                    "two files for one rule: {}",
                    file.display()
                );
            }
        }
    }
    found
}

#[test]
fn files_on_disk_equal_the_list() {
    let on_disk: BTreeSet<String> = rule_files().into_keys().collect();
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(listed.len(), RULES.len(), "a name stands twice in RULES");
    assert_eq!(on_disk, listed);
}

/// Message and help of every id.
fn messages() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let folder = Path::new("dictionaries/en");
    for file in fs::read_dir(folder)
        .expect("the folder of messages")
        .map(|file| file.expect("an entry").path())
    {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        if !(name.starts_with("messages") && name.ends_with(".tsv")) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("messages");
        let ids: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert!(
            ids.is_sorted_by(|a, b| a < b),
            "{name} is sorted and unique"
        );
        for line in text.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{name}: id, message, help: {line}");
            found.insert(
                columns[0].to_owned(),
                (columns[1].to_owned(), columns[2].to_owned()),
            );
        }
    }
    found
}

/// The arguments that a template asks for: `{name}` or `{name|one|many}`.
fn asked(template: &str) -> BTreeSet<String> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(inside, _)| inside.split('|').next().unwrap_or(inside).to_owned())
        .collect()
}

/// What stands in quotation marks in `text` and has the form of a variant of `rule`'s message.
fn variants_in(text: &str, rule: &str) -> BTreeSet<String> {
    let is_variant = |id: &&str| {
        let rest = id
            .strip_prefix(rule)
            .and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        })
    };
    text.split('"')
        .filter(is_variant)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_message_stands_in_the_file_and_gets_its_arguments() {
    let messages = messages();
    for (rule, text) in rule_files() {
        for id in variants_in(&text, &rule) {
            assert!(messages.contains_key(&id), "no message {id}");
        }
    }
    for rule in RULES.iter() {
        for example in examples(rule) {
            for finding in run(&example) {
                let (message, help) = messages
                    .get(finding.message.id)
                    .unwrap_or_else(|| panic!("no message {}", finding.message.id));
                let given: BTreeSet<String> = finding
                    .message
                    .args
                    .iter()
                    .map(|(name, _)| (*name).to_owned())
                    .collect();
                for asked in asked(message).union(&asked(help)) {
                    assert!(
                        given.contains(asked),
                        "{} is not given {{{asked}}}",
                        finding.message.id
                    );
                }
            }
        }
    }
}
