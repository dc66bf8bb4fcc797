//! The same text twice in one edition, where the other editions have it once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lengths::{content, folded_letters};
use super::outline::{is_text, quote, span};
use crate::model::{Check, ClauseId, ClauseKind, Findings, Policy};
use crate::text::Lang;

rule! {
    /// A clause stands twice in one edition only.
    ///
    /// ## Why
    /// Text that was pasted twice is often pasted over another clause, which is then lost; a reader looks for a
    /// difference that is not there. Text that is repeated in every edition is meant so and stays silent.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. We keep order records for as long as the tax law requires.
    /// [en] 2. We answer every request within one month at the latest.
    /// [ja] 1. 当社は、税法が定める期間、注文の記録を保存します。
    /// [ja] 1. 当社は、税法が定める期間、注文の記録を保存します。
    /// [ja] 2. 当社は、すべてのご請求に遅くとも1か月以内に回答します。
    /// ```
    /// ```policy pass
    /// [en] 1. If you object to the change, please write to our office.
    /// [en] 2. We delete the account after the closing date.
    /// [en] 3. If you object to the change, please write to our office.
    /// [vi] 1. Nếu bạn phản đối thay đổi này, vui lòng viết thư cho văn phòng của chúng tôi.
    /// [vi] 2. Chúng tôi xóa tài khoản sau ngày kết thúc.
    /// [vi] 3. Nếu bạn phản đối thay đổi này, vui lòng viết thư cho văn phòng của chúng tôi.
    /// ```
    /// ```policy pass
    /// [zh] 1. 我们仅在必要的期限内保存您的订单记录。
    /// [zh] 2. 我们仅在必要的期限内保存您的客服记录。
    /// [en] 1. We keep your order records only as long as necessary.
    /// [en] 2. We keep your support records only as long as necessary.
    /// ```
    "duplicate-clause", since "0.1.0", Warning, mqm "accuracy/addition", Check::Policy(check)
}

/// Fewer letters may repeat by chance.
const LETTERS: usize = 20;
/// Content (in Latin letters) that does not repeat by chance in an edition that stands alone.
const ALONE: usize = 60;

/// A clause that repeats another one of its edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duplicate {
    /// The edition.
    pub(super) lang: Lang,
    /// The repetition.
    pub(super) surplus: ClauseId,
    /// What it repeats.
    pub(super) twin: ClauseId,
    /// The other editions say something else in its place: it was pasted over it.
    pub(super) instead: bool,
}

/// All repetitions that the other editions do not share, by edition and place.
pub(super) fn duplicates(policy: &Policy) -> Arc<Vec<Duplicate>> {
    policy.memo.get(|| look(policy))
}

fn look(policy: &Policy) -> Vec<Duplicate> {
    let mut found = BTreeSet::new();
    for (lang, edition) in &policy.editions {
        let mut places: BTreeMap<String, Vec<ClauseId>> = BTreeMap::new();
        for (id, clause) in edition.document.iter() {
            if is_text(clause) && matches!(clause.kind, ClauseKind::Paragraph | ClauseKind::Item) {
                let text = folded_letters(edition.document.body(id));
                if text.chars().nth(LETTERS - 1).is_some() {
                    places.entry(text).or_default().push(id);
                }
            }
        }
        for (text, ids) in places.iter().filter(|(_, ids)| ids.len() > 1) {
            for pair in ids.windows(2) {
                found.extend(judge(
                    policy,
                    *lang,
                    (pair[0], pair[1]),
                    ids.len(),
                    content(text),
                ));
            }
        }
    }
    found.into_iter().collect()
}

/// Whether two equal clauses are one too many.
fn judge(
    policy: &Policy,
    lang: Lang,
    (a, b): (ClauseId, ClauseId),
    times: usize,
    content: usize,
) -> Option<Duplicate> {
    let duplicate = Duplicate {
        lang,
        surplus: b,
        twin: a,
        instead: false,
    };
    if policy.editions.len() < 2 {
        // Boilerplate under each of several headings is a template; twice, or in a row, is a slip.
        return (content >= ALONE && (times == 2 || b.0 == a.0 + 1)).then_some(duplicate);
    }
    let (group_a, group_b) = (policy.group(lang, a)?, policy.group(lang, b)?);
    let (mut repeated, mut surplus, mut instead) = (0, 0, 0);
    for other in policy.langs().filter(|other| *other != lang) {
        let (in_a, in_b) = (group_a.of(other), group_b.of(other));
        if std::ptr::eq(group_a, group_b) {
            if in_a.len() > 1 {
                repeated += 1
            } else {
                surplus += 1
            }
        } else {
            match (in_a.first(), in_b.first()) {
                (Some(first), Some(second))
                    if first == second
                        || alike(policy.body(other, *first), policy.body(other, *second)) =>
                {
                    repeated += 1
                }
                (Some(_), Some(_)) => instead += 1,
                (None, None) => {}
                _ => surplus += 1,
            }
        }
    }
    if surplus > repeated && surplus >= instead {
        let alone = |group: &crate::model::Group| group.members.len() == 1;
        let first_is_surplus = alone(group_a) && !alone(group_b);
        let (surplus, twin) = if first_is_surplus { (a, b) } else { (b, a) };
        return Some(Duplicate {
            surplus,
            twin,
            ..duplicate
        });
    }
    let sure = group_a.confidence.min(group_b.confidence) >= 0.6;
    (instead > repeated && instead > surplus && times == 2 && sure).then_some(Duplicate {
        instead: true,
        ..duplicate
    })
}

/// Whether two texts of another edition are nearly the same: what they begin and end with alike makes up most of both.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (
        folded_letters(a).chars().collect(),
        folded_letters(b).chars().collect(),
    );
    let longer = a.len().max(b.len());
    let shorter = a.len().min(b.len());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take(shorter - front)
        .take_while(|(x, y)| x == y)
        .count();
    (front + back) * 5 >= longer * 3
}

fn check(policy: &Policy, out: &mut Findings) {
    let all = duplicates(policy);
    let mut rest = all.as_slice();
    while let Some(first) = rest.first() {
        // A section that was pasted twice is one repetition of many clauses.
        let goes_on = |pair: &[Duplicate]| {
            let step = pair[1].surplus.0.abs_diff(pair[0].surplus.0);
            pair[0].lang == pair[1].lang
                && pair[0].instead == pair[1].instead
                && step <= 3
                && step == pair[1].twin.0.abs_diff(pair[0].twin.0)
        };
        let length = 1 + rest.windows(2).take_while(|pair| goes_on(pair)).count();
        let (run, behind) = rest.split_at(length);
        rest = behind;
        let lang = first.lang;
        let id = match (first.instead, run.len()) {
            (true, _) => "duplicate-clause.instead",
            (false, 1) => "duplicate-clause",
            _ => "duplicate-clause.run",
        };
        let adjacent = first.surplus.0.abs_diff(first.twin.0) as usize == run.len();
        let finding = out.report(id);
        finding.confidence(if first.instead {
            0.7
        } else if adjacent || policy.editions.len() > 1 {
            0.95
        } else {
            0.75
        });
        finding
            .arg("lang", lang)
            .arg("text", quote(policy, lang, first.surplus))
            .arg("count", run.len());
        for one in run {
            finding.primary(lang, span(policy, lang, one.surplus));
        }
        finding.counterpart(lang, span(policy, lang, first.twin));
        let other = [policy.source]
            .into_iter()
            .chain(policy.langs())
            .find(|other| *other != lang);
        if let Some(other) = other {
            let clause = policy
                .group(
                    lang,
                    if first.instead {
                        first.surplus
                    } else {
                        first.twin
                    },
                )
                .and_then(|group| group.first(other));
            if let Some(clause) = clause {
                finding.counterpart(other, span(policy, other, clause));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn a_clause_pasted_twice_is_one_finding_and_no_extra_clause() {
        let policy = policy(&[
            (
                "en",
                "a p We review this list at least once every year.\nb p Write to us.",
            ),
            (
                "ja",
                "a p 当社は、この一覧を少なくとも年に1回見直します。\nx p 当社は、この一覧を少なくとも年に1回見直します。\nb p ご連絡ください。",
            ),
        ]);
        assert_eq!(found(&policy), ["duplicate-clause ja"]);
    }

    #[test]
    fn two_in_one_group_are_no_split_clause() {
        let policy = policy(&[
            (
                "en",
                "a p We review this list at least once every year.\nb p Write to us.",
            ),
            (
                "vi",
                "a p Chúng tôi rà soát danh sách này ít nhất mỗi năm một lần.\na p Chúng tôi rà soát danh sách này ít nhất mỗi năm một lần.\nb p Hãy viết thư cho chúng tôi.",
            ),
        ]);
        assert_eq!(found(&policy), ["duplicate-clause vi"]);
    }

    #[test]
    fn text_pasted_over_another_clause_is_reported() {
        let policy = policy(&[
            (
                "en",
                "a p We keep your order records for ten years after purchase.\nb p Visitors may look around without an account at any time.",
            ),
            (
                "zh",
                "a p 自购买之日起，我们将您的订单记录保存十年，期满后删除。\nb p 自购买之日起，我们将您的订单记录保存十年，期满后删除。",
            ),
        ]);
        assert_eq!(found(&policy), ["duplicate-clause zh"]);
    }

    #[test]
    fn what_every_edition_repeats_is_meant_so() {
        let policy = policy(&[
            (
                "en",
                "a p We rely on our legitimate interests for this.\nb p Other.\nc p We rely on our legitimate interests for this.",
            ),
            (
                "ja",
                "a p この場合の法的根拠は、当社の正当な利益とします。\nb p その他。\nc p この場合の法的根拠は、当社の正当な利益とします。",
            ),
        ]);
        assert_eq!(found(&policy), [""; 0]);
    }

    #[test]
    fn an_edition_alone_may_repeat_a_template_but_not_a_paragraph() {
        let long = "We process this information because it is necessary for the performance of our contract with you.";
        let twice = policy(&[("en", &format!("a p {long}\nb p {long}\nc p The end."))]);
        assert_eq!(found(&twice), ["duplicate-clause en"]);
        let template = policy(&[(
            "en",
            &format!("a # Orders\nb p {long}\nc # Support\nd p {long}\ne # Returns\nf p {long}"),
        )]);
        assert_eq!(found(&template), [""; 0]);
    }
}
