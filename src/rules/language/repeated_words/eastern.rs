//! Repetitions in Chinese and Japanese, where no spaces show the words.
//!
//! Equal characters behind each other are found by looking, in linear time; only the few clauses that
//! have some are split into words, because what repeats must begin and end where words do: 目的|的 is
//! no repetition, and いろいろ is one word.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Repetition;
use crate::text::{Lang, Script, is_han, is_kana, script_of};

/// Characters of the longest phrase that is looked for.
const LONGEST: usize = 14;

/// Characters of the longest joint.
const JOINT: usize = 4;

/// Chinese words of one character that never stand twice.
const ZH_SINGLE: &str =
    "的了在是和与與及或将將对對为為您我其并並向由以可请請会會有被把从從按应應须須需各该該此";
/// Japanese particles that never stand twice.
const JA_SINGLE: &str = "をがにのはでとへ";

/// What may stand between two copies.
const ZH_JOINTS: &[&str] = &["、", "，", "或者", "或", "以及", "和", "及", "与", "與"];
const JA_JOINTS: &[&str] = &[
    "、",
    "，",
    "又は",
    "または",
    "及び",
    "および",
    "若しくは",
    "もしくは",
];

/// A character of the text, with what is asked of it again and again.
struct Letter {
    /// Where it begins.
    at: usize,
    c: char,
    /// It may be part of a word.
    word: bool,
    /// What joins two words may begin with it.
    joint: bool,
}

type Words<'a> = dyn Fn(&str, &mut dyn FnMut(Range<usize>)) + 'a;

pub(super) fn repetitions(text: &str, lang: Lang, words: &Words<'_>) -> Vec<Repetition> {
    let chars: Vec<Letter> = text
        .char_indices()
        .map(|(at, c)| {
            let word = is_word(c);
            Letter {
                at,
                c,
                word,
                joint: !word || is_joint_start(c),
            }
        })
        .collect();
    let candidates = candidates(text, &chars, lang);
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut borders = BTreeSet::from([0, text.len()]);
    let mut single = BTreeSet::new();
    words(text, &mut |range| {
        borders.insert(range.start);
        borders.insert(range.end);
        if text[range.clone()].chars().nth(1).is_none() {
            single.insert(range.start);
        }
    });
    let mut found: Vec<Repetition> = Vec::new();
    for (first, second) in candidates {
        let at_borders = [first.start, first.end, second.start, second.end]
            .iter()
            .all(|at| borders.contains(at));
        let one = text[first.clone()].chars().nth(1).is_none();
        let particles = !one || (single.contains(&first.start) && single.contains(&second.start));
        let apart = found
            .last()
            .is_none_or(|last| last.range.end <= first.start);
        if at_borders && particles && apart {
            found.push(Repetition {
                range: first.start..second.end,
                word: first.clone(),
                direct: first.end == second.start,
            });
        }
    }
    found
}

/// Both copies of what stands twice, by the characters alone.
fn candidates(text: &str, chars: &[Letter], lang: Lang) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let place = |index: usize| chars.get(index).map_or(text.len(), |letter| letter.at);
    let same = |a: usize, b: usize, length: usize| {
        b + length <= chars.len()
            && (0..length).all(|i| chars[a + i].c == chars[b + i].c && chars[a + i].word)
    };
    let (singles, joints) = if lang == Lang::Ja {
        (JA_SINGLE, JA_JOINTS)
    } else {
        (ZH_SINGLE, ZH_JOINTS)
    };
    let again = again(chars);
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at].c;
        if !chars[at].word || !again[at] {
            at += 1;
            continue;
        }
        let mut hit = None;
        for length in (1..=LONGEST)
            .take_while(|length| at + 2 * length <= chars.len() && chars[at + length - 1].word)
        {
            let next = at + length;
            if chars[next].c == c {
                if length == 1 {
                    if singles.contains(c) {
                        hit = Some((1, next));
                    }
                } else if same(at, next, length)
                    && !is_doubled(&text[place(at)..place(next)])
                    && !goes_on(chars, next - 1, next + length)
                {
                    hit = Some((length, next));
                }
            }
            if length >= 2 && hit.is_none() && chars[next].joint {
                let behind = &text[place(next)..];
                for joint in joints.iter().filter(|joint| behind.starts_with(**joint)) {
                    let second = next + joint.chars().count();
                    let marked = joint.starts_with(['、', '，']);
                    if same(at, second, length)
                        && stands_alone(chars, at, second + length, lang, marked)
                    {
                        hit = Some((length, second));
                        break;
                    }
                }
            }
            if hit.is_some() {
                break;
            }
        }
        if let Some((length, second)) = hit {
            found.push((
                place(at)..place(at + length),
                place(second)..place(second + length),
            ));
        }
        at += 1;
    }
    found
}

/// For each character whether it may stand once more where a second copy could begin: others that share a place of the
/// table with it are taken for it.
fn again(chars: &[Letter]) -> Vec<bool> {
    const PLACES: usize = 1 << 10;
    let mut next = [usize::MAX; PLACES];
    let mut again = vec![false; chars.len()];
    for (at, letter) in chars.iter().enumerate().rev() {
        let place = &mut next[u32::from(letter.c) as usize % PLACES];
        again[at] = place
            .checked_sub(at)
            .is_some_and(|far| far <= LONGEST + JOINT);
        *place = at;
    }
    again
}

/// 权利|权利人, 責任も責任も: the second copy is part of another word, or a particle counts both.
fn goes_on(chars: &[Letter], last: usize, behind: usize) -> bool {
    matches!(chars[last].c, 'も' | 'と' | 'や' | 'か')
        || chars
            .get(behind)
            .is_some_and(|letter| "人者商方员員器性化权權".contains(letter.c))
}

fn is_word(c: char) -> bool {
    is_han(c) || is_kana(c)
}

/// The first character of a joint that is a word.
fn is_joint_start(c: char) -> bool {
    matches!(
        c,
        '或' | '以' | '和' | '及' | '与' | '與' | '又' | 'ま' | 'お' | '若' | 'も'
    )
}

/// 一个一个, 一つ一つ, 人人, 各々: doubled by the language.
fn is_doubled(word: &str) -> bool {
    matches!(word, "非常" | "など" | "まあ" | "とても")
        || word.starts_with(['一', 'ひ', '各', '々'])
        || word.chars().all(|c| script_of(c) == Script::Hiragana) && word.chars().count() < 2
        || word
            .chars()
            .all(|c| "〇一二三四五六七八九十百千".contains(c))
}

/// Whether nothing before the first copy or behind the second one belongs to the same word or phrase.
fn stands_alone(chars: &[Letter], start: usize, end: usize, lang: Lang, marked: bool) -> bool {
    let before = start.checked_sub(1).map(|at| chars[at].c);
    let behind = chars.get(end).map(|letter| letter.c);
    let is_mark =
        |c: Option<char>| c.is_none_or(|c| script_of(c) == Script::Common && !c.is_numeric());
    if lang == Lang::Ja {
        let particle = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
        return if marked {
            is_mark(before) && is_mark(behind)
        } else {
            (is_mark(before) || particle(before, "はがをにで")) && is_mark(behind)
        };
    }
    let particle = |c: Option<char>, set: &str| c.is_some_and(|c| set.contains(c));
    if marked {
        (is_mark(before) || particle(before, "供的"))
            && (is_mark(behind) || particle(behind, "等的"))
    } else {
        (is_mark(before) || particle(before, "的是在对對将將为為")) && is_mark(behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_are_within_reach() {
        let mut joints = ZH_JOINTS.iter().chain(JA_JOINTS);
        assert!(joints.all(|joint| joint.chars().count() <= JOINT));
    }
}
