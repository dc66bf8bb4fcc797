//! Every format on the sample of the report: as it looks, with hostile text, and in large runs.

use super::super::samples::{findings, policy, write};
use super::super::{FORMATS, Format, GROUPS, Style, Summary};
use crate::model::{Finding, Policy, Severity, Suppression, SuppressionKind, Unread};
use crate::text::{Lang, Source, Span, Stored, is_hidden};

/// Everything that means something to one of the formats.
const HOSTILE: &str = "=1+1 \"a\",'b' ]]> <script>x</script> &lt; | [a](b) `c` @team #1 $x$\r\n::error::pwned %0A \u{0}\u{1b}[2J\u{202e}\u{200b}\u{fffe}\u{2028}{0}";

fn format(name: &str) -> &'static Format {
    let mut formats = FORMATS.iter().chain(GROUPS);
    formats.find(|format| format.name == name).unwrap()
}

fn written(name: &str, style: &Style, runs: &[(&Policy, &[Finding])], unread: &[Unread]) -> String {
    let mut out = Vec::new();
    let mut summary = Summary::default();
    let mut writer = (format(name).open)(Box::new(&mut out), style);
    for (policy, findings) in runs {
        summary.add(policy, findings);
        writer.policy(policy, findings).unwrap();
    }
    writer.end(&summary, unread).unwrap();
    drop(writer);
    String::from_utf8(out).unwrap()
}

/// The sample, one of its findings waived in the text and one known to the baseline.
fn waived() -> (Policy, Vec<Finding>) {
    let policy = policy();
    let mut found = findings(&policy);
    found[0].suppressed = Some(Suppression {
        kind: SuppressionKind::Baseline,
        reason: String::new(),
        place: "known.tsv".to_owned(),
    });
    found[2].suppressed = Some(Suppression {
        kind: SuppressionKind::InSource,
        reason: "no children in Viet Nam".to_owned(),
        place: "corpus/desk.vi.md:3".to_owned(),
    });
    (policy, found)
}

/// The sample with hostile text in every place that a policy or a user fills.
fn hostile() -> (Policy, Vec<Finding>, Unread) {
    let mut policy = policy();
    policy.name = HOSTILE.to_owned();
    let whole = Span::new(0, HOSTILE.len());
    for edition in policy.editions.values_mut() {
        edition.path = HOSTILE.to_owned();
        edition.document.source = Source::plain(Stored::utf8(HOSTILE.to_owned(), 0));
        for clause in &mut edition.document.clauses {
            (clause.span, clause.body, clause.label) = (whole, whole, None);
        }
    }
    let mut found = findings(&super::super::samples::policy());
    for finding in &mut found {
        for mark in &mut finding.marks {
            mark.span = whole;
        }
        finding.message.args.retain(|(name, _)| *name == "lang");
        for name in ["found", "expected", "text"] {
            finding.arg(name, HOSTILE);
        }
        finding.suggest(HOSTILE);
    }
    found[2].suppressed = Some(Suppression {
        kind: SuppressionKind::InSource,
        reason: HOSTILE.to_owned(),
        place: HOSTILE.to_owned(),
    });
    let unread = Unread {
        path: HOSTILE.to_owned(),
        error: HOSTILE.to_owned(),
    };
    (policy, found, unread)
}

#[test]
fn findings_in_every_format() {
    let (policy, found) = waived();
    let style = Style {
        baseline: true,
        ..Style::default()
    };
    let unread = [Unread {
        path: "corpus/odd.md".to_owned(),
        error: "no text".to_owned(),
    }];
    for name in ["sarif", "junit", "github", "markdown", "html", "csv"] {
        let text = written(name, &style, &[(&policy, &found)], &unread);
        // A property a line; a snapshot has no byte order mark and no carriage return.
        let text = match name {
            "sarif" => text.replace(",\"", ",\n\""),
            // Style and scripts have files of their own.
            "html" => {
                let main = text.split_once("<main").unwrap().1;
                main.split_once("</main>").unwrap().0.to_owned()
            }
            _ => text.replace('\u{feff}', "<BOM>").replace('\r', "<CR>"),
        };
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn groups_in_every_format() {
    for name in ["tmx", "tsv"] {
        insta::assert_snapshot!(name, write(format(name), &Style::default(), 2));
    }
}

#[test]
fn a_run_without_policies_is_whole() {
    for (name, end) in [
        (
            "sarif",
            "\"invocations\":[{\"executionSuccessful\":true,\"toolExecutionNotifications\":[]}]}]}\n",
        ),
        ("junit", "<testsuites name=\"policyglot\">\n</testsuites>\n"),
        ("html", "</html>\n"),
        ("csv", ",fingerprint\r\n"),
        ("tmx", "<body>\n</body>\n</tmx>\n"),
        (
            "github",
            "policyglot: nothing was checked: 0 policies, 0 editions, 0 clauses\n",
        ),
    ] {
        let text = write(format(name), &Style::default(), 0);
        assert!(text.ends_with(end), "{name}: {text}");
    }
}

#[test]
fn hidden_characters_reach_no_terminal() {
    let (policy, found, unread) = hostile();
    for name in ["junit", "github", "markdown", "html", "csv", "tmx", "tsv"] {
        let text = written(
            name,
            &Style::default(),
            &[(&policy, &found)],
            std::slice::from_ref(&unread),
        );
        let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let raw: Vec<char> = body
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| is_hidden(*c) || *c == '\u{fffe}' && matches!(name, "junit" | "tmx"))
            .collect();
        assert!(raw.is_empty(), "{name}: {raw:?}\n{text}");
    }
}

#[test]
fn hostile_text_is_no_markup() {
    let (policy, found, unread) = hostile();
    let write = |name: &str| {
        let unread = std::slice::from_ref(&unread);
        written(name, &Style::default(), &[(&policy, &found)], unread)
    };
    for name in ["junit", "html", "tmx", "markdown"] {
        let text = write(name);
        // The page of findings has one script of its own.
        let scripts = usize::from(name == "html");
        assert_eq!(text.matches("<script>").count(), scripts, "{name}: {text}");
        assert!(!text.contains("<script>x"), "{name}: {text}");
        assert!(!text.contains("]]>"), "{name}: {text}");
    }
    for line in write("github").lines() {
        let known = ["::error ", "::warning ", "::notice ", "policyglot: "];
        assert!(known.iter().any(|start| line.starts_with(start)), "{line}");
        let properties = line.split("::").nth(1).unwrap_or_default();
        assert!(!properties.contains("pwned %0A"), "{line}");
    }
    let markdown = write("markdown").replace("\\\\", "");
    for row in markdown.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
    for row in write("tsv").lines() {
        assert_eq!(row.matches('\t').count(), 6, "{row}");
    }
    let log: serde_json::Value = serde_json::from_str(&write("sarif")).unwrap();
    let result = &log["runs"][0]["results"][0];
    let message = result["message"]["text"].as_str().unwrap();
    assert!(
        !message.contains("](") && !message.contains('\u{1b}'),
        "{message}"
    );
    let place = &result["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    assert!(uri.chars().all(safe), "{uri}");
}

#[test]
fn a_step_shows_the_ten_surest_of_each_level() {
    let policy = policy();
    let found = findings(&policy);
    let many: Vec<Finding> = (0..60)
        .map(|index| {
            let mut finding = found[index % 3].clone();
            let confidence = [0.3, 0.6, 0.9][index / 20];
            finding.confidence(confidence);
            finding
        })
        .collect();
    let text = written("github", &Style::default(), &[(&policy, &many)], &[]);
    let count = |level: &str| text.lines().filter(|line| line.starts_with(level)).count();
    assert_eq!((count("::error"), count("::warning")), (10, 10), "{text}");
    assert!(
        text.ends_with("; 40 findings more are not shown here\n"),
        "{text}"
    );
    let unread: Vec<Unread> = (0..12)
        .map(|index| Unread {
            path: format!("{index}.md"),
            error: "no text".to_owned(),
        })
        .collect();
    let text = written("github", &Style::default(), &[(&policy, &many)], &unread);
    assert_eq!(text.matches("::error").count(), 10, "{text}");
    assert_eq!(text.matches("title=unread").count(), 10, "{text}");
}

#[test]
fn a_comment_keeps_its_length_and_ends_what_it_begins() {
    let policy = policy();
    let found = findings(&policy);
    let many: Vec<Finding> = (0..300).map(|index| found[index % 3].clone()).collect();
    let runs: Vec<(&Policy, &[Finding])> = vec![(&policy, &many); 3];
    let text = written("markdown", &Style::default(), &runs, &[]);
    assert!(text.chars().count() < 65_536);
    assert_eq!(text.matches("<details>").count(), 1);
    assert_eq!(text.matches("</details>").count(), 1);
    let rows = text.lines().filter(|line| line.contains("| `")).count();
    let rest = format!("; {} findings more are not shown here**\n", 900 - rows);
    assert!(text.ends_with(&rest), "{}", &text[text.len() - 200..]);
}

#[test]
fn a_case_fails_when_the_run_does() {
    let (policy, found) = waived();
    let failures = |fail_on: Severity, found: &[Finding]| {
        let style = Style {
            fail_on,
            ..Style::default()
        };
        let text = written("junit", &style, &[(&policy, found)], &[]);
        text.matches("<failure ").count()
    };
    let open = findings(&policy);
    assert_eq!(failures(Severity::Error, &open), 2);
    assert_eq!(failures(Severity::Warning, &open), 3);
    assert_eq!(failures(Severity::Warning, &found), 1);
    assert_eq!(failures(Severity::Error, &open[..1]), 0);
}

#[test]
fn columns_of_sarif_count_as_editors_do() {
    let mut policy = policy();
    let text = "𠮷野家 desk@example.org\n";
    let edition = policy.editions.get_mut(&Lang::Zh).unwrap();
    edition.document.source = Source::plain(Stored::utf8(text.to_owned(), 0));
    let mut found = findings(&super::super::samples::policy());
    let at = text.find("desk").unwrap();
    found[0].marks[0].span = Span::new(at, at + "desk@example.org".len());
    let text = written("sarif", &Style::default(), &[(&policy, &found[..1])], &[]);
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
    // 𠮷 is one character, two code units and four bytes.
    assert_eq!(region["startColumn"], 6);
    assert_eq!(region["endColumn"], 22);
    assert_eq!(region["byteOffset"], 11);
    assert_eq!(region["snippet"]["text"], "desk@example.org");
}
