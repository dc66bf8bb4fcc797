//! How long a clause is, and how long it should be in another language.
//!
//! Lengths are letters and digits. What a language needs for the same content is measured on the clauses of the
//! policy that correspond one to one, beginning from a prior of a few sentences (Gale and Church 1993 align by
//! nothing but this ratio; its spread for whole clauses is about a quarter).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Class, ClauseId, ClauseKind, Policy};
use crate::text::{Folded, Lang, is_cjk};

/// So many letters of Chinese does the prior weigh.
const PRIOR: f64 = 120.0;

/// Letters and digits of a text.
pub(super) fn letters(text: &str) -> usize {
    text.chars()
        .filter(|c| crate::text::is_alphanumeric(*c))
        .count()
}

/// Letters and digits, folded: what makes two texts the same text.
pub(super) fn folded_letters(text: &str) -> String {
    Folded::new(text)
        .text()
        .chars()
        .filter(|c| crate::text::is_alphanumeric(*c))
        .collect()
}

/// How much a text says, in Latin letters: one of a Han or kana text says about as much as two and a half.
pub(super) fn content(text: &str) -> usize {
    text.chars()
        .filter(|c| crate::text::is_alphanumeric(*c))
        .map(|c| if is_cjk(c) { 5 } else { 2 })
        .sum::<usize>()
        / 2
}

/// The length of a text in the letters of its language: an address or a name in Latin letters inside a Chinese or
/// Japanese text counts what the text around it would need for it.
fn length(lang: Lang, text: &str) -> f32 {
    let all = letters(text) as f32;
    if !lang.is_cjk() {
        return all;
    }
    let own = text
        .chars()
        .filter(|c| crate::text::is_alphanumeric(*c) && is_cjk(*c))
        .count() as f32;
    own + (all - own) / 3.0
}

/// Letters for what Chinese says in one.
fn prior(lang: Lang) -> f64 {
    match lang {
        Lang::Zh | Lang::ZhHant => 1.0,
        Lang::Ja => 1.5,
        Lang::En => 3.1,
        Lang::Vi => 2.9,
        Lang::Other(_) => 3.0,
    }
}

/// The ratio of lengths for each ordered pair of editions, and the length of each clause.
#[derive(Debug)]
pub(super) struct Lengths {
    of: BTreeMap<Lang, Vec<f32>>,
    ratios: BTreeMap<(Lang, Lang), f64>,
}

impl Lengths {
    /// The lengths of a policy.
    pub(super) fn of(policy: &Policy) -> Arc<Self> {
        policy.memo.get(|| Self::new(policy))
    }

    fn new(policy: &Policy) -> Self {
        let of: BTreeMap<Lang, Vec<f32>> = policy
            .editions
            .iter()
            .map(|(lang, edition)| {
                let lengths = edition
                    .document
                    .iter()
                    .map(|(id, _)| length(*lang, edition.document.body(id)))
                    .collect();
                (*lang, lengths)
            })
            .collect();
        let mut sums: BTreeMap<(Lang, Lang), (f64, f64)> = BTreeMap::new();
        for group in policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text && group.moved.is_empty())
        {
            let single: Vec<(Lang, f64)> = group
                .members
                .iter()
                .filter_map(|(lang, ids)| match ids.as_slice() {
                    [id] if policy.clause(*lang, *id).is_some_and(|clause| {
                        matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
                    }) =>
                    {
                        Some((*lang, f64::from(of.get(lang)?.get(id.index()).copied()?)))
                    }
                    _ => None,
                })
                .collect();
            for (x, (lang, length)) in single.iter().enumerate() {
                for (other, other_length) in &single[x + 1..] {
                    let sum = sums.entry((*lang, *other)).or_default();
                    sum.0 += length;
                    sum.1 += other_length;
                }
            }
        }
        let langs: Vec<Lang> = policy.langs().collect();
        let mut ratios = BTreeMap::new();
        for (x, lang) in langs.iter().enumerate() {
            for other in &langs[x + 1..] {
                let (a, b) = sums.get(&(*lang, *other)).copied().unwrap_or_default();
                let ratio = (b + PRIOR * prior(*other)) / (a + PRIOR * prior(*lang));
                ratios.insert((*lang, *other), ratio);
                ratios.insert((*other, *lang), 1.0 / ratio);
            }
        }
        Self { of, ratios }
    }

    /// Letters of some clauses of an edition.
    pub(super) fn sum(&self, lang: Lang, clauses: &[ClauseId]) -> f64 {
        let Some(of) = self.of.get(&lang) else {
            return 0.0;
        };
        clauses
            .iter()
            .filter_map(|id| of.get(id.index()))
            .map(|length| f64::from(*length))
            .sum()
    }

    /// Letters of a language as the letters that Chinese would take by the prior.
    pub(super) fn in_chinese(lang: Lang, letters: f64) -> f64 {
        letters / prior(lang)
    }

    /// The letters that `from` letters of one language take in another.
    pub(super) fn expected(&self, from: (Lang, f64), to: Lang) -> f64 {
        from.1 * self.ratios.get(&(from.0, to)).copied().unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_weighs_scripts_alike() {
        assert!(content("个人信息保护政策说明") >= content("privacy policy statement"));
        assert_eq!(letters("（一）a, b。"), 3);
        assert_eq!(folded_letters("Ｗｅｂ サイト。"), "webサイト");
    }
}
