//! References in Latin letters: Section 3.2, paragraph 2 of Article 5, khoản 2 Điều 5.

use super::{Reading, absolute};
use crate::facts::ordinals::{First, ordinals};
use crate::facts::units::unit;
use crate::facts::view::{View, is_letter};
use crate::model::LabelKind;
use crate::text::Lang;

use LabelKind::{Appendix, Article, Chapter, Item, Paragraph, Part, Section};

/// A word that names a rank: its kind, what may follow it, whether it opens a list.
type Word = (&'static str, LabelKind, First, bool);

const ENGLISH: &[Word] = &[
    ("section", Section, First::Figures, false),
    ("sections", Section, First::Figures, true),
    ("sec.", Section, First::Figures, false),
    ("secs.", Section, First::Figures, true),
    ("§", Section, First::Figures, false),
    ("§§", Section, First::Figures, true),
    ("article", Article, First::Figures, false),
    ("articles", Article, First::Figures, true),
    ("art.", Article, First::Figures, false),
    ("arts.", Article, First::Figures, true),
    ("clause", Article, First::Figures, false),
    ("clauses", Article, First::Figures, true),
    ("subsection", Paragraph, First::Figures, false),
    ("sub-section", Paragraph, First::Figures, false),
    ("subsections", Paragraph, First::Figures, true),
    ("paragraph", Paragraph, First::Figures, false),
    ("paragraphs", Paragraph, First::Figures, true),
    ("para.", Paragraph, First::Figures, false),
    ("subparagraph", Item, First::Figures, false),
    ("sub-paragraph", Item, First::Figures, false),
    ("sub-clause", Paragraph, First::Figures, false),
    ("item", Item, First::Figures, false),
    ("items", Item, First::Figures, true),
    ("point", Item, First::Figures, false),
    ("points", Item, First::Figures, true),
    ("chapter", Chapter, First::Figures, false),
    ("chapters", Chapter, First::Figures, true),
    ("part", Part, First::Figures, false),
    ("parts", Part, First::Figures, true),
    ("annex", Appendix, First::Capital, false),
    ("annexes", Appendix, First::Capital, true),
    ("appendix", Appendix, First::Capital, false),
    ("appendices", Appendix, First::Capital, true),
    ("schedule", Appendix, First::Capital, false),
    ("schedules", Appendix, First::Capital, true),
    ("exhibit", Appendix, First::Capital, false),
    ("exhibits", Appendix, First::Capital, true),
    ("attachment", Appendix, First::Capital, false),
];

const VIETNAMESE: &[Word] = &[
    ("điều", Article, First::Figures, true),
    ("điều khoản", Article, First::Figures, true),
    ("khoản", Paragraph, First::Figures, true),
    ("điểm", Item, First::Small, true),
    ("mục", Section, First::Figures, true),
    ("tiểu mục", Paragraph, First::Figures, true),
    ("chương", Chapter, First::Figures, true),
    ("phần", Part, First::Figures, true),
    ("phụ lục", Appendix, First::Capital, true),
    ("đoạn", Paragraph, First::Figures, true),
];

/// Syllables that make another word with a rank behind them: tài khoản, địa điểm, danh mục.
const COMPOUNDS: &[&str] = &[
    "tài",
    "địa",
    "thời",
    "đặc",
    "quan",
    "ưu",
    "nhược",
    "trọng",
    "danh",
    "chuyên",
    "hạng",
    "thành",
    "một",
    "cổ",
    "bộ",
    "giai",
    "chi",
    "huy",
    "các điều",
    "yếu",
    "tâm",
    "cao",
    "học",
    "toàn",
];

/// How low a rank stands: a lower one is named before a higher one.
fn depth(kind: LabelKind) -> u8 {
    match kind {
        LabelKind::Item => 4,
        LabelKind::Paragraph => 3,
        LabelKind::Article | LabelKind::Section | LabelKind::Plain => 2,
        LabelKind::Chapter => 1,
        LabelKind::Part | LabelKind::Appendix => 0,
    }
}

/// The reference that starts at `at`, the start of a word.
pub(super) fn read(view: &View, at: usize, lang: Lang) -> Option<Reading> {
    let c = view.at(at)?.to_ascii_lowercase();
    let english = matches!(c, 's' | 'a' | 'c' | 'p' | 'i' | 'e' | '§');
    let vietnamese = lang == Lang::Vi && matches!(c, 'đ' | 'Đ' | 'k' | 'm' | 't' | 'c' | 'p');
    (if english {
        levels(view, at, ENGLISH, lang)
    } else {
        None
    })
    .or_else(|| {
        if vietnamese {
            levels(view, at, VIETNAMESE, lang)
        } else {
            None
        }
    })
}

/// The rank word at `at` and where it ends.
fn head(view: &View, at: usize, words: &'static [Word]) -> Option<(Word, usize)> {
    let (index, end) = view.longest(at, words.iter().map(|word| word.0))?;
    Some((words[index], end))
}

/// One ordinal or a list of them behind a rank word: each with its place, and the end.
type Listed = (Vec<(usize, usize, Vec<u16>)>, usize);

fn list(
    view: &View,
    start: usize,
    word: Word,
    end: usize,
    words: &'static [Word],
    lang: Lang,
) -> Option<Listed> {
    let mut from = view.skip(end);
    // Phụ lục số 02
    if lang == Lang::Vi
        && let Some(behind) = view.word(from, "số")
    {
        from = view.skip(behind);
    }
    let (first, mut end) = ordinals(view, from, word.2, lang)
        .filter(|_| from > end || !is_letter(view.at(from).unwrap_or(' ')))?;
    let mut found = vec![(start, end, first)];
    for _ in 0..32 {
        let mut next = view.skip(end);
        let mut joined = false;
        let mut either = false;
        for joint in [
            ",", "and", "or", "to", "through", "&", "–", "-", "và", "hoặc", "đến", "tới",
        ] {
            if let Some(behind) = view.word(next, joint) {
                next = view.skip(behind);
                joined = true;
                either |= joint == "or";
            }
        }
        if !joined {
            break;
        }
        let again = head(view, next, words).filter(|(other, _)| other.1 == word.1);
        let place = next;
        if let Some((_, behind)) = again {
            next = view.skip(behind);
        } else if !word.3 && !either {
            // A comma or an “and” behind “Section 6” may begin anything: Section 6, 7 days.
            break;
        }
        let Some((ordinal, stop)) = ordinals(
            view,
            next,
            if again.is_some() || word.2 == First::Small {
                word.2
            } else {
                First::Figures
            },
            lang,
        ) else {
            break;
        };
        // "Sections 5 and 12 months": the figure has a unit of its own
        if again.is_none() && unit(view, view.skip(stop)).is_some() {
            break;
        }
        found.push((place, stop, ordinal));
        end = stop;
    }
    Some((found, end))
}

/// Whether a stretch holds figures with a point between.
fn is_dotted(view: &View, start: usize, end: usize) -> bool {
    let bytes = &view.text().as_bytes()[start..end];
    bytes
        .windows(3)
        .any(|three| three[1] == b'.' && three[0].is_ascii_digit() && three[2].is_ascii_digit())
}

/// A reference with the higher ranks behind it: point (a) of Section 3, khoản 2 Điều 5, item 2 of this Article.
fn levels(view: &View, at: usize, words: &'static [Word], lang: Lang) -> Option<Reading> {
    let (word, behind) = head(view, at, words)?;
    if lang == Lang::Vi
        && COMPOUNDS
            .iter()
            .any(|syllable| view.word_back(view.skip_back(at), syllable).is_some())
    {
        return None;
    }
    let (mut listed, mut end) = list(view, at, word, behind, words, lang)?;
    if matches!(
        word.0,
        "part" | "parts" | "phần" | "item" | "items" | "point" | "points" | "điểm"
    ) && unit(view, view.skip(end)).is_some()
    {
        return None;
    }
    // Article 12, paragraph 3: the lower ranks behind
    if let [(.., path)] = listed.as_mut_slice()
        && depth(word.1) > 1
    {
        let mut low = word.1;
        for _ in 0..4 {
            let comma = view.skip(end);
            let next = view.skip(comma + usize::from(view.byte(comma) == b','));
            let Some((lower, behind)) = head(view, next, words)
                .filter(|(lower, _)| depth(lower.1) > depth(low) && !lower.3)
            else {
                break;
            };
            let from = view.skip(behind);
            let Some((more, stop)) =
                ordinals(view, from, lower.2, lang).filter(|_| from > behind && next > end)
            else {
                break;
            };
            // "Article 3, paragraph 2 of Article 6": two places
            let of = view.word(view.skip(stop), "of").map(|of| view.skip(of));
            let inside = |at: usize| head(view, at, words).is_some();
            if of.is_some_and(|of| {
                inside(of)
                    || view
                        .word(of, "this")
                        .is_some_and(|at| inside(view.skip(at)))
            }) {
                break;
            }
            path.extend(more);
            (low, end) = (lower.1, stop);
        }
    }
    let (mut kind, mut above, mut here) = (word.1, Vec::new(), false);
    for _ in 0..4 {
        let mut next = view.skip(end);
        for joint in ["of", "in", "under", "của", "tại", "thuộc"] {
            if let Some(behind) = view.word(next, joint) {
                next = view.skip(behind);
            }
        }
        let this = view.word(next, "this").map(|behind| view.skip(behind));
        let Some((higher, behind)) = head(view, this.unwrap_or(next), words) else {
            break;
        };
        if depth(higher.1) >= depth(kind) {
            break;
        }
        if let Some(behind) = if this.is_some() {
            Some(behind)
        } else {
            view.word(view.skip(behind), "này")
        } {
            here = true;
            end = behind;
            break;
        }
        let from = view.skip(behind);
        let Some((ordinal, stop)) = ordinals(view, from, higher.2, lang).filter(|_| from > behind)
        else {
            break;
        };
        above.splice(0..0, ordinal);
        kind = higher.1;
        end = stop;
    }
    let mut targets: Vec<_> = listed
        .into_iter()
        .map(|(start, end, own)| {
            // Khoản 4.2 is clause 4.2: the number tells the whole way, whatever the rank is called.
            let whole = above.is_empty() && !here && own.len() > 1 && is_dotted(view, start, end);
            let kind = match kind {
                Paragraph if whole => Article,
                kind => kind,
            };
            let ordinals = above.iter().copied().chain(own).collect();
            (start, end, absolute(kind, ordinals, here))
        })
        .collect();
    if let Some(last) = targets.last_mut() {
        last.1 = end;
    }
    Some(Reading {
        start: at,
        end,
        targets,
    })
}
