//! Clauses → sparse vectors of evidence that is comparable across languages.
//!
//! Evidence: concepts of the termbase, values, names and identifiers, Latin
//! words, Han characters and bigrams folded over the three standards. What a
//! language cannot have (kana against English) is simply absent: missing
//! evidence is not negative evidence, see [`score`](super::score).

use std::collections::hash_map::Entry;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::lexicon;
use crate::model::{Class, Clause, ClauseId, ClauseKind, Edition, Policy, TermId, Value};
use crate::text::{Folded, Lang, is_han};
use foldhash::HashMap;

/// How much one occurrence of a kind of evidence weighs before its rarity counts.
mod weight {
    pub(super) const CONCEPT: f32 = 1.0;
    pub(super) const ADDRESS: f32 = 1.6;
    pub(super) const VALUE: f32 = 1.2;
    pub(super) const WORD: f32 = 1.0;
    pub(super) const HAN: f32 = 0.4;
    pub(super) const BIGRAM: f32 = 1.0;
}

/// What counts as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// Concepts of the termbase, values, names and characters.
    Termbase,
    /// All but the concepts: to see what they are worth, and for what must not know them.
    WithoutTermbase,
}

/// Gives every distinct piece of evidence of a policy a dense number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<u64, u32>,
    /// Weight of the kind of each piece.
    pub(super) weights: Vec<f32>,
}

impl Vocabulary {
    fn id(&mut self, Piece { hash, weight }: Piece) -> u32 {
        let next = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        match self.ids.entry(hash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(slot) => {
                self.weights.push(weight);
                *slot.insert(next)
            }
        }
    }

    /// The numbers of some pieces with how often each is among them, sorted.
    pub(super) fn counted(&mut self, pieces: Vec<Piece>) -> Vec<(u32, f32)> {
        counted(pieces.into_iter().map(|piece| self.id(piece)).collect()).collect()
    }
}

/// Some numbers, each once with how often it is among them, sorted.
fn counted(mut numbers: Vec<u32>) -> impl Iterator<Item = (u32, f32)> {
    numbers.sort_unstable();
    let mut at = 0;
    std::iter::from_fn(move || {
        let one = *numbers.get(at)?;
        let first = at;
        while numbers.get(at) == Some(&one) {
            at += 1;
        }
        Some((one, (at - first) as f32))
    })
}

/// What the clauses of one edition show, in numbers of its own.
struct Shown {
    /// Every piece, by its number.
    pieces: Vec<Piece>,
    /// The numbers of the pieces of each clause, as often as they stand there.
    clauses: Vec<Vec<u32>>,
}

/// A piece of evidence before it has a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    hash: u64,
    weight: f32,
}

impl Piece {
    fn new(kind: u8, key: &[u8], weight: f32) -> Self {
        let hash = fnv(kind, key);
        Self { hash, weight }
    }

    /// A Han character behind another, or behind none (0). The step that spreads the bits is SplitMix64's.
    fn han(first: char, second: char, weight: f32) -> Self {
        let key = u64::from(u32::from(first)) << 32 | u64::from(u32::from(second));
        let key = (key ^ key >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (key ^ key >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self { hash, weight }
    }

    /// A concept of the termbase.
    pub(super) fn concept(concept: TermId) -> Self {
        Self::new(b'c', &concept.0.to_le_bytes(), weight::CONCEPT)
    }
}

/// FNV-1a, 64 bit: the same number on every machine and in every run.
fn fnv(kind: u8, key: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in std::iter::once(&kind).chain(key) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash
}

/// What the aligner knows of one clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Evidence with its count, sorted by evidence.
    pub(super) evidence: Vec<(u32, f32)>,
    /// Characters of the body.
    pub(super) length: f32,
    /// Last ordinal and rank of its label.
    pub(super) label: Option<(u16, crate::model::LabelKind)>,
    /// A heading.
    pub(super) heading: bool,
    /// A table cell.
    pub(super) cell: bool,
    /// Heading that it stands under: its place in [`Side::clauses`].
    pub(super) parent: Option<u32>,
    /// Policy text, furniture, or text of another language left in the edition.
    pub(super) class: Option<Class>,
}

/// One edition as the aligner sees it: its clauses of policy text, in order.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Language.
    pub(super) lang: Lang,
    /// Clause ids; all vectors run parallel.
    pub(super) ids: Vec<ClauseId>,
    /// Profiles.
    pub(super) clauses: Vec<Profile>,
}

/// The editions of a policy, and the evidence that they show. Texts are read on all cores; numbers are given to what
/// they show one after the other, so that they are the same in every run. What one edition alone shows is left out.
pub(super) fn sides(policy: &Policy, basis: Basis) -> (Vec<Side>, Vocabulary) {
    let editions: Vec<(Lang, &Edition)> = policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, edition))
        .collect();
    let read: Vec<(Side, Shown)> = editions
        .par_iter()
        .map(|(lang, edition)| side(*lang, edition, basis))
        .collect();
    let mut vocabulary = Vocabulary::default();
    // How many editions show each piece.
    let mut editions: Vec<u32> = Vec::new();
    let numbered: Vec<(Side, Shown, Vec<u32>)> = read
        .into_iter()
        .map(|(side, shown)| {
            let mut number = |piece: &Piece| {
                let id = vocabulary.id(*piece);
                editions.resize(vocabulary.weights.len(), 0);
                editions[id as usize] += 1;
                id
            };
            let ids = shown.pieces.iter().map(&mut number).collect();
            (side, shown, ids)
        })
        .collect();
    let sides = numbered
        .into_par_iter()
        .map(|(mut side, shown, ids)| {
            for (clause, pieces) in side.clauses.iter_mut().zip(&shown.clauses) {
                let global = pieces.iter().map(|piece| ids[*piece as usize]);
                let shared = global.filter(|id| editions[*id as usize] > 1);
                clause.evidence = counted(shared.collect())
                    .map(|(id, count)| (id, 1.0 + count.ln()))
                    .collect();
            }
            side
        })
        .collect();
    (sides, vocabulary)
}

/// The alignable clauses of an edition, and what they show.
fn side(lang: Lang, edition: &Edition, basis: Basis) -> (Side, Shown) {
    let document = &edition.document;
    let ids: Vec<ClauseId> = document.iter().map(|(id, _)| id).collect();
    let mut place = vec![u32::MAX; document.clauses.len()];
    for (at, id) in ids.iter().enumerate() {
        place[id.index()] = u32::try_from(at).unwrap_or(u32::MAX);
    }
    let mut shown = Shown {
        pieces: Vec::new(),
        clauses: Vec::with_capacity(ids.len()),
    };
    let mut numbers: HashMap<u64, u32> = HashMap::default();
    let clauses = ids
        .iter()
        .map(|id| {
            let clause = document.clause(*id);
            let (mut profile, pieces) = profile(lang, edition, *id, clause, basis);
            profile.parent = clause
                .parent
                .map(|parent| place[parent.index()])
                .filter(|at| *at != u32::MAX);
            let pieces = pieces.into_iter().map(|piece| {
                *numbers.entry(piece.hash).or_insert_with(|| {
                    shown.pieces.push(piece);
                    u32::try_from(shown.pieces.len() - 1).unwrap_or(u32::MAX)
                })
            });
            shown.clauses.push(pieces.collect());
            profile
        })
        .collect();
    let mut side = Side { lang, ids, clauses };
    // An edition that is mostly in another language than it says has no leftovers: it is aligned as it stands.
    let is_foreign = |clause: &&mut Profile| clause.class == Some(Class::Foreign);
    if side.clauses.iter_mut().filter(is_foreign).count() * 2 > side.clauses.len() {
        for clause in side.clauses.iter_mut().filter(is_foreign) {
            clause.class = Some(Class::Text);
        }
    }
    (side, shown)
}

fn profile(
    lang: Lang,
    edition: &Edition,
    id: ClauseId,
    clause: &Clause,
    basis: Basis,
) -> (Profile, Vec<Piece>) {
    let body = edition.document.slice(clause.body);
    let folded = Folded::new(body);
    let text = folded.text();
    let mut pieces = evidence(text, edition.values_of(id));
    if basis == Basis::Termbase {
        pieces.extend(
            edition
                .terms_in(clause.body)
                .map(|mention| Piece::concept(mention.concept)),
        );
    }
    if clause.class == Class::Foreign && basis == Basis::Termbase {
        // Left in another language, it has the concepts of that one.
        for other in Lang::KNOWN.into_iter().filter(|other| *other != lang) {
            lexicon::termbase().concepts(other, text, &mut |concept| {
                pieces.push(Piece::concept(concept));
            });
        }
    }
    let profile = Profile {
        evidence: Vec::new(),
        length: text
            .chars()
            .filter(|c| crate::text::is_alphanumeric(*c))
            .count() as f32,
        label: clause
            .label
            .as_ref()
            .map(|label| (label.ordinal(), label.kind)),
        heading: clause.kind == ClauseKind::Heading,
        cell: clause.kind == ClauseKind::Cell,
        parent: None,
        class: Some(clause.class),
    };
    (profile, pieces)
}

/// Every piece of evidence but concepts in a folded text and among the values that it states, as often as it stands
/// there.
pub(super) fn evidence<'v>(text: &str, values: impl Iterator<Item = &'v Value>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(text.len() / 4);
    for value in values {
        if let Some((kind, key, weight)) = key_of(value) {
            found.push(Piece::new(kind, key.as_bytes(), weight));
        }
    }
    latin_words(text, &mut |word| {
        found.push(Piece::new(b'w', word.as_bytes(), weight::WORD));
    });
    let mut before = None;
    for c in text.chars() {
        let c = if is_han(c) {
            Some(lexicon::fold_han(c))
        } else {
            None
        };
        if let Some(c) = c {
            found.push(Piece::han('\0', c, weight::HAN));
            if let Some(first) = before {
                found.push(Piece::han(first, c, weight::BIGRAM));
            }
        }
        before = c;
    }
    found
}

/// Latin words of three letters and more, and tokens that hold digits.
fn latin_words(text: &str, each: &mut dyn FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        // A stretch next to a letter with a diacritic is part of a Vietnamese word.
        let glued = |c: Option<char>| {
            c.is_some_and(|c| {
                !c.is_ascii() && crate::text::script_of(c) == crate::text::Script::Latin
            })
        };
        if at - start >= 3
            && bytes[start].is_ascii_alphabetic()
            && !glued(text[..start].chars().next_back())
            && !glued(text[at..].chars().next())
        {
            each(&text[start..at]);
        }
    }
}

fn key_of(value: &Value) -> Option<(u8, String, f32)> {
    Some(match value {
        Value::Email { address, .. } => (b'@', address.to_lowercase(), weight::ADDRESS),
        Value::Url { address, .. } => (b'/', address.to_lowercase(), weight::ADDRESS),
        Value::Phone { number } => (b'p', number.clone(), weight::ADDRESS),
        Value::Number { amount, .. } | Value::Size { amount, .. } => {
            (b'n', amount.to_string(), weight::VALUE)
        }
        Value::Time { minutes, .. } => (b'h', (minutes % 720).to_string(), weight::VALUE),
        Value::Percent { amount } => (b'%', amount.to_string(), weight::VALUE),
        Value::Money { amount, currency } => {
            (b'$', format!("{amount}{}", currency.code()), weight::VALUE)
        }
        Value::Duration { amount, unit, .. } => (b'd', format!("{amount}{unit:?}"), weight::VALUE),
        Value::Date { date, .. } => (b't', date.to_string(), weight::VALUE),
        Value::Citation { statute, ordinals } => {
            (b's', format!("{statute}{ordinals:?}"), weight::VALUE)
        }
        Value::Reference { to } => (b'r', format!("{to:?}"), weight::VALUE),
        Value::Identifier { token } => (b'i', token.to_lowercase(), weight::WORD),
        Value::Placeholder { slot } => (b'l', slot.clone(), weight::VALUE),
        Value::Count { amount } => (b'n', amount.to_string(), weight::VALUE),
        Value::Name { .. } | Value::Term { .. } | Value::Norm { .. } => return None,
    })
}
