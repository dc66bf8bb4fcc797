//! Whether a text is UTF-8 that somebody read as Latin-1 or windows-1252, and wrote again.
//!
//! Each of its characters stands for one byte then, and nearly all of its bytes above ASCII are UTF-8 again: nobody
//! writes such a text on purpose. What is damaged in places only is for a rule to find.

/// So few sequences prove nothing.
const FEWEST: usize = 4;

/// The byte of a character; `None` where it stands for none.
fn byte(c: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    if !('\u{152}'..='\u{2122}').contains(&c) {
        return None;
    }
    let at = HIGH.chars().position(|high| high == c)?;
    u8::try_from(0x80 + at).ok()
}

/// Whether most of what is no ASCII in a text is UTF-8 read as something else.
#[must_use]
pub fn is_garbled(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut high, mut inside, mut sequences) = (0, 0, 0);
    let mut bytes = text.chars().map(byte).peekable();
    while let Some(first) = bytes.next() {
        let length = match first {
            Some(0..0x80) => continue,
            Some(0xc3..=0xdf) => 1,
            Some(0xe0..=0xef) => 2,
            _ => 0,
        };
        high += 1;
        let mut met = 0;
        while met < length
            && bytes
                .next_if(|next| matches!(next, Some(0x80..0xc0)))
                .is_some()
        {
            met += 1;
        }
        high += met;
        if length > 0 && met == length {
            inside += 1 + met;
            sequences += 1;
        }
    }
    sequences >= FEWEST && inside * 10 >= high * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_garbled() {
        for text in [
            "我们会收集您的姓名、地址和电话号码。",
            "お問い合わせは窓口までご連絡ください。",
            "Chúng tôi xóa vị trí của xe đạp sau khi kết thúc việc thuê.",
        ] {
            assert!(!is_garbled(text), "{text}");
            let latin: String = text.bytes().map(char::from).collect();
            assert!(is_garbled(&latin), "{latin}");
            assert!(!is_garbled(&format!("{latin}{text}")), "{text}");
        }
        for text in [
            "",
            "Only ASCII.",
            "It’s “quoted” – twice… and it’s “quoted” again",
            "Ça coûte 5 £ à l’été, déjà vérifié à Besançon.",
            "ÂM NHẠC VÀ TRÒ CHƠI “TRÊN XÔ” Ở KHU VỰC HỒ",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
    }
}
