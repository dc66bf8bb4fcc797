//! Policies for unit tests, written down with their alignment.
//!
//! Each line is one clause: a key (equal keys of all editions are one group), what it is (`#` `##` heading levels,
//! `p` paragraph, `-` `--` item depths, `|` cell) and its text; a number before the text is its label. `!` behind
//! the key: moved in this edition; `~`: begins inside the line before it.

use std::collections::BTreeMap;

use crate::facts;
use crate::model::{
    Check, Class, Clause, ClauseId, ClauseKind, Document, Edition, Fact, Findings, Group, GroupId,
    Label, LabelKind, Numeral, Policy, Value,
};
use crate::text::{Lang, Source, Span, Stored};

/// A policy of some editions; the first one is the source.
pub(super) fn policy(editions: &[(&str, &str)]) -> Policy {
    let mut groups: Vec<Group> = Vec::new();
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Policy {
        name: "sample".to_owned(),
        source: editions[0].0.parse().unwrap(),
        source_named: true,
        editions: BTreeMap::new(),
        groups: Vec::new(),
        expected: Vec::new(),
        group_of: BTreeMap::new(),
        memo: crate::model::Memo::default(),
    };
    for (tag, lines) in editions {
        let lang: Lang = tag.parse().unwrap();
        let mut document = Document {
            source: Source::plain(Stored::utf8((*lines).to_owned(), 0)),
            ..Document::default()
        };
        document.extent = Span::new(0, lines.len());
        let mut open: Vec<(u8, ClauseId)> = Vec::new();
        let mut of = Vec::new();
        let mut start = 0;
        for line in lines.split('\n') {
            let id = ClauseId(u32::try_from(document.clauses.len()).unwrap());
            let mut parts = line.splitn(3, ' ');
            let (key, what) = (parts.next().unwrap(), parts.next().unwrap());
            let text_at = start + key.len() + what.len() + 2;
            let text = parts.next().unwrap_or("");
            let (kind, rank) = match what.as_bytes()[0] {
                b'#' => (ClauseKind::Heading, what.len() as u8),
                b'-' => (ClauseKind::Item, 20 + what.len() as u8),
                b'|' => (ClauseKind::Cell, 40),
                _ => (ClauseKind::Paragraph, 40),
            };
            // A paragraph ends the lists before it.
            while open
                .last()
                .is_some_and(|(last, _)| *last >= rank || (rank == 40 && *last > 20))
            {
                open.pop();
            }
            let parent = open.last().map(|(_, id)| *id);
            if rank < 40 {
                open.push((rank, id));
            }
            let end = start + line.len();
            let digits = text
                .bytes()
                .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
                .count();
            let label = (digits > 0 && text[..digits].ends_with('.')
                || text[..digits].contains('.'))
            .then(|| Label {
                ordinals: text[..digits]
                    .split('.')
                    .filter_map(|number| number.parse().ok())
                    .collect(),
                kind: LabelKind::Plain,
                numeral: Numeral::Arabic,
                frame: (String::new(), ".".to_owned()),
                branch: false,
                written: Span::new(text_at, text_at + digits),
            });
            let body = label.as_ref().map_or(text_at, |_| {
                text_at + digits + text[digits..].len() - text[digits..].trim_start().len()
            });
            document.clauses.push(Clause {
                kind,
                class: Class::Text,
                depth: parent.map_or(0, |parent| document.clauses[parent.index()].depth + 1),
                level: if kind == ClauseKind::Heading { rank } else { 0 },
                parent,
                number: label
                    .as_ref()
                    .map_or_else(Vec::new, |label| label.ordinals.clone()),
                label,
                marker: None,
                span: Span::new(text_at.min(end), end),
                body: Span::new(body.min(end), end),
                marked_up: true,
                inline: key.ends_with('~'),
            });
            let name = key.trim_end_matches(['!', '~']).to_owned();
            let at = *keys.entry(name).or_insert_with(|| {
                groups.push(Group {
                    members: BTreeMap::new(),
                    confidence: 0.95,
                    class: Class::Text,
                    moved: Vec::new(),
                });
                groups.len() - 1
            });
            groups[at].members.entry(lang).or_default().push(id);
            if key.ends_with('!') {
                groups[at].moved.push(lang);
            }
            of.push(GroupId(u32::try_from(at).unwrap()));
            start = end + 1;
        }
        out.group_of.insert(lang, of);
        out.editions.insert(
            lang,
            Edition {
                path: format!("{lang}.md"),
                terms: facts::terms(&document, lang),
                document,
                facts: Vec::new(),
                cues: Vec::new(),
            },
        );
    }
    out.groups = groups;
    out
}

/// States a value in the clause that begins with `text`.
pub(super) fn state(policy: &mut Policy, tag: &str, text: &str, value: Value) {
    let edition = policy.editions.get_mut(&tag.parse().unwrap()).unwrap();
    let (clause, span) = edition
        .document
        .iter()
        .find(|(id, _)| edition.document.body(*id).starts_with(text))
        .map(|(id, clause)| (id, clause.body))
        .unwrap();
    edition.facts.push(Fact {
        clause,
        span,
        value,
    });
    edition.facts.sort_by_key(|fact| fact.clause);
}

/// What the family reports: each rule with the editions at fault, in the order of the rules.
pub(super) fn found(policy: &Policy) -> Vec<String> {
    findings(policy)
        .iter()
        .map(|finding| {
            let langs: Vec<&str> = finding.languages.iter().map(Lang::tag).collect();
            format!("{} {}", finding.rule.name, langs.join(" "))
        })
        .collect()
}

/// The findings themselves.
pub(super) fn findings(policy: &Policy) -> Vec<crate::model::Finding> {
    let mut out = Findings::new();
    for rule in super::RULES {
        out.begin(rule);
        match rule.check {
            Check::Policy(check) => check(policy, &mut out),
            Check::Edition(check) => policy
                .langs()
                .for_each(|lang| check(policy, lang, &mut out)),
            Check::Group(check) => policy
                .groups
                .iter()
                .for_each(|group| check(policy, group, &mut out)),
            Check::Clause(check) => {
                for (lang, edition) in &policy.editions {
                    edition
                        .document
                        .iter()
                        .for_each(|(id, _)| check(policy, *lang, id, &mut out));
                }
            }
            Check::Change(_) | Check::History(_) => {}
            Check::Waivers(_) => {}
        }
    }
    out.into_vec()
}
