//! A sentence that an edition's clause lacks.

use super::absence;
use super::outline::span;
use crate::model::{Check, Findings, Policy, Role, Severity};
use crate::rules::content::{self, Omission};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// A clause lacks a sentence that it has in other editions.
    ///
    /// ## Why
    /// The clause is there, but a part of what it says is not: a right, a limit or a duty that readers of one language
    /// never learn of. Sentences are aligned by what they say and by their length, so that one sentence rendered by two
    /// is nothing amiss. Of two editions the source is taken as complete; of three and more, what two hold is missing in
    /// the others.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may cancel your subscription at any time on our website. A refund of the unused part of the fee is paid to your credit card within 30 days after the cancellation.
    /// [zh] 您可以随时在我们的网站上取消订阅。
    /// ```
    /// ```policy pass
    /// [en] You may tie up at the east pier as well. Example: boat number 12.
    /// [zh] 您也可以将船停靠在东码头，例如12号船。
    /// [ja] 東桟橋に係留することもできます。例：12号艇。
    /// ```
    /// ```policy pass
    /// [en] You may store your bicycle in the shed behind the library. It is locked at ten in the evening.
    /// [zh] 您可以将自行车存放在图书馆后面的车棚内，车棚晚上十点上锁。
    /// ```
    "missing-sentence", since "0.1.0", Error, mqm "accuracy/omission", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let merged = &absence::survey(policy).merged;
    for omission in &content::survey(policy).omissions {
        // The clause took in its neighbour: that is told as such.
        let taken_in = merged.iter().any(|one| {
            let into = policy.clause(one.lacking, one.into);
            one.lacking == omission.holder
                && into.is_some_and(|clause| clause.body.contains(omission.span))
        });
        if !taken_in {
            report(policy, omission, out);
        }
    }
}

fn report(policy: &Policy, omission: &Omission, out: &mut Findings) {
    let Some(group) = policy.groups.get(omission.group) else {
        return;
    };
    let confidence = omission.confidence * (0.6 + 0.4 * group.confidence);
    let finding = out.report(match (omission.elsewhere, omission.extra) {
        (Some(_), _) => "missing-sentence.moved",
        (None, true) => "missing-sentence.extra",
        (None, false) => "missing-sentence",
    });
    let text = policy
        .edition(omission.holder)
        .map_or("", |edition| edition.document.slice(omission.span));
    let langs: Vec<Lang> = std::iter::once(omission.holder)
        .chain(omission.having.iter().map(|(lang, _)| *lang))
        .collect();
    finding
        .arg("text", excerpt(text, 40))
        .arg("lang", omission.holder)
        .arg("langs", langs)
        .arg("absent", omission.lacking.clone())
        .confidence(confidence)
        .severity(match confidence {
            _ if omission.elsewhere.is_some() => Severity::Info,
            sure if sure >= 0.75 && !omission.extra => Severity::Error,
            likely if likely >= Omission::LIKELY => Severity::Warning,
            _ => Severity::Info,
        });
    if omission.extra {
        finding.primary(omission.holder, omission.span);
    } else {
        finding.mark(Role::Primary, omission.holder, omission.span);
    }
    for (lang, span) in &omission.having {
        finding.counterpart(*lang, *span);
    }
    if let Some((_, lang, span)) = omission.elsewhere {
        finding.counterpart(lang, span);
    }
    for lang in &omission.lacking {
        let clause = group
            .of(*lang)
            .iter()
            .map(|id| span(policy, *lang, *id))
            .reduce(Span::join)
            .unwrap_or_default();
        if omission.extra {
            finding.counterpart(*lang, clause);
        } else {
            finding.absent(*lang, clause);
        }
    }
}
