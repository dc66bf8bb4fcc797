//! Small policies for tests: clauses written one a line, aligned by key.
//!
//! A line is `key kind label ordinals text…`: kind `#` heading, `·` item, `p` paragraph; label and ordinals `-`
//! for none (`2.4` is `[2, 4]`); two spaces of indent a level. Clauses of equal keys form a group.

use std::collections::BTreeMap;

use crate::model::{
    Class, Clause, ClauseId, ClauseKind, Document, Edition, Fact, Finding, Findings, Group,
    GroupId, Label, LabelKind, Numeral, Policy, Reference, RuleMeta, Value,
};
use crate::text::{Lang, Source, Span, Stored};

pub(crate) struct Sample {
    source: Lang,
    editions: BTreeMap<Lang, (Edition, Vec<String>)>,
    order: Vec<String>,
}

impl Sample {
    pub(crate) fn new(source: Lang) -> Self {
        Self {
            source,
            editions: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    pub(crate) fn edition(mut self, lang: Lang, lines: &str) -> Self {
        let (mut text, mut clauses, mut keys): (String, Vec<Clause>, Vec<String>) =
            (String::new(), Vec::new(), Vec::new());
        let mut above: Vec<(usize, ClauseId)> = Vec::new();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let indent = line.len() - line.trim_start().len();
            let mut fields = line.trim().splitn(5, ' ');
            let mut field = || fields.next().unwrap_or_default().to_owned();
            let (key, kind, written, ordinals, body) =
                (field(), field(), field(), field(), field());
            above.retain(|(other, _)| *other < indent);
            let parent = above.last().map(|(_, id)| *id);
            let start = text.len();
            let mut span = Span::new(start, start);
            let label = (written != "-").then(|| {
                text.push_str(&written);
                span = Span::new(start, text.len());
                text.push(' ');
                label(
                    &written,
                    ordinals
                        .split('.')
                        .map(|one| one.parse().unwrap())
                        .collect(),
                    span,
                )
            });
            let body_start = text.len();
            text.push_str(&body);
            let kind = match kind.as_str() {
                "#" => ClauseKind::Heading,
                "·" => ClauseKind::Item,
                _ => ClauseKind::Paragraph,
            };
            let number = label
                .as_ref()
                .map_or_else(Vec::new, |label| number(label, parent, &clauses));
            let depth = u8::try_from(above.len()).unwrap();
            let level = if kind == ClauseKind::Heading {
                depth + 1
            } else {
                0
            };
            let id = ClauseId(u32::try_from(clauses.len()).unwrap());
            clauses.push(Clause {
                kind,
                class: Class::Text,
                depth,
                level,
                parent,
                label,
                number,
                marker: None,
                span: Span::new(start, text.len()),
                body: Span::new(body_start, text.len()),
                marked_up: false,
                inline: false,
            });
            text.push('\n');
            above.push((indent, id));
            if !self.order.contains(&key) {
                self.order.push(key.clone());
            }
            keys.push(key);
        }
        let extent = Span::new(0, text.len());
        let document = Document {
            source: Source::plain(Stored::utf8(text, 0)),
            extent,
            clauses,
            links: Vec::new(),
        };
        self.editions.insert(
            lang,
            (
                Edition {
                    path: lang.tag().to_owned(),
                    document,
                    facts: Vec::new(),
                    cues: Vec::new(),
                    terms: Vec::new(),
                },
                keys,
            ),
        );
        self
    }

    /// States that the text `written` in the clause `key` is a reference.
    pub(crate) fn refers(
        mut self,
        lang: Lang,
        key: &str,
        written: &str,
        kind: LabelKind,
        ordinals: &[u16],
    ) -> Self {
        let to = Reference::Absolute {
            kind,
            ordinals: ordinals.to_vec(),
            here: false,
        };
        let (edition, keys) = self.editions.get_mut(&lang).unwrap();
        let clause =
            ClauseId(u32::try_from(keys.iter().position(|other| other == key).unwrap()).unwrap());
        let body = edition.document.clause(clause).body;
        let at = body.start as usize + edition.document.body(clause).find(written).unwrap();
        edition.facts.push(Fact {
            clause,
            span: Span::new(at, at + written.len()),
            value: Value::Reference { to },
        });
        edition
            .facts
            .sort_by_key(|fact| (fact.clause, fact.span.start));
        self
    }

    pub(crate) fn policy(self) -> Policy {
        let mut groups = Vec::new();
        for key in &self.order {
            let mut members: BTreeMap<Lang, Vec<ClauseId>> = BTreeMap::new();
            for (lang, (_, keys)) in &self.editions {
                for (at, _) in keys.iter().enumerate().filter(|(_, other)| *other == key) {
                    members
                        .entry(*lang)
                        .or_default()
                        .push(ClauseId(u32::try_from(at).unwrap()));
                }
            }
            groups.push(Group {
                members,
                confidence: 0.95,
                class: Class::Text,
                moved: Vec::new(),
            });
        }
        let group = |key: &String| {
            GroupId(
                u32::try_from(self.order.iter().position(|other| other == key).unwrap()).unwrap(),
            )
        };
        let group_of = self
            .editions
            .iter()
            .map(|(lang, (_, keys))| (*lang, keys.iter().map(group).collect()))
            .collect();
        let editions = self
            .editions
            .into_iter()
            .map(|(lang, (edition, _))| (lang, edition))
            .collect();
        Policy {
            memo: crate::model::Memo::default(),
            name: "sample".to_owned(),
            source: self.source,
            source_named: true,
            editions,
            groups,
            expected: Vec::new(),
            group_of,
        }
    }

    /// The findings of one rule.
    pub(crate) fn check(self, rule: &'static RuleMeta) -> Vec<String> {
        let policy = self.policy();
        run(&policy, rule)
            .iter()
            .map(|finding| shown(&policy, finding))
            .collect()
    }
}

pub(crate) fn run(policy: &Policy, rule: &'static RuleMeta) -> Vec<Finding> {
    let mut findings = Findings::new();
    findings.begin(rule);
    match rule.check {
        crate::model::Check::Policy(check) => check(policy, &mut findings),
        crate::model::Check::Edition(check) => policy
            .langs()
            .for_each(|lang| check(policy, lang, &mut findings)),
        crate::model::Check::Group(check) => policy
            .groups
            .iter()
            .for_each(|group| check(policy, group, &mut findings)),
        _ => unreachable!("no such rule in this family"),
    }
    findings.into_vec()
}

/// `message severity: lang>text …` with `>` before a primary mark and `=` before a counterpart.
fn shown(policy: &Policy, finding: &Finding) -> String {
    let mark = |mark: &crate::model::Mark| {
        let sign = if mark.role == crate::model::Role::Primary {
            '>'
        } else {
            '='
        };
        format!(
            " {}{sign}{}",
            mark.lang.tag(),
            policy.editions[&mark.lang].document.slice(mark.span)
        )
    };
    format!(
        "{} {}:{}",
        finding.message.id,
        finding.severity.name(),
        finding.marks.iter().map(mark).collect::<String>()
    )
}

fn label(written: &str, ordinals: Vec<u16>, span: Span) -> Label {
    let is_mark =
        |c: char| !crate::text::is_alphanumeric(c) || matches!(c, '第' | '条' | '章' | '項' | '号');
    let words = ["Article", "Section", "Chapter", "Điều", "Mục", "Appendix"];
    let head = words
        .iter()
        .find(|word| written.starts_with(**word))
        .map_or("", |word| word);
    let rest = &written[head.len()..];
    let core = rest.trim_start_matches(is_mark);
    let frame = (
        format!("{head}{}", &rest[..rest.len() - core.len()]),
        core.trim_start_matches(|c: char| {
            !is_mark(c)
                || c == '.' && ordinals.len() > 1 && core.ends_with(crate::text::is_alphanumeric)
        })
        .to_owned(),
    );
    let kind = match head {
        "Article" | "Điều" => LabelKind::Article,
        "Section" | "Mục" => LabelKind::Section,
        "Chapter" => LabelKind::Chapter,
        "Appendix" => LabelKind::Appendix,
        _ if written.contains('条') => LabelKind::Article,
        _ if written.contains('章') => LabelKind::Chapter,
        _ => LabelKind::Plain,
    };
    let numeral = match core.trim_end_matches(is_mark).chars().next_back() {
        Some('0'..='9') => Numeral::Arabic,
        Some('０'..='９') => Numeral::ArabicFull,
        Some('a'..='z') => Numeral::LatinLower,
        Some('A'..='Z') => Numeral::LatinUpper,
        Some('①'..='⑳') => Numeral::Circled,
        _ => Numeral::Han,
    };
    Label {
        ordinals,
        kind,
        numeral,
        frame,
        branch: false,
        written: span,
    }
}

fn number(label: &Label, parent: Option<ClauseId>, clauses: &[Clause]) -> Vec<u16> {
    if label.ordinals.len() > 1
        || matches!(
            label.kind,
            LabelKind::Article | LabelKind::Part | LabelKind::Appendix
        )
    {
        return label.ordinals.clone();
    }
    let mut above = parent;
    while let Some(id) = above {
        let clause = &clauses[id.index()];
        if !clause.number.is_empty() {
            return clause
                .number
                .iter()
                .chain(&label.ordinals)
                .copied()
                .collect();
        }
        above = clause.parent;
    }
    label.ordinals.clone()
}
