//! Whether a change is one that no translation shows: case, punctuation, or a word that is now spelled right.
//!
//! A correction of spelling is told from another word without a dictionary of spellings: a swap of neighbouring
//! letters, a doubled letter, British against American endings, or one letter inside a long word that the policy has
//! nowhere else. In doubt it is another word.

use super::wording::case_and_punctuation_apart;
use crate::lexicon;
use crate::text::{Lang, is_cjk};
use foldhash::HashSet;

/// Whether two texts of one language differ only in what no translation shows. `elsewhere` tells whether a word
/// stands in the policy outside these texts.
pub(super) fn is_minor(old: &str, new: &str, lang: Lang, elsewhere: &dyn Fn(&str) -> bool) -> bool {
    let (a, b) = (
        case_and_punctuation_apart(old),
        case_and_punctuation_apart(new),
    );
    if a == b {
        return true;
    }
    if lang.is_cjk() {
        // 为 and 為: characters that the table of variants holds as one.
        return a.chars().count() == b.chars().count()
            && a.chars().zip(b.chars()).all(|(x, y)| {
                x == y || is_cjk(x) && is_cjk(y) && lexicon::fold_han(x) == lexicon::fold_han(y)
            });
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if x.len() != y.len() {
        return a.replace(' ', "") == b.replace(' ', "") && lang != Lang::Vi;
    }
    let words: HashSet<&str> = x.iter().chain(&y).copied().collect();
    let unknown = |word: &str| {
        words.len() < 2 || (x.iter().filter(|one| **one == word).count() < 2 && !elsewhere(word))
    };
    x.iter().zip(&y).all(|(one, other)| {
        one == other
            || match lang {
                Lang::Vi => is_respelled_vietnamese(one, other),
                _ => is_respelled(one, other, &|| unknown(one)),
            }
    })
}

/// A Latin word spelled otherwise: `unknown` tells that the old spelling stands nowhere else.
fn is_respelled(old: &str, new: &str, unknown: &dyn Fn() -> bool) -> bool {
    let letters = |word: &str| word.chars().all(crate::text::is_alphabetic);
    if !letters(old) || !letters(new) {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if a.len().min(b.len()) < 4 || a.first() != b.first() {
        return false;
    }
    if is_regional(old, new) || is_regional(new, old) {
        return true;
    }
    let squeezed = |word: &[char]| -> Vec<char> {
        let mut word = word.to_vec();
        word.dedup();
        word
    };
    if !unknown() {
        return false;
    }
    if squeezed(&a) == squeezed(&b) {
        return true;
    }
    if a.len() == b.len() {
        let differ: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
        return match differ[..] {
            [one, other] => {
                other == one + 1 && a.len() >= 6 && a[one] == b[other] && a[other] == b[one]
            }
            [one] => a.len() >= 8 && one >= 2 && one + 2 < a.len(),
            _ => false,
        };
    }
    let (short, long) = if a.len() < b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if long.len() != short.len() + 1 || short.len() < 7 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    same >= 2 && same + 2 < long.len() && short[same..] == long[same + 1..]
}

/// British `one` against American `other`.
fn is_regional(one: &str, other: &str) -> bool {
    [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("ysing", "yzing"),
        ("our", "or"),
        ("ours", "ors"),
        ("ourable", "orable"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ence", "ense"),
        ("lled", "led"),
        ("lling", "ling"),
        ("ller", "ler"),
        ("ogue", "og"),
        ("ogues", "ogs"),
        ("mme", "m"),
        ("cheque", "check"),
        ("fulfil", "fulfill"),
        ("enrol", "enroll"),
        ("dgement", "dgment"),
    ]
    .iter()
    .any(|(british, american)| {
        one.strip_suffix(british)
            .is_some_and(|stem| other.strip_suffix(american) == Some(stem))
    })
}

/// hoà and hòa, uỷ and ủy, kỹ and kĩ.
fn is_respelled_vietnamese(one: &str, other: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let parts = |word: &str| -> (String, Vec<char>) {
        let is_tone =
            |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let tones = word.nfd().filter(is_tone).collect();
        let mut base: String = word.nfd().filter(|c| !is_tone(c)).collect();
        if base.ends_with('y') && !base.ends_with("uy") && !base.ends_with("ay") {
            base.pop();
            base.push('i');
        }
        (base, tones)
    };
    parts(one) == parts(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_translation_does_not_show_is_minor() {
        for (lang, old, new) in [
            (
                Lang::En,
                "The user must recieve it.",
                "The user must receive it.",
            ),
            (Lang::En, "Our Organisation", "our organization"),
            (
                Lang::En,
                "the enviroment of work",
                "the environment of work",
            ),
            (Lang::En, "It occured here", "It occurred here"),
            (Lang::En, "Hello, world", "hello world."),
            (Lang::En, "your web site", "your website"),
            (Lang::Zh, "为了您", "為了您"),
            (Lang::Zh, "用户，可以取消", "用户可以取消。"),
            (Lang::Ja, "利用者は解約できます", "利用者は、解約できます。"),
            (Lang::Vi, "hoà giải tại uỷ ban", "hòa giải tại ủy ban"),
        ] {
            assert!(is_minor(old, new, lang, &|_| false), "{old} | {new}");
        }
    }

    #[test]
    fn another_word_or_figure_is_not_minor() {
        for (lang, old, new) in [
            (Lang::En, "You may cancel", "You must cancel"),
            (Lang::En, "within 30 days", "within 14 days"),
            (Lang::En, "legal use", "illegal use"),
            (Lang::En, "the controller", "the controlled"),
            (Lang::En, "authorized use", "unauthorized use"),
            (Lang::En, "data from us", "data form us"),
            (Lang::En, "We share it", "We may share it"),
            (Lang::Zh, "您可以取消", "您不得取消"),
            (Lang::Ja, "解約できます", "解約できません"),
            (Lang::Vi, "được phép hủy", "không được hủy"),
            (Lang::Vi, "ma", "má"),
        ] {
            assert!(!is_minor(old, new, lang, &|_| false), "{old} | {new}");
        }
        // A word that the policy has elsewhere is a word.
        assert!(!is_minor(
            "complete list",
            "compete list",
            Lang::En,
            &|word| word == "complete"
        ));
    }
}
