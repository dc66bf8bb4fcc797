//! Whether a word stands where an actor stands: in front of a verb, a particle that marks who acts, a possessive.

use super::{Case, Naming, Token};
use crate::language::analysis::{Class as Pos, Dictionary, Word, analyse};
use crate::lexicon::fold_han;
use crate::model::{ClauseId, GroupId, Policy};
use crate::text::{Lang, Span, is_han, is_kana};

/// A word that may be a name, where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its group.
    pub(super) group: GroupId,
    /// Its clause.
    pub(super) clause: ClauseId,
    /// Where.
    pub(super) span: Span,
    /// It stands where an actor does.
    pub(super) acts: bool,
}

/// English words in front of which an actor stands.
const EN_AFTER: &[&str] = &[
    "also", "and", "are", "can", "cannot", "did", "do", "does", "had", "has", "have", "is", "may",
    "might", "must", "never", "or", "shall", "should", "was", "were", "will", "would",
];

/// English words behind which one stands.
const EN_BEFORE: &[&str] = &[
    "against", "and", "at", "between", "by", "contact", "for", "from", "if", "notify", "of", "or",
    "that", "to", "when", "where", "with",
];

/// Japanese: what follows an actor.
const JA_AFTER: &[&str] = &[
    "は",
    "が",
    "の",
    "では",
    "に",
    "から",
    "より",
    "へ",
    "と",
    "も",
    "を",
    "、",
    "または",
    "又は",
    "および",
    "及び",
    "等",
];

/// Vietnamese words in front of which an actor stands.
const VI_AFTER: &[&str] = &[
    "bảo", "cam", "chia", "chỉ", "có", "cung", "cũng", "cần", "gửi", "hoặc", "không", "lưu",
    "luôn", "là", "phải", "sẽ", "sử", "thu", "tiết", "từ", "và", "vẫn", "xử", "yêu", "đã", "đang",
    "được", "đều",
];

/// Vietnamese words behind which one stands.
const VI_BEFORE: &[&str] = &[
    "bởi", "cho", "chỉ", "của", "do", "hệ", "khi", "mà", "nếu", "rằng", "tới", "ty", "từ", "và",
    "với", "đến",
];

/// Whether the token `at` of a clause's tokens stands where an actor does.
pub(super) fn acts(
    policy: &Policy,
    naming: &Naming<'_>,
    lang: Lang,
    tokens: &[Token],
    at: usize,
) -> bool {
    let token = &tokens[at];
    let Some(clause) = policy.clause(lang, token.clause) else {
        return false;
    };
    let behind = naming.written(
        lang,
        Span {
            start: token.span.end,
            end: clause.body.end,
        },
    );
    let before = naming.written(
        lang,
        Span {
            start: clause.body.start,
            end: token.span.start,
        },
    );
    let close = |side: &Token, start: u32, end: u32| {
        side.span
            .start
            .abs_diff(start)
            .min(side.span.end.abs_diff(end))
            <= 1
    };
    let next = tokens
        .get(at + 1)
        .filter(|next| next.span.start <= token.span.end + 1);
    let last = at.checked_sub(1).map(|at| &tokens[at]).filter(|last| {
        last.span.end + 1 >= token.span.start && close(last, token.span.start, token.span.start)
    });
    match lang {
        Lang::Ja => {
            let led = before
                .chars()
                .next_back()
                .is_some_and(|c| is_han(c) || ('ァ'..='ヿ').contains(&c));
            let behind = behind.trim_start();
            !led && JA_AFTER.iter().any(|particle| behind.starts_with(particle))
                && !behind.starts_with("という")
        }
        Lang::Zh | Lang::ZhHant => {
            let text: String = behind.trim_start().chars().take(6).map(fold_han).collect();
            let mut acts = false;
            let mut first = true;
            analyse(Dictionary::Jieba, &text, &mut |word: &Word<'_>| {
                if first {
                    first = false;
                    acts = matches!(
                        word.part_of_speech,
                        Pos::Verb | Pos::Adverb | Pos::Preposition | Pos::Conjunction
                    ) || word.surface == "的";
                }
            });
            let led = before.trim_end().chars().next_back();
            let by = led.is_some_and(|c| "由向与與和对對为為被给給经經".contains(c));
            acts || (by && token.case != Case::Upper)
        }
        Lang::En => {
            if behind.starts_with("'s ") || behind.starts_with("’s ") {
                return true;
            }
            let verb = next.is_some_and(|next| {
                let form = naming.form(next.key);
                next.case == Case::Lower
                    && (EN_AFTER.contains(&form)
                        || naming.follows_own(next.key)
                        || form
                            .strip_suffix('s')
                            .is_some_and(|stem| naming.follows_own_form(stem)))
            });
            let led = !token.opens
                && last.is_some_and(|last| {
                    last.case == Case::Lower && EN_BEFORE.contains(&naming.form(last.key))
                });
            verb || (led && next.is_none_or(|next| next.case == Case::Lower))
        }
        Lang::Vi => {
            let verb = next.is_some_and(|next| {
                next.case == Case::Lower && VI_AFTER.contains(&naming.form(next.key))
            });
            let led = last.is_some_and(|last| VI_BEFORE.contains(&naming.form(last.key)));
            verb || led
        }
        Lang::Other(_) => false,
    }
}

/// Words of a Japanese or Chinese clause that are names by themselves, with whether each acts: デル, 戴尔.
pub(super) fn named_words(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<(Span, bool)> {
    let body = policy.body(lang, clause);
    let Some(base) = policy
        .clause(lang, clause)
        .map(|clause| clause.body.start as usize)
    else {
        return Vec::new();
    };
    let (dictionary, text) = match lang {
        Lang::Ja => (Dictionary::Ipadic, body.to_owned()),
        // every pair of the table is of one length in UTF-8, but for the rarest characters
        _ => (
            Dictionary::Jieba,
            body.chars()
                .map(|c| {
                    Some(fold_han(c))
                        .filter(|folded| folded.len_utf8() == c.len_utf8())
                        .unwrap_or(c)
                })
                .collect(),
        ),
    };
    // name, its end, whether the word before it is a noun
    let mut found: Vec<(Span, bool)> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut noun_before = false;
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        let name = is_name_word(lang, word);
        match open {
            Some((start, end)) if end == word.start && !name => {
                let acts = match lang {
                    Lang::Ja => {
                        word.part_of_speech == Pos::Particle && JA_AFTER.contains(&word.surface)
                    }
                    _ => {
                        matches!(
                            word.part_of_speech,
                            Pos::Verb | Pos::Adverb | Pos::Preposition
                        ) || word.surface == "的"
                    }
                };
                found.push((Span::new(base + start, base + end), acts));
                open = None;
            }
            Some((start, end)) if end != word.start => {
                found.push((Span::new(base + start, base + end), false));
                open = None;
            }
            _ => {}
        }
        if name && word.surface.chars().count() >= 2 && open.is_none() && !noun_before {
            open = Some((word.start, word.end));
        } else if name && let Some((start, _)) = open {
            open = Some((start, word.end));
        }
        noun_before = !name && matches!(word.part_of_speech, Pos::Noun | Pos::Prefix | Pos::Number);
    });
    found
}

/// Whether a whole text is a name by itself.
pub(super) fn is_name_by_itself(lang: Lang, text: &str) -> bool {
    let dictionary = match lang {
        Lang::Ja => Dictionary::Ipadic,
        Lang::Zh | Lang::ZhHant => Dictionary::Jieba,
        _ => return false,
    };
    let text: String = if lang == Lang::Ja {
        text.to_owned()
    } else {
        text.chars().map(fold_han).collect()
    };
    let (mut words, mut names) = (0, 0);
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        words += 1;
        names += usize::from(is_name_word(lang, word));
    });
    words > 0 && words == names
}

/// A proper noun of an organisation or a person, or a katakana word that no dictionary holds.
fn is_name_word(lang: Lang, word: &Word<'_>) -> bool {
    let proper = word.part_of_speech == Pos::ProperNoun;
    match lang {
        Lang::Ja => {
            let kana = word
                .surface
                .chars()
                .all(|c| is_kana(c) && !('ぁ'..='ゟ').contains(&c));
            let place = word.tags[2] == "地域";
            (proper && !place && (kana || word.tags[2] == "組織"))
                || (kana && !word.known && word.surface.chars().count() >= 3)
        }
        _ => proper && matches!(word.tags[0], "nz" | "nt" | "nr" | "nrt" | "nrfg"),
    }
}

/// Whether a word without diacritics is a syllable that Vietnamese can have: "cho", but not "dell".
pub(super) fn is_syllable(word: &str) -> bool {
    const INITIALS: &[&str] = &[
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
        "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];
    const FINALS: &[&str] = &["", "ch", "ng", "nh", "c", "m", "n", "p", "t"];
    if !word.is_ascii() {
        return true;
    }
    INITIALS
        .iter()
        .filter_map(|initial| word.strip_prefix(initial))
        .any(|rest| {
            let vowels = rest.bytes().take_while(|b| b"aeiouy".contains(b)).count();
            (1..=3).contains(&vowels) && FINALS.contains(&&rest[vowels..])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_syllables() {
        for word in ["cho", "theo", "thu", "quy", "khi", "nghi", "của", "trong"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["dell", "globex", "acme", "emc", "contoso", "initech"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn names_by_themselves() {
        assert!(is_name_by_itself(Lang::Ja, "デル"));
        assert!(is_name_by_itself(Lang::Zh, "戴尔"));
        for (lang, word) in [
            (Lang::Ja, "運営者"),
            (Lang::Ja, "ライセンサー"),
            (Lang::Zh, "运营商"),
            (Lang::Ja, "プロバイダー"),
        ] {
            assert!(!is_name_by_itself(lang, word), "{word}");
        }
    }
}
