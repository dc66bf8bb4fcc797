//! References by title: “What Is Not Covered” in quotation marks, where a section is called so.
//!
//! In go the editions, out come the clauses of a group that send their readers to sections with different titles. A title
//! leads somewhere only where one heading of the edition has it, and only its group counts: how it is translated does not.

use foldhash::{HashMap, HashMapExt as _};

use crate::language::quotations;
use crate::model::{Class, ClauseId, ClauseKind, Findings, Group, GroupId, Policy, Severity};
use crate::text::{Lang, Span, folded};

/// Shorter titles (“you”, 商品) are names of other things too.
const SHORTEST: usize = 3;
/// A clause that names more titles is a table of contents.
const MOST: usize = 8;

/// A title in quotation marks, and the group of the heading that has it.
struct Lead {
    span: Span,
    group: GroupId,
}

/// The groups of the headings of an edition by their titles; `None` for a title that several have.
type Titles = HashMap<String, Option<GroupId>>;

/// Reports clauses of which one edition names another title than the others.
pub(super) fn report(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() < 2 {
        return;
    }
    let titles: HashMap<Lang, Titles> = policy
        .langs()
        .map(|lang| (lang, titles(policy, lang)))
        .collect();
    for group in &policy.groups {
        if group.class == Class::Text && group.members.len() > 1 {
            judge(policy, &titles, group, out);
        }
    }
}

fn judge(policy: &Policy, titles: &HashMap<Lang, Titles>, group: &Group, out: &mut Findings) {
    let sides: Vec<(Lang, Vec<Lead>)> = group
        .members
        .iter()
        .filter_map(|(lang, clauses)| {
            let leads = leads(policy, *lang, clauses, titles.get(lang)?);
            (!leads.is_empty()).then_some((*lang, leads))
        })
        .collect();
    let number = |side: &(Lang, Vec<Lead>)| side.1.len();
    let Some(first) = sides.first().map(number) else {
        return;
    };
    if sides.len() < 2 || first > MOST || sides.iter().any(|side| number(side) != first) {
        return;
    }
    let leads_to = |leads: &[Lead], to: GroupId| leads.iter().any(|lead| lead.group == to);
    let same = |a: &[Lead], b: &[Lead]| a.iter().all(|lead| leads_to(b, lead.group));
    let votes = |(_, leads): &(Lang, Vec<Lead>)| {
        let others = sides.iter();
        others.filter(|(_, other)| same(leads, other)).count()
    };
    let Some(right) = sides
        .iter()
        .max_by_key(|side| (votes(side), side.0 == policy.source))
    else {
        return;
    };
    for (lang, leads) in &sides {
        let wrong = leads.iter().find(|lead| {
            sides
                .iter()
                .all(|(other, theirs)| other == lang || !leads_to(theirs, lead.group))
        });
        let lacking = right.1.iter().find(|lead| !leads_to(leads, lead.group));
        let (Some(found), Some(expected)) = (wrong, lacking) else {
            continue;
        };
        // Where the edition has no such section, that is the finding.
        let has = |lang: Lang, group: GroupId| {
            let group = policy.groups.get(group.0 as usize);
            group.is_some_and(|group| !group.of(lang).is_empty())
        };
        if !has(*lang, expected.group) || !has(right.0, found.group) {
            continue;
        }
        let text = |lang: Lang, span: Span| {
            let edition = policy.edition(lang);
            edition
                .map_or("", |edition| edition.document.slice(span))
                .to_owned()
        };
        let agreeing: Vec<&(Lang, Vec<Lead>)> = sides
            .iter()
            .filter(|(_, theirs)| leads_to(theirs, expected.group))
            .collect();
        let finding = out.report("reference-mismatch");
        finding
            .arg("lang", *lang)
            .arg(
                "langs",
                agreeing.iter().map(|side| side.0).collect::<Vec<_>>(),
            )
            .arg("found", text(*lang, found.span))
            .arg("expected", text(right.0, expected.span))
            .confidence(group.confidence * if agreeing.len() > 1 { 0.92 } else { 0.8 })
            .primary(*lang, found.span);
        if group.confidence < 0.5 {
            finding.severity(Severity::Info);
        }
        for (other, theirs) in agreeing {
            if let Some(lead) = theirs.iter().find(|lead| lead.group == expected.group) {
                finding.counterpart(*other, lead.span);
            }
        }
    }
}

/// The titles of an edition's headings, without labels and brackets.
fn titles(policy: &Policy, lang: Lang) -> Titles {
    let mut titles = Titles::new();
    let Some(edition) = policy.edition(lang) else {
        return titles;
    };
    for (id, clause) in edition.document.iter() {
        if !matches!(clause.kind, ClauseKind::Heading) || clause.class != Class::Text {
            continue;
        }
        let Some(group) = policy.group_of.get(&lang).and_then(|of| of.get(id.index())) else {
            continue;
        };
        let title = bare(edition.document.slice(clause.body));
        if title.chars().count() >= SHORTEST {
            titles
                .entry(title)
                .and_modify(|known| *known = None)
                .or_insert(Some(*group));
        }
    }
    titles
}

/// The titles that some clauses name, in their order; headings name none.
fn leads(policy: &Policy, lang: Lang, clauses: &[ClauseId], titles: &Titles) -> Vec<Lead> {
    let mut out = Vec::new();
    let Some(edition) = policy.edition(lang).filter(|_| !titles.is_empty()) else {
        return out;
    };
    for id in clauses {
        let clause = edition.document.clause(*id);
        if matches!(clause.kind, ClauseKind::Heading) {
            continue;
        }
        let text = edition.document.slice(clause.body);
        for span in quotations(text, 0) {
            if let Some(Some(group)) = titles.get(&bare(&text[span.range()])) {
                out.push(Lead {
                    span: span.shifted(clause.body.start),
                    group: *group,
                });
            }
        }
    }
    out
}

/// A title as it is compared: folded, without brackets round it and stops behind it.
fn bare(title: &str) -> String {
    let around = |c: char| c.is_whitespace() || "()（）【】「」“”\"'《》:：.。".contains(c);
    folded(title.trim_matches(around)).into_owned()
}
