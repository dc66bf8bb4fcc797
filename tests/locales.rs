//! Every locale says what English says: the documentation of all rules, in words of its own.

use std::fs;
use std::path::Path;

use policyglot::report::Locale;
use policyglot::rules::RULES;

/// The code spans of a text, which no locale translates.
fn codes(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|code| code.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The lines of a documentation before its examples.
fn prose(locale: Locale, rule: &policyglot::model::RuleMeta) -> Vec<String> {
    let lines = locale.documentation(rule).into_iter();
    let mut lines: Vec<String> = lines
        .take_while(|line| !line.starts_with("```"))
        .map(|line| line.into_owned())
        .collect();
    // The heading of the examples.
    while lines
        .last()
        .is_some_and(|line| line.is_empty() || line.starts_with('#'))
    {
        lines.pop();
    }
    lines
}

#[test]
fn every_locale_documents_every_rule_and_nothing_else() {
    for locale in &Locale::ALL[1..] {
        let path = format!("dictionaries/{}/rules.md", locale.tag());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        let text = fs::read_to_string(file).expect("the file of the locale");
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .collect();
        let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names, rules, "{path}");
    }
}

#[test]
fn a_documentation_is_whole_and_translated() {
    for rule in RULES.iter() {
        let english = prose(Locale::En, rule);
        for locale in &Locale::ALL[1..] {
            let own = prose(*locale, rule);
            let what = format!("{} in {}", rule.name, locale.tag());
            assert_eq!(codes(&own.join("\n")), codes(&english.join("\n")), "{what}");
            assert!(
                !own.iter()
                    .any(|line| !line.is_empty() && english.contains(line)),
                "{what}"
            );
            let headings = |lines: &[String]| lines.iter().filter(|l| l.starts_with("## ")).count();
            assert_eq!(headings(&own), headings(&english), "{what}");
            assert!(
                own.iter().any(|line| line == locale.summary(rule)),
                "{what}"
            );
            let examples = |locale: Locale| {
                let lines = locale.documentation(rule).into_iter();
                lines
                    .skip_while(|line| !line.starts_with("```"))
                    .collect::<Vec<_>>()
            };
            assert_eq!(examples(*locale), examples(Locale::En), "{what}");
        }
    }
}
