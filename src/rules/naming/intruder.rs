//! Names of somebody else in the place of the party: デル where the others say "we".
//!
//! A machine that was trained on one company's texts puts that company where a text says "we". No list of companies is
//! needed to see it: the word stands in one edition alone, in any script; it acts (it is what a verb or a possessive
//! belongs to); and wherever it stands, the other editions speak of the party. A word of its language's own script may be
//! an ordinary word, so there this edition must also speak of the party less often than the others do. A service that the
//! policy really names stands in the other editions too, in Latin letters or by its sound.

use std::collections::{BTreeMap, BTreeSet};

use super::chinese::{firms, named_words, subjects};
use super::company::{Companies, is_defined};
use super::party::Party;
use super::place::{self, Acts, Listed, Place, acts, kana_acts};
use super::{Case, Key, Naming, Token, begins_like, is_telling, slips, sounds_like};
use crate::lexicon::english::is_known;
use crate::model::{Class, ClauseId, Group, GroupId, Policy};
use crate::text::{Lang, Span, is_kana};
use foldhash::HashSet;

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

/// Words in Latin letters that texts of one language use where another has a word of its own: they are nobody's name.
const COMMON: &[&str] = &[
    "app",
    "apps",
    "april",
    "august",
    "chinese",
    "cookie",
    "cookies",
    "corp",
    "december",
    "english",
    "faq",
    "fax",
    "february",
    "friday",
    "gmbh",
    "inc",
    "january",
    "japanese",
    "jsc",
    "july",
    "june",
    "llc",
    "ltd",
    "monday",
    "ngo",
    "november",
    "october",
    "pdf",
    "plc",
    "pte",
    "saturday",
    "sdk",
    "september",
    "sms",
    "sns",
    "sunday",
    "tel",
    "thursday",
    "tnhh",
    "tuesday",
    "tv",
    "url",
    "usb",
    "vat",
    "vietnamese",
    "web",
    "wednesday",
    "wifi",
];

/// Groups with more words of an edition are no clauses of a policy.
const MOST_WORDS: usize = 4_000;

/// Where the editions of a group speak of the party.
type Speech = BTreeMap<Lang, Vec<Span>>;

struct Search<'a, 'p> {
    policy: &'p Policy,
    naming: &'a Naming<'p>,
    party: Party<'p>,
    speeches: BTreeMap<GroupId, Speech>,
    /// Misspelt names are another rule's.
    misspelt: HashSet<(Lang, Key)>,
    /// What the dictionary says of a katakana word.
    listed: BTreeMap<Key, Listed>,
    companies: Companies,
}

/// The intruders of a policy, by edition in text order.
pub(in crate::rules) fn intruders<'p>(policy: &'p Policy, naming: &Naming<'p>) -> Vec<Intruder> {
    if policy.editions.len() < 2 {
        return Vec::new();
    }
    let misspelt = slips(policy, naming);
    let mut search = Search {
        policy,
        naming,
        party: Party::new(policy, naming),
        speeches: BTreeMap::new(),
        misspelt: misspelt.iter().map(|slip| (slip.lang, slip.key)).collect(),
        listed: BTreeMap::new(),
        companies: Companies::new(policy),
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
        for (id, group) in self.policy.groups.iter().enumerate() {
            if group.class == Class::Text && !group.of(lang).is_empty() {
                let id = GroupId(u32::try_from(id).unwrap_or(u32::MAX));
                self.candidates(lang, id, group, &mut places);
            }
        }
        let first = found.len();
        let mut convicted: BTreeSet<String> = BTreeSet::new();
        let mut told: BTreeSet<ClauseId> = BTreeSet::new();
        let defined = self.party.defined.iter().filter(|one| one.lang == lang);
        for one in defined {
            if self.is_nameless(lang, one.clause, one.span) {
                convicted.insert(self.naming.written(lang, one.span).to_lowercase());
                told.insert(one.clause);
                found.push(Intruder {
                    lang,
                    spans: vec![one.span],
                    own: one.own,
                    others: vec![one.own.0],
                    defined: true,
                });
            }
        }
        for (word, places) in &places {
            let known = convicted.contains(word);
            if !known && !self.is_intruder(lang, word, places) {
                continue;
            }
            let mut by_clause: BTreeMap<ClauseId, Vec<&Place>> = BTreeMap::new();
            for place in places {
                by_clause.entry(place.clause).or_default().push(place);
            }
            for (clause, places) in by_clause {
                let id = places[0].group;
                if (known && told.contains(&clause)) || !self.is_backed(lang, id) {
                    continue;
                }
                let others = self.others(lang, id);
                let own = others.iter().find_map(|other| {
                    Some((*other, *self.speeches.get(&id)?.get(other)?.first()?))
                });
                if let Some(own) = own {
                    let spans = places.iter().map(|place| place.span).collect();
                    found.push(Intruder {
                        lang,
                        spans,
                        own,
                        others,
                        defined: false,
                    });
                }
            }
        }
        found[first..].sort_by_key(|one| one.spans.first().copied());
        // "Contoso" inside of "Contoso Ltd" is the same stranger; the longer name stands first
        let mut last: Option<Span> = None;
        let mut at = 0;
        found.retain(|one| {
            at += 1;
            let span = one.spans.first().copied();
            let again =
                at > first && span.is_some_and(|span| last.is_some_and(|last| last.overlaps(span)));
            if at > first && !again {
                last = span;
            }
            !again
        });
    }

    /// Whether the places of a word show that it stands for the party: it does wherever it stands.
    fn is_intruder(&self, lang: Lang, word: &str, places: &[Place]) -> bool {
        let acting =
            |place: &&Place| place.acts && (place.shows || self.is_lacking(lang, place.group));
        places.len() * 2 > self.naming.count(lang, word)
            && places.iter().all(|place| self.is_backed(lang, place.group))
            && places.iter().any(|place| acting(&place))
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
        let others = self.others(lang, id);
        let words = || naming.in_group(lang, group).take(MOST_WORDS + 1).count();
        if others.is_empty() || words() > MOST_WORDS {
            return;
        }
        let mut here: Vec<(String, Place)> = Vec::new();
        for clause in group.of(lang) {
            let tokens = naming.in_clause(lang, *clause);
            for (at, token) in tokens.iter().enumerate() {
                let latin = !matches!(token.case, Case::Kana | Case::Lower);
                if latin
                    && self.may_be_name(lang, token.key)
                    && !self.is_said(lang, group, token.key)
                    && !self.is_own_place(tokens, at)
                {
                    let known = place::is_ordinary(naming, lang, token);
                    let acts = acts(self.policy, naming, lang, tokens, at);
                    // a word of English is a name only where no sentence gives it its capital
                    if lang == Lang::En && known && (token.opens || acts != Acts::Surely) {
                        continue;
                    }
                    let shaped = token.case != Case::Upper;
                    let place = Place {
                        group: id,
                        clause: *clause,
                        span: token.span,
                        acts: acts != Acts::No || (lang.is_cjk() && shaped && !known),
                        shows: match lang {
                            Lang::En => acts == Acts::Surely && !known,
                            _ => shaped,
                        },
                    };
                    here.push((naming.form(token.key).to_owned(), place));
                }
            }
        }
        if lang == Lang::Ja {
            self.kana(id, group, &mut here);
        }
        if lang.is_chinese() {
            self.speech(id, group);
            if self.is_backed(lang, id) && self.is_lacking(lang, id) {
                for clause in group.of(lang) {
                    let words = named_words(self.policy, lang, *clause).into_iter();
                    let firms = firms(self.policy, lang, *clause);
                    let subjects = subjects(self.policy, lang, *clause).into_iter();
                    let subjects = subjects.map(|span| (span, true));
                    for (span, acts) in words.chain(firms).chain(subjects) {
                        let word = naming.written(lang, span);
                        let is_party = is_defined(self.policy, lang, *clause, span)
                            || self.party.is_defined(lang, word);
                        if !is_party && !self.is_supported(lang, group, word) {
                            let place = Place {
                                group: id,
                                clause: *clause,
                                span,
                                acts,
                                shows: false,
                            };
                            here.push((word.to_lowercase(), place));
                        }
                    }
                }
            }
        }
        for (clause, span, name) in self.companies.strangers(self.policy, naming, lang, group) {
            let place = Place {
                group: id,
                clause,
                span,
                acts: true,
                shows: false,
            };
            here.push((name, place));
        }
        if !here.is_empty() {
            self.speech(id, group);
            for (word, place) in here {
                places.entry(word).or_default().push(place);
            }
        }
    }

    /// The katakana words of a group that may be names of somebody else.
    fn kana(&mut self, id: GroupId, group: &Group, here: &mut Vec<(String, Place)>) {
        let (lang, naming) = (Lang::Ja, self.naming);
        for clause in group.of(lang) {
            for token in naming.in_clause(lang, *clause) {
                let word = naming.written(lang, token.span);
                if token.case != Case::Kana || !(2..=10).contains(&word.chars().count()) {
                    continue;
                }
                let listed = *self
                    .listed
                    .entry(token.key)
                    .or_insert_with(|| place::listed(lang, word));
                if listed == Listed::Word || self.is_supported(lang, group, word) {
                    continue;
                }
                let acts = kana_acts(
                    self.policy,
                    lang,
                    *clause,
                    token.span,
                    listed == Listed::Name,
                );
                let place = Place {
                    group: id,
                    clause: *clause,
                    span: token.span,
                    acts,
                    shows: false,
                };
                here.push((naming.form(token.key).to_owned(), place));
            }
        }
    }

    /// Whether a Latin word may be the name of somebody whom only this edition names.
    fn may_be_name(&self, lang: Lang, key: Key) -> bool {
        let naming = self.naming;
        let form = naming.form(key);
        let length = form.chars().count();
        (3..=30).contains(&length)
            && form.chars().all(crate::text::is_alphabetic)
            && naming.uses(lang, key).lower == 0
            && naming.is_only_in(lang, key)
            && !naming.is_host(key)
            && !self.party.is_name(key)
            && !COMMON.contains(&form)
            && !self.misspelt.contains(&(lang, key))
            && !(lang == Lang::Vi && place::is_syllable(form))
    }

    /// Whether a word stands right before the party's name, and is a part of it: Jiangsu Contoso Co., Ltd.
    fn is_own_place(&self, tokens: &[Token], at: usize) -> bool {
        (tokens.get(at + 1)).is_some_and(|next| {
            next.span.start - tokens[at].span.end == 1 && self.party.is_name(next.key)
        })
    }

    /// Whether another edition says a Latin word in its own script.
    fn is_said(&self, lang: Lang, group: &Group, key: Key) -> bool {
        let naming = self.naming;
        group
            .members
            .keys()
            .filter(|other| **other != lang)
            .any(|other| match other {
                Lang::Ja => naming.in_group(*other, group).any(|token| {
                    token.case == Case::Kana
                        && sounds_like(naming.form(token.key), naming.form(key))
                }),
                Lang::Zh | Lang::ZhHant if !lang.is_cjk() => group
                    .of(*other)
                    .iter()
                    .any(|clause| !named_words(self.policy, *other, *clause).is_empty()),
                _ => false,
            })
    }

    /// Whether others say a word in Han or kana in Latin letters, or as it stands.
    fn is_supported(&self, lang: Lang, group: &Group, word: &str) -> bool {
        let naming = self.naming;
        let kana = word.chars().all(is_kana);
        if kana && naming.is_composed(lang, word) {
            return true;
        }
        let here: BTreeSet<Key> = naming
            .in_group(lang, group)
            .map(|token| token.key)
            .collect();
        group
            .members
            .keys()
            .filter(|other| **other != lang)
            .any(|other| {
                let named = naming.in_group(*other, group).any(|token| {
                    if token.case == Case::Kana || here.contains(&token.key) {
                        return false;
                    }
                    let form = naming.form(token.key);
                    if kana {
                        let tells = token.case != Case::Lower || is_telling(form);
                        return tells && (sounds_like(word, form) || begins_like(word, form));
                    }
                    matches!(token.case, Case::Capital | Case::Inner)
                        && naming.is_name(token.key)
                        && !is_known(form)
                });
                named
                    || group
                        .of(*other)
                        .iter()
                        .any(|clause| self.policy.body(*other, *clause).contains(word))
            })
    }

    /// A defined word that is a name and no word for what the party is: デル, but not 運営者.
    fn is_nameless(&self, lang: Lang, clause: ClauseId, span: Span) -> bool {
        let tokens = self.naming.in_clause(lang, clause);
        match tokens
            .iter()
            .find(|token| token.span == span && token.case != Case::Kana)
        {
            Some(token) => self.may_be_name(lang, token.key),
            None => place::listed(lang, self.naming.written(lang, span)) != Listed::Word,
        }
    }

    fn others(&self, lang: Lang, id: GroupId) -> Vec<Lang> {
        let group = self.policy.groups.get(id.0 as usize);
        group
            .into_iter()
            .flat_map(|group| &group.members)
            .filter(|(other, of)| **other != lang && !of.is_empty())
            .map(|(lang, _)| *lang)
            .collect()
    }

    fn speech(&mut self, id: GroupId, group: &Group) {
        if self.speeches.contains_key(&id) {
            return;
        }
        let speech = group
            .members
            .keys()
            .map(|lang| (*lang, self.party.places(self.naming, *lang, group)))
            .collect();
        self.speeches.insert(id, speech);
    }

    /// Half of the other editions at least speak of the party in the group.
    fn is_backed(&self, lang: Lang, id: GroupId) -> bool {
        let Some(speech) = self.speeches.get(&id) else {
            return false;
        };
        let others = self.others(lang, id);
        let speak = |other: &&Lang| speech.get(*other).is_some_and(|places| !places.is_empty());
        let speaking = others.iter().filter(speak).count();
        speaking > 0 && speaking * 2 >= others.len()
    }

    /// This edition speaks of it less often than another.
    fn is_lacking(&self, lang: Lang, id: GroupId) -> bool {
        let Some(speech) = self.speeches.get(&id) else {
            return false;
        };
        let count = |lang: &Lang| speech.get(lang).map_or(0, Vec::len);
        let others = speech.keys().filter(|other| **other != lang);
        count(&lang) < others.map(count).max().unwrap_or(0)
    }
}
