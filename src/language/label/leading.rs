//! Words before an ordinal: Article 5, Section 3.2, § 7, Clause 4(b)(ii), Điều 5, 附件一, 別紙1.
//!
//! A sentence may begin with the same words (Article 5 of the GDPR applies): behind a label stands the
//! end of the line, a mark, a bracket, or a title, which begins with a capital.

use super::bare::subdivision;
use super::context::*;
use super::ordinal::{self, Reading};
use super::{Forms, GREATEST, label};
use crate::language::numeral;
use crate::model::{Label, LabelKind, Numeral};
use crate::text::{Folded, Lang, Script, Span, script_of};

/// Latin words for the second to the fourth clause under one number (Article 12bis).
const BRANCHES: &[(&str, u16)] = &[("bis", 2), ("ter", 3), ("quater", 4)];

/// A word with its ordinals.
struct Lead {
    kind: LabelKind,
    outer: Vec<u16>,
    last: Vec<Reading>,
    branch: bool,
    before: usize,
    /// Bytes up to the end of the last ordinal itself, and of all.
    behind: usize,
    length: usize,
}

/// All readings of the label at the start of `text`, if `forms` has such words.
pub(super) fn read(text: &str, lang: Lang, forms: &Forms) -> Option<Vec<Label>> {
    let mut lead = lead(text, lang, forms)?;
    // Bottom-up, as Vietnamese cites: khoản 2 Điều 5 is 5.2.
    for _ in 0..2 {
        if lang != Lang::Vi || !matches!(lead.kind, LabelKind::Paragraph | LabelKind::Item) {
            break;
        }
        let rest = skip_spaces(&text[lead.length..]);
        let Some(outer) = self::lead(rest, lang, forms).filter(|outer| outer.kind < lead.kind)
        else {
            break;
        };
        lead.length = text.len() - rest.len() + outer.length;
        lead.kind = outer.kind;
        let mut ordinals = outer.outer;
        ordinals.push(outer.last.first()?.value);
        ordinals.append(&mut lead.outer);
        lead.outer = ordinals;
        lead.behind = lead.length;
    }
    let mark = behind_number(&text[lead.length..], forms)?;
    let end = lead.length + mark;
    let frame = (&text[..lead.before], text.get(lead.behind..end)?);
    let one = |reading: &Reading| {
        let mut ordinals = lead.outer.clone();
        ordinals.push(reading.value);
        let mut label = label(lead.kind, ordinals, reading.numeral, frame, end);
        label.branch = lead.branch;
        label
    };
    Some(lead.last.iter().map(one).collect())
}

/// Bytes of `word` (in lower case) at the start of `text`, whatever case and normal form it is written in.
fn starts_with_word(text: &str, folded: &Folded, word: &str) -> Option<usize> {
    // Ð (eth) looks like Đ and is what old keyboards typed.
    let alike = |a: char, b: char| a == b || (a == 'ð' && b == 'đ');
    let mut written = folded.text().chars();
    let same = word
        .chars()
        .all(|c| written.next().is_some_and(|other| alike(other, c)));
    if !same {
        return None;
    }
    let view = folded.text().len() - written.as_str().len();
    let end = folded.original(Span::new(0, view)).end as usize;
    text.is_char_boundary(end).then_some(end)
}

fn lead(text: &str, lang: Lang, forms: &Forms) -> Option<Lead> {
    let first = text.chars().next()?;
    if forms.leading.is_empty() || first.is_lowercase() || first.is_ascii_digit() {
        return None;
    }
    let folded = Folded::new(head(text, 48));
    let (length, kind) = forms
        .leading
        .iter()
        .find_map(|(word, kind)| Some((starts_with_word(text, &folded, word)?, *kind)))?;
    let behind_word = &text[length..];
    let mut inner = skip_spaces(behind_word);
    let spaced = inner.len() < behind_word.len();
    let last = text[..length].chars().next_back()?;
    if matches!(script_of(last), Script::Latin | Script::Other) && !spaced {
        return None;
    }
    if let Some(behind) = ["thứ ", "số ", "No. ", "No."]
        .iter()
        .find_map(|word| inner.strip_prefix(word))
    {
        inner = skip_spaces(behind);
    }
    let wide = script_of(last) == Script::Han;
    let ranked = wide && inner.starts_with('第');
    if ranked {
        inner = skip_spaces(&inner['第'.len_utf8()..]);
    }
    let before = text.len() - inner.len();
    let mut lead = ordinals(text, before, kind, lang)?;
    if ranked
        && let Some(suffix) = text[lead.length..]
            .chars()
            .next()
            .filter(|c| matches!(c, '号' | '號' | '条' | '條'))
    {
        lead.length += suffix.len_utf8();
    }
    Some(lead)
}

/// The ordinals behind the word.
fn ordinals(text: &str, before: usize, kind: LabelKind, lang: Lang) -> Option<Lead> {
    let inner = &text[before..];
    let mut lead = Lead {
        kind,
        outer: Vec::new(),
        last: Vec::new(),
        branch: false,
        before,
        behind: 0,
        length: 0,
    };
    if let Some(digits) = ordinal::digits(inner) {
        let number = super::bare::components(inner, digits.length, digits.reading, lang)?;
        (lead.outer, lead.last, lead.length) = (number.outer, number.last, before + number.length);
    } else if inner.starts_with(['(', '（']) {
        let (readings, length) = bracketed(inner, lang)?;
        (lead.last, lead.length) = (readings, before + length);
    } else if let Some((reading, length)) = ordinal::han(inner) {
        (lead.last, lead.length) = (vec![reading], before + length);
    } else if let Some((readings, length)) = letters(inner, kind, lang) {
        (lead.last, lead.length) = (readings, before + length);
    } else {
        let words = if lang == Lang::Vi { Lang::Vi } else { Lang::En };
        let (value, length) = numeral::word(inner, words)
            .or_else(|| inner.starts_with("nhất").then_some((1, "nhất".len())))?;
        let value = u16::try_from(value)
            .ok()
            .filter(|value| (1..=GREATEST).contains(&u64::from(*value)))?;
        (lead.last, lead.length) = (
            vec![Reading {
                value,
                numeral: Numeral::Word,
            }],
            before + length,
        );
    }
    lead.behind = lead.length;
    if inner.starts_with(|c| ordinal::digit(c).is_some()) && text[..lead.length].ends_with(')') {
        lead.behind -= 1;
    }
    subdivide(text, &mut lead, lang);
    (!lead.last.is_empty()).then_some(lead)
}

/// Branch and subdivisions behind the number: 12bis, 5a, 4(b)(ii).
fn subdivide(text: &str, lead: &mut Lead, lang: Lang) {
    let push = |lead: &mut Lead, readings: Vec<Reading>, length: usize| {
        if let Some(value) = lead.last.first().map(|reading| reading.value) {
            lead.outer.push(value);
        }
        lead.last = readings;
        lead.length += length;
        lead.behind = lead.length;
    };
    let rest = &text[lead.length..];
    let digital = lead
        .last
        .first()
        .is_some_and(|reading| matches!(reading.numeral, Numeral::Arabic | Numeral::ArabicFull));
    let word = first_word(rest.trim_start_matches(' '));
    if let Some((sign, value)) = BRANCHES.iter().find(|(sign, _)| *sign == word) {
        let length = rest.len() - rest.trim_start_matches(' ').len() + sign.len();
        push(
            lead,
            vec![Reading {
                value: *value,
                numeral: Numeral::Arabic,
            }],
            length,
        );
        lead.branch = true;
    } else if digital
        && let Some(length) = ordinal::letter_token(rest)
        && rest[..length].chars().count() == 1
        && let Some(readings) =
            Some(ordinal::letters(&rest[..length], lang, false)).filter(|found| !found.is_empty())
    {
        let letters: Vec<Reading> = readings
            .into_iter()
            .filter(|reading| !matches!(reading.numeral, Numeral::RomanLower | Numeral::RomanUpper))
            .collect();
        push(lead, letters, length);
        lead.branch = true;
    }
    for _ in 0..4 {
        let Some((readings, length)) = subdivision(&text[lead.length..], lang) else {
            break;
        };
        push(lead, readings, length);
        // The closing bracket belongs to the frame.
        lead.behind = lead.length - 1;
    }
}

fn bracketed(text: &str, lang: Lang) -> Option<(Vec<Reading>, usize)> {
    let inner = skip_spaces(text.strip_prefix(['(', '（'])?);
    let start = text.len() - inner.len();
    let (readings, length) = if let Some(digits) = ordinal::digits(inner) {
        (vec![digits.reading], digits.length)
    } else if let Some((reading, length)) = ordinal::han(inner) {
        (vec![reading], length)
    } else {
        let length = ordinal::letter_token(inner)?;
        (ordinal::letters(&inner[..length], lang, true), length)
    };
    let rest = skip_spaces(&inner[length..]);
    let close = rest.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    (!readings.is_empty()).then(|| {
        (
            readings,
            start + inner.len() - rest.len() + close.len_utf8(),
        )
    })
}

/// A letter or a Roman numeral: capitals, or small ones behind the word for an item (Điểm a).
fn letters(text: &str, kind: LabelKind, lang: Lang) -> Option<(Vec<Reading>, usize)> {
    let length = ordinal::letter_token(text)?;
    let token = &text[..length];
    let small = token.starts_with(char::is_lowercase);
    if small && !matches!(kind, LabelKind::Item | LabelKind::Paragraph) {
        return None;
    }
    let readings = ordinal::letters(token, lang, false);
    (!readings.is_empty()).then_some((readings, length))
}

/// Whether what stands behind the number leaves it a label; then the bytes of the mark that belongs to the frame.
fn behind_number(rest: &str, forms: &Forms) -> Option<usize> {
    if at_line_end(rest) {
        return Some(0);
    }
    let spaceless = skip_spaces(rest);
    let space = rest.len() - spaceless.len();
    let c = spaceless.chars().next()?;
    let behind = &spaceless[c.len_utf8()..];
    let again = |near: &str| {
        let folded = Folded::new(head(near, 48));
        forms
            .leading
            .iter()
            .any(|(word, _)| starts_with_word(near, &folded, word).is_some())
    };
    match c {
        '.' | '．' | ':' | '：' | '、' | '）' | ')' | '。' => {
            let number = behind
                .chars()
                .next()
                .is_some_and(|c| ordinal::digit(c).is_some());
            let joined = c == '、' && (again(behind) || ordinal::digits(behind).is_some());
            (!number && !joined).then_some(space + c.len_utf8())
        }
        '-' | '–' | '—' | '―' | '－' => {
            let spaced = skip_spaces(behind).len() < behind.len();
            let title = begins_title(skip_spaces(behind)) && (spaced || c == '—' || c == '―');
            title.then(|| space + c.len_utf8())
        }
        '(' | '（' | '[' | '【' | '〔' => after_bracket(spaceless).then_some(0),
        _ if space == 0 => None,
        _ => (begins_title(spaceless) && !cites(spaceless, forms)).then_some(0),
    }
}

/// Whether a label goes on as one behind a bracketed title: Section 5 (Fees) applies to… does not.
fn after_bracket(text: &str) -> bool {
    let Some(close) = head(text, 240).find([')', '）', ']', '】', '〕']) else {
        return true;
    };
    let mut behind = text[close..].chars();
    behind.next();
    let rest = behind.as_str();
    if at_line_end(rest) || rest.starts_with(['.', ':', '：', '．']) {
        return true;
    }
    let spaceless = skip_spaces(rest);
    spaceless.len() < rest.len() && begins_title(spaceless)
}

/// Whether a citation goes on as a sentence: Article 6 GDPR requires…, Điều 5 Luật An ninh mạng….
fn cites(text: &str, forms: &Forms) -> bool {
    let first = first_word(text);
    let rest = skip_spaces(&text[first.len()..]);
    let second = first_word(rest);
    let folded = Folded::new(first);
    let acronym = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    // All capitals are a title: PHẦN THỨ NHẤT QUY ĐỊNH CHUNG.
    let statute = !acronym
        && forms.statutes.contains(&folded.text())
        && second
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || ordinal::digit(c).is_some());
    statute || (acronym && forms.verbs.contains(&second))
}
