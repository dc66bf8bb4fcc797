//! Absences → findings of the four rules on missing and extra text.

use super::absence::{Absence, Extent, survey};
use super::extra_clause;
use super::outline::{quote, span};
use super::regroup::regroup;
use crate::model::{ClauseKind, Finding, Findings, Policy, Role, Severity};
use crate::text::Lang;

/// The severity of an absence: that of the rule when the alignment is sure.
pub(super) fn severity(most: Severity, confidence: f32) -> Severity {
    match confidence {
        sure if sure >= 0.7 => most,
        likely if likely >= 0.5 => most.min(Severity::Warning),
        _ => Severity::Info,
    }
}

/// Whether an extra clause is a note on the translation itself: a paragraph that names a language.
fn is_note(policy: &Policy, absence: &Absence) -> bool {
    let head = absence.heads[0];
    let paragraph = policy
        .clause(absence.holder, head)
        .is_some_and(|clause| clause.kind == ClauseKind::Paragraph && clause.label.is_none());
    absence.heads.len() == 1
        && paragraph
        && extra_clause::names_language(policy.body(absence.holder, head))
}

/// Message ids of a rule on absences.
pub(super) struct Ids {
    /// One section, or one paragraph.
    pub(super) one: &'static str,
    /// A heading without its section.
    pub(super) heading: &'static str,
    /// A list item.
    pub(super) item: &'static str,
    /// Cells of a table.
    pub(super) cell: &'static str,
    /// A run of clauses or sections.
    pub(super) run: &'static str,
    /// One that the source alone holds.
    pub(super) source_only: &'static str,
    /// A note on the translation.
    pub(super) note: &'static str,
}

/// Reports the absences of one kind.
pub(super) fn report(policy: &Policy, extent: Extent, extra: bool, ids: &Ids, out: &mut Findings) {
    let regrouped = regroup(policy);
    let policy = regrouped.of(policy);
    for absence in survey(policy)
        .absences
        .iter()
        .filter(|absence| absence.extent == extent && absence.extra == extra)
    {
        let kind = policy
            .clause(absence.holder, absence.heads[0])
            .map(|clause| clause.kind);
        let note = (absence.extra || absence.source_only) && is_note(policy, absence);
        let id = match (absence.heads.len(), kind) {
            _ if note && absence.extra => ids.note,
            (1, _) if absence.source_only => ids.source_only,
            (_, Some(ClauseKind::Cell)) => ids.cell,
            (2.., _) => ids.run,
            (_, Some(ClauseKind::Heading)) if extent == Extent::Clause => ids.heading,
            (_, Some(ClauseKind::Item)) => ids.item,
            _ => ids.one,
        };
        let finding = out.report(id);
        let most = finding.severity;
        finding.confidence(absence.confidence);
        // A title may stand outside of the text in one edition: in front matter, in the page around it.
        let title = absence.extent == Extent::Clause
            && absence.heads[0].0 == 0
            && kind == Some(ClauseKind::Heading);
        finding.severity(match (note, title) {
            (true, _) => Severity::Info,
            (_, true) => severity(most.min(Severity::Warning), absence.confidence),
            _ => severity(most, absence.confidence),
        });
        describe(policy, absence, finding);
    }
}

fn describe(policy: &Policy, absence: &Absence, finding: &mut Finding) {
    let absent: Vec<Lang> = absence.lacking.iter().map(|(lang, _)| *lang).collect();
    let holder = absence.holder;
    let langs: Vec<Lang> = policy.group(holder, absence.heads[0]).map_or_else(
        || vec![holder],
        |group| group.members.keys().copied().collect(),
    );
    finding
        .arg("absent", absent)
        .arg("langs", langs)
        .arg("lang", holder);
    finding
        .arg("text", quote(policy, holder, absence.heads[0]))
        .arg("count", absence.size);
    for head in &absence.heads {
        let at = span(policy, holder, *head);
        if absence.extra {
            finding.primary(holder, at);
        } else {
            finding.mark(Role::Primary, holder, at);
        }
    }
    if let (false, [head]) = (absence.extra, absence.heads.as_slice())
        && let Some(group) = policy.group(holder, *head)
    {
        for (lang, ids) in group.members.iter().filter(|(lang, _)| **lang != holder) {
            ids.iter().for_each(|id| {
                finding.counterpart(*lang, span(policy, *lang, *id));
            });
        }
    }
    for (lang, place) in &absence.lacking {
        if absence.extra {
            finding.mark(Role::InsertionPoint, *lang, *place);
        } else {
            finding.absent(*lang, *place);
        }
    }
}
