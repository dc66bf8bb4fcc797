//! Who acts in a Chinese clause, where no capital shows a name: 戴尔, 启岚网络公司, 云付宝.

use super::place::{ZH_BEFORE, analysed, is_composed, is_name_word};
use crate::language::analysis::{Class as Pos, Word, analyse};
use crate::lexicon::termbase;
use crate::model::{ClauseId, Policy};
use crate::text::{Lang, Span, folded, is_han};

/// Where the body of a Chinese clause begins in the source, and its text.
fn chinese(policy: &Policy, lang: Lang, clause: ClauseId) -> Option<(usize, &str)> {
    let body = policy
        .clause(lang, clause)
        .filter(|_| lang.is_chinese())?
        .body;
    Some((body.start as usize, policy.body(lang, clause)))
}

/// A Chinese word in front of which an actor stands.
pub(super) fn is_acting(word: &Word<'_>) -> bool {
    matches!(
        word.part_of_speech,
        Pos::Verb | Pos::Adverb | Pos::Preposition | Pos::Conjunction
    ) || word.surface == "的"
}

/// Words in Han of a Chinese clause that are names by themselves, with whether each acts: 戴尔.
pub(super) fn named_words(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<(Span, bool)> {
    let Some((base, body)) = chinese(policy, lang, clause) else {
        return Vec::new();
    };
    let (dictionary, text) = analysed(lang, body);
    let mut found: Vec<(Span, bool)> = Vec::new();
    let mut open: Option<(usize, usize, bool)> = None;
    // whether an actor may stand here
    let mut free = true;
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        if let Some((start, end, free)) = open.take() {
            let acting = is_acting(word) || word.part_of_speech == Pos::Symbol;
            let acts = free && acting && end == word.start;
            found.push((Span::new(base + start, base + end), acts));
        }
        if is_name_word(lang, word) && !is_composed(lang, word.surface) {
            open = Some((word.start, word.end, free));
        }
        free = matches!(
            word.part_of_speech,
            Pos::Symbol | Pos::Preposition | Pos::Conjunction | Pos::Verb
        ) || ZH_BEFORE.contains(word.surface);
    });
    found
}

/// What stands in front of 公司 where no name does: 本公司, 该公司, 一家公司.
const FIRM_DETERMINERS: &str = "本我贵該该各其他她它任何某此这那每家同另母子分一两几多数全";
/// Words in front of 公司 that say what it does; a name stands before them.
const FIRM_KINDS: &[&str] = &[
    "关联",
    "合作",
    "快递",
    "物流",
    "运输",
    "保险",
    "支付",
    "相关",
    "附属",
    "控股",
    "上市",
    "有限",
    "责任",
    "股份",
    "服务",
    "集团",
    "网络",
    "科技",
    "代理",
    "销售",
    "租赁",
    "通信",
    "技术",
    "第三方",
    "外部",
    "专业",
];
/// Words that end what stands before a name.
const FIRM_ENDS: &str = "在是对向将由被与和或及从把让给以为因而且但的之等于即";

/// Companies that a Chinese clause names without the form of their law (启岚网络公司), with whether each acts.
pub(super) fn firms(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<(Span, bool)> {
    const FIRM: &str = "公司";
    const LONGEST: usize = 8;
    let Some((base, body)) = chinese(policy, lang, clause).filter(|(_, body)| body.contains(FIRM))
    else {
        return Vec::new();
    };
    let (dictionary, text) = analysed(lang, body);
    let mut words: Vec<(usize, usize, bool)> = Vec::new();
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        let acting = is_acting(word) || word.part_of_speech == Pos::Symbol;
        words.push((word.start, word.end, acting));
    });
    let mut found = Vec::new();
    for (at, (_, end, _)) in words.iter().enumerate() {
        if !text[..*end].ends_with(FIRM) {
            continue;
        }
        // the words in front, up to one that no name holds
        let mut start = *end - FIRM.len();
        let mut odd = false;
        for (from, to, acting) in words[..at].iter().rev() {
            let word = &text[*from..*to];
            let kind = FIRM_KINDS.contains(&word);
            let han = word.chars().all(is_han);
            let length = text[*from..*end].chars().count();
            if word.chars().any(|c| FIRM_DETERMINERS.contains(c)) {
                odd = false;
                break;
            }
            let ends = word.chars().all(|c| FIRM_ENDS.contains(c));
            if !han
                || ends
                || *acting && word.chars().count() > 1
                || length > LONGEST
                || kind && odd
            {
                break;
            }
            // a name is made of characters that no word holds
            odd |= !kind && word.chars().count() == 1;
            start = *from;
        }
        if odd && start + FIRM.len() < *end {
            let acts = words.get(at + 1).is_none_or(|next| next.2);
            found.push((Span::new(base + start, base + *end), acts));
        }
    }
    found
}

/// What follows who is bound or promises, at the beginning of a sentence.
const MODALS: &[&str] = &[
    "不会", "不會", "不得", "不对", "不對", "仅", "僅", "会", "會", "只会", "只會", "可", "将",
    "將", "应", "應", "承诺", "承諾", "有权", "有權", "绝不", "絕不", "须", "須",
];
/// Characters of words for somebody who is no firm.
const NO_NAME: &str =
    "我你您他她它其该該本此这這那各每任何双雙两兩一二三四五六七八九十谁誰者人方们們";

/// Words that no dictionary holds, of two to six characters, that open a sentence in front of what somebody will do or
/// must do: 云付宝不会出售.
pub(super) fn subjects(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<Span> {
    const LONGEST: usize = 6;
    let Some((base, body)) = chinese(policy, lang, clause) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in body.split_inclusive(['。', '；', '！', '？', '\n']) {
        let at = start;
        start += sentence.len();
        let (mut end, mut length) = (0, 0);
        for (place, c) in sentence.char_indices().take(LONGEST + 1) {
            let is_modal = MODALS
                .iter()
                .any(|modal| sentence[place..].starts_with(modal));
            if length >= 2 && is_modal {
                end = place;
                break;
            }
            if !is_han(c) || NO_NAME.contains(c) {
                break;
            }
            length += 1;
        }
        if end > 0 && is_unknown(lang, &sentence[..end]) {
            found.push(Span::new(base + at, base + at + end));
        }
    }
    found
}

/// Whether a dictionary has to take a word apart into characters, of which none says where, when or how: two neighbours
/// at least are words of one character, and no part is a term.
fn is_unknown(lang: Lang, word: &str) -> bool {
    /// Adverbs, places, times, pronouns, numbers, measures and particles, as the word list tags them.
    const OTHER: &[&str] = &["c", "d", "f", "m", "p", "q", "r", "t", "u", "y", "zg"];
    let (dictionary, text) = analysed(lang, word);
    let (mut singles, mut is_name) = (Vec::new(), true);
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        is_name &= !OTHER.contains(&word.tags[0]);
        singles.push(word.surface.chars().nth(1).is_none());
    });
    termbase().concepts(lang, &folded(word), &mut |_| is_name = false);
    is_name && singles.windows(2).any(|pair| pair == [true, true])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_characters_is_unknown() {
        for word in ["云付宝", "乐信", "栖光智能"] {
            assert!(is_unknown(Lang::Zh, word), "{word}");
        }
        for word in [
            "平台",
            "客服部门",
            "第三方",
            "宠物主",
            "个人信息",
            "网页上常",
            "调涨月费",
        ] {
            assert!(!is_unknown(Lang::Zh, word), "{word}");
        }
    }
}
