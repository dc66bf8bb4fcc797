//! Clauses → sparse vectors of evidence that is comparable across languages.
//!
//! Evidence: concepts of the termbase, values, names and identifiers, Latin
//! words, Han characters and bigrams folded over the three standards. What a
//! language cannot have (kana against English) is simply absent: missing
//! evidence is not negative evidence, see [`score`](super::score).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::lexicon;
use crate::model::{Class, Clause, ClauseId, ClauseKind, Edition, Value};
use crate::text::{Folded, Lang, is_han};

/// How much one occurrence of a kind of evidence weighs before its rarity counts.
mod weight {
    pub(super) const CONCEPT: f32 = 1.0;
    pub(super) const ADDRESS: f32 = 1.6;
    pub(super) const VALUE: f32 = 1.2;
    pub(super) const WORD: f32 = 1.0;
    pub(super) const HAN: f32 = 0.4;
    pub(super) const BIGRAM: f32 = 1.0;
}

/// Gives every distinct piece of evidence of a policy a dense number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<u64, u32>,
    /// Weight of the kind of each piece.
    pub(super) weights: Vec<f32>,
    /// Concepts of the termbase are no evidence: to see what they are worth.
    without_termbase: bool,
}

impl Vocabulary {
    pub(super) fn without_termbase() -> Self {
        Self {
            without_termbase: true,
            ..Self::default()
        }
    }

    fn id(&mut self, kind: u8, key: &[u8], weight: f32) -> u32 {
        let hash = fnv(kind, key);
        let next = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        match self.ids.entry(hash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(slot) => {
                self.weights.push(weight);
                *slot.insert(next)
            }
        }
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

/// The alignable clauses of an edition.
pub(super) fn side(lang: Lang, edition: &Edition, vocabulary: &mut Vocabulary) -> Side {
    let document = &edition.document;
    let ids: Vec<ClauseId> = document.iter().map(|(id, _)| id).collect();
    let mut place = vec![u32::MAX; document.clauses.len()];
    for (at, id) in ids.iter().enumerate() {
        place[id.index()] = u32::try_from(at).unwrap_or(u32::MAX);
    }
    let clauses = ids
        .iter()
        .map(|id| {
            let clause = document.clause(*id);
            let mut profile = profile(lang, edition, *id, clause, vocabulary);
            profile.parent = clause
                .parent
                .map(|parent| place[parent.index()])
                .filter(|at| *at != u32::MAX);
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
    side
}

fn profile(
    lang: Lang,
    edition: &Edition,
    id: ClauseId,
    clause: &Clause,
    vocabulary: &mut Vocabulary,
) -> Profile {
    let body = edition.document.slice(clause.body);
    let folded = Folded::new(body);
    let text = folded.text();
    let values = edition.values_of(id);
    let mut found = evidence(lang, text, values, vocabulary);
    found.sort_unstable();
    let mut evidence: Vec<(u32, f32)> = Vec::new();
    for one in found {
        match evidence.last_mut() {
            Some((last, count)) if *last == one => *count += 1.0,
            _ => evidence.push((one, 1.0)),
        }
    }
    for (_, count) in &mut evidence {
        *count = 1.0 + count.ln();
    }
    Profile {
        evidence,
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
    }
}

/// Every piece of evidence in a folded text and among the values that it states, as often as it stands there.
pub(super) fn evidence<'v>(
    lang: Lang,
    text: &str,
    values: impl Iterator<Item = &'v Value>,
    vocabulary: &mut Vocabulary,
) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    if !vocabulary.without_termbase {
        lexicon::termbase().concepts(lang, text, &mut |concept| {
            found.push(vocabulary.id(b'c', &concept.0.to_le_bytes(), weight::CONCEPT))
        });
    }
    for value in values {
        if let Some((kind, key, weight)) = key_of(value) {
            found.push(vocabulary.id(kind, key.as_bytes(), weight));
        }
    }
    latin_words(text, &mut |word| {
        found.push(vocabulary.id(b'w', word.as_bytes(), weight::WORD))
    });
    let mut before = None;
    for c in text.chars() {
        let c = if is_han(c) {
            Some(lexicon::fold_han(c))
        } else {
            None
        };
        if let Some(c) = c {
            let mut bytes = [0; 8];
            bytes[..4].copy_from_slice(&u32::from(c).to_le_bytes());
            found.push(vocabulary.id(b'h', &bytes[..4], weight::HAN));
            if let Some(first) = before {
                bytes[4..].copy_from_slice(&u32::from(first).to_le_bytes());
                found.push(vocabulary.id(b'b', &bytes, weight::BIGRAM));
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
        Value::Number { amount, .. } => (b'n', amount.to_string(), weight::VALUE),
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
