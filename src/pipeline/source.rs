//! Which edition is the source: the one that the others were translated from.
//!
//! In the order of how sure each sign is: the user, the front matter, a clause
//! that says which language prevails, the first edition of a file that holds
//! several, and last the edition that lacks least of what two others say; then the one with the fewest gaps.

use std::collections::BTreeSet;

use crate::align;
use crate::language::prevailing as said_to_prevail;
use crate::model::{Class, Policy};
use crate::text::{Lang, is_garbled};

/// What is known before the editions are aligned.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// By the user.
    pub(crate) asked: Option<Lang>,
    /// By the front matter of a file.
    pub(crate) front_matter: Option<Lang>,
    /// The first edition of a file that holds several.
    pub(crate) first: Option<Lang>,
}

/// The source as far as it can be told without an alignment. A language that has no edition is passed over.
pub(crate) fn named(policy: &Policy, hints: &Hints) -> Option<Lang> {
    let there = |lang: &Lang| policy.editions.contains_key(lang);
    let told = hints
        .asked
        .filter(there)
        .or(hints.front_matter.filter(there));
    told.or_else(|| prevailing(policy))
        .or(hints.first.filter(there))
}

/// Sets the source and puts the groups of an aligned policy in its order.
pub(crate) fn choose(policy: &mut Policy, named: Option<Lang>) {
    // What two editions say they have from the source; what one says alone may be its own.
    let gaps = |lang: Lang, held: usize| {
        policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text && group.of(lang).is_empty())
            .filter(|group| group.members.values().filter(|ids| !ids.is_empty()).count() >= held)
            .count()
    };
    // Nobody translated from a text that cannot be read.
    let garbled = |lang: Lang| {
        let edition = policy.edition(lang);
        edition.is_some_and(|edition| is_garbled(edition.document.slice(edition.document.extent)))
    };
    let rank = |lang: &Lang| (garbled(*lang), gaps(*lang, 2), gaps(*lang, 1), *lang);
    if let Some(lang) = named.or_else(|| policy.langs().min_by_key(rank)) {
        policy.source = lang;
        policy.source_named = named.is_some();
    }
    align::order(policy);
}

/// The edition that the text itself says prevails; none where the editions contradict each other.
fn prevailing(policy: &Policy) -> Option<Lang> {
    let mut said = BTreeSet::new();
    for edition in policy.editions.values() {
        for (id, clause) in edition.document.iter() {
            if clause.class == Class::Text {
                let here = said_to_prevail(edition.document.body(id));
                said.extend(here.into_iter().map(|(lang, _)| lang));
            }
        }
    }
    // Chinese without saying which: the one that there is.
    if said.len() == 1 && said.contains(&Lang::Zh) && !policy.editions.contains_key(&Lang::Zh) {
        said = BTreeSet::from([Lang::ZhHant]);
    }
    let only = said.first().copied().filter(|_| said.len() == 1)?;
    policy.editions.contains_key(&only).then_some(only)
}
