//! References in Han characters: 第五条第二款, 本条第2項, 前項, 附件一.

mod beside;

use super::{Reading, absolute};
use crate::facts::numerals::{bounded, is_han_numeral};
use crate::facts::ordinals::{bracketed, small};
use crate::facts::view::{View, is_letter};
use crate::language::numeral;
use crate::model::LabelKind;
use crate::text::Lang;

/// Ranks, and what behind them makes another word of them.
const RANKS: &[(&str, &[char])] = &[
    ("条款", &[]),
    ("条", &['件', '約', '约', '例', '文']),
    ("條", &['件', '約', '例', '文']),
    ("款", &['项', '項', '产', '產', '游', '遊', '软', '軟']),
    ("项", &['目']),
    ("項", &['目']),
    (
        "号",
        &['機', '机', '室', '线', '線', '楼', '车', '館', '令'],
    ),
    ("號", &['室', '線', '樓', '令']),
    ("目", &['的', '标', '標']),
    ("章", &[]),
    ("节", &['课', '日']),
    ("節", &['日', '目']),
    ("编", &['集', '号']),
    ("編", &['集', '號', '号']),
    ("部分", &[]),
    ("部", &['門', '门', '長', '署']),
];

/// Between the members of a list or the ends of a range.
pub(in crate::facts) const JOINTS: &[&str] = &[
    "、",
    "，",
    ",",
    "及び",
    "および",
    "又は",
    "または",
    "若しくは",
    "並びに",
    "から",
    "ないし",
    "乃至",
    "及",
    "和",
    "与",
    "與",
    "或",
    "至",
    "到",
    "以及",
    "或者",
    "~",
    "〜",
    "-",
    "–",
];

/// The rank of a character in one country's order.
fn kind(rank: &str, lang: Lang) -> Option<LabelKind> {
    Some(match rank {
        "条" | "條" | "条款" => LabelKind::Article,
        "章" => LabelKind::Chapter,
        "节" | "節" => LabelKind::Section,
        "编" | "編" | "部分" | "部" => LabelKind::Part,
        "项" => LabelKind::Item,
        "項" if lang == Lang::Zh => LabelKind::Item,
        "項" => LabelKind::Paragraph,
        "款" if lang == Lang::Zh => LabelKind::Paragraph,
        "款" | "目" => LabelKind::Item,
        "号" | "號" if lang == Lang::Ja => LabelKind::Item,
        _ => return None,
    })
}

fn rank(view: &View, at: usize) -> Option<(&'static str, usize)> {
    RANKS.iter().find_map(|(rank, not)| {
        let rest = view.text()[at..].strip_prefix(rank)?;
        (!rest.starts_with(*not)).then_some((*rank, at + rank.len()))
    })
}

/// An ordinal of an element: figures (with dots), Han, or either in brackets.
fn number(view: &View, at: usize, lang: Lang) -> Option<(Vec<u16>, usize)> {
    let at = view.skip(at);
    let c = view.at(at)?;
    if c == '(' {
        let close = view.text()[at..bounded(view, at, 20)].find(')')? + at;
        return Some((
            vec![bracketed(&view.lower()[at + 1..close], lang)?],
            close + 1,
        ));
    }
    if c.is_ascii_digit() {
        let (value, mut end) = small(view, at)?;
        let mut path = vec![value];
        while view.byte(end) == b'.'
            && path.len() < 6
            && let Some((value, next)) = small(view, end + 1)
        {
            path.push(value);
            end = next;
        }
        return Some((path, end));
    }
    if !is_han_numeral(c) {
        return None;
    }
    let (value, length) = numeral::han(&view.text()[at..bounded(view, at, 36)])?;
    Some((
        vec![u16::try_from(value).ok().filter(|n| *n > 0)?],
        at + length,
    ))
}

/// One element 第N条 with its branch (条之二, 条の2): ordinals, rank, end.
fn element(view: &View, at: usize, lang: Lang) -> Option<(Vec<u16>, &'static str, usize)> {
    let from = at + '第'.len_utf8();
    let (mut path, end) = view.text()[at..]
        .starts_with('第')
        .then(|| number(view, from, lang))??;
    let (rank, mut end) = rank(view, view.skip(end))?;
    for joint in ["之", "の"] {
        if let Some(rest) = view.text()[end..].strip_prefix(joint) {
            let next = view.len() - rest.len();
            if let Some((branch, behind)) =
                number(view, next, lang).filter(|_| !rest.starts_with('('))
                && branch.len() == 1
                && !view.at(behind).is_some_and(|c| {
                    matches!(
                        c,
                        'つ' | '種'
                            | '个'
                            | '個'
                            | '点'
                            | '者'
                            | '名'
                            | '分'
                            | '日'
                            | '年'
                            | '月'
                            | '方'
                            | '%'
                            | '定'
                            | '般'
                    )
                })
            {
                path.extend(branch);
                end = behind;
            }
        }
    }
    Some((path, rank, end))
}

/// The reference that starts at `at`, a character that is no Latin letter.
pub(super) fn read(view: &View, at: usize, lang: Lang) -> Option<Reading> {
    match view.at(at)? {
        '第' => chain(view, at, at, false, lang),
        '本' => {
            let (_, end) = rank(view, at + '本'.len_utf8())?;
            view.text()[end..]
                .starts_with('第')
                .then(|| chain(view, at, end, true, lang))?
        }
        '前' | '次' | '上' | '下' | '后' | '後' => beside::relative(view, at, lang),
        '附' | '別' | '付' => beside::appendix(view, at, lang),
        _ => None,
    }
}

/// 第三条第二款第一项, with the lists and ranges behind it.
fn chain(view: &View, start: usize, at: usize, here: bool, lang: Lang) -> Option<Reading> {
    let mut path: Vec<(u16, &'static str)> = Vec::new();
    let mut end = at;
    let mut targets = Vec::new();
    if let Some(list) = shared_rank(view, at, lang) {
        return Some(list);
    }
    while path.len() < 6
        && let Some((ordinals, rank, next)) = element(view, end, lang)
    {
        path.extend(ordinals.into_iter().map(|ordinal| (ordinal, rank)));
        end = next;
    }
    // 第二条a款(1)项: below the first, an element may lack its 第
    while !path.is_empty()
        && path.len() < 6
        && let Some((ordinal, rank, next)) = loose(view, end, lang).or_else(|| {
            element(view, end, lang)
                .and_then(|(path, rank, next)| Some((*path.first()?, rank, next)))
        })
    {
        path.push((ordinal, rank));
        end = next;
    }
    let top = kind(path.first()?.1, lang)?;
    // 目 stands only below another rank
    if path[0].1 == "目" {
        return None;
    }
    // 第五条(二)
    if view.byte(end) == b'('
        && let Some((more, next)) = number(view, end, lang)
    {
        path.extend(more.into_iter().map(|ordinal| (ordinal, "")));
        end = next;
    }
    let plain = |path: &[(u16, &str)]| path.iter().map(|(ordinal, _)| *ordinal).collect::<Vec<_>>();
    targets.push((start, end, absolute(top, plain(&path), here)));
    // 第3条第1項及び第2項: what follows shares the ranks above its own
    for _ in 0..32 {
        let joint = view.skip(end);
        let Some(next) = JOINTS
            .iter()
            .filter_map(|word| {
                view.text()[joint..]
                    .starts_with(word)
                    .then_some(joint + word.len())
            })
            .max()
        else {
            break;
        };
        let next = view.skip(next);
        let Some((ordinals, rank, mut stop)) = element(view, next, lang) else {
            break;
        };
        let Some(place) = path.iter().position(|(_, other)| *other == rank) else {
            break;
        };
        if place == 0 && !here {
            break;
        }
        path.truncate(place);
        path.extend(ordinals.into_iter().map(|ordinal| (ordinal, rank)));
        while path.len() < 6
            && let Some((ordinals, rank, more)) = element(view, stop, lang)
        {
            path.extend(ordinals.into_iter().map(|ordinal| (ordinal, rank)));
            stop = more;
        }
        targets.push((next, stop, absolute(top, plain(&path), here)));
        end = stop;
    }
    Some(Reading {
        start,
        end,
        targets,
    })
}

/// `a款`, `(1)项`: an element without 第.
fn loose(view: &View, at: usize, lang: Lang) -> Option<(u16, &'static str, usize)> {
    let (ordinal, end) = match view.at(at)? {
        '(' => number(view, at, lang).and_then(|(path, end)| Some((*path.first()?, end)))?,
        c if c.is_ascii_alphabetic() && view.at(at + 1).is_some_and(|c| !is_letter(c)) => {
            (bracketed(&view.lower()[at..=at], lang)?, at + 1)
        }
        _ => return None,
    };
    let (rank, end) = rank(view, view.skip(end))?;
    Some((ordinal, rank, end))
}

/// 第5、6条: several ordinals before one rank.
fn shared_rank(view: &View, at: usize, lang: Lang) -> Option<Reading> {
    let first = at + '第'.len_utf8();
    let (ordinals, mut end) = number(view, first, lang)?;
    let mut list = vec![(at, end, ordinals)];
    for _ in 0..16 {
        let Some(next) = JOINTS
            .iter()
            .filter_map(|word| {
                view.text()[end..]
                    .starts_with(word)
                    .then_some(end + word.len())
            })
            .max()
        else {
            break;
        };
        let Some((ordinals, stop)) = number(view, next, lang) else {
            break;
        };
        list.push((next, stop, ordinals));
        end = stop;
    }
    let (name, behind) = (list.len() > 1).then(|| rank(view, end))??;
    let kind = kind(name, lang)?;
    let last = list.len() - 1;
    let targets = list
        .into_iter()
        .enumerate()
        .map(|(index, (start, end, ordinals))| {
            (
                start,
                if index == last { behind } else { end },
                absolute(kind, ordinals, false),
            )
        })
        .collect();
    Some(Reading {
        start: at,
        end: behind,
        targets,
    })
}

/// 3.2条, 4.1款: a dotted number with a rank behind it.
pub(super) fn decimal(view: &View, at: usize) -> Option<Reading> {
    let (path, end) = number(view, at, Lang::Zh).filter(|(path, _)| path.len() > 1)?;
    let (name, end) = rank(view, view.skip(end))?;
    let kind = kind(name, Lang::Zh).filter(|_| {
        matches!(
            name,
            "条" | "條" | "款" | "条款" | "节" | "節" | "项" | "項"
        )
    })?;
    let kind = if matches!(name, "款" | "项" | "項") {
        LabelKind::Article
    } else {
        kind
    };
    Some(Reading {
        start: at,
        end,
        targets: vec![(at, end, absolute(kind, path, false))],
    })
}
