//! How texts end, by language.

use std::ops::Range;

use crate::text::{Lang, is_cjk};

/// How a clause stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stop {
    /// Without a mark.
    Open,
    /// With a full stop behind a word that ends no sentence; how sure.
    Marked(f32),
}

/// English words that begin something, sorted.
const EN_OPEN: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "because", "between", "but", "by", "for", "from", "if",
    "is", "may", "must", "of", "or", "our", "shall", "than", "that", "the", "their", "to",
    "unless", "was", "were", "when", "where", "whether", "which", "while", "who", "whose", "will",
    "with", "your",
];
/// Those that end no sentence even before a full stop, sorted.
const EN_NEVER: &[&str] = &[
    "a", "an", "and", "because", "but", "or", "our", "the", "their", "unless", "whose",
];
/// Vietnamese syllables that begin something, sorted.
const VI_OPEN: &[&str] = &[
    "bằng", "bị", "bởi", "cho", "các", "của", "hoặc", "khi", "là", "mà", "một", "nhưng", "những",
    "nếu", "phải", "rằng", "sẽ", "theo", "thì", "trong", "trên", "từ", "và", "vì", "với", "được",
    "để",
];
/// Those that end no sentence even before a full stop, sorted.
const VI_NEVER: &[&str] = &[
    "các", "của", "hoặc", "mà", "nhưng", "những", "nếu", "rằng", "và",
];
/// Ends of Chinese text that go on.
const ZH_OPEN: &[&str] = &[
    "并且", "而且", "或者", "以及", "但是", "因为", "由于", "如果", "根据", "对于", "关于", "为了",
    "通过", "包括", "应当", "可以", "可能", "必须", "不得", "並且", "或者", "因為", "由於", "根據",
    "對於", "關於", "為了", "透過", "應當", "必須", "和", "或", "将", "將", "把", "被", "从", "從",
    "在", "向", "由",
];
/// Those that end no sentence even before 。.
const ZH_NEVER: &[&str] = &[
    "并且", "而且", "或者", "以及", "但是", "因为", "由于", "对于", "关于", "为了", "並且", "因為",
    "由於", "對於", "關於", "為了",
];
/// Words of Chinese that end with one of the characters above.
const ZH_WORDS: &[&str] = &[
    "存在",
    "所在",
    "现在",
    "現在",
    "内在",
    "潜在",
    "方向",
    "理由",
    "自由",
    "事由",
    "缘由",
    "温和",
    "总和",
    "总和",
    "意向",
    "去向",
    "指向",
    "即将",
    "任何或",
    "服从",
    "服從",
    "缓和",
];
/// Particles of Japanese that something must follow.
const JA_OPEN: &[&str] = &[
    "および",
    "及び",
    "または",
    "又は",
    "もしくは",
    "若しくは",
    "かつ",
    "ならびに",
    "並びに",
    "ために",
    "場合は",
    "場合には",
    "により",
    "によって",
    "に対して",
    "について",
    "を",
    "が",
    "は",
    "に",
    "で",
    "と",
    "の",
    "へ",
    "や",
    "て",
];
/// Those that end no sentence even before 。, and how sure that is.
const JA_NEVER: &[(&str, f32)] = &[
    ("ために", 0.75),
    ("および", 0.9),
    ("及び", 0.9),
    ("または", 0.9),
    ("又は", 0.9),
    ("もしくは", 0.9),
    ("若しくは", 0.9),
    ("ならびに", 0.9),
    ("並びに", 0.9),
    ("を", 0.75),
    ("場合は", 0.8),
    ("場合には", 0.8),
    ("に対して", 0.75),
    ("に関して", 0.75),
    ("によって", 0.75),
    ("ながら", 0.75),
    ("ことが", 0.85),
    ("ことは", 0.8),
    ("当社は", 0.85),
    ("お客様は", 0.85),
];

fn last_word(text: &str) -> (usize, &str) {
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| !(crate::text::is_alphabetic(*c) || *c == '\''))
        .map_or(0, |(at, c)| at + c.len_utf8());
    (start, &text[start..])
}

/// How a clause stops, if not as it should; with the place.
pub(super) fn stop(text: &str, lang: Lang) -> Option<(Range<usize>, Stop)> {
    let trimmed = text.trim_end();
    let last = trimmed.chars().next_back()?;
    if crate::text::is_alphanumeric(last) || matches!(last, ',' | '，' | '、') {
        // An address ends a sentence without a mark.
        let word = trimmed
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let address = word.contains('@')
            || word.contains("://")
            || word.contains("www.")
            || (word.contains('.') && !word.ends_with(','));
        if address || trimmed.ends_with(|c: char| c.is_numeric()) {
            return None;
        }
        let from = trimmed.char_indices().next_back().map_or(0, |(at, _)| at);
        return Some((from..trimmed.len(), Stop::Open));
    }
    let body = trimmed.strip_suffix(['.', '。'])?;
    if body.ends_with(['.', '。', '…']) {
        return None;
    }
    never(body, lang)
        .map(|(range, confidence)| (range.start..trimmed.len(), Stop::Marked(confidence)))
}

/// The word before a full stop that ends no sentence.
fn never(body: &str, lang: Lang) -> Option<(Range<usize>, f32)> {
    match lang {
        Lang::En | Lang::Vi => {
            let (start, word) = last_word(body);
            let list = if lang == Lang::En { EN_NEVER } else { VI_NEVER };
            // Appendix A. Part A.
            let label = word.chars().next().is_some_and(char::is_uppercase);
            let long = body.split_whitespace().nth(4).is_some();
            (!label && long && list.binary_search(&word).is_ok())
                .then_some((start..body.len(), 0.85))
        }
        Lang::Ja => {
            let (end, confidence) = JA_NEVER
                .iter()
                .filter(|(end, _)| body.ends_with(end))
                .max_by_key(|(end, _)| end.len())?;
            // Short lines are captions: お問い合わせは受付を。
            let long = body.chars().nth(19).is_some();
            long.then_some((body.len() - end.len()..body.len(), *confidence))
        }
        Lang::Zh | Lang::ZhHant => {
            let end = ZH_NEVER.iter().find(|end| body.ends_with(**end))?;
            let long = body.chars().nth(7).is_some();
            long.then_some((body.len() - end.len()..body.len(), 0.85))
        }
        Lang::Other(_) => None,
    }
}

/// The last word of a clause without a mark that something must follow.
pub(super) fn dangling(text: &str, lang: Lang) -> Option<Range<usize>> {
    let trimmed = text.trim_end();
    match lang {
        Lang::En | Lang::Vi => {
            let (start, word) = last_word(trimmed);
            let list = if lang == Lang::En { EN_OPEN } else { VI_OPEN };
            list.binary_search(&word)
                .is_ok()
                .then_some(start..trimmed.len())
        }
        Lang::Zh | Lang::ZhHant => {
            if ZH_WORDS.iter().any(|word| trimmed.ends_with(word)) {
                return None;
            }
            // A list names those who do something with 的 as the last word; no sentence behind another ends so.
            let of = trimmed.contains('。').then_some("的");
            let end = (ZH_OPEN.iter().copied())
                .chain(of)
                .find(|end| trimmed.ends_with(end))?;
            Some(trimmed.len() - end.len()..trimmed.len())
        }
        Lang::Ja => {
            if ["こと", "について", "など", "もの"]
                .iter()
                .any(|end| trimmed.ends_with(end))
            {
                return None;
            }
            let end = JA_OPEN
                .iter()
                .filter(|end| trimmed.ends_with(**end))
                .max_by_key(|end| end.len())?;
            Some(trimmed.len() - end.len()..trimmed.len())
        }
        Lang::Other(_) => None,
    }
}

/// Whether an item ends with a word that joins it to the next one.
pub(super) fn joins(text: &str) -> bool {
    let trimmed = text
        .trim_end()
        .trim_end_matches([',', '，', '、', ';', '；']);
    [
        "and",
        "or",
        "and/or",
        "và",
        "hoặc",
        "hay",
        "和",
        "或",
        "或者",
        "並且",
        "并且",
        "而且",
        "以及",
        "及",
        "及び",
        "又は",
        "または",
        "および",
        "並びに",
        "ならびに",
        "かつ",
        "又は",
        "もしくは",
        "若しくは",
    ]
    .iter()
    .any(|word| trimmed.ends_with(word))
        || text.trim_end().ends_with([',', '，', '、'])
}

/// Whether a clause is long enough for a sentence.
pub(super) fn has_words(text: &str, lang: Lang) -> bool {
    if lang.is_cjk() {
        text.chars().filter(|c| is_cjk(*c)).nth(9).is_some()
    } else {
        text.split_whitespace().nth(5).is_some()
    }
}

/// Whether words are a name and no sentence: short, and without a word that only sentences have.
pub(super) fn is_name(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Vi => {
            const SAYING: &[&str] = &[
                "bao", "cho", "các", "có", "cung", "do", "gồm", "khi", "là", "những", "này", "sẽ",
                "thuộc", "theo", "trong", "áp", "được", "đã", "để",
            ];
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            !words.is_empty()
                && words.len() <= 10
                && !words.iter().any(|word| SAYING.contains(&word.as_str()))
        }
        Lang::En => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let joining = ["of", "and", "the", "for", "in"];
            !words.is_empty()
                && words.len() <= 8
                && words.iter().all(|word| {
                    word.starts_with(|c: char| !c.is_lowercase()) || joining.contains(word)
                })
        }
        Lang::Ja => {
            text.chars().nth(24).is_none()
                && !text.is_empty()
                && !text
                    .chars()
                    .any(|c| matches!(c, '\u{3041}'..='\u{3096}') && c != 'の')
        }
        Lang::Zh | Lang::ZhHant => {
            text.chars().nth(24).is_none()
                && !text.is_empty()
                && !text.contains([
                    '的', '由', '是', '在', '为', '為', '与', '與', '，', '将', '將', '本', '对',
                    '對', '及',
                ])
        }
        Lang::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [EN_OPEN, EN_NEVER, VI_OPEN, VI_NEVER] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }

    #[test]
    fn stops() {
        for (lang, text, expected) in [
            (Lang::En, "The boat must be clean and", Some(Stop::Open)),
            (
                Lang::En,
                "The boat must be returned to the.",
                Some(Stop::Marked(0.85)),
            ),
            (Lang::En, "These are the rules that you agree to.", None),
            (Lang::En, "See Part A.", None),
            (Lang::En, "Write to desk@lake.example", None),
            (
                Lang::Vi,
                "Bạn phải trả thuyền tại bến của.",
                Some(Stop::Marked(0.85)),
            ),
            (Lang::Vi, "Bạn phải trả thuyền tại bến.", None),
            (Lang::Zh, "归还时小船应当清洁，并且", Some(Stop::Open)),
            (
                Lang::Zh,
                "归还时小船应当清洁，并且。",
                Some(Stop::Marked(0.85)),
            ),
            (Lang::Zh, "请说明理由。", None),
            (
                Lang::Ja,
                "当社の受付に連絡して、当社が修理を手配するために。",
                Some(Stop::Marked(0.75)),
            ),
            (Lang::Ja, "お問い合わせは受付まで。", None),
            (Lang::Ja, "次の場合を除きます。", None),
        ] {
            assert_eq!(stop(text, lang).map(|(_, stop)| stop), expected, "{text}");
        }
    }

    #[test]
    fn words_that_something_must_follow() {
        for (lang, text, word) in [
            (Lang::En, "The boat must be clean and", Some("and")),
            (Lang::En, "Boats for rent", None),
            (Lang::Vi, "Bạn phải trả thuyền của", Some("của")),
            (Lang::Zh, "请说明理由", None),
            (Lang::Zh, "小船应当清洁并且", Some("并且")),
            (Lang::Ja, "小舟を返却する場合は", Some("場合は")),
            (Lang::Ja, "小舟の返却", None),
        ] {
            assert_eq!(
                dangling(text, lang).map(|range| &text[range]),
                word,
                "{text}"
            );
        }
    }
}
