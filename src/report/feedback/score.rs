//! Findings → penalty points and a score, by the linear scoring model of MQM.
//!
//! Penalty points are the severity multipliers of the findings (minor 1, major
//! 5, critical 25), here of `info`, `warning` and `error`; all types weigh the
//! same. They are divided by the evaluation word count, the size of the text
//! that was translated, and told per 1,000 words and as a score of 100 minus
//! the penalty per 100 words. Chinese and Japanese sources are counted in
//! characters, as their translators count them; a score of the one kind says
//! nothing against one of the other.
//! Source: *The MQM Scoring Models* (themqm.org), and Lommel et al., *The
//! Multi-Range Theory of Translation Quality Measurement*, 2024.

use super::super::Messages;
use super::Package;
use super::entry::Entry;
use crate::language;
use crate::model::{Class, Policy, Severity};
use crate::text::is_alphanumeric;

/// How much text was translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Words of sources that have spaces between them.
    pub(super) words: usize,
    /// Characters of the others, punctuation left out.
    pub(super) characters: usize,
}

impl Size {
    /// The policy text of the source edition.
    pub(super) fn of(policy: &Policy) -> Self {
        let mut size = Self::default();
        let Some(edition) = policy.edition(policy.source) else {
            return size;
        };
        let lang = policy.source;
        for (id, clause) in edition.document.iter() {
            if clause.class != Class::Text {
                continue;
            }
            let body = edition.document.body(id);
            if lang.is_cjk() {
                size.characters += body.chars().filter(|c| is_alphanumeric(*c)).count();
            } else {
                language::of(lang).words(body, &mut |_| size.words += 1);
            }
        }
        size
    }

    pub(super) fn units(self) -> usize {
        self.words + self.characters
    }
}

/// The penalty points of a finding.
pub(super) fn points(severity: Severity) -> usize {
    match severity {
        Severity::Error => 25,
        Severity::Warning => 5,
        Severity::Info => 1,
    }
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

impl Score {
    pub(super) fn add(&mut self, entries: &[Entry]) {
        for entry in entries {
            match entry.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
        }
    }

    pub(super) fn points(self) -> usize {
        self.errors * points(Severity::Error)
            + self.warnings * points(Severity::Warning)
            + self.infos * points(Severity::Info)
    }

    /// Penalty points per 1,000 units, to two places; `None` where there is no text.
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(super) fn per_thousand(self, units: usize) -> Option<f64> {
        let exact = self.points() as f64 * 1000.0 / units as f64;
        (units > 0).then_some((exact * 100.0).round() / 100.0)
    }

    /// The score: 100 without findings, never below 0.
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(super) fn score(self, units: usize) -> Option<f64> {
        let exact = 100.0 - self.points() as f64 * 100.0 / units as f64;
        (units > 0).then_some((exact.max(0.0) * 100.0).round() / 100.0)
    }

    /// "3 errors, 1 warning".
    pub(super) fn counts(self, messages: &Messages) -> String {
        let found = [
            ("report.errors", self.errors),
            ("report.warnings", self.warnings),
            ("report.infos", self.infos),
        ];
        found
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| messages.text(id, &[("count", count.into())]))
            .reduce(|list, next| {
                messages.text("list.next", &[("list", list.into()), ("next", next.into())])
            })
            .unwrap_or_else(|| messages.text("report.none", &[]))
    }
}

/// A line of the table of scores.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) size: Size,
    pub(super) score: Score,
}

/// The scores of a package.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// A line a policy.
    pub(super) policies: Vec<Line>,
    /// The sums: one of sources counted in words, one of those counted in characters.
    pub(super) sums: Vec<Line>,
    /// The sums in words; nothing where there is no text.
    pub(super) told: Vec<String>,
}

/// The scores of a package, by policy and in all.
pub(super) fn table(package: &Package) -> Table {
    let policies: Vec<Line> = package
        .parts
        .iter()
        .map(|part| {
            let mut score = Score::default();
            score.add(&part.entries);
            Line {
                name: part.name.clone(),
                size: part.size,
                score,
            }
        })
        .collect();
    let messages = package.messages();
    let mut sums = Vec::new();
    let mut told = Vec::new();
    for (id, unit) in [
        (
            "feedback.score-words",
            (|size| size.words) as fn(Size) -> usize,
        ),
        ("feedback.score-characters", |size| size.characters),
    ] {
        let mut sum = Line {
            name: messages.text("feedback.score-total", &[]),
            size: Size::default(),
            score: Score::default(),
        };
        for line in policies.iter().filter(|line| unit(line.size) > 0) {
            sum.size.words += line.size.words;
            sum.size.characters += line.size.characters;
            sum.score.errors += line.score.errors;
            sum.score.warnings += line.score.warnings;
            sum.score.infos += line.score.infos;
        }
        let units = sum.size.units();
        if let (Some(rate), Some(score)) = (sum.score.per_thousand(units), sum.score.score(units)) {
            let args = [
                ("score", format!("{score:.1}").into()),
                ("points", sum.score.points().into()),
                ("size", units.into()),
                ("rate", format!("{rate:.1}").into()),
            ];
            told.push(messages.text(id, &args));
            sums.push(sum);
        }
    }
    Table {
        policies,
        sums,
        told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn penalties_are_multipliers_over_the_size() {
        let score = Score {
            errors: 1,
            warnings: 2,
            infos: 3,
        };
        assert_eq!(score.points(), 38);
        assert_eq!(score.per_thousand(2000), Some(19.0));
        assert_eq!(score.score(2000), Some(98.1));
        assert_eq!(score.score(10), Some(0.0));
        assert_eq!(score.score(0), None);
        assert_eq!(Score::default().score(7), Some(100.0));
    }
}
