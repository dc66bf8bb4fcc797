//! A self-test's report as text and as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Outcome, Report, Try};
use crate::model::Unread;
use crate::report::{SCHEMA, Style, pad};
use crate::text::{Lang, excerpt, visible};

/// Which injections are listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// None.
    None,
    /// Those that no right rule caught.
    Missed,
    /// Those that raised something in another clause.
    Elsewhere,
    /// All.
    All,
}

impl Shown {
    fn wants(self, one: &Try) -> bool {
        match self {
            Self::None => false,
            Self::Missed => one.verdict.outcome() != Outcome::Caught,
            Self::Elsewhere => !one.verdict.elsewhere.is_empty(),
            Self::All => true,
        }
    }
}

/// Injections counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) injected: usize,
    pub(super) caught: usize,
    misnamed: usize,
    broken: usize,
    elsewhere: usize,
}

impl Count {
    fn add(&mut self, one: &Try) {
        self.injected += 1;
        let outcome = one.verdict.outcome();
        self.caught += usize::from(outcome == Outcome::Caught);
        self.misnamed += usize::from(outcome == Outcome::Misnamed);
        self.broken += usize::from(outcome == Outcome::Broken);
        self.elsewhere += usize::from(!one.verdict.elsewhere.is_empty());
    }

    fn recall(self) -> f64 {
        share(self.caught, self.injected)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

/// How often a rule was right, beside the point, or elsewhere.
#[derive(Clone, Copy, Debug, Default)]
struct ByRule {
    caught: usize,
    beside: usize,
    elsewhere: usize,
}

impl Report {
    pub(super) fn count(&self, wanted: impl Fn(&Try) -> bool) -> Count {
        let mut count = Count::default();
        self.tries
            .iter()
            .filter(|one| wanted(one))
            .for_each(|one| count.add(one));
        count
    }

    /// Kinds in their order, those that were injected.
    pub(super) fn kinds(&self) -> Vec<&'static super::Kind> {
        super::KINDS
            .iter()
            .filter(|kind| self.tries.iter().any(|one| one.kind == *kind))
            .collect()
    }

    fn langs(&self) -> Vec<Lang> {
        Lang::KNOWN
            .into_iter()
            .filter(|lang| self.tries.iter().any(|one| one.lang == *lang))
            .collect()
    }

    fn by_rule(&self, wanted: impl Fn(&Try) -> bool) -> BTreeMap<&'static str, ByRule> {
        let mut rules: BTreeMap<&'static str, ByRule> = BTreeMap::new();
        for one in self.tries.iter().filter(|one| wanted(one)) {
            for rule in &one.verdict.caught {
                rules.entry(rule).or_default().caught += 1;
            }
            for rule in &one.verdict.beside {
                rules.entry(rule).or_default().beside += 1;
            }
            for rule in &one.verdict.elsewhere {
                rules.entry(rule).or_default().elsewhere += 1;
            }
        }
        rules
    }

    /// The kinds whose share of caught injections is below what `least` asks of them, with share and bound.
    #[must_use]
    pub fn below(&self, least: impl Fn(&str) -> Option<f64>) -> Vec<(&'static str, f64, f64)> {
        self.kinds()
            .into_iter()
            .filter_map(|kind| {
                let recall = self.count(|one| one.kind == kind).recall();
                let least = least(kind.name)?;
                (recall < least).then_some((kind.name, recall, least))
            })
            .collect()
    }
}

fn percent(count: Count) -> String {
    if count.injected == 0 {
        return "–".to_owned();
    }
    // Down, so that 100 % means all.
    format!("{} %", count.caught * 100 / count.injected)
}

/// Writes the report as text.
///
/// # Errors
/// When the output cannot be written.
pub fn write_text(
    out: &mut dyn Write,
    report: &Report,
    shown: Shown,
    style: &Style,
) -> io::Result<()> {
    let palette = style.palette();
    let langs = report.langs();
    for one in report.tries.iter().filter(|one| shown.wants(one)) {
        write_try(out, one, style)?;
    }
    if !style.quiet {
        let mut head = format!("{}{:>9}{:>9}", pad("kind", 22), "injected", "caught");
        for lang in &langs {
            head.push_str(&format!("{:>9}", lang.tag()));
        }
        head.push_str(&format!("{:>10}{:>11}", "misnamed", "elsewhere"));
        writeln!(out, "{}", palette.strong(&head))?;
        let mut family = "";
        for kind in report.kinds() {
            if kind.family != family {
                family = kind.family;
                writeln!(out, "{}", palette.faint(family))?;
            }
            let count = report.count(|one| one.kind == kind);
            write!(
                out,
                "{}{:>9}{:>9}",
                pad(&format!("  {}", kind.name), 22),
                count.injected,
                percent(count)
            )?;
            for lang in &langs {
                let count = report.count(|one| one.kind == kind && one.lang == *lang);
                let cell = if count.injected == 0 {
                    "–".to_owned()
                } else {
                    format!("{}/{}", count.caught, count.injected)
                };
                write!(out, "{cell:>9}")?;
            }
            writeln!(out, "{:>10}{:>11}", count.misnamed, count.elsewhere)?;
        }
        write_rules(out, report, style)?;
    }
    let all = report.count(|_| true);
    let broken = if all.broken > 0 {
        format!(", {} broke the check", all.broken)
    } else {
        String::new()
    };
    writeln!(
        out,
        "{} of {} injected defects caught ({}), {} raised something elsewhere{broken}: {}",
        all.caught,
        all.injected,
        percent(all),
        all.elsewhere,
        match report.policies {
            1 => "1 policy".to_owned(),
            some => format!("{some} policies"),
        }
    )
}

fn write_rules(out: &mut dyn Write, report: &Report, style: &Style) -> io::Result<()> {
    let head = format!(
        "\n{}{:>9}{:>9}{:>11}",
        pad("rule", 31),
        "caught",
        "beside",
        "elsewhere"
    );
    writeln!(out, "{}", style.palette().strong(&head))?;
    for (rule, by) in report.by_rule(|_| true) {
        writeln!(
            out,
            "{}{:>9}{:>9}{:>11}",
            pad(rule, 31),
            by.caught,
            by.beside,
            by.elsewhere
        )?;
    }
    writeln!(out)
}

/// The stretch in which two texts differ, with a little around it.
fn differing(before: &str, after: &str, most: usize) -> (String, String) {
    let front = before
        .chars()
        .zip(after.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let from = if before.chars().count() > most {
        front.saturating_sub(most / 3)
    } else {
        0
    };
    let cut = |text: &str| {
        let text: String = text.chars().skip(from).collect();
        let lead = if from > 0 && !text.is_empty() {
            "…"
        } else {
            ""
        };
        visible(&format!("{lead}{}", excerpt(&text, most))).into_owned()
    };
    (cut(before), cut(after))
}

fn write_try(out: &mut dyn Write, one: &Try, style: &Style) -> io::Result<()> {
    let palette = style.palette();
    let verdict = &one.verdict;
    let mut head = format!(
        "{} {} in {}",
        verdict.outcome().name(),
        one.kind.name,
        one.lang
    );
    for (word, rules) in [
        ("by", &verdict.caught),
        ("beside", &verdict.beside),
        ("elsewhere", &verdict.elsewhere),
    ] {
        if !rules.is_empty() {
            let rules: Vec<&str> = rules.iter().copied().collect();
            head.push_str(&format!("; {word} {}", rules.join(", ")));
        }
    }
    writeln!(out, "{}", palette.strong(&head))?;
    writeln!(
        out,
        "  {}",
        palette.frame(&format!(
            "{}:{}:{}",
            visible(&one.path),
            one.line,
            one.column
        ))
    )?;
    let (before, after) = differing(&one.before, &one.after, style.width.max(60) * 2);
    writeln!(out, "  - {before}")?;
    writeln!(
        out,
        "  + {}",
        if after.is_empty() {
            "(nothing)"
        } else {
            &after
        }
    )?;
    if let Some(message) = &verdict.broken {
        writeln!(out, "  ! {}", visible(message))?;
    }
    writeln!(out)
}

/// Writes the report as JSON.
///
/// # Errors
/// When the output cannot be written.
pub fn write_json(
    out: &mut dyn Write,
    report: &Report,
    shown: Shown,
    unread: &[Unread],
) -> io::Result<()> {
    let rules = |wanted: &dyn Fn(&Try) -> bool| -> Vec<Value> {
        report
            .by_rule(wanted)
            .into_iter()
            .map(|(rule, by)| json!({"rule": rule, "caught": by.caught, "beside": by.beside, "elsewhere": by.elsewhere}))
            .collect()
    };
    let kinds: Vec<Value> = report
        .kinds()
        .into_iter()
        .map(|kind| {
            let mut value = counted(report.count(|one| one.kind == kind));
            let languages: BTreeMap<String, Value> = report
                .langs()
                .into_iter()
                .filter_map(|lang| {
                    let count = report.count(|one| one.kind == kind && one.lang == lang);
                    let mut value = counted(count);
                    value["sites"] = json!(report.sites.get(&(kind.name, lang)));
                    (count.injected > 0).then(|| (lang.tag().to_owned(), value))
                })
                .collect();
            value["kind"] = json!(kind.name);
            value["family"] = json!(kind.family);
            value["what"] = json!(kind.what);
            value["languages"] = json!(languages);
            value["rules"] = json!(rules(&|one| one.kind == kind));
            value
        })
        .collect();
    let injections: Vec<Value> = report
        .tries
        .iter()
        .filter(|one| shown.wants(one))
        .map(|one| {
            json!({
                "kind": one.kind.name,
                "lang": one.lang,
                "policy": one.policy,
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "before": one.before,
                "after": one.after,
                "outcome": one.verdict.outcome().name(),
                "caught": one.verdict.caught,
                "beside": one.verdict.beside,
                "elsewhere": one.verdict.elsewhere,
                "broken": one.verdict.broken,
            })
        })
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "version": env!("CARGO_PKG_VERSION"),
        "policies": report.policies,
        "seed": report.seed,
        "limit": report.limit,
        "total": counted(report.count(|_| true)),
        "kinds": kinds,
        "rules": rules(&|_| true),
        "injections": injections,
        "unread": unread,
    });
    serde_json::to_writer_pretty(&mut *out, &value)?;
    writeln!(out)
}

fn counted(count: Count) -> Value {
    json!({
        "injected": count.injected,
        "caught": count.caught,
        "misnamed": count.misnamed,
        "broken": count.broken,
        "elsewhere": count.elsewhere,
        "recall": rounded(count.recall()),
        "elsewhere_rate": rounded(share(count.elsewhere, count.injected)),
    })
}
