//! A list item with nothing behind its label or marker.

use std::collections::BTreeMap;

use super::outline::{Outline, is_text, quote, span};
use crate::model::{Check, Clause, ClauseId, ClauseKind, Document, Findings, Policy};
use crate::text::{Lang, Span};

rule! {
    /// A list item is empty.
    ///
    /// ## Why
    /// The text of the item was lost, or a marker was left behind when it was deleted. An item whose text stands on
    /// the next line is not empty, nor is one that only leads into sub-items.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] To join the choir, please proceed as follows:
    /// [en] (1) Sing us a song that you like.
    /// [en] (2) Tell us on which evenings you are free.
    /// [en] (3)
    /// ```
    /// ```policy pass
    /// [zh] 加入合唱团的步骤如下：
    /// [zh] （1）请演唱一首您喜爱的歌曲。
    /// [zh] （2）请告知我们您哪些晚上有空。
    /// [vi] Để tham gia dàn hợp xướng, vui lòng làm như sau:
    /// [vi] (1) Hát một bài mà bạn yêu thích.
    /// [vi] (2) Cho chúng tôi biết bạn rảnh vào những buổi tối nào.
    /// ```
    "empty-item", since "0.1.0", Warning, mqm "accuracy/omission", Check::Edition(check)
}

/// Whether nothing but marks of a list stands in a text.
fn is_empty(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ',' | ';' | ':' | '。' | '、' | '，' | '；' | '：' | '．'
            )
    })
}

/// Items that are empty, and are not so by habit.
fn empty(document: &Document) -> Vec<ClauseId> {
    let outline = Outline::new(document);
    let clauses = &document.clauses;
    let mut lists: BTreeMap<Option<ClauseId>, (usize, Vec<ClauseId>)> = BTreeMap::new();
    for (id, clause) in document
        .iter()
        .filter(|(_, clause)| clause.kind == ClauseKind::Item && is_text(clause))
    {
        let list = lists.entry(clause.parent).or_default();
        list.0 += 1;
        let next_line = |next: &Clause| {
            !clause.marked_up
                && next.kind == ClauseKind::Paragraph
                && next.label.is_none()
                && next.marker.is_none()
        };
        if is_empty(document.slice(clause.body))
            && outline.is_leaf(id.index())
            && !clauses.get(id.index() + 1).is_some_and(next_line)
        {
            list.1.push(id);
        }
    }
    let mut found: Vec<ClauseId> = lists
        .into_values()
        .filter(|(all, empty)| empty.len() * 2 < *all || *all == 1)
        .flat_map(|(_, empty)| empty)
        .collect();
    found.sort_unstable();
    found
}

fn check(policy: &Policy, lang: Lang, out: &mut Findings) {
    let Some(edition) = policy.edition(lang) else {
        return;
    };
    for id in empty(&edition.document) {
        let others: Vec<(Lang, ClauseId)> = policy.group(lang, id).map_or_else(Vec::new, |group| {
            group
                .members
                .iter()
                .filter(|(other, _)| **other != lang)
                .filter_map(|(other, ids)| ids.first().map(|id| (*other, *id)))
                .collect()
        });
        let full = others
            .iter()
            .find(|(other, id)| !is_empty(policy.body(*other, *id)));
        if !others.is_empty() && full.is_none() {
            continue;
        }
        let clause = edition.document.clause(id);
        let written = clause
            .label
            .as_ref()
            .map(|label| label.written)
            .filter(|written| !written.is_empty())
            .or(clause.marker);
        // A number that markup makes is written nowhere, but the reader sees it.
        let label = match (written, &clause.label) {
            (Some(written), _) => edition.document.slice(written).trim().to_owned(),
            (None, Some(label)) => label.ordinal().to_string(),
            (None, None) => "-".to_owned(),
        };
        let finding = out.report("empty-item");
        finding.arg("lang", lang).arg("label", label);
        // A label that markup makes leaves no text to mark: then the item above shows where.
        let above = id
            .index()
            .checked_sub(1)
            .and_then(|at| u32::try_from(at).ok())
            .map(ClauseId);
        let place = if clause.span.is_empty() {
            above.map_or(clause.span, |above| span(policy, lang, above))
        } else {
            clause.span
        };
        finding.arg(
            "text",
            above.map_or_else(String::new, |above| quote(policy, lang, above)),
        );
        finding.primary(
            lang,
            if place.is_empty() {
                Span {
                    start: clause.span.start,
                    end: clause.span.end,
                }
            } else {
                place
            },
        );
        if let Some((other, id)) = full {
            finding.counterpart(*other, span(policy, *other, *id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn an_item_that_was_left_empty_is_found_in_any_edition() {
        let full = (
            "en",
            "i p Please proceed as follows:\na - 1. Sing us a song.\nb - 2. Tell us when you are free.\nc - 3. Wait for us.",
        );
        let odd = (
            "ja",
            "i p 次の手順でお申し込みください。\na - 1. 歌ってください。\nb - 2. ご都合をお知らせください。\nc - 3. ",
        );
        assert_eq!(found(&policy(&[full, odd])), ["empty-item ja"]);
        let lone = (
            "ja",
            "i p 次の手順でお申し込みください。\na - 1. 歌ってください。\nb - 2. ご都合をお知らせください。\nc - 3. お待ちください。\nx - 4. ",
        );
        assert_eq!(found(&policy(&[full, lone])), ["empty-item ja"]);
    }

    #[test]
    fn what_leads_into_sub_items_or_is_empty_everywhere_is_silent() {
        let sub = (
            "vi",
            "a - 1. Hát một bài.\nb - 2. \nc -- Bài thứ nhất.\nd -- Bài thứ hai.\ne - 3. Chờ.",
        );
        assert_eq!(found(&policy(&[sub])), [""; 0]);
        let form = [
            (
                "en",
                "a - 1. Name of the singer\nb - 2. Address of the singer\nc - 3. ",
            ),
            ("zh", "a - 1. 歌手姓名\nb - 2. 歌手地址\nc - 3. "),
        ];
        assert_eq!(found(&policy(&form)), [""; 0]);
    }
}
