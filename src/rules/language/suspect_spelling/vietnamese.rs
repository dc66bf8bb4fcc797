//! Vietnamese: rare pairs of syllables next to words that the edition or the language has.
//!
//! Nearly every slip makes another syllable of the language (khác hàng for khách hàng), so syllables tell little and
//! pairs of them much: a pair that stands once, is no word, and has a word one letter, tone or diacritic away.
//! A pair that is only the end of one word and the beginning of the next is known by those words.

use std::sync::LazyLock;

use super::edits::one_apart;
use super::{NOTHING_SHOWS, Suspect, english, syllable};
use crate::model::Policy;
use foldhash::{HashMap, HashMapExt as _};

mod text;
mod unmarked;
mod words;

use text::Edition;
use words::{Known, is_function};

/// Syllables that only stand beside certain others: `_x` behind it, `x_` before it; the first is the usual one.
const BOUND: &str = include_str!("../../../../dictionaries/vi/bound.tsv");

/// The words of the list and of the termbase, as the build script made them.
static KNOWN: LazyLock<Known<'_>> = LazyLock::new(|| {
    Known::read(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/vietnamese-words"
    )))
});

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
    let mut found = unmarked::runs(&edition);
    for at in 0..edition.tokens.len() {
        if let Some(suspect) = impossible(&edition, at).or_else(|| unbound(&edition, at)) {
            found.push(suspect);
            continue;
        }
        let Some(pair) = neighbours(at).filter(|pair| pairs[pair] <= 2) else {
            continue;
        };
        let before = at.checked_sub(1).and_then(neighbours).map(|(left, _)| left);
        // có thể nhận: the end of a word that stands before every verb.
        let modal = before.is_some_and(|left| ["có", "không"].contains(&edition.form(left)));
        if modal && edition.form(pair.0) == "thể" {
            continue;
        }
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
    /// For a syllable the one that nearly always follows it, and the one that nearly always stands before it.
    follower: HashMap<u32, (u32, usize)>,
    leader: HashMap<u32, (u32, usize)>,
    by_first: HashMap<u32, Vec<(u32, u32)>>,
    by_second: HashMap<u32, Vec<(u32, u32)>>,
}

impl Frequent {
    fn new(edition: &Edition, pairs: &HashMap<(u32, u32), usize>) -> Self {
        const OFTEN: usize = 5;
        let mut out = Self {
            follower: HashMap::new(),
            leader: HashMap::new(),
            by_first: HashMap::new(),
            by_second: HashMap::new(),
        };
        for ((first, second), count) in pairs.iter().filter(|(_, count)| **count >= OFTEN) {
            let share = |syllable: u32| *count * 5 >= edition.counts[syllable as usize] * 4;
            if share(*first) {
                out.follower.insert(*first, (*second, *count));
            }
            if share(*second) {
                out.leader.insert(*second, (*first, *count));
            }
        }
        let mut often: Vec<(u32, u32)> = pairs
            .iter()
            .filter(|((first, second), count)| {
                let rarer = edition.counts[*first as usize].min(edition.counts[*second as usize]);
                let particle =
                    is_function(edition.form(*first)) || is_function(edition.form(*second));
                **count >= OFTEN && **count * 2 >= rarer && !particle
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
        || KNOWN.is_pair((edition.key(first), edition.key(second)))
    {
        return None;
    }
    // The syllables belong to the words before and behind.
    let held = |x: u32, y: u32| {
        KNOWN.is_word((edition.key(x), edition.key(y)))
            || frequent
                .by_first
                .get(&x)
                .is_some_and(|pairs| pairs.contains(&(x, y)))
    };
    if before.is_some_and(|before| held(before, first))
        || behind.is_some_and(|behind| held(second, behind))
    {
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
    if !is_function(a) {
        for [x, y] in KNOWN.ending(edition.key(second)) {
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
    if !is_function(b) {
        for [x, y] in KNOWN.beginning(edition.key(first)) {
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
    // chúng tối: what nearly always follows chúng, whatever kind of word it is.
    if let Some((x, count)) = frequent.leader.get(&second)
        && !is_function(a)
        && near(a, edition.form(*x))
        && best.as_ref().is_none_or(|(most, ..)| count > most)
    {
        best = Some((*count, edition.form(*x).to_owned(), b.to_owned()));
    }
    if let Some((y, count)) = frequent.follower.get(&first)
        && !is_function(b)
        && near(b, edition.form(*y))
        && best.as_ref().is_none_or(|(most, ..)| count > most)
    {
        best = Some((*count, a.to_owned(), edition.form(*y).to_owned()));
    }
    let (count, x, y) = best?;
    let own = pairs[&(first, second)];
    // Another letter makes another word more often than another tone or diacritic does.
    let marks_only =
        syllable::bare(a) == syllable::bare(&x) && syllable::bare(b) == syllable::bare(&y);
    let confidence = match (marks_only, count) {
        (true, 3..) => 0.9,
        (true, 1..) => 0.8,
        (false, 4..) => 0.85,
        (false, 2..) => 0.5,
        // A syllable that stands elsewhere as well is one of this text: bay đêm beside ban đêm.
        _ if edition.counts[if a == x { second } else { first } as usize] == 1 => NOTHING_SHOWS,
        _ => return None,
    };
    let is_rarer = count + 1 >= 2 * own || confidence == NOTHING_SHOWS;
    is_rarer.then(|| Suspect {
        span: left.span.join(right.span),
        expected: Some(format!("{x} {y}")),
        other: None,
        confidence,
    })
}

/// Measures and other loans that are written as one word.
const LOANS: [&str; 11] = [
    "calo",
    "micrô",
    "vắcxin",
    "centimét",
    "decimét",
    "đecimét",
    "kilogam",
    "kilômét",
    "kilôgam",
    "milimét",
    "xentimét",
];

/// A syllable that the language cannot have.
fn impossible(edition: &Edition, at: usize) -> Option<Suspect> {
    let token = &edition.tokens[at];
    let form = edition.form(token.form);
    let count = edition.counts[token.form as usize];
    let known = syllable::is_possible(form) || LOANS.contains(&form);
    if token.capital || count > 2 || form.chars().count() < 3 || known {
        return None;
    }
    let meant = edition
        .forms
        .iter()
        .zip(&edition.counts)
        .filter(|(other, often)| {
            let real = syllable::is_possible(other) || english::is_listed(other);
            **often > 2 * count && near(form, other) && real
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
        let words = include_str!("../../../../dictionaries/vi/words.tsv");
        let words: Vec<&str> = words.lines().collect();
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
