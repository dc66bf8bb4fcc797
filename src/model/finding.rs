//! Rules as documented values, and what they report.

use serde::{Deserialize, Serialize};

use super::{Change, ClauseId, Group, History, Policy, Suppression, Waiver};
use crate::text::{Lang, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Info,
    /// Very likely a defect, harm unclear.
    Warning,
    /// A reader of one language is told something else.
    Error,
}

impl Severity {
    /// As written outside.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule judges. The driver walks, the rule judges.
#[derive(Clone, Copy)]
pub enum Check {
    /// Each clause of policy text of each edition, by itself.
    Clause(fn(&Policy, Lang, ClauseId, &mut Findings)),
    /// Each edition by itself.
    Edition(fn(&Policy, Lang, &mut Findings)),
    /// Each group of policy text.
    Group(fn(&Policy, &Group, &mut Findings)),
    /// The policy as a whole.
    Policy(fn(&Policy, &mut Findings)),
    /// Each change between two versions; marks stand in the new version.
    Change(fn(&History, &Change, &mut Findings)),
    /// Two versions as a whole; marks stand in the new version.
    History(fn(&History, &mut Findings)),
    /// The waivers in its editions, when every other rule has spoken.
    Waivers(fn(&Policy, &[Waiver], &mut Findings)),
}

/// A rule: what it is, how it is documented, what it judges.
pub struct RuleMeta {
    /// Kebab-case name, after the defect; its file's name too.
    pub name: &'static str,
    /// The module that it stands in: `rules::<family>::<file>`.
    pub module: &'static str,
    /// The doc comment of the rule: summary line, `## Why`, `## Examples`.
    pub documentation: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Severity of its findings unless they say otherwise.
    pub severity: Severity,
    /// Issue type of the Multidimensional Quality Metrics (MQM) core typology.
    pub mqm: &'static str,
    /// The judge.
    pub check: Check,
}

impl RuleMeta {
    /// The family that it belongs to: the folder of its file.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.module.rsplit("::").nth(1).unwrap_or_default()
    }

    /// The first line of the documentation.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.documentation
            .trim_start()
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
    }
}

impl std::fmt::Debug for RuleMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RuleMeta({})", self.name)
    }
}

impl PartialEq for RuleMeta {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// An argument of a message. Languages and numbers are rendered by the report in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Arg {
    /// Text of the policy, or a label.
    Text(String),
    /// A number.
    Number(i64),
    /// A language.
    Lang(Lang),
    /// Several languages.
    Langs(Vec<Lang>),
    /// Several texts of the policy, each quoted for itself.
    Texts(Vec<String>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}
impl From<Lang> for Arg {
    fn from(lang: Lang) -> Self {
        Self::Lang(lang)
    }
}
impl From<Vec<String>> for Arg {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}
impl From<Vec<Lang>> for Arg {
    fn from(langs: Vec<Lang>) -> Self {
        Self::Langs(langs)
    }
}

/// A message by id; the text stands in the message files and is rendered by the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `rule` or `rule.variant`.
    pub id: &'static str,
    /// Named arguments, in the order they were given.
    pub args: Vec<(&'static str, Arg)>,
}

/// Why a place is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The place at fault; for `missing-*` the clause in an edition that has it.
    Primary,
    /// What it is compared with.
    Counterpart,
    /// Where something missing belongs (an empty span).
    InsertionPoint,
}

/// A place in one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// Why.
    pub role: Role,
    /// Which edition.
    pub lang: Lang,
    /// Where.
    pub span: Span,
}

/// What a rule reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How bad.
    pub severity: Severity,
    /// Probability that it is a defect.
    pub confidence: f32,
    /// What differs, quoting both sides.
    pub message: Message,
    /// The editions at fault.
    pub languages: Vec<Lang>,
    /// For `missing-*`: the editions that lack it.
    pub absent_in: Vec<Lang>,
    /// Places, primary first.
    pub marks: Vec<Mark>,
    /// What to write in place of the primary mark, where that is certain.
    pub suggestion: Option<String>,
    /// Why it does not count, where somebody waived it.
    pub suppressed: Option<Suppression>,
}

impl Finding {
    /// Sets the severity.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Sets the confidence.
    pub fn confidence(&mut self, confidence: f32) -> &mut Self {
        self.confidence = confidence.clamp(0.01, 0.99);
        self
    }

    /// Adds an argument of the message.
    pub fn arg(&mut self, name: &'static str, value: impl Into<Arg>) -> &mut Self {
        self.message.args.push((name, value.into()));
        self
    }

    /// Marks a place at fault, and names its edition as one at fault.
    pub fn primary(&mut self, lang: Lang, span: Span) -> &mut Self {
        if !self.languages.contains(&lang) {
            self.languages.push(lang);
        }
        self.mark(Role::Primary, lang, span)
    }

    /// Marks what it is compared with.
    pub fn counterpart(&mut self, lang: Lang, span: Span) -> &mut Self {
        self.mark(Role::Counterpart, lang, span)
    }

    /// Adds a mark without saying who is at fault.
    pub fn mark(&mut self, role: Role, lang: Lang, span: Span) -> &mut Self {
        self.marks.push(Mark { role, lang, span });
        self
    }

    /// Names an edition that lacks the clause, and where it belongs.
    pub fn absent(&mut self, lang: Lang, at: Span) -> &mut Self {
        self.absent_in.push(lang);
        if !self.languages.contains(&lang) {
            self.languages.push(lang);
        }
        self.mark(Role::InsertionPoint, lang, at)
    }

    /// Suggests a certain correction.
    pub fn suggest(&mut self, text: impl Into<String>) -> &mut Self {
        self.suggestion = Some(text.into());
        self
    }
}

/// Collects the findings of a policy while the driver walks it.
#[derive(Debug)]
pub struct Findings {
    rule: Option<&'static RuleMeta>,
    found: Vec<Finding>,
}

impl Default for Findings {
    fn default() -> Self {
        Self::new()
    }
}

impl Findings {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self {
            rule: None,
            found: Vec::new(),
        }
    }

    /// The driver names the rule that is about to report.
    pub fn begin(&mut self, rule: &'static RuleMeta) {
        self.rule = Some(rule);
    }

    /// Reports a finding of the rule that runs; its parts are added on what this returns.
    /// `message` is the id of its message: the rule's name or `name.variant`.
    #[allow(
        clippy::missing_panics_doc,
        reason = "the driver names a rule before it runs one"
    )]
    pub fn report(&mut self, message: &'static str) -> &mut Finding {
        let rule = self
            .rule
            .expect("the driver names a rule before it runs one");
        self.found.push(Finding {
            rule,
            severity: rule.severity,
            confidence: 0.9,
            message: Message {
                id: message,
                args: Vec::new(),
            },
            languages: Vec::new(),
            absent_in: Vec::new(),
            marks: Vec::new(),
            suggestion: None,
            suppressed: None,
        });
        self.found.last_mut().expect("just pushed")
    }

    /// What was found, in the order of reporting.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
