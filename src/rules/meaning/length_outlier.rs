//! A clause of an unlikely length.

use crate::model::{Check, Findings, Policy, Severity};
use crate::rules::content;
use crate::text::{Lang, Span, excerpt};

rule! {
    /// A clause is much shorter or longer than the other editions' clauses.
    ///
    /// ## Why
    /// What is half as long as it should be lacks something, even where no single sentence can be named; what is twice as
    /// long says more than it translates. Each pair of languages has its own ratio, which is learned from the policy.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] The reading room opens at nine in the morning and closes at six in the evening, except on public holidays and on the first Monday of each month, when it stays closed all day.
    /// [zh] 阅览室早上九点开门。
    /// ```
    /// ```policy pass
    /// [en] The reading room opens at nine in the morning and closes at six in the evening, except on public holidays.
    /// [zh] 阅览室早上九点开门，晚上六点关门，法定节假日除外。
    /// [ja] 閲覧室は、祝日を除き、午前9時に開室し、午後6時に閉室します。
    /// [vi] Phòng đọc mở cửa lúc chín giờ sáng và đóng cửa lúc sáu giờ chiều, trừ các ngày nghỉ lễ.
    /// ```
    "length-outlier", since "0.1.0", Warning, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    for one in &content::survey(policy).outliers {
        let Some(group) = policy.groups.get(one.group) else {
            continue;
        };
        let confidence = one.confidence * (0.6 + 0.4 * group.confidence);
        let text = |lang: Lang| {
            group
                .first(lang)
                .map_or_else(String::new, |id| excerpt(policy.body(lang, id), 40))
        };
        let percent = (one.ratio * 100.0).round().clamp(1.0, 10_000.0) as usize;
        let finding = out.report(if one.ratio < 1.0 {
            "length-outlier"
        } else {
            "length-outlier.long"
        });
        finding
            .arg("lang", one.lang)
            .arg("langs", one.others.clone())
            .arg("text", text(one.lang))
            .arg("expected", text(one.others[0]))
            .arg("percent", percent)
            .confidence(confidence)
            .severity(if confidence >= content::Outlier::SURE {
                Severity::Warning
            } else {
                Severity::Info
            });
        finding.primary(one.lang, whole(policy, one.group, one.lang));
        for other in &one.others {
            finding.counterpart(*other, whole(policy, one.group, *other));
        }
    }
}

/// The clauses of an edition in a group.
pub(super) fn whole(policy: &Policy, group: usize, lang: Lang) -> Span {
    let clauses = policy.groups.get(group).map_or(&[][..], |one| one.of(lang));
    clauses
        .iter()
        .filter_map(|id| policy.clause(lang, *id))
        .map(|clause| clause.body)
        .reduce(Span::join)
        .unwrap_or_default()
}
