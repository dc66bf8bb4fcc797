//! Which language a stretch of text is in: evidence that adds up.
//!
//! A heading of four Han characters fools every identifier, so nothing is decided here block by
//! block: a [`Guess`] holds weights, guesses of neighbouring blocks are added, and the sum decides.
//! What counts: the script of every character, the written standards that a Han character belongs to
//! (`dictionaries/han/standards.tsv`), letters that only Vietnamese has, and function words. One pass.

mod guess;

pub use guess::Guess;

use std::sync::OnceLock;

use crate::text::{Lang, Script, script_of};
use foldhash::{HashMap, HashMapExt as _};
use guess::{COUNT, EN, HANT, JA, KNOWN, VI, ZH};

/// In simplified Chinese, in traditional Chinese, in Japanese.
const S: u8 = 1;
const T: u8 = 2;
const J: u8 = 4;

/// The standards of a Han character; all of them where it does not tell.
fn standards(c: char) -> u8 {
    static TABLE: OnceLock<HashMap<char, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let row = |line: &str| {
            let (character, flags) = line.split_once('\t')?;
            let bit = |flag, bit| if flags.contains(flag) { bit } else { 0 };
            Some((
                character.chars().next()?,
                bit('s', S) | bit('t', T) | bit('j', J),
            ))
        };
        include_str!("../../dictionaries/han/standards.tsv")
            .lines()
            .filter_map(row)
            .collect()
    });
    table.get(&c).copied().unwrap_or(S | T | J)
}

/// Whether a Han character belongs to the written standard of a language: simplified and traditional Chinese, Japanese.
/// Characters that the table does not know belong to all of them, and to any other language.
#[must_use]
pub fn is_written_in(c: char, lang: Lang) -> bool {
    let standard = match lang {
        Lang::Zh => S,
        Lang::ZhHant => T,
        Lang::Ja => J,
        _ => return true,
    };
    standards(c) & standard != 0
}

/// Characters of all standards that make up Chinese grammar and are rare in Japanese headings of kanji.
fn is_chinese_grammar(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '在'
            | '是'
            | '我'
            | '和'
            | '及'
            | '就'
            | '都'
            | '把'
            | '被'
            | '也'
            | '或'
            | '若'
            | '且'
            | '其'
            | '本'
            | '之'
            | '由'
            | '向'
    )
}

fn weigh_han(c: char, weights: &mut [f32; COUNT]) {
    let (s, t, j) = match standards(c) {
        S => (1.0, 0.0, 0.0),
        T => (0.0, 1.0, 0.0),
        J => (0.0, 0.0, 1.0),
        flags if flags == S | T => (0.5, 0.5, 0.0),
        flags if flags == S | J => (0.4, 0.0, 0.4),
        flags if flags == T | J => (0.0, 0.4, 0.4),
        _ if is_chinese_grammar(c) => (0.35, 0.35, 0.15),
        _ => (0.12, 0.12, 0.12),
    };
    weights[ZH] += s;
    weights[HANT] += t;
    weights[JA] += j;
}

/// The written standard of a Chinese document: by its characters that only one of the two has.
/// `None` if none of them tells, or they are as many.
#[must_use]
pub fn han_standard(text: &str) -> Option<Lang> {
    let (mut simplified, mut traditional) = (0u32, 0u32);
    for c in text.chars().filter(|c| script_of(*c) == Script::Han) {
        match standards(c) & (S | T) {
            S => simplified += 1,
            T => traditional += 1,
            _ => {}
        }
    }
    match simplified.cmp(&traditional) {
        std::cmp::Ordering::Greater => Some(Lang::Zh),
        std::cmp::Ordering::Less => Some(Lang::ZhHant),
        std::cmp::Ordering::Equal => None,
    }
}

/// Function words by language, in lower case. A word of several languages counts for each of them.
const FUNCTION_WORDS: &[(usize, f32, &str)] = &[
    (
        EN,
        1.0,
        "the of and to in you your we our us is are be that this these those with for by or as will may not any have has from on at it its if can such which when who they their shall must how what all other an do does under about into use please",
    ),
    (
        VI,
        1.0,
        "và của các được không những với tôi bạn này đến cho là có trong khi để từ theo hoặc một người thông tin chúng việc quyền về tại ra sẽ phải nếu nào đã bởi cũng hay như",
    ),
    (
        VI,
        0.8,
        "va cua duoc khong nhung voi nguoi chung thong trong theo khi hoac quyen viec dieu nay trang ban toi",
    ),
    (
        KNOWN,
        1.0,
        "le la les des et est pour une dans vous nous que qui sur par avec du au aux vos nos ou ce cette sont votre notre ne pas plus",
    ),
    (
        KNOWN + 1,
        1.0,
        "der die das und ist für von mit den wir sie oder nicht werden dem des ein eine zu im auf auch ihre unsere bei nach durch zur zum",
    ),
    (
        KNOWN + 2,
        1.0,
        "el los las del que y para por una con su usted sus es en se al como más nuestro o no lo este esta",
    ),
    (
        KNOWN + 3,
        1.0,
        "os das dos para uma com não você que seu sua em um por ao pela pelo ou nosso se é são mais",
    ),
    (
        KNOWN + 4,
        1.0,
        "il di che per una con sono della gli le dei nel alla delle e è un questo non si da dal i",
    ),
    (
        KNOWN + 5,
        1.0,
        "de het een van en voor met zijn wij u uw niet of op te dat door worden onze aan als",
    ),
    (
        KNOWN + 6,
        1.0,
        "yang dan untuk dengan dari atau kami anda ini tidak pada dalam adalah akan oleh ke kepada itu",
    ),
];

fn function_words() -> &'static HashMap<&'static str, Vec<(usize, f32)>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<(usize, f32)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Vec<(usize, f32)>> = HashMap::new();
        for (index, weight, words) in FUNCTION_WORDS {
            for word in words.split(' ') {
                table.entry(word).or_default().push((*index, *weight));
            }
        }
        table
    })
}

/// What any word of plain Latin letters says for English: so little that one function word outweighs six.
pub(crate) const PLAIN_WORD: f32 = 0.15;
/// Bytes of a word that are looked up.
const LONGEST_WORD: usize = 24;

/// A letter that Vietnamese has and no other language of Latin script in wide use: ơ ư đ, hook above and dot below.
fn is_vietnamese(c: char) -> bool {
    matches!(
        c,
        'ơ' | 'Ơ' | 'ư' | 'Ư' | 'đ' | 'Đ' | '\u{1ea0}'
            ..='\u{1ef9}' | '\u{309}' | '\u{31b}' | '\u{323}'
    )
}

/// A word of Latin letters while it is read.
#[derive(Default)]
struct Word {
    lower: String,
    letters: usize,
    vietnamese: bool,
    plain: bool,
    /// Part of an address: the text before or behind it is glued by `@`, `.`, `/`.
    address: bool,
}

impl Word {
    fn push(&mut self, c: char) {
        if self.letters == 0 {
            self.plain = true;
        }
        self.letters += 1;
        self.plain &= c.is_ascii();
        self.vietnamese |= is_vietnamese(c);
        if self.lower.len() < LONGEST_WORD {
            self.lower.extend(c.to_lowercase());
        }
    }

    /// Weighs the word that ends here, and empties it. `next` is what stands behind.
    fn end(&mut self, next: Option<char>, weights: &mut [f32; COUNT]) {
        if self.letters > 0 && !self.address && !matches!(next, Some('@' | '/' | '_')) {
            let known = function_words().get(self.lower.as_str());
            if self.vietnamese && known.is_none() {
                weights[VI] += 1.0;
            }
            for (index, weight) in known.into_iter().flatten() {
                weights[*index] += weight;
            }
            if known.is_none() && self.plain && self.letters > 1 {
                weights[EN] += PLAIN_WORD;
            }
        }
        self.lower.clear();
        (self.letters, self.vietnamese, self.plain, self.address) = (0, false, false, false);
    }
}

/// The evidence of a stretch of text.
#[must_use]
pub fn identify(text: &str) -> Guess {
    let mut guess = Guess::default();
    let weights = &mut guess.weights;
    let mut word = Word::default();
    let mut last = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let script = script_of(c);
        let mark = matches!(c, '\u{300}'..='\u{323}') && word.letters > 0;
        if script == Script::Latin || mark {
            if word.letters == 0 {
                word.address = matches!(last, '@' | '/' | '_') || (last == '.' && c.is_lowercase());
            }
            word.push(c);
        } else {
            let address = c == '.' && characters.peek().is_some_and(char::is_ascii_alphanumeric);
            word.end(if address { Some('/') } else { Some(c) }, weights);
        }
        match script {
            Script::Hiragana => weights[JA] += 1.0,
            // Chinese texts quote names in katakana.
            Script::Katakana => weights[JA] += 0.6,
            Script::Han => weigh_han(c, weights),
            Script::Hangul => weights[KNOWN + 7] += 1.0,
            Script::Other => {
                if let Some(index) = other_script(c) {
                    weights[index] += 0.3;
                }
            }
            Script::Latin | Script::Common => {}
        }
        last = c;
    }
    word.end(None, weights);
    guess
}

/// The language that stands for a script here, by block: the most used one.
fn other_script(c: char) -> Option<usize> {
    let place = match c {
        '\u{400}'..='\u{52f}' => 8,
        '\u{e00}'..='\u{e7f}' => 9,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => 10,
        '\u{590}'..='\u{5ff}' => 11,
        '\u{370}'..='\u{3ff}' => 12,
        '\u{900}'..='\u{97f}' => 13,
        _ => return None,
    };
    Some(KNOWN + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(tag: &str) -> Lang {
        tag.parse().unwrap()
    }

    #[test]
    fn sentences_are_told() {
        for (text, lang) in [
            ("我们重视您的隐私，并依照法律处理个人信息。", Lang::Zh),
            ("我們重視您的隱私，並依照法律處理個人資料。", Lang::ZhHant),
            ("当社は、お客様の個人情報を適切に取り扱います。", Lang::Ja),
            ("We respect your privacy.", Lang::En),
            ("Chúng tôi tôn trọng quyền riêng tư của bạn.", Lang::Vi),
            ("Chung toi khong ban thong tin cua nguoi dung.", Lang::Vi),
            (
                "Chu\u{301}ng to\u{302}i se\u{303} tra\u{309} lo\u{31b}\u{300}i.",
                Lang::Vi,
            ),
            (
                "Nous respectons votre vie privée et celle de vos enfants.",
                other("fr"),
            ),
            ("Wir verarbeiten die Daten nicht ohne Grund.", other("de")),
            (
                "Usted puede revocar el permiso para los datos.",
                other("es"),
            ),
            ("Мы уважаем вашу частную жизнь.", other("ru")),
            ("우리는 개인정보를 보호합니다.", other("ko")),
            ("Cookieの利用について", Lang::Ja),
            ("使用Google Analytics进行统计", Lang::Zh),
            ("隐私政策", Lang::Zh),
            ("隱私權政策", Lang::ZhHant),
            ("Privacy Policy", Lang::En),
            ("Điều khoản", Lang::Vi),
        ] {
            assert_eq!(
                identify(text).best(),
                Some(lang),
                "{text}: {:?}",
                identify(text)
            );
        }
    }

    #[test]
    fn no_letters_are_no_evidence() {
        for text in [
            "",
            "2025-07-30",
            "1.2.3 — (4)",
            "。、「」",
            "www.example.com",
            "a@b.cn",
        ] {
            assert!(
                identify(text).strength() < 0.2,
                "{text}: {:?}",
                identify(text)
            );
        }
        assert_eq!(identify("12, 34.").best(), None);
    }

    #[test]
    fn a_heading_of_common_han_is_weak_and_its_document_decides() {
        let heading = identify("利用目的");
        assert!(heading.lead() < 0.3 && heading.strength() < 1.0);
        let document: Guess = ["利用目的", "次の目的で利用します。"]
            .into_iter()
            .map(identify)
            .sum();
        assert_eq!(document.best(), Some(Lang::Ja));
        assert!(document.lead() > 0.5);
    }

    #[test]
    fn written_standards() {
        assert_eq!(han_standard("个人信息处理规则"), Some(Lang::Zh));
        assert_eq!(han_standard("個人資料處理規則"), Some(Lang::ZhHant));
        assert_eq!(han_standard("利用目的"), None);
        assert_eq!(han_standard("plain"), None);
    }

    #[test]
    fn long_words_are_bounded() {
        let text = "a".repeat(1_000_000);
        assert!(identify(&text).strength() < 1.0);
    }
}
