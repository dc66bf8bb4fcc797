//! E-mail addresses of aligned clauses.

use std::collections::BTreeSet;

use super::address::{Kind, Place, Places, head};
use super::agreement::{self, Disagreement, Missing};
use super::variant;
use crate::model::{Check, ClauseId, Findings, GroupId, Policy, Severity};
use crate::text::{Lang, Span};

rule! {
    /// Aligned clauses give different e-mail addresses.
    ///
    /// ## Why
    /// A reader who writes to the address of one edition reaches nobody, or somebody else. A bare
    /// domain in place of the address, and an address that one edition leaves out, leave the
    /// reader without a way to write.
    ///
    /// An address of a language's own desk (`support-jp@` beside `support@`) that an edition keeps to
    /// is a local variant: worth a look, once.
    ///
    /// ## Examples
    /// ```policy fail
    /// [en] 1. Scope
    /// [en] This notice covers the North Lake library card.
    /// [en] 2. Contact
    /// [en] Write to desk@northlake.example to close your card.
    /// [ja] 1. 適用範囲
    /// [ja] 本通知は、ノースレイク図書館カードに適用されます。
    /// [ja] 2. お問い合わせ
    /// [ja] カードを解約するには、card@northlake.example までご連絡ください。
    /// ```
    /// ```policy fail
    /// [en] Questions about parcels go to parcels@hilltop.example at any time.
    /// [zh] 有关包裹的问题，请随时发送邮件至 parcels@hilltop.example。
    /// [vi] Mọi câu hỏi về bưu kiện xin gửi đến parcel@hilltop.example bất cứ lúc nào.
    /// ```
    /// ```policy fail
    /// [zh] 如需删除您的读者账户，请发送电子邮件至 reader@papermill.example。
    /// [en] To delete your reader account, please write to us at papermill.example.
    /// ```
    /// ```policy fail
    /// [vi] Nếu có thắc mắc về thẻ thư viện, vui lòng liên hệ với chúng tôi tại đây: northlake.com.
    /// [en] If you have questions about your library card, please write to the following address: cards@northlake.com
    /// ```
    /// ```policy fail
    /// [en] 1. Repairs
    /// [en] Send a photo of the lamp to support@brook.example before you post it.
    /// [en] 2. Returns
    /// [en] Ask support@brook.example for a label.
    /// [ja] 1. 修理
    /// [ja] 発送の前に、ランプの写真を support-jp@brook.example までお送りください。
    /// [ja] 2. 返品
    /// [ja] 返送用のラベルは support-jp@brook.example までご請求ください。
    /// ```
    /// ```policy pass
    /// [en] Send a photo of the lamp to support-en@brook.example before you post it.
    /// [ja] 発送の前に、ランプの写真を support-ja@brook.example までお送りください。
    /// [vi] Trước khi gửi, vui lòng gửi ảnh chiếc đèn đến support-vi@brook.example.
    /// ```
    /// ```policy pass
    /// [en] Write to desk@northlake.example or call us to close your card.
    /// [ja] カードを解約するには、Desk@NorthLake.example までご連絡いただくか、お電話ください。
    /// [vi] Để hủy thẻ, hãy gửi thư đến desk@northlake.example hoặc gọi cho chúng tôi.
    /// ```
    /// ```policy pass
    /// [en] 1. Returns
    /// [en] You may return a lamp within 30 days. Write to lamps@brook.example first, and wait for our reply.
    /// [en] We pay for the return parcel.
    /// [zh] 1. 退货
    /// [zh] 您可以在30天内退回灯具。
    /// [zh] 请先发送邮件至 lamps@brook.example，并等待我们的答复。退货包裹的运费由我们承担。
    /// ```
    "email-mismatch", since "0.1.0", Error, mqm "accuracy/mistranslation", Check::Policy(check)
}

fn check(policy: &Policy, out: &mut Findings) {
    let emails = Places::new(policy, Kind::Email);
    if emails.all().next().is_none() {
        return;
    }
    let mut judge = Judge {
        policy,
        urls: Places::new(policy, Kind::Url),
        emails: &emails,
        reported: BTreeSet::new(),
        variants: BTreeSet::new(),
        out,
    };
    let found = agreement::disagreements(policy, &emails, &|_, _, _| false);
    // What stands otherwise goes first: an address that only one edition has may be the wrong form
    // of one that it lacks in a clause near by.
    let (pairs, rest): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|one| !one.missing.is_empty() && !one.extra.is_empty());
    pairs.iter().for_each(|one| judge.differing(one));
    let (lacking, adding): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|one| !one.missing.is_empty());
    lacking.iter().for_each(|one| judge.lacking(one));
    judge.apart();
    judge.in_its_place();
    judge.misspelled();
    adding.iter().for_each(|one| judge.adding(one));
}

struct Judge<'a, 'p> {
    policy: &'p Policy,
    emails: &'p Places<'p>,
    urls: Places<'p>,
    /// Places that a finding names already.
    reported: BTreeSet<(Lang, Span)>,
    /// Local variants that were named already.
    variants: BTreeSet<(Lang, String)>,
    out: &'a mut Findings,
}

impl<'p> Judge<'_, 'p> {
    /// The address as it is shown, or, where a link hides it behind other words, as facts give it.
    fn written(&self, place: &Place) -> String {
        if place.link {
            return place.address.clone();
        }
        self.policy
            .edition(place.lang)
            .map_or("", |edition| edition.document.slice(place.span))
            .to_owned()
    }

    /// The edition gives another address than the others.
    fn differing(&mut self, one: &Disagreement<'p>) {
        let Some((lacked, extra)) = agreement::closest(&one.missing, &one.extra) else {
            return;
        };
        self.pair(one.group, one.editions, lacked, extra);
    }

    fn pair(&mut self, group: GroupId, editions: usize, lacked: &Missing<'p>, extra: &'p Place) {
        if !self.reported.insert((extra.lang, extra.span)) {
            return;
        }
        let sure = self.sure(group);
        let alike = agreement::likeness(lacked.place, extra);
        if variant::same_desk(&lacked.place.key, &extra.key)
            && !self.emails.has(extra.lang, &lacked.place.key)
            && self.emails.langs_with(&extra.key) == [extra.lang]
        {
            return self.local(lacked, extra);
        }
        // Two editions: the source is right, unless both editions use the other address elsewhere.
        let (mut found, mut expected, mut langs) = (extra, lacked.place, lacked.having.clone());
        if editions == 2
            && self.emails.langs_with(&extra.key).len()
                > self.emails.langs_with(&lacked.place.key).len()
        {
            langs = vec![found.lang];
            std::mem::swap(&mut found, &mut expected);
        }
        let slip = alike >= 0.85;
        let base = if slip || editions > 2 { 0.96 } else { 0.9 };
        let (wrong, right) = (self.written(found), self.written(expected));
        let finding = self.out.report("email-mismatch");
        finding
            .arg("found", wrong)
            .arg("lang", found.lang)
            .arg("expected", right)
            .arg("langs", langs)
            .confidence(if slip { base } else { base * sure })
            .primary(found.lang, found.span)
            .counterpart(expected.lang, expected.span)
            .suggest(expected.address.clone());
        if sure < 0.5 && !slip {
            finding.severity(Severity::Info);
        }
    }

    /// The address of the edition's own desk: named once.
    fn local(&mut self, lacked: &Missing<'p>, extra: &'p Place) {
        let (own, theirs) = (
            variant::of_email(&extra.key),
            variant::of_email(&lacked.place.key),
        );
        let each_its_own = own.suits(extra.lang) && theirs.suits(lacked.place.lang);
        if each_its_own || !self.variants.insert((extra.lang, extra.key.clone())) {
            return;
        }
        let (wrong, right) = (self.written(extra), self.written(lacked.place));
        self.out
            .report("email-mismatch.local")
            .arg("found", wrong)
            .arg("lang", extra.lang)
            .arg("expected", right)
            .arg("langs", lacked.having.clone())
            .severity(Severity::Info)
            .confidence(0.4)
            .primary(extra.lang, extra.span)
            .counterpart(lacked.place.lang, lacked.place.span);
    }

    /// The edition lacks an address of the others and gives none in its place.
    fn lacking(&mut self, one: &Disagreement<'p>) {
        let Some(group) = self.policy.groups.get(one.group.0 as usize) else {
            return;
        };
        let clauses = group.of(one.lang);
        // Another address that nobody else knows, in a clause near by.
        let lonely = clauses
            .iter()
            .flat_map(|clause| self.emails.around(one.lang, *clause))
            .find(|place| !place.broken && self.emails.langs_with(&place.key) == [one.lang]);
        if let (Some(lonely), Some(lacked)) = (lonely, one.missing.first()) {
            return self.pair(one.group, one.editions, lacked, lonely);
        }
        for lacked in &one.missing {
            if let Some(domain) = self.domain_of(lacked.place, one.lang, clauses) {
                let domain = domain.clone();
                if self.reported.insert((domain.lang, domain.span)) {
                    self.kind(&domain, lacked, self.sure(one.group));
                }
                return;
            }
        }
        let Some(lacked) = one
            .missing
            .iter()
            .find(|lacked| lacked.settled && !lacked.place.link)
        else {
            return;
        };
        let Some(clause) = clauses.first() else {
            return;
        };
        let elsewhere = self.emails.has(one.lang, &lacked.place.key);
        let sure = self.sure(one.group);
        let at = head(self.policy, one.lang, *clause);
        let right = self.written(lacked.place);
        let finding = self.out.report("email-mismatch.absent");
        finding
            .arg("expected", right)
            .arg("langs", lacked.having.clone())
            .arg("lang", one.lang)
            .severity(if sure < 0.5 {
                Severity::Info
            } else {
                Severity::Warning
            })
            .confidence(sure * if elsewhere { 0.65 } else { 0.85 })
            .primary(one.lang, at)
            .counterpart(lacked.place.lang, lacked.place.span);
    }

    /// The domain of an address, bare in or next to the clauses, where the others do not write it.
    fn domain_of(&self, address: &Place, lang: Lang, clauses: &[ClauseId]) -> Option<&Place> {
        let is_it = |place: &&Place| is_domain_of(place, address);
        let theirs = self
            .policy
            .group(address.lang, address.clause)?
            .of(address.lang);
        let here = clauses
            .iter()
            .flat_map(|clause| self.urls.around(lang, *clause));
        here.filter(|place| !place.broken)
            .filter(is_it)
            .find(|place| !self.urls.is_near(address.lang, theirs, &place.key))
    }

    /// The others write the address in a line of its own, which the edition lacks; its domain stands in the clause beside it.
    fn apart(&mut self) {
        let emails = self.emails;
        for place in emails.all().filter(|place| !place.broken && !place.link) {
            let Some(group) = self.policy.group(place.lang, place.clause) else {
                continue;
            };
            for lang in self
                .policy
                .langs()
                .filter(|lang| group.of(*lang).is_empty())
            {
                if emails.has(lang, &place.key) {
                    continue;
                }
                let beside = [place.clause.0.checked_sub(1), place.clause.0.checked_add(1)];
                let found = beside.into_iter().flatten().find_map(|at| {
                    let group = self.policy.group(place.lang, ClauseId(at))?;
                    let domain = self.domain_of(place, lang, group.of(lang))?;
                    Some((domain.clone(), group.confidence))
                });
                if let Some((domain, sure)) = found
                    && self.reported.insert((domain.lang, domain.span))
                {
                    let lacked = Missing {
                        place,
                        having: emails.langs_with(&place.key),
                        settled: true,
                    };
                    self.kind(&domain, &lacked, sure);
                }
            }
        }
    }

    /// The domain stands where most others write the address, which the edition gives in a clause near by or under a
    /// link at best.
    fn in_its_place(&mut self) {
        let (emails, policy) = (self.emails, self.policy);
        let bare = self.urls.all().filter(|place| place.bare && !place.link);
        let found: Vec<(Place, &'p Place, Vec<Lang>, f32)> = bare
            .filter_map(|domain| {
                let group = policy.group(domain.lang, domain.clause)?;
                let written = |lang: Lang| {
                    let clauses = group.of(lang).iter();
                    let places = clauses.flat_map(move |clause| emails.in_clause(lang, *clause));
                    places
                        .into_iter()
                        .find(|place| !place.link && is_domain_of(domain, place))
                };
                let shown = |lang: Lang| {
                    let clauses = group.of(lang).iter();
                    let mut places = clauses.flat_map(|clause| self.urls.in_clause(lang, *clause));
                    places.any(|place| place.key == domain.key)
                };
                let others = group
                    .members
                    .keys()
                    .copied()
                    .filter(|lang| *lang != domain.lang);
                let having: Vec<Lang> = others
                    .clone()
                    .filter(|lang| written(*lang).is_some())
                    .collect();
                let place = written(*having.first()?)?;
                let odd = written(domain.lang).is_none()
                    && having.len() * 2 > others.clone().count()
                    && !others.clone().any(shown);
                odd.then(|| (domain.clone(), place, having, group.confidence))
            })
            .collect();
        for (domain, place, having, sure) in found {
            if self.reported.insert((domain.lang, domain.span)) {
                let lacked = Missing {
                    place,
                    having,
                    settled: true,
                };
                self.kind(&domain, &lacked, sure);
            }
        }
    }

    fn kind(&mut self, domain: &Place, lacked: &Missing<'p>, sure: f32) {
        let (wrong, right) = (self.written(domain), self.written(lacked.place));
        let finding = self.out.report("email-mismatch.kind");
        finding
            .arg("found", wrong)
            .arg("lang", domain.lang)
            .arg("expected", right)
            .arg("langs", lacked.having.clone())
            .confidence(0.7 + 0.25 * sure)
            .primary(domain.lang, domain.span)
            .counterpart(lacked.place.lang, lacked.place.span)
            .suggest(lacked.place.address.clone());
    }

    /// Only this edition gives an address.
    fn adding(&mut self, one: &Disagreement<'p>) {
        let sure = self.sure(one.group);
        let Some(extra) = one
            .extra
            .iter()
            .find(|place| !place.link && !self.reported.contains(&(place.lang, place.span)))
        else {
            return;
        };
        let Some(group) = self.policy.groups.get(one.group.0 as usize) else {
            return;
        };
        for (lang, clauses) in group.members.iter().filter(|(lang, _)| **lang != one.lang) {
            if let Some(domain) = self.domain_of(extra, *lang, clauses).cloned() {
                let lacked = Missing {
                    place: extra,
                    having: vec![one.lang],
                    settled: true,
                };
                if self.reported.insert((domain.lang, domain.span)) {
                    self.kind(&domain, &lacked, sure);
                }
                return;
            }
        }
        let others: Vec<Lang> = group
            .members
            .keys()
            .copied()
            .filter(|lang| *lang != one.lang)
            .collect();
        // The others write the address in another place: nobody is told anything else.
        let known = self.emails.langs_with(&extra.key).len() > 1;
        self.reported.insert((extra.lang, extra.span));
        let other = others
            .iter()
            .find_map(|lang| Some((*lang, *group.of(*lang).first()?)));
        let written = self.written(extra);
        let finding = self.out.report("email-mismatch.extra");
        finding
            .arg("found", written)
            .arg("lang", one.lang)
            .arg("langs", others)
            .severity(if sure < 0.5 || known {
                Severity::Info
            } else {
                Severity::Warning
            })
            .confidence(sure * if known { 0.4 } else { 0.7 })
            .primary(one.lang, extra.span);
        if let Some((lang, clause)) = other {
            finding.counterpart(lang, head(self.policy, lang, clause));
        }
    }

    /// The same address, misspelled in one edition, wherever its clauses went.
    fn misspelled(&mut self) {
        /// So many addresses of their own, and nothing is compared: the work would grow with the square.
        const MOST: usize = 64;
        for lang in self.policy.langs() {
            let mut own: Vec<&'p Place> = Vec::new();
            let mut seen = BTreeSet::new();
            for place in self
                .emails
                .of(lang)
                .iter()
                .filter(|place| !place.broken && !place.link)
            {
                let alone = self.emails.langs_with(&place.key) == [lang];
                if alone && place.group.is_some() && seen.insert(&place.key) {
                    own.push(place);
                }
            }
            let mut theirs: Vec<&'p Place> = Vec::new();
            for place in self
                .emails
                .all()
                .filter(|place| place.lang != lang && !place.broken)
            {
                if !self.emails.has(lang, &place.key) && seen.insert(&place.key) {
                    theirs.push(place);
                }
            }
            if own.len() > MOST || theirs.len() > MOST {
                continue;
            }
            for extra in own {
                if self.reported.contains(&(lang, extra.span)) {
                    continue;
                }
                let best = theirs
                    .iter()
                    .map(|place| (agreement::likeness(place, extra), *place))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let Some((alike, place)) = best.filter(|(alike, _)| *alike >= 0.88) else {
                    continue;
                };
                let having = self.emails.langs_with(&place.key);
                // Of two editions the source is right; of more, what more of them say.
                let at_fault = having.len() > 1 || lang != self.policy.source;
                let both_reported = self.reported.contains(&(place.lang, place.span));
                if !at_fault || both_reported || alike >= 1.0 {
                    continue;
                }
                let lacked = Missing {
                    place,
                    having,
                    settled: true,
                };
                let group = extra.group.unwrap_or(GroupId(0));
                self.pair(group, 3, &lacked, extra);
            }
        }
    }

    fn sure(&self, group: GroupId) -> f32 {
        self.policy
            .groups
            .get(group.0 as usize)
            .map_or(0.5, |group| group.confidence)
    }
}

/// Whether a place is the bare domain that an address ends on.
fn is_domain_of(place: &Place, address: &Place) -> bool {
    let Some((_, host)) = address.key.rsplit_once('@') else {
        return false;
    };
    let domain = place.address.to_lowercase();
    let is_parent = || {
        let rest = host.strip_suffix(&domain);
        rest.is_some_and(|rest| rest.ends_with('.'))
    };
    place.bare && !place.link && (domain == host || is_parent())
}
