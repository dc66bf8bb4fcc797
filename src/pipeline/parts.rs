//! A policy taken apart: the readings of its files, to be put together again with one of them exchanged.
//!
//! What is injected into an edition ([`crate::selftest`]) changes one file; the editions of the others, with what
//! they state, are taken over as they are.

use std::collections::BTreeMap;

use super::discover::{self, Found, Item};
use super::{Options, assemble, input, source};
use crate::model::{Clause, Edition, Memo, Policy, Unread};
use crate::read::{READERS, Reading};
use crate::text::Lang;

/// A file of a policy, read.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its path as the user gave it.
    pub path: String,
    /// What its reader found.
    pub reading: Reading,
    /// The language that its path names.
    pub lang: Option<Lang>,
}

/// A policy as the readings of its files.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Its name, from the path.
    pub name: String,
    /// Its files, in their order.
    pub files: Vec<Part>,
}

/// Finds the policies below `paths` and reads their files; what cannot be read comes as rows.
#[must_use]
pub fn parts(paths: &[String], options: &Options) -> (Vec<Parts>, Vec<Unread>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for item in discover::discover(paths, &options.limits, &options.config, READERS) {
        match item {
            Item::Unread(row) => unread.push(row),
            Item::Policy { name, files } => {
                let first = files.first().map_or("", |file| file.shown.as_str());
                found.extend(seated(&name, &files, &options.at(first), &mut unread));
            }
        }
    }
    (found, unread)
}

/// The files of one policy; a guest whose language is taken makes a policy of its own, as in a check.
fn seated(name: &str, files: &[Found], options: &Options, unread: &mut Vec<Unread>) -> Vec<Parts> {
    let mut taken: Vec<Lang> = Vec::new();
    let mut own = Vec::new();
    let mut apart = Vec::new();
    for file in files {
        let loaded = input::load(&file.input, options);
        let reading = match loaded.and_then(|loaded| input::read(&loaded, options)) {
            Ok(reading) => reading,
            Err(error) => {
                unread.push(Unread {
                    path: file.shown.clone(),
                    error,
                });
                continue;
            }
        };
        let part = Part {
            path: file.shown.clone(),
            reading,
            lang: file.lang,
        };
        let alone = files.len() == 1;
        match assemble::cut(part.path.clone(), &part.reading, part.lang, alone, options) {
            Ok(cut) if file.guest && cut.langs().any(|lang| taken.contains(&lang)) => {
                apart.push(Parts {
                    name: part.path.clone(),
                    files: vec![part],
                });
            }
            Ok(cut) => {
                taken.extend(cut.langs());
                own.push(part);
            }
            Err(row) => unread.push(row),
        }
    }
    let own = Parts {
        name: name.to_owned(),
        files: own,
    };
    std::iter::once(own)
        .filter(|parts| !parts.files.is_empty())
        .chain(apart)
        .collect()
}

impl Parts {
    /// The path that the configuration goes by.
    fn first(&self) -> &str {
        self.files.first().map_or("", |file| file.path.as_str())
    }

    /// The aligned policy; `None` where no file holds an edition.
    #[must_use]
    pub fn policy(&self, options: &Options) -> Option<Policy> {
        let options = &*options.at(self.first());
        let readings = self
            .files
            .iter()
            .map(|part| (part.path.clone(), part.reading.clone(), part.lang))
            .collect();
        assemble(&self.name, readings, options).0
    }

    /// The policy with `reading` in the place of file `at`. `policy` is [`Parts::policy`]: the editions of the other
    /// files are taken from it, and with `keeps_groups` its groups too, as long as the exchanged file still has the
    /// same clauses: aligning is most of the work of a check, and a few other words in a clause change nothing in
    /// it. `None` where the exchanged file cannot be cut into clauses any more.
    #[must_use]
    pub fn exchanged(
        &self,
        policy: &Policy,
        at: usize,
        reading: &Reading,
        keeps_groups: bool,
        options: &Options,
    ) -> Option<Policy> {
        let options = &*options.at(self.first());
        let mut editions: BTreeMap<Lang, Edition> = BTreeMap::new();
        let mut hints = source::Hints {
            asked: options.source,
            ..source::Hints::default()
        };
        for (index, part) in self.files.iter().enumerate() {
            hints.front_matter = hints.front_matter.or(part.reading.source_lang);
            let held: Vec<(Lang, Edition)> = if index == at {
                let alone = self.files.len() == 1;
                assemble::cut(part.path.clone(), reading, part.lang, alone, options)
                    .ok()?
                    .into_editions()
                    .map(|(lang, document)| {
                        let path = part.path.clone();
                        (lang, assemble::edition(path, document, lang, true))
                    })
                    .collect()
            } else {
                policy
                    .editions
                    .iter()
                    .filter(|(_, edition)| edition.path == part.path)
                    .map(|(lang, edition)| (*lang, edition.clone()))
                    .collect()
            };
            if held.len() > 1 {
                // The order in the file, not that of the languages.
                let first = held
                    .iter()
                    .min_by_key(|(_, edition)| edition.document.extent.start);
                hints.first = hints.first.or(first.map(|(lang, _)| *lang));
            }
            for (lang, edition) in held {
                editions.entry(lang).or_insert(edition);
            }
        }
        if keeps_groups && same_clauses(&policy.editions, &editions) {
            return Some(Policy {
                editions,
                groups: policy.groups.clone(),
                group_of: policy.group_of.clone(),
                name: policy.name.clone(),
                expected: policy.expected.clone(),
                source: policy.source,
                source_named: policy.source_named,
                // What rules worked out of the unchanged policy.
                memo: Memo::default(),
            });
        }
        assemble::align_all(
            &self.name,
            editions,
            policy.expected.clone(),
            &hints,
            crate::align::align,
        )
    }
}

/// Whether editions have the same clauses in the same tree, whatever they say.
fn same_clauses(one: &BTreeMap<Lang, Edition>, other: &BTreeMap<Lang, Edition>) -> bool {
    let same = |(a, b): (&Clause, &Clause)| {
        (a.kind, a.class, a.depth, a.level, a.parent, &a.number)
            == (b.kind, b.class, b.depth, b.level, b.parent, &b.number)
    };
    one.keys().eq(other.keys())
        && one.values().zip(other.values()).all(|(one, other)| {
            let (one, other) = (&one.document.clauses, &other.document.clauses);
            one.len() == other.len() && one.iter().zip(other).all(same)
        })
}
