//! Several clauses where the other editions have one.

use super::absence;
use super::divisions::divisions;
use super::lack;
use super::merged_clauses::report_division;
use super::outline::{quote, span};
use super::regroup::regroup;
use crate::model::{Check, Findings, Policy, Severity};

rule! {
    /// An edition divides what is one clause in the others.
    ///
    /// ## Why
    /// The second part reads as a clause of its own, without the condition that the first part states, and the clauses
    /// behind it count one more.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] Bring your own lamp to the cave, because the guide carries only one for the whole group.
    /// [en] Photographs are welcome.
    /// [vi] Hãy mang theo đèn riêng khi vào hang,
    /// [vi] vì hướng dẫn viên chỉ mang một chiếc đèn cho cả đoàn.
    /// [vi] Quý khách được chụp ảnh.
    /// [zh] 请自带灯具进入洞穴，因为导游只为全团携带一盏灯。
    /// [zh] 欢迎拍照。
    /// ```
    /// ```policy pass
    /// [en] Bring your own lamp. The guide carries only one for the whole group.
    /// [ja] 灯りをご持参ください。案内人は、団体全員に対して一つしか持っていません。
    /// ```
    "split-clause", since "0.1.0", Warning, mqm "design/layout", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let regrouped = regroup(policy);
    let policy = regrouped.of(policy);
    for division in divisions(policy).iter().filter(|division| !division.merged) {
        let id = if division.expected.len() == 1 {
            "split-clause"
        } else {
            "split-clause.several"
        };
        report_division(policy, division, id, out);
    }
    for one in &absence::survey(policy).split {
        let finding = out.report("split-clause");
        finding.confidence(one.confidence);
        finding.severity(lack::severity(Severity::Warning, one.confidence));
        let (first, second) = (one.neighbour.min(one.clause), one.neighbour.max(one.clause));
        finding
            .arg("lang", one.holder)
            .arg("langs", vec![one.lacking])
            .arg("found", 2usize)
            .arg("expected", 1usize);
        finding.arg("text", quote(policy, one.holder, first));
        finding.primary(one.holder, span(policy, one.holder, first));
        finding.primary(one.holder, span(policy, one.holder, second));
        finding.counterpart(one.lacking, span(policy, one.lacking, one.into));
    }
}
