//! Whose consent, whose cost: the party to whom a word of the law belongs.
//!
//! In goes a policy, out come the places where an edition gives a consent, an instruction, a cost to the provider and the
//! others to the reader, or the other way round. The words stand in `dictionaries/holdings.tsv`; a party counts where it
//! stands right beside the word but for what describes it (the customer's prior written consent), so that a language
//! that leaves the party out says nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::model::{Class, ClauseId, Group, Policy, Trait};
use crate::text::{Lang, Span};

const ROWS: &str = include_str!("../../../dictionaries/holdings.tsv");

/// Languages in the order of the columns.
const LANGS: [Lang; 5] = Lang::KNOWN;

/// Words that describe what is held, one after the other.
const DESCRIBED: usize = 6;

/// One party of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    Provider,
    Reader,
}

/// What parties hold, in one language: the words by their row, and those that describe them; the longest first.
#[derive(Default)]
struct Words {
    held: Vec<(&'static str, usize)>,
    describing: Vec<&'static str>,
}

static WORDS: LazyLock<[Words; LANGS.len()]> = LazyLock::new(|| {
    let mut all: [Words; LANGS.len()] = Default::default();
    for (row, line) in ROWS.lines().skip(1).enumerate() {
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or_default();
        for (words, cell) in all.iter_mut().zip(cells) {
            match id {
                "-" => words.describing.extend(cell.split('|')),
                _ => words.held.extend(cell.split('|').map(|word| (word, row))),
            }
        }
    }
    for words in &mut all {
        words
            .held
            .sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        words
            .describing
            .sort_by_key(|word| std::cmp::Reverse(word.len()));
    }
    all
});

/// An edition that names another party than the rest.
pub(super) struct Swap {
    pub(super) lang: Lang,
    pub(super) at: Span,
    pub(super) others: Vec<(Lang, Span)>,
}

/// Who holds what in an edition of a group: by row, the parties and where the first stands.
type Holdings = BTreeMap<usize, BTreeMap<Party, Span>>;

/// The swaps of a policy, in the order of its groups.
pub(super) fn swaps(policy: &Policy) -> Vec<Swap> {
    let groups = policy.groups.iter();
    groups
        .filter(|group| group.class == Class::Text && group.members.len() > 1)
        .flat_map(|group| in_group(policy, group))
        .collect()
}

fn in_group(policy: &Policy, group: &Group) -> Vec<Swap> {
    let of: Vec<(Lang, Holdings)> = (group.members.iter())
        .map(|(lang, clauses)| (*lang, holdings(policy, *lang, clauses)))
        .collect();
    let rows: BTreeSet<usize> = of
        .iter()
        .flat_map(|(_, held)| held.keys().copied())
        .collect();
    let mut found = Vec::new();
    for row in rows {
        let sole = |held: &Holdings| match held.get(&row).map(|parties| parties.iter()) {
            Some(mut parties) => (parties.next().map(|(party, at)| (*party, *at)))
                .filter(|_| parties.next().is_none()),
            None => None,
        };
        // An edition that names both parties says nothing, and lets nobody else be the odd one.
        if of
            .iter()
            .any(|(_, held)| held.contains_key(&row) && sole(held).is_none())
        {
            continue;
        }
        for (lang, held) in &of {
            let Some((own, at)) = sole(held) else {
                continue;
            };
            let others: Vec<(Lang, Party, Span)> = (of.iter())
                .filter(|(other, _)| other != lang)
                .filter_map(|(other, held)| sole(held).map(|(party, at)| (*other, party, at)))
                .collect();
            let agree = others.iter().all(|(_, party, _)| *party != own);
            if agree && !others.is_empty() && others.len() * 2 >= of.len() - 1 {
                let others = others.into_iter().map(|(lang, _, at)| (lang, at)).collect();
                found.push(Swap {
                    lang: *lang,
                    at,
                    others,
                });
            }
        }
    }
    // Where as many say the one as the other, nothing says which is wrong: the last one is told.
    if found.iter().any(|swap| swap.others.len() == 1) {
        found = found.split_off(found.len().saturating_sub(1));
    }
    found
}

fn holdings(policy: &Policy, lang: Lang, clauses: &[ClauseId]) -> Holdings {
    let mut found = Holdings::new();
    let column = LANGS.iter().position(|known| *known == lang);
    let Some((edition, column)) = policy.edition(lang).zip(column) else {
        return found;
    };
    for id in clauses {
        let body = edition.document.clause(*id).body;
        for cue in edition.cues_of(*id) {
            let shows =
                |traits: [Trait; 2]| (cue.shows.iter()).any(|(shown, _)| traits.contains(shown));
            let party = match (
                shows([Trait::We, Trait::Ours]),
                shows([Trait::You, Trait::Yours]),
            ) {
                (true, false) => Party::Provider,
                (false, true) => Party::Reader,
                _ => continue,
            };
            let before = edition.document.slice(Span {
                end: cue.span.start,
                ..body
            });
            let behind = edition.document.slice(Span {
                start: cue.span.end,
                ..body
            });
            let own = edition.document.slice(cue.span);
            let held = Some(behind)
                .filter(|behind| may_hold(lang, own, before, behind))
                .and_then(|behind| behind_party(lang, column, behind))
                .map(|(row, length)| (row, cue.span.start, cue.span.end + offset(length)))
                .or_else(|| {
                    let (row, length) = before_party(lang, column, before)?;
                    Some((row, cue.span.start - offset(length), cue.span.end))
                });
            if let Some((row, start, end)) = held {
                found
                    .entry(row)
                    .or_default()
                    .entry(party)
                    .or_insert(Span { start, end });
            }
        }
    }
    found
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Whether a party holds what stands behind it, and does not do it: our consent, and not “give us permission”; 经您同意,
/// and not 您同意.
fn may_hold(lang: Lang, own: &str, before: &str, behind: &str) -> bool {
    const LEADING: [&str; 22] = [
        "经", "經", "得", "据", "據", "按", "照", "依", "应", "應", "因", "于", "於", "由", "获",
        "獲", "无", "無", "循", "遵", "有", "以",
    ];
    match lang {
        Lang::En => {
            let own = own.to_ascii_lowercase();
            let is_owner = |end: &str| own.ends_with(end) || behind.starts_with(end);
            ["'s", "’s", "s'", "s’"].into_iter().any(is_owner)
                || own.ends_with("our")
                || own.ends_with("your")
        }
        Lang::Zh | Lang::ZhHant => {
            let led = |text: &str| LEADING.iter().any(|lead| text.ends_with(lead));
            led(before)
                || LEADING.iter().any(|lead| own.starts_with(lead))
                || behind.starts_with('的')
        }
        _ => true,
    }
}

/// What stands behind its holder (客户的事先同意, your prior consent): its row, and where it ends.
fn behind_party(lang: Lang, column: usize, text: &str) -> Option<(usize, usize)> {
    let words = &WORDS[column];
    let spaced = !lang.is_cjk();
    if lang == Lang::Vi {
        return None;
    }
    let mut rest = text;
    if let Some(owned) = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s")) {
        rest = owned;
    }
    for _ in 0..=DESCRIBED {
        if spaced {
            rest = rest.strip_prefix(' ')?;
        }
        let starts = |word: &&str| {
            rest.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
                && !(spaced && rest[word.len()..].starts_with(crate::text::is_alphabetic))
        };
        if let Some((word, row)) = words.held.iter().find(|(word, _)| starts(word)) {
            return Some((*row, text.len() - rest.len() + word.len()));
        }
        let word = words.describing.iter().find(|word| starts(word))?;
        rest = &rest[word.len()..];
    }
    None
}

/// What stands before its holder (sự đồng ý của khách hàng, the consent of the customer): its row, and how far before.
fn before_party(lang: Lang, column: usize, text: &str) -> Option<(usize, usize)> {
    let words = &WORDS[column];
    let mut rest = text.trim_end();
    match lang {
        Lang::En => {
            rest = rest.strip_suffix(" the").unwrap_or(rest);
            rest = rest.strip_suffix(" of")?;
        }
        Lang::Vi => {}
        _ => return None,
    }
    for _ in 0..=DESCRIBED {
        let ends = |word: &&str| {
            let from = rest.len().checked_sub(word.len());
            from.and_then(|from| rest.get(from..))
                .is_some_and(|end| end.eq_ignore_ascii_case(word))
                && !rest[..rest.len() - word.len()].ends_with(crate::text::is_alphabetic)
        };
        if let Some((word, row)) = words.held.iter().find(|(word, _)| ends(word)) {
            return Some((*row, text.len() - rest.len() + word.len()));
        }
        let word = words.describing.iter().find(|word| ends(word))?;
        rest = rest[..rest.len() - word.len()].trim_end();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole() {
        for row in ROWS.lines() {
            assert_eq!(row.split('\t').count(), 1 + LANGS.len(), "{row}");
            assert!(unicode_normalization::is_nfc(row), "{row}");
        }
    }

    #[test]
    fn words_beside_their_holder() {
        let row = |lang: Lang| {
            LANGS
                .iter()
                .position(|known| *known == lang)
                .expect("known")
        };
        for (lang, text, expected) in [
            (Lang::En, " prior written consent to", Some(1)),
            (Lang::En, "'s instructions", Some(5)),
            (Lang::En, " consented", None),
            (Lang::Zh, "事先书面同意", Some(1)),
            (Lang::Zh, "，同意", None),
            (Lang::Ja, "の事前の書面による承諾を", Some(1)),
            (Lang::Ja, "は同意", None),
        ] {
            let found = behind_party(lang, row(lang), text).map(|(row, _)| row);
            assert_eq!(found, expected, "{text}");
        }
        for (lang, text, expected) in [
            (Lang::En, "without the consent of the ", Some(1)),
            (Lang::En, "consent the ", None),
            (
                Lang::Vi,
                "nếu chưa có sự đồng ý trước bằng văn bản ",
                Some(1),
            ),
            (Lang::Vi, "theo yêu cầu ", Some(6)),
        ] {
            let found = before_party(lang, row(lang), text).map(|(row, _)| row);
            assert_eq!(found, expected, "{text}");
        }
    }
}
