//! Ranks that enclose their ordinal: 第三条, 第（五）项, 第十二条の二, 第5条第2項, 제5조.
//!
//! A text may also begin by *citing* such a clause (第三条規定的…, 第5条に定める…): what follows decides.

use super::context::*;
use super::ordinal::{self, Reading};
use super::{Forms, label};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Script, is_han, script_of};

/// Ranks that one label joins (第五条第二款第三项第四目).
const LONGEST_CHAIN: usize = 4;
/// Labels before each other on a line (第二章 第五条) that are looked at.
const LABELS_AHEAD: usize = 3;

/// One rank with its ordinal.
struct Rank {
    kind: LabelKind,
    reading: Reading,
    /// Bytes up to and behind the ordinal, and of all.
    before: usize,
    behind: usize,
    length: usize,
    suffix: &'static str,
}

/// The label at the start of `text`, if `forms` has such ranks.
pub(super) fn read(text: &str, lang: Lang, forms: &Forms) -> Option<Vec<Label>> {
    (!forms.opener.is_empty() && text.starts_with(forms.opener)).then_some(())?;
    read_ahead(text, lang, forms, LABELS_AHEAD).map(|label| vec![label])
}

fn read_ahead(text: &str, lang: Lang, forms: &Forms, ahead: usize) -> Option<Label> {
    let Some(outer) = rank(text, forms) else {
        return unranked(text, forms);
    };
    let mut ordinals = vec![outer.reading.value];
    let mut numeral = outer.reading.numeral;
    let mut end = outer.length;
    let (mut tail, mut suffix) = (outer.behind, outer.suffix);
    let mut branch = false;
    for _ in 0..LONGEST_CHAIN {
        let rest = &text[end..];
        if let Some((reading, length)) = branch_number(rest, forms) {
            ordinals.push(reading.value);
            (tail, end, branch) = (end - suffix.len(), end + length, true);
            numeral = reading.numeral;
        } else if let Some(inner) = rank(rest, forms).filter(|_| rest.starts_with(forms.opener)) {
            ordinals.push(inner.reading.value);
            (tail, end, branch) = (end + inner.behind, end + inner.length, false);
            (numeral, suffix) = (inner.reading.numeral, inner.suffix);
        } else {
            break;
        }
    }
    let rest = &text[end..];
    let mark = behind_rank(rest, lang, forms, suffix, ahead)?;
    let frame_end = if branch {
        tail + suffix.len()
    } else {
        end + mark
    };
    let frame = (&text[..outer.before], text.get(tail..frame_end)?);
    let mut label = label(outer.kind, ordinals, numeral, frame, end + mark);
    label.branch = branch;
    Some(label)
}

fn rank(text: &str, forms: &Forms) -> Option<Rank> {
    let inner = skip_spaces(text.strip_prefix(forms.opener)?);
    let bracket = inner.starts_with(['（', '(']);
    let inner = if bracket {
        skip_spaces(inner.trim_start_matches(['（', '(']))
    } else {
        inner
    };
    let before = text.len() - inner.len();
    let (reading, length) = match ordinal::digits(inner) {
        Some(digits) => (digits.reading, digits.length),
        None => ordinal::han(inner)?,
    };
    let behind = before + length;
    let mut rest = skip_spaces(&text[behind..]);
    if bracket {
        rest = skip_spaces(rest.strip_prefix(['）', ')'])?);
    }
    let (suffix, kind) = forms
        .enclosing
        .iter()
        .find(|(suffix, _)| rest.starts_with(suffix))?;
    let length = text.len() - rest.len() + suffix.len();
    Some(Rank {
        kind: *kind,
        reading,
        before,
        behind,
        length,
        suffix,
    })
}

/// 之二, の2: the number of a clause that was put in later.
fn branch_number(text: &str, forms: &Forms) -> Option<(Reading, usize)> {
    let joint = text.strip_prefix(['之', 'の', 'ノ'])?;
    let (reading, length) = match ordinal::digits(joint) {
        Some(digits) => (digits.reading, digits.length),
        None => ordinal::han(joint)?,
    };
    let behind = &joint[length..];
    // 第三条之一般規定: a word that begins with a numeral.
    let ends = behind.starts_with(forms.opener) || behind.chars().next().is_none_or(|c| !is_han(c));
    ends.then(|| (reading, text.len() - behind.len()))
}

/// 第１　総則, 第一、: an ordinal with 第 and no rank, before a title.
fn unranked(text: &str, forms: &Forms) -> Option<Label> {
    let inner = text.strip_prefix(forms.opener)?;
    let (reading, length) = match ordinal::digits(inner) {
        Some(digits) => (digits.reading, digits.length),
        None => ordinal::han(inner)?,
    };
    let before = forms.opener.len();
    let behind = before + length;
    let rest = &text[behind..];
    let title = skip_spaces(rest);
    let c = rest.chars().next()?;
    let mark = match c {
        '、' | '．' | '：' if !title[c.len_utf8()..].starts_with(forms.opener) => c.len_utf8(),
        _ if title.len() < rest.len() && begins_title(title) && !is_unit(title) => 0,
        _ => return None,
    };
    let frame = (&text[..before], &rest[..mark]);
    Some(label(
        LabelKind::Plain,
        vec![reading.value],
        reading.numeral,
        frame,
        behind + mark,
    ))
}

/// Whether what stands behind a rank leaves it a label; then the bytes of the mark that belongs to its frame.
fn behind_rank(rest: &str, lang: Lang, forms: &Forms, suffix: &str, ahead: usize) -> Option<usize> {
    if at_line_end(rest) {
        return Some(0);
    }
    if goes_on_to(rest, |near| rank(near, forms).is_some()) {
        return None;
    }
    let spaceless = skip_spaces(rest);
    let c = spaceless.chars().next()?;
    if spaceless.len() < rest.len() {
        // 第3条 の規定 is cited, 第21条 のこぎり盤は begins with a word.
        let second = spaceless.chars().nth(1);
        let particle = lang == Lang::Ja
            && spaceless.starts_with(['の', 'に', 'を'])
            && second.is_none_or(|c| script_of(c) != Script::Hiragana);
        // 第3条 第1項に基づき: a citation with a space.
        let cites = spaceless.starts_with(forms.opener)
            && rank(spaceless, forms).is_some()
            && (ahead == 0 || read_ahead(spaceless, lang, forms, ahead - 1).is_none());
        if particle || cites {
            return None;
        }
    }
    match c {
        '、' | '：' | ':' | '.' | '．' | '，' => {
            return Some(rest.len() - spaceless.len() + c.len_utf8());
        }
        '。' | '；' | ';' | ',' | '～' | '〜' | '~' => return None,
        '（' | '(' | '【' | '〔' | '［' | '[' => {
            let behind = behind_bracket(spaceless);
            return (!cited(behind, forms)).then_some(0);
        }
        _ => {}
    }
    if spaceless.len() < rest.len() {
        return Some(0);
    }
    let glued = forms.glued.contains(&suffix)
        && (crate::text::is_alphabetic(c) || matches!(c, '「' | '《' | '“' | '*'))
        && script_of(c) != Script::Hiragana
        && !cited(rest, forms);
    glued.then_some(0)
}

/// The text behind a bracketed title: （目的）に… → に….
fn behind_bracket(text: &str) -> &str {
    match head(text, 240).find(['）', ')', '】', '〕', '］', ']']) {
        Some(close) => {
            let behind = &text[close..];
            &behind[behind.chars().next().map_or(0, char::len_utf8)..]
        }
        None => "",
    }
}

fn cited(text: &str, forms: &Forms) -> bool {
    forms.cited.iter().any(|word| text.starts_with(word))
}
