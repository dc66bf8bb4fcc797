//! The user's own terms and names: `--terms`, and `terms` and `names` in the configuration.

use std::fs;
use std::path::Path;
use std::process::Command;

const TERMS: &str = "id\tzh\ten\tja\tvi\n\
    member\t会员\tmember\t会員|!メンバー\thội viên\n";
const EN: &str = "1. Members of Toolshedd may borrow two tools.\n\n2. Members return them clean.\n\n3. Members pay for what they break.\n";
const JA: &str = "1. Toolsheddの会員は工具を二つまで借りることができます。\n\n2. メンバーは工具を清掃して返却します。\n\n3. 利用者は壊した物の代金を支払います。\n";

fn ids(folder: &Path, args: &[&str]) -> Vec<String> {
    let run = Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .args(["check", "--source", "en", "--format", "json"])
        .args(args)
        .arg(".")
        .current_dir(folder)
        .output()
        .expect("policyglot runs");
    assert!(
        run.status.code().is_some_and(|code| code < 2),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let findings = json["policies"][0]["findings"].as_array().expect("a list");
    findings
        .iter()
        .map(|finding| {
            let line = finding["marks"][0]["start"]["line"].as_u64().unwrap_or(0);
            let id = finding["message_id"].as_str().unwrap_or_default();
            format!("{id}:{line}")
        })
        .collect()
}

fn policy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("en.md", EN), ("ja.md", JA), ("terms.tsv", TERMS)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn a_table_says_what_a_concept_is_called() {
    let folder = policy();
    assert_eq!(ids(folder.path(), &[]), [""; 0]);
    let found = ["term-mismatch.banned:3", "term-mismatch.own:5"];
    assert_eq!(ids(folder.path(), &["--terms", "terms.tsv"]), found);
    fs::write(
        folder.path().join("policyglot.toml"),
        "terms = [\"terms.tsv\"]\n",
    )
    .expect("written");
    assert_eq!(ids(folder.path(), &[]), found);
}

#[test]
fn names_of_the_user_are_not_doubted() {
    let folder = policy();
    let en = "1. The lists that you keep in Papermill stay there for a year.\n";
    let ja = "1. Papermilに保存されたリストは、1年間保管されます。\n";
    fs::write(folder.path().join("en.md"), en).expect("written");
    fs::write(folder.path().join("ja.md"), ja).expect("written");
    let doubted = ids(folder.path(), &[]);
    assert_eq!(doubted, ["name-mismatch:1"]);
    fs::write(
        folder.path().join("policyglot.toml"),
        "names = [\"Papermil\"]\n",
    )
    .expect("written");
    assert_eq!(ids(folder.path(), &[]), [""; 0]);
}

#[test]
fn a_table_that_is_none_is_named() {
    let folder = policy();
    for (name, text) in [("none.tsv", None), ("bad.tsv", Some("no table"))] {
        if let Some(text) = text {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let run = Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .args(["check", "--terms", name, "."])
            .current_dir(folder.path())
            .output()
            .expect("policyglot runs");
        assert_eq!(run.status.code(), Some(2));
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(told.contains(name), "{told}");
    }
}
