//! Translations that still render what the source said before.

use std::collections::BTreeMap;

use crate::history::same_value;
use crate::model::{
    Change, ChangeKind, Check, ClauseId, ClauseKind, Edition, Findings, Following, Ground, History,
    Piece, Role, Severity, Value, Verdict,
};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// The source changed, and a translation still says what it said before.
    ///
    /// ## Why
    /// Readers of one language hold the old promise in their hands. What a translation does not show (case,
    /// punctuation, spelling) makes nothing stale, and a touch that has nothing to do with the change does not pass
    /// for an update. Runs in `policyglot diff`. In the examples `[en old]` is the version before.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en old] You may return a lamp within 30 days.
    /// [en] You may return a lamp within 14 days.
    /// [ja old] ランプは30日以内に返品できます。
    /// [ja] ランプは30日以内に返品できます。
    /// [vi old] Bạn có thể trả lại đèn trong vòng 30 ngày.
    /// [vi] Bạn có thể trả lại đèn trong vòng 14 ngày.
    /// ```
    /// ```policy fail
    /// [zh old] 我们在店内保存您的订单。
    /// [zh old] 您可以随时撤回同意。
    /// [zh] 我们在店内保存您的订单。
    /// [zh] 我们不会向任何第三方出售您的个人信息。
    /// [zh] 您可以随时撤回同意。
    /// [en old] We keep your orders in the shop.
    /// [en old] You may withdraw your consent at any time.
    /// [en] We keep your orders in the shop.
    /// [en] You may withdraw your consent at any time.
    /// ```
    /// ```policy fail
    /// [en old] We send the invoice by post. You pay the invoice in cash.
    /// [en] We send the invoice by post. You pay the invoice by bank transfer or by card.
    /// [vi old] Chúng tôi gửi hóa đơn qua bưu điện. Bạn thanh toán hóa đơn bằng tiền mặt.
    /// [vi] Chúng tôi gửi hóa đơn qua bưu điện. Bạn thanh toán hóa đơn bằng tiền mặt
    /// ```
    /// ```policy pass
    /// [en old] You may return a lamp within 30 days.
    /// [en] You may return a lamp within 14 days.
    /// [zh old] 您可以在30天内退回灯具。
    /// [zh] 您可以在14天内退回灯具。
    /// ```
    /// ```policy pass
    /// [en old] The Shop Keeps your orders, for one year.
    /// [en] The shop keeps your orders for one year.
    /// [ja old] 店舗はご注文を1年間保管します。
    /// [ja] 店舗はご注文を1年間保管します。
    /// ```
    /// ```policy pass
    /// [en old] You may return a lamp within 30 days.
    /// [en] You may return a lamp within 14 days.
    /// [vi old] Bạn có thể trả lại đèn trong vòng 14 ngày.
    /// [vi] Bạn có thể trả lại đèn trong vòng 14 ngày.
    /// ```
    "stale-translation", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::History(check)
}

/// Characters of a quotation.
const QUOTE: usize = 60;

fn check(history: &History, out: &mut Findings) {
    let mut run: Vec<&Change> = Vec::new();
    for change in history.changes.iter().filter(|change| !change.minor) {
        if run.last().is_some_and(|last| continues(last, change)) {
            run.push(change);
            continue;
        }
        report(history, &run, out);
        run = vec![change];
    }
    report(history, &run, out);
}

/// Clauses that came or went in a row, and that the same editions lack or keep, are one cause.
fn continues(last: &Change, next: &Change) -> bool {
    let neighbours = |one: &[ClauseId], other: &[ClauseId]| match (one.last(), other.first()) {
        (Some(one), Some(other)) => one.0 + 1 == other.0,
        _ => false,
    };
    last.lang == next.lang
        && last.kind == next.kind
        && match next.kind {
            ChangeKind::Added => neighbours(&last.new, &next.new),
            ChangeKind::Removed => neighbours(&last.old, &next.old),
            _ => false,
        }
        && behind(last).keys().eq(behind(next).keys())
}

/// The editions that did not follow.
fn behind(change: &Change) -> BTreeMap<Lang, &Verdict> {
    change
        .followed_by
        .iter()
        .filter(|(_, verdict)| verdict.following != Following::Followed)
        .map(|(lang, verdict)| (*lang, verdict))
        .collect()
}

fn report(history: &History, run: &[&Change], out: &mut Findings) {
    let Some(first) = run.first() else { return };
    // A change that starts in a translation is that translation's to explain: see `unsourced-change`.
    if first.lang != history.new.source {
        return;
    }
    let all = behind(first);
    for (following, ground) in [
        (Following::Stale, Ground::Values),
        (Following::Stale, Ground::Words),
        (Following::Stale, Ground::Presence),
        (Following::Partial, Ground::Values),
        (Following::Partial, Ground::Words),
    ] {
        let these: Vec<(Lang, &Verdict)> = all
            .iter()
            .filter(|(_, verdict)| (verdict.following, verdict.ground) == (following, ground))
            .map(|(lang, verdict)| (*lang, *verdict))
            .collect();
        if !these.is_empty() {
            one(history, run, first, following, &these, out);
        }
    }
}

fn one(
    history: &History,
    run: &[&Change],
    change: &Change,
    following: Following,
    these: &[(Lang, &Verdict)],
    out: &mut Findings,
) {
    let (Some(old), Some(new)) = (
        history.old.edition(change.lang),
        history.new.edition(change.lang),
    ) else {
        return;
    };
    // Of several values the one that has not arrived is quoted.
    let still = |value: &Value| {
        these.iter().any(|(lang, verdict)| {
            let edition = history.new.edition(*lang);
            edition.is_some_and(|edition| stated(edition, &verdict.new, value).is_some())
        })
    };
    let said = Said::of(change, old, new, &still);
    let langs: Vec<Lang> = these.iter().map(|(lang, _)| *lang).collect();
    let confidence = these
        .iter()
        .map(|(_, verdict)| verdict.confidence)
        .fold(1.0, f32::min);
    let heading = change.new.first().is_some_and(|id| {
        change.kind == ChangeKind::Modified && new.document.clause(*id).kind == ClauseKind::Heading
    });
    let severity = match following {
        Following::Stale if confidence >= 0.6 && !heading => Severity::Error,
        _ => Severity::Warning,
    };
    let finding = out.report(match (following, change.kind) {
        (Following::Partial, _) => "stale-translation.partial",
        (_, ChangeKind::Added) if run.len() > 1 => "stale-translation.added-run",
        (_, ChangeKind::Added) => "stale-translation.added",
        (_, ChangeKind::Removed) if run.len() > 1 => "stale-translation.removed-run",
        (_, ChangeKind::Removed) => "stale-translation.removed",
        (_, ChangeKind::Moved) => "stale-translation.moved",
        (_, ChangeKind::Modified) if said.old.is_empty() => "stale-translation.gained",
        (_, ChangeKind::Modified) if said.new.is_empty() => "stale-translation.dropped",
        (_, ChangeKind::Modified) => "stale-translation",
    });
    finding
        .arg("lang", change.lang)
        .arg("langs", langs)
        .arg("old", excerpt(said.old, QUOTE))
        .arg("new", excerpt(said.new, QUOTE))
        .arg("count", run.len())
        .severity(severity)
        .confidence(confidence);
    let whole = |edition: &Edition, id: ClauseId| edition.document.clause(id).body;
    if change.kind == ChangeKind::Added {
        for change in run {
            for id in &change.new {
                finding.mark(Role::Primary, change.lang, whole(new, *id));
            }
        }
        for (lang, verdict) in these {
            finding.absent(*lang, verdict.place);
        }
        return;
    }
    for (lang, first) in these {
        let Some(edition) = history.new.edition(*lang) else {
            continue;
        };
        if let Some(span) = old_value(change, edition, &first.new) {
            finding.primary(*lang, span);
            continue;
        }
        for verdict in run.iter().filter_map(|change| change.followed_by.get(lang)) {
            for id in &verdict.new {
                finding.primary(*lang, whole(edition, *id));
            }
        }
    }
    match (change.new.as_slice(), said.at) {
        ([], _) => {
            finding.mark(
                Role::InsertionPoint,
                change.lang,
                place(history, change, these),
            );
        }
        (_, Some(span)) if !span.is_empty() => {
            finding.counterpart(change.lang, span);
        }
        (ids, _) => {
            for id in ids {
                finding.counterpart(change.lang, whole(new, *id));
            }
        }
    }
}

/// What the source said and says, where the change is largest.
struct Said<'a> {
    old: &'a str,
    new: &'a str,
    /// Of the new text.
    at: Option<Span>,
}

impl<'a> Said<'a> {
    fn of(
        change: &Change,
        old: &'a Edition,
        new: &'a Edition,
        still: &dyn Fn(&Value) -> bool,
    ) -> Self {
        let body = |edition: &'a Edition, ids: &[ClauseId]| {
            ids.first().map_or("", |id| edition.document.body(*id))
        };
        if change.kind != ChangeKind::Modified {
            return Self {
                old: body(old, &change.old),
                new: body(new, &change.new),
                at: None,
            };
        }
        let written = |edition: &'a Edition, ids: &[ClauseId], value: &Value| -> Option<Span> {
            ids.iter()
                .flat_map(|id| edition.facts_of(*id))
                .find(|fact| fact.value == *value)
                .map(|fact| fact.span)
        };
        let replaced = |only: &dyn Fn(&Value) -> bool| {
            change.values.iter().find_map(|values| {
                let was = values.old.as_ref().filter(|value| only(value))?;
                let from = written(old, &change.old, was)?;
                let to = written(new, &change.new, values.new.as_ref()?)?;
                Some((from, to))
            })
        };
        if let Some((from, to)) = replaced(still).or_else(|| replaced(&|_| true)) {
            return Self {
                old: old.document.slice(from),
                new: new.document.slice(to),
                at: Some(to),
            };
        }
        let (mut best, mut size) = ((Span::default(), Span::default()), 0);
        let mut gone = Span::default();
        for piece in &change.pieces {
            let (from, to) = match piece {
                Piece::Kept { .. } => {
                    gone = Span::default();
                    continue;
                }
                Piece::Removed(span) => {
                    gone = *span;
                    (gone, Span::default())
                }
                Piece::Added(span) => (gone, *span),
            };
            if from.len() + to.len() > size {
                (best, size) = ((from, to), from.len() + to.len());
            }
        }
        Self {
            old: old.document.slice(best.0).trim(),
            new: new.document.slice(best.1).trim(),
            at: Some(best.1),
        }
    }
}

/// Where the other edition still states a value that the source replaced.
fn old_value(change: &Change, edition: &Edition, ids: &[ClauseId]) -> Option<Span> {
    let mut replaced = change
        .values
        .iter()
        .filter_map(|values| values.old.as_ref());
    replaced.find_map(|value| stated(edition, ids, value))
}

/// Where some clauses state a value.
fn stated(edition: &Edition, ids: &[ClauseId], value: &Value) -> Option<Span> {
    ids.iter()
        .flat_map(|id| edition.facts_of(*id))
        .find(|fact| same_value(&fact.value, value))
        .map(|fact| fact.span)
}

/// Where the removed clause stood in the source: behind what stands before it in the other edition.
fn place(history: &History, change: &Change, these: &[(Lang, &Verdict)]) -> Span {
    let before = these.first().and_then(|(lang, verdict)| {
        let first = verdict.new.first()?;
        (0..first.0).rev().find_map(|at| {
            let group = history.new.group(*lang, ClauseId(at))?;
            group.of(change.lang).last().copied()
        })
    });
    let Some(edition) = history.new.edition(change.lang) else {
        return Span::default();
    };
    let document = &edition.document;
    let at = before.map_or(document.extent.start, |id| document.clause(id).span.end);
    Span { start: at, end: at }
}
