//! `docs/RULES.md` is made from the documentation of the rules. `BLESS=1 cargo test --test rules_page` writes it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use policyglot::model::RuleMeta;
use policyglot::rules::RULES;

const INTRODUCTION: &str = "\
# The rules of policyglot

<!-- Made from the rules' own documentation: edit that, then run `BLESS=1 cargo test --test rules_page`. -->

`policyglot rules` prints this list, `policyglot explain RULE` one rule. Every example below is run by
`cargo test`: what is *reported* gives exactly one finding of its rule, what is *left alone* none of any rule.
A line `[en] …` belongs to the English edition of the example.

An **error** tells a reader of one language something else than the others; a **warning** is very likely a
defect whose harm is unclear; an **info** is worth a look. The severity here is the usual one: a finding may
stand above or below it when the other editions say more, or less, about it. Use `--select` and `--ignore`
with the names of rules or of families.
";

#[test]
fn the_page_of_the_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/RULES.md");
    let page = page(&RULES);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, page).expect("docs/RULES.md can be written");
        return;
    }
    // A checkout on Windows may have other ends of line.
    let stored = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        stored == page,
        "docs/RULES.md differs from the documentation of the rules: run `BLESS=1 cargo test --test rules_page`"
    );
}

/// All rules: a table a family, then the documentation of each.
fn page(rules: &[&RuleMeta]) -> String {
    let mut page = INTRODUCTION.to_owned();
    for family in rules.chunk_by(|a, b| a.family() == b.family()) {
        let _ = write!(page, "\n## {}\n\n", family[0].family());
        page += "| rule | severity | what it reports |\n| --- | --- | --- |\n";
        for rule in family {
            let name = rule.name;
            let summary = rule.summary().replace('|', "\\|");
            let _ = writeln!(
                page,
                "| [`{name}`](#{name}) | {} | {summary} |",
                rule.severity.name()
            );
        }
        family.iter().for_each(|rule| section(&mut page, rule));
    }
    page
}

/// One rule: its documentation, with headings below its own and its examples as plain blocks.
fn section(page: &mut String, rule: &RuleMeta) {
    let _ = write!(
        page,
        "\n### {}\n\n*{}, since {}, MQM {}*\n\n",
        rule.name,
        rule.severity.name(),
        rule.since,
        rule.mqm
    );
    for line in rule.documentation.trim().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        match line {
            "```policy fail" | "```policy fail md" => *page += "Reported:\n\n```text\n",
            "```policy pass" | "```policy pass md" => *page += "Left alone:\n\n```text\n",
            // A blank line keeps the caption of the next example apart.
            "```" => *page += "```\n\n",
            _ if line.starts_with('#') => {
                let _ = write!(page, "##{line}\n\n");
            }
            _ if line.is_empty() && page.ends_with("\n\n") => {}
            _ => {
                let _ = writeln!(page, "{line}");
            }
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
}
