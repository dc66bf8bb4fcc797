//! Terms that all other editions name in the aligned clauses, and this one with another character.
//!
//! A keyboard gives characters that sound alike (权力 for 权利), an eye takes one character for another that looks alike
//! (撒回 for 撤回). The text alone does not tell where the wrong word is a word as well; that the others name a concept
//! which this edition does not can.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Suspect, slips};
use crate::language::analysis::{Word, analyse};
use crate::lexicon::{Sounds, fold_han, look_alike, termbase};
use crate::model::{Class, ClauseId, Group, Mention, Policy, TermId};
use crate::rules::content::{self, Vocabulary};
use crate::rules::naming::analysed;
use crate::text::{Lang, Span, is_han};
use foldhash::HashSet;

/// Editions that are aligned less surely are no witnesses.
const SURE: f32 = 0.5;
/// Characters of the longest term.
const LONGEST: usize = 8;
/// What stands so often is no slip.
const OFTEN: usize = 3;

/// The slips of an edition in Chinese or Japanese.
pub(super) fn suspects(policy: &Policy, lang: Lang) -> Vec<Suspect> {
    let mut found = Vec::new();
    for group in &policy.groups {
        let is_witnessed = group.class == Class::Text && group.confidence >= SURE;
        if !is_witnessed || group.of(lang).is_empty() {
            continue;
        }
        let votes = votes(policy, lang, group);
        if votes.is_empty() {
            continue;
        }
        for slip in group
            .of(lang)
            .iter()
            .flat_map(|clause| of_clause(policy, lang, *clause, &votes))
        {
            let other = place(policy, lang, group, slip.term);
            if other.is_some() && is_sure(policy, lang, group, &slip, &votes) {
                found.push(Suspect {
                    span: slip.span,
                    expected: Some(slip.form.to_owned()),
                    other,
                    confidence: 0.8,
                });
            }
        }
    }
    found
}

/// A term with other characters.
struct Slip {
    span: Span,
    term: TermId,
    form: &'static str,
    /// The wrong characters are a word.
    is_word: bool,
    /// They sound like the right ones.
    sounds: bool,
}

/// Whether it takes a slip to explain a word. What is no word needs half of the other editions; a word needs them all,
/// and that this edition names the concept nearly wherever the others do.
fn is_sure(
    policy: &Policy,
    lang: Lang,
    group: &Group,
    slip: &Slip,
    votes: &BTreeMap<TermId, usize>,
) -> bool {
    let others = group.members.len() - 1;
    let agree = votes.get(&slip.term).copied().unwrap_or(0);
    if !slip.is_word {
        return agree * 2 >= others;
    }
    slip.sounds && agree == others && {
        let groups = policy
            .groups
            .iter()
            .filter(|group| !group.of(lang).is_empty());
        let named = |group: &&Group| {
            let mut members = group.members.keys().filter(|other| **other != lang);
            group.members.len() > 1 && members.all(|other| names(policy, *other, group, slip.term))
        };
        let (all, own) = groups.filter(named).fold((0, 0), |(all, own), group| {
            (
                all + 1,
                own + usize::from(names(policy, lang, group, slip.term)),
            )
        });
        // All places but this one.
        own * 5 >= (all - 1) * 4
    }
}

/// Whether an edition names a concept in a group.
fn names(policy: &Policy, lang: Lang, group: &Group, term: TermId) -> bool {
    mentions(policy, lang, group).any(|mention| mention.concept == term)
}

/// Whether another edition's aligned clause names what a word of an edition was meant to be; and where.
pub(super) fn place_of(
    policy: &Policy,
    lang: Lang,
    span: Span,
    meant: &str,
) -> Option<(Lang, Span)> {
    let clauses = &policy.edition(lang)?.document.clauses;
    let at = clauses.partition_point(|clause| clause.span.start <= span.start);
    let clause = ClauseId(u32::try_from(at.checked_sub(1)?).ok()?);
    let group = policy
        .group(lang, clause)
        .filter(|group| group.confidence >= SURE)?;
    let mut named = None;
    termbase().find(lang, &crate::text::folded(meant), &mut |term, range| {
        if range.len() == meant.len() {
            named = named.or_else(|| place(policy, lang, group, term));
        }
    });
    named
}

fn mentions<'p>(
    policy: &'p Policy,
    lang: Lang,
    group: &'p Group,
) -> impl Iterator<Item = &'p Mention> {
    let clauses = group.of(lang).iter();
    clauses.flat_map(move |clause| {
        let edition = policy.edition(lang);
        let body = policy.clause(lang, *clause).map(|clause| clause.body);
        edition
            .zip(body)
            .into_iter()
            .flat_map(|(edition, body)| edition.all_terms_in(body))
    })
}

/// Where the first of the other editions names a concept.
fn place(policy: &Policy, lang: Lang, group: &Group, term: TermId) -> Option<(Lang, Span)> {
    let others = group.members.keys().filter(|other| **other != lang);
    others.copied().find_map(|other| {
        let mut named = mentions(policy, other, group).filter(|mention| mention.concept == term);
        named.next().map(|mention| (other, mention.span))
    })
}

/// The concepts that other editions of a group name and this one does not, with how many do.
fn votes(policy: &Policy, lang: Lang, group: &Group) -> BTreeMap<TermId, usize> {
    let mut votes = BTreeMap::new();
    for other in group.members.keys().filter(|other| **other != lang) {
        let named: BTreeSet<TermId> = mentions(policy, *other, group)
            .map(|mention| mention.concept)
            .collect();
        for term in named {
            *votes.entry(term).or_default() += 1;
        }
    }
    for mention in mentions(policy, lang, group) {
        votes.remove(&mention.concept);
    }
    votes
}

/// The places of a clause where a term that others name stands with other characters.
fn of_clause(
    policy: &Policy,
    lang: Lang,
    clause: ClauseId,
    votes: &BTreeMap<TermId, usize>,
) -> Vec<Slip> {
    let Some(body) = policy.clause(lang, clause).map(|clause| clause.body) else {
        return Vec::new();
    };
    let text = policy.body(lang, clause);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let sounds = Sounds::of(lang);
    let heard: HashSet<u16> = chars.iter().flat_map(|(_, c)| sounds.sounds(*c)).collect();
    let mut found = Vec::new();
    for term in votes.keys() {
        let forms = termbase()
            .concept(*term)
            .into_iter()
            .flat_map(|concept| concept.forms(lang));
        for form in forms {
            let right: Vec<char> = form.chars().collect();
            let fits = (2..=LONGEST).contains(&right.len()) && right.iter().all(|c| is_han(*c));
            let unheard = |c: &&char| !sounds.sounds(**c).any(|sound| heard.contains(&sound));
            if !fits || right.iter().filter(unheard).count() > 1 {
                continue;
            }
            for window in chars.windows(right.len()) {
                let ([(start, _), ..], [.., (last, c)]) = (window, window) else {
                    continue;
                };
                let range = *start..last + c.len_utf8();
                if let Some(by_sound) = taken_for(sounds, window, &right)
                    && let Some(is_word) = is_word(text, &range, lang)
                    && !is_habit(policy, lang, &text[range.clone()])
                {
                    found.push(Slip {
                        span: Span::new(range.start, range.end).shifted(body.start),
                        term: *term,
                        form,
                        is_word,
                        sounds: by_sound,
                    });
                }
            }
        }
    }
    found.retain(|slip| !is_named(policy, lang, clause, slip.span));
    if !found.is_empty() {
        let others = vocabularies(policy, lang, clause);
        found.retain(|slip| !is_rendered(policy, lang, slip.span, &others));
    }
    found
}

/// Whether a stretch is one word, or several of which none says where, when or how; `None` where it is neither.
fn is_word(text: &str, range: &Range<usize>, lang: Lang) -> Option<bool> {
    const OTHER: &[&str] = &[
        "c",
        "d",
        "f",
        "m",
        "p",
        "q",
        "r",
        "t",
        "u",
        "y",
        "助詞",
        "助動詞",
        "接続詞",
        "副詞",
        "接尾",
        "非自立",
        "副詞可能",
    ];
    if slips::is_cut(text, range.clone(), lang) {
        return None;
    }
    let (mut words, mut known) = (0, true);
    let mut is_told = false;
    let (dictionary, text) = analysed(lang, &text[range.clone()]);
    analyse(dictionary, &text, &mut |word: &Word<'_>| {
        words += 1;
        known &= word.known;
        is_told |= word.tags.iter().any(|tag| OTHER.contains(tag));
    });
    (!is_told).then_some(words == 1 && known)
}

/// Particles that follow any word.
const PARTICLES: &str = "的地得之";

/// Whether characters are those of a form but for some, no more than half, that sound alike (true), or for one that looks
/// alike (false); `None` where they are not.
fn taken_for(sounds: &Sounds, window: &[(usize, char)], form: &[char]) -> Option<bool> {
    let other = || {
        let pairs = window.iter().map(|(_, c)| *c).zip(form.iter().copied());
        pairs.filter(|(c, right)| c != right)
    };
    let count = other().count();
    if count * 2 > form.len() && count > 1 {
        return None;
    }
    let is_variant = other().all(|(c, right)| fold_han(c) == fold_han(right));
    let is_particle = other().any(|(c, _)| PARTICLES.contains(c));
    if is_variant || is_particle {
        return None;
    }
    let by_sound = count * 2 <= form.len() && other().all(|(c, right)| sounds.are_alike(c, right));
    let by_shape = || count == 1 && other().all(|(c, right)| look_alike(c, right));
    (by_sound || by_shape()).then_some(by_sound)
}

/// Whether an edition writes a word again and again.
fn is_habit(policy: &Policy, lang: Lang, word: &str) -> bool {
    policy.edition(lang).is_some_and(|edition| {
        let document = &edition.document;
        document
            .slice(document.extent)
            .matches(word)
            .nth(OFTEN - 1)
            .is_some()
    })
}

/// Whether a stretch is, or is part of, what another edition names as well.
fn is_named(policy: &Policy, lang: Lang, clause: ClauseId, span: Span) -> bool {
    let (Some(edition), Some(body), Some(group)) = (
        policy.edition(lang),
        policy.clause(lang, clause).map(|clause| clause.body),
        policy.group(lang, clause),
    ) else {
        return false;
    };
    let covers = |mention: &&Mention| mention.span.contains(span);
    edition
        .all_terms_in(body)
        .filter(covers)
        .any(|mention| place(policy, lang, group, mention.concept).is_some())
}

/// What the other editions of a clause's group say.
fn vocabularies(policy: &Policy, lang: Lang, clause: ClauseId) -> Vec<Vocabulary> {
    let Some(group) = policy.group(lang, clause) else {
        return Vec::new();
    };
    let others = group.members.keys().filter(|other| **other != lang);
    others
        .map(|other| Vocabulary::of_group(policy, group, *other))
        .collect()
}

/// Whether a stretch is a word that a word of another edition's clause may translate: 实用, useful.
fn is_rendered(policy: &Policy, lang: Lang, span: Span, others: &[Vocabulary]) -> bool {
    policy.edition(lang).is_some_and(|edition| {
        let own = content::words(edition, lang, span);
        let word = own.first().filter(|word| word.span == span);
        word.is_some_and(|word| others.iter().any(|theirs| theirs.renders(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_taken_for_a_form() {
        for (lang, text, form, expected) in [
            (Lang::Zh, "撒回", "撤回", Some(false)),
            (Lang::Zh, "权力", "权利", Some(true)),
            (Lang::ZhHant, "權力", "權利", Some(true)),
            (Lang::Ja, "審告", "申告", Some(true)),
            // Another standard's form, a particle, another word.
            (Lang::Zh, "權利", "权利", None),
            (Lang::ZhHant, "公平的", "公平地", None),
            (Lang::Ja, "好意", "脅威", None),
            (Lang::Zh, "公司", "公开", None),
        ] {
            let window: Vec<(usize, char)> = text.char_indices().collect();
            let form: Vec<char> = form.chars().collect();
            let found = taken_for(Sounds::of(lang), &window, &form);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_stretch_is_a_word_or_none() {
        for (lang, text, stretch, expected) in [
            (Lang::Zh, "您可以撒回同意", "撒回", Some(false)),
            (Lang::Zh, "平台网站及登陆相关客户端", "登陆", Some(true)),
            (Lang::Zh, "未来的付款期向您收取", "期向", None),
            (Lang::Ja, "労働法上の処分", "法上", None),
        ] {
            let start = text.find(stretch).expect("it stands there");
            let range = start..start + stretch.len();
            assert_eq!(is_word(text, &range, lang), expected, "{stretch}");
        }
    }
}
