//! A policy to inject into: its pages, its baseline, and the clauses that have a counterpart to be checked against.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::Kind;
use super::page::{Change, Edit, Page, Way};
use crate::model::{Class, Clause, ClauseId, Finding, Group, Policy, Role, Severity};
use crate::pipeline::{Options, Parts};
use crate::rules;
use crate::text::{Lang, Source, Span};

/// A finding by what it says and where; equal in two checks of one policy.
pub(super) type Key = (&'static str, Severity, Vec<(Role, Lang, Span)>);

/// A place in one edition, as a span of its page.
pub(super) type Place = (Lang, Span);

/// A policy that is changed.
pub(super) struct Subject {
    /// The files, every one rendered from its page.
    parts: Parts,
    /// The policy before a change.
    pub(super) policy: Policy,
    /// What was found in it before a change: errors and warnings.
    known: BTreeSet<Key>,
    pages: Vec<Page>,
    /// The text of each file as it is stored.
    sources: Vec<Source>,
    file_of: BTreeMap<Lang, usize>,
    /// The clauses that a finding marks already.
    flagged: BTreeSet<(Lang, ClauseId)>,
}

/// A policy with a defect.
pub(super) struct Changed {
    pub(super) policy: Policy,
    /// The file that was changed.
    file: usize,
    /// From its text back to its page.
    way: Way,
}

/// One defect to be injected.
#[derive(Clone, Debug)]
pub(super) struct Injection {
    pub(super) kind: &'static Kind,
    pub(super) lang: Lang,
    pub(super) change: Change,
    /// Where a finding proves that the defect is seen.
    pub(super) places: Vec<Place>,
    /// The changed group as a whole: a finding that touches nothing of it is one elsewhere.
    pub(super) region: Vec<Place>,
    /// Where it is, to be shown.
    pub(super) at: Span,
    /// The clause before and after.
    pub(super) before: String,
    pub(super) after: String,
}

impl Injection {
    /// A few words, so that the clause still says what makes it the counterpart of the others.
    fn is_small(&self) -> bool {
        let Change::Text(edits) = &self.change else {
            return false;
        };
        let changed: usize = edits
            .iter()
            .map(|edit| edit.span.len().max(edit.with.len()))
            .sum();
        changed * SMALL <= self.before.len()
    }
}

/// A change of less than one part in so many leaves a clause where it was aligned.
const SMALL: usize = 5;

/// A clause that may be changed.
pub(super) struct Site<'a> {
    pub(super) id: ClauseId,
    pub(super) clause: &'a Clause,
    pub(super) body: &'a str,
    pub(super) group: &'a Group,
    /// What the other editions say there.
    pub(super) others: Vec<(Lang, String)>,
}

impl Subject {
    /// Prepares a policy; `None` where it has fewer than two editions.
    pub(super) fn new(mut parts: Parts, options: &Options) -> Option<Self> {
        let pages: Vec<Page> = parts
            .files
            .iter()
            .map(|file| Page::new(&file.reading))
            .collect();
        let sources = parts
            .files
            .iter()
            .map(|file| file.reading.source.clone())
            .collect();
        for (file, page) in parts.files.iter_mut().zip(&pages) {
            file.reading = page.render(None).0;
        }
        let policy = parts.policy(options)?;
        if policy.editions.len() < 2 {
            return None;
        }
        let mut file_of = BTreeMap::new();
        for (lang, edition) in &policy.editions {
            let file = parts
                .files
                .iter()
                .position(|file| file.path == edition.path)?;
            file_of.insert(*lang, file);
        }
        let mut subject = Self {
            parts,
            policy,
            known: BTreeSet::new(),
            pages,
            sources,
            file_of,
            flagged: BTreeSet::new(),
        };
        let found = rules::check(&subject.policy);
        for finding in found
            .iter()
            .filter(|finding| finding.severity >= Severity::Warning)
        {
            subject.known.insert(key(finding, |_, span| span));
            for mark in &finding.marks {
                let Some(edition) = subject.policy.editions.get(&mark.lang) else {
                    continue;
                };
                let touched = edition
                    .document
                    .iter()
                    .filter(|(_, clause)| touches(clause.span, mark.span));
                subject
                    .flagged
                    .extend(touched.map(|(id, _)| (mark.lang, id)));
            }
        }
        Some(subject)
    }

    /// The languages of the policy.
    pub(super) fn langs(&self) -> impl Iterator<Item = Lang> {
        self.policy.langs()
    }

    /// The name of the policy.
    pub(super) fn name(&self) -> &str {
        &self.policy.name
    }

    /// The page that an edition stands on.
    pub(super) fn page(&self, lang: Lang) -> Option<&Page> {
        self.pages.get(*self.file_of.get(&lang)?)
    }

    /// Path and place of an injection in the file as stored.
    pub(super) fn locate(&self, lang: Lang, span: Span) -> (String, u32, u32) {
        let Some(file) = self.file_of.get(&lang).copied() else {
            return Default::default();
        };
        let origin = self.pages[file].origin(span);
        let (start, _) = self.sources[file].locate(origin);
        (
            self.parts.files[file].path.clone(),
            start.line,
            start.column,
        )
    }

    /// The findings that a change brings, errors and warnings, each with its marks as places of the page.
    pub(super) fn brought(&self, injection: &Injection, options: &Options) -> Vec<Key> {
        let Some(changed) = self.changed(injection, options) else {
            return Vec::new();
        };
        let back = |lang: Lang, span: Span| self.back(changed.file, &changed.way, lang, span);
        rules::check(&changed.policy)
            .iter()
            .filter(|finding| finding.severity >= Severity::Warning)
            .map(|finding| key(finding, back))
            .filter(|key| !self.known.contains(key))
            .collect()
    }

    /// The policy with a change.
    pub(super) fn changed(&self, injection: &Injection, options: &Options) -> Option<Changed> {
        let file = *self.file_of.get(&injection.lang)?;
        let (reading, way) = self.pages[file].render(Some(&injection.change));
        let small = injection.is_small();
        let policy = self
            .parts
            .exchanged(&self.policy, file, &reading, small, options)?;
        Some(Changed { policy, file, way })
    }

    /// Whether a stretch of a changed policy holds the change.
    pub(super) fn holds(&self, changed: &Changed, at: &Injection, lang: Lang, span: Span) -> bool {
        let place = self.back(changed.file, &changed.way, lang, span);
        lang == at.lang && touches(place, at.at)
    }

    /// A span of a changed edition as one of the page; the other files are as they were.
    fn back(&self, file: usize, way: &Way, lang: Lang, span: Span) -> Span {
        // A language that only the change brought stands in the changed file too.
        match self.file_of.get(&lang) {
            Some(other) if *other != file => span,
            _ => way.back(span),
        }
    }

    /// The clauses of an edition that other editions hold too and that nothing is found in yet.
    pub(super) fn sites(&self, lang: Lang) -> impl Iterator<Item = Site<'_>> {
        let clauses = self
            .policy
            .edition(lang)
            .into_iter()
            .flat_map(|edition| edition.document.iter());
        clauses.filter_map(move |(id, clause)| self.site(lang, id, clause))
    }

    fn site<'a>(&'a self, lang: Lang, id: ClauseId, clause: &'a Clause) -> Option<Site<'a>> {
        let group = self.policy.group(lang, id)?;
        if clause.class != Class::Text
            || group.class != Class::Text
            || group.confidence < 0.5
            || !group.moved.is_empty()
        {
            return None;
        }
        let flagged = group
            .members
            .iter()
            .any(|(lang, ids)| ids.iter().any(|id| self.flagged.contains(&(*lang, *id))));
        if flagged {
            return None;
        }
        let others: Vec<(Lang, String)> = group
            .members
            .iter()
            .filter(|(other, _)| **other != lang)
            .map(|(other, ids)| {
                let bodies: Vec<&str> =
                    ids.iter().map(|id| self.policy.body(*other, *id)).collect();
                (*other, bodies.join("\n"))
            })
            .collect();
        (!others.is_empty()).then(|| Site {
            id,
            clause,
            body: self.policy.body(lang, id),
            group,
            others,
        })
    }

    /// Every clause of a group, as places.
    pub(super) fn places(&self, group: &Group) -> Vec<Place> {
        let mut places = Vec::new();
        for (lang, ids) in &group.members {
            for id in ids {
                places.extend(
                    self.policy
                        .clause(*lang, *id)
                        .map(|clause| (*lang, clause.span)),
                );
            }
        }
        places
    }
}

/// Takes the injections of one kind into one edition.
pub(super) struct Collector<'a> {
    pub(super) kind: &'static Kind,
    pub(super) subject: &'a Subject,
    pub(super) lang: Lang,
    pub(super) take: &'a mut dyn FnMut(Injection),
}

impl<'a> Collector<'a> {
    /// Replaces a stretch of a clause's body, by bytes of the body.
    pub(super) fn edit(&mut self, site: &Site<'_>, range: std::ops::Range<usize>, with: &str) {
        let at = Span::new(
            site.clause.body.start as usize + range.start,
            site.clause.body.start as usize + range.end,
        );
        let after = match (site.body.get(..range.start), site.body.get(range.end..)) {
            (Some(front), Some(back)) => format!("{front}{with}{back}"),
            _ => return,
        };
        if after.trim().is_empty() || after == site.body {
            return;
        }
        self.replace(site, at, with, after);
    }

    /// Replaces a span of the page that belongs to a clause.
    pub(super) fn replace(&mut self, site: &Site<'_>, at: Span, with: &str, after: String) {
        let Some(page) = self.subject.page(self.lang) else {
            return;
        };
        let probe = if at.is_empty() {
            at.join(Span {
                start: at.start,
                end: at.start + 1,
            })
        } else {
            at
        };
        if page.pieces(probe).len() != 1 {
            return;
        }
        let edit = Edit {
            span: at,
            with: with.to_owned(),
        };
        let places = vec![(self.lang, site.clause.span)];
        self.push(site, Change::Text(vec![edit]), places, at, after);
    }

    /// Takes one injection of a change around a clause.
    pub(super) fn push(
        &mut self,
        site: &Site<'_>,
        change: Change,
        places: Vec<Place>,
        at: Span,
        after: String,
    ) {
        let mut region = self.subject.places(site.group);
        region.extend(places.iter().copied());
        (self.take)(Injection {
            kind: self.kind,
            lang: self.lang,
            change,
            places,
            region,
            at,
            before: site.body.to_owned(),
            after,
        });
    }
}

fn key(finding: &Finding, back: impl Fn(Lang, Span) -> Span) -> Key {
    let mut marks: Vec<(Role, Lang, Span)> = finding
        .marks
        .iter()
        .map(|mark| (mark.role, mark.lang, back(mark.lang, mark.span)))
        .collect();
    marks.sort_unstable();
    (finding.rule.name, finding.severity, marks)
}

/// Whether two spans share a byte or meet.
pub(super) fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}
