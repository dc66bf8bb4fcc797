//! A finding → a row of a package: where, both texts, what is wrong and what to do.

use super::super::{Messages, fingerprint, label};
use super::passage::{self, Passage};
use crate::model::{ClauseKind, Document, Finding, Policy, Role, Severity};
use crate::text::{Lang, Span, excerpt};

/// Characters of a heading that names a clause.
const HEADING: usize = 48;

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// From 1, over the whole package.
    pub(super) number: usize,
    /// The section and the label of the clause.
    pub(super) clause: String,
    /// Path and line.
    pub(super) place: String,
    /// The text to compare with; that of the source where the finding has one.
    pub(super) compared: Option<Passage>,
    /// The text of the edition.
    pub(super) present: Option<Passage>,
    /// Where the text belongs that the edition lacks.
    pub(super) belongs: Option<String>,
    pub(super) wrong: String,
    pub(super) advice: String,
    pub(super) suggestion: Option<String>,
    pub(super) severity: Severity,
    pub(super) mqm: &'static str,
    pub(super) rule: &'static str,
    pub(super) fingerprint: String,
}

impl Entry {
    pub(super) fn new(
        number: usize,
        policy: &Policy,
        finding: &Finding,
        lang: Lang,
        messages: &Messages,
    ) -> Self {
        let absent = finding.absent_in.contains(&lang);
        let present = passage::marked(policy, finding, lang);
        let compared = compared(policy, finding, lang, absent);
        let belongs = (absent && present.is_none())
            .then(|| belongs(policy, finding, lang, messages))
            .flatten();
        let (clause, place) = place(policy, finding, lang, absent && present.is_none());
        Self {
            number,
            clause,
            place,
            compared,
            present,
            belongs,
            wrong: messages.message(&finding.message),
            advice: messages.advice(policy, finding),
            suggestion: finding.suggestion.clone(),
            severity: finding.severity,
            mqm: finding.rule.mqm,
            rule: finding.rule.name,
            fingerprint: fingerprint(policy, finding),
        }
    }
}

/// What the edition is compared with: the source as marked, else the clauses of the source that stand in the same
/// group, else another edition as marked.
fn compared(policy: &Policy, finding: &Finding, lang: Lang, absent: bool) -> Option<Passage> {
    let told = |other: Lang| match absent {
        true => passage::lacked(policy, finding, other, lang),
        false => passage::marked(policy, finding, other),
    };
    let of_source =
        || told(policy.source).or_else(|| passage::aligned(policy, finding, lang, policy.source));
    let of_others = || {
        let marks = finding.marks.iter();
        let others = marks.filter(|mark| {
            mark.lang != lang && mark.role != Role::InsertionPoint && !mark.span.is_empty()
        });
        others.map(|mark| mark.lang).find_map(told)
    };
    let source = if lang == policy.source {
        None
    } else {
        of_source()
    };
    source.or_else(of_others)
}

fn belongs(policy: &Policy, finding: &Finding, lang: Lang, messages: &Messages) -> Option<String> {
    let mark = finding
        .marks
        .iter()
        .find(|mark| mark.lang == lang && mark.role == Role::InsertionPoint)?;
    let document = &policy.edition(lang)?.document;
    Some(match passage::before(document, mark.span) {
        Some(clause) => {
            let text = excerpt(document.slice(clause.span), HEADING);
            messages.text("feedback.belongs", &[("text", text.into())])
        }
        None => messages.text("feedback.belongs-first", &[]),
    })
}

/// The clause and the `path:line` that the translator looks for. What is missing is named as the other edition does.
fn place(policy: &Policy, finding: &Finding, lang: Lang, elsewhere: bool) -> (String, String) {
    let own = finding.marks.iter().filter(|mark| mark.lang == lang);
    let first = own
        .clone()
        .find(|mark| mark.role == Role::Primary)
        .or_else(|| own.clone().next());
    let place = first.and_then(|mark| {
        let edition = policy.edition(lang)?;
        let (line, _) = edition.document.source.lines(mark.span);
        Some(format!("{}:{line}", edition.path))
    });
    let named = match elsewhere {
        true => finding
            .marks
            .iter()
            .find(|mark| mark.role != Role::InsertionPoint),
        false => first,
    };
    let clause = named.and_then(|mark| {
        let document = &policy.edition(mark.lang)?.document;
        Some(clause_name(document, mark.span))
    });
    let path = || policy.edition(lang).map(|edition| edition.path.clone());
    (
        clause.unwrap_or_default(),
        place.or_else(path).unwrap_or_default(),
    )
}

/// `3. Refunds › (a)`; the first words of a clause that has neither.
fn clause_name(document: &Document, span: Span) -> String {
    let names: Vec<String> = passage::path(document, span)
        .into_iter()
        .filter_map(|clause| {
            let label = label::written(document, clause);
            let body = document.slice(clause.body);
            let words = match (clause.kind, &label) {
                (ClauseKind::Heading, _) | (_, None) => excerpt(body, HEADING),
                _ => String::new(),
            };
            let name = match label {
                Some(label) => format!("{label} {words}"),
                None if clause.kind == ClauseKind::Heading => words,
                None => return None,
            };
            Some(name.trim().to_owned())
        })
        .collect();
    match names.is_empty() {
        true => excerpt(document.slice(span), HEADING),
        false => names.join(" › "),
    }
}
