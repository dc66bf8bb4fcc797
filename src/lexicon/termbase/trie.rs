//! A trie over tokens, and the longest match at each place of a text.

use std::ops::Range;

use foldhash::HashMap;

use super::token::Token;
use crate::model::TermId;

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

/// A trie over tokens; node 0 is the root.
#[derive(Debug, Default)]
pub(in crate::lexicon) struct Trie {
    next: HashMap<(u32, u64), u32>,
    concept: Vec<Option<TermId>>,
}

impl Trie {
    /// Whether it holds no form.
    pub(in crate::lexicon) fn is_empty(&self) -> bool {
        self.concept.is_empty()
    }

    pub(in crate::lexicon) fn insert(&mut self, form: &[Token], id: TermId) {
        if self.concept.is_empty() {
            self.concept.push(None);
        }
        let mut node = 0;
        for (token, ..) in form {
            let fresh = u32::try_from(self.concept.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, *token)).or_insert(fresh);
            if node == fresh {
                self.concept.push(None);
            }
        }
        if node > 0 {
            self.concept[node as usize].get_or_insert(id);
        }
    }

    /// The longest form that begins at a place, ends before another and is a word there; `joined`: a form ended right
    /// before.
    fn longest(
        &self,
        tokens: &[Token],
        (at, before): (usize, usize),
        joined: bool,
    ) -> Option<(usize, TermId)> {
        let (mut node, mut best) = (0, None);
        for (end, (token, ..)) in tokens.iter().enumerate().take(before).skip(at) {
            let Some(next) = self.next.get(&(node, *token)) else {
                break;
            };
            node = *next;
            if let Some(id) = self.concept[node as usize]
                && is_word(tokens, at..end + 1, joined)
            {
                best = Some((end + 1 - at, id));
            }
        }
        best
    }
}

/// The longest match at each place, left to right; `inside`: behind each what stands inside it.
pub(in crate::lexicon) fn scan(
    trie: &Trie,
    tokens: &[Token],
    inside: bool,
    each: &mut dyn FnMut(TermId, Range<usize>),
) {
    if trie.is_empty() {
        return;
    }
    let bytes =
        |at: usize, length: usize| tokens[at].1 as usize..tokens[at + length - 1].2 as usize;
    let (mut at, mut joined) = (0, false);
    while at < tokens.len() {
        match trie.longest(tokens, (at, tokens.len()), joined) {
            Some((length, concept)) => {
                each(concept, bytes(at, length));
                let (mut within, end) = (at, at + length);
                while inside && within < end {
                    // The whole is found already.
                    let before = if within == at { end - 1 } else { end };
                    match trie.longest(tokens, (within, before), within > at) {
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
    use crate::text::Lang;

    fn found(lang: Lang, text: &str) -> Vec<&'static str> {
        let mut out = Vec::new();
        termbase().concepts(lang, crate::text::Folded::new(text).text(), &mut |id| {
            out.extend(termbase().concept(id).map(|concept| concept.id));
        });
        out
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
