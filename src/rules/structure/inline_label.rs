//! A list item that begins inside the line of the one before it.

use super::outline::{group_at, quote};
use crate::model::{Check, ClauseId, Findings, Policy};
use crate::text::Lang;

rule! {
    /// A list item begins inside the line of the item before it.
    ///
    /// ## Why
    /// A line end was lost: the item is overlooked, and references to its number lead nowhere. Where every edition
    /// writes the item so, it is a style.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] (1) We check the form that you send us.
    /// [en] (2) We ask the bank for a confirmation.
    /// [en] (3) We tell you the result by letter.
    /// [zh] （1）我们核对您提交的表格。
    /// [zh] （2）我们向银行请求确认。（3）我们以信件告知您结果。
    /// ```
    /// ```policy pass
    /// [en] (1) We check the form that you send us.
    /// [en] (2) We ask the bank for a confirmation.
    /// [en] (3) We tell you the result by letter.
    /// [ja] （1）お送りいただいた申込書を確認します。
    /// [ja] （2）銀行に確認を求めます。
    /// [ja] （3）結果を書面でお知らせします。
    /// ```
    "inline-label", since "0.1.0", Warning, mqm "design/layout", Check::Clause(check)
}

fn check(policy: &Policy, lang: Lang, id: ClauseId, out: &mut Findings) {
    let Some(clause) = policy.clause(lang, id).filter(|clause| clause.inline) else {
        return;
    };
    let group = group_at(policy, lang, id.index()).and_then(|group| policy.groups.get(group));
    let others: Vec<(Lang, ClauseId)> = group.map_or_else(Vec::new, |group| {
        group
            .members
            .iter()
            .filter(|(other, _)| **other != lang)
            .flat_map(|(other, ids)| ids.iter().map(|id| (*other, *id)))
            .collect()
    });
    let apart = others.iter().find(|(other, id)| {
        policy
            .clause(*other, *id)
            .is_some_and(|clause| !clause.inline)
    });
    if !others.is_empty() && apart.is_none() {
        return;
    }
    let label = clause
        .label
        .as_ref()
        .map(|label| label.written)
        .filter(|written| !written.is_empty());
    let written = label.and_then(|written| {
        policy
            .edition(lang)
            .map(|edition| edition.document.slice(written).trim().to_owned())
    });
    let finding = out.report("inline-label");
    finding.confidence(if apart.is_some() { 0.9 } else { 0.75 });
    finding
        .arg("lang", lang)
        .arg("label", written.unwrap_or_default())
        .arg("text", quote(policy, lang, id));
    finding.primary(lang, clause.span);
    if let Some(before) =
        id.0.checked_sub(1)
            .and_then(|before| policy.clause(lang, ClauseId(before)))
    {
        finding.counterpart(lang, before.span);
    }
    if let Some((other, id)) = apart
        && let Some(clause) = policy.clause(*other, *id)
    {
        finding.counterpart(*other, clause.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::structure::sample::{found, policy};

    #[test]
    fn a_style_of_all_editions_is_silent() {
        let one = (
            "en",
            "a - 1. We check it.\nb - 2. We ask the bank.\nc - 3. We tell you.",
        );
        let odd = (
            "zh",
            "a - 1. 我们核对。\nb - 2. 我们询问银行。\nc~ - 3. 我们告知您。",
        );
        assert_eq!(found(&policy(&[one, odd])), ["inline-label zh"]);
        assert_eq!(found(&policy(&[odd])), ["inline-label zh"]);
        let also = (
            "ja",
            "a - 1. 確認します。\nb - 2. 銀行に照会します。\nc~ - 3. お知らせします。",
        );
        assert_eq!(found(&policy(&[odd, also])), [""; 0]);
        assert_eq!(
            found(&policy(&[one, odd, also])),
            ["inline-label zh", "inline-label ja"]
        );
    }
}
