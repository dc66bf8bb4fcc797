//! The self-test finds what is there to be found, and draws the same defects every time.

use std::fmt::Write;
use std::path::Path;

use policyglot::pipeline;
use policyglot::selftest::{KINDS, Options, Outcome, Report, Shown, kinds, run, write_json};
use policyglot::text::Lang;

fn tested(names: &[&str], languages: &[Lang], limit: usize) -> Report {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let options = Options {
        kinds: kinds(&names).expect("kinds that there are"),
        languages: languages.to_vec(),
        limit,
        seed: 0,
        pipeline: pipeline::Options::default(),
    };
    let (report, unread) = run(&["corpus/harbor-refunds".to_owned()], &options);
    assert!(unread.is_empty(), "{unread:?}");
    report
}

#[test]
fn losses_and_wrong_addresses_are_caught() {
    let report = tested(&["item-dropped", "email-letter", "label-changed"], &[], 2);
    assert_eq!(report.policies, 1);
    for kind in ["item-dropped", "email-letter", "label-changed"] {
        let of: Vec<_> = report
            .tries
            .iter()
            .filter(|one| one.kind.name == kind)
            .collect();
        assert!(!of.is_empty(), "{kind}");
        for one in of {
            let place = format!("{}:{}:{}", one.path, one.line, one.column);
            assert_eq!(
                one.verdict.outcome(),
                Outcome::Caught,
                "{kind} at {place}: {} → {}",
                one.before,
                one.after
            );
        }
    }
    assert!(report.below(|_| Some(1.0)).is_empty());
}

#[test]
fn a_longer_run_contains_the_shorter_one() {
    let names = ["negation-removed", "clause-dropped"];
    let of = |limit: usize| -> Vec<String> {
        let report = tested(&names, &[Lang::Ja], limit);
        assert!(report.tries.iter().all(|one| one.lang == Lang::Ja));
        report
            .tries
            .iter()
            .map(|one| {
                format!(
                    "{} {}:{} {}",
                    one.kind.name, one.line, one.column, one.after
                )
            })
            .collect()
    };
    let (short, long) = (of(1), of(3));
    assert!(short.len() < long.len());
    assert!(short.iter().all(|one| long.contains(one)));
    assert_eq!(short, of(1));
}

#[test]
fn places_are_those_of_the_file_as_stored() {
    let report = tested(&["url-changed", "typo"], &[Lang::En], 2);
    assert!(!report.tries.is_empty());
    for one in &report.tries {
        let stored = std::fs::read_to_string(&one.path).expect("the file");
        let line = stored.lines().nth(one.line as usize - 1).expect("the line");
        assert!(
            line.contains(&one.before),
            "{}:{} {}",
            one.path,
            one.line,
            one.before
        );
    }
}

#[test]
fn json_lists_what_was_asked_for() {
    let report = tested(&["email-user"], &[Lang::Vi], 1);
    for (shown, listed) in [(Shown::All, report.tries.len()), (Shown::None, 0)] {
        let mut out = Vec::new();
        write_json(&mut out, &report, shown, &[]).expect("a buffer takes all");
        let value: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(value["schema"], "policyglot/1");
        assert_eq!(value["kinds"][0]["kind"], "email-user");
        assert_eq!(value["injections"].as_array().map(Vec::len), Some(listed));
    }
}

/// The table of kinds in `docs/selftest.md`. `BLESS=1 cargo test --test selftest` writes it.
#[test]
fn the_documentation_lists_the_kinds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/selftest.md");
    let mut table =
        String::from("| kind | defect | rules that name it rightly |\n| --- | --- | --- |\n");
    for kind in KINDS {
        let rules: Vec<String> = kind.rules.iter().map(|rule| format!("`{rule}`")).collect();
        writeln!(
            table,
            "| `{}` ({}) | {} | {} |",
            kind.name,
            kind.family,
            kind.what,
            rules.join(" ")
        )
        .expect("a string");
    }
    let page = std::fs::read_to_string(&path)
        .expect("docs/selftest.md")
        .replace("\r\n", "\n");
    let (front, rest) = page.split_once("## Kinds\n\n").expect("a section on kinds");
    let (_, back) = rest.split_once("\n\n").expect("text behind the table");
    let expected = format!("{front}## Kinds\n\n{table}\n{back}");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, expected).expect("docs/selftest.md can be written");
        return;
    }
    assert!(
        page == expected,
        "docs/selftest.md differs from the kinds: run `BLESS=1 cargo test --test selftest`"
    );
}
