//! Where a policy states addresses of one kind, and which of them stand near a clause.
//!
//! In go the facts of all editions; out come [`Places`]: the addresses by edition
//! in text order, with a key that is equal for equal addresses. A translator may
//! move an address into the sentence before or behind; what stands *near* a clause (next to
//! it, at the item or heading that it stands under, or a few clauses away without a heading
//! between them) therefore counts as stated there.

use std::collections::{BTreeMap, BTreeSet};

use super::variant;
use crate::model::{Class, ClauseId, ClauseKind, Document, Fact, GroupId, Policy, Value};
use crate::text::{Folded, Lang, Span};

/// How many clauses away an address still counts as stated in a clause, when no heading stands between.
const NEAR: u32 = 8;

/// How many addresses around a clause are looked at.
const AROUND: usize = 64;

/// Which addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// E-mail addresses.
    Email,
    /// Web addresses and bare domains.
    Url,
}

/// An address, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// In which edition.
    pub(super) lang: Lang,
    /// The clause that states it.
    pub(super) clause: ClauseId,
    /// The group of that clause; `None` outside of policy text.
    pub(super) group: Option<GroupId>,
    /// Where it is written.
    pub(super) span: Span,
    /// By value: a web address without its local elements.
    pub(super) key: String,
    /// The address as facts give it.
    pub(super) address: String,
    /// It cannot be used as written.
    pub(super) broken: bool,
    /// A domain and nothing else.
    pub(super) bare: bool,
    /// The target of a link, under other words.
    pub(super) link: bool,
}

/// All addresses of a kind.
#[derive(Debug)]
pub(super) struct Places<'a> {
    policy: &'a Policy,
    of: BTreeMap<Lang, Vec<Place>>,
    clauses_with: BTreeMap<Lang, BTreeMap<String, Vec<ClauseId>>>,
    runs: BTreeMap<Lang, Vec<u32>>,
}

impl<'a> Places<'a> {
    /// Collects them.
    pub(super) fn new(policy: &'a Policy, kind: Kind) -> Self {
        let mut places = Self {
            policy,
            of: BTreeMap::new(),
            clauses_with: BTreeMap::new(),
            runs: BTreeMap::new(),
        };
        for (lang, edition) in &policy.editions {
            let of: Vec<Place> = edition
                .facts
                .iter()
                .filter_map(|fact| place(policy, *lang, fact, kind))
                .collect();
            let with = places.clauses_with.entry(*lang).or_default();
            for place in of.iter().filter(|place| !place.broken) {
                let at = with.entry(place.key.clone()).or_default();
                // A clause that repeats an address counts once, so that looking around it stays bounded.
                if at.last() != Some(&place.clause) {
                    at.push(place.clause);
                }
            }
            places.runs.insert(*lang, runs(&edition.document));
            places.of.insert(*lang, of);
        }
        places
    }

    /// Those of an edition, in text order.
    pub(super) fn of(&self, lang: Lang) -> &[Place] {
        self.of.get(&lang).map_or(&[], Vec::as_slice)
    }

    /// All of them, by edition.
    pub(super) fn all(&self) -> impl Iterator<Item = &Place> {
        self.of.values().flatten()
    }

    /// Those of one clause.
    pub(super) fn in_clause(&self, lang: Lang, clause: ClauseId) -> &[Place] {
        let of = self.of(lang);
        let start = of.partition_point(|place| place.clause < clause);
        let length = of[start..].partition_point(|place| place.clause == clause);
        &of[start..start + length]
    }

    /// Those that stand in or near a clause, bounded.
    pub(super) fn around(&self, lang: Lang, clause: ClauseId) -> impl Iterator<Item = &Place> {
        let of = self.of(lang);
        let first = clause.0.saturating_sub(NEAR);
        let start = of.partition_point(|place| place.clause.0 < first);
        of[start..]
            .iter()
            .take_while(move |place| place.clause.0 <= clause.0.saturating_add(NEAR))
            .take(AROUND)
            .filter(move |place| self.any_near(lang, &[clause], &[place.clause]))
    }

    /// The groups that state any, in order.
    pub(super) fn groups(&self) -> BTreeSet<GroupId> {
        self.all().filter_map(|place| place.group).collect()
    }

    /// The editions that state a key anywhere.
    pub(super) fn langs_with(&self, key: &str) -> Vec<Lang> {
        self.clauses_with
            .iter()
            .filter(|(_, with)| with.contains_key(key))
            .map(|(lang, _)| *lang)
            .collect()
    }

    /// Whether an edition states a key anywhere.
    pub(super) fn has(&self, lang: Lang, key: &str) -> bool {
        self.clauses_with
            .get(&lang)
            .is_some_and(|with| with.contains_key(key))
    }

    /// Whether an edition states a key in or near one of the clauses.
    pub(super) fn is_near(&self, lang: Lang, clauses: &[ClauseId], key: &str) -> bool {
        let with = self.clauses_with.get(&lang).and_then(|with| with.get(key));
        with.is_some_and(|with| self.any_near(lang, clauses, with))
    }

    /// Whether one of the clauses `at`, in order, is near.
    fn any_near(&self, lang: Lang, clauses: &[ClauseId], at: &[ClauseId]) -> bool {
        let Some(runs) = self.runs.get(&lang) else {
            return false;
        };
        clauses.iter().any(|clause| {
            let parent = self
                .policy
                .clause(lang, *clause)
                .and_then(|clause| clause.parent);
            let first = clause.0.saturating_sub(NEAR);
            let from = at.partition_point(|found| found.0 < first);
            let near = at[from..]
                .iter()
                .take_while(|found| found.0 <= clause.0.saturating_add(NEAR))
                .any(|found| {
                    found.0.abs_diff(clause.0) <= 1
                        || runs.get(found.index()) == runs.get(clause.index())
                });
            near || parent.is_some_and(|parent| at.binary_search(&parent).is_ok())
        })
    }
}

/// For each clause the number of headings up to it: clauses of one number have no heading between them.
fn runs(document: &Document) -> Vec<u32> {
    let mut run = 0;
    document
        .clauses
        .iter()
        .map(|clause| {
            run += u32::from(clause.kind == ClauseKind::Heading);
            run
        })
        .collect()
}

fn place(policy: &Policy, lang: Lang, fact: &Fact, kind: Kind) -> Option<Place> {
    let (address, key, bare, broken) = match (kind, &fact.value) {
        (Kind::Email, Value::Email { address, broken }) => {
            (address, address.to_lowercase(), false, *broken)
        }
        (
            Kind::Url,
            Value::Url {
                address,
                bare,
                broken,
            },
        ) => (address, variant::of_url(address).text, *bare, *broken),
        _ => return None,
    };
    let in_text = policy.clause(lang, fact.clause)?.class == Class::Text;
    let group = policy
        .group_of
        .get(&lang)
        .and_then(|of| of.get(fact.clause.index()))
        .copied();
    let written = policy.edition(lang)?.document.slice(fact.span);
    Some(Place {
        lang,
        clause: fact.clause,
        group: group.filter(|_| in_text),
        span: fact.span,
        key,
        address: address.clone(),
        broken,
        bare,
        link: !broken && !is_written(written, address),
    })
}

/// Whether a text shows an address itself, in either width or put into words; else a link carries it. The domain alone
/// shows no e-mail address.
fn is_written(text: &str, address: &str) -> bool {
    let folded = Folded::new(text);
    let shows = |part: &str| folded.text().contains(&part.to_lowercase());
    let (user, host) = address.rsplit_once('@').unwrap_or(("", address));
    shows(user) && shows(host.split(['.', '/']).next().unwrap_or(host))
}

/// The first words of a clause: what stands for it when something in it is missing.
pub(super) fn head(policy: &Policy, lang: Lang, clause: ClauseId) -> Span {
    const WORDS: usize = 60;
    let Some(clause) = policy.clause(lang, clause) else {
        return Span::default();
    };
    let text = policy
        .edition(lang)
        .map_or("", |edition| edition.document.slice(clause.span));
    let end = text
        .char_indices()
        .nth(WORDS)
        .map_or(text.len(), |(at, _)| at);
    let start = clause.span.start as usize;
    Span::new(start, start + end)
}
