//! Where a policy speaks of the party that issues it: by an own word (we, 当社), by a short name that it defines for
//! itself, or by its name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Naming};
use crate::language::{aliases, is_own_word, own_words};
use crate::model::{Class, ClauseId, Group, Policy};
use crate::text::{Lang, Span};

/// So many words of an edition stand for the party.
const MOST_WORDS: usize = 64;

/// A word that an edition defines for the party where others define an own word, and that says nothing of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Defined {
    /// The edition.
    pub(super) lang: Lang,
    /// The clause that defines it.
    pub(super) clause: ClauseId,
    /// The word.
    pub(super) span: Span,
    /// The edition, and the place where it defines an own word.
    pub(super) own: (Lang, Span),
}

/// What stands for the party.
#[derive(Debug)]
pub(super) struct Party<'p> {
    policy: &'p Policy,
    /// Words that an edition defines beside own words or in their place, as written.
    words: BTreeMap<Lang, BTreeSet<&'p str>>,
    /// Names that stand where the words are defined.
    names: BTreeSet<Key>,
    /// Defined words of one edition where all others define an own word.
    pub(super) defined: Vec<Defined>,
}

impl<'p> Party<'p> {
    /// Reads the definitions of all editions.
    pub(super) fn new(policy: &'p Policy, naming: &Naming<'p>) -> Self {
        let mut party = Self {
            policy,
            words: BTreeMap::new(),
            names: BTreeSet::new(),
            defined: Vec::new(),
        };
        for group in policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text)
        {
            party.define(naming, group);
        }
        party
    }

    fn define(&mut self, naming: &Naming<'p>, group: &Group) {
        let policy = self.policy;
        // by edition: the clause, the bracket, the words that it defines
        let mut of: BTreeMap<Lang, Vec<(ClauseId, Span, Vec<Span>)>> = BTreeMap::new();
        for (lang, clauses) in &group.members {
            for id in clauses {
                let Some(base) = policy.clause(*lang, *id).map(|clause| clause.body.start) else {
                    continue;
                };
                let at = |span: Span| Span {
                    start: base + span.start,
                    end: base + span.end,
                };
                for alias in aliases(*lang, policy.body(*lang, *id)) {
                    let words = alias.words.iter().map(|span| at(*span)).collect();
                    of.entry(*lang)
                        .or_default()
                        .push((*id, at(alias.bracket), words));
                }
            }
        }
        if of.is_empty() {
            return;
        }
        let own = |lang: Lang| {
            of.get(&lang)?
                .iter()
                .flat_map(|(_, _, words)| words)
                .copied()
                .find(|span| is_own_word(lang, naming.written(lang, *span)))
        };
        let owning: BTreeMap<Lang, Span> = of
            .keys()
            .filter_map(|lang| Some((*lang, own(*lang)?)))
            .collect();
        if owning.is_empty() {
            return;
        }
        for (lang, definitions) in &of {
            let own_bracket = definitions.iter().find(|(_, _, words)| {
                words
                    .iter()
                    .any(|span| is_own_word(*lang, naming.written(*lang, *span)))
            });
            // where no bracket has an own word, the one in the place of another edition's is meant for it
            let place = |lang: &Lang| {
                let is_own = |span: &Span| is_own_word(*lang, naming.written(*lang, *span));
                of[lang]
                    .iter()
                    .position(|(_, _, words)| words.iter().any(is_own))
            };
            let meant = || {
                let place = owning.keys().find_map(place)?;
                let same = owning
                    .keys()
                    .all(|other| of[other].len() == definitions.len());
                definitions.get(place).filter(|_| same)
            };
            let Some((clause, bracket, words)) = own_bracket.or_else(meant) else {
                continue;
            };
            let others = of.keys().filter(|other| *other != lang);
            if own_bracket.is_none()
                && others.clone().count() > 0
                && others.clone().all(|other| owning.contains_key(other))
                && let ([word], Some((other, own))) = (words.as_slice(), owning.iter().next())
                && !self.is_said(naming, group, *lang, *word)
            {
                self.defined.push(Defined {
                    lang: *lang,
                    clause: *clause,
                    span: *word,
                    own: (*other, *own),
                });
                continue;
            }
            let known = self.words.entry(*lang).or_default();
            let room = MOST_WORDS.saturating_sub(known.len());
            known.extend(
                words
                    .iter()
                    .take(room)
                    .map(|span| naming.written(*lang, *span)),
            );
            let before = naming.in_clause(*lang, *clause).iter().filter(|token| {
                token.span.end <= bracket.start && bracket.start - token.span.end < 120
            });
            self.names.extend(
                before
                    .filter(|token| naming.is_name(token.key))
                    .map(|token| token.key),
            );
        }
    }

    /// Whether the word stands in the group outside of its definition: it is the party's name, or a part of it.
    fn is_said(&self, naming: &Naming<'p>, group: &Group, lang: Lang, word: Span) -> bool {
        let written = naming.written(lang, word);
        let lower = written.to_lowercase();
        group.members.iter().any(|(other, clauses)| {
            clauses.iter().any(|id| {
                let Some(clause) = self.policy.clause(*other, *id) else {
                    return false;
                };
                let body = self.policy.body(*other, *id).to_lowercase();
                let own = usize::from(*other == lang && clause.body.overlaps(word));
                body.matches(&lower).take(own + 1).count() > own
            })
        })
    }

    /// Where an edition speaks of the party in a group, in order.
    pub(super) fn places(&self, naming: &Naming<'p>, lang: Lang, group: &Group) -> Vec<Span> {
        let mut found = Vec::new();
        for id in group.of(lang) {
            let Some(clause) = self.policy.clause(lang, *id) else {
                continue;
            };
            let base = clause.body.start;
            let body = self.policy.body(lang, *id);
            let at = |span: Span| Span {
                start: base + span.start,
                end: base + span.end,
            };
            found.extend(own_words(lang, body).into_iter().map(at));
            for word in self.words.get(&lang).into_iter().flatten() {
                found.extend(
                    body.match_indices(word)
                        .map(|(start, word)| at(Span::new(start, start + word.len()))),
                );
            }
            let names = naming
                .in_clause(lang, *id)
                .iter()
                .filter(|token| self.names.contains(&token.key) || naming.is_owner(token.key));
            found.extend(names.map(|token| token.span));
        }
        found.sort_unstable();
        found.dedup_by(|later, earlier| later.start < earlier.end);
        found
    }

    /// Whether an edition defines a word for the party.
    pub(super) fn is_defined(&self, lang: Lang, word: &str) -> bool {
        (self.words.get(&lang)).is_some_and(|words| words.contains(word))
    }

    /// Whether a word is one of the party's names.
    pub(super) fn is_name(&self, key: Key) -> bool {
        self.names.contains(&key)
    }
}
