//! Who and what the editions of a policy name, and where.
//!
//! Names differ from words in that translators keep them: a run of Latin letters that stands in two editions is
//! a name of both, whatever language they are in. [`Naming`] collects the Latin and katakana words of all editions by
//! their folded form, with their capitals and their groups; [`near`] tells a slip of the pen from another name;
//! [`sound`] tells which katakana word says a Latin one. What addresses state is left out: other rules compare it.

mod intruder;
mod near;
mod party;
mod place;
mod slip;
mod sound;
mod swap;
mod token;

use std::collections::{BTreeSet, HashMap};

use crate::model::{Class, ClauseId, ClauseKind, Group, Policy, Value};
use crate::text::{Lang, Span};

pub(super) use intruder::intruders;
pub(super) use near::{Nearness, nearness};
pub(super) use slip::{partners, slips};
pub(super) use sound::sounds_like;
pub(super) use swap::{Wrong, swaps};
pub(super) use token::Case;

/// So many different labels of hosts are kept.
const MOST_HOSTS: usize = 10_000;

/// The number of a word's folded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u32);

/// A word of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its folded form.
    pub(super) key: Key,
    /// Where it is written.
    pub(super) span: Span,
    /// The clause that it stands in.
    pub(super) clause: ClauseId,
    /// How it is written.
    pub(super) case: Case,
    /// Its capital says nothing: it starts a sentence, or stands in a heading.
    pub(super) opens: bool,
}

/// How an edition writes a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// How often.
    pub(super) total: u32,
    /// In small letters.
    pub(super) lower: u32,
    /// With a capital where no other word would have one.
    pub(super) capital: u32,
}

/// The words of one edition.
#[derive(Debug)]
struct Words {
    lang: Lang,
    tokens: Vec<Token>,
    /// The first token of each clause, and the number of tokens behind the last.
    first: Vec<usize>,
    uses: HashMap<Key, Use>,
}

/// The words of all editions.
#[derive(Debug)]
pub(super) struct Naming<'p> {
    policy: &'p Policy,
    forms: Vec<String>,
    numbers: HashMap<String, Key>,
    editions: Vec<Words>,
    hosts: BTreeSet<String>,
    /// English words that stand behind "we".
    behind_own: BTreeSet<Key>,
}

impl<'p> Naming<'p> {
    /// Collects them. Linear in the text.
    pub(super) fn new(policy: &'p Policy) -> Self {
        let mut naming = Self {
            policy,
            forms: Vec::new(),
            numbers: HashMap::new(),
            editions: Vec::new(),
            hosts: BTreeSet::new(),
            behind_own: BTreeSet::new(),
        };
        let mut numbers: HashMap<String, Key> = HashMap::new();
        for lang in policy.langs() {
            let words = naming.read(lang, &mut numbers);
            naming.editions.push(words);
        }
        naming.behind_own = naming
            .tokens(Lang::En)
            .windows(2)
            .filter(|pair| {
                numbers.get("we") == Some(&pair[0].key) && pair[0].clause == pair[1].clause
            })
            .map(|pair| pair[1].key)
            .collect();
        naming.numbers = numbers;
        naming
    }

    fn read(&mut self, lang: Lang, numbers: &mut HashMap<String, Key>) -> Words {
        let mut words = Words {
            lang,
            tokens: Vec::new(),
            first: Vec::new(),
            uses: HashMap::new(),
        };
        let Some(edition) = self.policy.edition(lang) else {
            return words;
        };
        let mut fact = 0;
        for (id, clause) in edition.document.iter() {
            words.first.push(words.tokens.len());
            // what the facts of the clause take up: addresses are compared by their own rules
            let from = fact;
            while edition
                .facts
                .get(fact)
                .is_some_and(|fact| fact.clause <= id)
            {
                if let Some(Value::Email { address, .. } | Value::Url { address, .. }) =
                    edition.facts.get(fact).map(|fact| &fact.value)
                {
                    self.host(address);
                }
                fact += 1;
            }
            if clause.class != Class::Text {
                continue;
            }
            let facts = &edition.facts[from..fact];
            let taken = |span: Span| {
                facts.iter().any(|fact| {
                    matches!(
                        fact.value,
                        Value::Email { .. }
                            | Value::Url { .. }
                            | Value::Phone { .. }
                            | Value::Placeholder { .. }
                    ) && fact.span.overlaps(span)
                })
            };
            let body = edition.document.slice(clause.body);
            let base = clause.body.start as usize;
            let heading = clause.kind == ClauseKind::Heading;
            token::runs(body, &mut |run| {
                let span = Span::new(base + run.start, base + run.end);
                if run.end - run.start < 2 || taken(span) {
                    return;
                }
                let form = token::key(&body[run.start..run.end]);
                let key = *numbers.entry(form).or_insert_with_key(|form| {
                    self.forms.push(form.clone());
                    Key(u32::try_from(self.forms.len() - 1).unwrap_or(u32::MAX))
                });
                let opens = run.opens || heading;
                let uses = words.uses.entry(key).or_default();
                uses.total += 1;
                uses.lower += u32::from(run.case == Case::Lower);
                uses.capital += u32::from(
                    run.case == Case::Inner
                        || matches!(run.case, Case::Capital | Case::Upper) && !opens,
                );
                words.tokens.push(Token {
                    key,
                    span,
                    clause: id,
                    case: run.case,
                    opens,
                });
            });
        }
        words.first.push(words.tokens.len());
        words
    }

    /// The labels of a host are how somebody writes a name: theirs, or that of whom they write about.
    fn host(&mut self, address: &str) {
        let host = address.rsplit('@').next().unwrap_or(address);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or(host);
        for label in host.split(['.', '-', '_']).filter(|label| label.len() > 3) {
            if self.hosts.len() < MOST_HOSTS {
                self.hosts.insert(label.to_lowercase());
            }
        }
    }

    fn words(&self, lang: Lang) -> Option<&Words> {
        self.editions.iter().find(|words| words.lang == lang)
    }

    /// The folded form of a word.
    pub(super) fn form(&self, key: Key) -> &str {
        &self.forms[key.0 as usize]
    }

    /// A word as it stands.
    pub(super) fn written(&self, lang: Lang, span: Span) -> &'p str {
        self.policy
            .edition(lang)
            .map_or("", |edition| edition.document.slice(span))
    }

    /// All words of an edition, in text order.
    pub(super) fn tokens(&self, lang: Lang) -> &[Token] {
        self.words(lang).map_or(&[], |words| &words.tokens)
    }

    /// The words of a clause.
    pub(super) fn in_clause(&self, lang: Lang, clause: ClauseId) -> &[Token] {
        let Some(words) = self.words(lang) else {
            return &[];
        };
        match (
            words.first.get(clause.index()),
            words.first.get(clause.index() + 1),
        ) {
            (Some(from), Some(to)) => &words.tokens[*from..*to],
            _ => &[],
        }
    }

    /// The words of an edition in a group.
    pub(super) fn in_group<'a>(
        &'a self,
        lang: Lang,
        group: &'a Group,
    ) -> impl Iterator<Item = &'a Token> {
        group
            .of(lang)
            .iter()
            .flat_map(move |clause| self.in_clause(lang, *clause))
    }

    /// How an edition writes a word.
    pub(super) fn uses(&self, lang: Lang, key: Key) -> Use {
        self.words(lang)
            .and_then(|words| words.uses.get(&key))
            .copied()
            .unwrap_or_default()
    }

    /// The words of an edition with their uses, in the order of their numbers.
    pub(super) fn vocabulary(&self, lang: Lang) -> Vec<(Key, Use)> {
        let mut all: Vec<(Key, Use)> = self
            .words(lang)
            .map(|words| words.uses.iter().map(|(key, uses)| (*key, *uses)).collect())
            .unwrap_or_default();
        all.sort_by_key(|(key, _)| *key);
        all
    }

    /// The editions that write a word.
    pub(super) fn langs_with(&self, key: Key) -> Vec<Lang> {
        self.editions
            .iter()
            .filter(|words| words.uses.contains_key(&key))
            .map(|words| words.lang)
            .collect()
    }

    /// Whether no other edition writes a word.
    pub(super) fn is_only_in(&self, lang: Lang, key: Key) -> bool {
        self.editions
            .iter()
            .all(|words| words.lang == lang || !words.uses.contains_key(&key))
    }

    /// Whether an edition writes the word as it writes names: in Latin script with a capital that is its own.
    pub(super) fn is_capital(&self, lang: Lang, key: Key) -> bool {
        let uses = self.uses(lang, key);
        if lang.is_cjk() {
            return uses.total > uses.lower && !self.is_kana(key);
        }
        uses.total > 0 && uses.lower * 4 <= uses.total - uses.lower && !self.is_kana(key)
    }

    /// Katakana.
    pub(super) fn is_kana(&self, key: Key) -> bool {
        self.form(key)
            .chars()
            .next()
            .is_some_and(|c| !c.is_ascii() && crate::text::is_kana(c))
    }

    /// Whether the word is a name: two editions keep it, and each writes it as one; or an address of the policy holds it.
    pub(super) fn is_name(&self, key: Key) -> bool {
        let form = self.form(key);
        if form.chars().count() < 3 || self.is_kana(key) {
            return false;
        }
        let with = self.langs_with(key);
        let all = with.iter().all(|lang| self.is_capital(*lang, key));
        let own = with
            .iter()
            .any(|lang| lang.is_cjk() || self.uses(*lang, key).capital > 0);
        all && own && (with.len() > 1 || self.hosts.contains(form))
    }

    /// Whether an English word stands behind "we" anywhere.
    fn follows_own(&self, key: Key) -> bool {
        self.behind_own.contains(&key)
    }

    /// The same of a form.
    fn follows_own_form(&self, form: &str) -> bool {
        self.numbers
            .get(form)
            .is_some_and(|key| self.follows_own(*key))
    }

    /// Whether an edition writes a form in small letters.
    fn has_lower(&self, lang: Lang, form: &str) -> bool {
        self.numbers
            .get(form)
            .is_some_and(|key| self.uses(lang, *key).lower > 0)
    }

    /// Whether an address of the policy holds the word.
    pub(super) fn is_host(&self, key: Key) -> bool {
        self.hosts.contains(self.form(key))
    }
}
