//! Aligned labels → runs of labels that say something else than the other editions.
//!
//! Labels are compared by ordinals along the path, never by style: 四 is 4. is Article 4, and item 1 of
//! section 2 is 2.1. What a label counts below is judged by the alignment, so that the items of a section
//! whose own number differs do not differ too. Labels that stay regular on both sides while one list has
//! more members differ because a clause is missing, added, merged or split: below headings that is the
//! business of the rules that name that clause.

use std::collections::{BTreeMap, BTreeSet};

use super::numbered::Numbered;
use crate::model::{Class, ClauseId, ClauseKind, Group, GroupId, LabelKind, Policy};
use crate::text::Lang;

/// A clause with another label than its counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) clause: ClauseId,
    pub(super) counterpart: ClauseId,
}

/// Labels of one edition that deviate in the same way, one after another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// The edition at fault.
    pub(super) lang: Lang,
    /// The edition that it is compared with.
    pub(super) other: Lang,
    /// All editions that agree with `other` on the first clause.
    pub(super) others: Vec<Lang>,
    pub(super) pairs: Vec<Pair>,
    /// Mean probability that the clauses correspond.
    pub(super) confidence: f32,
    /// Both sides count regularly: the labels follow from a section that only one side has.
    pub(super) closed_up: bool,
}

/// Labels that deviate are aligned at least so surely, on the average of those that deviate together …
const SURE: f32 = 0.5;
/// … and each of them so.
const LIKELY: f32 = 0.3;

/// How a label differs: the ordinals that only the longer one has, and the differences of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shift {
    lengths: (usize, usize),
    prefix: Vec<u16>,
    steps: Vec<i32>,
}

impl Shift {
    /// Only the place in the list differs, not what the list counts below.
    fn is_of_the_list(&self) -> bool {
        self.prefix.is_empty() && self.steps.iter().rev().skip(1).all(|step| *step == 0)
    }
}

/// One label that differs, before runs are made.
struct Deviation {
    lang: Lang,
    other: Lang,
    others: Vec<Lang>,
    pair: Pair,
    shift: Shift,
    confidence: f32,
    closed_up: bool,
}

/// The editions of a policy with their labels, compared through the alignment.
pub(super) struct Labels<'p> {
    pub(super) policy: &'p Policy,
    pub(super) editions: Vec<Numbered<'p>>,
}

impl<'p> Labels<'p> {
    pub(super) fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            editions: Numbered::all(policy),
        }
    }

    pub(super) fn of(&self, lang: Lang) -> Option<&Numbered<'p>> {
        self.editions.iter().find(|edition| edition.lang == lang)
    }

    /// The group of a clause.
    pub(super) fn group(&self, lang: Lang, id: ClauseId) -> Option<GroupId> {
        self.policy.group_of.get(&lang)?.get(id.index()).copied()
    }

    /// The runs of deviating labels, by edition and place.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut events: BTreeMap<Lang, Vec<(ClauseId, Option<Deviation>)>> = BTreeMap::new();
        for group in self
            .policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text && group.confidence >= LIKELY)
        {
            for (lang, clause, deviation) in self.compare(group) {
                events.entry(lang).or_default().push((clause, deviation));
            }
        }
        let mut runs = Vec::new();
        for (lang, mut events) in events {
            events.sort_by_key(|(clause, _)| *clause);
            if let Some(edition) = self.of(lang) {
                runs.extend(joined(edition, events));
            }
        }
        runs
    }

    /// Clauses whose label is a finding of its own: wrong in its list, or in one of the runs that `counts`.
    pub(super) fn mislabelled(&self, counts: impl Fn(&Run) -> bool) -> BTreeSet<(Lang, ClauseId)> {
        let runs = self.runs();
        let in_lists = self
            .editions
            .iter()
            .flat_map(|edition| edition.wrong().map(|id| (edition.lang, id)));
        let in_runs = runs
            .iter()
            .filter(|run| counts(run))
            .flat_map(|run| run.pairs.iter().map(|pair| (run.lang, pair.clause)));
        in_lists.chain(in_runs).collect()
    }

    /// The labelled clauses of a group, one an edition, each with its deviation from what most say.
    fn compare(&self, group: &Group) -> Vec<(Lang, ClauseId, Option<Deviation>)> {
        let labelled: Vec<(&Numbered<'p>, ClauseId)> = group
            .members
            .iter()
            .filter(|(lang, ids)| ids.len() == 1 && !group.moved.contains(lang))
            .filter_map(|(lang, ids)| self.of(*lang).map(|edition| (edition, ids[0])))
            .filter(|(edition, id)| edition.label(*id).is_some())
            .collect();
        if labelled.len() < 2 {
            return Vec::new();
        }
        let mut parties: Vec<Vec<usize>> = Vec::new();
        for at in 0..labelled.len() {
            match parties
                .iter_mut()
                .find(|party| self.agree(labelled[party[0]], labelled[at]))
            {
                Some(party) => party.push(at),
                None => parties.push(vec![at]),
            }
        }
        let right = self.right(&labelled, &parties);
        let party = &parties[right];
        let reference = party
            .iter()
            .copied()
            .find(|at| labelled[*at].0.lang == self.policy.source)
            .unwrap_or(party[0]);
        let (other, counterpart) = labelled[reference];
        let others: Vec<Lang> = party.iter().map(|at| labelled[*at].0.lang).collect();
        let deviation = |at: usize| {
            let (edition, clause) = labelled[at];
            let shift = shift(edition, clause, other, counterpart)?;
            let regular = edition.is_regular(clause)
                && other.is_regular(counterpart)
                && shift.is_of_the_list();
            // A wrong label inside an edition is a finding of its own; a closed-up list has another cause.
            if edition.is_wrong(clause)
                || other.is_wrong(counterpart)
                || (regular && !(is_section(edition, clause) && is_section(other, counterpart)))
            {
                return None;
            }
            Some(Deviation {
                lang: edition.lang,
                other: other.lang,
                others: others.clone(),
                pair: Pair {
                    clause,
                    counterpart,
                },
                shift,
                confidence: group.confidence,
                closed_up: regular,
            })
        };
        let judged = |at: usize| {
            (
                labelled[at].0.lang,
                labelled[at].1,
                if party.contains(&at) {
                    None
                } else {
                    deviation(at)
                },
            )
        };
        (0..labelled.len()).map(judged).collect()
    }

    /// The party that is right: the largest; of equal ones the source's, unless only the source counts irregularly.
    fn right(&self, labelled: &[(&Numbered<'p>, ClauseId)], parties: &[Vec<usize>]) -> usize {
        let most = parties.iter().map(Vec::len).max().unwrap_or(0);
        let has_source = |party: &[usize]| {
            party
                .iter()
                .any(|at| labelled[*at].0.lang == self.policy.source)
        };
        let irregular = |party: &[usize]| {
            party
                .iter()
                .all(|at| !labelled[*at].0.is_regular(labelled[*at].1))
        };
        let rank = |party: &[usize]| {
            (
                party.len() == most,
                !(parties.len() == 2 && irregular(party)),
                has_source(party),
            )
        };
        (0..parties.len())
            .max_by_key(|at| (rank(&parties[*at]), std::cmp::Reverse(*at)))
            .unwrap_or(0)
    }

    /// Whether two aligned labels have one value, or cannot be compared.
    fn agree(&self, a: (&Numbered<'p>, ClauseId), b: (&Numbered<'p>, ClauseId)) -> bool {
        let (Some(x), Some(y)) = (a.0.label(a.1), b.0.label(b.1)) else {
            return true;
        };
        if x.ordinals == y.ordinals
            || (x.kind == LabelKind::Appendix) != (y.kind == LabelKind::Appendix)
        {
            return true;
        }
        let (path, other) = (
            &a.0.document.clause(a.1).number,
            &b.0.document.clause(b.1).number,
        );
        if path == other {
            return true;
        }
        // Articles that count through all chapters against sections that start anew in each: two schemes.
        let counts_through = |kind: LabelKind| kind == LabelKind::Article;
        let same_last = x.ordinal() == y.ordinal();
        if counts_through(x.kind) != counts_through(y.kind)
            && path.len() != other.len()
            && !same_last
        {
            return true;
        }
        if x.ordinals.len() == 1 && y.ordinals.len() == 1 {
            return same_last;
        }
        let (above, beside) = (a.0.owner(a.1), b.0.owner(b.1));
        let group = |edition: &Numbered<'p>, id: Option<ClauseId>| {
            id.and_then(|id| self.group(edition.lang, id))
        };
        if above.is_none() && beside.is_none()
            || group(a.0, above).is_some() && group(a.0, above) == group(b.0, beside)
        {
            return same_last;
        }
        if x.ordinals.len() == y.ordinals.len() {
            return false;
        }
        if !same_last {
            return false;
        }
        // 2.4 against 四: only where 四 is a heading below no number, and section 2 itself is numbered over there.
        let (long, long_owner, short) = if x.ordinals.len() > y.ordinals.len() {
            (a, above, b)
        } else {
            (b, beside, a)
        };
        let is_top = short.0.document.clause(short.1).number.len() == 1
            && short.0.document.clause(short.1).kind == ClauseKind::Heading;
        let owner_is_numbered = long_owner
            .and_then(|owner| self.policy.group(long.0.lang, owner))
            .and_then(|group| group.first(short.0.lang))
            .is_some_and(|owner| short.0.label(owner).is_some());
        !(is_top && owner_is_numbered)
    }
}

/// Headings and the ranks that people cite: their labels count although a list merely closed up.
fn is_section(edition: &Numbered<'_>, id: ClauseId) -> bool {
    let worded = |kind: LabelKind| {
        matches!(
            kind,
            LabelKind::Part
                | LabelKind::Chapter
                | LabelKind::Section
                | LabelKind::Article
                | LabelKind::Appendix
        )
    };
    edition.label(id).is_some_and(|label| {
        label.ordinals.len() == 1
            && (worded(label.kind) || edition.document.clause(id).kind == ClauseKind::Heading)
    })
}

fn shift(
    edition: &Numbered<'_>,
    clause: ClauseId,
    other: &Numbered<'_>,
    counterpart: ClauseId,
) -> Option<Shift> {
    let (found, expected) = (
        &edition.label(clause)?.ordinals,
        &other.label(counterpart)?.ordinals,
    );
    let shared = found.len().min(expected.len());
    let longer = if found.len() > expected.len() {
        found
    } else {
        expected
    };
    let steps = found[found.len() - shared..]
        .iter()
        .zip(&expected[expected.len() - shared..])
        .map(|(a, b)| i32::from(*a) - i32::from(*b))
        .collect();
    Some(Shift {
        lengths: (found.len(), expected.len()),
        prefix: longer[..longer.len() - shared].to_vec(),
        steps,
    })
}

/// Joins the deviations of an edition that differ alike and have no clause between them that agrees.
fn joined(edition: &Numbered<'_>, events: Vec<(ClauseId, Option<Deviation>)>) -> Vec<Run> {
    let mut runs: Vec<(Shift, Run)> = Vec::new();
    // The run that each list is in, and the last one of all while nothing of its rank agrees.
    let mut by_list: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut last: Option<usize> = None;
    for (clause, deviation) in events {
        let Some(list) = edition.list(clause) else {
            continue;
        };
        let rank = |id: ClauseId| {
            (
                edition
                    .label(id)
                    .map(|label| (label.ordinals.len(), label.kind)),
                edition.document.clause(id).kind,
            )
        };
        let Some(deviation) = deviation else {
            by_list.insert(list, None);
            if last.is_some_and(|run| {
                runs[run]
                    .1
                    .pairs
                    .last()
                    .is_some_and(|pair| rank(pair.clause) == rank(clause))
            }) {
                last = None;
            }
            continue;
        };
        let continued = match by_list.get(&list) {
            Some(run) => *run,
            None => last,
        };
        let at = match continued
            .filter(|run| runs[*run].0 == deviation.shift && runs[*run].1.other == deviation.other)
        {
            Some(run) => run,
            None => {
                let run = Run {
                    lang: deviation.lang,
                    other: deviation.other,
                    others: deviation.others,
                    pairs: Vec::new(),
                    confidence: 0.0,
                    closed_up: true,
                };
                runs.push((deviation.shift, run));
                runs.len() - 1
            }
        };
        let run = &mut runs[at].1;
        run.confidence += deviation.confidence;
        run.closed_up &= deviation.closed_up;
        run.pairs.push(deviation.pair);
        by_list.insert(list, Some(at));
        last = Some(at);
    }
    for (_, run) in &mut runs {
        run.confidence /= run.pairs.len().max(1) as f32;
    }
    runs.into_iter()
        .map(|(_, run)| run)
        .filter(|run| run.confidence >= SURE)
        .collect()
}
