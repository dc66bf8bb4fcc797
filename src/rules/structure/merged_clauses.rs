//! One clause where the other editions have several.

use std::collections::BTreeSet;

use super::absence;
use super::absorption::Absorbed;
use super::divisions::{Division, divisions};
use super::lack;
use super::outline::{quote, span};
use super::regroup::regroup;
use crate::model::{Check, ClauseId, ClauseKind, Findings, Policy, Severity};

rule! {
    /// One clause holds what the other editions divide into several.
    ///
    /// ## Why
    /// Paragraphs are counted and cited: where one edition runs two together, its later ones count one less, and an
    /// item of a list loses its place.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may rent a boat for one afternoon at the northern pier.
    /// [en] Children need a life jacket, which the harbour office lends.
    /// [zh] 您可以在北码头租船一个下午。
    /// [zh] 儿童须穿救生衣，港务处可以出借。
    /// [ja] 北の桟橋では、午後のあいだボートを借りることができます。子どもには救生衣が必要で、港の事務所が貸し出します。
    /// ```
    /// ```policy pass
    /// [en] You may rent a boat for one afternoon. The harbour office lends life jackets.
    /// [zh] 您可以租船一个下午。港务处出借救生衣。
    /// [vi] Bạn có thể thuê thuyền trong một buổi chiều. Văn phòng cảng cho mượn áo phao.
    /// ```
    "merged-clauses", since "0.1.0", Warning, mqm "design/layout", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let regrouped = regroup(policy);
    let policy = regrouped.of(policy);
    for division in divisions(policy).iter().filter(|division| division.merged) {
        let id = if division.found.len() == 1 {
            "merged-clauses"
        } else {
            "merged-clauses.several"
        };
        report_division(policy, division, id, out);
    }
    let survey = absence::survey(policy);
    // One clause may have taken in neighbours on both sides, and each edition that divides shows the same.
    let mut seen = BTreeSet::new();
    for one in &survey.merged {
        if seen.insert((one.lacking, one.into)) {
            report_absorbed(policy, one, out);
        }
    }
}

/// Reports a group that editions divide differently.
pub(super) fn report_division(
    policy: &Policy,
    division: &Division,
    id: &'static str,
    out: &mut Findings,
) {
    let finding = out.report(id);
    finding.confidence(division.confidence);
    finding.severity(if division.habit || is_paragraph(policy, division) {
        Severity::Info
    } else {
        lack::severity(Severity::Warning, division.confidence)
    });
    finding
        .arg("lang", division.lang)
        .arg("langs", division.langs.clone());
    finding
        .arg("found", division.found.len())
        .arg("expected", division.expected.len());
    finding.arg(
        "text",
        division
            .found
            .first()
            .map_or_else(String::new, |clause| quote(policy, division.lang, *clause)),
    );
    for clause in &division.found {
        finding.primary(division.lang, span(policy, division.lang, *clause));
    }
    for clause in &division.expected {
        finding.counterpart(division.other, span(policy, division.other, *clause));
    }
}

/// Whether nobody reads anything else, and nothing is numbered otherwise: a split clause only begins new paragraphs
/// between whole sentences, or a merged one only joins lines that elsewhere break a sentence.
fn is_paragraph(policy: &Policy, division: &Division) -> bool {
    let (lang, parts) = if division.merged {
        (division.other, &division.expected)
    } else {
        (division.lang, &division.found)
    };
    let clauses = || parts.iter().filter_map(|id| policy.clause(lang, *id));
    let plain =
        clauses().all(|clause| clause.label.is_none() && clause.kind == ClauseKind::Paragraph);
    let ends = |id: &ClauseId| {
        let text = policy.body(lang, *id).trim_end();
        text.trim_end_matches(['”', '」', '）', ')', '"', '’'])
            .ends_with(['.', '。', '！', '？', '!', '?', ':', '：', ';', '；'])
    };
    let mut first = parts.iter().take(parts.len().saturating_sub(1));
    plain
        && if division.merged {
            first.any(|id| !ends(id))
        } else {
            first.all(ends)
        }
}

fn report_absorbed(policy: &Policy, one: &Absorbed, out: &mut Findings) {
    let finding = out.report("merged-clauses");
    finding.confidence(one.confidence);
    finding.severity(lack::severity(Severity::Warning, one.confidence));
    finding
        .arg("lang", one.lacking)
        .arg("langs", vec![one.holder])
        .arg("found", 1usize)
        .arg("expected", 2usize);
    finding.arg("text", quote(policy, one.lacking, one.into));
    finding.primary(one.lacking, span(policy, one.lacking, one.into));
    let (first, second) = (one.neighbour.min(one.clause), one.neighbour.max(one.clause));
    finding.counterpart(one.holder, span(policy, one.holder, first));
    finding.counterpart(one.holder, span(policy, one.holder, second));
}

#[cfg(test)]
mod tests {
    use crate::model::Value;
    use crate::rules::structure::sample::{found, policy, state};

    #[test]
    fn the_majority_says_how_a_clause_is_divided() {
        let zh = ("zh", "a p 您可以租船。\na p 儿童须穿救生衣。\nb p 再见。");
        let en = (
            "en",
            "a p You may rent a boat.\na p Children need a life jacket.\nb p Goodbye.",
        );
        let ja = (
            "ja",
            "a p ボートを借りられます。子どもには救命胴衣が必要です。\nb p さようなら。",
        );
        let vi = (
            "vi",
            "a p Bạn có thể thuê thuyền. Trẻ em cần áo phao.\nb p Tạm biệt.",
        );
        assert_eq!(found(&policy(&[zh, en, ja])), ["merged-clauses ja"]);
        assert_eq!(found(&policy(&[zh, ja])), ["merged-clauses ja"]);
        assert_eq!(found(&policy(&[ja, vi, en])), ["split-clause en"]);
        assert_eq!(found(&policy(&[ja, vi])), [""; 0]);
    }

    #[test]
    fn a_clause_that_a_neighbour_took_in_is_not_missing() {
        let mut policy = policy(&[
            (
                "en",
                "a p You may rent a boat for one afternoon.\nb p Call +81 3 5550 1234 for a life jacket of your size.\nc p Goodbye.",
            ),
            (
                "ja",
                "a p 午後のあいだボートを借りることができます。お体に合う救命胴衣については、+81 3 5550 1234 にお電話ください。\nc p さようなら。",
            ),
        ]);
        for (lang, text) in [("en", "Call"), ("ja", "午後")] {
            state(
                &mut policy,
                lang,
                text,
                Value::Phone {
                    number: "+81355501234".to_owned(),
                },
            );
        }
        assert_eq!(found(&policy), ["merged-clauses ja"]);
    }

    #[test]
    fn a_label_on_a_line_of_its_own_is_no_division() {
        let policy = policy(&[
            ("en", "a # 1. \na # Scope\nb p Text for everybody."),
            ("zh", "a # 1. 范围\nb p 适用于所有人的文字。"),
        ]);
        assert_eq!(found(&policy), [""; 0]);
    }
}
