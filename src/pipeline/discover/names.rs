//! What names say: which files are policies, how a path is shown, and the parts that layouts look at.

use std::path::{Component, Path};
use std::sync::Arc;

use crate::pipeline::layout::Parts;
use crate::pipeline::tag;
use crate::read::Reader;

/// Files that carry a folder's housekeeping, not a policy, whatever language they are in.
const HOUSEKEEPING: [&str; 6] = [
    "readme",
    "changelog",
    "contributing",
    "authors",
    "contributors",
    "maintainers",
];
/// The same, unless a language stands beside them: then somebody translates a licence.
const LICENCES: [&str; 4] = ["license", "licence", "copying", "notice"];
/// File names that programs read (robots.txt and its like).
const FOR_PROGRAMS: [&str; 6] = [
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "llms.txt",
    "requirements.txt",
    "cmakelists.txt",
];

/// A file that a walk takes up: of a format that is read, and not housekeeping.
pub(super) fn is_policy(below: &Path, readers: &[Reader]) -> bool {
    is_read(below, readers) && !is_housekeeping(below)
}

/// A file of a format that is read.
pub(super) fn is_read(below: &Path, readers: &[Reader]) -> bool {
    let extension = below
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    readers
        .iter()
        .any(|reader| reader.extensions.contains(&extension.as_str()))
}

/// A file whose name says that it is no policy. `docs/configuration.md` has the list.
pub(super) fn is_housekeeping(below: &Path) -> bool {
    let stem = below.file_stem().unwrap_or_default().to_string_lossy();
    let lower = below
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let tagged = tag::suffix(&stem);
    let bare = tagged
        .as_ref()
        .map_or_else(|| tag::fold(&stem), |tagged| tagged.before.clone());
    let word = bare.split(['-', '_', '.']).next().unwrap_or_default();
    let in_language = tagged.is_some()
        || below.parent().is_some_and(|folder| {
            folder
                .iter()
                .any(|part| tag::whole(&part.to_string_lossy()).is_some())
        });
    // LICENSE-MIT is a licence of the files beside it, license-agreement.md an agreement.
    let licence = LICENCES.contains(&bare.as_str())
        || LICENCES.contains(&word) && stem.starts_with(&word.to_ascii_uppercase());
    HOUSEKEEPING.contains(&word)
        || FOR_PROGRAMS.contains(&lower.as_str())
        || licence && !in_language
        || lower.starts_with("~$")
}

/// The extensions of all readers, for messages.
pub(crate) fn extensions(readers: &[Reader]) -> String {
    let all: Vec<String> = readers
        .iter()
        .flat_map(|reader| reader.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    all.join(", ")
}

/// The path in the form that is reported.
pub(super) fn shown(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        "/".to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// A path below a folder as it is reported: `.` is left out.
pub(super) fn under(start: &str, below: &str) -> String {
    let below = if cfg!(windows) {
        below.replace('\\', "/")
    } else {
        below.to_owned()
    };
    match (start, below.is_empty()) {
        (_, true) => start.to_owned(),
        (".", _) => below,
        _ if start.ends_with('/') => format!("{start}{below}"),
        _ => format!("{start}/{below}"),
    }
}

/// The folders of a path.
pub(super) fn words(path: &Path) -> Arc<[String]> {
    let mut words: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => words.push(part.to_string_lossy().into_owned()),
            Component::ParentDir if words.last().is_some_and(|last| last != "..") => {
                drop(words.pop())
            }
            Component::ParentDir => words.push("..".to_owned()),
            _ => {}
        }
    }
    words.into()
}

/// The folders from the root of the disk down to a PATH, and how many of them the user did not write.
pub(super) fn above(above: &Path) -> (Arc<[String]>, usize) {
    // From the root of the disk, so that `ja.md` and `/legal/en.md` may stand in one folder.
    let above_words = words(&std::path::absolute(above).unwrap_or_else(|_| {
        let start = std::env::current_dir().unwrap_or_default();
        start.join(above)
    }));
    let said = if above.is_relative() {
        words(above).iter().filter(|word| *word != "..").count()
    } else {
        0
    };
    let unsaid = above_words.len().saturating_sub(said);
    (above_words, unsaid)
}

/// The name of a file without its extension.
pub(super) fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The parts of one path.
pub(super) fn parts(folder: &Path, below: &Path, file: &Path) -> Parts {
    let (above, unsaid) = above(folder);
    Parts {
        above,
        below: words(below),
        stem: stem(file),
        unsaid,
    }
}
