//! Clauses → typed values. One file a kind of value; what differs by language stands in tables.
//!
//! In goes a segmented document; out come the values that its clauses state, in text order, equal across
//! languages where the texts agree. A scanner is triggered by a character or two and then reads by hand:
//! no pattern is compiled at start-up, and every look around is bounded, so time is linear in the text.
//! The more specific kind is read first and takes its stretch of text; figures inside addresses, dates,
//! references and version numbers are so never taken for amounts. In doubt nothing is stated: a wrong
//! value costs a reader more than a missing one.

mod bounds;
mod citation;
mod claims;
mod correction;
mod count;
mod date;
mod domains;
mod email;
mod limits;
mod name;
mod norm;
mod number;
mod numerals;
mod ordinals;
mod phone;
mod postal;
mod reference;
mod slot;
mod statutes;
mod term;
mod units;
mod url;
mod view;
mod words;

pub(crate) use self::correction::corrected;
pub(crate) use self::limits::{Limit, limit};
pub use self::norm::cues;
pub use self::term::terms;

use self::claims::Claims;
use self::view::View;
use crate::model::{ClauseId, Document, Fact, Value};
use crate::text::Lang;

/// The values that the clauses of a document state, in text order.
#[must_use]
pub fn facts(document: &Document, lang: Lang) -> Vec<Fact> {
    let mut links: Vec<_> = document
        .links
        .iter()
        .filter_map(|(span, target)| Some((*span, of_link(target)?)))
        .collect();
    links.sort_by_key(|(span, _)| *span);
    let mut found = Vec::new();
    for (id, clause) in document.iter() {
        let first = found.len();
        found.extend(of_text(
            document.slice(clause.body),
            clause.body.start as usize,
            id,
            lang,
        ));
        let from = links.partition_point(|(span, _)| span.start < clause.body.start);
        let inside = links[from..]
            .iter()
            .take_while(|(span, _)| span.end <= clause.body.end);
        let stated = found.len();
        for (span, value) in inside {
            // an address that is its own link text is stated once
            if !found[first..stated]
                .iter()
                .any(|fact| fact.span.overlaps(*span) && is_shown(&fact.value, value))
            {
                found.push(Fact {
                    clause: id,
                    span: *span,
                    value: value.clone(),
                });
            }
        }
        if found.len() > stated {
            found[first..].sort_by_key(|fact| fact.span);
        }
    }
    found
}

/// Whether a text that states `text` shows where its link leads: the same address, or one that the text gives as far
/// as it is read (a domain for one of its pages, a broken form).
fn is_shown(text: &Value, target: &Value) -> bool {
    match (text, target) {
        (
            Value::Url {
                address,
                bare,
                broken,
            },
            Value::Url { address: to, .. },
        ) => {
            let host = |address: &str| address.split(['/', '?', '#']).next().map(str::to_owned);
            *broken || address.eq_ignore_ascii_case(to) || *bare && host(address) == host(to)
        }
        (Value::Email { address, broken }, Value::Email { address: to, .. }) => {
            *broken || address.eq_ignore_ascii_case(to)
        }
        // A domain under which an address stands: the words lost its user.
        (Value::Url { bare: true, .. }, Value::Email { .. }) => false,
        (Value::Email { .. } | Value::Url { .. } | Value::Phone { .. }, _) => true,
        _ => false,
    }
}

/// The value that the target of a link states (`mailto:`, `tel:`, `https:`).
pub(crate) fn of_link(target: &str) -> Option<Value> {
    let target = target.trim();
    let scheme = |name: &str| {
        target
            .get(..name.len())
            .filter(|head| head.eq_ignore_ascii_case(name))
            .map(|head| &target[head.len()..])
    };
    if let Some(address) = scheme("mailto:") {
        return email::whole(address.split('?').next().unwrap_or_default());
    }
    if let Some(number) = scheme("tel:") {
        return phone::whole(number);
    }
    url::whole(target)
}

/// Whether two citations may be of one law. A title that the table does not know may be the other's in another
/// language; a law that is cited by its number is known.
pub(crate) fn may_be_one_statute(a: &str, b: &str) -> bool {
    let is_known =
        |statute: &str| statutes::is_id(statute) || statute.bytes().any(|b| b.is_ascii_digit());
    statutes::may_be_one(a, b) || !is_known(a) || !is_known(b)
}

/// The facts of one text that starts at byte `base` of the source.
fn of_text(text: &str, base: usize, clause: ClauseId, lang: Lang) -> Vec<Fact> {
    if text.is_empty() {
        return Vec::new();
    }
    let view = View::new(text, base);
    let mut claims = Claims::new(&view);
    email::scan(&view, &mut claims);
    url::scan(&view, &mut claims);
    slot::scan(&view, lang, &mut claims);
    let mentions = citation::mentions(&view, &mut claims);
    date::scan(&view, lang, &mut claims);
    citation::scan(&view, lang, mentions, &mut claims);
    phone::scan(&view, &mut claims);
    postal::scan(&view, &mut claims);
    count::scan(&view, lang, &mut claims);
    number::scan(&view, lang, &mut claims);
    name::scan(&view, lang, &mut claims);
    claims.into_facts(&view, clause).collect()
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod number_tests;
/// What tests compare: each fact as `text=value` in short form.
#[cfg(test)]
mod testing;
