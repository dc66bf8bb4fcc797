//! Paths as users gave them → paths below a folder, for patterns and for files that are kept in git.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `..`, from the root. Links are not followed: what was written is what counts.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in full.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// `path` from `folder`, which is absolute; with `/`. What lies elsewhere stays absolute, and `-` what it is.
pub(super) fn below(path: &str, folder: &Path) -> String {
    if path == "-" {
        return path.to_owned();
    }
    let full = absolute(Path::new(path));
    let shown = full
        .strip_prefix(folder)
        .unwrap_or(&full)
        .to_string_lossy()
        .into_owned();
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_a_folder() {
        for (path, below_it) in [
            ("/policies/a/en.md", "a/en.md"),
            ("/policies/./a/../b/en.md", "b/en.md"),
            ("/elsewhere/en.md", "/elsewhere/en.md"),
            ("-", "-"),
        ] {
            assert_eq!(below(path, Path::new("/policies")), below_it, "{path}");
        }
        let here = absolute(Path::new("."));
        assert_eq!(below("a/en.md", &here), "a/en.md");
        assert_eq!(below("./a/en.md", &here), "a/en.md");
    }
}
