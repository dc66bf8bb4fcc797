//! Files → policies, by nothing but their paths.
//!
//! Four layouts are known: a language at the end of the name
//! (`privacy.ja.md`), a folder a policy (`privacy/ja.md`), a folder a language
//! (`ja/privacy.md`), and a language elsewhere in the name (`en-privacy.md`).
//! Each gives a *place*: the path with a hole where the language stood. Files
//! that share a place are editions of one policy. A name that only might be a
//! language is believed when its place holds other languages too, so that
//! `sign-it.md` stays what it is while `terms-it.md` joins `terms-en.md`.

mod docusaurus;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::tag::{self, Grade, Tag};
use crate::text::Lang;

/// A path in the parts that matter here, as UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Folders from the root of the disk up to and with the PATH that was given (for a file: all its folders).
    pub(crate) above: Arc<[String]>,
    /// Folders below it.
    pub(crate) below: Arc<[String]>,
    /// The file name without its extension.
    pub(crate) stem: String,
    /// How many of the folders above are not the user's words but where a disk happens to be mounted.
    pub(crate) unsaid: usize,
}

impl Parts {
    /// The name of the folder that was given, or that a given file stands in.
    fn root(&self) -> &str {
        self.above.last().map_or("", String::as_str)
    }
}

/// Where a file belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Index of the file.
    pub(crate) file: usize,
    /// The language that its path names.
    pub(crate) lang: Option<Lang>,
    /// It carries no language and joined by its name alone from another folder or layout: when its language is
    /// taken it is a policy of its own.
    pub(crate) guest: bool,
}

/// The files of one policy, those with a language in their path first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The path without language and extension, below what was given.
    pub(crate) name: String,
    /// Its files.
    pub(crate) members: Vec<Member>,
}

/// A folder this deep is no longer searched for a language.
const DEEPEST: usize = 24;
const HOLE: &str = "\0";

/// One way to read a path.
struct Reading {
    key: Arc<str>,
    name: Arc<str>,
    tag: Tag,
    /// Believed without other languages beside it, when its tag is clear.
    alone: bool,
}

/// Groups files into policies; the order is that of each policy's first file.
pub(crate) fn group(files: &[Parts]) -> Vec<Layout> {
    // The editions of a policy share keys and names: each is kept once, because a batch has many.
    let mut kept = Kept::default();
    let readings: Vec<Box<[Reading]>> = files
        .iter()
        .map(|parts| readings(&docusaurus::plain(parts), &mut kept).into())
        .collect();
    drop(kept);
    let mut places: HashMap<&str, BTreeMap<Option<Lang>, Grade>> = HashMap::new();
    for reading in readings.iter().flat_map(|readings| readings.iter()) {
        let grade = places
            .entry(&reading.key)
            .or_default()
            .entry(reading.tag.lang)
            .or_insert(reading.tag.grade);
        *grade = (*grade).max(reading.tag.grade);
    }
    let chosen: Vec<Option<&Reading>> = readings
        .iter()
        .map(|readings| choose(readings, &places))
        .collect();

    // Where a file without a language may join: beside a suffix, else by its path without the hole.
    let mut homes: HashMap<String, (&str, bool)> = HashMap::new();
    for reading in chosen.iter().copied().flatten() {
        let guest = !reading.key.starts_with('s');
        let path = reading.key.split_once(':').map_or("", |(_, path)| path);
        let dropped: Vec<&str> = path.split('/').filter(|part| *part != HOLE).collect();
        let home = homes
            .entry(dropped.join("/"))
            .or_insert((&reading.key, guest));
        if home.1 && !guest {
            *home = (&reading.key, guest);
        }
    }

    let mut order: Vec<Layout> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for (file, parts) in files.iter().enumerate() {
        let (key, name, lang, guest) = match chosen[file] {
            Some(reading) => (
                Some(&*reading.key),
                reading.name.to_string(),
                reading.tag.lang,
                false,
            ),
            None => {
                let home = homes.get(&path_key(parts)).copied();
                (
                    home.map(|home| home.0),
                    own_name(parts),
                    None,
                    home.is_some_and(|home| home.1),
                )
            }
        };
        let member = Member { file, lang, guest };
        match key.and_then(|key| index.get(key)) {
            Some(at) => order[*at].members.push(member),
            None => {
                if let Some(key) = key {
                    index.insert(key, order.len());
                }
                order.push(Layout {
                    name,
                    members: vec![member],
                });
            }
        }
    }
    for layout in &mut order {
        // A language in the path is certain, one in the text is inferred: the certain ones take their seats first.
        layout
            .members
            .sort_by_key(|member| (member.lang.is_none(), member.guest, member.file));
    }
    order
}

/// The reading that its neighbours bear out, else a clear tag, else none: then the file has no language in its path.
fn choose<'a>(
    readings: &'a [Reading],
    places: &HashMap<&str, BTreeMap<Option<Lang>, Grade>>,
) -> Option<&'a Reading> {
    let borne_out = |reading: &&Reading| {
        let needed = if reading.tag.grade == Grade::Doubtful {
            Grade::Clear
        } else {
            Grade::Likely
        };
        let others = places.get(&*reading.key);
        others.is_some_and(|others| {
            others
                .iter()
                .any(|(lang, grade)| *lang != reading.tag.lang && *grade >= needed)
        }) || reading.tag.grade == Grade::Clear
            && others.is_some_and(|others| others.keys().any(|lang| *lang != reading.tag.lang))
    };
    let clear = |reading: &&Reading| reading.alone && reading.tag.grade == Grade::Clear;
    readings
        .iter()
        .find(borne_out)
        .or_else(|| readings.iter().find(clear))
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join("/")
}

/// The path without extension in the form that places are compared in.
fn path_key(parts: &Parts) -> String {
    join(
        parts
            .above
            .iter()
            .chain(&*parts.below)
            .chain([&parts.stem])
            .map(|part| tag::fold(part)),
    )
}

/// The name of a file that is a policy by itself.
fn own_name(parts: &Parts) -> String {
    name(&parts.below, &parts.stem, parts.root())
}

/// Folders below the PATH and the stem; an `index` takes the name of its folder.
fn name(below: &[String], stem: &str, root: &str) -> String {
    let is_index = stem.eq_ignore_ascii_case("index")
        || stem.eq_ignore_ascii_case("_index")
        || stem.is_empty();
    match (is_index, below.is_empty()) {
        (true, false) => below.join("/"),
        (true, true) if root.is_empty() => "policy".to_owned(),
        (true, true) => root.to_owned(),
        (false, true) => stem.to_owned(),
        (false, false) => format!("{}/{stem}", below.join("/")),
    }
}

/// Texts that many readings share.
#[derive(Default)]
struct Kept(HashSet<Arc<str>>);

impl Kept {
    /// The one copy of a text.
    fn one(&mut self, text: String) -> Arc<str> {
        if let Some(kept) = self.0.get(text.as_str()) {
            return Arc::clone(kept);
        }
        let kept: Arc<str> = text.into();
        self.0.insert(Arc::clone(&kept));
        kept
    }
}

/// Every way to read a path, the likeliest first.
fn readings(parts: &Parts, kept: &mut Kept) -> Vec<Reading> {
    let folders: Vec<&String> = parts.above.iter().chain(&*parts.below).collect();
    let first = folders.len().saturating_sub(DEEPEST);
    let tagged: Vec<(usize, Tag)> = (first..folders.len())
        .rev()
        .filter_map(|at| Some((at, tag::whole(folders[at])?)))
        .collect();
    let above = parts.above.len();
    let named_by_user = |at: usize| at >= parts.unsaid;
    // The path with a hole for the folder `hole`, and a new last part.
    let key = |kind: char, hole: Option<usize>, last: &str| {
        let path = folders.iter().enumerate().map(|(at, part)| {
            if Some(at) == hole {
                HOLE.to_owned()
            } else {
                tag::fold(part)
            }
        });
        format!(
            "{kind}:{}",
            join(path.chain((!last.is_empty()).then(|| tag::fold(last))))
        )
    };
    let below = |hole: Option<usize>| -> Vec<String> {
        parts
            .below
            .iter()
            .enumerate()
            .filter(|(at, _)| hole != Some(at + above))
            .map(|(_, part)| part.clone())
            .collect()
    };
    let mut found = Vec::new();

    // A folder a policy. `en/en.md` has the language twice.
    if let Some(tag) = tag::whole(&parts.stem) {
        let hole = tagged
            .iter()
            .find(|(_, other)| other.lang == tag.lang)
            .map(|(at, _)| *at);
        for hole in hole.map(Some).into_iter().chain([None]) {
            found.push(Reading {
                key: kept.one(key('f', hole, HOLE)),
                name: kept.one(name(&below(hole), "", parts.root())),
                tag,
                alone: hole.is_none(),
            });
        }
    }
    // A suffix. The name keeps the case of the file: folding may change lengths, so it is cut by characters.
    if let Some(suffix) = tag::suffix(&parts.stem) {
        let length = suffix.before.chars().count();
        let stem: String = parts.stem.chars().take(length).collect();
        let stem = if tag::fold(&stem) == suffix.before {
            stem
        } else {
            suffix.before.clone()
        };
        let hole = tagged
            .iter()
            .find(|(_, other)| other.lang == suffix.tag.lang)
            .map(|(at, _)| *at);
        if let Some(hole) = hole {
            let name = name(&below(Some(hole)), &stem, parts.root());
            found.push(Reading {
                key: kept.one(key('d', Some(hole), &suffix.before)),
                name: kept.one(name),
                tag: suffix.tag,
                alone: named_by_user(hole),
            });
        }
        found.push(Reading {
            key: kept.one(key('s', None, &suffix.before)),
            name: kept.one(name(&below(None), &stem, parts.root())),
            tag: suffix.tag,
            alone: true,
        });
    }
    // A folder a language, the deepest first.
    for (at, tag) in &tagged {
        let name = name(&below(Some(*at)), &parts.stem, parts.root());
        found.push(Reading {
            key: kept.one(key('d', Some(*at), &parts.stem)),
            name: kept.one(name),
            tag: *tag,
            alone: named_by_user(*at),
        });
    }
    // A language elsewhere in the name, or at the end of a folder's (`privacy-ja/index.html`).
    for inside in tag::inside(&parts.stem) {
        let rest: Vec<&str> = [inside.before.as_str(), inside.after.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let holed = format!("{}{HOLE}{}", inside.before, inside.after);
        found.push(Reading {
            key: kept.one(key('p', None, &holed)),
            name: kept.one(name(&below(None), &rest.join("-"), parts.root())),
            tag: inside.tag,
            alone: false,
        });
    }
    for at in (first..folders.len()).rev() {
        let Some(suffix) = tag::suffix(folders[at]) else {
            continue;
        };
        let mut path: Vec<String> = folders.iter().map(|part| tag::fold(part)).collect();
        path[at] = format!("{}{HOLE}", suffix.before);
        path.push(tag::fold(&parts.stem));
        let mut folders = parts.below.to_vec();
        if let Some(folder) = at.checked_sub(above).and_then(|at| folders.get_mut(at)) {
            suffix.before.clone_into(folder);
        }
        found.push(Reading {
            key: kept.one(format!("p:{}", path.join("/"))),
            name: kept.one(name(&folders, &parts.stem, parts.root())),
            tag: suffix.tag,
            alone: false,
        });
    }
    found
}

/// Gives every policy a name of its own: on a clash the later one is named by its whole path.
pub(crate) fn distinct<'a>(named: impl Iterator<Item = (&'a mut String, &'a str)>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (name, path) in named {
        if taken.contains(name.as_str()) {
            let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
            let other = if taken.contains(bare) { path } else { bare };
            other.clone_into(name);
        }
        taken.insert(name.clone());
    }
}

#[cfg(test)]
mod tests;
