//! A finding → the places that a reader is sent to, and the others.
//!
//! Other programs show one place of a finding first. That is where somebody
//! has to write: the words at fault, and for what is missing the place where
//! it belongs, not the clause of the edition that has it.

use crate::model::{Document, Finding, Mark, Policy, Role, Suppression};
use crate::text::{Lang, Position, Span};

/// A mark, located.
#[derive(Clone, Debug)]
pub(in crate::report) struct Place<'p> {
    pub(in crate::report) role: Role,
    pub(in crate::report) lang: Lang,
    /// As the user gave it, without a `./` in front: other programs compare it with theirs.
    pub(in crate::report) path: &'p str,
    pub(in crate::report) start: Position,
    pub(in crate::report) end: Position,
    /// The marked words; empty where something is missing.
    pub(in crate::report) text: &'p str,
    pub(in crate::report) document: &'p Document,
    pub(in crate::report) span: Span,
}

impl<'p> Place<'p> {
    fn new(policy: &'p Policy, mark: &Mark) -> Option<Self> {
        let edition = policy.edition(mark.lang)?;
        let (start, end) = edition.document.source.locate(mark.span);
        Some(Self {
            role: mark.role,
            lang: mark.lang,
            path: relative(&edition.path),
            start,
            end: end.max(start),
            text: edition.document.slice(mark.span),
            document: &edition.document,
            span: mark.span,
        })
    }
}

/// A path without the `./` that stands in front of it.
pub(in crate::report) fn relative(path: &str) -> &str {
    let mut rest = path;
    while let Some(shorter) = rest.strip_prefix("./") {
        rest = shorter.trim_start_matches('/');
    }
    if rest.is_empty() { path } else { rest }
}

/// Why a finding does not count; an entry of a baseline that gives no reason is named by its file.
pub(in crate::report) fn reason(waiver: &Suppression) -> &str {
    if waiver.reason.is_empty() {
        &waiver.place
    } else {
        &waiver.reason
    }
}

/// The places of a finding.
#[derive(Clone, Debug)]
pub(in crate::report) struct Places<'p> {
    /// Where somebody has to write; empty only where no edition is marked or none is there.
    pub(in crate::report) at_fault: Vec<Place<'p>>,
    /// What it is compared with.
    pub(in crate::report) others: Vec<Place<'p>>,
}

impl<'p> Places<'p> {
    /// The places of a finding; a finding without marks is about the beginning of the source.
    pub(in crate::report) fn of(policy: &'p Policy, finding: &Finding) -> Self {
        let mut all: Vec<Place<'p>> = Vec::with_capacity(finding.marks.len());
        let mut last = None;
        for mark in &finding.marks {
            if last.replace(mark) != Some(mark) {
                all.extend(Place::new(policy, mark));
            }
        }
        if all.is_empty() {
            let lang = finding.languages.first().copied().unwrap_or(policy.source);
            let first = policy.editions.keys().next().copied();
            let lang = [lang, policy.source]
                .into_iter()
                .find(|lang| policy.edition(*lang).is_some())
                .or(first);
            all.extend(lang.and_then(|lang| {
                let mark = Mark {
                    role: Role::Primary,
                    lang,
                    span: Span::new(0, 0),
                };
                Place::new(policy, &mark)
            }));
        }
        let wanted = [Role::InsertionPoint, Role::Primary, Role::Counterpart]
            .into_iter()
            .find(|role| all.iter().any(|place| place.role == *role));
        let (at_fault, others) = all
            .into_iter()
            .partition(|place| Some(place.role) == wanted);
        Self { at_fault, others }
    }

    /// At most `most` places of each edition, and how many there are beside them.
    pub(in crate::report) fn some(&self, most: usize) -> (Vec<&Place<'p>>, usize) {
        let all = || self.at_fault.iter().chain(&self.others);
        let mut shown: Vec<&Place<'p>> = Vec::new();
        for place in all() {
            if shown.iter().filter(|one| one.lang == place.lang).count() < most {
                shown.push(place);
            }
        }
        let rest = all().count() - shown.len();
        (shown, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::samples::{findings, policy};
    use super::*;

    #[test]
    fn what_is_missing_is_shown_where_it_belongs() {
        let policy = policy();
        let found = findings(&policy);
        let langs = |places: &[Place<'_>]| places.iter().map(|one| one.lang).collect::<Vec<_>>();
        for (finding, at_fault, others) in [
            (&found[0], vec![Lang::Zh], vec![Lang::En]),
            (&found[1], vec![Lang::Vi], vec![Lang::Zh, Lang::En]),
            (&found[2], vec![Lang::Vi], vec![Lang::Zh]),
        ] {
            let places = Places::of(&policy, finding);
            assert_eq!(langs(&places.at_fault), at_fault, "{finding:?}");
            assert_eq!(langs(&places.others), others, "{finding:?}");
        }
    }

    #[test]
    fn a_finding_without_marks_stands_at_the_beginning() {
        let policy = policy();
        let mut finding = findings(&policy).remove(0);
        finding.marks.clear();
        finding.languages = vec![Lang::Ja];
        let places = Places::of(&policy, &finding);
        let place = &places.at_fault[0];
        assert_eq!(
            (place.lang, place.start.line, place.start.column),
            (Lang::Zh, 1, 1)
        );
        assert!(places.others.is_empty());
    }

    #[test]
    fn paths_lose_their_dot() {
        for (path, shown) in [
            ("./a/b.md", "a/b.md"),
            (".//./a.md", "a.md"),
            ("../a.md", "../a.md"),
            (".a/b", ".a/b"),
            ("-", "-"),
            ("./", "./"),
            ("", ""),
        ] {
            assert_eq!(relative(path), shown);
        }
    }
}
