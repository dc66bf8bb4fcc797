//! References to clauses: Section 3.2, 第三条第二款, 前項, khoản 2 Điều 5.
//!
//! Reads the places; whether they belong to another law is [`citation`](super::citation)'s question.

pub(super) mod cjk;
mod latin;

use super::claims::Claims;
use super::ordinals;
use super::view::{View, is_letter};
use crate::model::{LabelKind, Reference, Value};
use crate::text::Lang;

/// One reference, or a list of them that shares words.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Each clause referred to, with where it is written.
    pub(super) targets: Vec<(usize, usize, Reference)>,
}

/// The references of a text, in order.
pub(super) fn readings(view: &View, lang: Lang, claims: &Claims) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut word = false;
    while let Some(c) = view.at(at) {
        let next = at + c.len_utf8();
        let reading = if claims.is_taken(at) {
            None
        } else if !c.is_ascii() && !is_letter(c) {
            cjk::read(view, at, lang).or_else(|| {
                if c == '§' {
                    latin::read(view, at, lang)
                } else {
                    None
                }
            })
        } else if c == '(' {
            stepped(view, at)
        } else if !word {
            if c.is_ascii_digit() {
                cjk::decimal(view, at).or_else(|| stepped(view, at))
            } else {
                latin::read(view, at, lang)
            }
        } else {
            None
        };
        match reading.filter(|reading| claims.free(reading.start, reading.end)) {
            Some(reading) => {
                at = reading.end.max(next);
                word = false;
                found.push(reading);
            }
            None => {
                at = next;
                word = is_letter(c) || c.is_ascii_digit() || (word && c == '.');
            }
        }
    }
    found
}

/// A place in nested lists, written by its labels: (1)-5, 2(1).
fn stepped(view: &View, at: usize) -> Option<Reading> {
    if view.before(at).is_some_and(|c| {
        is_letter(c) || c.is_ascii_digit() || matches!(c, '第' | ')' | '-' | '.' | '#')
    }) || view.byte(at + 1) == b'0'
    {
        return None;
    }
    let (first, second, end) = if view.byte(at) == b'(' {
        let (first, close) = ordinals::small(view, at + 1)?;
        if view.byte(close) != b')' || view.byte(close + 1) != b'-' {
            return None;
        }
        let (second, end) = ordinals::small(view, close + 2)?;
        (first, second, end)
    } else {
        let (first, open) = ordinals::small(view, at)?;
        if view.byte(open) != b'(' {
            return None;
        }
        let (second, close) = ordinals::small(view, open + 1)?;
        if view.byte(close) != b')' {
            return None;
        }
        (first, second, close + 1)
    };
    // (03)-1234: a telephone number
    let goes_on = view.byte(end).is_ascii_digit()
        || matches!(view.byte(end), b'-' | b'.' | b'/' | b':')
            && view.byte(end + 1).is_ascii_digit()
        || view.byte(end).is_ascii_lowercase();
    (first < 100 && second < 100 && !goes_on).then(|| Reading {
        start: at,
        end,
        targets: vec![(
            at,
            end,
            absolute(LabelKind::Plain, vec![first, second], false),
        )],
    })
}

/// States the references that stay: those to clauses of this policy.
pub(super) fn state(readings: Vec<Reading>, claims: &mut Claims) {
    for reading in readings {
        let values = reading
            .targets
            .into_iter()
            .map(|(start, end, to)| (start, end, Value::Reference { to }))
            .collect();
        claims.state_all(reading.start, reading.end, values);
    }
}

fn absolute(kind: LabelKind, ordinals: Vec<u16>, here: bool) -> Reference {
    Reference::Absolute {
        kind,
        ordinals,
        here,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::testing::table;

    #[test]
    fn english() {
        table(
            "ref",
            &[
                ("en", "see Section 3.2 above", "ref:Section[3, 2]"),
                (
                    "en",
                    "under Article 5(2)(b) or § 7",
                    "ref:Article[5, 2, 2] | ref:Section[7]",
                ),
                (
                    "en",
                    "Sections 5 and 12",
                    "ref:Section[5] | ref:Section[12]",
                ),
                (
                    "en",
                    "Articles 3, 4 and 6(1)",
                    "ref:Article[3] | ref:Article[4] | ref:Article[6, 1]",
                ),
                (
                    "en",
                    "Sections 5.1 to 5.3",
                    "ref:Section[5, 1] | ref:Section[5, 3]",
                ),
                ("en", "paragraph 2 of Article 5", "ref:Article[5, 2]"),
                (
                    "en zh ja vi",
                    "(1)-5、(2)-12",
                    "ref:Plain[1, 5] | ref:Plain[2, 12]",
                ),
                (
                    "en",
                    "described in 2(1)B; see 3(2).",
                    "ref:Plain[2, 1] | ref:Plain[3, 2]",
                ),
                ("ja", "上記2（1）イ", "ref:Plain[2, 1]"),
                (
                    "en ja",
                    "(03)-1234-5678, (2)-1-3, (1) - 5, f(1)-2, 5(a), 2025(1)",
                    "",
                ),
                ("en", "point (a) of Section 3(1)", "ref:Section[3, 1, 1]"),
                ("en", "item 2 of this Article", "ref:Item[2]here"),
                (
                    "en",
                    "Items 2 to 4 of this Article",
                    "ref:Item[2]here | ref:Item[4]here",
                ),
                (
                    "en",
                    "Annex A, Schedule 1 and Exhibit B",
                    "ref:Appendix[1] | ref:Appendix[1] | ref:Appendix[2]",
                ),
                ("en", "Part II applies", "ref:Part[2]"),
                ("en", "Section 4(b)(ii)", "ref:Section[4, 2, 2]"),
            ],
        );
    }

    #[test]
    fn chinese() {
        table(
            "ref",
            &[
                ("zh", "依据第三条第二款", "ref:Article[3, 2]"),
                ("zh", "第五条第（一）项", "ref:Article[5, 1]"),
                (
                    "zh",
                    "本条第二款、第三款",
                    "ref:Paragraph[2]here | ref:Paragraph[3]here",
                ),
                ("zh", "第三条至第五条", "ref:Article[3] | ref:Article[5]"),
                ("zh", "第5、6条", "ref:Article[5] | ref:Article[6]"),
                ("zh", "本协议第3.2条", "ref:Article[3, 2]"),
                ("zh", "按照4.1款的约定", "ref:Article[4, 1]"),
                ("zh", "第十二条之一", "ref:Article[12, 1]"),
                ("zh", "前款规定、上一条", "ref:Paragraph-1 | ref:Article-1"),
                (
                    "zh",
                    "第二条a款第(1)项、第三条a款第(1)项(A)目",
                    "ref:Article[2, 1, 1] | ref:Article[3, 1, 1, 1]",
                ),
                ("zh", "附件一和附件2", "ref:Appendix[1] | ref:Appendix[2]"),
                ("zh-Hant", "第五條第二項第一款", "ref:Article[5, 2, 1]"),
                ("zh-Hant", "第二項", "ref:Paragraph[2]"),
            ],
        );
    }

    #[test]
    fn japanese() {
        table(
            "ref",
            &[
                ("ja", "第3条第1項第二号", "ref:Article[3, 1, 2]"),
                ("ja", "本条第2項", "ref:Paragraph[2]here"),
                (
                    "ja",
                    "本条第2号から第4号までの規定",
                    "ref:Item[2]here | ref:Item[4]here",
                ),
                (
                    "ja",
                    "第3条第1項及び第2項",
                    "ref:Article[3, 1] | ref:Article[3, 2]",
                ),
                (
                    "ja",
                    "前項、前条及び次条",
                    "ref:Paragraph-1 | ref:Article-1 | ref:Article+1",
                ),
                ("ja", "前二項", "ref:Paragraph-2"),
                ("ja", "第１２条の２", "ref:Article[12, 2]"),
                ("ja", "別紙1、附属書II", "ref:Appendix[1] | ref:Appendix[2]"),
            ],
        );
    }

    #[test]
    fn vietnamese() {
        table(
            "ref",
            &[
                ("vi", "theo Điều 5", "ref:Article[5]"),
                ("vi", "khoản 2 Điều 5", "ref:Article[5, 2]"),
                ("vi", "khoản 4.2", "ref:Article[4, 2]"),
                ("vi", "điểm a khoản 3 Điều này", "ref:Paragraph[3, 1]here"),
                ("vi", "điểm đ khoản 1 Điều 7", "ref:Article[7, 1, 5]"),
                (
                    "vi",
                    "khoản 1 và khoản 2 Điều 5",
                    "ref:Article[5, 1] | ref:Article[5, 2]",
                ),
                (
                    "vi",
                    "các Điều 5, 6 và 7",
                    "ref:Article[5] | ref:Article[6] | ref:Article[7]",
                ),
                (
                    "vi",
                    "Mục 3.2 và Phụ lục I",
                    "ref:Section[3, 2] | ref:Appendix[1]",
                ),
                ("vi", "Chương II", "ref:Chapter[2]"),
            ],
        );
    }

    #[test]
    fn what_is_no_reference() {
        table(
            "ref",
            &[
                (
                    "en",
                    "this Section, the article, in part 50% of it, Section leaders, article 5,000",
                    "",
                ),
                (
                    "en",
                    "Sections of 12 pages; a clause within 5 days; Part of",
                    "",
                ),
                (
                    "zh",
                    "第三方、第一次、第一条件、第二项目、目前款项、当前条款、附件三份",
                    "",
                ),
                ("ja", "第三者、第一項目、第2条約、前項目、以前", ""),
                (
                    "vi",
                    "tài khoản 5, địa điểm 3, danh mục 2, mục đích, một phần, điều này, chi tiết",
                    "",
                ),
            ],
        );
    }
}
