//! Patterns of paths, and where a configuration is looked for.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::CONFIG_FILE;
use crate::pipeline::places::absolute;

/// Patterns of paths below the folder of the configuration. `*` stays within a folder, `**` does not; a pattern
/// without `/` matches at any depth; one that matches a folder matches everything in it.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    written: Vec<String>,
    set: GlobSet,
}

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    /// With what is wrong with one of them.
    pub fn new(written: Vec<String>) -> Result<Self, String> {
        let mut builder = GlobSetBuilder::new();
        for pattern in &written {
            let bare = pattern.trim_start_matches("./").trim_end_matches('/');
            let anchored = match bare.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None if bare.contains('/') => bare.to_owned(),
                None => format!("**/{bare}"),
            };
            if bare.is_empty() {
                return Err(format!("`{pattern}` is no pattern of a path"));
            }
            for glob in [anchored.clone(), format!("{anchored}/**")] {
                let glob = GlobBuilder::new(&glob)
                    .literal_separator(true)
                    .backslash_escape(true)
                    .build()
                    .map_err(|error| {
                        format!("`{pattern}` is no pattern of a path: {}", error.kind())
                    })?;
                builder.add(glob);
            }
        }
        let set = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { written, set })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// As they were written.
    #[must_use]
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// Whether one of them matches.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

/// The nearest configuration above a path. The search ends at the root of a git work tree: what lies above it, in a
/// home folder say, was not agreed on by the people of this one.
pub(super) fn above(path: &str) -> Option<PathBuf> {
    let start = if path == "-" {
        absolute(Path::new("."))
    } else {
        absolute(Path::new(path))
    };
    for folder in start.ancestors() {
        let file = folder.join(CONFIG_FILE);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_people_expect() {
        for (pattern, path, matched) in [
            ("drafts", "drafts/en.md", true),
            ("drafts/", "legal/drafts/a/en.md", true),
            ("/drafts", "legal/drafts/en.md", false),
            ("legal/*", "legal/en.md", true),
            ("legal/*.md", "legal/old/en.md", false),
            ("legal/**/*.md", "legal/old/en.md", true),
            ("*.draft.md", "a/b/en.draft.md", true),
            ("privacy.{ja,vi}.md", "a/privacy.vi.md", true),
            ("privacy", "privacy.md", false),
            ("./legal", "legal/en.md", true),
        ] {
            let patterns = Patterns::new(vec![pattern.to_owned()]).expect("a pattern");
            assert_eq!(patterns.matches(path), matched, "{pattern} {path}");
        }
        assert!(Patterns::new(vec!["a[".to_owned()]).is_err());
        assert!(Patterns::new(vec!["/".to_owned()]).is_err());
        assert!(!Patterns::default().matches("a"));
    }
}
