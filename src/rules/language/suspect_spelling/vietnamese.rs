//! Vietnamese: rare pairs of syllables next to words that the edition or the language has.
//!
//! Nearly every slip makes another syllable of the language (khác hàng for khách hàng), so syllables tell little and
//! pairs of them much: a pair that stands once, is no word, and has a word one letter, tone or diacritic away.
//! A pair that is only the end of one word and the beginning of the next is known by those words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::edits::one_apart;
use super::{Suspect, english, syllable, texts};
use crate::lexicon::termbase;
use crate::model::{Policy, TermId};
use crate::text::{Lang, Span};

const WORDS: &str = include_str!("../../../../dictionaries/vi/words.tsv");
/// Syllables that only stand beside certain others: `_x` behind it, `x_` before it; the first is the usual one.
const BOUND: &str = include_str!("../../../../dictionaries/vi/bound.tsv");

/// Syllables that join with everything, sorted: never suspected.
const FUNCTION: &[&str] = &[
    "bạn", "bằng", "bị", "bởi", "cho", "chưa", "chúng", "các", "có", "cùng", "cũng", "của", "do",
    "hay", "hoặc", "khi", "không", "là", "lại", "mà", "mọi", "một", "mới", "nhưng", "như", "những",
    "nào", "này", "nên", "nếu", "phải", "qua", "ra", "rằng", "sau", "sẽ", "theo", "thì", "trên",
    "trong", "trước", "tôi", "tại", "từ", "từng", "vào", "vì", "và", "về", "với", "ở", "được",
    "đã", "đang", "đây", "đó", "đến", "đều", "để",
];

/// The words of two syllables that are known, by the keys of their syllables.
struct Known {
    pairs: HashSet<(String, String)>,
    by_first: HashMap<String, Vec<(String, String)>>,
    by_second: HashMap<String, Vec<(String, String)>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let base = termbase();
    let terms = (0..u32::try_from(base.len()).unwrap_or(0))
        .filter_map(|number| base.concept(TermId(number)))
        .flat_map(|concept| concept.forms(Lang::Vi));
    let mut known = Known {
        pairs: HashSet::new(),
        by_first: HashMap::new(),
        by_second: HashMap::new(),
    };
    for form in WORDS.lines().chain(terms) {
        let form = form.to_lowercase();
        let syllables: Vec<&str> = form
            .split(|c: char| !c.is_alphabetic())
            .filter(|one| !one.is_empty())
            .collect();
        for pair in syllables.windows(2) {
            let keys = (syllable::key(pair[0]), syllable::key(pair[1]));
            if known.pairs.insert(keys.clone()) {
                let forms = (pair[0].to_owned(), pair[1].to_owned());
                known
                    .by_first
                    .entry(keys.0)
                    .or_default()
                    .push(forms.clone());
                known.by_second.entry(keys.1).or_default().push(forms);
            }
        }
    }
    known
});

/// A syllable where it stands.
struct Token {
    form: u32,
    span: Span,
    capital: bool,
    /// Nothing but spaces between it and the one before.
    joined: bool,
}

/// The syllables of an edition.
#[derive(Default)]
struct Edition {
    forms: Vec<String>,
    keys: Vec<String>,
    counts: Vec<usize>,
    numbers: HashMap<String, u32>,
    tokens: Vec<Token>,
}

impl Edition {
    fn read(policy: &Policy) -> Self {
        let mut out = Self::default();
        texts(policy, Lang::Vi, |_, text, start| {
            let mut last = None;
            let mut from = None;
            for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
                match (c.is_alphabetic() || is_mark(c), from) {
                    (true, None) => from = Some(at),
                    (false, Some(begin)) => {
                        let word = &text[begin..at];
                        let code = is_code(text, begin, at);
                        if !code {
                            let joined = last.is_some_and(|last: usize| {
                                let gap = &text[last..begin];
                                !gap.is_empty() && gap.chars().all(|c| c == ' ' || c == '\u{a0}')
                            });
                            out.push(word, Span::new(start + begin, start + at), joined);
                            last = Some(at);
                        } else {
                            last = None;
                        }
                        from = None;
                    }
                    _ => {}
                }
            }
        });
        out
    }

    fn push(&mut self, word: &str, span: Span, joined: bool) {
        use unicode_normalization::UnicodeNormalization;
        let lower: String = if word.chars().any(is_mark) {
            word.nfc().flat_map(char::to_lowercase).collect()
        } else {
            word.to_lowercase()
        };
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = *self.numbers.entry(lower.clone()).or_insert(next);
        if form == next {
            self.keys.push(syllable::key(&lower));
            self.forms.push(lower);
            self.counts.push(0);
        }
        self.counts[form as usize] += 1;
        self.tokens.push(Token {
            form,
            span,
            capital: word.starts_with(char::is_uppercase),
            joined,
        });
    }

    fn form(&self, number: u32) -> &str {
        &self.forms[number as usize]
    }

    fn key(&self, number: u32) -> &str {
        &self.keys[number as usize]
    }

    /// Whether two syllables are a word.
    fn is_known(&self, first: u32, second: u32) -> bool {
        KNOWN
            .pairs
            .contains(&(self.key(first).to_owned(), self.key(second).to_owned()))
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A part of an address, an identifier or a word with a hyphen.
fn is_code(text: &str, begin: usize, end: usize) -> bool {
    let joins = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '@' | '_' | '-' | '\'' | '’' | '\\' | '#' | '=' | '&' | '%'
            )
    };
    let before = text[..begin].chars().next_back();
    let mut behind = text[end..].chars();
    let next = behind.next();
    before
        .is_some_and(|c| joins(c) || c == '.' && text[..begin - 1].ends_with(char::is_alphanumeric))
        || next.is_some_and(joins)
        || matches!(next, Some('.' | ':'))
            && behind
                .next()
                .is_some_and(|c| c.is_alphanumeric() || c == '/')
}

pub(super) fn suspects(policy: &Policy) -> Vec<Suspect> {
    let edition = Edition::read(policy);
    // Too little text, or text without diacritics, knows no words of its own.
    let marked = edition.forms.iter().filter(|form| !form.is_ascii()).count();
    if marked * 4 < edition.forms.len() {
        return Vec::new();
    }
    let mut pairs: HashMap<(u32, u32), usize> = HashMap::new();
    let neighbours = |at: usize| -> Option<(u32, u32)> {
        let (first, second) = (edition.tokens.get(at)?, edition.tokens.get(at + 1)?);
        second.joined.then_some((first.form, second.form))
    };
    for at in 0..edition.tokens.len() {
        if let Some(pair) = neighbours(at) {
            *pairs.entry(pair).or_default() += 1;
        }
    }
    let frequent = Frequent::new(&edition, &pairs);
    let mut found = Vec::new();
    for at in 0..edition.tokens.len() {
        if let Some(suspect) = impossible(&edition, at).or_else(|| unbound(&edition, at)) {
            found.push(suspect);
            continue;
        }
        let Some(pair) = neighbours(at).filter(|pair| pairs[pair] <= 2) else {
            continue;
        };
        let before = at.checked_sub(1).and_then(neighbours).map(|(left, _)| left);
        let behind = neighbours(at + 1).map(|(_, right)| right);
        found.extend(near_miss(
            &edition,
            at,
            pair,
            (before, behind),
            &pairs,
            &frequent,
        ));
    }
    found
}

/// Pairs of the edition that hold together, by either syllable.
struct Frequent {
    by_first: HashMap<u32, Vec<(u32, u32)>>,
    by_second: HashMap<u32, Vec<(u32, u32)>>,
}

impl Frequent {
    fn new(edition: &Edition, pairs: &HashMap<(u32, u32), usize>) -> Self {
        const OFTEN: usize = 5;
        let mut out = Self {
            by_first: HashMap::new(),
            by_second: HashMap::new(),
        };
        let mut often: Vec<(u32, u32)> = pairs
            .iter()
            .filter(|((first, second), count)| {
                let rarer = edition.counts[*first as usize].min(edition.counts[*second as usize]);
                **count >= OFTEN && **count * 2 >= rarer
            })
            .map(|(pair, _)| *pair)
            .collect();
        often.sort_unstable();
        for (first, second) in often {
            out.by_first.entry(first).or_default().push((first, second));
            out.by_second
                .entry(second)
                .or_default()
                .push((first, second));
        }
        out
    }
}

/// Whether two syllables differ by one letter, or by tone and diacritics only.
fn near(a: &str, b: &str) -> bool {
    a != b && (one_apart(a, b) || syllable::bare(a) == syllable::bare(b))
}

fn is_function(syllable: &str) -> bool {
    FUNCTION.binary_search(&syllable).is_ok()
}

fn near_miss(
    edition: &Edition,
    at: usize,
    (first, second): (u32, u32),
    (before, behind): (Option<u32>, Option<u32>),
    pairs: &HashMap<(u32, u32), usize>,
    frequent: &Frequent,
) -> Option<Suspect> {
    let (a, b) = (edition.form(first), edition.form(second));
    let (left, right) = (&edition.tokens[at], &edition.tokens[at + 1]);
    if (left.capital && right.capital)
        || a.chars().count() < 2
        || b.chars().count() < 2
        || edition.is_known(first, second)
    {
        return None;
    }
    // The syllables belong to the words before and behind.
    let held = |x: u32, y: u32| {
        edition.is_known(x, y) || pairs.get(&(x, y)).is_some_and(|count| *count >= 3)
    };
    let first_held = before.is_some_and(|before| held(before, first));
    let second_held = behind.is_some_and(|behind| held(second, behind));
    if first_held && second_held {
        return None;
    }
    let count_of = |x: &str, y: &str| {
        let (Some(x), Some(y)) = (edition.numbers.get(x), edition.numbers.get(y)) else {
            return 0;
        };
        pairs.get(&(*x, *y)).copied().unwrap_or(0)
    };
    let mut best: Option<(usize, String, String)> = None;
    let mut offer = |x: &str, y: &str| {
        let count = count_of(x, y);
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, x.to_owned(), y.to_owned()));
        }
    };
    if !first_held && !is_function(a) {
        for (x, y) in KNOWN
            .by_second
            .get(edition.key(second))
            .into_iter()
            .flatten()
        {
            if near(a, x) {
                offer(x, y);
            }
        }
        for (x, y) in frequent.by_second.get(&second).into_iter().flatten() {
            if near(a, edition.form(*x)) && !is_function(edition.form(*x)) {
                offer(edition.form(*x), edition.form(*y));
            }
        }
    }
    if !second_held && !is_function(b) {
        for (x, y) in KNOWN.by_first.get(edition.key(first)).into_iter().flatten() {
            if near(b, y) {
                offer(x, y);
            }
        }
        for (x, y) in frequent.by_first.get(&first).into_iter().flatten() {
            if near(b, edition.form(*y)) && !is_function(edition.form(*y)) {
                offer(edition.form(*x), edition.form(*y));
            }
        }
    }
    let (count, x, y) = best?;
    let own = pairs[&(first, second)];
    if count < 2 * own - 1 {
        return Some(Suspect {
            span: left.span.join(right.span),
            expected: Some(format!("{x} {y}")),
            other: None,
            confidence: 0.45,
        })
        .filter(|_| !first_held && !second_held && own == 1);
    }
    let sure = if first_held || second_held { 0.5 } else { 0.85 };
    Some(Suspect {
        span: left.span.join(right.span),
        expected: Some(format!("{x} {y}")),
        other: None,
        confidence: if count >= 3 { sure + 0.05 } else { sure },
    })
}

/// A syllable that the language cannot have.
fn impossible(edition: &Edition, at: usize) -> Option<Suspect> {
    let token = &edition.tokens[at];
    let form = edition.form(token.form);
    let count = edition.counts[token.form as usize];
    if token.capital || count > 2 || form.chars().count() < 3 || syllable::is_possible(form) {
        return None;
    }
    let meant = edition
        .forms
        .iter()
        .zip(&edition.counts)
        .filter(|(other, often)| {
            **often > 2 * count && near(form, other) && syllable::is_possible(other)
        })
        .max_by_key(|(other, often)| (**often, std::cmp::Reverse((*other).clone())));
    // Without diacritics it may be a word of another language.
    if form.is_ascii() {
        let (_, often) = meant?;
        if *often < 4 || english::is_listed(form) {
            return None;
        }
    } else if !form.chars().all(|c| c.is_ascii() || syllable::is_letter(c)) {
        return None;
    }
    Some(Suspect {
        span: token.span,
        expected: meant.map(|(other, _)| other.clone()),
        other: None,
        confidence: if meant.is_some() { 0.85 } else { 0.65 },
    })
}

/// A syllable without the one that it never stands without.
fn unbound(edition: &Edition, at: usize) -> Option<Suspect> {
    let token = &edition.tokens[at];
    let form = edition.form(token.form);
    let partners = BOUND
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(syllable, _)| *syllable == form)?
        .1;
    if token.capital {
        return None;
    }
    let before = (token.joined && at > 0).then(|| edition.form(edition.tokens[at - 1].form));
    let behind = edition
        .tokens
        .get(at + 1)
        .filter(|next| next.joined)
        .map(|next| edition.form(next.form));
    let stands = partners.split(' ').any(|partner| {
        partner
            .strip_suffix('_')
            .is_some_and(|partner| before == Some(partner))
            || partner
                .strip_prefix('_')
                .is_some_and(|partner| behind == Some(partner))
    });
    if stands {
        return None;
    }
    let usual = partners.split(' ').next()?;
    let expected = match (usual.strip_suffix('_'), usual.strip_prefix('_')) {
        (Some(partner), _) => format!("{partner} {form}"),
        (_, Some(partner)) => format!("{form} {partner}"),
        _ => return None,
    };
    Some(Suspect {
        span: token.span,
        expected: Some(expected),
        other: None,
        confidence: 0.7,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_whole() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert!(words.is_sorted_by(|a, b| a < b));
        for word in words {
            assert!(unicode_normalization::is_nfc(word), "{word}");
            assert_eq!(word.split(' ').count(), 2, "{word}");
            assert!(
                word.split(' ')
                    .all(|one| one == "web" || syllable::is_possible(one)),
                "{word}"
            );
        }
        assert!(FUNCTION.is_sorted_by(|a, b| a < b));
        let rows: Vec<&str> = BOUND.lines().collect();
        assert!(rows.is_sorted_by(|a, b| a < b));
        assert!(rows.iter().all(|row| row.contains('\t')));
    }

    #[test]
    fn near_syllables() {
        for (a, b, expected) in [
            ("khác", "khách", true),
            ("lịch", "dịch", true),
            ("liện", "liên", true),
            ("sữa", "sửa", true),
            ("duoc", "được", true),
            ("bạn", "thành", false),
        ] {
            assert_eq!(near(a, b), expected, "{a} {b}");
        }
    }
}
