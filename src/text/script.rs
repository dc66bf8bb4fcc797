//! The writing system of a character, as far as policies need it (Unicode Standard Annex #24, by block).

/// The script of a character; what has none of its own is `Common`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin letters, with any diacritic, in either width.
    Latin,
    /// Han characters, with 々 and 〇.
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana in either width, with the prolonged sound mark.
    Katakana,
    /// Hangul.
    Hangul,
    /// Cyrillic, Greek, Arabic, Thai and all other letters.
    Other,
    /// Digits, punctuation, spaces, symbols.
    Common,
}

/// The script of one character. The ranges that fill policies come first: the arms are tried in order.
#[must_use]
#[inline]
pub fn script_of(c: char) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' => Script::Latin,
        '\0'..='\u{7f}' => Script::Common,
        '\u{4e00}'..='\u{9fff}' => Script::Han,
        '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Script::Katakana,
        '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff01}'..='\u{ff20}'
        | '\u{2010}'..='\u{205e}' => Script::Common,
        c => rarer_script_of(c),
    }
}

/// The scripts of characters that policies seldom hold.
fn rarer_script_of(c: char) -> Script {
    match c {
        '\0'..='\u{a9}' | '\u{ab}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷' => Script::Common,
        '\u{aa}'
        | '\u{ba}'
        | '\u{c0}'..='\u{24f}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' => Script::Latin,
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Script::Latin,
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Script::Han,
        '\u{2e80}'..='\u{2fdf}' => Script::Han,
        '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            Script::Hangul
        }
        c if c.is_alphabetic() => Script::Other,
        _ => Script::Common,
    }
}

/// A letter or digit of any script: [`char::is_alphanumeric`], without its slow tables for the scripts that fill
/// policies.
#[must_use]
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{ff10}'..='\u{ff19}' => true,
        c => frequent_letter(c).unwrap_or_else(|| c.is_alphanumeric()),
    }
}

/// A letter of any script: [`char::is_alphabetic`], without its slow tables for the scripts that fill policies.
#[must_use]
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{ff10}'..='\u{ff19}' => false,
        c => frequent_letter(c).unwrap_or_else(|| c.is_alphabetic()),
    }
}

/// Whether a character of a range that holds nothing but letters, or nothing but signs, is a letter.
#[inline]
fn frequent_letter(c: char) -> Option<bool> {
    match c {
        '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}' => Some(true),
        '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{2010}'..='\u{205e}'
        | '\u{ff01}'..='\u{ff20}' => Some(false),
        _ => None,
    }
}

/// A Han character.
#[must_use]
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c >= '\u{2e80}' && script_of(c) == Script::Han
}

/// A kana of either syllabary.
#[must_use]
#[inline]
pub fn is_kana(c: char) -> bool {
    c >= '\u{3041}' && matches!(script_of(c), Script::Hiragana | Script::Katakana)
}

/// Han, kana, or the punctuation and width forms that belong to them.
#[must_use]
#[inline]
pub fn is_cjk(c: char) -> bool {
    c >= '\u{2e80}'
        && (matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ffef}' | '\u{30fb}')
            || matches!(
                script_of(c),
                Script::Han | Script::Hiragana | Script::Katakana
            ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_the_standard_library() {
        let odd: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|c| is_alphanumeric(*c) != c.is_alphanumeric())
            .collect();
        assert!(odd.is_empty(), "{odd:?}");
        let odd: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|c| is_alphabetic(*c) != c.is_alphabetic())
            .collect();
        assert!(odd.is_empty(), "{odd:?}");
    }

    #[test]
    fn scripts_of_their_own_are_letters_and_signs_are_common() {
        for c in '\0'..='\u{ffff}' {
            if script_of(c) == Script::Other {
                assert!(c.is_alphabetic(), "{c:?}");
            }
            assert_eq!(is_han(c), script_of(c) == Script::Han, "{c:?}");
            if matches!(script_of(c), Script::Hiragana | Script::Katakana) {
                assert!(is_kana(c) && is_cjk(c), "{c:?}");
            }
        }
    }
}
