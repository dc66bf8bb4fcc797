//! Rules: one file each, in a folder a family. The driver walks, the rule judges.

use std::sync::LazyLock;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::model::{Check, Class, Finding, Findings, History, Policy, RuleMeta, Waiver};
use crate::text::{Lang, is_garbled};

/// Declares the rule of a file as a documented value.
macro_rules! rule {
    ($(#[doc = $doc:expr])+ $name:literal, since $since:literal, $severity:ident, mqm $mqm:literal, $check:expr $(,)?) => {
        /// The rule of this file.
        pub(crate) static RULE: $crate::model::RuleMeta = $crate::model::RuleMeta {
            name: $name,
            module: module_path!(),
            documentation: concat!($($doc, "\n"),+),
            since: $since,
            severity: $crate::model::Severity::$severity,
            mqm: $mqm,
            check: $check,
        };
    };
}

mod content;
mod facts;
mod history;
mod housekeeping;
mod language;
mod meaning;
mod naming;
mod numbering;
mod structure;

pub use self::meaning::glossary::{accept_names, check_glossary};
#[doc(hidden)]
pub use self::meaning::{
    samples::{Sample, imagined, samples},
    signals::signal_names,
    substitution::samples::{imagined_terms, term_samples},
    substitution::signals::term_signal_names,
};

/// Every rule, by family in the order of the contract. A rule is listed in its family's `mod.rs`.
pub static RULES: LazyLock<Vec<&'static RuleMeta>> = LazyLock::new(|| {
    [
        structure::RULES,
        numbering::RULES,
        facts::RULES,
        meaning::RULES,
        language::RULES,
        history::RULES,
        housekeeping::RULES,
    ]
    .concat()
});

/// A rule by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static RuleMeta> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The rules that a name stands for: one, or those of a family; none where the name is unknown.
#[must_use]
pub fn named(name: &str) -> Vec<&'static RuleMeta> {
    RULES
        .iter()
        .copied()
        .filter(|rule| rule.name == name || rule.family() == name)
        .collect()
}

/// What to tell somebody who wrote a name that no rule has: the nearest one that a rule has.
#[must_use]
pub fn no_rule(name: &str) -> String {
    let near = RULES
        .iter()
        .flat_map(|rule| [rule.name, rule.family()])
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let way_out = match near {
        Some((_, near)) => format!("did you mean `{near}`?"),
        None => "`policyglot rules` lists them all".to_owned(),
    };
    format!("there is no rule `{name}`: {way_out}")
}

/// Runs every rule on a policy, on as many threads as are idle. Findings come in text order of their first mark, then by
/// rule.
#[must_use]
pub fn check(policy: &Policy) -> Vec<Finding> {
    let by_rule: Vec<Vec<Finding>> = RULES
        .par_iter()
        .map(|rule| {
            let mut findings = Findings::new();
            findings.begin(rule);
            run(rule, policy, &mut findings);
            findings.into_vec()
        })
        .collect();
    let mut found: Vec<Finding> = by_rule.into_iter().flatten().collect();
    drop_garbled(policy, &mut found);
    sort(&mut found);
    found
}

/// In an edition that was read in the wrong encoding from end to end, `mojibake` is the one cause: what its signs look
/// like is no finding beside it. Values, labels and missing clauses can be read all the same.
fn drop_garbled(policy: &Policy, found: &mut Vec<Finding>) {
    let garbled: Vec<Lang> = found
        .iter()
        .filter(|finding| finding.rule.name == "mojibake")
        .flat_map(|finding| finding.languages.iter().copied())
        .filter(|lang| {
            let edition = policy.edition(*lang);
            edition
                .is_some_and(|edition| is_garbled(edition.document.slice(edition.document.extent)))
        })
        .collect();
    found.retain(|finding| {
        let [lang] = finding.languages[..] else {
            return true;
        };
        !garbled.contains(&lang)
            || finding.rule.name == "mojibake"
            || matches!(finding.rule.family(), "facts" | "numbering")
            || matches!(finding.rule.name, "missing-section" | "missing-clause")
    });
}

fn run(rule: &RuleMeta, policy: &Policy, findings: &mut Findings) {
    match rule.check {
        Check::Policy(check) => check(policy, findings),
        Check::Edition(check) => policy
            .langs()
            .for_each(|lang| check(policy, lang, findings)),
        Check::Clause(check) => {
            for (lang, edition) in &policy.editions {
                for (id, _) in edition
                    .document
                    .iter()
                    .filter(|(_, clause)| clause.class == Class::Text)
                {
                    check(policy, *lang, id, findings);
                }
            }
        }
        Check::Group(check) => policy
            .groups
            .iter()
            .filter(|group| group.class == Class::Text)
            .for_each(|group| check(policy, group, findings)),
        // These need two versions, see `check_history`, or what was waived, see `check_waivers`.
        Check::Change(_) | Check::History(_) | Check::Waivers(_) => {}
    }
}

/// Runs the rules on what changed between two versions. Findings come in text order of the new version.
#[must_use]
pub fn check_history(history: &History) -> Vec<Finding> {
    let mut findings = Findings::new();
    for rule in RULES.iter().copied() {
        findings.begin(rule);
        match rule.check {
            Check::Change(check) => history
                .changes
                .iter()
                .for_each(|change| check(history, change, &mut findings)),
            Check::History(check) => check(history, &mut findings),
            _ => {}
        }
    }
    let mut found = findings.into_vec();
    sort(&mut found);
    found
}

/// Runs the rules on the waivers themselves, once it is known which of them waived something.
#[must_use]
pub fn check_waivers(policy: &Policy, waivers: &[Waiver]) -> Vec<Finding> {
    let mut findings = Findings::new();
    for rule in RULES.iter().copied() {
        if let Check::Waivers(check) = rule.check {
            findings.begin(rule);
            check(policy, waivers, &mut findings);
        }
    }
    findings.into_vec()
}

/// The order of output: text order of the first mark, then by rule.
pub fn sort(found: &mut [Finding]) {
    let place = |finding: &Finding| {
        finding
            .marks
            .first()
            .map(|mark| (mark.lang, mark.span.start))
    };
    found.sort_by(|a, b| place(a).cmp(&place(b)).then(a.rule.name.cmp(b.rule.name)));
}
