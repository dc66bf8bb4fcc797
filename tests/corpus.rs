//! Our own policies: the clean ones raise nothing, the planted ones exactly what their `expected.toml` says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use policyglot::model::{Finding, Policy, Severity};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::text::Lang;

/// One planted defect.
struct Planted {
    rule: String,
    lang: Lang,
    mark_lang: Lang,
    text: String,
    why: String,
}

fn planted(folder: &Path) -> Vec<Planted> {
    let Ok(text) = std::fs::read_to_string(folder.join("expected.toml")) else {
        return Vec::new();
    };
    let table: toml::Table = text.parse().expect("expected.toml is TOML");
    let text_of =
        |table: &toml::Table, key: &str| table[key].as_str().expect("a string").to_owned();
    table["finding"]
        .as_array()
        .expect("a list of findings")
        .iter()
        .map(|finding| {
            let finding = finding.as_table().expect("a table");
            let mark = finding["mark"].as_table().expect("a table");
            Planted {
                rule: text_of(finding, "rule"),
                lang: text_of(finding, "lang").parse().expect("a language"),
                mark_lang: text_of(mark, "lang").parse().expect("a language"),
                text: text_of(mark, "text"),
                why: text_of(finding, "why"),
            }
        })
        .collect()
}

/// Every policy of the corpus with its findings, by folder.
fn corpus() -> BTreeMap<String, Vec<(Policy, Vec<Finding>)>> {
    let mut out: BTreeMap<String, Vec<(Policy, Vec<Finding>)>> = BTreeMap::new();
    pipeline::run(
        &["corpus".to_owned()],
        &Options::default(),
        &mut |outcome| {
            match outcome {
                Outcome::Policy(policy, findings) => {
                    let path = policy
                        .editions
                        .values()
                        .next()
                        .expect("an edition")
                        .path
                        .clone();
                    let folder = path
                        .split('/')
                        .nth(1)
                        .expect("a folder of the corpus")
                        .to_owned();
                    out.entry(folder).or_default().push((policy, findings));
                }
                Outcome::Unread(unread) => panic!("unread: {unread:?}"),
            }
            true
        },
    );
    out
}

/// Whether a mark of `finding` stands in the clause (or next to it, for what has no text) that holds the planted text.
fn stands_at(policy: &Policy, finding: &Finding, planted: &Planted) -> bool {
    let Some(edition) = policy.edition(planted.mark_lang) else {
        return false;
    };
    let document = &edition.document;
    let clause_at = |at: u32| {
        document
            .clauses
            .partition_point(|clause| clause.span.start <= at)
            .saturating_sub(1)
    };
    finding
        .marks
        .iter()
        .filter(|mark| mark.lang == planted.mark_lang)
        .any(|mark| {
            let clause = clause_at(mark.span.start);
            let near = clause.saturating_sub(usize::from(
                mark.span.is_empty() || finding.rule.name == "empty-item",
            ))..=clause;
            document.clauses.get(near).is_some_and(|clauses| {
                clauses
                    .iter()
                    .any(|clause| document.slice(clause.span).contains(&planted.text))
            })
        })
}

fn line(policy: &Policy, finding: &Finding) -> String {
    let mut out = format!(
        "{} {} {:?} {:?}",
        finding.severity.name(),
        finding.rule.name,
        finding.languages,
        finding.message.args
    );
    for mark in &finding.marks {
        let edition = &policy.editions[&mark.lang];
        let _ = write!(
            out,
            "\n      {:?} {}:{}",
            mark.role,
            edition.path,
            edition.document.source.lines(mark.span).0
        );
    }
    out
}

#[test]
fn every_policy_has_its_editions() {
    let found = corpus();
    for (folder, langs) in [
        ("aurelia-privacy", "zh en ja vi"),
        ("brightpath-cookies", "zh zh-Hant en ja vi"),
        ("harbor-refunds", "zh en ja vi"),
        ("lantern-conduct", "zh en ja vi"),
        ("meridian-terms", "zh en ja vi"),
        ("northwind-dpa", "zh en ja vi"),
        ("pixelforge-disclosure", "zh en ja vi"),
        ("tinysprout-kids", "zh en ja vi"),
    ] {
        let policies = found
            .get(folder)
            .unwrap_or_else(|| panic!("{folder} is not found"));
        assert_eq!(policies.len(), 1, "{folder} is one policy");
        let editions: Vec<&str> = policies[0].0.editions.keys().map(Lang::tag).collect();
        assert_eq!(editions.join(" "), langs, "{folder}");
    }
}

#[test]
fn the_corpus_raises_what_was_planted_and_nothing_else() {
    let mut report = String::new();
    for (folder, policies) in corpus() {
        let expected = planted(&Path::new("corpus").join(&folder));
        for (policy, findings) in &policies {
            let mut open: Vec<&Finding> = findings
                .iter()
                .filter(|finding| finding.severity >= Severity::Warning)
                .collect();
            for planted in &expected {
                let hit = open.iter().position(|finding| {
                    finding.rule.name == planted.rule
                        && finding.languages.contains(&planted.lang)
                        && stands_at(policy, finding, planted)
                });
                match hit {
                    Some(at) => {
                        open.remove(at);
                    }
                    None => {
                        let _ = writeln!(
                            report,
                            "{folder}: NOT FOUND {} in {}: {}",
                            planted.rule, planted.lang, planted.why
                        );
                    }
                }
            }
            for finding in open {
                let _ = writeln!(report, "{folder}: FALSE {}", line(policy, finding));
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
