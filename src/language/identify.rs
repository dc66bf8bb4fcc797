//! Language evidence of a stretch of text.

use crate::text::Lang;

/// Evidence for each language known in depth, in log-odds-like units that add up over stretches; 0 says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence([f32; 4]);

impl Evidence {
    /// The evidence for a language; both Chinese standards share theirs.
    #[must_use]
    pub fn of(&self, lang: Lang) -> f32 {
        match lang { Lang::Zh | Lang::ZhHant => self.0[0], Lang::En => self.0[1], Lang::Ja => self.0[2], Lang::Vi => self.0[3], Lang::Other(_) => 0.0 }
    }
    /// The language with the most evidence, where there is any.
    #[must_use]
    pub fn best(&self) -> Option<Lang> { None }
}

/// Evidence of a text.
#[must_use]
pub fn evidence(_text: &str) -> Evidence { Evidence::default() }

/// Simplified or traditional, by the characters that only one standard has.
#[must_use]
pub fn han_standard(_text: &str) -> Option<Lang> { None }

/// The language of a text in none that is known in depth.
#[must_use]
pub fn unknown() -> Lang { Lang::Other(*b"und\0\0\0\0\0") }
