//! Brackets and quotation marks without their partner.

use super::place::{self, Manner, Place};
use crate::model::{Check, Class, Clause, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// A bracket or quotation mark has no partner, or stands the wrong way round.
    ///
    /// ## Why
    /// What the bracket adds or limits cannot be told from the rest; often the words next to it were lost with its
    /// partner. An opening quotation mark that is a closing one breaks search and typesetting.
    ///
    /// A pair may span paragraphs. The bracket behind a label (a) or 1) needs no partner.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Bring your pass (or a copy of it to the pier.
    /// ```
    /// ```policy fail
    /// [ja] 乗船証又はその写し）を桟橋までお持ちください。
    /// ```
    /// ```policy fail
    /// [zh] 请将乘船证（以下简称”船证”）带到码头。
    /// ```
    /// ```policy fail
    /// [vi] Vui lòng mang thẻ lên thuyền (sau đây gọi là “thẻ) đến bến.
    /// ```
    /// ```policy pass
    /// [en] Choose one: a) the red boat, b) the blue one (with oars), or 3) none at all :)
    /// [zh] 请选择：a)红船；b)蓝船（带桨）；3)都不要。
    /// ```
    /// ```policy pass
    /// [vi] Chiều dài 5' 10" là tối đa (khoảng 1,8 m).
    /// ```
    "unbalanced-pair", since "0.1.0", Warning, mqm "fluency/punctuation", Check::Edition(check)
}

/// So many clauses further on a bracket may close, and a quotation mark.
const REACH: (usize, usize) = (15, 3);
/// Open brackets that are remembered in a clause.
const DEEPEST: usize = 64;

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let document = &edition.document;
    let mut open: Vec<(usize, Single)> = Vec::new();
    let mut alone: Vec<(usize, Single)> = Vec::new();
    let mut turned: Vec<Place> = Vec::new();
    for (index, (_, clause)) in document.iter().enumerate() {
        if clause.class == Class::Furniture {
            continue;
        }
        let text = document.slice(clause.body);
        let (singles, wrong) = singles(text);
        turned.extend(
            wrong
                .into_iter()
                .map(|at| Place::new(place::span(clause, at..at + mark_length(text, at)))),
        );
        for single in singles {
            let single = Single {
                at: clause.body.start as usize + single.at,
                ..single
            };
            let partner = open.iter().rposition(|(at, one)| {
                !single.opens && one.pair == single.pair && index - at <= reach(one.pair)
            });
            match partner {
                Some(partner) => {
                    open.remove(partner);
                }
                None if single.opens => open.push((index, single)),
                None => alone.push((index, single)),
            }
        }
        if open.len() > DEEPEST {
            alone.push(open.remove(0));
        }
    }
    alone.extend(open);
    alone.sort_by_key(|(_, single)| single.at);
    let places: Vec<Place> = alone
        .into_iter()
        .map(|(_, single)| Place::new(crate::text::Span::new(single.at, single.at + single.length)))
        .collect();
    let manner = Manner {
        slip: "unbalanced-pair",
        habit: "unbalanced-pair.habit",
        slips: 12,
        of_slip: (Severity::Warning, 0.85),
        of_habit: (Severity::Warning, 0.8),
    };
    place::report(policy, lang, &places, &manner, out);
    let turned_manner = Manner {
        slip: "unbalanced-pair.direction",
        habit: "unbalanced-pair.direction-habit",
        slips: 0,
        of_slip: (Severity::Warning, 0.85),
        of_habit: (Severity::Warning, 0.85),
    };
    let mut by_clause: Vec<Vec<Place>> = Vec::new();
    for place in turned {
        let same = by_clause.last().is_some_and(|last| {
            last.last()
                .is_some_and(|last| clause_of(document, last) == clause_of(document, &place))
        });
        match by_clause.last_mut() {
            Some(last) if same => last.push(place),
            _ => by_clause.push(vec![place]),
        }
    }
    if by_clause.len() > 3 {
        place::report(policy, lang, &by_clause.concat(), &turned_manner, out);
    } else {
        for places in by_clause {
            place::report(policy, lang, &places, &turned_manner, out);
        }
    }
}

fn clause_of(document: &crate::model::Document, place: &Place) -> Option<Clause> {
    let index = document
        .clauses
        .partition_point(|clause| clause.body.start <= place.span.start);
    document.clauses.get(index.checked_sub(1)?).cloned()
}

fn reach(pair: char) -> usize {
    if matches!(pair, '“' | '「' | '『' | '«') {
        REACH.1
    } else {
        REACH.0
    }
}

fn mark_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// A bracket without its partner in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Single {
    /// Where it stands, in bytes.
    at: usize,
    /// Its length.
    length: usize,
    /// The opening form of its pair, in full width.
    pair: char,
    opens: bool,
}

/// The pair that a bracket belongs to, by its opening form; half and full width are one pair.
fn pair(c: char) -> Option<(char, bool)> {
    Some(match c {
        '(' | '（' | '﹙' => ('（', true),
        ')' | '）' | '﹚' => ('（', false),
        '[' | '［' => ('［', true),
        ']' | '］' => ('［', false),
        '【' => ('【', true),
        '】' => ('【', false),
        '〔' => ('〔', true),
        '〕' => ('〔', false),
        '「' | '｢' => ('「', true),
        '」' | '｣' => ('「', false),
        '『' => ('『', true),
        '』' => ('『', false),
        '《' => ('《', true),
        '》' => ('《', false),
        '〈' => ('〈', true),
        '〉' => ('〈', false),
        '“' => ('“', true),
        '”' => ('“', false),
        '«' => ('«', true),
        '»' => ('«', false),
        _ => return None,
    })
}

/// A guillemet between two letters is what a wrong encoding makes of a letter: no bracket.
fn is_inside_word(text: &str, at: usize, c: char) -> bool {
    let letter = |c: Option<char>| c.is_some_and(crate::text::is_alphabetic);
    matches!(c, '«' | '»')
        && letter(text[..at].chars().next_back())
        && letter(text[at + c.len_utf8()..].chars().next())
}

/// The brackets of a clause without partner, and the quotation marks that stand the wrong way round.
fn singles(text: &str) -> (Vec<Single>, Vec<usize>) {
    let mut open: Vec<Single> = Vec::new();
    let mut alone: Vec<Single> = Vec::new();
    let mut before = ('\n', '\n');
    for (at, c) in text.char_indices() {
        // The nose of an emoticon does not hide its eyes.
        let last = if before.1 == '-' { before.0 } else { before.1 };
        before = (before.1, c);
        let Some((pair, opens)) = (if c.is_ascii_alphanumeric() || is_inside_word(text, at, c) {
            None
        } else {
            pair(c)
        }) else {
            continue;
        };
        let single = Single {
            at,
            length: c.len_utf8(),
            pair,
            opens,
        };
        if opens {
            if !(is_face(last) && c.is_ascii()) {
                if open.len() == DEEPEST {
                    alone.push(open.remove(0));
                }
                open.push(single);
            }
            continue;
        }
        match open.iter().rposition(|one| one.pair == pair) {
            Some(partner) => {
                // What is left open inside has no partner.
                alone.extend(open.drain(partner + 1..));
                open.pop();
            }
            None if pair == '（' && (is_label(&text[..at]) || (is_face(last) && c.is_ascii())) => {
            }
            None => alone.push(single),
        }
    }
    alone.append(&mut open);
    alone.sort_by_key(|single| single.at);
    // ”…” and “…“: as many of one kind as there are pairs.
    let quotes: Vec<usize> = alone
        .iter()
        .enumerate()
        .filter(|(_, single)| single.pair == '“')
        .map(|(index, _)| index)
        .collect();
    let mut turned = Vec::new();
    let one_kind = quotes
        .windows(2)
        .all(|pair| alone[pair[0]].opens == alone[pair[1]].opens);
    if quotes.len() >= 2 && quotes.len().is_multiple_of(2) && one_kind {
        turned = quotes
            .iter()
            .enumerate()
            .filter(|(order, index)| (order % 2 == 0) != alone[**index].opens)
            .map(|(_, index)| alone[*index].at)
            .collect();
        alone.retain(|single| single.pair != '“');
    }
    (alone, turned)
}

/// The eyes of an emoticon.
fn is_face(c: char) -> bool {
    matches!(c, ':' | ';' | '^')
}

/// Whether what stands before a closing bracket is a label: a) 1) iv) đ) ① ア）.
fn is_label(before: &str) -> bool {
    const LONGEST: usize = 5;
    let label: Vec<char> = before
        .chars()
        .rev()
        .take_while(|c| crate::text::is_alphanumeric(*c) || *c == '.')
        .take(LONGEST + 1)
        .collect();
    let behind_text = label.len();
    let figures = |label: &[char]| label.iter().all(|c| c.is_numeric() || *c == '.');
    let roman = |label: &[char]| label.iter().all(|c| "ivxIVX".contains(*c));
    // Behind Han and kana a label follows without a space.
    let latin = label
        .iter()
        .position(|c| crate::text::is_cjk(*c))
        .unwrap_or(behind_text);
    let digits = label
        .iter()
        .position(|c| !c.is_ascii_digit())
        .unwrap_or(behind_text);
    let short = |label: &[char]| match label.len() {
        0 => false,
        1 => crate::text::is_alphanumeric(label[0]),
        n => n <= LONGEST && (figures(label) || roman(label)),
    };
    if latin > 0 && latin < behind_text {
        return latin <= 3 && short(&label[..latin]) && digits.max(1) >= latin;
    }
    short(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let (alone, turned) = singles(text);
        alone
            .iter()
            .map(|single| text[single.at..].chars().next().unwrap())
            .chain(turned.iter().map(|_| '~'))
            .collect()
    }

    #[test]
    fn what_has_no_partner() {
        for (text, signs) in [
            ("the pass (or a copy", "("),
            ("乗船証又は写し）を", "）"),
            ("（称为”船证”）", "~"),
            ("“船证“", "~"),
            ("称为”船证”和”桨”的", "~~"),
            ("20181111日制定】", "】"),
            ("「桟橋（以下」", "（"),
            ("“one” and two”", "”"),
            ("see (a) and b) or (c", "("),
        ] {
            assert_eq!(found(text), signs, "{text}");
        }
    }

    #[test]
    fn what_needs_none() {
        for text in [
            "a) one, b) two, iv) three, 12) four, 1.2) five",
            "以下情形：1)逾期；2）损坏",
            "次のとおり：ア）遅延、イ）破損",
            "gồm: đ) thuyền, e) mái chèo",
            "nice :) and ;-)",
            "“a” ‘b’ \"c\" it’s 5' 10\"",
            "（half) and [full］",
            "『「」』《》【】",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}
