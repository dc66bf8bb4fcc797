//! Words of two syllables, by the keys of their syllables.
//!
//! The build script makes the table of those that the program knows, from `dictionaries/vi/words.tsv` and the termbase;
//! a process reads it where it lies.

use super::syllable::key;

/// Syllables that join with everything, sorted: never suspected.
const FUNCTION: &[&str] = &[
    "ai", "ba", "bao", "bên", "bạn", "bảy", "bằng", "bị", "bốn", "bởi", "cho", "chín", "chúng",
    "chưa", "chỉ", "con", "các", "cái", "còn", "có", "cùng", "cũng", "cả", "của", "do", "dưới",
    "giữa", "gì", "gần", "hai", "hay", "hoặc", "hãy", "hơn", "họ", "khi", "không", "kia", "là",
    "lúc", "lại", "mà", "mười", "mọi", "mỗi", "một", "mới", "ngay", "nghìn", "ngoài", "nhiều",
    "như", "nhưng", "những", "nào", "này", "nên", "nó", "năm", "nếu", "nữa", "phải", "qua", "quá",
    "ra", "rất", "rằng", "rồi", "sau", "sáu", "sẽ", "sự", "theo", "thêm", "thì", "thế", "triệu",
    "trong", "trên", "trăm", "trước", "tám", "tôi", "tại", "từ", "từng", "việc", "và", "vài",
    "vào", "vì", "vẫn", "vậy", "về", "với", "xa", "xin", "ít", "đang", "đi", "đây", "đã", "đó",
    "được", "đến", "đều", "để", "ấy", "ở",
];

/// Whether a syllable joins with everything.
pub(super) fn is_function(syllable: &str) -> bool {
    FUNCTION.binary_search(&syllable).is_ok()
}

/// The words that are known, as they are stored.
pub(super) struct Known<'a> {
    /// Hashes of words, and of neighbours inside of longer terms; sorted.
    pairs: &'a [[u8; 8]],
    /// Words, by their first syllable.
    words: &'a [[u8; WORD]],
    /// The places of the words, by their second syllable.
    by_second: &'a [[u8; 4]],
    /// The words as they are written.
    text: &'a str,
}

/// Bytes of a stored word: the keys of its syllables, where it stands in the text, the lengths of its syllables; all
/// little endian.
const WORD: usize = 24;

/// A stored word.
struct Word {
    keys: (u64, u64),
    at: usize,
    lengths: [usize; 2],
}

impl Word {
    fn read([a, b, c, d, e, f, g, h, rest @ ..]: &[u8; WORD]) -> Self {
        let [i, j, k, l, m, n, o, p, rest @ ..] = rest;
        let [q, r, s, t, u, v, w, x] = rest;
        let first = u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]);
        let second = u64::from_le_bytes([*i, *j, *k, *l, *m, *n, *o, *p]);
        let lengths = [[*u, *v], [*w, *x]];
        Self {
            keys: (first, second),
            at: u32::from_le_bytes([*q, *r, *s, *t]) as usize,
            lengths: lengths.map(|length| usize::from(u16::from_le_bytes(length))),
        }
    }
}

/// One number for two syllables.
fn joined((first, second): (u64, u64)) -> u64 {
    first.rotate_left(32) ^ second
}

impl<'a> Known<'a> {
    /// Reads a [stored](stored) table; of bytes that are none, what can be read.
    pub(super) fn read(stored: &'a [u8]) -> Self {
        let read = || {
            let (head, rest) = stored.split_first_chunk::<8>()?;
            let [a, b, c, d, e, f, g, h] = head;
            let pairs = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            let words = u32::from_le_bytes([*e, *f, *g, *h]) as usize;
            let (pairs, rest) = rest.split_at_checked(pairs * size_of::<u64>())?;
            let (by_first, rest) = rest.split_at_checked(words * WORD)?;
            let (by_second, text) = rest.split_at_checked(words * size_of::<u32>())?;
            Some(Self {
                pairs: pairs.as_chunks().0,
                words: by_first.as_chunks().0,
                by_second: by_second.as_chunks().0,
                text: str::from_utf8(text).ok()?,
            })
        };
        read().unwrap_or(Self {
            pairs: &[],
            words: &[],
            by_second: &[],
            text: "",
        })
    }

    /// Whether two syllables stand beside each other in a word or a term.
    pub(super) fn is_pair(&self, keys: (u64, u64)) -> bool {
        let pair = joined(keys);
        let found = self
            .pairs
            .binary_search_by_key(&pair, |pair| u64::from_le_bytes(*pair));
        found.is_ok()
    }

    /// Whether two syllables are a word.
    pub(super) fn is_word(&self, keys: (u64, u64)) -> bool {
        let found = self
            .words
            .binary_search_by_key(&keys, |word| Word::read(word).keys);
        found.is_ok()
    }

    /// The words that begin with a syllable.
    pub(super) fn beginning(&self, first: u64) -> impl Iterator<Item = [&'a str; 2]> {
        let words = self.words.iter().map(Word::read);
        let from = self
            .words
            .partition_point(|word| Word::read(word).keys.0 < first);
        words
            .skip(from)
            .take_while(move |word| word.keys.0 == first)
            .map(|word| self.written(&word))
    }

    /// The words that end on a syllable.
    pub(super) fn ending(&self, second: u64) -> impl Iterator<Item = [&'a str; 2]> {
        let word = |at: &[u8; 4]| Word::read(&self.words[u32::from_le_bytes(*at) as usize]);
        let from = self
            .by_second
            .partition_point(|at| word(at).keys.1 < second);
        let words = self.by_second[from..].iter().map(word);
        words
            .take_while(move |word| word.keys.1 == second)
            .map(|word| self.written(&word))
    }

    fn written(&self, word: &Word) -> [&'a str; 2] {
        let [first, second] = word.lengths;
        let behind = word.at + first;
        [
            &self.text[word.at..behind],
            &self.text[behind..behind + second],
        ]
    }
}

/// The table of words and terms as [`Known::read`] reads it: the numbers of pairs and of words, then all that
/// [`Known`] has. The spelling that comes first stands for the others of a word.
#[allow(dead_code, reason = "what the build script stores")]
pub(crate) fn stored<'f>(forms: impl Iterator<Item = &'f str>) -> Vec<u8> {
    let (mut pairs, mut words) = (Vec::new(), Vec::new());
    for form in forms {
        let syllables: Vec<(u64, String)> = form
            .split(|c: char| !crate::text::is_alphabetic(c))
            .filter(|syllable| !syllable.is_empty())
            .map(str::to_lowercase)
            .map(|syllable| (key(&syllable), syllable))
            .collect();
        let keys = |pair: &[(u64, String)]| joined((pair[0].0, pair[1].0));
        pairs.extend(syllables.windows(2).map(keys));
        // Neighbours inside of a longer term may belong to two words: bảo vệ|dữ liệu.
        if let [(first, a), (second, b)] = &syllables[..]
            && !is_function(a)
            && !is_function(b)
        {
            words.push(((*first, *second), a.clone(), b.clone()));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    words.sort_by_key(|word| word.0);
    words.dedup_by_key(|word| word.0);
    let mut by_second: Vec<usize> = (0..words.len()).collect();
    by_second.sort_by_key(|at| words[*at].0.1);

    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let length = |length: usize| u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes();
    let mut out = [number(pairs.len()), number(words.len())].concat();
    out.extend(pairs.iter().flat_map(|pair| pair.to_le_bytes()));
    let mut text = String::new();
    for ((first, second), a, b) in &words {
        out.extend([first.to_le_bytes(), second.to_le_bytes()].concat());
        out.extend(number(text.len()));
        out.extend([length(a.len()), length(b.len())].concat());
        text.extend([a.as_str(), b.as_str()]);
    }
    out.extend(by_second.into_iter().flat_map(number));
    out.extend(text.bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stored_and_found_by_either_syllable() {
        let forms = [
            "hoà giải",
            "khách hàng",
            "hòa giải",
            "bảo vệ dữ liệu",
            "khách mời",
            "của bạn",
            "Nhà hàng",
        ];
        let stored = stored(forms.into_iter());
        let known = Known::read(&stored);
        let keys = |word: &str| {
            let (first, second) = word.split_once(' ').expect("two syllables");
            (key(first), key(second))
        };
        for (word, is_pair, is_word) in [
            ("khách hàng", true, true),
            ("hòa giải", true, true),
            ("nhà hàng", true, true),
            ("vệ dữ", true, false),
            ("của bạn", true, false),
            ("hàng khách", false, false),
        ] {
            assert_eq!(known.is_pair(keys(word)), is_pair, "{word}");
            assert_eq!(known.is_word(keys(word)), is_word, "{word}");
        }
        let beginning: Vec<_> = known
            .beginning(key("khách"))
            .map(|word| word.join(" "))
            .collect();
        assert_eq!(beginning.len(), 2);
        assert!(beginning.iter().any(|word| word == "khách mời"));
        let ending: Vec<_> = known.ending(key("giải")).collect();
        assert_eq!(ending, [["hoà", "giải"]]);
        let mut ending: Vec<_> = known
            .ending(key("hàng"))
            .map(|word| word.join(" "))
            .collect();
        ending.sort();
        assert_eq!(ending, ["khách hàng", "nhà hàng"]);
        assert!(!Known::read(b"no table").is_pair(keys("của bạn")));
    }

    #[test]
    fn syllables_that_join_with_everything_are_sorted() {
        assert!(FUNCTION.is_sorted_by(|a, b| a < b));
    }
}
