//! Words, how each edition writes them, and whom the addresses of a policy name: what does not depend on a question.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{self, Case};
use super::{Key, Token, Use};
use crate::model::{Class, ClauseKind, Policy, Value};
use crate::text::{Lang, Span};
use foldhash::{HashMap, HashMapExt as _};

/// So many different labels of hosts are kept.
const MOST_HOSTS: usize = 10_000;

/// The words of one edition.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lang: Lang,
    pub(super) tokens: Vec<Token>,
    /// The first token of each clause, and the number of tokens behind the last.
    pub(super) first: Vec<usize>,
    pub(super) uses: HashMap<Key, Use>,
}

/// The words of all editions.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// The folded forms, by number.
    pub(super) forms: Vec<String>,
    /// The numbers, by form.
    pub(super) numbers: HashMap<String, Key>,
    /// By edition.
    pub(super) editions: Vec<Words>,
    /// The labels of hosts.
    pub(super) hosts: BTreeSet<String>,
    /// Who owns the domains, by how many addresses say so.
    pub(super) owners: BTreeMap<String, u32>,
    /// English words that stand behind "we".
    pub(super) behind_own: BTreeSet<Key>,
}

impl Vocabulary {
    /// Collects them. Linear in the text.
    pub(super) fn new(policy: &Policy) -> Self {
        let mut vocabulary = Self {
            forms: Vec::new(),
            numbers: HashMap::new(),
            editions: Vec::new(),
            hosts: BTreeSet::new(),
            owners: BTreeMap::new(),
            behind_own: BTreeSet::new(),
        };
        let mut numbers: HashMap<String, Key> = HashMap::new();
        for lang in policy.langs() {
            let words = vocabulary.read(policy, lang, &mut numbers);
            vocabulary.editions.push(words);
        }
        vocabulary.behind_own = vocabulary
            .editions
            .iter()
            .filter(|words| words.lang == Lang::En)
            .flat_map(|words| &words.tokens)
            .collect::<Vec<_>>()
            .windows(2)
            .filter(|pair| {
                numbers.get("we") == Some(&pair[0].key) && pair[0].clause == pair[1].clause
            })
            .map(|pair| pair[1].key)
            .collect();
        vocabulary.numbers = numbers;
        vocabulary
    }

    fn read(&mut self, policy: &Policy, lang: Lang, numbers: &mut HashMap<String, Key>) -> Words {
        let mut words = Words {
            lang,
            tokens: Vec::new(),
            first: Vec::new(),
            uses: HashMap::new(),
        };
        let Some(edition) = policy.edition(lang) else {
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
            let mut taken = edition.facts[from..fact]
                .iter()
                .filter(|fact| is_address(&fact.value))
                .map(|fact| fact.span)
                .filter(|span| is_shown(edition.document.slice(*span)))
                .peekable();
            let body = edition.document.slice(clause.body);
            let base = clause.body.start as usize;
            let heading = clause.kind == ClauseKind::Heading;
            token::runs(body, &mut |run| {
                let span = Span::new(base + run.start, base + run.end);
                while taken.next_if(|taken| taken.end <= span.start).is_some() {}
                if run.end - run.start < 2 || taken.peek().is_some_and(|taken| taken.overlaps(span))
                {
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
        let host = host
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or(host)
            .to_lowercase();
        for label in host.split(['.', '-', '_']).filter(|label| label.len() > 3) {
            if self.hosts.len() < MOST_HOSTS {
                self.hosts.insert(label.to_owned());
            }
        }
        // whom a domain belongs to: the label in front of com, co.jp
        let mut labels = host.rsplit('.').skip(1);
        let second = labels
            .next()
            .filter(|label| matches!(*label, "co" | "com" | "or" | "org" | "ne" | "net"));
        let owner = if second.is_some() {
            labels.next()
        } else {
            host.rsplit('.').nth(1)
        };
        if let Some(owner) = owner.filter(|owner| owner.len() > 2 && self.owners.len() < MOST_HOSTS)
        {
            *self.owners.entry(owner.to_owned()).or_default() +=
                if address.contains('@') { 10 } else { 1 };
        }
    }
}

/// What other rules compare letter by letter.
fn is_address(value: &Value) -> bool {
    matches!(
        value,
        Value::Email { .. } | Value::Url { .. } | Value::Phone { .. } | Value::Placeholder { .. }
    )
}

/// Whether a text shows an address, and is not only the words of a link to one: a word with a dot, an `@` or a slash
/// inside, figures, brackets of a slot.
fn is_shown(text: &str) -> bool {
    let inside = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains(['.', '@', '＠', '/'])
    };
    text.split_whitespace().any(inside)
        || text.contains(|c: char| c.is_ascii_digit() || matches!(c, '[' | '{' | '%' | '【' | '〔'))
}
