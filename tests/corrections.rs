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

/// A link whose text and target are two places of one address, or whose target alone holds it.
#[test]
fn the_target_of_a_link_is_corrected_with_its_text() {
    let wrong = "desc@toolshed.example";
    for (link, corrected) in [
        (
            "[窓口](mailto:desc@toolshed.example)",
            Some("[窓口](mailto:desk@toolshed.example)"),
        ),
        (
            "[**窓口**](<mailto:desc@toolshed.example?subject=x> \"t\")",
            Some("[**窓口**](<mailto:desk@toolshed.example?subject=x> \"t\")"),
        ),
        (
            "[desc@toolshed.example](mailto:desc@toolshed.example)",
            Some("[desk@toolshed.example](mailto:desk@toolshed.example)"),
        ),
        // The link leads to the right desk: which of the two is meant is for a person to say.
        (
            "[desc@toolshed.example](mailto:desk@toolshed.example)",
            None,
        ),
        // Where the target stands is not known, or it is written in a way of its own.
        ("[窓口][d]", None),
        ("[desc@toolshed.example][d]", None),
        (
            "<a href=\"mailto:desc@toolshed.example\">desc@toolshed.example</a>",
            None,
        ),
        ("<a href=\"mailto:desc@toolshed.example\">窓口</a>", None),
    ] {
        let folder = policy();
        let text_of = |link: &str| {
            let text = JA.replace("7日", "14日").replace(wrong, link);
            format!("{text}\n[d]: mailto:{wrong}\n")
        };
        fs::write(folder.path().join("ja.md"), text_of(link)).expect("written");
        let told = policyglot(folder.path(), &["--select", "email-mismatch", "."]);
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("“desc@toolshed.example”"), "{told}");
        let run = policyglot(folder.path(), &["--fix", "."]);
        assert!(run.status.code().is_some_and(|code| code < 2));
        let expected = text_of(corrected.unwrap_or(link));
        assert_eq!(text(folder.path(), "ja.md"), expected, "{link}");
    }
}

#[test]
fn sarif_offers_no_replacement_of_the_words_of_a_link() {
    let fixes = |text: &str| {
        let folder = policy();
        fs::write(folder.path().join("ja.md"), text).expect("written");
        let args = ["--format", "sarif", "--select", "email-mismatch", "."];
        let run = policyglot(folder.path(), &args);
        let sarif: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        let result = &sarif["runs"][0]["results"][0];
        assert_eq!(result["ruleId"], "email-mismatch");
        result.get("fixes").is_some()
    };
    let wrong = "desc@toolshed.example";
    assert!(fixes(JA));
    assert!(!fixes(
        &JA.replace(wrong, &format!("[窓口](mailto:{wrong})"))
    ));
    assert!(!fixes(
        &JA.replace(wrong, &format!("[{wrong}](mailto:{wrong})"))
    ));
}

/// Two editions show that they differ, not which one is right.
#[test]
fn a_guessed_source_corrects_nothing_unless_most_editions_agree() {
    let run = |folder: &Path| {
        let run = Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .args(["check", "--isolated", "--fix", "."])
            .current_dir(folder)
            .output()
            .expect("policyglot runs");
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    let folder = policy();
    let told = run(folder.path());
    assert!(told.contains("(source, guessed)"), "{told}");
    assert_eq!(text(folder.path(), "ja.md"), JA);
    assert_eq!(text(folder.path(), "en.md"), EN);

    let named = format!("---\nsource: en\nlang: ja\n---\n{JA}");
    fs::write(folder.path().join("ja.md"), &named).expect("written");
    run(folder.path());
    let right = named.replace("7日", "14日").replace("desc@", "desk@");
    assert_eq!(text(folder.path(), "ja.md"), right);

    let vi = "# Thư viện dụng cụ\n\n1. Dụng cụ được cho mượn trong 14 ngày.\n\n2. Hãy viết thư đến desk@toolshed.example để được gia hạn.\n\n3. Trả dụng cụ muộn phải trả 5% giá của dụng cụ.\n";
    fs::write(folder.path().join("ja.md"), JA).expect("written");
    fs::write(folder.path().join("vi.md"), vi).expect("written");
    run(folder.path());
    let right = JA.replace("7日", "14日").replace("desc@", "desk@");
    assert_eq!(text(folder.path(), "ja.md"), right);
    assert_eq!(text(folder.path(), "vi.md"), vi);
}
