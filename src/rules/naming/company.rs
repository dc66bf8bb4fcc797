//! Companies by their legal form: Blue Pier Ltd., 株式会社青橋, 青桥有限公司, Công ty TNHH Cầu Xanh.
//!
//! Editions write a company in their own script, so its words cannot be compared; that a clause names a company at all
//! can. A company is known where it stands in a clause in which another edition names one, too.

use std::collections::{BTreeMap, BTreeSet};

use super::Naming;
use crate::language::aliases;
use crate::model::{ClauseId, Edition, Group, GroupId, Policy, Value};
use crate::text::{Lang, Span};

/// Latin legal forms, without the dots.
const LATIN: &[&str] = &[
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "jsc",
    "limited",
    "llc",
    "ltd",
    "plc",
];

/// The companies that two editions or more name in one place.
#[derive(Debug)]
pub(super) struct Companies(BTreeSet<String>);

impl Companies {
    /// Collects them. Linear in the facts.
    pub(super) fn new(policy: &Policy) -> Self {
        let mut by_group: BTreeMap<GroupId, BTreeMap<Lang, Vec<&str>>> = BTreeMap::new();
        for (lang, edition) in &policy.editions {
            let groups = policy.group_of.get(lang);
            for fact in &edition.facts {
                if let Value::Name { name } = &fact.value
                    && is_company(name)
                    && let Some(id) = groups.and_then(|of| of.get(fact.clause.index()))
                {
                    by_group
                        .entry(*id)
                        .or_default()
                        .entry(*lang)
                        .or_default()
                        .push(name);
                }
            }
        }
        let agreed = by_group.into_values().filter(|of| of.len() > 1);
        Self(
            agreed
                .flat_map(BTreeMap::into_values)
                .flatten()
                .map(str::to_lowercase)
                .collect(),
        )
    }

    /// The companies that an edition names in a group in which no other edition names one, in small letters.
    pub(super) fn strangers(
        &self,
        policy: &Policy,
        naming: &Naming<'_>,
        lang: Lang,
        group: &Group,
    ) -> Vec<(ClauseId, Span, String)> {
        let own = named(policy, lang, group);
        if own.is_empty()
            || group
                .members
                .keys()
                .any(|other| *other != lang && !named(policy, *other, group).is_empty())
        {
            return Vec::new();
        }
        let shared = |clause: ClauseId, span: Span| {
            let mut tokens = naming.in_clause(lang, clause).iter();
            tokens.any(|token| span.overlaps(token.span) && !naming.is_only_in(lang, token.key))
        };
        own.into_iter()
            .filter(|(clause, span, name)| !self.0.contains(name) && !shared(*clause, *span))
            .filter(|(clause, span, _)| !is_defined(policy, lang, *clause, *span))
            .collect()
    }
}

/// Whether a short name is defined right behind: this is the party itself, by its name in this language.
pub(super) fn is_defined(policy: &Policy, lang: Lang, clause: ClauseId, span: Span) -> bool {
    let base = policy
        .clause(lang, clause)
        .map_or(0, |clause| clause.body.start);
    aliases(lang, policy.body(lang, clause))
        .iter()
        .any(|alias| {
            (base + alias.bracket.start).saturating_sub(span.end) <= 1
                && base + alias.bracket.start >= span.end
        })
}

fn named(policy: &Policy, lang: Lang, group: &Group) -> Vec<(ClauseId, Span, String)> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    let of = |edition: &Edition, clause: ClauseId| -> Vec<(ClauseId, Span, String)> {
        edition
            .facts_of(clause)
            .filter_map(|fact| match &fact.value {
                Value::Name { name } if is_company(name) => {
                    Some((clause, fact.span, name.to_lowercase()))
                }
                _ => None,
            })
            .collect()
    };
    group
        .of(lang)
        .iter()
        .flat_map(|clause| of(edition, *clause))
        .collect()
}

/// Whether a name has a company's legal form.
pub(in crate::rules) fn is_company(name: &str) -> bool {
    let lower = name.to_lowercase();
    let end = lower.trim_end_matches(['.', ' ']);
    let latin = |form: &&str| {
        end.strip_suffix(*form)
            .is_some_and(|rest| rest.ends_with([' ', ',', '.']))
    };
    ["公司", "会社", "會社", "法人"]
        .iter()
        .any(|form| lower.contains(form))
        || lower.starts_with("công ty")
        || LATIN.iter().any(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms() {
        for name in [
            "Blue Pier Ltd.",
            "Blue Pier Co., Ltd",
            "Blue Pier, Inc.",
            "株式会社青橋",
            "青桥有限公司",
            "Công ty TNHH Cầu Xanh",
        ] {
            assert!(is_company(name), "{name}");
        }
        for name in ["YouTube", "Zinc", "Blue Pier", "青桥"] {
            assert!(!is_company(name), "{name}");
        }
    }
}
