//! Which concepts of the termbase the editions name in a group, sentence by sentence where they divide it alike.
//!
//! In goes a policy, out come its [`Unit`]s: what corresponds, with the concepts that each edition names there and
//! where. Where all editions of a group hold as many sentences a unit is a sentence, else the whole group.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language;
use crate::model::{Class, Naming, Policy, TermId};
use crate::text::{Lang, Span};

/// Most bytes of a clause that is looked through.
const LONGEST: usize = 64 * 1024;

/// What an edition says in a unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    /// Where it stands.
    pub(super) spans: Vec<Span>,
    /// The concepts that it names and where, sorted by concept.
    pub(super) named: Vec<(TermId, Span)>,
    /// Those of them that stand inside the form of another, sorted likewise.
    pub(super) inside: Vec<(TermId, Span)>,
    /// False friends of concepts, and where.
    pub(super) false_friends: Vec<(TermId, Span)>,
}

impl Wording {
    /// How often it names a concept.
    pub(super) fn count(&self, concept: TermId) -> usize {
        of(&self.named, concept).len()
    }

    /// How often it names a concept by itself: personal data speak of a person only by the way.
    pub(super) fn by_itself(&self, concept: TermId) -> usize {
        self.count(concept) - of(&self.inside, concept).len()
    }

    /// Where it names a concept first.
    pub(super) fn first(&self, concept: TermId) -> Option<Span> {
        let inside = of(&self.inside, concept);
        let all = of(&self.named, concept);
        let by_itself = all.iter().find(|one| !inside.contains(one));
        by_itself.or(all.first()).map(|(_, span)| *span)
    }

    /// The concepts, each once.
    pub(super) fn concepts(&self) -> impl Iterator<Item = TermId> {
        let mut last = None;
        self.named
            .iter()
            .map(|(one, _)| *one)
            .filter(move |one| last.replace(*one) != Some(*one))
    }
}

/// The places of one concept among all.
fn of(named: &[(TermId, Span)], concept: TermId) -> &[(TermId, Span)] {
    let start = named.partition_point(|(one, _)| *one < concept);
    let end = named.partition_point(|(one, _)| *one <= concept);
    &named[start..end]
}

/// A stretch of text that the editions of a group have in common.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The group, by index.
    pub(super) group: usize,
    /// What each edition says.
    pub(super) editions: BTreeMap<Lang, Wording>,
}

/// All units of a policy.
#[derive(Debug)]
pub(super) struct Units(pub(super) Vec<Unit>);

/// The units of a policy, in the order of its groups.
pub(super) fn units(policy: &Policy) -> Arc<Units> {
    policy.memo.get(|| Units(read(policy)))
}

fn read(policy: &Policy) -> Vec<Unit> {
    let mut units = Vec::new();
    for (at, group) in policy.groups.iter().enumerate() {
        if group.class != Class::Text || group.members.len() < 2 {
            continue;
        }
        let sentences: BTreeMap<Lang, Vec<Span>> = group
            .members
            .iter()
            .filter(|(lang, _)| !matches!(lang, Lang::Other(_)))
            .map(|(lang, ids)| {
                let spans = ids.iter().flat_map(|id| {
                    let body = policy.clause(*lang, *id).map(|clause| clause.body);
                    let text = policy.body(*lang, *id);
                    let spans = if text.len() > LONGEST {
                        Vec::new()
                    } else {
                        language::of(*lang).sentences(text)
                    };
                    spans
                        .into_iter()
                        .map(move |span| span.shifted(body.unwrap_or_default().start))
                });
                (*lang, spans.collect())
            })
            .collect();
        if sentences.len() < 2 {
            continue;
        }
        let counts: Vec<usize> = sentences.values().map(Vec::len).collect();
        let alike = counts.iter().all(|count| *count == counts[0]);
        let parts = if alike { counts[0] } else { 1 };
        for part in 0..parts {
            let editions = sentences
                .iter()
                .map(|(lang, spans)| {
                    let own = if alike {
                        &spans[part..=part]
                    } else {
                        spans.as_slice()
                    };
                    (*lang, wording(policy, *lang, own))
                })
                .collect();
            units.push(Unit {
                group: at,
                editions,
            });
        }
    }
    units
}

fn wording(policy: &Policy, lang: Lang, spans: &[Span]) -> Wording {
    let mut found = Wording {
        spans: spans.to_vec(),
        ..Wording::default()
    };
    let Some(edition) = policy.edition(lang) else {
        return found;
    };
    for mention in spans.iter().flat_map(|span| edition.all_terms_in(*span)) {
        let named = (mention.concept, mention.span);
        match mention.by {
            Naming::Itself => found.named.push(named),
            Naming::Inside => {
                found.named.push(named);
                found.inside.push(named);
            }
            Naming::FalseFriend => found.false_friends.push(named),
        }
    }
    found.named.sort_unstable();
    found.inside.sort_unstable();
    found
}
