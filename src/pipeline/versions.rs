//! Two sides, or a side and a revision → two versions of each policy, compared.
//!
//! A side is a file or a folder. Policies of both sides belong together by their names below it; where each side
//! holds a single one, those two do. A revision is read through the `git` command into a folder of its own, which is
//! gone when the run ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use super::discover::{self, Item};
use super::{Options, Outcome, Want, batch, broken, full, policies};
use crate::history;
use crate::model::{ClauseId, Finding, Glossary, GroupId, History, Policy, Unread};
use crate::read::READERS;
use crate::rules;
use crate::text::Lang;

mod revision;

pub use revision::Revision;

/// One step of a comparison.
#[derive(Clone, Debug)]
pub enum Compared {
    /// Two versions of a policy, and what was found in the changes.
    History(Box<History>, Vec<Finding>),
    /// A policy that only one side has.
    Alone {
        /// It stands on the old side: it was removed.
        old: bool,
        /// The policy.
        policy: Box<Policy>,
    },
    /// An input that could not be used.
    Unread(Unread),
}

/// Compares every policy below `new` with the one of the same name below `old`, and calls `each` in the order of the
/// new side, what only the old side has last. Stops early when `each` returns false.
pub fn compare(old: &Side, new: &Side, options: &Options, each: &mut dyn FnMut(Compared) -> bool) {
    let pairs = pairs(old.items(options), new.items(options));
    let work = |pair: &Pair| -> Vec<Compared> {
        let (before, after) = both((old, new), pair, Want::Groups, options);
        let mut found = together(before, after);
        for compared in &mut found {
            if let Compared::History(history, findings) = compared {
                options.config.level(&first(&history.new), findings);
            }
        }
        found
    };
    let failed = |pair: &Pair, message: &str| {
        let item = pair.new.as_ref().or(pair.old.as_ref());
        let rows = item.map_or_else(Vec::new, |item| broken(item, message));
        rows.into_iter().filter_map(of_outcome).collect()
    };
    batch::ordered(&pairs, options.jobs, work, failed, &mut |found| {
        found.into_iter().all(&mut *each)
    });
}

/// As [`run`](super::run), but only with findings that touch what changed since a revision, and its counterparts.
pub fn run_since(
    paths: &[String],
    old: &Side,
    options: &Options,
    each: &mut dyn FnMut(Outcome) -> bool,
) {
    let new = &Side::new(paths);
    let pairs = pairs(old.items(options), new.items(options));
    if let Some(progress) = &options.progress {
        progress.found.store(pairs.len(), Ordering::Relaxed);
    }
    let work = |pair: &Pair| -> Vec<Outcome> {
        if pair.new.is_none() {
            return Vec::new();
        }
        let (before, after) = both((old, new), pair, Want::Policy, options);
        let found = together(before, after);
        let glossary = options.glossary.as_deref();
        let mut outcomes: Vec<Outcome> = found
            .into_iter()
            .filter_map(|compared| since(compared, glossary))
            .collect();
        for outcome in &mut outcomes {
            if let Outcome::Policy(policy, findings) = outcome {
                options.config.level(&first(policy), findings);
                if let Some(baseline) = &options.baseline {
                    baseline.apply(policy, findings);
                }
            }
        }
        outcomes
    };
    let failed = |pair: &Pair, message: &str| {
        pair.new
            .as_ref()
            .map_or_else(Vec::new, |item| broken(item, message))
    };
    batch::ordered(&pairs, options.jobs, work, failed, &mut |found| {
        found.into_iter().all(&mut *each)
    });
}

/// Compares texts in memory: `(language, old text, new text)`, as [`check_texts`](super::check_texts) reads them.
#[must_use]
pub fn compare_texts(editions: &[(Lang, &str, &str)]) -> (History, Vec<Finding>) {
    let side = |which: fn(&(Lang, &str, &str)) -> (Lang, String)| -> Policy {
        let texts: Vec<(Lang, String)> = editions.iter().map(which).collect();
        let texts: Vec<(Lang, &str)> = texts
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(lang, text)| (*lang, text.as_str()))
            .collect();
        super::policy_of("txt", &texts)
    };
    let history = history::compare(
        side(|(lang, old, _)| (*lang, (*old).to_owned())),
        side(|(lang, _, new)| (*lang, (*new).to_owned())),
    );
    let findings = rules::check_history(&history);
    (history, findings)
}

/// What is compared: paths, and how they are shown.
#[derive(Debug)]
pub struct Side {
    paths: Vec<String>,
    /// The revision that was read into a folder, and holds it.
    revision: Option<Revision>,
}

impl Side {
    /// Files and folders as they stand.
    #[must_use]
    pub fn new(paths: &[String]) -> Self {
        Self {
            paths: paths.to_vec(),
            revision: None,
        }
    }

    /// The same paths as a git revision has them.
    ///
    /// # Errors
    /// When git is not there, the revision does not exist, or a path lies outside a repository.
    pub fn at(
        revision: &str,
        paths: &[String],
        options: &Options,
    ) -> Result<Self, crate::model::Error> {
        let revision = Revision::read(revision, paths, &options.limits)?;
        Ok(Self {
            paths: revision.paths().to_vec(),
            revision: Some(revision),
        })
    }

    fn items(&self, options: &Options) -> Vec<Item> {
        // A revision may have none of the paths.
        if self.paths.is_empty() {
            return Vec::new();
        }
        let mut items = discover::discover(&self.paths, &options.limits, &options.config, READERS);
        if let Some(revision) = &self.revision {
            for item in &mut items {
                match item {
                    Item::Policy { files, .. } => {
                        for file in files {
                            file.shown = revision.shown(&file.shown);
                        }
                    }
                    Item::Unread(row) => row.path = revision.shown(&row.path),
                }
            }
        }
        items
    }

    fn load(&self, item: &Option<Item>, want: Want, options: &Options) -> Vec<Outcome> {
        match item {
            None => Vec::new(),
            Some(Item::Unread(row)) => vec![Outcome::Unread(row.clone())],
            // Results without findings: nothing that a cache keeps.
            Some(Item::Policy { name, files }) => {
                let options = Options {
                    cache: None,
                    baseline: None,
                    ..options.clone()
                };
                policies(name, files, &options, want)
            }
        }
    }
}

/// The path of the first edition, by which a configuration knows a policy.
fn first(policy: &Policy) -> String {
    let edition = policy.editions.values().next();
    edition.map_or_else(String::new, |edition| edition.path.clone())
}

/// Reads and aligns both versions, on two threads where there are. No rule looks at the old one by itself.
fn both(
    (old, new): (&Side, &Side),
    pair: &Pair,
    want: Want,
    options: &Options,
) -> (Vec<Outcome>, Vec<Outcome>) {
    rayon::join(
        || old.load(&pair.old, Want::Groups, options),
        || new.load(&pair.new, want, options),
    )
}

/// One policy on both sides.
struct Pair {
    old: Option<Item>,
    new: Option<Item>,
}

fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Policy { name, .. } => Some(name),
        Item::Unread(_) => None,
    }
}

fn pairs(old: Vec<Item>, new: Vec<Item>) -> Vec<Pair> {
    let single = |items: &[Item]| items.iter().filter(|item| name(item).is_some()).count() == 1;
    let only = single(&old) && single(&new);
    let mut old: Vec<Option<Item>> = old.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(new.len());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (at, item) in old.iter().enumerate() {
        if let Some(name) = item.as_ref().and_then(name) {
            places.entry(name.to_owned()).or_insert(at);
        }
    }
    for item in new {
        let at = match name(&item) {
            None => None,
            Some(_) if only => places.values().next().copied(),
            Some(name) => places.get(name).copied(),
        };
        out.push(Pair {
            old: at.and_then(|at| old[at].take()),
            new: Some(item),
        });
    }
    out.extend(old.into_iter().flatten().map(|item| Pair {
        old: Some(item),
        new: None,
    }));
    out
}

fn of_outcome(outcome: Outcome) -> Option<Compared> {
    match outcome {
        Outcome::Unread(row) => Some(Compared::Unread(row)),
        Outcome::Policy(..) => None,
    }
}

/// Puts the policies of both sides together: by name, or as the only ones.
fn together(before: Vec<Outcome>, after: Vec<Outcome>) -> Vec<Compared> {
    let mut out = Vec::new();
    let mut split = |outcomes: Vec<Outcome>| -> Vec<Policy> {
        let mut found = Vec::new();
        for outcome in outcomes {
            match outcome {
                Outcome::Policy(policy, _) => found.push(policy),
                Outcome::Unread(row) => out.push(Compared::Unread(row)),
            }
        }
        found
    };
    let (mut olds, news) = (split(before), split(after));
    let only = olds.len() == 1 && news.len() == 1;
    for new in news {
        let at = olds.iter().position(|old| only || old.name == new.name);
        match at.map(|at| olds.remove(at)) {
            Some(old) => {
                let history = history::compare(old, new);
                let findings = rules::check_history(&history);
                out.push(Compared::History(Box::new(history), findings));
            }
            None => out.push(Compared::Alone {
                old: false,
                policy: Box::new(new),
            }),
        }
    }
    out.extend(olds.into_iter().map(|policy| Compared::Alone {
        old: true,
        policy: Box::new(policy),
    }));
    out
}

/// Checks the new version, and keeps what touches a change.
fn since(compared: Compared, glossary: Option<&Glossary>) -> Option<Outcome> {
    match compared {
        Compared::Unread(row) => Some(Outcome::Unread(row)),
        Compared::Alone { old: true, .. } => None,
        // New as a whole: all of it was touched.
        Compared::Alone { policy, .. } => {
            let findings = full(&policy, glossary);
            Some(Outcome::Policy(*policy, findings))
        }
        Compared::History(history, _) => {
            let touched = touched(&history);
            let mut findings = full(&history.new, glossary);
            findings.retain(|finding| is_touched(&history, &touched, finding));
            Some(Outcome::Policy(history.new, findings))
        }
    }
}

/// The groups of the new version that hold a changed clause, or a counterpart of one.
fn touched(history: &History) -> BTreeSet<GroupId> {
    let mut out = BTreeSet::new();
    let mut add = |lang: Lang, id: ClauseId| {
        let group = history.new.group_of.get(&lang);
        out.extend(group.and_then(|of| of.get(id.index())));
    };
    for change in &history.changes {
        change.new.iter().for_each(|id| add(change.lang, *id));
        for (lang, verdict) in &change.followed_by {
            verdict.new.iter().for_each(|id| add(*lang, *id));
        }
    }
    for renumbered in &history.renumbered {
        let clauses = renumbered.clauses.iter();
        clauses.for_each(|(_, id)| add(renumbered.lang, *id));
    }
    out
}

/// Whether a mark of a finding stands in a touched group, or in an edition that is new.
fn is_touched(history: &History, touched: &BTreeSet<GroupId>, finding: &Finding) -> bool {
    let fresh = |lang: &Lang| history.old.edition(*lang).is_none();
    finding.languages.iter().any(fresh)
        || finding.marks.is_empty() && history.old.editions.len() != history.new.editions.len()
        || finding.marks.iter().any(|mark| {
            let Some(edition) = history.new.edition(mark.lang) else {
                return false;
            };
            let clauses = &edition.document.clauses;
            let from = clauses
                .partition_point(|clause| clause.span.start <= mark.span.start)
                .saturating_sub(1);
            let to = clauses.partition_point(|clause| {
                clause.span.start < mark.span.end.max(mark.span.start + 1)
            });
            (from..to.max(from + 1)).any(|at| {
                history
                    .new
                    .group_of
                    .get(&mark.lang)
                    .and_then(|of| of.get(at))
                    .is_some_and(|group| touched.contains(group))
            })
        })
}
