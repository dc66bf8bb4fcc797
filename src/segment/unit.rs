//! Blocks → units: one label at most, one clause each.
//!
//! A label may have several readings (`i)` is a letter or a Roman numeral);
//! the labels before it decide. A unit whose own list goes on inside its line
//! (`（3）…。（4）…`) is taken apart there.

use crate::language;
use crate::model::{Block, BlockKind, Class, Label, LabelKind, Numeral};
use crate::text::{Lang, Source, Span};

/// What becomes a clause.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) kind: BlockKind,
    pub(super) class: Class,
    pub(super) marker: Option<Span>,
    pub(super) label: Option<Label>,
    /// Label, marker and text.
    pub(super) span: Span,
    /// Text behind label and marker.
    pub(super) body: Span,
    /// Begins inside the line of the unit before it.
    pub(super) inline: bool,
}

/// The units of an edition's blocks; `classes` says what each block is.
pub(super) fn units(source: &Source, blocks: &[Block], classes: &[Class], lang: Lang) -> Vec<Unit> {
    let readings: Vec<Vec<Label>> = blocks
        .iter()
        .map(|block| readings(source, block, lang))
        .collect();
    let mut choice = Choice::new(&readings);
    let mut units = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let class = if block.furniture {
            Class::Furniture
        } else {
            classes.get(at).copied().unwrap_or(Class::Text)
        };
        let mut label = if class == Class::Furniture {
            None
        } else {
            choice.choose(&readings[at])
        };
        if let (
            None,
            BlockKind::Item {
                number: Some(number),
                ..
            },
        ) = (&label, block.kind)
        {
            label = Some(automatic(number, block.span));
        }
        let mut span = block
            .marker
            .map_or(block.span, |marker| marker.join(block.span));
        if block.span.is_empty() && block.marker.is_none() {
            span = block.span;
        }
        let body = match &label {
            Some(label) if !label.written.is_empty() => {
                behind(source, label.written.end, block.span.end)
            }
            _ => block.span,
        };
        units.push(Unit {
            kind: block.kind,
            class,
            marker: block.marker,
            label,
            span,
            body,
            inline: false,
        });
        take_apart(source, &mut units, readings.get(at + 1), lang, &mut choice);
    }
    units
}

fn readings(source: &Source, block: &Block, lang: Lang) -> Vec<Label> {
    if matches!(block.kind, BlockKind::Cell { .. }) {
        return Vec::new();
    }
    let mut labels = language::of(lang).labels(source.slice(block.span));
    for label in &mut labels {
        label.written = label.written.shifted(block.span.start);
    }
    labels
}

/// A number that the markup gives an item; nothing is written in the text.
fn automatic(number: u16, at: Span) -> Label {
    Label {
        ordinals: vec![number],
        kind: LabelKind::Plain,
        numeral: Numeral::Arabic,
        frame: (String::new(), ".".to_owned()),
        branch: false,
        written: Span {
            start: at.start,
            end: at.start,
        },
    }
}

/// The text from `start` to `end` without white space before it.
fn behind(source: &Source, start: u32, end: u32) -> Span {
    let text = source.slice(Span { start, end });
    let skipped = text.len() - text.trim_start().len();
    Span {
        start: start + u32::try_from(skipped).unwrap_or(0),
        end,
    }
}

/// A bare number without any mark (`1 Scope`).
fn is_bare(label: &Label) -> bool {
    label.frame.0.is_empty()
        && label.frame.1.is_empty()
        && label.ordinals.len() == 1
        && label.kind == LabelKind::Plain
}

/// Chooses between readings by the lists that are open.
struct Choice {
    /// The last label of each style, the latest style last.
    open: Vec<Label>,
    /// Bare numbers count in this document: at least two follow each other.
    bare: bool,
}

impl Choice {
    fn new(readings: &[Vec<Label>]) -> Self {
        let bare: Vec<u16> = readings
            .iter()
            .filter_map(|labels| labels.iter().find(|label| is_bare(label)))
            .map(Label::ordinal)
            .collect();
        let rising = bare
            .windows(2)
            .filter(|pair| pair[1] == pair[0] + 1)
            .count();
        let bare = bare.first() == Some(&1) && rising * 2 >= bare.len() && rising > 0;
        Self {
            open: Vec::new(),
            bare,
        }
    }

    fn choose(&mut self, readings: &[Label]) -> Option<Label> {
        let usable: Vec<&Label> = readings
            .iter()
            .filter(|label| self.bare || !is_bare(label))
            .collect();
        let rank = |label: &Label| -> u8 {
            let last = self.open.iter().rev().find(|open| open.same_style(label));
            if self.goes_on_in_latin(label) {
                return 0;
            }
            match last {
                Some(last) if last.ordinal() + 1 == label.ordinal() => 0,
                _ if label.ordinal() == 1 => 1,
                Some(last) if last.ordinal() <= label.ordinal() => 2,
                Some(_) => 3,
                None => 4,
            }
        };
        let best = usable
            .iter()
            .enumerate()
            .min_by_key(|(at, label)| (rank(label), *at))
            .map(|(_, label)| (*label).clone())?;
        self.follow(&best);
        Some(best)
    }

    /// Whether a label is the next Latin letter behind one that Vietnamese has too: a Vietnamese list may do without đ.
    fn goes_on_in_latin(&self, label: &Label) -> bool {
        let vietnamese = Label {
            numeral: Numeral::VietnameseLower,
            ..label.clone()
        };
        let last = || {
            self.open
                .iter()
                .rev()
                .find(|open| open.same_style(&vietnamese))
        };
        label.numeral == Numeral::LatinLower
            && last().is_some_and(|last| last.ordinal() + 1 == label.ordinal())
    }

    /// Notes a label as the last of its style.
    fn follow(&mut self, label: &Label) {
        self.open.retain(|open| !open.same_style(label));
        self.open.push(label.clone());
    }
}

/// Splits the last unit where the next item of its own list begins inside it.
fn take_apart(
    source: &Source,
    units: &mut Vec<Unit>,
    next: Option<&Vec<Label>>,
    lang: Lang,
    choice: &mut Choice,
) {
    loop {
        let Some(unit) = units.last() else { return };
        let Some(label) = &unit.label else { return };
        if label.written.is_empty()
            || label.ordinals.len() != 1
            || is_bare(label)
            || unit.class == Class::Furniture
        {
            return;
        }
        // The list goes on in the next block with the same ordinal: then what stands inside is something else.
        let continues = |found: &Label| {
            next.is_some_and(|labels| {
                labels
                    .iter()
                    .any(|label| label.same_style(found) && label.ordinal() == found.ordinal())
            })
        };
        let Some((at, found)) = inner_label(source, unit.body, label, lang) else {
            return;
        };
        if continues(&found) {
            return;
        }
        let mut rest = unit.clone();
        let end = unit.span.end;
        rest.span = Span { start: at, end };
        rest.body = behind(source, found.written.end, end);
        rest.marker = None;
        rest.inline = true;
        choice.follow(&found);
        rest.label = Some(found);
        if let Some(unit) = units.last_mut() {
            let text = source.slice(Span {
                start: unit.span.start,
                end: at,
            });
            let cut = unit.span.start + u32::try_from(text.trim_end().len()).unwrap_or(0);
            unit.span.end = cut;
            unit.body.end = cut.max(unit.body.start);
        }
        units.push(rest);
    }
}

/// The successor of `label` in the same style, behind a sentence end inside `body`: its place and itself.
fn inner_label(source: &Source, body: Span, label: &Label, lang: Lang) -> Option<(u32, Label)> {
    let text = source.slice(body);
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if matches!(c, '。' | '；' | ';' | '\n' | '！' | '？')
            || (c == '.' && text[at + 1..].starts_with(' '))
        {
            ended = true;
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        if ended {
            let found = language::of(lang)
                .labels(&text[at..])
                .into_iter()
                .find(|found| found.same_style(label) && found.ordinal() == label.ordinal() + 1);
            if let Some(mut found) = found {
                let start = body.start + u32::try_from(at).unwrap_or(0);
                found.written = found.written.shifted(start);
                return Some((start, found));
            }
        }
        ended = false;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ordinals that are chosen for the labels of a Vietnamese list.
    fn chosen(letters: &str) -> Vec<u16> {
        let labels = |letter: char| language::of(Lang::Vi).labels(&format!("({letter}) thuyền"));
        let readings: Vec<Vec<Label>> = letters.chars().map(labels).collect();
        let mut choice = Choice::new(&readings);
        let all = readings.iter().filter_map(|labels| choice.choose(labels));
        all.map(|label| label.ordinal()).collect()
    }

    #[test]
    fn a_vietnamese_list_goes_by_either_alphabet() {
        assert_eq!(chosen("abcdđeg"), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(chosen("abcdef"), [1, 2, 3, 4, 5, 6]);
    }
}
