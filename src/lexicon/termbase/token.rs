//! A text as the tokens that terms are compared by.
//!
//! In goes a folded text (lower case, NFKC), out come numbers with the bytes that they stand for: stems in English,
//! syllables in Vietnamese, characters in Chinese and Japanese. What differs between languages ends here.

use std::borrow::Cow;

use crate::text::Lang;

/// A token with the bytes that it stands for. A single character of Chinese or Japanese is its code point, a word is
/// a hash with the top bit set, and [`BREAK`] is what no term runs across.
pub(in crate::lexicon) type Token = (u64, u32, u32);

/// Punctuation inside Chinese and Japanese.
const BREAK: u64 = u64::MAX;

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The tokens of a text.
pub(in crate::lexicon) fn tokens(lang: Lang, folded: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(folded.len() / if lang.is_cjk() { 3 } else { 5 });
    add_tokens(lang, folded, &mut out);
    out
}

/// As [`tokens`], behind what `out` holds.
pub(in crate::lexicon) fn add_tokens(lang: Lang, folded: &str, out: &mut Vec<Token>) {
    if lang.is_cjk() {
        characters(folded, out);
    } else {
        words(lang, folded, out);
    }
}

fn characters(folded: &str, out: &mut Vec<Token>) {
    // Latin words inside stay whole, so that `id` is not found in `video`.
    let mut word: Option<usize> = None;
    for (at, c) in folded.char_indices() {
        if c.is_ascii_alphanumeric() {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            out.push((hash(&folded[start..at]), place(start), place(at)));
        }
        let end = place(at + c.len_utf8());
        if crate::text::is_alphanumeric(c) || c == 'ー' || c == '々' {
            out.push((u64::from(u32::from(c)), place(at), end));
        } else if !c.is_whitespace() && c != '・' {
            out.push((BREAK, place(at), end));
        }
    }
    if let Some(start) = word {
        out.push((hash(&folded[start..]), place(start), place(folded.len())));
    }
}

fn words(lang: Lang, folded: &str, out: &mut Vec<Token>) {
    let mut start = 0;
    for word in folded.split(|c: char| !(crate::text::is_alphanumeric(c) || c == '\'')) {
        let from = start;
        start += word.len()
            + folded[start + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
        let open = word.trim_start_matches('\'');
        let bare = open.strip_suffix("'s").unwrap_or(open);
        let bare = bare.trim_matches('\'');
        if bare.is_empty() {
            continue;
        }
        let at = from + word.len() - open.len();
        let token = if lang == Lang::En {
            hash(&inflectionless(bare))
        } else {
            hash(bare)
        };
        out.push((token, place(at), place(at + bare.len())));
    }
}

fn hash(word: &str) -> u64 {
    // The top bit keeps words apart from single characters.
    word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    }) | 1 << 63
}

/// Nouns in -ing that are no form of their verb: marketing is not what a market does, a setting no set.
const NOUNS: [&str; 11] = [
    "booking",
    "building",
    "evening",
    "hearing",
    "housing",
    "marketing",
    "meeting",
    "packaging",
    "rating",
    "setting",
    "training",
];

/// An English word without plural, past and progressive endings. Derivation stays:
/// `provide` and `provider`, `author` and `authorize` are different words (a Porter stemmer would merge them).
fn inflectionless(word: &str) -> Cow<'_, str> {
    let mut stem = word;
    if stem.len() > 3 {
        if let Some(base) = stem.strip_suffix("ies") {
            return Cow::Owned(format!("{base}y"));
        }
        if let Some(base) = stem.strip_suffix("es").filter(|base| {
            base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh")
        }) {
            // Cases, sizes; buses, gases.
            stem = if is_open(base) && !["bus", "gas"].contains(&base) {
                &stem[..stem.len() - 1]
            } else {
                base
            };
        } else if !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is") {
            stem = stem.strip_suffix('s').unwrap_or(stem);
        }
    }
    if stem.ends_with("ing") && NOUNS.contains(&stem) {
        return Cow::Borrowed(stem);
    }
    if let Some(base) = stem.strip_suffix("ied").filter(|base| !base.is_empty()) {
        return Cow::Owned(format!("{base}y"));
    }
    for ending in ["ing", "ed"] {
        if let Some(base) = stem
            .strip_suffix(ending)
            .filter(|base| base.len() > 1 && base.contains(VOWELS))
        {
            let mut last = base.bytes().rev();
            let doubled = matches!((last.next(), last.next()), (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic() && !b"lsz".contains(&a));
            if !doubled && is_open(base) {
                return Cow::Owned(format!("{base}e"));
            }
            stem = if doubled {
                &base[..base.len() - 1]
            } else {
                base
            };
            break;
        }
    }
    // As the plural in -ies: a cookie, cookies.
    if let Some(base) = stem.strip_suffix("ie").filter(|base| !base.is_empty()) {
        return Cow::Owned(format!("{base}y"));
    }
    stem = stem
        .strip_suffix('e')
        .filter(|base| base.len() > 3)
        .unwrap_or(stem);
    // British doubling behind more than one syllable: cancelled, canceled; enroll, enrol.
    if stem.ends_with("ll") && stem.split(VOWELS).filter(|part| !part.is_empty()).count() > 2 {
        stem = &stem[..stem.len() - 1];
    }
    Cow::Borrowed(stem)
}

/// Whether a short stem lost a silent e to its ending: us(ing), not(ed), sav(ing), but not add(ed), aim(ed), fix(ed).
fn is_open(stem: &str) -> bool {
    let vowel = |at: usize| b"aeiouy".contains(&stem.as_bytes()[at]);
    match stem.len() {
        2 => vowel(0) && !vowel(1),
        3 => !vowel(0) && vowel(1) && !vowel(2) && !stem.ends_with(['w', 'x', 'y']),
        _ => false,
    }
}

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflection_is_folded_and_derivation_is_not() {
        for (a, b) in [
            ("parties", "party"),
            ("cookies", "cookie"),
            ("movies", "movie"),
            ("ties", "tied"),
            ("used", "use"),
            ("using", "uses"),
            ("shipped", "ship"),
            ("addresses", "address"),
            ("processed", "processes"),
            ("notified", "notify"),
            ("cancelled", "canceled"),
            ("cancelling", "cancel"),
            ("selling", "sell"),
            ("using", "used"),
            ("uses", "use"),
            ("cases", "case"),
            ("taxes", "tax"),
            ("gases", "gas"),
            ("noting", "note"),
            ("saved", "save"),
            ("shared", "sharing"),
            ("fixes", "fixed"),
            ("aimed", "aiming"),
            ("settings", "setting"),
        ] {
            assert_eq!(inflectionless(a), inflectionless(b), "{a} {b}");
        }
        for (a, b) in [
            ("provider", "provide"),
            ("author", "authorize"),
            ("person", "personalize"),
            ("marketing", "market"),
            ("settings", "set"),
            ("booking", "book"),
            ("party", "part"),
            ("us", "use"),
            ("not", "note"),
        ] {
            assert_ne!(inflectionless(a), inflectionless(b), "{a} {b}");
        }
    }

    #[test]
    fn a_word_with_foreign_letters_is_cut_between_characters() {
        for word in [
            "link第ed",
            "a第第ing",
            "第ing",
            "éases",
            "éses",
            "ééd",
            "éaing",
            "aéies",
        ] {
            assert!(!inflectionless(word).is_empty(), "{word}");
        }
    }
}
