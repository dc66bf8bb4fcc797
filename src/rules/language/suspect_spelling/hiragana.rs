//! Hiragana: a filler of speech (ま, え) inside of a word, where a word of the edition is one letter away.
//!
//! The dictionary has nothing for まもめます but the filler ま and another verb. Nobody writes fillers into a policy, so
//! one that joins its neighbour to something close to まとめ is a slip for it.

use std::collections::BTreeMap;

use super::edits::one_apart;
use super::{Suspect, texts};
use crate::language::analysis::{self, Class, Dictionary};
use crate::model::Policy;
use crate::text::{Lang, Script, Span, script_of};

/// Letters of the shortest word that is compared.
const SHORTEST: usize = 3;

fn is_hiragana(word: &str) -> bool {
    word.chars().all(|c| script_of(c) == Script::Hiragana)
}

pub(super) fn suspects(policy: &Policy) -> Vec<Suspect> {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut odd: Vec<(Span, String)> = Vec::new();
    texts(policy, Lang::Ja, |_, text, start| {
        let mut filler: Option<(usize, &str)> = None;
        analysis::analyse(Dictionary::Ipadic, text, &mut |word| {
            let surface = &text[word.start..word.end];
            let kana = is_hiragana(surface);
            if let Some((from, before)) = filler.take()
                && kana
                && from + before.len() == word.start
            {
                odd.push((
                    Span::new(start + from, start + word.end),
                    format!("{before}{surface}"),
                ));
            }
            if !kana {
                return;
            }
            // Alone between marks it is what somebody says.
            let inside =
                text[..word.start].ends_with(|c: char| crate::text::is_cjk(c) && c.is_alphabetic());
            if word.part_of_speech == Class::Other && inside {
                filler = Some((word.start, surface));
            } else if word.known && surface.chars().nth(SHORTEST - 1).is_some() {
                *words.entry(surface).or_default() += 1;
            }
        });
    });
    odd.into_iter()
        .filter_map(|(span, written)| {
            let long = written.chars().nth(SHORTEST - 1).is_some();
            let (meant, _) = words
                .iter()
                .filter(|(word, _)| long && one_apart(&written, word))
                .max_by_key(|(_, count)| **count)?;
            Some(Suspect {
                span,
                expected: Some((*meant).to_owned()),
                other: None,
                confidence: 0.7,
            })
        })
        .collect()
}
