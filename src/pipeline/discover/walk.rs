//! The walk through a folder: what it passes over, where links may lead, what a failed step means.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, WalkBuilder};

/// The entries below `root` in the order of their names. Links that lead out of it are kept in `strays`, relative to it.
pub(super) fn walk(root: &Path, real: &Path, strays: &Arc<Mutex<Vec<PathBuf>>>) -> ignore::Walk {
    // Ignore files above the PATH count inside a git work tree, as they do for git; elsewhere a stray one in the
    // home folder would silence everything.
    let in_git = real.ancestors().any(|folder| folder.join(".git").exists());
    let (root_given, real, strays) = (root.to_owned(), real.to_owned(), Arc::clone(strays));
    let mut builder = WalkBuilder::new(root);
    builder
        .follow_links(true)
        .parents(in_git)
        .require_git(false)
        .git_global(false)
        .sort_by_file_name(OsStr::cmp);
    builder.filter_entry(move |entry: &DirEntry| {
        if entry.depth() == 0 || !entry.path_is_symlink() {
            return true;
        }
        let inside = entry
            .path()
            .canonicalize()
            .is_ok_and(|target| target.starts_with(&real));
        // One linked folder deep: what a link in there leads to is walked in its own place, and links that lead to
        // folders of links would make the paths multiply without end.
        let folders = entry.path().ancestors().skip(1);
        if inside
            && folders
                .take_while(|folder| *folder != root_given)
                .any(Path::is_symlink)
        {
            return entry.file_type().is_some_and(|kind| kind.is_file());
        }
        if !inside && let Ok(mut strays) = strays.lock() {
            strays.push(
                entry
                    .path()
                    .strip_prefix(&root_given)
                    .unwrap_or(entry.path())
                    .to_owned(),
            );
        }
        inside
    });
    builder.build()
}

/// The path and the reason of a step that a walk could not take; `None` where nothing is lost.
pub(super) fn refusal(error: &ignore::Error) -> Option<(PathBuf, String)> {
    match error {
        ignore::Error::WithPath { path, err } => match err.as_ref() {
            ignore::Error::Io(io) => Some((path.clone(), reason_at(path, io))),
            other => refusal(other).map(|(_, error)| (path.clone(), error)),
        },
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            refusal(err)
        }
        // A link to a folder that it stands in: that folder is walked already.
        ignore::Error::Loop { .. } => None,
        // A pattern of an ignore file that is none; git passes over it too.
        ignore::Error::Glob { .. } | ignore::Error::Partial(_) => None,
        ignore::Error::Io(io) => Some((PathBuf::new(), reason(io))),
        other => Some((PathBuf::new(), other.to_string())),
    }
}

/// As [`reason`], for a path that may be a link.
pub(super) fn reason_at(path: &Path, error: &std::io::Error) -> String {
    if path.is_symlink() && error.kind() != std::io::ErrorKind::PermissionDenied {
        return "a link that leads nowhere, or to itself: mend or remove it".to_owned();
    }
    reason(error)
}

/// What a failed call of the system means to the user.
pub(crate) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder: check the spelling".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "no permission to read it: change its permissions or leave it out".to_owned()
        }
        _ => format!("could not be read ({error}): try again or leave it out"),
    }
}
