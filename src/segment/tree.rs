//! Units → clauses: nesting, heading levels, ordinal paths.

use super::heading;
use super::unit::Unit;
use crate::model::{BlockKind, Clause, ClauseId, ClauseKind, Label, LabelKind};
use crate::text::{Lang, Source};

/// What makes siblings: clauses of one key stand on one level.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    /// A marked-up heading level.
    Markup(u8),
    /// The title of a text without markup.
    Title,
    /// An unlabelled inferred heading.
    Plain,
    /// A label style.
    Styled(Label),
    /// A marked-up list depth.
    List(u8),
}

impl Key {
    fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Styled(a), Self::Styled(b)) => {
                a.kind == b.kind
                    && a.numeral == b.numeral
                    && a.ordinals.len() == b.ordinals.len()
                    && alike(&a.frame, &b.frame)
            }
            _ => self == other,
        }
    }
}

/// Frames that differ only in width or in the closing mark belong to one list, written carelessly.
fn alike(a: &(String, String), b: &(String, String)) -> bool {
    let narrow = |text: &str| crate::text::Folded::new(text).text().trim().to_owned();
    let bracket = |frame: &(String, String)| {
        narrow(&frame.0).starts_with('(') || narrow(&frame.1).starts_with(')')
    };
    bracket(a) == bracket(b)
}

/// An open heading or list.
#[derive(Clone, Debug)]
struct Open {
    key: Key,
    clause: ClauseId,
    level: u8,
}

#[derive(Default)]
struct Builder {
    clauses: Vec<Clause>,
    headings: Vec<Open>,
    lists: Vec<Open>,
    /// Levels of inferred heading styles in the order they came up.
    levels: Vec<(Key, u8)>,
}

/// The clauses of an edition, each parent before its children.
pub(super) fn tree(source: &Source, units: Vec<Unit>, _lang: Lang) -> Vec<Clause> {
    let inferred = heading::headings(source, &units);
    let mut builder = Builder::default();
    for (unit, inferred) in units.into_iter().zip(inferred) {
        match unit.kind {
            BlockKind::Heading(level) => builder.heading(unit, Key::Markup(level), Some(level)),
            BlockKind::Paragraph if inferred => {
                let key = match &unit.label {
                    Some(label) => Key::Styled(label.clone()),
                    None if builder.clauses.is_empty() => Key::Title,
                    None => Key::Plain,
                };
                builder.heading(unit, key, None);
            }
            BlockKind::Item { depth, .. } => builder.item(unit, Key::List(depth)),
            BlockKind::Paragraph if unit.label.is_some() => {
                let key = unit.label.clone().map_or(Key::Plain, Key::Styled);
                builder.item(unit, key);
            }
            BlockKind::Paragraph => builder.leaf(unit, ClauseKind::Paragraph),
            BlockKind::Cell { .. } => builder.leaf(unit, ClauseKind::Cell),
        }
    }
    builder.clauses
}

/// Fixed order of worded ranks, whatever came first.
fn rank(key: &Key) -> Option<u8> {
    match key {
        Key::Title => Some(0),
        Key::Styled(label) => match label.kind {
            LabelKind::Appendix | LabelKind::Part => Some(1),
            LabelKind::Chapter => Some(2),
            LabelKind::Section => Some(3),
            LabelKind::Article => Some(4),
            LabelKind::Paragraph => Some(5),
            LabelKind::Item => Some(6),
            LabelKind::Plain => None,
        },
        _ => None,
    }
}

impl Builder {
    fn heading(&mut self, unit: Unit, key: Key, markup: Option<u8>) {
        let mut level = markup.unwrap_or_else(|| self.level_of(&key));
        // An unmarked heading directly behind another one stands below it.
        let above = self.headings.last().filter(|open| {
            key == Key::Plain
                && open.key == Key::Plain
                && open.clause.index() + 1 == self.clauses.len()
        });
        if let Some(above) = above {
            level = above.level.saturating_add(1);
        }
        while self.headings.last().is_some_and(|open| open.level >= level) {
            self.headings.pop();
        }
        self.lists.clear();
        let parent = self.headings.last().map(|open| open.clause);
        let id = self.push(unit, ClauseKind::Heading, parent, level, markup.is_some());
        self.headings.push(Open {
            key,
            clause: id,
            level,
        });
    }

    /// The level of an inferred heading: that of its style, worded ranks in their fixed order, else one below what is open.
    fn level_of(&mut self, key: &Key) -> u8 {
        if let Some((_, level)) = self.levels.iter().find(|(known, _)| known.matches(key)) {
            return *level;
        }
        let above = |open: &&Open| match (rank(&open.key), rank(key)) {
            (Some(a), Some(b)) => a < b,
            // Unlabelled headings and worded ranks: chapters and articles stand below a plain heading.
            _ => true,
        };
        let level = match key {
            Key::Title => 1,
            Key::Styled(label) if label.kind == LabelKind::Appendix => 2,
            _ => self
                .headings
                .iter()
                .rev()
                .find(above)
                .map_or(2, |open| open.level + 1),
        };
        let level = level.clamp(1, 9);
        self.levels.push((key.clone(), level));
        level
    }

    fn item(&mut self, unit: Unit, key: Key) {
        let ordinal = unit.label.as_ref().map(Label::ordinal);
        if let Some(at) = self.lists.iter().rposition(|open| open.key.matches(&key)) {
            self.lists.truncate(at);
        } else if let Key::List(depth) = key {
            self.lists
                .retain(|open| !matches!(open.key, Key::List(other) if other >= depth));
        } else if ordinal != Some(1)
            && !self.lists.is_empty()
            && matches!(&key, Key::Styled(label) if label.ordinals.len() == 1)
        {
            // Not the first of a list, yet in no open style: a careless label of the innermost open list that it continues.
            let continues = |open: &Open, clauses: &[Clause]| {
                clauses[open.clause.index()]
                    .label
                    .as_ref()
                    .is_some_and(|label| {
                        Some(label.ordinal() + 1) == ordinal && label.ordinals.len() == 1
                    })
            };
            if let Some(at) = self
                .lists
                .iter()
                .rposition(|open| continues(open, &self.clauses))
            {
                self.lists.truncate(at);
            }
        }
        let parent = self
            .lists
            .last()
            .or(self.headings.last())
            .map(|open| open.clause);
        let marked_up = matches!(key, Key::List(_));
        let id = self.push(unit, ClauseKind::Item, parent, 0, marked_up);
        self.lists.push(Open {
            key,
            clause: id,
            level: 0,
        });
    }

    fn leaf(&mut self, unit: Unit, kind: ClauseKind) {
        let parent = self.headings.last().map(|open| open.clause);
        self.push(unit, kind, parent, 0, kind == ClauseKind::Cell);
    }

    fn push(
        &mut self,
        unit: Unit,
        kind: ClauseKind,
        parent: Option<ClauseId>,
        level: u8,
        marked_up: bool,
    ) -> ClauseId {
        let id = ClauseId(u32::try_from(self.clauses.len()).unwrap_or(u32::MAX));
        let depth = parent.map_or(0, |parent| {
            self.clauses[parent.index()].depth.saturating_add(1)
        });
        let number = unit
            .label
            .as_ref()
            .map_or_else(Vec::new, |label| self.number(label, parent));
        self.clauses.push(Clause {
            kind,
            class: unit.class,
            depth,
            level,
            parent,
            label: unit.label,
            number,
            marker: unit.marker,
            span: unit.span,
            body: unit.body,
            marked_up,
            inline: unit.inline,
        });
        id
    }

    /// The ordinal path: articles count through all chapters and dotted labels say it themselves; else the path of the
    /// nearest numbered clause above, and the ordinal.
    fn number(&self, label: &Label, parent: Option<ClauseId>) -> Vec<u16> {
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
            let clause = &self.clauses[id.index()];
            if !clause.number.is_empty() {
                let mut path = clause.number.clone();
                path.extend(&label.ordinals);
                return path;
            }
            above = clause.parent;
        }
        label.ordinals.clone()
    }
}
