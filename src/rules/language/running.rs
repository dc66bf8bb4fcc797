//! Running text against names, titles and addresses.
//!
//! A company, a statute, a licence or a street keeps its name in every edition, however many words it
//! has. A sentence shows itself by its function words, and in scripts with case by words in lower case.

use crate::text::{Folded, Lang, Script, is_cjk, script_of};

/// English words that names and titles have too, sorted.
const EN_JOINING: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
];

/// English words that only sentences have, sorted.
const EN_SAYING: &[&str] = &[
    "about", "also", "any", "are", "be", "been", "between", "can", "cannot", "do", "does", "has",
    "have", "how", "if", "is", "it", "its", "may", "more", "must", "not", "only", "other", "our",
    "please", "shall", "should", "such", "that", "their", "these", "they", "this", "those",
    "until", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will",
    "within", "you", "your",
];

/// Vietnamese syllables that names and addresses do not have, sorted.
const VI_SAYING: &[&str] = &[
    "bạn", "bằng", "bị", "bởi", "cho", "chúng", "các", "có", "cũng", "của", "hoặc", "hãy", "khi",
    "không", "là", "mà", "mọi", "một", "những", "nào", "này", "nếu", "phải", "quý", "sẽ", "theo",
    "thì", "trong", "trên", "tôi", "từ", "và", "vì", "với", "đã", "đó", "được", "đến", "để",
];

/// Chinese characters that sentences have and names seldom.
const ZH_SAYING: &str = "的了是在我您你或将可不为有们们吗被把這这其";

/// Whether `text` holds at least about a short sentence in a language, or a heading like one.
pub(super) fn is_running(text: &str, lang: Lang) -> bool {
    says(text, lang, 1)
}

/// Whether `text` holds what only a sentence does: the title of a document can have joining words too.
pub(super) fn is_sentence(text: &str, lang: Lang) -> bool {
    says(text, lang, 2)
}

fn says(text: &str, lang: Lang, least: u32) -> bool {
    match lang {
        Lang::Zh | Lang::ZhHant => {
            let (letters, saying) = count(text, |c| ZH_SAYING.contains(c));
            letters >= 10 && saying >= 1
        }
        Lang::Ja => {
            let (letters, saying) = count(text, |c| script_of(c) == Script::Hiragana);
            letters >= 10 && saying >= 2
        }
        Lang::En => words(text).say(4, least, |word| {
            if EN_SAYING.binary_search(&word).is_ok() {
                2
            } else {
                u32::from(EN_JOINING.binary_search(&word).is_ok())
            }
        }),
        Lang::Vi => words(text).say(5, least, |word| {
            if VI_SAYING.binary_search(&word).is_ok() {
                2
            } else {
                0
            }
        }),
        Lang::Other(_) => words(text).say(6, least, |_| 1),
    }
}

/// Letters of Han or kana, and how many of them tell.
fn count(text: &str, tells: impl Fn(char) -> bool) -> (usize, usize) {
    text.chars()
        .filter(|c| is_cjk(*c) && crate::text::is_alphabetic(*c))
        .fold((0, 0), |(letters, saying), c| {
            (letters + 1, saying + usize::from(tells(c)))
        })
}

/// The words of a text in an alphabet; what holds digits, @ or a dot inside is none.
struct Words(Vec<String>);

fn words(text: &str) -> Words {
    let is_edge = |c: char| !crate::text::is_alphanumeric(c);
    Words(
        text.split_whitespace()
            .map(|word| word.trim_matches(is_edge))
            .filter(|word| {
                word.chars()
                    .all(|c| crate::text::is_alphabetic(c) || matches!(c, '\'' | '’' | '-' | '/'))
            })
            .filter(|word| !word.is_empty() && !word.chars().any(is_cjk))
            .map(str::to_owned)
            .collect(),
    )
}

impl Words {
    /// At least so many words, and either half of them in lower case with some weight of function words, or sentence words
    /// that make up for the capitals of a title.
    fn say(&self, words: usize, least: u32, weight: impl Fn(&str) -> u32) -> bool {
        let letters: usize = self.0.iter().map(|word| word.chars().count()).sum();
        if self.0.len() < words || letters < 12 {
            return false;
        }
        let low = self
            .0
            .iter()
            .filter(|word| word.starts_with(char::is_lowercase))
            .count();
        let saying: u32 = self
            .0
            .iter()
            .map(|word| weight(Folded::new(word).text()))
            .sum();
        (low * 2 >= self.0.len() && saying >= least) || saying >= 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [EN_JOINING, EN_SAYING, VI_SAYING] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn sentences_run() {
        for (lang, text) in [
            (Lang::En, "We keep your file for two years."),
            (Lang::En, "How We Use Your Recordings"),
            (Lang::En, "Was this page helpful?"),
            (Lang::En, "the right to obtain a copy"),
            (Lang::Vi, "Chúng tôi lưu hồ sơ của bạn trong hai năm."),
            (Lang::Zh, "我们会将您的档案保存两年。"),
            (Lang::ZhHant, "我們會將您的檔案保存兩年。"),
            (Lang::Ja, "当社はお客様の記録を2年間保管します。"),
        ] {
            assert!(is_running(text, lang), "{text}");
        }
    }

    #[test]
    fn a_title_of_a_document_is_no_sentence() {
        assert!(!is_sentence(
            "Northwind's code of conduct enforcement ladder",
            Lang::En
        ));
        assert!(is_sentence(
            "Please read the guide for visitors first",
            Lang::En
        ));
    }

    #[test]
    fn names_titles_and_addresses_do_not() {
        for (lang, text) in [
            (
                Lang::En,
                "Health Insurance Portability and Accountability Act of 1996",
            ),
            (
                Lang::En,
                "Creative Commons Attribution-ShareAlike 4.0 International",
            ),
            (
                Lang::En,
                "North Lake Holdings Inc., 12 Harbor Street, Wellington",
            ),
            (Lang::En, "IP, IMEI, MAC, Cookie, SDK, SSL"),
            (Lang::En, "Terms of Use and Privacy Policy"),
            (
                Lang::En,
                "desk@northlake.example https://northlake.example/a/b",
            ),
            (Lang::En, "Privacy policy"),
            (
                Lang::Vi,
                "Số 12 đường Nguyễn Trãi, phường Bến Thành, Quận 1",
            ),
            (Lang::Vi, "Công ty Trách nhiệm hữu hạn Phần mềm Sao Bắc"),
            (Lang::Zh, "中华人民共和国个人信息保护法"),
            (Lang::Ja, "個人情報の保護方針"),
            (Lang::Ja, "東京都港区北町一丁目二番三号"),
        ] {
            assert!(!is_running(text, lang), "{text}");
        }
    }
}
