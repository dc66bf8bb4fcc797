//! Places of one kind in an edition: a slip is reported where it stands, a habit once for the whole edition.
//!
//! A translator who types one ASCII comma made a slip; one who types two hundred has a style. A list of places
//! becomes as many findings or one, by its length.

use crate::model::{Class, Clause, ClauseId, Finding, Findings, Policy, Severity};
use crate::text::{Lang, Span, excerpt};

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The words that prove it.
    pub(super) span: Span,
    /// What should stand there, where that is certain.
    pub(super) expected: Option<String>,
}

impl Place {
    pub(super) fn new(span: Span) -> Self {
        Self {
            span,
            expected: None,
        }
    }
}

/// How places are reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// The message of a slip.
    pub(super) slip: &'static str,
    /// The message of a habit.
    pub(super) habit: &'static str,
    /// So many places are slips still.
    pub(super) slips: usize,
    /// Severity and confidence of a slip.
    pub(super) of_slip: (Severity, f32),
    /// Severity and confidence of a habit.
    pub(super) of_habit: (Severity, f32),
}

/// Marks of one finding at most: a habit is proved by some of its places.
const MARKS: usize = 100;

/// Reports places that stand in text order.
pub(super) fn report(
    policy: &Policy,
    lang: Lang,
    places: &[Place],
    manner: &Manner,
    out: &mut Findings,
) {
    if places.len() > manner.slips {
        let finding = out.report(manner.habit);
        finding
            .severity(manner.of_habit.0)
            .confidence(manner.of_habit.1)
            .arg("count", places.len());
        describe(finding, policy, lang, &places[0]);
        for place in places.iter().take(MARKS) {
            finding.primary(lang, place.span);
        }
        return;
    }
    for place in places {
        let finding = out.report(manner.slip);
        finding
            .severity(manner.of_slip.0)
            .confidence(manner.of_slip.1);
        describe(finding, policy, lang, place);
        finding.primary(lang, place.span);
        if let Some(expected) = &place.expected {
            finding.suggest(expected.clone());
        }
    }
}

fn describe(finding: &mut Finding, policy: &Policy, lang: Lang, place: &Place) {
    let found = policy
        .edition(lang)
        .map_or("", |edition| edition.document.slice(place.span));
    finding
        .arg("lang", lang)
        .arg("found", excerpt(found, 40))
        .arg("text", around(policy, lang, place.span));
    if let Some(expected) = &place.expected {
        finding.arg("expected", expected.as_str());
    }
}

/// Characters that are quoted on each side of a place.
const AROUND: usize = 14;

/// The words round a place, on its own line.
pub(super) fn around(policy: &Policy, lang: Lang, span: Span) -> String {
    let text = policy
        .edition(lang)
        .map_or("", |edition| edition.document.source.text());
    let (Some(before), Some(inside), Some(behind)) = (
        text.get(..span.start as usize),
        text.get(span.range()),
        text.get(span.end as usize..),
    ) else {
        return String::new();
    };
    let mut left: Vec<char> = before
        .chars()
        .rev()
        .take_while(|c| *c != '\n')
        .take(AROUND + 1)
        .collect();
    let cut_left = left.len() > AROUND;
    left.truncate(AROUND);
    let mut right: Vec<char> = behind
        .chars()
        .take_while(|c| *c != '\n')
        .take(AROUND + 1)
        .collect();
    let cut_right = right.len() > AROUND;
    right.truncate(AROUND);
    let mut out = String::new();
    out.push_str(if cut_left { "…" } else { "" });
    out.extend(left.into_iter().rev());
    out.push_str(&excerpt_untrimmed(inside));
    out.extend(right);
    out.push_str(if cut_right { "…" } else { "" });
    out.trim().to_owned()
}

fn excerpt_untrimmed(text: &str) -> String {
    if text.chars().nth(40).is_none() {
        text.replace(['\n', '\t'], " ")
    } else {
        excerpt(text, 40)
    }
}

/// The clauses of policy text in an edition with the text behind their labels.
pub(super) fn clauses(
    policy: &Policy,
    lang: Lang,
) -> impl Iterator<Item = (ClauseId, &Clause, &str)> {
    policy.edition(lang).into_iter().flat_map(|edition| {
        edition
            .document
            .iter()
            .filter(|(_, clause)| clause.class == Class::Text)
            .map(|(id, clause)| (id, clause, edition.document.slice(clause.body)))
    })
}

/// A range of a clause's body as a span of the source.
pub(super) fn span(clause: &Clause, range: std::ops::Range<usize>) -> Span {
    let start = clause.body.start as usize;
    Span::new(start + range.start, start + range.end)
}
