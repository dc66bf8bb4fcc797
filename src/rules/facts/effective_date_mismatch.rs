//! Dates of versions: since when a policy holds, when it was changed last.

use super::difference::differences;
use super::ledger::{Accord, Kind, accord};
use super::verdict::{self, Wording};
use super::version;
use crate::model::{Check, Findings, Policy, Severity, Value};
use crate::text::{Lang, excerpt};

rule! {
    /// The editions give different dates for the version or for its entry into force.
    ///
    /// ## Why
    /// Either one edition was not brought up to date, or its readers are told that other rules hold since
    /// another day. The dates of the whole document are compared: where a line of versions stands does not matter.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Heron Boats Terms of Hire
    /// [en] Effective May 4, 2026
    /// [en] You hire the boat for one day.
    /// [ja] ヘロンボート貸出規約
    /// [ja] 発効日 2025年12月17日
    /// [ja] ボートの貸出期間は1日です。
    /// ```
    /// ```policy fail
    /// [zh] 租船须知
    /// [zh] 船只须在日落前归还。
    /// [zh] 更新日期：2026年3月1日
    /// [vi] Quy định thuê thuyền
    /// [vi] Thuyền phải được trả trước khi mặt trời lặn.
    /// [vi] Cập nhật lần cuối: ngày 1 tháng 3 năm 2024
    /// [en] Boat Hire Rules
    /// [en] Boats must be returned before sunset.
    /// [en] Last updated: March 1, 2026
    /// ```
    /// ```policy pass
    /// [en] Heron Boats Terms of Hire
    /// [en] Effective May 4, 2026
    /// [en] You hire the boat from sunrise to sunset.
    /// [ja] ヘロンボート貸出規約
    /// [ja] ボートの貸出時間は、日の出から日の入りまでです。
    /// [ja] 令和8年5月4日制定
    /// [vi] Điều khoản thuê thuyền Heron Boats
    /// [vi] Có hiệu lực từ ngày 04/05/2026
    /// [vi] Bạn thuê thuyền từ lúc mặt trời mọc đến lúc mặt trời lặn.
    /// ```
    "effective-date-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

const WORDING: Wording = Wording {
    changed: "effective-date-mismatch",
    absent: "effective-date-mismatch.absent",
    extra: "effective-date-mismatch.extra",
};

fn check(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() < 2 {
        return;
    }
    let dated = |edition: &crate::model::Edition| edition.facts.iter().any(version::is_date);
    if !policy.editions.values().any(dated) {
        return;
    }
    for one in &differences(policy) {
        let Some(group) = policy.groups.get(one.group.0 as usize) else {
            continue;
        };
        let mine = one
            .differences
            .iter()
            .filter(|difference| difference.kind() == Some(Kind::Date));
        if one
            .differences
            .iter()
            .any(|difference| difference.kind() == Some(Kind::Date))
            && version::states_version(policy, group)
        {
            mine.for_each(|difference| {
                verdict::write(policy, group, one, difference, WORDING, out);
            });
        }
    }
    for lang in policy.langs() {
        standing_alone(policy, lang, out);
    }
}

/// A version's date in a clause that no other edition has: it must be known to the others all the same.
fn standing_alone(policy: &Policy, lang: Lang, out: &mut Findings) {
    for fact in version::alone(policy, lang) {
        let others = || {
            policy
                .editions
                .iter()
                .filter(|(other, _)| **other != lang)
                .flat_map(|(other, edition)| edition.facts.iter().map(move |fact| (*other, fact)))
                .filter(|(_, fact)| matches!(fact.value, Value::Date { .. }))
        };
        if others().any(|(_, other)| accord(&fact.value, &other.value) != Accord::Different) {
            continue;
        }
        let written = |lang: Lang, fact: &crate::model::Fact| {
            let edition = policy.edition(lang);
            excerpt(
                edition.map_or("", |edition| edition.document.slice(fact.span)),
                60,
            )
        };
        let rival = others().find(|(other, theirs)| {
            version::is_date(theirs) && version::is_version(policy, *other, theirs.clause)
        });
        match rival {
            Some((other, theirs)) => {
                out.report(WORDING.changed)
                    .arg("found", written(lang, fact))
                    .arg("lang", lang)
                    .arg("expected", written(other, theirs))
                    .arg("langs", vec![other])
                    .severity(Severity::Warning)
                    .confidence(0.75)
                    .primary(lang, fact.span)
                    .counterpart(other, theirs.span);
            }
            None => {
                let langs: Vec<Lang> = policy.langs().filter(|other| *other != lang).collect();
                out.report(WORDING.extra)
                    .arg("found", written(lang, fact))
                    .arg("lang", lang)
                    .arg("langs", langs)
                    .severity(Severity::Warning)
                    .confidence(0.65)
                    .primary(lang, fact.span);
            }
        }
    }
}
