//! How much of some policies the termbase knows.
//!
//! In go policies, out come for every language the share of content words that stand inside a term and how many
//! terms a clause holds, and which concepts are named at all. A content word is a word that could be a term by itself:
//! none that only joins others, none of a single character.

use std::collections::{BTreeMap, BTreeSet};

use super::induce::may_be_term;
use crate::language;
use crate::lexicon::termbase;
use crate::model::{Class, Policy, TermId};
use crate::text::{Folded, Lang};

/// What one language's editions hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Clauses with text.
    pub clauses: usize,
    /// Terms in them.
    pub terms: usize,
    /// Content words.
    pub words: usize,
    /// Those that stand inside a term.
    pub covered: usize,
}

/// What the termbase knows of some policies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By language.
    pub shares: BTreeMap<Lang, Share>,
    /// Concepts that some edition names.
    pub named: BTreeSet<TermId>,
}

/// How much of some policies the built-in termbase knows.
#[must_use]
pub fn coverage(policies: &[Policy]) -> Coverage {
    let mut found = Coverage::default();
    for policy in policies {
        for (lang, edition) in &policy.editions {
            let share = found.shares.entry(*lang).or_default();
            for (_, clause) in edition.document.iter() {
                if clause.class != Class::Text {
                    continue;
                }
                let folded = Folded::new(edition.document.slice(clause.body));
                read(*lang, folded.text(), share, &mut found.named);
            }
        }
    }
    found
}

fn read(lang: Lang, text: &str, share: &mut Share, named: &mut BTreeSet<TermId>) {
    let mut terms: Vec<std::ops::Range<usize>> = Vec::new();
    termbase().find(lang, text, &mut |concept, range| {
        named.insert(concept);
        terms.push(range);
    });
    share.clauses += usize::from(!text.trim().is_empty());
    share.terms += terms.len();
    // Terms and words come in the order of the text.
    let mut at = 0;
    language::of(lang).words(text, &mut |word| {
        let written = &text[word.clone()];
        if !may_be_term(lang, written, &[written]) {
            return;
        }
        while terms.get(at).is_some_and(|term| term.end <= word.start) {
            at += 1;
        }
        share.words += 1;
        share.covered += usize::from(terms.get(at).is_some_and(|term| term.start < word.end));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_terms_are_covered() {
        for (lang, text, words, covered) in [
            (Lang::En, "the third party keeps the lanterns", 4, 2),
            (Lang::Vi, "bên thứ ba giữ đèn lồng", 5, 3),
            (Lang::Ja, "第三者は灯籠を保管します", 3, 2),
        ] {
            let (mut share, mut named) = (Share::default(), BTreeSet::new());
            read(lang, text, &mut share, &mut named);
            assert!(
                named.contains(&termbase().id("third-party").unwrap()),
                "{text}"
            );
            assert!(
                share.words <= words && share.covered >= 1 && share.covered <= covered,
                "{text}: {share:?}"
            );
        }
    }
}
