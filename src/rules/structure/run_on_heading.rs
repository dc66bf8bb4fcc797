//! A heading that runs on into its body.

use std::collections::BTreeMap;

use super::lengths::{content, letters};
use super::outline::{group_at, is_text, quote, span};
use crate::model::{
    Check, Class, ClauseId, ClauseKind, Document, Findings, LabelKind, Numeral, Policy, Severity,
};
use crate::text::Lang;

rule! {
    /// A heading and its body stand in one line.
    ///
    /// ## Why
    /// A line end was lost: the section has no heading that a reader, a table of contents or a link could find. Where
    /// an edition writes its headings so throughout, it is a style.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Tickets
    /// [en] Tickets are sold at the counter and on our site.
    /// [en] 2. Refunds
    /// [en] Unused tickets are taken back until the day before the show.
    /// [en] 3. Lost property
    /// [en] Please ask at the cloakroom for things that you left behind.
    /// [ja] 1. チケット
    /// [ja] チケットは窓口と当館のサイトで販売します。
    /// [ja] 2. 払い戻し 未使用のチケットは、公演の前日まで払い戻しを承ります。
    /// [ja] 3. 遺失物
    /// [ja] お忘れ物については、クロークでお尋ねください。
    /// ```
    /// ```policy pass
    /// [en] 1. Tickets: tickets are sold at the counter.
    /// [en] 2. Refunds: unused tickets are taken back until the day before.
    /// [zh] 1. 门票：门票在柜台出售。
    /// [zh] 2. 退票：未使用的门票可在前一日之前退回。
    /// ```
    "run-on-heading", since "0.1.0", Warning, mqm "design/layout", Check::Policy(check)
}

/// A heading that another edition has apart runs into its body.
#[derive(Clone, Debug)]
pub(super) struct RunOn {
    /// The edition at fault.
    pub(super) lang: Lang,
    /// The clause that holds both.
    pub(super) clause: ClauseId,
    /// An edition that has them apart.
    pub(super) other: Lang,
    /// The heading there.
    pub(super) heading: ClauseId,
    /// The edition writes its headings so: no defect, but no missing heading either.
    pub(super) style: bool,
}

/// All headings that run on in one edition and stand apart in another.
pub(super) fn run_ons(policy: &Policy) -> Vec<RunOn> {
    let mut found: BTreeMap<(Lang, ClauseId), RunOn> = BTreeMap::new();
    let others: Vec<Lang> = [policy.source]
        .into_iter()
        .chain(policy.langs().filter(|lang| *lang != policy.source))
        .collect();
    for other in others {
        let Some(edition) = policy.edition(other) else {
            continue;
        };
        let document = &edition.document;
        for (heading, clause) in document
            .iter()
            .filter(|(_, clause)| is_text(clause) && clause.kind == ClauseKind::Heading)
        {
            let Some(own) = group_at(policy, other, heading.index()) else {
                continue;
            };
            let Some(body) = document
                .clauses
                .get(heading.index() + 1)
                .filter(|next| is_text(next) && next.kind != ClauseKind::Heading)
            else {
                continue;
            };
            let Some(next) = group_at(policy, other, heading.index() + 1) else {
                continue;
            };
            if content(document.slice(clause.body)) == 0 {
                continue;
            }
            for lang in policy.langs().filter(|lang| *lang != other) {
                let (group, target) = (&policy.groups[own], &policy.groups[next]);
                let together = own == next;
                let Some(into) = target.first(lang) else {
                    continue;
                };
                if target.class != Class::Text
                    || (together && group.of(lang).len() > 1)
                    || (!together && !group.of(lang).is_empty())
                {
                    continue;
                }
                let Some(there) = policy.clause(lang, into) else {
                    continue;
                };
                let labels = match (&clause.label, &there.label) {
                    (Some(a), Some(b)) => {
                        a.ordinals == b.ordinals
                            && body
                                .label
                                .as_ref()
                                .is_none_or(|label| label.ordinals != b.ordinals)
                    }
                    _ => false,
                };
                let leads = || {
                    lead(policy.body(lang, into)).is_some()
                        && lead(document.slice(body.body)).is_none()
                };
                if there.kind != ClauseKind::Cell && (together || labels || leads()) {
                    found.entry((lang, into)).or_insert(RunOn {
                        lang,
                        clause: into,
                        other,
                        heading,
                        style: false,
                    });
                }
            }
        }
    }
    let mut found: Vec<RunOn> = found.into_values().collect();
    for lang in policy.langs() {
        let count = found.iter().filter(|one| one.lang == lang).count();
        let apart = headings_apart(policy, lang);
        let style = count > 1 && count * 2 > apart;
        found
            .iter_mut()
            .filter(|one| one.lang == lang)
            .for_each(|one| one.style = style);
    }
    found
}

/// Headings of an edition that have text of their own below them.
fn headings_apart(policy: &Policy, lang: Lang) -> usize {
    policy.edition(lang).map_or(0, |edition| {
        let clauses = &edition.document.clauses;
        clauses
            .windows(2)
            .filter(|pair| {
                pair[0].kind == ClauseKind::Heading
                    && pair[1].kind != ClauseKind::Heading
                    && pair[1].depth > pair[0].depth
            })
            .count()
    })
}

/// Most content of a heading, in Latin letters.
const HEADING: usize = 48;
/// Least content of a body behind it.
const BODY: usize = 24;

/// The first part of a text when it is like a heading and a body follows: set apart by a colon, a dash, or, in a
/// language without spaces between words, by a space.
fn lead(text: &str) -> Option<&str> {
    let text = text.trim();
    let mut before = None;
    for (at, c) in text.char_indices().take(120) {
        let rest = &text[at + c.len_utf8()..];
        let spaced = c.is_whitespace()
            && before.is_some_and(crate::text::is_cjk)
            && rest.chars().next().is_some_and(crate::text::is_cjk);
        if matches!(c, ':' | '：' | '—' | '–') || spaced {
            let head = text[..at].trim();
            return (content(head) > 0 && content(head) <= HEADING && content(rest) >= BODY)
                .then_some(head);
        }
        if matches!(
            c,
            '。' | '，' | '、' | ',' | '.' | ';' | '；' | '!' | '?' | '！' | '？'
        ) {
            return None;
        }
        before = Some(c);
    }
    None
}

fn check(policy: &Policy, out: &mut Findings) {
    if policy.editions.len() > 1 {
        for one in run_ons(policy).iter().filter(|one| !one.style) {
            let confidence = policy
                .group(one.lang, one.clause)
                .map_or(0.5, |group| group.confidence)
                .max(0.5);
            let finding = out.report("run-on-heading");
            finding.confidence(confidence);
            finding
                .arg("lang", one.lang)
                .arg("text", quote(policy, one.lang, one.clause));
            finding
                .arg("langs", vec![one.other])
                .arg("expected", quote(policy, one.other, one.heading));
            finding.primary(one.lang, span(policy, one.lang, one.clause));
            finding.counterpart(one.other, span(policy, one.other, one.heading));
        }
        return;
    }
    for (lang, edition) in &policy.editions {
        for (clause, expected) in alone(&edition.document) {
            let finding = out.report("run-on-heading.alone");
            finding.confidence(0.6).severity(Severity::Warning);
            finding
                .arg("lang", *lang)
                .arg("text", quote(policy, *lang, clause))
                .arg("expected", expected);
            finding.primary(*lang, span(policy, *lang, clause));
        }
    }
}

/// In an edition without others: labelled clauses among labelled headings that begin like one and run on.
fn alone(document: &Document) -> Vec<(ClauseId, String)> {
    type Style<'a> = (LabelKind, Numeral, &'a (String, String), usize);
    let mut styles: BTreeMap<Style<'_>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, clause) in document
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| is_text(clause))
    {
        if let Some(label) = &clause.label {
            let of = styles
                .entry((
                    label.kind,
                    label.numeral,
                    &label.frame,
                    label.ordinals.len(),
                ))
                .or_default();
            if clause.kind == ClauseKind::Heading {
                of.0.push(at)
            } else {
                of.1.push(at)
            }
        }
    }
    let mut found = Vec::new();
    for (headings, others) in styles
        .into_values()
        .filter(|(headings, others)| headings.len() >= 3 && others.len() * 3 <= headings.len())
    {
        let longest = headings
            .iter()
            .map(|at| letters(document.slice(document.clauses[*at].body)))
            .max()
            .unwrap_or(0);
        for at in others {
            let text = document.slice(document.clauses[at].body);
            let below = document
                .clauses
                .get(at + 1)
                .is_some_and(|next| next.depth > document.clauses[at].depth);
            if let Some(head) = lead(text).filter(|head| {
                letters(head) <= longest.max(8) && letters(text) > longest * 2 && !below
            }) {
                found.push((
                    ClauseId(u32::try_from(at).unwrap_or(u32::MAX)),
                    head.to_owned(),
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lead;
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn a_lead_is_short_and_set_apart() {
        for (text, expected) in [
            (
                "払い戻し 未使用のチケットは、前日まで払い戻しを承ります。",
                Some("払い戻し"),
            ),
            ("退票：未使用的门票可以在演出前一日之前退回。", Some("退票")),
            (
                "Contact us: write to the box office at any time.",
                Some("Contact us"),
            ),
            (
                "Liên hệ – vui lòng viết thư cho quầy vé của chúng tôi.",
                Some("Liên hệ"),
            ),
            ("You may write to us, for example: by letter or card.", None),
            ("Please bring the following:", None),
            ("我们收集信息。 例如姓名、地址和电话号码等等内容。", None),
        ] {
            assert_eq!(lead(text), expected, "{text}");
        }
    }

    #[test]
    fn a_heading_inside_the_body_is_not_missing() {
        let policy = policy(&[
            (
                "en",
                "a # 1. Tickets\nb p Sold here.\nc # 2. Refunds\nd p Until the day before.\ne # 3. Lost\nf p Ask us.",
            ),
            (
                "vi",
                "a # 1. Vé\nb p Bán tại đây.\nd - 2. Hoàn tiền Đến ngày hôm trước.\ne # 3. Đồ thất lạc\nf p Hãy hỏi chúng tôi.",
            ),
            (
                "zh",
                "a # 1. 门票\nb p 在此出售。\nc # 2. 退票\nd p 截至前一日。\ne # 3. 失物\nf p 请询问我们。",
            ),
        ]);
        assert_eq!(found(&policy), ["run-on-heading vi"]);
    }

    #[test]
    fn an_edition_that_always_runs_on_has_a_style() {
        let policy = policy(&[
            (
                "en",
                "a # 1. Tickets\nb p Sold here.\nc # 2. Refunds\nd p Until the day before.\ne # 3. Lost\nf p Ask us.",
            ),
            (
                "ja",
                "b - 1. チケット ここで販売します。\nd - 2. 払い戻し 前日までです。\nf - 3. 遺失物 お尋ねください。",
            ),
        ]);
        assert_eq!(found(&policy), [""; 0]);
    }

    #[test]
    fn among_headings_of_its_style_a_long_one_runs_on() {
        let lines = "a # 1. 适用范围\nb p 本规则适用于所有人。\nc # 2. 门票\nd p 门票在柜台出售。\ne # 3. 退票\nf p 可以退票。\ng - 4. 联系我们 如有疑问，请在营业时间内致电售票处，我们会尽快答复。";
        assert_eq!(found(&policy(&[("zh", lines)])), ["run-on-heading zh"]);
    }
}
