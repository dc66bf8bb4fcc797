//! Mutation testing for translation checks: known defects go into the user's own policies, one at a time, and what
//! the rules make of each is counted.
//!
//! In: paths. Out: a [`Report`] that says per kind of defect, language and rule what was caught, what was not, and
//! what else was raised. Each injection changes the visible text of one edition ([`page`]); everything behind the
//! readers (segmentation, facts, alignment, rules) then runs as in a check. The policy before the change is rendered
//! in the same way, and only findings that it does not have count. The idea is that of mutation testing of programs
//! (DeMillo, Lipton, Sayward 1978): a check that lets a wrong text pass does not check that.
//!
//! Refuses to inject where nothing could be held against the defect: into clauses without a counterpart, and into
//! clauses that a finding marks already. Which of the possible injections are made is told by a hash, so that a run
//! can be repeated and a longer run contains the shorter one.

mod content;
mod figures;
mod judge;
mod kind;
mod page;
mod report;
mod rewrite;
mod structure;
mod subject;
mod surface;
mod values;

use std::collections::BTreeMap;

use crate::model::{Policy, Unread};
use crate::pipeline;
use crate::text::{Lang, Span};

pub use judge::{Outcome, Verdict};
pub use kind::{KINDS, Kind, kinds};
pub use report::{Shown, write_json, write_text};

use subject::{Collector, Injection, Subject};

/// What is injected, and how often.
#[derive(Clone, Debug)]
pub struct Options {
    /// Kinds of defects.
    pub kinds: Vec<&'static Kind>,
    /// Editions to inject into; empty: all.
    pub languages: Vec<Lang>,
    /// Most injections of a kind into the editions of a language.
    pub limit: usize,
    /// Another seed takes other places.
    pub seed: u64,
    /// How policies are read.
    pub pipeline: pipeline::Options,
}

/// One injection and what came of it.
#[derive(Clone, Debug)]
pub struct Try {
    /// The kind of defect.
    pub kind: &'static Kind,
    /// The edition that was changed.
    pub lang: Lang,
    /// The policy.
    pub policy: String,
    /// The file of the edition.
    pub path: String,
    /// Line of the file as stored.
    pub line: u32,
    /// Column of the file as stored.
    pub column: u32,
    /// The clause before.
    pub before: String,
    /// The clause after; empty where it was dropped.
    pub after: String,
    /// What the rules made of it.
    pub verdict: Verdict,
}

/// All injections of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Policies that were injected into.
    pub policies: usize,
    /// Places where each kind could be injected, by language.
    pub sites: BTreeMap<(&'static str, Lang), usize>,
    /// The injections that were made, by kind, language and place.
    pub tries: Vec<Try>,
    /// The seed.
    pub seed: u64,
    /// Most injections of a kind and language.
    pub limit: usize,
}

/// An injection that was drawn: its hash decides which stay.
struct Drawn {
    hash: u64,
    subject: usize,
    injection: Injection,
}

/// Injects into the policies below `paths`.
#[must_use]
pub fn run(paths: &[String], options: &Options) -> (Report, Vec<Unread>) {
    let (parts, unread) = pipeline::parts(paths, &options.pipeline);
    let mut subjects: Vec<Subject> = Vec::new();
    pipeline::ordered(
        &parts,
        options.pipeline.jobs,
        |parts| Subject::new(parts.clone(), &options.pipeline),
        |_, _| None,
        &mut |subject| {
            subjects.extend(subject);
            true
        },
    );
    let mut report = Report {
        policies: subjects.len(),
        seed: options.seed,
        limit: options.limit,
        ..Report::default()
    };
    let drawn = draw(&subjects, options, &mut report);
    pipeline::ordered(
        &drawn,
        options.pipeline.jobs,
        |one| Some(tried(&subjects[one.subject], &one.injection, options, None)),
        |one, panic| {
            Some(tried(
                &subjects[one.subject],
                &one.injection,
                options,
                Some(panic),
            ))
        },
        &mut |one| {
            report.tries.extend(one);
            true
        },
    );
    (report, unread)
}

/// A policy as it stands, or with one defect: what `benches/odds.rs` measures.
pub struct Exhibit<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// What was injected; `None` for the policy as it stands.
    pub kind: Option<&'static Kind>,
    /// The edition that was changed; the source where none was.
    pub lang: Lang,
    /// Tells one injection from another.
    pub number: u64,
    /// Whether a stretch of an edition holds the change; every stretch of a policy as it stands.
    pub is_changed: &'a dyn Fn(Lang, Span) -> bool,
}

/// Shows the policies below `paths`, each as it stands and then with one defect at a time.
pub fn exhibit(paths: &[String], options: &Options, show: &mut dyn FnMut(&Exhibit<'_>)) {
    let (parts, _) = pipeline::parts(paths, &options.pipeline);
    let subjects: Vec<Subject> = parts
        .into_iter()
        .filter_map(|parts| Subject::new(parts, &options.pipeline))
        .collect();
    for subject in &subjects {
        show(&Exhibit {
            policy: &subject.policy,
            kind: None,
            lang: subject.policy.source,
            number: 0,
            is_changed: &|_, _| true,
        });
    }
    for drawn in draw(&subjects, options, &mut Report::default()) {
        let (subject, injection) = (&subjects[drawn.subject], &drawn.injection);
        if let Some(changed) = subject.changed(injection, &options.pipeline) {
            show(&Exhibit {
                policy: &changed.policy,
                kind: Some(injection.kind),
                lang: injection.lang,
                number: drawn.hash,
                is_changed: &|lang, span| subject.holds(&changed, injection, lang, span),
            });
        }
    }
}

/// Draws the injections: of each kind and language those with the lowest hashes.
fn draw(subjects: &[Subject], options: &Options, report: &mut Report) -> Vec<Drawn> {
    let mut all = Vec::new();
    for kind in &options.kinds {
        let mut of: BTreeMap<Lang, Vec<Drawn>> = BTreeMap::new();
        for (index, subject) in subjects.iter().enumerate() {
            let wanted = |lang: &Lang| {
                Lang::KNOWN.contains(lang)
                    && (options.languages.is_empty() || options.languages.contains(lang))
            };
            for lang in subject.langs().filter(wanted) {
                let drawn = of.entry(lang).or_default();
                let mut sites = 0;
                let mut take = |injection: Injection| {
                    sites += 1;
                    let hash = hash(options.seed, subject.name(), kind.name, lang, &injection);
                    drawn.push(Drawn {
                        hash,
                        subject: index,
                        injection,
                    });
                    if drawn.len() > options.limit.saturating_mul(4).max(64) {
                        keep(drawn, options.limit);
                    }
                };
                (kind.make)(&mut Collector {
                    kind,
                    subject,
                    lang,
                    take: &mut take,
                });
                *report.sites.entry((kind.name, lang)).or_default() += sites;
            }
        }
        for (_, mut drawn) in of {
            keep(&mut drawn, options.limit);
            all.extend(drawn);
        }
    }
    all
}

/// Keeps the lowest hashes, in the order of the places.
fn keep(drawn: &mut Vec<Drawn>, limit: usize) {
    drawn.sort_by_key(|one| one.hash);
    drawn.truncate(limit);
    drawn.sort_by_key(|one| (one.subject, one.injection.at));
}

/// FNV-1a, 64 bit, with a final mix: the same draw on every machine.
fn hash(seed: u64, policy: &str, kind: &str, lang: Lang, injection: &Injection) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let at = injection.at.start.to_le_bytes();
    let parts = [
        policy.as_bytes(),
        kind.as_bytes(),
        lang.tag().as_bytes(),
        &at,
        injection.after.as_bytes(),
    ];
    for byte in parts.into_iter().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// Makes one injection, unless a panic ended it before.
fn tried(subject: &Subject, injection: &Injection, options: &Options, panic: Option<&str>) -> Try {
    let (path, line, column) = subject.locate(injection.lang, injection.at);
    Try {
        kind: injection.kind,
        lang: injection.lang,
        policy: subject.name().to_owned(),
        path,
        line,
        column,
        before: injection.before.clone(),
        after: injection.after.clone(),
        verdict: match panic {
            Some(message) => Verdict::broken(message),
            None => judge::judge(injection, &subject.brought(injection, &options.pipeline)),
        },
    }
}
