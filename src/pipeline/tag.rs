//! The part of a file or folder name → the language that it names.
//!
//! Names are made of ordinary words too, and many of those look like codes
//! (`it`, `no`, `my`, `is`, `to`). So a tag carries a grade: how much else must
//! speak for it before it is believed. What stands beside it in the folder is
//! judged by `layout`, not here.

use crate::text::Lang;

/// How clear a tag is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// A code that is as likely a word or a country: needs a clear one beside it.
    Doubtful,
    /// Needs another language beside it.
    Likely,
    /// Stands alone.
    Clear,
}

/// A language read from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The language; `None` where the name lists several (`terms-zh-en.md`).
    pub(crate) lang: Option<Lang>,
    /// How clear it is.
    pub(crate) grade: Grade,
}

/// A name with its tag taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// What stands before the tag, without the separator.
    pub(crate) before: String,
    /// What stands behind it, without the separator.
    pub(crate) after: String,
    /// The tag.
    pub(crate) tag: Tag,
}

/// Codes that are no word in a file name and no country that a text is *for* rather than written in
/// (`terms-uk` are the British terms, not Ukrainian ones).
const CLEAR: [&str; 12] = [
    "zh", "en", "ja", "vi", "ko", "fr", "de", "es", "th", "pt", "ru", "pl",
];
/// Codes of three letters that no word resembles.
const LIKELY: [&str; 9] = [
    "chs", "cht", "zhs", "zht", "zho", "cmn", "eng", "jpn", "vie",
];
/// Languages whose code is no region: `zh-en` lists two languages, `en-th` is the English of Thailand.
const NO_REGION: [&str; 5] = ["zh", "en", "ja", "vi", "ko"];
const SCRIPTS: [&str; 5] = ["hans", "hant", "latn", "jpan", "cyrl"];

/// Languages by name, longest first where one ends in another. Latin names stand as words of their own; Han and
/// kana names may be glued to what stands before them (隐私政策英文版).
const NAMES: &[(&str, Lang)] = &[
    ("simplified chinese", Lang::Zh),
    ("chinese simplified", Lang::Zh),
    ("traditional chinese", Lang::ZhHant),
    ("chinese traditional", Lang::ZhHant),
    ("chinese", Lang::Zh),
    ("english", Lang::En),
    ("japanese", Lang::Ja),
    ("vietnamese", Lang::Vi),
    ("tiếng trung", Lang::Zh),
    ("tieng trung", Lang::Zh),
    ("tiếng anh", Lang::En),
    ("tieng anh", Lang::En),
    ("tiếng nhật", Lang::Ja),
    ("tieng nhat", Lang::Ja),
    ("tiếng việt", Lang::Vi),
    ("tieng viet", Lang::Vi),
    ("简体中文", Lang::Zh),
    ("簡體中文", Lang::Zh),
    ("简中", Lang::Zh),
    ("繁体中文", Lang::ZhHant),
    ("繁體中文", Lang::ZhHant),
    ("繁中", Lang::ZhHant),
    ("中文", Lang::Zh),
    ("中国語", Lang::Zh),
    ("英文", Lang::En),
    ("英语", Lang::En),
    ("英語", Lang::En),
    ("日文", Lang::Ja),
    ("日语", Lang::Ja),
    ("日語", Lang::Ja),
    ("日本語", Lang::Ja),
    ("越南文", Lang::Vi),
    ("越南语", Lang::Vi),
    ("越南語", Lang::Vi),
    ("越文", Lang::Vi),
    ("越语", Lang::Vi),
    ("ベトナム語", Lang::Vi),
];

/// Names of files are short; what is longer is not searched for a tag.
const LONGEST_NAME: usize = 512;

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '_'
            | '.'
            | ' '
            | '('
            | ')'
            | '['
            | ']'
            | '（'
            | '）'
            | '【'
            | '】'
            | '@'
            | '~'
            | '+'
            | ','
    )
}

/// The byte ranges of the words of a name.
fn words(name: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in name.char_indices() {
        match (is_separator(c), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| (from, name.len())));
    words
}

/// One to three words as a BCP 47 tag (`zh`, `zh-Hant-TW`) or as a list of languages (`zh-en`).
fn code(parts: &[&str]) -> Option<Tag> {
    let (first, rest) = parts.split_first()?;
    let several = parts.len() > 1 && rest.iter().all(|part| NO_REGION.contains(part));
    if several && CLEAR.contains(first) && !rest.contains(first) {
        return Some(Tag {
            lang: None,
            grade: Grade::Clear,
        });
    }
    let is_subtag = |part: &&str| {
        let region = part.len() == 2
            && part.bytes().all(|byte| byte.is_ascii_lowercase())
            && !NO_REGION.contains(part);
        region || SCRIPTS.contains(part)
    };
    if !rest.iter().all(is_subtag) {
        return None;
    }
    let lang: Lang = parts.join("-").parse().ok()?;
    let grade = if CLEAR.contains(first) {
        Grade::Clear
    } else if LIKELY.contains(first) {
        Grade::Likely
    } else {
        Grade::Doubtful
    };
    Some(Tag {
        lang: Some(lang),
        grade,
    })
}

/// 版 and its like, which stand behind the name of a language.
fn without_edition(word: &str) -> &str {
    ["版本", "版", "訳", "译本", "譯本"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word)
}

/// The language name that ends `name` (lower case): where it starts, and whether words of its own make it up.
fn name_at_end(name: &str) -> Option<(usize, Lang)> {
    let trimmed = without_edition(name.trim_end_matches(is_separator));
    let trimmed = ["version", "edition"]
        .iter()
        .find_map(|end| trimmed.strip_suffix(end))
        .unwrap_or(trimmed);
    let trimmed = trimmed.trim_end_matches(is_separator);
    let spaced: String = trimmed
        .chars()
        .map(|c| {
            if is_separator(c) && c.len_utf8() == 1 {
                ' '
            } else {
                c
            }
        })
        .collect();
    NAMES.iter().find_map(|(written, lang)| {
        let before = spaced.strip_suffix(written)?;
        let glued = before.chars().next_back().is_some_and(|c| !is_separator(c));
        let latin = written.chars().next().is_some_and(|c| c.is_ascii());
        (!(glued && latin)).then_some((before.len(), *lang))
    })
}

/// The tag that a whole name is (`en`, `zh_CN`, `ja.lproj`, `日本語`).
pub(crate) fn whole(name: &str) -> Option<Tag> {
    let lower = lower(name)?;
    let lower = lower.strip_suffix(".lproj").unwrap_or(&lower);
    if let Some((0, lang)) = name_at_end(lower) {
        return Some(Tag {
            lang: Some(lang),
            grade: Grade::Clear,
        });
    }
    let words = words(lower);
    let covers = words.first().is_some_and(|first| first.0 == 0)
        && words.last().is_some_and(|last| last.1 == lower.len());
    let parts: Vec<&str> = words
        .iter()
        .map(|(start, end)| &lower[*start..*end])
        .collect();
    if covers && parts.len() <= 4 {
        code(&parts)
    } else {
        None
    }
}

/// The tag at the end of a name that has more than the tag (`privacy.ja`, `privacy-zh-CN`, `隐私政策英文版`).
pub(crate) fn suffix(name: &str) -> Option<Tagged> {
    let lower = lower(name)?;
    let words = words(&lower);
    let best = (1..=3.min(words.len().saturating_sub(1))).filter_map(|count| {
        let run = &words[words.len() - count..];
        let parts: Vec<&str> = run
            .iter()
            .map(|(start, end)| &lower[*start..*end])
            .collect();
        Some((code(&parts)?, run[0].0))
    });
    // Of two readings the clearer one, then the longer one.
    let coded = best.max_by_key(|(tag, start)| (tag.grade, std::cmp::Reverse(*start)));
    let (tag, start) = match coded {
        Some((tag, start)) => (tag, start),
        None => {
            let (start, lang) = name_at_end(&lower)?;
            (
                Tag {
                    lang: Some(lang),
                    grade: Grade::Likely,
                },
                start,
            )
        }
    };
    let before = lower[..start].trim_end_matches(is_separator);
    (!before.is_empty()).then(|| Tagged {
        before: before.to_owned(),
        after: String::new(),
        tag,
    })
}

/// Tags at the start or in the middle of a name (`en-privacy`, `privacy_ja_2024`): believed only beside others.
pub(crate) fn inside(name: &str) -> Vec<Tagged> {
    let Some(lower) = lower(name) else {
        return Vec::new();
    };
    let words = words(&lower);
    let mut found: Vec<Tagged> = Vec::new();
    let mut first = 0;
    while first + 1 < words.len() {
        let longest = (1..=3.min(words.len() - 1 - first))
            .rev()
            .find_map(|count| {
                let run = &words[first..first + count];
                let parts: Vec<&str> = run
                    .iter()
                    .map(|(start, end)| &lower[*start..*end])
                    .collect();
                let tag = code(&parts).filter(|tag| tag.lang.is_some())?;
                Some((tag, run[0].0, run[count - 1].1, count))
            });
        if let Some((tag, start, end, count)) = longest {
            found.push(Tagged {
                before: lower[..start].trim_end_matches(is_separator).to_owned(),
                after: lower[end..].trim_start_matches(is_separator).to_owned(),
                tag,
            });
            first += count;
        } else {
            first += 1;
        }
    }
    found.truncate(4);
    found
}

/// The form that names are compared in: NFC (a disk may store é in two code points) and lower case.
pub(crate) fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfc().flat_map(char::to_lowercase).collect()
}

fn lower(name: &str) -> Option<String> {
    (name.len() <= LONGEST_NAME).then(|| fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tag: Option<Tag>) -> Option<(String, Grade)> {
        tag.map(|tag| {
            (
                tag.lang
                    .map_or_else(|| "*".to_owned(), |lang| lang.tag().to_owned()),
                tag.grade,
            )
        })
    }

    #[test]
    fn whole_names() {
        use Grade::{Clear, Doubtful, Likely};
        for (name, tag, grade) in [
            ("en", "en", Clear),
            ("EN", "en", Clear),
            ("zh-CN", "zh", Clear),
            ("zh_Hant", "zh-Hant", Clear),
            ("zh-Hant-TW", "zh-Hant", Clear),
            ("ja_JP", "ja", Clear),
            ("ja.lproj", "ja", Clear),
            ("English", "en", Clear),
            ("日本語", "ja", Clear),
            ("繁體中文", "zh-Hant", Clear),
            ("中文版", "zh", Clear),
            ("Tiếng Việt", "vi", Clear),
            ("zh-en", "*", Clear),
            ("en_zh_ja", "*", Clear),
            ("en-th", "en", Clear),
            ("chs", "zh", Likely),
            ("jp", "ja", Doubtful),
            ("it", "it", Doubtful),
            ("no", "no", Doubtful),
        ] {
            assert_eq!(shown(whole(name)), Some((tag.to_owned(), grade)), "{name}");
        }
        for name in [
            "",
            "us",
            "policy",
            "privacy.en",
            "sign-in",
            "en-2024",
            "-",
            "docs",
            "legal",
            "hans",
            "englisher",
            "中文翻译",
        ] {
            assert_eq!(whole(name), None, "{name}");
        }
    }

    #[test]
    fn suffixes() {
        use Grade::{Clear, Doubtful, Likely};
        for (name, base, tag, grade) in [
            ("privacy.ja", "privacy", "ja", Clear),
            ("privacy_ja", "privacy", "ja", Clear),
            ("privacy-zh-CN", "privacy", "zh", Clear),
            ("privacy-zh_Hant", "privacy", "zh-Hant", Clear),
            ("Privacy Policy (EN)", "privacy policy", "en", Clear),
            ("privacy-policy-vi", "privacy-policy", "vi", Clear),
            ("terms-zh-en", "terms", "*", Clear),
            ("sign-no-en", "sign-no", "en", Clear),
            ("how-to-vi", "how-to", "vi", Clear),
            ("隐私政策英文版", "隐私政策", "en", Likely),
            (
                "プライバシーポリシー（日本語版）",
                "プライバシーポリシー",
                "ja",
                Likely,
            ),
            ("privacy_english", "privacy", "en", Likely),
            ("chinh-sach-tieng-viet", "chinh-sach", "vi", Likely),
            ("terms-jp", "terms", "ja", Doubtful),
            ("policy-my", "policy", "my", Doubtful),
            ("what-is-it", "what", "is", Doubtful),
        ] {
            let found = suffix(name);
            assert_eq!(
                found.as_ref().map(|found| found.before.as_str()),
                Some(base),
                "{name}"
            );
            assert_eq!(
                shown(found.map(|found| found.tag)),
                Some((tag.to_owned(), grade)),
                "{name}"
            );
        }
        for name in [
            "terms-of-use",
            "about-us",
            "sign-in",
            "en",
            "privacy",
            "000_879d41461bc064bf",
            "code-of-conduct",
            "refunds-2024",
            "hyperenglish",
            ".en",
        ] {
            assert_eq!(suffix(name), None, "{name}");
        }
    }

    #[test]
    fn inside_names() {
        let found = inside("en-privacy");
        assert_eq!(
            (found[0].before.as_str(), found[0].after.as_str()),
            ("", "privacy")
        );
        let found = inside("privacy_zh-TW_2024");
        assert_eq!(
            (found[0].before.as_str(), found[0].after.as_str()),
            ("privacy", "2024")
        );
        assert_eq!(found[0].tag.lang, Some(Lang::ZhHant));
        assert!(inside("privacy-ja").is_empty());
        assert!(inside("terms-of-use").is_empty());
    }
}
