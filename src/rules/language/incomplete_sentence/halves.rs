//! Clauses that are much shorter than what they are aligned with, where that ends with a full stop.

use std::collections::BTreeMap;

use super::ends;
use crate::language;
use crate::model::{Class, ClauseId, ClauseKind, Policy};
use crate::text::{Lang, Span};

/// A clause of less than this share of its expected length may have lost its end.
const SHARE: f32 = 0.62;
/// How sure an alignment must be to count.
const SURE: f32 = 0.4;
/// Shorter clauses of the other edition tell nothing, in units of [`width`].
const SHORTEST: usize = 40;

/// How long an edition's clauses are against those of the others.
pub(super) struct Lengths {
    lang: Lang,
    ratios: Option<BTreeMap<Lang, f32>>,
}

/// The width of a text: Chinese and Japanese characters count twice.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if crate::text::is_cjk(c) { 2 } else { 1 })
        .sum()
}

impl Lengths {
    pub(super) fn new(_: &Policy, lang: Lang) -> Self {
        Self { lang, ratios: None }
    }

    /// The median of the lengths against another edition, over the clauses that stand one against one.
    fn ratios(&mut self, policy: &Policy) -> &BTreeMap<Lang, f32> {
        let lang = self.lang;
        self.ratios.get_or_insert_with(|| {
            policy
                .langs()
                .filter(|other| *other != lang)
                .filter_map(|other| {
                    let mut all: Vec<f32> = policy
                        .groups
                        .iter()
                        .filter(|group| group.class == Class::Text && group.confidence >= SURE)
                        .filter_map(|group| match (group.of(lang), group.of(other)) {
                            ([own], [theirs]) => {
                                let (own, theirs) = (
                                    width(policy.body(lang, *own)),
                                    width(policy.body(other, *theirs)),
                                );
                                (theirs >= SHORTEST).then(|| own as f32 / theirs as f32)
                            }
                            _ => None,
                        })
                        .collect();
                    all.sort_by(f32::total_cmp);
                    let median = *all.get(all.len() / 2)?;
                    (all.len() >= 3).then_some((other, median))
                })
                .collect()
        })
    }

    /// What is left of a clause without a full stop, where the aligned clauses have one.
    pub(super) fn half(&mut self, policy: &Policy, id: ClauseId) -> Option<Half> {
        let lang = self.lang;
        let group = policy
            .group(lang, id)
            .filter(|group| group.confidence >= SURE && group.of(lang).len() == 1)?;
        let others: Vec<(Lang, ClauseId)> = group
            .members
            .iter()
            .filter(|(other, _)| **other != lang)
            .filter_map(|(other, clauses)| match clauses[..] {
                [one] => Some((*other, one)),
                _ => None,
            })
            .collect();
        if others.is_empty() || others.len() + 1 < group.members.len() {
            return None;
        }
        let own = policy.body(lang, id);
        let next = ClauseId(id.0 + 1);
        let mut best: Option<Half> = None;
        for (other, theirs) in others {
            let text = policy.body(other, theirs);
            let clause = policy.clause(other, theirs)?;
            if !is_ended(text, other)
                || clause.kind == ClauseKind::Heading
                || width(text) < SHORTEST
            {
                return None;
            }
            // The other half may stand behind.
            let rest_behind = policy
                .clause(lang, next)
                .is_some_and(|clause| clause.class == Class::Text)
                && policy
                    .group(lang, next)
                    .is_none_or(|group| group.of(other).is_empty() && group.members.len() == 1);
            if rest_behind {
                return None;
            }
            let ratio = self
                .ratios(policy)
                .get(&other)
                .copied()
                .unwrap_or_else(|| usual(lang, other));
            let whole = width(own) as f32 / (ratio * width(text) as f32).max(1.0);
            let (mine, yours) = (last_sentence(own, lang), last_sentence(text, other));
            let last = match (mine, yours) {
                (Some((count, mine)), Some((same, yours))) if count == same => {
                    mine as f32 / (ratio * yours as f32).max(1.0)
                }
                _ => whole,
            };
            let half = Half {
                other,
                theirs: clause.body,
                left: if whole <= SHARE { whole } else { last },
            };
            if best.as_ref().is_none_or(|best| half.left < best.left) {
                best = Some(half);
            }
        }
        best
    }
}

/// A clause that has no end, and one that has.
pub(super) struct Half {
    pub(super) other: Lang,
    pub(super) theirs: Span,
    /// The share of the last sentence, or of the clause, that is left.
    pub(super) left: f32,
}

fn is_ended(text: &str, lang: Lang) -> bool {
    text.trim_end()
        .ends_with(['.', '。', '．', '!', '！', '?', '？', ')', '）', '”', '」'])
        && ends::stop(text, lang).is_none()
}

/// How many sentences a clause has, and the width of the last one.
fn last_sentence(text: &str, lang: Lang) -> Option<(usize, usize)> {
    let sentences = language::of(lang).sentences(text);
    let last = sentences.last()?;
    Some((sentences.len(), width(&text[last.range()])))
}

/// How wide a text is against its translation, where an edition is too short to tell: characters of Chinese and
/// Japanese count twice.
fn usual(lang: Lang, other: Lang) -> f32 {
    let wide = |lang: Lang| match lang {
        Lang::Zh | Lang::ZhHant => 0.62,
        Lang::Ja => 0.95,
        Lang::Vi => 1.05,
        _ => 1.0,
    };
    wide(lang) / wide(other)
}
