//! Sections × languages → a table that shows at a glance what is missing, extra, moved or renumbered, and how many
//! findings stand where.
//!
//! What is missing and what is extra is told by the number of editions that hold a clause: of two readings the one of
//! the majority counts, and the source's where there is none. A label differs when its value does, not its style.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::label;
use super::clauses::{Place, unwrapped};
use super::layout::{Counts, Layout, SEVERITIES, head};
use super::markup::Markup;
use super::words::{Words, html_lang, tally};
use crate::model::{Class, ClauseId, ClauseKind, Document, Group, Policy};
use crate::text::{Lang, excerpt};

/// Characters of a heading.
const HEADING: usize = 80;

/// A section in an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// Rows in which the edition holds something.
    held: usize,
    /// Rows that it lacks.
    lacking: usize,
    /// Rows that it has beyond the others.
    extra: usize,
    /// Rows that stand elsewhere in it.
    moved: usize,
    /// Its number is another one.
    renumbered: bool,
}

/// Writes the overview.
pub(super) fn write(markup: &mut Markup, words: &Words, layout: &Layout<'_>, place: Place) {
    let heading = format!("o{}", place.policy);
    // Named after the policy too: a page can hold many overviews.
    let names = format!("{heading} t{}", place.policy);
    markup.raw("<div class=\"overview\">\n");
    markup.leaf("h3", &[("id", &heading)], &words.text("page.overview"));
    markup.open(
        "div",
        &[
            ("class", "scroll"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-labelledby", &names),
        ],
    );
    markup.raw("<table class=\"matrix\">\n<thead><tr>");
    markup.leaf("th", &[("scope", "col")], &words.text("page.section"));
    for lang in &layout.langs {
        markup.leaf("th", &[("scope", "col")], &words.messages.lang(*lang));
    }
    markup.raw("</tr></thead>\n<tbody>\n");
    let counts = counts(layout);
    let is_text = |rows: &Range<usize>| {
        let mut groups = layout.policy.groups[rows.clone()].iter();
        groups.any(|group| group.class == Class::Text)
    };
    let sections = layout.sections.iter().enumerate();
    let shown = sections.filter(|(_, rows)| is_text(rows));
    for (nth, (index, rows)) in shown.enumerate() {
        markup.raw("<tr>");
        markup.leaf("th", &[("scope", "row")], &(nth + 1).to_string());
        for lang in &layout.langs {
            let count = counts.get(&(index, *lang)).copied().unwrap_or_default();
            let id = place.section(index);
            markup.open("td", &[("data-section", &id), ("data-lang", lang.tag())]);
            markup.raw("<div class=\"cell\">");
            cell(markup, words, layout, place, rows, *lang);
            tallies(markup, words, count);
            markup.raw("</div></td>");
        }
        markup.raw("</tr>\n");
    }
    markup.raw("</tbody>\n</table></div>\n</div>\n");
}

/// The numbers of findings, which the script keeps up to date.
fn tallies(markup: &mut Markup, words: &Words, count: Counts) {
    if count.by_severity == [0; 3] {
        return;
    }
    markup.raw("<span class=\"tallies\">");
    for (severity, number) in SEVERITIES.into_iter().zip(count.by_severity) {
        tally(markup, words, severity, number);
    }
    markup.raw("</span>");
}

/// The findings of each section by edition at fault.
fn counts(layout: &Layout<'_>) -> BTreeMap<(usize, Lang), Counts> {
    let mut counts: BTreeMap<(usize, Lang), Counts> = BTreeMap::new();
    for item in &layout.items {
        if let Some(row) = item.row {
            for lang in &item.finding.languages {
                let place = (layout.rows[row].section, *lang);
                counts.entry(place).or_default().add(item.finding);
            }
        }
    }
    counts
}

fn cell(
    markup: &mut Markup,
    words: &Words,
    layout: &Layout<'_>,
    place: Place,
    rows: &Range<usize>,
    lang: Lang,
) {
    let policy = layout.policy;
    let cell = measure(policy, rows, lang);
    let target = format!("#{}", place.row(first(policy, rows, lang)));
    let title = policy.edition(lang).and_then(|edition| {
        let groups = policy.groups.get(rows.clone())?;
        let group = groups.iter().find(|group| group.class == Class::Text)?;
        title(&edition.document, group.first(lang)?)
    });
    match title.filter(|title| !title.is_empty()) {
        Some(title) => {
            let attributes = [
                ("class", "title"),
                ("href", target.as_str()),
                ("lang", &html_lang(lang)),
                ("title", &title),
            ];
            markup.leaf("a", &attributes, &title);
        }
        None if cell.held > 0 => {
            let text = words.text("page.no-heading");
            markup.leaf("a", &[("class", "title none"), ("href", &target)], &text);
        }
        None => {
            let attributes = [("class", "title none badge"), ("href", target.as_str())];
            markup.open("a", &attributes);
            markup.sign("∅ ");
            markup.text(&words.text("page.badge-absent"));
            markup.raw("</a>");
        }
    }
    let mut badge = |sign: &'static str, id: &str, count: usize| {
        markup.raw("<span class=\"badge\">");
        markup.sign(sign);
        markup.text(&words.with(id, "count", count));
        markup.raw("</span>");
    };
    if cell.held > 0 && cell.lacking > 0 {
        badge("∅ ", "page.badge-missing", cell.lacking);
    }
    if cell.extra > 0 {
        badge("＋ ", "page.badge-extra", cell.extra);
    }
    if cell.moved > 0 {
        badge("↕ ", "page.badge-moved", cell.moved);
    }
    if cell.renumbered {
        badge("# ", "page.badge-renumbered", 1);
    }
}

/// The row that a reader of an edition is sent to: the first that it has.
fn first(policy: &Policy, rows: &Range<usize>, lang: Lang) -> usize {
    let holds = |row: &usize| !policy.groups[*row].of(lang).is_empty();
    rows.clone().find(holds).unwrap_or(rows.start)
}

/// Label and heading; of a section that begins without one, its first words.
fn title(document: &Document, id: ClauseId) -> Option<String> {
    let clause = document.clauses.get(id.index())?;
    let label = label::written(document, clause).unwrap_or_default();
    let body = excerpt(&unwrapped(document.slice(clause.body)), HEADING);
    Some(format!("{} {body}", label.trim()).trim().to_owned())
}

fn measure(policy: &Policy, rows: &Range<usize>, lang: Lang) -> Cell {
    let mut cell = Cell::default();
    for row in rows.clone() {
        let group = &policy.groups[row];
        if group.class != Class::Text {
            continue;
        }
        let holds = !group.of(lang).is_empty();
        let expected = is_expected(policy, group);
        cell.held += usize::from(holds);
        cell.lacking += usize::from(!holds && expected);
        cell.extra += usize::from(holds && !expected);
        cell.moved += usize::from(group.moved.contains(&lang));
    }
    cell.renumbered = policy
        .groups
        .get(rows.start)
        .is_some_and(|group| is_renumbered(policy, group, lang));
    cell
}

/// Whether most editions hold a clause; the source decides where as many do as do not.
fn is_expected(policy: &Policy, group: &Group) -> bool {
    let (holders, all) = (group.members.len(), policy.editions.len());
    match (holders * 2).cmp(&all) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => !group.of(policy.source).is_empty(),
        std::cmp::Ordering::Less => false,
    }
}

/// Whether the number of a heading differs from that of most editions that number it.
fn is_renumbered(policy: &Policy, group: &Group, lang: Lang) -> bool {
    let is_heading = head(policy, group)
        .and_then(|(lang, id)| policy.clause(lang, id))
        .is_some_and(|clause| clause.kind == ClauseKind::Heading);
    let number = |lang: Lang| {
        let clause = policy.clause(lang, group.first(lang)?)?;
        Some(clause.label.as_ref()?.ordinal())
    };
    let Some(own) = number(lang).filter(|_| is_heading && group.class == Class::Text) else {
        return false;
    };
    let mut votes: BTreeMap<u16, (usize, bool)> = BTreeMap::new();
    for other in group.members.keys() {
        if let Some(value) = number(*other) {
            let vote = votes.entry(value).or_default();
            vote.0 += 1;
            vote.1 |= *other == policy.source;
        }
    }
    let best = votes.iter().max_by_key(|(_, vote)| **vote);
    best.is_some_and(|(value, _)| *value != own)
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::policy;
    use super::*;

    #[test]
    fn a_section_is_measured_by_what_most_editions_hold() {
        let mut policy = policy();
        let cell = |policy: &Policy, lang| measure(policy, &(2..4), lang);
        // 二、 and 2. are there, the Vietnamese one is not; furniture counts for nothing.
        assert_eq!(
            (cell(&policy, Lang::En).held, cell(&policy, Lang::En).extra),
            (1, 0)
        );
        assert_eq!(
            (
                cell(&policy, Lang::Vi).held,
                cell(&policy, Lang::Vi).lacking
            ),
            (0, 1)
        );
        policy.groups[2].members.remove(&Lang::Zh);
        assert_eq!(cell(&policy, Lang::En).extra, 1);
        assert_eq!(cell(&policy, Lang::Vi).lacking, 0);
        policy.groups[2].moved.push(Lang::En);
        assert_eq!(cell(&policy, Lang::En).moved, 1);
    }

    #[test]
    fn a_heading_is_renumbered_by_value_against_the_majority() {
        let mut policy = policy();
        let renumbered = |policy: &Policy| -> Vec<Lang> {
            policy
                .langs()
                .filter(|lang| is_renumbered(policy, &policy.groups[0], *lang))
                .collect()
        };
        assert_eq!(renumbered(&policy), []);
        let number = |policy: &mut Policy, lang: Lang, ordinal: u16| {
            let clause = &mut policy.editions.get_mut(&lang).unwrap().document.clauses[0];
            clause.label.as_mut().unwrap().ordinals = vec![ordinal];
        };
        number(&mut policy, Lang::Vi, 2);
        assert_eq!(renumbered(&policy), [Lang::Vi]);
        number(&mut policy, Lang::En, 2);
        assert_eq!(
            renumbered(&policy),
            [Lang::Zh],
            "the source can be the odd one out"
        );
        number(&mut policy, Lang::En, 3);
        assert_eq!(renumbered(&policy), [Lang::En, Lang::Vi]);
    }
}
