//! Site furniture that shows in the words: lists of languages to choose from.
//!
//! What shows in the markup (`nav`, `footer`, class names) is the HTML reader's.

use std::sync::LazyLock;

use crate::model::{Block, BlockKind};
use foldhash::HashSet;

/// Names by which pages offer their languages, lower case: endonyms, English names, and names in the four languages.
const NAMES: &str = "english|japanese|chinese|vietnamese|simplified chinese|traditional chinese|chinese (simplified)|chinese (traditional)|\
    korean|french|german|spanish|portuguese|italian|russian|thai|indonesian|dutch|polish|turkish|arabic|hindi|malay|ukrainian|czech|swedish|\
    日本語|中文|简体中文|繁體中文|繁体中文|简体|繁體|繁体|中文（简体）|中文（繁體）|中文(简体)|中文(繁體)|中国語|中国語（簡体字）|中国語（繁体字）|中国語(簡体字)|中国語(繁体字)|簡体字|繁体字|英語|ベトナム語|韓国語|\
    英文|英语|日文|日语|日語|越南语|越南文|越南語|韩语|韩文|한국어|tiếng việt|tiếng anh|tiếng nhật|tiếng trung|tiếng hàn|\
    français|deutsch|español|português|português (brasil)|português do brasil|italiano|русский|ไทย|bahasa indonesia|bahasa melayu|nederlands|polski|türkçe|العربية|हिन्दी|українська|čeština|svenska|\
    bengali|bulgarian|danish|farsi|persian|finnish|greek|hebrew|hungarian|norwegian|romanian|slovak|croatian|catalan|basque|lithuanian|latvian|estonian|tagalog|khmer|lao|burmese|\
    dansk|ελληνικά|suomi|magyar|norsk|română|slovenčina|български|فارسی|বাংলা|עברית|hrvatski|català|euskara|lietuvių|latviešu|eesti|česky|galego|slovenščina|srpski|\
    en|ja|jp|vi|vn|zh|cn|tw|ko|kr|fr|de|es|zh-cn|zh-tw|zh-hans|zh-hant|en-us|en-gb|简|繁|日|英|中";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split('|').collect());

/// Whether a text is the name of a language and nothing else.
fn is_language(text: &str) -> bool {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || "[]【】*_•・-".contains(c) || is_flag(c));
    if text.is_empty() || text.len() > 60 {
        return false;
    }
    // A name may stand beside its own translation: `Bengali/বাংলা`, `Japanese (日本語)`.
    let lower = text.to_lowercase();
    let is_name = |text: &str| KNOWN.contains(text);
    is_name(&lower)
        || lower
            .split_once(['/', '(', '（'])
            .is_some_and(|(one, other)| {
                is_name(one.trim()) && other.chars().count() <= 24 && !other.contains(' ')
            })
}

/// Regional indicators make flags.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a text is a row of languages to choose from (`English | 日本語 | 中文`).
///
/// Of a row of six or more, with commas or a caption before a colon, most names are enough: nobody lists all
/// languages here. Shorter ones with commas may be what a clause says (`Language: English, Vietnamese`).
fn is_language_row(text: &str) -> bool {
    if text.len() > 1200 {
        return false;
    }
    let is_bar = |c: char| matches!(c, '|' | '/' | '·' | '•' | '｜' | '／' | '\n');
    let is_filled = |part: &&str| !part.trim().is_empty();
    // Nearly every text is no such row, and its first part tells.
    let mut count = 0;
    let all = text.split(is_bar).filter(is_filled).all(|part| {
        count += 1;
        is_language(part)
    });
    if all && count >= 2 {
        return true;
    }
    let row = match text.split_once([':', '：']) {
        Some((caption, row)) if caption.chars().count() <= 40 => row,
        _ => text,
    };
    let (mut count, mut known) = (0, 0);
    let short = row
        .split(|c| is_bar(c) || matches!(c, ',' | '、' | '，'))
        .filter(is_filled)
        .all(|part| {
            count += 1;
            let short = part.trim().chars().count() <= 24;
            known += usize::from(short && is_language(part));
            short
        });
    short && count >= 6 && known * 2 > count
}

/// Marks rows of languages, and runs of two or more blocks that each name one.
pub(super) fn mark_language_lists(text: &str, blocks: &mut [Block]) {
    let slice = |block: &Block| text.get(block.span.range()).unwrap_or_default();
    let may_be =
        |block: &Block| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Cell { .. });
    let named: Vec<bool> = blocks
        .iter()
        .map(|block| may_be(block) && is_language(slice(block)))
        .collect();
    let mut at = 0;
    while at < blocks.len() {
        // Between two names that are known, one that is not is a name too.
        let mut end = at;
        let mut count = 0;
        while named.get(end) == Some(&true) {
            count += 1;
            end += 1;
            let is_gap = named.get(end) == Some(&false) && named.get(end + 1) == Some(&true);
            if is_gap && blocks[end].kind == blocks[at].kind && blocks[end].span.len() <= 60 {
                end += 1;
            }
        }
        if count >= 2 {
            blocks[at..end]
                .iter_mut()
                .for_each(|block| block.furniture = true);
        } else if may_be(&blocks[at]) && is_language_row(slice(&blocks[at])) {
            blocks[at].furniture = true;
        }
        at = end.max(at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_languages() {
        for row in [
            "English | 日本語 | 中文",
            "简体中文 / English",
            "🇯🇵 日本語・🇻🇳 Tiếng Việt".replace('・', " | ").as_str(),
            "[EN] / [JA]",
            "入手可能なその他の言語: Dansk, Deutsch, Ελληνικά, English, Español, 日本語",
        ] {
            assert!(is_language_row(row), "{row}");
        }
        for row in [
            "English",
            "English, law",
            "日本語",
            "a | b",
            "English and 日本語",
            "个人信息、隐私",
            "Supported: name, address, English",
            "Language: English, Vietnamese",
        ] {
            assert!(!is_language_row(row), "{row}");
        }
    }
}
