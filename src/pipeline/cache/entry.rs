//! Outcomes ↔ the bytes of an entry.
//!
//! The types of the model are written as they are, but for three that need a
//! form of their own: editions of one file share its source, rules and message
//! ids are static values of the program, and facts stay out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use serde::{Deserialize, Serialize};

use crate::model::{
    Arg, Clause, Document, Edition, Finding, Group, GroupId, Mark, Memo, Message, Policy, Severity,
    Suppression, SuppressionKind, Unread,
};
use crate::pipeline::Outcome;
use crate::rules;
use crate::text::{Lang, Source, Span};

#[derive(Serialize, Deserialize)]
enum Row {
    Unread {
        path: String,
        error: String,
    },
    Policy {
        name: String,
        source: Lang,
        source_named: bool,
        expected: Vec<Lang>,
        sources: Vec<Source>,
        editions: Vec<EditionRow>,
        groups: Vec<Group>,
        group_of: BTreeMap<Lang, Vec<GroupId>>,
        findings: Vec<FindingRow>,
    },
}

#[derive(Serialize, Deserialize)]
struct EditionRow {
    lang: Lang,
    path: String,
    source: usize,
    extent: Span,
    clauses: Vec<Clause>,
    links: Vec<(Span, String)>,
}

#[derive(Serialize, Deserialize)]
struct FindingRow {
    rule: String,
    severity: Severity,
    confidence: f32,
    message: String,
    args: Vec<(String, ArgRow)>,
    languages: Vec<Lang>,
    absent_in: Vec<Lang>,
    marks: Vec<Mark>,
    suggestion: Option<String>,
    /// Reason and place: the waivers of comments, which are part of the files.
    waived: Option<(String, String)>,
}

#[derive(Serialize, Deserialize)]
enum ArgRow {
    Text(String),
    Number(i64),
    Lang(Lang),
    Langs(Vec<Lang>),
    Texts(Vec<String>),
}

/// The bytes of some outcomes; `None` where they have no such form.
pub(super) fn write(outcomes: &[Outcome]) -> Option<Vec<u8>> {
    let rows: Vec<Row> = outcomes.iter().map(row).collect();
    postcard::to_stdvec(&rows).ok()
}

/// The outcomes behind some bytes.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Outcome>> {
    let (rows, rest) = postcard::take_from_bytes::<Vec<Row>>(bytes).ok()?;
    if !rest.is_empty() {
        return None;
    }
    rows.into_iter().map(outcome).collect()
}

fn row(outcome: &Outcome) -> Row {
    let (policy, findings) = match outcome {
        Outcome::Unread(Unread { path, error }) => {
            return Row::Unread {
                path: path.clone(),
                error: error.clone(),
            };
        }
        Outcome::Policy(policy, findings) => (policy, findings),
    };
    let mut sources: Vec<Source> = Vec::new();
    let editions = policy.editions.iter().map(|(lang, edition)| {
        let document = &edition.document;
        let same = |other: &Source| other.is_same(&document.source);
        let source = sources.iter().position(same).unwrap_or_else(|| {
            sources.push(document.source.clone());
            sources.len() - 1
        });
        EditionRow {
            lang: *lang,
            path: edition.path.clone(),
            source,
            extent: document.extent,
            clauses: document.clauses.clone(),
            links: document.links.clone(),
        }
    });
    let editions = editions.collect();
    Row::Policy {
        name: policy.name.clone(),
        source: policy.source,
        source_named: policy.source_named,
        expected: policy.expected.clone(),
        sources,
        editions,
        groups: policy.groups.clone(),
        group_of: policy.group_of.clone(),
        findings: findings.iter().map(finding_row).collect(),
    }
}

fn finding_row(finding: &Finding) -> FindingRow {
    let arg = |arg: &Arg| match arg {
        Arg::Text(text) => ArgRow::Text(text.clone()),
        Arg::Number(number) => ArgRow::Number(*number),
        Arg::Lang(lang) => ArgRow::Lang(*lang),
        Arg::Langs(langs) => ArgRow::Langs(langs.clone()),
        Arg::Texts(texts) => ArgRow::Texts(texts.clone()),
    };
    let args = finding.message.args.iter();
    FindingRow {
        rule: finding.rule.name.to_owned(),
        severity: finding.severity,
        confidence: finding.confidence,
        message: finding.message.id.to_owned(),
        args: args
            .map(|(name, of)| ((*name).to_owned(), arg(of)))
            .collect(),
        languages: finding.languages.clone(),
        absent_in: finding.absent_in.clone(),
        marks: finding.marks.clone(),
        suggestion: finding.suggestion.clone(),
        waived: finding
            .suppressed
            .as_ref()
            .map(|waiver| (waiver.reason.clone(), waiver.place.clone())),
    }
}

fn outcome(row: Row) -> Option<Outcome> {
    match row {
        Row::Unread { path, error } => Some(Outcome::Unread(Unread { path, error })),
        Row::Policy {
            name,
            source,
            source_named,
            expected,
            sources,
            editions,
            groups,
            group_of,
            findings,
        } => {
            let mut seats = BTreeMap::new();
            for row in editions {
                let document = Document {
                    source: sources.get(row.source)?.clone(),
                    extent: row.extent,
                    clauses: row.clauses,
                    links: row.links,
                };
                let edition = Edition {
                    path: row.path,
                    document,
                    facts: Vec::new(),
                    cues: Vec::new(),
                    terms: Vec::new(),
                };
                seats.insert(row.lang, edition);
            }
            let policy = Policy {
                name,
                source,
                source_named,
                editions: seats,
                groups,
                expected,
                group_of,
                memo: Memo::default(),
            };
            let findings: Option<Vec<Finding>> = findings.into_iter().map(finding).collect();
            Some(Outcome::Policy(policy, findings?))
        }
    }
}

fn finding(row: FindingRow) -> Option<Finding> {
    let arg = |arg: ArgRow| match arg {
        ArgRow::Text(text) => Arg::Text(text),
        ArgRow::Number(number) => Arg::Number(number),
        ArgRow::Lang(lang) => Arg::Lang(lang),
        ArgRow::Langs(langs) => Arg::Langs(langs),
        ArgRow::Texts(texts) => Arg::Texts(texts),
    };
    let mut args = Vec::with_capacity(row.args.len());
    for (name, of) in row.args {
        args.push((name_of(&name)?, arg(of)));
    }
    Some(Finding {
        rule: rules::find(&row.rule)?,
        severity: row.severity,
        confidence: row.confidence,
        message: Message {
            id: name_of(&row.message)?,
            args,
        },
        languages: row.languages,
        absent_in: row.absent_in,
        marks: row.marks,
        suggestion: row.suggestion,
        suppressed: row.waived.map(|(reason, place)| Suppression {
            kind: SuppressionKind::InSource,
            reason,
            place,
        }),
    })
}

/// Most names that a program can have; a folder of entries that brings more is not its own.
const NAMES: usize = 4096;

/// A message id or the name of an argument as a static value. There are some hundreds, each is kept once.
fn name_of(name: &str) -> Option<&'static str> {
    static KNOWN: OnceLock<Mutex<BTreeSet<&'static str>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().ok()?;
    if let Some(known) = known.get(name) {
        return Some(known);
    }
    if known.len() >= NAMES || name.len() > 100 {
        return None;
    }
    let kept: &'static str = String::leak(name.to_owned());
    known.insert(kept);
    Some(kept)
}
