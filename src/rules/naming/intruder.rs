//! Names of somebody else in the place of the party: デル where the others say "we".
//!
//! A machine that was trained on one company's texts puts that company where a text says "we". No list of companies is
//! needed to see it: the word stands in one edition alone, in any script; it acts (it is what a verb or a possessive
//! belongs to); and wherever it stands, every other edition speaks of the party, which this one does less often. A
//! service that the policy really names stands in the other editions too, in Latin letters or by its sound.

use std::collections::{BTreeMap, BTreeSet};

use super::party::Party;
use super::place::{Place, acts, named_words};
use super::{Case, Key, Naming, nearness, sounds_like};
use crate::model::{Class, Group, GroupId, Policy};
use crate::text::{Lang, Span};

/// A name of somebody else.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Intruder {
    /// The edition.
    pub(in crate::rules) lang: Lang,
    /// The places of one clause, in order.
    pub(in crate::rules) spans: Vec<Span>,
    /// Where another edition speaks of the party.
    pub(in crate::rules) own: (Lang, Span),
    /// The other editions of the group.
    pub(in crate::rules) others: Vec<Lang>,
    /// It stands where the text defines how the party is called.
    pub(in crate::rules) defined: bool,
}

/// Words in capitals that texts of one language use where another has a word: they are nobody's name.
const COMMON: &[&str] = &[
    "app",
    "apps",
    "cookie",
    "cookies",
    "faq",
    "fax",
    "ngo",
    "pdf",
    "qr",
    "sdk",
    "sms",
    "sns",
    "tel",
    "ui",
    "url",
    "usb",
    "vat",
    "web",
    "webサイト",
    "wifi",
];

/// What is known of a group when it is asked about.
struct Speech {
    /// By edition: where it speaks of the party.
    places: BTreeMap<Lang, Vec<Span>>,
}

struct Search<'a, 'p> {
    policy: &'p Policy,
    naming: &'a Naming<'p>,
    party: Party<'p>,
    speeches: BTreeMap<GroupId, Speech>,
}

/// The intruders of a policy, by edition in text order.
pub(in crate::rules) fn intruders<'p>(policy: &'p Policy, naming: &Naming<'p>) -> Vec<Intruder> {
    if policy.editions.len() < 2 {
        return Vec::new();
    }
    let mut search = Search {
        policy,
        naming,
        party: Party::new(policy, naming),
        speeches: BTreeMap::new(),
    };
    let mut found = Vec::new();
    for lang in policy.langs() {
        search.edition(lang, &mut found);
    }
    found
}

impl<'p> Search<'_, 'p> {
    fn edition(&mut self, lang: Lang, found: &mut Vec<Intruder>) {
        // every word that may be somebody's name, with its places
        let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        let defined: Vec<_> = self
            .party
            .defined
            .iter()
            .filter(|one| one.lang == lang)
            .cloned()
            .collect();
        for (id, group) in self.policy.groups.iter().enumerate() {
            if group.class != Class::Text || group.of(lang).is_empty() {
                continue;
            }
            let id = GroupId(u32::try_from(id).unwrap_or(u32::MAX));
            self.candidates(lang, id, group, &mut places);
        }
        let mut convicted: BTreeSet<String> = BTreeSet::new();
        for one in &defined {
            let word = self.naming.written(lang, one.span).to_lowercase();
            if self.is_nameless(lang, one.clause, one.span) {
                convicted.insert(word);
                let others = vec![one.own.0];
                found.push(Intruder {
                    lang,
                    spans: vec![one.span],
                    own: one.own,
                    others,
                    defined: true,
                });
            }
        }
        for (word, places) in &places {
            let known = convicted.contains(word);
            if !known
                && !(places.iter().all(|place| self.is_backed(lang, place))
                    && places
                        .iter()
                        .any(|place| place.acts && self.is_lacking(lang, place)))
            {
                continue;
            }
            let mut by_clause: BTreeMap<_, Vec<&Place>> = BTreeMap::new();
            for place in places {
                by_clause.entry(place.clause).or_default().push(place);
            }
            for places in by_clause.values() {
                let first = places[0];
                if defined
                    .iter()
                    .any(|one| one.clause == first.clause && known)
                    || !self.is_backed(lang, first)
                {
                    continue;
                }
                let others = self.others(lang, first.group);
                let own = others.iter().find_map(|other| {
                    Some((
                        *other,
                        *self
                            .speeches
                            .get(&first.group)?
                            .places
                            .get(other)?
                            .first()?,
                    ))
                });
                if let Some(own) = own {
                    found.push(Intruder {
                        lang,
                        spans: places.iter().map(|place| place.span).collect(),
                        own,
                        others,
                        defined: false,
                    });
                }
            }
        }
        found.sort_by_key(|one| (one.lang, one.spans.first().copied()));
    }

    /// The words of a group that may be names of somebody else.
    fn candidates(
        &mut self,
        lang: Lang,
        id: GroupId,
        group: &Group,
        places: &mut BTreeMap<String, Vec<Place>>,
    ) {
        let naming = self.naming;
        let mut here: Vec<(String, Place)> = Vec::new();
        for clause in group.of(lang) {
            let tokens = naming.in_clause(lang, *clause);
            for (at, token) in tokens.iter().enumerate() {
                let form = naming.form(token.key);
                if token.case == Case::Kana
                    || token.case == Case::Lower
                    || !self.may_be_name(lang, token.key)
                {
                    continue;
                }
                let acts = acts(self.policy, naming, lang, tokens, at);
                here.push((
                    form.to_owned(),
                    Place {
                        group: id,
                        clause: *clause,
                        span: token.span,
                        acts,
                    },
                ));
            }
        }
        if lang.is_cjk() && !self.others(lang, id).is_empty() {
            let unclear = Place {
                group: id,
                clause: group.of(lang)[0],
                span: Span::default(),
                acts: true,
            };
            self.speech(id, group);
            if self.is_backed(lang, &unclear) && self.is_lacking(lang, &unclear) {
                for clause in group.of(lang) {
                    for (span, acts) in named_words(self.policy, lang, *clause) {
                        let word = naming.written(lang, span);
                        if !self.is_supported(lang, group, word) {
                            here.push((
                                word.to_lowercase(),
                                Place {
                                    group: id,
                                    clause: *clause,
                                    span,
                                    acts,
                                },
                            ));
                        }
                    }
                }
            }
        }
        if !here.is_empty() {
            self.speech(id, group);
            for (word, place) in here {
                places.entry(word).or_default().push(place);
            }
        }
    }

    /// Whether a Latin word may be the name of somebody whom only this edition names.
    fn may_be_name(&self, lang: Lang, key: Key) -> bool {
        let naming = self.naming;
        let form = naming.form(key);
        let uses = naming.uses(lang, key);
        form.chars().count() >= 3
            && form.chars().all(char::is_alphabetic)
            && uses.lower == 0
            && naming.is_only_in(lang, key)
            && !naming.is_host(key)
            && !self.party.is_name(key)
            && !COMMON.contains(&form)
            && !(lang == Lang::Vi && super::place::is_syllable(form))
            && !(lang == Lang::En && self.is_english(form))
    }

    /// Another form of an English word stands in small letters.
    fn is_english(&self, form: &str) -> bool {
        let stem = |word: &str| {
            ["ing", "ed", "es", "s", "ly", "d", "e"]
                .iter()
                .find_map(|end| word.strip_suffix(end))
                .unwrap_or(word)
                .to_owned()
        };
        form.ends_with("ing")
            || form.ends_with("ly")
            || form.ends_with("ed")
            || form.ends_with("tion")
            || form.ends_with("ity")
            || self.naming.has_lower(Lang::En, &stem(form))
    }

    /// A word in script of its own that others say in Latin letters.
    fn is_supported(&self, lang: Lang, group: &Group, word: &str) -> bool {
        let naming = self.naming;
        let kana = word.chars().all(crate::text::is_kana);
        let here: BTreeSet<Key> = naming
            .in_group(lang, group)
            .map(|token| token.key)
            .collect();
        group
            .members
            .keys()
            .filter(|other| **other != lang)
            .any(|other| {
                naming.in_group(*other, group).any(|token| {
                    let foreign = token.case != Case::Kana
                        && token.case != Case::Lower
                        && !here.contains(&token.key)
                        && naming.is_capital(*other, token.key);
                    foreign
                        && if kana {
                            sounds_like(word, naming.form(token.key))
                        } else {
                            !token.opens && token.case != Case::Upper
                        }
                }) || group
                    .of(*other)
                    .iter()
                    .any(|clause| self.policy.body(*other, *clause).contains(word))
            })
    }

    /// A defined word that is a name and no word for what the party is: デル, but not 運営者.
    fn is_nameless(&self, lang: Lang, clause: crate::model::ClauseId, span: Span) -> bool {
        let written = self.naming.written(lang, span);
        let latin = self
            .naming
            .in_clause(lang, clause)
            .iter()
            .find(|token| token.span == span);
        match latin {
            Some(token) if token.case != Case::Kana => {
                self.may_be_name(lang, token.key) && !self.near_name(token.key)
            }
            _ => super::place::is_name_by_itself(lang, written),
        }
    }

    /// A misspelt name is another rule's.
    fn near_name(&self, key: Key) -> bool {
        let form = self.naming.form(key);
        self.party
            .names()
            .any(|name| nearness(form, self.naming.form(name)).is_some())
    }

    fn others(&self, lang: Lang, id: GroupId) -> Vec<Lang> {
        let Some(group) = self.policy.groups.get(id.0 as usize) else {
            return Vec::new();
        };
        group
            .members
            .iter()
            .filter(|(other, of)| **other != lang && !of.is_empty())
            .map(|(lang, _)| *lang)
            .collect()
    }

    fn speech(&mut self, id: GroupId, group: &Group) {
        if self.speeches.contains_key(&id) {
            return;
        }
        let places = group
            .members
            .keys()
            .map(|lang| (*lang, self.party.places(self.naming, *lang, group)))
            .collect();
        self.speeches.insert(id, Speech { places });
    }

    /// Every other edition speaks of the party in the group.
    fn is_backed(&self, lang: Lang, place: &Place) -> bool {
        let others = self.others(lang, place.group);
        let said = |other: &Lang| {
            self.speeches.get(&place.group).is_some_and(|speech| {
                speech
                    .places
                    .get(other)
                    .is_some_and(|places| !places.is_empty())
            })
        };
        !others.is_empty() && others.iter().all(said)
    }

    /// This edition speaks of it less often than another.
    fn is_lacking(&self, lang: Lang, place: &Place) -> bool {
        let Some(speech) = self.speeches.get(&place.group) else {
            return false;
        };
        let count = |lang: &Lang| speech.places.get(lang).map_or(0, Vec::len);
        let most = speech
            .places
            .keys()
            .filter(|other| **other != lang)
            .map(count)
            .max()
            .unwrap_or(0);
        count(&lang) < most
    }
}
