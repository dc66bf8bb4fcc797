//! The examples in the documentation of the structure rules, run through the whole pipeline.

use policyglot::model::RuleMeta;
use policyglot::pipeline::check_texts;
use policyglot::rules::RULES;
use policyglot::text::Lang;

fn examples(rule: &RuleMeta) -> Vec<(bool, Vec<(Lang, String)>)> {
    let mut out = Vec::new();
    let mut open: Option<(bool, Vec<(Lang, String)>)> = None;
    for line in rule.documentation.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line) {
            (None, "```policy fail") => open = Some((true, Vec::new())),
            (None, "```policy pass") => open = Some((false, Vec::new())),
            (Some(_), "```") => out.extend(open.take()),
            (Some((_, editions)), line) => {
                let (tag, text) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).expect(line);
                let lang: Lang = tag.parse().expect(tag);
                match editions.iter_mut().find(|(other, _)| *other == lang) {
                    Some((_, all)) => {
                        all.push('\n');
                        all.push_str(text.trim_start());
                    }
                    None => editions.push((lang, text.trim_start().to_owned())),
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.module.contains("::structure::")) {
        for (fail, editions) in examples(rule) {
            let texts: Vec<(Lang, &str)> = editions.iter().map(|(lang, text)| (*lang, text.as_str())).collect();
            let (policy, findings) = check_texts(&texts);
            let names: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
            if (fail && names != [rule.name]) || (!fail && !names.is_empty()) {
                wrong.push(format!("{} {fail}: {:?}", rule.name, findings.iter().map(|f| (f.message.id, f.languages.clone(), f.confidence, f.message.args.clone())).collect::<Vec<_>>()));
                for group in &policy.groups {
                    let members: Vec<String> = group.members.iter().map(|(lang, ids)| {
                        format!("{lang}:{}", ids.iter().map(|id| {
                            let clause = policy.clause(*lang, *id).unwrap();
                            format!("[{:?} {:?} {}]", clause.kind, clause.number, policy.body(*lang, *id))
                        }).collect::<String>())
                    }).collect();
                    wrong.push(format!("    {:.2} {:?} {}", group.confidence, group.moved, members.join(" | ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
