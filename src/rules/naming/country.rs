//! Another country in the place of a country: the law of Malaysia where the others name Singapore.
//!
//! In goes a policy, out come the places. The names stand in `dictionaries/countries.tsv`. An edition is told of where it
//! lacks a country that all others of the clause name, and names one that none of them does; a list that is longer or
//! shorter in one edition is another rule's.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use crate::model::{Class, Group, Policy};
use crate::text::{Folded, Lang, Phrases, Span, folded, is_cjk};

const ROWS: &str = include_str!("../../../dictionaries/countries.tsv");

/// Languages in the order of the columns.
const LANGS: [Lang; 5] = Lang::KNOWN;

/// How sure an alignment must be to count.
const SURE: f32 = 0.5;
/// Longest clause that is looked into, in bytes.
const LONGEST: usize = 64 * 1024;

/// The names of a language, and the country of each.
struct Names {
    phrases: Phrases,
    of: Vec<usize>,
}

static CELLS: LazyLock<Vec<[&'static str; LANGS.len()]>> = LazyLock::new(|| {
    let cells = |line: &'static str| {
        let mut cells = line.split('\t').skip(1);
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    ROWS.lines().skip(1).map(cells).collect()
});

fn names(column: usize) -> &'static Names {
    static NAMES: [OnceLock<Names>; LANGS.len()] = [const { OnceLock::new() }; LANGS.len()];
    NAMES[column].get_or_init(|| {
        let named = |(row, cells): (usize, &[&'static str; LANGS.len()])| {
            let names: Vec<&'static str> = cells[column].split('|').collect();
            names.into_iter().map(move |name| (name, row))
        };
        let all: Vec<(&'static str, usize)> = CELLS.iter().enumerate().flat_map(named).collect();
        Names {
            phrases: Phrases::new(all.iter().map(|(name, _)| *name)),
            of: all.into_iter().map(|(_, row)| row).collect(),
        }
    })
}

/// Another country than the rest name.
pub(in crate::rules) struct Displaced {
    pub(in crate::rules) lang: Lang,
    pub(in crate::rules) at: Span,
    /// Where the others name theirs.
    pub(in crate::rules) others: Vec<(Lang, Span)>,
}

/// All of a policy, in the order of its groups.
pub(in crate::rules) struct AllDisplaced(pub(in crate::rules) Vec<Displaced>);

impl AllDisplaced {
    /// Whether a place of an edition is one of them, or what it stands against.
    pub(in crate::rules) fn tell(&self, lang: Lang, at: Span) -> bool {
        let is = |place: &(Lang, Span)| place.0 == lang && place.1.overlaps(at);
        (self.0.iter()).any(|one| is(&(one.lang, one.at)) || one.others.iter().any(is))
    }
}

/// Countries that an edition names, by row: where first.
type Named = BTreeMap<usize, Span>;

/// The places of a policy; looked for once.
pub(in crate::rules) fn displaced(policy: &Policy) -> Arc<AllDisplaced> {
    policy.memo.get(|| {
        let groups = policy.groups.iter().filter(|group| {
            group.class == Class::Text && group.confidence >= SURE && group.members.len() > 1
        });
        let found = groups.filter_map(|group| in_group(policy, group));
        AllDisplaced(found.collect())
    })
}

fn in_group(policy: &Policy, group: &Group) -> Option<Displaced> {
    let of: Vec<(Lang, Named)> = (group.members.keys())
        .map(|lang| (*lang, named(policy, group, *lang)))
        .collect();
    // Nothing to compare, as in nearly every clause.
    if of.iter().filter(|(_, named)| !named.is_empty()).count() < 2 {
        return None;
    }
    of.iter().find_map(|(lang, own)| {
        let others = || of.iter().filter(|(other, _)| other != lang);
        let (_, first) = others().next()?;
        let lacked = (first.keys()).find(|row| {
            !own.contains_key(row) && others().all(|(_, named)| named.contains_key(row))
        })?;
        let (_, at) = own
            .iter()
            .find(|(row, _)| !others().any(|(_, named)| named.contains_key(row)))?;
        // Of two editions either may be the odd one; a longer list is another matter.
        let is_swap = of.len() > 2 || own.len() == first.len();
        is_swap.then(|| Displaced {
            lang: *lang,
            at: *at,
            others: others()
                .map(|(other, named)| (*other, named[lacked]))
                .collect(),
        })
    })
}

fn named(policy: &Policy, group: &Group, lang: Lang) -> Named {
    let mut found = Named::new();
    let Some(column) = LANGS.iter().position(|known| *known == lang) else {
        return found;
    };
    let names = names(column);
    for id in group.of(lang) {
        let body = policy.body(lang, *id);
        let Some(clause) = policy.clause(lang, *id).filter(|_| body.len() <= LONGEST) else {
            continue;
        };
        if !names.phrases.are_in(&folded(body)) {
            continue;
        }
        let text = Folded::new(body);
        for (at, name) in names.phrases.find(text.text()) {
            if is_whole(text.text(), at.start, at.end) {
                let span = text.original(Span::new(at.start, at.end));
                found
                    .entry(names.of[name])
                    .or_insert(span.shifted(clause.body.start));
            }
        }
    }
    found
}

/// Whether a stretch is no part of a longer word; Chinese and Japanese set no spaces.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_spaced = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let joins = |inside: Option<char>, outside: Option<char>| {
        inside.is_some_and(is_spaced) && outside.is_some_and(is_spaced)
    };
    let word = &text[start..end];
    !joins(word.chars().next(), text[..start].chars().next_back())
        && !joins(word.chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_sorted_and_folded() {
        let rows: Vec<&str> = ROWS.lines().skip(1).collect();
        assert!(rows.is_sorted_by(|a, b| a.split('\t').next() < b.split('\t').next()));
        for row in rows {
            assert_eq!(row.split('\t').count(), 1 + LANGS.len(), "{row}");
            assert!(unicode_normalization::is_nfc(row), "{row}");
            for name in row.split(['\t', '|']).skip(1) {
                assert_eq!(
                    Folded::new(name).text(),
                    name,
                    "is compared with folded text"
                );
            }
        }
    }
}
