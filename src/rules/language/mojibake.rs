//! Text that was read in the wrong encoding.

use std::ops::Range;

use super::place::{self, Manner, Place};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// Text was damaged by reading it in the wrong encoding.
    ///
    /// ## Why
    /// UTF-8 that a program took for Windows-1252, GBK or Shift_JIS cannot be read by anybody; characters that were
    /// replaced by � or ? are lost. Vietnamese text in the old font encodings TCVN3 and VNI is unreadable without the
    /// font.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You donâ€™t pay for the first hour on the lake.
    /// ```
    /// ```policy fail
    /// [vi] Bạn không phải trả tiá»n cho giờ đầu tiên trên hồ.
    /// ```
    /// ```policy fail
    /// [ja] 最初の一時間は無料です縲ゅ◎縺ｮ蠕後ｂ同じです。
    /// ```
    /// ```policy fail
    /// [zh] 第一小时免费锛屼箣鍚庢寜小时收费。
    /// ```
    /// ```policy pass
    /// [vi] ÂM NHẠC VÀ TRÒ CHƠI “TRÊN XÔ” Ở KHU VỰC HỒ
    /// [en] Music and games “on the lake” cost £3 – or 4€ – at most.
    /// ```
    "mojibake", since "0.1.0", Error, mqm "fluency/character-encoding", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let mut places = Vec::new();
    let mut references = Vec::new();
    for (_, clause, text) in place::clauses(policy, lang) {
        for (range, expected) in damaged(text, lang) {
            places.push(Place {
                span: place::span(clause, range),
                expected,
            });
        }
        for (range, expected) in entities(text) {
            references.push(Place {
                span: place::span(clause, range),
                expected: Some(expected.to_owned()),
            });
        }
    }
    let manner = Manner {
        slip: "mojibake",
        habit: "mojibake.habit",
        slips: 3,
        of_slip: (Severity::Error, 0.93),
        of_habit: (Severity::Error, 0.97),
    };
    place::report(policy, lang, &places, &manner, out);
    let markup = Manner {
        slip: "mojibake.markup",
        habit: "mojibake.markup-habit",
        slips: 3,
        of_slip: (Severity::Warning, 0.85),
        of_habit: (Severity::Warning, 0.85),
    };
    place::report(policy, lang, &references, &markup, out);
}

/// Damaged stretches of a text, with what stood there where it can be told; in order.
fn damaged(text: &str, lang: Lang) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    if !text.is_ascii() {
        found.extend(western(text));
        found.extend(replaced(text));
        if lang.is_cjk() {
            found.extend(eastern(text));
        }
        if lang == Lang::Vi {
            found.extend(legacy(text));
        }
    }
    found.extend(lost(text, lang));
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by(|b, a| b.0.start < a.0.end);
    found
}

/// The byte that a character above ASCII has in windows-1252 (WHATWG Encoding Standard), the C1 controls as themselves.
fn byte(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '\u{152}'..='\u{2122}' => {
            let at = HIGH.chars().position(|high| high == c)?;
            u8::try_from(0x80 + at).ok()
        }
        _ => None,
    }
}

/// UTF-8 that was read as windows-1252: a run of its characters whose bytes are valid UTF-8.
fn western(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    let mut bytes: Vec<(usize, u8)> = Vec::new();
    let mut before = ' ';
    let mut first = ' ';
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if let Some(byte) = byte(c) {
            if bytes.is_empty() {
                first = before;
            }
            bytes.push((at, byte));
        } else if !bytes.is_empty() {
            let run = std::mem::take(&mut bytes);
            found.extend(sequences(&run, at, first));
        }
        before = c;
    }
    found
}

/// The stretches of a run that are UTF-8 sequences, joined where they touch.
fn sequences(run: &[(usize, u8)], end: usize, before: char) -> Vec<(Range<usize>, Option<String>)> {
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let length = match run[at].1 {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 0,
        };
        let bytes: Vec<u8> = run
            .iter()
            .skip(at)
            .take(length)
            .map(|(_, byte)| *byte)
            .collect();
        let decoded = std::str::from_utf8(&bytes)
            .ok()
            .filter(|whole| bytes.len() == length && length > 0 && whole.chars().all(is_plausible));
        let place = |index: usize| run.get(index).map_or(end, |(at, _)| *at);
        match decoded {
            // XÃ” is a Vietnamese word in capitals before a closing quotation mark, MÂ° and À« are letters before signs.
            Some(_) if length == 2 && (at > 0 || before.is_uppercase()) && found.is_empty() => {
                at += 1
            }
            Some(whole) => {
                let range = place(at)..place(at + length);
                match found.last_mut() {
                    Some((last, Some(text))) if last.end == range.start => {
                        last.end = range.end;
                        text.push_str(whole);
                    }
                    _ => found.push((range, Some(whole.to_owned()))),
                }
                at += length;
            }
            // The last byte was a control that got lost: ã€ for 、
            None if length == 3
                && matches!(
                    (bytes.first(), bytes.get(1)),
                    (Some(0xe1..=0xe9), Some(0x80..=0x84 | 0x86..=0x90 | 0x98..=0x9f))
                ) =>
            {
                let range = place(at)..place(at + 2);
                match found.last_mut() {
                    Some((last, text)) if last.end == range.start => {
                        last.end = range.end;
                        *text = None;
                    }
                    _ => found.push((range, None)),
                }
                at += 2;
            }
            None => at += 1,
        }
    }
    found
}

/// What policies are written with: a chance sequence gives other characters.
fn is_plausible(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}' | '\u{200b}'..='\u{206f}' | '\u{20a0}'..='\u{214f}'
        | '\u{2190}'..='\u{27ff}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}')
}

/// The replacement character, and what programs make of it when they read it as GBK.
fn replaced(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    let mut push = |range: Range<usize>| match found.last_mut() {
        Some((last, _)) if last.end == range.start => last.end = range.end,
        _ => found.push((range, None)),
    };
    for (at, c) in text.match_indices('\u{fffd}') {
        push(at..at + c.len());
    }
    for sign in ["锟斤拷", "锟絁", "烫烫烫", "屯屯屯"] {
        for (at, _) in text.match_indices(sign) {
            push(at..at + sign.len());
        }
    }
    found
}

/// What the first two bytes of UTF-8's most frequent Chinese and Japanese characters and signs look like in GBK.
const IN_GBK: &str =
    "鐨銆锛浠涓鍙鍏鎴鐢鍒瀹垨鍚傛鍦嗗璁屼鏂鏉閫娆鎺琛彲淇鍜鏀叾鏈鎭銇銈銉伄椼堛仚嬨伀熴勩鈥";
/// And in Shift_JIS.
const IN_SHIFT_JIS: &str = "縺繧繝縲逧譛荳蜿菴莠蜈逕螳蛻謔譁蜷騾譚菫諠蠑";
/// And in Big5.
const IN_BIG5: &str = "銝嚗隞鈭雿摰霈靽餈銵霂敺憭嫘颯踴啜";

/// UTF-8 that was read as GBK or Shift_JIS: signs of it close together.
fn eastern(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    const NEAR: usize = 5;
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    for signs in [IN_GBK, IN_SHIFT_JIS, IN_BIG5] {
        let mut open: Option<(Range<usize>, usize, usize)> = None;
        let mut close = |open: &mut Option<(Range<usize>, usize, usize)>| {
            if let Some((range, count, _)) = open.take()
                && count > 1
            {
                found.push((range, None));
            }
        };
        for (index, (at, c)) in text.char_indices().enumerate() {
            if !matches!(c, '\u{3400}'..='\u{9fff}') || !signs.contains(c) {
                continue;
            }
            let end = at + c.len_utf8();
            match &mut open {
                Some((range, count, last)) if index - *last <= NEAR => {
                    range.end = end;
                    *count += 1;
                    *last = index;
                }
                _ => {
                    close(&mut open);
                    open = Some((at..end, 1, index));
                }
            }
        }
        close(&mut open);
    }
    found
}

/// Vietnamese in a font encoding: letters of its own beside signs that stand for accented ones.
fn legacy(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    const TCVN: &str = "¸µ¶·¹¨»¾¼½Æ©ÊÇÈÉËÐÌÎÏÑ£¬®¢§¤¥¦×ÝßÞ«";
    const VNI: [&str; 18] = [
        "aù", "aø", "aû", "aõ", "aï", "aâ", "aá", "aà", "aå", "aã", "aä", "eâ", "eá", "eà", "oâ",
        "oá", "oà", "öô",
    ];
    if text
        .chars()
        .any(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ư' | 'ơ'))
    {
        return Vec::new();
    }
    let (mut words, mut odd) = (0, Vec::new());
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        let word = &text[start..at];
        let range = start..at;
        start = at + c.len_utf8();
        if word.is_empty() {
            continue;
        }
        words += 1;
        let letters = word.chars().any(|c| c.is_ascii_lowercase());
        let signs = word.chars().any(|c| TCVN.contains(c));
        if letters && (signs || VNI.iter().any(|pair| word.contains(pair))) {
            odd.push(range);
        }
    }
    if odd.len() < 3 || odd.len() * 4 < words {
        return Vec::new();
    }
    let whole = odd[0].start..odd[odd.len() - 1].end;
    vec![(whole, None)]
}

/// Question marks in place of letters that an encoding did not have.
fn lost(text: &str, lang: Lang) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    if !text.contains('?') {
        return found;
    }
    if lang.is_cjk() {
        let mut run = 0;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if c == '?' {
                run += 1;
            } else {
                if run >= 4 {
                    found.push((at - run..at, None));
                }
                run = 0;
            }
        }
        return found;
    }
    let mut odd: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        let word = text[start..at].trim_end_matches(['?', '!', '.', '”', '"', ')']);
        let is_address = word.contains(['/', '=', '@', '&', ':', '.']);
        let inside = word.as_bytes().windows(3).any(|three| {
            three[1] == b'?' && three[0].is_ascii_alphabetic() && three[2].is_ascii_lowercase()
        });
        if !is_address && inside {
            odd.push(start..start + word.len());
        }
        start = at + c.len_utf8();
    }
    // One may be a missing space behind a question.
    if odd.len() > 1 || (odd.len() == 1 && lang == Lang::Vi) {
        found.extend(odd.into_iter().map(|range| (range, None)));
    }
    found
}

/// Character references that a program escaped twice.
fn entities(text: &str) -> Vec<(Range<usize>, &'static str)> {
    const NAMES: [(&str, &str); 14] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&nbsp;", " "),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
    ];
    if !text.contains('&') {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, &'static str)> = NAMES
        .iter()
        .flat_map(|(name, sign)| {
            text.match_indices(name)
                .map(|(at, name)| (at..at + name.len(), *sign))
        })
        .collect();
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lang: Lang, text: &str) -> Vec<(&str, Option<String>)> {
        damaged(text, lang)
            .into_iter()
            .map(|(range, whole)| (&text[range], whole))
            .collect()
    }

    #[test]
    fn utf8_read_as_windows_1252() {
        for (lang, text, part, whole) in [
            (Lang::En, "You donâ€™t pay", "â€™", "’"),
            (Lang::En, "a cafÃ© by the lake", "Ã©", "é"),
            (Lang::Vi, "thÃ´ng tin", "Ã´", "ô"),
            (Lang::Vi, "tiá»\u{81}n", "á»\u{81}", "ề"),
            (
                Lang::Zh,
                "ä¸ªäººä¿¡æ\u{81}¯",
                "ä¸ªäººä¿¡æ\u{81}¯",
                "个人信息",
            ),
        ] {
            assert_eq!(
                found(lang, text),
                [(part, Some(whole.to_owned()))],
                "{text}"
            );
        }
    }

    #[test]
    fn letters_and_signs_of_the_language_are_none() {
        for (lang, text) in [
            (Lang::Vi, "PHƯỜNG XÃ” VÀ “ĐÃ” Ã – “giá” và “phí”… “là”"),
            (Lang::Vi, "TÊN MIỀN “CHÂU Â”"),
            (Lang::En, "£3 – or 4€ – “naïve” café’s ©2024 Zoë"),
            (Lang::Ja, "第1条 ©2024 「×」÷ ±"),
            (Lang::Zh, "涓涓细流"),
            (Lang::En, "Really? Yes. Why?Because"),
            (Lang::Vi, "Xem https://a.example/?q=b&c=d nhé?"),
        ] {
            assert_eq!(found(lang, text), [], "{text}");
        }
    }

    #[test]
    fn other_encodings() {
        for (lang, text) in [
            (Lang::Zh, "鎴戜滑鏀堕泦鐨勪俊鎭細"),
            (Lang::Ja, "縺ゅ↑縺溘�諠�蝣ｱ"),
            (Lang::Zh, "锟斤拷锟斤拷"),
            (Lang::Zh, "我们????信息"),
            (Lang::Vi, "Th?ng tin c? nh?n"),
            (Lang::Vi, "C«ng ty chóng t«i b¶o vÖ th«ng tin c¸ nh©n"),
            (Lang::Vi, "Thoâng tin caù nhaân cuûa khaùch haøng"),
        ] {
            assert!(!found(lang, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn references_escaped_twice() {
        assert_eq!(entities("terms &amp; conditions &copy").len(), 1);
        assert_eq!(entities("R&D and Q&A").len(), 0);
    }
}
