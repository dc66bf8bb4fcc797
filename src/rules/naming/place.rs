//! Whether a word is a name, and stands where an actor stands: in front of a verb, a particle that marks who acts, a possessive.

use super::chinese::is_acting;
use super::{Case, Naming, Token};
use crate::language::analysis::{Class as Pos, Dictionary, Word, analyse};
use crate::lexicon::english::{is_known, is_word};
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
    /// Its form and place alone say that it is a name: Latin letters in a text of another script, with a capital of its own.
    pub(super) shows: bool,
}

/// English words in front of which an actor stands.
const EN_AFTER: &[&str] = &[
    "also", "and", "are", "can", "cannot", "did", "do", "does", "had", "has", "have", "is", "may",
    "might", "must", "never", "or", "shall", "should", "was", "were", "will", "would",
];

/// English words behind which one stands.
const EN_BEFORE: &[&str] = &[
    "against", "and", "between", "by", "contact", "for", "from", "if", "notify", "or", "that",
    "to", "when", "where", "with",
];

/// English words that go on after a name of any kind.
const EN_JOINING: &[&str] = &[
    "as", "at", "by", "for", "from", "in", "of", "on", "per", "to", "under", "via", "with",
];

/// Japanese: what follows an actor in Latin letters.
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

/// Japanese: the particles that mark who acts, or whose a thing is.
const JA_ACTING: &[&str] = &["から", "が", "で", "では", "と", "に", "の", "は", "へ"];

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

/// Chinese characters behind which an actor stands.
pub(super) const ZH_BEFORE: &str = "由向与與和对對为為被给給经經";

/// Characters that write the sounds of foreign names in Chinese (after the transcription tables of Xinhua, 世界人名翻译大辞典).
const TRANSCRIBING: &str = "阿埃艾爱安奥澳巴白班邦保鲍贝本比彼毕宾波伯勃博布查茨达大戴代丹道德登邓狄迪蒂丁东杜多恩厄尔法凡范费芬丰弗福富盖冈高戈哥格根贡古谷瓜圭哈海汉豪赫黑亨胡华怀惠霍基吉加贾简杰金津卡凯坎康考柯科克肯孔库奎昆拉莱兰朗劳勒雷里利莉丽连廉列林龙卢鲁伦罗洛吕马麦曼毛梅门蒙米密明摩莫默姆穆纳娜乃南瑙内尼宁纽努诺欧帕派潘庞佩彭皮匹平珀普奇齐恰乔切琴丘让热日荣茹萨塞赛桑瑟森沙莎山尚舍申圣施史什士斯丝苏索塔泰坦汤陶特腾提廷图托陀瓦万旺威韦维温沃乌武西希锡夏香肖谢辛休许雅亚延扬耶叶伊依因英尤约泽扎詹哲珍芝朱祖佐";

/// Whether a word stands where an actor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Acts {
    /// It does not, or nothing shows it.
    No,
    /// An actor may stand there, and other things.
    Maybe,
    /// Only an actor does.
    Surely,
}

impl From<bool> for Acts {
    fn from(surely: bool) -> Self {
        if surely { Self::Surely } else { Self::No }
    }
}

/// Whether a token is an ordinary word of English as far as its form tells. Two words written as one, with a capital that
/// no sentence gives them, are a name in English: Facebook.
pub(super) fn is_ordinary(naming: &Naming<'_>, lang: Lang, token: &Token) -> bool {
    let form = naming.form(token.key);
    is_word(form) || (token.opens || lang != Lang::En) && is_known(form)
}

/// Whether the token `at` of a clause's tokens stands where an actor does.
pub(super) fn acts(
    policy: &Policy,
    naming: &Naming<'_>,
    lang: Lang,
    tokens: &[Token],
    at: usize,
) -> Acts {
    let token = &tokens[at];
    let Some(clause) = policy.clause(lang, token.clause) else {
        return Acts::No;
    };
    let (from, to) = (clause.body.start, clause.body.end);
    let behind = naming.written(
        lang,
        Span {
            start: token.span.end,
            end: to,
        },
    );
    let before = naming.written(
        lang,
        Span {
            start: from,
            end: token.span.start,
        },
    );
    // Bunkyo-ku, Nguyen-style: a part of a compound does nothing
    let compound = behind.strip_prefix(['-', '‐', '‑']);
    if !lang.is_cjk() && compound.is_some_and(|rest| rest.starts_with(char::is_lowercase)) {
        return Acts::No;
    }
    // words that nothing but a space sets apart
    let next = tokens
        .get(at + 1)
        .filter(|next| next.span.start <= token.span.end + 1);
    let last = at
        .checked_sub(1)
        .map(|at| &tokens[at])
        .filter(|last| last.span.end + 1 >= token.span.start);
    match lang {
        Lang::Ja => japanese(before, behind).into(),
        Lang::Zh | Lang::ZhHant => chinese(before, behind, token.case).into(),
        Lang::En => {
            let capital = |side: &&Token| side.case != Case::Lower;
            let led_by_name = last.filter(capital).is_some_and(|last| !last.opens);
            let stem = |form: &str| form.strip_suffix('s').unwrap_or(form).to_owned();
            let follows_own = |next: &Token| {
                let form = naming.form(next.key);
                EN_AFTER.contains(&form)
                    || naming.follows_own(next.key)
                    || naming.follows_own_form(&stem(form))
            };
            if next.filter(capital).is_some() && !led_by_name && !is_ordinary(naming, lang, token) {
                // Contoso Japan does
                let run = tokens[at + 1..].iter().take_while(|next| capital(next));
                let last = run.last().unwrap_or(token);
                let behind = tokens[at + 1..].iter().find(|next| !capital(next));
                let behind = behind.filter(|next| next.span.start <= last.span.end + 1);
                let is_verb = |next: &Token| {
                    let form = naming.form(next.key);
                    follows_own(next) || form.ends_with('s') && !EN_JOINING.contains(&form)
                };
                return if behind.is_some_and(is_verb) {
                    Acts::Maybe
                } else {
                    Acts::No
                };
            }
            if next.filter(capital).is_some() || led_by_name {
                // a part of a longer name, whose words each edition translates
                return Acts::No;
            }
            let is_verb = |next: &Token| {
                let joins = EN_JOINING.contains(&naming.form(next.key));
                follows_own(next) || !is_ordinary(naming, lang, token) && !joins
            };
            let possesses = behind.starts_with("'s ") || behind.starts_with("’s ");
            if possesses || next.is_some_and(is_verb) {
                return Acts::Surely;
            }
            let led = last.is_some_and(|last| EN_BEFORE.contains(&naming.form(last.key)));
            if led && !token.opens && next.is_none() {
                return Acts::Maybe;
            }
            Acts::No
        }
        Lang::Vi => {
            let verb = next.is_some_and(|next| VI_AFTER.contains(&naming.form(next.key)));
            let led = last.is_some_and(|last| VI_BEFORE.contains(&naming.form(last.key)));
            (verb || led || token.case != Case::Upper).into()
        }
        Lang::Other(_) => Acts::No,
    }
}

fn japanese(before: &str, behind: &str) -> bool {
    let glued = |c: char| is_han(c) || ('ァ'..='ヿ').contains(&c);
    let behind = behind.trim_start();
    !before.chars().next_back().is_some_and(glued)
        && JA_AFTER.iter().any(|particle| behind.starts_with(particle))
        && !behind.starts_with("という")
}

fn chinese(before: &str, behind: &str, case: Case) -> bool {
    let text: String = behind.trim_start().chars().take(6).map(fold_han).collect();
    let mut acts = None;
    analyse(Dictionary::Jieba, &text, &mut |word: &Word<'_>| {
        acts.get_or_insert(is_acting(word));
    });
    let led = before.trim_end().chars().next_back();
    acts == Some(true) || led.is_some_and(|c| ZH_BEFORE.contains(c)) && case != Case::Upper
}

/// Whether a katakana word acts, by what stands around it; a word that no dictionary holds must be what the sentence is about.
pub(super) fn kana_acts(
    policy: &Policy,
    lang: Lang,
    clause: ClauseId,
    span: Span,
    listed: bool,
) -> bool {
    let (Some(edition), Some(clause)) = (policy.edition(lang), policy.clause(lang, clause)) else {
        return false;
    };
    let before = edition.document.slice(Span {
        start: clause.body.start,
        end: span.start,
    });
    let behind = edition.document.slice(Span {
        start: span.end,
        end: clause.body.end,
    });
    if listed {
        return japanese(before, behind)
            && JA_ACTING
                .iter()
                .any(|particle| behind.starts_with(particle));
    }
    let starts = before
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| "。、「（".contains(c));
    starts && (behind.starts_with('は') || behind.starts_with("では"))
}

/// The dictionary of a language, and the text as it reads it.
pub(in crate::rules) fn analysed(lang: Lang, text: &str) -> (Dictionary, String) {
    if lang == Lang::Ja {
        return (Dictionary::Ipadic, text.to_owned());
    }
    // places must stay: a few rare characters have a simplified form of another length
    let fold = |c: char| {
        Some(fold_han(c))
            .filter(|folded| folded.len_utf8() == c.len_utf8())
            .unwrap_or(c)
    };
    (Dictionary::Jieba, text.chars().map(fold).collect())
}

/// 采取措施, 安全措施: two words of two characters that the dictionary knows, and not as names.
pub(super) fn is_composed(lang: Lang, word: &str) -> bool {
    let places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if lang == Lang::Ja || places.len() < 4 {
        return false;
    }
    let (dictionary, text) = analysed(lang, word);
    [&text[..places[2]], &text[places[2]..]].iter().all(|part| {
        let (mut words, mut names) = (0, 0);
        analyse(dictionary, part, &mut |word: &Word<'_>| {
            words += 1;
            names += usize::from(!word.known || word.part_of_speech == Pos::ProperNoun);
        });
        words == 1 && names == 0
    })
}

/// What a dictionary says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// As a name.
    Name,
    /// As an ordinary word, or as several.
    Word,
    /// Nothing.
    Not,
}

/// What a dictionary of Japanese or Chinese says of a word.
pub(super) fn listed(lang: Lang, text: &str) -> Listed {
    if !lang.is_cjk() {
        return Listed::Word;
    }
    let (dictionary, text) = analysed(lang, text);
    let (mut words, mut names, mut known) = (0, 0, 0);
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        words += 1;
        names += usize::from(is_name_word(lang, word));
        known += usize::from(word.known);
    });
    match (words, names) {
        (0, _) => Listed::Word,
        (words, names) if words == names && known > 0 => Listed::Name,
        (1, 1) if lang == Lang::Ja && ends_in_word(&text) => Listed::Word,
        (words, names) if words == names => Listed::Not,
        _ => Listed::Word,
    }
}

/// Whether the end of a katakana word that no dictionary holds is an ordinary one: カスタマーサポート is a department.
fn ends_in_word(word: &str) -> bool {
    let ends = word.char_indices().skip(2).map(|(at, _)| &word[at..]);
    ends.take_while(|end| end.chars().nth(2).is_some())
        .any(|end| {
            let (mut words, mut ordinary) = (0, 0);
            analyse(Dictionary::Ipadic, end, &mut |word: &Word<'_>| {
                words += 1;
                ordinary += usize::from(word.known && word.part_of_speech != Pos::ProperNoun);
            });
            (words, ordinary) == (1, 1)
        })
}

/// What departments and authorities end on: 人力资源部 is nobody's name.
const ORGANS: &str = "部局处處厅廳署院组組室办辦";

/// A proper noun of an organisation or a person, or a short katakana word that no dictionary holds.
pub(super) fn is_name_word(lang: Lang, word: &Word<'_>) -> bool {
    let proper = word.part_of_speech == Pos::ProperNoun;
    let length = word.surface.chars().count();
    if lang == Lang::Ja {
        let kana = word
            .surface
            .chars()
            .all(|c| is_kana(c) && !('ぁ'..='ゟ').contains(&c));
        let native = word.surface.chars().all(|c| is_kana(c) || is_han(c));
        let named = proper && (word.tags[2] == "組織" && native || kana && word.tags[2] == "一般");
        return named || (kana && !word.known && (3..=10).contains(&length));
    }
    // the word list calls many ordinary words (许可, 银行卡) proper nouns: what it does not call an organisation must sound like a foreign name
    let named = match word.tags[0] {
        "nt" => true,
        "nz" | "nr" | "nrt" | "nrfg" => word.surface.chars().all(|c| TRANSCRIBING.contains(c)),
        _ => false,
    };
    proper
        && named
        && !word.surface.ends_with(|c| ORGANS.contains(c))
        && (2..=6).contains(&length)
        && word
            .surface
            .chars()
            .all(|c| is_han(c) && !"我你您他她它们这那其本该某".contains(c))
}

/// Whether a word without diacritics is a syllable that Vietnamese can have: "cho", but not "dell".
pub(super) fn is_syllable(word: &str) -> bool {
    const INITIALS: &[&str] = &[
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
        "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
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
        for word in ["dell", "globex", "acme", "contoso", "initech"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn departments_are_nobodys_names() {
        let (dictionary, text) = analysed(Lang::Zh, "该声明可向人力资源部索取。戴尔负责。");
        let mut found = Vec::new();
        analyse(dictionary, &text, &mut |word: &Word<'_>| {
            if is_name_word(Lang::Zh, word) {
                found.push(word.surface.to_owned());
            }
        });
        assert_eq!(found, ["戴尔"]);
    }

    #[test]
    fn names_by_themselves() {
        for (lang, word) in [
            (Lang::Ja, "デル"),
            (Lang::Zh, "戴尔"),
            (Lang::ZhHant, "戴爾"),
        ] {
            assert_eq!(listed(lang, word), Listed::Name, "{word}");
        }
        for (lang, word) in [
            (Lang::Ja, "運営者"),
            (Lang::Ja, "ライセンサー"),
            (Lang::Ja, "プロバイダー"),
            (Lang::Zh, "运营商"),
        ] {
            assert_eq!(listed(lang, word), Listed::Word, "{word}");
        }
    }

    #[test]
    fn words_of_common_words_are_no_names() {
        assert!(is_composed(Lang::Zh, "安全措施"));
        assert!(is_composed(Lang::ZhHant, "採取措施"));
        assert!(!is_composed(Lang::Zh, "阿里巴巴"));
    }

    #[test]
    fn actors_in_japanese() {
        assert!(japanese("その後、", "は情報を収集します"));
        assert!(!japanese("第三者", "は情報を収集します"));
        assert!(!japanese("", "アカウント"));
        assert_eq!(listed(Lang::Ja, "コントソ"), Listed::Not);
    }
}
