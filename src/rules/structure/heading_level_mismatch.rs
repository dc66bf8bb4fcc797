//! Headings that stand on another level than in the other editions.

use std::collections::BTreeMap;

use super::outline::{majority, quote, span};
use crate::model::{Check, Class, ClauseId, ClauseKind, Findings, Policy, Severity};
use crate::text::Lang;

rule! {
    /// A heading stands on another level than in the other editions.
    ///
    /// ## Why
    /// One level deeper, a section becomes part of the one before it. Editions may use other levels throughout (all
    /// sections one deeper): only a heading that leaves the pattern of its own edition is reported. Headings whose
    /// numbers differ are reported by their numbers.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] # Garden rules
    /// [en] ## Opening hours
    /// [en] The gates open at sunrise.
    /// [en] ## Dogs
    /// [en] Dogs stay on the lead.
    /// [en] ## Bicycles
    /// [en] Please push your bicycle.
    /// [en] ## Picnics
    /// [en] Blankets are welcome on the lawn.
    /// [ja] # 庭園規則
    /// [ja] ## 開園時間
    /// [ja] 門は日の出に開きます。
    /// [ja] ## 犬
    /// [ja] 犬には引き綱を付けてください。
    /// [ja] ### 自転車
    /// [ja] 自転車は押して歩いてください。
    /// [ja] ## ピクニック
    /// [ja] 芝生では敷物をご利用いただけます。
    /// ```
    /// ```policy pass
    /// [en] # Garden rules
    /// [en] ## Opening hours
    /// [en] The gates open at sunrise.
    /// [en] ## Dogs
    /// [en] Dogs stay on the lead.
    /// [vi] # Nội quy khu vườn
    /// [vi] ## Giờ mở cửa
    /// [vi] Cổng mở cửa lúc mặt trời mọc.
    /// [vi] ## Chó
    /// [vi] Chó phải được giữ bằng dây dắt.
    /// ```
    "heading-level-mismatch", since "0.1.0", Warning, mqm "design/markup", Check::Policy(check)
}

/// A heading that all of some editions mark up.
struct Row {
    levels: Vec<(Lang, u8)>,
    clauses: BTreeMap<Lang, ClauseId>,
    confidence: f32,
}

fn check(policy: &Policy, out: &mut Findings) {
    let rows = rows(policy);
    let usual = usual(&rows, policy);
    // What each edition shows, brought to the levels of the reference.
    let mut last: BTreeMap<Lang, (usize, i16)> = BTreeMap::new();
    let mut found: Vec<(Lang, Vec<usize>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let seen: Vec<(Lang, u8)> = row
            .levels
            .iter()
            .filter_map(|(lang, level)| usual.get(&(*lang, *level)).map(|level| (*lang, *level)))
            .collect();
        if seen.len() < row.levels.len() {
            continue;
        }
        let Some(expected) = majority(&seen, policy.source) else {
            continue;
        };
        for (lang, level) in seen.iter().filter(|(_, level)| *level != expected) {
            let shift = i16::from(*level) - i16::from(expected);
            // A section that slipped takes its subsections along, and a whole part its sections: one cause.
            let same_cause = last
                .get(lang)
                .is_some_and(|(before, by)| before + 1 == at && *by == shift);
            match found.iter_mut().rev().find(|(other, _)| other == lang) {
                Some((_, run)) if same_cause => run.push(at),
                _ => found.push((*lang, vec![at])),
            }
            last.insert(*lang, (at, shift));
        }
    }
    for (lang, run) in found {
        report(policy, &rows, lang, &run, out);
    }
}

/// The groups of one heading in each of at least two editions, all of them marked up, in group order.
fn rows(policy: &Policy) -> Vec<Row> {
    let mut rows = Vec::new();
    // The title has a level of its own in some layouts and that of the sections in others.
    let titles: BTreeMap<Lang, Option<ClauseId>> = policy
        .editions
        .iter()
        .map(|(lang, edition)| {
            (
                *lang,
                edition
                    .document
                    .iter()
                    .find(|(_, clause)| clause.kind == ClauseKind::Heading)
                    .map(|(id, _)| id),
            )
        })
        .collect();
    for group in policy.groups.iter().filter(|group| {
        group.class == Class::Text && group.confidence >= 0.5 && group.moved.is_empty()
    }) {
        let mut levels = Vec::new();
        let mut clauses = BTreeMap::new();
        let mut numbers: Vec<u16> = Vec::new();
        for (lang, ids) in &group.members {
            let [id] = ids.as_slice() else { continue };
            if let Some(clause) = policy
                .clause(*lang, *id)
                .filter(|clause| clause.kind == ClauseKind::Heading && clause.marked_up)
            {
                levels.push((*lang, clause.level));
                clauses.insert(*lang, *id);
                numbers.extend(clause.number.last());
            }
        }
        if clauses
            .iter()
            .any(|(lang, id)| titles.get(lang) == Some(&Some(*id)))
        {
            continue;
        }
        // Numbers that differ are a matter of their own; the path to them follows from the level.
        if levels.len() > 1 && numbers.windows(2).all(|pair| pair[0] == pair[1]) {
            rows.push(Row {
                levels,
                clauses,
                confidence: group.confidence,
            });
        }
    }
    rows
}

/// For each level of each edition the level of the reference edition that it stands for: what most of its headings show.
/// A level without a clear habit is left out.
fn usual(rows: &[Row], policy: &Policy) -> BTreeMap<(Lang, u8), u8> {
    let reference = policy.source;
    let mut counts: BTreeMap<(Lang, u8), BTreeMap<u8, usize>> = BTreeMap::new();
    for row in rows {
        if let Some((_, level)) = row.levels.iter().find(|(lang, _)| *lang == reference) {
            for (lang, own) in &row.levels {
                *counts
                    .entry((*lang, *own))
                    .or_default()
                    .entry(*level)
                    .or_default() += 1;
            }
        }
    }
    // Of a level that hardly occurs the shift of the other levels tells what it stands for.
    let mut shifts: BTreeMap<Lang, BTreeMap<i16, usize>> = BTreeMap::new();
    for ((lang, own), levels) in &counts {
        for (level, count) in levels {
            *shifts
                .entry(*lang)
                .or_default()
                .entry(i16::from(*level) - i16::from(*own))
                .or_default() += count;
        }
    }
    let mut out = BTreeMap::new();
    for ((lang, own), levels) in &counts {
        let all: usize = levels.values().sum();
        let Some((level, most)) = levels
            .iter()
            .max_by_key(|(level, count)| (**count, std::cmp::Reverse(**level)))
        else {
            continue;
        };
        if all >= 3 && most * 3 >= all * 2 {
            out.insert((*lang, *own), *level);
            continue;
        }
        let Some(of) = shifts.get(lang) else { continue };
        let total: usize = of.values().sum();
        if let Some((shift, count)) = of.iter().max_by_key(|(_, count)| **count)
            && total >= 3
            && count * 3 >= total * 2
            && let Ok(level) = u8::try_from(i16::from(*own) + shift)
        {
            out.insert((*lang, *own), level);
        }
    }
    out
}

fn report(policy: &Policy, rows: &[Row], lang: Lang, run: &[usize], out: &mut Findings) {
    let row = &rows[run[0]];
    let Some(clause) = row.clauses.get(&lang).copied() else {
        return;
    };
    let own = row
        .levels
        .iter()
        .find(|(other, _)| *other == lang)
        .map_or(0, |(_, level)| *level);
    let Some((other, id)) = [policy.source]
        .into_iter()
        .chain(policy.langs())
        .find_map(|other| {
            if other == lang {
                None
            } else {
                row.clauses.get(&other).map(|id| (other, *id))
            }
        })
    else {
        return;
    };
    let level = row
        .levels
        .iter()
        .find(|(there, _)| *there == other)
        .map_or(0, |(_, level)| *level);
    let finding = out.report("heading-level-mismatch");
    finding.confidence(row.confidence.min(0.9));
    if run.len() > 3 {
        finding.severity(Severity::Info);
    }
    finding
        .arg("lang", lang)
        .arg(
            "langs",
            row.levels
                .iter()
                .map(|(other, _)| *other)
                .filter(|other| *other != lang)
                .collect::<Vec<Lang>>(),
        )
        .arg("found", u16::from(own))
        .arg("expected", u16::from(level));
    finding
        .arg("text", quote(policy, lang, clause))
        .arg("count", run.len());
    for at in run {
        if let Some(id) = rows[*at].clauses.get(&lang) {
            finding.primary(lang, span(policy, lang, *id));
        }
    }
    finding.counterpart(other, span(policy, other, id));
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    const EN: (&str, &str) = (
        "en",
        "t # Rules\na ## Hours\nb p Sunrise.\nc ## Dogs\nd p On the lead.\ne ## Bicycles\nf p Push.\ng ## Picnics\nh p On the lawn.",
    );

    #[test]
    fn one_heading_that_leaves_the_pattern_is_found() {
        let zh = (
            "zh",
            "t # 规则\na ## 时间\nb p 日出。\nc ## 犬只\nd p 牵绳。\ne ### 自行车\nf p 推行。\ng ## 野餐\nh p 草坪。",
        );
        assert_eq!(found(&policy(&[EN, zh])), ["heading-level-mismatch zh"]);
        let ja = (
            "ja",
            "t # 規則\na ## 時間\nb p 日の出。\nc ## 犬\nd p 引き綱。\ne ## 自転車\nf p 押す。\ng ## ピクニック\nh p 芝生。",
        );
        assert_eq!(found(&policy(&[zh, EN, ja])), ["heading-level-mismatch zh"]);
    }

    #[test]
    fn other_levels_throughout_are_a_layout() {
        let vi = (
            "vi",
            "t ## Quy tắc\na ### Giờ\nb p Bình minh.\nc ### Chó\nd p Dây dắt.\ne ### Xe đạp\nf p Dắt bộ.\ng ### Dã ngoại\nh p Bãi cỏ.",
        );
        assert_eq!(found(&policy(&[EN, vi])), [""; 0]);
        let flat = (
            "vi",
            "t # Quy tắc\na # Giờ\nb p Bình minh.\nc # Chó\nd p Dây dắt.\ne # Xe đạp\nf p Dắt bộ.\ng # Dã ngoại\nh p Bãi cỏ.",
        );
        assert_eq!(found(&policy(&[EN, flat])), [""; 0]);
    }

    #[test]
    fn a_section_that_slips_takes_its_subsections_along() {
        let en = (
            "en",
            "a # A\nb # B\nb1 ## B one\nb2 ## B two\nc # C\nc1 ## C one\nd # D\ne # E\ne1 ## E one\ne2 ## E two",
        );
        let ja = (
            "ja",
            "a # あ\nb # い\nb1 ## い一\nb2 ## い二\nc ## う\nc1 ### う一\nd # え\ne # お\ne1 ## お一\ne2 ## お二",
        );
        assert_eq!(found(&policy(&[en, ja])), ["heading-level-mismatch ja"]);
    }
}
