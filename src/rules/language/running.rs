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
    "any", "are", "be", "been", "can", "cannot", "do", "does", "has", "have", "how", "if", "is",
    "it", "its", "may", "must", "not", "our", "shall", "should", "such", "that", "their", "these",
    "they", "this", "those", "us", "was", "we", "were", "what", "when", "where", "which", "who",
    "why", "will", "you", "your",
];

/// Vietnamese syllables that names and addresses do not have, sorted.
const VI_SAYING: &[&str] = &[
    "bạn", "bằng", "bị", "bởi", "cho", "chúng", "các", "có", "cũng", "của", "hoặc", "hãy", "khi",
    "không", "là", "mà", "mọi", "một", "những", "nào", "này", "nếu", "phải", "quý", "sẽ", "theo",
    "thì", "trong", "trên", "tôi", "từ", "và", "vì", "với", "đã", "đó", "được", "đến", "để",
];

/// Chinese characters that sentences have and names seldom.
const ZH_SAYING: &str = "的了是在我您你或将可不为有们们吗被把這这其";

/// Whether `text` holds at least about a short sentence in a language.
pub(super) fn is_running(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Zh | Lang::ZhHant => {
            let (letters, saying) = count(text, |c| ZH_SAYING.contains(c));
            letters >= 10 && saying >= 1
        }
        Lang::Ja => {
            let (letters, saying) = count(text, |c| script_of(c) == Script::Hiragana);
            letters >= 10 && saying >= 2
        }
        Lang::En => words(text).is_sentence(4, |word| {
            if EN_SAYING.binary_search(&word).is_ok() {
                2
            } else {
                u32::from(EN_JOINING.binary_search(&word).is_ok())
            }
        }),
        Lang::Vi => words(text).is_sentence(5, |word| {
            if VI_SAYING.binary_search(&word).is_ok() {
                2
            } else {
                0
            }
        }),
        Lang::Other(_) => words(text).is_sentence(6, |_| 1),
    }
}

/// Letters of Han or kana, and how many of them tell.
fn count(text: &str, tells: impl Fn(char) -> bool) -> (usize, usize) {
    text.chars()
        .filter(|c| is_cjk(*c) && c.is_alphabetic())
        .fold((0, 0), |(letters, saying), c| {
            (letters + 1, saying + usize::from(tells(c)))
        })
}

/// The words of a text in an alphabet; what holds digits, @ or a dot inside is none.
struct Words(Vec<String>);

fn words(text: &str) -> Words {
    let is_edge = |c: char| !c.is_alphanumeric();
    Words(
        text.split_whitespace()
            .map(|word| word.trim_matches(is_edge))
            .filter(|word| {
                word.chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '/'))
            })
            .filter(|word| !word.is_empty() && !word.chars().any(is_cjk))
            .map(str::to_owned)
            .collect(),
    )
}

impl Words {
    /// At least so many words, and either half of them in lower case with one function word, or sentence words that make
    /// up for the capitals of a title.
    fn is_sentence(&self, least: usize, weight: impl Fn(&str) -> u32) -> bool {
        let letters: usize = self.0.iter().map(|word| word.chars().count()).sum();
        if self.0.len() < least || letters < 12 {
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
        (low * 2 >= self.0.len() && saying >= 1) || saying >= 4
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
