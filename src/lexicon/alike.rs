//! Han characters that are taken for each other, because they sound or look alike.
//!
//! What goes in: `dictionaries/han/sounds.tsv` and `dictionaries/han/lookalikes.tsv`. What comes out: whether two
//! characters have a sound in common in a language, and whether they look alike.

use std::sync::OnceLock;

use crate::text::Lang;

/// `language<TAB>sound<TAB>characters`; from Unicode's Unihan database, see `dictionaries/rebuild`.
const SOUNDS: &str = include_str!("../../dictionaries/han/sounds.tsv");
/// A group of characters a row.
const LOOKS: &str = include_str!("../../dictionaries/han/lookalikes.tsv");

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;
/// The most sounds of a character.
const MOST: usize = 3;

/// The sounds of a language's characters, by number; 0 is none.
pub struct Sounds(Vec<[u16; MOST]>);

impl Sounds {
    /// Those of Mandarin or of Japanese.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static CHINESE: OnceLock<Sounds> = OnceLock::new();
        static JAPANESE: OnceLock<Sounds> = OnceLock::new();
        match lang {
            Lang::Ja => JAPANESE.get_or_init(|| Self::read("ja")),
            _ => CHINESE.get_or_init(|| Self::read("zh")),
        }
    }

    fn read(lang: &str) -> Self {
        let mut table = vec![[0; MOST]; (LAST - FIRST + 1) as usize];
        for (number, row) in (1..).zip(SOUNDS.lines()) {
            let mut cells = row.split('\t');
            let (true, Some(chars)) = (cells.next() == Some(lang), cells.nth(1)) else {
                continue;
            };
            for c in chars.chars() {
                let free = place(c).and_then(|at| table[at].iter_mut().find(|sound| **sound == 0));
                if let Some(free) = free {
                    *free = number;
                }
            }
        }
        Self(table)
    }

    /// The numbers of a character's sounds.
    pub fn sounds(&self, c: char) -> impl Iterator<Item = u16> {
        let sounds = place(c).map_or([0; MOST], |at| self.0[at]);
        sounds.into_iter().take_while(|sound| *sound > 0)
    }

    /// Whether two characters have a sound in common.
    #[must_use]
    pub fn are_alike(&self, a: char, b: char) -> bool {
        self.sounds(a)
            .any(|sound| self.sounds(b).any(|other| other == sound))
    }
}

fn place(c: char) -> Option<usize> {
    let code = u32::from(c);
    (FIRST..=LAST)
        .contains(&code)
        .then(|| (code - FIRST) as usize)
}

/// Whether two characters look alike.
#[must_use]
pub fn look_alike(a: char, b: char) -> bool {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        let pairs = LOOKS.lines().flat_map(|row| {
            let pairs = move |a: char| row.chars().map(move |b| (a, b));
            row.chars().flat_map(pairs).filter(|(a, b)| a != b)
        });
        let mut pairs: Vec<(char, char)> = pairs.collect();
        pairs.sort_unstable();
        pairs
    });
    pairs.binary_search(&(a, b)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_sound_alike_in_a_language() {
        for (lang, a, b, expected) in [
            (Lang::Ja, '公', '後', true),
            (Lang::Ja, '審', '申', true),
            (Lang::Ja, '公', '信', false),
            (Lang::Zh, '利', '力', true),
            (Lang::ZhHant, '權', '全', true),
            (Lang::Zh, '行', '航', true),
            (Lang::Zh, '公', '后', false),
        ] {
            assert_eq!(Sounds::of(lang).are_alike(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn characters_look_alike_both_ways() {
        for (a, b, expected) in [
            ('未', '末', true),
            ('末', '未', true),
            ('撤', '撒', true),
            ('未', '公', false),
        ] {
            assert_eq!(look_alike(a, b), expected, "{a} {b}");
        }
        for row in LOOKS.lines() {
            assert!((2..=5).contains(&row.chars().count()), "{row}");
            assert!(row.chars().all(|c| place(c).is_some()), "{row}");
        }
    }
}
