//! Text of a clause → its sentences.
//!
//! A sentence ends behind 。！？ and, where it ends nothing smaller, behind `.` `!` `?`; the closing
//! brackets and quotes behind stay with it. Nothing ends inside brackets and quotes that close again
//! soon. A line end is white space, an empty line ends a sentence. Semicolons end none: a list behind
//! one is punctuated by 。 in one language and by `;` in the next.
//!
//! Unicode's default rules (Standard Annex #29) know no abbreviations and split 「はい。」と; so this has
//! its own. One pass over the text and one over its brackets.

mod bracket;

use crate::text::{Script, Span, is_han, is_kana, script_of};
use bracket::{brackets, closer_of, is_closer};

/// What a language adds. Words in lower case, without the point at their end.
pub(super) struct Breaks {
    /// Written without spaces: a point behind Han or kana ends a sentence.
    pub(super) cjk: bool,
    /// Abbreviations that never end a sentence (e.g., Mr.).
    pub(super) inside: &'static [&'static str],
    /// Abbreviations that end one before a capitalised word of `starters` (Inc., v.v.).
    pub(super) last: &'static [&'static str],
    /// Words that are abbreviations before a figure only (No. 5).
    pub(super) before_figure: &'static [&'static str],
    /// Words that begin sentences.
    pub(super) starters: &'static [&'static str],
}

/// A language without abbreviations.
pub(super) const NONE: Breaks = Breaks {
    cjk: false,
    inside: &[],
    last: &[],
    before_figure: &[],
    starters: &[],
};

/// Bytes that an abbreviation has at most.
const LONGEST_WORD: usize = 16;

fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '｡' | '．' | '.' | '!' | '?' | '‼' | '⁉' | '︒'
    )
}

/// The sentences of `text`: they cover all but the white space between them.
pub(super) fn split(text: &str, breaks: &Breaks) -> Vec<Span> {
    let mut sentences = Vec::new();
    let brackets = brackets(text);
    let mut next_bracket = 0;
    let mut start = 0;
    let mut at = 0;
    let end_at = |start: &mut usize, end: usize, sentences: &mut Vec<Span>| {
        let written = &text[*start..end];
        let trimmed = written.trim();
        if !trimmed.is_empty() {
            let from = *start + (written.len() - written.trim_start().len());
            sentences.push(Span::new(from, from + trimmed.len()));
        }
        *start = end;
    };
    while let Some(c) = text[at..].chars().next() {
        while brackets
            .get(next_bracket)
            .is_some_and(|(open, _)| *open < at)
        {
            next_bracket += 1;
        }
        let behind = at + c.len_utf8();
        if let Some((_, close)) = brackets.get(next_bracket).filter(|(open, _)| *open == at) {
            let whole =
                text[start..at].trim().is_empty() && is_whole(&text[at..*close], &text[*close..]);
            at = *close;
            if whole {
                end_at(&mut start, at, &mut sentences);
            }
        } else if c == '\n' {
            let gap = text[behind..].len()
                - text[behind..]
                    .trim_start_matches([' ', '\t', '\r', '\u{3000}'])
                    .len();
            at = behind + gap;
            if text[at..].starts_with('\n') {
                end_at(&mut start, at, &mut sentences);
            }
        } else if is_terminator(c) {
            let end = terminators(text, at);
            if ends(text, start, at, end, c, breaks) {
                end_at(&mut start, end, &mut sentences);
            }
            at = end;
        } else {
            at = behind;
        }
    }
    end_at(&mut start, text.len(), &mut sentences);
    sentences
}

/// Whether brackets that open a sentence hold all of it: (See below.) and “Stop.” but not 「はい。」と.
fn is_whole(inside: &str, behind: &str) -> bool {
    let inner = inside.trim_end_matches(is_closer);
    if !inner.ends_with(is_terminator) {
        return false;
    }
    let quote = inside.starts_with(['「', '『', '“', '«', '《', '〈']);
    match behind.chars().next() {
        None => true,
        Some(c) if quote && !c.is_whitespace() => false,
        Some(c) => {
            !c.is_lowercase() && !matches!(c, ',' | '，' | '、' | '.' | '。' | ';' | '；') && {
                !behind
                    .trim_start()
                    .chars()
                    .next()
                    .is_some_and(char::is_lowercase)
            }
        }
    }
}

/// The end of a run of terminators and of the closing brackets and quotes behind it.
fn terminators(text: &str, at: usize) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        if !is_terminator(c) {
            break;
        }
        end += c.len_utf8();
    }
    for c in text[end..].chars() {
        // An ASCII quote closes only if no word follows.
        let opens = matches!(c, '"' | '\'')
            && text[end + 1..]
                .chars()
                .next()
                .is_some_and(crate::text::is_alphanumeric);
        if !is_closer(c) || opens {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// Whether the terminator at `at` ends the sentence that began at `start`; `end` is behind it.
fn ends(text: &str, start: usize, at: usize, end: usize, c: char, breaks: &Breaks) -> bool {
    let behind = &text[end..];
    let sign = text[at..end].trim_end_matches(is_closer);
    let next = behind.chars().next();
    let last = text[start..at].chars().next_back();
    let after_cjk = last.is_some_and(|c| {
        is_han(c) || is_kana(c) || matches!(c, '）' | '」' | '』' | '》' | '”' | '％')
    });
    if matches!(c, '。' | '！' | '？' | '｡' | '‼' | '⁉' | '︒') {
        // ！）is closed already; a comma goes on: 「…！」、
        return !matches!(next, Some('、' | '，' | ','));
    }
    if c == '．' {
        return after_cjk
            && !next.is_some_and(|c| matches!(c, '０'..='９' | '0'..='9'))
            && !is_label(text, start, at);
    }
    if sign.len() > 1 && sign.bytes().all(|byte| byte == b'.') {
        return behind.trim().is_empty();
    }
    let spaced = next.is_none_or(char::is_whitespace);
    let before_cjk = next.is_some_and(|c| is_han(c) || is_kana(c));
    if !spaced && !(after_cjk && (before_cjk || breaks.cjk)) {
        return c == '.' && is_glued(&text[start..at], behind, breaks);
    }
    if !spaced && next.is_some_and(|c| !crate::text::is_alphabetic(c)) {
        return false;
    }
    let following = behind.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '*' | '_' | '「')
    });
    let Some(first) = following.chars().next() else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    if c != '.' {
        // Yahoo! JAPAN inside Japanese is a name.
        return !breaks.cjk || after_cjk || script_of(first) != Script::Latin;
    }
    !is_label(text, start, at) && !is_abbreviation(&text[start..at], following, breaks)
}

/// Whether a sentence begins right behind the full stop of another, as where markup stood between them: “method.We may”
/// but not “Node.js” or “www.example.The”.
fn is_glued(sentence: &str, behind: &str, breaks: &Breaks) -> bool {
    let letters = |c: &char| crate::text::is_alphabetic(*c);
    let first: String = behind
        .chars()
        .take_while(letters)
        .take(LONGEST_WORD)
        .collect();
    if !first.starts_with(char::is_uppercase)
        || !behind[first.len()..].starts_with(' ')
        || !breaks.starters.contains(&first.to_lowercase().as_str())
    {
        return false;
    }
    let last = || sentence.chars().rev().take(LONGEST_WORD);
    let whole = last()
        .take_while(|c| !c.is_whitespace())
        .all(|c| letters(&c));
    whole && last().take_while(letters).count() > 2
}

/// Whether all of the sentence so far is a number, or a word with one: the label of an item in the text, Figure 4.3.
fn is_label(text: &str, start: usize, at: usize) -> bool {
    let sentence = text[start..at].trim();
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_numeric() || c == '.');
    let captioned = || {
        let (word, figure) = sentence.split_once(' ')?;
        let is_word = word.starts_with(char::is_uppercase) || word.starts_with(is_han);
        Some(
            start == 0 && is_word && word.chars().all(crate::text::is_alphabetic) && number(figure),
        )
    };
    sentence.len() <= LONGEST_WORD
        && (number(sentence)
            || super::numeral::roman(sentence).is_some()
            || captioned().unwrap_or(false))
}

fn is_abbreviation(sentence: &str, following: &str, breaks: &Breaks) -> bool {
    let mut from = sentence.len().saturating_sub(LONGEST_WORD);
    while !sentence.is_char_boundary(from) {
        from += 1;
    }
    let near = &sentence[from..];
    let word = near
        .rsplit(|c: char| {
            c.is_whitespace() || closer_of(c).is_some() || matches!(c, '/' | ',' | '"' | '\'' | '’')
        })
        .next()
        .unwrap_or(near);
    let lower = word.to_lowercase();
    let starts = || {
        let end = following
            .find(|c: char| !crate::text::is_alphanumeric(c) && c != '\'' && c != '’')
            .unwrap_or(following.len());
        let first = following[..end]
            .split(['\'', '’'])
            .next()
            .unwrap_or_default();
        breaks.starters.contains(&first.to_lowercase().as_str())
    };
    if breaks.inside.contains(&lower.as_str()) {
        return true;
    }
    if breaks.before_figure.contains(&lower.as_str()) {
        return following.starts_with(|c: char| c.is_ascii_digit());
    }
    let mut letters = word.chars();
    // J. Smith, Q. Bình Thạnh.
    let initial =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    (initial || breaks.last.contains(&lower.as_str())) && !starts()
}

#[cfg(test)]
mod tests {
    use crate::language::of;
    use crate::text::Lang;

    fn check(lang: Lang, sentences: &[&str], between: &str) {
        let text = sentences.join(between);
        let found: Vec<&str> = of(lang)
            .sentences(&text)
            .iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(found, sentences, "{lang:?}");
    }

    #[test]
    fn chinese() {
        for sentences in [
            &["本公司收集邮箱、电话。", "您可以随时删除！", "是否同意？"][..],
            &["请联系（工作日9:00至18:00。节假日休息。）客服。", "谢谢"],
            &["“用户”是指使用本产品的人。", "“平台”是指本网站。"],
            &["费用为3.5元；超出部分另计。", "请访问 www.example.com。"],
            &["他说：“好。”然后离开。", "没有回来。"],
            &["我们……会再次通知。", "版本2.0.1已发布。"],
            &["表 2. 保存期限"],
            &["请使用Yahoo! JAPAN账号登录。", "否则无法继续。"],
        ] {
            check(Lang::Zh, sentences, "");
        }
        check(
            Lang::ZhHant,
            &["本公司蒐集資料。", "（請參閱附件。）", "謝謝。"],
            "",
        );
    }

    #[test]
    fn japanese() {
        for sentences in [
            &["当社は情報を取得します。", "ただし、例外があります。"][..],
            &[
                "お客様（以下「甲」といいます。）は同意します。",
                "同意しない場合は利用できません。",
            ],
            &["「はい。」と答えた場合に限ります。", "以上"],
            &["手数料は１．５％です．", "税込です．"],
            &[
                "本規約を読みましたか？",
                "お問い合わせはinfo@example.jpまで。",
            ],
            &[
                "（ただし、法令に基づく場合を除きます。）",
                "また、次のとおりです。",
            ],
        ] {
            check(Lang::Ja, sentences, "");
        }
    }

    #[test]
    fn english() {
        for sentences in [
            &[
                "We collect data.",
                "You may object!",
                "Do you agree?",
                "Yes",
            ][..],
            &[
                "Use strong passwords, e.g. long ones.",
                "Contact Acme Inc. in Paris.",
            ],
            &["It is provided by Acme Ltd.", "You own it."],
            &["Figure 4.3. Where data go"],
            &[
                "Table 2. What we keep.",
                "See Figure 4.3.",
                "It shows more.",
            ],
            &[
                "See No. 5 of the list.",
                "The answer was no.",
                "We stopped.",
            ],
            &[
                "The fee is 3.5 percent.",
                "Visit https://example.com/a.b for more.",
            ],
            &[
                "Write to privacy@example.com.",
                "We answer (usually. Not always.) soon.",
            ],
            &[
                "He said “Stop. Now.” and left.",
                "(See below.)",
                "Then it ends.",
            ],
            &[
                "Wait... There is more.",
                "The U.S. Government may ask.",
                "In the U.S.",
                "We do not.",
            ],
            &["J. Smith signed.", "iPhones are phones."],
            &["1. Scope of this policy.", "2. Data"],
            &["Smith et al. said so.", "\"We agree.\"", "Done."],
        ] {
            if sentences[0] == "J. Smith signed." {
                // A small letter begins no sentence.
                let text = sentences.join(" ");
                assert_eq!(of(Lang::En).sentences(&text).len(), 1);
                continue;
            }
            check(Lang::En, sentences, " ");
        }
        // Markup stood between them.
        check(
            Lang::En,
            &[
                "We charge your last payment method.",
                "We may offer a trial.",
            ],
            "",
        );
        check(Lang::En, &["See www.example.We and Node.Js and so on."], "");
    }

    #[test]
    fn vietnamese() {
        for sentences in [
            &[
                "Chúng tôi thu thập tên, số điện thoại, v.v. của bạn.",
                "Bạn có thể từ chối.",
            ][..],
            &["Văn phòng tại TP. Hồ Chí Minh.", "Liên hệ qua email."],
            &["Gồm tên, tuổi, v.v.", "Chúng tôi không bán dữ liệu."],
            &["Phí là 1.000.000 đồng.", "Mức giảm 2,5%."],
            &["Gửi đến Q. Bình Thạnh.", "Ông Nguyễn V. An trả lời."],
        ] {
            check(Lang::Vi, sentences, " ");
        }
    }

    #[test]
    fn line_ends() {
        check(Lang::En, &["one\ntwo", "three"], "\n \n");
        check(Lang::Ja, &["一\n二。", "三"], "\n");
        assert!(of(Lang::En).sentences(" \n\n ").is_empty());
        // An open bracket that never closes keeps nothing together.
        check(Lang::En, &["We (the company.", "You agree."], " ");
    }

    #[test]
    fn hostile_texts_are_cut_into_sentences_in_their_order() {
        for unit in [
            "(", "（。", "a.", "A. ", "\n\n", "。", "(a)", "「」", "?!", "...\n",
        ] {
            let text = unit.repeat(400_000 / unit.len());
            for lang in [Lang::Zh, Lang::En] {
                let found = of(lang).sentences(&text);
                assert!(
                    found.iter().all(|at| text.get(at.range()).is_some()),
                    "{unit:?}"
                );
                assert!(
                    found.windows(2).all(|two| two[0].end <= two[1].start),
                    "{unit:?}"
                );
            }
        }
    }
}
