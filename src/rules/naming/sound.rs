//! Which katakana word says a Latin name: アウレリア and Aurelia.
//!
//! Both are reduced to the consonants that Japanese keeps apart (l and r, b and v are one; vowels are lost), which is
//! what survives a transliteration in either direction; the reductions are compared letter by letter.

/// Whether a katakana word may be how a Latin word (small letters) sounds.
pub(in crate::rules) fn sounds_like(katakana: &str, latin: &str) -> bool {
    let (a, b) = (of_katakana(katakana), of_latin(latin));
    let most = a.len().max(b.len());
    if a.is_empty() || b.is_empty() || most > 40 {
        // two vowels alone: アイ and "ai" may be anything
        return false;
    }
    let distance = strsim::levenshtein(&a, &b);
    match most {
        1 => distance == 0 && katakana.chars().count().abs_diff(vowels(latin)) <= 1,
        2 | 3 => distance == 0 || (most == 3 && distance == 1),
        _ => distance * 10 <= most * 3,
    }
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// Vowels of a Latin word: about so many syllables a transliteration has.
fn vowels(latin: &str) -> usize {
    latin.chars().filter(|c| is_vowel(*c)).count()
}

/// Whether a katakana word may begin with how a Latin word sounds: ブラウジングデータ and browsing.
pub(in crate::rules) fn begins_like(katakana: &str, latin: &str) -> bool {
    let (a, b) = (of_katakana(katakana), of_latin(latin));
    b.len() >= 2 && (a.starts_with(&b) || (b.len() >= 4 && a.starts_with(&b[..b.len() - 1])))
}

/// Whether a Latin word has consonants enough that few others sound like it.
pub(in crate::rules) fn is_telling(latin: &str) -> bool {
    of_latin(latin).len() >= 3
}

/// The consonants of a katakana word.
fn of_katakana(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let consonant = match c {
            'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'ヵ' | 'ヶ' => 'k',
            'ガ' | 'ギ' | 'グ' | 'ゲ' | 'ゴ' => 'g',
            'サ' | 'シ' | 'ス' | 'セ' | 'ソ' => 's',
            'ザ' | 'ズ' | 'ゼ' | 'ゾ' => 's',
            'ジ' | 'ヂ' | 'ヅ' => 'j',
            'タ' | 'テ' | 'ト' => 't',
            'チ' | 'ツ' => 'c',
            'ダ' | 'デ' | 'ド' => 'd',
            'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' => 'n',
            'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => 'h',
            'バ' | 'ビ' | 'ブ' | 'ベ' | 'ボ' | 'ヴ' => 'b',
            'パ' | 'ピ' | 'プ' | 'ペ' | 'ポ' => 'p',
            'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => 'm',
            'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => 'r',
            'ワ' | 'ヲ' => 'w',
            _ => continue,
        };
        push(&mut out, consonant);
    }
    out
}

/// The consonants of a Latin word as Japanese hears them.
fn of_latin(word: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = word.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let next = chars.get(at + 1).copied();
        let consonant = match c {
            'c' if next == Some('h') => 'c',
            'c' if matches!(next, Some('e' | 'i' | 'y')) => 's',
            'c' | 'k' | 'q' => 'k',
            'g' if matches!(next, Some('e' | 'i')) => 'j',
            'g' => 'g',
            's' => 's',
            'z' => 's',
            'j' => 'j',
            't' if next == Some('h') => 's',
            't' => 't',
            'd' => 'd',
            'n' => 'n',
            'p' if next == Some('h') => 'h',
            'p' => 'p',
            'f' => 'h',
            'h' if at > 0 => continue,
            'h' => 'h',
            'b' | 'v' => 'b',
            'm' => 'm',
            'l' => 'r',
            // behind a vowel and before a consonant or a mute e (fire-fox) r is a long vowel
            'r' if at > 0
                && is_vowel(chars[at - 1])
                && next == Some('e')
                && chars.get(at + 2).is_none_or(|c| !is_vowel(*c)) =>
            {
                continue;
            }
            'r' if next.is_some_and(is_vowel) || at == 0 => 'r',
            'w' if next.is_some_and(|c| "aeio".contains(c)) => 'w',
            'x' => {
                push(&mut out, 'k');
                's'
            }
            _ => continue,
        };
        push(&mut out, consonant);
    }
    out
}

/// Doubled consonants are one.
fn push(out: &mut String, consonant: char) {
    if !out.ends_with(consonant) {
        out.push(consonant);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_like_themselves() {
        for (katakana, latin) in [
            ("アウレリア", "aurelia"),
            ("デル", "dell"),
            ("ノースウィンド", "northwind"),
            ("ピクセルフォージ", "pixelforge"),
            ("ブライトパス", "brightpath"),
            ("クレームデラクレーム", "cremedelacreme"),
            ("モジラ", "mozilla"),
            ("ファイアフォックス", "firefox"),
            ("アリペイ", "alipay"),
            ("クッキー", "cookie"),
            ("ストライプ", "stripe"),
        ] {
            assert!(
                sounds_like(katakana, latin),
                "{katakana} {} {latin} {}",
                of_katakana(katakana),
                of_latin(latin)
            );
        }
        for (katakana, latin) in [
            ("サービス", "aurelia"),
            ("デル", "acme"),
            ("プライバシー", "northwind"),
            ("デル", "digitaltwinall"),
            ("アカウント", "amazon"),
        ] {
            assert!(!sounds_like(katakana, latin), "{katakana} {latin}");
        }
    }
}
