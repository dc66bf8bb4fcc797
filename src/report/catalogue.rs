//! Rules as values → the catalogue of all of them, and the documentation of one.

use serde::Serialize;

use super::{Locale, Messages, Palette, SCHEMA, Style, cut, pad};
use crate::model::{RuleMeta, Severity};

#[derive(Serialize)]
struct RuleRow {
    name: &'static str,
    family: &'static str,
    severity: Severity,
    mqm: &'static str,
    since: &'static str,
    summary: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<String>,
}

#[derive(Serialize)]
struct Catalogue {
    schema: &'static str,
    version: &'static str,
    rules: Vec<RuleRow>,
}

fn row(rule: &RuleMeta, with_documentation: bool) -> RuleRow {
    RuleRow {
        name: rule.name,
        family: rule.family(),
        severity: rule.severity,
        mqm: rule.mqm,
        since: rule.since,
        summary: rule.summary(),
        documentation: with_documentation.then(|| Locale::En.documentation(rule).join("\n")),
    }
}

/// Rules as JSON: `{"schema", "version", "rules": [{name, family, severity, mqm, since, summary}]}`, with their
/// documentation in Markdown when it is asked for.
///
/// # Errors
/// Never for the fields that rules have.
pub fn rules_json(rules: &[&RuleMeta], with_documentation: bool) -> serde_json::Result<String> {
    let catalogue = Catalogue {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        rules: rules
            .iter()
            .map(|rule| row(rule, with_documentation))
            .collect(),
    };
    serde_json::to_string_pretty(&catalogue).map(|text| text + "\n")
}

/// A family by the name that options take, and what that means where the reader's language is another.
fn family(rule: &RuleMeta, messages: &Messages) -> String {
    let name = rule.family();
    let word = messages.text(&format!("rules.family-{name}"), &[]);
    match word == name {
        true => word,
        false => format!("{name} · {word}"),
    }
}

/// All rules, a table a family, in the order that they are given.
#[must_use]
pub fn rules_text(rules: &[&RuleMeta], style: &Style) -> String {
    let palette = style.palette();
    let messages = style.locale.messages();
    let name = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let room = style.width.saturating_sub(name + 13).max(20);
    let mut out = String::new();
    let mut last = "";
    for rule in rules {
        if rule.family() != last {
            if !last.is_empty() {
                out.push('\n');
            }
            last = rule.family();
            out += &palette.strong(&family(rule, messages));
            out.push('\n');
        }
        let line = format!(
            "  {}  {} {}",
            palette.code(&pad(rule.name, name)),
            palette.severity(rule.severity, &pad(&messages.severity(rule.severity), 8)),
            cut(style.locale.summary(rule), room)
        );
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// One rule: what it reports, why it matters, examples that it reports and that it leaves alone.
#[must_use]
pub fn rule_text(rule: &RuleMeta, style: &Style) -> String {
    let palette = style.palette();
    let messages = style.locale.messages();
    let mut out = format!(
        "{}  {}, {}, {}\n\n",
        palette.strong(rule.name),
        palette.severity(rule.severity, &messages.severity(rule.severity)),
        family(rule, messages),
        messages.text("rules.since", &[("version", rule.since.into())])
    );
    let mut inside = false;
    for line in style.locale.documentation(rule) {
        let line = if let Some(info) = line.strip_prefix("```") {
            inside = !inside;
            // A third word names the format of the example.
            let kind: Vec<&str> = info.split_whitespace().take(2).collect();
            match kind.join(" ").as_str() {
                "policy fail" => {
                    palette.severity(Severity::Error, &messages.text("rules.reported", &[]))
                }
                "policy pass" => {
                    palette.severity(Severity::Info, &messages.text("rules.left-alone", &[]))
                }
                _ => continue,
            }
        } else if inside {
            format!("    {line}")
        } else if let Some(heading) = line.strip_prefix('#') {
            palette.strong(heading.trim_start_matches('#').trim())
        } else {
            inline_code(&line, palette)
        };
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// Words between backticks in the colour of code; without colours the backticks stay.
fn inline_code(line: &str, palette: Palette) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((text, code, after)) = rest.split_once('`').and_then(|(text, rest)| {
        let (code, after) = rest.split_once('`')?;
        Some((text, code, after))
    }) {
        out += text;
        out += &palette.code(&format!("`{code}`"));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Check;

    static RULE: RuleMeta = RuleMeta {
        name: "duration-mismatch",
        module: "policyglot::rules::facts::duration_mismatch",
        documentation: " Aligned clauses state different durations.\n\n ## Why\n Readers of `vi` wait longer.\n\n ## Examples\n ```policy fail\n [en] 5.2 Within 14 days.\n [ja] 5.2 7日以内。\n ```\n",
        since: "0.1.0",
        severity: Severity::Error,
        mqm: "accuracy/mistranslation",
        check: Check::Policy(|_, _| {}),
    };

    #[test]
    fn the_catalogue_lists_by_family() {
        insta::assert_snapshot!(rules_text(&[&RULE, &RULE], &Style::default()), @r"
        facts
          duration-mismatch  error    Aligned clauses state different durations.
          duration-mismatch  error    Aligned clauses state different durations.
        ");
        let json: serde_json::Value =
            serde_json::from_str(&rules_json(&[&RULE], false).unwrap()).unwrap();
        assert_eq!(json["rules"][0]["family"], "facts");
        assert!(json["rules"][0].get("documentation").is_none());
    }

    #[test]
    fn a_documentation_reads_without_its_markup() {
        insta::assert_snapshot!(rule_text(&RULE, &Style::default()), @r"
        duration-mismatch  error, facts, since 0.1.0

        Aligned clauses state different durations.

        Why
        Readers of `vi` wait longer.

        Examples
        Reported:
            [en] 5.2 Within 14 days.
            [ja] 5.2 7日以内。
        ");
    }
}
