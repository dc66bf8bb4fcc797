//! Histories of our own policies: what changed, who followed, late, partly or never, as `expected.toml` says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use policyglot::model::{Change, ChangeKind, Finding, Following, History, Origin, Severity};
use policyglot::pipeline::versions::{self, Compared, Side};
use policyglot::pipeline::{self, Options, Outcome};
use policyglot::report::written_value;
use policyglot::text::Lang;

const ROOT: &str = "histories/kitebox-rental";

fn expected() -> toml::Table {
    let text =
        std::fs::read_to_string(Path::new(ROOT).join("expected.toml")).expect("expected.toml");
    text.parse().expect("expected.toml is TOML")
}

fn options() -> Options {
    Options {
        source: Some(Lang::En),
        ..Options::default()
    }
}

fn compare(old: &str, new: &str) -> (History, Vec<Finding>) {
    let side = |version: &str| Side::new(&[format!("{ROOT}/{version}")]);
    let mut out = None;
    versions::compare(&side(old), &side(new), &options(), &mut |compared| {
        match compared {
            Compared::History(history, findings) => {
                assert!(out.is_none(), "a version is one policy");
                out = Some((*history, findings));
            }
            other => panic!("{other:?}"),
        }
        true
    });
    out.expect("two versions")
}

fn kind(name: &str) -> ChangeKind {
    match name {
        "added" => ChangeKind::Added,
        "removed" => ChangeKind::Removed,
        "modified" => ChangeKind::Modified,
        "moved" => ChangeKind::Moved,
        other => panic!("no kind {other}"),
    }
}

/// The old and the new text of a change.
fn text(history: &History, change: &Change) -> String {
    let mut out = String::new();
    for (policy, ids) in [(&history.old, &change.old), (&history.new, &change.new)] {
        for id in ids {
            out += policy.body(change.lang, *id);
            out.push('\n');
        }
    }
    out
}

fn shown(history: &History, change: &Change) -> String {
    let followed: Vec<String> = change
        .followed_by
        .iter()
        .map(|(lang, verdict)| format!("{lang} {:?}", verdict.following))
        .collect();
    format!(
        "{:?} {} minor {} {:?} [{}] {:?}",
        change.kind,
        change.lang,
        change.minor,
        change.origin,
        followed.join(", "),
        text(history, change)
    )
}

fn string<'a>(row: &'a toml::Table, key: &str) -> &'a str {
    row[key].as_str().expect("a string")
}

fn rows<'a>(step: &'a toml::Table, key: &str) -> Vec<&'a toml::Table> {
    step.get(key)
        .and_then(toml::Value::as_array)
        .map_or_else(Vec::new, |rows| {
            rows.iter().filter_map(toml::Value::as_table).collect()
        })
}

fn langs(row: &toml::Table, key: &str) -> Vec<Lang> {
    row.get(key)
        .and_then(toml::Value::as_array)
        .map_or_else(Vec::new, |langs| {
            langs
                .iter()
                .map(|lang| lang.as_str().expect("a tag").parse().expect("a language"))
                .collect()
        })
}

#[test]
fn every_step_is_told_as_it_was_made() {
    let expected = expected();
    let steps = expected["step"].as_array().expect("steps");
    let mut wrong = String::new();
    for (at, step) in steps.iter().enumerate() {
        let step = step.as_table().expect("a step");
        let (old, new) = (format!("v{:02}", at + 1), string(step, "to"));
        let (history, findings) = compare(&old, new);
        let mut open: Vec<&Change> = history.changes.iter().collect();
        let mut say = |what: String| {
            let _ = writeln!(wrong, "{new}: {what}");
        };
        let mut stale: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows(step, "changes") {
            let found = open.iter().position(|change| {
                change.lang == Lang::En
                    && change.kind == kind(string(row, "kind"))
                    && text(&history, change).contains(string(row, "text"))
            });
            let Some(change) = found.map(|at| open.remove(at)) else {
                say(format!("not found: {row:?}"));
                continue;
            };
            let minor = row.get("minor").and_then(toml::Value::as_bool) == Some(true);
            if change.minor != minor {
                say(format!("minor: {}", shown(&history, change)));
            }
            for lang in [Lang::Zh, Lang::Ja, Lang::Vi] {
                let want = if minor {
                    None
                } else if langs(row, "stale").contains(&lang) {
                    *stale.entry("stale-translation").or_default() += 1;
                    Some(Following::Stale)
                } else if langs(row, "partial").contains(&lang) {
                    *stale.entry("stale-translation").or_default() += 1;
                    Some(Following::Partial)
                } else {
                    Some(Following::Followed)
                };
                let got = change
                    .followed_by
                    .get(&lang)
                    .map(|verdict| verdict.following);
                if got != want {
                    say(format!(
                        "{lang} should be {want:?}: {}",
                        shown(&history, change)
                    ));
                }
            }
            if let Some(value) = row.get("value").and_then(toml::Value::as_array) {
                let written = |value: &Option<policyglot::model::Value>| {
                    value.as_ref().map(|value| written_value(value).1)
                };
                let all: Vec<_> = change
                    .values
                    .iter()
                    .map(|values| (written(&values.old), written(&values.new)))
                    .collect();
                let ends = |text: &Option<String>, want: &toml::Value| {
                    text.as_deref()
                        .is_some_and(|text| text.ends_with(want.as_str().expect("a value")))
                };
                if !all
                    .iter()
                    .any(|(a, b)| ends(a, &value[0]) && ends(b, &value[1]))
                {
                    say(format!("values {all:?} should hold {value:?}"));
                }
            }
        }
        for (key, origin) in [("late", Origin::CatchesUp), ("own", Origin::Own)] {
            for row in rows(step, key) {
                let lang: Lang = string(row, "lang").parse().expect("a language");
                let found = open.iter().position(|change| {
                    change.lang == lang
                        && change.kind == kind(string(row, "kind"))
                        && text(&history, change).contains(string(row, "text"))
                });
                match found.map(|at| open.remove(at)) {
                    Some(change) if change.origin == origin => {}
                    Some(change) => say(format!("{key}: {}", shown(&history, change))),
                    None => say(format!("not found: {row:?}")),
                }
                if origin == Origin::Own {
                    *stale.entry("unsourced-change").or_default() += 1;
                }
            }
        }
        for change in open {
            if change.lang == Lang::En || change.origin != Origin::Follows {
                say(format!("not expected: {}", shown(&history, change)));
            }
        }
        for rule in ["stale-translation", "unsourced-change"] {
            let count = findings
                .iter()
                .filter(|finding| finding.rule.name == rule)
                .map(|finding| finding.languages.len())
                .sum::<usize>();
            let want = stale.get(rule).copied().unwrap_or(0);
            if count != want {
                say(format!("{rule}: {count} instead of {want}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_version_is_no_change_of_itself() {
    for number in 1..=10 {
        let version = format!("v{number:02}");
        let (history, findings) = compare(&version, &version);
        assert!(history.changes.is_empty() && history.renumbered.is_empty());
        assert!(findings.is_empty());
    }
}

#[test]
fn a_moved_section_is_one_move_and_a_renumbering_one_line() {
    let (history, _) = compare("v06", "v07");
    let moves = |lang: Lang| {
        history
            .changes
            .iter()
            .filter(|change| change.lang == lang && change.kind == ChangeKind::Moved)
            .count()
    };
    assert_eq!([moves(Lang::En), moves(Lang::Zh), moves(Lang::Vi)], [1; 3]);
    let renumbered = history.renumbered.iter().filter(|one| one.lang == Lang::En);
    // 4 became 5, and 5 became 4.
    assert_eq!(renumbered.count(), 2);
}

#[test]
fn sound_versions_raise_nothing() {
    let expected = expected();
    for version in expected["sound"].as_array().expect("versions") {
        let path = format!("{ROOT}/{}", version.as_str().expect("a name"));
        pipeline::run(std::slice::from_ref(&path), &options(), &mut |outcome| {
            match outcome {
                Outcome::Policy(_, findings) => {
                    let found: Vec<String> = findings
                        .iter()
                        .filter(|finding| finding.severity >= Severity::Warning)
                        .map(|finding| format!("{} {:?}", finding.rule.name, finding.message))
                        .collect();
                    assert!(found.is_empty(), "{path}: {found:?}");
                }
                Outcome::Unread(row) => panic!("{row:?}"),
            }
            true
        });
    }
}
