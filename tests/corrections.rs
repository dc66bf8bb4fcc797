//! `check --fix` changes what is certain, in translations only, and nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const EN: &str = "# Tool library\n\n1. Tools are lent for 14 days.\n\n2. Write to desk@toolshed.example for more time.\n\n3. A late tool costs 5% of its price.\n";
const JA: &str = "# 工具図書館\n\n1. 工具の貸出期間は7日間です。\n\n2. 延長を希望する方はdesc@toolshed.exampleまでご連絡ください。\n\n3. 返却が遅れた場合は価格の5%をいただきます。\n";

fn policyglot(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .args(["check", "--source", "en", "--isolated"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("policyglot runs")
}

fn policy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("en.md"), EN).expect("written");
    fs::write(folder.path().join("ja.md"), JA).expect("written");
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("read")
}

#[test]
fn what_is_certain_is_corrected_and_leaves_the_report() {
    let folder = policy();
    let run = policyglot(folder.path(), &["--fix", "."]);
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
    let right = JA.replace("7日", "14日").replace("desc@", "desk@");
    assert_eq!(text(folder.path(), "ja.md"), right);
    assert_eq!(text(folder.path(), "en.md"), EN);
    let again = policyglot(folder.path(), &["."]);
    assert_eq!(again.status.code(), Some(0));
}

#[test]
fn a_dry_run_prints_a_patch_that_git_applies() {
    let folder = policy();
    let run = policyglot(folder.path(), &["--fix", "--dry-run", "."]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(text(folder.path(), "ja.md"), JA);
    fs::write(folder.path().join("a.patch"), &run.stdout).expect("written");
    let applied = Command::new("git")
        .args(["apply", "-p0", "a.patch"])
        .current_dir(folder.path())
        .output()
        .expect("git runs");
    assert!(
        applied.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&applied.stderr),
        String::from_utf8_lossy(&run.stdout)
    );
    let right = JA.replace("7日", "14日").replace("desc@", "desk@");
    assert_eq!(text(folder.path(), "ja.md"), right);
}

#[test]
fn only_the_chosen_rules_are_corrected() {
    let folder = policy();
    let run = policyglot(folder.path(), &["--fix=email-mismatch", "."]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(text(folder.path(), "ja.md"), JA.replace("desc@", "desk@"));
    let unknown = policyglot(folder.path(), &["--fix=no-such-rule", "."]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn the_source_edition_and_markup_are_never_changed() {
    let folder = policy();
    let linked = JA.replace(
        "desc@toolshed.example",
        "[desc@**toolshed**.example](mailto:desc@toolshed.example)",
    );
    fs::write(folder.path().join("ja.md"), &linked).expect("written");
    let run = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .args(["check", "--source", "ja", "--isolated", "--fix", "."])
        .current_dir(folder.path())
        .output()
        .expect("policyglot runs");
    assert!(run.status.code().is_some_and(|code| code < 2));
    assert_eq!(text(folder.path(), "ja.md"), linked);
}
