//! Paths → policies → findings: discovery, reading, checking, batches.
//!
//! [`run`] is the whole of `policyglot check`: it finds the policies below
//! some paths, checks them on all cores and hands them on in the order of the
//! paths, one at a time, so that a batch never sits in memory. [`assemble`]
//! is its pure middle and [`check_texts`] the same for texts in memory.
//! Nothing in here stops a run: what cannot be read is an [`Unread`] row.

mod assemble;
mod batch;
mod discover;
mod input;
mod layout;
mod source;
mod tag;
pub mod versions;

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Document, Edition, Finding, Limits, Policy, Unread};
use crate::read::{self, READERS, Reading};
use crate::text::{Lang, Source, Span, Stored};
use crate::{facts, rules, segment};

pub use assemble::assemble;
use discover::{Found, Item};

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
    go(paths, options, rules::check, each);
}

/// As [`run`], without running the rules.
pub fn load(paths: &[String], options: &Options, each: &mut dyn FnMut(Outcome) -> bool) {
    go(paths, options, |_| Vec::new(), each);
}

fn go(
    paths: &[String],
    options: &Options,
    check: fn(&Policy) -> Vec<Finding>,
    each: &mut dyn FnMut(Outcome) -> bool,
) {
    let items = discover::discover(paths, &options.limits, READERS);
    let work = |item: &Item| match item {
        Item::Unread(row) => vec![Outcome::Unread(row.clone())],
        Item::Policy { name, files } => policies(name, files, options, check),
    };
    batch::ordered(&items, options.jobs, work, broken, &mut |outcomes| {
        outcomes.into_iter().all(&mut *each)
    });
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

/// Reads and checks the policy of `files`; a guest whose language is taken makes a policy of its own.
fn policies(
    name: &str,
    files: &[Found],
    options: &Options,
    check: fn(&Policy) -> Vec<Finding>,
) -> Vec<Outcome> {
    let mut unread = Vec::new();
    let mut seated: Vec<assemble::Segmented> = Vec::new();
    let mut apart: Vec<(String, assemble::Segmented)> = Vec::new();
    for file in files {
        let reading = match input::read(&file.input, options) {
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
        found.extend(assemble::build(&name, files, options, &mut unread));
    }
    let rows = unread.into_iter().map(Outcome::Unread);
    let checked = found.into_iter().map(|policy| {
        let findings = check(&policy);
        Outcome::Policy(policy, findings)
    });
    rows.chain(checked).collect()
}

/// Checks texts in memory: plain text, one edition each, the first one the source unless a clause says otherwise.
/// Of two texts in one language the first counts.
#[must_use]
pub fn check_texts(editions: &[(Lang, &str)]) -> (Policy, Vec<Finding>) {
    let policy = policy_of(editions);
    let findings = rules::check(&policy);
    (policy, findings)
}

/// The policy of texts in memory.
fn policy_of(editions: &[(Lang, &str)]) -> Policy {
    let options = Options::default();
    let mut seats: BTreeMap<Lang, Edition> = BTreeMap::new();
    for (lang, text) in editions {
        if seats.contains_key(lang) {
            continue;
        }
        let reading = plain(text);
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
        let facts = facts::facts(&document, *lang);
        seats.insert(
            *lang,
            Edition {
                path: lang.tag().to_owned(),
                document,
                facts,
            },
        );
    }
    let first = editions.first().map(|(lang, _)| *lang);
    let hints = source::Hints {
        first,
        ..source::Hints::default()
    };
    assemble::align_all("text", seats, Vec::new(), &hints).unwrap_or_else(|| Policy {
        name: "text".to_owned(),
        source: Lang::En,
        source_named: false,
        editions: BTreeMap::new(),
        groups: Vec::new(),
        expected: Vec::new(),
        group_of: BTreeMap::new(),
    })
}

/// A text as the plain-text reader reads it; a line a block where that reader refuses.
fn plain(text: &str) -> Reading {
    let reader = READERS
        .iter()
        .find(|reader| reader.extensions.contains(&"txt"));
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
