//! Where the language of a file turns, and which blocks are left over from another language.
//!
//! Every block gives evidence for each language; the most probable sequence
//! of languages with a price for each turn (Viterbi) cuts the file. A stretch
//! is an edition only when it has some length of its own; a stray run is a
//! leftover inside the edition around it.

use std::ops::Range;

use super::title;
use crate::language::{Guess, PLAIN_WORD, han_standard, identify};
use crate::model::{Block, Class};
use crate::text::{Lang, Script, Source, is_cjk, is_garbled, script_of};

/// A stretch of blocks in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its language.
    pub(super) lang: Lang,
    /// Its blocks.
    pub(super) blocks: Range<usize>,
    /// What each of its blocks is.
    pub(super) classes: Vec<Class>,
}

/// What one turn of the language costs, in units of evidence (about a function word or a telling character each).
const TURN: f32 = 12.0;
/// An edition has at least this share of the longest edition's letters …
const SHARE: f32 = 0.15;
/// … and at least this many blocks,
const BLOCKS: usize = 4;
/// … or this share of it, and half as many blocks.
const HALF: f32 = 0.5;
/// By how much a block must speak for another language with the same script to be a leftover.
const FOREIGN: f32 = 4.0;
/// What a text has of evidence for another language at least beside that of its plain words, to be more than a list of names.
const FUNCTION_WORD: f32 = 0.8;

/// Cuts a file into its editions.
pub(super) fn split(source: &Source, blocks: &[Block], named: Option<Lang>) -> Vec<Stretch> {
    if blocks.is_empty() {
        return Vec::new();
    }
    let texts: Vec<&str> = blocks
        .iter()
        .map(|block| source.slice(block.span))
        .collect();
    let guesses: Vec<Guess> = (texts.iter().zip(blocks))
        .map(|(text, block)| {
            let is_list = block.furniture && Letters::of(text).is_mixed();
            if is_list {
                identify("")
            } else {
                identify(text)
            }
        })
        .collect();
    let mut stretches = match named {
        Some(lang) => vec![Stretch {
            lang,
            blocks: 0..blocks.len(),
            classes: Vec::new(),
        }],
        None => {
            let candidates = candidates(&guesses);
            let mut path = turns(&guesses, &candidates);
            keep_residue(&mut path, &guesses, &candidates, &texts);
            editions(&path, &candidates, &texts)
        }
    };
    for stretch in &mut stretches {
        if named.is_none() && stretch.lang.is_chinese() {
            stretch.lang =
                han_standard(&texts[stretch.blocks.clone()].concat()).unwrap_or(Lang::Zh);
        }
        let range = stretch.blocks.clone();
        let whole = blocks[range.start].span.join(blocks[range.end - 1].span);
        // What cannot be read is no other language: a rule says what it is.
        let foreign = if is_garbled(source.slice(whole)) {
            vec![false; range.len()]
        } else {
            foreign(&texts[range.clone()], &guesses[range], stretch.lang)
        };
        let class = |foreign| if foreign { Class::Foreign } else { Class::Text };
        stretch.classes = foreign.into_iter().map(class).collect();
    }
    if let [first, others @ ..] = &mut stretches[..]
        && let [line, own, ..] = texts[first.blocks.clone()]
    {
        let titles = others.iter().map(|other| texts[other.blocks.start]);
        if title::is_common(line, own, titles) {
            first.classes[0] = Class::Furniture;
        }
    }
    stretches
}

/// Evidence for a language; the two Chinese standards share theirs.
fn weight(guess: &Guess, lang: Lang) -> f32 {
    if lang.is_chinese() {
        guess.weight(Lang::Zh).max(guess.weight(Lang::ZhHant))
    } else {
        guess.weight(lang)
    }
}

/// The languages that the file can be in: those that some block speaks for most. Never empty.
fn candidates(guesses: &[Guess]) -> Vec<Lang> {
    let mut found: Vec<Lang> = guesses
        .iter()
        .filter_map(Guess::best)
        .map(|lang| if lang.is_chinese() { Lang::Zh } else { lang })
        .collect();
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        found.push(Lang::Other(*b"und\0\0\0\0\0"));
    }
    found
}

/// The most probable language of each block, as a place in `candidates`.
fn turns(guesses: &[Guess], candidates: &[Lang]) -> Vec<usize> {
    let count = candidates.len();
    let best_of = |values: &[f32]| {
        (0..count)
            .max_by(|a, b| values[*a].total_cmp(&values[*b]).then(b.cmp(a)))
            .unwrap_or(0)
    };
    let mut best = vec![0.0f32; count];
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(guesses.len());
    for guess in guesses {
        let top = best_of(&best);
        let turned = best[top] - TURN;
        // On equal terms a language began earlier: a title without evidence belongs to what follows it.
        back.push(
            (0..count)
                .map(|lang| if best[lang] >= turned { lang } else { top })
                .collect(),
        );
        for (lang, value) in best.iter_mut().enumerate() {
            *value = value.max(turned) + weight(guess, candidates[lang]);
        }
    }
    let mut lang = best_of(&best);
    let mut path = vec![0; guesses.len()];
    for at in (0..guesses.len()).rev() {
        path[at] = lang;
        lang = back[at][lang];
    }
    path
}

/// At a turn, a line that speaks neither for the language before nor for the one behind, but for a third, is residue
/// of the edition that ends, and so is an address or a copyright notice, which policies end with; another line that says
/// nothing at all is the title of the one that begins.
fn keep_residue(path: &mut [usize], guesses: &[Guess], candidates: &[Lang], texts: &[&str]) {
    for at in 1..path.len() {
        let (before, here) = (path[at - 1], path[at]);
        let speaks = |lang: usize| weight(&guesses[at], candidates[lang]) > 0.0;
        let is_third = !speaks(here) && !speaks(before) && guesses[at].best().is_some();
        if before != here && (is_third || is_contact(texts[at]) || is_notice(texts[at])) {
            path[at] = before;
        }
    }
}

/// Runs of one language become editions; what is too short, or comes a second time, joins the run before it.
fn editions(path: &[usize], candidates: &[Lang], texts: &[&str]) -> Vec<Stretch> {
    // A wide character says about as much as two narrow ones.
    let length = |range: &Range<usize>| -> usize {
        texts[range.clone()]
            .iter()
            .flat_map(|text| text.chars())
            .map(|c| if is_cjk(c) { 2 } else { 1 })
            .sum()
    };
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (at, lang) in path.iter().enumerate() {
        match runs.last_mut() {
            Some((last, range)) if last == lang => range.end = at + 1,
            _ => runs.push((*lang, at..at + 1)),
        }
    }
    let lengths: Vec<usize> = runs.iter().map(|(_, range)| length(range)).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let blocks_of_longest = (0..runs.len())
        .max_by_key(|at| lengths[*at])
        .map_or(0, |at| runs[at].1.len());
    let is_edition = |at: usize| {
        let (lang, range) = &runs[at];
        let rivals = (0..runs.len()).filter(|other| runs[*other].0 == *lang);
        let chief = rivals.max_by_key(|other| (lengths[*other], usize::MAX - other)) == Some(at);
        let share = lengths[at] as f32 / longest.max(1) as f32;
        // A text of a few lines has editions of a few lines.
        let short = share >= HALF && range.len() * 2 >= blocks_of_longest;
        let long = share >= SHARE && range.len() >= BLOCKS || short;
        chief && (lengths[at] == longest || long)
    };
    let mut out: Vec<Stretch> = Vec::new();
    for (at, (lang, range)) in runs.iter().enumerate() {
        if is_edition(at) {
            let start = if out.is_empty() { 0 } else { range.start };
            out.push(Stretch {
                lang: candidates[*lang],
                blocks: start..range.end,
                classes: Vec::new(),
            });
        } else if let Some(last) = out.last_mut() {
            last.blocks.end = range.end;
        }
    }
    out
}

/// Which blocks of an edition plainly are in another language.
fn foreign(texts: &[&str], guesses: &[Guess], lang: Lang) -> Vec<bool> {
    if matches!(lang, Lang::Other(_)) {
        return vec![false; texts.len()];
    }
    let mut out: Vec<bool> = texts
        .iter()
        .zip(guesses)
        .map(|(text, guess)| is_foreign(text, guess, lang))
        .collect();
    // A line in a foreign script without function words of its own goes with the leftover that it touches.
    for at in 1..out.len() {
        if out[at - 1] && !out[at] && !is_address(texts[at]) {
            out[at] = Letters::of(texts[at]).is_other_script(lang);
        }
    }
    out
}

/// Whether a text is one e-mail or web address, which is the same in every language.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace) && text.contains(['@', '.', '/'])
}

/// Whether a line is an e-mail or web address and nothing else.
fn is_contact(text: &str) -> bool {
    let is_plain = text.is_ascii() && is_address(text);
    is_plain && ["@", "://", "www."].iter().any(|sign| text.contains(sign))
}

/// Whether a line is a copyright notice: © 2024 Acme Inc. A copyright policy is none.
fn is_notice(text: &str) -> bool {
    fn without<'t>(text: &'t str, sign: &str) -> &'t str {
        match text.split_at_checked(sign.len()) {
            Some((start, rest)) if start.eq_ignore_ascii_case(sign) => rest.trim_start(),
            _ => text,
        }
    }
    let text = text.trim();
    let rest = without(text, "copyright");
    let bare = without(rest, "(c)");
    rest.starts_with('©') || bare != text && bare.starts_with(|c: char| c.is_ascii_digit())
}

fn is_foreign(text: &str, guess: &Guess, lang: Lang) -> bool {
    let letters = Letters::of(text);
    let best = guess
        .best()
        .filter(|best| *best != lang && !(best.is_chinese() && lang.is_chinese()));
    if lang.is_cjk() {
        if letters.is_other_script(lang) {
            // Names, addresses and code stay Latin in any text: it takes words that hold a sentence together.
            let words = text.split_whitespace().count() as f32 * PLAIN_WORD;
            return letters.latin >= 8
                && best
                    .map(|best| weight(guess, best))
                    .is_some_and(|found| found >= 2.0 && found - words >= FUNCTION_WORD);
        }
        if lang.is_chinese() {
            return letters.kana >= 3 && letters.kana * 5 > letters.han;
        }
        return letters.kana == 0
            && letters.han >= 10
            && best.is_some_and(|best| {
                best.is_chinese() && weight(guess, best) - weight(guess, lang) >= FOREIGN
            });
    }
    if letters.han + letters.kana >= 2 && (letters.han + letters.kana) * 2 > letters.latin {
        return true;
    }
    // Vietnamese cannot write a sentence without its diacritics.
    if lang == Lang::Vi && letters.latin >= 15 && text.is_ascii() && weight(guess, lang) == 0.0 {
        return best.is_some_and(|best| weight(guess, best) >= 1.0);
    }
    best.is_some_and(|best| {
        weight(guess, best) - weight(guess, lang) >= FOREIGN
            && weight(guess, lang) * 4.0 < weight(guess, best)
    })
}

/// Letters of a text by script.
#[derive(Default)]
struct Letters {
    latin: usize,
    han: usize,
    kana: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut out = Self::default();
        for c in text.chars() {
            match script_of(c) {
                Script::Latin => out.latin += 1,
                Script::Han => out.han += 1,
                Script::Hiragana | Script::Katakana => out.kana += 1,
                _ => {}
            }
        }
        out
    }

    /// Holds Latin letters and others: a list of languages to choose from, which says nothing of the one it stands in.
    fn is_mixed(&self) -> bool {
        self.latin > 0 && self.han + self.kana > 0
    }

    /// Holds letters, and none of the script that the language is written in.
    fn is_other_script(&self, lang: Lang) -> bool {
        if lang.is_cjk() {
            self.latin > 0 && self.han + self.kana == 0
        } else {
            self.latin == 0 && self.han + self.kana > 0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first line of each edition of a plain text.
    fn begins(text: &str) -> Vec<String> {
        let reading = crate::read::read("txt", text.as_bytes(), &crate::read::Options::default())
            .expect("a plain text");
        let line = |at: usize| reading.source.slice(reading.blocks[at].span).to_owned();
        let stretches = split(&reading.source, &reading.blocks, None);
        stretches
            .into_iter()
            .map(|stretch| line(stretch.blocks.start))
            .collect()
    }

    #[test]
    fn an_address_ends_an_edition_and_a_title_begins_one() {
        let zh = "湖畔租船须知\n您应当在两小时内将小船归还至码头。\n我们会在三日内答复您的意见。\n如有疑问，请与我们联系。\nboats@lakeside.example\nhttps://lakeside.example";
        let en = "Lakeside\nYou must return the boat to the pier within two hours.\nWe will answer your comments within three days.\nIf you have any questions, please contact us.\nboats@lakeside.example";
        assert_eq!(
            begins(&format!("{zh}\n\n{en}")),
            ["湖畔租船须知", "Lakeside"]
        );
        // Nor does a copyright notice begin one.
        let noted = format!("{zh}\n© 2023-2024 Lakeside Inc.");
        assert_eq!(
            begins(&format!("{noted}\n\n{en}")),
            ["湖畔租船须知", "Lakeside"]
        );
        for (text, expected) in [
            ("Copyright © Lakeside Inc.", true),
            ("(C) 2024 Lakeside Inc.", true),
            ("Copyright 2024 Lakeside", true),
            ("Copyright Policy", false),
            ("(c) boats", false),
            ("2024 rules", false),
        ] {
            assert_eq!(is_notice(text), expected, "{text}");
        }
        // A title with a label is no address.
        let zh = zh.replace("湖畔租船须知", "1.租船须知");
        assert_eq!(begins(&format!("{en}\n\n{zh}")), ["Lakeside", "1.租船须知"]);
    }

    #[test]
    fn a_list_of_languages_does_not_hold_back_what_stands_over_it() {
        let zh = "首页 | 船只 | 新闻\n日本語 | 简体中文 | English\n湖畔租船须知\n您应当在两小时内将小船归还至码头。\n我们会在三日内答复您的意见。\n如有疑问，请与我们联系。";
        let en = "Home | Boats | News\n日本語 | 简体中文 | English\nLakeside Boats\nYou must return the boat to the pier within two hours.\nWe will answer your comments within three days.\nIf you have any questions, please contact us.";
        assert_eq!(
            begins(&format!("{zh}\n\n{en}")),
            ["首页 | 船只 | 新闻", "Home | Boats | News"]
        );
    }
}
