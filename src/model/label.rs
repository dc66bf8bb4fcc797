//! Clause labels by value: 第五条第二款 = Article 5(2) = 第5条第2項 = khoản 2 Điều 5.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The rank that a label names itself by. Ranks differ by country and are not folded by character:
/// 条-款-项-目 on the mainland, 條-項-款-目 in Taiwan, 条-項-号 in Japan, Điều-khoản-điểm in Vietnam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelKind {
    /// 第一编, Part I, 第1編, Phần I.
    Part,
    /// 第一章, Chapter 1, 第1章, Chương I.
    Chapter,
    /// 第二节, Section 2, 第2節, Mục 2.
    Section,
    /// 第三条, Article 3, 第3条, Điều 3.
    Article,
    /// 第四款 (mainland), 第四項 (Taiwan, Japan), Paragraph 4, Khoản 4.
    Paragraph,
    /// 第五项 (mainland), 第五款 (Taiwan), 第五号 (Japan), Item 5, Điểm 5.
    Item,
    /// 附件一, Appendix A, Schedule 1, 別紙1, Phụ lục A.
    Appendix,
    /// A bare number or letter: 一、 1. (1) a) ① ア.
    Plain,
}

/// How the ordinal of a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numeral {
    /// 1 2 3
    Arabic,
    /// １ ２ ３
    ArabicFull,
    /// 一 二 三
    Han,
    /// 壹 贰 叁
    HanFormal,
    /// ① ② ③
    Circled,
    /// a b c
    LatinLower,
    /// A B C
    LatinUpper,
    /// i ii iii
    RomanLower,
    /// I II III
    RomanUpper,
    /// ア イ ウ
    Aiueo,
    /// イ ロ ハ
    Iroha,
    /// a b c d đ e g h: the Vietnamese letter list
    VietnameseLower,
    /// one, two, first
    Word,
}

/// A label as it stands before a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The value: `[5]` for Article 5, `[2, 4]` for 2.4, `[5, 2]` for 第五条第二款, `[12, 2]` for 第十二条之二 (with `branch`).
    pub ordinals: Vec<u16>,
    /// The rank it names.
    pub kind: LabelKind,
    /// How its last ordinal is written.
    pub numeral: Numeral,
    /// What stands before and behind the ordinals, folded to half width except where the width itself is the style:
    /// `("(", ")")`, `("", "、")`, `("第", "条")`, `("Article ", ".")`.
    pub frame: (String, String),
    /// Whether its last ordinal is a branch number (第十二条之二, 12bis): no sibling of 11 and 13.
    pub branch: bool,
    /// Where it stands, with its frame and without the space behind it.
    pub written: Span,
}

impl Label {
    /// The last ordinal: the place among the siblings.
    #[must_use]
    pub fn ordinal(&self) -> u16 {
        self.ordinals.last().copied().unwrap_or(0)
    }

    /// Whether two labels are written alike: numeral and frame.
    #[must_use]
    pub fn same_style(&self, other: &Self) -> bool {
        self.numeral == other.numeral
            && self.frame == other.frame
            && self.ordinals.len() == other.ordinals.len()
    }
}
