//! What a run looked for, and what it says when it found less than it was asked for.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const EN: &str = "# Lamps\n\n1. We sell lamps made of paper.\n\n2. Write to desk@lamps.example for a spare part.\n";
const VI: &str = "# Đèn\n\n1. Chúng tôi bán đèn làm bằng giấy.\n\n2. Hãy viết thư đến desk@lamps.example để nhận phụ tùng.\n";

fn policyglot(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("policyglot runs")
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn out(run: &Output) -> String {
    String::from_utf8_lossy(&run.stdout).into_owned()
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

#[test]
fn policies_of_one_edition_are_counted() {
    let folder = folder(&[("a.md", EN), ("b.md", VI)]);
    for (locale, words) in [
        ("en", "2 policies with a single edition: nothing to compare"),
        ("zh", "2 项政策只有一个语言版本，无从比较"),
        ("ja", "比較できないポリシー2件"),
        ("vi", "2 chính sách chỉ có một bản ngôn ngữ"),
    ] {
        let run = policyglot(folder.path(), &["check", "--locale", locale, "."]);
        assert_eq!(run.status.code(), Some(0));
        assert!(out(&run).contains(words), "{}", out(&run));
    }
    let both = self::folder(&[("en.md", EN), ("vi.md", VI)]);
    let run = policyglot(both.path(), &["check", "."]);
    assert!(!out(&run).contains("single edition"), "{}", out(&run));
}

#[test]
fn a_path_within_that_does_not_exist_is_an_error() {
    let folder = folder(&[
        ("legal/privacy/en.md", EN),
        ("legal/privacy/vi.md", VI),
        ("notes/a.md", EN),
    ]);
    let check = |path: &str| policyglot(folder.path(), &["check", "--within", "legal", path]);
    let known = check("legal/privacy/vi.md");
    assert_eq!(known.status.code(), Some(0), "{}", said(&known));
    assert_eq!(said(&known), "");
    let lost = check("legal/privacy/nosuch.md");
    assert_eq!(lost.status.code(), Some(2));
    let told = out(&lost) + &said(&lost);
    assert!(
        told.contains("legal/privacy/nosuch.md: no such file"),
        "{told}"
    );
    let outside = check("notes/a.md");
    assert_eq!(outside.status.code(), Some(0));
    assert!(
        said(&outside).contains("notes/a.md stands outside of legal"),
        "{}",
        said(&outside)
    );
    // The whole work tree holds the folder.
    assert_eq!(said(&check(".")), "");
}

#[test]
fn what_was_passed_over_is_named_where_nothing_else_is_found() {
    let readme = folder(&[("README.md", EN)]);
    let run = policyglot(readme.path(), &["check", "."]);
    assert_eq!(run.status.code(), Some(2));
    let told = out(&run);
    assert!(
        told.contains("README.md is passed over") && told.contains("policyglot check README.md"),
        "{told}"
    );
    let named = policyglot(readme.path(), &["check", "README.md"]);
    assert_eq!(named.status.code(), Some(0), "{}", out(&named));

    let narrow = folder(&[
        ("privacy.md", EN),
        ("README.md", EN),
        ("policyglot.toml", "include = [\"legal/**\"]\n"),
    ]);
    let run = policyglot(narrow.path(), &["check", "."]);
    assert_eq!(run.status.code(), Some(2));
    assert!(out(&run).contains("`include`"), "{}", out(&run));
}

#[test]
fn reports_in_the_folder_are_taken_for_no_policies() {
    let folder = folder(&[("p/en.md", EN), ("p/vi.md", VI)]);
    let sums = |run: &Output| out(run).lines().last().unwrap_or_default().to_owned();
    let before = sums(&policyglot(folder.path(), &["check", "."]));
    for (command, format, name) in [
        ("check", "html", "review.html"),
        ("check", "markdown", "review.md"),
        ("diff", "html", "p/changes.html"),
        ("diff", "markdown", "p/changes.md"),
    ] {
        let paths: &[&str] = match command {
            "diff" => &["p", "p"],
            _ => &["."],
        };
        let mut args = vec![command, "--format", format, "--output", name];
        args.extend(paths);
        let run = policyglot(folder.path(), &args);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    fs::create_dir(folder.path().join("pages")).expect("made");
    let pages = ["check", "--format", "html", "--output", "pages/", "p"];
    policyglot(folder.path(), &pages);
    let after = policyglot(folder.path(), &["check", "."]);
    assert_eq!(sums(&after), before);
    // Whoever gives the file itself wants it read.
    let named = policyglot(folder.path(), &["check", "review.html"]);
    assert!(sums(&named).contains("1 policy"), "{}", out(&named));
}

/// `CommonMark` and HTML take a carriage return by itself for a line end.
#[test]
fn old_line_ends_part_lines_and_keep_places() {
    let wrong = VI.replace("desk@", "dask@");
    let folder = folder(&[("en.md", EN), ("vi.md", &wrong.replace('\n', "\r"))]);
    let args = ["check", "--source", "en", "--format", "json", "."];
    let run = policyglot(folder.path(), &args);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let findings = json["policies"][0]["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), 1, "{json}");
    let start = &findings[0]["marks"][0]["start"];
    let byte = wrong.find("dask@").expect("the address");
    assert_eq!((&start["byte"], &start["line"]), (&byte.into(), &5.into()));
    policyglot(folder.path(), &["check", "--source", "en", "--fix", "."]);
    let mended = fs::read_to_string(folder.path().join("vi.md")).expect("read");
    assert_eq!(mended, VI.replace('\n', "\r"));
}

#[test]
fn a_reason_reaches_an_entry_that_has_none() {
    let folder = folder(&[("en.md", EN), ("vi.md", &VI.replace("desk@", "dask@"))]);
    let update = |args: &[&str]| {
        let args = [&["baseline", "update", "."], args].concat();
        policyglot(folder.path(), &args)
    };
    let file = || fs::read_to_string(folder.path().join("policyglot-baseline.tsv")).expect("read");
    update(&[]);
    let written = file();
    let entry = written.lines().find(|line| line.contains("email-mismatch"));
    let print = entry.and_then(|entry| entry.split('\t').nth(2));
    let print = print.expect("an entry").to_owned();

    let run = update(&["--only", &print, "--reason", "agreed"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(file().contains("\tagreed\n"), "{}", file());

    let other = update(&["--only", &print, "--reason", "another"]);
    assert!(
        said(&other).contains("has a reason already"),
        "{}",
        said(&other)
    );
    assert!(file().contains("\tagreed\n"), "{}", file());

    let none = update(&["--only", "0123456789abcdef", "--reason", "agreed"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        said(&none).contains("0123456789abcdef is the fingerprint of no finding"),
        "{}",
        said(&none)
    );
}

#[test]
fn regional_editions_that_collide_get_advice_that_fits() {
    let folder = folder(&[
        ("a/privacy.en-US.md", EN),
        ("a/privacy.en-GB.md", EN),
        ("a/privacy.vi.md", VI),
    ]);
    let run = policyglot(folder.path(), &["check", "."]);
    assert_eq!(run.status.code(), Some(2));
    let told = out(&run);
    assert!(
        told.contains("privacy-second.en.md") && !told.contains("zh-Han"),
        "{told}"
    );
}

#[test]
fn changed_values_are_shown_in_the_words_of_the_text() {
    let keep = |years: u8| format!("{EN}\n3. We keep invoices for {years} years.\n");
    let folder = folder(&[("old/en.md", &keep(7)), ("new/en.md", &keep(8))]);
    for format in ["text", "markdown", "html"] {
        let run = policyglot(folder.path(), &["diff", "--format", format, "old", "new"]);
        let told = out(&run);
        assert!(told.contains("period 7 years → 8 years"), "{told}");
        assert!(!told.contains("P84M"), "{told}");
    }
    let run = policyglot(folder.path(), &["diff", "--locale", "ja", "old", "new"]);
    assert!(
        out(&run).contains("期間 7 years → 8 years"),
        "{}",
        out(&run)
    );
    let run = policyglot(folder.path(), &["diff", "--format", "json", "old", "new"]);
    assert!(out(&run).contains("P84M"), "{}", out(&run));
}

/// Chinese that was read as Latin-1 is no other language, no missing edition, and no source.
#[test]
fn a_garbled_edition_is_reported_as_such() {
    let zh = "# 灯具\n\n1. 我们销售纸制灯具，并负责送货上门。\n\n2. 如需备件，请发送邮件至 desk@lamps.example 与我们联系。\n";
    let latin: String = zh.bytes().map(char::from).collect();
    let folder = folder(&[("en.md", EN), ("zh.md", &latin)]);
    let run = policyglot(folder.path(), &["check", "--format", "json", "."]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let policy = &json["policies"][0];
    assert_eq!(policy["source"], "en");
    let findings = policy["findings"].as_array().expect("a list");
    let rules: Vec<_> = findings
        .iter()
        .filter_map(|one| one["rule"].as_str())
        .collect();
    assert_eq!(rules, ["mojibake"]);
}
