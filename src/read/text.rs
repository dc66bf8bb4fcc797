//! Plain text → blocks: a line is a block, unless the document is hard-wrapped prose.
//!
//! The visible text is the whole decoded file; blocks are spans of it. Bullets
//! make items, drawn rules vanish, underlined and `#` lines are headings; all
//! other numbering stays in the text. In a document whose paragraphs were
//! wrapped by an editor the lines of a paragraph are one block, joined by a
//! space, or by nothing between two CJK characters.

use std::ops::Range;

use super::front_matter::front_matter;
use super::{Options, Reading, decode, draft, furniture, lines};
use crate::model::{Block, BlockKind, Error};
use crate::text::{Builder, is_cjk};

/// A line that holds something.
#[derive(Clone, Debug)]
struct Line {
    /// Bytes of the decoded file, trimmed.
    raw: Range<usize>,
    /// Columns of white space before it.
    indent: usize,
    /// Columns up to its end.
    width: usize,
    /// Stands directly below the line before it.
    follows: bool,
    bullet: bool,
    labelled: bool,
    rule: bool,
    finished: bool,
}

/// Reads plain text.
///
/// # Errors
/// When the bytes cannot be decoded, or the file or a line passes its bound.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Reading, Error> {
    let stored = decode::decode(bytes, options.encoding.as_deref(), &options.limits, |_| {
        None
    })?;
    let text = stored.text().to_owned();
    lines::check_lengths(&text, &options.limits)?;
    let front = front_matter(&text);
    let found = split(&text, front.end);
    let wrap = wrap_width(&text, &found);

    let mut builder = Builder::new(stored);
    let mut blocks: Vec<Block> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut copied = 0;
    for (index, line) in found.iter().enumerate() {
        let before = index
            .checked_sub(1)
            .map(|index| &found[index])
            .filter(|_| line.follows);
        let joins =
            before.is_some_and(|before| wrap.is_some_and(|wrap| joins(&text, before, line, wrap)));
        if joins {
            let ends = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
            let joint = lines::joint(
                before.and_then(|before| ends(&before.raw).chars().next_back()),
                ends(&line.raw).chars().next(),
            );
            builder.replace(joint, copied..line.raw.start);
        } else {
            builder.copy(copied..line.raw.start);
        }
        let start = builder.len();
        builder.copy(line.raw.clone());
        copied = line.raw.end;
        let shown = text.get(line.raw.clone()).unwrap_or_default();
        if line.rule {
            underline(&text, &found, index, &mut blocks);
        } else if joins && let Some(last) = blocks.last_mut() {
            last.span.end = u32::try_from(builder.len()).unwrap_or(u32::MAX);
        } else {
            let mut block = heading(shown, start)
                .unwrap_or_else(|| draft::block(BlockKind::Paragraph, shown, start, false));
            match &mut block.kind {
                BlockKind::Item { depth, .. } => *depth = nest(&mut indents, line.indent),
                BlockKind::Heading(_) => indents.clear(),
                _ if indents.first().is_some_and(|first| line.indent <= *first) => indents.clear(),
                _ => {}
            }
            blocks.push(block);
        }
    }
    builder.copy(copied..text.len());
    let source = builder.finish();
    furniture::mark_language_lists(source.text(), &mut blocks);
    Ok(Reading {
        source,
        blocks,
        lang: front.lang,
        source_lang: front.source_lang,
        links: Vec::new(),
    })
}

/// The lines that hold something, from a byte on. Ends of lines are those of any system (Unicode Standard, section 5.8).
fn split(text: &str, from: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut follows = false;
    let mut at = from;
    for raw in text
        .get(from..)
        .unwrap_or_default()
        .split_inclusive(is_line_end)
    {
        let start = at;
        at += raw.len();
        // The two characters of `\r\n` end one line.
        if raw == "\n" && text[..start].ends_with('\r') {
            continue;
        }
        let shown = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if lines::is_blank(shown) {
            follows = false;
            continue;
        }
        let lead = raw.len()
            - raw
                .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
                .len();
        let indent: usize = raw[..lead]
            .chars()
            .map(|c| match c {
                '\t' => 4,
                '\u{3000}' => 2,
                '\u{feff}' => 0,
                _ => 1,
            })
            .sum();
        let rule = lines::is_rule(shown);
        found.push(Line {
            raw: start + lead..start + lead + shown.len(),
            indent,
            width: indent + lines::width(shown),
            follows,
            bullet: lines::bullet(shown).is_some(),
            labelled: lines::is_labelled(shown),
            rule,
            finished: lines::is_finished(shown),
        });
        follows = true;
    }
    found
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A wrapped line is at most this wide; wider lines are paragraphs.
const WIDEST: usize = 100;
/// Narrower than this nobody wraps prose.
const NARROWEST: usize = 40;

/// The width at which an editor wrapped the document, if one did.
///
/// An editor fills lines: the first word of the next line would not have fitted. Lines that an author ends where
/// clauses end have any length, and end as sentences do.
fn wrap_width(text: &str, found: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> = found
        .windows(2)
        .filter(|pair| pair[1].follows && !pair[0].rule && !starts_block(&pair[1]))
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    let mut widths: Vec<usize> = pairs.iter().map(|(line, _)| line.width).collect();
    widths.sort_unstable();
    let wrap = widths[widths.len() * 9 / 10];
    if !(NARROWEST..=WIDEST).contains(&wrap) {
        return None;
    }
    // Lines of half the width end where their author ended them: addresses, titles.
    let long: Vec<_> = pairs
        .iter()
        .filter(|(line, _)| line.width * 2 > wrap)
        .collect();
    let filled = long
        .iter()
        .filter(|(line, next)| is_filled(text, line, next, wrap))
        .count();
    let finished = long.iter().filter(|(line, _)| line.finished).count();
    let wide = found.iter().filter(|line| line.width > WIDEST).count();
    let is_wrapped = long.len() >= 3
        && long.len() * 2 >= pairs.len()
        && filled * 20 >= long.len() * 17
        && finished * 2 <= long.len()
        && wide * 10 <= found.len();
    is_wrapped.then_some(wrap)
}

fn starts_block(line: &Line) -> bool {
    line.bullet || line.labelled || line.rule
}

/// Whether `next` had no room on `line`. Editors balance a few columns, and keep CJK punctuation off line starts.
fn is_filled(text: &str, line: &Line, next: &Line, wrap: usize) -> bool {
    if line.width > WIDEST {
        return false;
    }
    let shown = text.get(next.raw.clone()).unwrap_or_default();
    let word = match shown.chars().next() {
        Some(c) if is_cjk(c) => 2,
        _ => {
            1 + lines::width(
                shown
                    .split(|c: char| c.is_whitespace() || is_cjk(c))
                    .next()
                    .unwrap_or_default(),
            )
            .min(wrap)
        }
    };
    line.width + word + 6 > wrap
}

fn joins(text: &str, before: &Line, line: &Line, wrap: usize) -> bool {
    let indented = line.indent > before.indent + 1 && !before.bullet && !before.labelled;
    !starts_block(line) && !before.rule && !indented && is_filled(text, before, line, wrap)
}

/// A line that starts with number signs and a space, as in Markdown.
fn heading(shown: &str, start: usize) -> Option<Block> {
    let body = shown.trim_start_matches('#');
    let level = u8::try_from(shown.len() - body.len())
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    let title = body.trim_start();
    if title.is_empty() || title.len() == body.len() {
        return None;
    }
    let at = start + shown.len() - title.len();
    let mut block = draft::block(BlockKind::Heading(level), title, at, false);
    block.marker = Some(crate::text::Span::new(start, start + usize::from(level)));
    Some(block)
}

/// A rule directly below a line that stands alone, about as wide as it, makes it a heading.
fn underline(text: &str, found: &[Line], index: usize, blocks: &mut [Block]) {
    let rule = &found[index];
    let Some(title) = index.checked_sub(1).map(|index| &found[index]) else {
        return;
    };
    let (drawn, width) = (rule.width - rule.indent, title.width - title.indent);
    let alone = rule.follows && !title.follows && !title.finished && !title.rule;
    if alone
        && (width..=width * 4).contains(&(drawn * 2))
        && let Some(block) = blocks.last_mut()
        && block.kind == BlockKind::Paragraph
    {
        let double = text[rule.raw.clone()].starts_with(['=', '＝', '═']);
        block.kind = BlockKind::Heading(if double { 1 } else { 2 });
    }
}

/// Depth of an item by its indentation. Indents that differ by one column are alike.
fn nest(indents: &mut Vec<usize>, indent: usize) -> u8 {
    while indents.last().is_some_and(|last| *last > indent + 1) {
        indents.pop();
    }
    if indents.last().is_none_or(|last| indent > last + 1) {
        indents.push(indent);
    }
    u8::try_from(indents.len() - 1).unwrap_or(u8::MAX)
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
