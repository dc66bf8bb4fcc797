//! A policy and its findings → what stands where on its page.
//!
//! Groups are rows and editions are columns; headings of the first level that has several part the rows into
//! sections. A finding stands below the row of its primary mark, in the column of the edition at fault; one about an
//! edition that is not there stands before all rows. Every pass is linear in clauses and marks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::formats::Places;
use crate::model::{Class, ClauseId, ClauseKind, Document, Finding, Group, Policy, Role, Severity};
use crate::text::{Lang, Span};

/// Clauses that one mark highlights at most.
const MARKED: usize = 500;

/// What stands where.
pub(super) struct Layout<'p> {
    pub(super) policy: &'p Policy,
    /// The columns.
    pub(super) langs: Vec<Lang>,
    pub(super) sections: Vec<Range<usize>>,
    /// A row a group, in the order of the policy.
    pub(super) rows: Vec<Row>,
    /// The findings in the order of the page.
    pub(super) items: Vec<Item<'p>>,
    highlights: BTreeMap<(Lang, ClauseId), Vec<Highlight>>,
}

/// What is known of a row beside its group.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) section: usize,
    /// Its findings, as a range of the items.
    pub(super) items: Range<usize>,
    /// Languages that a finding says it is missing in, with its severity.
    pub(super) missing: BTreeMap<Lang, Severity>,
}

/// A finding in its place.
pub(super) struct Item<'p> {
    pub(super) finding: &'p Finding,
    /// The row that it stands below.
    pub(super) row: Option<usize>,
    /// The column at fault, from 0.
    pub(super) column: usize,
    pub(super) places: Places<'p>,
}

/// A stretch of a clause that a finding marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Highlight {
    /// Empty where something is to be inserted.
    pub(super) span: Span,
    pub(super) role: Role,
    /// Index of the finding.
    pub(super) item: usize,
    /// It is here that the mark begins, if it runs over several clauses.
    pub(super) first: bool,
}

impl<'p> Layout<'p> {
    /// Lays out a policy.
    pub(super) fn of(policy: &'p Policy, findings: &'p [Finding]) -> Self {
        let mut rows = vec![Row::default(); policy.groups.len()];
        let sections = sections(policy);
        for (index, section) in sections.iter().enumerate() {
            for row in &mut rows[section.clone()] {
                row.section = index;
            }
        }
        let langs: Vec<Lang> = policy.langs().collect();
        let mut items: Vec<Item<'p>> = findings
            .iter()
            .map(|finding| item(policy, &langs, finding))
            .collect();
        items.sort_by_key(|item| {
            (
                item.row.map_or(0, |row| row + 1),
                item.finding.suppressed.is_some(),
                std::cmp::Reverse(item.finding.severity),
            )
        });
        for (index, item) in items.iter().enumerate() {
            let Some(row) = item.row.and_then(|row| rows.get_mut(row)) else {
                continue;
            };
            if row.items.is_empty() {
                row.items = index..index;
            }
            row.items.end = index + 1;
        }
        let mut layout = Self {
            policy,
            langs,
            sections,
            rows,
            items,
            highlights: BTreeMap::new(),
        };
        layout.highlight();
        layout.miss();
        layout
    }

    /// Findings about no row: of the policy as a whole.
    pub(super) fn loose(&self) -> Range<usize> {
        0..self.items.partition_point(|item| item.row.is_none())
    }

    /// What is marked in a clause, in text order.
    pub(super) fn highlights(&self, lang: Lang, clause: ClauseId) -> &[Highlight] {
        self.highlights
            .get(&(lang, clause))
            .map_or(&[], Vec::as_slice)
    }

    /// The row that a place stands in.
    pub(super) fn row_at(&self, lang: Lang, span: Span) -> Option<usize> {
        row_at(self.policy, lang, span)
    }

    fn highlight(&mut self) {
        for (index, item) in self.items.iter().enumerate() {
            for mark in &item.finding.marks {
                let Some(edition) = self.policy.edition(mark.lang) else {
                    continue;
                };
                let document = &edition.document;
                for (nth, id) in touched(document, mark.span).take(MARKED).enumerate() {
                    let all = document.clause(id).span;
                    let start = mark.span.start.clamp(all.start, all.end);
                    let end = mark.span.end.clamp(start, all.end);
                    let one = Highlight {
                        span: Span { start, end },
                        role: mark.role,
                        item: index,
                        first: nth == 0,
                    };
                    let here = self.highlights.entry((mark.lang, id)).or_default();
                    if here.last() != Some(&one) {
                        here.push(one);
                    }
                }
            }
        }
        for here in self.highlights.values_mut() {
            here.sort_unstable();
            here.dedup();
        }
    }

    /// Notes in which rows a finding says that an edition lacks something: that of its primary mark, and those of
    /// everything below that clause which the edition lacks too.
    fn miss(&mut self) {
        for item in &self.items {
            let finding = item.finding;
            for mark in finding
                .marks
                .iter()
                .filter(|mark| mark.role == Role::Primary)
            {
                let Some(edition) = self.policy.edition(mark.lang) else {
                    continue;
                };
                let document = &edition.document;
                for id in touched(document, mark.span).take(1) {
                    let below = document.descendants(id).take(MARKED);
                    for id in std::iter::once(id).chain(below) {
                        let Some(row) = row_of(self.policy, mark.lang, id) else {
                            continue;
                        };
                        let group = &self.policy.groups[row];
                        let lacks = |lang: &&Lang| group.of(**lang).is_empty();
                        for lang in finding.absent_in.iter().filter(lacks) {
                            let missing = &mut self.rows[row].missing;
                            let worst = missing.entry(*lang).or_insert(finding.severity);
                            *worst = (*worst).max(finding.severity);
                        }
                    }
                }
            }
        }
    }
}

/// The clause that stands for a group: of the source, else of the first edition that has one.
pub(super) fn head(policy: &Policy, group: &Group) -> Option<(Lang, ClauseId)> {
    let first = |lang| Some((lang, group.first(lang)?));
    first(policy.source).or_else(|| group.members.keys().find_map(|lang| first(*lang)))
}

/// The rows of each section: a heading begins one where it stands at the first depth that has several.
fn sections(policy: &Policy) -> Vec<Range<usize>> {
    let kind = |row: usize| {
        let group = &policy.groups[row];
        let (lang, id) = head(policy, group).filter(|_| group.class == Class::Text)?;
        policy.clause(lang, id)
    };
    let mut heads: Vec<(usize, u8)> = Vec::new();
    for is_item in [false, true] {
        // A policy without headings is parted by its numbered items.
        let is_head = |row: &usize| match kind(*row) {
            Some(clause) if is_item => clause.label.is_some(),
            Some(clause) => clause.kind == ClauseKind::Heading,
            None => false,
        };
        heads = (0..policy.groups.len())
            .filter(is_head)
            .filter_map(|row| Some((row, kind(row)?.depth)))
            .collect();
        if heads.len() > 1 {
            break;
        }
    }
    let mut depths: Vec<u8> = heads.iter().map(|(_, depth)| *depth).collect();
    depths.sort_unstable();
    let deepest = depths.get(1).copied().unwrap_or(u8::MAX);
    let starts = heads.iter().filter(|(_, depth)| *depth <= deepest);
    let mut starts: Vec<usize> = starts.map(|(row, _)| *row).collect();
    if starts.first() != Some(&0) && !policy.groups.is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([policy.groups.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect()
}

/// The clauses that a span reaches into; an empty one stands in the clause at it, or before it.
fn touched(document: &Document, span: Span) -> impl Iterator<Item = ClauseId> {
    let clauses = &document.clauses;
    let behind = clauses.partition_point(|clause| clause.span.start <= span.start);
    let mut first = behind.saturating_sub(1);
    if !span.is_empty()
        && clauses
            .get(first)
            .is_some_and(|one| one.span.end <= span.start)
    {
        first += 1;
    }
    let last = clauses.partition_point(|clause| clause.span.start < span.end);
    let last = if span.is_empty() { first + 1 } else { last };
    (first..last.min(clauses.len())).map(|index| ClauseId(u32::try_from(index).unwrap_or(u32::MAX)))
}

fn row_of(policy: &Policy, lang: Lang, id: ClauseId) -> Option<usize> {
    let row = policy.group_of.get(&lang)?.get(id.index())?.0 as usize;
    (row < policy.groups.len()).then_some(row)
}

fn row_at(policy: &Policy, lang: Lang, span: Span) -> Option<usize> {
    let document = &policy.edition(lang)?.document;
    row_of(policy, lang, touched(document, span).next()?)
}

fn item<'p>(policy: &'p Policy, langs: &[Lang], finding: &'p Finding) -> Item<'p> {
    let places = Places::of(policy, finding);
    let column = |lang: Lang| langs.iter().position(|one| *one == lang);
    let at_fault = finding.languages.iter().copied().find_map(column);
    // What is said of editions that are not there is said of the policy.
    let loose = at_fault.is_none() && !finding.languages.is_empty();
    let mut marks: Vec<_> = finding.marks.iter().collect();
    marks.sort_by_key(|mark| mark.role);
    let row = marks
        .iter()
        .find_map(|mark| row_at(policy, mark.lang, mark.span));
    let shown = places.at_fault.first().map(|place| place.lang);
    Item {
        finding,
        row: row.filter(|_| !loose),
        column: at_fault.or(shown.and_then(column)).unwrap_or(0),
        places,
    }
}

/// How many findings there are: errors, warnings, notes, and waived ones of any severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) by_severity: [usize; 3],
    pub(super) waived: usize,
}

impl Counts {
    /// Counts a finding.
    pub(super) fn add(&mut self, finding: &Finding) {
        let place = SEVERITIES.iter().position(|one| *one == finding.severity);
        match place {
            _ if finding.suppressed.is_some() => self.waived += 1,
            Some(place) => self.by_severity[place] += 1,
            None => {}
        }
    }
}

/// Worst first.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

#[cfg(test)]
mod tests {
    use super::super::super::samples::{find, findings, policy};
    use super::*;

    #[test]
    fn findings_stand_in_their_rows_and_columns() {
        let policy = policy();
        let found = findings(&policy);
        let layout = Layout::of(&policy, &found);
        let placed: Vec<_> = layout
            .items
            .iter()
            .map(|item| (item.finding.rule.name, item.row, layout.langs[item.column]))
            .collect();
        assert_eq!(
            placed,
            [
                ("email-mismatch", Some(1), Lang::Vi),
                ("missing-section", Some(2), Lang::Vi),
                ("number-label-mismatch", Some(2), Lang::Zh),
            ]
        );
        assert_eq!(layout.sections, [0..2, 2..4]);
        assert_eq!(layout.rows[2].items, 1..3);
        assert!(layout.rows[2].missing.keys().eq(&[Lang::Vi]));
        assert!(layout.rows[1].missing.is_empty());
        assert!(layout.loose().is_empty());
    }

    #[test]
    fn marks_are_cut_to_their_clauses_and_insertions_stand_at_the_clause_before() {
        let policy = policy();
        let mut found = vec![findings(&policy).remove(2)];
        let whole = Span::new(0, 10_000);
        found[0].mark(Role::Counterpart, Lang::En, whole);
        let layout = Layout::of(&policy, &found);
        for id in 0..3 {
            let here = layout.highlights(Lang::En, ClauseId(id));
            let clause = policy.clause(Lang::En, ClauseId(id)).unwrap().span;
            assert_eq!(here.len(), 1);
            assert_eq!((here[0].span, here[0].first), (clause, id == 0));
        }
        let here = layout.highlights(Lang::Vi, ClauseId(2));
        let at = find(&policy, Lang::Vi, "© 2025").start;
        assert_eq!((here[0].span.start, here[0].span.end), (at, at));
        assert_eq!(here[0].role, Role::InsertionPoint);
    }

    #[test]
    fn what_is_said_of_an_edition_that_is_not_there_is_said_of_the_policy() {
        let policy = policy();
        let mut found = findings(&policy);
        found[1].languages = vec![Lang::Ja];
        let layout = Layout::of(&policy, &found);
        assert_eq!(layout.loose(), 0..1);
        assert_eq!(layout.items[0].row, None);
    }

    #[test]
    fn an_empty_policy_has_no_sections() {
        let mut policy = policy();
        policy.groups.clear();
        policy.group_of.clear();
        let found = findings(&policy);
        let layout = Layout::of(&policy, &found);
        assert!(layout.sections.is_empty());
        assert_eq!(layout.loose(), 0..3);
    }
}
