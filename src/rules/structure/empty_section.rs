//! A heading with nothing below it.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Outline, is_text, quote, span};
use crate::model::{Check, Class, ClauseId, ClauseKind, Document, Findings, Policy};
use crate::text::Lang;

rule! {
    /// A heading has nothing below it.
    ///
    /// ## Why
    /// The text of the section was lost, or the heading belongs to another text. Where other editions have the heading
    /// too, with text that this one lacks, the text is reported as missing; where theirs is as empty, it is layout.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Article 1 Parking
    /// [en] Guests park behind the house.
    /// [en] Article 2 Breakfast
    /// [en] Breakfast is served on the terrace.
    /// [en] Article 3 Pets
    /// [en] Small dogs are welcome.
    /// [zh] 第一条 停车
    /// [zh] 住客可将车停在屋后。
    /// [zh] 第二条 早餐
    /// [zh] 早餐在露台供应。
    /// [zh] 第三条 宠物
    /// [zh] 欢迎携带小型犬。
    /// [zh] 第四条 洗衣
    /// ```
    /// ```policy pass
    /// [ja] 第1章 総則
    /// [ja] 第1条 駐車場
    /// [ja] 宿泊者は、建物の裏に駐車できます。
    /// [ja] 第2条 朝食
    /// [ja] 朝食はテラスで提供します。
    /// [ja] 第2章 雑則
    /// [ja] 第3条 ペット
    /// [ja] 小型犬を歓迎します。
    /// ```
    "empty-section", since "0.1.0", Warning, mqm "accuracy/omission", Check::Policy(check)
}

/// Headings of one edition with nothing below them, where their level usually has something.
fn empty(document: &Document) -> Vec<ClauseId> {
    let outline = Outline::new(document);
    let clauses = &document.clauses;
    let hollow = |at: usize| {
        // What is kept out of the comparison is something too: a table of contents, a form.
        outline.is_leaf(at)
            && clauses
                .get(at + 1)
                .is_none_or(|next| next.kind == ClauseKind::Heading && next.class == Class::Text)
    };
    let mut levels: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    let mut begun = false;
    let mut found = Vec::new();
    for (id, clause) in document.iter() {
        let heading = clause.kind == ClauseKind::Heading && is_text(clause);
        if heading {
            let level = levels.entry(clause.level).or_default();
            level.0 += 1;
            if hollow(id.index()) {
                // Titles and subtitles stand before all text.
                if begun {
                    level.1 += 1;
                    found.push(id);
                } else {
                    level.0 -= 1;
                }
            }
        } else {
            begun = true;
        }
        begun |= heading && clause.label.is_some();
    }
    found.retain(|id| {
        levels
            .get(&document.clause(*id).level)
            .is_some_and(|(all, empty)| all - empty >= 2 && empty * 4 <= *all)
    });
    found
}

/// The empty headings of all editions.
pub(super) fn all_empty(policy: &Policy) -> BTreeSet<(Lang, ClauseId)> {
    policy
        .editions
        .iter()
        .flat_map(|(lang, edition)| empty(&edition.document).into_iter().map(|id| (*lang, id)))
        .collect()
}

fn check(policy: &Policy, out: &mut Findings) {
    for (lang, id) in all_empty(policy) {
        // Held by others as well: then either their text is missing here, or they are as empty.
        if policy
            .group(lang, id)
            .is_some_and(|group| group.members.len() > 1)
        {
            continue;
        }
        let marked_up = policy
            .clause(lang, id)
            .is_some_and(|clause| clause.marked_up || clause.label.is_some());
        let finding = out.report("empty-section");
        finding.confidence(if marked_up { 0.9 } else { 0.6 });
        finding
            .arg("lang", lang)
            .arg("text", quote(policy, lang, id));
        finding.primary(lang, span(policy, lang, id));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    const EN: (&str, &str) = (
        "en",
        "a # Parking\nb p Behind the house.\nc # Breakfast\nd p On the terrace.\ne # Pets\nf p Dogs are welcome.",
    );

    #[test]
    fn an_additional_heading_is_empty_and_not_extra() {
        let ja = (
            "ja",
            "a # 駐車場\nb p 建物の裏です。\nc # 朝食\nd p テラスです。\nx # 洗濯\ne # ペット\nf p 犬を歓迎します。",
        );
        assert_eq!(found(&policy(&[EN, ja])), ["empty-section ja"]);
        assert_eq!(found(&policy(&[ja, EN])), ["empty-section ja"]);
        assert_eq!(found(&policy(&[ja])), ["empty-section ja"]);
    }

    #[test]
    fn a_lost_body_is_a_missing_clause_and_nothing_more() {
        let vi = (
            "vi",
            "a # Đỗ xe\nb p Sau nhà.\nc # Bữa sáng\ne # Thú cưng\nf p Hoan nghênh chó.",
        );
        assert_eq!(found(&policy(&[EN, vi])), ["missing-clause vi"]);
    }

    #[test]
    fn titles_parts_and_shared_emptiness_are_silent() {
        let title = (
            "en",
            "t # House rules\ns # For guests\na # Parking\nb p Behind the house.\nc # Breakfast\nd p On the terrace.",
        );
        assert_eq!(found(&policy(&[title])), [""; 0]);
        let parts = (
            "zh",
            "p # 第一章\na ## 停车\nb p 屋后。\nq # 第二章\nc ## 早餐\nd p 露台。",
        );
        assert_eq!(found(&policy(&[parts])), [""; 0]);
        let both = [
            (
                "en",
                "a # A\nb p One.\nc # B\nd p Two.\nx # Annex\ne # C\nf p Three.",
            ),
            (
                "vi",
                "a # A\nb p Một.\nc # B\nd p Hai.\nx # Phụ lục\ne # C\nf p Ba.",
            ),
        ];
        assert_eq!(found(&policy(&both)), [""; 0]);
    }
}
