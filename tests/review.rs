//! `check --format html` into a folder: a page a policy, a list of them, nothing half written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn write(folder: &Path, name: &str, mail: &str) {
    let place = folder.join(name);
    fs::create_dir_all(&place).expect("a folder");
    for (lang, text) in [
        ("en", format!("1. Contact\n\nWrite to {mail} for a room.\n")),
        (
            "ja",
            "1. 連絡先\n\nお部屋のご予約は desk@inn.example までご連絡ください。\n".to_owned(),
        ),
    ] {
        fs::write(place.join(format!("{lang}.txt")), text).expect("an edition");
    }
}

fn check(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyglot"))
        .current_dir(folder)
        .args(["check", "--isolated", "--format", "html", "legal"])
        .args(args)
        .output()
        .expect("it runs")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_folder_gets_a_page_a_policy_and_a_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let legal = folder.path().join("legal");
    write(&legal, "privacy", "info@inn.example");
    write(&legal, "隐私 & \"so\"", "desk@inn.example");
    let done = check(folder.path(), &["--output", "new/pages/"]);
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let pages = folder.path().join("new/pages");
    let given = names(&pages);
    assert_eq!(given.len(), 3, "{given:?}");
    assert!(given.contains("index.html") && given.contains("privacy.html"));
    let read = |name: &str| fs::read_to_string(pages.join(name)).expect("a page");
    let (index, page) = (read("index.html"), read("privacy.html"));
    for name in given.iter().filter(|name| *name != "index.html") {
        assert!(
            index.contains(&format!("href=\"{name}\"")),
            "{name}: {index}"
        );
    }
    assert!(index.contains("隐私 &amp; &quot;so&quot;"), "{index}");
    assert!(page.contains("info@inn.example") && !index.contains("info@inn.example"));
    assert!(page.trim_end().ends_with("</html>"));

    // Once more over what is there, from a folder that is named without a separator: the same files.
    let done = check(folder.path(), &["--output", "new/pages"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(names(&pages), given);
    assert_eq!(read("index.html"), index);
    assert_eq!(read("privacy.html"), page);
}

#[test]
fn threads_do_not_change_the_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..12 {
        write(
            &folder.path().join("legal"),
            &format!("policy{number}"),
            "info@inn.example",
        );
    }
    let page = |jobs: &str| check(folder.path(), &["--jobs", jobs]).stdout;
    assert_eq!(page("1"), page("8"));
    assert!(
        String::from_utf8(page("8"))
            .expect("text")
            .contains("id=\"contents\"")
    );
}

#[test]
fn a_folder_is_for_pages_alone_and_what_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("legal"), "privacy", "info@inn.example");
    fs::write(folder.path().join("taken"), "mine").expect("a file");
    for args in [
        ["--format", "html", "--output", "taken/"].as_slice(),
        &["--format", "csv", "--output", "legal"],
        &["--summary", "--output", "legal"],
    ] {
        let done = Command::new(env!("CARGO_BIN_EXE_policyglot"))
            .current_dir(folder.path())
            .args(["check", "--isolated", "legal"])
            .args(args)
            .output()
            .expect("it runs");
        assert_eq!(done.status.code(), Some(2), "{args:?}: {done:?}");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(said.contains("cannot be written"), "{args:?}: {said}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("taken")).expect("it"),
        "mine"
    );
    assert_eq!(names(&folder.path().join("legal")).len(), 1);
}
