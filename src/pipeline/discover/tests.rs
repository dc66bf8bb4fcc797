//! Every layout on a disk, and every path that cannot be used.

use super::*;
use crate::model::Error;
use crate::read::{Options, Reading};
use std::ffi::OsStr;

/// A folder of its own below the system's, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, files: &[&str]) -> Self {
        let scratch = Self(
            std::env::temp_dir().join(format!("policyglot-discover-{}-{name}", std::process::id())),
        );
        let _ = std::fs::remove_dir_all(&scratch.0);
        std::fs::create_dir_all(&scratch.0).unwrap();
        for file in files {
            scratch.write(file, "1. Refunds\n");
        }
        scratch
    }

    fn write(&self, file: &str, content: &str) {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    #[cfg(unix)]
    fn link(&self, at: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.0.join(at)).unwrap();
    }

    fn path(&self, below: &str) -> String {
        self.0
            .join(below)
            .to_string_lossy()
            .trim_end_matches('/')
            .to_owned()
    }

    /// What is found, one line a policy or row, without the folder's own path.
    fn find(&self, paths: &[&str]) -> Vec<String> {
        let paths: Vec<String> = paths
            .iter()
            .map(|path| {
                if *path == "-" {
                    "-".to_owned()
                } else {
                    self.path(path)
                }
            })
            .collect();
        self.lines(&paths, Limits::default())
    }

    fn lines(&self, paths: &[String], limits: Limits) -> Vec<String> {
        let own = format!("{}/", self.0.to_string_lossy());
        let line = |item| match item {
            Item::Policy { name, files } => {
                let files = files.iter().map(|file| {
                    let lang = file
                        .lang
                        .map_or_else(|| "*".to_owned(), |lang| lang.tag().to_owned());
                    format!(" {lang}={}", file.shown.replace(&own, ""))
                });
                format!("{name}:{}", files.collect::<String>())
            }
            Item::Unread(row) => format!(
                "! {}: {}",
                row.path.replace(&own, ""),
                row.error.replace(&own, "")
            ),
        };
        discover(paths, &limits, &Config::default(), &readers())
            .into_iter()
            .map(line)
            .collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn nothing(_: &[u8], _: &Options) -> Result<Reading, Error> {
    Ok(Reading::default())
}

fn readers() -> Vec<Reader> {
    vec![
        Reader {
            name: "text",
            extensions: &["txt"],
            read: nothing,
        },
        Reader {
            name: "markdown",
            extensions: &["md", "markdown"],
            read: nothing,
        },
        Reader {
            name: "html",
            extensions: &["html", "htm"],
            read: nothing,
        },
    ]
}

#[test]
fn a_folder_of_every_layout_in_the_order_of_names() {
    let files = [
        "b/en.md",
        "b/ja.md",
        "ja/a.md",
        "zh-cn/a.md",
        "c.en.html",
        "c_vi.md",
        "d.txt",
        "photo.png",
        ".hidden.md",
        "README.ja.md",
    ];
    let scratch = Scratch::new("layouts", &files);
    let expected = [
        "a: ja=ja/a.md zh=zh-cn/a.md",
        "b: en=b/en.md ja=b/ja.md",
        "c: en=c.en.html vi=c_vi.md",
        "d: *=d.txt",
    ];
    assert_eq!(scratch.find(&[""]), expected);
}

#[test]
fn housekeeping_is_passed_over() {
    let skipped = [
        "README.md",
        "readme-first.md",
        "CHANGELOG.md",
        "LICENSE.md",
        "LICENSE-MIT.txt",
        "robots.txt",
        "~$a.md",
        "expected.toml",
    ];
    let scratch = Scratch::new("housekeeping", &skipped);
    scratch.write("license-agreement.md", "");
    scratch.write("LICENSE.vi.md", "");
    assert_eq!(
        scratch.find(&[""]),
        [
            "LICENSE: vi=LICENSE.vi.md",
            "license-agreement: *=license-agreement.md"
        ]
    );
    // What is named is read.
    assert_eq!(scratch.find(&["README.md"]), ["README: *=README.md"]);
}

#[test]
fn ignore_files_are_respected() {
    let scratch = Scratch::new("ignored", &["a.en.md", "drafts/a.en.md", "old/b.md"]);
    scratch.write(".gitignore", "drafts/\n");
    scratch.write(".ignore", "old\n");
    assert_eq!(scratch.find(&[""]), ["a: en=a.en.md"]);
    assert_eq!(scratch.find(&["old/b.md"]), ["b: *=old/b.md"]);
}

#[test]
fn files_that_are_named_one_by_one() {
    let scratch = Scratch::new(
        "named",
        &[
            "a.en.md",
            "a.ja.md",
            "b.md",
            "c/en.md",
            "c/vi.md",
            "docs/en/d.md",
            "docs/vi/d.md",
        ],
    );
    assert_eq!(
        scratch.find(&["b.md", "a.ja.md", "a.en.md"]),
        ["b: *=b.md", "a: ja=a.ja.md en=a.en.md"]
    );
    assert_eq!(
        scratch.find(&["c/vi.md", "c/en.md"]),
        ["c: vi=c/vi.md en=c/en.md"]
    );
    assert_eq!(
        scratch.find(&["docs/vi/d.md", "docs/en/d.md"]),
        ["d: vi=docs/vi/d.md en=docs/en/d.md"]
    );
    assert_eq!(
        scratch.find(&["docs/vi", "docs/en"]),
        ["d: vi=docs/vi/d.md en=docs/en/d.md"]
    );
    assert_eq!(
        scratch.find(&["b.md", "-", "b.md", "-"]),
        ["b: *=b.md", "stdin: *=-"]
    );
    assert_eq!(
        scratch.find(&["b.md", "c", "c/vi.md"]),
        ["b: *=b.md", "c: en=c/en.md vi=c/vi.md"]
    );
    assert_eq!(scratch.find(&["a.en.md", "c", "a.ja.md"]).len(), 2);
}

#[test]
fn paths_that_lead_nowhere_are_rows_and_the_rest_goes_on() {
    let scratch = Scratch::new("missing", &["a.md"]);
    std::fs::create_dir(scratch.0.join("empty")).unwrap();
    scratch.write("pictures/a.png", "");
    let found = scratch.find(&["gone.md", "empty", "a.md", "pictures"]);
    assert!(found[0].starts_with("! gone.md: no such file"), "{found:?}");
    assert!(
        found[1].starts_with("! empty: no policy found: empty"),
        "{found:?}"
    );
    assert_eq!(found[2], "a: *=a.md");
    assert!(
        found[3].starts_with("! pictures: no policy") && found[3].contains(".md"),
        "{found:?}"
    );
}

#[test]
fn more_files_than_allowed_are_said_to_be_left_out() {
    let scratch = Scratch::new("many", &["a.md", "b.md", "c.md"]);
    let found = scratch.lines(
        &[scratch.path("")],
        Limits {
            files: 2,
            ..Limits::default()
        },
    );
    assert!(found[0].contains("more than 2 files"), "{found:?}");
    assert_eq!(found[1..], ["a: *=a.md", "b: *=b.md"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_folder_only() {
    let outside = Scratch::new("outside", &["secret/x.md", "y.md"]);
    let scratch = Scratch::new("links", &["v2/a.en.md", "v2/a.ja.md", "v2/notes.txt"]);
    scratch.link("latest", "v2");
    scratch.link("v2/a.vi.md", "a.en.md");
    scratch.link("v2/loop", "..");
    scratch.link("self.md", "self.md");
    scratch.link("gone.md", "nowhere.md");
    scratch.link("gone.o", "nowhere.o");
    scratch.link("out", &outside.path("secret"));
    scratch.link("y.md", &outside.path("y.md"));
    let found = scratch.find(&[""]);
    let policies: Vec<&String> = found.iter().filter(|line| !line.starts_with('!')).collect();
    assert_eq!(
        policies,
        [
            "v2/a: en=v2/a.en.md ja=v2/a.ja.md vi=v2/a.vi.md",
            "v2/notes: *=v2/notes.txt"
        ]
    );
    let rows: Vec<&str> = found
        .iter()
        .filter_map(|line| line.strip_prefix("! ")?.split(':').next())
        .collect();
    assert_eq!(rows, ["gone.md", "out", "self.md", "y.md"], "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_link_may_stand_for_a_language() {
    let scratch = Scratch::new("borrowed", &["docs/en/a.md", "i18n/ja/a.md"]);
    scratch.link("docs/ja", "../i18n/ja");
    assert_eq!(
        scratch.find(&[""]),
        ["docs/a: en=docs/en/a.md ja=docs/ja/a.md"]
    );
}

#[cfg(unix)]
#[test]
fn folders_of_links_to_each_other_do_not_multiply() {
    let scratch = Scratch::new("mesh", &[]);
    for folder in 0..24 {
        scratch.write(&format!("d{folder:02}/a{folder:02}.md"), "");
        for other in (0..24).filter(|other| *other != folder) {
            scratch.link(
                &format!("d{folder:02}/l{other:02}"),
                &format!("../d{other:02}"),
            );
        }
    }
    let found = scratch.find(&[""]);
    assert_eq!(found.len(), 24);
    assert_eq!(found[7], "d07/a07: *=d07/a07.md");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_shown_as_well_as_they_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let scratch = Scratch::new("bytes", &[]);
    std::fs::write(scratch.0.join(OsStr::from_bytes(b"caf\xe9.ja.md")), "").unwrap();
    assert_eq!(scratch.find(&[""]), ["caf\u{fffd}: ja=caf\u{fffd}.ja.md"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_a_row() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("closed", &["a.md", "closed/b.md"]);
    let closed = scratch.0.join("closed");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    let readable = std::fs::read_dir(&closed).is_ok();
    let found = scratch.find(&[""]);
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
    // The superuser may read everything.
    if !readable {
        assert!(found[0].starts_with("! closed: no permission"), "{found:?}");
        assert_eq!(found[1..], ["a: *=a.md"]);
    }
}

#[test]
fn a_relative_and_an_absolute_path_may_stand_in_one_folder() {
    let relative = parts(Path::new("src/text"), Path::new(""), Path::new("a.md"));
    let folder = std::env::current_dir().unwrap().join("src/../src/text");
    let absolute = parts(&folder, Path::new(""), Path::new("a.md"));
    assert_eq!(relative.above, absolute.above);
    assert_eq!(relative.above.len(), relative.unsaid + 2);
    assert_eq!(absolute.above.len(), absolute.unsaid);
    let here = parts(Path::new(""), Path::new(""), Path::new("a.md"));
    assert_eq!(
        here.above,
        parts(Path::new("."), Path::new(""), Path::new("a.md")).above
    );
    assert_eq!(here.above.len(), here.unsaid);
}

#[test]
fn dots_and_slashes_are_left_out_of_what_is_shown() {
    assert_eq!(
        [shown("docs//"), shown("/"), shown("./a.md")],
        ["docs", "/", "./a.md"]
    );
    assert_eq!(
        [
            under(".", "a.md"),
            under("/", "a.md"),
            under("docs", "a.md"),
            under("docs", "")
        ],
        ["a.md", "/a.md", "docs/a.md", "docs"]
    );
}
