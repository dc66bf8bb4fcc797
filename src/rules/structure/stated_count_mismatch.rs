//! A number of items that a clause promises, and the list that follows.

use std::collections::BTreeMap;

use super::enumeration::{counted, items};
use super::outline::{Outline, behind, quote, span};
use crate::model::{Check, Class, ClauseId, Fact, Findings, Policy, Value};
use crate::text::Lang;

rule! {
    /// A clause announces another number of items than the list behind it has.
    ///
    /// ## Why
    /// Either an item is missing or the number is wrong; the reader cannot tell which. An item that only one edition
    /// lost is reported as missing instead.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] We store the following two kinds of records:
    /// [en] (1) the plants that you ordered;
    /// [en] (2) the letters that you wrote to us;
    /// [en] (3) the complaints that you made.
    /// [ja] 当社は、次の3つの記録を保存します。
    /// [ja] （1）ご注文になった植物
    /// [ja] （2）当社に宛てたお手紙
    /// [ja] （3）お寄せになった苦情
    /// [vi] Chúng tôi lưu giữ ba loại hồ sơ sau đây:
    /// [vi] (1) các loại cây bạn đã đặt;
    /// [vi] (2) các thư bạn đã viết cho chúng tôi;
    /// [vi] (3) các khiếu nại bạn đã gửi.
    /// ```
    /// ```policy pass
    /// [zh] 我们保存以下三类记录：
    /// [zh] （1）您订购的植物；
    /// [zh] （2）您写给我们的信件；
    /// [zh] （3）您提出的投诉。
    /// ```
    "stated-count-mismatch", since "0.1.0", Warning, mqm "accuracy/mistranslation", Check::Policy(check)
}

/// A clause that promises a number, and what follows. "One of the following" promises no length.
struct Promise<'a> {
    fact: &'a Fact,
    stated: usize,
    listed: usize,
    last: Option<ClauseId>,
}

fn check(policy: &Policy, out: &mut Findings) {
    let outlines: BTreeMap<Lang, Outline> = policy
        .editions
        .iter()
        .map(|(lang, edition)| (*lang, Outline::new(&edition.document)))
        .collect();
    for (lang, edition) in &policy.editions {
        let mut last = None;
        for fact in &edition.facts {
            // Two promises in one clause: which list belongs to which is not clear.
            let Value::Count { .. } = fact.value else {
                continue;
            };
            if last.replace(fact.clause) == Some(fact.clause) {
                continue;
            }
            if let Some(promise) = promise(policy, &outlines, *lang, fact.clause)
                .filter(|promise| promise.stated != promise.listed)
            {
                judge(policy, &outlines, *lang, &promise, out);
            }
        }
    }
}

/// Whether a clause promises another number of items than follow it.
pub(in crate::rules) fn is_broken(policy: &Policy, lang: Lang, clause: ClauseId) -> bool {
    let Some(edition) = policy.edition(lang) else {
        return false;
    };
    let outlines = BTreeMap::from([(lang, Outline::new(&edition.document))]);
    promise(policy, &outlines, lang, clause).is_some_and(|promise| promise.stated != promise.listed)
}

fn promise<'a>(
    policy: &'a Policy,
    outlines: &BTreeMap<Lang, Outline>,
    lang: Lang,
    clause: ClauseId,
) -> Option<Promise<'a>> {
    let edition = policy.edition(lang)?;
    if edition.document.clauses.get(clause.index())?.class != Class::Text {
        return None;
    }
    let mut counts = edition
        .facts_of(clause)
        .filter_map(|fact| match fact.value {
            Value::Count { amount } => Some((fact, usize::from(amount))),
            _ => None,
        });
    let (fact, stated) = counts
        .next()
        .filter(|(_, stated)| *stated > 1 && counts.next().is_none())?;
    let (listed, last) = listed(policy, outlines, lang, clause)?;
    Some(Promise {
        fact,
        stated,
        listed,
        last,
    })
}

/// How many items a clause leads into, and the last of them when they are clauses; a list is two at least.
fn listed(
    policy: &Policy,
    outlines: &BTreeMap<Lang, Outline>,
    lang: Lang,
    clause: ClauseId,
) -> Option<(usize, Option<ClauseId>)> {
    let document = &policy.edition(lang)?.document;
    let inside = counted(document.body(clause));
    let below = items(document, outlines.get(&lang)?, clause);
    match (inside, below.len()) {
        (0, count) if count >= 2 => Some((count, below.last().copied())),
        (count, 0) if count >= 2 => Some((count, None)),
        _ => None,
    }
}

fn judge(
    policy: &Policy,
    outlines: &BTreeMap<Lang, Outline>,
    lang: Lang,
    promise: &Promise<'_>,
    out: &mut Findings,
) {
    let clause = promise.fact.clause;
    let (mut same_promise, mut same_list, mut other_list, mut other) = (0, 0, 0, None);
    if let Some(group) = policy.group(lang, clause) {
        for (there, ids) in group.members.iter().filter(|(there, _)| **there != lang) {
            let Some(id) = ids.last() else { continue };
            let list = listed(policy, outlines, *there, *id).map(|(count, _)| count);
            let stated = self::promise(policy, outlines, *there, *id).map(|promise| promise.stated);
            other = other.or(Some((*there, *id)));
            match list {
                Some(count) if count == promise.listed => same_list += 1,
                Some(_) => other_list += 1,
                None => {}
            }
            if stated == Some(promise.stated) && list == Some(promise.listed) {
                same_promise += 1;
            }
        }
        // The list itself differs from the others': an item is missing or too many, and reported as that.
        if other_list > same_list {
            return;
        }
        // Every edition says and holds the same: faithful, whatever the source meant.
        if same_promise > 0 && same_promise + 1 == group.members.len() {
            return;
        }
    }
    let finding = out.report("stated-count-mismatch");
    finding.confidence(match (other, same_list) {
        (_, 1..) => 0.92,
        (None, _) => 0.8,
        _ => 0.65,
    });
    finding
        .arg("lang", lang)
        .arg("expected", promise.stated)
        .arg("found", promise.listed)
        .arg("text", quote(policy, lang, clause));
    finding.primary(lang, promise.fact.span);
    if let Some(last) = promise.last {
        finding.counterpart(lang, span(policy, lang, last));
    } else {
        finding.counterpart(lang, behind(span(policy, lang, clause)));
    }
    if let Some((there, id)) = other {
        finding.counterpart(there, span(policy, there, id));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Policy, Value};
    use crate::rules::structure::sample::{found, policy, state};

    fn promising(editions: &[(&str, &str, u16)]) -> Policy {
        let texts: Vec<(&str, &str)> = editions
            .iter()
            .map(|(lang, text, _)| (*lang, *text))
            .collect();
        let mut policy = policy(&texts);
        for (lang, text, amount) in editions {
            let lead = text.lines().next().unwrap().splitn(3, ' ').nth(2).unwrap();
            if *amount > 0 {
                state(&mut policy, lang, lead, Value::Count { amount: *amount });
            }
        }
        policy
    }

    const EN: &str = "a p We store the following kinds:\nb - 1. plants;\nc - 2. letters;\nd - 3. complaints.\ne p The end of it.";
    const JA: &str =
        "a p 次の記録を保存します。\nb - 1. 植物\nc - 2. 手紙\nd - 3. 苦情\ne p 以上のとおりです。";

    #[test]
    fn the_number_is_compared_with_the_list() {
        assert_eq!(
            found(&promising(&[("en", EN, 2)])),
            ["stated-count-mismatch en"]
        );
        assert_eq!(found(&promising(&[("en", EN, 3)])), [""; 0]);
        assert_eq!(
            found(&promising(&[("en", EN, 2), ("ja", JA, 3)])),
            ["stated-count-mismatch en"]
        );
        assert_eq!(
            found(&promising(&[("en", EN, 2), ("ja", JA, 0)])),
            ["stated-count-mismatch en"]
        );
        assert_eq!(found(&promising(&[("en", EN, 2), ("ja", JA, 2)])), [""; 0]);
    }

    #[test]
    fn a_lost_item_is_missing_and_the_number_is_right() {
        let ja = "a p 次の記録を保存します。\nb - 1. 植物\nc - 2. 手紙\ne p 以上のとおりです。";
        assert_eq!(
            found(&promising(&[("en", EN, 3), ("ja", ja, 3)])),
            ["missing-clause ja"]
        );
    }

    #[test]
    fn sub_items_are_not_counted_and_inline_items_are() {
        let sub = "a p 我们保存以下记录：\nb - 1. 植物\nx -- 树木\ny -- 花卉\nc - 2. 信件\ne p 到此为止。";
        assert_eq!(found(&promising(&[("zh", sub, 2)])), [""; 0]);
        assert_eq!(
            found(&promising(&[(
                "zh",
                "a p 我们保存以下记录：（1）植物、（2）信件。",
                3
            )])),
            ["stated-count-mismatch zh"]
        );
        assert_eq!(
            found(&promising(&[(
                "vi",
                "a p Chúng tôi áp dụng hai biện pháp.\nb p Hết.",
                2
            )])),
            [""; 0]
        );
    }
}
