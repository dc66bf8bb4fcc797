//! Revisions are read through the `git` command: `diff --git` and `check --since`.

use std::path::{Path, PathBuf};
use std::process::Command;

use policyglot::model::{ChangeKind, Following};
use policyglot::pipeline::versions::{self, Compared, Side};
use policyglot::pipeline::{Options, Outcome};
use policyglot::text::Lang;

/// A repository that is gone when the test ends.
struct Repository(PathBuf);

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Repository {
    fn new(name: &str) -> Option<Self> {
        let folder =
            std::env::temp_dir().join(format!("policyglot-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("policies/hours")).expect("a folder");
        let repository = Self(folder);
        repository.git(&["init", "-q"]).then_some(repository)
    }

    fn git(&self, args: &[&str]) -> bool {
        let identity = [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@harbor.example",
            "-c",
            "commit.gpgsign=false",
        ];
        Command::new("git")
            .arg("-C")
            .arg(&self.0)
            .args(identity)
            .args(args)
            .output()
            .is_ok_and(|out| out.status.success())
    }

    fn write(&self, lang: &str, text: &str) {
        std::fs::write(self.0.join(format!("policies/hours/{lang}.txt")), text).expect("written");
    }

    fn path(&self) -> String {
        self.0.join("policies").to_string_lossy().into_owned()
    }
}

const EN: &str = "Opening hours\n\nThe pool opens at nine.\n\nYou may stay for 3 hours.\n\nBags larger than 40 cm stay outside.\n";
const ZH: &str = "开放时间\n\n泳池九点开放。\n\n您可以停留3小时。\n\n大于40厘米的包须留在室外。\n";

fn repository(name: &str) -> Option<Repository> {
    let repository = Repository::new(name)?;
    repository.write("en", EN);
    repository.write("zh", &ZH.replace("40", "50"));
    (repository.git(&["add", "-A"]) && repository.git(&["commit", "-q", "-m", "old"]))
        .then_some(repository)
}

fn options() -> Options {
    Options {
        source: Some(Lang::En),
        ..Options::default()
    }
}

#[test]
fn a_revision_is_compared_with_the_files_as_they_stand() {
    // Without git there is nothing to test.
    let Some(repository) = repository("diff") else {
        return;
    };
    repository.write("en", &EN.replace("3 hours", "2 hours"));
    let paths = [repository.path()];
    let old = Side::at("HEAD", &paths, &options()).expect("a revision");
    let mut seen = 0;
    versions::compare(&old, &Side::new(&paths), &options(), &mut |compared| {
        let Compared::History(history, _) = compared else {
            panic!("{compared:?}")
        };
        seen += 1;
        assert_eq!(history.new.name, "hours");
        assert!(history.old.editions[&Lang::En].path.starts_with("HEAD:"));
        assert_eq!(history.changes.len(), 1);
        assert_eq!(history.changes[0].kind, ChangeKind::Modified);
        assert_eq!(
            history.changes[0].followed_by[&Lang::Zh].following,
            Following::Stale
        );
        true
    });
    assert_eq!(seen, 1);
}

#[test]
fn what_came_or_went_is_no_input_that_cannot_be_read() {
    let Some(repository) = repository("gone") else {
        return;
    };
    let (root, policies) = (repository.path(), repository.0.join("policies"));
    std::fs::rename(policies.join("hours"), policies.join("visits")).expect("moved");
    let told = |paths: [String; 1]| {
        let mut told = Vec::new();
        let old = Side::at("HEAD", &paths, &options()).expect("a revision");
        let stands = paths.iter().filter(|path| Path::new(path).exists());
        let new: Vec<String> = stands.cloned().collect();
        versions::compare(&old, &Side::new(&new), &options(), &mut |compared| {
            told.push(match compared {
                Compared::Alone { old, policy } => format!("{} {old}", policy.name),
                other => panic!("{other:?}"),
            });
            true
        });
        told
    };
    assert_eq!(told([format!("{root}/visits")]), ["visits false"]);
    assert_eq!(told([format!("{root}/hours")]), ["hours true"]);
    assert!(told([format!("{root}/hours/none/at/all")]).is_empty());
}

#[test]
fn a_check_since_a_revision_leaves_out_what_nobody_touched() {
    let Some(repository) = Repository::new("since") else {
        return;
    };
    repository.write(
        "en",
        "Opening hours\n\nThe pool is open to members.\n\nYou may stay for 3 hours.\n\n\
         We delete your personal information when you close your account.\n\n\
         Please shower before before you enter the water.\n",
    );
    const DELETED: &str = "您关闭账户时，我们会删除您的个人信息。\n\n";
    let zh =
        format!("开放时间\n\n泳池向会员开放。\n\n您可以停留3小时。\n\n{DELETED}入水前请先淋浴。\n");
    repository.write("zh", &zh);
    if !(repository.git(&["add", "-A"]) && repository.git(&["commit", "-q", "-m", "old"])) {
        return;
    }
    repository.write("zh", &zh.replace(DELETED, ""));
    let paths = [repository.path()];
    let rules = |since: Option<&str>| {
        let mut found = Vec::new();
        let mut each = |outcome| {
            if let Outcome::Policy(_, findings) = outcome {
                found.extend(findings.into_iter().map(|finding| finding.rule.name));
            }
            true
        };
        match since {
            Some(revision) => {
                let old = Side::at(revision, &paths, &options()).expect("a revision");
                versions::run_since(&paths, &old, &options(), &mut each);
            }
            None => policyglot::pipeline::run(&paths, &options(), &mut each),
        }
        found
    };
    let all = rules(None);
    assert!(all.contains(&"missing-clause"), "{all:?}");
    assert!(all.contains(&"repeated-words"), "{all:?}");
    let since = rules(Some("HEAD"));
    assert!(since.contains(&"missing-clause"), "{since:?}");
    assert!(!since.contains(&"repeated-words"), "{since:?}");
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "new"]);
    assert!(rules(Some("HEAD")).is_empty());
}

#[test]
fn what_is_no_revision_is_said() {
    let Some(repository) = repository("none") else {
        return;
    };
    let paths = [repository.path()];
    for name in [
        "",
        "--output=x",
        "no-such-tag",
        "HEAD:policies",
        "HEAD\nHEAD",
    ] {
        assert!(Side::at(name, &paths, &options()).is_err(), "{name}");
    }
    let outside = [Path::new("/").to_string_lossy().into_owned()];
    assert!(Side::at("HEAD", &outside, &options()).is_err());
}
