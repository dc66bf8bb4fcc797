//! Changes of a translation that nothing in the source accounts for.

use crate::model::{
    Change, ChangeKind, Check, ClauseId, Edition, Findings, History, Origin, Role, Severity,
};
use crate::text::{Lang, Span, excerpt};

rule! {
    /// A translation changed what it says, and the source did not.
    ///
    /// ## Why
    /// The change began in the translation: either the source and the others have to follow, or it must be undone.
    /// A translation that now says what the source has said for long, or that only words it better, is not reported.
    /// Runs in `policyglot diff`. In the examples `[en old]` is the version before.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en old] We answer every complaint within 10 days.
    /// [en] We answer every complaint within 10 days.
    /// [zh old] 我们在10天内答复每一项投诉。
    /// [zh] 我们在20天内答复每一项投诉。
    /// ```
    /// ```policy fail
    /// [en old] We keep your orders in the shop.
    /// [en old] You may withdraw your consent at any time.
    /// [en] We keep your orders in the shop.
    /// [en] You may withdraw your consent at any time.
    /// [ja old] ご注文は店舗で保管します。
    /// [ja old] 同意はいつでも撤回できます。
    /// [ja] ご注文は店舗で保管します。
    /// [ja] 当社は個人情報を第三者に販売しません。
    /// [ja] 同意はいつでも撤回できます。
    /// ```
    /// ```policy pass
    /// [en old] We answer every complaint within 10 days.
    /// [en] We answer every complaint within 10 days.
    /// [vi old] Chúng tôi trả lời mọi khiếu nại trong vòng 20 ngày.
    /// [vi] Chúng tôi trả lời mọi khiếu nại trong vòng 10 ngày.
    /// ```
    /// ```policy pass
    /// [en old] We answer every complaint within 10 days.
    /// [en] We answer every complaint within 10 days.
    /// [ja old] 苦情には10日以内に返答します。
    /// [ja] 当社は、苦情に対して10日以内に回答いたします。
    /// ```
    "unsourced-change", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Change(check)
}

const QUOTE: usize = 60;

fn check(history: &History, change: &Change, out: &mut Findings) {
    if change.origin != Origin::Own || change.minor || change.lang == history.new.source {
        return;
    }
    let source = history.new.source;
    let (Some(old), Some(new), Some(theirs)) = (
        history.old.edition(change.lang),
        history.new.edition(change.lang),
        history.new.edition(source),
    ) else {
        return;
    };
    let counterpart = counterpart(history, change, source);
    let body = |edition: &Edition, ids: &[ClauseId]| -> String {
        let text = ids.first().map_or("", |id| edition.document.body(*id));
        excerpt(text, QUOTE)
    };
    let value = change.values.iter().find_map(|values| {
        let written = |edition: &Edition, ids: &[ClauseId], value| {
            ids.iter()
                .flat_map(|id| edition.facts_of(*id))
                .find(|fact| fact.value == value)
                .map(|fact| fact.span)
        };
        let from = written(old, &change.old, values.old.clone()?)?;
        let to = written(new, &change.new, values.new.clone()?)?;
        Some((from, to))
    });
    let finding = out.report(match (change.kind, value) {
        (ChangeKind::Modified, Some(_)) => "unsourced-change.value",
        (ChangeKind::Modified, None) => "unsourced-change",
        (ChangeKind::Added, _) => "unsourced-change.added",
        (ChangeKind::Removed, _) => "unsourced-change.removed",
        (ChangeKind::Moved, _) => "unsourced-change.moved",
    });
    let (was, is) = match value {
        Some((from, to)) => (
            old.document.slice(from).to_owned(),
            new.document.slice(to).to_owned(),
        ),
        None => (body(old, &change.old), body(new, &change.new)),
    };
    let (severity, confidence) = match (change.kind, value) {
        (ChangeKind::Modified, Some(_)) => (Severity::Error, 0.85),
        (ChangeKind::Added | ChangeKind::Removed, _) => (Severity::Warning, 0.75),
        (ChangeKind::Modified, None) => (Severity::Warning, 0.55),
        (ChangeKind::Moved, _) => (Severity::Info, 0.5),
    };
    finding
        .arg("lang", change.lang)
        .arg("source", source)
        .arg("old", was)
        .arg("new", is)
        .severity(severity)
        .confidence(confidence);
    if change.kind == ChangeKind::Removed {
        for id in &counterpart {
            finding.mark(Role::Primary, source, theirs.document.clause(*id).body);
        }
        finding.absent(
            change.lang,
            place(history, change.lang, source, &counterpart),
        );
        return;
    }
    match value {
        Some((_, to)) => {
            finding.primary(change.lang, to);
        }
        None => {
            for id in &change.new {
                finding.primary(change.lang, new.document.clause(*id).body);
            }
        }
    }
    for id in &counterpart {
        finding.counterpart(source, theirs.document.clause(*id).body);
    }
}

/// The clauses of the source that the change concerns.
fn counterpart(history: &History, change: &Change, source: Lang) -> Vec<ClauseId> {
    if let Some(verdict) = change.followed_by.get(&source) {
        return verdict.new.clone();
    }
    let mut ids: Vec<ClauseId> = change
        .new
        .iter()
        .filter_map(|id| history.new.group(change.lang, *id))
        .flat_map(|group| group.of(source).iter().copied())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Behind the clause that renders what stands before `ids` in the source.
fn place(history: &History, lang: Lang, source: Lang, ids: &[ClauseId]) -> Span {
    let Some(edition) = history.new.edition(lang) else {
        return Span::default();
    };
    let before = ids.first().and_then(|first| {
        (0..first.0).rev().find_map(|at| {
            let group = history.new.group(source, ClauseId(at))?;
            group.of(lang).last().copied()
        })
    });
    let document = &edition.document;
    let at = before.map_or(document.extent.start, |id| document.clause(id).span.end);
    Span { start: at, end: at }
}
