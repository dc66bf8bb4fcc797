//! References of one edition → the clauses that they mean.
//!
//! Resolving is generous: Section 4, 第四部分, 第4項, Mục 4 and 第四条 may all mean the fourth heading, a
//! paragraph that is cited by number may carry none (款 and the first 項 never do), and an appendix may be a
//! document of its own. A reference dangles only when the edition has what it names and not this one.

use super::list::counted;
use crate::model::{ClauseId, ClauseKind, Document, LabelKind, Reference};
use foldhash::{HashMap, HashMapExt as _};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// These clauses (several where labels repeat), and the ordinals below them that no label shows.
    Clauses(Vec<ClauseId>, Vec<u16>),
    /// Something that this edition cannot tell.
    Unknown,
    /// Nothing: clauses of this kind are labelled, and none so.
    Nothing,
}

/// The labels of an edition by what references call them.
pub(super) struct Resolver<'d> {
    document: &'d Document,
    /// Clauses by ordinal path.
    by_path: HashMap<&'d [u16], Vec<ClauseId>>,
    /// Clauses by the ordinals that their label writes.
    by_label: HashMap<(LabelKind, &'d [u16]), Vec<ClauseId>>,
    /// For each kind how many labels.
    kinds: HashMap<LabelKind, usize>,
    /// How many clauses at the top are numbered.
    top: usize,
    /// Some label stands below another.
    is_deep: bool,
    /// For each clause how many clauses stand directly below it.
    below: Vec<u32>,
}

/// Several clauses may answer to one number; more than these say nothing.
const MOST: usize = 4;

impl<'d> Resolver<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut by_path: HashMap<&[u16], Vec<ClauseId>> = HashMap::new();
        let mut by_label: HashMap<(LabelKind, &[u16]), Vec<ClauseId>> = HashMap::new();
        let mut kinds: HashMap<LabelKind, usize> = HashMap::new();
        let (mut top, mut is_deep) = (0, false);
        let mut below = vec![0u32; document.clauses.len()];
        for (id, clause) in document.iter() {
            if let Some(parent) = clause.parent {
                below[parent.index()] += 1;
            }
            let Some(label) = clause.label.as_ref().filter(|label| {
                clause.class == crate::model::Class::Text && !label.ordinals.is_empty()
            }) else {
                continue;
            };
            let note = |list: &mut Vec<ClauseId>| {
                if list.len() <= MOST {
                    list.push(id);
                }
            };
            note(by_path.entry(clause.number.as_slice()).or_default());
            note(
                by_label
                    .entry((label.kind, label.ordinals.as_slice()))
                    .or_default(),
            );
            *kinds.entry(label.kind).or_default() += 1;
            top += usize::from(
                clause.number.len() == 1
                    && label.kind != LabelKind::Appendix
                    && counted(clause).is_some(),
            );
            is_deep |= clause.number.len() > 1;
        }
        Self {
            document,
            by_path,
            by_label,
            kinds,
            top,
            is_deep,
            below,
        }
    }

    /// What a reference in clause `at` leads to.
    pub(super) fn target(&self, at: ClauseId, to: &Reference) -> Target {
        let Reference::Absolute {
            kind,
            ordinals,
            here,
        } = to
        else {
            return Target::Unknown;
        };
        if ordinals.is_empty() || ordinals.len() > 8 {
            return Target::Unknown;
        }
        let is_low = matches!(kind, LabelKind::Paragraph | LabelKind::Item);
        if *here || is_low {
            return self.below_own(at, ordinals, *here).unwrap_or_else(|| {
                match self.outermost(*kind, &ordinals[..1]) {
                    // 第4項 may be said of the fourth heading.
                    Some(found) if !*here && found.len() == 1 => {
                        Target::Clauses(found, ordinals[1..].to_vec())
                    }
                    _ => Target::Unknown,
                }
            });
        }
        // The longest part of the reference that labels show; what is left below it is cited by counting.
        for taken in (1..=ordinals.len()).rev() {
            let Some(found) = self.outermost(*kind, &ordinals[..taken]) else {
                continue;
            };
            if found.len() > MOST {
                return Target::Unknown;
            }
            let rest = ordinals[taken..].to_vec();
            return if self.may_count(&found, &rest, *kind) {
                Target::Clauses(found, rest)
            } else {
                Target::Nothing
            };
        }
        if self.is_labelled(*kind, ordinals) {
            Target::Nothing
        } else {
            Target::Unknown
        }
    }

    /// Clauses whose label or path says `ordinals`.
    fn outermost(&self, kind: LabelKind, ordinals: &[u16]) -> Option<Vec<ClauseId>> {
        if let Some(found) = self.by_label.get(&(kind, ordinals)) {
            return Some(found.clone());
        }
        if kind == LabelKind::Appendix {
            return None;
        }
        // A dotted label or a nested one; then the top of the document whatever its rank is called.
        let Some(path) = self.by_path.get(ordinals) else {
            return self.in_a_row(kind, ordinals);
        };
        let fits = |id: &&ClauseId| {
            self.document
                .clause(**id)
                .label
                .as_ref()
                .is_some_and(|label| label.kind != LabelKind::Appendix)
        };
        let found: Vec<ClauseId> = path.iter().filter(fits).copied().collect();
        (!found.is_empty()).then_some(found)
    }

    /// The heading with a bare number, where sections are counted through all parts: 10. below Part B.
    fn in_a_row(&self, kind: LabelKind, ordinals: &[u16]) -> Option<Vec<ClauseId>> {
        if !matches!(
            kind,
            LabelKind::Section | LabelKind::Plain | LabelKind::Article
        ) {
            return None;
        }
        let labelled = self.by_label.get(&(LabelKind::Plain, ordinals))?;
        let heads = |id: &&ClauseId| self.document.clause(**id).kind == ClauseKind::Heading;
        let found: Vec<ClauseId> = labelled.iter().filter(heads).copied().collect();
        (!found.is_empty()).then_some(found)
    }

    /// Below the article or section that the reference stands in: 本条第2款, khoản 2 Điều này, item (b).
    fn below_own(&self, at: ClauseId, ordinals: &[u16], here: bool) -> Option<Target> {
        let chain = std::iter::successors(Some(at), |id| self.document.clause(*id).parent).take(32);
        let mut numbered = None;
        for id in chain {
            let clause = self.document.clause(id);
            if clause.number.is_empty() {
                continue;
            }
            let path: Vec<u16> = clause.number.iter().chain(ordinals).copied().collect();
            if let Some(found) = self
                .by_path
                .get(path.as_slice())
                .filter(|found| found.len() <= MOST)
            {
                return Some(Target::Clauses(found.clone(), Vec::new()));
            }
            if clause.kind == ClauseKind::Heading
                || clause
                    .label
                    .as_ref()
                    .is_some_and(|label| label.kind == LabelKind::Article)
            {
                numbered = Some(id);
                break;
            }
        }
        // Paragraphs that are counted, not labelled.
        if here {
            numbered.map(|own| Target::Clauses(vec![own], ordinals.to_vec()))
        } else {
            None
        }
    }

    /// Whether clauses below `found` can be meant by `rest` although no label says so.
    fn may_count(&self, found: &[ClauseId], rest: &[u16], kind: LabelKind) -> bool {
        let [next, deeper @ ..] = rest else {
            return true;
        };
        if kind == LabelKind::Appendix || !deeper.is_empty() {
            return true;
        }
        // Its labelled children count 1 to n: the number is beyond, and beyond all that could be counted.
        found.iter().any(|id| {
            let clause = self.document.clause(*id);
            let child = |ordinal: u16| {
                let path: Vec<u16> = clause.number.iter().copied().chain([ordinal]).collect();
                self.by_path.contains_key(path.as_slice())
            };
            !(child(1) && child(2)) || u32::from(*next) <= self.below[id.index()]
        })
    }

    /// Whether the edition labels its clauses in the way that the reference names them.
    fn is_labelled(&self, kind: LabelKind, ordinals: &[u16]) -> bool {
        let of = |kind: LabelKind| self.kinds.get(&kind).copied().unwrap_or(0);
        match kind {
            LabelKind::Article | LabelKind::Chapter | LabelKind::Part => of(kind) >= 2,
            LabelKind::Appendix => of(kind) >= 1,
            // A section may be a heading of any style.
            LabelKind::Section | LabelKind::Plain => {
                self.top >= 2 && (ordinals.len() == 1 || self.is_deep)
            }
            LabelKind::Paragraph | LabelKind::Item => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang;

    const SECTIONS: &str = "a # 1. 1 A\n  b · 1.1 1.1 x\n  c · 1.2 1.2 x\nd # 2. 2 B\n  e p - - y\nf # 3. 3 C\n  g · (a) 1 x\n  h · (b) 2 x";
    const ARTICLES: &str = "a # 第一条 1 甲\n  b p - - x\n  c p - - y\nd # 第二条 2 乙\n  e · （一） 1 x\n  f · （二） 2 y\ng # 第三条 3 丙";

    const PARTS: &str =
        "a # 第一章 1 甲\n  b # 1. 1 x\n  c # 2. 2 y\nd # 第二章 2 乙\n  e # 3. 3 z\n  f # 4. 4 u";

    /// The target of a reference in the last clause: its labels and what is left, `?` unknown, `-` nothing.
    fn target(lines: &str, kind: LabelKind, ordinals: &[u16], here: bool) -> String {
        let policy = Sample::new(Lang::En).edition(Lang::En, lines).policy();
        let document = &policy.editions[&Lang::En].document;
        let last = ClauseId(u32::try_from(document.clauses.len() - 1).unwrap());
        match Resolver::new(document).target(
            last,
            &Reference::Absolute {
                kind,
                ordinals: ordinals.to_vec(),
                here,
            },
        ) {
            Target::Clauses(ids, rest) => {
                let label = |id: &ClauseId| {
                    document
                        .clause(*id)
                        .label
                        .as_ref()
                        .map_or("-", |label| document.slice(label.written))
                };
                let rest: String = rest.iter().map(|ordinal| format!("+{ordinal}")).collect();
                format!(
                    "{}{rest}",
                    ids.iter().map(label).collect::<Vec<_>>().join(",")
                )
            }
            Target::Unknown => "?".to_owned(),
            Target::Nothing => "-".to_owned(),
        }
    }

    #[test]
    fn references_find_what_can_be_meant() {
        use LabelKind::{Appendix, Article, Paragraph, Plain, Section};
        let cases: &[(&str, LabelKind, &[u16], bool, &str)] = &[
            (SECTIONS, Section, &[2], false, "2."),
            (SECTIONS, Plain, &[1, 2], false, "1.2"),
            (SECTIONS, Section, &[3, 2], false, "(b)"),
            (SECTIONS, Section, &[2, 1], false, "2.+1"),
            (SECTIONS, Section, &[4], false, "-"),
            (SECTIONS, Section, &[23, 1], false, "-"),
            (SECTIONS, Section, &[1, 9], false, "-"),
            (SECTIONS, Article, &[2], false, "2."),
            // A law's article in a policy without articles; an appendix of another document.
            (SECTIONS, Article, &[31], false, "?"),
            (SECTIONS, Appendix, &[1], false, "?"),
            (SECTIONS, Paragraph, &[1], false, "(a)"),
            // Sections that are counted through all chapters.
            (PARTS, Section, &[3], false, "3."),
            (PARTS, Section, &[9], false, "-"),
            (ARTICLES, Article, &[2], false, "第二条"),
            (ARTICLES, Article, &[2, 2], false, "（二）"),
            // Paragraphs are counted, not labelled.
            (ARTICLES, Article, &[1, 2], false, "第一条+2"),
            (ARTICLES, Article, &[9], false, "-"),
            (ARTICLES, Section, &[3], false, "第三条"),
            (ARTICLES, Paragraph, &[2], true, "第三条+2"),
        ];
        for (lines, kind, ordinals, here, expected) in cases {
            assert_eq!(
                target(lines, *kind, ordinals, *here),
                *expected,
                "{kind:?} {ordinals:?}"
            );
        }
    }
}
