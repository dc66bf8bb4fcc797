//! Defects of structure: clauses lost, moved, doubled, run together, renumbered.

use std::ops::Range;

use super::page::Change;
use super::subject::{Collector, Place, Site};
use crate::model::{BlockKind, ClauseId, ClauseKind};
use crate::text::{Lang, Span};

/// Letters of the shortest paragraph whose loss matters.
const SHORTEST: usize = 12;

/// The pieces that a clause has to itself.
fn own_pieces(collector: &Collector<'_>, site: &Site<'_>) -> Option<Range<usize>> {
    pieces_of(collector, site.id, site.id)
}

/// The pieces that a run of clauses has to itself.
fn pieces_of(collector: &Collector<'_>, first: ClauseId, last: ClauseId) -> Option<Range<usize>> {
    let page = collector.subject.page(collector.lang)?;
    let document = &collector.subject.policy.edition(collector.lang)?.document;
    let from = document.clauses.get(first.index())?.span;
    let to = document.clauses[first.index()..=last.index()]
        .iter()
        .fold(from, |all, clause| all.join(clause.span));
    let pieces = page.pieces(to);
    let whole = page.span(pieces.clone());
    let shared =
        |clause: &crate::model::Clause| !to.contains(clause.span) && whole.overlaps(clause.span);
    let neighbours =
        first.index().saturating_sub(1)..(last.index() + 2).min(document.clauses.len());
    if pieces.is_empty() || document.clauses[neighbours].iter().any(shared) {
        return None;
    }
    Some(pieces)
}

/// The last clause below a clause, or itself.
fn last_below(collector: &Collector<'_>, id: ClauseId) -> ClauseId {
    let edition = collector.subject.policy.edition(collector.lang);
    edition
        .and_then(|edition| edition.document.descendants(id).last())
        .unwrap_or(id)
}

fn letters(text: &str) -> usize {
    let width = |c: char| if crate::text::is_cjk(c) { 2 } else { 1 };
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(width)
        .sum()
}

/// Where the loss of clauses shows: their counterparts, the gap, the clauses on both sides of it and the one above.
fn loss(collector: &Collector<'_>, first: ClauseId, last: ClauseId) -> Vec<Place> {
    let (lang, policy) = (collector.lang, &collector.subject.policy);
    let mut places = Vec::new();
    for index in first.0..=last.0 {
        if let Some(group) = policy.group(lang, ClauseId(index)) {
            places.extend(collector.subject.places(group));
        }
    }
    let Some(edition) = policy.edition(lang) else {
        return places;
    };
    let document = &edition.document;
    places.extend(
        document
            .clause(first)
            .parent
            .map(|parent| (lang, document.clause(parent).span)),
    );
    places.extend(
        siblings(collector, first)
            .into_iter()
            .map(|id| (lang, document.clause(id).span)),
    );
    // An item's lead-in promises how many there are.
    if let Some(before) = first
        .index()
        .checked_sub(1)
        .and_then(|at| document.clauses.get(at))
    {
        places.push((lang, before.span));
    }
    places
}

/// The clauses under the same heading, next to a clause.
fn siblings(collector: &Collector<'_>, id: ClauseId) -> Vec<ClauseId> {
    let Some(edition) = collector.subject.policy.edition(collector.lang) else {
        return Vec::new();
    };
    let document = &edition.document;
    let all: Vec<ClauseId> = document.children(document.clause(id).parent).collect();
    let Some(at) = all.iter().position(|other| *other == id) else {
        return Vec::new();
    };
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    before.into_iter().chain(all.get(at + 1)).copied().collect()
}

fn dropped(collector: &mut Collector<'_>, wanted: impl Fn(&Site<'_>) -> bool) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let childless = last_below(collector, site.id) == site.id;
        if !childless || !wanted(&site) || site.group.of(collector.lang).len() != 1 {
            continue;
        }
        if let Some(pieces) = own_pieces(collector, &site) {
            let places = loss(collector, site.id, site.id);
            collector.push(
                &site,
                Change::Drop(pieces),
                places,
                site.clause.span,
                String::new(),
            );
        }
    }
}

pub(super) fn clause_dropped(collector: &mut Collector<'_>) {
    dropped(collector, |site| {
        site.clause.kind == ClauseKind::Paragraph && letters(site.body) >= SHORTEST
    });
}

pub(super) fn item_dropped(collector: &mut Collector<'_>) {
    dropped(collector, |site| {
        site.clause.kind == ClauseKind::Item && letters(site.body) >= 4
    });
}

pub(super) fn section_dropped(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let clauses = subject
        .policy
        .edition(collector.lang)
        .map_or(0, |edition| edition.document.clauses.len());
    for site in subject.sites(collector.lang) {
        let last = last_below(collector, site.id);
        let size = last.index() - site.id.index();
        // The title is no section: more than a third of the document is not lost by oversight.
        if site.clause.kind != ClauseKind::Heading || size == 0 || size * 3 > clauses {
            continue;
        }
        if let Some(pieces) = pieces_of(collector, site.id, last) {
            let places = loss(collector, site.id, last);
            let at = site.clause.span;
            collector.push(&site, Change::Drop(pieces), places, at, String::new());
        }
    }
}

/// The headings of an edition that end a section, each with the piece behind it: where a clause may be moved to.
fn section_ends(collector: &Collector<'_>) -> Vec<(ClauseId, usize)> {
    let Some(edition) = collector.subject.policy.edition(collector.lang) else {
        return Vec::new();
    };
    edition
        .document
        .iter()
        .filter(|(_, clause)| clause.kind == ClauseKind::Heading)
        .filter_map(|(id, _)| {
            let last = last_below(collector, id);
            let plain = edition.document.clause(last).kind == ClauseKind::Paragraph;
            let pieces = pieces_of(collector, last, last)?;
            (plain && last != id).then_some((id, pieces.end))
        })
        .collect()
}

fn unlabelled_leaf(collector: &Collector<'_>, site: &Site<'_>) -> bool {
    site.clause.label.is_none()
        && site.clause.kind == ClauseKind::Paragraph
        && letters(site.body) >= 2 * SHORTEST
        && last_below(collector, site.id) == site.id
        && site.group.of(collector.lang).len() == 1
}

pub(super) fn clause_moved(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let ends = section_ends(collector);
    for site in subject.sites(collector.lang) {
        if !unlabelled_leaf(collector, &site) {
            continue;
        }
        let Some(pieces) = own_pieces(collector, &site) else {
            continue;
        };
        let elsewhere: Vec<usize> = ends
            .iter()
            .filter(|(heading, end)| {
                Some(*heading) != site.clause.parent && end.abs_diff(pieces.end) > 3
            })
            .map(|(_, end)| *end)
            .collect();
        let Some(to) = elsewhere.get(site.id.index() * 7 % elsewhere.len().max(1)) else {
            continue;
        };
        let places = vec![(collector.lang, site.clause.span)];
        collector.push(
            &site,
            Change::Move(pieces, *to),
            places,
            site.clause.span,
            site.body.to_owned(),
        );
    }
}

pub(super) fn clause_duplicated(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let fits = matches!(site.clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
            && letters(site.body) >= 2 * SHORTEST
            && last_below(collector, site.id) == site.id;
        if let Some(pieces) = own_pieces(collector, &site).filter(|_| fits) {
            let places = vec![(collector.lang, site.clause.span)];
            let to = pieces.end;
            collector.push(
                &site,
                Change::Copy(pieces, to),
                places,
                site.clause.span,
                format!("{0}\n{0}", site.body),
            );
        }
    }
}

pub(super) fn clauses_merged(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    let sites: Vec<Site<'_>> = subject.sites(collector.lang).collect();
    for pair in sites.windows(2) {
        let (one, next) = (&pair[0], &pair[1]);
        let leaf = |site: &Site<'_>| {
            last_below(collector, site.id) == site.id && letters(site.body) >= SHORTEST
        };
        let fits = one.id.0 + 1 == next.id.0
            && one.clause.kind == next.clause.kind
            && one.clause.parent == next.clause.parent
            && matches!(one.clause.kind, ClauseKind::Paragraph | ClauseKind::Item)
            && !std::ptr::eq(one.group, next.group)
            && leaf(one)
            && leaf(next);
        let (Some(first), Some(second)) = (own_pieces(collector, one), own_pieces(collector, next))
        else {
            continue;
        };
        if !fits || first.len() != 1 || second.len() != 1 || second.start != first.end {
            continue;
        }
        let lang = collector.lang;
        let mut places = collector.subject.places(one.group);
        places.extend(collector.subject.places(next.group));
        places.extend([(lang, one.clause.span), (lang, next.clause.span)]);
        let after = format!("{} {}", one.body, next.body);
        let change = Change::Join(first.start, next.clause.body.start);
        collector.push(one, change, places, next.clause.span, after);
    }
}

pub(super) fn label_changed(collector: &mut Collector<'_>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let Some(label) = site
            .clause
            .label
            .as_ref()
            .filter(|label| !label.written.is_empty())
        else {
            continue;
        };
        let Some(edition) = subject.policy.edition(collector.lang) else {
            continue;
        };
        let written = edition.document.slice(label.written);
        let Some((range, with)) = super::figures::next_ordinal(written, 1 + site.id.index() % 3)
        else {
            continue;
        };
        let at = Span::new(
            label.written.start as usize + range.start,
            label.written.start as usize + range.end,
        );
        let after = format!(
            "{}{with}{} {}",
            &written[..range.start],
            &written[range.end..],
            site.body
        );
        let mut places: Vec<Place> = vec![(collector.lang, site.clause.span)];
        let beside = siblings(collector, site.id);
        let lang: Lang = collector.lang;
        places.extend(
            beside
                .into_iter()
                .map(|id| (lang, edition.document.clause(id).span)),
        );
        let edit = super::page::Edit { span: at, with };
        collector.push(
            &site,
            Change::Text(vec![edit]),
            places,
            label.written,
            after,
        );
    }
}

/// Sets every heading that is marked up and no title as another kind of block.
fn reset(collector: &mut Collector<'_>, kind: impl Fn(&Site<'_>, u8) -> Option<BlockKind>) {
    let subject = collector.subject;
    for site in subject.sites(collector.lang) {
        let below = last_below(collector, site.id) != site.id;
        let Some(page) = subject.page(collector.lang) else {
            return;
        };
        let Some(pieces) = own_pieces(collector, &site).filter(|pieces| pieces.len() == 1) else {
            continue;
        };
        let level = match page.kind(pieces.start) {
            // The first heading is the title.
            Some(BlockKind::Heading(level)) if site.id.0 > 0 && below => level,
            _ => continue,
        };
        if let Some(kind) = kind(&site, level).filter(|_| site.clause.kind == ClauseKind::Heading) {
            let mut places = collector.subject.places(site.group);
            let lang = collector.lang;
            places.push((lang, site.clause.span));
            if let Some(next) = subject.policy.clause(lang, ClauseId(site.id.0 + 1)) {
                places.push((lang, next.span));
            }
            let after = format!("{kind:?}: {}", site.body);
            collector.push(
                &site,
                Change::Set(pieces.start, kind),
                places,
                site.clause.span,
                after,
            );
        }
    }
}

pub(super) fn heading_demoted(collector: &mut Collector<'_>) {
    reset(collector, |_, level| {
        (1..6)
            .contains(&level)
            .then(|| BlockKind::Heading(level + 1))
    });
}

pub(super) fn heading_unmarked(collector: &mut Collector<'_>) {
    // A number makes a heading of a line without markup too: nothing would have changed.
    reset(collector, |site, _| {
        site.clause.label.is_none().then_some(BlockKind::Paragraph)
    });
}
