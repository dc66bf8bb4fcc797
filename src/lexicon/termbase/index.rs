//! Forms as stretches of tokens, and the longest match at each place of a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::token::{Token, tokens};
use crate::text::{Lang, folded};

/// Characters that make another word of one that ends on the first: 接收方 receives, 接收方式 is a way to do so.
const GOES_ON: [(char, &str); 5] = [
    ('方', "式法案面便"),
    ('权', "限"),
    ('權', "限"),
    ('人', "员員"),
    ('地', "址"),
];

/// Words of so many katakana and fewer stand inside others: ログ in カタログ.
const SHORT: usize = 4;

/// Forms of concepts, by what they begin with.
///
/// No tree: a stretch of tokens is known by a hash of 64 bits. One set of bits says which of them may begin a form, a
/// table which are one. The indexes of the program's own tables are made when it is built and only read when it starts;
/// a stretch of a policy has the hash of a form by chance once in some 10^11 policies.
#[derive(Debug, Default)]
pub(in crate::lexicon) struct Index {
    /// Of the hashes of all that forms begin with the last bits are set.
    begins: Vec<u64>,
    /// Each form, its hash and its number, in the order of hashes.
    forms: Vec<[u8; FORM]>,
    /// Where the forms begin of which the hashes begin with some bits, and where the last ones end.
    starts: Vec<u32>,
}

/// Words of 64 bits in the set of beginnings, a power of two: 2^18 bits for some 20,000 beginnings.
const WORDS: usize = 1 << 12;
/// Bytes of a form: its hash and its number, little endian.
const FORM: usize = 12;
/// By so many bits at the beginning of a hash its form is looked up.
const BITS: u32 = 12;

fn bucket(hash: u64) -> usize {
    (hash >> (u64::BITS - BITS)) as usize
}

fn hash_of(form: &[u8; FORM]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *form;
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

fn number_of(form: &[u8; FORM]) -> u32 {
    let [.., a, b, c, d] = *form;
    u32::from_le_bytes([a, b, c, d])
}

/// The hash of a stretch that is longer by a token.
#[inline]
fn longer(hash: u64, token: u64) -> u64 {
    let product = u128::from(hash ^ token) * 0x9e37_79b9_7f4a_7c15;
    (product >> 64) as u64 ^ product as u64
}

impl Index {
    /// The index of forms in a language, each with its number; the first of two equal ones counts.
    pub(in crate::lexicon) fn new<'f>(
        lang: Lang,
        forms: impl IntoIterator<Item = (u32, &'f str)>,
    ) -> Self {
        let mut begins = vec![0; WORDS];
        let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
        for (number, form) in forms {
            let mut hash = 0;
            for (token, ..) in tokens(lang, &folded(form)) {
                hash = longer(hash, token);
                begins[hash as usize / 64 % WORDS] |= 1 << (hash % 64);
            }
            // Nothing but punctuation is no form.
            if hash != 0 {
                numbers.entry(hash).or_insert(number);
            }
        }
        let forms = numbers.iter().map(|(hash, number)| {
            let mut form = [0; FORM];
            form[..8].copy_from_slice(&hash.to_le_bytes());
            form[8..].copy_from_slice(&number.to_le_bytes());
            form
        });
        Self::of(begins, forms.collect())
    }

    fn of(begins: Vec<u64>, forms: Vec<[u8; FORM]>) -> Self {
        let mut starts = vec![0; (1 << BITS) + 1];
        for form in &forms {
            starts[bucket(hash_of(form)) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self {
            begins,
            forms,
            starts,
        }
    }

    /// Whether it holds no form.
    pub(in crate::lexicon) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The number of the form with a hash.
    #[inline]
    fn number(&self, hash: u64) -> Option<u32> {
        let at = bucket(hash);
        let forms = &self.forms[self.starts[at] as usize..self.starts[at + 1] as usize];
        let form = forms.iter().find(|form| hash_of(form) == hash)?;
        Some(number_of(form))
    }

    /// The index as it is stored: the words of the beginnings, then the forms by their hashes.
    #[allow(dead_code, reason = "what the build script stores")]
    pub(in crate::lexicon) fn stored(&self) -> Vec<u8> {
        if self.is_empty() {
            return Vec::new();
        }
        let begins = self.begins.iter().flat_map(|word| word.to_le_bytes());
        begins.chain(self.forms.iter().flatten().copied()).collect()
    }

    /// Reads a stored index; of bytes that are none, what can be read.
    pub(in crate::lexicon) fn read(stored: &[u8]) -> Self {
        let (begins, forms) = stored.split_at(stored.len().min(WORDS * size_of::<u64>()));
        let words = begins.as_chunks().0.iter();
        let mut begins: Vec<u64> = words.map(|word| u64::from_le_bytes(*word)).collect();
        begins.resize(WORDS, 0);
        Self::of(begins, forms.as_chunks().0.to_vec())
    }

    /// The longest form that begins at a place, ends before another and is a word there; `joined`: a form ended right
    /// before.
    fn longest(
        &self,
        tokens: &[Token],
        (at, before): (usize, usize),
        joined: bool,
    ) -> Option<(usize, u32)> {
        let (mut hash, mut best) = (0, None);
        for (end, (token, ..)) in tokens.iter().enumerate().take(before).skip(at) {
            hash = longer(hash, *token);
            if self.begins[hash as usize / 64 % WORDS] >> (hash % 64) & 1 == 0 {
                break;
            }
            if let Some(number) = self.number(hash)
                && is_word(tokens, at..end + 1, joined)
            {
                best = Some((end + 1 - at, number));
            }
        }
        best
    }
}

/// The longest match at each place, left to right; `inside`: behind each what stands inside it.
pub(in crate::lexicon) fn scan(
    index: &Index,
    tokens: &[Token],
    inside: bool,
    each: &mut dyn FnMut(u32, Range<usize>),
) {
    if index.is_empty() {
        return;
    }
    let bytes =
        |at: usize, length: usize| tokens[at].1 as usize..tokens[at + length - 1].2 as usize;
    let (mut at, mut joined) = (0, false);
    while at < tokens.len() {
        match index.longest(tokens, (at, tokens.len()), joined) {
            Some((length, concept)) => {
                each(concept, bytes(at, length));
                let (mut within, end) = (at, at + length);
                while inside && within < end {
                    // The whole is found already.
                    let before = if within == at { end - 1 } else { end };
                    match index.longest(tokens, (within, before), within > at) {
                        Some((length, concept)) => {
                            each(concept, bytes(within, length));
                            within += length;
                        }
                        None => within += 1,
                    }
                }
                at = end;
                joined = true;
            }
            None => {
                at += 1;
                joined = false;
            }
        }
    }
}

/// Whether tokens are no part of a longer word that the termbase does not have.
fn is_word(tokens: &[Token], range: Range<usize>, joined: bool) -> bool {
    let (start, end) = (range.start, range.end);
    // 没有过错 is no fault.
    let has = matches!(letter(tokens, start), Some('有'));
    if has
        && adjoining(tokens, start).is_some()
        && matches!(
            letter(tokens, start - 1),
            Some('没' | '沒' | '無' | '无' | '未')
        )
    {
        return false;
    }
    if let (Some(last), Some(next)) = (letter(tokens, end - 1), adjoining(tokens, end)) {
        let goes_on = GOES_ON
            .iter()
            .any(|(own, others)| *own == last && others.contains(next));
        if goes_on {
            return false;
        }
    }
    let short = range.len() <= SHORT && range.clone().all(|at| is_katakana(letter(tokens, at)));
    let inside = || {
        start > 0 && is_katakana(letter(tokens, start - 1)) && adjoining(tokens, start).is_some()
    };
    joined || !short || !inside()
}

/// The character that a token is, where it is one.
fn letter(tokens: &[Token], at: usize) -> Option<char> {
    char::from_u32(u32::try_from(tokens.get(at)?.0).ok()?)
}

/// The character at a place that follows the token before without a gap.
fn adjoining(tokens: &[Token], at: usize) -> Option<char> {
    let before = tokens.get(at.checked_sub(1)?)?;
    letter(tokens, at).filter(|_| before.2 == tokens[at].1)
}

fn is_katakana(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー'))
}

#[cfg(test)]
mod tests {
    use super::super::termbase;
    use super::*;

    fn found(lang: Lang, text: &str) -> Vec<&'static str> {
        let mut out = Vec::new();
        termbase().concepts(lang, crate::text::Folded::new(text).text(), &mut |id| {
            out.extend(termbase().concept(id).map(|concept| concept.id));
        });
        out
    }

    #[test]
    fn an_index_is_stored_and_read() {
        let forms = ["data", "personal data", "data", "right of access"];
        let index = Index::new(Lang::En, (7..).zip(forms));
        for index in [&index, &Index::read(&index.stored())] {
            let mut found = Vec::new();
            let text = tokens(Lang::En, "personal data and data of access");
            scan(index, &text, true, &mut |number, at| {
                found.push((number, at))
            });
            assert_eq!(found, [(8, 0..13), (7, 9..13), (7, 18..22)]);
        }
        assert!(Index::read(&Index::default().stored()).is_empty());
    }

    #[test]
    fn a_part_of_a_longer_word_is_no_term() {
        for (lang, text, id) in [
            (Lang::Zh, "数据处理方式", "data-processor"),
            (Lang::Zh, "访问权限", "right-of-access"),
            (Lang::ZhHant, "接收方式", "recipient"),
            (Lang::Zh, "自提交之日起", "store-pickup"),
            (Lang::Zh, "以上司法管辖区", "superior-at-work"),
            (Lang::Zh, "在三十日内审查", "internal-audit"),
            (Lang::Zh, "双方取消协议", "consumer-association"),
            (Lang::Zh, "证明自己没有过错", "guilty"),
            (Lang::Ja, "商品カタログ", "log"),
            (Lang::Ja, "プログラム", "log"),
            (Lang::En, "a set of rules", "settings"),
            (Lang::En, "book a seat", "reservation"),
            (Lang::Vi, "chúng tôi có thể chuyển nhượng", "transferable"),
        ] {
            assert!(!found(lang, text).contains(&id), "{text} is {id}");
        }
    }

    #[test]
    fn a_term_is_found_beside_another() {
        for (lang, text, id) in [
            (Lang::Zh, "数据处理方应当", "data-processor"),
            // To you, not a direction; aimed at, no policy.
            (Lang::Zh, "其他第三方向您提供的服务", "third-party"),
            (Lang::ZhHant, "第三方針對您的投訴", "third-party"),
            (Lang::Zh, "访问权和更正权", "right-of-access"),
            (Lang::Ja, "ユーザーログ", "log"),
            (Lang::Ja, "ログを保存します", "log"),
            (Lang::En, "settings of your browser", "settings"),
            (Lang::En, "the third-party’s cookies", "cookie"),
        ] {
            assert!(found(lang, text).contains(&id), "{text} is not {id}");
        }
    }
}
