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

/// The script of one character.
#[must_use]
pub fn script_of(c: char) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' => Script::Latin,
        '\0'..='\u{a9}' | '\u{ab}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷' => Script::Common,
        '\u{aa}'
        | '\u{ba}'
        | '\u{c0}'..='\u{24f}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' => Script::Latin,
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Script::Latin,
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Script::Han,
        '\u{2e80}'..='\u{2fdf}' => Script::Han,
        '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
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
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{1e00}'..='\u{1eff}' => true,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{2010}'..='\u{205e}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// A Han character.
#[must_use]
pub fn is_han(c: char) -> bool {
    script_of(c) == Script::Han
}

/// A kana of either syllabary.
#[must_use]
pub fn is_kana(c: char) -> bool {
    matches!(script_of(c), Script::Hiragana | Script::Katakana)
}

/// Han, kana, or the punctuation and width forms that belong to them.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(
        script_of(c),
        Script::Han | Script::Hiragana | Script::Katakana
    ) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ffef}' | '\u{30fb}')
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
    }
}
