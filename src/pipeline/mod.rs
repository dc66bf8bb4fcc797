//! Paths → policies → findings: discovery, reading, checking, batches.
//!
//! [`run`] is the whole of `policyglot check`: it finds the policies below
//! some paths, checks them on all cores and hands them on in the order of the
//! paths, one at a time, so that a batch never sits in memory. [`assemble`]
//! is its pure middle and [`check_texts`] the same for texts in memory.
//! Nothing in here stops a run: what cannot be read is an [`Unread`] row.

pub mod answers;
mod assemble;
mod baseline;
mod batch;
mod cache;
mod config;
pub mod corrections;
mod discover;
mod glossary;
mod input;
mod layout;
mod parts;
mod places;
mod serve;
mod source;
mod tag;
pub mod versions;
mod waivers;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::{
    Block, BlockKind, Document, Edition, Finding, Glossary, Limits, Memo, Policy, Unread,
};
use crate::read::{self, READERS, Reading};
use crate::report::is_own;
use crate::text::{Lang, Source, Span, Stored};
use crate::{rules, segment};

pub use assemble::assemble;
pub use baseline::{Baseline, Changes, Known};
pub(crate) use batch::ordered;
pub use cache::Cache;
pub use config::{
    CONFIG_FILE, Config, KEYS, Key, Level, Levels, Override, Patterns, Section, Shape,
    config_schema, config_table, config_template,
};
use discover::{Found, Input, Item};
pub use glossary::read_glossary;
pub use parts::{Part, Parts, parts};
use places::absolute;
pub use serve::{Answer, serve};

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Languages that every policy is expected in; empty: whatever there is.
    pub languages: Vec<Lang>,
    /// The source edition, where the user names one.
    pub source: Option<Lang>,
    /// The language of a single input.
    pub lang: Option<Lang>,
    /// The encoding of the files; else it is detected.
    pub encoding: Option<String>,
    /// Bounds on untrusted input.
    pub limits: Limits,
    /// Threads; all cores where `None` or 0.
    pub jobs: Option<usize>,
    /// What a configuration says; the fields above win over it.
    pub config: Arc<Config>,
    /// The user's own terms and names.
    pub glossary: Option<Arc<Glossary>>,
    /// Known findings.
    pub baseline: Option<Arc<Baseline>>,
    /// Only policies that one of these files, or a file below one of these folders, is an edition of.
    pub only: Option<Vec<String>>,
    /// Where results of unchanged policies are kept.
    pub cache: Option<Arc<Cache>>,
    /// How far the run is, for whoever watches it.
    pub progress: Option<Arc<Progress>>,
    /// Clauses are aligned without the termbase.
    pub without_termbase: bool,
}

/// How far a run is.
#[derive(Debug, Default)]
pub struct Progress {
    /// Policies and rows that were found; 0 until the search is over.
    found: AtomicUsize,
}

impl Progress {
    /// Policies, and paths that cannot be used; 0 while they are being looked for.
    #[must_use]
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }
}

impl Options {
    /// As they hold for a policy whose first file is this one.
    fn at(&self, path: &str) -> Cow<'_, Self> {
        let (source, languages) = self.config.expected(path);
        if source.is_none() && languages.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut options = self.clone();
        options.source = options.source.or(source);
        if options.languages.is_empty() {
            options.languages = languages;
        }
        Cow::Owned(options)
    }
}

/// One step of a run.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A policy and what was found in it; nothing is found by [`load`].
    Policy(Policy, Vec<Finding>),
    /// An input that could not be used.
    Unread(Unread),
}

/// Checks every policy below `paths` (files, folders, `-` for standard input) and calls `each` in the order of the
/// paths, as soon as a policy and all before it are done. Stops early when `each` returns false. The calls and
/// their order are the same at any number of threads.
pub fn run(paths: &[String], options: &Options, each: &mut dyn FnMut(Outcome) -> bool) {
    go(paths, options, Want::Findings, each);
}

/// As [`run`], without running the rules.
pub fn load(paths: &[String], options: &Options, each: &mut dyn FnMut(Outcome) -> bool) {
    // Results without findings and with facts: nothing that a cache keeps.
    let options = Options {
        cache: None,
        ..options.clone()
    };
    go(paths, &options, Want::Policy, each);
}

/// What is wanted of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// Its aligned editions, without what only the rules ask for.
    Groups,
    /// All that a rule may ask for.
    Policy,
    /// What the rules find.
    Findings,
}

/// All rules, what the user's own words add and take, and what the waivers in comments say of the findings.
fn full(policy: &Policy, glossary: Option<&Glossary>) -> Vec<Finding> {
    let mut findings = rules::check(policy);
    if let Some(glossary) = glossary {
        findings.extend(rules::check_glossary(policy, glossary));
        rules::accept_names(policy, glossary, &mut findings);
        rules::sort(&mut findings);
    }
    waivers::apply(policy, &mut findings);
    findings
}

fn go(paths: &[String], options: &Options, want: Want, each: &mut dyn FnMut(Outcome) -> bool) {
    let mut items = discover::discover(paths, &options.limits, &options.config, READERS);
    if let Some(only) = &options.only {
        let only: Vec<PathBuf> = only.iter().map(|path| absolute(Path::new(path))).collect();
        items.retain(|item| touches(item, &only));
    }
    // A misspelt path would be part of no policy, and nothing would ever be found in it.
    let lost: Vec<Item> = options
        .only
        .iter()
        .flatten()
        .filter_map(|path| {
            let error = std::fs::symlink_metadata(path).err()?;
            Some(Item::Unread(Unread {
                path: path.clone(),
                error: discover::reason(&error),
            }))
        })
        .collect();
    items.splice(..0, lost);
    if let Some(progress) = &options.progress {
        progress.found.store(items.len(), Ordering::Relaxed);
    }
    let work = |item: &Item| match item {
        Item::Unread(row) => vec![Outcome::Unread(row.clone())],
        Item::Policy { name, files } => policies(name, files, options, want),
    };
    batch::ordered(&items, options.jobs, work, broken, &mut |outcomes| {
        outcomes.into_iter().all(&mut *each)
    });
}

/// Whether an item is about one of these files and folders. What cannot be read and is no file may hide one of them.
fn touches(item: &Item, only: &[PathBuf]) -> bool {
    let touches = |path: &str| {
        let path = absolute(Path::new(path));
        only.iter().any(|named| path.starts_with(named))
    };
    match item {
        Item::Policy { files, .. } => files.iter().any(|file| touches(&file.shown)),
        Item::Unread(row) => touches(&row.path) || !Path::new(&row.path).is_file(),
    }
}

/// The row for a policy that a panic ended: the program's fault, not the policy's.
fn broken(item: &Item, message: &str) -> Vec<Outcome> {
    let path = match item {
        Item::Policy { files, .. } => files
            .first()
            .map(|file| file.shown.clone())
            .unwrap_or_default(),
        Item::Unread(row) => row.path.clone(),
    };
    let error = format!(
        "internal error ({message}): please report it with this policy; the other policies were checked"
    );
    vec![Outcome::Unread(Unread { path, error })]
}

/// Reads and checks the policy of `files`, or takes the result from the cache; then what the configuration and the
/// baseline say of its findings.
fn policies(name: &str, files: &[Found], options: &Options, want: Want) -> Vec<Outcome> {
    let first = files.first().map_or("", |file| file.shown.as_str());
    let options = &*options.at(first);
    let mut loaded = Vec::with_capacity(files.len());
    let mut unread = Vec::new();
    for file in files {
        match input::load(&file.input, options) {
            // The report of an earlier run that was written into the folder.
            Ok(bytes) if !file.named && is_own(&bytes.bytes) => {}
            Ok(bytes) => loaded.push((file, bytes)),
            Err(error) => unread.push(Unread {
                path: file.shown.clone(),
                error,
            }),
        }
    }
    let whole = unread.is_empty() && files.iter().all(|file| file.input != Input::Standard);
    let cache = options.cache.as_deref().filter(|_| whole);
    let mut outcomes = match cache {
        None => judged(name, &loaded, options, want),
        Some(cache) => {
            let key = key(name, &loaded, options);
            cache.get(&key).unwrap_or_else(|| {
                let outcomes = judged(name, &loaded, options, want);
                cache.put(&key, &outcomes);
                outcomes
            })
        }
    };
    for outcome in &mut outcomes {
        if let Outcome::Policy(policy, findings) = outcome {
            options.config.level(first, findings);
            if let Some(baseline) = &options.baseline {
                baseline.apply(policy, findings);
            }
        }
    }
    unread
        .into_iter()
        .map(Outcome::Unread)
        .chain(outcomes)
        .collect()
}

/// All that the result of a policy depends on.
fn key(name: &str, files: &[(&Found, input::Loaded)], options: &Options) -> cache::Key {
    let mut key = cache::Key::new();
    key.add(name.as_bytes());
    // Named one by one, so that a new option does not compile before somebody has thought of it here. How many
    // threads there are, severities and waivers in files of their own change no result.
    let Options {
        languages,
        source,
        lang,
        encoding,
        limits,
        jobs: _,
        config: _,
        glossary,
        baseline: _,
        only: _,
        cache: _,
        progress: _,
        without_termbase,
    } = options;
    let how = format!(
        "{languages:?} {source:?} {lang:?} {encoding:?} {limits:?} {glossary:?} {without_termbase}"
    );
    key.add(how.as_bytes());
    for (file, loaded) in files {
        key.add(file.shown.as_bytes());
        key.add(format!("{:?} {}", file.lang, file.guest).as_bytes());
        key.add(&loaded.bytes);
    }
    key
}

/// Reads and checks the policy of `files`; a guest whose language is taken makes a policy of its own.
fn judged(
    name: &str,
    files: &[(&Found, input::Loaded)],
    options: &Options,
    want: Want,
) -> Vec<Outcome> {
    let mut unread = Vec::new();
    let mut seated: Vec<assemble::Segmented> = Vec::new();
    let mut apart: Vec<(String, assemble::Segmented)> = Vec::new();
    for (file, loaded) in files {
        let reading = match input::read(loaded, options) {
            Ok(reading) => reading,
            Err(error) => {
                unread.push(Unread {
                    path: file.shown.clone(),
                    error,
                });
                continue;
            }
        };
        match assemble::cut(
            file.shown.clone(),
            &reading,
            file.lang,
            files.len() == 1,
            options,
        ) {
            Ok(cut)
                if file.guest
                    && cut.langs().any(|lang| {
                        seated
                            .iter()
                            .any(|other| other.langs().any(|taken| taken == lang))
                    }) =>
            {
                apart.push((file.shown.clone(), cut));
            }
            Ok(cut) => seated.push(cut),
            Err(row) => unread.push(row),
        }
    }
    let mut found = Vec::new();
    let own = std::iter::once((name.to_owned(), seated));
    for (name, files) in own.chain(apart.into_iter().map(|(name, file)| (name, vec![file]))) {
        let cues = want != Want::Groups;
        found.extend(assemble::build(&name, files, options, cues, &mut unread));
    }
    unread.extend(
        found
            .iter()
            .filter_map(|policy| no_source(policy, options.source)),
    );
    let rows = unread.into_iter().map(Outcome::Unread);
    let checked = found.into_iter().map(|mut policy| {
        let findings = match want {
            Want::Findings => full(&policy, options.glossary.as_deref()),
            Want::Groups | Want::Policy => Vec::new(),
        };
        // What the rules shared is of no use to a report that waits for its turn.
        policy.memo = Memo::default();
        Outcome::Policy(policy, findings)
    });
    rows.chain(checked).collect()
}

/// The row for a policy without the edition that was named as its source. It is checked all the same.
fn no_source(policy: &Policy, asked: Option<Lang>) -> Option<Unread> {
    let asked = asked.filter(|lang| policy.edition(*lang).is_none())?;
    // One edition has nothing to be compared with, whichever it is.
    if policy.editions.len() < 2 {
        return None;
    }
    let langs: Vec<String> = policy.langs().map(|lang| lang.to_string()).collect();
    Some(Unread {
        path: policy.editions.values().next()?.path.clone(),
        error: format!(
            "`{}` has no {} edition, which was named as the source: it was compared with {} instead; name one of {}",
            policy.name,
            asked.name(),
            policy.source.name(),
            langs.join(", ")
        ),
    })
}

/// Checks texts in memory: plain text, one edition each, the first one the source unless a clause says otherwise.
/// Of two texts in one language the first counts.
#[must_use]
pub fn check_texts(editions: &[(Lang, &str)]) -> (Policy, Vec<Finding>) {
    check_marked("txt", editions)
}

/// As [`check_texts`], for texts in the format that a file extension names.
#[must_use]
pub fn check_marked(extension: &str, editions: &[(Lang, &str)]) -> (Policy, Vec<Finding>) {
    let policy = policy_of(extension, editions);
    let findings = full(&policy, None);
    (policy, findings)
}

/// The policy of texts in memory.
fn policy_of(extension: &str, editions: &[(Lang, &str)]) -> Policy {
    let options = Options::default();
    let mut seats: BTreeMap<Lang, Edition> = BTreeMap::new();
    for (lang, text) in editions {
        if seats.contains_key(lang) {
            continue;
        }
        let reading = reading(extension, text);
        let mut found =
            segment::segment(&reading, Some(*lang), &options.limits).unwrap_or_default();
        let at = found
            .iter()
            .position(|(other, _)| other == lang)
            .unwrap_or(0);
        let empty = || Document {
            extent: Span::new(0, reading.source.text().len()),
            source: reading.source.clone(),
            ..Document::default()
        };
        let document = if found.is_empty() {
            empty()
        } else {
            found.swap_remove(at).1
        };
        let edition = assemble::edition(lang.tag().to_owned(), document, *lang, true);
        seats.insert(*lang, edition);
    }
    let first = editions.first().map(|(lang, _)| *lang);
    let hints = source::Hints {
        first,
        ..source::Hints::default()
    };
    assemble::align_all("text", seats, Vec::new(), &hints, crate::align::align).unwrap_or_else(
        || Policy {
            name: "text".to_owned(),
            source: Lang::En,
            source_named: false,
            editions: BTreeMap::new(),
            groups: Vec::new(),
            expected: Vec::new(),
            group_of: BTreeMap::new(),
            memo: Memo::default(),
        },
    )
}

/// A text as the reader of a format reads it; a line a block where that reader refuses.
fn reading(extension: &str, text: &str) -> Reading {
    let reader = read::reader_for(extension);
    let options = read::Options {
        encoding: Some("utf-8".to_owned()),
        ..read::Options::default()
    };
    if let Some(reading) = reader.and_then(|reader| (reader.read)(text.as_bytes(), &options).ok()) {
        return reading;
    }
    let mut at = 0;
    let lines = text.split_inclusive('\n').filter_map(|line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let end = start + line.trim().len();
        (end > start).then(|| Block {
            kind: BlockKind::Paragraph,
            span: Span::new(start, end),
            marker: None,
            furniture: false,
        })
    });
    let blocks = lines.collect();
    Reading {
        source: Source::plain(Stored::utf8(text.to_owned(), 0)),
        blocks,
        ..Reading::default()
    }
}
