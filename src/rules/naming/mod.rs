//! Who and what the editions of a policy name, and where.
//!
//! Names differ from words in that translators keep them: a run of Latin letters that stands in two editions is
//! a name of both, whatever language they are in. [`Naming`] collects the Latin and katakana words of all editions by
//! their folded form, with their capitals and their groups; [`near`] tells a slip of the pen from another name;
//! [`sound`] tells which katakana word says a Latin one. What addresses state is left out: other rules compare it.

mod chinese;
mod code;
mod company;
mod country;
mod intruder;
mod near;
mod party;
mod place;
mod slip;
mod sound;
mod swap;
mod token;
mod vocabulary;

use std::sync::Arc;

use crate::model::{ClauseId, Group, Policy};
use crate::text::{Lang, Span};

pub(super) use code::{Code, codes};
pub(super) use company::is_company;
pub(super) use country::{AllDisplaced, displaced};
pub(super) use intruder::intruders;
pub(super) use near::{Nearness, is_replaced, nearness};
pub(super) use place::analysed;
pub(super) use slip::{partners, slips};
pub(super) use sound::{begins_like, is_telling, sounds_like};
pub(super) use swap::{Wrong, swaps};
pub(super) use token::Case;
use vocabulary::{Vocabulary, Words};

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

/// The words of all editions.
#[derive(Debug)]
pub(super) struct Naming<'p> {
    policy: &'p Policy,
    vocabulary: Arc<Vocabulary>,
}

impl<'p> Naming<'p> {
    /// Collects them, once a policy. Linear in the text.
    pub(super) fn new(policy: &'p Policy) -> Self {
        let vocabulary = policy.memo.get(|| Vocabulary::new(policy));
        Self { policy, vocabulary }
    }

    fn words(&self, lang: Lang) -> Option<&Words> {
        self.vocabulary
            .editions
            .iter()
            .find(|words| words.lang == lang)
    }

    /// The folded form of a word.
    pub(super) fn form(&self, key: Key) -> &str {
        &self.vocabulary.forms[key.0 as usize]
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

    /// The words on both sides of a word that at most a space sets apart, neither of them in small letters.
    fn beside(&self, lang: Lang, token: &Token) -> [Option<Key>; 2] {
        let all = self.in_clause(lang, token.clause);
        let at = all.partition_point(|other| other.span.start < token.span.start);
        let joined = |left: &Token, right: &Token| left.span.end + 1 >= right.span.start;
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let before = before.filter(|before| joined(before, token));
        let after = all.get(at + 1).filter(|after| joined(token, after));
        [before, after].map(|word| {
            word.filter(|word| word.case != Case::Lower)
                .map(|word| word.key)
        })
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
        self.vocabulary
            .editions
            .iter()
            .filter(|words| words.uses.contains_key(&key))
            .map(|words| words.lang)
            .collect()
    }

    /// Whether no other edition writes a word.
    pub(super) fn is_only_in(&self, lang: Lang, key: Key) -> bool {
        self.vocabulary
            .editions
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
        all && own && (with.len() > 1 || self.vocabulary.hosts.contains(form))
    }

    /// Whether the word stands in Latin script, with a capital, in an edition of another script, and in one edition more:
    /// a name, or a part of one, though English has the word too (Creative Commons).
    pub(super) fn is_kept(&self, key: Key) -> bool {
        let with = self.langs_with(key);
        self.form(key).chars().count() >= 4
            && with.len() > 1
            && with
                .iter()
                .any(|lang| lang.is_cjk() && self.is_capital(*lang, key))
    }

    /// Whether the word is how the owner of the policy's domain is called.
    fn is_owner(&self, key: Key) -> bool {
        let most = self.vocabulary.owners.values().max().copied().unwrap_or(0);
        self.vocabulary
            .owners
            .get(self.form(key))
            .is_some_and(|count| *count == most)
    }

    /// Whether an English word stands behind "we" anywhere.
    fn follows_own(&self, key: Key) -> bool {
        self.vocabulary.behind_own.contains(&key)
    }

    /// The same of a form.
    fn follows_own_form(&self, form: &str) -> bool {
        self.vocabulary
            .numbers
            .get(form)
            .is_some_and(|key| self.follows_own(*key))
    }

    /// Whether a katakana word begins or ends with another of its edition: ブラウジングデータ, データ.
    fn is_composed(&self, lang: Lang, word: &str) -> bool {
        word.char_indices().skip(2).any(|(at, _)| {
            [&word[..at], &word[at..]].iter().any(|part| {
                let known = self
                    .vocabulary
                    .numbers
                    .get(*part)
                    .map(|key| self.uses(lang, *key).total);
                part.chars().count() >= 2 && known.is_some_and(|count| count > 0)
            })
        })
    }

    /// How often an edition writes a form.
    pub(super) fn count(&self, lang: Lang, form: &str) -> usize {
        let key = self.vocabulary.numbers.get(form);
        key.map_or(0, |key| self.uses(lang, *key).total as usize)
    }

    /// Whether an address of the policy holds the word.
    pub(super) fn is_host(&self, key: Key) -> bool {
        self.vocabulary.hosts.contains(self.form(key))
    }
}
