//! Vietnamese.

use std::ops::Range;

use super::label::{self, Forms};
use super::sentence::{self, Breaks};
use super::{Language, spaced_words};
use crate::model::{Label, LabelKind};
use crate::text::{Lang, Span};

/// Vietnamese. A word is a syllable here: only they are set apart by spaces.
pub(super) struct Vietnamese;

/// Also without diacritics, as texts that lost them write.
pub(super) static FORMS: Forms = Forms {
    leading: &[
        ("phần", LabelKind::Part),
        ("phan", LabelKind::Part),
        ("chương", LabelKind::Chapter),
        ("chuong", LabelKind::Chapter),
        ("tiểu mục", LabelKind::Paragraph),
        ("mục", LabelKind::Section),
        ("muc", LabelKind::Section),
        ("điều", LabelKind::Article),
        ("dieu", LabelKind::Article),
        ("khoản", LabelKind::Paragraph),
        ("khoan", LabelKind::Paragraph),
        ("điểm", LabelKind::Item),
        ("diem", LabelKind::Item),
        ("phụ lục", LabelKind::Appendix),
        ("phu luc", LabelKind::Appendix),
        ("phụ chương", LabelKind::Appendix),
    ],
    statutes: &[
        "luật", "bộ", "nghị", "thông", "hiến", "pháp", "quyết", "hiệp", "công", "quy", "gdpr",
    ],
    verbs: &[
        "quy", "áp", "yêu", "cho", "nêu", "sẽ", "không", "có", "được", "và", "về",
    ],
    ..label::NONE
};

static BREAKS: Breaks = Breaks {
    cjk: false,
    inside: &[
        "tp", "ts", "ths", "gs", "pgs", "bs", "cn", "ks", "q", "p", "tx", "tt", "nxb", "st", "tr",
        "vd", "mr", "mrs", "ms", "dr", "e.g", "i.e", "kts", "th.s", "t.s", "đ", "ông", "cty",
    ],
    last: &[
        "v.v", "vv", "inc", "ltd", "co", "corp", "llc", "jsc", "u.s", "a.m", "p.m",
    ],
    before_figure: &["no", "đt", "tel", "số"],
    starters: &[
        "chúng",
        "bạn",
        "nếu",
        "khi",
        "để",
        "trong",
        "các",
        "những",
        "mọi",
        "việc",
        "quý",
        "khách",
        "người",
        "theo",
        "với",
        "tuy",
        "do",
        "vì",
        "ngoài",
        "tất",
        "bất",
        "trường",
        "điều",
        "thông",
        "chính",
        "dữ",
        "công",
        "sau",
        "trước",
        "từ",
        "đối",
        "bằng",
        "mỗi",
        "một",
        "hai",
        "ba",
        "đây",
        "này",
        "không",
        "vui",
        "xin",
        "dịch",
        "tài",
        "hãy",
        "và",
        "hoặc",
        "nhưng",
        "the",
        "we",
        "you",
    ],
};

impl Language for Vietnamese {
    fn lang(&self) -> Lang {
        Lang::Vi
    }

    fn words(&self, text: &str, each: &mut dyn FnMut(Range<usize>)) {
        spaced_words(text, each);
    }

    fn sentences(&self, text: &str) -> Vec<Span> {
        sentence::split(text, &BREAKS)
    }

    fn labels(&self, text: &str) -> Vec<Label> {
        label::read(text, Lang::Vi, &FORMS)
    }

    fn determiners(&self) -> &'static [&'static str] {
        &["các", "những", "một", "mọi", "bất", "kỳ", "kể", "cả", "của"]
    }
}
