//! Text that was read in the wrong encoding.

use std::ops::Range;
use std::sync::LazyLock;

use super::place::{self, Manner, Place};
use crate::model::{Check, Findings, Policy, Severity};
use crate::text::Lang;

mod lost;
mod western;

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
    /// [vi] Bạn khÃ´ng phải trả tiền cho giờ đầu tiên trên hồ.
    /// ```
    /// ```policy fail
    /// [ja] 最初の一時間は無料です縲ゅ◎縺ｮ蠕後ｂ同じです。
    /// ```
    /// ```policy fail
    /// [zh] 第一小时免费锛屼箣鍚庢寜小时收费。
    /// ```
    /// ```policy pass
    /// [vi] ÂM NHẠC VÀ TRÒ CHƠI “TRÊN XÔ” Ở KHU VỰC HỒ
    /// [en] MUSIC AND GAMES “ON THE BUCKETS” IN THE LAKE AREA
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
pub(super) fn damaged(text: &str, lang: Lang) -> Vec<(Range<usize>, Option<String>)> {
    let mut found = Vec::new();
    if !text.is_ascii() {
        found.extend(western::western(text));
        found.extend(replaced(text));
        if lang.is_cjk() {
            found.extend(eastern(text));
        }
        if lang == Lang::Vi {
            found.extend(lost::legacy(text));
        }
    }
    found.extend(lost::lost(text, lang));
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by(|b, a| b.0.start < a.0.end);
    found
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

/// In the signs of which wrong encodings a Han character is, one bit each.
fn sign_of(c: char) -> u8 {
    const FIRST: u32 = 0x3400;
    static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut table = vec![0; (0xa000 - FIRST) as usize];
        for (bit, signs) in [IN_GBK, IN_SHIFT_JIS, IN_BIG5].iter().enumerate() {
            for c in signs.chars() {
                table[(u32::from(c) - FIRST) as usize] |= 1 << bit;
            }
        }
        table
    });
    let place = u32::from(c).checked_sub(FIRST);
    place
        .and_then(|place| TABLE.get(place as usize))
        .copied()
        .unwrap_or(0)
}

/// UTF-8 that was read as GBK or Shift_JIS: signs of it close together.
fn eastern(text: &str) -> Vec<(Range<usize>, Option<String>)> {
    const NEAR: usize = 5;
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    let all = text.chars().fold(0, |all, c| all | sign_of(c));
    for sign in [1, 2, 4].into_iter().filter(|sign| all & sign != 0) {
        let mut open: Option<(Range<usize>, usize, usize)> = None;
        let mut last_sign = '\0';
        let mut close = |open: &mut Option<(Range<usize>, usize, usize)>| {
            if let Some((range, count, _)) = open.take()
                && count > 1
            {
                found.push((range, None));
            }
        };
        for (index, (at, c)) in text.char_indices().enumerate() {
            if sign_of(c) & sign == 0 {
                continue;
            }
            let end = at + c.len_utf8();
            match &mut open {
                Some((range, count, last)) if index - *last <= NEAR => {
                    range.end = end;
                    *count += usize::from(c != last_sign);
                    *last = index;
                }
                _ => {
                    close(&mut open);
                    open = Some((at..end, 1, index));
                }
            }
            last_sign = c;
        }
        close(&mut open);
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
