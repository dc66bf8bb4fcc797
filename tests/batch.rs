//! The program on many policies, and on outputs that fail: nothing half written, exit codes and messages right.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// A policy in two languages; every third one promises another address.
fn edition(lang: &str, number: usize) -> String {
    let desk = format!("desk{number}@inn.example");
    let other = if number.is_multiple_of(3) {
        format!("info{number}@inn.example")
    } else {
        desk.clone()
    };
    match lang {
        "en" => format!(
            "# House rules\n\nWrite to {desk} for a room.\n\nSmall dogs are welcome in every room.\n"
        ),
        _ => format!(
            "# 宿泊規約\n\nお部屋のご予約は {other} までご連絡ください。\n\n小型犬はすべての客室でお泊まりいただけます。\n"
        ),
    }
}

/// A folder of so many policies.
fn policies(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..count {
        for lang in ["en", "ja"] {
            let path = folder.path().join(format!("p{number:04}.{lang}.md"));
            fs::write(path, edition(lang, number)).expect("a policy");
        }
    }
    folder
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policyglot"));
    command
        .current_dir(folder)
        .env_remove("CI")
        .args(["check", "--isolated", "."]);
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    program(folder)
        .args(args)
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Names below a folder that the policies did not bring.
fn others(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !name.ends_with(".md"))
        .collect();
    names.sort();
    names
}

#[test]
fn one_job_and_eight_write_the_same_bytes() {
    let folder = policies(90);
    for format in ["text", "json", "jsonl"] {
        let one = run(folder.path(), &["--format", format, "--jobs", "1"]);
        let eight = run(folder.path(), &["--format", format, "--jobs", "8"]);
        assert_eq!(code(&one), 1);
        assert_eq!(one.stdout, eight.stdout, "{format}");
    }
    let summary = run(folder.path(), &["--summary"]);
    let table = String::from_utf8_lossy(&summary.stdout).into_owned();
    assert!(table.starts_with("policy "), "{table}");
    assert_eq!(table.lines().count(), 1 + 2 * 90 + 2, "{table}");
}

#[test]
fn a_cache_changes_nothing_but_the_time() {
    let folder = policies(60);
    let plain = run(folder.path(), &["--format", "jsonl"]);
    let first = run(folder.path(), &["--format", "jsonl", "--cache", "kept"]);
    assert_eq!(plain.stdout, first.stdout);
    let second = run(folder.path(), &["--format", "jsonl", "--cache", "kept"]);
    assert_eq!(plain.stdout, second.stdout);
    // A changed policy is checked anew, a damaged entry too.
    fs::write(folder.path().join("p0003.ja.md"), edition("ja", 4)).expect("a policy");
    for shelf in fs::read_dir(folder.path().join("kept")).expect("the cache") {
        let shelf = shelf.expect("an entry").path();
        if shelf.is_dir() {
            for (index, file) in fs::read_dir(shelf).expect("a shelf").enumerate() {
                let file = file.expect("an entry").path();
                let mut bytes = fs::read(&file).expect("an entry");
                let middle = bytes.len() / 2;
                match index % 3 {
                    0 => bytes[middle] ^= 1,
                    1 => bytes.truncate(middle),
                    _ => continue,
                }
                fs::write(file, bytes).expect("an entry");
            }
        }
    }
    let plain = run(folder.path(), &["--format", "jsonl"]);
    assert_ne!(plain.stdout, second.stdout);
    let third = run(folder.path(), &["--format", "jsonl", "--cache", "kept"]);
    assert_eq!(plain.stdout, third.stdout);
    // Where no folder can be made, the run says so before it begins.
    let bad = run(folder.path(), &["--cache", "p0001.en.md"]);
    assert_eq!(code(&bad), 2);
    assert!(
        said(&bad).contains("the cache p0001.en.md cannot be used"),
        "{}",
        said(&bad)
    );
}

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let folder = policies(400);
    let mut child = program(folder.path())
        .args(["--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut line = String::new();
    let mut out = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
    out.read_line(&mut line).expect("a line");
    drop(out);
    let output = child.wait_with_output().expect("an end");
    assert!(line.starts_with("{\"name\":\"p0000\""), "{line}");
    assert_eq!((code(&output), said(&output)), (0, String::new()));
}

#[test]
fn an_output_that_cannot_be_written_is_said_and_leaves_nothing() {
    let folder = policies(3);
    let missing = run(folder.path(), &["--output", "no-such/report.txt"]);
    assert_eq!(code(&missing), 2);
    assert!(
        said(&missing).contains("no-such/report.txt cannot be written"),
        "{}",
        said(&missing)
    );
    fs::create_dir(folder.path().join("taken")).expect("a folder");
    let taken = run(folder.path(), &["--output", "taken"]);
    assert_eq!(code(&taken), 2);
    assert!(
        said(&taken).contains("taken cannot be written"),
        "{}",
        said(&taken)
    );
    // A run that fails before it writes leaves the old report.
    fs::write(folder.path().join("report.json"), "old").expect("a file");
    let select = run(
        folder.path(),
        &["--output", "report.json", "--select", "nothing"],
    );
    assert_eq!(code(&select), 2);
    assert_eq!(others(folder.path()), ["report.json", "taken"]);
    let report = fs::read_to_string(folder.path().join("report.json")).expect("the report");
    assert_eq!(report, "old");
}

#[test]
fn an_output_file_is_replaced_in_one_step() {
    let folder = policies(3);
    let report = folder.path().join("report.jsonl");
    fs::write(&report, "old").expect("a file");
    let args = ["--output", "report.jsonl", "--format", "jsonl"];
    let written = run(folder.path(), &args);
    assert_eq!((code(&written), written.stdout.len()), (1, 0));
    let text = fs::read_to_string(&report).expect("the report");
    assert_eq!(text.lines().count(), 4);
    assert_eq!(others(folder.path()), ["report.jsonl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_folder_are_said() {
    let folder = policies(3);
    let full = fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("the full device");
    let output = program(folder.path())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(Child::wait_with_output)
        .expect("the program runs");
    assert_eq!(code(&output), 2);
    assert!(
        said(&output).contains("the output cannot be written: No space left on device"),
        "{}",
        said(&output)
    );
    let device = run(folder.path(), &["--output", "/dev/full"]);
    assert_eq!(code(&device), 2);
    // Not even root makes files there.
    let read_only = run(folder.path(), &["--output", "/proc/report.txt"]);
    assert_eq!(code(&read_only), 2);
    assert!(
        said(&read_only).contains("/proc/report.txt cannot be written"),
        "{}",
        said(&read_only)
    );
    let null = run(
        folder.path(),
        &["--output", "/dev/null", "--fail-on", "never"],
    );
    assert_eq!(code(&null), 0, "{}", said(&null));
}

/// Sends a signal once the program has written a line.
#[cfg(unix)]
fn signalled(folder: &Path, args: &[&str], signal: &str) -> (Output, String) {
    let mut child = program(folder)
        .args(args)
        .args(["--jobs", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut text = String::new();
    if args.contains(&"--output") {
        // Its file beside the report is there as soon as it begins.
        for _ in 0..2000 {
            if others(folder).iter().any(|name| name.ends_with(".tmp")) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        std::thread::sleep(std::time::Duration::from_millis(150));
    } else {
        out.read_line(&mut text).expect("a line");
    }
    let sent = Command::new("kill")
        .args([&format!("-{signal}"), &child.id().to_string()])
        .status()
        .expect("kill");
    assert!(sent.success());
    out.read_to_string(&mut text).expect("the rest");
    (child.wait_with_output().expect("an end"), text)
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_is_written_and_says_so() {
    let folder = policies(1500);
    for signal in ["INT", "TERM"] {
        let (output, text) = signalled(folder.path(), &["--format", "jsonl"], signal);
        assert_eq!(code(&output), 2, "{signal}");
        let rows: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a whole line"))
            .collect();
        assert!(rows.len() > 1 && rows.len() < 1500, "{} rows", rows.len());
        let end = rows.last().expect("the end");
        assert_eq!(end["summary"]["policies"], rows.len() - 1);
        let error = end["unread"][0]["error"].as_str().unwrap_or_default();
        assert!(error.starts_with("interrupted when "), "{error}");
        assert!(
            said(&output).contains("interrupted when "),
            "{}",
            said(&output)
        );
    }
    let args = ["--format", "json", "--output", "report.json"];
    let (output, _) = signalled(folder.path(), &args, "TERM");
    assert_eq!(code(&output), 2);
    let report = fs::read_to_string(folder.path().join("report.json")).expect("a report");
    let report: Value = serde_json::from_str(&report).expect("a whole report");
    assert!(report["unread"][0]["error"].is_string());
    assert_eq!(others(folder.path()), ["report.json"]);
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_old_report() {
    let folder = policies(1500);
    let report = folder.path().join("report.json");
    fs::write(&report, "old").expect("a file");
    let args = ["--format", "json", "--output", "report.json"];
    let (output, _) = signalled(folder.path(), &args, "KILL");
    assert_eq!(output.status.code(), None);
    assert_eq!(fs::read_to_string(&report).expect("the report"), "old");
}

#[cfg(unix)]
#[test]
fn an_unreadable_policy_does_not_stop_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder = policies(5);
    let locked = folder.path().join("p0002.ja.md");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).expect("permissions");
    if fs::read(&locked).is_ok() {
        // Root reads everything; a file that is no text stands in for it.
        fs::write(&locked, [0_u8; 64]).expect("a file");
    }
    let output = run(folder.path(), &["--format", "jsonl"]);
    assert_eq!(code(&output), 2);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(text.lines().count(), 6, "{text}");
    assert!(said(&output).contains("p0002.ja.md: "), "{}", said(&output));
}

fn baseline(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .current_dir(folder)
        .arg("baseline")
        .args(args)
        .output()
        .expect("the program runs")
}

#[test]
fn a_baseline_holds_until_a_text_changes() {
    let folder = policies(7);
    let file = folder.path().join("known.tsv");
    let check = |args: &[&str]| code(&run(folder.path(), args));
    assert_eq!(check(&[]), 1);
    let missing = run(folder.path(), &["--baseline", "known.tsv"]);
    assert_eq!(code(&missing), 2);
    assert!(
        said(&missing).contains("baseline update"),
        "{}",
        said(&missing)
    );
    let args = ["update", "--baseline", "known.tsv", "--reason", "own desk"];
    let update = baseline(folder.path(), &args);
    assert_eq!(code(&update), 0, "{}", said(&update));
    let text = fs::read_to_string(&file).expect("the baseline");
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(
        rows.is_sorted() && rows.iter().all(|row| row.ends_with("\town desk")),
        "{text}"
    );
    assert_eq!(check(&["--baseline", "known.tsv"]), 0);
    // From another folder the paths are the same.
    let elsewhere = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .current_dir(std::env::temp_dir())
        .args(["check", "--isolated"])
        .arg(folder.path())
        .arg("--baseline")
        .arg(&file)
        .output()
        .expect("the program runs");
    assert_eq!(code(&elsewhere), 0, "{}", said(&elsewhere));
    // Numbers and order change, the texts do not.
    for lang in ["en", "ja"] {
        let path = folder.path().join(format!("p0003.{lang}.md"));
        let text = fs::read_to_string(&path).expect("a policy");
        let mut clauses: Vec<&str> = text.trim_end().split("\n\n").collect();
        clauses.swap(1, 2);
        let numbered: Vec<String> = clauses
            .iter()
            .enumerate()
            .map(|(number, clause)| match number {
                0 => (*clause).to_owned(),
                _ => format!("{number}. {clause}"),
            })
            .collect();
        fs::write(&path, numbered.join("\n\n") + "\n").expect("a policy");
    }
    let renumbered = run(
        folder.path(),
        &["--baseline", "known.tsv", "--select", "email-mismatch"],
    );
    assert_eq!(
        code(&renumbered),
        0,
        "{}",
        String::from_utf8_lossy(&renumbered.stdout)
    );
    // A renamed policy keeps its waiver, a changed one loses it.
    for lang in ["en", "ja"] {
        let from = folder.path().join(format!("p0006.{lang}.md"));
        fs::rename(from, folder.path().join(format!("stay.{lang}.md"))).expect("a new name");
    }
    assert_eq!(check(&["--baseline", "known.tsv", "--select", "facts"]), 0);
    let path = folder.path().join("p0000.en.md");
    fs::write(&path, edition("en", 0).replace("a room", "a quiet room")).expect("a policy");
    let changed = run(
        folder.path(),
        &["--baseline", "known.tsv", "--select", "facts"],
    );
    assert_eq!(code(&changed), 1);
    assert!(
        said(&changed)
            .contains("1 entry of the baseline matches no finding any more (email-mismatch "),
        "{}",
        said(&changed)
    );
    let prune = baseline(folder.path(), &["prune", "--baseline", "known.tsv"]);
    let told = String::from_utf8_lossy(&prune.stdout).into_owned();
    assert_eq!(told, "known.tsv: 2 kept, 0 added, 1 removed\n");
    let show = baseline(folder.path(), &["show", "--baseline", "known.tsv"]);
    assert!(String::from_utf8_lossy(&show.stdout).contains("own desk"));
    let waived = run(
        folder.path(),
        &["--baseline", "known.tsv", "--format", "json"],
    );
    let report: Value = serde_json::from_slice(&waived.stdout).expect("JSON");
    assert_eq!(report["summary"]["waived"], 2);
    let schema: Value = serde_json::from_str(
        &fs::read_to_string("schemas/policyglot-1.schema.json").expect("the schema"),
    )
    .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&report), "{report}");
}

#[test]
fn a_finding_is_explained_by_its_fingerprint() {
    let folder = policies(4);
    let found = run(folder.path(), &["--format", "json"]);
    let report: Value = serde_json::from_slice(&found.stdout).expect("JSON");
    let print = report["policies"][0]["findings"][0]["fingerprint"]
        .as_str()
        .expect("a fingerprint");
    let explain = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .current_dir(folder.path())
            .arg("explain")
            .args(args)
            .output()
            .expect("the program runs")
    };
    let text = explain(&[print]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    for part in [
        "error[email-mismatch]",
        "Write to desk0@inn.example for a room.",
        "お部屋のご予約は info0@inn.example までご連絡ください。",
        "<!-- policyglot: ignore email-mismatch WHY -->",
        &format!("--only {print}"),
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = explain(&[print, "--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(
        json["policies"][0]["findings"],
        Value::Array(vec![report["policies"][0]["findings"][0].clone()])
    );
    assert_eq!(json["summary"]["policies"], 1);
    let none = explain(&["0123456789abcdef", "."]);
    assert_eq!(code(&none), 2);
    assert!(
        said(&none).contains("no finding 0123456789abcdef"),
        "{}",
        said(&none)
    );
}

#[test]
fn a_source_without_an_edition_is_said() {
    let folder = policies(2);
    let output = run(folder.path(), &["--source", "vi", "--fail-on", "never"]);
    assert_eq!(code(&output), 2);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("has no Vietnamese edition, which was named as the source"),
        "{text}"
    );
    let fine = run(folder.path(), &["--source", "ja", "--fail-on", "never"]);
    assert_eq!(code(&fine), 0);
}

#[test]
fn a_configuration_is_found_and_the_command_line_wins() {
    let folder = policies(4);
    let with_config = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .current_dir(folder.path())
            .args(["check", "."])
            .args(args)
            .output()
            .expect("the program runs")
    };
    let init = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .current_dir(folder.path())
        .arg("init")
        .output()
        .expect("the program runs");
    assert_eq!(code(&init), 0);
    assert_eq!(code(&with_config(&[])), 1);
    let file: PathBuf = folder.path().join("policyglot.toml");
    fs::write(&file, "exclude = [\"p0000.*\", \"p0003.*\"]\n").expect("a configuration");
    assert_eq!(code(&with_config(&[])), 0);
    assert_eq!(code(&with_config(&["--isolated"])), 1);
    fs::write(&file, "[rules]\nfacts = \"warning\"\n").expect("a configuration");
    assert_eq!(code(&with_config(&[])), 0);
    assert_eq!(code(&with_config(&["--fail-on", "warning"])), 1);
    fs::write(&file, "select = [\"structure\"]\nfail-on = \"info\"\n").expect("a configuration");
    assert_eq!(code(&with_config(&[])), 0);
    assert_eq!(code(&with_config(&["--select", "facts"])), 1);
    let shown = with_config(&["--show-settings", "--source", "ja"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains("source = \"ja\"") && shown.contains("fail-on = \"info\""),
        "{shown}"
    );
    let table: toml::Table = toml::from_str(&shown).expect("what is shown is a configuration");
    assert!(table.contains_key("limits"));
    fs::write(&file, "\nsorce = \"ja\"\n").expect("a configuration");
    let wrong = with_config(&[]);
    assert_eq!(code(&wrong), 2);
    assert!(
        said(&wrong).contains("policyglot.toml:2: unknown key `sorce`: did you mean `source`?"),
        "{}",
        said(&wrong)
    );
    let again = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .current_dir(folder.path())
        .arg("init")
        .output()
        .expect("the program runs");
    assert_eq!(code(&again), 2);
    assert!(
        said(&again).contains("is there already"),
        "{}",
        said(&again)
    );
}

#[test]
fn the_policies_of_some_files_are_checked_whole() {
    let folder = policies(7);
    // A folder a language: the other edition lies elsewhere.
    for lang in ["en", "ja"] {
        fs::create_dir(folder.path().join(lang)).expect("a folder");
        let path = folder.path().join(lang).join("terms.md");
        fs::write(path, edition(lang, 9)).expect("a policy");
    }
    fs::write(folder.path().join("no-policy.png"), "").expect("a file");
    let check = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .current_dir(folder.path())
            .args(["check", "--isolated", "--format", "jsonl", "--within", "."])
            .args(args)
            .output()
            .expect("the program runs");
        let names: Vec<String> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter_map(|row| Some(row["name"].as_str()?.to_owned()))
            .collect();
        (code(&output), names.join(" "))
    };
    for (files, expected) in [
        (&["p0000.ja.md"][..], (1, "p0000")),
        (&["p0001.en.md", "p0002.ja.md"], (0, "p0001 p0002")),
        (&["./ja/terms.md", "p0001.en.md"], (1, "p0001 terms")),
        (&["ja"], (1, "terms")),
        (&["no-policy.png"], (0, "")),
        // A path that was never there may be a misspelt one.
        (&["gone.md", "p0000.ja.md"], (2, "p0000")),
        (
            &["."],
            (1, "p0000 p0001 p0002 p0003 p0004 p0005 p0006 terms"),
        ),
    ] {
        let (code, names) = check(files);
        assert_eq!((code, names.as_str()), expected, "{files:?}");
    }
    // The last one wins, so that a hook can be given another folder.
    assert_eq!(check(&["--within", "ja", "p0000.ja.md"]).0, 0);
}

#[test]
fn shells_and_manuals_are_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let ask = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .current_dir(folder.path())
            .args(args)
            .output()
            .expect("the program runs")
    };
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = ask(&["completions", shell]);
        let text = String::from_utf8_lossy(&script.stdout).into_owned();
        assert!(
            code(&script) == 0 && text.contains("min-severity"),
            "{shell}"
        );
    }
    let page = ask(&["man", "baseline", "update"]);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    for part in [
        ".TH POLICYGLOT-BASELINE-UPDATE 1",
        "\n  policyglot baseline update legal \\-\\-reason \"before 2026\\-11\"\n",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let wrong = ask(&["man", "baseline", "updat"]);
    assert_eq!(code(&wrong), 2);
    let all = ask(&["man", "--dir", "pages"]);
    assert_eq!(code(&all), 0, "{}", said(&all));
    let pages = others(&folder.path().join("pages"));
    assert!(
        pages.contains(&"policyglot-terms-list.1".to_owned()),
        "{pages:?}"
    );
}
