//! A sentence → the words in it that say whom it binds to what, and when not.
//!
//! The words stand in `dictionaries/<lang>/norms.tsv` and, for who is bound, `actors.tsv`: a cue, a tab,
//! and what it shows. `not` surely negates; `not:60` does so in 60 cases of 100 (未经 is “without”, which
//! the next language may write otherwise); `not!` takes the next negation away (しか … ない); `-` shows
//! nothing and only keeps shorter cues from being read inside it (不仅, not only, のみならず). The longest
//! cue at a place wins and takes its stretch of text. The chances were estimated from translations of
//! whole policies: how often the sentence is negated in the other languages where this cue stands
//! (expectation maximisation over the counts of aligned sentences, shrunk to the guess of the lexicographer).
//!
//! In a cue, `…` stands for up to forty characters without a comma (除…外), `#` for a figure, `,` as its last word for
//! a comma behind it (nếu không, …) and `*` at its end for the rest of the word. A language that sets words apart by spaces is read word by word.

mod lexicon;
mod view;

use lexicon::Lexicon;
use std::sync::LazyLock;
use view::View;

use crate::model::{Force, Trait};
use crate::text::{Lang, Span};

/// Words found, and what they show.
pub type Found = (Span, &'static [(Trait, Force)]);

/// The lexicons of a language.
struct Knowledge {
    norms: Lexicon,
    actors: Lexicon,
}

macro_rules! knowledge {
    ($name:ident, $dir:literal, $spaced:literal) => {
        static $name: LazyLock<Knowledge> = LazyLock::new(|| Knowledge {
            norms: Lexicon::new(
                include_str!(concat!("../../../dictionaries/", $dir, "/norms.tsv")),
                $spaced,
            ),
            actors: Lexicon::new(
                include_str!(concat!("../../../dictionaries/", $dir, "/actors.tsv")),
                $spaced,
            ),
        });
    };
}

knowledge!(ZH, "zh", false);
knowledge!(EN, "en", true);
knowledge!(JA, "ja", false);
knowledge!(VI, "vi", true);

/// Calls `each` with the cues of `text`, which starts at byte `base` of the source, in order;
/// those of who is bound come last. Linear. A language that is not known in depth has none.
pub fn cues(lang: Lang, text: &str, base: usize, each: &mut dyn FnMut(Found)) {
    let knowledge: &'static Knowledge = match lang {
        Lang::Zh | Lang::ZhHant => &ZH,
        Lang::En => &EN,
        Lang::Ja => &JA,
        Lang::Vi => &VI,
        Lang::Other(_) => return,
    };
    let view = View::new(text, lang == Lang::ZhHant);
    for lexicon in [&knowledge.norms, &knowledge.actors] {
        lexicon.scan(&view, &mut |start, end, shows| {
            let (from, to) = view.original(start, end);
            each((Span::new(base + from, base + to), shows));
        });
    }
}

#[cfg(test)]
mod tests;
