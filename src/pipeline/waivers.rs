//! Comments that waive findings at a clause: `<!-- policyglot: ignore RULE REASON -->`.
//!
//! Markdown and HTML have comments, plain text has none: there the same words
//! are text of the policy. A waiver on the line of a clause is about that
//! clause; on a line of its own, or behind the end of the element, about the
//! next one. It covers the findings of its rule with a mark, on whatever side,
//! that begins in the clause, or that shows where something is missing right
//! before or behind it. A waiver without a reason has no effect, and one that
//! covers nothing is a finding itself (`unused-suppression`).

use crate::model::{
    ClauseId, Document, Finding, Mark, Policy, Says, Suppression, SuppressionKind, Waiver,
};
use crate::rules;
use crate::text::{Comment, Lang};

const OPENING: &str = "<!--";
const CLOSING: &str = "-->";
const NAME: &str = "policyglot:";
const IGNORE: &str = "ignore";

/// Elements that may end between the words of a clause and a comment on it.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong",
    "u",
];

/// Marks the findings that waivers cover, and adds those on the waivers that cover none.
pub(super) fn apply(policy: &Policy, findings: &mut Vec<Finding>) {
    let mut waivers = waivers(policy);
    if waivers.is_empty() {
        return;
    }
    for waiver in &mut waivers {
        for finding in findings.iter_mut() {
            let Says::Ignore { rule, reason } = &waiver.says else {
                break;
            };
            if finding.rule.name == *rule && covers(policy, waiver, finding) {
                waiver.used = true;
                let path = policy
                    .edition(waiver.lang)
                    .map_or("", |edition| &edition.path);
                finding.suppressed.get_or_insert_with(|| Suppression {
                    kind: SuppressionKind::InSource,
                    reason: reason.clone(),
                    place: format!("{path}:{}", waiver.line),
                });
            }
        }
    }
    let unused = rules::check_waivers(policy, &waivers);
    if !unused.is_empty() {
        findings.extend(unused);
        rules::sort(findings);
    }
}

fn covers(policy: &Policy, waiver: &Waiver, finding: &Finding) -> bool {
    let (Some(edition), Some(id)) = (policy.edition(waiver.lang), waiver.clause) else {
        return false;
    };
    let clause = edition.document.clause(id).span;
    let before = id
        .index()
        .checked_sub(1)
        .map_or(0, |before| edition.document.clauses[before].span.end);
    finding
        .marks
        .iter()
        .filter(|mark| mark.lang == waiver.lang)
        .any(|Mark { span, .. }| {
            if span.is_empty() {
                (before..=clause.end).contains(&span.start)
            } else {
                (clause.start..clause.end.max(clause.start + 1)).contains(&span.start)
            }
        })
}

/// The waivers of all editions, in text order.
fn waivers(policy: &Policy) -> Vec<Waiver> {
    let mut found = Vec::new();
    for (index, (lang, edition)) in policy.editions.iter().enumerate() {
        let source = &edition.document.source;
        let others: Vec<(Lang, &Document)> = policy
            .editions
            .iter()
            .filter(|(_, other)| other.document.source.is_same(source))
            .map(|(lang, other)| (*lang, &other.document))
            .collect();
        // Editions that share a file are looked at together, once.
        let is_first = policy
            .editions
            .values()
            .take(index)
            .all(|other| !other.document.source.is_same(source));
        if !is_first {
            continue;
        }
        for comment in source.comments(OPENING, CLOSING) {
            let Some(words) = comment.text.trim().strip_prefix(NAME) else {
                continue;
            };
            let target = target(&comment, &others);
            found.push(Waiver {
                lang: target.map_or(*lang, |(lang, _)| lang),
                line: comment.line,
                clause: target.map(|(_, clause)| clause),
                says: says(words),
                used: false,
            });
        }
    }
    found.sort_by_key(|waiver| (waiver.lang, waiver.line));
    found
}

/// The clause that a comment is about, among the editions of its file.
fn target(comment: &Comment<'_>, editions: &[(Lang, &Document)]) -> Option<(Lang, ClauseId)> {
    let clauses = || {
        editions.iter().flat_map(|(lang, document)| {
            document
                .iter()
                .map(move |(id, clause)| (clause.span.start, (*lang, id)))
        })
    };
    let last = clauses()
        .filter(|(start, _)| *start < comment.before)
        .max_by_key(|(start, _)| *start);
    let next = clauses()
        .filter(|(start, _)| *start >= comment.before)
        .min_by_key(|(start, _)| *start);
    let first_choice = if on_the_line(comment.gap) { last } else { next };
    first_choice.or(next).or(last).map(|(_, at)| at)
}

/// Whether only spaces and inline markup stand between the words before a comment and the comment.
fn on_the_line(gap: &str) -> bool {
    if gap.contains('\n') {
        return false;
    }
    gap.split('<').skip(1).all(|tag| {
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        INLINE.contains(&name.as_str())
    })
}

fn says(words: &str) -> Says {
    let words = words.trim();
    let cut = |text: &str| text.chars().take(60).collect::<String>();
    let mut parts = words.splitn(2, char::is_whitespace);
    if parts.next() != Some(IGNORE) {
        return Says::Unreadable(cut(words));
    }
    let rest = parts.next().unwrap_or_default().trim();
    let (name, reason) = rest
        .split_once(char::is_whitespace)
        .map_or((rest, ""), |(name, reason)| (name, reason));
    let name = name.trim_end_matches([':', ',', ';']);
    if name.is_empty() {
        return Says::Unreadable(cut(words));
    }
    let Some(rule) = rules::find(name) else {
        return Says::NoRule(cut(name));
    };
    // Between rule and reason people write a dash or a colon.
    let reason = reason.trim_matches(|c: char| c.is_whitespace() || "-–—:：".contains(c));
    if reason.is_empty() {
        return Says::NoReason(rule.name);
    }
    Says::Ignore {
        rule: rule.name,
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::check_marked;

    const EN: &str = "# Parking\n\nGuests may park behind the house.\n\nWrite to desk@inn.example for a space.\n\nA space costs nothing.\n";
    const JA: &str = "# 駐車場\n\n宿泊者は、建物の裏に駐車できます。\n\nご予約は info@inn.example までご連絡ください。\n\n駐車は無料です。\n";

    /// Rule, and the place of its waiver.
    fn found(extension: &str, editions: &[(Lang, &str)]) -> Vec<(&'static str, Option<String>)> {
        let (_, findings) = check_marked(extension, editions);
        findings
            .into_iter()
            // what other rules think of these sentences is their own matter
            .filter(|finding| finding.rule.name != "negation-mismatch")
            .map(|finding| {
                let waived = finding
                    .suppressed
                    .map(|waiver| format!("{} ({})", waiver.place, waiver.reason));
                (finding.rule.name, waived)
            })
            .collect()
    }

    fn waived(place: &str) -> Vec<(&'static str, Option<String>)> {
        vec![("email-mismatch", Some(format!("{place} (own mailbox)")))]
    }

    const WAIVER: &str = "<!-- policyglot: ignore email-mismatch own mailbox -->";

    #[test]
    fn a_waiver_covers_its_clause_on_either_side() {
        let open = vec![("email-mismatch", None)];
        assert_eq!(found("md", &[(Lang::En, EN), (Lang::Ja, JA)]), open);
        for (text, at) in [
            (
                JA.replace("ださい。", &format!("ださい。 {WAIVER}")),
                "ja:5",
            ),
            (JA.replace("ご予約", &format!("{WAIVER}\nご予約")), "ja:5"),
            (JA.replace("ご予約", &format!("{WAIVER}\n\nご予約")), "ja:5"),
            (
                JA.replace("ご予約は ", &format!("ご予約は {WAIVER} ")),
                "ja:5",
            ),
            (
                JA.replace(
                    "ご予約",
                    "<!--\npolicyglot: ignore email-mismatch:\n own  mailbox\n-->\nご予約",
                ),
                "ja:5",
            ),
        ] {
            assert_eq!(
                found("md", &[(Lang::En, EN), (Lang::Ja, &text)]),
                waived(at),
                "{text}"
            );
        }
        let text = EN.replace("Write", &format!("{WAIVER}\nWrite"));
        assert_eq!(
            found("md", &[(Lang::En, &text), (Lang::Ja, JA)]),
            waived("en:5")
        );
    }

    #[test]
    fn html_has_waivers_and_plain_text_has_none() {
        let page = |text: &str| {
            text.lines()
                .filter(|line| !line.is_empty())
                .map(|line| format!("<p>{}</p>", line.trim_start_matches("# ")))
                .collect::<String>()
        };
        let en = page(EN);
        for (from, to) in [
            ("<p>ご予約", format!("{WAIVER}<p>ご予約")),
            ("<p>ご予約", format!("<p>{WAIVER}ご予約")),
            ("ださい。", format!("<b>ださい。</b> {WAIVER}")),
        ] {
            let ja = page(JA).replace(from, &to);
            let found = found("html", &[(Lang::En, &en), (Lang::Ja, &ja)]);
            assert_eq!(found, waived("ja:1"), "{ja}");
        }
        let text = JA.replace("ご予約", &format!("{WAIVER}\nご予約"));
        let found = found("txt", &[(Lang::En, EN), (Lang::Ja, &text)]);
        assert!(found.contains(&("email-mismatch", None)), "{found:?}");
    }

    #[test]
    fn what_waives_nothing_is_reported() {
        for (comment, count) in [
            (WAIVER, 1),
            ("<!-- policyglot: ignore missing-clause own mailbox -->", 1),
            ("<!-- policyglot: ignore email-mismatch -->", 1),
            ("<!-- policyglot: ignore e-mail own mailbox -->", 1),
            ("<!-- policyglot: skip -->", 1),
            ("<!-- policyglot is a program -->", 0),
        ] {
            let text = JA.replace("駐車は", &format!("{comment}\n駐車は"));
            let found = found("md", &[(Lang::En, EN), (Lang::Ja, &text)]);
            let unused = found
                .iter()
                .filter(|(rule, waived)| *rule == "unused-suppression" && waived.is_none())
                .count();
            assert_eq!(unused, count, "{comment}: {found:?}");
            assert!(found.contains(&("email-mismatch", None)), "{comment}");
        }
    }

    #[test]
    fn a_waiver_beside_a_gap_covers_what_is_missing_there() {
        let ja = "# 駐車場\n\n宿泊者は、建物の裏に駐車できます。\n\n<!-- policyglot: ignore missing-clause the Japanese house has no desk -->\n\n駐車は無料です。\n";
        let found = found("md", &[(Lang::En, EN), (Lang::Ja, ja)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].0, found[0].1.is_some()),
            ("missing-clause", true),
            "{found:?}"
        );
    }

    #[test]
    fn broken_comments_are_passed_over() {
        for text in [
            "<!--",
            "<!-- policyglot:",
            "--><!--->",
            "<!-- policyglot: -->",
        ] {
            found("md", &[(Lang::En, text)]);
            found("html", &[(Lang::En, text)]);
        }
    }
}
