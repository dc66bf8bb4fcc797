//! The answers of a translator → entries of the baseline, and what could not be taken.
//!
//! [`read`] takes a workbook or an XLIFF file of a feedback package
//! ([`report::feedback`](crate::report::feedback)) as it came back: untrusted,
//! so its size is bounded, and nothing of it is believed but what the policies
//! confirm. [`Answers`] meets the findings of a run: what was accepted or
//! waived and still stands becomes known; what was marked as fixed and still
//! stands is told; an answer on a text that has changed since is told, too,
//! and not taken.

#[cfg(test)]
mod tests;
mod words;
mod xliff;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::baseline::{Baseline, Known};
use crate::model::{Error, Finding, Message, Policy};
use crate::report::feedback::Answer;
use crate::report::{Messages, fingerprint};
use crate::text::visible;

pub use words::answer;

/// Bytes of a file of answers.
const FILE_BYTES: u64 = 64 << 20;
/// Bytes of the rows that have an answer.
const HELD_BYTES: usize = 256 << 20;

/// A row that somebody answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its row in the sheet, or the line that its unit begins on.
    pub at: u32,
    /// The policy.
    pub policy: String,
    /// The rule.
    pub rule: String,
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// The answer as it was given.
    pub word: String,
    /// The reason; may be empty.
    pub reason: String,
}

/// Rows of a package: those with an answer, and how many have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// In their order.
    pub rows: Vec<Row>,
    /// Findings that nobody answered.
    pub open: usize,
    /// Bytes of the rows.
    held: usize,
}

impl Sheet {
    /// Takes a row; one without an answer is only counted. Refuses what no package comes near: a workbook may say the
    /// same long reason in a million rows.
    fn push(&mut self, row: Row) -> Result<(), String> {
        if row.word.is_empty() {
            self.open += usize::from(!row.fingerprint.is_empty());
            return Ok(());
        }
        let texts = [
            &row.policy,
            &row.rule,
            &row.fingerprint,
            &row.word,
            &row.reason,
        ];
        self.held += size_of::<Row>() + texts.iter().map(|text| text.len()).sum::<usize>();
        if self.held > HELD_BYTES {
            return Err("it holds more answers than a package has findings".to_owned());
        }
        self.rows.push(row);
        Ok(())
    }
}

/// Reads the answers of a package: a workbook or XLIFF, told apart by content.
///
/// # Errors
/// When the file cannot be read or is neither; the text names it and says what to do.
pub fn read(path: &Path) -> Result<Sheet, Error> {
    let wrong = |what: String| Error::new(format!("{}: {what}", path.display()));
    let length = std::fs::metadata(path)
        .map_err(|error| wrong(format!("cannot be read: {error}")))?
        .len();
    if length > FILE_BYTES {
        return Err(wrong(format!(
            "{length} bytes are more than a package has ({FILE_BYTES} at most): is it the right file?"
        )));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    parse(&bytes).map_err(wrong)
}

/// As [`read`], from the bytes of the file.
///
/// # Errors
/// What is wrong with it.
pub fn parse(bytes: &[u8]) -> Result<Sheet, String> {
    if bytes.starts_with(b"PK") {
        return xlsx::read(bytes);
    }
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => String::from_utf8_lossy(bytes),
    };
    if text.trim_start().starts_with('<') {
        return xliff::read(&text);
    }
    Err(
        "neither a workbook (.xlsx) nor XLIFF: save the package in the format that it came in"
            .to_owned(),
    )
}

/// Why an answer was not taken, or what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is none of the words.
    NoAnswer(String),
    /// Nothing tells which finding it is about.
    NoFingerprint,
    /// Waived without a reason.
    NoReason,
    /// Marked as fixed, but the finding still stands.
    StillThere,
    /// No such finding stands, but one of the same rule in the same policy: the text has changed.
    Changed,
    /// No such finding stands.
    Gone,
}

impl Problem {
    /// What to tell about a row.
    #[must_use]
    pub fn told(&self, row: &Row, messages: &Messages) -> String {
        let mut args = vec![("rule", row.rule.as_str().into())];
        args.push(("fingerprint", row.fingerprint.as_str().into()));
        for answer in Answer::ALL {
            args.push((answer.name(), answer.word(messages).into()));
        }
        let id = match self {
            Self::NoAnswer(word) => {
                args.push(("word", word.as_str().into()));
                "feedback.read-no-answer"
            }
            Self::NoFingerprint => "feedback.read-no-fingerprint",
            Self::NoReason => "feedback.read-no-reason",
            Self::StillThere => "feedback.read-still-there",
            Self::Changed => "feedback.read-changed",
            Self::Gone => "feedback.read-gone",
        };
        messages.message(&Message { id, args })
    }
}

/// A finding that stands, or one that is known already.
#[derive(Clone, Debug)]
struct Standing {
    policy: String,
    known: Known,
    /// It counts: nobody has waived it.
    open: bool,
    /// An answer is about it.
    met: bool,
}

/// Answers and the findings of a run.
#[derive(Debug)]
pub struct Answers {
    rows: Vec<Row>,
    /// Without answer.
    left: usize,
    standing: Vec<Standing>,
    policies: BTreeSet<String>,
    /// What the answers are about: other findings need not be kept.
    prints: BTreeSet<String>,
    rules: BTreeSet<String>,
}

/// What came of the answers.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// New entries of the baseline.
    pub known: Vec<Known>,
    /// Answers that were understood and that the findings bear out, by kind.
    pub answered: BTreeMap<Answer, usize>,
    /// Findings without an answer.
    pub open: usize,
    /// Rows that need a look, in their order.
    pub problems: Vec<(Row, Problem)>,
}

impl Taken {
    /// How many answers there were of each kind, and what came of them.
    #[must_use]
    pub fn sums(&self, messages: &Messages) -> String {
        let mut args = vec![
            ("refused", self.problems.len().into()),
            ("open", self.open.into()),
            ("added", self.known.len().into()),
        ];
        for answer in Answer::ALL {
            let count = self.answered.get(&answer).copied().unwrap_or_default();
            args.push((answer.name(), count.into()));
        }
        let id = "feedback.read-sums";
        messages.message(&Message { id, args })
    }
}

impl Answers {
    /// Answers to be held against a run.
    #[must_use]
    pub fn new(sheet: Sheet) -> Self {
        let prints = sheet.rows.iter().map(|row| row.fingerprint.clone());
        let rules = sheet.rows.iter().map(|row| row.rule.clone());
        Self {
            prints: prints.collect(),
            rules: rules.collect(),
            rows: sheet.rows,
            left: sheet.open,
            standing: Vec::new(),
            policies: BTreeSet::new(),
        }
    }

    /// Takes note of a policy, its findings having met the baseline already.
    pub fn meet(&mut self, policy: &Policy, findings: &[Finding], baseline: &Baseline) {
        // As a cell shows it: that is what came back.
        let name = visible(&policy.name).into_owned();
        let concerned = findings.iter().filter(|finding| {
            self.rules.contains(finding.rule.name)
                || self.prints.contains(&fingerprint(policy, finding))
        });
        self.standing.extend(concerned.map(|finding| Standing {
            policy: name.clone(),
            known: baseline.known_as(policy, finding),
            open: finding.suppressed.is_none(),
            met: false,
        }));
        self.policies.insert(name);
    }

    /// What comes of the answers when all policies have been met.
    #[must_use]
    pub fn taken(mut self) -> Taken {
        let mut taken = Taken {
            open: self.left,
            ..Taken::default()
        };
        let mut by_print: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, one) in self.standing.iter().enumerate() {
            let print = one.known.fingerprint.clone();
            by_print.entry(print).or_default().push(index);
        }
        // Findings that stand and that no answer names: the text of one that is answered may have become one of them.
        let unnamed: BTreeSet<(String, String)> = self
            .standing
            .iter()
            .filter(|one| one.open && !self.prints.contains(&one.known.fingerprint))
            .map(|one| (one.policy.clone(), one.known.rule.clone()))
            .collect();
        for row in std::mem::take(&mut self.rows) {
            let problem = match answer(&row.word) {
                None => Some(Problem::NoAnswer(row.word.clone())),
                Some(_) if !is_fingerprint(&row.fingerprint) => Some(Problem::NoFingerprint),
                Some(Answer::Waived) if row.reason.is_empty() => Some(Problem::NoReason),
                Some(answer) => {
                    let standing = by_print
                        .get(&row.fingerprint)
                        .map_or(&[][..], Vec::as_slice);
                    let problem = self.take(&row, answer, standing, &mut taken.known);
                    let now = (row.policy.clone(), row.rule.clone());
                    match problem {
                        Some(Problem::Gone) if unnamed.contains(&now) => Some(Problem::Changed),
                        None => {
                            *taken.answered.entry(answer).or_default() += 1;
                            None
                        }
                        problem => problem,
                    }
                }
            };
            taken.problems.extend(problem.map(|problem| (row, problem)));
        }
        taken
    }

    /// Holds a row against the findings of its fingerprint: of its policy, else, where no policy has that name any
    /// more, of another.
    fn take(
        &mut self,
        row: &Row,
        answer: Answer,
        standing: &[usize],
        known: &mut Vec<Known>,
    ) -> Option<Problem> {
        let renamed = !self.policies.contains(&row.policy);
        let index = standing.iter().copied().find(|index| {
            let one = &self.standing[*index];
            !one.met && (renamed || one.policy == row.policy)
        });
        let Some(index) = index else {
            return (answer != Answer::Fixed).then_some(Problem::Gone);
        };
        let one = &mut self.standing[index];
        one.met = true;
        match answer {
            _ if !one.open => None,
            Answer::Fixed => Some(Problem::StillThere),
            Answer::Accepted | Answer::Waived => {
                let reason = match row.reason.is_empty() {
                    true => answer.name().to_owned(),
                    false => row.reason.clone(),
                };
                known.push(Known {
                    reason,
                    ..one.known.clone()
                });
                None
            }
        }
    }
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
