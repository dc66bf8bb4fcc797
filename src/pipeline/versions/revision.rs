//! A git revision → a folder that holds the files of some paths as they were.
//!
//! The `git` command does the reading; nothing of the working tree is touched. Symbolic links and submodules are left
//! out, and what passes the limit on a file's size is not read.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::model::{Error, Limits};

/// A revision of some paths, as files in a folder that is removed with this value.
#[derive(Debug)]
pub struct Revision {
    name: String,
    folder: tempfile::TempDir,
    /// Paths inside the folder, in the order in which they were given.
    paths: Vec<String>,
    /// The same paths as they were given.
    given: Vec<String>,
}

/// A file of a revision: its object, and its path from the top of the repository.
struct Entry {
    object: String,
    path: String,
}

impl Revision {
    /// The paths of its files, inside its folder.
    #[must_use]
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// A path in the folder as git names it: `v1.0:policies/en.md`.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        for (inside, given) in self.paths.iter().zip(&self.given) {
            if let Some(rest) = path.strip_prefix(inside.as_str()) {
                return format!("{}:{given}{rest}", self.name);
            }
        }
        path.to_owned()
    }

    /// Reads a revision.
    ///
    /// # Errors
    /// When git is not there, the revision does not exist, or a path lies outside a repository.
    pub fn read(name: &str, paths: &[String], limits: &Limits) -> Result<Self, Error> {
        if name.is_empty() || name.starts_with('-') || name.contains(['\0', '\n', ':']) {
            return Err(Error::new(format!(
                "`{name}` is no revision: name a commit, a tag or a branch"
            )));
        }
        let folder = tempfile::Builder::new()
            .prefix("policyglot-")
            .tempdir()
            .map_err(|error| failed(&error))?;
        let mut revision = Self {
            name: name.to_owned(),
            folder,
            paths: Vec::new(),
            given: Vec::new(),
        };
        for (at, given) in paths.iter().enumerate() {
            let root = revision.folder.path().join(at.to_string());
            let path = Path::new(given);
            // Git is asked where the path stands; what is gone by now stands below a folder that is still there.
            let (within, below) = place(path);
            let entries = entries(&within, below.as_deref(), name, limits)?;
            write(&within, &entries, &root)?;
            let inside = below.map_or_else(|| root.clone(), |below| root.join(below));
            // What the revision did not have yet is no path of it: all of it is new.
            if inside.exists() {
                revision.paths.push(inside.to_string_lossy().into_owned());
                revision.given.push(given.trim_end_matches('/').to_owned());
            }
        }
        Ok(revision)
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::new(format!(
        "a folder for the old version cannot be written: {error}"
    ))
}

/// The nearest folder that stands there, and the rest of the path below it.
fn place(path: &Path) -> (PathBuf, Option<String>) {
    for folder in path.ancestors() {
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        if folder.is_dir() {
            let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
            return (
                folder.to_path_buf(),
                (!below.is_empty()).then(|| below.into_owned()),
            );
        }
    }
    (
        PathBuf::from("."),
        Some(path.to_string_lossy().into_owned()),
    )
}

fn git(within: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C")
        .arg(within)
        .arg("--literal-pathspecs")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    git
}

fn no_git(error: &std::io::Error) -> Error {
    Error::new(format!(
        "git cannot be run ({error}): install it, or give two folders"
    ))
}

/// The files of a revision in a folder, or one of them.
fn entries(
    within: &Path,
    below: Option<&str>,
    name: &str,
    limits: &Limits,
) -> Result<Vec<Entry>, Error> {
    let mut command = git(within);
    command
        .args(["ls-tree", "-r", "-z", "-l", "--full-tree"])
        .arg(format!("{name}^{{tree}}"));
    // Paths are listed from the top of the repository, wherever the folder stands in it.
    let prefix = prefix(within)?;
    let only = match below {
        Some(below) => format!("{prefix}{below}"),
        None => prefix.trim_end_matches('/').to_owned(),
    };
    if !only.is_empty() {
        command.arg("--").arg(&only);
    }
    let out = command.output().map_err(|error| no_git(&error))?;
    if !out.status.success() {
        return Err(Error::new(format!(
            "git cannot read the revision `{name}` ({}): name a commit, a tag or a branch of this repository",
            reason(&out.stderr)
        )));
    }
    let mut found = Vec::new();
    for row in out.stdout.split(|byte| *byte == 0) {
        let row = String::from_utf8_lossy(row);
        let Some((meta, path)) = row.split_once('\t') else {
            continue;
        };
        let mut meta = meta.split_whitespace();
        let (mode, kind, object, size) = (meta.next(), meta.next(), meta.next(), meta.next());
        let small = size
            .and_then(|size| size.parse::<u64>().ok())
            .is_some_and(|size| size <= limits.file_bytes);
        let regular = mode.is_some_and(|mode| mode.starts_with("100")) && kind == Some("blob");
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if let (true, true, true, Some(object)) = (regular, small, plain, object)
            && let Some(path) = path.strip_prefix(prefix.as_str())
            && found.len() < limits.files
        {
            found.push(Entry {
                object: object.to_owned(),
                path: path.to_owned(),
            });
        }
    }
    Ok(found)
}

/// The path of a folder from the top of its repository, with a slash behind it; empty at the top.
fn prefix(within: &Path) -> Result<String, Error> {
    let out = git(within)
        .args(["rev-parse", "--show-prefix"])
        .output()
        .map_err(|error| no_git(&error))?;
    if !out.status.success() {
        return Err(Error::new(format!(
            "git cannot look into `{}` ({}): name paths inside a git repository, or compare two folders without git",
            within.display(),
            reason(&out.stderr)
        )));
    }
    let prefix = String::from_utf8_lossy(&out.stdout);
    Ok(prefix.trim_end_matches('\n').to_owned())
}

/// Why git refused, in its own words.
fn reason(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let reason = text.lines().next().unwrap_or("git failed").trim();
    let reason = reason.strip_prefix("fatal: ").unwrap_or(reason);
    reason.replace("^{tree}", "")
}

/// Writes the files below `root`.
fn write(within: &Path, entries: &[Entry], root: &Path) -> Result<(), Error> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut child = git(within)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| no_git(&error))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Error::new("git cannot be talked to"));
    };
    let asked: String = entries
        .iter()
        .map(|entry| format!("{}\n", entry.object))
        .collect();
    // Both pipes may fill: asking goes on while the answers are read.
    let asking = std::thread::spawn(move || {
        let _ = input.write_all(asked.as_bytes());
    });
    let result = answers(BufReader::new(output), entries, root);
    let _ = asking.join();
    if result.is_err() {
        let _ = child.kill();
    }
    let _ = child.wait();
    result
}

fn answers(mut output: impl BufRead, entries: &[Entry], root: &Path) -> Result<(), Error> {
    for entry in entries {
        let mut head = String::new();
        output
            .read_line(&mut head)
            .map_err(|error| failed(&error))?;
        let size: u64 = head
            .split_whitespace()
            .nth(2)
            .and_then(|size| size.parse().ok())
            .ok_or_else(|| Error::new(format!("git does not give the old {}", entry.path)))?;
        let path = root.join(&entry.path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| failed(&error))?;
        }
        let mut file = std::fs::File::create(&path).map_err(|error| failed(&error))?;
        std::io::copy(&mut output.by_ref().take(size), &mut file)
            .map_err(|error| failed(&error))?;
        let mut end = [0];
        output
            .read_exact(&mut end)
            .map_err(|error| failed(&error))?;
    }
    Ok(())
}
