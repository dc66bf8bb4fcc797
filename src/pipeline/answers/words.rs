//! An answer as a translator writes it → the answer, in any of the languages that packages are written in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::report::feedback::Answer;

/// `word<TAB>answer`, sorted by word, a file a locale.
const FILES: [&str; 4] = [
    include_str!("../../../dictionaries/en/answers.tsv"),
    include_str!("../../../dictionaries/ja/answers.tsv"),
    include_str!("../../../dictionaries/vi/answers.tsv"),
    include_str!("../../../dictionaries/zh/answers.tsv"),
];

static WORDS: LazyLock<BTreeMap<&'static str, Answer>> = LazyLock::new(|| {
    let rows = FILES.iter().flat_map(|file| file.lines());
    let words = rows.filter_map(|line| {
        let (word, name) = line.split_once('\t')?;
        let answer = Answer::ALL.into_iter().find(|one| one.name() == name)?;
        Some((word, answer))
    });
    words.collect()
});

/// The answer that a word stands for; width, case and white space around it are passed over.
#[must_use]
pub fn answer(word: &str) -> Option<Answer> {
    let folded: String = word.nfkc().flat_map(char::to_lowercase).nfc().collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let trimmed = words.join(" ");
    let trimmed = trimmed.trim_end_matches(['.', '!', '。']);
    WORDS.get(trimmed).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Locale;

    #[test]
    fn the_files_are_sorted_folded_and_agree() {
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        for file in FILES {
            let words: Vec<&str> = file
                .lines()
                .map(|line| line.split('\t').next().unwrap())
                .collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{words:?}");
            for line in file.lines() {
                let (word, name) = line.split_once('\t').expect("two columns");
                let folded: String = word.nfkc().flat_map(char::to_lowercase).nfc().collect();
                assert_eq!(word, folded);
                assert!(Answer::ALL.iter().any(|one| one.name() == name), "{line}");
                assert_eq!(*known.entry(word).or_insert(name), name, "{word}");
            }
        }
    }

    #[test]
    fn what_a_package_offers_is_understood() {
        for locale in Locale::ALL {
            for one in Answer::ALL {
                assert_eq!(answer(&one.word(locale.messages())), Some(one));
            }
        }
    }

    #[test]
    fn words_of_four_languages_are_answers() {
        for (word, meant) in [
            ("fixed", Some(Answer::Fixed)),
            ("  ＦＩＸＥＤ ", Some(Answer::Fixed)),
            ("已修改", Some(Answer::Fixed)),
            ("接受", Some(Answer::Accepted)),
            ("豁免", Some(Answer::Waived)),
            ("修正済み", Some(Answer::Fixed)),
            ("許容", Some(Answer::Accepted)),
            ("対象外", Some(Answer::Waived)),
            ("Đã sửa", Some(Answer::Fixed)),
            ("Đa\u{303} sửa", Some(Answer::Fixed)),
            ("chấp nhận", Some(Answer::Accepted)),
            ("Miễn trừ.", Some(Answer::Waived)),
            ("", None),
            ("maybe", None),
            ("not fixed", None),
        ] {
            assert_eq!(answer(word), meant, "{word}");
        }
    }
}
