//! Which clauses say what version of the policy this is: since when it holds, when it was changed last.

use crate::model::{Class, ClauseId, Fact, Group, Policy, Value};
use crate::text::{Folded, Lang};

/// Words beside the date of a version, folded.
const CUES: &[&str] = &[
    "effective",
    "last updated",
    "last update",
    "last modified",
    "last revised",
    "last reviewed",
    "last amended",
    "updated on",
    "revised on",
    "date of issue",
    "issued on",
    "comes into force",
    "come into force",
    "takes effect",
    "take effect",
    "version",
    "生效",
    "施行",
    "实施",
    "實施",
    "更新",
    "修订",
    "修訂",
    "修正",
    "发布",
    "發布",
    "公布",
    "版本",
    "制定",
    "改定",
    "改訂",
    "発効",
    "適用開始",
    "公開日",
    "効力",
    "có hiệu lực",
    "hiệu lực",
    "cập nhật",
    "sửa đổi lần cuối",
    "ban hành",
    "phiên bản",
];

/// A clause of so many letters beside its dates is nothing but a date line.
const BARE: usize = 14;

/// A clause longer than this states more than a version.
const LONGEST: usize = 160;

/// Whether a clause with a date in it says since when the policy holds.
pub(super) fn is_version(policy: &Policy, lang: Lang, clause: ClauseId) -> bool {
    let Some(edition) = policy.edition(lang) else {
        return false;
    };
    let Some(found) = edition.document.clauses.get(clause.index()) else {
        return false;
    };
    let text = edition.document.slice(found.body);
    if text.len() > LONGEST * 3 || text.chars().count() > LONGEST {
        return false;
    }
    let dated: usize = edition
        .facts_of(clause)
        .filter(|fact| is_date(fact))
        .map(|fact| edition.document.slice(fact.span).chars().count())
        .sum();
    if dated == 0 {
        return false;
    }
    if text.trim().chars().count() <= dated + BARE {
        return true;
    }
    let folded = Folded::new(text);
    CUES.iter().any(|cue| folded.text().contains(cue))
}

/// Whether a group is a line of versions in any edition.
pub(super) fn states_version(policy: &Policy, group: &Group) -> bool {
    group.members.iter().any(|(lang, clauses)| {
        clauses
            .iter()
            .any(|clause| is_version(policy, *lang, *clause))
    })
}

/// A full date, the kind that versions carry.
pub(super) fn is_date(fact: &Fact) -> bool {
    matches!(&fact.value, Value::Date { date, .. } if date.year.is_some() && date.month.is_some())
}

/// The dates of versions in an edition that stand in clauses which no other edition has, leftovers among them.
pub(super) fn alone(policy: &Policy, lang: Lang) -> Vec<&Fact> {
    let Some(edition) = policy.edition(lang) else {
        return Vec::new();
    };
    edition
        .facts
        .iter()
        .filter(|fact| is_date(fact))
        .filter(|fact| {
            let class = edition
                .document
                .clauses
                .get(fact.clause.index())
                .map(|clause| clause.class);
            let alone = policy
                .group(lang, fact.clause)
                .is_none_or(|group| group.members.values().filter(|of| !of.is_empty()).count() < 2);
            class != Some(Class::Furniture) && alone && is_version(policy, lang, fact.clause)
        })
        .collect()
}
