//! Policies and findings → one package a language, for whoever translates into it.
//!
//! A package is the same list in the forms that translators work in: a
//! workbook, XLIFF for their CAT tool, a page to read and Markdown. It holds a
//! row for each finding that the language is at fault in, over all policies,
//! with both texts, what to do, and a place for the answer;
//! [`pipeline::answers`](crate::pipeline::answers) reads it back. What is
//! wrong in the source goes into a package of the source's own language, so
//! that nothing is lost. Waived findings are left out.
//!
//! Only rows are kept, not policies: memory is bounded by the findings.

mod entry;
mod markdown;
mod page;
mod passage;
mod score;
#[cfg(test)]
mod tests;
mod xliff;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{Locale, Messages, Summary, Writer};
use crate::model::{Arg, Error, Finding, Policy, Severity, Unread};
use crate::text::Lang;

use entry::Entry;
use score::{Score, Size};

/// What a translator answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The text has been mended.
    Fixed,
    /// The finding is right, and the text stays as it is.
    Accepted,
    /// The finding is wrong or does not matter here.
    Waived,
}

impl Answer {
    /// All of them, as a list offers them.
    pub const ALL: [Self; 3] = [Self::Fixed, Self::Accepted, Self::Waived];

    /// Its English word, which every dictionary maps to.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Accepted => "accepted",
            Self::Waived => "waived",
        }
    }

    /// The word that a package offers for it.
    #[must_use]
    pub fn word(self, messages: &Messages) -> String {
        messages.text(
            match self {
                Self::Fixed => "feedback.answer-fixed",
                Self::Accepted => "feedback.answer-accepted",
                Self::Waived => "feedback.answer-waived",
            },
            &[],
        )
    }
}

/// The columns of the workbook that an answer is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The name of the policy.
    Policy,
    /// The answer.
    Answer,
    /// Its reason.
    Reason,
    /// The rule.
    Rule,
    /// The fingerprint of the finding.
    Fingerprint,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Policy,
        Self::Answer,
        Self::Reason,
        Self::Rule,
        Self::Fingerprint,
    ];

    /// Its heading.
    #[must_use]
    pub fn heading(self, messages: &Messages) -> String {
        messages.text(
            match self {
                Self::Policy => "feedback.column-policy",
                Self::Answer => "feedback.column-answer",
                Self::Reason => "feedback.column-reason",
                Self::Rule => "feedback.column-rule",
                Self::Fingerprint => "feedback.column-fingerprint",
            },
            &[],
        )
    }
}

/// What a package says of one policy.
#[derive(Debug)]
struct Part {
    /// The name of the policy.
    name: String,
    /// The language that it was translated from.
    source: Lang,
    /// The file of the edition; empty where there is none.
    path: String,
    /// How much there was to translate.
    size: Size,
    entries: Vec<Entry>,
}

/// The feedback on the editions in one language.
#[derive(Debug)]
pub struct Package {
    lang: Lang,
    locale: Locale,
    /// In the order of the run.
    parts: Vec<Part>,
    /// Entries of all parts.
    entries: usize,
}

/// A file of a package.
#[derive(Debug)]
pub struct File {
    /// Its name, in the folder of the language.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Package {
    /// The language of the editions.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// Its files: one set of bytes for one set of findings. A package without findings has no XLIFF, which cannot be
    /// empty.
    ///
    /// # Errors
    /// When there are more findings than a sheet has rows; the text says what to do.
    pub fn files(&self) -> Result<Vec<File>, Error> {
        let file = |name: &str, bytes: Vec<u8>| File {
            name: name.to_owned(),
            bytes,
        };
        let mut files = vec![
            file("feedback.xlsx", xlsx::write(self)?),
            file("feedback.html", page::write(self).into_bytes()),
            file("feedback.md", markdown::write(self).into_bytes()),
        ];
        for (source, name) in self.sources() {
            files.push(file(&name, xliff::write(self, source).into_bytes()));
        }
        Ok(files)
    }

    /// The languages that its policies with findings were translated from, each with the name of its XLIFF file: a
    /// document of XLIFF has one source language. The one of most findings comes first.
    fn sources(&self) -> Vec<(Lang, String)> {
        let mut counts: BTreeMap<Lang, usize> = BTreeMap::new();
        for part in self.parts.iter().filter(|part| !part.entries.is_empty()) {
            *counts.entry(part.source).or_default() += part.entries.len();
        }
        let mut sources: Vec<(Lang, usize)> = counts.into_iter().collect();
        sources.sort_by_key(|(lang, count)| (std::cmp::Reverse(*count), *lang));
        sources
            .into_iter()
            .enumerate()
            .map(|(index, (lang, _))| {
                let name = match index {
                    0 => "feedback.xlf".to_owned(),
                    _ => format!("feedback.from-{lang}.xlf"),
                };
                (lang, name)
            })
            .collect()
    }

    fn messages(&self) -> &'static Messages {
        self.locale.messages()
    }

    fn text(&self, id: &str) -> String {
        self.messages().text(id, &[])
    }

    /// What stands between a name and what it names.
    fn colon(&self) -> &'static str {
        match self.locale {
            Locale::Zh | Locale::Ja => "：",
            Locale::En | Locale::Vi => ": ",
        }
    }

    /// What the package is about.
    fn title(&self) -> String {
        let args = [("lang", Arg::Lang(self.lang))];
        self.messages().text("feedback.title", &args)
    }

    /// How many findings there are, by severity.
    fn counts(&self) -> String {
        let mut sum = Score::default();
        for part in &self.parts {
            sum.add(&part.entries);
        }
        sum.counts(self.messages())
    }

    /// How to answer in the workbook, a line each.
    fn how(&self) -> Vec<String> {
        self.told(&[
            "feedback.how-answer",
            "feedback.how-fixed",
            "feedback.how-accepted",
            "feedback.how-waived",
            "feedback.how-open",
            "feedback.how-columns",
            "feedback.how-changed",
            "feedback.how-xliff",
            "feedback.how-return",
        ])
    }

    /// How to answer in XLIFF.
    fn how_in_xliff(&self) -> Vec<String> {
        self.told(&[
            "feedback.how-xliff",
            "feedback.how-fixed",
            "feedback.how-accepted",
            "feedback.how-waived",
            "feedback.how-return",
        ])
    }

    /// Texts that name columns and answers.
    fn told(&self, ids: &[&str]) -> Vec<String> {
        let messages = self.messages();
        let mut args: Vec<(&'static str, Arg)> = vec![
            ("answer", Column::Answer.heading(messages).into()),
            ("reason", Column::Reason.heading(messages).into()),
            ("policy", Column::Policy.heading(messages).into()),
            ("fingerprint", Column::Fingerprint.heading(messages).into()),
        ];
        for answer in Answer::ALL {
            args.push((answer.name(), answer.word(messages).into()));
        }
        ids.iter().map(|id| messages.text(id, &args)).collect()
    }
}

/// A severity as the reader of a package calls it.
fn severity(package: &Package, severity: Severity) -> String {
    package.text(match severity {
        Severity::Error => "feedback.severity-error",
        Severity::Warning => "feedback.severity-warning",
        Severity::Info => "feedback.severity-info",
    })
}

/// Collects the packages of a run.
#[derive(Debug, Default)]
pub struct Feedback {
    locale: Option<Locale>,
    packages: BTreeMap<Lang, Package>,
}

impl Feedback {
    /// Packages in the language of each translator, or all in one.
    #[must_use]
    pub fn new(locale: Option<Locale>) -> Self {
        Self {
            locale,
            packages: BTreeMap::new(),
        }
    }

    /// The packages, in the order of the languages.
    pub fn packages(&self) -> impl Iterator<Item = &Package> {
        self.packages.values()
    }
}

/// The languages whose package a finding belongs into.
fn recipients(policy: &Policy, finding: &Finding) -> BTreeSet<Lang> {
    let mut langs: BTreeSet<Lang> = finding
        .languages
        .iter()
        .chain(&finding.absent_in)
        .copied()
        .collect();
    if langs.is_empty() {
        langs.insert(policy.source);
    }
    langs
}

impl Writer for Feedback {
    fn policy(&mut self, policy: &Policy, findings: &[Finding]) -> io::Result<()> {
        let mut found: BTreeMap<Lang, Vec<&Finding>> = policy
            .langs()
            .filter(|lang| *lang != policy.source || policy.editions.len() == 1)
            .map(|lang| (lang, Vec::new()))
            .collect();
        for finding in findings.iter().filter(|one| one.suppressed.is_none()) {
            for lang in recipients(policy, finding) {
                found.entry(lang).or_default().push(finding);
            }
        }
        let size = Size::of(policy);
        for (lang, findings) in found {
            let locale = self.locale.unwrap_or_else(|| Locale::of(lang));
            let package = self.packages.entry(lang).or_insert_with(|| Package {
                lang,
                locale,
                parts: Vec::new(),
                entries: 0,
            });
            let edition = policy.edition(lang);
            let entries: Vec<Entry> = findings
                .into_iter()
                .enumerate()
                .map(|(index, finding)| {
                    let number = package.entries + index + 1;
                    Entry::new(number, policy, finding, lang, locale.messages())
                })
                .collect();
            package.entries += entries.len();
            package.parts.push(Part {
                name: policy.name.clone(),
                source: policy.source,
                path: edition.map_or_else(String::new, |edition| edition.path.clone()),
                size,
                entries,
            });
        }
        Ok(())
    }

    fn end(&mut self, _: &Summary, _: &[Unread]) -> io::Result<()> {
        Ok(())
    }
}
