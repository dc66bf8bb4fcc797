//! The open elements of an HTML page, and what they make of the text inside them.

use super::elements::Furniture;
use crate::model::BlockKind;

/// What an element is to the blocks inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing of its own.
    Plain,
    /// A heading of a level.
    Heading(u8),
    /// A list: the number of its next item where it is ordered.
    List {
        next: Option<i64>,
        step: i64,
        reversed: bool,
        items: Vec<usize>,
    },
    /// An item. `used`: something in it was shown; `from`: how many blocks there were before it; `at`: the end of its tag.
    Item {
        kind: BlockKind,
        used: bool,
        from: usize,
        at: usize,
    },
    /// A table; `next` is the number of its next row.
    Table { next: u16 },
    /// A row. `data`: it holds a cell that is no header.
    Row {
        row: u16,
        next: u16,
        from: usize,
        data: bool,
    },
    /// A cell.
    Cell { kind: BlockKind, from: usize },
    /// A link.
    Link,
}

/// An open element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) block: bool,
    pub(super) unseen: bool,
    pub(super) furniture: Furniture,
    pub(super) place: Place,
}

/// The open elements, outermost first. `furniture` and `unseen` of each hold for everything in it.
#[derive(Debug)]
pub(super) struct Stack {
    pub(super) open: Vec<Element>,
    blocks: usize,
    limit: usize,
}

impl Stack {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            open: Vec::new(),
            blocks: 0,
            limit,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn top(&self) -> Option<&Element> {
        self.open.last()
    }

    pub(super) fn furniture(&self) -> Furniture {
        self.top()
            .map_or(Furniture::No, |element| element.furniture)
    }

    pub(super) fn is_unseen(&self) -> bool {
        self.top().is_some_and(|element| element.unseen)
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    pub(super) fn in_heading(&self) -> bool {
        self.open
            .iter()
            .any(|element| matches!(element.place, Place::Heading(_)))
    }

    /// Opens an element. Block elements beyond the bound are an error, which is the bound; inline ones, which authors
    /// forget to close, are let go.
    pub(super) fn push(&mut self, mut element: Element) -> Result<(), usize> {
        if element.block {
            self.blocks += 1;
            if self.blocks > self.limit {
                return Err(self.limit);
            }
        } else if self.open.len() - self.blocks >= self.limit {
            return Ok(());
        }
        element.furniture = element.furniture.max(self.furniture());
        element.unseen |= self.is_unseen();
        self.open.push(element);
        Ok(())
    }

    pub(super) fn pop(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        self.blocks -= usize::from(element.block);
        Some(element)
    }

    /// What a new element is to the blocks in it. Counts items, rows and cells of the list and table that it stands in.
    pub(super) fn place(
        &mut self,
        name: &str,
        attribute: impl Fn(&str) -> Option<String>,
        from: usize,
        at: usize,
    ) -> Place {
        let number = |name: &str| {
            attribute(name)
                .and_then(|value| value.trim().parse::<i64>().ok())
                .map(|value| value.clamp(-65_536, 65_536))
        };
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Place::Heading(name.as_bytes()[1] - b'0'),
            "a" => Place::Link,
            "ol" => {
                let reversed = attribute("reversed").is_some();
                let start = number("start");
                Place::List {
                    next: Some(start.unwrap_or(1)),
                    step: if reversed { -1 } else { 1 },
                    reversed: reversed && start.is_none(),
                    items: Vec::new(),
                }
            }
            "ul" | "menu" | "dir" => Place::List {
                next: None,
                step: 0,
                reversed: false,
                items: Vec::new(),
            },
            "li" => {
                let value = number("value");
                let lists = self
                    .open
                    .iter()
                    .filter(|element| matches!(element.place, Place::List { .. }))
                    .count();
                let depth = u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX);
                let number = self
                    .count_item(value)
                    .and_then(|number| u16::try_from(number).ok());
                Place::Item {
                    kind: BlockKind::Item { depth, number },
                    used: false,
                    from,
                    at,
                }
            }
            "table" if matches!(attribute("role").as_deref(), Some("presentation" | "none")) => {
                Place::Plain
            }
            "table" => Place::Table { next: 0 },
            "tr" => match self.enclosing(|place| matches!(place, Place::Table { .. })) {
                Some(Place::Table { next }) => {
                    let row = *next;
                    *next = next.saturating_add(1);
                    Place::Row {
                        row,
                        next: 0,
                        from,
                        data: false,
                    }
                }
                _ => Place::Plain,
            },
            "td" | "th" => match self
                .enclosing(|place| matches!(place, Place::Row { .. } | Place::Table { .. }))
            {
                Some(Place::Row {
                    row, next, data, ..
                }) => {
                    let kind = BlockKind::Cell {
                        row: *row,
                        column: *next,
                    };
                    let wide = number("colspan")
                        .and_then(|span| u16::try_from(span).ok())
                        .unwrap_or(1);
                    *next = next.saturating_add(wide.clamp(1, 1000));
                    *data |= name == "td";
                    Place::Cell { kind, from }
                }
                _ => Place::Plain,
            },
            _ => match attribute("role").as_deref() {
                Some("heading") => {
                    let level = number("aria-level")
                        .and_then(|level| u8::try_from(level).ok())
                        .unwrap_or(2);
                    Place::Heading(level.clamp(1, 6))
                }
                _ => Place::Plain,
            },
        }
    }

    fn count_item(&mut self, value: Option<i64>) -> Option<i64> {
        match self.enclosing(|place| matches!(place, Place::List { .. })) {
            Some(Place::List {
                next: Some(next),
                step,
                reversed,
                ..
            }) => {
                let number = value.unwrap_or(*next);
                *next = number + *step;
                *reversed &= value.is_none();
                Some(number)
            }
            _ => value,
        }
    }

    fn enclosing(&mut self, wanted: impl Fn(&Place) -> bool) -> Option<&mut Place> {
        self.open
            .iter_mut()
            .rev()
            .map(|element| &mut element.place)
            .find(|place| wanted(place))
    }

    /// The kind of a block that ends here.
    pub(super) fn kind(&self) -> BlockKind {
        for element in self.open.iter().rev() {
            match element.place {
                Place::Heading(level) => return BlockKind::Heading(level),
                Place::Item { used: true, .. } => return BlockKind::Paragraph,
                Place::Item { kind, .. } | Place::Cell { kind, .. } => return kind,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }

    /// Notes that a block was written inside all open elements.
    pub(super) fn note_block(&mut self, kind: BlockKind, index: usize) {
        if matches!(kind, BlockKind::Item { .. })
            && let Some(Place::List {
                reversed: true,
                items,
                ..
            }) = self.enclosing(|place| matches!(place, Place::List { .. }))
        {
            items.push(index);
        }
        self.use_items();
    }

    /// Marks all open items as holding something.
    pub(super) fn use_items(&mut self) {
        for element in &mut self.open {
            if let Place::Item { used, .. } = &mut element.place {
                *used = true;
            }
        }
    }

    /// Notes that the innermost item shows something that is no text: it is not empty.
    pub(super) fn fill_item(&mut self) {
        if let Some(Place::Item { from, .. }) =
            self.enclosing(|place| matches!(place, Place::Item { .. }))
        {
            *from = usize::MAX;
        }
    }

    /// The first row of the table was no header: rows count from 1.
    pub(super) fn skip_header_row(&mut self) {
        if let Some(Place::Table { next }) =
            self.enclosing(|place| matches!(place, Place::Table { .. }))
        {
            *next = next.saturating_add(1);
        }
    }
}
