//! Who lacks what: groups that some editions do not hold → absences, one for each cause.
//!
//! For every edition the groups that it lacks are collected in the clause tree of an edition that holds them (the
//! source where it does). A heading or item that is absent with at least four fifths of what stands below it is one
//! absence; so are more than three siblings in a row, all that stands below a heading that is present, and the cells
//! of one table. Absences of several editions at the same clauses become one.
//!
//! Whether the clause is missing or extra is a vote: of two editions the source is right; of more, what a single
//! translation (or a source that was only guessed) holds is extra, everything else is missing where it is absent.
//!
//! What has another cause is left to its own rule: duplicates, headings run into their bodies, empty headings and
//! items, and clauses whose text stands in a neighbour ([`absorption`](super::absorption)).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::absorption::{self, Absorbed, Neighbours};
use super::duplicate_clause::duplicates;
use super::empty_section;
use super::lengths::Lengths;
use super::outline::{Outline, behind, group_at, is_text, is_trivial, is_void, span};
use super::relocation;
use super::run_on_heading::run_ons;
use crate::model::{Class, ClauseId, ClauseKind, Policy};
use crate::text::{Lang, Span};

/// Siblings in a row that are still reported one by one.
const ONE_BY_ONE: usize = 3;
/// Below this the alignment is only a guess.
const GUESS: f32 = 0.3;

/// How much is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A heading and what stands below it.
    Section,
    /// A clause, with its sub-items where it has any.
    Clause,
}

/// Text that some editions hold and others lack.
#[derive(Clone, Debug)]
pub(super) struct Absence {
    /// How much.
    pub(super) extent: Extent,
    /// It is one too many in `holder`, rather than missing elsewhere.
    pub(super) extra: bool,
    /// Three editions or more, and only the source holds it.
    pub(super) source_only: bool,
    /// The edition that it is shown in.
    pub(super) holder: Lang,
    /// The topmost clauses there: one, or all of a run.
    pub(super) heads: Vec<ClauseId>,
    /// The editions that lack it, and where it belongs there.
    pub(super) lacking: Vec<(Lang, Span)>,
    /// Clauses of the holder that are absent in all: the heads and what is absent below them.
    pub(super) size: usize,
    /// Probability.
    pub(super) confidence: f32,
}

/// What the editions lack, and what only seems so.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Absences, in the order of the holders' clauses.
    pub(super) absences: Vec<Absence>,
    /// Clauses whose text stands in a neighbour in another edition, which holds too few: it merged them.
    pub(super) merged: Vec<Absorbed>,
    /// The same the other way: the holder divides what all others keep together.
    pub(super) split: Vec<Absorbed>,
    /// What one edition lacks in one place and has in another: the absence, and the clause there.
    pub(super) moved: Vec<(Absence, Lang, ClauseId)>,
}

/// A subtree that one edition lacks.
#[derive(Debug)]
struct Unit {
    head: ClauseId,
    extent: Extent,
    size: usize,
    confidence: f32,
}

/// Surveys a policy. Linear in clauses for each pair of editions.
pub(super) fn survey(policy: &Policy) -> Arc<Survey> {
    policy.memo.get(|| look(policy))
}

fn look(policy: &Policy) -> Survey {
    if policy.editions.len() < 2 {
        return Survey::default();
    }
    let ground = Ground::new(policy);
    let mut together: BTreeMap<(Lang, Vec<ClauseId>), Absence> = BTreeMap::new();
    let mut absorbed: BTreeMap<(Lang, ClauseId), Vec<Absorbed>> = BTreeMap::new();
    for lacking in policy.langs().filter(|lang| !is_void(policy, *lang)) {
        let lacks = ground.lacks(lacking);
        let mut covered = vec![false; policy.groups.len()];
        for holder in ground.holders(lacking) {
            let neighbours = Neighbours::new(policy, holder, lacking);
            let units = ground.units(holder, &lacks, &mut covered, lacking);
            for run in ground.runs(holder, lacking, units) {
                let Some(first) = run.first() else { continue };
                let extent = first.extent;
                let mut confidence =
                    run.iter().map(|unit| unit.confidence).sum::<f32>() / run.len() as f32;
                if run.len() == 1 && extent == Extent::Clause {
                    if let Some(found) =
                        absorption::absorbed(policy, &ground.lengths, &neighbours, first.head)
                    {
                        absorbed
                            .entry((holder, first.head))
                            .or_default()
                            .push(found);
                    }
                    if neighbours.rival(policy, &ground.lengths, first.head) {
                        confidence *= 0.6;
                    }
                }
                let place = neighbours.before(first.head).map_or_else(
                    || start_of(policy, lacking),
                    |id| behind(span(policy, lacking, id)),
                );
                let absence = together
                    .entry((holder, run.iter().map(|unit| unit.head).collect()))
                    .or_insert_with_key(|(holder, heads)| Absence {
                        extent,
                        extra: false,
                        source_only: false,
                        holder: *holder,
                        heads: heads.clone(),
                        lacking: Vec::new(),
                        size: run.iter().map(|unit| unit.size).sum(),
                        confidence,
                    });
                absence.lacking.push((lacking, place));
                absence.confidence = absence.confidence.min(confidence);
            }
        }
    }
    ground.verdict(together.into_values(), absorbed)
}

fn start_of(policy: &Policy, lang: Lang) -> Span {
    policy
        .edition(lang)
        .map_or_else(Span::default, |edition| Span {
            start: edition.document.extent.start,
            end: edition.document.extent.start,
        })
}

/// What is known of a policy before anything is looked for.
struct Ground<'a> {
    policy: &'a Policy,
    outlines: BTreeMap<Lang, Outline>,
    lengths: Arc<Lengths>,
    /// For each group whether its absence has another cause in every edition.
    explained: Vec<bool>,
    /// Groups of headings that run into their bodies in an edition.
    run_on: BTreeSet<(Lang, usize)>,
}

impl<'a> Ground<'a> {
    fn new(policy: &'a Policy) -> Self {
        let outlines: BTreeMap<Lang, Outline> = policy
            .editions
            .iter()
            .map(|(lang, edition)| (*lang, Outline::new(&edition.document)))
            .collect();
        let surplus: BTreeSet<(Lang, ClauseId)> = duplicates(policy)
            .iter()
            .filter(|one| !one.instead)
            .map(|one| (one.lang, one.surplus))
            .collect();
        let empty = empty_section::all_empty(policy);
        let explained = policy
            .groups
            .iter()
            .map(|group| {
                let all = |test: &dyn Fn(Lang, ClauseId) -> bool| {
                    group
                        .members
                        .iter()
                        .all(|(lang, ids)| ids.iter().all(|id| test(*lang, *id)))
                };
                group.class != Class::Text
                    || all(&|lang, id| is_trivial(policy, lang, id))
                    || (group.members.len() == 1
                        && (all(&|lang, id| surplus.contains(&(lang, id)))
                            || all(&|lang, id| empty.contains(&(lang, id)))))
            })
            .collect();
        let run_on = run_ons(policy)
            .into_iter()
            .filter_map(|one| {
                group_at(policy, one.other, one.heading.index()).map(|group| (one.lang, group))
            })
            .collect();
        Self {
            policy,
            outlines,
            lengths: Lengths::of(policy),
            explained,
            run_on,
        }
    }

    /// For each group whether an edition lacks it.
    fn lacks(&self, lang: Lang) -> Vec<bool> {
        self.policy
            .groups
            .iter()
            .map(|group| group.class == Class::Text && group.of(lang).is_empty())
            .collect()
    }

    /// The other editions, the source first.
    fn holders(&self, lacking: Lang) -> Vec<Lang> {
        let source =
            Some(self.policy.source).filter(|source| self.policy.editions.contains_key(source));
        source
            .into_iter()
            .chain(self.policy.langs().filter(|lang| Some(*lang) != source))
            .filter(|lang| *lang != lacking)
            .collect()
    }

    /// The topmost absent clauses of an edition, each with all that is absent below it.
    fn units(
        &self,
        holder: Lang,
        lacks: &[bool],
        covered: &mut [bool],
        lacking: Lang,
    ) -> Vec<Unit> {
        let (Some(edition), Some(outline)) =
            (self.policy.edition(holder), self.outlines.get(&holder))
        else {
            return Vec::new();
        };
        let clauses = &edition.document.clauses;
        let group = |at: usize| group_at(self.policy, holder, at);
        let is_absent = |at: usize| {
            is_text(&clauses[at]) && group(at).is_some_and(|group| lacks.get(group) == Some(&true))
        };
        // How many clauses of text, and how many absent ones, stand before each place.
        let mut sums: Vec<(u32, u32)> = Vec::with_capacity(clauses.len() + 1);
        sums.push((0, 0));
        for (at, clause) in clauses.iter().enumerate() {
            let (text, absent) = sums[at];
            sums.push((
                text + u32::from(is_text(clause)),
                absent + u32::from(is_absent(at)),
            ));
        }
        let mut units = Vec::new();
        let mut at = 0;
        while at < clauses.len() {
            let Some(own) = group(at).filter(|group| is_absent(at) && !covered[*group]) else {
                at += 1;
                continue;
            };
            let end = outline.end(at);
            let below = sums[end].0 - sums[at + 1].0;
            let gone = sums[end].1 - sums[at + 1].1;
            let whole = gone > 0 && gone * 5 >= below * 4;
            let stop = if whole { end } else { at + 1 };
            let (mut confidence, mut count) = (0.0, 0u32);
            // Headings (short texts, hence never duplicates themselves) go with what stands below them.
            let (mut headings, mut others) = ((0, 0), (0, 0));
            for inside in (at..stop).filter(|inside| is_absent(*inside)) {
                if let Some(group) = group(inside) {
                    confidence += self.policy.groups[group].confidence;
                    count += 1;
                    covered[group] = true;
                    let tally = if clauses[inside].kind == ClauseKind::Heading {
                        &mut headings
                    } else {
                        &mut others
                    };
                    tally.0 += 1;
                    tally.1 += u32::from(!self.explained[group]);
                }
            }
            let open = if others.0 > 0 {
                others.1 > 0
            } else {
                headings.1 > 0
            };
            if open && !self.run_on.contains(&(lacking, own)) {
                let heading = clauses[at].kind == ClauseKind::Heading;
                let extent = if heading && whole {
                    Extent::Section
                } else {
                    Extent::Clause
                };
                let confidence = confidence / count.max(1) as f32;
                units.push(Unit {
                    head: ClauseId(u32::try_from(at).unwrap_or(u32::MAX)),
                    extent,
                    size: count as usize,
                    confidence,
                });
            }
            at = stop;
        }
        units
    }

    /// Units that have one cause, joined: long rows of siblings, whole bodies, cells of a table.
    fn runs(&self, holder: Lang, lacking: Lang, units: Vec<Unit>) -> Vec<Vec<Unit>> {
        let (Some(edition), Some(outline)) =
            (self.policy.edition(holder), self.outlines.get(&holder))
        else {
            return Vec::new();
        };
        let clauses = &edition.document.clauses;
        let table = tables(clauses);
        let mut rows: Vec<Vec<Unit>> = Vec::new();
        for unit in units {
            let at = unit.head.index();
            let joins = rows.last().and_then(|row| row.last()).is_some_and(|last| {
                let before = last.head.index();
                if clauses[at].kind == ClauseKind::Cell || clauses[before].kind == ClauseKind::Cell
                {
                    return table[at].is_some() && table[at] == table[before];
                }
                // Furniture and foreign text between two siblings keep nothing apart.
                let between = clauses.get(outline.end(before)..at).unwrap_or_default();
                last.extent == unit.extent
                    && clauses[before].parent == clauses[at].parent
                    && !between.iter().any(is_text)
            });
            match rows.last_mut() {
                Some(row) if joins => row.push(unit),
                _ => rows.push(vec![unit]),
            }
        }
        let mut out = Vec::new();
        for row in rows {
            let first = row[0].head.index();
            let whole_body = clauses[first]
                .parent
                .is_some_and(|parent| self.is_whole_body(holder, lacking, parent, &row));
            if row.len() == 1
                || row.len() > ONE_BY_ONE
                || whole_body
                || clauses[first].kind == ClauseKind::Cell
            {
                out.push(row);
            } else {
                out.extend(row.into_iter().map(|unit| vec![unit]));
            }
        }
        out
    }

    /// Whether a row is all that stands below a clause that the other edition holds empty.
    fn is_whole_body(&self, holder: Lang, lacking: Lang, parent: ClauseId, row: &[Unit]) -> bool {
        let (Some(outline), Some(other)) =
            (self.outlines.get(&holder), self.outlines.get(&lacking))
        else {
            return false;
        };
        let reaches = row[0].head.index() == parent.index() + 1
            && row
                .last()
                .is_some_and(|last| outline.end(last.head.index()) == outline.end(parent.index()));
        let empty = self
            .policy
            .group(holder, parent)
            .and_then(|group| group.of(lacking).last())
            .is_some_and(|id| other.is_leaf(id.index()));
        reaches && empty
    }

    /// Whether the presumed source has several clauses to itself: it was brought up to date, and no translation
    /// followed. What was added to a translation is mostly one thing.
    fn updated(&self, absences: &[Absence]) -> bool {
        let alone = absences.iter().filter(|absence| {
            let group = self.policy.group(absence.holder, absence.heads[0]);
            absence.holder == self.policy.source
                && absence.confidence >= GUESS
                && group.is_some_and(|group| group.members.len() == 1)
        });
        alone.count() > 1
    }

    /// Decides for each absence what it is, and takes out what has another cause.
    fn verdict(
        &self,
        absences: impl Iterator<Item = Absence>,
        mut absorbed: BTreeMap<(Lang, ClauseId), Vec<Absorbed>>,
    ) -> Survey {
        let mut out = Survey::default();
        let editions = self.policy.editions.len();
        let absences: Vec<Absence> = absences.collect();
        let updated = self.updated(&absences);
        for mut absence in absences {
            let head = absence.heads[0];
            let held = self
                .policy
                .group(absence.holder, head)
                .map_or(1, |group| group.members.len());
            let elsewhere = if absence.heads.len() == 1 {
                absorbed.remove(&(absence.holder, head)).unwrap_or_default()
            } else {
                Vec::new()
            };
            // Of three editions and more one that stands alone has too much, unless it is surely the source.
            let source = absence.holder == self.policy.source
                && (self.policy.source_named || editions == 2 || updated);
            absence.extra = !source && held == 1;
            if absence.extra && elsewhere.len() * 2 > absence.lacking.len() {
                out.split.extend(elsewhere.into_iter().next());
                continue;
            }
            if !absence.extra {
                absence
                    .lacking
                    .retain(|(lang, _)| elsewhere.iter().all(|one| one.lacking != *lang));
                out.merged.extend(elsewhere);
            }
            absence.source_only = editions > 2
                && !absence.extra
                && held == 1
                && absence.lacking.len() + 1 == editions;
            if !absence.lacking.is_empty() && absence.confidence >= GUESS {
                out.absences.push(absence);
            }
        }
        relocation::pair(self.policy, &self.lengths, &mut out);
        out
    }
}

/// For each cell the first cell of its table.
fn tables(clauses: &[crate::model::Clause]) -> Vec<Option<usize>> {
    let mut first = None;
    clauses
        .iter()
        .enumerate()
        .map(|(at, clause)| {
            first = if clause.kind == ClauseKind::Cell {
                first.or(Some(at))
            } else {
                None
            };
            first
        })
        .collect()
}
