//! Labelled clauses of one edition → the lists in which they count.
//!
//! A list holds the labels that follow each other: the headings of a document, the articles of all its
//! chapters, 2.1 2.2 2.3, the items below one clause. The tree says which clauses are siblings; which of
//! them count together is told by their ordinals, so that a list goes on behind a list of the same style
//! that was not nested below it, and behind a label that was written carelessly. Branch labels (第十二条之二)
//! and numbers that markup counts are left out: the first are no siblings, the second cannot be wrong.

use crate::model::{Class, Clause, ClauseId, ClauseKind, Document, Label, LabelKind, Numeral};
use foldhash::{HashMap, HashMapExt as _};

/// Clauses whose labels count one after another, in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) members: Vec<ClauseId>,
}

/// What labels must share to count together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Scope {
    /// Articles, parts and appendices count through the whole document.
    Document(LabelKind),
    /// Dotted labels say it themselves: 2.1 and 2.2 count behind `[2]`.
    Behind(LabelKind, Vec<u16>),
    /// The clauses below one clause.
    Below(LabelKind, Option<ClauseId>),
}

/// Numeral systems that one list may mix by carelessness or by reading: widths, and letters that are Roman numerals too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Arabic,
    Han,
    Circled,
    Lower,
    Upper,
    Kana,
    Word,
}

/// What is left of a label's style when careless differences are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    system: System,
    /// Opened by a bracket, closed by one, or neither.
    bracket: (bool, bool),
}

impl Style {
    fn of(label: &Label) -> Self {
        let system = match label.numeral {
            Numeral::Arabic | Numeral::ArabicFull => System::Arabic,
            Numeral::Han | Numeral::HanFormal => System::Han,
            Numeral::Circled => System::Circled,
            Numeral::LatinLower | Numeral::RomanLower | Numeral::VietnameseLower => System::Lower,
            Numeral::LatinUpper | Numeral::RomanUpper => System::Upper,
            Numeral::Aiueo | Numeral::Iroha => System::Kana,
            Numeral::Word => System::Word,
        };
        let bracket = (
            label.frame.0.contains(['(', '（', '【', '[']),
            label.frame.1.contains([')', '）', '】', ']']),
        );
        Self { system, bracket }
    }
}

/// A list that may go on.
struct Open {
    list: usize,
    /// The style of its first label.
    style: Style,
    last: u16,
    heading: Option<u8>,
}

/// So many lists of one scope may be interrupted at a time.
const DEPTH: usize = 8;

/// The label of a clause that counts: written in the text, and no branch.
pub(super) fn counted(clause: &Clause) -> Option<&Label> {
    let label = clause.label.as_ref()?;
    (clause.class == Class::Text
        && !label.branch
        && !label.ordinals.is_empty()
        && !label.written.is_empty())
    .then_some(label)
}

/// All lists of a document, in the order of their first members.
pub(super) fn lists(document: &Document) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut open: HashMap<Scope, Vec<Open>> = HashMap::new();
    for (id, clause) in document.iter() {
        let Some(label) = counted(clause) else {
            continue;
        };
        let (style, ordinal) = (Style::of(label), label.ordinal());
        let heading = (clause.kind == ClauseKind::Heading).then_some(clause.level);
        let stack = open.entry(scope(label, clause)).or_default();
        if let Some(at) = place(stack, style, ordinal, heading, &lists) {
            stack.truncate(at + 1);
            lists[stack[at].list].members.push(id);
            stack[at].last = ordinal;
        } else if let Some(at) = taken_for_a_start(stack, style, ordinal, &lists) {
            // 1 2 3 1 5: the single 1 was no start of a list, but the fourth label of this one.
            let strays: Vec<ClauseId> = stack
                .drain(at + 1..)
                .flat_map(|stray| std::mem::take(&mut lists[stray.list].members))
                .collect();
            let members = &mut lists[stack[at].list].members;
            members.extend(strays);
            members.push(id);
            stack[at].last = ordinal;
        } else if let Some(top) = stack
            .last_mut()
            .filter(|top| top.style == style && ordinal > 1)
        {
            lists[top.list].members.push(id);
            top.last = ordinal;
        } else {
            if stack.len() == DEPTH {
                stack.remove(0);
            }
            stack.push(Open {
                list: lists.len(),
                style,
                last: ordinal,
                heading,
            });
            lists.push(List { members: vec![id] });
        }
    }
    lists.retain(|list| !list.members.is_empty());
    lists
}

fn scope(label: &Label, clause: &Clause) -> Scope {
    match (label.ordinals.as_slice(), label.kind) {
        ([prefix @ .., _], kind) if !prefix.is_empty() => Scope::Behind(kind, prefix.to_vec()),
        (_, kind @ (LabelKind::Article | LabelKind::Part | LabelKind::Appendix)) => {
            Scope::Document(kind)
        }
        (_, kind) => Scope::Below(kind, clause.parent),
    }
}

/// The open list that the ordinal carries on, the innermost of its own style first.
fn place(
    stack: &[Open],
    style: Style,
    ordinal: u16,
    heading: Option<u8>,
    lists: &[List],
) -> Option<usize> {
    let next = |open: &Open| open.last.checked_add(1) == Some(ordinal);
    // Two headings of one level that both are the first: headings do not start anew below one parent.
    let twice = |open: &Open| {
        ordinal == 1
            && open.last == 1
            && heading.is_some()
            && open.heading == heading
            && lists[open.list].members.len() == 1
    };
    let own = stack
        .iter()
        .rposition(|open| open.style == style && (next(open) || twice(open)));
    let careless = || {
        let at = stack.iter().rposition(next)?;
        (ordinal > 1).then_some(at)
    };
    let known = || {
        stack
            .iter()
            .any(|open| open.style == style && lists[open.list].members.len() > 1)
    };
    own.or_else(|| if known() { None } else { careless() })
}

/// The list below the top of the stack that the ordinal carries on when the single 1 above it took the place of a label.
fn taken_for_a_start(stack: &[Open], style: Style, ordinal: u16, lists: &[List]) -> Option<usize> {
    let [.., below, top] = stack else { return None };
    let single = top.style == style && top.last == 1 && lists[top.list].members.len() == 1;
    (single && below.style == style && below.last.checked_add(2) == Some(ordinal))
        .then_some(stack.len() - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang;

    /// The lists of an edition as their labels.
    fn shown(lines: &str) -> Vec<String> {
        let policy = Sample::new(Lang::En).edition(Lang::En, lines).policy();
        let document = &policy.editions[&Lang::En].document;
        let label = |id: &ClauseId| {
            document
                .clause(*id)
                .label
                .as_ref()
                .map_or("-", |label| document.slice(label.written))
        };
        lists(document)
            .iter()
            .map(|list| list.members.iter().map(label).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn labels_count_in_lists() {
        let cases: &[(&str, &[&str])] = &[
            ("a · 1. 1 x\nb · 2. 2 x\nc · 3. 3 x", &["1. 2. 3."]),
            // A second list starts at 1.
            (
                "a · 1. 1 x\nb · 2. 2 x\nc · 1. 1 x\nd · 2. 2 x",
                &["1. 2.", "1. 2."],
            ),
            // A list of the same style stands inside; the outer one goes on.
            (
                "a · 1. 1 x\nb · 2. 2 x\nc · 1. 1 x\nd · 2. 2 x\ne · 3. 3 x\nf · 3. 3 x",
                &["1. 2. 3.", "1. 2. 3."],
            ),
            // Careless styles count on.
            ("a · 1. 1 x\nb · 2) 2 x\nc · 3. 3 x", &["1. 2) 3."]),
            (
                "a · 一、 1 x\nb · 2、 2 x\nc · 三、 3 x",
                &["一、 2、 三、"],
            ),
            // Another style below the same parent is another list.
            (
                "a · 1. 1 x\nb · (1) 1 x\nc · (2) 2 x\nd · 2. 2 x",
                &["1. 2.", "(1) (2)"],
            ),
            // A wrong label is no start.
            (
                "a · 1. 1 x\nb · 2. 2 x\nc · 1. 1 x\nd · 4. 4 x",
                &["1. 2. 1. 4."],
            ),
            // Dotted labels by their prefix, articles through chapters.
            (
                "a # 2.1 2.1 x\nb # 2.2 2.2 x\nc # 3.1 3.1 x",
                &["2.1 2.2", "3.1"],
            ),
            (
                "a # 第一章 1 x\n  b # 第一条 1 x\nc # 第二章 2 x\n  d # 第二条 2 x",
                &["第一章 第二章", "第一条 第二条"],
            ),
            ("a # 1. 1 x\nb # 1. 1 x\nc # 2. 2 x", &["1. 1. 2."]),
        ];
        for (lines, expected) in cases {
            assert_eq!(shown(lines), *expected, "{lines}");
        }
    }
}
