//! A small policy with findings, made by hand: the formats are tested on it.

use std::collections::BTreeMap;

use super::{Format, Style, Summary};
use crate::model::{
    Bound, Calendar, Check, Class, Clause, ClauseId, ClauseKind, Decimal, Document, Edition, Fact,
    Finding, Findings, Group, GroupId, Label, LabelKind, Numeral, Policy, RuleMeta, Severity, Unit,
    Unread, Value,
};
use crate::text::{Lang, Source, Span, Stored};

pub(crate) static EMAIL: RuleMeta = rule("email-mismatch", Severity::Error);
pub(crate) static SECTION: RuleMeta = rule("missing-section", Severity::Error);
pub(crate) static SHIFT: RuleMeta = rule("number-label-mismatch", Severity::Warning);

const fn rule(name: &'static str, severity: Severity) -> RuleMeta {
    RuleMeta {
        name,
        module: "policyglot::rules::facts::sample",
        documentation: "A sample.\n",
        since: "0.1.0",
        severity,
        mqm: "accuracy/mistranslation",
        check: Check::Policy(|_, _| {}),
    }
}

/// A document of numbered headings and the lines below them: `label|text` or `text`.
fn edition(path: &str, lines: &[&str]) -> Edition {
    let text = lines
        .iter()
        .map(|line| line.replace('|', " ") + "\n")
        .collect();
    let source = Source::plain(Stored::utf8(text, 0));
    let mut clauses = Vec::new();
    let (mut at, mut section) = (0, None);
    for line in lines {
        let (label, body) = line.split_once('|').unwrap_or(("", line));
        let behind = if label.is_empty() { 0 } else { label.len() + 1 };
        let heading = !label.is_empty();
        let id = ClauseId(u32::try_from(clauses.len()).unwrap());
        if heading {
            section = Some(id);
        }
        clauses.push(Clause {
            kind: if heading {
                ClauseKind::Heading
            } else {
                ClauseKind::Paragraph
            },
            class: if body.starts_with('©') {
                Class::Furniture
            } else {
                Class::Text
            },
            depth: u8::from(!heading && section.is_some()),
            level: u8::from(heading) * 2,
            parent: if heading { None } else { section },
            label: heading.then(|| Label {
                ordinals: vec![1],
                kind: LabelKind::Plain,
                numeral: Numeral::Arabic,
                frame: (String::new(), ".".to_owned()),
                branch: false,
                written: Span::new(at, at + label.len()),
            }),
            number: if heading { vec![1] } else { Vec::new() },
            marker: None,
            span: Span::new(at, at + behind + body.len()),
            body: Span::new(at + behind, at + behind + body.len()),
            marked_up: false,
            inline: false,
        });
        at += line.len() + 1;
    }
    Edition {
        path: path.to_owned(),
        document: Document {
            extent: Span::new(0, source.text().len()),
            source,
            clauses,
            links: Vec::new(),
        },
        facts: Vec::new(),
        cues: Vec::new(),
        terms: Vec::new(),
    }
}

/// Where a text stands in an edition.
pub(crate) fn find(policy: &Policy, lang: Lang, text: &str) -> Span {
    let at = policy.editions[&lang].document.source.text().find(text);
    let at = at.expect("the sample holds it");
    Span::new(at, at + text.len())
}

/// Three editions; the Vietnamese one lacks a section.
pub(crate) fn policy() -> Policy {
    let mut editions = BTreeMap::from([
        (
            Lang::Zh,
            edition(
                "corpus/desk.zh.md",
                &[
                    "一、|适用范围",
                    "退款须在14天内申请，联系 desk@example.org。",
                    "二、|儿童",
                ],
            ),
        ),
        (
            Lang::En,
            edition(
                "corpus/desk.en.md",
                &[
                    "1.|Scope",
                    "Ask for refunds within 14 days at desk@example.org.",
                    "2.|Children",
                ],
            ),
        ),
        (
            Lang::Vi,
            edition(
                "corpus/desk.vi.md",
                &[
                    "1.|Phạm vi",
                    "Yêu cầu hoàn tiền trong 14 ngày qua disk@example.org.",
                    "© 2025",
                ],
            ),
        ),
    ]);
    let fact = Fact {
        clause: ClauseId(1),
        span: Span::new(0, 6),
        value: Value::Duration {
            amount: Decimal::from(14),
            unit: Unit::Day,
            calendar: Calendar::Calendar,
            bound: Bound::AtMost,
        },
    };
    editions.get_mut(&Lang::Zh).unwrap().facts.push(fact);
    let group = |zh: &[u32], en: &[u32], vi: &[u32], class| {
        let ids = |ids: &[u32]| ids.iter().map(|id| ClauseId(*id)).collect::<Vec<_>>();
        let members = [(Lang::Zh, zh), (Lang::En, en), (Lang::Vi, vi)]
            .into_iter()
            .filter(|(_, members)| !members.is_empty())
            .map(|(lang, members)| (lang, ids(members)))
            .collect();
        Group {
            members,
            confidence: 0.987,
            class,
            moved: Vec::new(),
        }
    };
    let group_of = |groups: &[u32]| groups.iter().map(|id| GroupId(*id)).collect();
    Policy {
        name: "desk".to_owned(),
        source: Lang::Zh,
        source_named: true,
        editions,
        groups: vec![
            group(&[0], &[0], &[0], Class::Text),
            group(&[1], &[1], &[1], Class::Text),
            group(&[2], &[2], &[], Class::Text),
            group(&[], &[], &[2], Class::Furniture),
        ],
        expected: vec![Lang::Zh, Lang::En, Lang::Vi],
        memo: crate::model::Memo::default(),
        group_of: BTreeMap::from([
            (Lang::Zh, group_of(&[0, 1, 2])),
            (Lang::En, group_of(&[0, 1, 2])),
            (Lang::Vi, group_of(&[0, 1, 3])),
        ]),
    }
}

/// A value at fault, a section that is missing, labels that are shifted.
pub(crate) fn findings(policy: &Policy) -> Vec<Finding> {
    let mut found = Findings::new();
    found.begin(&SHIFT);
    found
        .report("number-label-mismatch.shift")
        .confidence(0.7)
        .arg("lang", Lang::Zh)
        .arg("langs", vec![Lang::En])
        .arg("found", "二、")
        .arg("expected", "3.")
        .arg("count", 1_usize)
        .arg("text", "儿童")
        .primary(Lang::Zh, find(policy, Lang::Zh, "二、"))
        .counterpart(Lang::En, find(policy, Lang::En, "2."));
    found.begin(&EMAIL);
    found
        .report("email-mismatch")
        .confidence(0.976)
        .arg("found", "disk@example.org")
        .arg("expected", "desk@example.org")
        .arg("lang", Lang::Vi)
        .arg("langs", vec![Lang::Zh, Lang::En])
        .primary(Lang::Vi, find(policy, Lang::Vi, "disk@example.org"))
        .counterpart(Lang::Zh, find(policy, Lang::Zh, "desk@example.org"))
        .counterpart(Lang::En, find(policy, Lang::En, "desk@example.org"))
        .suggest("desk@example.org");
    found.begin(&SECTION);
    let at = find(policy, Lang::Vi, "© 2025").start as usize;
    found
        .report("missing-section")
        .arg("text", "二、 儿童")
        .arg("absent", vec![Lang::Vi])
        .arg("langs", vec![Lang::Zh, Lang::En])
        .arg("count", 1_usize)
        .mark(
            crate::model::Role::Primary,
            Lang::Zh,
            find(policy, Lang::Zh, "二、 儿童"),
        )
        .absent(Lang::Vi, Span::new(at, at));
    found.into_vec()
}

/// What a format makes of the sample.
pub(crate) fn write(format: &Format, style: &Style, policies: usize) -> String {
    let policy = policy();
    let findings = findings(&policy);
    let mut out = Vec::new();
    let mut summary = Summary::default();
    let mut writer = (format.open)(Box::new(&mut out), style);
    for _ in 0..policies {
        summary.add(&policy, &findings);
        writer.policy(&policy, &findings).unwrap();
    }
    let unread = [Unread {
        path: "corpus/odd.md".to_owned(),
        error: "no text: \u{1b}[2J".to_owned(),
    }];
    let unread = if policies == 0 { &[] } else { &unread[..] };
    writer.end(&summary, unread).unwrap();
    drop(writer);
    String::from_utf8(out).unwrap()
}
