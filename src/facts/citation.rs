//! Citations of other law: 《…法》第十三条, Article 6(1) GDPR, Act No. 57 of 2003, Nghị định 13/2023/NĐ-CP.
//!
//! A statute is its id in the [table of statutes](super::statutes), its number (`57/2003`, `13/2023/nd-cp`) or
//! else its folded title.

mod numbered;

mod title;

use super::claims::Claims;
use super::numerals::bounded;
use super::reference::cjk::JOINTS;
use super::reference::{self, Reading};
use super::statutes;
use super::view::View;
use crate::model::{Reference, Value};
use crate::text::Lang;

/// A statute named in the text, whether or not an article of it is.
#[derive(Debug)]
pub(super) struct Mention {
    start: usize,
    end: usize,
    statute: String,
    used: bool,
}

/// The statutes that a text names. Their figures are no dates and no amounts from here on.
pub(super) fn mentions(view: &View, claims: &mut Claims) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut add = |start: usize, end: usize, statute: String, claims: &mut Claims| {
        if claims.free(start, end) {
            claims.mask(start, end);
            found.push(Mention {
                start,
                end,
                statute,
                used: false,
            });
        }
    };
    for (start, end, id) in statutes::find(view.lower()) {
        add(start, end, id.to_owned(), claims);
    }
    numbered::numbered(view, &mut |start, end, statute| {
        add(start, end, statutes::fold(&statute), claims)
    });
    found.sort_by_key(|mention| mention.start);
    found
}

/// States the citations, and leaves the references that are none.
pub(super) fn scan(view: &View, lang: Lang, mut mentions: Vec<Mention>, claims: &mut Claims) {
    let mut rest = Vec::new();
    let mut last: Option<String> = None;
    let mut cited = None;
    for reading in reference::readings(view, lang, claims) {
        let mut bound = statute(view, &reading, &mut mentions, last.as_deref());
        // 著作権法第27条及び第28条, 第四十一条至第四十三条: the next article of the same law
        if matches!(bound, Bound::Here)
            && let (Some(end), Some(law)) = (cited, &last)
            && view.at(reading.start) == Some('第')
            && JOINTS.contains(&view.text()[end..reading.start].trim())
        {
            bound = Bound::Statute(law.clone());
        }
        match bound {
            Bound::Statute(statute) => {
                cited = Some(reading.end);
                let cite = |to: Reference| match to {
                    Reference::Absolute { ordinals, .. } => Value::Citation {
                        statute: statute.clone(),
                        ordinals,
                    },
                    Reference::Relative { .. } => Value::Citation {
                        statute: statute.clone(),
                        ordinals: Vec::new(),
                    },
                };
                let values = reading
                    .targets
                    .into_iter()
                    .map(|(start, end, to)| (start, end, cite(to)))
                    .collect();
                claims.state_all(reading.start, reading.end, values);
                last = Some(statute);
            }
            Bound::Unknown => claims.mask(reading.start, reading.end),
            Bound::Here => rest.push(reading),
        }
    }
    reference::state(rest, claims);
    for mention in mentions.into_iter().filter(|mention| !mention.used) {
        claims.reopen(mention.start, mention.end);
        claims.state(
            mention.start,
            mention.end,
            Value::Citation {
                statute: mention.statute,
                ordinals: Vec::new(),
            },
        );
    }
}

/// What a reference points into.
enum Bound {
    /// Another law.
    Statute(String),
    /// Another law that the text does not name here (同法, 法).
    Unknown,
    /// This policy.
    Here,
}

fn statute(view: &View, reading: &Reading, mentions: &mut [Mention], last: Option<&str>) -> Bound {
    let here = reading.targets.iter().any(|(.., to)| {
        matches!(
            to,
            Reference::Absolute { here: true, .. } | Reference::Relative { .. }
        )
    });
    if here {
        return Bound::Here;
    }
    let before = before(view, reading.start);
    let mut close = |at: usize, end: bool| {
        let index = mentions.partition_point(|mention| {
            if end {
                mention.end < at
            } else {
                mention.start < at
            }
        });
        mentions
            .get_mut(index)
            .filter(|mention| {
                if end {
                    mention.end == at
                } else {
                    mention.start == at
                }
            })
            .map(|mention| {
                mention.used = true;
                mention.statute.clone()
            })
    };
    if let Some(statute) = close(before, true) {
        return Bound::Statute(statute);
    }
    let text = &view.text()[..before];
    if let Some(inner) = text.strip_suffix(['》', '」', '』']) {
        let open = if text.ends_with('》') {
            '《'
        } else if text.ends_with('」') {
            '「'
        } else {
            '『'
        };
        let from = bounded(view, inner.len().saturating_sub(150), 0);
        let Some(start) = inner[from..]
            .rfind(open)
            .map(|at| from + at + open.len_utf8())
        else {
            return Bound::Here;
        };
        let title = &view.text()[start..inner.len()];
        if title.starts_with(['本', '此'])
            || (open != '《' && !title::LAWS.iter().any(|law| title.ends_with(law)))
        {
            return Bound::Here;
        }
        // the title may itself be a name in the table
        let whole = close(inner.len(), true);
        return Bound::Statute(whole.unwrap_or_else(|| {
            use_inside(mentions, start, inner.len());
            statutes::fold(title)
        }));
    }
    if let Some(bound) = title::han_title(text, last) {
        if let Bound::Statute(title) = &bound {
            use_inside(mentions, before.saturating_sub(title.len()), before);
        }
        return bound;
    }
    if let Some(statute) = title::code(view, before) {
        return Bound::Statute(statute);
    }
    // behind: Article 6 of the GDPR, Điều 5 Luật An ninh mạng
    let mut at = view.skip(reading.end);
    for word in [
        "of", "under", "in", "của", "theo", "trong", "tại", "the", "eu", "uk", "japanese",
        "chinese",
    ] {
        // "UK GDPR" is a name of its own
        if let Some(statute) = close(at, false) {
            return Bound::Statute(statute);
        }
        if let Some(end) = view.word(at, word) {
            at = view.skip(end);
        }
    }
    let kind = view
        .longest(
            at,
            title::VIETNAMESE.iter().copied().chain([
                "decree",
                "law",
                "act",
                "regulation",
                "directive",
            ]),
        )
        .map(|(_, end)| view.skip(end));
    if let Some(statute) = close(at, false)
        .or_else(|| close(kind?, false))
        .or_else(|| close(view.word(kind?, "số").map(|end| view.skip(end))?, false))
    {
        return Bound::Statute(statute);
    }
    let Some(title) = title::title_behind(view, at) else {
        return Bound::Here;
    };
    // the California Civil Code: the name in the table ends the title
    let first = mentions.partition_point(|mention| mention.start <= at);
    let known = mentions[first..]
        .iter_mut()
        .take_while(|mention| mention.start < at + title.len())
        .find(|mention| {
            let name = &view.lower()[mention.start..mention.end];
            mention.end <= at + title.len() && title.to_lowercase().ends_with(name)
        });
    Bound::Statute(match known {
        Some(mention) => {
            mention.used = true;
            mention.statute.clone()
        }
        None => statutes::fold(&title),
    })
}

/// Names that are a part of a longer title are no laws of their own: 《消费者权益保护法实施条例》.
fn use_inside(mentions: &mut [Mention], start: usize, end: usize) {
    let first = mentions.partition_point(|mention| mention.start < start);
    for mention in &mut mentions[first..] {
        if mention.start >= end {
            break;
        }
        mention.used |= mention.end <= end;
    }
}

/// Before a reference, spaces and a note in brackets aside: 個人情報の保護に関する法律（平成15年法律第57号）第27条.
fn before(view: &View, start: usize) -> usize {
    let mut at = view.skip_back(start);
    if view.before(at) == Some(',') {
        at = view.skip_back(at - 1);
    }
    if view.before(at) == Some(')') && !view.before(start).is_some_and(|c| c == ' ' || c == ',') {
        let from = bounded(view, at.saturating_sub(120), 0);
        if let Some(open) = view.text()[from..at].rfind('(') {
            at = from + open;
        }
    }
    at
}

#[cfg(test)]
mod tests;
