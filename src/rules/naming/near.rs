//! Slips of the pen: a letter lost, doubled or swapped; a name broken off.
//!
//! The distance is optimal string alignment (Damerau's four slips). How far two forms may be apart grows with their
//! length. A plural, a possessive or another figure is no slip.

/// How near a word is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Nearness {
    /// One slip.
    One,
    /// Two slips or more, in a long name.
    More,
    /// The name is broken off.
    Cut,
}

/// Longest forms that are compared, in characters: the work grows with the square.
const LONGEST: usize = 40;

/// How near a folded word is to a folded name; `None` for another word, and for the name itself.
pub(in crate::rules) fn nearness(word: &str, name: &str) -> Option<Nearness> {
    if word == name {
        return None;
    }
    let (w, n) = (length(word), length(name));
    if n < 4 || w < 3 || n > LONGEST || w > LONGEST || w.abs_diff(n) > 4 {
        return None;
    }
    if is_inflected(word, name) || figures_alone_differ(word, name) {
        return None;
    }
    let most = match n {
        0..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    if w.abs_diff(n) <= most {
        let distance = strsim::osa_distance(word, name);
        // a letter replaced makes another word of a short one: Life and Lite
        let replaced = w == n && distance == 1 && !same_letters(word, name);
        if distance <= most && !(replaced && n < 6) {
            return Some(if distance == 1 {
                Nearness::One
            } else {
                Nearness::More
            });
        }
    }
    let cut = w >= 5 && w * 10 >= n * 6 && (name.starts_with(word) || name.ends_with(word));
    cut.then_some(Nearness::Cut)
}

/// Whether one letter of a short word is another: a slip, or another word (Life and Lite), which [`nearness`] leaves open.
pub(in crate::rules) fn is_replaced(word: &str, name: &str) -> bool {
    word.len() == name.len()
        && (4..6).contains(&name.len())
        && word
            .bytes()
            .zip(name.bytes())
            .filter(|(a, b)| a != b)
            .count()
            == 1
        && word.bytes().all(|c| c.is_ascii_alphabetic())
}

/// Whether two words are made of the same letters.
fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    sorted(a) == sorted(b)
}

fn length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Cookie and cookies, Box and boxes.
fn is_inflected(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| matches!(rest, "s" | "es" | "ed" | "d" | "er" | "ing" | "ー"))
        || short
            .strip_suffix('y')
            .is_some_and(|stem| long.strip_suffix("ies") == Some(stem))
}

/// MP3 and MP4: codes, which are another rule's.
fn figures_alone_differ(a: &str, b: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    a.contains(digit) | b.contains(digit) && a.trim_matches(digit) == b.trim_matches(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near() {
        for (word, name) in [
            ("acmewidgt", "acmewidget"),
            ("brihgtpath", "brightpath"),
            ("nortwind", "northwind"),
            ("acmewid", "acmewidgets"),
            ("lanetrn", "lantern"),
            ("dlel", "dell"),
            ("アウレア", "アウレリア"),
        ] {
            assert!(nearness(word, name).is_some(), "{word} {name}");
        }
    }

    #[test]
    fn one_letter_of_a_short_word_is_left_open() {
        assert!(is_replaced("wieo", "wipo") && is_replaced("lise", "lite"));
        assert!(!is_replaced("lte", "lite") && !is_replaced("mp3s", "mp4s"));
        assert!(!is_replaced("wipo", "wipo") && !is_replaced("papermall", "papermill"));
    }

    #[test]
    fn other_words_are_not() {
        for (word, name) in [
            ("cookies", "cookie"),
            ("policies", "policy"),
            ("mp4", "mp3"),
            ("windows11", "windows10"),
            ("monitor", "vpn"),
            ("single", "signal"),
            ("life", "lite"),
            ("ios", "os"),
            ("サーバ", "サーバー"),
            ("acme", "acme"),
            ("north", "northwindledger"),
        ] {
            assert_eq!(nearness(word, name), None, "{word} {name}");
        }
    }
}
