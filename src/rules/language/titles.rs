//! What a document calls itself: in its title and where it speaks of itself (本隐私政策, this Notice).
//!
//! The names of kinds of documents stand in `dictionaries/<lang>/documents.tsv`. Only a name that is pointed at
//! counts as the document's own: a policy names other policies, too.

use std::collections::BTreeMap;

use crate::model::{Class, ClauseKind, Document};
use crate::text::{Folded, Lang, Span};

const EN: &str = include_str!("../../../dictionaries/en/documents.tsv");
const JA: &str = include_str!("../../../dictionaries/ja/documents.tsv");
const VI: &str = include_str!("../../../dictionaries/vi/documents.tsv");
const ZH: &str = include_str!("../../../dictionaries/zh/documents.tsv");

/// Clauses at the beginning among which the title stands.
const HEAD: usize = 4;
/// Letters that a title has at most.
const TITLE: usize = 60;

/// Names of documents with what kind of document each names.
fn names(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let table = match lang {
        Lang::En => EN,
        Lang::Ja => JA,
        Lang::Vi => VI,
        Lang::Zh | Lang::ZhHant => ZH,
        Lang::Other(_) => "",
    };
    table.lines().filter_map(|line| line.split_once('\t'))
}

/// How a document uses a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// As its title.
    Title,
    /// Of itself.
    Own,
    /// Of a document of whoever wrote it: itself, where it has no title.
    Ours,
    /// Of some document.
    Other,
}

/// A name of a document in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The name as the table has it.
    pub(super) name: &'static str,
    /// What kind of document it names.
    pub(super) kind: &'static str,
    /// How it is used.
    pub(super) usage: Use,
    /// Where it stands.
    pub(super) span: Span,
}

/// Two names of one document.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    /// The name that it has.
    pub(super) first: Mention,
    /// Another that it goes by.
    pub(super) second: Mention,
    /// How often it goes by the other one.
    pub(super) count: usize,
}

/// The names that a document has beside its own.
pub(super) fn pairs(document: &Document, lang: Lang) -> Vec<Pair> {
    let mentions = mentions(document, lang);
    let mut kinds: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        kinds.entry(mention.kind).or_default().push(mention);
    }
    kinds.values().flat_map(|all| differing(all)).collect()
}

fn differing(all: &[Mention]) -> Vec<Pair> {
    let count = |name: &str, usage: &[Use]| {
        all.iter()
            .filter(|one| one.name == name && usage.contains(&one.usage))
            .count()
    };
    let title = all.iter().find(|one| one.usage == Use::Title);
    let own = [Use::Own];
    let base = match title {
        Some(title) => *title,
        None => {
            // Without a title it is the name that it has oftenest, if that is its own.
            let known = |one: &&Mention| {
                count(one.name, &[Use::Own, Use::Ours]) > 0
                    && count(one.name, &[Use::Own, Use::Ours, Use::Other]) > 1
            };
            let Some(most) = all.iter().filter(known).max_by_key(|one| {
                (
                    count(one.name, &[Use::Own, Use::Ours, Use::Other]),
                    std::cmp::Reverse(one.span.start),
                )
            }) else {
                return Vec::new();
            };
            *most
        }
    };
    let mut seen: Vec<&str> = vec![base.name];
    let mut pairs = Vec::new();
    for one in all.iter().filter(|one| one.usage == Use::Own) {
        if seen.contains(&one.name) {
            continue;
        }
        seen.push(one.name);
        // Where it has no title and goes by both names alike, either may be the right one.
        let times = count(one.name, &own);
        if title.is_none() && times >= count(base.name, &[Use::Own, Use::Ours, Use::Other]) {
            continue;
        }
        pairs.push(Pair {
            first: base,
            second: *one,
            count: times,
        });
    }
    pairs
}

fn mentions(document: &Document, lang: Lang) -> Vec<Mention> {
    let mut found = Vec::new();
    let text_clauses = document
        .iter()
        .filter(|(_, clause)| clause.class == Class::Text);
    for (number, (id, clause)) in text_clauses.enumerate() {
        let body = document.body(id);
        let folded = Folded::new(body);
        let text = folded.text();
        if !may_name(text, lang) {
            continue;
        }
        let is_title = number < HEAD
            && body.chars().count() <= TITLE
            && (clause.kind == ClauseKind::Heading || number == 0)
            && !body
                .trim_end()
                .ends_with(['。', '.', '！', '!', '：', ':', '；', ';']);
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut all: Vec<(usize, &'static str, &'static str)> = names(lang)
            .flat_map(|(name, kind)| {
                text.match_indices(name)
                    .map(move |(at, _)| (at, name, kind))
            })
            .collect();
        all.sort_by_key(|(at, name, _)| (*at, std::cmp::Reverse(name.len())));
        for (at, name, kind) in all {
            let end = at + name.len();
            if taken.iter().any(|(from, to)| at < *to && *from < end)
                || !is_whole(text, at, end, lang)
            {
                continue;
            }
            taken.push((at, end));
            let usage = if is_title && !found.iter().any(|one: &Mention| one.usage == Use::Title) {
                Use::Title
            } else {
                usage(text, at, end, lang)
            };
            found.push(Mention {
                name,
                kind,
                usage,
                span: folded
                    .original(Span::new(at, end))
                    .shifted(clause.body.start),
            });
        }
    }
    found
}

/// A cheap test: the last word or character of nearly every name.
fn may_name(text: &str, lang: Lang) -> bool {
    let ends: &[&str] = match lang {
        Lang::En => &[
            "policy",
            "notice",
            "statement",
            "terms",
            "conduct",
            "ethics",
            "conditions",
            "agreement",
            "guidelines",
            "declaration",
        ],
        Lang::Ja => &[
            "ポリシー",
            "政策",
            "方針",
            "通知",
            "ノーティス",
            "ステートメント",
            "声明",
            "規約",
            "規程",
            "規範",
            "指針",
            "基準",
            "綱領",
            "条件",
            "契約",
            "ガイドライン",
            "取扱い",
        ],
        Lang::Vi => &[
            "chính sách",
            "thông báo",
            "tuyên bố",
            "điều khoản",
            "thỏa thuận",
            "điều kiện",
            "hợp đồng",
            "quy",
            "chuẩn mực",
        ],
        _ => &[
            "政策", "声明", "聲明", "条款", "條款", "协议", "協議", "通知", "公告", "指引", "规则",
            "規則", "准则", "準則", "守则", "守則", "规范", "規範", "公约", "条件", "細則", "合約",
        ],
    };
    ends.iter().any(|end| text.contains(end))
}

/// Not a part of a longer word or name.
fn is_whole(text: &str, at: usize, end: usize, lang: Lang) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[end..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(crate::text::is_alphanumeric);
    match lang {
        Lang::En | Lang::Vi => !letter(before) && !letter(behind),
        // 隐私政策 is a part of 个人隐私政策 and 隐私政策指引.
        _ => !text[end..].starts_with(['书', '書', '集', '指', '规', '規', '章']),
    }
}

fn usage(text: &str, at: usize, end: usize, lang: Lang) -> Use {
    let opening = |c: char| "“‘\"'「『《〈(（".contains(c) || c == ' ';
    let before = text[..at].trim_end_matches(opening);
    let behind =
        text[end..].trim_start_matches(|c: char| "”’\"'」』》〉)）".contains(c) || c == ' ');
    let word_ends = |word: &str| {
        before
            .strip_suffix(word)
            .is_some_and(|rest| lang.is_cjk() || !rest.ends_with(crate::text::is_alphanumeric))
    };
    let (own, ours): (&[&str], &[&str]) = match lang {
        Lang::En => (&["this", "the present"], &["our"]),
        Lang::Ja => (
            &["本", "この"],
            &["当社の", "弊社の", "我々の", "私たちの", "当サイトの"],
        ),
        Lang::Vi => (&[], &[]),
        _ => (&["本"], &["我们的", "我們的", "我司的"]),
    };
    // 基本 and 日本 end with 本 as well.
    let is_bound = lang.is_cjk()
        && (before.ends_with("日本") || before.ends_with("基本") || before.ends_with("版本"));
    if lang == Lang::Vi {
        return if behind.starts_with("này") {
            Use::Own
        } else if behind.starts_with("của chúng tôi") {
            Use::Ours
        } else {
            Use::Other
        };
    }
    if !is_bound && own.iter().any(|word| word_ends(word)) {
        Use::Own
    } else if ours.iter().any(|word| word_ends(word)) {
        Use::Ours
    } else {
        Use::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_unique() {
        for (lang, table) in [("en", EN), ("ja", JA), ("vi", VI), ("zh", ZH)] {
            let forms: Vec<&str> = table
                .lines()
                .filter_map(|line| line.split('\t').next())
                .collect();
            assert!(forms.is_sorted_by(|a, b| a < b), "{lang}");
            assert!(unicode_normalization::is_nfc(table), "{lang}");
            for form in forms {
                assert_eq!(Folded::new(form).text(), form, "{lang}");
                let lang: Lang = lang.parse().unwrap();
                assert!(may_name(form, lang), "{lang}: {form}");
            }
        }
    }

    #[test]
    fn a_document_points_at_itself() {
        for (lang, text, name, usage) in [
            (
                Lang::En,
                "by this privacy notice.",
                "privacy notice",
                Use::Own,
            ),
            (
                Lang::En,
                "see our privacy policy.",
                "privacy policy",
                Use::Ours,
            ),
            (
                Lang::En,
                "the host's privacy policy.",
                "privacy policy",
                Use::Other,
            ),
            (Lang::Zh, "不适用本《隐私权政策》", "隐私权政策", Use::Own),
            (Lang::Zh, "其隐私政策", "隐私政策", Use::Other),
            (
                Lang::Ja,
                "本プライバシー政策に",
                "プライバシー政策",
                Use::Own,
            ),
            (Lang::Ja, "日本利用規約", "利用規約", Use::Other),
            (
                Lang::Vi,
                "chính sách bảo mật này",
                "chính sách bảo mật",
                Use::Own,
            ),
        ] {
            let at = text.find(name).unwrap();
            assert_eq!(usage_of(text, at, name, lang), usage, "{text}");
        }
    }

    fn usage_of(text: &str, at: usize, name: &str, lang: Lang) -> Use {
        super::usage(text, at, at + name.len(), lang)
    }
}
