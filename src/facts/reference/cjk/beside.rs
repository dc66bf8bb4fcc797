//! References by place and to appendices: 前項, 前二条, 上一款; 附件一, 別紙1.

use super::{element, kind, number, rank};
use crate::facts::ordinals::{First, ordinals};
use crate::facts::reference::{Reading, absolute};
use crate::facts::view::{View, is_letter};
use crate::model::{LabelKind, Reference};
use crate::text::Lang;

pub(super) const APPENDICES: &[&str] = &[
    "附件",
    "附录",
    "附錄",
    "附表",
    "附图",
    "別紙",
    "別表",
    "別添",
    "別記",
    "付録",
    "付属書",
    "附属書",
    "附屬書",
    "附属文書",
];

/// 前項, 前二条, 上一款, 次条.
pub(super) fn relative(view: &View, at: usize, lang: Lang) -> Option<Reading> {
    let c = view.at(at)?;
    let mut end = at + c.len_utf8();
    // 目前, 以前, 提前: words that end in 前
    if view.before(at).is_some_and(|before| {
        matches!(
            before,
            '目' | '当'
                | '當'
                | '以'
                | '之'
                | '提'
                | '此'
                | '空'
                | '日'
                | '事'
                | '先'
                | '从'
                | '從'
                | '今'
                | '一'
                | '二'
                | '三'
                | '每'
                | '毎'
        )
    }) {
        return None;
    }
    let mut steps = 1_i8;
    let counted = view
        .at(end)
        .filter(|c| matches!(c, '一' | '二' | '两' | '兩' | '三' | '四'));
    if let Some(count) = counted {
        steps = match count {
            '一' => 1,
            '三' => 3,
            '四' => 4,
            _ => 2,
        };
        end += count.len_utf8();
    }
    let back = match c {
        '前' => true,
        '上' if counted == Some('一') => true,
        '下' | '后' | '後' if counted == Some('一') => false,
        '次' if lang == Lang::Ja => false,
        _ => return None,
    };
    let (rank, mut end) = rank(view, end)?;
    if matches!(rank, "条款" | "目" | "部" | "部分") {
        return None;
    }
    let kind = kind(rank, lang)?;
    while let Some((.., next)) = element(view, end, lang) {
        end = next;
    }
    Some(Reading {
        start: at,
        end,
        targets: vec![(
            at,
            end,
            Reference::Relative {
                kind,
                steps: if back { -steps } else { steps },
            },
        )],
    })
}

/// 附件一, 別紙1, 附属書II, 別表第一.
pub(super) fn appendix(view: &View, at: usize, lang: Lang) -> Option<Reading> {
    let head = APPENDICES
        .iter()
        .find(|head| view.text()[at..].starts_with(**head))?;
    let mut from = view.skip(at + head.len());
    if view.text()[from..].starts_with('第') {
        from += '第'.len_utf8();
    }
    let (path, end) = match view.at(from)? {
        c if c.is_ascii_uppercase() => ordinals(view, from, First::Capital, lang)?,
        _ => number(view, from, lang)?,
    };
    let counted = view.at(end).is_some_and(|c| {
        matches!(
            c,
            '份' | '个'
                | '個'
                | '种'
                | '種'
                | '名'
                | '件'
                | '点'
                | '枚'
                | '通'
                | '年'
                | '月'
                | '部'
        ) || is_letter(c)
    });
    (!counted).then(|| Reading {
        start: at,
        end,
        targets: vec![(at, end, absolute(LabelKind::Appendix, path, false))],
    })
}
