//! Chinese in both written standards.

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::Dictionary;
use super::label::{self, Forms};
use super::sentence::{self, Breaks};
use super::{Language, analysed_words};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Span};

/// Chinese of one written standard.
pub(super) struct Chinese {
    lang: Lang,
    forms: &'static Forms,
}

/// In simplified characters.
pub(super) static HANS: Chinese = Chinese {
    lang: Lang::Zh,
    forms: &FORMS_HANS,
};
/// In traditional characters.
pub(super) static HANT: Chinese = Chinese {
    lang: Lang::ZhHant,
    forms: &FORMS_HANT,
};

/// Words that begin with a rank's character, and what goes on from a rank in a citation.
const CITED: &[&str] = &[
    // 条例 条款 条件 条约 条文 条目, 章程, 节点 节假日, 项目, 编号, 部门
    "例",
    "件",
    "约",
    "約",
    "文",
    "目",
    "程",
    "点",
    "點",
    "假",
    "号",
    "號",
    "门",
    "門",
    "款",
    "项",
    "項",
    "节",
    "節",
    "规定",
    "規定",
    "所",
    "的",
    "中",
    "和",
    "及",
    "与",
    "與",
    "或",
    "至",
    "到",
    "之",
    "约定",
    "約定",
    "列明",
    "列举",
    "列舉",
    "提到",
    "提及",
    "以上",
    "以下",
    "以外",
    "以内",
    "下",
    "内",
    "內",
    "外",
    "第",
    "是",
    "不",
    "前",
    "后段",
    "後段",
    "另有",
    "有关",
    "有關",
    "适用于",
    "適用於",
    "情形",
    "要求",
    "处理",
    "而",
    "时",
    "時",
    "办理",
    "辦理",
    "执行",
    "執行",
    "将",
    "將",
    "仅",
    "僅",
    "并",
    "並",
    "以",
    "项下",
    "項下",
    "同样",
    "同樣",
    "相关",
    "相關",
    "已",
    "未",
    "应",
    "應",
    "修改",
    "修订",
    "修訂",
];

const GLUED: &[&str] = &["编", "編", "篇", "部分", "章", "节", "節", "条", "條"];

const LEADING: &[(&str, LabelKind)] = &[
    ("附件", LabelKind::Appendix),
    ("附录", LabelKind::Appendix),
    ("附錄", LabelKind::Appendix),
    ("附表", LabelKind::Appendix),
    ("附則", LabelKind::Appendix),
    ("附则", LabelKind::Appendix),
];

/// Mainland China: 条 款 项 目.
pub(super) static FORMS_HANS: Forms = Forms {
    enclosing: &[
        ("部分", LabelKind::Part),
        ("编", LabelKind::Part),
        ("編", LabelKind::Part),
        ("篇", LabelKind::Part),
        ("章", LabelKind::Chapter),
        ("节", LabelKind::Section),
        ("節", LabelKind::Section),
        ("条", LabelKind::Article),
        ("條", LabelKind::Article),
        ("款", LabelKind::Paragraph),
        ("项", LabelKind::Item),
        ("項", LabelKind::Item),
        ("目", LabelKind::Item),
    ],
    opener: "第",
    cited: CITED,
    glued: GLUED,
    leading: LEADING,
    ..label::NONE
};

/// Taiwan: 條 項 款 目.
pub(super) static FORMS_HANT: Forms = Forms {
    enclosing: &[
        ("部分", LabelKind::Part),
        ("編", LabelKind::Part),
        ("编", LabelKind::Part),
        ("篇", LabelKind::Part),
        ("章", LabelKind::Chapter),
        ("節", LabelKind::Section),
        ("节", LabelKind::Section),
        ("條", LabelKind::Article),
        ("条", LabelKind::Article),
        ("項", LabelKind::Paragraph),
        ("项", LabelKind::Paragraph),
        ("款", LabelKind::Item),
        ("目", LabelKind::Item),
    ],
    opener: "第",
    cited: CITED,
    glued: GLUED,
    leading: LEADING,
    ..label::NONE
};

impl Language for Chinese {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn words(&self, text: &str, each: &mut dyn FnMut(Range<usize>)) {
        // The dictionary has simplified words only; the folded copy has the same offsets.
        match self.lang {
            Lang::ZhHant => analysed_words(Dictionary::Jieba, &simplified(text), each),
            _ => analysed_words(Dictionary::Jieba, text, each),
        }
    }

    fn sentences(&self, text: &str) -> Vec<Span> {
        sentence::split(
            text,
            &Breaks {
                cjk: true,
                ..sentence::NONE
            },
        )
    }

    fn labels(&self, text: &str) -> Vec<Label> {
        label::read(text, self.lang, self.forms)
    }
}

/// A copy in which every character that has a standard form of the mainland is written so; all forms in
/// the table have the same length in UTF-8.
pub(super) fn simplified(text: &str) -> String {
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let pair = |line: &str| {
            let (from, to) = line.split_once('\t')?;
            let (from, to) = (from.chars().next()?, to.chars().next()?);
            (from.len_utf8() == to.len_utf8()).then_some((from, to))
        };
        let mut pairs: Vec<_> = include_str!("../../dictionaries/han/variants.tsv")
            .lines()
            .filter_map(pair)
            .collect();
        pairs.sort_unstable();
        pairs
    });
    let fold = |c: char| match table.binary_search_by_key(&c, |(from, _)| *from) {
        Ok(index) => table[index].1,
        Err(_) => c,
    };
    text.chars()
        .map(|c| if c.is_ascii() { c } else { fold(c) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lang: &Chinese, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        lang.words(text, &mut |range| found.push(text[range].to_owned()));
        found
    }

    #[test]
    fn words_of_both_standards_are_the_same() {
        assert_eq!(
            words(&HANS, "用户应当遵守协议，谢谢。"),
            ["用户", "应当", "遵守", "协议", "谢谢"]
        );
        assert_eq!(
            words(&HANT, "用戶應當遵守協議，謝謝。"),
            ["用戶", "應當", "遵守", "協議", "謝謝"]
        );
    }
}
