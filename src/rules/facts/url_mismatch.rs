//! Web addresses of aligned clauses.

use std::collections::BTreeSet;

use super::address::{Kind, Place, Places, head};
use super::agreement::{self, Disagreement, Missing};
use super::variant;
use crate::model::{Check, ClauseId, Findings, Policy, Severity};
use crate::rules::structure::regroup::is_glued;
use crate::text::Lang;

rule! {
    /// Aligned clauses give different web addresses.
    ///
    /// ## Why
    /// A reader of one edition is sent to another page. Addresses of language versions (`/ja/`,
    /// `en.`, `.co.jp`, `?lang=vi`) are the same page to different readers and are no mismatch.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] You may read the house rules at https://harbor.example/rules before you book a room.
    /// [vi] Bạn có thể đọc nội quy tại https://harbor.example/prices trước khi đặt phòng.
    /// ```
    /// ```policy fail
    /// [en] The list of carriers is kept at https://carriers.harbor.example/list and changes often.
    /// [zh] 承运人名单公布于 https://carriers.harbor.example/list，并会经常变更。
    /// [ja] 運送業者の一覧は https://carriers.harbour.example/list に掲載され、随時変更されます。
    /// ```
    /// ```policy fail
    /// [en] The opening hours of the pool are published at https://harbor.example/pool every spring.
    /// [zh] 泳池的开放时间每年春季公布于 https://harbor.example/pool。
    /// [ja] プールの営業時間は、毎年春に公表されます。
    /// ```
    /// ```policy pass
    /// [en] You may read the house rules at https://www.harbor.example/en/rules/ before you book a room.
    /// [ja] ご予約の前に、宿泊規則（http://harbor.example/ja/rules）をご覧いただけます。
    /// [vi] Bạn có thể đọc nội quy tại https://harbor.example/rules?lang=vi trước khi đặt phòng.
    /// [zh] 您可以在预订房间之前阅读住宿规则（https://cn.harbor.example/rules）。
    /// ```
    /// ```policy pass
    /// [en] The ministry explains the tax at https://tax.example/guide/english_17.html in detail.
    /// [ja] 税金については、省庁のページ（https://tax.example/guide/japanese_09.html）をご覧ください。
    /// ```
    /// ```policy pass
    /// [en] Write to rooms@harbor.example if you have a question about your room.
    /// [ja] お部屋についてのご質問は、rooms@harbor.example までお寄せください。
    /// ```
    "url-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let urls = Places::new(policy, Kind::Url);
    if urls.all().next().is_none() {
        return;
    }
    let emails = Places::new(policy, Kind::Email);
    // An address on the domain stands for the domain: which of the two is meant, email-mismatch says.
    let stands_for = |lang: Lang, clauses: &[ClauseId], place: &Place| {
        let domain = place.address.to_lowercase();
        let on_it = |email: &Place| {
            let host = email.key.rsplit_once('@').map_or("", |(_, host)| host);
            host == domain
                || host
                    .strip_suffix(&domain)
                    .is_some_and(|rest| rest.ends_with('.'))
        };
        place.bare
            && clauses
                .iter()
                .any(|clause| emails.around(lang, *clause).any(on_it))
    };
    let found = agreement::disagreements(policy, &urls, &stands_for);
    let mut reported = BTreeSet::new();
    for one in &found {
        if let Some((lacked, extra)) = agreement::closest(&one.missing, &one.extra) {
            if !is_local(lacked.place, extra) && reported.insert((extra.lang, extra.span)) {
                differing(policy, one, lacked, extra, out);
            }
        } else if let Some(lacked) = one.missing.iter().find(|lacked| is_told(one, lacked)) {
            lacking(policy, one, lacked, &urls, out);
        } else if let Some(extra) = one.extra.iter().find(|place| !place.bare && !place.link)
            && one.editions > 2
            && !is_glued(policy, extra.lang, extra.clause)
        {
            adding(policy, one, extra, &urls, out);
        }
    }
}

/// Each names its own language on the same host: pages of one site, whatever their numbers.
fn is_local(one: &Place, other: &Place) -> bool {
    let names = |place: &Place| variant::of_url(&place.address).names(place.lang);
    parts(&one.key).0 == parts(&other.key).0 && names(one) && names(other)
}

/// What is missed when it is absent: a link or the bare name of a site often is put in words instead.
fn is_told(one: &Disagreement<'_>, lacked: &Missing<'_>) -> bool {
    lacked.settled && !lacked.place.link && (!lacked.place.bare || one.editions > 2)
}

fn sure(policy: &Policy, one: &Disagreement<'_>) -> f32 {
    policy
        .groups
        .get(one.group.0 as usize)
        .map_or(0.5, |group| group.confidence)
}

fn written(policy: &Policy, place: &Place) -> String {
    if place.link {
        return place.address.clone();
    }
    let edition = policy.edition(place.lang);
    edition
        .map_or("", |edition| edition.document.slice(place.span))
        .to_owned()
}

fn differing(
    policy: &Policy,
    one: &Disagreement<'_>,
    lacked: &Missing<'_>,
    extra: &Place,
    out: &mut Findings,
) {
    let sure = sure(policy, one);
    let (host, path) = parts(&extra.key);
    let (other_host, other_path) = parts(&lacked.place.key);
    // Host or path agrees: the same page was meant. Both differ: perhaps another page for these readers.
    let meant = host == other_host || (path == other_path && !path.is_empty());
    let slip = agreement::likeness(lacked.place, extra) >= 0.85;
    let severity = match (sure < 0.5 && !slip, meant || slip) {
        (true, _) => Severity::Info,
        (false, true) => Severity::Error,
        (false, false) => Severity::Warning,
    };
    let base = if slip {
        0.95
    } else if meant {
        0.85
    } else {
        0.6
    };
    let finding = out.report("url-mismatch");
    finding
        .arg("found", written(policy, extra))
        .arg("lang", extra.lang)
        .arg("expected", written(policy, lacked.place))
        .arg("langs", lacked.having.clone())
        .severity(severity)
        .confidence(if slip { base } else { base * sure })
        .primary(extra.lang, extra.span)
        .counterpart(lacked.place.lang, lacked.place.span);
    if slip && !extra.link {
        finding.suggest(written(policy, lacked.place));
    }
}

fn parts(key: &str) -> (&str, &str) {
    key.split_at(key.find(['/', '?']).unwrap_or(key.len()))
}

fn lacking(
    policy: &Policy,
    one: &Disagreement<'_>,
    lacked: &Missing<'_>,
    urls: &Places<'_>,
    out: &mut Findings,
) {
    let clauses = policy
        .groups
        .get(one.group.0 as usize)
        .map_or(&[][..], |group| group.of(one.lang));
    let Some(clause) = clauses.first() else {
        return;
    };
    let sure = sure(policy, one);
    let elsewhere = urls.has(one.lang, &lacked.place.key);
    out.report("url-mismatch.absent")
        .arg("expected", written(policy, lacked.place))
        .arg("langs", lacked.having.clone())
        .arg("lang", one.lang)
        .severity(if sure < 0.5 || lacked.place.bare {
            Severity::Info
        } else {
            Severity::Warning
        })
        .confidence(
            sure * if elsewhere || lacked.place.bare {
                0.45
            } else {
                0.75
            },
        )
        .primary(one.lang, head(policy, one.lang, *clause))
        .counterpart(lacked.place.lang, lacked.place.span);
}

fn adding(
    policy: &Policy,
    one: &Disagreement<'_>,
    extra: &Place,
    urls: &Places<'_>,
    out: &mut Findings,
) {
    let sure = sure(policy, one);
    let known = urls.langs_with(&extra.key).len() > 1;
    let others: Vec<Lang> =
        policy
            .groups
            .get(one.group.0 as usize)
            .map_or_else(Vec::new, |group| {
                group
                    .members
                    .keys()
                    .copied()
                    .filter(|lang| *lang != one.lang)
                    .collect()
            });
    out.report("url-mismatch.extra")
        .arg("found", written(policy, extra))
        .arg("lang", one.lang)
        .arg("langs", others)
        .severity(if sure < 0.5 || known {
            Severity::Info
        } else {
            Severity::Warning
        })
        .confidence(sure * if known { 0.4 } else { 0.6 })
        .primary(one.lang, extra.span);
}
