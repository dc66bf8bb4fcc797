//! Numbers written as words: English and Vietnamese.
//!
//! Both readers look at the start of a text, ignore letter case and normal form, and end at the end
//! of a word. They say how a numeral reads, not whether it is one: English *one* and *second* and
//! Vietnamese *năm* (five, or year) are other words more often than not.

mod english;
mod vietnamese;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Folded, Lang, Span};

/// Bytes that a number word may take up: more than the longest in use.
const REACH: usize = 240;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ENGLISH_ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const VIETNAMESE: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

/// The words at the start of a text, folded, with where they stand in it.
struct Words {
    folded: Folded,
    words: Vec<Range<usize>>,
    at: usize,
}

impl Words {
    fn new(text: &str) -> Self {
        let mut reach = text.len().min(REACH);
        while !text.is_char_boundary(reach) {
            reach -= 1;
        }
        let folded = Folded::new(&text[..reach]);
        let mut words: Vec<Range<usize>> = Vec::new();
        for (start, word) in folded.text().unicode_word_indices() {
            let gap = words.last().map_or(0, |last| last.end);
            let between = &folded.text()[gap..start];
            let joined = if words.is_empty() {
                between.is_empty()
            } else {
                matches!(
                    between,
                    " " | "-" | "\u{a0}" | "\u{2010}" | "\u{2011}" | "  "
                )
            };
            if !joined {
                break;
            }
            words.push(start..start + word.len());
        }
        // A word that the cut may have shortened is none.
        if reach < text.len()
            && words
                .last()
                .is_some_and(|last| last.end == folded.text().len())
        {
            words.pop();
        }
        Self {
            folded,
            words,
            at: 0,
        }
    }

    fn ahead(&self, steps: usize) -> Option<&str> {
        let range = self.words.get(self.at + steps)?.clone();
        self.folded.text().get(range)
    }

    fn next_is(&self, words: &[&str]) -> bool {
        self.ahead(0).is_some_and(|word| words.contains(&word))
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        let found = self.next_is(words);
        self.at += usize::from(found);
        found
    }

    fn place(&self, steps: usize, series: &[&str]) -> Option<usize> {
        let word = self.ahead(steps)?;
        series.iter().position(|member| *member == word)
    }

    /// Bytes of the original up to the end of the last word taken.
    fn taken(&self) -> Option<usize> {
        let last = self.words.get(self.at.checked_sub(1)?)?;
        Some(self.folded.original(Span::new(0, last.end)).end as usize)
    }
}

/// A cardinal number word at the start of `text` (*twenty-one*, *two hundred and fifty*, *mười lăm*,
/// *hai mươi mốt*): value and bytes taken. `None` for languages without number words of letters.
#[must_use]
pub fn word(text: &str, lang: Lang) -> Option<(u64, usize)> {
    if !may_start(text, lang) {
        return None;
    }
    let mut words = Words::new(text);
    let value = match lang {
        Lang::En => english::cardinal(&mut words)?,
        Lang::Vi => vietnamese::cardinal(&mut words)?,
        _ => return None,
    };
    Some((value, words.taken()?))
}

/// Whether the first word could be a number word: told before anything is folded, because few words are.
fn may_start(text: &str, lang: Lang) -> bool {
    let mut head = String::new();
    for c in text
        .chars()
        .take_while(|c| crate::text::is_alphanumeric(*c) || is_mark(*c))
    {
        if is_mark(c) || ('\u{ff00}'..='\u{ffef}').contains(&c) {
            // Written in another normal form: only folding tells.
            return true;
        }
        if head.len() > 12 {
            return false;
        }
        head.extend(c.to_lowercase());
    }
    let head = head.as_str();
    match lang {
        Lang::En => ENGLISH.contains(&head) || ENGLISH_TENS.contains(&head),
        Lang::Vi => VIETNAMESE.contains(&head) || matches!(head, "mười" | "bẩy"),
        _ => false,
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// An ordinal at the start of `text` (*first*, *twenty-first*, *21st*, *thứ nhất*, *thứ hai*): value
/// and bytes taken.
#[must_use]
pub fn ordinal(text: &str, lang: Lang) -> Option<(u64, usize)> {
    let mut words = Words::new(text);
    let value = match lang {
        Lang::En => english::ordinal(&mut words)?,
        Lang::Vi => {
            if !words.eat(&["thứ"]) {
                return None;
            }
            if words.eat(&["nhất"]) {
                1
            } else if words.eat(&["nhì"]) {
                2
            } else {
                vietnamese::cardinal(&mut words)?
            }
        }
        _ => return None,
    };
    Some((value, words.taken()?))
}

/// The cardinal word of `n` from 1 to 99, in Vietnamese or else in English.
pub(super) fn write(n: u16, lang: Lang) -> Option<String> {
    let (tens, unit) = (usize::from(n / 10), usize::from(n % 10));
    if !(1..100).contains(&n) {
        return None;
    }
    if lang == Lang::Vi {
        let unit_word = match (tens, unit) {
            (_, 0) => "",
            (2.., 1) => "mốt",
            (1.., 5) => "lăm",
            _ => VIETNAMESE[unit],
        };
        let tens_words = match tens {
            0 => String::new(),
            1 => "mười ".to_owned(),
            _ => format!("{} mươi ", VIETNAMESE[tens]),
        };
        return Some(format!("{tens_words}{unit_word}").trim_end().to_owned());
    }
    Some(match (tens, unit) {
        (0 | 1, _) => ENGLISH[usize::from(n)].to_owned(),
        (_, 0) => ENGLISH_TENS[tens - 2].to_owned(),
        _ => format!("{}-{}", ENGLISH_TENS[tens - 2], ENGLISH[unit]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words() {
        for (text, value, taken) in [
            ("one", 1, "one"),
            ("Twelve months", 12, "Twelve"),
            ("twenty-one days", 21, "twenty-one"),
            ("twenty one", 21, "twenty one"),
            ("NINETY-NINE", 99, "NINETY-NINE"),
            ("thirty (30) days", 30, "thirty"),
            ("two hundred and fifty users", 250, "two hundred and fifty"),
            ("one hundred and more", 100, "one hundred"),
            ("five thousand", 5000, "five thousand"),
            ("ten, eleven", 10, "ten"),
            (
                "two thousand five hundred",
                2500,
                "two thousand five hundred",
            ),
            ("One million, two", 1_000_000, "One million"),
            (
                "three million four hundred thousand and ten",
                3_400_010,
                "three million four hundred thousand and ten",
            ),
            ("two three", 2, "two"),
        ] {
            assert_eq!(word(text, Lang::En), Some((value, taken.len())), "{text}");
        }
        for text in ["", "ones", "someone", "first", "tent", " one", "12", "một"] {
            assert_eq!(word(text, Lang::En), None, "{text}");
        }
        assert_eq!(word("one", Lang::Ja), None);
    }

    #[test]
    fn english_ordinals() {
        for (text, value, taken) in [
            ("first", 1, "first"),
            ("Twelfth night", 12, "Twelfth"),
            ("thirty-first", 31, "thirty-first"),
            ("fortieth", 40, "fortieth"),
            ("21st century", 21, "21st"),
            ("12th", 12, "12th"),
        ] {
            assert_eq!(
                ordinal(text, Lang::En),
                Some((value, taken.len())),
                "{text}"
            );
        }
        for text in ["firstly", "one", "21th", "12", "twenty", "th"] {
            assert_eq!(ordinal(text, Lang::En), None, "{text}");
        }
    }

    #[test]
    fn vietnamese_words() {
        for (text, value, taken) in [
            ("một", 1, "một"),
            ("Ba mươi ngày", 30, "Ba mươi"),
            ("mười lăm", 15, "mười lăm"),
            ("mười năm", 10, "mười"),
            ("hai mươi mốt", 21, "hai mươi mốt"),
            ("hai mươi tư", 24, "hai mươi tư"),
            ("hai mươi năm", 20, "hai mươi"),
            ("một năm", 1, "một"),
            ("một trăm linh năm", 105, "một trăm linh năm"),
            ("một trăm năm", 100, "một trăm"),
            ("hai trăm năm mươi", 250, "hai trăm năm mươi"),
            ("năm triệu đồng", 5_000_000, "năm triệu"),
            (
                "một triệu hai trăm nghìn đồng",
                1_200_000,
                "một triệu hai trăm nghìn",
            ),
            ("hai nghìn năm", 2000, "hai nghìn"),
        ] {
            assert_eq!(word(text, Lang::Vi), Some((value, taken.len())), "{text}");
        }
        for text in ["mươi", "mốt", "ngày", "bao", "one"] {
            assert_eq!(word(text, Lang::Vi), None, "{text}");
        }
        let decomposed = "mu\u{31b}o\u{31b}\u{300}i la\u{306}m";
        assert_eq!(word(decomposed, Lang::Vi), Some((15, decomposed.len())));
    }

    #[test]
    fn vietnamese_ordinals() {
        for (text, value, taken) in [
            ("thứ nhất", 1, "thứ nhất"),
            ("thứ hai", 2, "thứ hai"),
            ("Thứ mười lăm", 15, "Thứ mười lăm"),
        ] {
            assert_eq!(
                ordinal(text, Lang::Vi),
                Some((value, taken.len())),
                "{text}"
            );
        }
        assert_eq!(ordinal("hai", Lang::Vi), None);
    }

    #[test]
    fn words_are_read_back() {
        for lang in [Lang::En, Lang::Vi] {
            for n in 1..100 {
                let text = write(n, lang).unwrap();
                assert_eq!(word(&text, lang), Some((n.into(), text.len())), "{text}");
            }
        }
        assert_eq!(write(100, Lang::En), None);
    }
}
