//! Labels that are written unlike their neighbours.

use super::list::{self, counted};
use crate::language::numeral;
use crate::model::{Check, ClauseId, Document, Findings, Label, Numeral, Policy, Severity};
use crate::text::{Folded, Lang};
use foldhash::{HashMap, HashMapExt as _};

rule! {
    /// A label is written in another style than its neighbours or its language.
    ///
    /// ## Why
    /// (3) behind （1） and （2）, or "1、" in an English text, is what a hurried edit or a machine left. It tells
    /// readers nothing wrong, but it looks careless. Only labels of one list are compared: every list may have
    /// its own style.
    ///
    /// ## Examples
    /// ```policy fail
    /// [ja] 次の書類を提出してください。
    /// [ja] （1）申込書
    /// [ja] （2）本人確認書類の写し
    /// [ja] (3)口座番号の控え
    /// [ja] （4）同意書
    /// ```
    /// ```policy fail
    /// [en] 1、 Opening hours
    /// [en] The library opens at nine in the morning.
    /// [en] 2、 Borrowing
    /// [en] You borrow up to five books at a time.
    /// ```
    /// ```policy pass
    /// [zh] 一、开放时间
    /// [zh] 图书馆上午九点开馆。
    /// [zh] 二、借阅
    /// [zh] 每位读者每次最多借阅五册。
    /// [en] 1. Opening hours
    /// [en] The library opens at nine in the morning.
    /// [en] 2. Borrowing
    /// [en] Each reader borrows up to five books at a time.
    /// ```
    /// ```policy pass
    /// [ja] ８．返却
    /// [ja] 本は期限までに返却してください。
    /// [ja] ９．延滞
    /// [ja] 延滞中は新しい本を借りられません。
    /// [ja] 10．紛失
    /// [ja] 紛失した本は弁償していただきます。
    /// ```
    "label-style", since "0.1.0", Info, mqm "style/inconsistent-style", Check::Edition(check)
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    let document = &edition.document;
    foreign_marks(document, lang, out);
    for list in list::lists(document) {
        let members: Vec<(ClauseId, &Label)> = list
            .members
            .iter()
            .filter_map(|id| counted(document.clause(*id)).map(|label| (*id, label)))
            .filter(|(_, label)| !(is_latin(lang) && has_cjk_style(document, label)))
            .collect();
        odd_ones(document, lang, &members, out);
    }
}

/// English and Vietnamese put no CJK marks or numerals into labels. Once an edition, with all that do.
fn foreign_marks(document: &Document, lang: Lang, out: &mut Findings) {
    if !is_latin(lang) {
        return;
    }
    let found: Vec<&Label> = document
        .iter()
        .filter_map(|(_, clause)| counted(clause))
        .filter(|label| has_cjk_style(document, label))
        .collect();
    let Some(first) = found.first() else { return };
    let finding = out
        .report("label-style.foreign")
        .severity(Severity::Warning)
        .confidence(0.95);
    finding
        .arg("lang", lang)
        .arg("found", document.slice(first.written).trim())
        .arg("count", found.len());
    for label in &found {
        finding.primary(lang, label.written);
    }
}

fn is_latin(lang: Lang) -> bool {
    matches!(lang, Lang::En | Lang::Vi)
}

/// Marks, brackets or numerals of full width, Han or kana in a label.
fn has_cjk_style(document: &Document, label: &Label) -> bool {
    let numeral = matches!(
        label.numeral,
        Numeral::ArabicFull | Numeral::Han | Numeral::HanFormal | Numeral::Aiueo | Numeral::Iroha
    );
    numeral
        || document.slice(label.written).chars().any(|c| {
            matches!(c, '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff60}') || crate::text::is_cjk(c)
        })
}

/// How a label is written, but for its value: numeral system, and the frame without spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Style {
    numeral: Numeral,
    frame: (String, String),
}

impl Style {
    fn of(label: &Label) -> Self {
        let numeral = match label.numeral {
            // i) may be a letter, イ of either series, and d) of either alphabet.
            Numeral::RomanLower | Numeral::VietnameseLower => Numeral::LatinLower,
            Numeral::RomanUpper => Numeral::LatinUpper,
            Numeral::Iroha => Numeral::Aiueo,
            other => other,
        };
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect();
        Self {
            numeral,
            frame: (bare(&label.frame.0), bare(&label.frame.1)),
        }
    }

    /// The same style in half width.
    fn narrow(&self) -> Self {
        let numeral = if self.numeral == Numeral::ArabicFull {
            Numeral::Arabic
        } else {
            self.numeral
        };
        let narrow = |text: &str| Folded::new(text).text().to_owned();
        Self {
            numeral,
            frame: (narrow(&self.frame.0), narrow(&self.frame.1)),
        }
    }
}

/// Reports the labels of a list that are not written like most of it.
fn odd_ones(document: &Document, lang: Lang, members: &[(ClauseId, &Label)], out: &mut Findings) {
    let mut styles: Vec<(Style, Vec<usize>)> = Vec::new();
    let mut index: HashMap<Style, usize> = HashMap::new();
    for (at, (_, label)) in members.iter().enumerate() {
        let style = Style::of(label);
        let slot = *index.entry(style.clone()).or_insert_with(|| {
            styles.push((style, Vec::new()));
            styles.len() - 1
        });
        styles[slot].1.push(at);
    }
    if styles.len() < 2 || is_digit_habit(&styles, members) {
        return;
    }
    // The style of most; of two that are equally frequent the one that came first, and then only width is sure.
    let Some(most) =
        (0..styles.len()).max_by_key(|slot| (styles[*slot].1.len(), std::cmp::Reverse(*slot)))
    else {
        return;
    };
    let (standard, usual) = (styles[most].0.clone(), styles[most].1.clone());
    let mut odd: Vec<usize> = styles
        .iter()
        .enumerate()
        .filter(|(slot, _)| *slot != most)
        .flat_map(|(_, (_, places))| places.iter().copied())
        .collect();
    odd.sort_unstable();
    let width = odd
        .iter()
        .any(|at| Style::of(members[*at].1).narrow() == standard.narrow());
    // A last number without the mark behind it and the like: a majority must say what the style is.
    let clear = odd.len() < usual.len() && members.len() >= 3;
    if !(clear || width && odd.len() <= usual.len()) {
        return;
    }
    let (first, like) = (members[odd[0]].1, members[usual[0]].1);
    let finding = out.report("label-style");
    finding
        .severity(if width {
            Severity::Warning
        } else {
            Severity::Info
        })
        .confidence(if width { 0.93 } else { 0.75 });
    finding
        .arg("lang", lang)
        .arg("found", document.slice(first.written).trim())
        .arg("expected", document.slice(like.written).trim());
    for at in &odd {
        finding.primary(lang, members[*at].1.written);
    }
    finding.counterpart(lang, like.written);
    if let ([at], [ordinal]) = (odd.as_slice(), first.ordinals.as_slice())
        && Style::of(members[*at].1).numeral == members[usual[0]].1.numeral
        && let Some(ordinal) = numeral::write(*ordinal, like.numeral)
    {
        finding.suggest(format!("{}{ordinal}{}", like.frame.0, like.frame.1));
    }
}

/// Japanese and Chinese texts write one digit in full and two digits in half width (９． 10．): a habit, no slip.
fn is_digit_habit(styles: &[(Style, Vec<usize>)], members: &[(ClauseId, &Label)]) -> bool {
    let narrow = styles[0].0.narrow();
    styles.iter().all(|(style, places)| {
        let two = |at: &usize| members[*at].1.ordinal() > 9;
        style.narrow() == narrow
            && match style.numeral {
                Numeral::ArabicFull => !places.iter().any(two),
                Numeral::Arabic => places.iter().all(two),
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::numbering::testing::Sample;
    use crate::text::Lang::{En, Ja, Vi, Zh};

    #[test]
    fn width_is_a_warning_and_shape_worth_a_look() {
        assert_eq!(
            Sample::new(Ja)
                .edition(Ja, "a · （1） 1 甲\nb · （2） 2 乙\nc · (3) 3 丙")
                .check(&RULE),
            ["label-style warning: ja>(3) ja=（1）"]
        );
        assert_eq!(
            Sample::new(Zh)
                .edition(Zh, "a · 1、 1 甲\nb · 2、 2 乙\nc · 3. 3 丙\nd · 4、 4 丁")
                .check(&RULE),
            ["label-style info: zh>3. zh=1、"]
        );
        assert_eq!(
            Sample::new(En)
                .edition(En, "a · 1. 1 A\nb · 2) 2 B\nc · 3. 3 C")
                .check(&RULE),
            ["label-style info: en>2) en=1."]
        );
    }

    #[test]
    fn cjk_marks_in_latin_labels_are_one_finding() {
        let lines = "a # 1、 1 A\nb # 2、 2 B\n  c # 2.1 2.1 C\n  d # 2.2、 2.2 D";
        assert_eq!(
            Sample::new(En).edition(En, lines).check(&RULE),
            ["label-style.foreign warning: en>1、 en>2、 en>2.2、"]
        );
        assert_eq!(
            Sample::new(Vi)
                .edition(Vi, "a # 一、 1 A\nb # 2. 2 B")
                .check(&RULE),
            ["label-style.foreign warning: vi>一、"]
        );
    }

    #[test]
    fn every_list_may_have_its_own_style() {
        for lines in [
            "a # 1. 1 A\n  b · (1) 1 x\n  c · (2) 2 x\nd # 2. 2 B\n  e · （1） 1 x\n  f · （2） 2 x",
            "a · １． 1 x\nb · ９． 2 x\nc · 10． 10 x",
            "a # 第1条 1 x\n  b · 1. 1 x\n  c · 2. 2 x\nd # 第2条 2 x",
        ] {
            assert_eq!(
                Sample::new(Ja).edition(Ja, lines).check(&RULE),
                [""; 0],
                "{lines}"
            );
        }
    }
}
