//! Japanese.

use std::ops::Range;

use super::analysis::Dictionary;
use super::label::{self, Forms};
use super::sentence::{self, Breaks};
use super::{Language, analysed_words};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Span};

/// Japanese.
pub(super) struct Japanese;

/// 条 項 号; 編 章 節 款 目 stand above them (款 and 目 divide a 節).
pub(super) static FORMS: Forms = Forms {
    enclosing: &[
        ("編", LabelKind::Part),
        ("部", LabelKind::Part),
        ("章", LabelKind::Chapter),
        ("節", LabelKind::Section),
        ("款", LabelKind::Section),
        ("目", LabelKind::Section),
        ("条", LabelKind::Article),
        ("條", LabelKind::Article),
        ("項", LabelKind::Paragraph),
        ("号", LabelKind::Item),
        ("號", LabelKind::Item),
    ],
    opener: "第",
    // 条例 条約 条件 条文 条項, 章程, 節目, and what goes on from a rank in a citation. Hiragana behind a
    // rank is a particle anyway.
    cited: &[
        "例",
        "約",
        "件",
        "文",
        "項",
        "程",
        "目",
        "の",
        "に",
        "で",
        "は",
        "を",
        "と",
        "が",
        "から",
        "より",
        "まで",
        "や",
        "も",
        "及び",
        "並び",
        "又は",
        "若しくは",
        "規定",
        "所定",
        "記載",
        "各号",
        "各項",
        "前段",
        "後段",
        "本文",
        "但書",
        "中",
        "以下",
        "以降",
        "以外",
        "違反",
        "適用",
        "関係",
        "第",
        "等",
        "同様",
        "但し",
        "における",
        "被",
    ],
    glued: &["編", "章", "節", "条"],
    leading: LEADING,
    ..label::NONE
};

/// In an edition of another language the ranks are read as Chinese.
pub(super) static FORMS_ABROAD: Forms = Forms {
    leading: LEADING,
    ..label::NONE
};

const LEADING: &[(&str, LabelKind)] = &[
    ("別記様式", LabelKind::Appendix),
    ("別紙", LabelKind::Appendix),
    ("別表", LabelKind::Appendix),
    ("別添", LabelKind::Appendix),
    ("別記", LabelKind::Appendix),
    ("付録", LabelKind::Appendix),
    ("附録", LabelKind::Appendix),
    ("付属書", LabelKind::Appendix),
    ("附属書", LabelKind::Appendix),
    ("付属文書", LabelKind::Appendix),
    ("添付資料", LabelKind::Appendix),
    ("添付書類", LabelKind::Appendix),
    ("様式", LabelKind::Appendix),
    ("附則", LabelKind::Appendix),
    ("付則", LabelKind::Appendix),
];

impl Language for Japanese {
    fn lang(&self) -> Lang {
        Lang::Ja
    }

    fn words(&self, text: &str, each: &mut dyn FnMut(Range<usize>)) {
        analysed_words(Dictionary::Ipadic, text, each);
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
        label::read(text, Lang::Ja, &FORMS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_leave_punctuation_out() {
        let text = "契約は、7日以内に取り消せます。";
        let mut found = Vec::new();
        Japanese.words(text, &mut |range| found.push(&text[range]));
        assert_eq!(
            found,
            ["契約", "は", "7", "日", "以内", "に", "取り消せ", "ます"]
        );
    }
}
