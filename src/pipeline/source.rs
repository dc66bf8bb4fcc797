//! Which edition is the source: the one that the others were translated from.
//!
//! In the order of how sure each sign is: the user, the front matter, a clause
//! that says which language prevails, the first edition of a file that holds
//! several, and last the edition that has the fewest gaps against the others.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::align;
use crate::model::{Class, Policy};
use crate::text::{Folded, Lang};

/// What is known before the editions are aligned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// By the user.
    pub(crate) asked: Option<Lang>,
    /// By the front matter of a file.
    pub(crate) front_matter: Option<Lang>,
    /// The first edition of a file that holds several.
    pub(crate) first: Option<Lang>,
}

/// The source as far as it can be told without an alignment. A language that has no edition is passed over.
pub(crate) fn named(policy: &Policy, hints: &Hints) -> Option<Lang> {
    let there = |lang: &Lang| policy.editions.contains_key(lang);
    let told = hints
        .asked
        .filter(there)
        .or(hints.front_matter.filter(there));
    told.or_else(|| prevailing(policy))
        .or(hints.first.filter(there))
}

/// Sets the source and puts the groups of an aligned policy in its order.
pub(crate) fn choose(policy: &mut Policy, named: Option<Lang>) {
    let gaps = |lang: Lang| {
        policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text && group.of(lang).is_empty())
            .count()
    };
    if let Some(lang) = named.or_else(|| policy.langs().min_by_key(|lang| (gaps(*lang), *lang))) {
        policy.source = lang;
        policy.source_named = named.is_some();
    }
    align::order(policy);
}

/// The languages by the names that policies call them in each language, folded. The longer name stands first.
const NAMES: [(Lang, &str); 5] = [
    (
        Lang::ZhHant,
        "traditional chinese|繁[体體]中文|中文繁[体體]|繁[体體]字中国語|tiếng trung (?:quốc )?phồn thể",
    ),
    (
        Lang::Zh,
        "(?:simplified |mandarin )?chinese|[简簡][体體]中文|中文(?:[简簡][体體])?|[汉漢][语語]|简[体體]字|中国語|簡体字中国語|tiếng trung(?: quốc)?(?: giản thể)?|tiếng hoa",
    ),
    (Lang::En, "english|英文|英[语語]|tiếng anh"),
    (
        Lang::Ja,
        "japanese|日文|日[语語]|日本[语語]|tiếng nhật(?: bản)?",
    ),
    (
        Lang::Vi,
        "vietnamese|越南?文|越南?[语語]|ベトナム語|tiếng việt",
    ),
];

/// How a clause says that an edition prevails; `LANG` is where its language is named. The clause must say so of that
/// language itself: "between the English and the Japanese version, this version prevails" names none.
const FRAMES: [&str; 13] = [
    // The English version (of this policy) shall prevail.
    r"\bLANG(?:[ -]language)?(?: (?:version|text|edition|original|one|document))?(?: of (?:this|these|the|our) [a-z ]{1,40}?)? ?(?:,? ?(?:shall|will|must|should|is to|does) )?(?:always |also |in all cases )?(?:prevails?|controls?|governs?|(?:takes?|has|have) (?:precedence|priority)|(?:be|is) (?:the )?(?:authoritative|controlling|governing|prevailing|legally binding|only binding|binding one|binding version|definitive|official version))\b",
    r"\b(?:authoritative|controlling|governing|prevailing|binding|definitive) (?:version|text|edition|language) (?:of [a-z ]{1,40}? )?(?:is|shall be|will be) (?:in |the )*LANG\b",
    // 以中文版为准
    r"以(?:本[^，。；,;\n]{0,12}?的?)?(?:LANG)(?:版本|版|文本|本|原文|条款|內容|内容|的)*(?:内容|內容)?[^，。；,;\n]{0,6}?[为為][准準]",
    r"以(?:LANG)(?:版本|版|文本|本|原文)*[^，。；,;\n]{0,4}?(?:[为為](?:正本|正式文本)|优先|優先)",
    r"(?:LANG)(?:版本|版|文本|本|原文)*(?:的?效力)?(?:应|應|将|將)?(?:优先|優先)(?:适用|適用|于|於|。|，|$)",
    // 日本語版を優先する, 日本語を正文とする
    r"(?:LANG)(?:版|原文|文|本文|のもの|のテキスト)*(?:の(?:内容|記載|規定|条件|文言|解釈|定め))?(?:が|を|の方が|のほうが)(?:常に|すべて|全て)?、?(?:優先|正文|原本|正本|正式|正と|正し|正であ)",
    r"(?:LANG)(?:版|原文)*(?:の(?:内容|記載|規定))?に(?:準拠|従う|従い|よるもの)",
    r"(?:正文|原本|正本)は、?(?:LANG)",
    // bản tiếng Anh sẽ được ưu tiên áp dụng
    r"(?:LANG)(?: của [^.;,\n]{1,40}?)? (?:này )?(?:sẽ |phải |luôn )*(?:được )?(?:ưu tiên|có (?:giá trị|hiệu lực)(?: pháp lý)? (?:cao hơn|ưu tiên|quyết định|chi phối)|chi phối|là (?:bản|văn bản) (?:chính|gốc|có giá trị))",
    r"ưu tiên (?:áp dụng |sử dụng )?(?:theo )?(?:phiên )?(?:bản |văn bản )?(?:bằng )?(?:LANG)",
    r"(?:căn cứ|dựa|lấy|theo) (?:vào |theo )?(?:phiên )?(?:bản |văn bản )?(?:bằng )?(?:LANG) làm (?:chuẩn|căn cứ|gốc|bản chính)",
    r"(?:LANG)(?: của [^.;,\n]{1,40}?)? (?:sẽ |phải )?(?:được )?(?:là|làm|lấy làm) (?:chuẩn|căn cứ|cơ sở duy nhất)",
    r"(?:LANG) (?:sẽ )?(?:mới )?(?:là bản |)có giá trị (?:pháp lý )?ràng buộc",
];

/// What every frame has one of, in the writing of the text itself: clauses without it are not folded.
static CUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)prevail|control|govern|precedence|priority|authoritative|binding|definitive|official|[为為][准準正]|[优優]先|正文|原本|正本|正式|正と|正し|正であ|準拠|従[うい]|よるもの|tiên|tiên|giá trị|giá trị|hiệu lực|hiệu lực|chi phối|chi phối|làm|làm",
    )
    .ok()
});

/// One pattern a language.
static PREVAILS: LazyLock<Vec<(Lang, Vec<Regex>)>> = LazyLock::new(|| {
    let compiled = |names: &str| {
        FRAMES
            .iter()
            .filter_map(|frame| Regex::new(&frame.replace("LANG", &format!("(?:{names})"))).ok())
            .collect()
    };
    NAMES
        .iter()
        .map(|(lang, names)| (*lang, compiled(names)))
        .collect()
});

/// Longer clauses are no such clause, and a bound keeps the work on a hostile line small.
const LONGEST_CLAUSE: usize = 4096;

/// The edition that the text itself says prevails; none where the editions contradict each other.
fn prevailing(policy: &Policy) -> Option<Lang> {
    let mut said = BTreeSet::new();
    for edition in policy.editions.values() {
        for (id, clause) in edition.document.iter() {
            if clause.class == Class::Text && clause.body.len() <= LONGEST_CLAUSE {
                said.extend(prevails(edition.document.body(id)));
            }
        }
    }
    // Chinese without saying which: the one that there is.
    if said.len() == 1 && said.contains(&Lang::Zh) && !policy.editions.contains_key(&Lang::Zh) {
        said = BTreeSet::from([Lang::ZhHant]);
    }
    let only = said.first().copied().filter(|_| said.len() == 1)?;
    policy.editions.contains_key(&only).then_some(only)
}

/// A part of every language's name in [`NAMES`], in every writing: cheap to look for, so that the patterns are not
/// even compiled for policies that name no language.
const NAME_PARTS: &[&str] = &[
    "chinese",
    "english",
    "japanese",
    "vietnamese",
    "中文",
    "英文",
    "日文",
    "越",
    "语",
    "語",
    "简体字",
    "簡体字",
    "繁体字",
    "繁體字",
    "tiếng",
    "ti\u{ea}\u{301}ng",
    "tie\u{302}\u{301}ng",
];

/// The languages that a text says prevail.
fn prevails(text: &str) -> Vec<Lang> {
    let lower = text.to_lowercase();
    if !NAME_PARTS.iter().any(|part| lower.contains(part)) {
        return Vec::new();
    }
    if !CUE.as_ref().is_some_and(|cue| cue.is_match(text)) {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let found = |patterns: &[Regex]| {
        patterns
            .iter()
            .any(|pattern| pattern.is_match(folded.text()))
    };
    let mut langs: Vec<Lang> = PREVAILS
        .iter()
        .filter(|(_, patterns)| found(patterns))
        .map(|(lang, _)| *lang)
        .collect();
    // "Traditional Chinese" ends in "Chinese".
    if langs.contains(&Lang::ZhHant) {
        langs.retain(|lang| *lang != Lang::Zh);
    }
    langs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert!(CUE.is_some());
        assert!(
            PREVAILS
                .iter()
                .all(|(_, patterns)| patterns.len() == FRAMES.len())
        );
    }

    #[test]
    fn clauses_that_say_which_language_prevails() {
        for (text, lang) in [
            (
                "If the translations differ, the English version shall prevail.",
                Lang::En,
            ),
            (
                "In the event of a conflict between the English and the Japanese text, the Japanese text controls.",
                Lang::Ja,
            ),
            (
                "The Vietnamese-language version of these terms of sale will take precedence over any translation.",
                Lang::Vi,
            ),
            (
                "The governing version of this policy is the Traditional Chinese one.",
                Lang::ZhHant,
            ),
            ("Only the English version is legally binding.", Lang::En),
            ("各语言版本如有歧义，以中文版本为准。", Lang::Zh),
            (
                "本政策的各译本与英文版不一致时，应以英文版内容为准。",
                Lang::En,
            ),
            ("各語言版本如有不一致，以繁體中文版為準。", Lang::ZhHant),
            ("如有冲突，日文版优先适用。", Lang::Ja),
            (
                "翻訳版と日本語版との間に相違がある場合には、日本語版が優先します。",
                Lang::Ja,
            ),
            (
                "本規約は英語版を正文とし、日本語訳は参考のために提供されます。",
                Lang::En,
            ),
            (
                "齟齬がある場合は、中国語版の内容を優先するものとします。",
                Lang::Zh,
            ),
            (
                "Nếu có khác biệt giữa các bản dịch, bản tiếng Anh sẽ được ưu tiên áp dụng.",
                Lang::En,
            ),
            (
                "Trường hợp có mâu thuẫn, phiên bản tiếng Việt có giá trị pháp lý cao hơn.",
                Lang::Vi,
            ),
            (
                "Khi các bản khác nhau, chúng tôi ưu tiên áp dụng bản tiếng Nhật.",
                Lang::Ja,
            ),
            (
                "Nếu có mâu thuẫn thì lấy bản tiếng Trung làm chuẩn.",
                Lang::Zh,
            ),
        ] {
            assert_eq!(prevails(text), [lang], "{text}");
        }
    }

    #[test]
    fn clauses_that_do_not() {
        for text in [
            "This policy is available in English and Japanese.",
            "We control how your data is used; the English courts have jurisdiction.",
            "If the English and the Chinese version differ, this version shall prevail.",
            "Mandatory law shall prevail over the English version.",
            "Customer support in English has no priority.",
            "本政策提供中文和英文版本。",
            "服务内容以页面显示为准，客服使用中文。",
            "本规约以公布的内容为准。",
            "日本語のサポートを優先的に希望する方は窓口までご連絡ください。",
            "英語版は参考訳です。",
            "会員の安全を優先します。",
            "Chúng tôi hỗ trợ bằng tiếng Anh và tiếng Việt.",
            "Khách hàng thân thiết được ưu tiên giao hàng.",
        ] {
            assert_eq!(prevails(text), [], "{text}");
        }
    }
}
