//! PATHs → policies as lists of files, and a row for every path that cannot be used.
//!
//! Nothing is opened here but folders. A folder is walked in the order of its
//! names, git's ignore files are respected and hidden files left out, so that
//! two runs over the same tree give the same list. A symbolic link is
//! followed while it stays inside the PATH; the user gave that folder and no
//! other.

mod names;
mod passed;
mod walk;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use names::{parts, shown, under};
use passed::Passed;
use walk::{reason_at, refusal, walk};

pub(crate) use names::extensions;
pub(crate) use walk::reason;

use super::config::Config;
use super::layout::{self, Layout, Parts};
use crate::model::{Limits, Unread};
use crate::read::Reader;
use crate::text::Lang;

/// Where the bytes of an edition come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

/// A file of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where to read it.
    pub(crate) input: Input,
    /// Its path as the user gave it, with `/`.
    pub(crate) shown: String,
    /// The language that the path names.
    pub(crate) lang: Option<Lang>,
    /// It joined by name alone and leaves again when its language is taken.
    pub(crate) guest: bool,
    /// The user gave the file itself, and no folder that it was found in.
    pub(crate) named: bool,
}

/// A policy to be read, or a path that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// The files of one policy.
    Policy { name: String, files: Vec<Found> },
    /// A path that cannot be used.
    Unread(Unread),
}

struct File {
    /// Index of the PATH that led here.
    given: usize,
    path: PathBuf,
    shown: String,
    parts: Parts,
    /// What the file is on disk, where it is not what its PATH says.
    identity: Option<PathBuf>,
    /// A link led to it.
    linked: bool,
    /// The PATH is the file itself.
    named: bool,
}

/// Finds the policies of `paths`, in the order of the paths and then of their names.
pub(crate) fn discover(
    paths: &[String],
    limits: &Limits,
    config: &Config,
    readers: &[Reader],
) -> Vec<Item> {
    let mut search = Search {
        limits,
        config,
        readers,
        files: Vec::new(),
        unread: Vec::new(),
        standard: None,
        roots: BTreeMap::new(),
        several: paths.len() > 1,
    };
    for (given, path) in paths.iter().enumerate() {
        search.path(given, path);
    }
    search.finish()
}

struct Search<'a> {
    limits: &'a Limits,
    config: &'a Config,
    readers: &'a [Reader],
    files: Vec<File>,
    unread: Vec<(usize, Unread)>,
    standard: Option<usize>,
    /// Folders that were given, and where they really are.
    roots: Roots,
    several: bool,
}

impl Search<'_> {
    fn path(&mut self, given: usize, path: &str) {
        if path == "-" {
            self.standard.get_or_insert(given);
            return;
        }
        let on_disk = Path::new(path);
        match std::fs::metadata(on_disk) {
            Ok(metadata) if metadata.is_dir() => self.folder(given, path),
            Ok(_) => {
                let parts = parts(
                    on_disk.parent().unwrap_or(Path::new("")),
                    Path::new(""),
                    on_disk,
                );
                let identity = Some(identity(on_disk));
                self.files.push(File {
                    given,
                    path: on_disk.to_owned(),
                    shown: shown(path),
                    parts,
                    identity,
                    linked: false,
                    named: true,
                });
            }
            Err(error) => self.reject(given, shown(path), reason_at(on_disk, &error)),
        }
    }

    fn reject(&mut self, given: usize, path: String, error: impl Into<String>) {
        self.unread.push((
            given,
            Unread {
                path,
                error: error.into(),
            },
        ));
    }

    fn folder(&mut self, given: usize, path: &str) {
        let root = Path::new(path);
        let start = shown(path);
        let real = match root.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.reject(given, start, reason(&error)),
        };
        self.roots.insert(given, (root.to_owned(), real.clone()));
        let (above, unsaid) = names::above(root);
        let mut folder = (PathBuf::new(), names::words(Path::new("")));
        let before = (self.files.len(), self.unread.len());
        let strays = Arc::new(Mutex::new(Vec::new()));
        let mut link: Option<PathBuf> = None;
        let mut passed = Passed::default();
        for entry in walk(root, &real, &strays) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    if let Some((at, error)) = refusal(&error)
                        && self.is_missed(&at)
                    {
                        let below = at
                            .strip_prefix(root)
                            .unwrap_or(Path::new(""))
                            .to_string_lossy();
                        self.reject(given, under(&start, &below), error);
                    }
                    continue;
                }
            };
            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
            // What follows a linked folder stands in it until a path no longer begins with it.
            if link.as_ref().is_none_or(|link| !below.starts_with(link)) {
                link = (entry.depth() > 0 && entry.path_is_symlink()).then(|| below.to_owned());
            }
            if !entry.file_type().is_some_and(|kind| kind.is_file())
                || !names::is_read(below, self.readers)
            {
                continue;
            }
            let shown = under(&start, &below.to_string_lossy());
            if names::is_housekeeping(below) {
                passed.housekeeping.get_or_insert(shown);
                continue;
            }
            if !self.config.wants(&shown) {
                passed.unwanted += 1;
                continue;
            }
            if self.files.len() >= self.limits.files {
                let error = format!(
                    "more than {} files to check: the rest is left out; give fewer PATHs in a run",
                    self.limits.files
                );
                self.reject(given, start.clone(), error);
                break;
            }
            let linked = link.is_some();
            let identity = linked.then(|| identity(entry.path()));
            // Files of one folder stand one after the other and share its name.
            let holder = below.parent().unwrap_or(Path::new(""));
            if folder.0 != holder {
                folder = (holder.to_owned(), names::words(holder));
            }
            let parts = Parts {
                above: Arc::clone(&above),
                below: Arc::clone(&folder.1),
                stem: names::stem(below),
                unsaid,
            };
            self.files.push(File {
                given,
                path: entry.path().to_owned(),
                shown,
                parts,
                identity,
                linked,
                named: false,
            });
        }
        let strays = strays
            .lock()
            .map(|mut strays| std::mem::take(&mut *strays))
            .unwrap_or_default();
        for below in strays {
            if !root.join(&below).is_dir() && !names::is_policy(&below, self.readers) {
                continue;
            }
            let error = "is a link that leads out of the folder given: not followed; give what it leads to as a PATH of its own";
            self.reject(given, under(&start, &below.to_string_lossy()), error);
        }
        self.unread[before.1..].sort();
        if (self.files.len(), self.unread.len()) == before {
            let error = passed.reason(&start, self.readers);
            self.reject(given, start.clone(), error);
        }
    }

    /// Whether a path that a walk failed at may have held a policy: a folder, or a file of a format that is read.
    fn is_missed(&self, path: &Path) -> bool {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        path.as_os_str().is_empty()
            || !hidden && (names::is_policy(path, self.readers) || path.is_dir())
    }

    fn finish(mut self) -> Vec<Item> {
        let parts: Vec<Parts> = self
            .files
            .iter_mut()
            .map(|file| std::mem::take(&mut file.parts))
            .collect();
        let files = self.files;
        let mut layouts = layout::group(&parts);
        for layout in &mut layouts {
            drop_repeated(layout, &files, &self.roots);
        }
        let mut layouts = if self.several || files.iter().any(|file| file.linked) {
            without_covered(layouts, &files, &self.roots)
        } else {
            layouts
        };
        let first = |layout: &Layout| {
            layout
                .members
                .iter()
                .map(|member| member.file)
                .min()
                .unwrap_or_default()
        };
        layouts.sort_by_cached_key(|layout| {
            let file = &files[first(layout)];
            (file.given, layout.name.clone(), file.shown.clone())
        });
        layout::distinct(layouts.iter_mut().map(|layout| {
            let file = layout.members.first().map_or(0, |member| member.file);
            (&mut layout.name, files[file].shown.as_str())
        }));
        let mut items: Vec<(usize, Item)> = self
            .unread
            .into_iter()
            .map(|(given, unread)| (given, Item::Unread(unread)))
            .collect();
        for layout in layouts {
            let given = files[first(&layout)].given;
            let found = layout.members.iter().map(|member| {
                let file = &files[member.file];
                Found {
                    input: Input::File(file.path.clone()),
                    shown: file.shown.clone(),
                    lang: member.lang,
                    guest: member.guest,
                    named: file.named,
                }
            });
            items.push((
                given,
                Item::Policy {
                    name: layout.name,
                    files: found.collect(),
                },
            ));
        }
        if let Some(given) = self.standard {
            let file = Found {
                input: Input::Standard,
                shown: "-".to_owned(),
                lang: None,
                guest: false,
                named: true,
            };
            items.push((
                given,
                Item::Policy {
                    name: "stdin".to_owned(),
                    files: vec![file],
                },
            ));
        }
        items.sort_by_key(|(given, _)| *given);
        items.into_iter().map(|(_, item)| item).collect()
    }
}

/// Of two ways to one file in one language the first stays.
fn drop_repeated(layout: &mut Layout, files: &[File], roots: &Roots) {
    let mut seen = BTreeSet::new();
    layout.members.retain(|member| {
        let file = &files[member.file];
        seen.insert((member.lang, file.identity(roots)))
    });
}

/// By the index of a PATH: the folder as it was given, and where it really is.
type Roots = BTreeMap<usize, (PathBuf, PathBuf)>;

impl File {
    /// What the file is on disk, whatever way led to it.
    fn identity(&self, roots: &Roots) -> PathBuf {
        if let Some(identity) = &self.identity {
            return identity.clone();
        }
        let root = roots.get(&self.given);
        root.and_then(|(given, real)| Some(real.join(self.path.strip_prefix(given).ok()?)))
            .unwrap_or_else(|| self.path.clone())
    }
}

/// Leaves out policies whose files all stand in another one: a link `latest` beside the folder that it leads to,
/// a PATH inside another PATH. Of equals the one that was reached without a link stays, then the first.
fn without_covered(layouts: Vec<Layout>, files: &[File], roots: &Roots) -> Vec<Layout> {
    let identities: Vec<PathBuf> = files.iter().map(|file| file.identity(roots)).collect();
    let sets: Vec<BTreeSet<&Path>> = layouts
        .iter()
        .map(|layout| {
            layout
                .members
                .iter()
                .map(|member| identities[member.file].as_path())
                .collect()
        })
        .collect();
    let links: Vec<usize> = layouts
        .iter()
        .map(|layout| {
            layout
                .members
                .iter()
                .filter(|member| files[member.file].linked)
                .count()
        })
        .collect();
    let mut holders: HashMap<&Path, Vec<usize>> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        for identity in set {
            holders.entry(identity).or_default().push(index);
        }
    }
    let covered = |index: usize| {
        let others = sets[index].first().and_then(|first| holders.get(first));
        others.into_iter().flatten().any(|other| {
            let rank = |at: usize| (std::cmp::Reverse(sets[at].len()), links[at], at);
            *other != index && sets[index].is_subset(&sets[*other]) && rank(*other) < rank(index)
        })
    };
    let keep: Vec<bool> = (0..layouts.len()).map(|index| !covered(index)).collect();
    layouts
        .into_iter()
        .zip(keep)
        .filter_map(|(layout, keep)| keep.then_some(layout))
        .collect()
}

fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests;
